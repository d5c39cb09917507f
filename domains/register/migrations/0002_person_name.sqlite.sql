-- The search by name: one row for each unit a person lives in. All of it is key, so SQLite stores it once as an index.
-- distribute: by unit
CREATE TABLE person_name (
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    unit TEXT NOT NULL,
    middle TEXT NOT NULL,
    birth_year INTEGER NOT NULL,
    person INTEGER NOT NULL,
    PRIMARY KEY (given, family, unit, middle, birth_year, person)
) STRICT, WITHOUT ROWID;
