-- Absences, houses that take guests, and the nights people spend there.
--
-- An absence is ended, never overwritten. A stay keeps when its guest was to leave beside when they left.

-- Somebody is away from the commune of their permanent residence for long. `ended_by` empty: they are away.
-- distribute: by person
CREATE TABLE absence (
    id {id} PRIMARY KEY,
    person {id} NOT NULL,
    unit {text} NOT NULL,
    circumstance {text} NOT NULL,
    starts_on {text} NOT NULL,
    until_on {text},
    place {text} NOT NULL,
    reason {text} NOT NULL,
    returned_on {text},
    entered {int} NOT NULL,
    ended_by {int}
) {strict};
CREATE UNIQUE INDEX absence_current ON absence (person) WHERE ended_by IS NULL;
CREATE INDEX absence_past ON absence (person, id) WHERE ended_by IS NOT NULL;
CREATE UNIQUE INDEX absence_entered ON absence (entered);
CREATE UNIQUE INDEX absence_ended ON absence (ended_by) WHERE ended_by IS NOT NULL;
CREATE INDEX absence_over ON absence (until_on, id) WHERE ended_by IS NULL AND until_on IS NOT NULL;
CREATE INDEX absence_long ON absence (starts_on, id) WHERE ended_by IS NULL;

-- A house that takes guests for the night: hotel, guest house, hostel, ward of a hospital.
-- distribute: by unit
CREATE TABLE lodging (
    id {id} PRIMARY KEY,
    unit {text} NOT NULL,
    dwelling {id} NOT NULL,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    name_key {text} NOT NULL,
    owner {id} NOT NULL,
    manager {id},
    phone {text},
    rooms {int} NOT NULL,
    state {text} NOT NULL,
    entered {int} NOT NULL,
    version {int} NOT NULL
) {strict};
CREATE INDEX lodging_unit ON lodging (unit, name_key, id);
CREATE INDEX lodging_owner ON lodging (owner, id);
CREATE INDEX lodging_manager ON lodging (manager, id) WHERE manager IS NOT NULL;

-- A guest's stay. The nights run from `first_night` to the one before `leaves_on`.
-- distribute: by unit
CREATE TABLE stay (
    id {id} PRIMARY KEY,
    unit {text} NOT NULL,
    lodging {id},
    household {id},
    dwelling {id} NOT NULL,
    guest {id},
    name {text} NOT NULL,
    number {text},
    passport {text},
    birth {text} NOT NULL,
    sex {text} NOT NULL,
    nationality {text} NOT NULL,
    room {text},
    reason {text},
    arrives_at {int} NOT NULL,
    first_night {text} NOT NULL,
    planned_on {text} NOT NULL,
    leaves_on {text} NOT NULL,
    left_at {int},
    state {text} NOT NULL,
    notified_at {int} NOT NULL,
    notified_by {text} NOT NULL,
    late {bool} NOT NULL,
    entered {int} NOT NULL,
    ended_by {int}
) {strict};
-- The nights of one commune, and those of all: the second is short, because it holds only who has not left yet.
CREATE INDEX stay_unit ON stay (unit, leaves_on, id);
CREATE INDEX stay_leaving ON stay (leaves_on, unit, id);
CREATE INDEX stay_lodging ON stay (lodging, leaves_on, id) WHERE lodging IS NOT NULL;
CREATE INDEX stay_household ON stay (household, leaves_on, id) WHERE household IS NOT NULL;
CREATE INDEX stay_guest ON stay (guest, id) WHERE guest IS NOT NULL;

-- One notification of stays, so that sending it again under the same key gives the same answer.
-- distribute: by unit
CREATE TABLE stay_notice (
    id {id} PRIMARY KEY,
    sender {text} NOT NULL,
    notice_key {text} NOT NULL,
    notified_at {int} NOT NULL,
    outcome {text} NOT NULL
) {strict};
CREATE UNIQUE INDEX stay_notice_key ON stay_notice (sender, notice_key);

-- Births are few beside the other changes: the list of newborns who live nowhere yet reads them alone.
CREATE INDEX register_change_birth ON register_change (changed_at, id) WHERE kind = 'birth' AND person IS NOT NULL;
