//! Papers of a citizen, and of a dossier for the officers who may fetch them.

use axum::extract::Path;
use gate::Failure;
use kernel::PaperId;

use crate::visit::{Answer, Visit, file};

/// The paper as PDF. Who fetched it is noted.
pub(crate) async fn download(visit: Visit, Path(id): Path<PaperId>) -> Answer {
    let (_, paper) = visit.write(move |tx, actor| papers::download(tx, actor, id).map_err(Failure::from)).await?;
    Ok(file(paper.bytes, "application/pdf", &paper.file_name, true))
}
