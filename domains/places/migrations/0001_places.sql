-- The administrative units of the country pack, so that the statements of other subjects can join their names,
-- and the corrections that an administrator made to a name. The program itself answers from memory.
-- distribute: reference
CREATE TABLE unit (
    code {text} NOT NULL,
    valid_from {text} NOT NULL,
    valid_to {text},
    name {text} NOT NULL,
    short {text} NOT NULL,
    folded {text} NOT NULL,
    kind {text} NOT NULL,
    level {text} NOT NULL,
    parent {text} NOT NULL,
    corrected {bool} NOT NULL,
    PRIMARY KEY (code, valid_from)
) {strict};

CREATE INDEX unit_by_parent ON unit (parent, code, valid_from);
