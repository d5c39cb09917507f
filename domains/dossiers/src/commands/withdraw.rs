//! Taking a dossier back.

use super::act::{self, Deed, carry_out, open};
use crate::Error;
use crate::load::Dossier;
use crate::model::Act;
use crate::services::Catalogue;
use access::Actor;
use kernel::DossierId;
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct Withdraw {
    /// Which.
    pub dossier: DossierId,
    /// Why, if the applicant says so.
    pub reason: String,
}

/// Takes a dossier back, as long as it is not decided: the applicant, or an officer for an applicant at the counter.
///
/// # Errors
/// [`Error::Obstacle`] when it is decided or ended; [`Error::Denied`], [`Error::NotFound`].
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, command: &Withdraw) -> Result<Dossier, Error> {
    let reason = act::note(command.reason.trim())?;
    let opened = open(tx, actor, catalogue, command.dossier, "dossiers.withdraw")?;
    let next = opened.progress().withdraw(actor.now())?;
    let mut deed = Deed::new(Act::Withdraw, next).note((!reason.is_empty()).then_some(reason));
    if actor.person() != Some(opened.dossier.applicant) {
        deed = deed.tell("inbox-dossier-withdrawn");
    }
    carry_out(tx, actor, catalogue, &opened, &deed)
}
