//! Making actors: once a process a [`Context`], once a request an [`Actor`].

use crate::{Actor, Channel, Grant, Locale, Policies, Purpose, Subject};
use kernel::{Clock, Ids, Instant, Randomness, SessionId, UnitCode};
use std::sync::Arc;

/// What every actor of a process shares. Cloning is four reference counts.
#[derive(Clone)]
pub struct Context {
    clock: Arc<dyn Clock>,
    ids: Arc<Ids>,
    random: Arc<dyn Randomness>,
    policies: Arc<Policies>,
}

impl Context {
    /// A context over the program's clock, ids, dice and the pack's policies.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, ids: Arc<Ids>, random: Arc<dyn Randomness>, policies: Arc<Policies>) -> Self {
        Self { clock, ids, random, policies }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The policies, for pages that explain them.
    #[must_use]
    pub fn policies(&self) -> &Arc<Policies> {
        &self.policies
    }

    /// Starts an actor with nothing but who it is: no roles, no purpose, the web, Vietnamese, the clock's time.
    ///
    /// The system starts fully proven and with the channel of a job, since no session stands behind it.
    #[must_use]
    pub fn actor(&self, subject: Subject) -> ActorBuilder {
        let system = matches!(subject, Subject::System { .. });
        let level = match subject {
            Subject::Public | Subject::Client { .. } => 0,
            Subject::Citizen { .. } => 1,
            Subject::Staff { .. } | Subject::System { .. } => 2,
        };
        let at = self.clock.now();
        ActorBuilder(Actor {
            subject,
            roles: Vec::new(),
            scope: Vec::new(),
            purpose: Purpose::none(),
            channel: if system { Channel::Job } else { Channel::Web },
            session: None,
            assurance: if system { 2 } else { 0 },
            level,
            last_step_up: system.then_some(at),
            locale: Locale::Vi,
            at,
            ids: Arc::clone(&self.ids),
            random: Arc::clone(&self.random),
            policies: Arc::clone(&self.policies),
        })
    }
}

/// An actor in the making.
pub struct ActorBuilder(Actor);

impl ActorBuilder {
    /// What an official is appointed to, and where.
    #[must_use]
    pub fn roles(mut self, roles: Vec<Grant>) -> Self {
        self.0.roles = roles;
        self
    }

    /// The units in which a system of another agency may ask.
    #[must_use]
    pub fn scope(mut self, scope: Vec<UnitCode>) -> Self {
        self.0.scope = scope;
        self
    }

    /// Why.
    #[must_use]
    pub fn purpose(mut self, purpose: Purpose) -> Self {
        self.0.purpose = purpose;
        self
    }

    /// How the request came in.
    #[must_use]
    pub const fn channel(mut self, channel: Channel) -> Self {
        self.0.channel = channel;
        self
    }

    /// The session behind the request.
    #[must_use]
    pub const fn session(mut self, session: SessionId) -> Self {
        self.0.session = Some(session);
        self
    }

    /// How strongly the session was proven.
    #[must_use]
    pub const fn assurance(mut self, assurance: u8) -> Self {
        self.0.assurance = assurance;
        self
    }

    /// The level of the citizen's account.
    #[must_use]
    pub const fn level(mut self, level: u8) -> Self {
        self.0.level = level;
        self
    }

    /// When the actor last proved who they are.
    #[must_use]
    pub const fn last_step_up(mut self, at: Instant) -> Self {
        self.0.last_step_up = Some(at);
        self
    }

    /// The language for messages.
    #[must_use]
    pub const fn locale(mut self, locale: Locale) -> Self {
        self.0.locale = locale;
        self
    }

    /// Another time than the clock's, for imports and the demo, which act in the past.
    #[must_use]
    pub const fn at(mut self, at: Instant) -> Self {
        self.0.at = at;
        self
    }

    /// The actor.
    #[must_use]
    pub fn build(self) -> Actor {
        self.0
    }
}
