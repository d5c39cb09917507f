//! The one-stop counter: the work list, filing for a person at the desk, and every step of a dossier.

mod acts;
mod dossier;
mod new;
mod queue;
mod receipt;

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
        .route(routes::COUNTER, get(queue::page))
        .route(routes::COUNTER_EXPORT, get(queue::export))
        .route(routes::COUNTER_NEW, get(new::page).post(new::find))
        .route(routes::COUNTER_DRAFT, get(new::edit).post(new::save))
        .route(routes::COUNTER_DRAFT_REVIEW, get(new::review).post(new::send))
        .route(routes::COUNTER_DOSSIER, get(dossier::page))
        .route(routes::COUNTER_RECEIPT, get(receipt::page))
        .route(routes::COUNTER_ACT, post(acts::act))
}
