//! What the figures for everybody ask.

store::statements! {
    /// The living of a range of persons by commune, year of birth and sex.
    LIVING = "
        SELECT unit, SUBSTR(birth, 1, 4), sex, COUNT(*) FROM person
         WHERE id > $1 AND id <= $2 AND state = 'living'
         GROUP BY unit, SUBSTR(birth, 1, 4), sex ORDER BY unit LIMIT 1000000";
    /// The same by the commune that the dwelling of their permanent residence lay in before the map was redrawn.
    LIVING_FORMERLY = "
        SELECT f.unit, SUBSTR(p.birth, 1, 4), p.sex, COUNT(*)
          FROM person p CROSS JOIN residence r CROSS JOIN dwelling_former_unit f
         WHERE p.id > $1 AND p.id <= $2 AND p.state = 'living'
           AND r.person = p.id AND r.kind = 'permanent' AND r.ended_on IS NULL AND f.dwelling = r.dwelling
         GROUP BY f.unit, SUBSTR(p.birth, 1, 4), p.sex ORDER BY f.unit LIMIT 1000000";
    /// Whether any dwelling lay elsewhere once.
    ANY_FORMER = "SELECT dwelling FROM dwelling_former_unit LIMIT 1";
    /// The households of each unit.
    HOUSEHOLDS = "
        SELECT unit, COUNT(*) FROM household WHERE dissolved_on IS NULL GROUP BY unit ORDER BY unit LIMIT 100000";
    /// The households of each unit that ended.
    HOUSEHOLDS_FORMERLY = "
        SELECT f.unit, COUNT(*) FROM dwelling_former_unit f CROSS JOIN household h
         WHERE f.unit = $1 AND h.dwelling = f.dwelling AND h.dissolved_on IS NULL GROUP BY f.unit";
    /// Which communes ended into which.
    SUCCESSIONS = "
        SELECT p.old, p.new FROM unit_reform_part p JOIN unit_reform_unit u ON u.old = p.old
         WHERE u.state = 'moved' ORDER BY p.old, p.new LIMIT 100000";
    /// Every movement.
    MOVEMENTS = "SELECT unit, month, kind, people FROM statistics_movement ORDER BY unit, month, kind LIMIT 5000000";
    /// So many more moved.
    ADD_MOVEMENT = "
        INSERT INTO statistics_movement (unit, month, kind, people) VALUES ($1, $2, $3, $4)
        ON CONFLICT (unit, month, kind) DO UPDATE SET people = statistics_movement.people + excluded.people";
    /// What happened in a commune that ended counts for the one that took over as well.
    COPY_MOVEMENTS = "
        INSERT INTO statistics_movement (unit, month, kind, people)
        SELECT $2, month, kind, people FROM statistics_movement WHERE unit = $1
        ON CONFLICT (unit, month, kind) DO UPDATE SET people = statistics_movement.people + excluded.people";
    /// Makes room for a new count.
    CLEAR_POPULATION = "DELETE FROM statistics_population";
    /// Makes room for a new count.
    CLEAR_UNITS = "DELETE FROM statistics_unit";
    /// Makes room for a new count.
    CLEAR_SHOWN = "DELETE FROM statistics_movement_shown";
    /// Notes a count.
    NOTE_COUNT = "
        INSERT INTO statistics_count (name, counted_on, counted_at, least) VALUES ('population', $1, $2, $3)
        ON CONFLICT (name) DO UPDATE
           SET counted_on = excluded.counted_on, counted_at = excluded.counted_at, least = excluded.least";
    /// The last count.
    COUNTED = "SELECT counted_on, counted_at, least FROM statistics_count WHERE name = 'population'";
    /// The age groups of a unit.
    AGES_OF_UNIT = "
        SELECT age_group, sex, people FROM statistics_population WHERE unit = $1 ORDER BY age_group, sex LIMIT 200";
    /// What is shown of each unit that stands, or of each that ended, in a range.
    UNITS = "
        SELECT u.unit, u.households, a.people, m.people, f.people
          FROM statistics_unit u
          LEFT JOIN statistics_population a ON a.unit = u.unit AND a.age_group = -1 AND a.sex = '*'
          LEFT JOIN statistics_population m ON m.unit = u.unit AND m.age_group = -1 AND m.sex = 'male'
          LEFT JOIN statistics_population f ON f.unit = u.unit AND f.age_group = -1 AND f.sex = 'female'
         WHERE u.ended = $1 AND u.unit >= $2 AND u.unit < $3 ORDER BY u.unit LIMIT 20000";
    /// The months of a unit, the latest first.
    MONTHS_OF_UNIT = "
        SELECT month, kind, people FROM statistics_movement_shown WHERE unit = $1 ORDER BY month DESC, kind LIMIT $2";
    /// Everything that is shown of the population, in the order of units.
    EVERYTHING = "
        SELECT p.unit, u.ended, p.age_group, p.sex, p.people
          FROM statistics_population p JOIN statistics_unit u ON u.unit = p.unit ORDER BY p.unit, p.age_group, p.sex";
}

store::bulk! {
    POPULATION_ROWS: "statistics_population" ("unit", "age_group", "sex", "people")
    UNIT_STATISTICS: "statistics_unit" ("unit", "ended", "households")
    SHOWN_ROWS: "statistics_movement_shown" ("unit", "month", "kind", "people")
}
