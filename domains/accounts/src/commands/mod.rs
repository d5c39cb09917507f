//! Writes, a file each.

mod activate;
mod follow;
mod import;
mod life;
mod open;
mod password;
mod staff;
mod units;

pub use activate::Activation;
pub use follow::follow_number;
pub use import::{ImportedAccount, import_accounts};
pub use life::{cancel, lock, lock_own, unlock};
pub use open::{CitizenFacts, Claim, OpenAtCounter, OpenOwn, Opened, OpeningRules, open_at_counter, open_own, reissue};
pub use staff::{Appoint, Appointed, STAFF_ACTIVATION_DAYS, appoint, dismiss, reinstate, reset_staff, set_grants};
pub use units::{end_grants, follow_units, grants_in, inherit_grants};

pub(crate) use life::lift_lock;

use crate::error::AccountError;
use crate::model::{Account, AccountState, Holder, LockGround, Step};
use crate::queries;
use crate::sql;
use access::Actor;
use kernel::{Instant, PersonId};
use store::{ReadTx, Tx, params};

/// The person behind a holder, for the log and for events.
pub(crate) fn person_of(tx: &mut ReadTx<'_>, holder: Holder) -> Result<Option<PersonId>, AccountError> {
    match holder {
        Holder::Citizen(account) => Ok(queries::account(tx, account)?.map(|account| account.person)),
        Holder::Staff(_) => Ok(None),
    }
}

/// A lock to be written with a step.
#[derive(Debug, Clone, Copy, Default)]
struct Lock {
    ground: Option<LockGround>,
    until: Option<Instant>,
}

/// Takes an account one step on and notes it.
fn advance(
    tx: &mut Tx<'_>,
    actor: &Actor,
    account: &Account,
    step: Step,
    ground: Option<&str>,
    lock: Lock,
) -> Result<Account, AccountError> {
    let state = account.state.after(step).ok_or(AccountError::NoSuchStep(account.state))?;
    let activated_at = if step == Step::Activate { Some(actor.now()) } else { account.activated_at };
    tx.execute(&sql::SET_STATE, params![account.id, state, lock.ground, lock.until, activated_at])?;
    note_transition(tx, actor, account, Some(account.state), state, ground)?;
    Ok(Account { state, lock_ground: lock.ground, lock_until: lock.until, activated_at, ..account.clone() })
}

fn note_transition(
    tx: &mut Tx<'_>,
    actor: &Actor,
    account: &Account,
    from: Option<AccountState>,
    to: AccountState,
    ground: Option<&str>,
) -> Result<(), AccountError> {
    tx.execute(&sql::ADD_TRANSITION, params![account.id, actor.now(), from, to, ground, actor.subject_name()])?;
    Ok(())
}
