-- The communes a dwelling lay in before the map was redrawn.
-- distribute: by unit
CREATE TABLE dwelling_former_unit (
    dwelling BIGINT NOT NULL,
    change BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (dwelling, change)
);
CREATE INDEX dwelling_former_unit_place ON dwelling_former_unit (unit, dwelling);
