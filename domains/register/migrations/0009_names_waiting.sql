-- Names of a whole register that is being loaded: kept as they come and moved to `person_name` in its own order at the
-- end, because eight million rows in the order of a roll would touch every page of it again and again.
-- distribute: by unit
CREATE TABLE person_name_waiting (
    given {text} NOT NULL,
    family {text} NOT NULL,
    unit {text} NOT NULL,
    middle {text} NOT NULL,
    birth_year {int} NOT NULL,
    person {int} NOT NULL
) {strict};
