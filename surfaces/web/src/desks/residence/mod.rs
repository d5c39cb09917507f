//! Households, terms, absences and guests: what the population officer notes about where people are, and what people and
//! keepers of lodgings tell for themselves.

mod due;
mod form;
mod guests;
mod hosts;
mod households;
mod list;
mod lodgings;
mod persons;
mod tonight;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use gate::Platform;
use kernel::HouseholdId;
use register::LodgingId;

use crate::routes;

/// What a form adds around a file.
const FORM_BYTES: usize = 64 * 1024;

/// The addresses of this desk.
pub(crate) fn router() -> Router<Arc<Platform>> {
    let file_limit = DefaultBodyLimit::max(register::GUEST_FILE_BYTES_MAX + FORM_BYTES);
    Router::new()
        .route(routes::REGISTER_STAYS, get(tonight::page))
        .route(routes::REGISTER_STAYS_EXPORT, get(tonight::export))
        .route(routes::REGISTER_DUE, get(due::page))
        .route(routes::REGISTER_LODGINGS, get(lodgings::list))
        .route(routes::REGISTER_LODGING_NEW, get(lodgings::new).post(lodgings::enter))
        .route(routes::REGISTER_LODGING, get(hosts::page::<LodgingId>).post(hosts::notify::<LodgingId>))
        .route(routes::REGISTER_LODGING_FILE, post(hosts::list).layer(file_limit))
        .route(routes::REGISTER_LODGING_LEFT, post(hosts::left::<LodgingId>))
        .route(routes::REGISTER_LODGING_CHANGE, get(lodgings::change).post(lodgings::save))
        .route(routes::REGISTER_HOUSEHOLD_GUESTS, get(hosts::page::<HouseholdId>).post(hosts::notify::<HouseholdId>))
        .route(routes::REGISTER_HOUSEHOLD_GUESTS_LEFT, post(hosts::left::<HouseholdId>))
        .route(routes::REGISTER_SPLIT, get(households::split).post(households::do_split))
        .route(routes::REGISTER_MERGE, get(households::merge).post(households::do_merge))
        .route(routes::REGISTER_REMOVE, get(persons::remove).post(persons::do_remove))
        .route(routes::REGISTER_RENEW, get(persons::renew).post(persons::do_renew))
        .route(routes::REGISTER_ABSENCE, get(persons::absence).post(persons::do_absence))
        .route(routes::MY_ABSENCE, get(persons::my_absence).post(persons::do_my_absence))
        .route(routes::MY_GUESTS, get(hosts::mine).post(hosts::mine_take))
        .route(routes::MY_GUESTS_LEFT, post(hosts::mine_left))
        .route(routes::MY_LODGING, get(hosts::my_lodging).post(hosts::my_lodging_take))
        .route(routes::MY_LODGING_FILE, post(hosts::my_lodging_file).layer(file_limit))
        .route(routes::MY_LODGING_LEFT, post(hosts::my_lodging_left))
}
