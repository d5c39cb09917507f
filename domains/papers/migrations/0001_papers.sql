-- One official document: who made it, for which dossier, in what state, and the seal over its bytes.
-- distribute: by dossier
CREATE TABLE paper (
    id {id} PRIMARY KEY,
    code {text} NOT NULL,
    kind {text} NOT NULL,
    state {text} NOT NULL,
    unit {text} NOT NULL,
    agency {text} NOT NULL,
    dossier {id},
    person {id},
    holder {text} NOT NULL,
    number {int},
    requested_at {int} NOT NULL,
    issued_at {int},
    revoked_at {int},
    revoked_because {text},
    sha256 {text},
    size {int},
    seal_key {text},
    signature {bytes},
    failures {int} NOT NULL DEFAULT 0,
    failure {text},
    print_order {text}
) {strict};
CREATE UNIQUE INDEX paper_code ON paper (code);
CREATE INDEX paper_dossier ON paper (dossier, id);
CREATE INDEX paper_person ON paper (person, id);
CREATE INDEX paper_sha256 ON paper (sha256);
CREATE INDEX paper_state ON paper (state, id);

-- The bytes, apart from the row so that lists never read them.
-- distribute: by dossier
CREATE TABLE paper_file (
    paper {id} PRIMARY KEY,
    pdf {bytes} NOT NULL
) {strict};

-- The public key of every seal that ever signed, so that old papers stay verifiable after a key changes.
-- distribute: reference
CREATE TABLE paper_seal (
    key_id {text} PRIMARY KEY,
    unit {text} NOT NULL,
    public_key {bytes} NOT NULL,
    since {int} NOT NULL
) {strict};

-- The last number given to papers of a kind by an office in a year.
-- distribute: by unit
CREATE TABLE paper_book (
    unit {text} NOT NULL,
    kind {text} NOT NULL,
    year {int} NOT NULL,
    last {int} NOT NULL,
    PRIMARY KEY (unit, kind, year)
) {strict};
