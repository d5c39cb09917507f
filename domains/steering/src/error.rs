//! What can go wrong with figures.

use kernel::ErrorKind;

/// A failure to count or to show.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The days asked for are no period.
    #[error(transparent)]
    Period(#[from] crate::BadPeriod),
    /// An event cannot be read, so nothing after it may be counted: figures that miss something would look whole.
    #[error("event {seq} on {topic} cannot be read: {reason}")]
    Event {
        /// The event.
        seq: i64,
        /// Its topic.
        topic: String,
        /// What is wrong, without the payload.
        reason: String,
    },
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] access::Denied),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Error {
    /// The kind that surfaces act on.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Period(_) => ErrorKind::Invalid,
            Self::Event { .. } => ErrorKind::Internal,
            Self::Denied(denied) => denied.kind(),
            Self::Store(error) => error.kind(),
        }
    }

    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Period(_) => "steering-error-period",
            Self::Event { .. } | Self::Store(_) => "steering-error-internal",
            Self::Denied(denied) => denied.message_id(),
        }
    }
}
