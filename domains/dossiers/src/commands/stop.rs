//! Ending dossiers for which nothing was supplied in time.

use super::act::{Deed, Opened, carry_out, resource};
use crate::load;
use crate::model::Act;
use crate::services::Catalogue;
use crate::{Error, sql};
use access::Actor;
use kernel::DossierId;
use store::{Tx, params};

/// How many dossiers one turn ends, so that a transaction stays short.
pub const STOPPED_A_TURN_MAX: u32 = 200;

/// Ends dossiers whose applicants were asked for something and let the time pass. Says how many.
///
/// # Errors
/// [`Error::Denied`] for anybody but the program itself.
pub fn stop_unanswered(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue) -> Result<u32, Error> {
    let late: Vec<(DossierId,)> = tx.many(&sql::UNANSWERED, params![actor.now(), i64::from(STOPPED_A_TURN_MAX)])?;
    let mut stopped = 0;
    for (id,) in late {
        let dossier = load::dossier(tx, id)?;
        actor.authorize("dossiers.stop", &resource(&dossier))?;
        let next = dossier.progress.stop(actor.now())?;
        let service = catalogue.version(&dossier.service, dossier.version)?;
        let deed = Deed::new(Act::Stop, next).tell("inbox-dossier-stopped");
        carry_out(tx, actor, catalogue, &Opened { dossier, service }, &deed)?;
        stopped += 1;
    }
    Ok(stopped)
}
