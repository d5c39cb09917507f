//! Reads.

use crate::error::AccountError;
use crate::model::{Account, AccountLife, CancelGround, Holder, HolderKind, Transition};
use crate::sql;
use access::{Actor, Denied, Grant, Resource, Role};
use kernel::{AccountId, Instant, Locale, PersonId, PersonalNumber, StaffId, UnitCode};
use store::{Error, ReadTx, Tx, params};

/// Rows of a list, at most.
pub const PAGE_ROWS_MAX: u32 = 200;
/// Roles one official may have.
pub const GRANTS_MAX: usize = 32;

store::row! {
    /// How somebody signs in.
    pub(crate) struct Login {
        pub(crate) holder: i64,
        pub(crate) kind: HolderKind,
        pub(crate) name: String,
        pub(crate) display: String,
        pub(crate) locale: Locale,
        pub(crate) password: Option<String>,
        pub(crate) activation: Option<Vec<u8>>,
        pub(crate) activation_until: Option<Instant>,
        pub(crate) totp: Option<Vec<u8>>,
        pub(crate) totp_step: i64,
    }
}

impl Login {
    pub(crate) const fn holder(&self) -> Holder {
        Holder::from_raw(self.kind, self.holder)
    }
}

/// The login of a name; names that cannot be one belong to nobody.
pub(crate) fn login_by_name(tx: &mut ReadTx<'_>, kind: HolderKind, name: &str) -> Result<Option<Login>, Error> {
    tx.optional(&sql::LOGIN_BY_NAME, params![kind, name])
}

/// The login of a holder.
pub(crate) fn login(tx: &mut ReadTx<'_>, holder: Holder) -> Result<Login, AccountError> {
    let login: Option<Login> = tx.optional(&sql::LOGIN, params![holder.raw()])?;
    login.filter(|login| login.holder() == holder).ok_or(AccountError::NotFound)
}

/// An account by id.
///
/// # Errors
/// What the store refuses.
pub fn account(tx: &mut ReadTx<'_>, id: AccountId) -> Result<Option<Account>, Error> {
    tx.optional(&sql::ACCOUNT, params![id])
}

/// The account of a person.
///
/// # Errors
/// What the store refuses.
pub fn account_of(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Option<Account>, Error> {
    tx.optional(&sql::ACCOUNT_OF_PERSON, params![person])
}

/// The account that a citizen signs in to with a number.
///
/// # Errors
/// What the store refuses.
pub fn account_by_number(tx: &mut ReadTx<'_>, number: &PersonalNumber) -> Result<Option<Account>, Error> {
    match login_by_name(tx, HolderKind::Citizen, number.as_str())?.map(|login| login.holder()) {
        Some(Holder::Citizen(id)) => account(tx, id),
        Some(Holder::Staff(_)) | None => Ok(None),
    }
}

/// The account of a person with its life, for officers who lock and unlock accounts of its unit; `None` when there is none
/// that the actor may know of. The person sees who looked.
///
/// # Errors
/// [`AccountError::Denied`] when a purpose is missing; what the store refuses.
pub fn account_life(tx: &mut Tx<'_>, actor: &Actor, person: PersonId) -> Result<Option<AccountLife>, AccountError> {
    let Some(account) = account_of(tx, person)? else { return Ok(None) };
    match actor.authorize("accounts.unlock", &Resource::new("account").unit(account.unit.clone())) {
        // Looking needs no fresh proof; what is done then does.
        Ok(()) | Err(Denied::NeedsStepUp) => {}
        Err(Denied::Hidden) => return Ok(None),
        Err(denied) => return Err(denied.into()),
    }
    audit::access(tx, actor, &audit::Access { person, fields: &["account"], dossier: None })?;
    let steps = transitions(tx, account.id)?;
    Ok(Some(AccountLife { account, steps }))
}

/// The life of an account, newest step first.
///
/// # Errors
/// What the store refuses.
pub fn transitions(tx: &mut ReadTx<'_>, id: AccountId) -> Result<Vec<Transition>, Error> {
    tx.many(&sql::TRANSITIONS, params![id, PAGE_ROWS_MAX])
}

/// Why an account was ended.
pub(crate) fn cancel_ground(tx: &mut ReadTx<'_>, id: AccountId) -> Result<Option<CancelGround>, Error> {
    let last: Vec<Transition> = tx.many(&sql::TRANSITIONS, params![id, 1_u32])?;
    Ok(last.first().and_then(|step| step.ground.as_deref()?.parse().ok()))
}

/// The name a holder is shown by; `None` when there is no such holder. For "who looked at my data".
///
/// # Errors
/// What the store refuses.
pub fn display_name(tx: &mut ReadTx<'_>, holder: Holder) -> Result<Option<String>, Error> {
    Ok(tx.optional::<(String,)>(&sql::DISPLAY, params![holder.raw()])?.map(|row| row.0))
}

/// An official, for the list of those who are appointed.
#[derive(Debug, Clone)]
pub struct StaffMember {
    /// Which one.
    pub id: StaffId,
    /// The name they sign in with.
    pub login: String,
    /// Their own name.
    pub name: String,
    /// Whether the appointment stands.
    pub active: bool,
    /// Since when.
    pub appointed_at: Instant,
    /// Whether they have chosen a password.
    pub activated: bool,
    /// Whether they have an authenticator.
    pub has_totp: bool,
    /// What they are appointed to, and where.
    pub grants: Vec<Grant>,
}

type StaffColumns = (StaffId, String, String, bool, Instant, bool, bool);

/// The officials with a role in `unit` or under it, by id after `after`.
///
/// # Errors
/// [`AccountError::Denied`] unless the actor keeps the staff of that unit.
pub fn staff_in(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    unit: &UnitCode,
    after: Option<StaffId>,
    limit: u32,
) -> Result<Vec<StaffMember>, AccountError> {
    actor.authorize("admin.staff", &Resource::new("staff").unit(unit.clone()))?;
    let (low, high) = unit.range();
    let rows: Vec<StaffColumns> =
        tx.many(&sql::STAFF_IN, params![low, high, after.map_or(0, StaffId::get), limit.min(PAGE_ROWS_MAX)])?;
    rows.into_iter().map(|row| staff_member(tx, row)).collect()
}

/// One official. Whoever keeps the staff of one of their units may see them.
///
/// # Errors
/// [`AccountError::NotFound`], also when the actor may not know of them.
pub fn staff(tx: &mut ReadTx<'_>, actor: &Actor, id: StaffId) -> Result<StaffMember, AccountError> {
    let row: Option<StaffColumns> = tx.optional(&sql::STAFF, params![id])?;
    let member = staff_member(tx, row.ok_or(AccountError::NotFound)?)?;
    let visible = |grant: &Grant| actor.authorize("admin.staff", &Resource::new("staff").unit(grant.unit.clone())).is_ok();
    if member.grants.iter().any(visible)
        || actor.authorize("admin.staff", &Resource::new("staff").unit(UnitCode::nation())).is_ok()
    {
        Ok(member)
    } else {
        Err(AccountError::NotFound)
    }
}

fn staff_member(tx: &mut ReadTx<'_>, row: StaffColumns) -> Result<StaffMember, AccountError> {
    let (id, login, name, active, appointed_at, activated, has_totp) = row;
    Ok(StaffMember { id, login, name, active, appointed_at, activated, has_totp, grants: grants(tx, id)? })
}

/// What an official is appointed to.
pub(crate) fn grants(tx: &mut ReadTx<'_>, staff: StaffId) -> Result<Vec<Grant>, Error> {
    let rows: Vec<(Role, UnitCode)> = tx.many(&sql::GRANTS, params![staff, i64::try_from(GRANTS_MAX).unwrap_or(i64::MAX)])?;
    Ok(rows.into_iter().map(|(role, unit)| Grant { role, unit }).collect())
}

/// Which ways in a holder has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Factors {
    /// A password.
    pub password: bool,
    /// An authenticator app.
    pub totp: bool,
    /// How many passkeys.
    pub passkeys: usize,
}

/// Which ways in the actor has.
///
/// # Errors
/// [`AccountError::NotFound`] for an actor without an account.
pub fn factors(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<Factors, AccountError> {
    let holder = holder_of(actor)?;
    let login = login(tx, holder)?;
    let passkeys: Vec<(Vec<u8>,)> = tx.many(&sql::CREDENTIALS, params![holder.raw(), PAGE_ROWS_MAX])?;
    Ok(Factors { password: login.password.is_some(), totp: login.totp.is_some(), passkeys: passkeys.len() })
}

/// The holder behind an actor who is signed in.
pub(crate) fn holder_of(actor: &Actor) -> Result<Holder, AccountError> {
    match actor.subject {
        access::Subject::Citizen { account, .. } => Ok(Holder::Citizen(account)),
        access::Subject::Staff { staff } => Ok(Holder::Staff(staff)),
        access::Subject::Public | access::Subject::Client { .. } | access::Subject::System { .. } => {
            Err(AccountError::Denied(access::Denied::NeedsSignIn))
        }
    }
}

/// The actor's own account, as a thing to ask permission for.
pub(crate) fn own_account(actor: &Actor) -> Resource {
    let account = Resource::new("account");
    match actor.subject {
        access::Subject::Citizen { person, .. } => account.owner(person),
        access::Subject::Staff { staff } => account.staff_owner(staff),
        access::Subject::Public | access::Subject::Client { .. } | access::Subject::System { .. } => account,
    }
}
