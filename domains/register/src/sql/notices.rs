//! What notices of a change ask.

store::statements! {
    /// A new notice.
    INSERT_NOTICE = "
        INSERT INTO change_notice (id, kind, person, from_unit, to_unit, fact, said, happened_on, evidence, made_by, made_at, due_at,
                                   state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// One notice.
    NOTICE_BY_ID = "
        SELECT id, kind, person, from_unit, to_unit, fact, said, happened_on, evidence, made_by, made_at, due_at, state, change
          FROM change_notice WHERE id = $1";
    /// Moves a notice on, from the state it was found in.
    MOVE_NOTICE = "UPDATE change_notice SET state = $3, due_at = $4, change = $5 WHERE id = $1 AND state = $2";
    /// One more step of a notice's life.
    INSERT_STEP = "
        INSERT INTO change_notice_step (notice, number, what, at, by_whom, office, said)
        VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM change_notice_step WHERE notice = $1), $2, $3, $4, $5, $6)";
    /// The life of a notice.
    STEPS = "SELECT what, at, by_whom, office, said FROM change_notice_step WHERE notice = $1 ORDER BY number LIMIT 100";
    /// The notices to a range of units in one state, the most urgent first, after a place in the order.
    NOTICES_TO = "
        SELECT id, kind, person, from_unit, to_unit, fact, said, happened_on, evidence, made_by, made_at, due_at, state, change
          FROM change_notice
         WHERE state = $1 AND to_unit >= $2 AND to_unit < $3 AND (due_at, id) > ($4, $5) AND due_at < $6
         ORDER BY due_at, id LIMIT $7";
    /// The notices from a range of units in one state, newest first, before a place in the order.
    NOTICES_FROM = "
        SELECT id, kind, person, from_unit, to_unit, fact, said, happened_on, evidence, made_by, made_at, due_at, state, change
          FROM change_notice
         WHERE state = $1 AND from_unit >= $2 AND from_unit < $3 AND id < $4
         ORDER BY id DESC LIMIT $5";
    /// The reports of a person about the own record, newest first.
    REPORTS_OF = "
        SELECT id, kind, person, from_unit, to_unit, fact, said, happened_on, evidence, made_by, made_at, due_at, state, change
          FROM change_notice
         WHERE person = $1 AND kind = 'citizen-report' ORDER BY id DESC LIMIT $2";
    /// How many notices wait in a range of units, due before a moment; counted up to a limit.
    WAITING_TO = "
        SELECT COUNT(*) FROM (
            SELECT 1 FROM change_notice
             WHERE state = 'open' AND to_unit >= $1 AND to_unit < $2 AND due_at < $3 LIMIT $4) AS waiting";
    /// How many notices of a range of units are in one state; counted up to a limit.
    COUNT_FROM = "
        SELECT COUNT(*) FROM (
            SELECT 1 FROM change_notice
             WHERE state = $1 AND from_unit >= $2 AND from_unit < $3 LIMIT $4) AS waiting";
}
