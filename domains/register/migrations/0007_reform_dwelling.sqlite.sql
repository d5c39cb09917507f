-- The communes a dwelling lay in before the map was redrawn. All but the unit is key, so SQLite stores it once as an index.
-- distribute: by unit
CREATE TABLE dwelling_former_unit (
    dwelling INTEGER NOT NULL,
    change INTEGER NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (dwelling, change)
) STRICT, WITHOUT ROWID;
CREATE INDEX dwelling_former_unit_place ON dwelling_former_unit (unit, dwelling);
