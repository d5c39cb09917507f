//! Papers: fetching one's own, checking anybody's.

use crate::problem::Refusal;
use crate::sender::{Sender, signed_in};
use crate::{Api, Problem};
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use gate::{Door, Failure};
use kernel::{DossierId, PaperId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(download))
        .routes(routes!(of_dossier))
        .routes(routes!(verify))
        .routes(routes!(verify_file))
}

/// A paper in a list.
#[derive(Debug, Serialize, ToSchema)]
struct PaperView {
    /// Its id.
    id: String,
    /// The code anybody can check it by.
    code: String,
    /// What kind.
    kind: String,
    /// `pending`, `issued`, `revoked` or `failed`.
    state: &'static str,
    /// When it was sealed.
    issued_at: Option<String>,
}

impl From<papers::Summary> for PaperView {
    fn from(paper: papers::Summary) -> Self {
        Self {
            id: paper.id.to_string(),
            code: paper.code,
            kind: paper.kind.to_string(),
            state: paper.state.as_str(),
            issued_at: paper.issued_at.map(|at| at.to_string()),
        }
    }
}

/// What the public may know of a paper.
#[derive(Debug, Serialize, ToSchema)]
struct VerifiedView {
    /// The code.
    code: String,
    /// What kind.
    kind: String,
    /// `issued` means valid.
    state: &'static str,
    /// The office, as the paper names it.
    agency: String,
    /// The holder's initials.
    holder: String,
    /// When it was sealed.
    issued_at: Option<String>,
    /// SHA-256 of the PDF.
    sha256: Option<String>,
    /// Whether the seal under these facts holds.
    seal: &'static str,
}

impl From<papers::PublicPaper> for VerifiedView {
    fn from(paper: papers::PublicPaper) -> Self {
        Self {
            code: paper.code,
            kind: paper.kind.to_string(),
            state: paper.state.as_str(),
            agency: paper.agency,
            holder: paper.holder,
            issued_at: paper.issued_at.map(|at| at.to_string()),
            sha256: paper.sha256,
            seal: paper.seal.as_str(),
        }
    }
}

/// The PDF of a paper.
#[utoipa::path(
    get, path = "/api/v1/papers/{id}", tag = "papers", params(("id" = String, Path, description = "The paper's id")),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
async fn download(sender: Sender, Path(id): Path<String>) -> Result<impl IntoResponse, Refusal> {
    let id: PaperId = sender.parse("id", &id)?;
    let paper = sender.write(move |tx, actor| papers::download(tx, actor, id)).await?;
    let disposition = format!("attachment; filename=\"{}\"", paper.file_name);
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)], paper.bytes))
}

/// The papers of a dossier.
#[utoipa::path(
    get, path = "/api/v1/dossiers/{id}/papers", tag = "papers", params(("id" = String, Path, description = "The dossier's id")),
    responses((status = 200, body = Vec<PaperView>), (status = 404, body = Problem)),
)]
async fn of_dossier(sender: Sender, Path(id): Path<String>) -> Result<Json<Vec<PaperView>>, Refusal> {
    let id: DossierId = sender.parse("id", &id)?;
    let papers = sender
        .read(move |tx, actor| {
            signed_in(actor)?;
            papers::of_dossier(tx, actor, id).map_err(Failure::from)
        })
        .await?;
    Ok(Json(papers.into_iter().map(PaperView::from).collect()))
}

/// Checks a paper by the code that stands on it.
#[utoipa::path(
    get, path = "/api/v1/verify/{code}", tag = "public", params(("code" = String, Path, description = "The code on the paper")),
    responses((status = 200, body = VerifiedView), (status = 404, body = Problem), (status = 422, body = Problem)), security(()),
)]
async fn verify(sender: Sender, Path(code): Path<String>) -> Result<Json<VerifiedView>, Refusal> {
    sender.pass(Door::Verify)?;
    let found = sender.read(move |tx, _| papers::verify_by_code(tx, &code)).await?;
    found.map(|paper| Json(VerifiedView::from(paper))).ok_or_else(|| sender.refuse(&Failure::not_found()))
}

/// Checks a paper by its file.
#[utoipa::path(
    post, path = "/api/v1/verify", tag = "public", request_body(content = Vec<u8>, content_type = "application/pdf"),
    responses((status = 200, body = VerifiedView), (status = 404, body = Problem)), security(()),
)]
async fn verify_file(sender: Sender, bytes: Bytes) -> Result<Json<VerifiedView>, Refusal> {
    sender.pass(Door::Verify)?;
    let found = sender.read(move |tx, _| papers::verify_file(tx, &bytes)).await?;
    found.map(|paper| Json(VerifiedView::from(paper))).ok_or_else(|| sender.refuse(&Failure::not_found()))
}
