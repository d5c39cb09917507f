//! What the generator gives.

use super::dirt::Dirt;
use super::ties::Tie;
use kernel::{Date, OldNumber, PartialDate, PersonalNumber, Sex, UnitCode};
use register::{MaritalStatus, Relation};

/// How somebody lives at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// Permanent residence.
    Permanent,
    /// Temporary residence until a day; home is in another province.
    Temporary {
        /// The last day.
        until: Date,
    },
}

/// One member of a household.
#[derive(Clone, PartialEq)]
pub struct Resident {
    /// The name as a clerk may have typed it.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Birth date, as far as it is known.
    pub birth: PartialDate,
    /// The number of twelve digits, which no other resident of the city has.
    pub number: Option<PersonalNumber>,
    /// The number of nine digits.
    pub old_number: Option<OldNumber>,
    /// What the member is to the head.
    pub relation: Relation,
    /// Marital status; children have none recorded.
    pub marital: Option<MaritalStatus>,
    /// Code of the ethnic group.
    pub ethnicity: String,
    /// Code of the religion.
    pub religion: String,
    /// Place code of the province of birth registration, as in the number.
    pub place: String,
    /// Mobile telephone.
    pub phone: Option<String>,
    /// How the member lives here.
    pub stay: Stay,
    /// Since when.
    pub since: Date,
    /// What is wrong with the entry.
    pub dirt: Option<Dirt>,
}

/// The name is made up, but what prints names of residents will print real ones one day.
impl std::fmt::Debug for Resident {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Resident").field("relation", &self.relation).field("dirt", &self.dirt).finish_non_exhaustive()
    }
}

/// A household and its members.
#[derive(Debug, Clone, PartialEq)]
pub struct Home {
    /// The commune.
    pub commune: UnitCode,
    /// House and street.
    pub address: String,
    /// The number of the household's file in its commune.
    pub number: String,
    /// Since when the household exists.
    pub formed_on: Date,
    /// Whether it shares the dwelling of the household before it.
    pub shares_dwelling: bool,
    /// The members, the head first unless the household has none.
    /// The members, the head first unless the household has none.
    pub members: Vec<Resident>,
    /// Who among them is whose child or spouse.
    pub ties: Vec<Tie>,
    /// What is wrong with the household.
    pub dirt: Option<Dirt>,
}
