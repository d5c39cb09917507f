//! Handing a dossier to the next step.

use super::act::{self, Deed, act_at_desk, carry_out};
use crate::Error;
use crate::load::Dossier;
use crate::model::Act;
use crate::services::Catalogue;
use access::Actor;
use kernel::DossierId;
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct Forward {
    /// Which.
    pub dossier: DossierId,
    /// What the checking office says to the deciding one. The applicant does not read it.
    pub opinion: String,
}

/// Hands a dossier to the next step of its service.
///
/// # Errors
/// [`Error::Obstacle`] when there is none, or a consent is missing; [`Error::Denied`], [`Error::NotFound`].
pub fn forward(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, command: &Forward) -> Result<Dossier, Error> {
    let opinion = act::note(command.opinion.trim())?;
    let (opened, next) = act_at_desk(tx, actor, catalogue, command.dossier, "dossiers.forward", |opened| {
        opened.progress().forward(&opened.service.definition)
    })?;
    carry_out(tx, actor, catalogue, &opened, &Deed::new(Act::Forward, next).note(Some(opinion)))
}
