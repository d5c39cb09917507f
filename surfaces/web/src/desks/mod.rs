//! One folder a desk, one file a screen.

pub(crate) mod account;
mod admin;
mod card;
mod counter;
pub(crate) mod dossier_view;
pub(crate) mod figures;
pub(crate) mod filing;
pub(crate) mod formerly;
pub(crate) mod gallery;
pub(crate) mod law;
pub(crate) mod me;
mod public;
pub(crate) mod purpose;
mod quality;
pub(crate) mod register;
mod residence;
mod steering;
pub(crate) mod unit_choice;

use std::sync::Arc;

use axum::{Router, routing::get};
use gate::{Failure, Platform};

use crate::{
    routes,
    shell::staff_places,
    visit::{Answer, Visit, staff},
};

/// Every address of every desk.
pub(crate) fn router() -> Router<Arc<Platform>> {
    public::router()
        .merge(account::router())
        .merge(me::router())
        .merge(counter::router())
        .merge(register::router())
        .merge(residence::router())
        .merge(quality::router())
        .merge(steering::router())
        .merge(admin::router())
        .route(routes::DESK, get(first_place))
}

/// Sends whoever works here to the first of their places.
async fn first_place(visit: Visit) -> Answer {
    let (frame, ()) = visit
        .read(|_, actor| {
            staff(actor)?;
            Ok::<_, Failure>(())
        })
        .await?;
    let places = staff_places(&visit.words, "", &frame.roles, frame.waiting);
    Ok(visit.go(&places.first().map_or_else(routes::my_security, |place| place.href.clone()), None))
}

/// A day as people type it: `05/03/2026`, or ISO. Nothing for anything else.
pub(crate) fn day(text: &str) -> Option<kernel::Date> {
    kernel::PartialDate::parse_any(text).ok().and_then(|date| date.full())
}
