//! What others may react to.

use crate::model::PaperKind;
use kernel::{DossierId, PaperId, PersonId, UnitCode};
use serde::{Deserialize, Serialize};

/// A paper was printed and sealed and can be fetched.
pub const ISSUED: &str = "papers.issued";
/// A paper could not be printed.
pub const FAILED: &str = "papers.failed";
/// A paper is no longer valid.
pub const REVOKED: &str = "papers.revoked";

/// The payload of every event of papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperEvent {
    /// Which paper.
    pub paper: PaperId,
    /// What kind of paper.
    pub kind: PaperKind,
    /// The dossier that gave rise to it.
    pub dossier: Option<DossierId>,
    /// The person whose paper it is.
    pub person: Option<PersonId>,
    /// The responsible unit.
    pub unit: UnitCode,
}
