//! Where facts come from, and what a change did.

store::statements! {
    /// By which changes a person's residences in force began.
    RESIDENCES_ENTERED = "SELECT kind, entered FROM residence WHERE person = $1 AND ended_on IS NULL ORDER BY kind, id LIMIT 10";
    /// One change.
    CHANGE_BY_ID = "
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change WHERE id = $1";
    /// The changes of an act, in their order.
    CHANGES_OF_ACT = "
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change WHERE id = $1
        UNION ALL
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change WHERE act = $1 AND act <> id
         ORDER BY id LIMIT $2";
    /// A person's changes after one, oldest first.
    CHANGES_OF_PERSON_AFTER = "
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change WHERE person = $1 AND id > $2 ORDER BY id LIMIT $3";
    /// A household's changes after one, oldest first: its head, its end, who moved in.
    CHANGES_OF_HOUSEHOLD_AFTER = "
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change WHERE household = $1 AND id > $2 ORDER BY id LIMIT $3";
    /// All residences of a person, with the changes that began and ended them.
    RESIDENCE_SPANS = "
        SELECT r.id, r.kind, r.dwelling, d.unit, r.household, r.relation, r.starts_on, r.expires_on, r.entered, r.ended_by
          FROM residence r JOIN dwelling d ON d.id = r.dwelling
         WHERE r.person = $1 AND r.ended_on IS NULL
        UNION ALL
        SELECT r.id, r.kind, r.dwelling, d.unit, r.household, r.relation, r.starts_on, r.expires_on, r.entered, r.ended_by
          FROM residence r JOIN dwelling d ON d.id = r.dwelling
         WHERE r.person = $1 AND r.ended_on IS NOT NULL
         ORDER BY 1 LIMIT $2";
    /// Who belongs to a household, with the changes by which they came.
    MEMBERS_ENTERED = "
        SELECT person, id, relation, entered FROM residence
         WHERE household = $1 AND ended_on IS NULL ORDER BY person LIMIT $2";
    /// A household's head and end, put back as they were.
    RESTORE_HOUSEHOLD = "UPDATE household SET head = $2, dissolved_on = $3 WHERE id = $1";
    /// What has become of a person, put back as it was.
    RESTORE_LIFE = "UPDATE person SET state = $2, died_on = $3 WHERE id = $1";

    /// A person's photograph.
    PHOTO = "
        SELECT media, width, height, digest, content, entered FROM person_photo WHERE person = $1 AND ended_by IS NULL";
    /// Which photograph a person has, without reading it.
    PHOTO_DIGEST = "SELECT id, digest FROM person_photo WHERE person = $1 AND ended_by IS NULL";
    /// The photographs that a change brought.
    PHOTO_ENTERED = "
        SELECT id, ended_by FROM person_photo WHERE person = $1 AND ended_by IS NULL AND entered = $2
        UNION ALL
        SELECT id, ended_by FROM person_photo WHERE person = $1 AND ended_by IS NOT NULL AND entered = $2
        LIMIT 1";
    /// The photograph that a change replaced.
    PHOTO_REPLACED = "SELECT id FROM person_photo WHERE person = $1 AND ended_by = $2";
    /// A photograph is taken in.
    INSERT_PHOTO = "
        INSERT INTO person_photo (id, person, media, width, height, digest, content, entered)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// A photograph that was replaced is taken in again.
    REPEAT_PHOTO = "
        INSERT INTO person_photo (id, person, media, width, height, digest, content, entered)
        SELECT CAST($2 AS BIGINT), person, media, width, height, digest, content, CAST($3 AS BIGINT)
          FROM person_photo WHERE id = $1";
    /// A photograph is in force no longer.
    END_PHOTO = "UPDATE person_photo SET ended_by = $2 WHERE id = $1 AND ended_by IS NULL";
}
