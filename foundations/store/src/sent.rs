//! What was sent under a key: sending it again gives the answer of the first time instead of doing it a second time.
//!
//! A sender that does not know whether an act arrived sends it again with the same key. The answer is kept in the unit of
//! work that did the act, so either both are there or neither is. A key belongs to its sender, and to one act: it is not
//! taken for another. After [`KEPT_DAYS`] it is forgotten.

use crate::{Error, ReadTx, Store, Tx, params, statements};
use kernel::time::Instant;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The longest key, in characters.
pub const KEY_CHARACTERS_MAX: usize = 200;

/// How long a key stands for its act, in days. Who does not know whether an act arrived sends it again within hours, and
/// within two weeks after the longest holiday with a broken line; beyond that the keys of every act would only pile up.
pub const KEPT_DAYS: i64 = 30;
/// Keys that are forgotten in one unit of work, so that a long neglected table keeps nobody waiting.
const FORGOTTEN_MAX: u32 = 10_000;

pub(crate) const MIGRATION: &str = "
-- What was sent under a key, and what was answered: ids and codes, never names.
-- distribute: by person
CREATE TABLE sent (
    sender {text} NOT NULL,
    word {text} NOT NULL,
    act {text} NOT NULL,
    sent_at {int} NOT NULL,
    answer {text} NOT NULL,
    PRIMARY KEY (sender, word)
) {strict};";

pub(crate) const MIGRATION_AGE: &str = "
-- The oldest first, to be forgotten.
CREATE INDEX sent_age ON sent (sent_at);";

statements! {
    /// Forgets keys of before a moment, the oldest first.
    FORGET_SENT = "
        DELETE FROM sent WHERE (sender, word) IN
            (SELECT sender, word FROM sent WHERE sent_at < $1 ORDER BY sent_at, sender, word LIMIT $2)";
    /// What a sender's key stands for.
    SENT = "SELECT act, answer FROM sent WHERE sender = $1 AND word = $2";
    /// Notes what a key stands for.
    NOTE_SENT = "INSERT INTO sent (sender, word, act, sent_at, answer) VALUES ($1, $2, $3, $4, $5)";
}

/// A sender's key for one act.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// Who sends, as the log names them.
    pub sender: &'a str,
    /// The sender's own word for this act.
    pub word: &'a str,
    /// What kind of act it is.
    pub act: &'a str,
}

/// A key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It is empty or too long.
    #[error("a key has 1 to {KEY_CHARACTERS_MAX} characters")]
    Unusable,
    /// It stands for another act already.
    #[error("the key stands for another act")]
    Reused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Error),
}

/// An answer, and whether it is that of an earlier time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Once<T> {
    /// What was answered.
    pub answer: T,
    /// Whether the key had done it before, so that nothing was done now.
    pub repeated: bool,
}

/// What the key gave before; nothing when it is new.
///
/// # Errors
/// [`KeyError`].
pub fn before<T: DeserializeOwned>(tx: &mut ReadTx<'_>, key: &Key<'_>) -> Result<Option<T>, KeyError> {
    if key.word.is_empty() || key.word.chars().count() > KEY_CHARACTERS_MAX {
        return Err(KeyError::Unusable);
    }
    match tx.optional::<(String, String)>(&SENT, params![key.sender, key.word])? {
        Some((act, _)) if act != key.act => Err(KeyError::Reused),
        Some((_, answer)) => Ok(Some(serde_json::from_str(&answer).map_err(Error::from)?)),
        None => Ok(None),
    }
}

/// Notes what a new key gave.
///
/// # Errors
/// [`KeyError`].
pub fn note<T: Serialize>(tx: &mut Tx<'_>, key: &Key<'_>, at: Instant, answer: &T) -> Result<(), KeyError> {
    let answer = serde_json::to_string(answer).map_err(Error::from)?;
    tx.execute(&NOTE_SENT, params![key.sender, key.word, key.act, at, answer])?;
    Ok(())
}

/// Does an act once for a key; without one it is simply done.
///
/// # Errors
/// [`KeyError`]; what `work` returns.
pub fn once<T: Serialize + DeserializeOwned, E: From<KeyError>>(
    tx: &mut Tx<'_>,
    key: Option<Key<'_>>,
    at: Instant,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<Once<T>, E> {
    let Some(key) = key else { return Ok(Once { answer: work(tx)?, repeated: false }) };
    if let Some(answer) = before(tx, &key)? {
        return Ok(Once { answer, repeated: true });
    }
    let answer = work(tx)?;
    note(tx, &key, at, &answer)?;
    Ok(Once { answer, repeated: false })
}

/// Forgets keys that are older than [`KEPT_DAYS`], as many as one unit of work takes. Call it every few minutes. Returns how
/// many went.
///
/// # Errors
/// What the store refuses.
pub fn forget(store: &Store, now: Instant) -> Result<u64, Error> {
    let before = now.plus_minutes(-KEPT_DAYS * 24 * 60);
    store.write_blocking(move |tx| tx.execute(&FORGET_SENT, params![before, i64::from(FORGOTTEN_MAX)]))
}
