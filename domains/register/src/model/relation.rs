//! Ties between persons, and which of them cannot be: pure rules, no database.

use super::civil::CivilRules;
use super::{LifeState, Person, Relation};
use crate::CivilError;
use kernel::partial_date::PartialDate;
use kernel::{Date, PersonId, Sex};
use serde::Serialize;
use std::fmt;

kernel::define_id!(
    /// A tie between two persons.
    RelationId,
    "rel"
);

kernel::text_enum! {
    /// What the other is to a person. Children, wards and siblings are the same ties seen from the other side.
    pub enum RelationKind {
        /// Father by birth.
        Father = "father",
        /// Mother by birth.
        Mother = "mother",
        /// Father by adoption.
        AdoptiveFather = "adoptive-father",
        /// Mother by adoption.
        AdoptiveMother = "adoptive-mother",
        /// Husband or wife.
        Spouse = "spouse",
        /// Guardian; the person is the ward (Civil Code 91/2015 Art 46).
        Guardian = "guardian",
    }
}

impl RelationKind {
    /// Whether the other is a parent, by birth or adoption.
    #[must_use]
    pub const fn is_parent(self) -> bool {
        matches!(self, Self::Father | Self::Mother | Self::AdoptiveFather | Self::AdoptiveMother)
    }

    /// Whether the other is a parent by birth.
    #[must_use]
    pub const fn is_birth_parent(self) -> bool {
        matches!(self, Self::Father | Self::Mother)
    }

    /// The sex that the tie says the other has.
    #[must_use]
    pub const fn sex(self) -> Option<Sex> {
        match self {
            Self::Father | Self::AdoptiveFather => Some(Sex::Male),
            Self::Mother | Self::AdoptiveMother => Some(Sex::Female),
            Self::Spouse | Self::Guardian => None,
        }
    }

    /// The tie of a parent of that sex, by birth.
    #[must_use]
    pub const fn birth_parent(sex: Sex) -> Self {
        match sex {
            Sex::Male => Self::Father,
            Sex::Female => Self::Mother,
        }
    }

    /// The tie of a parent of that sex, by adoption.
    #[must_use]
    pub const fn adoptive_parent(sex: Sex) -> Self {
        match sex {
            Sex::Male => Self::AdoptiveFather,
            Sex::Female => Self::AdoptiveMother,
        }
    }
}

kernel::text_enum! {
    /// Why a tie ended.
    pub enum RelationEnd {
        /// One of the two died.
        Died = "died",
        /// The marriage was dissolved by a court.
        Divorced = "divorced",
        /// The guardian was replaced or freed of the duty.
        Replaced = "replaced",
        /// The ward came of age or regained capacity.
        OfAge = "of-age",
        /// A court or the register found that it never was so.
        Withdrawn = "withdrawn",
    }
}

/// One tie, as it is kept: for a parent the person is the child, for a guardian the ward, of a couple the smaller id.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct PersonRelation {
    /// Its id.
    pub id: RelationId,
    /// The child, the ward, or one of the couple.
    pub person: PersonId,
    /// What the other is to them.
    pub kind: RelationKind,
    /// The parent, the guardian, or the other of the couple.
    pub other: PersonId,
    /// Since when, where known.
    pub since: Option<PartialDate>,
    /// When it ended in life.
    pub ended_on: Option<PartialDate>,
    /// Why.
    pub end_reason: Option<RelationEnd>,
}

impl PersonRelation {
    /// The one of the two who is not `person`.
    #[must_use]
    pub fn besides(&self, person: PersonId) -> PersonId {
        if self.person == person { self.other } else { self.person }
    }
}

impl fmt::Debug for PersonRelation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PersonRelation({}, {})", self.id, self.kind)
    }
}

kernel::text_enum! {
    /// What somebody is to the person whose family is looked at.
    pub enum Kin {
        /// Father by birth.
        Father = "father",
        /// Mother by birth.
        Mother = "mother",
        /// Father by adoption.
        AdoptiveFather = "adoptive-father",
        /// Mother by adoption.
        AdoptiveMother = "adoptive-mother",
        /// Husband or wife.
        Spouse = "spouse",
        /// Child by birth.
        Child = "child",
        /// Child by adoption.
        AdoptiveChild = "adoptive-child",
        /// Somebody with the same father or mother.
        Sibling = "sibling",
        /// Guardian.
        Guardian = "guardian",
        /// Ward.
        Ward = "ward",
    }
}

/// What the one at the other end of a tie is to `of`.
pub(crate) fn kin_of(of: PersonId, relation: &PersonRelation) -> Kin {
    let from_below = relation.person == of;
    match (relation.kind, from_below) {
        (RelationKind::Father, true) => Kin::Father,
        (RelationKind::Mother, true) => Kin::Mother,
        (RelationKind::AdoptiveFather, true) => Kin::AdoptiveFather,
        (RelationKind::AdoptiveMother, true) => Kin::AdoptiveMother,
        (RelationKind::Father | RelationKind::Mother, false) => Kin::Child,
        (RelationKind::AdoptiveFather | RelationKind::AdoptiveMother, false) => Kin::AdoptiveChild,
        (RelationKind::Spouse, _) => Kin::Spouse,
        (RelationKind::Guardian, true) => Kin::Guardian,
        (RelationKind::Guardian, false) => Kin::Ward,
    }
}

/// Whoever is dead or missing takes part in nothing new.
pub(crate) fn check_living(person: &Person) -> Result<(), crate::Error> {
    if person.state == LifeState::Living { Ok(()) } else { Err(crate::Error::NotLiving(person.id)) }
}

/// Whether `parent` may be a parent of `child` in that way, as far as their own facts say.
///
/// Dates known in part get the benefit of the doubt: what may be, passes.
pub(crate) fn check_parent(child: &Person, parent: &Person, kind: RelationKind, rules: &CivilRules) -> Result<(), CivilError> {
    if child.id == parent.id {
        return Err(CivilError::OwnRelative(child.id));
    }
    if kind.sex().is_some_and(|sex| sex != parent.facts.sex) {
        return Err(CivilError::SexContradicts { person: parent.id, kind });
    }
    let years_min = rules.parent_age_min;
    if parent.facts.birth.age_on(child.facts.birth.latest()).most < years_min {
        return Err(CivilError::TooCloseInAge { older: parent.id, younger: child.id, years_min });
    }
    if kind.is_birth_parent() && died_before_birth(child, parent, kind, rules) {
        return Err(CivilError::ParentDeadBefore(parent.id));
    }
    Ok(())
}

/// A mother lives when she gives birth; a father may have died in the months before.
fn died_before_birth(child: &Person, parent: &Person, kind: RelationKind, rules: &CivilRules) -> bool {
    let Some(died) = parent.died_on else { return false };
    let days = if kind == RelationKind::Mother { 0 } else { i64::from(rules.posthumous_days_max) };
    let last = died.latest().saturating_add(jiff::Span::new().try_days(days).unwrap_or_default());
    last < child.facts.birth.earliest()
}

/// Whether the two are old enough, and of the sexes, that the law lets marry.
pub(crate) fn check_couple(one: &Person, other: &Person, on: Date, rules: &CivilRules) -> Result<(), CivilError> {
    if one.id == other.id {
        return Err(CivilError::OwnRelative(one.id));
    }
    if one.facts.sex == other.facts.sex && !rules.same_sex_marriage {
        return Err(CivilError::SameSex);
    }
    for person in [one, other] {
        let years_min = match person.facts.sex {
            Sex::Male => rules.marriage_age_male,
            Sex::Female => rules.marriage_age_female,
        };
        if person.facts.birth.age_on(on).most < years_min {
            return Err(CivilError::TooYoungToMarry { person: person.id, years_min });
        }
    }
    Ok(())
}

/// What a child is to the head of a household, when it joins a parent who is `parent` to the head.
#[must_use]
pub(crate) const fn relation_of_child(parent: Relation) -> Relation {
    match parent {
        Relation::Head | Relation::Spouse => Relation::Child,
        Relation::Child | Relation::ChildInLaw => Relation::Grandchild,
        Relation::Parent | Relation::ParentInLaw => Relation::Sibling,
        Relation::Sibling | Relation::SiblingInLaw => Relation::NieceNephew,
        Relation::NonRelative => Relation::NonRelative,
        _ => Relation::OtherRelative,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_reads_from_both_ends() {
        let (child, mother) = (PersonId::from_raw(2), PersonId::from_raw(1));
        let tie = PersonRelation {
            id: RelationId::from_raw(1),
            person: child,
            kind: RelationKind::Mother,
            other: mother,
            since: None,
            ended_on: None,
            end_reason: None,
        };
        assert_eq!((kin_of(child, &tie), kin_of(mother, &tie)), (Kin::Mother, Kin::Child));
        assert_eq!((tie.besides(child), tie.besides(mother)), (mother, child));
    }

    #[test]
    fn a_grandchild_is_the_child_of_a_child() {
        assert_eq!(relation_of_child(Relation::Head), Relation::Child);
        assert_eq!(relation_of_child(Relation::ChildInLaw), Relation::Grandchild);
        assert_eq!(relation_of_child(Relation::Grandchild), Relation::OtherRelative);
        assert!(Relation::ALL.iter().all(|relation| relation_of_child(*relation) != Relation::Head));
    }
}
