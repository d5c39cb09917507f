//! The REST interface: the same reads and commands as the desks, for programs.
//!
//! - Errors are `application/problem+json` (RFC 9457) with a stable code and a text in the caller's language.
//! - Who calls is a session's secret in `Authorization: Bearer …`; the purpose of opening a record is `X-Purpose`.
//! - Lists are read by key: `limit` and the `next` of the page before.
//! - Filing, civil events, guests, verifications and reversals take an `Idempotency-Key`, which is remembered for 30 days; every other act is safe to repeat because the state refuses a second one.
//!
//! Invariant: an endpoint holds no rule; it reads typed input, calls one domain function in one unit of work,
//! and writes the answer.

mod health;
mod openapi;
mod problem;
mod sender;
mod v1;

pub use health::Prometheus;
pub use openapi::document;
pub use problem::{FieldProblem, Problem};

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use gate::Platform;
use std::sync::Arc;
use std::time::Duration;
use tower_http::timeout::TimeoutLayer;

/// What every endpoint works with.
#[derive(Clone)]
pub struct Api {
    /// The composed program.
    pub platform: Arc<Platform>,
    /// The figures for Prometheus.
    pub figures: Prometheus,
}

/// No cache keeps an answer, most of which name a person, and no browser takes one for a page.
async fn uncached(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// All routes of the interface.
pub fn router(api: Api) -> Router {
    let patience = Duration::from_secs(gate::REQUEST_SECONDS_MAX);
    let (routes, document) = openapi::routes().split_for_parts();
    let document = Arc::new(document);
    routes
        .route(
            "/openapi.json",
            axum::routing::get(move || std::future::ready(axum::Json(Arc::unwrap_or_clone(Arc::clone(&document))))),
        )
        .merge(health::routes())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, patience))
        .layer(axum::middleware::map_response(uncached))
        .with_state(api)
}
