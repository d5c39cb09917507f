//! Households that split and merge, terms that are renewed, absences, and what is due. Each act is safe to repeat: the state
//! refuses a second one.

use crate::problem::Refusal;
use crate::sender::{Body, Sender, signed_in};
use crate::v1::views::SummaryView;
use crate::{Api, Problem};
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use gate::Failure;
use kernel::{Date, HouseholdId, PersonId};
use register::{
    DeclareAbsence, DueList, DueWish, EndAbsence, Ground, MergeHouseholds, Mover, NewHead, Page, RenewTemporary, Settled,
    SplitHousehold,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(split))
        .routes(routes!(merge))
        .routes(routes!(renew))
        .routes(routes!(declare_absence))
        .routes(routes!(end_absence))
        .routes(routes!(due))
}

/// On which ground.
#[derive(Debug, Clone, Deserialize, ToSchema)]
struct GroundBody {
    /// Article, decision or procedure.
    basis: String,
    /// The paper that proves it.
    evidence: Option<String>,
}

impl From<GroundBody> for Ground {
    fn from(body: GroundBody) -> Self {
        Self { basis: body.basis, dossier: None, evidence: body.evidence }
    }
}

/// Somebody, and what they are to the head.
#[derive(Debug, Deserialize, ToSchema)]
struct MoverBody {
    /// The person's id.
    person: String,
    /// The relation to the head: `head`, `spouse`, `child`, …
    relation: String,
}

fn movers(sender: &Sender, members: &[MoverBody]) -> Result<Vec<Mover>, Refusal> {
    let mover = |member: &MoverBody| {
        Ok(Mover {
            person: sender.parse("members/person", &member.person)?,
            relation: sender.parse("members/relation", &member.relation)?,
        })
    };
    members.iter().map(mover).collect()
}

/// What an act did to households.
#[derive(Debug, Serialize, ToSchema)]
struct SettledView {
    /// The household that the members belong to now.
    household: Option<String>,
    /// Its commune.
    unit: String,
    /// The entries of the history, one for each member in their order.
    changes: Vec<String>,
}

impl From<Settled> for SettledView {
    fn from(settled: Settled) -> Self {
        Self {
            household: settled.household.map(|id| id.to_string()),
            unit: settled.unit.to_string(),
            changes: settled.changes.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A split.
#[derive(Debug, Deserialize, ToSchema)]
struct SplitBody {
    /// Who forms the new household; exactly one is its head.
    members: Vec<MoverBody>,
    /// House and street in the same commune; the same address when left out.
    address: Option<String>,
    /// The next head of those who stay, when the head leaves.
    new_head: Option<String>,
    /// From which day.
    from: String,
    /// On which ground.
    ground: GroundBody,
}

/// Some members of a household form one of their own.
#[utoipa::path(
    post, path = "/api/v1/households/{id}/split", tag = "register", request_body = SplitBody,
    params(("id" = String, Path, description = "The household's id"), ("X-Purpose" = String, Header, description = "Why it is changed")),
    responses((status = 201, body = SettledView), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn split(
    sender: Sender,
    Path(id): Path<String>,
    Body(body): Body<SplitBody>,
) -> Result<(StatusCode, Json<SettledView>), Refusal> {
    let household: HouseholdId = sender.parse("id", &id)?;
    let head: Option<PersonId> = sender.parse_option("new_head", body.new_head.as_deref())?;
    let command = SplitHousehold {
        household,
        members: movers(&sender, &body.members)?,
        address: body.address,
        new_heads: head.map(|head| NewHead { household, head }).into_iter().collect(),
        from: sender.parse("from", &body.from)?,
        ground: body.ground.into(),
    };
    let settled = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::split_household(tx, actor, &command).map_err(Failure::from)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(settled.into())))
}

/// A merger.
#[derive(Debug, Deserialize, ToSchema)]
struct MergeBody {
    /// The household at the same dwelling that takes the members in.
    into: String,
    /// Each member, and what they are to its head.
    members: Vec<MoverBody>,
    /// Another head for the merged household.
    head: Option<String>,
    /// From which day.
    on: String,
    /// On which ground.
    ground: GroundBody,
}

/// The members of a household join another at the same dwelling; the emptied one ends.
#[utoipa::path(
    post, path = "/api/v1/households/{id}/merge", tag = "register", request_body = MergeBody,
    params(("id" = String, Path, description = "The household that ends"), ("X-Purpose" = String, Header, description = "Why it is changed")),
    responses((status = 200, body = SettledView), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn merge(sender: Sender, Path(id): Path<String>, Body(body): Body<MergeBody>) -> Result<Json<SettledView>, Refusal> {
    let command = MergeHouseholds {
        from: sender.parse("id", &id)?,
        into: sender.parse("into", &body.into)?,
        members: movers(&sender, &body.members)?,
        head: sender.parse_option("head", body.head.as_deref())?,
        on: sender.parse("on", &body.on)?,
        ground: body.ground.into(),
    };
    let settled = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::merge_households(tx, actor, &command).map_err(Failure::from)
        })
        .await?;
    Ok(Json(settled.into()))
}

/// A renewal.
#[derive(Debug, Deserialize, ToSchema)]
struct RenewBody {
    /// The last day of the new term.
    until: String,
    /// Others of the commune whose term is renewed with it.
    #[serde(default)]
    with: Vec<String>,
    /// On which ground.
    ground: GroundBody,
}

/// Renews a temporary residence within the last days of its term. Answers with the entries of the history.
#[utoipa::path(
    post, path = "/api/v1/persons/{id}/renewal", tag = "register", request_body = RenewBody,
    params(("id" = String, Path, description = "The person's id"), ("X-Purpose" = String, Header, description = "Why it is changed")),
    responses((status = 200, body = Vec<String>), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn renew(sender: Sender, Path(id): Path<String>, Body(body): Body<RenewBody>) -> Result<Json<Vec<String>>, Refusal> {
    let mut people: Vec<PersonId> = vec![sender.parse("id", &id)?];
    for other in &body.with {
        people.push(sender.parse("with", other)?);
    }
    let until: Date = sender.parse("until", &body.until)?;
    let rules = sender.api.platform.residence_rules().map_err(|failure| sender.refuse(&failure))?;
    let command = RenewTemporary { people, until, rules, ground: body.ground.into() };
    let changes = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::renew_temporary(tx, actor, &command).map_err(Failure::from)
        })
        .await?;
    Ok(Json(changes.iter().map(ToString::to_string).collect()))
}

/// A declared absence.
#[derive(Deserialize, ToSchema)]
struct AbsenceBody {
    /// The first day.
    from: String,
    /// The last day, where it is known.
    until: Option<String>,
    /// Where to.
    place: String,
    /// Why.
    reason: String,
    /// `ordinary`, `draft-age` or `under-measure`.
    circumstance: String,
    /// On which ground.
    ground: GroundBody,
}

/// The id of what was entered.
#[derive(Debug, Serialize, ToSchema)]
struct EnteredView {
    /// The id.
    id: String,
}

/// Declares that somebody leaves the commune of their permanent residence for long: oneself, one's children, or as an officer.
#[utoipa::path(
    post, path = "/api/v1/persons/{id}/absence", tag = "register", request_body = AbsenceBody,
    params(("id" = String, Path, description = "The person's id"), ("X-Purpose" = Option<String>, Header, description = "Needed from officials")),
    responses((status = 201, body = EnteredView), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn declare_absence(
    sender: Sender,
    Path(id): Path<String>,
    Body(body): Body<AbsenceBody>,
) -> Result<(StatusCode, Json<EnteredView>), Refusal> {
    let command = DeclareAbsence {
        person: sender.parse("id", &id)?,
        circumstance: sender.parse("circumstance", &body.circumstance)?,
        from: sender.parse("from", &body.from)?,
        until: sender.parse_option("until", body.until.as_deref())?,
        place: body.place,
        reason: body.reason,
        ground: body.ground.into(),
    };
    let id = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::declare_absence(tx, actor, &command).map_err(Failure::from)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(EnteredView { id: id.to_string() })))
}

/// The end of an absence.
#[derive(Debug, Deserialize, ToSchema)]
struct BackBody {
    /// Since which day the person is back.
    on: String,
    /// On which ground.
    ground: GroundBody,
}

/// Says that somebody is back.
#[utoipa::path(
    post, path = "/api/v1/persons/{id}/return", tag = "register", request_body = BackBody,
    params(("id" = String, Path, description = "The person's id"), ("X-Purpose" = Option<String>, Header, description = "Needed from officials")),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn end_absence(sender: Sender, Path(id): Path<String>, Body(body): Body<BackBody>) -> Result<StatusCode, Refusal> {
    let command = EndAbsence { person: sender.parse("id", &id)?, on: sender.parse("on", &body.on)?, ground: body.ground.into() };
    sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::end_absence(tx, actor, &command).map_err(Failure::from)
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where, and how far ahead.
#[derive(Debug, Deserialize, IntoParams)]
struct DueQuery {
    /// The unit; the widest of the caller's when left out.
    unit: Option<String>,
    /// How many days ahead terms are looked for; 15 when left out.
    days: Option<u32>,
    /// The page, from 0.
    #[serde(default)]
    page: u32,
    /// Rows on a page, at most 100.
    limit: Option<u32>,
}

/// One row of a list.
#[derive(Debug, Serialize, ToSchema)]
struct DueView {
    /// Who.
    person: SummaryView,
    /// The day on which the term ends or ended, the absence began, or the child was born.
    day: String,
}

/// What is due in a unit, the most urgent first.
#[utoipa::path(
    get, path = "/api/v1/due/{list}", tag = "register",
    params(("list" = String, Path, description = "`expiring`, `absence-over`, `long-absent` or `newborn`"), DueQuery, ("X-Purpose" = String, Header, description = "Why records are opened")),
    responses((status = 200, body = Vec<DueView>), (status = 403, body = Problem), (status = 422, body = Problem)),
)]
async fn due(sender: Sender, Path(list): Path<String>, Query(query): Query<DueQuery>) -> Result<Json<Vec<DueView>>, Refusal> {
    let rules = sender.api.platform.residence_rules().map_err(|failure| sender.refuse(&failure))?;
    let wish = DueWish {
        list: sender.parse::<DueList>("list", &list)?,
        unit: sender.parse_option("unit", query.unit.as_deref())?,
        days: query.days.unwrap_or(rules.renew_days),
        rules,
        page: Page { number: query.page, rows: query.limit.unwrap_or(50).min(100) },
    };
    let rows = sender
        .write(move |tx, actor| {
            signed_in(actor)?;
            register::due(tx, actor, &wish).map_err(Failure::from)
        })
        .await?;
    Ok(Json(rows.into_iter().map(|row| DueView { person: row.person.into(), day: row.day.to_string() }).collect()))
}
