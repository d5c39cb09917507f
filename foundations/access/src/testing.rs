//! Actors for tests: a clock that stands still, seeded dice, the pack's own policies.

use crate::{Actor, Channel, Context, Grant, Policies, Purpose, Role, Subject};
use kernel::{AccountId, Ids, Instant, ManualClock, PersonId, SeededRandom, StaffId, UnitCode};
use std::sync::{Arc, LazyLock};

/// The files of the Vietnamese pack, name and text.
pub const POLICY_FILES: &[(&str, &str)] = &[
    ("onedoor.cedarschema", include_str!("../../../country/vn/policies/onedoor.cedarschema")),
    ("accounts.cedar", include_str!("../../../country/vn/policies/accounts.cedar")),
    ("admin.cedar", include_str!("../../../country/vn/policies/admin.cedar")),
    ("audit.cedar", include_str!("../../../country/vn/policies/audit.cedar")),
    ("dossiers.cedar", include_str!("../../../country/vn/policies/dossiers.cedar")),
    ("exchange.cedar", include_str!("../../../country/vn/policies/exchange.cedar")),
    ("needs.cedar", include_str!("../../../country/vn/policies/needs.cedar")),
    ("notify.cedar", include_str!("../../../country/vn/policies/notify.cedar")),
    ("papers.cedar", include_str!("../../../country/vn/policies/papers.cedar")),
    ("quality.cedar", include_str!("../../../country/vn/policies/quality.cedar")),
    ("register.cedar", include_str!("../../../country/vn/policies/register.cedar")),
    ("register-officers.cedar", include_str!("../../../country/vn/policies/register-officers.cedar")),
    ("steering.cedar", include_str!("../../../country/vn/policies/steering.cedar")),
];

/// Thursday 6 March 2025, 09:00 in Viet Nam: a working hour while the three tiers still stood.
pub const MORNING: Instant = Instant::from_micros(1_741_226_400_000_000);

/// The pack's policies, loaded once.
///
/// # Panics
/// When the pack's policies do not load, with every problem.
#[must_use]
pub fn policies() -> Arc<Policies> {
    static POLICIES: LazyLock<Arc<Policies>> = LazyLock::new(|| {
        Policies::load(POLICY_FILES).unwrap_or_else(|problems| panic!("the pack's policies do not load: {problems:#?}"))
    });
    Arc::clone(&POLICIES)
}

/// A small world: one clock, one source of ids, one source of dice.
pub struct World {
    /// The clock; move it with `advance_seconds`.
    pub clock: Arc<ManualClock>,
    /// What every actor of the world shares.
    pub context: Context,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// A world at [`MORNING`].
    #[must_use]
    pub fn new() -> Self {
        let clock = Arc::new(ManualClock::new(MORNING));
        let ids = Arc::new(Ids::new(clock.clone(), 0));
        let context = Context::new(clock.clone(), ids, Arc::new(SeededRandom::new(6)), policies());
        Self { clock, context }
    }

    /// A citizen with an account at level 2, signed in with two factors a moment ago.
    #[must_use]
    pub fn citizen(&self, person: PersonId) -> Actor {
        let subject = Subject::Citizen { account: AccountId::from_raw(person.get()), person };
        self.context.actor(subject).level(2).assurance(2).last_step_up(self.context.now()).build()
    }

    /// Official number 1 with `role` in `unit`, signed in with two factors a moment ago, for the purpose `serve-dossier`.
    #[must_use]
    pub fn officer(&self, role: Role, unit: &UnitCode) -> Actor {
        self.staff(StaffId::from_raw(1), vec![Grant::new(role, unit.clone())])
    }

    /// An official with several roles.
    #[must_use]
    pub fn staff(&self, staff: StaffId, roles: Vec<Grant>) -> Actor {
        let builder = self.context.actor(Subject::Staff { staff }).roles(roles).assurance(2).last_step_up(self.context.now());
        builder.purpose("serve-dossier".parse::<Purpose>().unwrap_or_default()).build()
    }

    /// The program itself.
    #[must_use]
    pub fn system(&self) -> Actor {
        self.context.actor(Subject::System { name: "test" }).build()
    }

    /// Somebody who is not signed in.
    #[must_use]
    pub fn public(&self) -> Actor {
        self.context.actor(Subject::Public).channel(Channel::Web).build()
    }
}

/// A citizen in a world of its own.
#[must_use]
pub fn citizen(person: PersonId) -> Actor {
    World::new().citizen(person)
}

/// An officer in a world of its own.
#[must_use]
pub fn officer(role: Role, unit: &UnitCode) -> Actor {
    World::new().officer(role, unit)
}

/// The system in a world of its own.
#[must_use]
pub fn system() -> Actor {
    World::new().system()
}

/// Somebody who is not signed in, in a world of its own.
#[must_use]
pub fn public() -> Actor {
    World::new().public()
}
