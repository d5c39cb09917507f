//! For operators and auditors: jobs, and proofs of the log.

use crate::problem::Refusal;
use crate::sender::Sender;
use crate::{Api, Problem};
use access::Resource;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use gate::Failure;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(jobs)).routes(routes!(revive)).routes(routes!(head)).routes(routes!(proof))
}

/// Which jobs.
#[derive(Debug, Deserialize, IntoParams)]
struct JobsQuery {
    /// Those that were given up, instead of those that wait.
    #[serde(default)]
    dead: bool,
    /// The number of the last job of the page before.
    #[serde(default)]
    after: i64,
}

/// A job.
#[derive(Debug, Serialize, ToSchema)]
struct JobView {
    /// Its number.
    number: i64,
    /// What it does.
    kind: String,
    /// When it is due next.
    run_at: String,
    /// How often it was tried.
    attempts: i64,
    /// What went wrong last.
    last_error: Option<String>,
}

/// Background work that waits or was given up.
#[utoipa::path(
    get, path = "/api/v1/admin/jobs", tag = "admin", params(JobsQuery),
    responses((status = 200, body = Vec<JobView>), (status = 403, body = Problem)),
)]
async fn jobs(sender: Sender, Query(query): Query<JobsQuery>) -> Result<Json<Vec<JobView>>, Refusal> {
    let jobs = sender
        .read(move |tx, actor| {
            actor.authorize("admin.jobs", &Resource::new("job"))?;
            store::jobs::list(tx, query.dead, query.after, 100).map_err(Failure::from)
        })
        .await?;
    let view = |job: store::JobRow| JobView {
        number: job.seq,
        kind: job.kind,
        run_at: job.run_at.to_string(),
        attempts: job.attempts,
        last_error: job.last_error,
    };
    Ok(Json(jobs.into_iter().map(view).collect()))
}

/// Gives a job that was given up another life.
#[utoipa::path(
    post, path = "/api/v1/admin/jobs/{number}/revive", tag = "admin", params(("number" = i64, Path, description = "The job's number")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
async fn revive(sender: Sender, Path(number): Path<i64>) -> Result<StatusCode, Refusal> {
    sender
        .write(move |tx, actor| {
            actor.authorize("admin.jobs", &Resource::new("job"))?;
            if store::jobs::revive(tx, number, actor.now())? { Ok(()) } else { Err(Failure::not_found()) }
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A signed head of the log.
#[derive(Debug, Serialize, ToSchema)]
struct HeadView {
    /// How many entries it covers.
    size: u64,
    /// The root of the tree, hexadecimal.
    root: String,
    /// When it was signed.
    at: String,
    /// The name of the key.
    key: String,
    /// The text that is signed.
    signed_text: String,
    /// The Ed25519 signature, hexadecimal.
    signature: String,
}

impl From<&audit::Head> for HeadView {
    fn from(head: &audit::Head) -> Self {
        Self {
            size: head.size,
            root: hexadecimal(&head.root),
            at: head.at.to_string(),
            key: head.key_id.clone(),
            signed_text: head.signed_text(),
            signature: hexadecimal(&head.signature),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The latest signed head of the log.
#[utoipa::path(
    get, path = "/api/v1/audit/head", tag = "audit", responses((status = 200, body = HeadView), (status = 404, body = Problem)), security(()),
)]
async fn head(sender: Sender) -> Result<Json<HeadView>, Refusal> {
    let head = sender.read(|tx, _| audit::latest_head(tx).map_err(Failure::from)).await?;
    head.map(|head| Json(HeadView::from(&head))).ok_or_else(|| sender.refuse(&Failure::not_found()))
}

/// A proof that an entry is in the log (RFC 9162).
#[derive(Debug, Serialize, ToSchema)]
struct ProofView {
    /// The hash of the entry, hexadecimal.
    leaf: String,
    /// Its place in the tree.
    index: u64,
    /// The hashes from the leaf to the root, hexadecimal.
    path: Vec<String>,
    /// The head it leads to.
    head: HeadView,
}

/// Proves that an entry of the log is in it. The proof holds hashes only, so anybody may ask.
#[utoipa::path(
    get, path = "/api/v1/audit/proof/{entry}", tag = "audit", params(("entry" = i64, Path, description = "The entry's number")),
    responses((status = 200, body = ProofView), (status = 404, body = Problem)), security(()),
)]
async fn proof(sender: Sender, Path(entry): Path<i64>) -> Result<Json<ProofView>, Refusal> {
    let proof = sender.read(move |tx, _| audit::inclusion_proof(tx, entry).map_err(Failure::from)).await?;
    Ok(Json(ProofView {
        leaf: hexadecimal(&proof.leaf),
        index: proof.index,
        path: proof.path.iter().map(|hash| hexadecimal(hash)).collect(),
        head: HeadView::from(&proof.head),
    }))
}
