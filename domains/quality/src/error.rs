//! What can go wrong with a case.

use crate::model::State;
use kernel::ErrorKind;

/// A failure to review, to show or to work on a case.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such case, or the actor may not know of it.
    #[error("the case was not found")]
    CaseNotFound,
    /// The case does not stand where this can be done.
    #[error("the case is {0}")]
    NotNow(State),
    /// Somebody else changed the case in the meantime.
    #[error("the case changed meanwhile")]
    ChangedMeanwhile,
    /// The record was not mended: the rule still finds it.
    #[error("the rule still finds it")]
    StillFound,
    /// What is wrong is gone; there is nothing to refute.
    #[error("the rule does not find it any more")]
    NotFoundAnyMore,
    /// The rule does not take this as proof.
    #[error("the rule does not take this as proof")]
    WrongEvidence,
    /// It must be said which paper it is, or what was seen.
    #[error("it must be said which paper it is, or what was seen")]
    SaidMissing,
    /// A text is longer than is kept.
    #[error("a text has at most {0} characters")]
    SaidTooLong(usize),
    /// There is no such run.
    #[error("the run was not found")]
    RunNotFound,
    /// Somebody else moves the run on at this moment.
    #[error("the run is moved on elsewhere")]
    RunElsewhere,
    /// The country pack lacks a legal value.
    #[error(transparent)]
    Pack(#[from] country::UnknownFact),
    /// The working calendar does not reach far enough.
    #[error(transparent)]
    Calendar(#[from] kernel::calendar::CalendarError),
    /// The register refused.
    #[error(transparent)]
    Register(#[from] register::Error),
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] access::Denied),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Error {
    /// What kind of failure this is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::CaseNotFound | Self::RunNotFound => ErrorKind::NotFound,
            Self::NotNow(_) | Self::ChangedMeanwhile | Self::StillFound | Self::NotFoundAnyMore | Self::RunElsewhere => {
                ErrorKind::Conflict
            }
            Self::WrongEvidence | Self::SaidMissing | Self::SaidTooLong(_) => ErrorKind::Invalid,
            Self::Pack(_) | Self::Calendar(_) => ErrorKind::Internal,
            Self::Register(register) => register.kind(),
            Self::Denied(denied) => denied.kind(),
            Self::Store(store) => store.kind(),
        }
    }

    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::CaseNotFound => "quality-error-case-not-found",
            Self::NotNow(_) => "quality-error-not-now",
            Self::ChangedMeanwhile => "quality-error-changed-meanwhile",
            Self::StillFound => "quality-error-still-found",
            Self::NotFoundAnyMore => "quality-error-not-found-any-more",
            Self::WrongEvidence => "quality-error-wrong-evidence",
            Self::SaidMissing => "quality-error-said-missing",
            Self::SaidTooLong(_) => "quality-error-said-too-long",
            Self::RunNotFound => "quality-error-run-not-found",
            Self::RunElsewhere => "quality-error-run-elsewhere",
            Self::Pack(_) | Self::Calendar(_) => "quality-error-pack",
            Self::Register(register) => register.message_id(),
            Self::Denied(denied) => denied.message_id(),
            Self::Store(_) => "quality-error-store",
        }
    }
}
