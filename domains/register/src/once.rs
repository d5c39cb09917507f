//! Acts that a sender may send again under a key: they are done once. The keys themselves are the store's ([`store::sent`]).

use crate::commands::civil::Registered;
use crate::model::{ChangeId, ChangeKind};
use crate::sql::civil as sql;
use crate::{CivilError, Error};
use access::Actor;
use kernel::PersonId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::sent::{self, Key, KeyError, Once};
use store::{ReadTx, Tx, params};

pub use store::sent::KEY_CHARACTERS_MAX;

impl From<KeyError> for Error {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Unusable | KeyError::Reused => CivilError::KeyReused.into(),
            KeyError::Store(error) => error.into(),
        }
    }
}

/// Does an event once for a sender's key: sent again, the key gives what it did the first time.
///
/// `act` names the kind of event, so that a key is not taken for another. Without a key the event is simply done.
///
/// # Errors
/// [`CivilError::KeyReused`] for a key that stands for another kind of act, or is too long; what `work` returns.
pub fn once(
    tx: &mut Tx<'_>,
    actor: &Actor,
    act: ChangeKind,
    key: Option<&str>,
    work: impl FnOnce(&mut Tx<'_>) -> Result<Registered, Error>,
) -> Result<Registered, Error> {
    if let Some(known) = key.map(|key| of_before(tx, actor, act, key)).transpose()?.flatten() {
        return Ok(known);
    }
    let done = once_of(tx, actor, act.as_str(), key, work)?;
    Ok(Registered { repeated: done.repeated, ..done.answer })
}

/// The same for any other act of the register whose answer can be kept.
///
/// # Errors
/// Those of [`once`].
pub fn once_of<T: Serialize + DeserializeOwned>(
    tx: &mut Tx<'_>,
    actor: &Actor,
    act: &str,
    key: Option<&str>,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>,
) -> Result<Once<T>, Error> {
    let sender = actor.subject_name();
    let key = key.map(|word| Key { sender: &sender, word, act });
    sent::once(tx, key, actor.now(), work)
}

/// What a key stands for since before the store kept them.
fn of_before(tx: &mut ReadTx<'_>, actor: &Actor, act: ChangeKind, key: &str) -> Result<Option<Registered>, Error> {
    let found = tx.optional::<(ChangeKind, PersonId, ChangeId)>(&sql::KEY, params![actor.subject_name(), key])?;
    match found {
        Some((known, _, _)) if known != act => Err(CivilError::KeyReused.into()),
        Some((_, person, change)) => Ok(Some(Registered { person, change, repeated: true })),
        None => Ok(None),
    }
}
