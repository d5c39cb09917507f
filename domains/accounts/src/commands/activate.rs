//! Activating an account: the holder shows the code and chooses a password.

use super::{Lock, advance, person_of};
use crate::accounts::Accounts;
use crate::error::AccountError;
use crate::limits::{self, Counted};
use crate::model::{AccountState, Holder, HolderKind, Step};
use crate::password::check_new;
use crate::queries::{self, Login};
use crate::secret::ActivationCode;
use crate::sessions::{Device, NewSession, open_session};
use crate::sign_in::{announce_failure, claim_by_name, tidy_name};
use crate::sql;
use access::Actor;
use audit::Change;
use kernel::Instant;
use std::fmt;
use store::{Store, Tx, params};

/// Somebody activates an account.
#[derive(Clone)]
pub struct Activation {
    /// Citizen or official.
    pub kind: HolderKind,
    /// The personal number or the login name.
    pub name: String,
    /// The code, as typed.
    pub code: String,
    /// The password they choose.
    pub password: String,
    /// The browser.
    pub device: Device,
}

impl fmt::Debug for Activation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Activation").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Accounts {
    /// Activates an account and signs its holder in. Blocks while the password is hashed.
    ///
    /// # Errors
    /// [`AccountError::WrongActivation`] for an unknown name and for a code that is wrong, used or expired;
    /// [`AccountError::BadPassword`], [`AccountError::TooMany`], [`AccountError::Busy`].
    pub fn activate(&self, store: &Store, actor: &Actor, activation: &Activation) -> Result<NewSession, AccountError> {
        let name = tidy_name(activation.kind, &activation.name);
        check_new(&activation.password, &name).map_err(AccountError::BadPassword)?;
        let found = claim_by_name(store, actor, activation.kind, name.clone(), activation.device.address.clone())?;
        let code = ActivationCode::parse(&activation.code);
        let fits = |login: &Login| code.as_ref().is_some_and(|code| holds(login, code, actor.now()));
        let Some(login) = found.filter(fits) else {
            announce_failure(store, actor, activation.kind, name)?;
            return Err(AccountError::WrongActivation);
        };
        let hash = self.passwords.hash(&activation.password, actor.randomness())?;
        let (actor, device, kind, holder) = (actor.clone(), activation.device.clone(), activation.kind, login.holder());
        let code = login.activation;
        store.write_blocking(move |tx| {
            // Two at once with the same code: the second finds it used.
            if queries::login(tx, holder)?.activation != code {
                return Err(AccountError::WrongActivation);
            }
            limits::forgive(tx, actor.now(), &[Counted::name(kind, &name), Counted::network(&device.address)])?;
            tx.execute(&sql::SET_PASSWORD, params![holder.raw(), hash])?;
            begin_use(tx, &actor, holder)?;
            open_session(tx, &actor, holder, 1, &device)
        })
    }
}

fn holds(login: &Login, code: &ActivationCode, now: Instant) -> bool {
    let stored = login.activation.as_deref();
    let same = stored.is_some_and(|stored| aws_lc_rs::constant_time::verify_slices_are_equal(stored, &code.stored()).is_ok());
    same && login.activation_until.is_some_and(|until| now < until)
}

/// Moves a citizen's account into use; an official's appointment needs no step.
fn begin_use(tx: &mut Tx<'_>, actor: &Actor, holder: Holder) -> Result<(), AccountError> {
    if let Holder::Citizen(id) = holder {
        let account = queries::account(tx, id)?.ok_or(AccountError::NotFound)?;
        if account.state != AccountState::Approved {
            return Err(AccountError::NotActive(account.state));
        }
        advance(tx, actor, &account, Step::Activate, None, Lock::default())?;
    }
    let person = person_of(tx, holder)?;
    let detail = serde_json::json!({ "holder": holder.to_string() });
    audit::change(tx, actor, &Change { entity: "login", id: holder.raw(), person, act: "accounts.activate", detail })?;
    Ok(())
}
