//! Asking for a paper.

use crate::model::{PrintOrder, initials};
use crate::{Code, Error, NewPaper, jobs, sql};
use access::{Actor, Resource};
use kernel::PaperId;
use store::{Job, Tx, params};

/// A drawn code is taken with a chance of one in millions; so many times in a row only when the dice are broken.
const DRAWS_MAX: u32 = 8;

/// Asks for a paper in the transaction that gives rise to it: a pending row, and a job that will print it.
///
/// The owner of the paper may bring one about by their own act (a receipt for an online filing), officers and the
/// program by theirs; see the policies of `papers.issue`.
///
/// # Errors
/// [`Error::Denied`] when the actor may not; [`Error::Store`] when the store fails.
pub fn request(tx: &mut Tx<'_>, actor: &Actor, paper: &NewPaper) -> Result<PaperId, Error> {
    let resource = Resource::new("paper").unit(paper.unit.clone());
    let resource = match paper.person {
        Some(person) => resource.owner(person),
        None => resource,
    };
    actor.authorize("papers.issue", &resource)?;

    let id: PaperId = actor.new_id();
    let order = PrintOrder { agency: paper.agency.clone(), date: actor.now().into(), body: paper.body.clone() };
    let order = serde_json::to_string(&order).map_err(store::Error::from)?;
    let holder = initials(&paper.holder);
    let mut drawn = 0;
    for _ in 0..DRAWS_MAX {
        let code = Code::draw(actor.randomness());
        drawn = tx.execute(
            &sql::INSERT,
            params![id, code, paper.kind, paper.unit, paper.agency.name, paper.dossier, paper.person, holder, actor.now(), order],
        )?;
        if drawn == 1 {
            break;
        }
    }
    if drawn == 0 {
        return Err(Error::NoFreeCode);
    }
    let job = Job::new(jobs::RENDER, &jobs::RenderPayload { paper: id })?.dedup(id.to_string());
    tx.enqueue(&job, actor.now())?;
    Ok(id)
}
