-- Lists that were taken out with a second officer's approval, kept for their asker for some days, in parts of about a megabyte.
-- distribute: by unit
CREATE TABLE list_export (
    request {id} PRIMARY KEY,
    format {text} NOT NULL,
    people {int} NOT NULL,
    households {int} NOT NULL,
    bytes {int} NOT NULL,
    finished_at {int} NOT NULL,
    until {int} NOT NULL
) {strict};
CREATE INDEX list_export_until ON list_export (until);

-- distribute: by unit
CREATE TABLE list_export_part (
    request {id} NOT NULL,
    number {int} NOT NULL,
    bytes {bytes} NOT NULL,
    PRIMARY KEY (request, number)
) {strict};
