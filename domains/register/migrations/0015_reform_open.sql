-- What else goes with a commune that ends, counted: houses that take guests and stays that are not over, absences that go
-- on, requests that wait for a second officer, notices that are not settled, runs through the numbers that are not at their end.
ALTER TABLE unit_reform ADD COLUMN lodgings {int} NOT NULL DEFAULT 0;
ALTER TABLE unit_reform ADD COLUMN stays {int} NOT NULL DEFAULT 0;
ALTER TABLE unit_reform ADD COLUMN absences {int} NOT NULL DEFAULT 0;
ALTER TABLE unit_reform ADD COLUMN requests {int} NOT NULL DEFAULT 0;
ALTER TABLE unit_reform ADD COLUMN notices {int} NOT NULL DEFAULT 0;
ALTER TABLE unit_reform ADD COLUMN runs {int} NOT NULL DEFAULT 0;

-- The runs that are not at their end: few, whatever ended long ago.
CREATE INDEX number_run_open ON number_run (id) WHERE finished_at IS NULL;
