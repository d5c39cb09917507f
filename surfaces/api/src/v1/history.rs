//! The register as it was, where facts come from, and changes undone by others.

use crate::problem::Refusal;
use crate::sender::{Body, Sender};
use crate::v1::dossiers::key_of;
use crate::v1::persons::{AsOfQuery, PageQuery};
use crate::v1::views::SummaryView;
use crate::{Api, Problem};
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use kernel::{PersonId, UnitCode};
use register::{AsOf, ChangeId, ChangeKind, FactLine, FactName, FactSheet, Ground, Provenance, ReverseChange, VerifyFacts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(facts))
        .routes(routes!(verify))
        .routes(routes!(photo))
        .routes(routes!(reverse))
        .routes(routes!(residents))
        .routes(routes!(households))
}

/// The 26 facts of a person (Law 26/2023 Art 9).
#[derive(Debug, Serialize, ToSchema)]
struct FactsView {
    /// How many of the facts that should be held are.
    known: usize,
    /// How many should be held.
    wanted: usize,
    /// How many of the held ones were verified since they last changed.
    verified: usize,
    /// The facts in the order of the law.
    facts: Vec<FactView>,
}

/// One fact.
#[derive(Debug, Serialize, ToSchema)]
struct FactView {
    /// The clause of the article, from 1.
    clause: usize,
    /// Its name, such as `birth-place`.
    fact: &'static str,
    /// `known`, `missing`, `not-applicable` or `not-kept`.
    standing: &'static str,
    /// The value: a text, or an object where it has parts.
    #[schema(value_type = Option<Object>)]
    value: Option<serde_json::Value>,
    /// The change that it comes from.
    source: Option<ProvenanceView>,
    /// The last verification since.
    verified: Option<ProvenanceView>,
}

/// Which change a value comes from.
#[derive(Debug, Serialize, ToSchema)]
struct ProvenanceView {
    /// The change.
    change: String,
    /// What kind of change it was.
    kind: &'static str,
    /// Since when the register says so.
    at: String,
    /// Who made it.
    by: String,
    /// In which office.
    office: Option<String>,
    /// The legal ground.
    basis: String,
    /// What proves it.
    evidence: Option<String>,
    /// The dossier in which it was decided.
    dossier: Option<String>,
}

impl From<Provenance> for ProvenanceView {
    fn from(provenance: Provenance) -> Self {
        Self {
            change: provenance.change.to_string(),
            kind: provenance.kind.as_str(),
            at: provenance.at.to_string(),
            by: provenance.by,
            office: provenance.office.map(|unit| unit.to_string()),
            basis: provenance.ground.basis,
            evidence: provenance.ground.evidence,
            dossier: provenance.ground.dossier.map(|dossier| dossier.to_string()),
        }
    }
}

impl From<FactLine> for FactView {
    fn from(line: FactLine) -> Self {
        Self {
            clause: line.fact.clause(),
            fact: line.fact.as_str(),
            standing: line.standing.as_str(),
            value: line.value,
            source: line.source.map(ProvenanceView::from),
            verified: line.verified.map(ProvenanceView::from),
        }
    }
}

impl From<FactSheet> for FactsView {
    fn from(sheet: FactSheet) -> Self {
        Self {
            known: sheet.known,
            wanted: sheet.wanted,
            verified: sheet.verified,
            facts: sheet.lines.into_iter().map(FactView::from).collect(),
        }
    }
}

/// The 26 facts of a person, each with the change it comes from and its last verification.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}/facts", tag = "register",
    params(("id" = String, Path, description = "The person's id"), ("X-Purpose" = Option<String>, Header, description = "Why the record is opened; needed unless it is one's own")),
    responses((status = 200, body = FactsView), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn facts(sender: Sender, Path(id): Path<String>) -> Result<Json<FactsView>, Refusal> {
    let id: PersonId = sender.parse("id", &id)?;
    let found = sender.write(move |tx, actor| register::fact_sheet(tx, actor, id)).await?;
    found.map(|sheet| Json(FactsView::from(sheet))).ok_or_else(|| sender.refuse(&gate::Failure::not_found()))
}

/// What was compared with a paper.
#[derive(Debug, Deserialize, ToSchema)]
struct VerifyBody {
    /// The names of the facts that the paper confirms.
    facts: Vec<String>,
    /// The legal ground.
    basis: String,
    /// The paper: number, date, issuer.
    evidence: String,
    /// The version of the record that was seen.
    version: Option<i64>,
}

/// The entry of the history that was made.
#[derive(Debug, Serialize, ToSchema)]
struct ChangeMade {
    /// Its id.
    change: String,
}

/// Confirms facts of a person against a paper.
#[utoipa::path(
    post, path = "/api/v1/persons/{id}/verifications", tag = "register", request_body = VerifyBody,
    params(("id" = String, Path, description = "The person's id"), ("X-Purpose" = String, Header, description = "Why the record is opened"), ("Idempotency-Key" = Option<String>, Header, description = "Sending the same key again verifies nothing new")),
    responses((status = 200, body = ChangeMade), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn verify(
    sender: Sender,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(body): Body<VerifyBody>,
) -> Result<Json<ChangeMade>, Refusal> {
    let key = key_of(&sender, &headers)?;
    let person: PersonId = sender.parse("id", &id)?;
    let mut named = Vec::with_capacity(body.facts.len());
    for fact in &body.facts {
        named.push(sender.parse::<FactName>("facts", fact)?);
    }
    let ground = Ground { basis: body.basis, dossier: None, evidence: Some(body.evidence) };
    let command = VerifyFacts { person, version: body.version, facts: named, ground };
    let act = ChangeKind::Verified.as_str();
    let done = sender
        .write(move |tx, actor| {
            register::once_of(tx, actor, act, key.as_deref(), |tx| register::verify_facts(tx, actor, &command))
        })
        .await?;
    Ok(Json(ChangeMade { change: done.answer.to_string() }))
}

/// A person's photograph, JPEG or PNG.
#[utoipa::path(
    get, path = "/api/v1/persons/{id}/photo", tag = "register",
    params(("id" = String, Path, description = "The person's id"), ("X-Purpose" = Option<String>, Header, description = "Why it is looked at; needed unless it is one's own")),
    responses((status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn photo(sender: Sender, Path(id): Path<String>) -> Result<Response, Refusal> {
    let id: PersonId = sender.parse("id", &id)?;
    let found = sender.write(move |tx, actor| register::photo(tx, actor, id)).await?;
    let Some(photo) = found else { return Err(sender.refuse(&gate::Failure::not_found())) };
    Ok(([(axum::http::header::CONTENT_TYPE, photo.media.as_str())], photo.content).into_response())
}

/// Why a change is undone.
#[derive(Debug, Deserialize, ToSchema)]
struct ReverseBody {
    /// The legal ground.
    basis: String,
    /// What proves that it was wrong.
    evidence: String,
}

/// What was undone.
#[derive(Debug, Serialize, ToSchema)]
struct ReversedView {
    /// The changes of the act that was undone.
    undone: Vec<String>,
    /// The entries of the history that undo them.
    changes: Vec<String>,
}

/// Undoes the act that a change was part of. Refused with 409 while later changes build on it; `errors` names them.
#[utoipa::path(
    post, path = "/api/v1/changes/{id}/reversal", tag = "register", request_body = ReverseBody,
    params(("id" = String, Path, description = "The change's id, as the history gives it"), ("X-Purpose" = String, Header, description = "Why it is undone"), ("Idempotency-Key" = Option<String>, Header, description = "Sending the same key again undoes nothing more")),
    responses((status = 200, body = ReversedView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
)]
async fn reverse(
    sender: Sender,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(body): Body<ReverseBody>,
) -> Result<Json<ReversedView>, Refusal> {
    let key = key_of(&sender, &headers)?;
    let change: ChangeId = sender.parse("id", &id)?;
    let ground = Ground { basis: body.basis, dossier: None, evidence: Some(body.evidence) };
    let command = ReverseChange { change, ground };
    let act = ChangeKind::Reversed.as_str();
    let done = sender
        .write(move |tx, actor| {
            register::once_of(tx, actor, act, key.as_deref(), |tx| register::reverse_change(tx, actor, &command))
        })
        .await?
        .answer;
    let texts = |ids: Vec<ChangeId>| ids.into_iter().map(|id| id.to_string()).collect();
    Ok(Json(ReversedView { undone: texts(done.undone), changes: texts(done.changes) }))
}

/// Who lived in a unit.
#[derive(Debug, Serialize, ToSchema)]
struct ResidentsView {
    /// Persons, each once.
    persons: i64,
    /// Permanent residences.
    permanent: i64,
    /// Temporary residences.
    temporary: i64,
    /// Households with at least one member.
    households: i64,
    /// The page's persons.
    residents: Vec<SummaryView>,
}

/// Those who live or lived in a unit, as the register knew them then.
#[utoipa::path(
    get, path = "/api/v1/units/{unit}/residents", tag = "register",
    params(("unit" = String, Path, description = "The unit's code, of before a reform too"), AsOfQuery, PageQuery, ("X-Purpose" = String, Header, description = "Why the list is opened")),
    responses((status = 200, body = ResidentsView), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn residents(
    sender: Sender,
    Path(unit): Path<String>,
    Query(moment): Query<AsOfQuery>,
    Query(query): Query<PageQuery>,
) -> Result<Json<ResidentsView>, Refusal> {
    let unit: UnitCode = sender.parse("unit", &unit)?;
    let (asked, page) = (moment.at(&sender)?, query.page());
    let (counted, lines) = sender
        .write(move |tx, actor| {
            let at = asked.unwrap_or_else(|| AsOf::instant(actor.now()));
            let counted = register::residents_counted_as_of(tx, actor, &unit, at)?;
            Ok::<_, register::Error>((counted, register::residents_as_of(tx, actor, &unit, at, page)?))
        })
        .await?;
    Ok(Json(ResidentsView {
        persons: counted.persons,
        permanent: counted.permanent,
        temporary: counted.temporary,
        households: counted.households,
        residents: lines.into_iter().map(SummaryView::from).collect(),
    }))
}

/// A household in a list.
#[derive(Debug, Serialize, ToSchema)]
struct HouseholdLineView {
    /// The register's id.
    id: String,
    /// The household's number.
    number: Option<String>,
    /// House and street.
    address: String,
    /// The head of then.
    head: Option<SummaryView>,
    /// How many belonged to it.
    members: i64,
}

/// The households of a unit, as the register knew them then.
#[utoipa::path(
    get, path = "/api/v1/units/{unit}/households", tag = "register",
    params(("unit" = String, Path, description = "The unit's code, of before a reform too"), AsOfQuery, PageQuery, ("X-Purpose" = String, Header, description = "Why the list is opened")),
    responses((status = 200, body = Vec<HouseholdLineView>), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn households(
    sender: Sender,
    Path(unit): Path<String>,
    Query(moment): Query<AsOfQuery>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Vec<HouseholdLineView>>, Refusal> {
    let unit: UnitCode = sender.parse("unit", &unit)?;
    let (asked, page) = (moment.at(&sender)?, query.page());
    let lines = sender
        .write(move |tx, actor| {
            let at = asked.unwrap_or_else(|| AsOf::instant(actor.now()));
            register::households_as_of(tx, actor, &unit, at, page)
        })
        .await?;
    let view = |line: register::HouseholdLine| HouseholdLineView {
        id: line.id.to_string(),
        number: line.number,
        address: line.address,
        head: line.head.map(SummaryView::from),
        members: line.members,
    };
    Ok(Json(lines.into_iter().map(view).collect()))
}
