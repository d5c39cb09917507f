//! When a request cannot be answered as asked: where to send the visitor, or which page says what to do.

use std::sync::Arc;

use access::Denied;
use askama::Template;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use gate::{Failure, Platform};
use kernel::ErrorKind;

use crate::{
    components::{Button, Icon, Markup},
    routes,
    shell::Shell,
    visit::{Frame, Visit},
};

/// A failure on its way out. The layer [`pages`] makes a page of it, in the visitor's language.
#[derive(Debug)]
pub(crate) struct Halt(pub(crate) Failure);

impl Halt {
    /// Nothing is there.
    pub(crate) fn not_found() -> Self {
        Self(Failure::not_found())
    }
}

impl<E: Into<Failure>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// The status that tells the kind of failure.
fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What the layer needs to know of the failure.
#[derive(Debug, Clone)]
struct Halted(Arc<Failure>);

impl IntoResponse for Halt {
    fn into_response(self) -> Response {
        let mut response = status(self.0.kind).into_response();
        if let Some(seconds) = self.0.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(Halted(Arc::new(self.0)));
        response
    }
}

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage {
    page: Shell,
    help: String,
    status: u16,
    actions: Vec<Button>,
}

/// Turns every failure without a body of its own into a page, whoever found it: a handler, the router, a limit.
pub(crate) async fn pages(State(platform): State<Arc<Platform>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visit = Visit::of(&platform, &parts);
    let method = parts.method.clone();
    let back = referer(&parts.headers);
    let answer = next.run(Request::from_parts(parts, body)).await;
    let bare = !answer.headers().contains_key(header::CONTENT_TYPE) || is_plain(&answer);
    if !(answer.status().is_client_error() || answer.status().is_server_error()) || !bare {
        return answer;
    }
    let failure = answer.extensions().get::<Halted>().map(|halted| Arc::clone(&halted.0));
    // A change that needs a proof goes back to the form it came from, for its answers cannot be kept in an address.
    let here = if method == Method::GET { visit.here.clone() } else { back.unwrap_or_else(routes::home) };
    match failure.as_deref().and_then(|failure| failure.denied) {
        Some(Denied::NeedsSignIn) => visit.go(&routes::query(sign_in_for(&here), &[("next", &here)]), None),
        Some(Denied::NeedsStepUp) => visit.go(&routes::query(routes::step_up(), &[("next", &here)]), None),
        _ => {
            let after = answer.headers().get(header::RETRY_AFTER).cloned();
            let status = plain_status(&method, &answer);
            let mut page = error_page(&visit, &here, status, after, failure.as_deref()).await;
            // Which methods an address has: the test that visits every address asks for it.
            if let Some(allowed) = answer.headers().get(header::ALLOW) {
                page.headers_mut().insert(header::ALLOW, allowed.clone());
            }
            page
        }
    }
}

/// Desks of offices lead to the sign-in of officials.
fn sign_in_for(here: &str) -> String {
    let of_staff = [routes::COUNTER, routes::REGISTER, routes::STEERING, routes::ADMIN, routes::DESK];
    if of_staff.iter().any(|desk| here.starts_with(desk)) { routes::staff_sign_in() } else { routes::sign_in() }
}

async fn error_page(
    visit: &Visit,
    here: &str,
    status: StatusCode,
    after: Option<HeaderValue>,
    failure: Option<&Failure>,
) -> Response {
    let words = &visit.words;
    let frame = match status {
        // When the store does not answer, asking it once more for the frame would make it worse.
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::INTERNAL_SERVER_ERROR => Frame::public(),
        _ => visit.frame().await.unwrap_or_else(|_| Frame::public()),
    };
    let general = general_message(status);
    let title = words.say(general);
    // A failure that has no more to say than the title leaves the word to the help.
    let told =
        failure.map(|failure| failure.say(&platform_words(visit), words.language())).filter(|told| !same_words(told, &title));
    let help = told.unwrap_or_else(|| words.fill(&format!("{general}.help")).put("reference", reference(visit)).to_string());
    let mut actions = vec![Button::link(words.say("web-error-home"), routes::home()).secondary().icon(Icon::Home)];
    if matches!(
        status,
        StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::TOO_MANY_REQUESTS
            | StatusCode::CONFLICT
            | StatusCode::INTERNAL_SERVER_ERROR
    ) {
        actions.insert(0, Button::link(words.say("web-error-back"), here).icon(Icon::Refresh));
    }
    if status == StatusCode::NOT_FOUND {
        actions.push(Button::link(words.say("web-error-help-track"), routes::track()).quiet());
    }
    let page = visit.shell(&frame, title, "");
    let mut response = visit.page_with(status, &ErrorPage { page, help, status: status.as_u16(), actions });
    if let Some(after) = after {
        response.headers_mut().insert(header::RETRY_AFTER, after);
    }
    response
}

/// Whether two sentences are the same but for the full stop.
fn same_words(one: &str, other: &str) -> bool {
    one.trim_end_matches('.') == other.trim_end_matches('.')
}

fn platform_words(visit: &Visit) -> Arc<i18n::Catalogue> {
    Arc::clone(&visit.platform.words)
}

/// What a person can tell us, so that we find the line in the log: the time, to the second.
fn reference(visit: &Visit) -> String {
    let at = visit.platform.context.now().to_vietnam();
    format!("{:02}{:02}{:02}-{:02}{:02}{:02}", at.year() % 100, at.month(), at.day(), at.hour(), at.minute(), at.second())
}

/// An address with an id that cannot be one leads nowhere: the framework calls it a bad request, people a missing page.
fn plain_status(method: &Method, answer: &Response) -> StatusCode {
    let bad_address = *method == Method::GET && answer.status() == StatusCode::BAD_REQUEST;
    if bad_address { StatusCode::NOT_FOUND } else { answer.status() }
}

fn general_message(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "error-not-found",
        StatusCode::UNAUTHORIZED => "error-unauthenticated",
        StatusCode::FORBIDDEN => "error-forbidden",
        StatusCode::CONFLICT => "error-conflict",
        StatusCode::TOO_MANY_REQUESTS => "error-too-many",
        StatusCode::SERVICE_UNAVAILABLE => "error-busy",
        status if status.is_client_error() => "error-invalid",
        _ => "error-internal",
    }
}

/// Rejections of the framework carry a line of English for programmers, which is no page.
fn is_plain(answer: &Response) -> bool {
    answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

/// The page a form was sent from, when it is one of ours.
fn referer(headers: &axum::http::HeaderMap) -> Option<String> {
    let from = headers.get(header::REFERER)?.to_str().ok()?;
    let path = from.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))?;
    crate::visit::local_path(path).map(str::to_owned)
}

/// The page without network, kept by the service worker. It names nobody.
#[derive(Template)]
#[template(path = "pages/offline.html")]
pub(crate) struct OfflinePage {
    pub(crate) page: Shell,
}

/// A template for pages that consist of finished parts only.
#[derive(Template)]
#[template(path = "pages/parts.html")]
pub(crate) struct Parts {
    pub(crate) page: Shell,
    pub(crate) lead: String,
    pub(crate) parts: Vec<Markup>,
}
