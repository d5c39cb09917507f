//! Every statement of steering.

store::statements! {
    /// Adds many sums at once, from a JSON array of rows: a batch touches thousands, and one statement for all spares
    /// PostgreSQL as many round trips. The engines differ in how they unfold JSON.
    ADD_FLOWS = {
        sqlite: "INSERT INTO steering_tally (unit, service, day, metric, channel, parent, total)
                 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
                   FROM json_each($1) WHERE TRUE
                 ON CONFLICT (unit, service, day, metric, channel) DO UPDATE SET total = steering_tally.total + excluded.total",
        postgres: "INSERT INTO steering_tally (unit, service, day, metric, channel, parent, total)
                   SELECT line ->> 0, line ->> 1, line ->> 2, line ->> 3, line ->> 4, line ->> 5, CAST(line ->> 6 AS BIGINT)
                     FROM jsonb_array_elements(CAST(CAST($1 AS TEXT) AS JSONB)) AS line
                   ON CONFLICT (unit, service, day, metric, channel) DO UPDATE SET total = steering_tally.total + excluded.total"
    };
    /// Adds many changes of the stock at once; see ADD_FLOWS.
    ADD_STOCKS = {
        sqlite: "INSERT INTO steering_open (unit, service, due_day, channel, parent, total)
                 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
                   FROM json_each($1) WHERE TRUE
                 ON CONFLICT (unit, service, due_day, channel) DO UPDATE SET total = steering_open.total + excluded.total",
        postgres: "INSERT INTO steering_open (unit, service, due_day, channel, parent, total)
                   SELECT line ->> 0, line ->> 1, line ->> 2, line ->> 3, line ->> 4, CAST(line ->> 5 AS BIGINT)
                     FROM jsonb_array_elements(CAST(CAST($1 AS TEXT) AS JSONB)) AS line
                   ON CONFLICT (unit, service, due_day, channel) DO UPDATE SET total = steering_open.total + excluded.total"
    };
    /// What happened in a commune that ended counts for the one that took over as well; the units above have it already.
    COPY_FLOWS = "INSERT INTO steering_tally (unit, service, day, metric, channel, parent, total)
                  SELECT $2, service, day, metric, channel, $3, total FROM steering_tally WHERE unit = $1
                  ON CONFLICT (unit, service, day, metric, channel) DO UPDATE SET total = steering_tally.total + excluded.total";
    /// Notes how far the figures reach.
    NOTE_FOLDED = "INSERT INTO steering_state (name, folded_at, events) VALUES ('dossiers', $1, $2)
                   ON CONFLICT (name) DO UPDATE SET folded_at = CASE WHEN excluded.folded_at > steering_state.folded_at
                       THEN excluded.folded_at ELSE steering_state.folded_at END, events = steering_state.events + excluded.events";
    /// How far the figures reach.
    FOLDED = "SELECT folded_at, events FROM steering_state WHERE name = 'dossiers'";
    /// What happened in a unit for a service in a period, by day, metric and channel. At most 367 days × 12 × a few channels.
    FLOWS_OF_UNIT = "SELECT day, metric, channel, total FROM steering_tally
                      WHERE unit = $1 AND service = $2 AND day >= $3 AND day <= $4 ORDER BY day, metric, channel LIMIT 50000";
    /// What happened in each unit right under a unit, summed over the period.
    FLOWS_OF_CHILDREN = "SELECT unit, metric, channel, CAST(SUM(total) AS BIGINT) FROM steering_tally
                          WHERE parent = $1 AND service = $2 AND day >= $3 AND day <= $4
                          GROUP BY unit, metric, channel ORDER BY unit, metric, channel LIMIT 100000";
    /// What is open in a unit, by channel: all of it, and what was due before a day.
    OPEN_IN_UNIT = "SELECT channel, CAST(SUM(total) AS BIGINT), CAST(SUM(CASE WHEN due_day < $3 THEN total ELSE 0 END) AS BIGINT)
                      FROM steering_open WHERE unit = $1 AND service = $2 GROUP BY channel ORDER BY channel LIMIT 100";
    /// The same for each unit right under a unit.
    OPEN_IN_CHILDREN = "SELECT unit, channel, CAST(SUM(total) AS BIGINT), CAST(SUM(CASE WHEN due_day < $3 THEN total ELSE 0 END) AS BIGINT)
                          FROM steering_open WHERE parent = $1 AND service = $2 GROUP BY unit, channel ORDER BY unit, channel LIMIT 100000";
    /// What is open and was due long ago stays; what is settled leaves no row behind.
    SWEEP = "DELETE FROM steering_open WHERE total = 0 AND due_day < $1";

    /// Among the dossiers below an id, newest first, those of a unit that fit: service, channel, filed, received and
    /// decided between moments, and with so much of their term left when they were decided. What has not happened
    /// counts as at the beginning of time, which only a range that is open to below holds.
    HAPPENED_IN_WINDOW = "
        SELECT id, code, service, version, unit, state, outcome, channel, filed_at, received_at, due_at, decided_at
          FROM (SELECT id, code, service, version, unit, state, outcome, channel, filed_at, received_at, due_at, decided_at
                  FROM dossier WHERE id < $1 ORDER BY id DESC LIMIT $2) AS looked
         WHERE unit >= $3 AND unit < $4 AND service >= $5 AND service <= $6 AND channel >= $7 AND channel <= $8
           AND filed_at >= $9 AND filed_at < $10
           AND COALESCE(received_at, 0) >= $11 AND COALESCE(received_at, 0) < $12
           AND COALESCE(decided_at, 0) >= $13 AND COALESCE(decided_at, 0) < $14
           AND due_at - COALESCE(decided_at, 0) >= $15 AND due_at - COALESCE(decided_at, 0) < $16
         ORDER BY id DESC LIMIT $17";
    /// Where such a window ends, and when the newest dossier in it was filed.
    WINDOW_END = "SELECT MIN(id), MAX(filed_at) FROM (SELECT id, filed_at FROM dossier WHERE id < $1 ORDER BY id DESC LIMIT $2) AS looked";
    /// What is open at the desks of a unit and under it, by the day it is due. The desks are found by leaps over the
    /// index, one for each, so that what is settled is not read.
    OPEN_AT_DESKS = "
        WITH RECURSIVE office (desk) AS (
            SELECT MIN(desk) FROM dossier WHERE desk >= $1 AND desk < $2
            UNION ALL
            SELECT (SELECT MIN(further.desk) FROM dossier AS further WHERE further.desk > office.desk AND further.desk < $2)
              FROM office WHERE office.desk IS NOT NULL)
        SELECT line.id, line.code, line.service, line.version, line.unit, line.state, line.outcome, line.channel,
               line.filed_at, line.received_at, line.due_at, line.decided_at
          FROM office JOIN dossier AS line
            ON line.desk = office.desk AND line.state IN ('new', 'received', 'processing') AND line.due_at < $3
         WHERE (line.due_at, line.id) > ($4, $5) AND line.service >= $6 AND line.service <= $7
           AND line.channel >= $8 AND line.channel <= $9
         ORDER BY line.due_at, line.id LIMIT $10";
    /// The same for dossiers of a unit that lie with an office above it.
    OPEN_ABOVE = "
        SELECT id, code, service, version, unit, state, outcome, channel, filed_at, received_at, due_at, decided_at
          FROM dossier
         WHERE desk = $11 AND state IN ('new', 'received', 'processing') AND due_at < $3 AND (due_at, id) > ($4, $5)
           AND unit >= $1 AND unit < $2 AND service >= $6 AND service <= $7 AND channel >= $8 AND channel <= $9
         ORDER BY due_at, id LIMIT $10";
}
