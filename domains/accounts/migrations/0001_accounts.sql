-- A citizen's electronic identity account.
-- distribute: by person
CREATE TABLE account (
    id {id} PRIMARY KEY,
    person {id} NOT NULL,
    level {int} NOT NULL,
    state {text} NOT NULL,
    unit {text} NOT NULL,
    phone {text},
    email {text},
    lock_ground {text},
    lock_until {int},
    opened_at {int} NOT NULL,
    activated_at {int}
) {strict};
CREATE UNIQUE INDEX account_person ON account (person);

-- Every step of an account's life.
-- distribute: by person
CREATE TABLE account_transition (
    account {id} NOT NULL,
    number {int} NOT NULL,
    at {int} NOT NULL,
    from_state {text},
    to_state {text} NOT NULL,
    ground {text},
    by_whom {text} NOT NULL,
    PRIMARY KEY (account, number)
) {strict};

-- An official.
-- distribute: reference
CREATE TABLE staff (
    id {id} PRIMARY KEY,
    active {bool} NOT NULL,
    appointed_at {int} NOT NULL
) {strict};

-- What an official is appointed to, and where.
-- distribute: reference
CREATE TABLE staff_grant (
    staff {id} NOT NULL,
    role {text} NOT NULL,
    unit {text} NOT NULL,
    PRIMARY KEY (staff, role, unit)
) {strict};
CREATE INDEX staff_grant_unit ON staff_grant (unit, staff);

-- How the holder of an account, citizen or official, signs in. The holder is the account's or the official's id.
-- distribute: reference
CREATE TABLE login (
    holder {id} PRIMARY KEY,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    display {text} NOT NULL,
    locale {text} NOT NULL,
    password {text},
    activation {bytes},
    activation_until {int},
    totp {bytes},
    totp_step {int} NOT NULL DEFAULT 0
) {strict};
CREATE UNIQUE INDEX login_name ON login (kind, name);

-- A passkey of a holder.
-- distribute: reference
CREATE TABLE passkey (
    id {id} PRIMARY KEY,
    holder {id} NOT NULL,
    credential {bytes} NOT NULL,
    public_key {text} NOT NULL,
    label {text} NOT NULL,
    added_at {int} NOT NULL,
    used_at {int}
) {strict};
CREATE UNIQUE INDEX passkey_credential ON passkey (credential);
CREATE INDEX passkey_holder ON passkey (holder, id);

-- A step of signing in or enrolling that waits for its answer. The secret that names it is kept as a hash.
-- distribute: reference
CREATE TABLE ceremony (
    secret_hash {bytes} PRIMARY KEY,
    kind {text} NOT NULL,
    holder {id},
    state {text} NOT NULL,
    ends_at {int} NOT NULL
) {strict};
CREATE INDEX ceremony_end ON ceremony (ends_at);
CREATE INDEX ceremony_holder ON ceremony (holder) WHERE holder IS NOT NULL;

-- A sign-in that is open. What a request needs to know stands in the row, so that resolving it is one look-up.
-- distribute: reference
CREATE TABLE session (
    token_hash {bytes} PRIMARY KEY,
    id {id} NOT NULL,
    holder {id} NOT NULL,
    kind {text} NOT NULL,
    person {id},
    grants {text} NOT NULL,
    assurance {int} NOT NULL,
    level {int} NOT NULL,
    locale {text} NOT NULL,
    display {text} NOT NULL,
    agent {text} NOT NULL,
    address {text} NOT NULL,
    opened_at {int} NOT NULL,
    seen_at {int} NOT NULL,
    stepped_up_at {int} NOT NULL,
    ends_at {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX session_id ON session (id);
CREATE INDEX session_holder ON session (holder, id);
CREATE INDEX session_end ON session (ends_at);

-- How often a name or an address failed of late.
-- distribute: reference
CREATE TABLE attempt (
    subject {text} PRIMARY KEY,
    failures {int} NOT NULL,
    ends_at {int} NOT NULL
) {strict};
CREATE INDEX attempt_end ON attempt (ends_at);
