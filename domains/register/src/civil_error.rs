//! What cannot be between persons: refusals of civil events.

use crate::model::RelationKind;
use kernel::{ErrorKind, PersonId};

/// Why a civil event is refused. Texts carry ids only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CivilError {
    /// Nobody is their own parent, spouse or guardian.
    #[error("{0} cannot be a relative of themselves")]
    OwnRelative(PersonId),
    /// The child has such a parent already.
    #[error("{person} has a {kind} already")]
    HasParent {
        /// The child.
        person: PersonId,
        /// Which parent.
        kind: RelationKind,
    },
    /// A father is a man, a mother a woman.
    #[error("the sex of {person} contradicts {kind}")]
    SexContradicts {
        /// Whose sex.
        person: PersonId,
        /// Which tie.
        kind: RelationKind,
    },
    /// The parent is younger than the child, or too near in age.
    #[error("{older} is not {years_min} years older than {younger}")]
    TooCloseInAge {
        /// Who should be the parent.
        older: PersonId,
        /// Who should be the child.
        younger: PersonId,
        /// The least difference, in years.
        years_min: i16,
    },
    /// The parent was dead when the child was born.
    #[error("{0} was dead before the birth")]
    ParentDeadBefore(PersonId),
    /// The parent descends from the child.
    #[error("{0} would be an ancestor of themselves")]
    AncestryCycle(PersonId),
    /// More ancestors than anybody has in a register: its data are broken.
    #[error("{0} has too many ancestors to look through")]
    AncestryTooLarge(PersonId),
    /// Nobody has two spouses at once.
    #[error("{0} is married")]
    AlreadyMarried(PersonId),
    /// There is no marriage to end.
    #[error("{0} is not married to anybody the register knows")]
    NotMarried(PersonId),
    /// Below the age from which the law lets marry.
    #[error("{person} is younger than {years_min}")]
    TooYoungToMarry {
        /// Who.
        person: PersonId,
        /// The legal age, in years.
        years_min: i16,
    },
    /// The law knows no marriage of two of one sex.
    #[error("a marriage is of a man and a woman")]
    SameSex,
    /// Relatives in the direct line or too near in blood.
    #[error("{one} and {other} are too closely related")]
    TooCloselyRelated {
        /// One.
        one: PersonId,
        /// The other.
        other: PersonId,
    },
    /// A guardian is of age.
    #[error("guardian {0} is a minor")]
    GuardianMinor(PersonId),
    /// The ward has a guardian already.
    #[error("{0} has a guardian already")]
    HasGuardian(PersonId),
    /// There is no such guardianship in force.
    #[error("there is no such guardianship")]
    NotGuardian,
    /// An adult has a guardian only by the decision of a court.
    #[error("{0} is of age and needs the decision of a court")]
    WardOfAge(PersonId),
    /// A child has one set of adoptive parents.
    #[error("{0} is adopted already")]
    AlreadyAdopted(PersonId),
    /// Too old to be adopted.
    #[error("{person} is {years_max} or older")]
    TooOldForAdoption {
        /// Who.
        person: PersonId,
        /// The legal limit, in years.
        years_max: i16,
    },
    /// One person adopts, or a married couple.
    #[error("one person adopts, or a married couple")]
    AdoptersNotACouple,
    /// The death is registered already.
    #[error("{0} is dead already")]
    AlreadyDead(PersonId),
    /// Somebody who is neither missing nor dead cannot be found.
    #[error("{0} is neither missing nor dead")]
    NotMissing(PersonId),
    /// The day lies in the future, or before the birth.
    #[error("the day of the event cannot be right")]
    BadDay,
    /// The person lives in no household that could be joined.
    #[error("{0} lives permanently in no household")]
    NoHousehold(PersonId),
    /// The same birth is registered already.
    #[error("the birth is registered already as {0}")]
    BornAlready(PersonId),
    /// The number says another sex: the two officers' replacement changes both.
    #[error("the identity number of {0} must be replaced with it")]
    NumberReplacementNeeded(PersonId),
    /// A fact would contradict a tie in force, such as single for somebody with a spouse.
    #[error("a tie of {0} in force says otherwise")]
    TieSaysOtherwise(PersonId),
    /// There is no such tie in force.
    #[error("there is no such tie in force")]
    NoSuchTie,
    /// The key stands for another act.
    #[error("the key was used for another act")]
    KeyReused,
}

impl CivilError {
    /// What kind of failure this is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::HasParent { .. }
            | Self::AlreadyMarried(_)
            | Self::NotMarried(_)
            | Self::HasGuardian(_)
            | Self::NotGuardian
            | Self::AlreadyAdopted(_)
            | Self::AlreadyDead(_)
            | Self::NotMissing(_)
            | Self::BornAlready(_)
            | Self::NumberReplacementNeeded(_)
            | Self::TieSaysOtherwise(_)
            | Self::NoSuchTie
            | Self::KeyReused => ErrorKind::Conflict,
            Self::OwnRelative(_)
            | Self::SexContradicts { .. }
            | Self::TooCloseInAge { .. }
            | Self::ParentDeadBefore(_)
            | Self::AncestryCycle(_)
            | Self::AncestryTooLarge(_)
            | Self::TooYoungToMarry { .. }
            | Self::SameSex
            | Self::TooCloselyRelated { .. }
            | Self::GuardianMinor(_)
            | Self::WardOfAge(_)
            | Self::TooOldForAdoption { .. }
            | Self::AdoptersNotACouple
            | Self::BadDay
            | Self::NoHousehold(_) => ErrorKind::Invalid,
        }
    }

    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::OwnRelative(_) => "register-civil-own-relative",
            Self::HasParent { .. } => "register-civil-has-parent",
            Self::SexContradicts { .. } => "register-civil-sex-contradicts",
            Self::TooCloseInAge { .. } => "register-civil-too-close-in-age",
            Self::ParentDeadBefore(_) => "register-civil-parent-dead-before",
            Self::AncestryCycle(_) => "register-civil-ancestry-cycle",
            Self::AncestryTooLarge(_) => "register-civil-ancestry-too-large",
            Self::AlreadyMarried(_) => "register-civil-already-married",
            Self::NotMarried(_) => "register-civil-not-married",
            Self::TooYoungToMarry { .. } => "register-civil-too-young-to-marry",
            Self::SameSex => "register-civil-same-sex",
            Self::TooCloselyRelated { .. } => "register-civil-too-closely-related",
            Self::GuardianMinor(_) => "register-civil-guardian-minor",
            Self::HasGuardian(_) => "register-civil-has-guardian",
            Self::NotGuardian => "register-civil-not-guardian",
            Self::WardOfAge(_) => "register-civil-ward-of-age",
            Self::AlreadyAdopted(_) => "register-civil-already-adopted",
            Self::TooOldForAdoption { .. } => "register-civil-too-old-for-adoption",
            Self::AdoptersNotACouple => "register-civil-adopters-not-a-couple",
            Self::AlreadyDead(_) => "register-civil-already-dead",
            Self::NotMissing(_) => "register-civil-not-missing",
            Self::BadDay => "register-civil-bad-day",
            Self::NoHousehold(_) => "register-civil-no-household",
            Self::BornAlready(_) => "register-civil-born-already",
            Self::NumberReplacementNeeded(_) => "register-civil-number-replacement-needed",
            Self::TieSaysOtherwise(_) => "register-civil-tie-says-otherwise",
            Self::NoSuchTie => "register-civil-no-such-tie",
            Self::KeyReused => "register-civil-key-reused",
        }
    }

    /// The legal number that decided, in years, for the message.
    #[must_use]
    pub const fn years(&self) -> Option<i16> {
        match self {
            Self::TooCloseInAge { years_min, .. } | Self::TooYoungToMarry { years_min, .. } => Some(*years_min),
            Self::TooOldForAdoption { years_max, .. } => Some(*years_max),
            _ => None,
        }
    }
}
