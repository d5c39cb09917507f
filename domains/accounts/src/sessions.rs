//! Sessions: opened at sign-in, resolved at every request, listed and ended by their holder.

use crate::error::AccountError;
use crate::events::{SESSION_REVOKED, SessionRevoked};
use crate::model::{AccountState, Holder, HolderKind};
use crate::queries::{self, holder_of, own_account};
use crate::secret::{Secret, sha256};
use crate::sql;
use access::{Actor, Grant, Subject};
use audit::Change;
use kernel::{Instant, Locale, PersonId, SessionId};
use store::{Error, ReadTx, Tx, params};

/// A session ends when nothing was done for so long.
pub const SESSION_IDLE_MINUTES_MAX: i64 = 30;
/// A session ends after so long whatever is done.
pub const SESSION_HOURS_MAX: i64 = 12;
/// Sessions one holder may have open; the oldest give way.
pub const SESSIONS_MAX: u32 = 20;
/// That a session is in use is written down at most this often.
pub const TOUCH_SECONDS_MIN: i64 = 60;
const LABEL_CHARACTERS_MAX: usize = 200;

/// What a browser says of itself, for the list of sessions.
#[derive(Debug, Clone, Default)]
pub struct Device {
    /// The name of the browser.
    pub agent: String,
    /// The network address, as short as suffices to recognise a place; also what attempts are counted by.
    pub address: String,
}

/// Who a request comes from.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub subject: Subject,
    /// An official's roles.
    pub roles: Vec<Grant>,
    /// How strongly the session was proven.
    pub assurance: u8,
    /// The level of the account.
    pub level: u8,
    /// The session.
    pub session: SessionId,
    /// The language.
    pub locale: Locale,
    /// When identity was proven last.
    pub last_step_up: Instant,
    /// The name to greet with.
    pub display: String,
    /// Whether [`touch`] is due.
    pub touch_due: bool,
}

store::row! {
    struct SessionRow {
        id: SessionId,
        holder: i64,
        kind: HolderKind,
        person: Option<PersonId>,
        grants: String,
        assurance: u8,
        level: u8,
        locale: Locale,
        display: String,
        seen_at: Instant,
        stepped_up_at: Instant,
        ends_at: Instant,
    }
}

/// Who a token belongs to; `None` for a token that is unknown, idle for too long or over. One indexed read.
///
/// # Errors
/// What the store refuses.
pub fn resolve(tx: &mut ReadTx<'_>, token: &[u8; 32], now: Instant) -> Result<Option<SignedIn>, Error> {
    let row: Option<SessionRow> = tx.optional(&sql::RESOLVE, params![sha256(token)])?;
    Ok(row.and_then(|row| row.signed_in(now)))
}

impl SessionRow {
    fn signed_in(self, now: Instant) -> Option<SignedIn> {
        if now >= self.ends_at || now >= self.seen_at.plus_minutes(SESSION_IDLE_MINUTES_MAX) {
            return None;
        }
        let subject = match (Holder::from_raw(self.kind, self.holder), self.person) {
            (Holder::Citizen(account), Some(person)) => Subject::Citizen { account, person },
            (Holder::Citizen(_), None) => return None,
            (Holder::Staff(staff), _) => Subject::Staff { staff },
        };
        let roles = match self.kind {
            HolderKind::Citizen => Vec::new(),
            HolderKind::Staff => serde_json::from_str(&self.grants).ok()?,
        };
        Some(SignedIn {
            subject,
            roles,
            assurance: self.assurance,
            level: self.level,
            session: self.id,
            locale: self.locale,
            last_step_up: self.stepped_up_at,
            display: self.display,
            touch_due: now >= self.seen_at.plus_seconds(TOUCH_SECONDS_MIN),
        })
    }
}

/// Notes that a session is in use. Call it when [`SignedIn::touch_due`] says so.
///
/// # Errors
/// What the store refuses.
pub fn touch(tx: &mut Tx<'_>, session: SessionId, now: Instant) -> Result<(), Error> {
    tx.execute(&sql::TOUCH, params![session, now]).map(|_| ())
}

/// A session that was just opened.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The secret for the cookie. It is not kept and cannot be had again.
    pub token: Secret,
    /// The session.
    pub session: SessionId,
    /// Whose it is.
    pub holder: Holder,
    /// How strongly it was proven.
    pub assurance: u8,
}

/// Opens a session for a holder who has proven who they are, with `assurance` factors.
///
/// The caller answers for the proof: this is for the sign-in functions, the demo's list of people and load tests.
///
/// # Errors
/// [`AccountError::Locked`], [`AccountError::Cancelled`], [`AccountError::NotActive`], [`AccountError::NotFound`].
pub fn open_session(
    tx: &mut Tx<'_>,
    actor: &Actor,
    holder: Holder,
    assurance: u8,
    device: &Device,
) -> Result<NewSession, AccountError> {
    let standing = standing(tx, actor, holder)?;
    let login = queries::login(tx, holder)?;
    let token = Secret::draw(actor.randomness());
    let session: SessionId = actor.new_id();
    let now = actor.now();
    let grants = serde_json::to_string(&standing.grants).map_err(Error::from)?;
    tx.execute(
        &sql::ADD_SESSION,
        params![
            token.stored(),
            session,
            holder.raw(),
            holder.kind(),
            standing.person,
            grants,
            assurance,
            standing.level,
            login.locale,
            login.display,
            label(&device.agent),
            label(&device.address),
            now,
            now.plus_minutes(SESSION_HOURS_MAX * 60)
        ],
    )?;
    tx.execute(&sql::END_OLDEST_SESSIONS, params![holder.raw(), SESSIONS_MAX])?;
    let detail = serde_json::json!({ "assurance": assurance, "holder": holder.to_string() });
    audit::change(
        tx,
        actor,
        &Change { entity: "session", id: session.get(), person: standing.person, act: "accounts.sign-in", detail },
    )?;
    Ok(NewSession { token, session, holder, assurance })
}

fn label(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(LABEL_CHARACTERS_MAX).collect()
}

/// What a holder may act as.
pub(crate) struct Standing {
    pub(crate) person: Option<PersonId>,
    pub(crate) level: u8,
    pub(crate) grants: Vec<Grant>,
}

/// Whether a holder may sign in, and as what. A lock that has run out is lifted on the way.
pub(crate) fn standing(tx: &mut Tx<'_>, actor: &Actor, holder: Holder) -> Result<Standing, AccountError> {
    match holder {
        Holder::Citizen(id) => {
            let mut account = queries::account(tx, id)?.ok_or(AccountError::NotFound)?;
            if account.lock_is_over(actor.now()) {
                account = crate::commands::lift_lock(tx, actor, &account)?;
            }
            match account.state {
                AccountState::Active => Ok(Standing { person: Some(account.person), level: account.level, grants: Vec::new() }),
                AccountState::Locked => Err(AccountError::Locked(account.lock_ground)),
                AccountState::Cancelled => Err(AccountError::Cancelled(queries::cancel_ground(tx, id)?)),
                AccountState::Registered | AccountState::Approved | AccountState::Rejected => {
                    Err(AccountError::NotActive(account.state))
                }
            }
        }
        Holder::Staff(id) => {
            let active: Option<(bool,)> = tx.optional(&sql::STAFF_ACTIVE, params![id])?;
            match active {
                Some((true,)) => Ok(Standing { person: None, level: 2, grants: queries::grants(tx, id)? }),
                Some((false,)) => Err(AccountError::Locked(None)),
                None => Err(AccountError::NotFound),
            }
        }
    }
}

/// Changes the language the actor reads, here and in their open sessions.
///
/// # Errors
/// [`AccountError::Denied`] for an actor who is not signed in.
pub fn set_locale(tx: &mut Tx<'_>, actor: &Actor, locale: Locale) -> Result<(), AccountError> {
    let holder = holder_of(actor)?;
    tx.execute(&sql::SET_LOCALE, params![holder.raw(), locale])?;
    tx.execute(&sql::SET_SESSION_LOCALE, params![holder.raw(), locale])?;
    Ok(())
}

/// Gives the actor's session a new token after identity was proven again, and notes the strength.
pub(crate) fn rotate(tx: &mut Tx<'_>, actor: &Actor, assurance: u8) -> Result<NewSession, AccountError> {
    let holder = holder_of(actor)?;
    let session = actor.session.ok_or(AccountError::Denied(access::Denied::NeedsSignIn))?;
    let assurance = assurance.max(actor.assurance);
    let token = Secret::draw(actor.randomness());
    let rotated = tx.execute(&sql::ROTATE, params![session, holder.raw(), token.stored(), assurance, actor.now()])?;
    if rotated == 1 { Ok(NewSession { token, session, holder, assurance }) } else { Err(AccountError::NotFound) }
}

store::row! {
    /// A session in the list of its holder.
    #[derive(Debug, Clone)]
    pub struct SessionLine {
        /// The session.
        pub id: SessionId,
        /// How strongly it was proven.
        pub assurance: u8,
        /// The browser.
        pub agent: String,
        /// The network.
        pub address: String,
        /// When it was opened.
        pub opened_at: Instant,
        /// When it was used last, to about a minute.
        pub seen_at: Instant,
        /// When it ends at the latest.
        pub ends_at: Instant,
    }
}

/// The actor's open sessions, newest first.
///
/// # Errors
/// [`AccountError::Denied`] for an actor who is not signed in.
pub fn sessions(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<Vec<SessionLine>, AccountError> {
    actor.authorize("accounts.view-sessions", &own_account(actor))?;
    let holder = holder_of(actor)?;
    let lines: Vec<SessionLine> = tx.many(&sql::SESSIONS, params![holder.raw(), actor.now(), SESSIONS_MAX])?;
    let idle = |line: &SessionLine| actor.now() < line.seen_at.plus_minutes(SESSION_IDLE_MINUTES_MAX);
    Ok(lines.into_iter().filter(idle).collect())
}

/// Signs out: ends the actor's own session.
///
/// # Errors
/// [`AccountError::Denied`] for an actor who is not signed in.
pub fn sign_out(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), AccountError> {
    let holder = holder_of(actor)?;
    if let Some(session) = actor.session {
        tx.execute(&sql::END_SESSION, params![session, holder.raw()])?;
    }
    Ok(())
}

/// Ends one of the actor's sessions.
///
/// # Errors
/// [`AccountError::NotFound`] for a session that is over or somebody else's.
pub fn revoke_session(tx: &mut Tx<'_>, actor: &Actor, session: SessionId) -> Result<(), AccountError> {
    actor.authorize("accounts.view-sessions", &own_account(actor))?;
    let holder = holder_of(actor)?;
    if tx.execute(&sql::END_SESSION, params![session, holder.raw()])? == 0 {
        return Err(AccountError::NotFound);
    }
    note_revoked(tx, actor, holder, actor.person(), &[session])
}

/// Ends all of the actor's sessions but the present one. Returns how many.
///
/// # Errors
/// [`AccountError::Denied`] for an actor who is not signed in.
pub fn revoke_other_sessions(tx: &mut Tx<'_>, actor: &Actor) -> Result<usize, AccountError> {
    actor.authorize("accounts.view-sessions", &own_account(actor))?;
    let holder = holder_of(actor)?;
    end_sessions(tx, actor, holder, actor.person(), actor.session)
}

/// Ends a holder's sessions but one.
pub(crate) fn end_sessions(
    tx: &mut Tx<'_>,
    actor: &Actor,
    holder: Holder,
    person: Option<PersonId>,
    but: Option<SessionId>,
) -> Result<usize, AccountError> {
    let kept = but.map_or(0, SessionId::get);
    let ended: Vec<(SessionId,)> = tx.many(&sql::END_SESSIONS, params![holder.raw(), kept])?;
    let ended: Vec<SessionId> = ended.into_iter().map(|row| row.0).collect();
    note_revoked(tx, actor, holder, person, &ended)?;
    Ok(ended.len())
}

fn note_revoked(
    tx: &mut Tx<'_>,
    actor: &Actor,
    holder: Holder,
    person: Option<PersonId>,
    ended: &[SessionId],
) -> Result<(), AccountError> {
    for session in ended {
        let event = SessionRevoked { kind: holder.kind().to_string(), holder: holder.to_string(), session: *session };
        tx.publish(SESSION_REVOKED, &event)?;
        let detail = serde_json::json!({ "holder": holder.to_string() });
        audit::change(
            tx,
            actor,
            &Change { entity: "session", id: session.get(), person, act: "accounts.revoke-session", detail },
        )?;
    }
    Ok(())
}
