//! Guests for the night: notifying one or many, who is there, that they left.

use crate::problem::Refusal;
use crate::sender::{Body, Sender, signed_in};
use crate::{Api, Problem};
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use gate::Failure;
use kernel::{Date, Instant};
use register::{EndStays, GuestLine, GuestStay, Host, NotifyStays, Page, StayEnd, StayId, StaysNotified, StaysOn};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(notify, on_night)).routes(routes!(end)).routes(routes!(lodgings))
}

/// A guest, as it stands in a list. Texts are read as people write them.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct GuestBody {
    /// Full name.
    name: String,
    /// Identity number of twelve digits.
    number: String,
    /// Number of the passport, for who has no identity number.
    passport: String,
    /// Date of birth: `1990-02-01`, `01/02/1990`, `1990`.
    birth: String,
    /// `male` or `female`; left out where a number says it.
    sex: String,
    /// Nationality, ISO 3166; Viet Nam when left out.
    nationality: String,
    /// Room.
    room: String,
    /// Reason.
    reason: String,
    /// When they came: a moment, or date and time in Viet Nam; now when left out.
    arrives: String,
    /// On which day they leave, or after how many nights; one night when left out.
    leaves: String,
}

impl std::fmt::Debug for GuestBody {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("GuestBody(…)")
    }
}

impl GuestBody {
    fn line(self, line: usize) -> GuestLine {
        GuestLine {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            name: self.name,
            number: self.number,
            passport: self.passport,
            birth: self.birth,
            sex: self.sex,
            nationality: self.nationality,
            room: self.room,
            reason: self.reason,
            arrives: self.arrives,
            leaves: self.leaves,
            torn: false,
        }
    }
}

/// Guests to notify: a house that takes guests, or a household, and up to 500 guests.
#[derive(Debug, Deserialize, ToSchema)]
struct NotifyBody {
    /// The house where they stay.
    lodging: Option<String>,
    /// The household with which they stay.
    household: Option<String>,
    /// The guests.
    guests: Vec<GuestBody>,
}

/// What is wrong with one guest.
#[derive(Debug, Serialize, ToSchema)]
struct GuestProblemView {
    /// The place in the list, from 1.
    line: u32,
    /// What is wrong.
    field: &'static str,
    /// The stable code.
    code: String,
    /// What is wrong and what to do.
    message: String,
}

/// What a notification did.
#[derive(Debug, Serialize, ToSchema)]
struct NotifiedView {
    /// The stays of the guests who were taken, in the order of the list.
    accepted: Vec<String>,
    /// How many of them were notified too late.
    late: usize,
    /// What is wrong with the others.
    refused: Vec<GuestProblemView>,
}

impl NotifiedView {
    fn of(sender: &Sender, notified: &StaysNotified) -> Self {
        let words = &sender.api.platform.words;
        let problem = |problem: &register::GuestProblem| {
            let code = problem.reason.message_id();
            let message = words.say(sender.locale(), &code, &[]);
            GuestProblemView { line: problem.line, field: problem.field.as_str(), code, message }
        };
        Self {
            accepted: notified.accepted.iter().map(StayId::to_string).collect(),
            late: notified.late,
            refused: notified.refused.iter().map(problem).collect(),
        }
    }
}

fn host(sender: &Sender, lodging: Option<&str>, household: Option<&str>) -> Result<Option<Host>, Refusal> {
    match (lodging, household) {
        (Some(lodging), None) => Ok(Some(Host::Lodging(sender.parse("lodging", lodging)?))),
        (None, Some(household)) => Ok(Some(Host::Household(sender.parse("household", household)?))),
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err(sender.refuse(&Failure::invalid().field("household", "error-field-unreadable"))),
    }
}

/// Notifies guests. Those who cannot be taken are told with their reasons; the others are notified.
#[utoipa::path(
    post, path = "/api/v1/stays", tag = "register", request_body = NotifyBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sending the same key again gives the same answer"), ("X-Purpose" = Option<String>, Header, description = "Needed from officials")),
    responses((status = 201, body = NotifiedView), (status = 200, body = NotifiedView), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn notify(
    sender: Sender,
    headers: HeaderMap,
    Body(body): Body<NotifyBody>,
) -> Result<(StatusCode, Json<NotifiedView>), Refusal> {
    let key = super::dossiers::key_of(&sender, &headers)?;
    let nowhere = || sender.refuse(&Failure::invalid().field("lodging", "error-field-unreadable"));
    let host = host(&sender, body.lodging.as_deref(), body.household.as_deref())?.ok_or_else(nowhere)?;
    let guests = body.guests.into_iter().enumerate().map(|(place, guest)| guest.line(place + 1)).collect();
    let rules = sender.api.platform.residence_rules().map_err(|failure| sender.refuse(&failure))?;
    let command = NotifyStays { host, guests, key, rules };
    let notified = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::notify_stays(tx, actor, &command).map_err(Failure::from)
        })
        .await?;
    let status = if notified.repeated || notified.accepted.is_empty() { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(NotifiedView::of(&sender, &notified))))
}

/// Which stays.
#[derive(Debug, Deserialize, IntoParams)]
struct NightQuery {
    /// The night that begins on this day's evening; tonight's when left out.
    night: Option<String>,
    /// The unit; the widest of the caller's when left out.
    unit: Option<String>,
    /// One house only; owners and managers must name theirs.
    lodging: Option<String>,
    /// One household only.
    household: Option<String>,
    /// Part of a name, a number, a passport or a room.
    #[serde(default)]
    text: String,
    /// Only those notified too late.
    #[serde(default)]
    late: bool,
    /// The page, from 0.
    #[serde(default)]
    page: u32,
    /// Rows on a page, at most 100.
    limit: Option<u32>,
}

/// A stay.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StayView {
    /// The register's id.
    id: String,
    /// The commune.
    unit: String,
    /// The house that takes guests.
    lodging: Option<String>,
    /// The household.
    household: Option<String>,
    /// House and street.
    address: String,
    /// The person of the register whose number and birth date the guest showed; for officials only.
    person: Option<String>,
    /// Full name.
    name: String,
    /// Identity number.
    number: Option<String>,
    /// Passport.
    passport: Option<String>,
    /// Date of birth.
    birth: String,
    /// Nationality.
    nationality: String,
    /// Room.
    room: Option<String>,
    /// When they came.
    arrives_at: String,
    /// The day on which they leave or left.
    leaves_on: String,
    /// `here` or `left`.
    state: &'static str,
    /// Whether the notification was late.
    late: bool,
}

impl From<GuestStay> for StayView {
    fn from(stay: GuestStay) -> Self {
        Self {
            id: stay.id.to_string(),
            unit: stay.unit.to_string(),
            lodging: stay.lodging.map(|id| id.to_string()),
            household: stay.household.map(|id| id.to_string()),
            address: stay.address,
            person: stay.guest.map(|id| id.to_string()),
            name: stay.name,
            number: stay.number.map(|number| number.as_str().to_owned()),
            passport: stay.passport,
            birth: stay.birth.to_string(),
            nationality: stay.nationality,
            room: stay.room,
            arrives_at: stay.arrives_at.to_string(),
            leaves_on: stay.leaves_on.to_string(),
            state: stay.state.as_str(),
            late: stay.late,
        }
    }
}

/// A page of stays.
#[derive(Debug, Serialize, ToSchema)]
struct StaysView {
    /// The stays, the latest arrivals first.
    stays: Vec<StayView>,
    /// How many fit in all, as far as was looked.
    total: usize,
    /// Whether there may be more than were looked at.
    capped: bool,
}

/// Who stays where for a night.
#[utoipa::path(
    get, path = "/api/v1/stays", tag = "register",
    params(NightQuery, ("X-Purpose" = Option<String>, Header, description = "Needed from officials")),
    responses((status = 200, body = StaysView), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn on_night(sender: Sender, Query(query): Query<NightQuery>) -> Result<Json<StaysView>, Refusal> {
    let night: Option<Date> = sender.parse_option("night", query.night.as_deref())?;
    let unit = sender.parse_option("unit", query.unit.as_deref())?;
    let host = host(&sender, query.lodging.as_deref(), query.household.as_deref())?;
    let page = Page { number: query.page, rows: query.limit.unwrap_or(50).min(100) };
    let found = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            let night = night.unwrap_or_else(|| actor.today());
            let wish = StaysOn { night, unit: unit.clone(), host, text: query.text.clone(), late: query.late, page };
            register::stays_on(tx, actor, &wish).map_err(Failure::from)
        })
        .await?;
    let stays = found.stays.into_iter().map(StayView::from).collect();
    Ok(Json(StaysView { stays, total: found.total, capped: found.capped }))
}

/// How a stay ends.
#[derive(Debug, Deserialize, ToSchema)]
struct EndBody {
    /// `left`, or `mistaken` for a guest who was never there.
    end: String,
    /// When they left; now when left out.
    at: Option<String>,
}

/// Says that a guest left, or was notified by mistake. A stay that has ended stays as it is.
#[utoipa::path(
    post, path = "/api/v1/stays/{id}/end", tag = "register", request_body = EndBody,
    params(("id" = String, Path, description = "The stay's id"), ("X-Purpose" = Option<String>, Header, description = "Needed from officials")),
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)),
)]
async fn end(sender: Sender, Path(id): Path<String>, Body(body): Body<EndBody>) -> Result<StatusCode, Refusal> {
    let id: StayId = sender.parse("id", &id)?;
    let at: Option<Instant> = sender.parse_option("at", body.at.as_deref())?;
    let mistaken = match body.end.as_str() {
        "left" => false,
        "mistaken" => true,
        _ => return Err(sender.refuse(&Failure::invalid().field("end", "error-field-unreadable"))),
    };
    sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            let stay = register::stay(tx, actor, id)?.ok_or_else(Failure::not_found)?;
            let host = stay.host().ok_or_else(Failure::not_found)?;
            let end = if mistaken { StayEnd::Mistaken } else { StayEnd::Left(at.unwrap_or_else(|| actor.now())) };
            register::end_stays(tx, actor, &EndStays { host, stays: vec![id], end }).map_err(Failure::from)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A house that takes guests.
#[derive(Debug, Serialize, ToSchema)]
struct LodgingView {
    /// The register's id.
    id: String,
    /// The commune.
    unit: String,
    /// House and street.
    address: String,
    /// What it is called.
    name: String,
    /// What kind.
    kind: &'static str,
    /// How many rooms it has.
    rooms: i64,
    /// `open`, `suspended` or `closed`.
    state: &'static str,
}

/// The houses that take guests and that the citizen who asks owns or runs.
#[utoipa::path(
    get, path = "/api/v1/me/lodgings", tag = "me",
    responses((status = 200, body = Vec<LodgingView>), (status = 401, body = Problem)),
)]
async fn lodgings(sender: Sender) -> Result<Json<Vec<LodgingView>>, Refusal> {
    let found = sender
        .read(move |tx, actor| {
            crate::sender::citizen(actor)?;
            register::my_lodgings(tx, actor).map_err(Failure::from)
        })
        .await?;
    let view = |lodging: register::Lodging| LodgingView {
        id: lodging.id.to_string(),
        unit: lodging.unit.to_string(),
        address: lodging.address,
        name: lodging.name,
        kind: lodging.kind.as_str(),
        rooms: lodging.rooms,
        state: lodging.state.as_str(),
    };
    Ok(Json(found.into_iter().map(view).collect()))
}
