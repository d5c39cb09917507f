//! What can go wrong with a change of the map.

use crate::Error;
use kernel::{Date, ErrorKind, UnitCode};

/// Why a change of the map cannot be planned or carried out. Texts carry codes only.
#[derive(Debug, thiserror::Error)]
pub enum ReformError {
    /// Nothing was planned for that day.
    #[error("no change of the map is planned for {0}")]
    NotPlanned(Date),
    /// No commune ends on that day.
    #[error("no commune of {city} ends on {on}")]
    NothingEnds {
        /// The province.
        city: UnitCode,
        /// The first day of the new map.
        on: Date,
    },
    /// The list of successors says nothing of a commune.
    #[error("nobody takes over {0}")]
    NoSuccessor(UnitCode),
    /// The new communes do not exist yet.
    #[error("the new map takes effect on {0}, not before")]
    NotYet(Date),
    /// Rows were moved already, so the plan stands.
    #[error("the change of the map of {0} has begun and cannot be planned anew")]
    Begun(Date),
    /// A line of the list that divides communes cannot be used.
    #[error("line {line} of the list of addresses: {reason}")]
    Allocation {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The register refuses.
    #[error(transparent)]
    Register(#[from] Error),
}

impl From<store::Error> for ReformError {
    fn from(error: store::Error) -> Self {
        Self::Register(error.into())
    }
}

impl From<access::Denied> for ReformError {
    fn from(denied: access::Denied) -> Self {
        Self::Register(denied.into())
    }
}

impl ReformError {
    /// What kind of failure this is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::NotPlanned(_) => ErrorKind::NotFound,
            Self::NothingEnds { .. } | Self::NoSuccessor(_) | Self::Allocation { .. } => ErrorKind::Invalid,
            Self::NotYet(_) | Self::Begun(_) => ErrorKind::Conflict,
            Self::Register(error) => error.kind(),
        }
    }

    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::NotPlanned(_) => "register-error-reform-not-planned",
            Self::NothingEnds { .. } => "register-error-reform-nothing-ends",
            Self::NoSuccessor(_) => "register-error-reform-no-successor",
            Self::NotYet(_) => "register-error-reform-not-yet",
            Self::Begun(_) => "register-error-reform-begun",
            Self::Allocation { .. } => "register-error-reform-allocation",
            Self::Register(error) => error.message_id(),
        }
    }
}
