//! Systems of other agencies: actors of their own, with a key, allowed purposes, a unit scope and a quota.
//!
//! The key is shown once, when it is made, and kept as a hash. A new key can overlap the old one for a while, so that the
//! agency changes its settings without a gap; a revoked client is nobody from that moment on.

use crate::error::AccountError;
use crate::secret::{Secret, sha256};
use crate::sql;
use access::{Actor, Resource};
use audit::Change;
use kernel::{ClientId, Instant, UnitCode};
use store::{ReadTx, Tx, params};

/// The longest name of a system or an agency, in characters.
pub const CLIENT_NAME_CHARACTERS_MAX: usize = 120;
/// The most clients that a list shows.
pub const CLIENTS_MAX: i64 = 500;
/// How long the old key opens beside a new one, in hours.
pub const OVERLAP_HOURS: i64 = 24;

/// A system is let in.
#[derive(Debug, Clone)]
pub struct AddClient {
    /// What the system is called.
    pub name: String,
    /// Whose it is, as citizens read it.
    pub agency: String,
    /// Whose residents it may ask about.
    pub unit: UnitCode,
    /// The codes of the purposes that it may state. The caller has checked them against the country pack.
    pub purposes: Vec<String>,
    /// Questions a minute.
    pub a_minute: u32,
    /// Questions a day.
    pub a_day: u32,
}

/// A system as it stands, without its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its id.
    pub id: ClientId,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub agency: String,
    /// Whose residents it may ask about.
    pub unit: UnitCode,
    /// The codes of the purposes that it may state.
    pub purposes: Vec<String>,
    /// Questions a minute.
    pub a_minute: i64,
    /// Questions a day.
    pub a_day: i64,
    /// When it was let in.
    pub made_at: Instant,
    /// When it got its present key, if not with the first.
    pub rotated_at: Option<Instant>,
    /// Until when the key before opens too.
    pub former_until: Option<Instant>,
    /// When it was shut out.
    pub revoked_at: Option<Instant>,
}

store::row! {
    struct ClientRow {
        id: ClientId,
        name: String,
        agency: String,
        unit: UnitCode,
        purposes: String,
        a_minute: i64,
        a_day: i64,
        made_at: Instant,
        rotated_at: Option<Instant>,
        former_until: Option<Instant>,
        revoked_at: Option<Instant>,
    }
}

impl From<ClientRow> for Client {
    fn from(row: ClientRow) -> Self {
        let purposes = row.purposes.split(' ').filter(|code| !code.is_empty()).map(str::to_owned).collect();
        Self {
            id: row.id,
            name: row.name,
            agency: row.agency,
            unit: row.unit,
            purposes,
            a_minute: row.a_minute,
            a_day: row.a_day,
            made_at: row.made_at,
            rotated_at: row.rotated_at,
            former_until: row.former_until,
            revoked_at: row.revoked_at,
        }
    }
}

/// Lets a system in and gives its key, which is shown this once.
///
/// # Errors
/// [`AccountError::BadClient`] without a name, an agency, a purpose or a quota; [`AccountError::Denied`].
pub fn add_client(tx: &mut Tx<'_>, actor: &Actor, command: &AddClient) -> Result<(ClientId, Secret), AccountError> {
    actor.authorize("accounts.clients", &Resource::new("staff").unit(command.unit.clone()))?;
    let (name, agency) = (command.name.trim(), command.agency.trim());
    let too_long = |text: &str| text.is_empty() || text.chars().count() > CLIENT_NAME_CHARACTERS_MAX;
    if too_long(name) || too_long(agency) || command.purposes.is_empty() || command.a_minute == 0 || command.a_day == 0 {
        return Err(AccountError::BadClient);
    }
    let id: ClientId = actor.new_id();
    let secret = Secret::draw(actor.randomness());
    let purposes = command.purposes.join(" ");
    let (a_minute, a_day) = (i64::from(command.a_minute), i64::from(command.a_day));
    tx.execute(
        &sql::ADD_CLIENT,
        params![id, name, agency, command.unit, purposes, secret.stored(), a_minute, a_day, actor.now(), actor.subject_name()],
    )?;
    let detail = serde_json::json!({ "unit": command.unit, "purposes": command.purposes });
    log(tx, actor, id, "accounts.client-added", detail)?;
    Ok((id, secret))
}

/// Gives a system another key. The old one opens for [`OVERLAP_HOURS`] more.
///
/// # Errors
/// [`AccountError::NotFound`], also for one that was shut out; [`AccountError::Denied`].
pub fn rotate_client(tx: &mut Tx<'_>, actor: &Actor, id: ClientId) -> Result<Secret, AccountError> {
    kept(tx, actor, id)?;
    let secret = Secret::draw(actor.randomness());
    let until = actor.now().plus_minutes(OVERLAP_HOURS * 60);
    if tx.execute(&sql::ROTATE_CLIENT, params![id, secret.stored(), until, actor.now()])? == 0 {
        return Err(AccountError::NotFound);
    }
    log(tx, actor, id, "accounts.client-rotated", serde_json::json!({}))?;
    Ok(secret)
}

/// Shuts a system out, at once and for good.
///
/// # Errors
/// Those of [`rotate_client`].
pub fn revoke_client(tx: &mut Tx<'_>, actor: &Actor, id: ClientId) -> Result<(), AccountError> {
    kept(tx, actor, id)?;
    if tx.execute(&sql::REVOKE_CLIENT, params![id, actor.now()])? == 0 {
        return Err(AccountError::NotFound);
    }
    log(tx, actor, id, "accounts.client-revoked", serde_json::json!({}))
}

fn kept(tx: &mut Tx<'_>, actor: &Actor, id: ClientId) -> Result<Client, AccountError> {
    let found = load(tx, id)?.ok_or(AccountError::NotFound)?;
    actor.authorize("accounts.clients", &Resource::new("staff").unit(found.unit.clone()))?;
    Ok(found)
}

fn log(tx: &mut Tx<'_>, actor: &Actor, id: ClientId, act: &str, detail: serde_json::Value) -> Result<(), AccountError> {
    Ok(audit::change(tx, actor, &Change { entity: "client", id: id.get(), person: None, act, detail })?)
}

fn load(tx: &mut ReadTx<'_>, id: ClientId) -> Result<Option<Client>, AccountError> {
    Ok(tx.optional::<ClientRow>(&sql::CLIENT, params![id])?.map(Client::from))
}

/// The systems of the units that the actor keeps.
///
/// # Errors
/// [`AccountError::Denied`]; failures of the store.
pub fn clients(tx: &mut ReadTx<'_>, actor: &Actor, unit: &UnitCode) -> Result<Vec<Client>, AccountError> {
    actor.authorize("admin.staff", &Resource::new("staff").unit(unit.clone()))?;
    let (low, high) = unit.range();
    let rows = tx.many::<ClientRow>(&sql::CLIENTS_IN, params![low, high, CLIENTS_MAX])?;
    Ok(rows.into_iter().map(Client::from).collect())
}

/// One system, with how often it asked: today, and ever.
///
/// # Errors
/// [`AccountError::NotFound`]; those of [`clients`].
pub fn client(tx: &mut ReadTx<'_>, actor: &Actor, id: ClientId) -> Result<(Client, i64, i64), AccountError> {
    let found = load(tx, id)?.ok_or(AccountError::NotFound)?;
    actor.authorize("admin.staff", &Resource::new("staff").unit(found.unit.clone()))?;
    let used: Option<(i64, i64, String, i64, i64)> = tx.optional(&sql::CLIENT_USE, params![id])?;
    let today = actor.today().to_string();
    let (day, total) = used.map_or((0, 0), |(_, _, day, in_day, total)| (if day == today { in_day } else { 0 }, total));
    Ok((found, day, total))
}

/// What an agency is called, for whoever reads that its system looked.
///
/// # Errors
/// Failures of the store.
pub fn agency_name(tx: &mut ReadTx<'_>, id: ClientId) -> Result<Option<String>, store::Error> {
    Ok(tx.optional::<(String,)>(&sql::AGENCY, params![id])?.map(|(agency,)| agency))
}

/// Who sends a key: a system that is let in.
#[derive(Debug, Clone)]
pub struct ClientSignedIn {
    /// The system.
    pub client: ClientId,
    /// Whose residents it may ask about.
    pub unit: UnitCode,
    /// The codes of the purposes that it may state.
    pub purposes: Vec<String>,
}

/// The system behind a key; `None` when there is none, or none any more.
///
/// # Errors
/// Failures of the store.
pub fn resolve_client(tx: &mut ReadTx<'_>, secret: &[u8; 32], now: Instant) -> Result<Option<ClientSignedIn>, store::Error> {
    let hash = sha256(secret);
    let row: Option<ClientRow> = tx.optional(&sql::CLIENT_BY_SECRET, params![hash])?;
    let found = match row {
        Some(row) => Some(row),
        None => tx
            .optional::<ClientRow>(&sql::CLIENT_BY_FORMER_SECRET, params![hash])?
            .filter(|row| row.former_until.is_some_and(|until| now < until)),
    };
    Ok(found.map(Client::from).filter(|client| client.revoked_at.is_none()).map(|client| ClientSignedIn {
        client: client.id,
        unit: client.unit,
        purposes: client.purposes,
    }))
}

/// Takes `questions` from a client's quota, whatever the answers will be.
///
/// # Errors
/// [`AccountError::TooMany`] when the minute's or the day's quota does not cover them, with the time to wait;
/// [`AccountError::NotFound`] for a client that is gone.
pub fn charge_client(tx: &mut Tx<'_>, actor: &Actor, id: ClientId, questions: u32) -> Result<(), AccountError> {
    let client = load(tx, id)?.filter(|client| client.revoked_at.is_none()).ok_or(AccountError::NotFound)?;
    let questions = i64::from(questions);
    let (minute, today) = (actor.now().millis() / 60_000, actor.today());
    let used: Option<(i64, i64, String, i64, i64)> = tx.optional(&sql::CLIENT_USE, params![id])?;
    let (in_minute, in_day, total) = used.map_or((0, 0, 0), |(then, in_minute, day, in_day, total)| {
        (if then == minute { in_minute } else { 0 }, if day == today.to_string() { in_day } else { 0 }, total)
    });
    if in_day + questions > client.a_day {
        return Err(too_many(until_midnight(actor.now())));
    }
    // A batch may be larger than a minute's quota: it then takes the whole of a fresh minute.
    if in_minute > 0 && in_minute + questions > client.a_minute {
        return Err(too_many(60 - actor.now().millis() / 1_000 % 60));
    }
    tx.execute(
        &sql::SET_CLIENT_USE,
        params![id, minute, in_minute + questions, today.to_string(), in_day + questions, total + questions],
    )?;
    Ok(())
}

fn too_many(seconds: i64) -> AccountError {
    AccountError::TooMany { retry_after_seconds: u32::try_from(seconds.max(1)).unwrap_or(u32::MAX) }
}

/// Seconds until the day in Viet Nam is over.
fn until_midnight(now: Instant) -> i64 {
    let clock = now.to_vietnam();
    86_400 - (i64::from(clock.hour()) * 3_600 + i64::from(clock.minute()) * 60 + i64::from(clock.second()))
}
