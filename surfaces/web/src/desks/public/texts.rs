//! Pages that say the same to everyone, and the change of language.

use axum::{
    Form,
    response::{Html, IntoResponse, Response},
};
use serde::Deserialize;

use super::home::paragraph;
use crate::{
    components::Markup,
    halt::{OfflinePage, Parts},
    routes,
    shell::Shell,
    visit::{Answer, Visit, append_cookie, local_path},
};

// msg: web-legal-* web-accessibility-*
pub(crate) async fn legal(visit: Visit) -> Answer {
    text(&visit, "web-legal", routes::legal()).await
}

pub(crate) async fn accessibility(visit: Visit) -> Answer {
    text(&visit, "web-accessibility", routes::accessibility()).await
}

/// A title and three paragraphs: `{id}-title`, `{id}-1`, `{id}-1-text` and so on.
async fn text(visit: &Visit, id: &str, here: String) -> Answer {
    let words = &visit.words;
    let frame = visit.frame().await?;
    let parts =
        (1..=3).map(|number| paragraph(&words.say(&format!("{id}-{number}")), &words.say(&format!("{id}-{number}-text"))));
    let page = visit.shell(&frame, words.say(&format!("{id}-title")), &here);
    Ok(visit.page(&Parts { page, lead: String::new(), parts: parts.collect() }))
}

/// Kept by the service worker, so it never names who is signed in.
pub(crate) async fn offline(visit: Visit) -> Response {
    let page = Shell::new(&visit.words, visit.words.say("web-offline-title"));
    Html(Markup::of(&OfflinePage { page }).to_string()).into_response()
}

pub(crate) async fn gallery(visit: Visit) -> Response {
    Html(crate::desks::gallery::render(&visit.words).to_string()).into_response()
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    locale: kernel::Locale,
    #[serde(default)]
    back: String,
}

/// Remembers the language for a year and goes back to where the visitor was.
pub(crate) async fn language(visit: Visit, Form(wanted): Form<Wanted>) -> Response {
    let home = routes::home();
    let mut response = visit.go(local_path(&wanted.back).unwrap_or(&home), None);
    append_cookie(response.headers_mut(), &format!("lang={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", wanted.locale));
    response
}
