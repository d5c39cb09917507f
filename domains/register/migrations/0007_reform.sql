-- When the map of administrative units is redrawn: the plan, how far it was carried out, and what every moved row was before.
-- The dwellings' former units are in a file of their own for each engine.

-- One change of the map of one city.
-- distribute: reference
CREATE TABLE unit_reform (
    id {id} PRIMARY KEY,
    city {text} NOT NULL,
    effective_on {text} NOT NULL,
    basis {text} NOT NULL,
    phase {text} NOT NULL,
    planned_at {int} NOT NULL,
    planned_by {text} NOT NULL,
    started_at {int},
    finished_at {int},
    -- Up to which person, and which name of the search, the two sweeps have come.
    next_person {int} NOT NULL,
    next_given {text} NOT NULL,
    next_family {text} NOT NULL,
    next_unit {text} NOT NULL
) {strict};
CREATE UNIQUE INDEX unit_reform_day ON unit_reform (city, effective_on);

-- A commune that ends. A code names a place for ever, so it ends once. `divided`: rules say which address goes where.
-- distribute: reference
CREATE TABLE unit_reform_unit (
    old {text} PRIMARY KEY,
    reform {id} NOT NULL,
    main {text} NOT NULL,
    successors {int} NOT NULL,
    divided {bool} NOT NULL,
    state {text} NOT NULL,
    change {id}
) {strict};
CREATE INDEX unit_reform_unit_state ON unit_reform_unit (reform, state, old);

-- What went from a commune that ended to one that took it over.
-- distribute: reference
CREATE TABLE unit_reform_part (
    old {text} NOT NULL,
    new {text} NOT NULL,
    dwellings {int} NOT NULL,
    households {int} NOT NULL,
    people {int} NOT NULL,
    -- Households that got another number, because the commune they came to had theirs already.
    renumbered {int} NOT NULL,
    -- Dwellings whose address the commune they came to had already: two places, which are not made one.
    same_address {int} NOT NULL,
    -- Households of a commune with several successors that no rule spoke of: they went to the main one and should be looked at.
    unsure {int} NOT NULL,
    PRIMARY KEY (old, new)
) {strict};

-- Which addresses of a divided commune go where; the first that fits counts. An empty key is for all that is left.
-- distribute: reference
CREATE TABLE unit_reform_rule (
    old {text} NOT NULL,
    position {int} NOT NULL,
    address_key {text} NOT NULL,
    new {text} NOT NULL,
    PRIMARY KEY (old, position)
) {strict};

-- The commune that answered for a person who had no residence when it ended. With a residence the dwelling says it.
-- distribute: by person
CREATE TABLE person_former_unit (
    person {id} NOT NULL,
    change {id} NOT NULL,
    unit {text} NOT NULL,
    PRIMARY KEY (person, change)
) {strict};

-- The number of a household before the reform gave it another.
-- distribute: by unit
CREATE TABLE household_former_number (
    household {id} NOT NULL,
    change {id} NOT NULL,
    number {text} NOT NULL,
    PRIMARY KEY (household, change)
) {strict};
