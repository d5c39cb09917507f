//! One request, from its headers to its page: who asks, in which language, and what stands around the answer.

use std::{convert::Infallible, net::SocketAddr, sync::Arc};

use access::{Actor, Channel, Purpose, Role, Subject};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
};
use gate::{Caller, Door, Failure, Platform};
use kernel::Locale;
use store::{ReadTx, Tx};

use crate::{
    components::{Markup, Toast},
    done::Done,
    halt::Halt,
    shell::{Desk, Shell, UserMenu, my_places, public_places, staff_places},
    words::Words,
};

/// What a handler gives back.
pub(crate) type Answer = Result<Response, Halt>;

/// A request that was looked at but not answered yet.
#[derive(Clone)]
pub(crate) struct Visit {
    pub(crate) platform: Arc<Platform>,
    pub(crate) caller: Caller,
    pub(crate) words: Words,
    /// Path and query of the request.
    pub(crate) here: String,
    done: Option<Done>,
}

/// Who is signed in, as far as a page shows it.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) subject: Subject,
    pub(crate) name: Option<String>,
    pub(crate) roles: Vec<Role>,
    pub(crate) office: Option<String>,
    pub(crate) unread: i64,
    /// Requests to approve and notices to answer, for officers who keep the register.
    pub(crate) waiting: (i64, i64),
}

impl Visit {
    /// Reads the sender from the headers.
    pub(crate) fn of(platform: &Arc<Platform>, parts: &Parts) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let values = |name| parts.headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let sender = peer.map(|peer| platform.settings.proxies.sender(peer, values));
        let caller = gate::request::caller(Channel::Web, sender, platform.settings.secure(), header);
        let words = Words::new(Arc::clone(&platform.words), caller.locale.unwrap_or(Locale::Vi));
        let done = gate::request::cookie(header("cookie").unwrap_or(""), Done::COOKIE).and_then(|code| code.parse().ok());
        let here = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Self { platform: Arc::clone(platform), caller, words, here, done }
    }

    /// The same visit with a stated purpose.
    pub(crate) fn purpose(mut self, code: &str) -> Self {
        self.caller.purpose = code.parse().unwrap_or_else(|_| Purpose::none());
        self
    }

    /// Lets the visitor through a door that stands open to everybody, unless their network came too often.
    pub(crate) fn pass(&self, door: Door) -> Result<(), Halt> {
        self.platform.pass(door, &self.caller).map_err(Halt)
    }

    /// One reading unit of work, and the frame of the page in the same snapshot.
    pub(crate) async fn read<T, E, F>(&self, work: F) -> Result<(Frame, T), Halt>
    where
        T: Send + 'static,
        E: Into<Failure>,
        F: FnOnce(&mut ReadTx<'_>, &Actor) -> Result<T, E> + Send + 'static,
    {
        let places = Arc::clone(&self.platform.places);
        let work = move |tx: &mut ReadTx<'_>, actor: &Actor| -> Result<(Frame, T), Failure> {
            let value = work(tx, actor).map_err(Into::into)?;
            Ok((Frame::of(tx, actor, &places)?, value))
        };
        self.platform.read(&self.caller, work).await.map_err(Halt::from)
    }

    /// One writing unit of work, and the frame: for records, whose reading is written down.
    pub(crate) async fn write<T, E, F>(&self, mut work: F) -> Result<(Frame, T), Halt>
    where
        T: Send + 'static,
        E: Into<Failure>,
        F: FnMut(&mut Tx<'_>, &Actor) -> Result<T, E> + Send + 'static,
    {
        let places = Arc::clone(&self.platform.places);
        let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<(Frame, T), Failure> {
            let value = work(tx, actor).map_err(Into::into)?;
            Ok((Frame::of(tx, actor, &places)?, value))
        };
        self.platform.write(&self.caller, work).await.map_err(Halt::from)
    }

    /// Only the frame: for pages that say the same to everyone.
    pub(crate) async fn frame(&self) -> Result<Frame, Halt> {
        Ok(self.read(|_, _| Ok::<_, Failure>(())).await?.0)
    }

    /// A page on the desk of whoever is signed in. `place` is the address of the entry that is marked as current.
    pub(crate) fn shell(&self, frame: &Frame, title: impl Into<String>, place: &str) -> Shell {
        let mut shell = Shell::new(&self.words, title);
        shell.here.clone_from(&self.here);
        shell.demo = self.platform.settings.demo;
        shell.toast = self.done.map(|done| Toast::new(self.words.say(done.message())));
        shell.places = match frame.subject {
            Subject::Citizen { .. } => my_places(&self.words, place, frame.unread),
            Subject::Staff { .. } => staff_places(&self.words, place, &frame.roles, frame.waiting),
            Subject::Public | Subject::Client { .. } | Subject::System { .. } => public_places(&self.words, place),
        };
        shell.desk = match frame.subject {
            Subject::Citizen { .. } => Desk::Me,
            Subject::Staff { .. } => Desk::Staff,
            Subject::Public | Subject::Client { .. } | Subject::System { .. } => Desk::Public,
        };
        shell.office.clone_from(&frame.office);
        shell.user = frame.user(&self.words);
        shell
    }

    /// A finished page.
    pub(crate) fn page(&self, template: &impl askama::Template) -> Response {
        self.page_with(StatusCode::OK, template)
    }

    /// A form that came back with problems.
    pub(crate) fn rejected(&self, template: &impl askama::Template) -> Response {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, template)
    }

    /// A page with a status of its own.
    pub(crate) fn page_with(&self, status: StatusCode, template: &impl askama::Template) -> Response {
        let mut response = (status, Html(Markup::of(template).to_string())).into_response();
        let out = response.headers_mut();
        out.insert(header::VARY, HeaderValue::from_static("cookie, hx-request"));
        if self.done.is_some() {
            append_cookie(out, &Done::forget());
        }
        response
    }

    /// After a change: go there, and say what was done.
    pub(crate) fn go(&self, path: &str, done: Option<Done>) -> Response {
        let mut response = Redirect::to(path).into_response();
        if let Some(done) = done {
            append_cookie(response.headers_mut(), &done.cookie());
        }
        response
    }
}

/// Adds a cookie. Cookies are made of codes and hexadecimal text, so they always are header values.
pub(crate) fn append_cookie(headers: &mut HeaderMap, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}

/// Where a visitor may be sent back to: a path of this site and nothing else.
pub(crate) fn local_path(path: &str) -> Option<&str> {
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.contains(char::is_control);
    local.then_some(path)
}

/// A file for download.
pub(crate) fn file(bytes: Vec<u8>, media_type: &'static str, name: &str, inline: bool) -> Response {
    let disposition =
        format!("{}; filename=\"{}\"", if inline { "inline" } else { "attachment" }, name.replace(['"', '\\', '\r', '\n'], ""));
    let mut response = bytes.into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        out.insert(header::CONTENT_DISPOSITION, value);
    }
    out.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}

impl Frame {
    fn of(tx: &mut ReadTx<'_>, actor: &Actor, places: &places::Places) -> Result<Self, Failure> {
        let holder = match actor.subject {
            Subject::Citizen { account, .. } => Some(accounts::Holder::Citizen(account)),
            Subject::Staff { staff } => Some(accounts::Holder::Staff(staff)),
            Subject::Public | Subject::Client { .. } | Subject::System { .. } => None,
        };
        let name = holder.map(|holder| accounts::display_name(tx, holder)).transpose()?.flatten();
        let unread = notify::unread(tx, actor)?;
        Ok(Self {
            subject: actor.subject,
            name,
            roles: actor.roles.iter().map(|grant| grant.role).collect(),
            office: actor.office().map(|unit| places.full_name(unit)),
            unread: i64::from(unread),
            waiting: register::waiting(tx, actor)?,
        })
    }

    /// Nobody is signed in, or it cannot be known.
    pub(crate) fn public() -> Self {
        Self { subject: Subject::Public, name: None, roles: Vec::new(), office: None, unread: 0, waiting: (0, 0) }
    }

    fn user(&self, words: &Words) -> Option<UserMenu> {
        let role = match self.subject {
            Subject::Citizen { .. } => words.say("access-role-citizen"),
            Subject::Staff { .. } => self.roles.first().map(|role| words.word("access-role", role)).unwrap_or_default(),
            Subject::Public | Subject::Client { .. } | Subject::System { .. } => return None,
        };
        Some(UserMenu::new(self.name.as_deref().unwrap_or("–"), &role))
    }

    /// Whether this is a citizen's visit.
    pub(crate) fn is_citizen(&self) -> bool {
        matches!(self.subject, Subject::Citizen { .. })
    }

    /// Whether this is a visit of staff.
    pub(crate) fn is_staff(&self) -> bool {
        matches!(self.subject, Subject::Staff { .. })
    }
}

/// The citizen who asks, or the way to the sign-in page.
pub(crate) fn citizen(actor: &Actor) -> Result<kernel::PersonId, Failure> {
    match actor.subject {
        Subject::Citizen { person, .. } => Ok(person),
        Subject::Public => Err(access::Denied::NeedsSignIn.into()),
        Subject::Staff { .. } | Subject::Client { .. } | Subject::System { .. } => Err(access::Denied::Hidden.into()),
    }
}

/// Staff only, or the way to the sign-in page.
pub(crate) fn staff(actor: &Actor) -> Result<kernel::StaffId, Failure> {
    match actor.subject {
        Subject::Staff { staff } => Ok(staff),
        Subject::Public => Err(access::Denied::NeedsSignIn.into()),
        Subject::Citizen { .. } | Subject::Client { .. } | Subject::System { .. } => Err(access::Denied::Hidden.into()),
    }
}

impl FromRequestParts<Arc<Platform>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, platform: &Arc<Platform>) -> Result<Self, Infallible> {
        Ok(Self::of(platform, parts))
    }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(local_path("/me?x=1"), Some("/me?x=1"));
        for path in ["//evil.example", "https://evil.example", "/\\evil.example", "me", "/a\r\nSet-Cookie: x"] {
            assert_eq!(local_path(path), None, "{path}");
        }
    }
}
