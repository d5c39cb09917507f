-- Cleansing: what the review of the register found, and what officers did about it.
-- Findings carry ids and codes. Names and numbers are read, and noted as seen, when somebody looks at a case.

-- One thing that is wrong with one person or household. It stays when it is closed: what comes back is the same case again.
-- distribute: by unit
CREATE TABLE quality_case (
    id {id} PRIMARY KEY,
    rule {text} NOT NULL,
    class {text} NOT NULL,
    severity {text} NOT NULL,
    unit {text} NOT NULL,
    about {text} NOT NULL,
    subject {id} NOT NULL,
    finding {text} NOT NULL,
    state {text} NOT NULL,
    standing {text} NOT NULL,
    officer {id},
    outcome {text},
    found_at {int} NOT NULL,
    due_at {int} NOT NULL,
    settled_at {int},
    times {int} NOT NULL,
    version {int} NOT NULL
) {strict};
-- One case a subject and rule; also the look at all cases of a range of subjects.
CREATE UNIQUE INDEX quality_case_subject ON quality_case (about, subject, rule);
-- The list of one commune, and the list of wider units, both by urgency.
CREATE INDEX quality_case_unit ON quality_case (standing, unit, due_at, id);
CREATE INDEX quality_case_due ON quality_case (standing, due_at, id);

-- What happened to a case, a step a row; only added to.
-- distribute: by unit
CREATE TABLE quality_step (
    id {id} PRIMARY KEY,
    case_id {id} NOT NULL,
    what {text} NOT NULL,
    at {int} NOT NULL,
    by_whom {text} NOT NULL,
    officer {id},
    office {text},
    ground {text},
    evidence {text},
    said {text}
) {strict};
CREATE INDEX quality_step_case ON quality_step (case_id, id);

-- How many cases of a rule stand where, in a commune. Kept with every change of a case.
-- distribute: by unit
CREATE TABLE quality_tally (
    unit {text} NOT NULL,
    rule {text} NOT NULL,
    state {text} NOT NULL,
    total {int} NOT NULL,
    PRIMARY KEY (unit, rule, state)
) {strict};

-- Whom the register changed and nobody has judged again yet. `place` is the event that said so last: a later one is not
-- forgotten with the one that was judged.
-- distribute: by unit
CREATE TABLE quality_touched (
    about {text} NOT NULL,
    subject {id} NOT NULL,
    place {int} NOT NULL,
    PRIMARY KEY (about, subject)
) {strict};
CREATE INDEX quality_touched_place ON quality_touched (place, about, subject);

-- Going through the whole register. It moves on in bounded units of work, so that it can be stopped and resumed.
-- distribute: by unit
CREATE TABLE quality_run (
    id {id} PRIMARY KEY,
    asked_by {text} NOT NULL,
    asked_at {int} NOT NULL,
    finished_at {int},
    part {text} NOT NULL,
    next {id} NOT NULL,
    looked_at {int} NOT NULL,
    opened {int} NOT NULL,
    reopened {int} NOT NULL,
    gone {int} NOT NULL,
    standing {int} NOT NULL
) {strict};

-- What a run counted in a commune: the whole of which the cases are a part.
-- distribute: by unit
CREATE TABLE quality_count (
    run {id} NOT NULL,
    unit {text} NOT NULL,
    persons {int} NOT NULL,
    wanted {int} NOT NULL,
    held {int} NOT NULL,
    numbered {int} NOT NULL,
    agreeing {int} NOT NULL,
    clean {int} NOT NULL,
    touched {int} NOT NULL,
    households {int} NOT NULL,
    sound {int} NOT NULL,
    PRIMARY KEY (run, unit)
) {strict};
