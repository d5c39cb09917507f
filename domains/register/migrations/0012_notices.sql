-- What somebody learned about a person and tells the unit that answers for the person: an officer of another unit, or the
-- person, who reports a mistake in the own record.
-- distribute: by person
CREATE TABLE change_notice (
    id {id} PRIMARY KEY,
    kind {text} NOT NULL,
    person {id} NOT NULL,
    from_unit {text},
    to_unit {text} NOT NULL,
    fact {text},
    said {text} NOT NULL,
    happened_on {text},
    evidence {text},
    made_by {text} NOT NULL,
    made_at {int} NOT NULL,
    due_at {int} NOT NULL,
    state {text} NOT NULL,
    change {id}
) {strict};
CREATE INDEX change_notice_to ON change_notice (state, to_unit, due_at, id);
CREATE INDEX change_notice_from ON change_notice (state, from_unit, id) WHERE from_unit IS NOT NULL;
CREATE INDEX change_notice_person ON change_notice (person, id);

-- What happened to a notice, a step a row; only added to.
-- distribute: by person
CREATE TABLE change_notice_step (
    notice {id} NOT NULL,
    number {int} NOT NULL,
    what {text} NOT NULL,
    at {int} NOT NULL,
    by_whom {text} NOT NULL,
    office {text},
    said {text},
    PRIMARY KEY (notice, number)
) {strict};
