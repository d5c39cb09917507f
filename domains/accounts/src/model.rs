//! Accounts and officials: types and the life of an account. Pure.

use kernel::{AccountId, Instant, StaffId, UnitCode};

kernel::text_enum! {
    /// Whether a sign-in belongs to a citizen or to an official.
    pub enum HolderKind {
        /// A citizen, who signs in with the personal number.
        Citizen = "citizen",
        /// An official, who signs in with a login name.
        Staff = "staff",
    }
}

/// Whose password, factors and sessions these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A citizen's account.
    Citizen(AccountId),
    /// An official.
    Staff(StaffId),
}

impl Holder {
    /// The bare number, as stored.
    #[must_use]
    pub const fn raw(self) -> i64 {
        match self {
            Self::Citizen(account) => account.get(),
            Self::Staff(staff) => staff.get(),
        }
    }

    /// Citizen or official.
    #[must_use]
    pub const fn kind(self) -> HolderKind {
        match self {
            Self::Citizen(_) => HolderKind::Citizen,
            Self::Staff(_) => HolderKind::Staff,
        }
    }

    /// From the stored kind and number.
    #[must_use]
    pub const fn from_raw(kind: HolderKind, raw: i64) -> Self {
        match kind {
            HolderKind::Citizen => Self::Citizen(AccountId::from_raw(raw)),
            HolderKind::Staff => Self::Staff(StaffId::from_raw(raw)),
        }
    }
}

impl std::fmt::Display for Holder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Citizen(account) => account.fmt(formatter),
            Self::Staff(staff) => staff.fmt(formatter),
        }
    }
}

kernel::text_enum! {
    /// Where an account is in its life (Decree 59/2022 Art 14-19, Decree 69/2024 Art 15).
    pub enum AccountState {
        /// Asked for; the answer is pending.
        Registered = "registered",
        /// Granted; the holder has not activated it yet.
        Approved = "approved",
        /// In use.
        Active = "active",
        /// Kept from use for a while.
        Locked = "locked",
        /// Refused.
        Rejected = "rejected",
        /// Ended for good: the holder died, or the number was cancelled.
        Cancelled = "cancelled",
    }
}

kernel::text_enum! {
    /// Why an account is locked (Decree 59/2022 Art 19, Decree 69/2024 Art 15).
    pub enum LockGround {
        /// The holder asked for it.
        HolderAsked = "holder-asked",
        /// The terms of use were breached.
        TermsBreached = "terms-breached",
        /// The identity card was revoked.
        CardRevoked = "card-revoked",
        /// The identity card expired.
        CardExpired = "card-expired",
        /// An agency asked for it.
        AgencyAsked = "agency-asked",
    }
}

kernel::text_enum! {
    /// Why an account is ended for good (Decree 59/2022 Art 19).
    pub enum CancelGround {
        /// The register holds the holder as dead.
        Died = "died",
        /// The holder's identity number was cancelled.
        NumberCancelled = "number-cancelled",
        /// The holder does not want it any more.
        HolderAsked = "holder-asked",
        /// It was opened for the wrong person, or by deceit.
        WronglyOpened = "wrongly-opened",
    }
}

impl CancelGround {
    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Died => "accounts-cancelled-died",
            Self::NumberCancelled => "accounts-cancelled-number-cancelled",
            Self::HolderAsked => "accounts-cancelled-holder-asked",
            Self::WronglyOpened => "accounts-cancelled-wrongly-opened",
        }
    }
}

/// What happens to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The answer is yes.
    Approve,
    /// The answer is no.
    Reject,
    /// The holder chooses a password.
    Activate,
    /// It is kept from use.
    Lock,
    /// It may be used again.
    Unlock,
    /// The holder lost the way in and gets a new activation code.
    Reissue,
    /// It ends.
    Cancel,
    /// It is opened anew in person, because what ended it was taken back: somebody declared dead came back.
    Reopen,
}

impl LockGround {
    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::HolderAsked => "accounts-ground-holder-asked",
            Self::TermsBreached => "accounts-ground-terms-breached",
            Self::CardRevoked => "accounts-ground-card-revoked",
            Self::CardExpired => "accounts-ground-card-expired",
            Self::AgencyAsked => "accounts-ground-agency-asked",
        }
    }
}

impl AccountState {
    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Registered => "accounts-state-registered",
            Self::Approved => "accounts-state-approved",
            Self::Active => "accounts-state-active",
            Self::Locked => "accounts-state-locked",
            Self::Rejected => "accounts-state-rejected",
            Self::Cancelled => "accounts-state-cancelled",
        }
    }

    /// The state after `step`; `None` when the law knows no such step from here.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Registered, Step::Approve) => Some(Self::Approved),
            (Self::Registered, Step::Reject) => Some(Self::Rejected),
            (Self::Cancelled, Step::Reopen) => Some(Self::Approved),
            (Self::Approved, Step::Activate) | (Self::Locked, Step::Unlock) => Some(Self::Active),
            (Self::Active, Step::Lock) => Some(Self::Locked),
            (Self::Active | Self::Approved, Step::Reissue) => Some(Self::Approved),
            (Self::Registered | Self::Approved | Self::Active | Self::Locked, Step::Cancel) => Some(Self::Cancelled),
            _ => None,
        }
    }
}

store::row! {
    /// A citizen's account.
    #[derive(Debug, Clone)]
    pub struct Account {
        /// Its id.
        pub id: AccountId,
        /// Whose it is.
        pub person: kernel::PersonId,
        /// 1: opened from a phone; 2: granted in person.
        pub level: u8,
        /// Where it is in its life.
        pub state: AccountState,
        /// The unit that answers for it: the holder's residence when it was opened.
        pub unit: UnitCode,
        /// Where short messages go.
        pub phone: Option<String>,
        /// Where mail goes.
        pub email: Option<String>,
        /// Why it is locked.
        pub lock_ground: Option<LockGround>,
        /// When the lock ends by itself.
        pub lock_until: Option<Instant>,
        /// When it was opened.
        pub opened_at: Instant,
        /// When the holder activated it.
        pub activated_at: Option<Instant>,
    }
}

impl Account {
    /// Whether a lock has ended by itself.
    #[must_use]
    pub fn lock_is_over(&self, now: Instant) -> bool {
        self.state == AccountState::Locked && self.lock_until.is_some_and(|until| until <= now)
    }
}

/// An account and what became of it.
#[derive(Debug, Clone)]
pub struct AccountLife {
    /// The account.
    pub account: Account,
    /// Its steps, the newest first.
    pub steps: Vec<Transition>,
}

store::row! {
    /// A step in an account's life, as it was noted.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Transition {
        /// When.
        pub at: Instant,
        /// The state before; `None` at the beginning.
        pub from_state: Option<AccountState>,
        /// The state after.
        pub to_state: AccountState,
        /// Why, where a ground is needed.
        pub ground: Option<String>,
        /// Who: an id, or the part of the program.
        pub by_whom: String,
    }
}

/// Where a person is reached.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// A telephone number of 8 to 15 digits, with or without a plus.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
}

impl Contact {
    /// Whether there is at least one way to reach the person and each looks like one.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        let phone = |text: &String| {
            let digits = text.strip_prefix('+').unwrap_or(text);
            (8..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        let email = |text: &String| {
            let parts =
                text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
            parts && text.len() <= 254 && !text.chars().any(|letter| letter.is_whitespace() || letter.is_control())
        };
        (self.phone.is_some() || self.email.is_some())
            && self.phone.as_ref().is_none_or(phone)
            && self.email.as_ref().is_none_or(email)
    }
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Contact(…)")
    }
}

/// The name an official signs in with: 3 to 64 small letters, digits, dots, hyphens and underscores.
#[must_use]
pub fn is_login_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_');
    (3..=64).contains(&name.len()) && name.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_an_account() {
        use AccountState::{Active, Approved, Cancelled, Locked, Registered, Rejected};
        let steps =
            [Step::Approve, Step::Reject, Step::Activate, Step::Lock, Step::Unlock, Step::Reissue, Step::Cancel, Step::Reopen];
        let life: Vec<(AccountState, Vec<Option<AccountState>>)> =
            AccountState::ALL.iter().map(|state| (*state, steps.iter().map(|step| state.after(*step)).collect())).collect();
        let expected = vec![
            (Registered, vec![Some(Approved), Some(Rejected), None, None, None, None, Some(Cancelled), None]),
            (Approved, vec![None, None, Some(Active), None, None, Some(Approved), Some(Cancelled), None]),
            (Active, vec![None, None, None, Some(Locked), None, Some(Approved), Some(Cancelled), None]),
            (Locked, vec![None, None, None, None, Some(Active), None, Some(Cancelled), None]),
            (Rejected, vec![None; 8]),
            (Cancelled, vec![None, None, None, None, None, None, None, Some(Approved)]),
        ];
        assert_eq!(life, expected);
    }

    #[test]
    fn a_contact_reaches_somebody() {
        let contact = |phone: Option<&str>, email: Option<&str>| Contact {
            phone: phone.map(str::to_owned),
            email: email.map(str::to_owned),
        };
        assert!(contact(Some("0912345678"), None).is_usable());
        assert!(contact(Some("+84912345678"), Some("a@b.vn")).is_usable());
        for (phone, email) in [
            (None, None),
            (Some("123"), None),
            (Some("09123456ab"), None),
            (None, Some("a@b")),
            (None, Some("a b@c.vn")),
            (None, Some("a@b@c.vn")),
        ] {
            assert!(!contact(phone, email).is_usable(), "{phone:?} {email:?}");
        }
    }

    #[test]
    fn login_names_are_plain() {
        for name in ["an", "An.Nguyen", "nguyễn", "a b c", &"a".repeat(65), ""] {
            assert!(!is_login_name(name), "{name}");
        }
        assert!(is_login_name("nguyen.van-an_2"));
    }
}
