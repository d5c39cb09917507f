//! Civil events and families. An event with an `Idempotency-Key` is registered once, however often it is sent.

use crate::problem::Refusal;
use crate::sender::{Body, Sender, citizen};
use crate::v1::civil_bodies::{AdoptionBody, BirthBody, DeathBody, DivorceBody, FoundBody, GuardianBody, GuardianEndBody};
use crate::v1::civil_bodies::{MarriageBody, MissingBody, NameBody, ParentBody, WithdrawBody};
use crate::v1::dossiers::key_of;
use crate::{Api, Problem};
use access::Actor;
use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use gate::Failure;
use kernel::PersonId;
use register::{ChangeKind, CivilRules, Family, Registered, Relative};
use serde::Serialize;
use store::Tx;
use utoipa::{IntoParams, IntoResponses, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(family))
        .routes(routes!(own_family))
        .routes(routes!(birth))
        .routes(routes!(death))
        .routes(routes!(marriage))
        .routes(routes!(divorce))
        .routes(routes!(adoption))
        .routes(routes!(parent))
        .routes(routes!(withdraw))
        .routes(routes!(guardian))
        .routes(routes!(guardian_end))
        .routes(routes!(name))
        .routes(routes!(missing))
        .routes(routes!(found))
}

/// The headers of an event.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes the headers to readers of the document; `once` reads them")]
struct OnceFor {
    /// Sending the same key again registers nothing new
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
    /// Why the records are opened
    #[param(rename = "X-Purpose")]
    purpose: String,
}

/// Somebody of a family.
#[derive(Debug, Serialize, ToSchema)]
struct RelativeView {
    /// What they are: `father`, `mother`, `adoptive-father`, `adoptive-mother`, `spouse`, `child`, `adoptive-child`,
    /// `sibling`, `guardian`, `ward`.
    kin: &'static str,
    /// Full name.
    name: String,
    /// `living`, `dead` or `missing`.
    state: &'static str,
    /// Since when, where known.
    since: Option<String>,
    /// Their record; only of somebody whom the caller may open.
    person: Option<String>,
    /// Birth date; only of somebody whom the caller may open.
    birth: Option<String>,
    /// Identity number; only of somebody whom the caller may open.
    number: Option<String>,
}

impl From<Relative> for RelativeView {
    fn from(relative: Relative) -> Self {
        Self {
            kin: relative.kin.as_str(),
            name: relative.name.full().to_owned(),
            state: relative.state.as_str(),
            since: relative.since.map(|since| since.to_string()),
            person: relative.person.map(|person| person.to_string()),
            birth: relative.birth.map(|birth| birth.to_string()),
            number: relative.number.map(|number| number.as_str().to_owned()),
        }
    }
}

fn shown(sender: &Sender, found: Option<Family>) -> Result<Json<Vec<RelativeView>>, Refusal> {
    let family = found.ok_or_else(|| sender.refuse(&Failure::not_found()))?;
    Ok(Json(family.relatives.into_iter().map(RelativeView::from).collect()))
}

/// A person's parents, spouse, children, guardians, brothers and sisters.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}/family", tag = "register",
    params(("id" = String, Path, description = "The person's id"), ("X-Purpose" = Option<String>, Header, description = "Why the record is opened")),
    responses((status = 200, body = Vec<RelativeView>), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn family(sender: Sender, Path(id): Path<String>) -> Result<Json<Vec<RelativeView>>, Refusal> {
    let id: PersonId = sender.parse("id", &id)?;
    let found = sender.write(move |tx, actor| register::family(tx, actor, id)).await?;
    shown(&sender, found)
}

/// One's own family.
#[utoipa::path(
    get, path = "/api/v1/me/family", tag = "me",
    responses((status = 200, body = Vec<RelativeView>), (status = 401, body = Problem)),
)]
async fn own_family(sender: Sender) -> Result<Json<Vec<RelativeView>>, Refusal> {
    let found = sender
        .write(|tx, actor| {
            let me = citizen(actor)?;
            register::family(tx, actor, me).map_err(Failure::from)
        })
        .await?;
    shown(&sender, found)
}

/// What an event did.
#[derive(Debug, Serialize, ToSchema)]
struct RegisteredView {
    /// Whom it is about first of all: the child, the dead, the ward, the first of a couple.
    person: String,
    /// The entry of the history.
    change: String,
}

/// What registering an event answers.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only describes the answers for the OpenAPI document")]
enum Answered {
    /// Done before under the same key; nothing was done now.
    #[response(status = 200)]
    Repeated(RegisteredView),
    /// Registered.
    #[response(status = 201)]
    Done(RegisteredView),
    /// The act is not the sender's.
    #[response(status = 403)]
    Forbidden(Problem),
    /// Somebody who takes part is not there, or not for the sender.
    #[response(status = 404)]
    Absent(Problem),
    /// What the register holds does not allow it: married already, dead already, a household without a next head.
    #[response(status = 409)]
    Conflict(Problem),
    /// Something in the body cannot be.
    #[response(status = 422)]
    Invalid(Problem),
}

type Answer = Result<(StatusCode, Json<RegisteredView>), Refusal>;

/// Registers an event once for the sender's key, under the rules of the day.
async fn once<F>(sender: Sender, headers: &HeaderMap, act: ChangeKind, mut work: F) -> Answer
where
    F: FnMut(&mut Tx<'_>, &Actor, &CivilRules) -> Result<Registered, register::Error> + Send + 'static,
{
    let key = key_of(&sender, headers)?;
    let platform = &sender.api.platform;
    let rules = CivilRules::of(platform.pack.facts(), platform.context.now().date_in_vietnam());
    let rules = rules.map_err(|unknown| sender.refuse(&Failure::from(unknown)))?;
    let done =
        sender.write(move |tx, actor| register::once(tx, actor, act, key.as_deref(), |tx| work(tx, actor, &rules))).await?;
    let status = if done.repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(RegisteredView { person: done.person.to_string(), change: done.change.to_string() })))
}

/// Registers a birth: the child gets a number, parents and perhaps a home.
#[utoipa::path(
    post, path = "/api/v1/civil/births", tag = "civil", request_body = BirthBody,
    params(OnceFor),
    responses(Answered),
)]
async fn birth(sender: Sender, headers: HeaderMap, Body(body): Body<BirthBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Birth, move |tx, actor, rules| register::register_birth(tx, actor, &command, rules)).await
}

/// Registers a death.
#[utoipa::path(
    post, path = "/api/v1/civil/deaths", tag = "civil", request_body = DeathBody,
    params(OnceFor),
    responses(Answered),
)]
async fn death(sender: Sender, headers: HeaderMap, Body(body): Body<DeathBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Death, move |tx, actor, rules| register::register_death(tx, actor, &command, rules)).await
}

/// Registers a marriage.
#[utoipa::path(
    post, path = "/api/v1/civil/marriages", tag = "civil", request_body = MarriageBody,
    params(OnceFor),
    responses(Answered),
)]
async fn marriage(sender: Sender, headers: HeaderMap, Body(body): Body<MarriageBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Marriage, move |tx, actor, rules| register::register_marriage(tx, actor, &command, rules))
        .await
}

/// Notes a divorce.
#[utoipa::path(
    post, path = "/api/v1/civil/divorces", tag = "civil", request_body = DivorceBody,
    params(OnceFor),
    responses(Answered),
)]
async fn divorce(sender: Sender, headers: HeaderMap, Body(body): Body<DivorceBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Divorce, move |tx, actor, _| register::register_divorce(tx, actor, &command)).await
}

/// Registers an adoption.
#[utoipa::path(
    post, path = "/api/v1/civil/adoptions", tag = "civil", request_body = AdoptionBody,
    params(OnceFor),
    responses(Answered),
)]
async fn adoption(sender: Sender, headers: HeaderMap, Body(body): Body<AdoptionBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Adoption, move |tx, actor, rules| register::register_adoption(tx, actor, &command, rules))
        .await
}

/// Notes a father or mother by birth.
#[utoipa::path(
    post, path = "/api/v1/civil/parents", tag = "civil", request_body = ParentBody,
    params(OnceFor),
    responses(Answered),
)]
async fn parent(sender: Sender, headers: HeaderMap, Body(body): Body<ParentBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Recognised, move |tx, actor, rules| register::recognise_parent(tx, actor, &command, rules))
        .await
}

/// Ends the tie to a parent that never was one.
#[utoipa::path(
    post, path = "/api/v1/civil/parents/withdraw", tag = "civil", request_body = WithdrawBody,
    params(OnceFor),
    responses(Answered),
)]
async fn withdraw(sender: Sender, headers: HeaderMap, Body(body): Body<WithdrawBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Recognised, move |tx, actor, _| register::withdraw_parent(tx, actor, &command)).await
}

/// Appoints a guardian.
#[utoipa::path(
    post, path = "/api/v1/civil/guardians", tag = "civil", request_body = GuardianBody,
    params(OnceFor),
    responses(Answered),
)]
async fn guardian(sender: Sender, headers: HeaderMap, Body(body): Body<GuardianBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Guardianship, move |tx, actor, _| register::appoint_guardian(tx, actor, &command)).await
}

/// Ends a guardianship.
#[utoipa::path(
    post, path = "/api/v1/civil/guardians/end", tag = "civil", request_body = GuardianEndBody,
    params(OnceFor),
    responses(Answered),
)]
async fn guardian_end(sender: Sender, headers: HeaderMap, Body(body): Body<GuardianEndBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Guardianship, move |tx, actor, _| register::end_guardianship(tx, actor, &command)).await
}

/// Changes a name.
#[utoipa::path(
    post, path = "/api/v1/civil/names", tag = "civil", request_body = NameBody,
    params(OnceFor),
    responses(Answered),
)]
async fn name(sender: Sender, headers: HeaderMap, Body(body): Body<NameBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Renamed, move |tx, actor, _| register::change_name(tx, actor, &command)).await
}

/// Notes that a court declared somebody missing.
#[utoipa::path(
    post, path = "/api/v1/civil/missing", tag = "civil", request_body = MissingBody,
    params(OnceFor),
    responses(Answered),
)]
async fn missing(sender: Sender, headers: HeaderMap, Body(body): Body<MissingBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Missing, move |tx, actor, _| register::declare_missing(tx, actor, &command)).await
}

/// Notes that somebody came back.
#[utoipa::path(
    post, path = "/api/v1/civil/found", tag = "civil", request_body = FoundBody,
    params(OnceFor),
    responses(Answered),
)]
async fn found(sender: Sender, headers: HeaderMap, Body(body): Body<FoundBody>) -> Answer {
    let command = body.read(&sender)?;
    once(sender, &headers, ChangeKind::Found, move |tx, actor, _| register::declare_found(tx, actor, &command)).await
}
