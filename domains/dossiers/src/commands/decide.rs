//! Deciding.

use super::act::{self, Deed, carry_out};
use crate::Error;
use crate::effects;
use crate::load::Dossier;
use crate::model::{Act, Outcome};
use crate::papers::PaperWish;
use crate::services::Catalogue;
use access::Actor;
use kernel::DossierId;
use register::NewHead;
use store::Tx;

/// How it is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// In favour.
    Grant,
    /// Against.
    Refuse {
        /// Why, in the words the applicant reads.
        reason: String,
    },
}

/// The command.
#[derive(Debug, Clone)]
pub struct Decide {
    /// Which.
    pub dossier: DossierId,
    /// How.
    pub verdict: Verdict,
    /// Who heads the households that the people leave, where their head leaves and others stay.
    pub new_heads: Vec<NewHead>,
}

/// Decides a dossier. What a grant changes in the register changes in the same transaction, or nothing does.
///
/// # Errors
/// [`Error::Register`] when the register refuses, for instance [`register::Error::NewHeadNeeded`] with the candidates;
/// [`Error::Obstacle`]; [`Error::ReasonMissing`]; [`Error::Denied`], [`Error::NotFound`].
pub fn decide(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, command: &Decide) -> Result<Dossier, Error> {
    let (act, outcome, reason) = match &command.verdict {
        Verdict::Grant => (Act::Grant, Outcome::Granted, None),
        Verdict::Refuse { reason } => (Act::Refuse, Outcome::Refused, Some(act::reason(reason)?)),
    };
    let opened = act::open(tx, actor, catalogue, command.dossier, "dossiers.view")?;
    let next = opened.progress().decide(&opened.service.definition, outcome, actor.now())?;
    let action = if opened.progress().step == 0 { "dossiers.decide" } else { "dossiers.approve" };
    act::may_act(actor, &opened, action)?;
    let mut deed = Deed::new(act, next).note(reason);
    match outcome {
        Outcome::Granted => {
            let done = effects::apply(tx, actor, catalogue, &opened.dossier, &opened.service, &command.new_heads)?;
            deed = deed.tell("inbox-dossier-granted").paper(PaperWish::Result);
            if let Some(done) = done {
                deed = deed.detail(done);
            }
        }
        Outcome::Refused => deed = deed.tell("inbox-dossier-refused").paper(PaperWish::Refusal),
    }
    carry_out(tx, actor, catalogue, &opened, &deed)
}
