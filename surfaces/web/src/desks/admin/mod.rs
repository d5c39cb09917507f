//! The desk of those who keep the place running: staff, units, background work, the log.

mod audit;
mod audit_entry;
mod clients;
mod home;
mod jobs;
mod reform;
mod staff;
mod staff_new;
mod staff_one;
mod unit_one;
mod units;

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
        .route(routes::ADMIN, get(home::page))
        .route(routes::ADMIN_STAFF, get(staff::page))
        .route(routes::ADMIN_STAFF_EXPORT, get(staff::export))
        .route(routes::ADMIN_STAFF_NEW, get(staff_new::page).post(staff_new::appoint))
        .route(routes::ADMIN_STAFF_ONE, get(staff_one::page))
        .route(routes::ADMIN_STAFF_ACT, post(staff_one::act))
        .route(routes::ADMIN_CLIENTS, get(clients::page).post(clients::add))
        .route(routes::ADMIN_CLIENT, get(clients::one))
        .route(routes::ADMIN_CLIENT_ACT, post(clients::act))
        .route(routes::ADMIN_UNITS, get(units::page))
        .route(routes::ADMIN_REFORM, get(reform::page))
        .route(routes::ADMIN_UNIT, get(unit_one::page).post(unit_one::correct))
        .route(routes::ADMIN_JOBS, get(jobs::page))
        .route(routes::ADMIN_JOB_RETRY, post(jobs::retry))
        .route(routes::ADMIN_AUDIT, get(audit::page))
        .route(routes::ADMIN_AUDIT_EXPORT, get(audit::export))
        .route(routes::ADMIN_AUDIT_ENTRY, get(audit_entry::page))
}
