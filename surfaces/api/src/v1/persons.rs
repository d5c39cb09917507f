//! Persons and households. Every answer with a person's data has left an access entry behind.

use crate::problem::Refusal;
use crate::sender::Sender;
use crate::v1::views::{ChangeView, HitView, HouseholdView, OnDayView, PersonView};
use crate::{Api, Problem};
use axum::Json;
use axum::extract::{Path, Query};
use kernel::personal_number::PersonalNumber;
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use register::{AsOf, Fields, Page, Search};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(search))
        .routes(routes!(person))
        .routes(routes!(person_by_number))
        .routes(routes!(history))
        .routes(routes!(on_day))
        .routes(routes!(household))
}

/// One person.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}", tag = "register",
    params(("id" = String, Path, description = "The person's id"), AsOfQuery, ("X-Purpose" = Option<String>, Header, description = "Why the record is opened; needed unless it is one's own")),
    responses((status = 200, body = PersonView), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn person(sender: Sender, Path(id): Path<String>, Query(query): Query<AsOfQuery>) -> Result<Json<PersonView>, Refusal> {
    let id: PersonId = sender.parse("id", &id)?;
    let at = query.at(&sender)?;
    let found = sender
        .write(move |tx, actor| match at {
            Some(at) => Ok(register::person_as_of(tx, actor, id, at, Fields::ALL)?.map(PersonView::then)),
            None => register::person(tx, actor, id, Fields::ALL)?.map(|person| PersonView::of(tx, person)).transpose(),
        })
        .await?;
    found.map(Json).ok_or_else(|| sender.refuse(&gate::Failure::not_found()))
}

/// One person by identity number, also by one that was replaced.
#[utoipa::path(
    get, path = "/api/v1/persons/by-number/{number}", tag = "register",
    params(("number" = String, Path, description = "Twelve digits"), ("X-Purpose" = String, Header, description = "Why the record is opened")),
    responses((status = 200, body = PersonView), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn person_by_number(sender: Sender, Path(number): Path<String>) -> Result<Json<PersonView>, Refusal> {
    let number: PersonalNumber = sender.parse("number", &number)?;
    let found = sender
        .write(move |tx, actor| {
            let found = register::person_by_number(tx, actor, &number, Fields::IDENTITY | Fields::RESIDENCE)?;
            found.map(|person| PersonView::of(tx, person)).transpose()
        })
        .await?;
    found.map(Json).ok_or_else(|| sender.refuse(&gate::Failure::not_found()))
}

/// What a search asks for.
#[derive(Debug, Deserialize, IntoParams)]
struct SearchQuery {
    /// A name, with or without diacritics; typing errors are forgiven. A number or an address is taken as what it is.
    #[serde(default)]
    name: String,
    /// An identity number, new or old, instead of a name.
    number: Option<String>,
    /// A telephone number.
    phone: Option<String>,
    /// House and street, or how they begin; beside a name it keeps those who live there.
    address: Option<String>,
    /// The number of a household in its commune.
    household: Option<String>,
    /// The unit to search in; by default the caller's own.
    unit: Option<String>,
    /// The birth date or a part of it: 1962, 1962-05, 1962-05-17.
    birth: Option<String>,
    /// The page, from 0.
    #[serde(default)]
    page: u32,
    /// Persons on a page, at most 100.
    limit: Option<u32>,
}

/// What a search found.
#[derive(Debug, Serialize, ToSchema)]
struct SearchResult {
    /// The page's persons, best first.
    hits: Vec<HitView>,
    /// How many fit in all.
    total: usize,
    /// Whether there were more candidates than are looked at; a narrower search finds the rest.
    capped: bool,
}

/// Persons by name, number, telephone, address or household within a unit.
#[utoipa::path(
    get, path = "/api/v1/persons", tag = "register",
    params(SearchQuery, ("X-Purpose" = String, Header, description = "Why records are opened")),
    responses((status = 200, body = SearchResult), (status = 403, body = Problem), (status = 422, body = Problem)),
)]
async fn search(sender: Sender, Query(query): Query<SearchQuery>) -> Result<Json<SearchResult>, Refusal> {
    let typed = Search::text(query.name);
    let wanted = Search {
        unit: sender.parse_option::<UnitCode>("unit", query.unit.as_deref())?,
        birth: sender.parse_option("birth", query.birth.as_deref())?,
        number: query.number.or_else(|| typed.number.clone()),
        phone: query.phone.or_else(|| typed.phone.clone()),
        address: query.address.or_else(|| typed.address.clone()),
        household: query.household,
        page: Page { number: query.page, rows: query.limit.unwrap_or(20).min(100) },
        ..typed
    };
    // The search runs beside other reads; only the entries of who was shown take a turn at writing.
    let closed = sender.read(move |tx, actor| register::find(tx, actor, &wanted)).await?;
    let found = sender.write(move |tx, actor| closed.open(tx, actor)).await?;
    Ok(Json(SearchResult { hits: found.hits.into_iter().map(HitView::from).collect(), total: found.total, capped: found.capped }))
}

/// What changed in a person's record, newest first.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}/history", tag = "register",
    params(("id" = String, Path, description = "The person's id"), PageQuery, ("X-Purpose" = Option<String>, Header, description = "Why the record is opened")),
    responses((status = 200, body = Vec<ChangeView>), (status = 404, body = Problem)),
)]
async fn history(
    sender: Sender,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Vec<ChangeView>>, Refusal> {
    let id: PersonId = sender.parse("id", &id)?;
    let page = query.page();
    let changes = sender.write(move |tx, actor| register::history(tx, actor, id, page)).await?;
    // Everybody in the register came into it by a change: who has none is not there, or not for the sender.
    if changes.is_empty() && query.page == 0 {
        return Err(sender.refuse(&gate::Failure::not_found()));
    }
    Ok(Json(changes.into_iter().map(ChangeView::from).collect()))
}

/// Where a person lived on a day, as the register knows it now. What it held on that day is `as_of` of the person.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}/on/{day}", tag = "register",
    params(("id" = String, Path, description = "The person's id"), ("day" = String, Path, description = "The day, 2025-06-30"), ("X-Purpose" = Option<String>, Header, description = "Why the record is opened; needed unless it is one's own")),
    responses((status = 200, body = OnDayView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
)]
async fn on_day(sender: Sender, Path((id, day)): Path<(String, String)>) -> Result<Json<OnDayView>, Refusal> {
    let id: PersonId = sender.parse("id", &id)?;
    let day: Date = sender.parse("day", &day)?;
    let found = sender
        .write(move |tx, actor| register::on_day(tx, actor, id, day)?.map(|then| OnDayView::of(tx, then)).transpose())
        .await?;
    found.map(Json).ok_or_else(|| sender.refuse(&gate::Failure::not_found()))
}

/// Which moment.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub(crate) struct AsOfQuery {
    /// Reads the register as it was: a day, 2025-06-30, when it was over, or an instant, 2025-06-30T09:00:00Z.
    as_of: Option<String>,
}

impl AsOfQuery {
    pub(crate) fn at(&self, sender: &Sender) -> Result<Option<AsOf>, Refusal> {
        sender.parse_option("as_of", self.as_of.as_deref())
    }
}

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct PageQuery {
    /// The page, from 0.
    #[serde(default)]
    page: u32,
    /// Rows on a page, at most 100.
    limit: Option<u32>,
}

impl PageQuery {
    pub(crate) fn page(&self) -> Page {
        Page { number: self.page, rows: self.limit.unwrap_or(20).min(100) }
    }
}

/// A household with its members.
#[utoipa::path(
    get, path = "/api/v1/households/{id}", tag = "register",
    params(("id" = String, Path, description = "The household's id"), AsOfQuery, ("X-Purpose" = Option<String>, Header, description = "Why it is opened")),
    responses((status = 200, body = HouseholdView), (status = 404, body = Problem)),
)]
async fn household(
    sender: Sender,
    Path(id): Path<String>,
    Query(query): Query<AsOfQuery>,
) -> Result<Json<HouseholdView>, Refusal> {
    let id: HouseholdId = sender.parse("id", &id)?;
    let at = query.at(&sender)?;
    let found = sender
        .write(move |tx, actor| match at {
            Some(at) => Ok(register::household_as_of(tx, actor, id, at)?.map(HouseholdView::then)),
            None => register::household(tx, actor, id)?.map(|household| HouseholdView::of(tx, household)).transpose(),
        })
        .await?;
    found.map(Json).ok_or_else(|| sender.refuse(&gate::Failure::not_found()))
}
