//! Households and who may head them.

use super::kinship::Relation;
use super::person::PersonSummary;
use super::residence::{DwellingId, ResidenceId, ResidenceKind};
use kernel::partial_date::PartialDate;
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use serde::Serialize;
use std::fmt;

/// From this age a person is of full age (Civil Code 91/2015 Art 20).
pub const ADULT_YEARS: i16 = 18;

/// A household: the people registered together in a dwelling.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Household {
    /// Its id.
    pub id: HouseholdId,
    /// Its number in the commune (số hồ sơ cư trú).
    pub number: Option<String>,
    /// The commune.
    pub unit: UnitCode,
    /// The dwelling.
    pub dwelling: DwellingId,
    /// House and street.
    pub address: String,
    /// The head. Missing only while an import that named none is under way.
    pub head: Option<PersonId>,
    /// Since when it exists, where known.
    pub formed_on: Option<Date>,
    /// When its last member left.
    pub dissolved_on: Option<Date>,
    /// The members: the head first, then by age.
    pub members: Vec<HouseholdMember>,
}

impl fmt::Debug for Household {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Household({})", self.id)
    }
}

/// A member of a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HouseholdMember {
    /// Who.
    pub person: PersonSummary,
    /// Relation to the head.
    pub relation: Relation,
    /// Registered here permanently or for a time.
    pub kind: ResidenceKind,
    /// Since when, where known.
    pub since: Option<Date>,
}

/// A member as the rules see them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) person: PersonId,
    pub(crate) residence: ResidenceId,
    pub(crate) birth: PartialDate,
    pub(crate) relation: Relation,
}

/// The members who may head the household: the adults; where all are minors, the eldest (Law 68/2020 Art 10).
///
/// Who may be an adult, by a birth date known in part, counts as one.
pub(crate) fn may_head(members: &[Member], on: Date) -> Vec<PersonId> {
    let adults: Vec<PersonId> =
        members.iter().filter(|member| member.birth.age_on(on).most >= ADULT_YEARS).map(|member| member.person).collect();
    if adults.is_empty() { eldest(members).into_iter().collect() } else { adults }
}

/// The member who was born first; of two born alike, the one entered first.
fn eldest(members: &[Member]) -> Option<PersonId> {
    members.iter().min_by_key(|member| (member.birth.earliest(), member.person)).map(|member| member.person)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(id: i64, birth: &str) -> Member {
        Member {
            person: PersonId::from_raw(id),
            residence: ResidenceId::from_raw(id),
            birth: birth.parse().expect("a date"),
            relation: Relation::NonRelative,
        }
    }

    #[test]
    fn adults_may_head_and_otherwise_the_eldest() {
        let on: Date = "2026-01-15".parse().expect("a date");
        let (parent, youth, child) = (member(1, "1980"), member(2, "2008-01-15"), member(3, "2015-03-01"));
        assert_eq!(may_head(&[child, youth, parent], on), [youth.person, parent.person]);
        let almost = member(4, "2008-01-16");
        assert_eq!(may_head(&[child, almost], on), [almost.person]);
        // Born some time in 2008: may have turned 18 already.
        assert_eq!(may_head(&[child, member(5, "2008")], on), [PersonId::from_raw(5)]);
        assert!(may_head(&[], on).is_empty());
    }
}
