//! The services people can ask for.

use crate::problem::Refusal;
use crate::sender::Sender;
use crate::{Api, Problem};
use axum::Json;
use axum::extract::Path;
use dossiers::{Channel, Service};
use gate::Failure;
use kernel::Locale;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(services)).routes(routes!(service))
}

/// A service.
#[derive(Debug, Serialize, ToSchema)]
struct ServiceView {
    /// Its id.
    #[schema(example = "temporary-residence")]
    id: String,
    /// The version that is offered.
    version: u32,
    /// Its name in the caller's language.
    name: String,
    /// Working days until the result is due.
    working_days: u32,
    /// The fee online, in đồng.
    fee_online: i64,
    /// The fee at the counter, in đồng.
    fee_counter: i64,
}

/// A service with its form.
#[derive(Debug, Serialize, ToSchema)]
struct ServiceFormView {
    /// The service.
    #[serde(flatten)]
    service: ServiceView,
    /// The JSON Schema (2020-12) that answers must satisfy.
    #[schema(value_type = Object)]
    schema: serde_json::Value,
}

fn view(sender: &Sender, service: &Service) -> Result<ServiceView, Refusal> {
    let platform = &sender.api.platform;
    let today = platform.context.now().date_in_vietnam();
    let failed = |error: dossiers::Error| sender.refuse(&Failure::from(error));
    let definition = &service.definition;
    Ok(ServiceView {
        id: service.id().to_owned(),
        version: service.version,
        name: match sender.locale() {
            Locale::Vi => definition.name.vi.clone(),
            Locale::En => definition.name.en.clone(),
        },
        working_days: platform.services.working_days(definition, today).map_err(failed)?,
        fee_online: platform.services.fee(definition, Channel::Online, today).map_err(failed)?.get(),
        fee_counter: platform.services.fee(definition, Channel::Counter, today).map_err(failed)?.get(),
    })
}

/// The services that are offered today.
#[utoipa::path(get, path = "/api/v1/services", tag = "public", responses((status = 200, body = Vec<ServiceView>)), security(()))]
async fn services(sender: Sender) -> Result<Json<Vec<ServiceView>>, Refusal> {
    let today = sender.api.platform.context.now().date_in_vietnam();
    let offered = sender.api.platform.services.offered_on(today);
    offered.iter().map(|service| view(&sender, service)).collect::<Result<_, _>>().map(Json)
}

/// One service with its form.
#[utoipa::path(
    get, path = "/api/v1/services/{id}", tag = "public", params(("id" = String, Path, description = "The service's id")),
    responses((status = 200, body = ServiceFormView), (status = 404, body = Problem)), security(()),
)]
async fn service(sender: Sender, Path(id): Path<String>) -> Result<Json<ServiceFormView>, Refusal> {
    let today = sender.api.platform.context.now().date_in_vietnam();
    let service = sender.api.platform.services.offered(&id, today).ok_or_else(|| sender.refuse(&Failure::not_found()))?;
    Ok(Json(ServiceFormView { service: view(&sender, &service)?, schema: service.form.schema().clone() }))
}
