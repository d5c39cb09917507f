//! For those who keep the platform: which versions of services there are, offering and withdrawing them.

use crate::problem::Refusal;
use crate::sender::{Body, Sender};
use crate::{Api, Problem};
use access::Resource;
use axum::Json;
use axum::extract::Path;
use gate::Failure;
use kernel::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(publish)).routes(routes!(retire))
}

/// A version of a service.
#[derive(Debug, Serialize, ToSchema)]
struct VersionView {
    /// The service's id.
    #[schema(example = "temporary-residence")]
    service: String,
    /// Its number.
    version: u32,
    /// `draft`, `live` or `retired`.
    state: &'static str,
    /// Its first day.
    valid_from: String,
    /// The digest of its text.
    digest: String,
}

impl From<&dossiers::Service> for VersionView {
    fn from(service: &dossiers::Service) -> Self {
        Self {
            service: service.id().to_owned(),
            version: service.version,
            state: service.state.as_str(),
            valid_from: service.valid_from.to_string(),
            digest: service.digest.clone(),
        }
    }
}

/// Every version of every service, oldest first.
#[utoipa::path(
    get, path = "/api/v1/admin/services", tag = "admin",
    responses((status = 200, body = Vec<VersionView>), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
async fn list(sender: Sender) -> Result<Json<Vec<VersionView>>, Refusal> {
    let services = Arc::clone(&sender.api.platform.services);
    let versions = sender
        .read(move |tx, actor| {
            actor.authorize("dossiers.publish", &Resource::new("dossier").unit(services.city().clone()))?;
            services.refresh(tx).map_err(Failure::from)?;
            Ok::<_, Failure>(services.versions())
        })
        .await?;
    Ok(Json(versions.iter().map(|service| VersionView::from(service.as_ref())).collect()))
}

/// From when a version is offered.
#[derive(Debug, Deserialize, ToSchema)]
struct PublishBody {
    /// The first day, today when left out.
    from: Option<String>,
}

/// Offers a version from a day on. Dossiers that were filed under another go on under that.
#[utoipa::path(
    post, path = "/api/v1/admin/services/{id}/versions/{version}/publish", tag = "admin", request_body = PublishBody,
    params(("id" = String, Path, description = "The service's id"), ("version" = u32, Path, description = "The version's number")),
    responses((status = 200, body = VersionView), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn publish(
    sender: Sender,
    Path((id, version)): Path<(String, u32)>,
    Body(body): Body<PublishBody>,
) -> Result<Json<VersionView>, Refusal> {
    let from: Option<Date> = sender.parse_option("from", body.from.as_deref())?;
    let services = Arc::clone(&sender.api.platform.services);
    let service = id.clone();
    sender
        .write(move |tx, actor| dossiers::publish(tx, actor, &services, &service, version, from.unwrap_or_else(|| actor.today())))
        .await?;
    settled(&sender, &id, version).await
}

/// Withdraws a version: nobody can file under it any more.
#[utoipa::path(
    post, path = "/api/v1/admin/services/{id}/versions/{version}/retire", tag = "admin",
    params(("id" = String, Path, description = "The service's id"), ("version" = u32, Path, description = "The version's number")),
    responses((status = 200, body = VersionView), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn retire(sender: Sender, Path((id, version)): Path<(String, u32)>) -> Result<Json<VersionView>, Refusal> {
    let services = Arc::clone(&sender.api.platform.services);
    let service = id.clone();
    sender.write(move |tx, actor| dossiers::retire(tx, actor, &services, &service, version)).await?;
    settled(&sender, &id, version).await
}

/// Takes the change into this node's catalogue; other nodes read it a little later.
async fn settled(sender: &Sender, id: &str, version: u32) -> Result<Json<VersionView>, Refusal> {
    let services = Arc::clone(&sender.api.platform.services);
    sender.read(move |tx, _| services.refresh(tx)).await?;
    let service = sender.api.platform.services.version(id, version).map_err(|error| sender.refuse(&error.into()))?;
    Ok(Json(VersionView::from(service.as_ref())))
}
