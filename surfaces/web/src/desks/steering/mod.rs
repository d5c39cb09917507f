//! The dashboard of those who steer: figures by unit from the city down to the commune, and the rows behind each number.

mod charts;
mod dashboard;
mod export;
mod ranking;
mod rows;
mod wish;

use std::sync::Arc;

use axum::{Router, routing::get};
use gate::Platform;

use crate::routes;

/// The addresses of this desk.
pub(crate) fn router() -> Router<Arc<Platform>> {
    Router::new()
        .route(routes::STEERING, get(dashboard::page))
        .route(routes::STEERING_EXPORT, get(export::dashboard))
        .route(routes::STEERING_ROWS, get(rows::page))
        .route(routes::STEERING_ROWS_EXPORT, get(export::rows))
}
