-- A system of another agency. It acts for itself, not for an official; its secret is kept as a hash.
-- distribute: reference
CREATE TABLE client (
    id {id} PRIMARY KEY,
    name {text} NOT NULL,
    agency {text} NOT NULL,
    unit {text} NOT NULL,
    purposes {text} NOT NULL,
    secret_hash {bytes} NOT NULL,
    former_hash {bytes},
    former_until {int},
    a_minute {int} NOT NULL,
    a_day {int} NOT NULL,
    made_at {int} NOT NULL,
    made_by {text} NOT NULL,
    rotated_at {int},
    revoked_at {int}
) {strict};
CREATE UNIQUE INDEX client_secret ON client (secret_hash);
CREATE INDEX client_former_secret ON client (former_hash) WHERE former_hash IS NOT NULL;
CREATE INDEX client_unit ON client (unit, id);

-- What a client used up of its quota: this minute and this day.
-- distribute: reference
CREATE TABLE client_use (
    client {id} PRIMARY KEY,
    minute {int} NOT NULL,
    in_minute {int} NOT NULL,
    day {text} NOT NULL,
    in_day {int} NOT NULL,
    total {int} NOT NULL
) {strict};
