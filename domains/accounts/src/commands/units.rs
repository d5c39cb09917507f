//! What changes for officials and accounts when administrative units end.

use crate::error::AccountError;
use crate::queries;
use crate::sql;
use access::{Actor, Grant, Resource, Role};
use audit::Change;
use kernel::{AccountId, StaffId, UnitCode};
use std::collections::{BTreeSet, HashMap};
use store::{Error, ReadTx, Tx, params};

/// The most roles of one unit that are listed.
const GRANTS_OF_UNIT_MAX: i64 = 20_000;

/// Every role in a unit or in one inside it.
///
/// # Errors
/// [`AccountError::Denied`] for actors who do not keep its staff; what the store refuses.
pub fn grants_in(tx: &mut ReadTx<'_>, actor: &Actor, unit: &UnitCode) -> Result<Vec<(StaffId, Grant)>, AccountError> {
    actor.authorize("accounts.staff-manage", &Resource::new("staff").unit(unit.clone()))?;
    let (low, high) = unit.range();
    let rows: Vec<(StaffId, Role, UnitCode)> = tx.many(&sql::GRANTS_IN, params![low, high, GRANTS_OF_UNIT_MAX])?;
    Ok(rows.into_iter().map(|(staff, role, unit)| (staff, Grant::new(role, unit))).collect())
}

/// Gives whoever has a role in `old` the same one in `new`, at once also in their open sessions; those who have it already
/// keep it. Says how many officials have another role by it.
///
/// # Errors
/// Those of [`grants_in`].
pub fn inherit_grants(tx: &mut Tx<'_>, actor: &Actor, old: &UnitCode, new: &UnitCode) -> Result<u64, AccountError> {
    actor.authorize("accounts.staff-manage", &Resource::new("staff").unit(new.clone()))?;
    let mut touched = BTreeSet::new();
    for (staff, grant) in grants_in(tx, actor, old)?.into_iter().filter(|(_, grant)| grant.unit == *old) {
        if tx.execute(&sql::ADD_GRANT, params![staff, grant.role, new])? > 0 {
            touched.insert(staff);
        }
    }
    for staff in &touched {
        refresh(tx, actor, *staff, "accounts.inherit-roles", old)?;
    }
    Ok(u64::try_from(touched.len()).unwrap_or(u64::MAX))
}

/// Ends every role in a unit that is no more; says how many.
///
/// # Errors
/// Those of [`grants_in`].
pub fn end_grants(tx: &mut Tx<'_>, actor: &Actor, unit: &UnitCode) -> Result<u64, AccountError> {
    let ended: Vec<(StaffId, Grant)> = grants_in(tx, actor, unit)?.into_iter().filter(|(_, grant)| grant.unit == *unit).collect();
    tx.execute(&sql::END_GRANTS, params![unit])?;
    let touched: BTreeSet<StaffId> = ended.iter().map(|(staff, _)| *staff).collect();
    for staff in touched {
        refresh(tx, actor, staff, "accounts.end-roles", unit)?;
    }
    Ok(u64::try_from(ended.len()).unwrap_or(u64::MAX))
}

fn refresh(tx: &mut Tx<'_>, actor: &Actor, staff: StaffId, act: &'static str, unit: &UnitCode) -> Result<(), AccountError> {
    let grants = serde_json::to_string(&queries::grants(tx, staff)?).map_err(Error::from)?;
    tx.execute(&sql::REFRESH_SESSIONS, params![staff, grants])?;
    let detail = serde_json::json!({ "unit": unit });
    Ok(audit::change(tx, actor, &Change { entity: "staff", id: staff.get(), person: None, act, detail })?)
}

/// Lets the accounts behind `after`, at most `rows` of them, follow their units into those that took over. Says how many
/// did, and behind which account to go on; nothing when there are no more.
///
/// # Errors
/// [`AccountError::Denied`] for anybody but the program; what the store refuses.
pub fn follow_units(
    tx: &mut Tx<'_>,
    actor: &Actor,
    followers: &HashMap<UnitCode, UnitCode>,
    after: Option<AccountId>,
    rows: u32,
) -> Result<(u64, Option<AccountId>), AccountError> {
    if !matches!(actor.subject, access::Subject::System { .. }) {
        return Err(AccountError::Denied(access::Denied::Forbidden));
    }
    let from = after.unwrap_or(AccountId::from_raw(0));
    let looked: Vec<(AccountId, UnitCode)> = tx.many(&sql::ACCOUNT_UNITS, params![from, rows])?;
    let full = looked.len() == usize::try_from(rows).unwrap_or(usize::MAX);
    let Some(last) = looked.last().map(|(account, _)| *account) else { return Ok((0, None)) };
    let ended: BTreeSet<&UnitCode> = looked.iter().map(|(_, unit)| unit).collect();
    let mut moved = 0;
    for (old, new) in ended.into_iter().filter_map(|old| Some((old, followers.get(old)?))) {
        moved += tx.execute(&sql::MOVE_ACCOUNTS, params![from, last, old, new])?;
    }
    Ok((moved, full.then_some(last)))
}
