//! Accounts through their public face, on both engines.

mod clients;
mod following;
mod limits;
mod opening;
mod passkeys;
mod sessions;
mod signing_in;
mod staff;
mod statements;
mod totp;

use access::testing::World;
use access::{Actor, Channel, Role};
use accounts::{
    AccountError, Accounts, Activation, ActivationCode, CitizenFacts, Contact, Device, Holder, HolderKind, NewSession,
    OpenAtCounter, Opened, OpeningRules, PasswordAttempt, PasswordCost, SignIn, SignedIn,
};
use kernel::{Instant, PersonId, UnitCode};
use std::sync::Arc;
use store::{Store, Tx};

pub(crate) const RULES: OpeningRules = OpeningRules { age_min: 14, activation_days: 7 };
pub(crate) const PASSWORD: &str = "con cò bay lả";
pub(crate) const NUMBER: &str = "001199000007";
pub(crate) const HERE: &str = "01-001-00001";

/// A database, a clock and the program's part of accounts.
pub(crate) struct Town {
    pub(crate) store: Store,
    pub(crate) world: World,
    pub(crate) accounts: Arc<Accounts>,
}

pub(crate) fn on_both(body: impl Fn(&Town)) {
    store::testing::on_both_engines(&[audit::schema(), accounts::schema()], |store| {
        let accounts =
            Accounts::new("http://localhost:8080", &[7; 32]).expect("an address").with_password_cost(PasswordCost::CHEAP);
        body(&Town { store, world: World::new(), accounts: Arc::new(accounts) });
    });
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().expect("a unit code")
}

pub(crate) fn device() -> Device {
    Device { agent: "Firefox".to_owned(), address: "203.0.113.0/24".to_owned() }
}

/// Nguyễn Thị Ví Dụ, born 1999-05-17.
pub(crate) fn vi_du() -> CitizenFacts {
    CitizenFacts {
        person: PersonId::from_raw(7),
        number: NUMBER.parse().expect("a number"),
        name: kernel::name::PersonName::parse("Nguyễn Thị Ví Dụ").expect("a name"),
        birth: "1999-05-17".parse().expect("a date"),
        unit: unit(HERE),
        alive: true,
    }
}

pub(crate) fn contact() -> Contact {
    Contact { phone: Some("0912345678".to_owned()), email: None }
}

impl Town {
    /// Runs a command as `actor`.
    pub(crate) fn act<T: Send + 'static>(
        &self,
        actor: &Actor,
        mut work: impl FnMut(&mut Tx<'_>, &Actor) -> Result<T, AccountError> + Send + 'static,
    ) -> Result<T, AccountError> {
        let actor = actor.clone();
        self.store.write_blocking(move |tx| work(tx, &actor))
    }

    /// Runs a command that needs the program's part of accounts.
    pub(crate) fn with<T: Send + 'static>(
        &self,
        actor: &Actor,
        mut work: impl FnMut(&Accounts, &mut Tx<'_>, &Actor) -> Result<T, AccountError> + Send + 'static,
    ) -> Result<T, AccountError> {
        let accounts = Arc::clone(&self.accounts);
        self.act(actor, move |tx, actor| work(&accounts, tx, actor))
    }

    pub(crate) fn public(&self) -> Actor {
        self.world.public()
    }

    pub(crate) fn officer(&self, role: Role) -> Actor {
        self.world.officer(role, &unit("01-001"))
    }

    /// Opens an account at level 2 for Ví Dụ at the counter.
    pub(crate) fn open(&self) -> Opened {
        let open = |tx: &mut Tx<'_>, actor: &Actor| {
            accounts::open_at_counter(tx, actor, &vi_du(), RULES, &OpenAtCounter { contact: contact() })
        };
        self.act(&self.officer(Role::Counter), open).expect("opens")
    }

    pub(crate) fn activate(&self, kind: HolderKind, name: &str, code: &ActivationCode) -> Result<NewSession, AccountError> {
        let activation =
            Activation { kind, name: name.to_owned(), code: code.shown(), password: PASSWORD.to_owned(), device: device() };
        self.accounts.activate(&self.store, &self.public(), &activation)
    }

    /// Ví Dụ's account, in use, with a session of one factor.
    pub(crate) fn opened(&self) -> NewSession {
        let code = self.open().code;
        self.activate(HolderKind::Citizen, NUMBER, &code).expect("activates")
    }

    pub(crate) fn sign_in(&self, name: &str, password: &str) -> Result<SignIn, AccountError> {
        let kind = if name.starts_with('0') { HolderKind::Citizen } else { HolderKind::Staff };
        let attempt = PasswordAttempt { kind, name: name.to_owned(), password: password.to_owned(), device: device() };
        self.accounts.sign_in_with_password(&self.store, &self.public(), &attempt)
    }

    pub(crate) fn now(&self) -> Instant {
        self.world.context.now()
    }

    pub(crate) fn resolve(&self, session: &NewSession) -> Option<SignedIn> {
        let (token, now) = (*session.token.bytes(), self.now());
        self.store.read_blocking::<_, store::Error>(|tx| accounts::resolve(tx, &token, now)).expect("reads")
    }

    /// The actor behind a session, as surfaces make it.
    pub(crate) fn actor(&self, session: &NewSession) -> Actor {
        let signed_in = self.resolve(session).expect("a living session");
        self.world
            .context
            .actor(signed_in.subject)
            .roles(signed_in.roles)
            .session(signed_in.session)
            .assurance(signed_in.assurance)
            .level(signed_in.level)
            .last_step_up(signed_in.last_step_up)
            .channel(Channel::Web)
            .build()
    }

    /// The events published under a topic.
    pub(crate) fn events(&self, topic: &'static str) -> Vec<serde_json::Value> {
        let found = Arc::new(std::sync::Mutex::new(Vec::new()));
        let sink = Arc::clone(&found);
        // On PostgreSQL an event is handed out once every older transaction of the cluster has ended, those of other tests too.
        store::testing::let_events_settle(&self.store);
        for _ in 0..40 {
            let sink = Arc::clone(&sink);
            store::outbox::consume::<store::Error>(&self.store, "test", 1_000, move |_, events| {
                sink.lock().expect("unbroken").extend(events.iter().map(|event| (event.topic.clone(), event.payload.clone())));
                Ok(())
            })
            .expect("consumes");
            if !self.store.is_postgres() || sink_has(&found, topic) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        let found = found.lock().expect("unbroken");
        found.iter().filter(|(name, _)| name == topic).map(|(_, payload)| serde_json::from_str(payload).expect("JSON")).collect()
    }

    /// The acts in the log about Ví Dụ, newest first.
    pub(crate) fn acts(&self) -> Vec<String> {
        let entries = self
            .store
            .read_blocking::<_, store::Error>(|tx| audit::of_person_with_own(tx, PersonId::from_raw(7), None, 100))
            .expect("reads");
        entries.into_iter().map(|entry| entry.act).collect()
    }
}

fn sink_has(found: &std::sync::Mutex<Vec<(String, String)>>, topic: &str) -> bool {
    found.lock().expect("unbroken").iter().any(|(name, _)| name == topic)
}

pub(crate) fn done(sign_in: Result<SignIn, AccountError>) -> NewSession {
    match sign_in.expect("signs in") {
        SignIn::Done(session) => session,
        SignIn::NeedsCode(_) => panic!("a code was asked for"),
    }
}

pub(crate) fn citizen(session: &NewSession) -> kernel::AccountId {
    match session.holder {
        Holder::Citizen(account) => account,
        Holder::Staff(_) => panic!("not a citizen"),
    }
}
