//! Locking, unlocking and ending an account.

use super::{Lock, advance};
use crate::error::AccountError;
use crate::events::{CANCELLED, Cancelled, LOCKED, Locked};
use crate::model::{Account, CancelGround, Holder, HolderKind, LockGround, Step};
use crate::queries::{self, own_account};
use crate::sessions::end_sessions;
use access::{Actor, Denied, Resource, Subject};
use audit::Change;
use kernel::{AccountId, Instant};
use store::Tx;

/// Locks a citizen's account, until a moment or until it is unlocked. Its sessions end.
///
/// # Errors
/// [`AccountError::NotFound`], [`AccountError::NoSuchStep`] for one that is not in use, [`AccountError::Denied`].
pub fn lock(
    tx: &mut Tx<'_>,
    actor: &Actor,
    account: AccountId,
    ground: LockGround,
    until: Option<Instant>,
) -> Result<(), AccountError> {
    let account = queries::account(tx, account)?.ok_or(AccountError::NotFound)?;
    actor.authorize("accounts.unlock", &Resource::new("account").unit(account.unit.clone()))?;
    lock_it(tx, actor, &account, ground, until)
}

/// Locks the actor's own account. An officer unlocks it.
///
/// # Errors
/// [`AccountError::Denied`] without a fresh proof of identity.
pub fn lock_own(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), AccountError> {
    actor.authorize("accounts.manage-own", &own_account(actor))?;
    let Subject::Citizen { account, .. } = actor.subject else { return Err(AccountError::Denied(Denied::Forbidden)) };
    let account = queries::account(tx, account)?.ok_or(AccountError::NotFound)?;
    lock_it(tx, actor, &account, LockGround::HolderAsked, None)
}

fn lock_it(
    tx: &mut Tx<'_>,
    actor: &Actor,
    account: &Account,
    ground: LockGround,
    until: Option<Instant>,
) -> Result<(), AccountError> {
    let account = advance(tx, actor, account, Step::Lock, Some(ground.as_str()), Lock { ground: Some(ground), until })?;
    let holder = Holder::Citizen(account.id);
    end_sessions(tx, actor, holder, Some(account.person), None)?;
    let event = Locked {
        kind: HolderKind::Citizen.to_string(),
        holder: holder.to_string(),
        person: Some(account.person),
        ground: ground.to_string(),
        until,
    };
    tx.publish(LOCKED, &event)?;
    log(tx, actor, &account, "accounts.lock", serde_json::json!({ "ground": ground }))
}

/// Unlocks a citizen's account.
///
/// # Errors
/// [`AccountError::NotFound`], [`AccountError::NoSuchStep`] for one that is not locked, [`AccountError::Denied`].
pub fn unlock(tx: &mut Tx<'_>, actor: &Actor, account: AccountId) -> Result<(), AccountError> {
    let account = queries::account(tx, account)?.ok_or(AccountError::NotFound)?;
    actor.authorize("accounts.unlock", &Resource::new("account").unit(account.unit.clone()))?;
    let account = advance(tx, actor, &account, Step::Unlock, None, Lock::default())?;
    log(tx, actor, &account, "accounts.unlock", serde_json::json!({}))
}

/// Lifts a lock that has run out, when its holder signs in.
pub(crate) fn lift_lock(tx: &mut Tx<'_>, actor: &Actor, account: &Account) -> Result<Account, AccountError> {
    let account = advance(tx, actor, account, Step::Unlock, Some("run-out"), Lock::default())?;
    log(tx, actor, &account, "accounts.unlock", serde_json::json!({ "ground": "run-out" }))?;
    Ok(account)
}

/// Ends an account for good, and its sessions: the system when the register says that the holder died, otherwise an officer.
///
/// # Errors
/// [`AccountError::NotFound`], [`AccountError::NoSuchStep`] for one that is over already, [`AccountError::Denied`].
pub fn cancel(tx: &mut Tx<'_>, actor: &Actor, account: AccountId, ground: CancelGround) -> Result<(), AccountError> {
    let account = queries::account(tx, account)?.ok_or(AccountError::NotFound)?;
    actor.authorize("accounts.unlock", &Resource::new("account").unit(account.unit.clone()))?;
    let account = advance(tx, actor, &account, Step::Cancel, Some(ground.as_str()), Lock::default())?;
    end_sessions(tx, actor, Holder::Citizen(account.id), Some(account.person), None)?;
    tx.publish(CANCELLED, &Cancelled { account: account.id, person: account.person, ground: ground.to_string() })?;
    log(tx, actor, &account, "accounts.cancel", serde_json::json!({ "ground": ground }))
}

fn log(tx: &mut Tx<'_>, actor: &Actor, account: &Account, act: &str, detail: serde_json::Value) -> Result<(), AccountError> {
    let change = Change { entity: "account", id: account.id.get(), person: Some(account.person), act, detail };
    Ok(audit::change(tx, actor, &change)?)
}
