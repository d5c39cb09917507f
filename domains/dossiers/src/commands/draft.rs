//! Beginning to fill in a form, and coming back to it.

use super::act::{ASSIST, hide, with_purpose};
use super::submit::ANSWERS_BYTES_MAX;
use crate::queries::{self, Draft, DraftId};
use crate::services::{Answers, Catalogue};
use crate::{Error, sql};
use access::{Actor, Resource};
use kernel::PersonId;
use register::CardShown;
use serde_json::Value;
use store::{Tx, params};

/// Drafts that nobody came back to for so many days are thrown away.
pub const DRAFT_DAYS_MAX: i64 = 60;
const PURGED_A_TURN_MAX: i64 = 1_000;

/// The command.
#[derive(Debug, Clone)]
pub struct SaveDraft {
    /// The draft that goes on; a new one when left out.
    pub draft: Option<DraftId>,
    /// The service.
    pub service: String,
    /// Whose dossier it will be.
    pub applicant: PersonId,
    /// What was filled in so far. Nothing is checked yet.
    pub answers: Answers,
    /// The card that the applicant showed when the draft is begun: an officer needs it for somebody from elsewhere.
    pub card: Option<CardShown>,
}

/// Keeps what was filled in. A draft goes on under the version of the service with which it was begun, while that is offered.
///
/// # Errors
/// [`Error::ServiceNotOffered`]; [`Error::TooLong`]; [`Error::Denied`], [`Error::NotFound`]; [`Error::Register`] when the
/// applicant lives elsewhere and showed no card, or another's.
pub fn save_draft(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, command: &SaveDraft) -> Result<DraftId, Error> {
    let answers = Value::Object(command.answers.clone()).to_string();
    if answers.len() > ANSWERS_BYTES_MAX {
        return Err(Error::TooLong(ANSWERS_BYTES_MAX));
    }
    let offered = catalogue.offered(&command.service, actor.today()).ok_or(Error::ServiceNotOffered)?;
    if let Some(id) = command.draft {
        let draft = writable(tx, actor, id)?;
        let goes_on = draft.service == command.service && draft.applicant == command.applicant;
        if !goes_on {
            return Err(Error::NotFound);
        }
        tx.execute(&sql::UPDATE_DRAFT, params![id, draft.version, answers, actor.now()])?;
        return Ok(id);
    }
    let mut resource = Resource::new("dossier").owner(command.applicant);
    if let Some(office) = actor.office() {
        resource = resource.unit(office.clone());
    }
    actor.authorize("dossiers.draft", &resource).map_err(hide)?;
    if register::has_died(tx, command.applicant)? {
        return Err(register::Error::NotLiving(command.applicant).into());
    }
    if actor.staff().is_some() {
        register::permit_applicant(tx, &with_purpose(actor, ASSIST), command.applicant, command.card)?;
    }
    // Only an officer's card was looked at.
    let card_seen = actor.staff().is_some() && command.card.is_some();
    let id: DraftId = actor.new_id();
    tx.execute(
        &sql::INSERT_DRAFT,
        params![
            id,
            command.applicant,
            actor.staff(),
            actor.office(),
            command.service,
            offered.version,
            answers,
            actor.now(),
            card_seen
        ],
    )?;
    Ok(id)
}

/// Throws a draft away.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub fn discard_draft(tx: &mut Tx<'_>, actor: &Actor, id: DraftId) -> Result<(), Error> {
    writable(tx, actor, id)?;
    tx.execute(&sql::DELETE_DRAFT, params![id])?;
    Ok(())
}

fn writable(tx: &mut Tx<'_>, actor: &Actor, id: DraftId) -> Result<Draft, Error> {
    queries::draft(tx, actor, id)?.ok_or(Error::NotFound)
}

/// Throws drafts away that nobody came back to for [`DRAFT_DAYS_MAX`] days. Says how many.
///
/// # Errors
/// [`Error::Denied`] for anybody but the program itself.
pub fn purge_drafts(tx: &mut Tx<'_>, actor: &Actor) -> Result<u64, Error> {
    actor.authorize("dossiers.stop", &Resource::new("dossier"))?;
    let before = actor.now().plus_minutes(-DRAFT_DAYS_MAX * 24 * 60);
    Ok(tx.execute(&sql::DELETE_OLD_DRAFTS, params![before, PURGED_A_TURN_MAX])?)
}
