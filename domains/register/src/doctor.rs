//! Re-checking from the tables what every write asserts.

use crate::Error;
use kernel::{HouseholdId, PersonId};
use store::{ReadTx, Statement, params};

/// The most findings of one rule that are listed; more of the same would not help.
pub const FINDINGS_MAX: u32 = 1_000;

kernel::text_enum! {
    /// What must hold.
    pub enum Rule {
        /// A household that is not dissolved has a head.
        HeadMissing = "head-missing",
        /// The head lives in the household, as its head.
        HeadNotMember = "head-not-member",
        /// A household has one head.
        TwoHeads = "two-heads",
        /// A person has one permanent and at most one temporary residence in force.
        TwoResidences = "two-residences",
        /// A number is one person's, and no cancelled number lives on.
        NumberShared = "number-shared",
        /// The dead live nowhere.
        DeadResident = "dead-resident",
        /// A dissolved household has no members.
        DissolvedWithMembers = "dissolved-with-members",
        /// The commune that answers for a person is that of the permanent residence.
        WrongUnit = "wrong-unit",
        /// A residence belongs to a person, a dwelling and, if to any, a household that exist.
        Orphan = "orphan",
        /// Every person can be found by name.
        NotSearchable = "not-searchable",
    }
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// What was broken.
    pub rule: Rule,
    /// By whom, when one person is concerned.
    pub person: Option<PersonId>,
    /// By which household, when one is concerned.
    pub household: Option<HouseholdId>,
}

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
    /// Persons without a row in the search by name.
    NOT_SEARCHABLE = "
        SELECT p.id, CAST(NULL AS BIGINT)
          FROM person p LEFT JOIN (SELECT DISTINCT person FROM person_name) AS found ON found.person = p.id
         WHERE found.person IS NULL
         ORDER BY p.id LIMIT $1";
}

pub(crate) use ALL as STATEMENTS;

const RULES: &[(Rule, &Statement)] = &[
    (Rule::HeadMissing, &HEAD_MISSING),
    (Rule::HeadNotMember, &HEAD_NOT_MEMBER),
    (Rule::TwoHeads, &TWO_HEADS),
    (Rule::TwoResidences, &TWO_RESIDENCES),
    (Rule::NumberShared, &NUMBER_SHARED),
    (Rule::DeadResident, &DEAD_RESIDENT),
    (Rule::DissolvedWithMembers, &DISSOLVED_WITH_MEMBERS),
    (Rule::WrongUnit, &WRONG_UNIT),
    (Rule::Orphan, &ORPHAN),
    (Rule::NotSearchable, &NOT_SEARCHABLE),
];

/// Checks the whole register; at most [`FINDINGS_MAX`] findings a rule. It reads every table once, so not in a request.
///
/// # Errors
/// Failures of the store.
pub fn doctor(tx: &mut ReadTx<'_>) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for (rule, statement) in RULES {
        let rows = tx.many::<(Option<PersonId>, Option<HouseholdId>)>(statement, params![i64::from(FINDINGS_MAX)])?;
        findings.extend(rows.into_iter().map(|(person, household)| Finding { rule: *rule, person, household }));
    }
    Ok(findings)
}
