//! The public page on which anybody with code and secret sees where a dossier stands.

use crate::model::{Outcome, State};
use crate::services::{Catalogue, Words};
use crate::{Error, sql};
use kernel::{Instant, UnitCode};
use store::{ReadTx, params};

/// What the tracking page shows: no name, no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked {
    /// The code.
    pub code: String,
    /// The name of the service.
    pub service: Words,
    /// The commune it belongs to.
    pub unit: UnitCode,
    /// Where it stands.
    pub state: State,
    /// How it was decided.
    pub outcome: Option<Outcome>,
    /// When it was filed.
    pub filed_at: Instant,
    /// When it is due.
    pub due_at: Instant,
    /// When it was taken in.
    pub received_at: Option<Instant>,
    /// Until when something must be supplied.
    pub answer_by: Option<Instant>,
    /// When it was decided.
    pub decided_at: Option<Instant>,
}

store::row! {
    struct TrackedRow {
        code: String,
        secret: String,
        service: String,
        version: u32,
        unit: UnitCode,
        state: State,
        outcome: Option<Outcome>,
        filed_at: Instant,
        due_at: Instant,
        received_at: Option<Instant>,
        answer_by: Option<Instant>,
        decided_at: Option<Instant>,
    }
}

/// Where the dossier with this code stands; `None` when the code or the secret is wrong, and nobody learns which.
///
/// The surface limits how often one may ask.
///
/// # Errors
/// Failures of the store.
pub fn track(tx: &mut ReadTx<'_>, catalogue: &Catalogue, code: &str, secret: &str) -> Result<Option<Tracked>, Error> {
    let code = code.trim().to_ascii_uppercase();
    let Some(row) = tx.optional::<TrackedRow>(&sql::TRACKED, params![code])? else { return Ok(None) };
    if !same(&row.secret, &secret.trim().to_ascii_uppercase()) {
        return Ok(None);
    }
    let service = catalogue.version(&row.service, row.version)?;
    Ok(Some(Tracked {
        code: row.code,
        service: service.definition.name.clone(),
        unit: row.unit,
        state: row.state,
        outcome: row.outcome,
        filed_at: row.filed_at,
        due_at: row.due_at,
        received_at: row.received_at,
        answer_by: row.answer_by,
        decided_at: row.decided_at,
    }))
}

/// Compares in a time that does not tell how many letters were right.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).fold(0, |differences, (one, other)| differences | (one ^ other)) == 0
}
