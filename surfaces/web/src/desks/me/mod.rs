//! The citizen's own desk.

mod access;
mod consents;
pub(crate) mod dossiers;
mod facts;
pub(crate) mod filing;
pub(crate) mod home;
mod inbox;
mod mistake;
mod papers;
pub(crate) mod record;

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
        .route(routes::ME, get(home::page))
        .route(routes::MY_RECORD, get(record::page))
        .route(routes::MY_FACTS, get(facts::page))
        .route(routes::MY_PHOTO, get(facts::photo))
        .route(routes::MY_MISTAKE, get(mistake::page).post(mistake::send))
        .route(routes::MY_HOUSEHOLD, get(record::household))
        .route(routes::MY_DOSSIERS, get(dossiers::list))
        .route(routes::MY_DOSSIER, get(dossiers::one))
        .route(routes::MY_SUPPLEMENT, get(dossiers::supplement).post(dossiers::supply))
        .route(routes::MY_WITHDRAWAL, post(dossiers::withdraw))
        .route(routes::APPLY, get(filing::begin).post(filing::save_new))
        .route(routes::APPLY_CHECK, post(filing::look))
        .route(routes::DRAFT, get(filing::edit).post(filing::save))
        .route(routes::DRAFT_REVIEW, get(filing::review).post(filing::send))
        .route(routes::DRAFT_DISCARD, post(filing::discard))
        .route(routes::MY_CONSENTS, get(consents::list))
        .route(routes::MY_CONSENT, post(consents::answer))
        .route(routes::INBOX, get(inbox::list))
        .route(routes::MESSAGE, post(inbox::read))
        .route(routes::MY_ACCESS, get(access::list))
        .route(routes::MY_ACCESS_PROOF, get(access::proof))
        .route(routes::PAPER, get(papers::download))
}
