-- The search by name: one row for each unit a person lives in.
-- distribute: by unit
CREATE TABLE person_name (
    given TEXT COLLATE "C" NOT NULL,
    family TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    middle TEXT COLLATE "C" NOT NULL,
    birth_year BIGINT NOT NULL,
    person BIGINT NOT NULL,
    PRIMARY KEY (given, family, unit, middle, birth_year, person)
);
