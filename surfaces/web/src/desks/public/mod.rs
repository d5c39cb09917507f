//! What everyone may see, without signing in.

mod home;
mod open;
mod population;
mod services;
mod texts;
mod track;
mod verify;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use gate::Platform;

use crate::routes;

/// The addresses of this desk.
pub(crate) fn router() -> Router<Arc<Platform>> {
    Router::new()
        .route(routes::HOME, get(home::page))
        .route(routes::SERVICES, get(services::list))
        .route(routes::SERVICE, get(services::one))
        .route(routes::TRACK, get(track::page))
        .route(routes::VERIFY, get(verify::page).post(verify::file).layer(DefaultBodyLimit::max(verify::FILE_BYTES_MAX)))
        .route(routes::VERIFY_CODE, get(verify::by_code))
        .route(routes::OPEN_DATA, get(open::page))
        .route(routes::OPEN_POPULATION, get(population::page))
        .route(routes::OPEN_POPULATION_FILE, get(population::export))
        .route(routes::LEGAL, get(texts::legal))
        .route(routes::ACCESSIBILITY, get(texts::accessibility))
        .route(routes::OFFLINE, get(texts::offline))
        .route(routes::LANGUAGE, post(texts::language))
        .route(routes::GALLERY, get(texts::gallery))
}
