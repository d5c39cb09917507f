//! The few kinds of failure that surfaces tell apart.

/// What kind of failure an error is: surfaces turn it into an HTTP status, the command line into an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The thing does not exist, or the actor may not know that it does (404).
    NotFound,
    /// The input breaks a rule; the sender can mend it (400 or 422).
    Invalid,
    /// The actor is known and may see the thing, but may not do this (403).
    Forbidden,
    /// Nobody is signed in, or the sign-in is too weak or too old (401).
    Unauthenticated,
    /// The state of the thing does not allow it, or somebody else was first (409).
    Conflict,
    /// The actor has sent too much; try again later (429).
    TooMany,
    /// The system is busy or a part of it is away; try again later (503).
    Unavailable,
    /// A defect on our side (500).
    Internal,
}

impl ErrorKind {
    /// The HTTP status code that says the same (RFC 9110).
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Invalid => 422,
            Self::Forbidden => 403,
            Self::Unauthenticated => 401,
            Self::Conflict => 409,
            Self::TooMany => 429,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }

    /// The message that says what happened; its attribute `help` says what to do.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::Invalid => "error-invalid",
            Self::Forbidden => "error-forbidden",
            Self::Unauthenticated => "error-unauthenticated",
            Self::Conflict => "error-conflict",
            Self::TooMany => "error-too-many",
            Self::Unavailable => "error-busy",
            Self::Internal => "error-internal",
        }
    }
}
