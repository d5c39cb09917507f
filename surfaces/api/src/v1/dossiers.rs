//! Filing dossiers and carrying them through the offices.

use crate::problem::Refusal;
use crate::sender::{Body, Sender, citizen, signed_in};
use crate::v1::dossier_views::{ConsentRequestView, DossierView, FiledView, OwnDossierView, QueueRowView, TrackedView};
use crate::{Api, Problem};
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use dossiers::{
    AnswerSupplement, ConsentWord, Decide, Decline, Delivery, Dossier, Forward, GiveConsent, PaperSeen, Queue, QueuePlace,
    Receive, RequestSupplement, ReturnResult, State, Submit, Verdict, Withdraw,
};
use gate::{Door, Failure};
use kernel::{DossierId, PersonId, UnitCode};
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
        .routes(routes!(receive))
        .routes(routes!(decline))
        .routes(routes!(request_supplement))
        .routes(routes!(answer_supplement))
        .routes(routes!(consent))
        .routes(routes!(forward))
        .routes(routes!(decide))
        .routes(routes!(return_result))
        .routes(routes!(withdraw))
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
}

/// Files a dossier.
#[utoipa::path(
    post, path = "/api/v1/dossiers", tag = "dossiers", request_body = SubmitBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sending the same key again gives the same dossier")),
    responses((status = 201, body = FiledView), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)),
)]
async fn submit(
    sender: Sender,
    headers: HeaderMap,
    Body(body): Body<SubmitBody>,
) -> Result<(StatusCode, Json<FiledView>), Refusal> {
    let applicant: Option<PersonId> = sender.parse_option("applicant", body.applicant.as_deref())?;
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let services = Arc::clone(&sender.api.platform.services);
    let (service, version, answers) = (body.service, body.version, body.answers);
    let filed = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            let nobody = || Failure::invalid().field("applicant", "error-field-unreadable");
            let applicant = applicant.or_else(|| actor.person()).ok_or_else(nobody)?;
            let command =
                Submit { service: service.clone(), version, applicant, answers: answers.clone(), key: key.clone(), draft: None };
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

/// Runs an act on a dossier and answers with where it stands.
async fn act<F>(sender: Sender, id: &str, mut work: F) -> Result<Json<DossierView>, Refusal>
where
    F: FnMut(&mut store::Tx<'_>, &access::Actor, &dossiers::Catalogue, DossierId) -> Result<Dossier, dossiers::Error>
        + Send
        + 'static,
{
    let id: DossierId = sender.parse("id", id)?;
    let services = Arc::clone(&sender.api.platform.services);
    let dossier = sender.write(move |tx, actor| work(tx, actor, &services, id)).await?;
    Ok(Json(DossierView::from(dossier)))
}

/// A paper the officer has in hand.
#[derive(Debug, Clone, Deserialize, ToSchema)]
struct PaperBody {
    /// Which, by its id in the service.
    paper: String,
    /// `original`, `copy` or `electronic`.
    form: String,
    /// How many.
    #[serde(default = "one")]
    copies: u32,
}

const fn one() -> u32 {
    1
}

/// What came with a dossier.
#[derive(Debug, Deserialize, ToSchema)]
struct ReceiveBody {
    /// The papers that were seen.
    #[serde(default)]
    papers: Vec<PaperBody>,
}

/// Takes a dossier in: its clock starts.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/receive", tag = "dossiers", request_body = ReceiveBody,
    params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
async fn receive(sender: Sender, Path(id): Path<String>, Body(body): Body<ReceiveBody>) -> Result<Json<DossierView>, Refusal> {
    let mut papers = Vec::with_capacity(body.papers.len());
    for paper in &body.papers {
        papers.push(PaperSeen {
            paper: paper.paper.clone(),
            form: sender.parse("papers/form", &paper.form)?,
            copies: paper.copies,
        });
    }
    act(sender, &id, move |tx, actor, services, dossier| {
        dossiers::receive(tx, actor, services, &Receive { dossier, papers: papers.clone() })
    })
    .await
}

/// A reason in words the applicant reads.
#[derive(Debug, Deserialize, ToSchema)]
struct ReasonBody {
    /// Why.
    reason: String,
}

/// Sends a dossier back without taking it in.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/decline", tag = "dossiers", request_body = ReasonBody,
    params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
async fn decline(sender: Sender, Path(id): Path<String>, Body(body): Body<ReasonBody>) -> Result<Json<DossierView>, Refusal> {
    act(sender, &id, move |tx, actor, services, dossier| {
        dossiers::decline(tx, actor, services, &Decline { dossier, reason: body.reason.clone() })
    })
    .await
}

/// Everything that is missing.
#[derive(Debug, Deserialize, ToSchema)]
struct SupplementBody {
    /// The defects, all of them: it can be asked once.
    defects: Vec<String>,
    /// Why, in words the applicant reads.
    reason: String,
}

/// Asks the applicant for what is missing, once.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/supplement", tag = "dossiers", request_body = SupplementBody,
    params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
async fn request_supplement(
    sender: Sender,
    Path(id): Path<String>,
    Body(body): Body<SupplementBody>,
) -> Result<Json<DossierView>, Refusal> {
    act(sender, &id, move |tx, actor, services, dossier| {
        let command = RequestSupplement { dossier, defects: body.defects.clone(), reason: body.reason.clone() };
        dossiers::request_supplement(tx, actor, services, &command)
    })
    .await
}

/// What the applicant supplies.
#[derive(Debug, Deserialize, ToSchema)]
struct AnswerBody {
    /// The answers that change.
    #[serde(default)]
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
    /// A word to the office.
    #[serde(default)]
    note: String,
}

/// Supplies what was missing.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/answer", tag = "dossiers", request_body = AnswerBody,
    params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
async fn answer_supplement(
    sender: Sender,
    Path(id): Path<String>,
    Body(body): Body<AnswerBody>,
) -> Result<Json<DossierView>, Refusal> {
    act(sender, &id, move |tx, actor, services, dossier| {
        let command = AnswerSupplement { dossier, answers: body.answers.clone(), note: body.note.clone() };
        dossiers::answer_supplement(tx, actor, services, &command)
    })
    .await
}

/// Whether the one whose agreement is needed agrees.
#[derive(Debug, Deserialize, ToSchema)]
struct ConsentBody {
    /// `given` or `declined`.
    word: String,
    /// What it rests on: empty for one's own word, the signed paper when an officer notes it.
    #[serde(default)]
    evidence: String,
}

/// Agrees to a dossier, or does not: as head of the household, or noted by an officer from a signed paper.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/consent", tag = "dossiers", request_body = ConsentBody,
    params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
async fn consent(sender: Sender, Path(id): Path<String>, Body(body): Body<ConsentBody>) -> Result<Json<DossierView>, Refusal> {
    let word: ConsentWord = sender.parse("word", &body.word)?;
    act(sender, &id, move |tx, actor, services, dossier| {
        dossiers::give_consent(tx, actor, services, &GiveConsent { dossier, word, evidence: body.evidence.clone() })
    })
    .await
}

/// What the office that hands it on thinks.
#[derive(Debug, Deserialize, ToSchema)]
struct ForwardBody {
    /// The opinion.
    opinion: String,
}

/// Hands a dossier to the next step.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/forward", tag = "dossiers", request_body = ForwardBody,
    params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
async fn forward(sender: Sender, Path(id): Path<String>, Body(body): Body<ForwardBody>) -> Result<Json<DossierView>, Refusal> {
    act(sender, &id, move |tx, actor, services, dossier| {
        dossiers::forward(tx, actor, services, &Forward { dossier, opinion: body.opinion.clone() })
    })
    .await
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
struct DecideBody {
    /// `grant` or `refuse`.
    verdict: String,
    /// Why, for a refusal.
    #[serde(default)]
    reason: String,
}

/// Decides a dossier. A grant changes the register in the same transaction.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/decide", tag = "dossiers", request_body = DecideBody,
    params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn decide(sender: Sender, Path(id): Path<String>, Body(body): Body<DecideBody>) -> Result<Json<DossierView>, Refusal> {
    let verdict = match body.verdict.as_str() {
        "grant" => Verdict::Grant,
        "refuse" => Verdict::Refuse { reason: body.reason },
        _ => return Err(sender.refuse(&Failure::invalid().field("verdict", "error-field-unreadable"))),
    };
    act(sender, &id, move |tx, actor, services, dossier| {
        dossiers::decide(tx, actor, services, &Decide { dossier, verdict: verdict.clone(), new_heads: Vec::new() })
    })
    .await
}

/// How the result reached the applicant.
#[derive(Debug, Deserialize, ToSchema)]
struct ReturnBody {
    /// `online`, `counter` or `post`.
    delivery: String,
}

/// Notes that the result was handed over.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/return", tag = "dossiers", request_body = ReturnBody,
    params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
async fn return_result(
    sender: Sender,
    Path(id): Path<String>,
    Body(body): Body<ReturnBody>,
) -> Result<Json<DossierView>, Refusal> {
    let delivery: Delivery = sender.parse("delivery", &body.delivery)?;
    act(sender, &id, move |tx, actor, services, dossier| {
        dossiers::return_result(tx, actor, services, &ReturnResult { dossier, delivery })
    })
    .await
}

/// Takes one's dossier back.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/withdraw", tag = "dossiers", request_body = ReasonBody,
    params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = DossierView), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
async fn withdraw(sender: Sender, Path(id): Path<String>, Body(body): Body<ReasonBody>) -> Result<Json<DossierView>, Refusal> {
    act(sender, &id, move |tx, actor, services, dossier| {
        dossiers::withdraw(tx, actor, services, &Withdraw { dossier, reason: body.reason.clone() })
    })
    .await
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
