//! Background work.

use crate::commands::cancel;
use crate::error::AccountError;
use crate::model::{AccountState, CancelGround};
use crate::{queries, sql};
use access::{Actor, Context, Subject};
use kernel::{Instant, PersonId};
use serde::Deserialize;
use store::{Error, Event, Store, Tx, params};

/// The name under which the outbox keeps how far the register was followed.
pub const CONSUMER: &str = "accounts.register";
/// Events that one unit of work follows.
const BATCH_EVENTS: u32 = 500;
/// The event of the register that ends an account.
const DEATH: &str = "register.death";

/// What is read of an event of the register.
#[derive(Deserialize)]
struct About {
    person: Option<PersonId>,
}

/// Follows the register: the account of somebody whose death was registered is cancelled and its sessions end (Decree
/// 59/2022 Art 19). Says how many events it saw: call it again at once when that is not 0.
///
/// # Errors
/// What the store refuses; then nothing of the batch is done, and the next call begins with it again.
pub fn follow_register(store: &Store, context: &Context) -> Result<usize, AccountError> {
    let actor = context.actor(Subject::System { name: "accounts" }).build();
    store::outbox::consume(store, CONSUMER, BATCH_EVENTS, move |tx, events| {
        for event in events.iter().filter(|event| event.topic == DEATH) {
            follow(tx, &actor, event)?;
        }
        Ok(())
    })
}

fn follow(tx: &mut Tx<'_>, actor: &Actor, event: &Event) -> Result<(), AccountError> {
    let Ok(About { person: Some(person) }) = serde_json::from_str::<About>(&event.payload) else {
        // One event that nobody can read must not keep all later ones from being followed.
        tracing::error!(event.seq, "An event of the register names nobody");
        return Ok(());
    };
    let account = queries::account_of(tx, person)?;
    let over = |state| matches!(state, AccountState::Cancelled | AccountState::Rejected);
    match account.filter(|account| !over(account.state)) {
        Some(account) => cancel(tx, actor, account.id, CancelGround::Died),
        None => Ok(()),
    }
}

/// Removes sessions that are over, steps nobody answered and failures that are long past. Call it every few minutes;
/// nothing depends on it but the size of the tables. Returns how many rows went.
///
/// # Errors
/// What the store refuses.
pub fn sweep(store: &Store, now: Instant) -> Result<u64, Error> {
    store.write_blocking(move |tx| {
        let mut gone = 0;
        for statement in [&sql::SWEEP_SESSIONS, &sql::SWEEP_CEREMONIES, &sql::SWEEP_ATTEMPTS] {
            gone += tx.execute(statement, params![now])?;
        }
        Ok(gone)
    })
}
