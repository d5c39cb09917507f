//! What a review of the register reads: everything that a range of persons or households can be judged by.

store::statements! {
    /// The next persons of a range.
    PERSONS = "
        SELECT id, name, sex, birth, number, old_number, birth_place, birth_registered_at, origin, ethnicity, religion,
               nationality, marital, phone, email, state, died_on, unit, version, other_names, blood_group, current_place
          FROM person WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3";
    /// The residences in force of a range of persons.
    RESIDENCES = "
        SELECT r.person, r.kind, d.unit, r.household, r.relation
          FROM residence r JOIN dwelling d ON d.id = r.dwelling
         WHERE r.person > $1 AND r.person <= $2 AND r.ended_on IS NULL
         ORDER BY r.person, r.kind LIMIT $3";
    /// The parents of a range of persons, by birth and adoption.
    PARENTS = "
        SELECT r.person, r.kind, p.birth
          FROM person_relation r JOIN person p ON p.id = r.other
         WHERE r.person > $1 AND r.person <= $2 AND r.ended_by IS NULL
           AND r.kind IN ('father', 'mother', 'adoptive-father', 'adoptive-mother')
         ORDER BY r.person, r.kind, r.other LIMIT $3";
    /// How many spouses each of a range of persons has, who has any; a couple is one row, from either end.
    SPOUSES = "
        SELECT one, COUNT(*)
          FROM (SELECT person AS one FROM person_relation
                 WHERE person > $1 AND person <= $2 AND kind = 'spouse' AND ended_by IS NULL
                UNION ALL
                SELECT other FROM person_relation
                 WHERE other > $1 AND other <= $2 AND kind = 'spouse' AND ended_by IS NULL) AS married
         GROUP BY one ORDER BY one LIMIT $3";
    /// Since when those of a range of persons who are away have been.
    ABSENCES = "
        SELECT person, starts_on FROM absence
         WHERE person > $1 AND person <= $2 AND ended_by IS NULL ORDER BY person LIMIT $3";
    /// Whose number in a range of persons was cancelled for somebody else.
    NUMBERS_OF_OTHERS = "
        SELECT p.id, f.person
          FROM person p JOIN person_former_number f ON f.number = p.number
         WHERE p.id > $1 AND p.id <= $2 AND p.number IS NOT NULL AND f.person <> p.id
         ORDER BY p.id LIMIT $3";
    /// Who shares an old number with somebody of a range of persons.
    OLD_NUMBERS_SHARED = "
        SELECT p.id, o.id
          FROM person p JOIN person o ON o.old_number = p.old_number
         WHERE p.id > $1 AND p.id <= $2 AND p.old_number IS NOT NULL AND o.id <> p.id
         ORDER BY p.id, o.id LIMIT $3";
    /// The last change of each of a range of persons; who came in with a load and was not touched since has its entry.
    LAST_CHANGES = "
        SELECT p.id, COALESCE((SELECT MAX(c.id) FROM register_change c WHERE c.person = p.id), p.entered)
          FROM person p WHERE p.id > $1 AND p.id <= $2 ORDER BY p.id LIMIT $3";
    /// The next households of a range.
    HOUSEHOLDS = "
        SELECT id, unit, head, dissolved_on FROM household WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3";
    /// The members of a range of households, and since when they are away.
    MEMBERS = "
        SELECT r.household, p.id, p.birth, p.state, r.relation, a.starts_on
          FROM residence r
          JOIN person p ON p.id = r.person
          LEFT JOIN absence a ON a.person = r.person AND a.ended_by IS NULL
         WHERE r.household > $1 AND r.household <= $2 AND r.ended_on IS NULL AND r.household IS NOT NULL
         ORDER BY r.household, r.person LIMIT $3";
    /// The households that a person lives in or lived in, the latest first.
    HOUSEHOLDS_OF = "
        SELECT household FROM residence WHERE person = $1 AND ended_on IS NULL AND household IS NOT NULL
        UNION
        SELECT household FROM residence WHERE person = $1 AND ended_on IS NOT NULL AND household IS NOT NULL
         ORDER BY household DESC LIMIT $2";
    /// Children and spouses of a person: what is wrong with them may hang on the person's facts.
    RELATIVES_OF = "
        SELECT person FROM person_relation WHERE other = $1 AND ended_by IS NULL
        UNION
        SELECT other FROM person_relation WHERE person = $1 AND kind = 'spouse' AND ended_by IS NULL
         ORDER BY person LIMIT $2";
}
