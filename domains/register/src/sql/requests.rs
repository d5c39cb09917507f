//! What requests to a second officer and runs through the numbers ask.

store::statements! {
    /// A new request. Nothing happens when the same is asked for about the person already.
    INSERT_REQUEST = "
        INSERT INTO register_request (id, kind, unit, person, household, payload, reason, asked_by, asked_at, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (person, kind) WHERE person IS NOT NULL AND state = 'open' DO NOTHING";
    /// One request.
    REQUEST_BY_ID = "
        SELECT id, payload, unit, person, household, reason, asked_by, asked_at, state, decided_by, decided_at, remark, change
          FROM register_request WHERE id = $1";
    /// Decides a request that is open.
    DECIDE_REQUEST = "
        UPDATE register_request SET state = $2, decided_by = $3, decided_at = $4, remark = $5, change = $6
         WHERE id = $1 AND state = 'open'";
    /// The requests of a range of units in one state, newest first, before a place in the order.
    REQUESTS_OF_UNIT = "
        SELECT id, payload, unit, person, household, reason, asked_by, asked_at, state, decided_by, decided_at, remark, change
          FROM register_request
         WHERE state = $1 AND unit >= $2 AND unit < $3 AND id < $4
         ORDER BY id DESC LIMIT $5";
    /// The same of one kind.
    REQUESTS_OF_UNIT_AND_KIND = "
        SELECT id, payload, unit, person, household, reason, asked_by, asked_at, state, decided_by, decided_at, remark, change
          FROM register_request
         WHERE state = $1 AND unit >= $2 AND unit < $3 AND id < $4 AND kind = $6
         ORDER BY id DESC LIMIT $5";
    /// How many requests wait in a range of units; counted up to a limit.
    OPEN_REQUESTS = "
        SELECT COUNT(*) FROM (
            SELECT 1 FROM register_request WHERE state = 'open' AND unit >= $1 AND unit < $2 LIMIT $3) AS waiting";
    /// A number is cancelled.
    INSERT_FORMER_NUMBER = "INSERT INTO person_former_number (number, person, ended_on, reason) VALUES ($1, $2, $3, $4)";
    /// The cancelled numbers of a person, with the day and the ground.
    FORMER_NUMBERS = "
        SELECT number, ended_on, reason FROM person_former_number WHERE person = $1 ORDER BY ended_on DESC, number LIMIT 20";
    /// The living number of a person.
    NUMBER_OF = "SELECT number FROM person WHERE id = $1";

    /// A new run.
    INSERT_RUN = "
        INSERT INTO number_run (id, kind, unit, asked_by, asked_at, next_unit, next_person, looked_at, done, found)
        VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0)";
    /// One run.
    RUN_BY_ID = "
        SELECT id, kind, unit, asked_by, asked_at, finished_at, next_unit, next_person, looked_at, done, found
          FROM number_run WHERE id = $1";
    /// The runs of a range of units, newest first.
    RUNS_OF_UNIT = "
        SELECT id, kind, unit, asked_by, asked_at, finished_at, next_unit, next_person, looked_at, done, found
          FROM number_run WHERE unit >= $1 AND unit < $2 ORDER BY id DESC LIMIT $3";
    /// Moves a run on, only from where this program found it.
    ADVANCE_RUN = "
        UPDATE number_run
           SET next_unit = $2, next_person = $3, looked_at = looked_at + $4, done = done + $5, found = found + $6,
               finished_at = $7
         WHERE id = $1 AND next_unit = $8 AND next_person = $9 AND finished_at IS NULL";
    /// What a run did or found with a person. Running again does not say it twice.
    INSERT_LINE = "
        INSERT INTO number_line (run, person, outcome) VALUES ($1, $2, $3) ON CONFLICT (run, person) DO NOTHING";
    /// The lines of a run, from a place in the order on.
    LINES = "SELECT person, outcome FROM number_line WHERE run = $1 AND person > $2 ORDER BY person LIMIT $3";
    /// The persons of a range of units who lack a number and live somewhere, from a place in the order on.
    UNNUMBERED = "
        SELECT id, unit FROM person
         WHERE number IS NULL AND unit >= $1 AND unit < $2 AND (unit, id) > ($1, $3)
         ORDER BY unit, id LIMIT $4";
    /// The numbers of everybody, from a place in the order on: those of other units are left out by the reader.
    NUMBERED = "
        SELECT id, unit, number, sex, birth, birth_registered_at FROM person WHERE id > $1 ORDER BY id LIMIT $2";
    /// A person gets the first identity number.
    SET_NUMBER = "UPDATE person SET number = $2, version = version + 1 WHERE id = $1 AND number IS NULL";
}
