//! A citizen's own: record, household, messages, who looked.

use crate::problem::Refusal;
use crate::sender::{Sender, citizen};
use crate::v1::views::{HouseholdView, PersonView};
use crate::{Api, Problem};
use access::Resource;
use axum::Json;
use axum::extract::Query;
use gate::Failure;
use register::Fields;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(record)).routes(routes!(household)).routes(routes!(inbox)).routes(routes!(who_looked))
}

/// One's own record.
#[utoipa::path(
    get, path = "/api/v1/me", tag = "me",
    responses((status = 200, body = PersonView), (status = 401, body = Problem)),
)]
async fn record(sender: Sender) -> Result<Json<PersonView>, Refusal> {
    let found = sender
        .write(|tx, actor| {
            let person = citizen(actor)?;
            register::person(tx, actor, person, Fields::ALL)?.map(|person| PersonView::of(tx, person)).transpose()
        })
        .await?;
    found.map(Json).ok_or_else(|| sender.refuse(&Failure::not_found()))
}

/// One's own household.
#[utoipa::path(
    get, path = "/api/v1/me/household", tag = "me",
    responses((status = 200, body = HouseholdView), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
async fn household(sender: Sender) -> Result<Json<HouseholdView>, Refusal> {
    let found = sender
        .write(|tx, actor| {
            let person = citizen(actor)?;
            register::household_of(tx, actor, person)?.map(|household| HouseholdView::of(tx, household)).transpose()
        })
        .await?;
    found.map(Json).ok_or_else(|| sender.refuse(&Failure::not_found()))
}

/// Where a list goes on.
#[derive(Debug, Deserialize, IntoParams)]
struct BeforeQuery {
    /// The number of the last row of the page before.
    before: Option<i64>,
    /// Rows, at most 100.
    limit: Option<u32>,
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
struct MessageView {
    /// Its id.
    id: String,
    /// When it came.
    at: String,
    /// Whether it was read.
    read: bool,
    /// The title, in the caller's language.
    title: String,
    /// The text.
    body: String,
}

/// One's messages, the latest first.
#[utoipa::path(
    get, path = "/api/v1/me/inbox", tag = "me", params(BeforeText),
    responses((status = 200, body = Vec<MessageView>), (status = 401, body = Problem)),
)]
async fn inbox(sender: Sender, Query(query): Query<BeforeText>) -> Result<Json<Vec<MessageView>>, Refusal> {
    let before: Option<notify::MessageId> = sender.parse_option("before", query.before.as_deref())?;
    let limit = query.limit.unwrap_or(20).min(100);
    let (words, locale) = (std::sync::Arc::clone(&sender.api.platform.words), sender.locale());
    let items = sender
        .read(move |tx, actor| {
            citizen(actor)?;
            notify::inbox(tx, actor, before, limit).map_err(Failure::from)
        })
        .await?;
    let view = |item: notify::InboxItem| MessageView {
        id: item.id.to_string(),
        at: item.sent_at.to_string(),
        read: item.read_at.is_some(),
        title: item.title(&words, locale),
        body: item.body(&words, locale),
    };
    Ok(Json(items.into_iter().map(view).collect()))
}

/// Where a list goes on.
#[derive(Debug, Deserialize, IntoParams)]
struct BeforeText {
    /// The id of the last row of the page before.
    before: Option<String>,
    /// Rows, at most 100.
    limit: Option<u32>,
}

/// Somebody who looked at one's record, or changed it.
#[derive(Debug, Serialize, ToSchema)]
struct LookView {
    /// The number of the entry in the log.
    entry: i64,
    /// When.
    at: String,
    /// What kind of actor: `staff`, `citizen`, `system`, `public`.
    actor_kind: &'static str,
    /// The office.
    office: Option<String>,
    /// In which role.
    role: Option<String>,
    /// Why.
    purpose: String,
    /// What was done.
    act: String,
    /// Which parts of the record were shown.
    fields: Vec<String>,
    /// For which dossier.
    dossier: Option<String>,
}

impl From<audit::Entry> for LookView {
    fn from(entry: audit::Entry) -> Self {
        let fields = entry.fields().map(str::to_owned).collect();
        Self {
            entry: entry.seq,
            at: entry.at.to_string(),
            actor_kind: entry.actor_kind.as_str(),
            fields,
            dossier: entry.dossier.map(|id| id.to_string()),
            office: entry.office,
            role: entry.role,
            purpose: entry.purpose,
            act: entry.act,
        }
    }
}

/// Who looked at one's record, the latest first.
#[utoipa::path(
    get, path = "/api/v1/me/access-log", tag = "me", params(BeforeQuery),
    responses((status = 200, body = Vec<LookView>), (status = 401, body = Problem)),
)]
async fn who_looked(sender: Sender, Query(query): Query<BeforeQuery>) -> Result<Json<Vec<LookView>>, Refusal> {
    let limit = query.limit.unwrap_or(20).min(100);
    let entries = sender
        .read(move |tx, actor| {
            let person = citizen(actor)?;
            actor.authorize("audit.own", &Resource::new("audit").owner(person))?;
            audit::of_person(tx, person, query.before, limit).map_err(Failure::from)
        })
        .await?;
    Ok(Json(entries.into_iter().map(LookView::from).collect()))
}
