//! Officials: appointing them, their roles, and their way in.

use crate::error::AccountError;
use crate::model::{Holder, HolderKind, is_login_name};
use crate::queries::{self, GRANTS_MAX};
use crate::secret::ActivationCode;
use crate::sessions::end_sessions;
use crate::sql;
use access::{Actor, Denied, Grant, Resource};
use audit::Change;
use kernel::name::PersonName;
use kernel::{Instant, Locale, StaffId};
use store::{Error, Tx, params};

/// How long an official's activation code holds, in days.
pub const STAFF_ACTIVATION_DAYS: i64 = 7;

/// Somebody is appointed.
#[derive(Debug, Clone)]
pub struct Appoint {
    /// The name to sign in with.
    pub login: String,
    /// The official's own name.
    pub name: PersonName,
    /// What they are appointed to, and where.
    pub grants: Vec<Grant>,
    /// The language they read.
    pub locale: Locale,
}

/// An official who was appointed.
#[derive(Debug, Clone)]
pub struct Appointed {
    /// Who.
    pub staff: StaffId,
    /// The code with which they choose a password. Hand it over; it is not kept.
    pub code: ActivationCode,
}

/// Appoints an official. Nobody gives a role in a unit they do not keep the staff of.
///
/// # Errors
/// [`AccountError::BadAppointment`], [`AccountError::BadLoginName`], [`AccountError::LoginNameTaken`],
/// [`AccountError::Denied`].
pub fn appoint(tx: &mut Tx<'_>, actor: &Actor, command: &Appoint) -> Result<Appointed, AccountError> {
    check_grants(&command.grants)?;
    authorize_all(actor, &command.grants)?;
    if !is_login_name(&command.login) {
        return Err(AccountError::BadLoginName);
    }
    let staff: StaffId = actor.new_id();
    let code = ActivationCode::draw(actor.randomness());
    let added = tx.execute(
        &sql::ADD_LOGIN,
        params![staff, HolderKind::Staff, command.login, command.name.full(), command.locale, code.stored(), code_until(actor)],
    )?;
    if added == 0 {
        return Err(AccountError::LoginNameTaken);
    }
    tx.execute(&sql::ADD_STAFF, params![staff, actor.now()])?;
    write_grants(tx, staff, &command.grants)?;
    log(tx, actor, staff, "accounts.appoint", serde_json::json!({ "grants": command.grants }))?;
    Ok(Appointed { staff, code })
}

/// Gives an official other roles, at once also in their open sessions.
///
/// # Errors
/// [`AccountError::NotFound`], [`AccountError::BadAppointment`], [`AccountError::Denied`] unless the actor keeps the staff of
/// every unit of the old and the new roles; also for oneself: another gives and takes what one may do.
pub fn set_grants(tx: &mut Tx<'_>, actor: &Actor, staff: StaffId, grants: &[Grant]) -> Result<(), AccountError> {
    check_grants(grants)?;
    authorize_over(tx, actor, staff)?;
    refuse_oneself(actor, staff)?;
    authorize_all(actor, grants)?;
    tx.execute(&sql::CLEAR_GRANTS, params![staff])?;
    write_grants(tx, staff, grants)?;
    let refreshed = serde_json::to_string(&queries::grants(tx, staff)?).map_err(Error::from)?;
    tx.execute(&sql::REFRESH_SESSIONS, params![staff, refreshed])?;
    log(tx, actor, staff, "accounts.set-roles", serde_json::json!({ "grants": grants }))
}

/// Ends an appointment: the official cannot sign in, and is signed out.
///
/// # Errors
/// [`AccountError::NotFound`], [`AccountError::Denied`], also for oneself.
pub fn dismiss(tx: &mut Tx<'_>, actor: &Actor, staff: StaffId) -> Result<(), AccountError> {
    authorize_over(tx, actor, staff)?;
    refuse_oneself(actor, staff)?;
    tx.execute(&sql::SET_STAFF_ACTIVE, params![staff, false])?;
    end_sessions(tx, actor, Holder::Staff(staff), None, None)?;
    log(tx, actor, staff, "accounts.dismiss", serde_json::json!({}))
}

/// Lets a dismissed official back in.
///
/// # Errors
/// [`AccountError::NotFound`], [`AccountError::Denied`].
pub fn reinstate(tx: &mut Tx<'_>, actor: &Actor, staff: StaffId) -> Result<(), AccountError> {
    authorize_over(tx, actor, staff)?;
    tx.execute(&sql::SET_STAFF_ACTIVE, params![staff, true])?;
    log(tx, actor, staff, "accounts.reinstate", serde_json::json!({}))
}

/// Takes an official's password and factors away and gives a new activation code.
///
/// # Errors
/// [`AccountError::NotFound`], [`AccountError::Denied`], also for oneself.
pub fn reset_staff(tx: &mut Tx<'_>, actor: &Actor, staff: StaffId) -> Result<ActivationCode, AccountError> {
    authorize_over(tx, actor, staff)?;
    refuse_oneself(actor, staff)?;
    let holder = Holder::Staff(staff);
    let code = ActivationCode::draw(actor.randomness());
    tx.execute(&sql::RESET_LOGIN, params![holder.raw(), code.stored(), code_until(actor)])?;
    tx.execute(&sql::REMOVE_PASSKEYS, params![holder.raw()])?;
    tx.execute(&sql::END_CEREMONIES, params![holder.raw()])?;
    end_sessions(tx, actor, holder, None, None)?;
    log(tx, actor, staff, "accounts.reset-staff", serde_json::json!({}))?;
    Ok(code)
}

fn code_until(actor: &Actor) -> Instant {
    actor.now().plus_minutes(STAFF_ACTIVATION_DAYS * 24 * 60)
}

fn check_grants(grants: &[Grant]) -> Result<(), AccountError> {
    if (1..=GRANTS_MAX).contains(&grants.len()) { Ok(()) } else { Err(AccountError::BadAppointment(GRANTS_MAX)) }
}

fn authorize_all(actor: &Actor, grants: &[Grant]) -> Result<(), Denied> {
    grants.iter().try_for_each(|grant| actor.authorize("accounts.staff-manage", &Resource::new("staff").unit(grant.unit.clone())))
}

/// Whether the actor keeps the staff of every unit the official works in.
fn authorize_over(tx: &mut Tx<'_>, actor: &Actor, staff: StaffId) -> Result<(), AccountError> {
    let exists: Option<(bool,)> = tx.optional(&sql::STAFF_ACTIVE, params![staff])?;
    exists.ok_or(AccountError::NotFound)?;
    Ok(authorize_all(actor, &queries::grants(tx, staff)?)?)
}

/// What somebody may do, and how they get in, is decided by another.
fn refuse_oneself(actor: &Actor, staff: StaffId) -> Result<(), Denied> {
    if actor.staff() == Some(staff) { Err(Denied::Forbidden) } else { Ok(()) }
}

fn write_grants(tx: &mut Tx<'_>, staff: StaffId, grants: &[Grant]) -> Result<(), AccountError> {
    for grant in grants {
        tx.execute(&sql::ADD_GRANT, params![staff, grant.role, grant.unit])?;
    }
    Ok(())
}

fn log(tx: &mut Tx<'_>, actor: &Actor, staff: StaffId, act: &str, detail: serde_json::Value) -> Result<(), AccountError> {
    Ok(audit::change(tx, actor, &Change { entity: "staff", id: staff.get(), person: None, act, detail })?)
}
