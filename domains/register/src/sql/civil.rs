//! Ties between persons, and what civil events change on a person.

store::statements! {
    /// The ties of a person in force, from either end.
    RELATIONS_OF = "
        SELECT id, person, kind, other, since, ended_on, end_reason FROM person_relation
         WHERE person = $1 AND ended_by IS NULL
        UNION ALL
        SELECT id, person, kind, other, since, ended_on, end_reason FROM person_relation
         WHERE other = $1 AND ended_by IS NULL
         ORDER BY id LIMIT $2";
    /// The ties of a person that have ended, from either end, the latest first.
    PAST_RELATIONS_OF = "
        SELECT id, person, kind, other, since, ended_on, end_reason FROM person_relation
         WHERE person = $1 AND ended_by IS NOT NULL
        UNION ALL
        SELECT id, person, kind, other, since, ended_on, end_reason FROM person_relation
         WHERE other = $1 AND ended_by IS NOT NULL
         ORDER BY id DESC LIMIT $2";
    /// The parents of a person, by birth and adoption.
    PARENTS_OF = "
        SELECT other, kind FROM person_relation
         WHERE person = $1 AND kind IN ('father', 'mother', 'adoptive-father', 'adoptive-mother') AND ended_by IS NULL
         ORDER BY kind, other LIMIT 8";
    /// The children of a person, by birth and adoption.
    CHILDREN_OF = "
        SELECT person, kind FROM person_relation
         WHERE other = $1 AND kind IN ('father', 'mother', 'adoptive-father', 'adoptive-mother') AND ended_by IS NULL
         ORDER BY kind, person LIMIT $2";
    /// Every tie that a person has or had, with the changes that began and ended it.
    RELATION_SPELLS = "
        SELECT id, person, kind, other, since, entered, ended_by FROM person_relation WHERE person = $1 AND ended_by IS NULL
        UNION ALL
        SELECT id, person, kind, other, since, entered, ended_by FROM person_relation WHERE other = $1 AND ended_by IS NULL
        UNION ALL
        SELECT id, person, kind, other, since, entered, ended_by FROM person_relation WHERE person = $1 AND ended_by IS NOT NULL
        UNION ALL
        SELECT id, person, kind, other, since, entered, ended_by FROM person_relation WHERE other = $1 AND ended_by IS NOT NULL
         ORDER BY id LIMIT $2";
    /// A tie that begins.
    INSERT_RELATION = "
        INSERT INTO person_relation (id, person, kind, other, since, entered) VALUES ($1, $2, $3, $4, $5, $6)";
    /// A tie that ends.
    END_RELATION = "
        UPDATE person_relation SET ended_on = $2, end_reason = $3, ended_by = $4 WHERE id = $1 AND ended_by IS NULL";
    /// What has become of a person.
    UPDATE_LIFE = "
        UPDATE person SET state = $2, died_on = $3, version = version + 1 WHERE id = $1 AND version = $4";
    /// A person's marital status.
    UPDATE_MARITAL = "UPDATE person SET marital = $2, version = version + 1 WHERE id = $1 AND version = $3";
    /// A person's name.
    UPDATE_NAME = "UPDATE person SET name = $2, version = version + 1 WHERE id = $1 AND version = $3";
    /// A person's sex.
    UPDATE_SEX = "UPDATE person SET sex = $2, version = version + 1 WHERE id = $1 AND version = $3";
    /// Whether a person lives.
    LIFE = "SELECT state FROM person WHERE id = $1";
    /// What a sender's key stands for since before the store kept them.
    KEY = "SELECT act, person, change FROM civil_key WHERE sender = $1 AND word = $2";
}
