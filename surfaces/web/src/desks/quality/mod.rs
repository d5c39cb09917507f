//! The desk of cleansing: what the review found in the records of a unit, a case at a time, and how the unit stands.

mod board;
mod case;
mod export;
mod list;
mod words;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};
use gate::Platform;

use crate::routes;

/// The addresses of this desk.
pub(crate) fn router() -> Router<Arc<Platform>> {
    Router::new()
        .route(routes::QUALITY, get(list::page))
        .route(routes::QUALITY_EXPORT, get(export::cases))
        .route(routes::QUALITY_BOARD, get(board::page))
        .route(routes::QUALITY_CASE, get(case::page))
        .route(routes::QUALITY_ACT, post(case::act))
}

/// The purpose under which records are opened at this desk.
const CLEANSING: &str = "data-cleansing";
