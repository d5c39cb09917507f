//! What can go wrong with a dossier.

use crate::model::Obstacle;
use crate::services::FieldError;
use access::Denied;
use country::UnknownFact;
use kernel::ErrorKind;
use kernel::calendar::CalendarError;

/// A failure of this domain. Texts carry no answer of anybody.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The dossier or draft does not exist, or the actor may not know that it does.
    #[error("the dossier was not found")]
    NotFound,
    /// No such service or version.
    #[error("the service was not found")]
    ServiceUnknown,
    /// The service is not offered on this day.
    #[error("the service is not offered")]
    ServiceNotOffered,
    /// The policies refuse.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The life of the dossier does not allow it.
    #[error(transparent)]
    Obstacle(#[from] Obstacle),
    /// The answers break the form.
    #[error("{} answers cannot stay as they are", .0.len())]
    Answers(Vec<FieldError>),
    /// An act that must give its reason gave none.
    #[error("a reason is missing")]
    ReasonMissing,
    /// A text or list is longer than allowed.
    #[error("the input is longer than {0}")]
    TooLong(usize),
    /// The key of a submission was used before, for another service.
    #[error("the key was used for another submission")]
    KeyUsed,
    /// Papers the service requires were not seen.
    #[error("required papers are missing")]
    PapersMissing,
    /// An answer that a grant needs cannot be read: the form let something through.
    #[error("an answer that the decision needs cannot be read")]
    AnswerUnreadable,
    /// The household to join has another head than the one who agreed, or is gone.
    #[error("the household has another head than the one who agreed")]
    HeadChanged,
    /// A paper could not be asked for.
    #[error("a paper could not be asked for: {0}")]
    Paper(String),
    /// Somebody acted in the meantime.
    #[error("the dossier was changed by somebody else in the meantime")]
    ChangedMeanwhile,
    /// The register refuses what a grant would do.
    #[error(transparent)]
    Register(register::Error),
    /// A message could not be left.
    #[error(transparent)]
    Notify(#[from] notify::Error),
    /// The pack lacks a legal value.
    #[error(transparent)]
    Fact(#[from] UnknownFact),
    /// The calendar cannot answer.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The stored text of a service cannot be read by this program.
    #[error("version {version} of service {service} cannot be read: {reason}")]
    ServiceText {
        /// The service.
        service: String,
        /// The version.
        version: u32,
        /// What is wrong.
        reason: String,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<register::Error> for Error {
    fn from(error: register::Error) -> Self {
        match error {
            // What the register denies is denied here: callers look in one place for what is missing.
            register::Error::Denied(denied) => Self::Denied(denied),
            register::Error::Store(store) => Self::Store(store),
            other => Self::Register(other),
        }
    }
}

impl Error {
    /// What kind of failure this is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound | Self::ServiceUnknown => ErrorKind::NotFound,
            Self::Denied(denied) => denied.kind(),
            Self::Obstacle(obstacle) => obstacle.kind(),
            Self::Answers(_) | Self::ReasonMissing | Self::TooLong(_) | Self::PapersMissing | Self::KeyUsed => ErrorKind::Invalid,
            Self::ServiceNotOffered | Self::ChangedMeanwhile | Self::HeadChanged => ErrorKind::Conflict,
            Self::Register(register) => register.kind(),
            Self::Notify(notify) => notify.kind(),
            Self::Fact(fact) => fact.kind(),
            Self::Calendar(calendar) => calendar.kind(),
            Self::ServiceText { .. } | Self::AnswerUnreadable | Self::Paper(_) => ErrorKind::Internal,
            Self::Store(store) => store.kind(),
        }
    }

    /// The message that explains it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::NotFound => "dossiers-error-not-found",
            Self::ServiceUnknown => "dossiers-error-service-unknown",
            Self::ServiceNotOffered => "dossiers-error-service-not-offered",
            Self::Denied(denied) => denied.message_id(),
            Self::Obstacle(obstacle) => obstacle.message_id(),
            Self::Answers(_) => "dossiers-error-answers",
            Self::ReasonMissing => "dossiers-error-reason-missing",
            Self::TooLong(_) => "dossiers-error-too-long",
            Self::KeyUsed => "dossiers-error-key-used",
            Self::PapersMissing => "dossiers-error-papers-missing",
            Self::ChangedMeanwhile => "dossiers-error-changed-meanwhile",
            Self::HeadChanged => "dossiers-error-head-changed",
            Self::Register(register) => register.message_id(),
            Self::Notify(notify) => notify.message_id(),
            Self::Calendar(calendar) => calendar.message_id(),
            Self::Fact(_) | Self::ServiceText { .. } | Self::AnswerUnreadable | Self::Paper(_) | Self::Store(_) => {
                "dossiers-error-internal"
            }
        }
    }

    /// The answers that cannot stay, for the form.
    #[must_use]
    pub fn field_errors(&self) -> &[FieldError] {
        match self {
            Self::Answers(errors) => errors,
            _ => &[],
        }
    }
}
