//! What can go wrong with accounts, as sentences of the domain.

use crate::model::{AccountState, CancelGround, LockGround};
use access::Denied;
use kernel::ErrorKind;

/// A refusal or a failure.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Permission was refused.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The name is unknown or the password is wrong: which of them is not told.
    #[error("the name or the password is wrong")]
    WrongCredentials,
    /// The code of the authenticator is wrong, or was used already.
    #[error("the code is wrong or was used before")]
    WrongCode,
    /// The activation code is wrong, used or expired.
    #[error("the activation code is wrong or has expired")]
    WrongActivation,
    /// Too many attempts of late.
    #[error("too many attempts; try again in {retry_after_seconds} seconds")]
    TooMany {
        /// When to try again.
        retry_after_seconds: u32,
    },
    /// Too many passwords are being checked at this moment.
    #[error("too many passwords are being checked; try again in a moment")]
    Busy,
    /// The step took too long, was done already or never began.
    #[error("the step has expired or was done already")]
    CeremonyOver,
    /// The passkey's answer does not hold.
    #[error("the passkey was not accepted")]
    PasskeyRefused,
    /// This passkey belongs to somebody already.
    #[error("the passkey is in use already")]
    PasskeyTaken,
    /// The program's address has no name a passkey could be bound to.
    #[error("passkeys need an address with a host name")]
    PasskeysUnavailable,
    /// As many passkeys as one may have.
    #[error("there are already {0} passkeys")]
    TooManyPasskeys(u32),
    /// The account is locked.
    #[error("the account is locked")]
    Locked(Option<LockGround>),
    /// The account was ended for good.
    #[error("the account was cancelled")]
    Cancelled(Option<CancelGround>),
    /// The account is not in a state to sign in: not activated, or rejected.
    #[error("the account is {0}")]
    NotActive(AccountState),
    /// The step does not follow from the account's state.
    #[error("an account that is {0} cannot take this step")]
    NoSuchStep(AccountState),
    /// The claim and the register do not agree, or the register knows nobody: which is not told.
    #[error("the register does not confirm the person")]
    NotConfirmed,
    /// The person is not old enough to open an account alone.
    #[error("the person is too young to open an account alone")]
    TooYoung,
    /// There is an account already.
    #[error("the person has an account already")]
    AlreadyOpen,
    /// Neither a telephone number nor a mail address that could be one.
    #[error("the contact cannot be used")]
    BadContact,
    /// The password is too easy to guess; the reason is a message of its own.
    #[error("the password is not acceptable: {0}")]
    BadPassword(BadPassword),
    /// The login name has another form than it may.
    #[error("the login name may have 3 to 64 small letters, digits, dots, hyphens and underscores")]
    BadLoginName,
    /// The login name is somebody's.
    #[error("the login name is taken")]
    LoginNameTaken,
    /// An official needs a role, a name and not too many of either.
    #[error("an official needs a name and between 1 and {0} roles")]
    BadAppointment(usize),
    /// There is no such account, official, session or passkey, or none the actor may know of.
    #[error("not found")]
    NotFound,
    /// A system needs a name, an agency, a purpose and a quota.
    #[error("a system needs a name, an agency, a purpose and a quota")]
    BadClient,
    /// The password hasher or the sealing of secrets failed.
    #[error("a cryptographic operation failed")]
    Crypto,
}

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPassword {
    /// Fewer characters than a password needs.
    #[error("too short")]
    TooShort,
    /// More characters than anybody types.
    #[error("too long")]
    TooLong,
    /// One that everybody tries first.
    #[error("too common")]
    Common,
    /// It contains the name one signs in with.
    #[error("contains the login name")]
    ContainsName,
}

impl BadPassword {
    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::TooShort => "accounts-password-too-short",
            Self::TooLong => "accounts-password-too-long",
            Self::Common => "accounts-password-common",
            Self::ContainsName => "accounts-password-contains-name",
        }
    }
}

impl AccountError {
    /// What kind of failure this is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Store(error) => error.kind(),
            Self::Denied(denied) => denied.kind(),
            Self::WrongCredentials | Self::WrongCode | Self::WrongActivation | Self::PasskeyRefused => ErrorKind::Unauthenticated,
            Self::TooMany { .. } => ErrorKind::TooMany,
            Self::Busy => ErrorKind::Unavailable,
            Self::Locked(_) | Self::Cancelled(_) | Self::NotActive(_) | Self::TooYoung => ErrorKind::Forbidden,
            Self::CeremonyOver
            | Self::PasskeyTaken
            | Self::TooManyPasskeys(_)
            | Self::NoSuchStep(_)
            | Self::AlreadyOpen
            | Self::LoginNameTaken => ErrorKind::Conflict,
            Self::NotConfirmed
            | Self::BadContact
            | Self::BadPassword(_)
            | Self::BadLoginName
            | Self::BadAppointment(_)
            | Self::BadClient
            | Self::PasskeysUnavailable => ErrorKind::Invalid,
            Self::NotFound => ErrorKind::NotFound,
            Self::Crypto => ErrorKind::Internal,
        }
    }

    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Store(_) => "accounts-store",
            Self::Denied(denied) => denied.message_id(),
            Self::WrongCredentials => "accounts-wrong-credentials",
            Self::WrongCode => "accounts-wrong-code",
            Self::WrongActivation => "accounts-wrong-activation",
            Self::TooMany { .. } => "accounts-too-many",
            Self::Busy => "accounts-busy",
            Self::CeremonyOver => "accounts-ceremony-over",
            Self::PasskeyRefused => "accounts-passkey-refused",
            Self::PasskeyTaken => "accounts-passkey-taken",
            Self::PasskeysUnavailable => "accounts-passkeys-unavailable",
            Self::TooManyPasskeys(_) => "accounts-too-many-passkeys",
            Self::Locked(_) => "accounts-locked",
            Self::Cancelled(Some(ground)) => ground.message_id(),
            Self::Cancelled(None) => "accounts-cancelled",
            Self::NotActive(_) => "accounts-not-active",
            Self::NoSuchStep(_) => "accounts-no-such-step",
            Self::NotConfirmed => "accounts-not-confirmed",
            Self::TooYoung => "accounts-too-young",
            Self::AlreadyOpen => "accounts-already-open",
            Self::BadContact => "accounts-bad-contact",
            Self::BadPassword(reason) => reason.message_id(),
            Self::BadLoginName => "accounts-bad-login-name",
            Self::LoginNameTaken => "accounts-login-name-taken",
            Self::BadAppointment(_) => "accounts-bad-appointment",
            Self::BadClient => "accounts-error-bad-client",
            Self::NotFound => "accounts-not-found",
            Self::Crypto => "accounts-crypto",
        }
    }

    /// When to try again, in seconds.
    #[must_use]
    pub const fn retry_after_seconds(&self) -> Option<u32> {
        match self {
            Self::TooMany { retry_after_seconds } => Some(*retry_after_seconds),
            Self::Busy => Some(1),
            _ => None,
        }
    }
}
