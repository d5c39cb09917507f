//! Carrying dossiers through the offices. Every act answers with the dossier as it stands afterwards.

use crate::problem::Refusal;
use crate::sender::{Body, Sender};
use crate::v1::dossier_views::DossierView;
use crate::{Api, Problem};
use axum::Json;
use axum::extract::Path;
use dossiers::{
    AnswerSupplement, ConsentWord, Decide, Decline, Delivery, Dossier, Forward, GiveConsent, PaperSeen, Receive,
    RequestSupplement, ReturnResult, Verdict, Withdraw,
};
use gate::Failure;
use kernel::DossierId;
use register::NewHead;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::Arc;
use utoipa::{IntoParams, IntoResponses, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(receive))
        .routes(routes!(decline))
        .routes(routes!(request_supplement))
        .routes(routes!(answer_supplement))
        .routes(routes!(consent))
        .routes(routes!(forward))
        .routes(routes!(decide))
        .routes(routes!(return_result))
        .routes(routes!(withdraw))
}

/// Which dossier.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct DossierPath {
    /// The dossier's id.
    id: String,
}

/// What an act answers.
#[derive(IntoResponses)]
#[expect(dead_code, clippy::large_enum_variant, reason = "only describes the answers for the OpenAPI document")]
enum Acted {
    /// The dossier after the act.
    #[response(status = 200)]
    Done(DossierView),
    /// The act is not the sender's.
    #[response(status = 403)]
    Forbidden(Problem),
    /// There is no such dossier, or none that the sender may see.
    #[response(status = 404)]
    Absent(Problem),
    /// The dossier's state does not allow the act, or somebody else was quicker.
    #[response(status = 409)]
    Conflict(Problem),
    /// Something in the body cannot be.
    #[response(status = 422)]
    Invalid(Problem),
}

/// Runs an act on a dossier and answers with where it stands.
async fn act<F>(sender: Sender, path: &DossierPath, mut work: F) -> Result<Json<DossierView>, Refusal>
where
    F: FnMut(&mut store::Tx<'_>, &access::Actor, &dossiers::Catalogue, DossierId) -> Result<Dossier, dossiers::Error>
        + Send
        + 'static,
{
    let id: DossierId = sender.parse("id", &path.id)?;
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
    params(DossierPath), responses(Acted),
)]
async fn receive(
    sender: Sender,
    Path(path): Path<DossierPath>,
    Body(body): Body<ReceiveBody>,
) -> Result<Json<DossierView>, Refusal> {
    let mut papers = Vec::with_capacity(body.papers.len());
    for paper in &body.papers {
        papers.push(PaperSeen {
            paper: paper.paper.clone(),
            form: sender.parse("papers/form", &paper.form)?,
            copies: paper.copies,
        });
    }
    act(sender, &path, move |tx, actor, services, dossier| {
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
    params(DossierPath), responses(Acted),
)]
async fn decline(
    sender: Sender,
    Path(path): Path<DossierPath>,
    Body(body): Body<ReasonBody>,
) -> Result<Json<DossierView>, Refusal> {
    act(sender, &path, move |tx, actor, services, dossier| {
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
    params(DossierPath), responses(Acted),
)]
async fn request_supplement(
    sender: Sender,
    Path(path): Path<DossierPath>,
    Body(body): Body<SupplementBody>,
) -> Result<Json<DossierView>, Refusal> {
    act(sender, &path, move |tx, actor, services, dossier| {
        let command = RequestSupplement { dossier, defects: body.defects.clone(), reason: body.reason.clone() };
        dossiers::request_supplement(tx, actor, services, &command)
    })
    .await
}

/// What the applicant supplies.
#[derive(Debug, Deserialize, ToSchema)]
struct AnswerBody {
    /// All answers as they shall be: they replace the earlier ones, and what is left out is taken back.
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
    /// A word to the office.
    #[serde(default)]
    note: String,
}

/// Supplies what was missing.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/answer", tag = "dossiers", request_body = AnswerBody,
    params(DossierPath), responses(Acted),
)]
async fn answer_supplement(
    sender: Sender,
    Path(path): Path<DossierPath>,
    Body(body): Body<AnswerBody>,
) -> Result<Json<DossierView>, Refusal> {
    act(sender, &path, move |tx, actor, services, dossier| {
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
    params(DossierPath), responses(Acted),
)]
async fn consent(
    sender: Sender,
    Path(path): Path<DossierPath>,
    Body(body): Body<ConsentBody>,
) -> Result<Json<DossierView>, Refusal> {
    let word: ConsentWord = sender.parse("word", &body.word)?;
    act(sender, &path, move |tx, actor, services, dossier| {
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
    params(DossierPath), responses(Acted),
)]
async fn forward(
    sender: Sender,
    Path(path): Path<DossierPath>,
    Body(body): Body<ForwardBody>,
) -> Result<Json<DossierView>, Refusal> {
    act(sender, &path, move |tx, actor, services, dossier| {
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
    /// Who heads the households that a grant leaves without a head: those in `heads_needed` of the dossier.
    #[serde(default)]
    new_heads: Vec<NewHeadBody>,
}

/// The next head of a household.
#[derive(Debug, Deserialize, ToSchema)]
struct NewHeadBody {
    /// The household's id.
    household: String,
    /// The person's id.
    head: String,
}

/// Decides a dossier. A grant changes the register in the same transaction.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/decide", tag = "dossiers", request_body = DecideBody,
    params(DossierPath), responses(Acted),
)]
async fn decide(
    sender: Sender,
    Path(path): Path<DossierPath>,
    Body(body): Body<DecideBody>,
) -> Result<Json<DossierView>, Refusal> {
    let verdict = match body.verdict.as_str() {
        "grant" => Verdict::Grant,
        "refuse" => Verdict::Refuse { reason: body.reason },
        _ => return Err(sender.refuse(&Failure::invalid().field("verdict", "error-field-unreadable"))),
    };
    let new_heads = body
        .new_heads
        .iter()
        .map(|chosen| {
            Ok(NewHead {
                household: sender.parse("new_heads", &chosen.household)?,
                head: sender.parse("new_heads", &chosen.head)?,
            })
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    act(sender, &path, move |tx, actor, services, dossier| {
        dossiers::decide(tx, actor, services, &Decide { dossier, verdict: verdict.clone(), new_heads: new_heads.clone() })
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
    params(DossierPath), responses(Acted),
)]
async fn return_result(
    sender: Sender,
    Path(path): Path<DossierPath>,
    Body(body): Body<ReturnBody>,
) -> Result<Json<DossierView>, Refusal> {
    let delivery: Delivery = sender.parse("delivery", &body.delivery)?;
    act(sender, &path, move |tx, actor, services, dossier| {
        dossiers::return_result(tx, actor, services, &ReturnResult { dossier, delivery })
    })
    .await
}

/// Takes one's dossier back.
#[utoipa::path(
    post, path = "/api/v1/dossiers/{id}/withdraw", tag = "dossiers", request_body = ReasonBody,
    params(DossierPath), responses(Acted),
)]
async fn withdraw(
    sender: Sender,
    Path(path): Path<DossierPath>,
    Body(body): Body<ReasonBody>,
) -> Result<Json<DossierView>, Refusal> {
    act(sender, &path, move |tx, actor, services, dossier| {
        dossiers::withdraw(tx, actor, services, &Withdraw { dossier, reason: body.reason.clone() })
    })
    .await
}
