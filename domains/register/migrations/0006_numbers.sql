-- What one officer asked for and another approves, refuses, or lets be withdrawn. The payload says what is to be done.
-- distribute: by unit
CREATE TABLE register_request (
    id {id} PRIMARY KEY,
    kind {text} NOT NULL,
    unit {text} NOT NULL,
    person {id},
    household {id},
    payload {text} NOT NULL,
    reason {text},
    asked_by {id} NOT NULL,
    asked_at {int} NOT NULL,
    state {text} NOT NULL,
    decided_by {id},
    decided_at {int},
    remark {text},
    change {id}
) {strict};
CREATE INDEX register_request_unit ON register_request (state, unit, id);
CREATE INDEX register_request_asker ON register_request (asked_by, id);
-- Two officers do not ask for the same about one person at the same time.
CREATE UNIQUE INDEX register_request_open ON register_request (person, kind) WHERE person IS NOT NULL AND state = 'open';

-- Who lacks an identity number, for issuing them in bulk. Few do, so the index is small.
CREATE INDEX person_unnumbered ON person (unit, id) WHERE number IS NULL;

-- Going through the numbers of a unit: issuing them, trying out what would be issued, or checking their structure.
-- It moves on in bounded units of work, so it can be stopped and resumed.
-- distribute: by unit
CREATE TABLE number_run (
    id {id} PRIMARY KEY,
    kind {text} NOT NULL,
    unit {text} NOT NULL,
    asked_by {text} NOT NULL,
    asked_at {int} NOT NULL,
    finished_at {int},
    next_unit {text} NOT NULL,
    next_person {id} NOT NULL,
    looked_at {int} NOT NULL,
    done {int} NOT NULL,
    found {int} NOT NULL
) {strict};
CREATE INDEX number_run_unit ON number_run (unit, id);

-- What a run did or found, a person a row. Without names and numbers: those are read, and noted as seen, when a report is opened.
-- distribute: by person
CREATE TABLE number_line (
    run {id} NOT NULL,
    person {id} NOT NULL,
    outcome {text} NOT NULL,
    PRIMARY KEY (run, person)
) {strict};
