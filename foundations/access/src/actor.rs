//! Who acts.

use crate::engine::Outcome;
use crate::facts::Facts;
use crate::{Denied, Policies, Resource};
use kernel::{AccountId, ClientId, Date, Id, Ids, Instant, Locale, PersonId, Randomness, SessionId, StaffId, UnitCode};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Somebody who is not signed in.
    Public,
    /// A citizen with an account.
    Citizen {
        /// The account that is signed in.
        account: AccountId,
        /// The person whose account it is.
        person: PersonId,
    },
    /// An official.
    Staff {
        /// Which one.
        staff: StaffId,
    },
    /// A system of another agency, which acts for itself.
    Client {
        /// Which one.
        client: ClientId,
    },
    /// The program itself: a job, an import, the command line.
    System {
        /// The part of the program, for the log.
        name: &'static str,
    },
}

kernel::text_enum! {
    /// What an official is appointed to do. Citizens and the system need no role: they are kinds of [`Subject`].
    pub enum Role {
        /// One-stop officer: receives and returns dossiers.
        Counter = "counter",
        /// Population officer: keeps the register of a unit.
        Register = "register",
        /// Leader who decides, and who takes the second step.
        Approver = "approver",
        /// Member of a steering committee: sees the figures.
        Steering = "steering",
        /// Keeper of staff, units and jobs.
        Admin = "admin",
        /// Reads and checks the log.
        Auditor = "auditor",
    }
}

kernel::text_enum! {
    /// How the request came in.
    pub enum Channel {
        /// A page in a browser.
        Web = "web",
        /// The REST interface.
        Api = "api",
        /// The command line.
        Terminal = "terminal",
        /// Background work.
        Job = "job",
    }
}

/// A role in a unit. It covers the unit and everything under it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Grant {
    /// What the official is appointed to do.
    pub role: Role,
    /// Where.
    pub unit: UnitCode,
}

impl Grant {
    /// `role` in `unit`.
    #[must_use]
    pub const fn new(role: Role, unit: UnitCode) -> Self {
        Self { role, unit }
    }
}

/// Why a record is opened: the code of a purpose from the country pack's list, or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Purpose(Option<Arc<str>>);

/// A text that cannot be the code of a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a purpose: expected 1 to 64 small letters, digits and hyphens")]
pub struct UnknownPurpose;

impl Purpose {
    /// No purpose was stated.
    #[must_use]
    pub const fn none() -> Self {
        Self(None)
    }

    /// The code; empty when none was stated.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or("")
    }

    /// Whether a purpose was stated.
    #[must_use]
    pub const fn is_given(&self) -> bool {
        self.0.is_some()
    }
}

impl FromStr for Purpose {
    type Err = UnknownPurpose;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=64).contains(&text.len());
        if fits && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            Ok(Self(Some(text.into())))
        } else {
            Err(UnknownPurpose)
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// Who acts, why, and with whose clock, ids and dice. Made once a request by [`Context::actor`](crate::Context::actor).
#[derive(Clone)]
pub struct Actor {
    /// Who.
    pub subject: Subject,
    /// What an official is appointed to, and where. Empty for everybody else.
    pub roles: Vec<Grant>,
    /// The units in which a system of another agency may ask. Empty for everybody else.
    pub scope: Vec<UnitCode>,
    /// Why.
    pub purpose: Purpose,
    /// How the request came in.
    pub channel: Channel,
    /// The session, when there is one.
    pub session: Option<SessionId>,
    /// How strongly the session was proven: 0 not at all, 1 one factor, 2 two factors (Decree 69/2024).
    pub assurance: u8,
    /// The level of the citizen's account, 1 or 2; 2 for officials and the system, 0 for the public.
    pub level: u8,
    /// When the actor last proved who they are: at sign-in or by a step-up.
    pub last_step_up: Option<Instant>,
    /// The language for messages.
    pub locale: Locale,
    pub(crate) at: Instant,
    pub(crate) ids: Arc<Ids>,
    pub(crate) random: Arc<dyn Randomness>,
    pub(crate) policies: Arc<Policies>,
}

impl Actor {
    /// The request's time. It stands still while the request runs, so a retried transaction decides the same.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.at
    }

    /// The request's date in Viet Nam.
    #[must_use]
    pub fn today(&self) -> Date {
        self.at.date_in_vietnam()
    }

    /// A new id.
    #[must_use]
    pub fn new_id<T: Id>(&self) -> T {
        self.ids.next()
    }

    /// Fills `bytes` with random bytes.
    pub fn fill_random(&self, bytes: &mut [u8]) {
        self.random.fill(bytes);
    }

    /// The source of randomness, for functions that take one.
    #[must_use]
    pub fn randomness(&self) -> &dyn Randomness {
        self.random.as_ref()
    }

    /// The unit of the first grant: the office an official works in; of an agency's system, the unit it asks in.
    #[must_use]
    pub fn office(&self) -> Option<&UnitCode> {
        self.roles.first().map(|grant| &grant.unit).or_else(|| self.scope.first())
    }

    /// The official, when one acts.
    #[must_use]
    pub const fn staff(&self) -> Option<StaffId> {
        match self.subject {
            Subject::Staff { staff } => Some(staff),
            Subject::Public | Subject::Citizen { .. } | Subject::Client { .. } | Subject::System { .. } => None,
        }
    }

    /// The citizen, when one acts.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        match self.subject {
            Subject::Citizen { person, .. } => Some(person),
            Subject::Public | Subject::Staff { .. } | Subject::Client { .. } | Subject::System { .. } => None,
        }
    }

    /// Whether the actor holds `role` in any unit. For menus; permission is [`Actor::authorize`]'s to give.
    #[must_use]
    pub fn has_role(&self, role: Role) -> bool {
        self.roles.iter().any(|grant| grant.role == role)
    }

    /// Whether the actor may do `action` to `resource`.
    ///
    /// # Errors
    /// [`Denied`] says what is missing, or that the resource must look as if it did not exist.
    pub fn authorize(&self, action: &str, resource: &Resource) -> Result<(), Denied> {
        let facts = Facts::of(self, action, resource)?;
        let decision = self.policies.decide(&facts);
        match decision.outcome {
            Outcome::Allowed => {
                tracing::trace!(action, policies = ?decision.policies, "Act `{action}` is permitted");
                Ok(())
            }
            Outcome::Denied(denied) => {
                tracing::debug!(action, %denied, policies = ?decision.policies, subject = %self.subject_name(), "Act `{action}` is denied");
                Err(denied)
            }
        }
    }

    /// The units in which the actor may do `action` to things that are nobody's own, widest first and none inside another.
    ///
    /// Lists are filtered with these in SQL ([`UnitCode::range`]) instead of one decision a row.
    #[must_use]
    pub fn units_for(&self, action: &str) -> Vec<UnitCode> {
        let Some(known) = crate::actions::find(action) else { return Vec::new() };
        let mut allowed: Vec<UnitCode> = Vec::new();
        for grant in &self.roles {
            let there = Resource::new(known.resource).unit(grant.unit.clone());
            if !allowed.iter().any(|unit| unit.contains(&grant.unit)) && self.authorize(action, &there).is_ok() {
                allowed.retain(|unit| !grant.unit.contains(unit));
                allowed.push(grant.unit.clone());
            }
        }
        allowed.sort();
        allowed
    }

    /// The subject's kind and id, which are safe to log.
    #[must_use]
    pub fn subject_name(&self) -> String {
        match self.subject {
            Subject::Public => "public".to_owned(),
            Subject::Citizen { account, .. } => account.to_string(),
            Subject::Staff { staff } => staff.to_string(),
            Subject::Client { client } => client.to_string(),
            Subject::System { name } => format!("system:{name}"),
        }
    }
}

impl fmt::Debug for Actor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Actor").field("subject", &self.subject_name()).field("at", &self.at).finish_non_exhaustive()
    }
}
