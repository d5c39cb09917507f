//! What the register held at a moment. `$2` or `$3` is the greatest id of that moment; see `crate::at`.

/// The dwellings that were in a range of units then, whatever unit they are in now.
macro_rules! place {
    () => {
        "
        WITH place AS (
            SELECT d.id FROM dwelling d
             WHERE d.unit >= $1 AND d.unit < $2
               AND NOT EXISTS (SELECT 1 FROM dwelling_former_unit f WHERE f.dwelling = d.id AND f.change > $3)
            UNION ALL
            SELECT f.dwelling FROM dwelling_former_unit f
             WHERE f.unit >= $1 AND f.unit < $2 AND f.change > $3
               AND NOT EXISTS (SELECT 1 FROM dwelling_former_unit e
                                WHERE e.dwelling = f.dwelling AND e.change > $3 AND e.change < f.change)),"
    };
}

/// Those dwellings, and who had a residence in them then.
macro_rules! there {
    () => {
        concat!(
            place!(),
            "
        there AS (
            SELECT r.person, r.kind, r.household
              FROM place d CROSS JOIN household h CROSS JOIN residence r
             WHERE h.dwelling = d.id AND r.household = h.id AND r.ended_on IS NULL AND r.entered <= $3
            UNION ALL
            SELECT r.person, r.kind, r.household
              FROM place d CROSS JOIN residence r
             WHERE r.dwelling = d.id AND r.ended_on IS NULL AND r.household IS NULL AND r.entered <= $3
            UNION ALL
            SELECT r.person, r.kind, r.household
              FROM place d CROSS JOIN residence r
             WHERE r.dwelling = d.id AND r.ended_by > $3 AND r.entered <= $3)"
        )
    };
}

store::statements! {
    /// By which change a person came into the register.
    PERSON_ENTERED = "SELECT entered FROM person WHERE id = $1";
    /// By which change a household came into the register.
    HOUSEHOLD_ENTERED = "SELECT entered FROM household WHERE id = $1";
    /// What a person's later changes replaced, newest first.
    REPLACED_OF_PERSON = "
        SELECT id, facts_before, facts_after FROM register_change WHERE person = $1 AND id > $2 ORDER BY id DESC";
    /// What a household's later changes replaced, newest first. Who moves in or out is told by the residences.
    REPLACED_OF_HOUSEHOLD = "
        SELECT id, facts_before, facts_after FROM register_change
         WHERE household = $1 AND id > $2 AND person IS NULL ORDER BY id DESC";
    /// A person's residences that were in force then: those that still are, and those that ended later.
    RESIDENCES_AT = "
        SELECT r.id, r.person, r.kind, r.dwelling, d.unit, d.address, r.household, h.number, h.head, r.relation,
               r.starts_on, r.expires_on, r.ended_by
          FROM residence r
          JOIN dwelling d ON d.id = r.dwelling
          LEFT JOIN household h ON h.id = r.household
         WHERE r.person = $1 AND r.ended_on IS NULL AND r.entered <= $2
        UNION ALL
        SELECT r.id, r.person, r.kind, r.dwelling, d.unit, d.address, r.household, h.number, h.head, r.relation,
               r.starts_on, r.expires_on, r.ended_by
          FROM residence r
          JOIN dwelling d ON d.id = r.dwelling
          LEFT JOIN household h ON h.id = r.household
         WHERE r.person = $1 AND r.ended_on IS NOT NULL AND r.entered <= $2 AND r.ended_by > $2
         ORDER BY 3, 1 LIMIT 10";
    /// A person's residences that had ended by then, the latest first.
    PAST_RESIDENCES_AT = "
        SELECT r.id, r.ended_on, r.end_reason FROM residence r
         WHERE r.person = $1 AND r.ended_on IS NOT NULL AND r.ended_by <= $2
         ORDER BY r.id DESC LIMIT $3";
    /// Who belonged to a household then.
    MEMBERS_AT = "
        SELECT id, person, relation, kind, starts_on, ended_by FROM residence
         WHERE household = $1 AND ended_on IS NULL AND entered <= $2
        UNION ALL
        SELECT id, person, relation, kind, starts_on, ended_by FROM residence
         WHERE household = $1 AND ended_by > $2 AND entered <= $2
         ORDER BY person, id LIMIT $3";
    /// Who lived in a range of units then, counted: persons, permanent and temporary residences, households.
    RESIDENTS_COUNTED_AT = (concat!(there!(), "
        SELECT COUNT(DISTINCT person), COUNT(CASE WHEN kind = 'permanent' THEN 1 END),
               COUNT(CASE WHEN kind = 'temporary' THEN 1 END), COUNT(DISTINCT household)
          FROM there"));
    /// A page of those who lived in a range of units then, household after household.
    RESIDENTS_AT = (concat!(there!(), "
        SELECT person, MIN(household) FROM there
         GROUP BY person ORDER BY COALESCE(MIN(household), 9223372036854775807), person LIMIT $4 OFFSET $5"));
    /// A page of the households that somebody belonged to in a range of units then, with how many did.
    HOUSEHOLDS_AT = (concat!(place!(), "
        there AS (
            SELECT r.household, r.person
              FROM place d CROSS JOIN household h CROSS JOIN residence r
             WHERE h.dwelling = d.id AND r.household = h.id AND r.ended_on IS NULL AND r.entered <= $3
            UNION ALL
            SELECT r.household, r.person
              FROM place d CROSS JOIN residence r
             WHERE r.dwelling = d.id AND r.ended_by > $3 AND r.household IS NOT NULL AND r.entered <= $3)
        SELECT household, COUNT(DISTINCT person) FROM there GROUP BY household ORDER BY household LIMIT $4 OFFSET $5"));
    /// The first commune that answered for a person without residence and ended since, and the change that ended it.
    FORMER_UNIT_OF_PERSON = "
        SELECT change, unit FROM person_former_unit WHERE person = $1 AND change > $2 ORDER BY change LIMIT 1";
    /// The commune that a person's dwelling was in before the first time since a moment that it went over to another,
    /// while the person lived there and nowhere with more right to say which commune answers.
    FORMER_UNIT_BY_DWELLING = "
        SELECT f.change, f.unit
          FROM (SELECT dwelling, kind, entered, ended_by FROM residence WHERE person = $1 AND ended_on IS NULL
                UNION ALL
                SELECT dwelling, kind, entered, ended_by FROM residence WHERE person = $1 AND ended_on IS NOT NULL) AS r
          JOIN dwelling_former_unit f ON f.dwelling = r.dwelling
         WHERE f.change > $2 AND r.entered < f.change AND (r.ended_by IS NULL OR r.ended_by > f.change)
           AND (r.kind = 'permanent'
                OR (NOT EXISTS (SELECT 1 FROM residence p
                                 WHERE p.person = $1 AND p.kind = 'permanent' AND p.ended_on IS NULL AND p.entered < f.change)
                    AND NOT EXISTS (SELECT 1 FROM residence p
                                     WHERE p.person = $1 AND p.kind = 'permanent' AND p.ended_on IS NOT NULL
                                       AND p.entered < f.change AND p.ended_by > f.change)))
         ORDER BY f.change, r.kind, f.unit LIMIT 1";
    /// A person's absences with the changes that began and ended them.
    ABSENCE_SPELLS = "
        SELECT id, entered, ended_by FROM absence WHERE person = $1 AND ended_by IS NULL
        UNION ALL
        SELECT id, entered, ended_by FROM absence WHERE person = $1 AND ended_by IS NOT NULL
         ORDER BY 1 LIMIT 1000";
    /// The persons who were in the register then, a stretch at a time.
    PERSONS_ENTERED_BY = "SELECT id FROM person WHERE id > $1 AND entered <= $2 ORDER BY id LIMIT $3";
    /// The households that were in the register then, a stretch at a time.
    HOUSEHOLDS_ENTERED_BY = "SELECT id FROM household WHERE id > $1 AND entered <= $2 ORDER BY id LIMIT $3";
}
