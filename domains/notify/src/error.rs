//! What can go wrong with messages.

use access::Denied;
use kernel::ErrorKind;

/// A failure of this domain.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The person has no such message.
    #[error("the message was not found")]
    NotFound,
    /// The policies refuse.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Error {
    /// What kind of failure this is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            Self::Denied(denied) => denied.kind(),
            Self::Store(store) => store.kind(),
        }
    }

    /// The message that explains it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::NotFound => "notify-error-not-found",
            Self::Denied(denied) => denied.message_id(),
            Self::Store(_) => "notify-error-internal",
        }
    }
}
