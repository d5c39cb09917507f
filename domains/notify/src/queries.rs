//! Reading one's own messages.

use crate::{Args, Error, sql};
use access::{Actor, Denied, Resource};
use kernel::{DossierId, Instant, Locale, PersonId};
use store::{ReadTx, params};

kernel::define_id!(
    /// A message in an inbox.
    MessageId,
    "msg"
);

/// The longest page of an inbox.
pub const PAGE_ROWS_MAX: u32 = 100;
/// More unread messages than this are not counted.
pub const UNREAD_MAX: u32 = 100;

/// A message as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxItem {
    /// Which one; later messages have greater ids.
    pub id: MessageId,
    /// The Fluent message that holds its words; the attribute `title` holds the title.
    pub name: String,
    /// What fills its gaps.
    pub args: Args,
    /// The dossier it is about.
    pub dossier: Option<DossierId>,
    /// When it was sent.
    pub sent_at: Instant,
    /// When it was read.
    pub read_at: Option<Instant>,
}

impl InboxItem {
    /// The title in a language.
    #[must_use]
    pub fn title(&self, catalogue: &i18n::Catalogue, locale: Locale) -> String {
        catalogue.say(locale, &format!("{}.title", self.name), &self.args.for_reader(locale))
    }

    /// The text in a language.
    #[must_use]
    pub fn body(&self, catalogue: &i18n::Catalogue, locale: Locale) -> String {
        catalogue.say(locale, &self.name, &self.args.for_reader(locale))
    }
}

store::row! {
    struct MessageRow {
        id: MessageId,
        message: String,
        args: serde_json::Value,
        dossier: Option<DossierId>,
        sent_at: Instant,
        read_at: Option<Instant>,
    }
}

impl From<MessageRow> for InboxItem {
    fn from(row: MessageRow) -> Self {
        // Gaps that cannot be read stay empty: the message is still worth showing.
        let args = serde_json::from_value(row.args).unwrap_or_default();
        Self { id: row.id, name: row.message, args, dossier: row.dossier, sent_at: row.sent_at, read_at: row.read_at }
    }
}

/// The reader's messages before `before` (all when missing), newest first, at most `rows`.
///
/// # Errors
/// [`Error::Denied`]; failures of the store.
pub fn inbox(tx: &mut ReadTx<'_>, actor: &Actor, before: Option<MessageId>, rows: u32) -> Result<Vec<InboxItem>, Error> {
    let person = own_inbox(actor)?;
    let before = before.map_or(i64::MAX, MessageId::get);
    let rows = i64::from(rows.clamp(1, PAGE_ROWS_MAX));
    let found = tx.many::<MessageRow>(&sql::INBOX, params![person, before, rows])?;
    Ok(found.into_iter().map(InboxItem::from).collect())
}

/// How many messages the reader has not read, up to [`UNREAD_MAX`]. Nobody but citizens has an inbox: 0 for others.
///
/// # Errors
/// Failures of the store.
pub fn unread(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<u32, Error> {
    let Ok(person) = own_inbox(actor) else { return Ok(0) };
    let (count,) = tx.one::<(u32,)>(&sql::UNREAD, params![person, i64::from(UNREAD_MAX)])?;
    Ok(count)
}

/// The person whose inbox the actor may read: their own.
pub(crate) fn own_inbox(actor: &Actor) -> Result<PersonId, Denied> {
    let person = actor.person().ok_or(Denied::Hidden)?;
    actor.authorize("notify.inbox", &Resource::new("inbox").owner(person))?;
    Ok(person)
}
