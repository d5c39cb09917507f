//! Re-checking from the tables what every write asserts.

use crate::sql::doctor as sql;
use crate::{ADULT_YEARS, Error};
use kernel::{HouseholdId, Instant, PersonId};
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
        /// A residence that ended names the change that ended it.
        EndUnexplained = "end-unexplained",
        /// Every person can be found by name.
        NotSearchable = "not-searchable",
        /// No minor heads a household with adults.
        MinorHead = "minor-head",
        /// Who is declared absent lives in the commune for good.
        AbsenceAstray = "absence-astray",
        /// A stay is in one house or with one household, and does not end before it begins.
        StayAstray = "stay-astray",
        /// A tie is between two persons who exist, of a couple the smaller id first.
        TieOrphan = "tie-orphan",
        /// A child has at most one parent of each kind.
        TwoParents = "two-parents",
        /// Nobody has two spouses at once.
        TwoSpouses = "two-spouses",
        /// A father is a man, a mother a woman.
        ParentSex = "parent-sex",
        /// A parent was born in an earlier year than the child.
        ParentYounger = "parent-younger",
        /// Nobody is an ancestor of themselves.
        AncestryCycle = "ancestry-cycle",
        /// The dead are married to nobody.
        DeadMarried = "dead-married",
        /// Who has a spouse is in the register as married.
        SpouseNotMarried = "spouse-not-married",
    }
}

impl Rule {
    /// The message that says what was broken.
    #[must_use]
    pub fn message_id(self) -> String {
        format!("register-rule-{self}")
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

const RULES: &[(Rule, &Statement)] = &[
    (Rule::HeadMissing, &sql::HEAD_MISSING),
    (Rule::HeadNotMember, &sql::HEAD_NOT_MEMBER),
    (Rule::TwoHeads, &sql::TWO_HEADS),
    (Rule::TwoResidences, &sql::TWO_RESIDENCES),
    (Rule::NumberShared, &sql::NUMBER_SHARED),
    (Rule::DeadResident, &sql::DEAD_RESIDENT),
    (Rule::DissolvedWithMembers, &sql::DISSOLVED_WITH_MEMBERS),
    (Rule::WrongUnit, &sql::WRONG_UNIT),
    (Rule::Orphan, &sql::ORPHAN),
    (Rule::EndUnexplained, &sql::END_UNEXPLAINED),
    (Rule::NotSearchable, &sql::NOT_SEARCHABLE),
    (Rule::AbsenceAstray, &sql::ABSENCE_ASTRAY),
    (Rule::StayAstray, &sql::STAY_ASTRAY),
    (Rule::TieOrphan, &sql::TIE_ORPHAN),
    (Rule::TwoParents, &sql::TWO_PARENTS),
    (Rule::TwoSpouses, &sql::TWO_SPOUSES),
    (Rule::ParentSex, &sql::PARENT_SEX),
    (Rule::ParentYounger, &sql::PARENT_YOUNGER),
    (Rule::DeadMarried, &sql::DEAD_MARRIED),
    (Rule::SpouseNotMarried, &sql::SPOUSE_NOT_MARRIED),
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
    findings.extend(minor_heads(tx)?);
    findings.extend(cycles(tx, &findings)?);
    Ok(findings)
}

/// Minors who head households with adults, as of the last change of the register: the doctor has no clock of its own.
fn minor_heads(tx: &mut ReadTx<'_>) -> Result<Vec<Finding>, Error> {
    let Some((at,)) = tx.optional::<(Instant,)>(&sql::LAST_CHANGE, params![])? else { return Ok(Vec::new()) };
    let years = jiff::Span::new().try_years(-i64::from(ADULT_YEARS)).unwrap_or_default();
    let Ok(born) = at.date_in_vietnam().checked_add(years) else { return Ok(Vec::new()) };
    let rows = tx.many::<(Option<PersonId>, Option<HouseholdId>)>(&sql::MINOR_HEAD, params![i64::from(FINDINGS_MAX), born])?;
    Ok(rows.into_iter().map(|(person, household)| Finding { rule: Rule::MinorHead, person, household }).collect())
}

/// Persons who descend from themselves. On every such circle a parent is not older than the child, so only those whom
/// that rule found are walked from.
fn cycles(tx: &mut ReadTx<'_>, findings: &[Finding]) -> Result<Vec<Finding>, Error> {
    let mut found = Vec::new();
    for person in findings.iter().filter(|finding| finding.rule == Rule::ParentYounger).filter_map(|finding| finding.person) {
        if crate::relations::ancestors(tx, person, crate::relations::Line::Any)?.contains_key(&person) {
            found.push(Finding { rule: Rule::AncestryCycle, person: Some(person), household: None });
        }
    }
    Ok(found)
}
