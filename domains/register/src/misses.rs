//! A brake on trying out numbers: looks that found nobody are counted by who looked.
//!
//! A miss is counted in the unit of work that answers "nobody", so a caller must answer it and not fail: a failure would
//! take the count back.

use crate::Error;
use crate::sql::exchange as sql;
use access::Actor;
use store::{Tx, params};

/// Misses after which somebody has to wait.
pub const MISSES_MAX: i64 = 30;
/// How long misses are remembered, and how long the wait is, in minutes.
pub const MISSES_MINUTES: i64 = 15;

/// Refuses somebody who missed too often of late.
pub(crate) fn may_look(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), Error> {
    let Some((misses, ends_at)) = tx.optional::<(i64, kernel::Instant)>(&sql::MISSES, params![actor.subject_name()])? else {
        return Ok(());
    };
    if misses >= MISSES_MAX && ends_at > actor.now() {
        let wait = ends_at.seconds_since(actor.now()).max(0) + 1;
        return Err(Error::TooManyMisses { retry_after_seconds: u32::try_from(wait).unwrap_or(u32::MAX) });
    }
    Ok(())
}

/// Counts a look that found nobody.
pub(crate) fn missed(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), Error> {
    let subject = actor.subject_name();
    let known = tx.optional::<(i64, kernel::Instant)>(&sql::MISSES, params![subject])?;
    let (misses, ends_at) = match known {
        Some((misses, ends_at)) if ends_at > actor.now() => (misses + 1, ends_at),
        _ => (1, actor.now().plus_minutes(MISSES_MINUTES)),
    };
    tx.execute(&sql::SET_MISSES, params![subject, misses, ends_at])?;
    Ok(())
}
