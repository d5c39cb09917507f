//! Every statement of the register, by what it answers.

pub(crate) mod at;
pub(crate) mod bulk;
pub(crate) mod civil;
pub(crate) mod doctor;
pub(crate) mod exchange;
pub(crate) mod exports;
pub(crate) mod indexes;
pub(crate) mod notices;
pub(crate) mod provenance;
pub(crate) mod reform;
pub(crate) mod requests;
pub(crate) mod review;
pub(crate) mod roll;
pub(crate) mod search;
pub(crate) mod statistics;
pub(crate) mod stays;

store::statements! {
    /// One person.
    PERSON_BY_ID = "
        SELECT id, name, sex, birth, number, old_number, birth_place, birth_registered_at, origin, ethnicity, religion,
               nationality, marital, phone, email, state, died_on, unit, version, other_names, blood_group, current_place
          FROM person WHERE id = $1";
    /// The person who has an identity number. The hottest look-up of the register.
    PERSON_BY_NUMBER = "
        SELECT id, name, sex, birth, number, old_number, birth_place, birth_registered_at, origin, ethnicity, religion,
               nationality, marital, phone, email, state, died_on, unit, version, other_names, blood_group, current_place
          FROM person WHERE number = $1";
    /// The person to whom a cancelled number leads.
    PERSON_BY_FORMER_NUMBER = "SELECT person FROM person_former_number WHERE number = $1";
    /// The persons who have an old number; several may, so the answer is a short list.
    PERSONS_BY_OLD_NUMBER = "SELECT id FROM person WHERE old_number = $1 ORDER BY id LIMIT 50";
    /// Whether a number is or was anybody's.
    NUMBER_OWNER = "
        SELECT id FROM person WHERE number = $1
        UNION ALL
        SELECT person FROM person_former_number WHERE number = $1
        LIMIT 1";
    /// The lines of a page of a list of persons. Unused places of the list repeat an id.
    SUMMARIES = "
        SELECT id, name, sex, birth, number, state, unit
          FROM person
         WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
         ORDER BY id LIMIT 20";
    /// Where the persons of a page live, the permanent residence first.
    SUMMARY_ADDRESSES = "
        SELECT r.person, d.address, r.household
          FROM residence r JOIN dwelling d ON d.id = r.dwelling
         WHERE r.ended_on IS NULL
           AND r.person IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
         ORDER BY r.person, r.kind, r.id LIMIT 40";
    /// A new person.
    INSERT_PERSON = "
        INSERT INTO person (id, number, old_number, name, sex, birth, birth_place, birth_registered_at, origin, ethnicity,
                            religion, nationality, marital, phone, email, state, unit, entered, other_names, blood_group,
                            current_place, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 1)";
    /// Replaces the facts of a person, unless somebody changed them since `version`.
    UPDATE_PERSON = "
        UPDATE person
           SET number = $2, old_number = $3, name = $4, sex = $5, birth = $6, birth_place = $7, birth_registered_at = $8,
               origin = $9, ethnicity = $10, religion = $11, nationality = $12, marital = $13, phone = $14, email = $15,
               other_names = $17, blood_group = $18, current_place = $19, version = version + 1
         WHERE id = $1 AND version = $16";
    /// The commune that answers for a person.
    UPDATE_PERSON_UNIT = "UPDATE person SET unit = $2 WHERE id = $1";

    /// A person's residences in force, with dwelling and household.
    CURRENT_RESIDENCES = "
        SELECT r.id, r.person, r.kind, r.dwelling, d.unit, d.address, r.household, h.number, h.head, r.relation,
               r.starts_on, r.expires_on, r.ended_on, r.end_reason
          FROM residence r
          JOIN dwelling d ON d.id = r.dwelling
          LEFT JOIN household h ON h.id = r.household
         WHERE r.person = $1 AND r.ended_on IS NULL
         ORDER BY r.kind, r.id LIMIT 10";
    /// A person's past residences, the latest first.
    PAST_RESIDENCES = "
        SELECT r.id, r.person, r.kind, r.dwelling, d.unit, d.address, r.household, h.number, h.head, r.relation,
               r.starts_on, r.expires_on, r.ended_on, r.end_reason
          FROM residence r
          JOIN dwelling d ON d.id = r.dwelling
          LEFT JOIN household h ON h.id = r.household
         WHERE r.person = $1 AND r.ended_on IS NOT NULL
         ORDER BY r.id DESC LIMIT $2 OFFSET $3";
    /// A new residence.
    INSERT_RESIDENCE = "
        INSERT INTO residence (id, person, kind, dwelling, household, relation, starts_on, expires_on, entered)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Ends a residence, by a change of the history.
    END_RESIDENCE = "
        UPDATE residence SET ended_on = $2, end_reason = $3, ended_by = $4 WHERE id = $1 AND ended_on IS NULL";
    /// What a member is to the head.
    UPDATE_RELATION = "UPDATE residence SET relation = $2 WHERE id = $1";
    /// Temporary residences whose term has run out before a date, oldest first.
    EXPIRED_RESIDENCES = "
        SELECT id, person FROM residence
         WHERE ended_on IS NULL AND expires_on IS NOT NULL AND expires_on < $1
         ORDER BY expires_on, id LIMIT $2";

    /// The dwelling at an address.
    DWELLING_AT = "SELECT id FROM dwelling WHERE unit = $1 AND address_key = $2 ORDER BY id LIMIT 1";
    /// A new dwelling.
    INSERT_DWELLING = "INSERT INTO dwelling (id, unit, address, address_key) VALUES ($1, $2, $3, $4)";

    /// A household with its address.
    HOUSEHOLD_BY_ID = "
        SELECT h.id, h.number, h.unit, h.dwelling, d.address, h.head, h.formed_on, h.dissolved_on
          FROM household h JOIN dwelling d ON d.id = h.dwelling
         WHERE h.id = $1";
    /// The household that has a number in a commune.
    HOUSEHOLD_BY_NUMBER = "
        SELECT id, dwelling, head FROM household
         WHERE unit = $1 AND number = $2 AND dissolved_on IS NULL
         ORDER BY id LIMIT 1";
    /// The households of a range of units, for exports and lists, from a place in the order on.
    HOUSEHOLDS_OF_UNIT = "
        SELECT h.id, h.number, h.unit, d.address
          FROM household h JOIN dwelling d ON d.id = h.dwelling
         WHERE h.unit >= $1 AND h.unit < $2 AND h.dissolved_on IS NULL
         ORDER BY h.unit, h.number, h.id";
    /// The members of a household, as lines of its page.
    MEMBERS = "
        SELECT p.id, p.name, p.sex, p.birth, p.number, p.state, p.unit, r.id, r.relation, r.kind, r.starts_on
          FROM residence r JOIN person p ON p.id = r.person
         WHERE r.household = $1 AND r.ended_on IS NULL
         ORDER BY r.household, r.person LIMIT $2";
    /// A new household.
    INSERT_HOUSEHOLD = "
        INSERT INTO household (id, number, unit, dwelling, head, formed_on, entered) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// A household's head.
    UPDATE_HEAD = "UPDATE household SET head = $2 WHERE id = $1";
    /// A household that its last member left.
    DISSOLVE_HOUSEHOLD = "UPDATE household SET dissolved_on = $2, head = NULL WHERE id = $1";
    /// Households that wait for a head in a range of units, from a place in the order on.
    HEADLESS_HOUSEHOLDS = "
        SELECT id, unit FROM household
         WHERE head IS NULL AND dissolved_on IS NULL AND unit >= $1 AND unit < $2 AND id > $3
         ORDER BY unit, id LIMIT $4";

    /// A new entry of the history.
    INSERT_CHANGE = "
        INSERT INTO register_change (id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence,
                                     facts_before, facts_after, act)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// A person's history, newest first. Who came in with a bulk load shares the load's entry.
    HISTORY_OF_PERSON = "
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change
         WHERE person = $1
        UNION ALL
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change
         WHERE id = (SELECT entered FROM person WHERE id = $1) AND person IS NULL
         ORDER BY id DESC LIMIT $2 OFFSET $3";
    /// A person's history with what changed in the households they belonged to while they did, newest first. The act that
    /// brought somebody in may have formed the household just before.
    TIMELINE_OF_PERSON = "
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change
         WHERE person = $1
        UNION
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change
         WHERE id = (SELECT entered FROM person WHERE id = $1) AND person IS NULL
        UNION
        SELECT c.id, c.person, c.household, c.kind, c.changed_at, c.changed_by, c.office, c.basis, c.dossier, c.evidence,
               c.facts_before, c.facts_after, c.act
          FROM residence r JOIN register_change c ON c.household = r.household
         WHERE r.person = $1 AND r.ended_on IS NULL AND r.household IS NOT NULL AND c.person IS NULL
           AND (c.id >= r.entered OR c.act = (SELECT e.act FROM register_change e WHERE e.id = r.entered))
        UNION
        SELECT c.id, c.person, c.household, c.kind, c.changed_at, c.changed_by, c.office, c.basis, c.dossier, c.evidence,
               c.facts_before, c.facts_after, c.act
          FROM residence r JOIN register_change c ON c.household = r.household
         WHERE r.person = $1 AND r.ended_on IS NOT NULL AND r.household IS NOT NULL AND c.person IS NULL
           AND (c.id >= r.entered OR c.act = (SELECT e.act FROM register_change e WHERE e.id = r.entered))
           AND (r.ended_by IS NULL OR c.id <= r.ended_by)
         ORDER BY id DESC LIMIT $2 OFFSET $3";
    /// A household's history, newest first.
    HISTORY_OF_HOUSEHOLD = "
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change
         WHERE household = $1
        UNION ALL
        SELECT id, person, household, kind, changed_at, changed_by, office, basis, dossier, evidence, facts_before, facts_after,
               act
          FROM register_change
         WHERE id = (SELECT entered FROM household WHERE id = $1) AND household IS NULL
         ORDER BY id DESC LIMIT $2 OFFSET $3";

    /// A person's name enters the search of a unit.
    INSERT_NAME = "
        INSERT INTO person_name (given, family, unit, middle, birth_year, person) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (given, family, unit, middle, birth_year, person) DO NOTHING";
    /// A person's name leaves the search of a unit.
    DELETE_NAME = "
        DELETE FROM person_name
         WHERE given = $1 AND family = $2 AND unit = $3 AND middle = $4 AND birth_year = $5 AND person = $6";
    /// Who in a range of units has a family and given name, whatever the middle name.
    NAMES_BY_FAMILY = "
        SELECT person, middle, birth_year, unit FROM person_name
         WHERE given = $1 AND family = $2 AND unit >= $3 AND unit < $4 AND birth_year >= $5 AND birth_year <= $6
         ORDER BY unit, middle, birth_year, person LIMIT $7";
    /// The same with one middle name.
    NAMES_BY_FAMILY_AND_MIDDLE = "
        SELECT person, middle, birth_year, unit FROM person_name
         WHERE given = $1 AND family = $2 AND unit >= $3 AND unit < $4 AND birth_year >= $5 AND birth_year <= $6
           AND middle = $7
         ORDER BY unit, middle, birth_year, person LIMIT $8";
    /// The vocabulary of names, commonest first.
    NAME_WORDS = "SELECT word FROM name_word WHERE kind = $1 ORDER BY people DESC, word LIMIT $2";
    /// Whether a syllable occurs.
    NAME_WORD_OCCURS = "SELECT people FROM name_word WHERE kind = $1 AND word = $2";
    /// A syllable occurs; a bulk load adds how many bear it.
    COUNT_NAME_WORD = "
        INSERT INTO name_word (kind, word, people) VALUES ($1, $2, $3)
        ON CONFLICT (kind, word) DO UPDATE SET people = name_word.people + excluded.people";
    /// A syllable occurs; one person more is not counted, so that a common name is not a row everybody writes to.
    NOTE_NAME_WORD = "INSERT INTO name_word (kind, word, people) VALUES ($1, $2, 1) ON CONFLICT (kind, word) DO NOTHING";
}

/// Every statement of the register.
pub(crate) fn all() -> Vec<&'static store::Statement> {
    let first = [ALL, doctor::ALL, roll::ALL, search::ALL, at::ALL, provenance::ALL, indexes::ALL, stays::ALL, reform::ALL];
    let more = [
        requests::ALL.to_vec(),
        civil::ALL.to_vec(),
        notices::ALL.to_vec(),
        exchange::ALL.to_vec(),
        exports::ALL.to_vec(),
        review::ALL.to_vec(),
    ];
    [first.concat(), more.concat(), statistics::ALL.to_vec()].concat()
}
