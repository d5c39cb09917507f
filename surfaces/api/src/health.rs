//! For those who operate the program: is it alive, is it ready, what does it count.

use crate::Api;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use std::sync::Arc;

/// Renders the figures in Prometheus' text format.
pub type Prometheus = Arc<dyn Fn() -> String + Send + Sync>;

pub(crate) fn routes() -> Router<Api> {
    Router::new().route("/healthz", get(healthz)).route("/readyz", get(readyz)).route("/metrics", get(metrics))
}

/// The process answers.
async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers too, so requests may come.
async fn readyz(State(api): State<Api>) -> impl IntoResponse {
    match api.platform.store.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "Not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

/// What the program counts.
async fn metrics(State(api): State<Api>) -> impl IntoResponse {
    metrics::gauge!("onedoor_store_waiting_units")
        .set(f64::from(u32::try_from(api.platform.store.waiting()).unwrap_or(u32::MAX)));
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], (api.figures)())
}
