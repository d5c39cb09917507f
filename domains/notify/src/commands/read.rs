//! Noting that messages were read.

use crate::queries::own_inbox;
use crate::{Error, MessageId, sql};
use access::Actor;
use store::{Tx, params};

/// The reader has read one message. Reading it again changes nothing.
///
/// # Errors
/// [`Error::Denied`]; failures of the store.
pub fn mark_read(tx: &mut Tx<'_>, actor: &Actor, message: MessageId) -> Result<(), Error> {
    let person = own_inbox(actor)?;
    tx.execute(&sql::MARK_READ, params![person, message, actor.now()])?;
    Ok(())
}

/// The reader has read everything up to and including `last`, which is what the page showed. Says how many were new.
///
/// # Errors
/// [`Error::Denied`]; failures of the store.
pub fn mark_all_read(tx: &mut Tx<'_>, actor: &Actor, last: MessageId) -> Result<u64, Error> {
    let person = own_inbox(actor)?;
    Ok(tx.execute(&sql::MARK_ALL_READ, params![person, last, actor.now()])?)
}
