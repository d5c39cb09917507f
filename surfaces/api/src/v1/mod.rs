//! The first version of the interface.

mod admin;
mod civil;
mod civil_bodies;
mod dossier_acts;
mod dossier_views;
mod dossiers;
mod exchange;
mod history;
mod me;
mod notices;
mod open_data;
mod papers;
mod persons;
mod residence;
mod services;
mod sessions;
mod stays;
mod steering;
mod versions;
mod views;

use crate::Api;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this version.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .merge(sessions::routes())
        .merge(services::routes())
        .merge(exchange::routes())
        .merge(me::routes())
        .merge(dossiers::routes())
        .merge(dossier_acts::routes())
        .merge(persons::routes())
        .merge(history::routes())
        .merge(notices::routes())
        .merge(civil::routes())
        .merge(residence::routes())
        .merge(stays::routes())
        .merge(papers::routes())
        .merge(steering::routes())
        .merge(admin::routes())
        .merge(versions::routes())
        .merge(open_data::routes())
}
