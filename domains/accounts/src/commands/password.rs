//! Choosing another password.

use crate::accounts::Accounts;
use crate::error::AccountError;
use crate::password::check_new;
use crate::queries;
use crate::sessions::end_sessions;
use crate::sql;
use crate::totp::{may_enrol, note};
use access::Actor;
use store::{Store, params};

impl Accounts {
    /// Gives the actor another password and ends their other sessions. Blocks while it is hashed.
    ///
    /// # Errors
    /// [`AccountError::Denied`] without a fresh proof of identity; [`AccountError::BadPassword`], [`AccountError::Busy`].
    pub fn change_password(&self, store: &Store, actor: &Actor, password: &str) -> Result<(), AccountError> {
        let holder = store.read_blocking(|tx| may_enrol(tx, actor))?;
        let login = store.read_blocking(|tx| queries::login(tx, holder))?;
        check_new(password, &login.name).map_err(AccountError::BadPassword)?;
        let hash = self.passwords.hash(password, actor.randomness())?;
        let actor = actor.clone();
        store.write_blocking(move |tx| {
            tx.execute(&sql::SET_PASSWORD, params![holder.raw(), hash])?;
            end_sessions(tx, &actor, holder, actor.person(), actor.session)?;
            note(tx, &actor, holder, "accounts.change-password")
        })
    }
}
