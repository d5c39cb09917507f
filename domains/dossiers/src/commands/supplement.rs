//! Asking for what is missing, and supplying it.

use super::act::{self, Deed, SERVE, carry_out, may_act, open, with_purpose};
use super::submit::{self, Submit};
use crate::load::Dossier;
use crate::model::Act;
use crate::papers::PaperWish;
use crate::services::{Answers, Catalogue, FieldError};
use crate::{Error, sql};
use access::Actor;
use kernel::DossierId;
use register::{Errand, Proof};
use serde_json::{Value, json};
use store::{Tx, params};

/// The most defects one request lists.
pub const DEFECTS_MAX: usize = 50;

/// Asking for what is missing.
#[derive(Debug, Clone)]
pub struct RequestSupplement {
    /// Of which dossier.
    pub dossier: DossierId,
    /// Every defect, a sentence each. There is no second request, so all must be here.
    pub defects: Vec<String>,
    /// Why, in general.
    pub reason: String,
}

/// Asks for everything that is missing, once. The clock stands until the applicant answers.
///
/// # Errors
/// [`Error::Obstacle`] when it was asked before; [`Error::ReasonMissing`] without a defect; [`Error::TooLong`];
/// [`Error::Denied`], [`Error::NotFound`].
pub fn request_supplement(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    command: &RequestSupplement,
) -> Result<Dossier, Error> {
    if command.defects.len() > DEFECTS_MAX {
        return Err(Error::TooLong(DEFECTS_MAX));
    }
    let defects = command.defects.iter().map(|defect| act::reason(defect)).collect::<Result<Vec<&str>, Error>>()?;
    if defects.is_empty() {
        return Err(Error::ReasonMissing);
    }
    let note = act::note(command.reason.trim())?;
    let opened = open(tx, actor, catalogue, command.dossier, "dossiers.view")?;
    let answer_by = catalogue.answer_by(&opened.service.definition, actor.now())?;
    let next = opened.progress().request_supplement(&opened.service.definition, actor.now(), answer_by)?;
    may_act(actor, &opened, "dossiers.supplement")?;
    let deed = Deed::new(Act::RequestSupplement, next)
        .note(Some(note))
        .detail(json!({ "defects": defects }))
        .tell("inbox-dossier-supplement")
        .paper(PaperWish::Supplement);
    carry_out(tx, actor, catalogue, &opened, &deed)
}

/// Supplying what was missing.
#[derive(Debug, Clone)]
pub struct AnswerSupplement {
    /// Of which dossier.
    pub dossier: DossierId,
    /// All answers anew. What the register gives, and what decides where the dossier goes, stays as it was filed.
    pub answers: Answers,
    /// What the applicant says to it.
    pub note: String,
}

/// Supplies what was missing: the applicant, or an officer for an applicant at the counter. The clock runs on.
///
/// # Errors
/// [`Error::Answers`]; [`Error::Obstacle`] when nothing was asked for or the time has passed; [`Error::Denied`],
/// [`Error::NotFound`].
pub fn answer_supplement(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    command: &AnswerSupplement,
) -> Result<Dossier, Error> {
    let actor = &*with_purpose(actor, SERVE);
    let note = act::note(command.note.trim())?;
    let mut opened = open(tx, actor, catalogue, command.dossier, "dossiers.answer")?;
    let next = opened.progress().answer_supplement(actor.now())?;
    let answers = corrected(tx, actor, catalogue, &opened, &command.answers)?;
    if answers != opened.dossier.answers {
        let text = serde_json::to_string(&answers).map_err(store::Error::from)?;
        tx.execute(&sql::UPDATE_ANSWERS, params![command.dossier, text])?;
    }
    let changed: Vec<&String> = answers.keys().filter(|name| answers.get(*name) != opened.dossier.answers.get(*name)).collect();
    let detail = json!({ "changed": changed });
    opened.dossier.answers = answers;
    let deed = Deed::new(Act::AnswerSupplement, next).note(Some(note)).detail(detail);
    carry_out(tx, actor, catalogue, &opened, &deed)
}

/// The answers after the supplement. The commune, the agreement and the companions were settled when the dossier was
/// filed; who wants to change those files anew.
fn corrected(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    opened: &act::Opened,
    sent: &Answers,
) -> Result<Answers, Error> {
    let (dossier, service) = (&opened.dossier, &opened.service);
    let names: Vec<&str> = service.prefill_names.iter().map(String::as_str).collect();
    let errand = Errand { dossier: Some(dossier.id), proof: Proof::Opened };
    let known = register::facts_for_prefill(tx, actor, catalogue.places(), dossier.applicant, &names, &errand)?;
    let command = Submit {
        service: dossier.service.clone(),
        version: Some(dossier.version),
        applicant: dossier.applicant,
        answers: sent.clone(),
        key: None,
        draft: None,
        card: None,
    };
    let answers = submit::settle(catalogue, service, actor, &command, &known)?;
    let mut fixed: Vec<&str> = vec![submit::MEMBERS];
    fixed.extend(service.definition.receiver.answer.as_deref());
    if let Some(consent) = &service.definition.consent {
        fixed.extend([consent.number.as_str(), consent.name.as_str()]);
        fixed.extend(consent.when.as_ref().map(|when| when.field.as_str()));
    }
    let moved: Vec<FieldError> = fixed
        .into_iter()
        .filter(|name| answers.get(*name).unwrap_or(&Value::Null) != dossier.answers.get(*name).unwrap_or(&Value::Null))
        .map(|name| FieldError::new(name, "form-error-settled"))
        .collect();
    if moved.is_empty() { Ok(answers) } else { Err(Error::Answers(moved)) }
}
