//! Signing in and out, and one's own sessions.

use crate::problem::Refusal;
use crate::sender::{Body, Sender};
use crate::{Api, Problem};
use accounts::{AccountError, Device, HolderKind, NewSession, PasswordAttempt, Secret, SignIn};
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use gate::{Door, Failure};
use kernel::SessionId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(sign_in, list)).routes(routes!(code)).routes(routes!(sign_out)).routes(routes!(revoke))
}

/// Name and password.
#[derive(Deserialize, ToSchema)]
struct SignInBody {
    /// `citizen` or `staff`.
    kind: String,
    /// The personal number, or an official's login name.
    name: String,
    /// The password.
    password: String,
}

/// The second factor.
#[derive(Deserialize, ToSchema)]
struct CodeBody {
    /// What the first step answered with.
    ceremony: String,
    /// The six digits the authenticator shows.
    code: String,
}

/// A session, or the next step towards one.
#[derive(Serialize, ToSchema)]
struct SignInView {
    /// The secret to send as `Authorization: Bearer …`. It is told once.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    /// The session's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<String>,
    /// How many factors proved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    assurance: Option<u8>,
    /// Send this with the authenticator's code to `/api/v1/sessions/code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    ceremony: Option<String>,
}

impl From<NewSession> for SignInView {
    fn from(session: NewSession) -> Self {
        Self {
            token: Some(session.token.to_text()),
            session: Some(session.session.to_string()),
            assurance: Some(session.assurance),
            ceremony: None,
        }
    }
}

/// Runs a sign-in function, which blocks, on a thread that may.
async fn blocking<T: Send + 'static>(
    sender: &Sender,
    work: impl FnOnce(&gate::Platform, &access::Actor) -> Result<T, AccountError> + Send + 'static,
) -> Result<T, Refusal> {
    let platform = Arc::clone(&sender.api.platform);
    let caller = sender.caller.clone();
    let done = tokio::task::spawn_blocking(move || {
        let actor = platform.store.read_blocking(|tx| platform.actor(tx, &caller))?;
        work(&platform, &actor).map_err(Failure::from)
    });
    match done.await {
        Ok(result) => result.map_err(|failure| sender.refuse(&failure)),
        Err(_) => Err(sender.refuse(&Failure::new(kernel::ErrorKind::Internal, "error-internal"))),
    }
}

fn device(sender: &Sender) -> Device {
    Device { agent: sender.caller.agent.clone(), address: sender.caller.address.clone() }
}

/// Signs in with name and password. Where a second factor is set up, the answer names the next step.
#[utoipa::path(
    post, path = "/api/v1/sessions", tag = "sessions", request_body = SignInBody,
    responses((status = 201, body = SignInView), (status = 202, body = SignInView), (status = 401, body = Problem), (status = 429, body = Problem)),
    security(()),
)]
async fn sign_in(sender: Sender, Body(body): Body<SignInBody>) -> Result<(StatusCode, Json<SignInView>), Refusal> {
    sender.pass(Door::SignIn)?;
    let kind: HolderKind = sender.parse("kind", &body.kind)?;
    let attempt = PasswordAttempt { kind, name: body.name, password: body.password, device: device(&sender) };
    let answer =
        blocking(&sender, move |platform, actor| platform.accounts.sign_in_with_password(&platform.store, actor, &attempt))
            .await?;
    Ok(match answer {
        SignIn::Done(session) => (StatusCode::CREATED, Json(SignInView::from(session))),
        SignIn::NeedsCode(secret) => {
            let next = SignInView { token: None, session: None, assurance: None, ceremony: Some(secret.to_text()) };
            (StatusCode::ACCEPTED, Json(next))
        }
    })
}

/// Ends signing in with the authenticator's code.
#[utoipa::path(
    post, path = "/api/v1/sessions/code", tag = "sessions", request_body = CodeBody,
    responses((status = 201, body = SignInView), (status = 401, body = Problem), (status = 409, body = Problem), (status = 429, body = Problem)),
    security(()),
)]
async fn code(sender: Sender, Body(body): Body<CodeBody>) -> Result<(StatusCode, Json<SignInView>), Refusal> {
    sender.pass(Door::SignIn)?;
    let secret = Secret::parse(&body.ceremony)
        .ok_or_else(|| sender.refuse(&Failure::invalid().field("ceremony", "error-field-unreadable")))?;
    let device = device(&sender);
    let session = blocking(&sender, move |platform, actor| {
        platform.accounts.sign_in_with_code(&platform.store, actor, &secret, &body.code, &device)
    })
    .await?;
    Ok((StatusCode::CREATED, Json(SignInView::from(session))))
}

/// An open session.
#[derive(Serialize, ToSchema)]
struct SessionView {
    /// Its id.
    id: String,
    /// How many factors proved it.
    assurance: u8,
    /// The browser.
    agent: String,
    /// The network.
    address: String,
    /// When it was opened.
    opened_at: String,
    /// When it was used last, to about a minute.
    seen_at: String,
}

/// One's open sessions.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "sessions", responses((status = 200, body = Vec<SessionView>), (status = 401, body = Problem)))]
async fn list(sender: Sender) -> Result<Json<Vec<SessionView>>, Refusal> {
    let lines = sender.read(accounts::sessions).await?;
    let view = |line: accounts::SessionLine| SessionView {
        id: line.id.to_string(),
        assurance: line.assurance,
        agent: line.agent,
        address: line.address,
        opened_at: line.opened_at.to_string(),
        seen_at: line.seen_at.to_string(),
    };
    Ok(Json(lines.into_iter().map(view).collect()))
}

/// Ends the session of the request.
#[utoipa::path(delete, path = "/api/v1/sessions/current", tag = "sessions", responses((status = 204), (status = 401, body = Problem)))]
async fn sign_out(sender: Sender) -> Result<StatusCode, Refusal> {
    sender.write(accounts::sign_out).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one of one's sessions.
#[utoipa::path(
    delete, path = "/api/v1/sessions/{id}", tag = "sessions", params(("id" = String, Path, description = "The session's id")),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
async fn revoke(sender: Sender, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    let id: SessionId = sender.parse("id", &id)?;
    sender.write(move |tx, actor| accounts::revoke_session(tx, actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
