//! What can go wrong with papers.

use crate::code::BadCode;
use kernel::{ErrorKind, PaperId};

/// A failure to ask for, fetch, check or revoke a paper.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such paper, or the actor may not know of it.
    #[error("there is no such paper")]
    NotFound,
    /// What was typed is not a verification code.
    #[error(transparent)]
    BadCode(#[from] BadCode),
    /// The paper is still being printed.
    #[error("paper {0} is not printed yet")]
    NotPrinted(PaperId),
    /// The paper could not be printed.
    #[error("paper {0} could not be printed")]
    NotPrintable(PaperId),
    /// Only an issued paper can be revoked.
    #[error("paper {0} is not issued, or is revoked already")]
    NotIssued(PaperId),
    /// A revocation needs a reason.
    #[error("the reason of a revocation must be 3 to 500 characters")]
    ReasonMissing,
    /// The stored bytes are not those that were sealed.
    #[error("the stored bytes of paper {0} are not those that were sealed")]
    Damaged(PaperId),
    /// No free verification code was found, which means that the randomness is broken.
    #[error("no free verification code was drawn")]
    NoFreeCode,
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
            Self::NotFound => ErrorKind::NotFound,
            Self::BadCode(_) | Self::ReasonMissing => ErrorKind::Invalid,
            Self::NotPrinted(_) => ErrorKind::Unavailable,
            Self::NotIssued(_) | Self::NotPrintable(_) => ErrorKind::Conflict,
            Self::Damaged(_) | Self::NoFreeCode => ErrorKind::Internal,
            Self::Denied(denied) => denied.kind(),
            Self::Store(error) => error.kind(),
        }
    }

    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::NotFound => "papers-error-not-found",
            Self::BadCode(_) => "papers-error-bad-code",
            Self::NotPrinted(_) => "papers-error-not-printed",
            Self::NotPrintable(_) => "papers-error-not-printable",
            Self::NotIssued(_) => "papers-error-not-issued",
            Self::ReasonMissing => "papers-error-reason-missing",
            Self::Damaged(_) => "papers-error-damaged",
            Self::NoFreeCode | Self::Store(_) => "papers-error-internal",
            Self::Denied(denied) => denied.message_id(),
        }
    }
}
