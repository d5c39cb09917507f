//! Filing dossiers, and finding them again.

use crate::problem::Refusal;
use crate::sender::{Body, Sender, citizen, signed_in};
use crate::v1::dossier_views::{ConsentRequestView, DossierView, FiledView, OwnDossierView, QueueRowView, TrackedView};
use crate::{Api, Problem};
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use dossiers::{Queue, QueuePlace, State, Submit};
use gate::{Door, Failure};
use kernel::{DossierId, PersonId, UnitCode};
use register::CardShown;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(submit, queue))
        .routes(routes!(dossier))
        .routes(routes!(track))
        .routes(routes!(mine))
        .routes(routes!(my_consents))
}

/// A dossier to file.
#[derive(Debug, Deserialize, ToSchema)]
struct SubmitBody {
    /// The service, such as `temporary-residence`.
    service: String,
    /// The version whose form was filled in; the one that is offered when left out.
    version: Option<u32>,
    /// Whose dossier it is; one's own when left out.
    applicant: Option<String>,
    /// The answers. Those that the register gives are replaced by what it says.
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
    /// The card of an applicant at the counter: an official needs it for somebody who lives in another unit.
    card: Option<CardBody>,
}

/// What stands on the identity card that the applicant shows.
#[derive(Deserialize, ToSchema)]
struct CardBody {
    /// The identity number.
    number: String,
    /// The date of birth, such as `1962-05-17`.
    birth: String,
}

impl std::fmt::Debug for CardBody {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("CardBody(…)")
    }
}

impl CardBody {
    fn read(&self, sender: &Sender) -> Result<CardShown, Refusal> {
        Ok(CardShown { number: sender.parse("card.number", &self.number)?, birth: sender.parse("card.birth", &self.birth)? })
    }
}

/// The key of the submission. One that cannot be read is refused: without it a second try would file twice.
pub(crate) fn key_of(sender: &Sender, headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let unreadable = || sender.refuse(&Failure::invalid().field("Idempotency-Key", "error-field-unreadable"));
    headers.get("idempotency-key").map(|value| value.to_str().map(str::to_owned).map_err(|_| unreadable())).transpose()
}

/// Files a dossier.
#[utoipa::path(
    post, path = "/api/v1/dossiers", tag = "dossiers", request_body = SubmitBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sending the same key again gives the same dossier")),
    responses((status = 201, body = FiledView), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
)]
async fn submit(
    sender: Sender,
    headers: HeaderMap,
    Body(body): Body<SubmitBody>,
) -> Result<(StatusCode, Json<FiledView>), Refusal> {
    let applicant: Option<PersonId> = sender.parse_option("applicant", body.applicant.as_deref())?;
    let key = key_of(&sender, &headers)?;
    let card = body.card.as_ref().map(|card| card.read(&sender)).transpose()?;
    let services = Arc::clone(&sender.api.platform.services);
    let (service, version, answers) = (body.service, body.version, body.answers);
    let filed = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            let nobody = || Failure::invalid().field("applicant", "error-field-unreadable");
            let applicant = applicant.or_else(|| actor.person()).ok_or_else(nobody)?;
            let (service, answers, key) = (service.clone(), answers.clone(), key.clone());
            let command = Submit { service, version, applicant, answers, key, draft: None, card };
            dossiers::submit(tx, actor, &services, &command).map_err(Failure::from)
        })
        .await?;
    let status = if filed.repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(FiledView::from(filed))))
}

/// Which part of an office's queue.
#[derive(Debug, Deserialize, IntoParams)]
struct QueueQuery {
    /// The office; the caller's own when left out.
    desk: Option<String>,
    /// The state, `new` when left out.
    state: Option<String>,
    /// One service only.
    service: Option<String>,
    /// A code, or a part of the applicant's name.
    text: Option<String>,
    /// Late ones only.
    #[serde(default)]
    late: bool,
    /// The `next` of the page before.
    after: Option<String>,
    /// Rows, at most 100.
    limit: Option<u32>,
}

/// A page of a queue.
#[derive(Debug, Serialize, ToSchema)]
struct QueuePageView {
    /// The rows, the most urgent first.
    rows: Vec<QueueRowView>,
    /// Where the next page begins.
    next: Option<String>,
}

/// The dossiers that wait in an office.
#[utoipa::path(
    get, path = "/api/v1/dossiers", tag = "dossiers", params(QueueQuery),
    responses((status = 200, body = QueuePageView), (status = 403, body = Problem)),
)]
async fn queue(sender: Sender, Query(query): Query<QueueQuery>) -> Result<Json<QueuePageView>, Refusal> {
    let wanted = Queue {
        desk: sender.parse_option::<UnitCode>("desk", query.desk.as_deref())?,
        state: sender.parse_option::<State>("state", query.state.as_deref())?.unwrap_or(State::New),
        service: query.service,
        text: query.text,
        late: query.late,
        after: place(&sender, query.after.as_deref())?,
        rows: query.limit.unwrap_or(20),
    };
    let page = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            dossiers::queue(tx, actor, &wanted).map_err(Failure::from)
        })
        .await?;
    let next = page.next.map(|place| format!("{}~{}", place.due_at.micros(), place.id));
    Ok(Json(QueuePageView { rows: page.rows.into_iter().map(QueueRowView::from).collect(), next }))
}

fn place(sender: &Sender, text: Option<&str>) -> Result<Option<QueuePlace>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    let (due, id) =
        text.split_once('~').ok_or_else(|| sender.refuse(&Failure::invalid().field("after", "error-field-unreadable")))?;
    Ok(Some(QueuePlace { due_at: kernel::Instant::from_micros(sender.parse("after", due)?), id: sender.parse("after", id)? }))
}

/// One dossier, for the office that has it or for its applicant.
#[utoipa::path(
    get, path = "/api/v1/dossiers/{id}", tag = "dossiers", params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem)),
)]
async fn dossier(sender: Sender, Path(id): Path<String>) -> Result<Json<DossierView>, Refusal> {
    let id: DossierId = sender.parse("id", &id)?;
    let services = Arc::clone(&sender.api.platform.services);
    let view = sender.write(move |tx, actor| dossiers::dossier(tx, actor, &services, id)).await?;
    Ok(Json(DossierView::whole(view)))
}

/// What proves that somebody may ask.
#[derive(Debug, Deserialize, IntoParams)]
struct TrackQuery {
    /// The secret that stands beside the code on the receipt.
    secret: String,
}

/// Where a dossier stands, for anybody who has its code and secret. No personal data.
#[utoipa::path(
    get, path = "/api/v1/track/{code}", tag = "public", params(("code" = String, Path, description = "The dossier's code"), TrackQuery),
    responses((status = 200, body = TrackedView), (status = 404, body = Problem)), security(()),
)]
async fn track(sender: Sender, Path(code): Path<String>, Query(query): Query<TrackQuery>) -> Result<Json<TrackedView>, Refusal> {
    sender.pass(Door::Track)?;
    let services = Arc::clone(&sender.api.platform.services);
    let found = sender.read(move |tx, _| dossiers::track(tx, &services, &code, &query.secret)).await?;
    found.map(|tracked| Json(TrackedView::from(tracked))).ok_or_else(|| sender.refuse(&Failure::not_found()))
}

/// Where a list goes on.
#[derive(Debug, Deserialize, IntoParams)]
struct BeforeQuery {
    /// The last id of the page before.
    before: Option<String>,
    /// Rows, at most 100.
    limit: Option<u32>,
}

/// One's own dossiers, the latest first.
#[utoipa::path(
    get, path = "/api/v1/me/dossiers", tag = "me", params(BeforeQuery),
    responses((status = 200, body = Vec<OwnDossierView>), (status = 401, body = Problem)),
)]
async fn mine(sender: Sender, Query(query): Query<BeforeQuery>) -> Result<Json<Vec<OwnDossierView>>, Refusal> {
    let before = sender.parse_option("before", query.before.as_deref())?;
    let rows = query.limit.unwrap_or(20);
    let own = sender
        .read(move |tx, actor| {
            citizen(actor)?;
            dossiers::my_dossiers(tx, actor, before, rows).map_err(Failure::from)
        })
        .await?;
    Ok(Json(own.into_iter().map(OwnDossierView::from).collect()))
}

/// The dossiers that wait for one's agreement.
#[utoipa::path(
    get, path = "/api/v1/me/consents", tag = "me",
    responses((status = 200, body = Vec<ConsentRequestView>), (status = 401, body = Problem)),
)]
async fn my_consents(sender: Sender) -> Result<Json<Vec<ConsentRequestView>>, Refusal> {
    let services = Arc::clone(&sender.api.platform.services);
    let waiting = sender
        .write(move |tx, actor| {
            citizen(actor)?;
            dossiers::my_consents(tx, actor, &services).map_err(Failure::from)
        })
        .await?;
    Ok(Json(waiting.into_iter().map(ConsentRequestView::from).collect()))
}
