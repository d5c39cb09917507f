//! Background work.

use crate::sql;
use kernel::Instant;
use store::{Error, Store, params};

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
