-- How often somebody looked for a number that leads nowhere, or to somebody whom they may not know of.
-- distribute: reference
CREATE TABLE missed_look_up (
    subject {text} PRIMARY KEY,
    misses {int} NOT NULL,
    ends_at {int} NOT NULL
) {strict};
