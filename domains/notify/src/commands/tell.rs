//! Telling a person something.

use crate::jobs::{MAIL, MailPayload};
use crate::{Args, Error, MessageId, sql};
use access::Actor;
use kernel::{DossierId, Locale, PersonId};
use store::{Job, Tx, params};

/// Something a person should know.
pub struct Message<'a> {
    /// Whom it is for.
    pub person: PersonId,
    /// The Fluent message that holds its words; its attribute `title` holds the title.
    pub name: &'static str,
    /// What fills its gaps.
    pub args: Args,
    /// The dossier it is about.
    pub dossier: Option<DossierId>,
    /// The address to which it also goes as mail, with the language of the mail.
    pub mail: Option<(&'a str, Locale)>,
}

/// Puts a message into a person's inbox and, with an address, promises a mail; both with the transaction.
///
/// Permission is the caller's: it tells what it has just been allowed to do.
///
/// # Errors
/// Failures of the store.
pub fn tell(tx: &mut Tx<'_>, actor: &Actor, message: &Message<'_>) -> Result<MessageId, Error> {
    let id: MessageId = actor.new_id();
    let args = serde_json::to_string(&message.args).map_err(store::Error::from)?;
    tx.execute(&sql::INSERT_MESSAGE, params![message.person, id, message.name, args, message.dossier, actor.now()])?;
    if let Some((to, locale)) = message.mail {
        let payload = MailPayload { to: to.to_owned(), locale, message: message.name.to_owned(), args: message.args.clone() };
        tx.enqueue(&Job::new(MAIL, &payload)?.dedup(id.to_string()), actor.now())?;
    }
    Ok(id)
}
