//! The agreement of the one whose household is joined.

use super::act::{self, Deed, Opened, carry_out, hide, tell_applicant};
use crate::Error;
use crate::load::{self, Dossier};
use crate::model::Act;
use crate::services::Catalogue;
use access::{Actor, Resource};
use kernel::{DossierId, text_enum};
use serde_json::json;
use std::sync::Arc;
use store::Tx;

text_enum! {
    /// What the head says.
    pub enum ConsentWord {
        /// Yes.
        Agree = "agree",
        /// No.
        Refuse = "refuse",
    }
}

/// The command.
#[derive(Debug, Clone)]
pub struct GiveConsent {
    /// For which dossier.
    pub dossier: DossierId,
    /// What the head says.
    pub word: ConsentWord,
    /// For an officer: what the signed paper is, such as its date. Not needed from the head's own account.
    pub evidence: String,
}

/// Notes the head's word: from the head's own account, or by an officer who has the signed paper in hand.
///
/// # Errors
/// [`Error::ReasonMissing`] when an officer names no paper; [`Error::Obstacle`] when no consent is awaited;
/// [`Error::Denied`]; [`Error::NotFound`] for everybody else, the applicant included.
pub fn give_consent(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, command: &GiveConsent) -> Result<Dossier, Error> {
    let dossier = load::dossier(tx, command.dossier)?;
    let mut asked = Resource::new("dossier").unit(dossier.unit.clone());
    if let Some(head) = dossier.consenter {
        asked = asked.owner(head);
    }
    actor.authorize("dossiers.consent", &asked).map_err(hide)?;
    let evidence = act::note(command.evidence.trim())?;
    if actor.staff().is_some() && evidence.is_empty() {
        return Err(Error::ReasonMissing);
    }
    let service = catalogue.version(&dossier.service, dossier.version)?;
    let agreed = command.word == ConsentWord::Agree;
    let next = dossier.progress.settle_consent(agreed)?;
    let act = if agreed { Act::GiveConsent } else { Act::DenyConsent };
    let deed = Deed::new(act, next).detail(json!({ "on_paper": actor.staff().is_some(), "evidence": evidence }));
    let after = carry_out(tx, actor, catalogue, &Opened { dossier, service: Arc::clone(&service) }, &deed)?;
    let message = if agreed { "inbox-consent-given" } else { "inbox-consent-denied" };
    tell_applicant(tx, actor, &service, &after, message)?;
    Ok(after)
}
