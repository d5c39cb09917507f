//! Notices of a change between units, a citizen's reports of mistakes, and requests to a second officer.

use crate::problem::Refusal;
use crate::sender::{Body, Sender, citizen, signed_in};
use crate::{Api, Problem};
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use gate::Failure;
use kernel::PersonalNumber;
use register::{
    CardShown, Confirm, MakeNotice, Notice, NoticeBox, NoticeFilter, NoticeId, NoticeKind, NoticeLine, NoticeOpened, NoticeState,
    NoticeStep, ReportMistake, RequestFilter, RequestId, RequestLine, RequestState,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(one))
        .routes(routes!(answer))
        .routes(routes!(reports, report))
        .routes(routes!(requests))
        .routes(routes!(request))
        .routes(routes!(decide))
}

/// Which notices.
#[derive(Debug, Deserialize, IntoParams)]
struct NoticesQuery {
    /// `in` for those to answer, `out` for those that were made here.
    #[serde(default)]
    side: Option<String>,
    /// `open`, `confirmed`, `returned` or `withdrawn`; `open` when left out.
    #[serde(default)]
    state: Option<String>,
    /// Only those whose answer is late.
    #[serde(default)]
    overdue: bool,
    /// Rows, at most 100.
    limit: Option<u32>,
}

/// A notice of a change.
#[derive(Debug, Serialize, ToSchema)]
struct NoticeView {
    /// Its id.
    id: String,
    /// What was learned.
    #[schema(example = "moved-in")]
    kind: &'static str,
    /// About whom: the name, as the card showed it.
    person: Option<String>,
    /// The unit that learned it; none when the citizen reports it.
    from: Option<String>,
    /// The unit that answers for the person.
    to: String,
    /// The fact that the citizen calls wrong.
    fact: Option<String>,
    /// What was learned, or what is right.
    said: String,
    /// When it happened.
    happened_on: Option<String>,
    /// What proves it.
    evidence: Option<String>,
    /// When it was made.
    made_at: String,
    /// When the answer is due.
    due_at: String,
    /// Where it stands.
    state: &'static str,
    /// What happened to it, oldest first; empty in lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepView>,
}

/// One step of a notice's life.
#[derive(Debug, Serialize, ToSchema)]
struct StepView {
    /// What happened.
    what: &'static str,
    /// When.
    at: String,
    /// In which office.
    office: Option<String>,
    /// What was said.
    said: Option<String>,
}

impl From<NoticeStep> for StepView {
    fn from(step: NoticeStep) -> Self {
        Self {
            what: step.what.as_str(),
            at: step.at.to_string(),
            office: step.office.map(|unit| unit.to_string()),
            said: step.said,
        }
    }
}

fn view(notice: Notice, person: Option<String>, steps: Vec<NoticeStep>) -> NoticeView {
    NoticeView {
        id: notice.id.to_string(),
        kind: notice.kind.as_str(),
        person,
        from: notice.from.map(|unit| unit.to_string()),
        to: notice.to.to_string(),
        fact: notice.fact,
        said: notice.said,
        happened_on: notice.happened_on.map(|day| day.to_string()),
        evidence: notice.evidence,
        made_at: notice.made_at.to_string(),
        due_at: notice.due_at.to_string(),
        state: notice.state.as_str(),
        steps: steps.into_iter().map(StepView::from).collect(),
    }
}

impl From<NoticeLine> for NoticeView {
    fn from(line: NoticeLine) -> Self {
        view(line.notice, line.person.map(|person| person.name.to_string()), Vec::new())
    }
}

/// The notices of the officer's units: those to answer by urgency, those made newest first.
#[utoipa::path(
    get, path = "/api/v1/register/notices", tag = "register",
    params(NoticesQuery, ("X-Purpose" = String, Header, description = "Why the list is opened")),
    responses((status = 200, body = Vec<NoticeView>), (status = 403, body = Problem)),
)]
async fn list(sender: Sender, Query(query): Query<NoticesQuery>) -> Result<Json<Vec<NoticeView>>, Refusal> {
    let filter = NoticeFilter {
        side: sender.parse_option("side", query.side.as_deref())?.unwrap_or(NoticeBox::In),
        state: sender.parse_option("state", query.state.as_deref())?.unwrap_or(NoticeState::Open),
        overdue: query.overdue,
        after: None,
        rows: query.limit.unwrap_or(20).min(100),
    };
    let lines = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::notices(tx, actor, &filter).map_err(Failure::from)
        })
        .await?;
    Ok(Json(lines.into_iter().map(NoticeView::from).collect()))
}

/// What was learned about somebody for whom another unit answers.
#[derive(Debug, Deserialize, ToSchema)]
struct NoticeBody {
    /// The number on the card.
    number: String,
    /// The birth date on the card.
    birth: String,
    /// `moved-in`, `lives-here`, `died`, `married` or `contact`.
    kind: String,
    /// The officer's own unit.
    from: String,
    /// In words.
    said: String,
    /// When it happened: 2025-03-06, 2025-03 or 2025.
    happened_on: Option<String>,
    /// What proves it.
    evidence: Option<String>,
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
struct Made {
    /// Its id.
    id: String,
}

/// Tells the unit that answers for a person what was learned here.
#[utoipa::path(
    post, path = "/api/v1/register/notices", tag = "register", request_body = NoticeBody,
    params(("X-Purpose" = String, Header, description = "Why it is told")),
    responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn make(sender: Sender, Body(body): Body<NoticeBody>) -> Result<(StatusCode, Json<Made>), Refusal> {
    let number: PersonalNumber = sender.parse("number", &body.number)?;
    let command = MakeNotice {
        card: CardShown { number, birth: sender.parse("birth", &body.birth)? },
        kind: sender.parse::<NoticeKind>("kind", &body.kind)?,
        from: sender.parse("from", &body.from)?,
        said: body.said,
        happened_on: sender.parse_option("happened_on", body.happened_on.as_deref())?,
        evidence: body.evidence,
    };
    let pack = Arc::clone(&sender.api.platform.pack);
    let made = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            // A card of nobody is an answer and no failure, so that the try is counted.
            match register::make_notice(tx, actor, &pack, &command) {
                Ok(id) => Ok(Some(id)),
                Err(register::Error::PersonNotFound) => Ok(None),
                Err(other) => Err(Failure::from(other)),
            }
        })
        .await?;
    let id = made.ok_or_else(|| sender.refuse(&Failure::from(register::Error::PersonNotFound)))?;
    Ok((StatusCode::CREATED, Json(Made { id: id.to_string() })))
}

/// One notice with its life.
#[utoipa::path(
    get, path = "/api/v1/register/notices/{id}", tag = "register",
    params(("id" = String, Path, description = "The notice's id"), ("X-Purpose" = String, Header, description = "Why it is opened")),
    responses((status = 200, body = NoticeView), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn one(sender: Sender, Path(id): Path<String>) -> Result<Json<NoticeView>, Refusal> {
    let id: NoticeId = sender.parse("id", &id)?;
    let found = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::notice(tx, actor, id).map_err(Failure::from)
        })
        .await?;
    let NoticeOpened { line, steps, .. } = found.ok_or_else(|| sender.refuse(&Failure::not_found()))?;
    Ok(Json(view(line.notice, line.person.map(|person| person.name.to_string()), steps)))
}

/// What is said of a notice or a request.
#[derive(Debug, Deserialize, ToSchema)]
struct SaidBody {
    /// A reason, or what was missing. Needed to give back, to send again and to refuse.
    #[serde(default)]
    said: String,
}

/// Takes a notice over (`confirm`), gives it back (`return`), sends it again (`resend`) or takes it back (`withdraw`).
#[utoipa::path(
    post, path = "/api/v1/register/notices/{id}/{act}", tag = "register", request_body = SaidBody,
    params(
        ("id" = String, Path, description = "The notice's id"),
        ("act" = String, Path, description = "confirm, return, resend or withdraw"),
        ("X-Purpose" = String, Header, description = "Why it is answered"),
    ),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn answer(
    sender: Sender,
    Path((id, act)): Path<(String, String)>,
    Body(body): Body<SaidBody>,
) -> Result<StatusCode, Refusal> {
    let id: NoticeId = sender.parse("id", &id)?;
    let pack = Arc::clone(&sender.api.platform.pack);
    sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            match act.as_str() {
                "confirm" => {
                    let confirm = Confirm { said: Some(body.said.clone()), correction: None };
                    register::confirm_notice(tx, actor, id, &confirm).map(drop)
                }
                "return" => register::return_notice(tx, actor, id, &body.said),
                "resend" => register::resend_notice(tx, actor, &pack, id, &body.said),
                "withdraw" => register::withdraw_notice(tx, actor, id),
                _ => return Err(Failure::not_found()),
            }
            .map_err(Failure::from)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One's own reports of mistakes, newest first.
#[utoipa::path(
    get, path = "/api/v1/me/reports", tag = "me",
    responses((status = 200, body = Vec<NoticeView>), (status = 401, body = Problem)),
)]
async fn reports(sender: Sender) -> Result<Json<Vec<NoticeView>>, Refusal> {
    let reports = sender
        .read(|tx, actor| {
            citizen(actor)?;
            register::my_reports(tx, actor).map_err(Failure::from)
        })
        .await?;
    Ok(Json(reports.into_iter().map(|report| view(report.notice, None, report.steps)).collect()))
}

/// A fact of one's own record that is wrong.
#[derive(Debug, Deserialize, ToSchema)]
struct ReportBody {
    /// The name of the fact, such as `birth`.
    fact: String,
    /// What is right.
    said: String,
    /// What proves it.
    evidence: Option<String>,
}

/// Tells the commune that a fact of one's own record is wrong.
#[utoipa::path(
    post, path = "/api/v1/me/reports", tag = "me", request_body = ReportBody,
    responses((status = 201, body = Made), (status = 401, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn report(sender: Sender, Body(body): Body<ReportBody>) -> Result<(StatusCode, Json<Made>), Refusal> {
    let command = ReportMistake { fact: body.fact, said: body.said, evidence: body.evidence };
    let pack = Arc::clone(&sender.api.platform.pack);
    let id = sender
        .write(move |tx, actor| {
            citizen(actor)?;
            register::report_mistake(tx, actor, &pack, &command).map_err(Failure::from)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(Made { id: id.to_string() })))
}

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
struct RequestsQuery {
    /// `open`, `approved`, `refused` or `withdrawn`; `open` when left out.
    state: Option<String>,
    /// The kind; all when left out.
    kind: Option<String>,
    /// The last request of the page before.
    before: Option<String>,
    /// Rows, at most 100.
    limit: Option<u32>,
}

/// A request to a second officer.
#[derive(Debug, Serialize, ToSchema)]
struct RequestView {
    /// Its id.
    id: String,
    /// What is asked for.
    #[schema(example = "number-replacement")]
    kind: &'static str,
    /// In which unit.
    unit: String,
    /// Whom it concerns.
    person: Option<String>,
    /// What is to be done.
    #[schema(value_type = Object)]
    asked: serde_json::Value,
    /// Why, in the words of who asked.
    reason: Option<String>,
    /// The official who asked.
    asked_by: String,
    /// When.
    asked_at: String,
    /// Where it stands.
    state: &'static str,
    /// What the second officer remarked.
    remark: Option<String>,
}

impl From<RequestLine> for RequestView {
    fn from(line: RequestLine) -> Self {
        let request = line.request;
        Self {
            id: request.id.to_string(),
            kind: request.asked.kind().as_str(),
            unit: request.unit.to_string(),
            person: line.person.map(|person| person.name.to_string()),
            asked: serde_json::to_value(&request.asked).unwrap_or_default(),
            reason: request.reason,
            asked_by: request.asked_by.to_string(),
            asked_at: request.asked_at.to_string(),
            state: request.state.as_str(),
            remark: request.remark,
        }
    }
}

/// The requests to second officers in the officer's units, newest first.
#[utoipa::path(
    get, path = "/api/v1/register/requests", tag = "register",
    params(RequestsQuery, ("X-Purpose" = String, Header, description = "Why the list is opened")),
    responses((status = 200, body = Vec<RequestView>), (status = 403, body = Problem)),
)]
async fn requests(sender: Sender, Query(query): Query<RequestsQuery>) -> Result<Json<Vec<RequestView>>, Refusal> {
    let filter = RequestFilter {
        state: sender.parse_option("state", query.state.as_deref())?.unwrap_or(RequestState::Open),
        kind: sender.parse_option("kind", query.kind.as_deref())?,
        before: sender.parse_option("before", query.before.as_deref())?,
        rows: query.limit.unwrap_or(20).min(100),
    };
    let lines = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::requests(tx, actor, &filter).map_err(Failure::from)
        })
        .await?;
    Ok(Json(lines.into_iter().map(RequestView::from).collect()))
}

/// One request.
#[utoipa::path(
    get, path = "/api/v1/register/requests/{id}", tag = "register",
    params(("id" = String, Path, description = "The request's id"), ("X-Purpose" = String, Header, description = "Why it is opened")),
    responses((status = 200, body = RequestView), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn request(sender: Sender, Path(id): Path<String>) -> Result<Json<RequestView>, Refusal> {
    let id: RequestId = sender.parse("id", &id)?;
    let found = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::request(tx, actor, id).map_err(Failure::from)
        })
        .await?;
    found.map(|line| Json(line.into())).ok_or_else(|| sender.refuse(&Failure::not_found()))
}

/// Agrees to a request and carries it out (`approve`), refuses it (`refuse`) or takes one's own back (`withdraw`).
#[utoipa::path(
    post, path = "/api/v1/register/requests/{id}/{act}", tag = "register", request_body = SaidBody,
    params(
        ("id" = String, Path, description = "The request's id"),
        ("act" = String, Path, description = "approve, refuse or withdraw"),
        ("X-Purpose" = String, Header, description = "Why it is decided"),
    ),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn decide(
    sender: Sender,
    Path((id, act)): Path<(String, String)>,
    Body(body): Body<SaidBody>,
) -> Result<StatusCode, Refusal> {
    let id: RequestId = sender.parse("id", &id)?;
    sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            match act.as_str() {
                "approve" => register::approve_request(tx, actor, id, Some(&body.said)),
                "refuse" => register::refuse_request(tx, actor, id, &body.said),
                "withdraw" => register::withdraw_request(tx, actor, id),
                _ => return Err(Failure::not_found()),
            }
            .map_err(Failure::from)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
