//! From an HTTP request to a caller, and from a domain's answer to an HTTP response.

use crate::Api;
use crate::problem::{Problem, Refusal};
use access::{Actor, Channel, Denied, Subject};
use axum::Json;
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use gate::{Caller, Door, Failure};
use kernel::{Locale, PersonId};
use serde::de::DeserializeOwned;
use std::net::SocketAddr;
use store::{ReadTx, Tx};

/// Who sends the request, and the platform that answers.
pub(crate) struct Sender {
    pub(crate) api: Api,
    pub(crate) caller: Caller,
}

impl FromRequestParts<Api> for Sender {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Self::Rejection> {
        let values = |name| parts.headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let sender = peer.map(|peer| api.platform.settings.proxies.sender(peer, values));
        let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let caller = gate::request::caller(Channel::Api, sender, api.platform.settings.secure(), header);
        Ok(Self { api: api.clone(), caller })
    }
}

impl Sender {
    /// The language of the answer.
    pub(crate) fn locale(&self) -> Locale {
        self.caller.locale.unwrap_or(Locale::Vi)
    }

    /// Runs a writing unit of work as the sender.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        E: Into<Failure>,
        F: FnMut(&mut Tx<'_>, &Actor) -> Result<T, E> + Send + 'static,
    {
        self.api.platform.write(&self.caller, work).await.map_err(|failure| self.refuse(&failure))
    }

    /// Runs a reading unit of work as the sender.
    pub(crate) async fn read<T, E, F>(&self, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        E: Into<Failure>,
        F: FnOnce(&mut ReadTx<'_>, &Actor) -> Result<T, E> + Send + 'static,
    {
        self.api.platform.read(&self.caller, work).await.map_err(|failure| self.refuse(&failure))
    }

    /// Lets the sender through a door that stands open to everybody, unless their network came too often.
    pub(crate) fn pass(&self, door: Door) -> Result<(), Refusal> {
        self.api.platform.pass(door, &self.caller).map_err(|failure| self.refuse(&failure))
    }

    /// Says a failure in the sender's language.
    pub(crate) fn refuse(&self, failure: &Failure) -> Refusal {
        Refusal { problem: Problem::of(failure, &self.api.platform.words, self.locale()), retry_after: failure.retry_after }
    }

    /// A text of the request as a typed value.
    pub(crate) fn parse<T: std::str::FromStr>(&self, field: &str, text: &str) -> Result<T, Refusal> {
        text.parse().map_err(|_| self.refuse(&Failure::invalid().field(field, "error-field-unreadable")))
    }

    /// [`Self::parse`] for a text that may be missing.
    pub(crate) fn parse_option<T: std::str::FromStr>(&self, field: &str, text: Option<&str>) -> Result<Option<T>, Refusal> {
        text.map(|text| self.parse(field, text)).transpose()
    }
}

/// The citizen who asks. Officials have no record, dossiers and messages of their own here.
pub(crate) fn citizen(actor: &Actor) -> Result<PersonId, Failure> {
    signed_in(actor)?;
    actor.person().ok_or_else(|| Denied::Hidden.into())
}

/// Refuses who is not signed in, where the domain would only leave out what they may not see.
pub(crate) fn signed_in(actor: &Actor) -> Result<(), Failure> {
    if matches!(actor.subject, Subject::Public) { Err(Denied::NeedsSignIn.into()) } else { Ok(()) }
}

/// A JSON body whose defects are told as a problem.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Api> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let sender = match Sender::from_request_parts(&mut parts, api).await {
            Ok(sender) => sender,
            Err(never) => match never {},
        };
        match Json::<T>::from_request(Request::from_parts(parts, body), api).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(rejection) => {
                let failure = Failure::new(kernel::ErrorKind::Invalid, "error-body").arg("reason", rejection.body_text());
                Err(sender.refuse(&failure))
            }
        }
    }
}
