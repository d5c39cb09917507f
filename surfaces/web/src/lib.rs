//! HTML desks, components and assets: what people see.
//!
//! The web surface knows HTTP and the domains, and holds no rule. A handler reads the request, runs one unit of work
//! through [`gate::Platform`], and shows what came back.
//!
//! Invariants:
//! - every page works without scripts: plain forms, redirects after changes;
//! - no inline script or style, nothing from elsewhere: the policy in `security` forbids it;
//! - no visible word stands in code or templates: all come from the catalogue;
//! - an answer that may name a person is kept by no cache.

mod assets;
pub mod charts;
pub mod components;
mod csv;
mod desks;
mod done;
mod halt;
mod qr;
pub mod routes;
mod security;
pub mod shell;
mod visit;
pub mod words;

use std::{sync::Arc, time::Duration};

use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, middleware, routing::get};
use gate::Platform;
use tower_http::{compression::CompressionLayer, csrf::CsrfLayer, timeout::TimeoutLayer};

pub use desks::gallery::render as gallery;

/// Forms are small; what is larger is refused before it is read.
const FORM_BYTES_MAX: usize = 256 * 1024;

/// All desks.
pub fn router(platform: Arc<Platform>) -> Router {
    desks::router()
        .route("/assets/{name}", get(assets::file))
        .route("/sw.js", get(assets::service_worker))
        .route("/manifest.webmanifest", get(assets::web_manifest))
        .fallback(|| async { halt::Halt::not_found() })
        .method_not_allowed_fallback(|| async { halt::Halt::not_found() })
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(CsrfLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(gate::REQUEST_SECONDS_MAX)))
        .layer(middleware::from_fn_with_state(Arc::clone(&platform), halt::pages))
        .layer(CompressionLayer::new().br(false).zstd(false).deflate(false))
        .layer(middleware::from_fn(security::headers))
        .with_state(platform)
}
