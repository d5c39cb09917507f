//! Declaring a paper invalid.

use crate::{Error, PaperEvent, REVOKED, queries, sql};
use access::Actor;
use kernel::PaperId;
use store::{Tx, params};

const REASON_LENGTH_MIN: usize = 3;
const REASON_LENGTH_MAX: usize = 500;

/// Declares an issued paper invalid, with the reason. The public page says so from then on.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`], [`Error::NotIssued`] when it is not valid anyway,
/// [`Error::ReasonMissing`] when the reason says nothing.
pub fn revoke(tx: &mut Tx<'_>, actor: &Actor, id: PaperId, reason: &str) -> Result<(), Error> {
    let paper = queries::row(tx, id)?;
    queries::permitted(tx, actor, "papers.revoke", &paper)?;
    let reason = reason.trim();
    if !(REASON_LENGTH_MIN..=REASON_LENGTH_MAX).contains(&reason.chars().count()) {
        return Err(Error::ReasonMissing);
    }
    if tx.execute(&sql::REVOKE, params![id, actor.now(), reason])? == 0 {
        return Err(Error::NotIssued(id));
    }
    let change = audit::Change {
        entity: "paper",
        id: id.get(),
        person: paper.person,
        act: "papers.revoke",
        detail: serde_json::json!({ "kind": paper.kind, "code": paper.code.to_string() }),
    };
    audit::change(tx, actor, &change)?;
    let event = PaperEvent { paper: id, kind: paper.kind, dossier: paper.dossier, person: paper.person, unit: paper.unit };
    tx.publish(REVOKED, &event)?;
    Ok(())
}
