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
}
