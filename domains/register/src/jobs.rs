//! Background work of the register.

use crate::commands::expire::{EXPIRED_A_TURN_MAX, expire_temporary};
use access::Actor;
use kernel::PersonId;
use serde::{Deserialize, Serialize};
use store::Store;

/// The job that ends temporary residences whose term has run out; once a day.
pub const EXPIRE: &str = "register.expire";

/// The job that lets the person's account follow a number that was replaced. The program knows the accounts and does it.
pub const RENUMBERED: &str = "register.renumbered";

/// The payload of [`RENUMBERED`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Renumbered {
    /// Whose number was replaced.
    pub person: PersonId,
}

/// Ends all that expired before the actor's date, a unit of work at a time; returns how many. Running it again does nothing.
///
/// # Errors
/// What [`expire_temporary`] returns.
pub fn expire_all(store: &Store, actor: &Actor) -> Result<u32, crate::Error> {
    let mut ended = 0;
    loop {
        let actor = actor.clone();
        let turn = store.write_blocking(move |tx| expire_temporary(tx, &actor))?;
        ended += turn;
        if turn < EXPIRED_A_TURN_MAX {
            return Ok(ended);
        }
    }
}
