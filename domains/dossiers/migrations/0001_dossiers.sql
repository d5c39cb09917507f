-- Services, drafts and dossiers. The table `dossier` takes a row for every request of a city, so it has three
-- indexes and no more, each of which grows at few places at a time:
--   dossier_code   starts with the agency and the day, so a commune's new codes stand side by side;
--   dossier_filing finds a person's dossiers and makes a repeated submission harmless, in one index;
--   dossier_desk   is the queue of an office, in the order in which it should be worked off.

-- Every text of a service that was ever filed under, or may be. Rows are never changed but for `state` and `valid_from`.
-- distribute: reference
CREATE TABLE service_version (
    service {text} NOT NULL,
    version {int} NOT NULL,
    state {text} NOT NULL,
    valid_from {text} NOT NULL,
    digest {text} NOT NULL,
    definition {text} NOT NULL,
    PRIMARY KEY (service, version)
) {strict};

-- What somebody has begun to fill in, for themselves or, as an officer, for an applicant at the counter.
-- distribute: by person
CREATE TABLE dossier_draft (
    id {id} PRIMARY KEY,
    applicant {id} NOT NULL,
    -- The officer and the office, for a draft made at the counter.
    staff {id},
    office {text},
    service {text} NOT NULL,
    version {int} NOT NULL,
    answers {text} NOT NULL,
    saved_at {int} NOT NULL
) {strict};
CREATE INDEX dossier_draft_applicant ON dossier_draft (applicant, id);
CREATE INDEX dossier_draft_age ON dossier_draft (saved_at, id);

-- distribute: by dossier
CREATE TABLE dossier (
    id {id} PRIMARY KEY,
    code {text} NOT NULL,
    secret {text} NOT NULL,
    service {text} NOT NULL,
    version {int} NOT NULL,
    -- The commune the dossier belongs to, and the unit whose office has it now.
    unit {text} NOT NULL,
    desk {text} NOT NULL,
    state {text} NOT NULL,
    step {int} NOT NULL,
    outcome {text},
    channel {text} NOT NULL,
    applicant {id} NOT NULL,
    applicant_name {text} NOT NULL,
    applicant_fold {text} NOT NULL,
    filing_key {text} NOT NULL,
    filed_at {int} NOT NULL,
    filed_by {id},
    due_at {int} NOT NULL,
    received_at {int},
    paused_at {int},
    answer_by {int},
    decided_at {int},
    pauses {text},
    supplemented {bool} NOT NULL,
    consent {text} NOT NULL,
    consenter {id},
    -- The officer who handed it on, who must not be the one who approves.
    handed_on_by {id},
    -- How many acts there were: the number of the next one, and proof that nobody else acted in between.
    acts {int} NOT NULL,
    answers {text} NOT NULL
) {strict};
CREATE UNIQUE INDEX dossier_code ON dossier (code);
CREATE UNIQUE INDEX dossier_filing ON dossier (applicant, filing_key);
CREATE INDEX dossier_desk ON dossier (desk, state, due_at, id);
-- Two short lists: whose agreement is awaited, and who has to supply something until when.
CREATE INDEX dossier_consent ON dossier (consenter, id) WHERE consent = 'pending';
CREATE INDEX dossier_waiting ON dossier (answer_by, id) WHERE answer_by IS NOT NULL;

-- One row an act.
-- distribute: by dossier
CREATE TABLE dossier_event (
    dossier {id} NOT NULL,
    number {int} NOT NULL,
    at {int} NOT NULL,
    act {text} NOT NULL,
    state {text} NOT NULL,
    step {int} NOT NULL,
    staff {id},
    person {id},
    office {text},
    note {text},
    detail {text},
    PRIMARY KEY (dossier, number)
) {strict};

-- The papers that were made for a dossier, at most one of each kind: a job that runs twice makes no second receipt.
-- distribute: by dossier
CREATE TABLE dossier_paper (
    dossier {id} NOT NULL,
    kind {text} NOT NULL,
    paper {id} NOT NULL,
    PRIMARY KEY (dossier, kind)
) {strict};

-- The last number of an agency's day. Several stripes share a day where several nodes write at once,
-- so that they do not wait for one row: stripe s of n gives out s+1, s+1+n, s+1+2n …
-- distribute: by unit
CREATE TABLE dossier_number (
    agency {text} NOT NULL,
    day {text} NOT NULL,
    stripe {int} NOT NULL,
    given {int} NOT NULL,
    PRIMARY KEY (agency, day, stripe)
) {strict};
