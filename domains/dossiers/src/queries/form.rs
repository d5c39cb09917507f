//! The form of a service, with what the register answers.

use crate::Error;
use crate::commands::{ASSIST, with_purpose};
use crate::queries::{Draft, DraftId, draft};
use crate::services::{Answers, Catalogue, Channel, Service, Widget};
use access::Actor;
use kernel::{Dong, PersonId};
use register::{Errand, Proof, Relation};
use std::sync::Arc;
use store::Tx;

/// A member of the applicant's household who may come along.
#[derive(Clone, PartialEq, Eq)]
pub struct HouseholdChoice {
    /// Who: the value of the answer.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// What they are to the head.
    pub relation: Relation,
}

/// A form to fill in.
pub struct FilingForm {
    /// The service and its version.
    pub service: Arc<Service>,
    /// What the register answers: shown, and not to be changed.
    pub prefilled: Answers,
    /// Who may come along; empty when the form does not ask.
    pub members: Vec<HouseholdChoice>,
    /// What it costs this way.
    pub fee: Dong,
    /// How many working days the offices have.
    pub working_days: u32,
}

/// The form of a service for an applicant: their own, or for an officer that of somebody who lives in the officer's units.
///
/// Goes on with an earlier version when a draft was begun under it (`version`).
///
/// # Errors
/// [`Error::ServiceNotOffered`], [`Error::ServiceUnknown`]; [`Error::Register`] when the register does not know the applicant.
pub fn filing_form(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    service: &str,
    version: Option<u32>,
    applicant: PersonId,
) -> Result<FilingForm, Error> {
    form_for(tx, actor, catalogue, service, version, applicant, Proof::Nothing)
}

/// A draft and its form; `None` when there is none that the actor may open. For somebody from elsewhere an officer gets it
/// when the card was checked as the draft was begun.
///
/// # Errors
/// Those of [`filing_form`].
pub fn draft_form(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    id: DraftId,
) -> Result<Option<(Draft, FilingForm)>, Error> {
    let Some(draft) = draft(tx, actor, id)? else { return Ok(None) };
    let proof = if draft.card_seen { Proof::Opened } else { Proof::Nothing };
    let form = form_for(tx, actor, catalogue, &draft.service, Some(draft.version), draft.applicant, proof)?;
    Ok(Some((draft, form)))
}

fn form_for(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    service: &str,
    version: Option<u32>,
    applicant: PersonId,
    proof: Proof,
) -> Result<FilingForm, Error> {
    let actor = &*with_purpose(actor, ASSIST);
    let service = match version {
        Some(version) => catalogue.version(service, version)?,
        None => catalogue.offered(service, actor.today()).ok_or(Error::ServiceNotOffered)?,
    };
    let names: Vec<&str> = service.prefill_names.iter().map(String::as_str).collect();
    let errand = Errand { dossier: None, proof };
    let known = register::facts_for_prefill(tx, actor, catalogue.places(), applicant, &names, &errand)?;
    let members = if service.form.layout().fields().any(|field| field.widget == Widget::HouseholdMembers) {
        choices(tx, actor, applicant)?
    } else {
        Vec::new()
    };
    let channel = if actor.staff().is_some() { Channel::Counter } else { Channel::Online };
    Ok(FilingForm {
        prefilled: service.form.prefilled(&known),
        members,
        fee: catalogue.fee(&service.definition, channel, actor.today())?,
        working_days: catalogue.working_days(&service.definition, actor.today())?,
        service,
    })
}

fn choices(tx: &mut Tx<'_>, actor: &Actor, applicant: PersonId) -> Result<Vec<HouseholdChoice>, Error> {
    let members = register::household_of(tx, actor, applicant)?.map_or_else(Vec::new, |household| household.members);
    let others = members.into_iter().filter(|member| member.person.id != applicant);
    Ok(others
        .map(|member| HouseholdChoice {
            person: member.person.id,
            name: member.person.name.full().to_owned(),
            relation: member.relation,
        })
        .collect())
}
