//! Why an act on a dossier cannot be.

use super::State;
use kernel::ErrorKind;

/// Why an act cannot be, in the order in which the reasons are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Obstacle {
    /// The dossier is in a state from which the act leads nowhere.
    #[error("the state `{0}` does not allow it")]
    State(State),
    /// The service does not let this step do it.
    #[error("this step of the service does not include it")]
    Step,
    /// A supplement was asked for before; it is asked for once, with everything that is missing.
    #[error("a supplement was already asked for")]
    SupplementOnce,
    /// The time to supply has passed.
    #[error("the time to supply what is missing has passed")]
    SupplementLate,
    /// The time to supply has not passed.
    #[error("the applicant still has time to supply what is missing")]
    SupplementRunning,
    /// An agreement is needed and is not there.
    #[error("a consent is missing")]
    ConsentMissing,
    /// The agreement was given or denied before, or none is needed.
    #[error("no consent is awaited")]
    ConsentSettled,
    /// There is no step after this one.
    #[error("there is no further step")]
    LastStep,
}

impl Obstacle {
    /// All are conflicts with what the dossier is.
    #[must_use]
    pub const fn kind(self) -> ErrorKind {
        ErrorKind::Conflict
    }

    /// The message that explains it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::State(_) => "dossiers-error-state",
            Self::Step => "dossiers-error-step",
            Self::SupplementOnce => "dossiers-error-supplement-once",
            Self::SupplementLate => "dossiers-error-supplement-late",
            Self::SupplementRunning => "dossiers-error-supplement-running",
            Self::ConsentMissing => "dossiers-error-consent-missing",
            Self::ConsentSettled => "dossiers-error-consent-settled",
            Self::LastStep => "dossiers-error-last-step",
        }
    }
}
