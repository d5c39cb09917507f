//! What can go wrong with units.

use kernel::{Date, ErrorKind, UnitCode};

/// Why an act on administrative units failed.
#[derive(Debug, thiserror::Error)]
pub enum PlacesError {
    /// No unit has that code from that day.
    #[error("there is no unit {code} from {valid_from}")]
    UnknownUnit {
        /// The code asked for.
        code: UnitCode,
        /// The first day asked for.
        valid_from: Date,
    },
    /// A name that is empty or longer than [`crate::Correction::NAME_CHARS_MAX`].
    #[error("a unit's name has 1 to {max} characters", max = crate::Correction::NAME_CHARS_MAX)]
    BadName,
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] access::Denied),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl PlacesError {
    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::UnknownUnit { .. } => ErrorKind::NotFound,
            Self::BadName => ErrorKind::Invalid,
            Self::Denied(denied) => denied.kind(),
            Self::Store(error) => error.kind(),
        }
    }

    /// The message that explains it.
    #[must_use]
    pub fn message_id(&self) -> &'static str {
        match self {
            Self::UnknownUnit { .. } => "places-error-unknown-unit",
            Self::BadName => "places-error-bad-name",
            Self::Denied(denied) => denied.message_id(),
            Self::Store(_) => "places-error-internal",
        }
    }
}
