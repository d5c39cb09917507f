//! Steps that wait for an answer: a code after a password, a passkey's signature, the first code of an authenticator.
//!
//! What is asked is kept here, never with the browser; an answer is accepted once.

use crate::error::AccountError;
use crate::model::{Holder, HolderKind};
use crate::secret::Secret;
use crate::sql;
use access::Actor;
use kernel::Instant;
use store::{Error, Tx, params};

/// How long an answer is waited for, in minutes.
pub const CEREMONY_MINUTES_MAX: i64 = 5;

kernel::text_enum! {
    /// Which step.
    pub(crate) enum CeremonyKind {
        /// The password was right; a code follows. The state is whether a citizen or an official signs in.
        Code = "code",
        /// An authenticator is being enrolled. The state is its secret.
        Totp = "totp",
        /// A passkey is being enrolled.
        PasskeyAdd = "passkey-add",
        /// A passkey is asked for.
        PasskeyUse = "passkey-use",
    }
}

/// Begins a step.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    actor: &Actor,
    kind: CeremonyKind,
    holder: Option<Holder>,
    state: &str,
) -> Result<Secret, Error> {
    let secret = Secret::draw(actor.randomness());
    let ends_at = actor.now().plus_minutes(CEREMONY_MINUTES_MAX);
    tx.execute(&sql::ADD_CEREMONY, params![secret.stored(), kind, holder.map(Holder::raw), state, ends_at])?;
    Ok(secret)
}

/// Looks at a step that waits.
pub(crate) fn waiting(
    tx: &mut Tx<'_>,
    actor: &Actor,
    kind: CeremonyKind,
    secret: &Secret,
) -> Result<(Option<i64>, String), AccountError> {
    let row: Option<(Option<i64>, String, Instant)> = tx.optional(&sql::CEREMONY, params![secret.stored(), kind])?;
    let (holder, state, ends_at) = row.ok_or(AccountError::CeremonyOver)?;
    if actor.now() >= ends_at { Err(AccountError::CeremonyOver) } else { Ok((holder, state)) }
}

/// Ends a step, so that its answer cannot be given twice.
pub(crate) fn end(tx: &mut Tx<'_>, secret: &Secret) -> Result<(), AccountError> {
    // On PostgreSQL two answers at once conflict here; one of them finds nothing when it is run again.
    if tx.execute(&sql::END_CEREMONY, params![secret.stored()])? == 1 { Ok(()) } else { Err(AccountError::CeremonyOver) }
}

/// Looks at a step and ends it.
pub(crate) fn take(
    tx: &mut Tx<'_>,
    actor: &Actor,
    kind: CeremonyKind,
    secret: &Secret,
) -> Result<(Option<i64>, String), AccountError> {
    let found = waiting(tx, actor, kind, secret)?;
    end(tx, secret)?;
    Ok(found)
}

/// The holder of a code step, from the stored number and kind.
pub(crate) fn code_holder(holder: Option<i64>, state: &str) -> Result<Holder, AccountError> {
    let kind: HolderKind = state.parse().map_err(|_| AccountError::CeremonyOver)?;
    holder.map(|raw| Holder::from_raw(kind, raw)).ok_or(AccountError::CeremonyOver)
}
