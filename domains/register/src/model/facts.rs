//! The 26 facts of the national population database (Law 26/2023 Art 9), and where a value comes from.

use super::change::{Change, ChangeId, ChangeKind, Ground};
use kernel::{Instant, UnitCode};
use serde::{Deserialize, Serialize};

kernel::text_enum! {
    /// What the law has the register hold of a person, in the law's order: the clauses of Art 9.
    pub enum FactName {
        /// 1: family, middle and given name at birth.
        Name = "name",
        /// 2: other names.
        OtherNames = "other-names",
        /// 3: the identity number.
        Number = "number",
        /// 4: date of birth.
        Birth = "birth",
        /// 5: sex.
        Sex = "sex",
        /// 6: place of birth.
        BirthPlace = "birth-place",
        /// 7: place of birth registration.
        BirthRegisteredAt = "birth-registered-at",
        /// 8: origin (quê quán).
        Origin = "origin",
        /// 9: ethnicity.
        Ethnicity = "ethnicity",
        /// 10: religion.
        Religion = "religion",
        /// 11: nationality.
        Nationality = "nationality",
        /// 12: blood group.
        BloodGroup = "blood-group",
        /// 13: the old number of nine digits.
        OldNumber = "old-number",
        /// 14: when and where the card was issued, and until when it is valid.
        Card = "card",
        /// 15: father, mother, spouse, children, legal representative.
        Relatives = "relatives",
        /// 16: permanent residence.
        Permanent = "permanent",
        /// 17: temporary residence.
        Temporary = "temporary",
        /// 18: where the person is now.
        CurrentPlace = "current-place",
        /// 19: declared absence.
        Absence = "absence",
        /// 20: number of the residence file.
        FileNumber = "file-number",
        /// 21: marital status.
        Marital = "marital",
        /// 22: relation to the head of the household.
        Relation = "relation",
        /// 23: head and members of the household.
        Household = "household",
        /// 24: death, or declared missing.
        Life = "life",
        /// 25: telephone and electronic mail.
        Contact = "contact",
        /// 26: what else the Government names.
        Other = "other",
    }
}

impl FactName {
    /// The clause of the article, from 1.
    #[must_use]
    pub fn clause(self) -> usize {
        Self::ALL.iter().position(|name| *name == self).map_or(0, |place| place + 1)
    }

    /// The names under which the history writes a change of it; none where it is not a value of the person's own row.
    pub(crate) const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["name"],
            Self::OtherNames => &["other_names"],
            Self::Number => &["number"],
            Self::Birth => &["birth"],
            Self::Sex => &["sex"],
            Self::BirthPlace => &["birth_place"],
            Self::BirthRegisteredAt => &["birth_registered_at"],
            Self::Origin => &["origin"],
            Self::Ethnicity => &["ethnicity"],
            Self::Religion => &["religion"],
            Self::Nationality => &["nationality"],
            Self::BloodGroup => &["blood_group"],
            Self::OldNumber => &["old_number"],
            Self::CurrentPlace => &["current_place"],
            Self::Marital => &["marital"],
            Self::Life => &["state", "died_on"],
            Self::Contact => &["phone", "email"],
            Self::Card
            | Self::Relatives
            | Self::Permanent
            | Self::Temporary
            | Self::Absence
            | Self::FileNumber
            | Self::Relation
            | Self::Household
            | Self::Other => &[],
        }
    }
}

kernel::text_enum! {
    /// Whether the register holds a fact.
    pub enum Standing {
        /// It does.
        Known = "known",
        /// It should, and does not.
        Missing = "missing",
        /// There is nothing to hold: no temporary residence, no death.
        NotApplicable = "not-applicable",
        /// The register keeps no such fact yet.
        NotKept = "not-kept",
    }
}

/// Which change a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The entry of the history.
    pub change: ChangeId,
    /// What kind of change it was.
    pub kind: ChangeKind,
    /// Since when the register says so.
    pub at: Instant,
    /// Who made it, as the access log names them.
    pub by: String,
    /// The unit of their office.
    pub office: Option<UnitCode>,
    /// On which ground, with the evidence.
    pub ground: Ground,
}

impl From<&Change> for Provenance {
    fn from(change: &Change) -> Self {
        Self {
            change: change.id,
            kind: change.kind,
            at: change.at,
            by: change.by.clone(),
            office: change.office.clone(),
            ground: change.ground.clone(),
        }
    }
}

/// One of the 26 facts of a person: its value, where it comes from, and who found it right.
#[derive(Clone, PartialEq, Serialize)]
pub struct FactLine {
    /// Which one.
    pub fact: FactName,
    /// Whether it is held.
    pub standing: Standing,
    /// The value: a text, or an object where it has parts.
    pub value: Option<serde_json::Value>,
    /// The change that made it what it is.
    pub source: Option<Provenance>,
    /// The last verification since.
    pub verified: Option<Provenance>,
}

impl std::fmt::Debug for FactLine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "FactLine({}, {})", self.fact, self.standing)
    }
}

/// All facts of a person, and how complete they are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactSheet {
    /// The facts in the law's order.
    pub lines: Vec<FactLine>,
    /// How many of those that should be held are.
    pub known: usize,
    /// How many should be held.
    pub wanted: usize,
    /// How many of the held ones were verified since they last changed.
    pub verified: usize,
}

impl FactSheet {
    pub(crate) fn of(lines: Vec<FactLine>) -> Self {
        let count = |standing: Standing| lines.iter().filter(|line| line.standing == standing).count();
        let (known, missing) = (count(Standing::Known), count(Standing::Missing));
        let verified = lines.iter().filter(|line| line.standing == Standing::Known && line.verified.is_some()).count();
        Self { known, wanted: known + missing, verified, lines }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FACT_NAMES;

    #[test]
    fn every_value_of_a_person_is_one_of_the_facts() {
        assert_eq!(FactName::ALL.len(), 26);
        assert_eq!((FactName::Name.clause(), FactName::Other.clause()), (1, 26));
        let keys: Vec<&str> = FactName::ALL.iter().flat_map(|name| name.keys()).copied().collect();
        for name in FACT_NAMES {
            assert_eq!(keys.iter().filter(|key| *key == name).count(), 1, "{name}");
        }
    }
}
