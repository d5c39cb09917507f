//! Brakes on guessing: failures are counted by name and by network address.
//!
//! An attempt is counted before it is judged and forgiven when it succeeds, so that many at once cannot slip through.

use crate::error::AccountError;
use crate::events::{LOCKED, Locked, TOO_MANY_ATTEMPTS};
use crate::model::{Holder, HolderKind};
use crate::secret::{hex, sha256};
use crate::sql;
use kernel::{Instant, PersonId};
use store::{Tx, params};

/// Wrong passwords or codes for one name before it is shut out.
pub const NAME_FAILURES_MAX: i64 = 5;
/// The same from one network, which many people may share.
pub const NETWORK_FAILURES_MAX: i64 = 100;
/// How long failures are remembered, and how long somebody is shut out, in minutes.
pub const SHUT_OUT_MINUTES: i64 = 15;

/// Somebody or something whose failures are counted.
pub(crate) struct Counted {
    subject: String,
    most: i64,
}

impl Counted {
    /// A name that somebody tries to sign in with. Kept as a hash: what is typed may be anything, even a password.
    pub(crate) fn name(kind: HolderKind, name: &str) -> Self {
        Self { subject: format!("name:{kind}:{}", hex(&sha256(name.as_bytes())[..16])), most: NAME_FAILURES_MAX }
    }

    /// Codes of a holder's authenticator.
    pub(crate) fn codes(holder: Holder) -> Self {
        Self { subject: format!("code:{holder}"), most: NAME_FAILURES_MAX }
    }

    /// A network address.
    pub(crate) fn network(address: &str) -> Self {
        Self { subject: format!("network:{address}"), most: NETWORK_FAILURES_MAX }
    }
}

/// Counts an attempt, or refuses it.
pub(crate) fn claim(tx: &mut Tx<'_>, now: Instant, all: &[Counted]) -> Result<(), AccountError> {
    for counted in all {
        let (failures, ends_at) = current(tx, now, counted)?;
        if failures >= counted.most {
            let wait = ends_at.seconds_since(now).max(0) + 1;
            return Err(AccountError::TooMany { retry_after_seconds: u32::try_from(wait).unwrap_or(u32::MAX) });
        }
        // The clock starts at the first failure, and again at the last one that is allowed.
        let restart = failures == 0 || failures + 1 == counted.most;
        let ends_at = if restart { now.plus_minutes(SHUT_OUT_MINUTES) } else { ends_at };
        tx.execute(&sql::SET_ATTEMPT, params![counted.subject, failures + 1, ends_at])?;
    }
    Ok(())
}

/// Forgives after success: a name starts anew, a network loses the one attempt.
pub(crate) fn forgive(tx: &mut Tx<'_>, now: Instant, all: &[Counted]) -> Result<(), AccountError> {
    for counted in all {
        let (failures, ends_at) = current(tx, now, counted)?;
        if counted.most == NAME_FAILURES_MAX || failures <= 1 {
            tx.execute(&sql::CLEAR_ATTEMPT, params![counted.subject])?;
        } else {
            tx.execute(&sql::SET_ATTEMPT, params![counted.subject, failures - 1, ends_at])?;
        }
    }
    Ok(())
}

/// Tells the holder when a failure was the last one allowed.
pub(crate) fn announce(
    tx: &mut Tx<'_>,
    now: Instant,
    counted: &Counted,
    holder: Holder,
    person: Option<PersonId>,
) -> Result<(), AccountError> {
    let (failures, ends_at) = current(tx, now, counted)?;
    if failures >= counted.most {
        let locked = Locked {
            kind: holder.kind().to_string(),
            holder: holder.to_string(),
            person,
            ground: TOO_MANY_ATTEMPTS.to_owned(),
            until: Some(ends_at),
        };
        tx.publish(LOCKED, &locked)?;
    }
    Ok(())
}

fn current(tx: &mut Tx<'_>, now: Instant, counted: &Counted) -> Result<(i64, Instant), AccountError> {
    let row: Option<(i64, Instant)> = tx.optional(&sql::ATTEMPT, params![counted.subject])?;
    Ok(row.filter(|(_, ends_at)| *ends_at > now).unwrap_or((0, now)))
}
