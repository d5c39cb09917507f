//! What breaks an invariant. These read whole tables, so no request asks them.

store::statements! {
    /// Households without a head.
    HEAD_MISSING = "
        SELECT CAST(NULL AS BIGINT), id FROM household WHERE head IS NULL AND dissolved_on IS NULL ORDER BY unit, id LIMIT $1";
    /// Heads who do not live in their household as its head.
    HEAD_NOT_MEMBER = "
        SELECT h.head, h.id FROM household h
         WHERE h.head IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM residence r
                            WHERE r.household = h.id AND r.person = h.head AND r.ended_on IS NULL AND r.relation = 'head')
         ORDER BY h.id LIMIT $1";
    /// Households with several heads.
    TWO_HEADS = "
        SELECT CAST(NULL AS BIGINT), household FROM residence
         WHERE ended_on IS NULL AND household IS NOT NULL AND relation = 'head'
         GROUP BY household HAVING COUNT(*) > 1
         ORDER BY household LIMIT $1";
    /// Persons with several residences of one kind in force.
    TWO_RESIDENCES = "
        SELECT person, CAST(NULL AS BIGINT) FROM residence
         WHERE ended_on IS NULL
         GROUP BY person, kind HAVING COUNT(*) > 1
         ORDER BY person LIMIT $1";
    /// Numbers of several persons, and cancelled numbers that are somebody's again.
    NUMBER_SHARED = "
        SELECT MIN(id), CAST(NULL AS BIGINT) FROM person WHERE number IS NOT NULL GROUP BY number HAVING COUNT(*) > 1
        UNION ALL
        SELECT p.id, CAST(NULL AS BIGINT) FROM person_former_number f JOIN person p ON p.number = f.number
        LIMIT $1";
    /// Dead persons with a residence in force.
    DEAD_RESIDENT = "
        SELECT p.id, CAST(NULL AS BIGINT) FROM person p
         WHERE p.state = 'dead' AND EXISTS (SELECT 1 FROM residence r WHERE r.person = p.id AND r.ended_on IS NULL)
         ORDER BY p.id LIMIT $1";
    /// Dissolved households with members.
    DISSOLVED_WITH_MEMBERS = "
        SELECT CAST(NULL AS BIGINT), h.id FROM household h
         WHERE h.dissolved_on IS NOT NULL
           AND EXISTS (SELECT 1 FROM residence r WHERE r.household = h.id AND r.ended_on IS NULL)
         ORDER BY h.id LIMIT $1";
    /// Persons for whom another commune answers than that of the permanent residence.
    WRONG_UNIT = "
        SELECT p.id, CAST(NULL AS BIGINT)
          FROM person p
          JOIN residence r ON r.person = p.id AND r.kind = 'permanent' AND r.ended_on IS NULL
          JOIN dwelling d ON d.id = r.dwelling
         WHERE d.unit <> p.unit
         ORDER BY p.id LIMIT $1";
    /// Residences whose person, dwelling or household does not exist.
    ORPHAN = "
        SELECT r.person, r.household
          FROM residence r
          LEFT JOIN person p ON p.id = r.person
          LEFT JOIN dwelling d ON d.id = r.dwelling
          LEFT JOIN household h ON h.id = r.household
         WHERE p.id IS NULL OR d.id IS NULL OR (r.household IS NOT NULL AND h.id IS NULL)
         ORDER BY r.id LIMIT $1";
    /// Ended residences of which the change that ended them is not known, and the other way round.
    END_UNEXPLAINED = "
        SELECT person, household FROM residence WHERE (ended_on IS NULL) <> (ended_by IS NULL) ORDER BY id LIMIT $1";
    /// Persons without a row in the search by name.
    NOT_SEARCHABLE = "
        SELECT p.id, CAST(NULL AS BIGINT)
          FROM person p LEFT JOIN (SELECT DISTINCT person FROM person_name) AS found ON found.person = p.id
         WHERE found.person IS NULL
         ORDER BY p.id LIMIT $1";
    /// When the register changed last.
    LAST_CHANGE = "SELECT changed_at FROM register_change ORDER BY id DESC LIMIT 1";
    /// Heads born after a day in households with somebody who may have been born before it. A birth date known in part sorts
    /// before every day it may be, as the rule for heads reads it.
    MINOR_HEAD = "
        SELECT h.head, h.id
          FROM household h JOIN person p ON p.id = h.head
         WHERE p.birth > $2
           AND EXISTS (SELECT 1 FROM residence r JOIN person m ON m.id = r.person
                        WHERE r.household = h.id AND r.ended_on IS NULL AND m.birth <= $2)
         ORDER BY h.id LIMIT $1";
    /// Absences of persons without a permanent residence in that commune.
    ABSENCE_ASTRAY = "
        SELECT a.person, CAST(NULL AS BIGINT)
          FROM absence a
         WHERE a.ended_by IS NULL
           AND NOT EXISTS (SELECT 1 FROM residence r JOIN dwelling d ON d.id = r.dwelling
                            WHERE r.person = a.person AND r.kind = 'permanent' AND r.ended_on IS NULL
                              AND (d.unit = a.unit
                                   OR EXISTS (SELECT 1 FROM dwelling_former_unit f
                                               WHERE f.dwelling = d.id AND f.unit = a.unit)))
         ORDER BY a.id LIMIT $1";
    /// Stays in no house and with no household, or with both, or that end before they begin.
    STAY_ASTRAY = "
        SELECT s.guest, s.household
          FROM stay s
          LEFT JOIN lodging l ON l.id = s.lodging
          LEFT JOIN household h ON h.id = s.household
         WHERE (s.lodging IS NULL) = (s.household IS NULL) OR (s.lodging IS NOT NULL AND l.id IS NULL)
            OR (s.household IS NOT NULL AND h.id IS NULL) OR s.leaves_on < s.first_night
         ORDER BY s.id LIMIT $1";
    /// Ties to somebody who does not exist or to oneself, and couples in the wrong order.
    TIE_ORPHAN = "
        SELECT r.person, CAST(NULL AS BIGINT)
          FROM person_relation r
          LEFT JOIN person p ON p.id = r.person
          LEFT JOIN person o ON o.id = r.other
         WHERE p.id IS NULL OR o.id IS NULL OR r.person = r.other OR (r.kind = 'spouse' AND r.person > r.other)
         ORDER BY r.id LIMIT $1";
    /// Children with several parents of one kind.
    TWO_PARENTS = "
        SELECT person, CAST(NULL AS BIGINT) FROM person_relation
         WHERE ended_by IS NULL AND kind IN ('father', 'mother', 'adoptive-father', 'adoptive-mother')
         GROUP BY person, kind HAVING COUNT(*) > 1
         ORDER BY person LIMIT $1";
    /// Persons with several spouses.
    TWO_SPOUSES = "
        SELECT one, CAST(NULL AS BIGINT)
          FROM (SELECT person AS one FROM person_relation WHERE kind = 'spouse' AND ended_by IS NULL
                UNION ALL
                SELECT other FROM person_relation WHERE kind = 'spouse' AND ended_by IS NULL) AS married
         GROUP BY one HAVING COUNT(*) > 1
         ORDER BY one LIMIT $1";
    /// Fathers who are women and mothers who are men.
    PARENT_SEX = "
        SELECT p.id, CAST(NULL AS BIGINT)
          FROM person_relation r JOIN person p ON p.id = r.other
         WHERE r.ended_by IS NULL
           AND ((r.kind IN ('father', 'adoptive-father') AND p.sex <> 'male')
             OR (r.kind IN ('mother', 'adoptive-mother') AND p.sex <> 'female'))
         ORDER BY p.id LIMIT $1";
    /// Children whose parent was not born in an earlier year.
    PARENT_YOUNGER = "
        SELECT c.id, CAST(NULL AS BIGINT)
          FROM person_relation r
          JOIN person p ON p.id = r.other
          JOIN person c ON c.id = r.person
         WHERE r.ended_by IS NULL AND r.kind IN ('father', 'mother', 'adoptive-father', 'adoptive-mother')
           AND substr(p.birth, 1, 4) >= substr(c.birth, 1, 4)
         ORDER BY c.id LIMIT $1";
    /// Dead persons with a spouse.
    DEAD_MARRIED = "
        SELECT p.id, CAST(NULL AS BIGINT)
          FROM person_relation r JOIN person p ON p.id = r.person OR p.id = r.other
         WHERE r.kind = 'spouse' AND r.ended_by IS NULL AND p.state = 'dead'
         ORDER BY p.id LIMIT $1";
    /// Persons with a spouse whom the register does not hold as married.
    SPOUSE_NOT_MARRIED = "
        SELECT p.id, CAST(NULL AS BIGINT)
          FROM person_relation r JOIN person p ON p.id = r.person OR p.id = r.other
         WHERE r.kind = 'spouse' AND r.ended_by IS NULL AND COALESCE(p.marital, '') <> 'married'
         ORDER BY p.id LIMIT $1";
}
