//! Taking a dossier in, or sending it back.

use super::act::{self, Deed, Opened, act_at_desk, carry_out};
use crate::Error;
use crate::load::Dossier;
use crate::model::Act;
use crate::papers::PaperWish;
use crate::services::{Catalogue, PaperForm, Service, applies};
use access::Actor;
use kernel::DossierId;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Tx;

/// A paper that the officer has in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSeen {
    /// Which, by its id in the service.
    pub paper: String,
    /// In which form.
    pub form: PaperForm,
    /// How many copies.
    pub copies: u32,
}

/// Taking a dossier in.
#[derive(Debug, Clone)]
pub struct Receive {
    /// Which.
    pub dossier: DossierId,
    /// The papers that came with it.
    pub papers: Vec<PaperSeen>,
}

/// Takes a dossier in: its clock starts, and the applicant gets the receipt with the appointment.
///
/// # Errors
/// [`Error::PapersMissing`]; [`Error::Obstacle`] when it is not new or a consent is missing; [`Error::Denied`],
/// [`Error::NotFound`].
pub fn receive(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, command: &Receive) -> Result<Dossier, Error> {
    let (opened, next) = act_at_desk(tx, actor, catalogue, command.dossier, "dossiers.receive", |opened| {
        opened.progress().receive(&opened.service.definition, actor.now())
    })?;
    if !papers_are_there(&opened.service, &opened.dossier, &command.papers) {
        return Err(Error::PapersMissing);
    }
    let deed = Deed::new(Act::Receive, next)
        .detail(json!({ "papers": command.papers }))
        .tell("inbox-dossier-received")
        .paper(PaperWish::Receipt);
    carry_out(tx, actor, catalogue, &opened, &deed)
}

/// Whether every required paper came in a form that is accepted, and nothing came that the service does not know.
fn papers_are_there(service: &Service, dossier: &Dossier, seen: &[PaperSeen]) -> bool {
    let accepted = |seen: &PaperSeen| {
        let known = service.definition.papers.iter().find(|paper| paper.id == seen.paper);
        seen.copies > 0 && known.is_some_and(|paper| paper.accepts.contains(&seen.form))
    };
    let mut required =
        service.definition.papers.iter().filter(|paper| paper.required && applies(paper.when.as_ref(), &dossier.answers));
    seen.iter().all(accepted) && required.all(|paper| seen.iter().any(|seen| seen.paper == paper.id))
}

/// Sending a dossier back.
#[derive(Debug, Clone)]
pub struct Decline {
    /// Which.
    pub dossier: DossierId,
    /// Why, in the words the applicant reads.
    pub reason: String,
}

/// Sends a dossier back without taking it in, with the reason.
///
/// # Errors
/// [`Error::ReasonMissing`]; [`Error::Obstacle`] when it is not new; [`Error::Denied`], [`Error::NotFound`].
pub fn decline(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, command: &Decline) -> Result<Dossier, Error> {
    let reason = act::reason(&command.reason)?;
    let (opened, next) = act_at_desk(tx, actor, catalogue, command.dossier, "dossiers.receive", |opened| {
        opened.progress().decline(&opened.service.definition)
    })?;
    let deed = Deed::new(Act::Decline, next).note(Some(reason)).tell("inbox-dossier-declined").paper(PaperWish::Refusal);
    carry_out(tx, actor, catalogue, &opened, &deed)
}

impl Opened {
    pub(crate) const fn progress(&self) -> &crate::model::Progress {
        &self.dossier.progress
    }
}
