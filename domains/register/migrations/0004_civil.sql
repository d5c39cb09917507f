-- Who is whose parent, spouse or guardian. Each tie is one row, from the child, the ward, or of a couple whoever has the
-- smaller id. A row is never changed but to be ended: `ended_by` empty, it is in force.
-- distribute: by person
CREATE TABLE person_relation (
    id {id} PRIMARY KEY,
    person {id} NOT NULL,
    kind {text} NOT NULL,
    other {id} NOT NULL,
    since {text},
    ended_on {text},
    end_reason {text},
    entered {int} NOT NULL,
    ended_by {int}
) {strict};
-- Both directions in force; the first also keeps a tie from being written twice.
CREATE UNIQUE INDEX person_relation_current ON person_relation (person, kind, other) WHERE ended_by IS NULL;
CREATE INDEX person_relation_of ON person_relation (other, kind, person) WHERE ended_by IS NULL;
CREATE INDEX person_relation_past ON person_relation (person, id) WHERE ended_by IS NOT NULL;
CREATE INDEX person_relation_past_of ON person_relation (other, id) WHERE ended_by IS NOT NULL;

-- What a sender's key stands for: the same key sent again gives the same event instead of a second one.
-- distribute: by person
CREATE TABLE civil_key (
    sender {text} NOT NULL,
    word {text} NOT NULL,
    act {text} NOT NULL,
    person {id} NOT NULL,
    change {id} NOT NULL,
    PRIMARY KEY (sender, word)
) {strict};
