//! Messages to the citizen.

use askama::Template;
use axum::extract::{Path, Query};
use gate::Failure;
use notify::{InboxItem, MessageId};
use serde::Deserialize;

use crate::{
    components::{EmptyState, Pagination},
    routes,
    shell::Shell,
    visit::{Answer, Visit, citizen},
};

/// Messages on a page.
const ROWS: u32 = 20;

struct Line {
    title: String,
    body: String,
    when: String,
    unread: bool,
    open: Option<String>,
}

#[derive(Template)]
#[template(path = "me/inbox.html")]
struct Inbox {
    page: Shell,
    messages: Vec<Line>,
    empty: EmptyState,
    pages: Pagination,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    before: Option<MessageId>,
}

pub(crate) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (frame, messages) = visit
        .read(move |tx, actor| {
            citizen(actor)?;
            Ok::<_, Failure>(notify::inbox(tx, actor, asked.before, ROWS)?)
        })
        .await?;
    let words = &visit.words;
    let next = messages
        .last()
        .filter(|_| u32::try_from(messages.len()).is_ok_and(|count| count == ROWS))
        .map(|last| routes::query(routes::inbox(), &[("before", &last.id.to_string())]));
    let previous = asked.before.map(|_| routes::inbox());
    let pages = Pagination::chained(words, String::new(), previous, next);
    let empty = EmptyState::new(words.say("web-inbox-none"), words.say("web-inbox-none-text"));
    let lines = messages.iter().map(|message| line(&visit, message)).collect();
    let page = visit.shell(&frame, words.say("web-inbox-title"), &routes::inbox());
    Ok(visit.page(&Inbox { page, messages: lines, empty, pages }))
}

fn line(visit: &Visit, message: &InboxItem) -> Line {
    let (catalogue, locale) = (&visit.platform.words, visit.words.language());
    Line {
        title: message.title(catalogue, locale),
        body: message.body(catalogue, locale),
        when: visit.words.moment(message.sent_at),
        unread: message.read_at.is_none(),
        open: (message.dossier.is_some() || message.read_at.is_none()).then(|| routes::message(message.id)),
    }
}

/// Opens a message: it counts as read, and its dossier opens.
pub(crate) async fn read(visit: Visit, Path(id): Path<MessageId>) -> Answer {
    let (_, dossier) = visit
        .write(move |tx, actor| {
            citizen(actor)?;
            notify::mark_read(tx, actor, id)?;
            let after = MessageId::from_raw(kernel::Id::get(id).saturating_add(1));
            let found = notify::inbox(tx, actor, Some(after), 1)?;
            Ok::<_, Failure>(found.into_iter().find(|message| message.id == id).and_then(|message| message.dossier))
        })
        .await?;
    let next = dossier.map_or_else(routes::inbox, routes::my_dossier);
    Ok(visit.go(&next, None))
}
