//! The composed program, as the surfaces see it.

use crate::{Brakes, Caller, Door, Failure, Proxies};
use access::{Actor, Context, Locale, Subject};
use std::sync::Arc;
use store::{ReadTx, Store, Tx};

/// What the operator decides.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address people use, without a slash at the end: `https://dichvucong.example`.
    pub public_url: String,
    /// Whether this is a demonstration: a page lists who to sign in as.
    pub demo: bool,
    /// Who a visitor of a demonstration can sign in as. Nobody among them is real.
    pub demo_logins: Vec<DemoLogin>,
    /// The machines whose word counts on where a request comes from.
    pub proxies: Proxies,
}

/// Somebody a visitor of a demonstration can sign in as.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct DemoLogin {
    /// What the login shows, such as `counter`: the message `demo-part-<part>` says what to try there.
    pub part: String,
    /// The personal number, or the official's login name.
    pub login: String,
    /// The password.
    pub password: String,
    /// The key of the authenticator in base 32; [`accounts::code_at`] gives the code it shows.
    pub key: String,
    /// The name.
    pub name: String,
    /// Where the official works, or the citizen lives.
    pub unit_name: String,
}

impl Settings {
    /// Whether cookies may be sent over encrypted connections only.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// The store, the pack and everything made from them, shared by all requests.
pub struct Platform {
    /// The database.
    pub store: Store,
    /// The country pack.
    pub pack: Arc<country::Pack>,
    /// Messages in every language of the pack.
    pub words: Arc<i18n::Catalogue>,
    /// The administrative units.
    pub places: Arc<places::Places>,
    /// The services people can ask for.
    pub services: Arc<dossiers::Catalogue>,
    /// Passkeys, passwords and their parameters.
    pub accounts: Arc<accounts::Accounts>,
    /// The rules by which the records of the register are judged.
    pub cleansing: Arc<quality::Rules>,
    /// Papers: printing and checking.
    pub papers: Arc<papers::Works>,
    /// Clock, ids, randomness and policies.
    pub context: Context,
    /// What the operator decided.
    pub settings: Settings,
    /// Brakes on what needs no sign-in.
    pub brakes: Brakes,
}

impl Platform {
    /// Runs a writing unit of work as the sender of a request.
    ///
    /// Reading a person's record is writing too: the access entry is part of the same transaction.
    ///
    /// # Errors
    /// What `work` returns, explained; [`Failure`] of the store.
    pub async fn write<T, E, F>(self: &Arc<Self>, caller: &Caller, mut work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        E: Into<Failure>,
        F: FnMut(&mut Tx<'_>, &Actor) -> Result<T, E> + Send + 'static,
    {
        let platform = Arc::clone(self);
        let caller = caller.clone();
        self.store
            .write(move |tx| {
                let (actor, touch_due) = platform.recognise(tx, &caller)?;
                if let (true, Some(session)) = (touch_due, actor.session) {
                    accounts::touch(tx, session, actor.now())?;
                }
                work(tx, &actor).map_err(Into::into)
            })
            .await
    }

    /// Runs a reading unit of work as the sender of a request: for what holds no person's data but the sender's sign-in.
    ///
    /// # Errors
    /// What `work` returns, explained; [`Failure`] of the store.
    pub async fn read<T, E, F>(self: &Arc<Self>, caller: &Caller, work: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        E: Into<Failure>,
        F: FnOnce(&mut ReadTx<'_>, &Actor) -> Result<T, E> + Send + 'static,
    {
        let platform = Arc::clone(self);
        let caller = caller.clone();
        self.store
            .read(move |tx| {
                let actor = platform.actor(tx, &caller)?;
                work(tx, &actor).map_err(Into::into)
            })
            .await
    }

    /// The actor behind a request: whoever its session belongs to, or the public when there is no living session.
    ///
    /// # Errors
    /// [`Failure`] of the store.
    pub fn actor(&self, tx: &mut ReadTx<'_>, caller: &Caller) -> Result<Actor, Failure> {
        self.recognise(tx, caller).map(|(actor, _)| actor)
    }

    /// The actor, and whether it is time to note that the session is in use.
    fn recognise(&self, tx: &mut ReadTx<'_>, caller: &Caller) -> Result<(Actor, bool), Failure> {
        let signed_in = match &caller.token {
            Some(token) => accounts::resolve(tx, token.bytes(), self.context.now())?,
            None => None,
        };
        let touch_due = signed_in.as_ref().is_some_and(|signed_in| signed_in.touch_due);
        let system = match (&signed_in, &caller.token) {
            (None, Some(token)) => accounts::resolve_client(tx, token.bytes(), self.context.now())?,
            _ => None,
        };
        if let Some(system) = system {
            return Ok((self.of_agency(caller, system), false));
        }
        let builder = match signed_in {
            None => self.context.actor(Subject::Public).locale(caller.locale.unwrap_or(Locale::Vi)),
            Some(signed_in) => self
                .context
                .actor(signed_in.subject)
                .roles(signed_in.roles)
                .session(signed_in.session)
                .assurance(signed_in.assurance)
                .level(signed_in.level)
                .last_step_up(signed_in.last_step_up)
                .locale(caller.locale.unwrap_or(signed_in.locale)),
        };
        let purpose = self.stated(caller.purpose.as_str()).map(|_| caller.purpose.clone()).unwrap_or_default();
        Ok((builder.channel(caller.channel).purpose(purpose).build(), touch_due))
    }

    /// A system of another agency. A purpose that is not of its list counts as none.
    fn of_agency(&self, caller: &Caller, system: accounts::ClientSignedIn) -> Actor {
        let stated = caller.purpose.as_str();
        let may_state = system.purposes.iter().any(|code| code == stated) && self.stated(stated).is_some();
        let purpose = if may_state { caller.purpose.clone() } else { access::Purpose::none() };
        let builder = self.context.actor(Subject::Client { client: system.client }).scope(vec![system.unit]);
        builder.channel(caller.channel).locale(caller.locale.unwrap_or(Locale::Vi)).purpose(purpose).build()
    }

    /// The purpose of that code, when a request may state it: one of the pack's list that needs no dossier. What is done
    /// for a dossier gets its purpose from the dossier, in the domain, so that nobody says it without one.
    #[must_use]
    pub fn stated(&self, code: &str) -> Option<&country::Purpose> {
        self.pack.purposes().iter().find(|purpose| purpose.code == code && !purpose.needs_dossier)
    }

    /// Lets a request through a door that stands open to everybody, unless its network came too often.
    ///
    /// # Errors
    /// [`Brakes::pass`].
    pub fn pass(&self, door: Door, caller: &Caller) -> Result<(), Failure> {
        self.brakes.pass(door, &caller.network, self.context.now())
    }

    /// The numbers of the law of residence that hold today.
    ///
    /// # Errors
    /// [`Failure`] when the pack lacks one.
    pub fn residence_rules(&self) -> Result<register::ResidenceRules, Failure> {
        Ok(register::ResidenceRules::of(self.pack.facts(), self.context.now().date_in_vietnam())?)
    }

    /// The program itself, for work that nobody asked for by name.
    #[must_use]
    pub fn system(&self, name: &'static str) -> Actor {
        self.context.actor(Subject::System { name }).build()
    }
}
