//! Every statement of cleansing, by what it answers.

store::statements! {
    /// One case.
    CASE_BY_ID = "
        SELECT id, rule, class, severity, unit, about, subject, finding, state, officer, found_at, due_at, settled_at, times, version
          FROM quality_case WHERE id = $1";
    /// Every case about a range of persons or households, settled ones too.
    CASES_OF_RANGE = "
        SELECT id, rule, class, severity, unit, about, subject, finding, state, officer, found_at, due_at, settled_at, times, version
          FROM quality_case WHERE about = $1 AND subject > $2 AND subject <= $3 ORDER BY subject, rule LIMIT $4";
    /// What becomes of a case, unless somebody changed it since it was read.
    UPDATE_CASE = "
        UPDATE quality_case
           SET severity = $3, unit = $4, finding = $5, state = $6, standing = $7, officer = $8, found_at = $9, due_at = $10,
               settled_at = $11, times = $12, class = $13, version = version + 1
         WHERE id = $1 AND version = $2";
    /// A step in the life of a case.
    INSERT_STEP = "
        INSERT INTO quality_step (id, case_id, what, at, by_whom, officer, office, ground, evidence, said)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// The life of a case.
    STEPS = "
        SELECT what, at, by_whom, office, ground, evidence, said FROM quality_step
         WHERE case_id = $1 ORDER BY id LIMIT 500";
    /// So many cases of a rule stand somewhere else in a commune.
    ADD_TALLY = "
        INSERT INTO quality_tally (unit, rule, state, total) VALUES ($1, $2, $3, $4)
        ON CONFLICT (unit, rule, state) DO UPDATE SET total = quality_tally.total + excluded.total";
    /// How many cases of each rule stand where in a range of communes.
    TALLIES = "
        SELECT unit, rule, state, total FROM quality_tally
         WHERE unit >= $1 AND unit < $2 AND total <> 0 ORDER BY unit, rule, state LIMIT 2000000";
    /// How many cases stand where in a range of communes.
    STATES = "
        SELECT state, CAST(SUM(total) AS BIGINT) FROM quality_tally
         WHERE unit >= $1 AND unit < $2 GROUP BY state ORDER BY state LIMIT 20";
    /// How many cases of a standing were due before a moment in a range of communes; counted up to a limit.
    OVERDUE = "
        SELECT COUNT(*) FROM (
            SELECT 1 FROM quality_case
             WHERE standing = $1 AND due_at < $2 AND unit >= $3 AND unit < $4 LIMIT $5) AS late";
    /// The cases of one commune, the most urgent first, after a place in the order.
    CASES_OF_COMMUNE = "
        SELECT id, rule, class, severity, unit, about, subject, finding, state, officer, found_at, due_at, settled_at, times, version
          FROM quality_case
         WHERE standing = $1 AND unit = $2 AND (due_at, id) > ($3, $4) AND due_at < $5
           AND rule >= $6 AND rule <= $7 AND class >= $8 AND class <= $9 AND severity >= $10 AND severity <= $11
           AND state >= $12 AND state <= $13
         ORDER BY due_at, id LIMIT $14";
    /// The same in a range of communes.
    CASES_OF_UNITS = "
        SELECT id, rule, class, severity, unit, about, subject, finding, state, officer, found_at, due_at, settled_at, times, version
          FROM quality_case
         WHERE standing = $1 AND unit >= $2 AND unit < $15 AND (due_at, id) > ($3, $4) AND due_at < $5
           AND rule >= $6 AND rule <= $7 AND class >= $8 AND class <= $9 AND severity >= $10 AND severity <= $11
           AND state >= $12 AND state <= $13
         ORDER BY due_at, id LIMIT $14";

    /// Somebody is to be judged again.
    TOUCH = "
        INSERT INTO quality_touched (about, subject, place) VALUES ($1, $2, $3)
        ON CONFLICT (about, subject) DO UPDATE SET place = excluded.place";
    /// Who is to be judged again, in the order of what happened.
    TOUCHED = "SELECT about, subject, place FROM quality_touched ORDER BY place, about, subject LIMIT $1";
    /// Somebody was judged again, unless something happened since.
    FORGET_TOUCHED = "DELETE FROM quality_touched WHERE about = $1 AND subject = $2 AND place = $3";

    /// A new run.
    INSERT_RUN = "
        INSERT INTO quality_run (id, asked_by, asked_at, part, next, looked_at, opened, reopened, gone, standing)
        VALUES ($1, $2, $3, 'persons', 0, 0, 0, 0, 0, 0)";
    /// One run.
    RUN_BY_ID = "
        SELECT id, asked_by, asked_at, finished_at, part, next, looked_at, opened, reopened, gone, standing
          FROM quality_run WHERE id = $1";
    /// The latest runs.
    LATEST_RUNS = "
        SELECT id, asked_by, asked_at, finished_at, part, next, looked_at, opened, reopened, gone, standing
          FROM quality_run ORDER BY id DESC LIMIT $1";
    /// Moves a run on, only from where this program found it.
    ADVANCE_RUN = "
        UPDATE quality_run
           SET part = $2, next = $3, looked_at = looked_at + $4, opened = opened + $5, reopened = reopened + $6,
               gone = gone + $7, standing = standing + $8, finished_at = $9
         WHERE id = $1 AND part = $10 AND next = $11 AND finished_at IS NULL";
    /// Gives up a run that was overtaken.
    DROP_RUN = "DELETE FROM quality_run WHERE id = $1 AND finished_at IS NULL";
    /// What a run counted that was given up.
    DROP_COUNTS = "DELETE FROM quality_count WHERE run = $1";
    /// Adds to what a run counted in a commune.
    ADD_COUNT = "
        INSERT INTO quality_count (run, unit, persons, wanted, held, numbered, agreeing, clean, touched, households, sound)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (run, unit) DO UPDATE
           SET persons = quality_count.persons + excluded.persons, wanted = quality_count.wanted + excluded.wanted,
               held = quality_count.held + excluded.held, numbered = quality_count.numbered + excluded.numbered,
               agreeing = quality_count.agreeing + excluded.agreeing, clean = quality_count.clean + excluded.clean,
               touched = quality_count.touched + excluded.touched,
               households = quality_count.households + excluded.households, sound = quality_count.sound + excluded.sound";
    /// What a run counted in a range of communes.
    COUNTS = "
        SELECT unit, persons, wanted, held, numbered, agreeing, clean, touched, households, sound
          FROM quality_count WHERE run = $1 AND unit >= $2 AND unit < $3 ORDER BY unit LIMIT 100000";
    /// What earlier runs counted is not shown any more.
    FORGET_COUNTS = "DELETE FROM quality_count WHERE run < $1";
}

store::bulk! {
    CASES: "quality_case" ("id", "rule", "class", "severity", "unit", "about", "subject", "finding", "state", "standing", "found_at", "due_at", "times", "version")
    STEP_ROWS: "quality_step" ("id", "case_id", "what", "at", "by_whom")
}
