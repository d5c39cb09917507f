//! Coming in, staying, and leaving: sign-in, second factor, proof again, factors, sessions.

mod activate;
mod demo;
mod security;
mod sessions;
mod sign_in;
mod step_up;

use std::sync::Arc;

use access::Actor;
use accounts::{AccountError, Device, NewSession, Secret};
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use gate::{Failure, Platform};

use crate::{
    done::Done,
    halt::Halt,
    routes,
    visit::{Visit, append_cookie},
};

/// The addresses of this desk.
pub(crate) fn router() -> Router<Arc<Platform>> {
    Router::new()
        .route(routes::SIGN_IN, get(sign_in::citizen).post(sign_in::citizen_password))
        .route(routes::STAFF_SIGN_IN, get(sign_in::staff).post(sign_in::staff_password))
        .route(routes::SIGN_IN_CODE, get(sign_in::code_page).post(sign_in::code))
        .route(routes::PASSKEY_START, post(sign_in::passkey_start))
        .route(routes::PASSKEY_FINISH, post(sign_in::passkey_finish))
        .route(routes::ACTIVATE, get(activate::page).post(activate::activate))
        .route(routes::DEMO_SIGN_IN, get(demo::page).post(demo::sign_in))
        .route(routes::SIGN_OUT, post(sessions::sign_out))
        .route(routes::STEP_UP, get(step_up::page).post(step_up::prove))
        .route(routes::MY_SESSIONS, get(sessions::list))
        .route(routes::MY_SESSION_END, post(sessions::end))
        .route(routes::MY_SECURITY, get(security::page))
        .route(routes::MY_TOTP, get(security::totp_page).post(security::totp_confirm))
        .route(routes::MY_TOTP_END, post(security::totp_end))
        .route(routes::MY_PASSWORD, get(security::password_page).post(security::password_change))
        .route(routes::MY_PASSKEY_START, post(security::passkey_start))
        .route(routes::MY_PASSKEY_FINISH, post(security::passkey_finish))
        .route(routes::MY_PASSKEY_END, post(security::passkey_end))
}

/// As long as the domain waits for the answer.
const STEP_SECONDS: i64 = accounts::CEREMONY_MINUTES_MAX * 60;

/// Work that hashes passwords, which takes a core for a while: on a thread of its own, outside transactions.
async fn blocking<T: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&Platform, &Actor) -> Result<T, AccountError> + Send + 'static,
) -> Result<T, Halt> {
    let (platform, caller) = (Arc::clone(&visit.platform), visit.caller.clone());
    let done = tokio::task::spawn_blocking(move || {
        let actor = platform.store.read_blocking(|tx| platform.actor(tx, &caller))?;
        work(&platform, &actor).map_err(Failure::from)
    });
    match done.await {
        Ok(outcome) => outcome.map_err(Halt),
        Err(_) => Err(Halt(Failure::new(kernel::ErrorKind::Internal, "error-internal"))),
    }
}

/// The browser, for the list of sessions and for limits.
fn device(visit: &Visit) -> Device {
    Device { agent: visit.caller.agent.clone(), address: visit.caller.address.clone() }
}

/// Gives the browser its session and sends it on.
fn signed_in(visit: &Visit, session: &NewSession, next: &str, done: Option<Done>) -> Response {
    let mut response = visit.go(next, done);
    keep_session(visit, &mut response, session);
    response
}

/// Puts the session's secret into the cookie.
fn keep_session(visit: &Visit, response: &mut Response, session: &NewSession) {
    let age = accounts::SESSION_HOURS_MAX * 3_600;
    append_cookie(response.headers_mut(), &session_cookie(visit, &session.token.to_text(), &age.to_string()));
    append_cookie(response.headers_mut(), &step_cookie(visit, "", 0));
}

/// Over encrypted connections the name makes browsers refuse the cookie from anywhere else.
fn session_cookie(visit: &Visit, value: &str, age: &str) -> String {
    let secure = visit.platform.settings.secure();
    let (name, flag) = (gate::request::session_cookie(secure), if secure { "; Secure" } else { "" });
    format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{flag}")
}

/// The name of the cookie that carries the secret of a step that waits for its answer, guarded like the session's.
const fn step_name(secure: bool) -> &'static str {
    if secure { "__Host-step" } else { "step" }
}

fn step_cookie(visit: &Visit, value: &str, age: i64) -> String {
    let secure = visit.platform.settings.secure();
    let (name, flag) = (step_name(secure), if secure { "; Secure" } else { "" });
    format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{flag}")
}

/// Keeps the secret of a step until its answer comes.
fn keep_step(visit: &Visit, response: &mut Response, secret: &Secret) {
    append_cookie(response.headers_mut(), &step_cookie(visit, &secret.to_text(), STEP_SECONDS));
}

/// The secret of the step that the browser answers.
fn step(visit: &Visit, headers: &axum::http::HeaderMap) -> Result<Secret, Halt> {
    let cookies = headers.get(axum::http::header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or("");
    gate::request::cookie(cookies, step_name(visit.platform.settings.secure()))
        .and_then(Secret::parse)
        .ok_or_else(|| Halt::from(AccountError::CeremonyOver))
}

/// Where a visitor goes after signing in, when nobody says otherwise.
fn home_of(holder: accounts::Holder) -> String {
    match holder {
        accounts::Holder::Citizen(_) => routes::me(),
        accounts::Holder::Staff(_) => routes::desk(),
    }
}
