//! What a refusal says, and what it keeps to itself.

use kernel::ErrorKind;

/// Why an actor may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Denied {
    /// Nothing of the actor's reaches the resource: it must look as if it did not exist.
    #[error("the resource is not visible to the actor")]
    Hidden,
    /// The actor may know of the resource but may not do this to it.
    #[error("the actor may not do this")]
    Forbidden,
    /// Nobody is signed in.
    #[error("the act needs somebody who is signed in")]
    NeedsSignIn,
    /// The citizen's account must be at level 2, which is granted in person.
    #[error("the act needs an account at level 2")]
    NeedsLevel,
    /// The actor must say why the record is opened.
    #[error("the act needs a stated purpose")]
    NeedsPurpose,
    /// Another officer must agree first.
    #[error("the act needs a second officer")]
    NeedsSecondOfficer,
    /// The actor must prove identity again, or with a second factor.
    #[error("the act needs a fresh proof of identity")]
    NeedsStepUp,
}

impl Denied {
    /// Every refusal.
    pub const ALL: &'static [Self] = &[
        Self::Hidden,
        Self::Forbidden,
        Self::NeedsSignIn,
        Self::NeedsLevel,
        Self::NeedsPurpose,
        Self::NeedsSecondOfficer,
        Self::NeedsStepUp,
    ];

    /// What kind of failure this is.
    #[must_use]
    pub const fn kind(self) -> ErrorKind {
        match self {
            Self::Hidden => ErrorKind::NotFound,
            Self::NeedsSignIn | Self::NeedsStepUp => ErrorKind::Unauthenticated,
            Self::Forbidden | Self::NeedsLevel | Self::NeedsPurpose | Self::NeedsSecondOfficer => ErrorKind::Forbidden,
        }
    }

    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Hidden => "access-hidden",
            Self::Forbidden => "access-forbidden",
            Self::NeedsSignIn => "access-needs-sign-in",
            Self::NeedsLevel => "access-needs-level",
            Self::NeedsPurpose => "access-needs-purpose",
            Self::NeedsSecondOfficer => "access-needs-second-officer",
            Self::NeedsStepUp => "access-needs-step-up",
        }
    }
}
