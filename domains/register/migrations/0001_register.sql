-- The population register. Sizes matter here: a city of eight million people must fit in a few gigabytes.
--
-- Three choices follow from that:
-- 1. No foreign keys on the big tables: each would cost a look-up a row when a city is loaded.
--    `register::doctor` finds what they would have refused.
-- 2. A residence and a place in a household are one row, and the address is in `dwelling`, once for all who live there.
-- 3. Who came in with a bulk load share one row of `register_change`, to which their `entered` points.

-- distribute: by unit
CREATE TABLE dwelling (
    id {id} PRIMARY KEY,
    unit {text} NOT NULL,
    address {text} NOT NULL,
    address_key {text} NOT NULL
) {strict};
-- The same address is the same dwelling; also the search by address within a unit.
CREATE INDEX dwelling_address ON dwelling (unit, address_key);

-- distribute: by person
CREATE TABLE person (
    id {id} PRIMARY KEY,
    number {text},
    old_number {text},
    name {text} NOT NULL,
    sex {text} NOT NULL,
    birth {text} NOT NULL,
    birth_place {text},
    birth_registered_at {text},
    origin {text},
    ethnicity {text},
    religion {text},
    nationality {text} NOT NULL,
    marital {text},
    phone {text},
    email {text},
    state {text} NOT NULL,
    died_on {text},
    unit {text} NOT NULL,
    entered {int} NOT NULL,
    version {int} NOT NULL
) {strict};
-- One living number a person, one person a number.
CREATE UNIQUE INDEX person_number ON person (number) WHERE number IS NOT NULL;
-- Numbers of nine digits are not unique: moving to another province gave a new one.
CREATE INDEX person_old_number ON person (old_number, id) WHERE old_number IS NOT NULL;

-- Numbers that were cancelled on a legal ground. They still lead to the person and are never given again.
-- distribute: by person
CREATE TABLE person_former_number (
    number {text} PRIMARY KEY,
    person {id} NOT NULL,
    ended_on {text} NOT NULL,
    reason {text} NOT NULL
) {strict};
CREATE INDEX person_former_number_person ON person_former_number (person, number);

-- distribute: by unit
CREATE TABLE household (
    id {id} PRIMARY KEY,
    number {text},
    unit {text} NOT NULL,
    dwelling {id} NOT NULL,
    head {id},
    formed_on {text},
    dissolved_on {text},
    entered {int} NOT NULL
) {strict};
CREATE INDEX household_unit ON household (unit, number, id);
CREATE INDEX household_dwelling ON household (dwelling, id);
-- A roll may name a household's head after its members, so a household can wait for its head until the import ends.
CREATE INDEX household_headless ON household (unit, id) WHERE head IS NULL AND dissolved_on IS NULL;

-- Where a person lives or lived, and in which household. `ended_on` empty: it is in force.
-- distribute: by person
CREATE TABLE residence (
    id {id} PRIMARY KEY,
    person {id} NOT NULL,
    kind {text} NOT NULL,
    dwelling {id} NOT NULL,
    household {id},
    relation {text},
    starts_on {text},
    expires_on {text},
    ended_on {text},
    end_reason {text},
    entered {int} NOT NULL
) {strict};
-- One permanent and at most one temporary residence in force a person.
CREATE UNIQUE INDEX residence_current ON residence (person, kind) WHERE ended_on IS NULL;
CREATE INDEX residence_past ON residence (person, id) WHERE ended_on IS NOT NULL;
CREATE INDEX residence_household ON residence (household, person) WHERE ended_on IS NULL AND household IS NOT NULL;
CREATE INDEX residence_alone ON residence (dwelling, person) WHERE ended_on IS NULL AND household IS NULL;
CREATE INDEX residence_expiry ON residence (expires_on, id) WHERE ended_on IS NULL AND expires_on IS NOT NULL;

-- Every change with its ground. Nothing is overwritten silently: the facts before and after are kept.
-- distribute: by person
CREATE TABLE register_change (
    id {id} PRIMARY KEY,
    person {id},
    household {id},
    kind {text} NOT NULL,
    changed_at {int} NOT NULL,
    changed_by {text} NOT NULL,
    office {text},
    basis {text} NOT NULL,
    dossier {id},
    evidence {text},
    facts_before {text},
    facts_after {text}
) {strict};
CREATE INDEX register_change_person ON register_change (person, id) WHERE person IS NOT NULL;
CREATE INDEX register_change_household ON register_change (household, id) WHERE household IS NOT NULL;

-- The syllables that occur as family and given names, with about how many people bear them. Search expands typos with it.
-- distribute: reference
CREATE TABLE name_word (
    kind {text} NOT NULL,
    word {text} NOT NULL,
    people {int} NOT NULL,
    PRIMARY KEY (kind, word)
) {strict};

-- One import of a roll file. The digest of the file finds it again, so a file is never taken in twice.
-- distribute: reference
CREATE TABLE roll_run (
    id {id} PRIMARY KEY,
    digest {text} NOT NULL,
    entered {int} NOT NULL,
    started_at {int} NOT NULL,
    finished_at {int},
    next_byte {int} NOT NULL,
    next_line {int} NOT NULL,
    next_record {int} NOT NULL,
    accepted {int} NOT NULL,
    rejected {int} NOT NULL,
    noticed {int} NOT NULL,
    households {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX roll_run_digest ON roll_run (digest);

-- What was wrong with a line of a roll. `rejected` lines were not taken in; `noticed` ones were, and should be looked at.
-- distribute: reference
CREATE TABLE roll_remark (
    id {serial},
    run {id} NOT NULL,
    severity {text} NOT NULL,
    line {int} NOT NULL,
    field {text} NOT NULL,
    header {text} NOT NULL,
    value {text} NOT NULL,
    code {text} NOT NULL
) {strict};
CREATE INDEX roll_remark_run ON roll_remark (run, severity, line, id);
