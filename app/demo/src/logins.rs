//! Who a visitor can sign in as.

use kernel::{Instant, UnitCode};
use totp_rs::{Algorithm, Builder, Totp};

/// The password of every demo login. Anybody may know it: nobody in the city is real.
pub const PASSWORD: &str = "mot-cua-2026";

kernel::text_enum! {
    /// Which desk a login shows. The message `demo-part-<word>` says what to try there.
    pub enum Part {
        /// A head of a household.
        Head = "head",
        /// A grown-up child who could move out.
        Child = "child",
        /// A person who lives alone.
        Single = "single",
        /// The head of another household, whose agreement a newcomer needs.
        Host = "host",
        /// One-stop and population officer of a commune.
        Counter = "counter",
        /// The leader who decides what needs a second officer.
        Approver = "approver",
        /// The one-stop officer of another commune.
        Neighbour = "neighbour",
        /// A member of the city's steering committee.
        Steering = "steering",
        /// The keeper of the system.
        Admin = "admin",
        /// The auditor.
        Auditor = "auditor",
    }
}

/// Somebody a visitor can sign in as.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Login {
    /// Which desk it shows.
    pub part: Part,
    /// The personal number or login name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
    /// The key of the authenticator, in base 32: an app that holds it shows the codes.
    pub key: String,
    /// The name.
    pub name: String,
    /// Where the official works, or the citizen lives.
    pub unit: UnitCode,
    /// The unit's name.
    pub unit_name: String,
}

impl Login {
    /// Whether it is an official's.
    #[must_use]
    pub const fn is_staff(&self) -> bool {
        !matches!(self.part, Part::Head | Part::Child | Part::Single | Part::Host)
    }

    /// The six digits that the authenticator shows at a moment; `None` for a key that is none.
    #[must_use]
    pub fn code(&self, at: Instant) -> Option<String> {
        code(&self.key, at)
    }
}

/// The six digits that belong to a key at a moment (RFC 6238).
pub(crate) fn code(key: &str, at: Instant) -> Option<String> {
    let seconds = u64::try_from(at.millis() / 1_000).ok()?;
    let secret = totp_rs::Secret::try_from_base32(key).ok()?;
    let totp: Totp =
        Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_step_duration(30).with_secret(secret).build().ok()?;
    Some(totp.generate(seconds).to_string())
}
