//! What others may react to. Payloads carry ids and codes, never names, numbers or secrets.

use kernel::{AccountId, Instant, PersonId, SessionId};
use serde::{Deserialize, Serialize};

/// An account was opened, or raised to level 2.
pub const OPENED: &str = "accounts.opened";
/// An account was locked, or a name was shut out for a while after too many attempts.
pub const LOCKED: &str = "accounts.locked";
/// An account was ended for good.
pub const CANCELLED: &str = "accounts.cancelled";
/// A session was ended by somebody else than its own sign-out.
pub const SESSION_REVOKED: &str = "accounts.session-revoked";

/// The payload of [`OPENED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The account.
    pub account: AccountId,
    /// Whose it is.
    pub person: PersonId,
    /// Its level now.
    pub level: u8,
}

/// The payload of [`LOCKED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locked {
    /// `citizen` or `staff`.
    pub kind: String,
    /// The account's or official's id as text.
    pub holder: String,
    /// Whose account it is, for citizens.
    pub person: Option<PersonId>,
    /// A lock ground, or `too-many-attempts`.
    pub ground: String,
    /// When it ends by itself.
    pub until: Option<Instant>,
}

/// The payload of [`CANCELLED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// The account.
    pub account: AccountId,
    /// Whose it was.
    pub person: PersonId,
    /// Why, as [`CancelGround`](crate::CancelGround) has it.
    pub ground: String,
}

/// The payload of [`SESSION_REVOKED`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRevoked {
    /// `citizen` or `staff`.
    pub kind: String,
    /// The account's or official's id as text.
    pub holder: String,
    /// The session.
    pub session: SessionId,
}

/// The ground of [`Locked`] after too many attempts.
pub(crate) const TOO_MANY_ATTEMPTS: &str = "too-many-attempts";
