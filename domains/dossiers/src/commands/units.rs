//! Moving open dossiers when administrative units end. Closed ones stay where they were closed.

use super::act::{Deed, event, record, tell_applicant};
use crate::events::{UNIT_ENDED, UNIT_MOVED, UnitEnded};
use crate::load;
use crate::model::Act;
use crate::services::Catalogue;
use crate::{Error, sql};
use access::{Actor, Resource};
use kernel::{DossierId, UnitCode};
use serde_json::json;
use store::{ReadTx, Tx, params};

/// Where dossiers of a commune may lie: with its own office, that of its district, that of its province.
fn desks(commune: &UnitCode) -> Vec<UnitCode> {
    [Some(commune.clone()), commune.district(), Some(commune.province())].into_iter().flatten().collect()
}

/// How many dossiers of a commune are open.
///
/// # Errors
/// [`Error::Denied`] for actors who do not keep the units; failures of the store.
pub fn count_open(tx: &mut ReadTx<'_>, actor: &Actor, commune: &UnitCode) -> Result<u64, Error> {
    actor.authorize("admin.units", &Resource::new("unit").unit(commune.clone()))?;
    let mut open = 0;
    for desk in desks(commune) {
        let (count,) = tx.one::<(i64,)>(&sql::COUNT_OPEN_OF_UNIT, params![desk, commune])?;
        open += u64::try_from(count).unwrap_or(0);
    }
    Ok(open)
}

/// Moves open dossiers of a commune that ended to the one that took it over, at most `limit` of them, with the office that
/// has them; says how many. Call it until it says fewer: then the commune's past is published once for those who count.
///
/// Whoever waits for an answer is told which office has the dossier now.
///
/// # Errors
/// Those of [`count_open`].
pub fn move_open(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    old: &UnitCode,
    new: &UnitCode,
    limit: u32,
) -> Result<u32, Error> {
    actor.authorize("admin.units", &Resource::new("unit").unit(new.clone()))?;
    let mut moved = 0;
    for desk in desks(old) {
        let open: Vec<(DossierId,)> = tx.many(&sql::OPEN_OF_UNIT, params![desk, old, i64::from(limit - moved)])?;
        for (id,) in open {
            move_one(tx, actor, catalogue, id, new)?;
            moved += 1;
        }
    }
    if moved < limit {
        tx.execute(&sql::MOVE_DRAFTS, params![old, new])?;
        let ended = UnitEnded { unit: old.clone(), successor: new.clone(), at: actor.now() };
        // A run that was stopped behind this publishes nothing a second time.
        if tx.execute(&sql::NOTE_UNIT_ENDED, params![old, new, actor.now()])? > 0 {
            tx.publish(UNIT_ENDED, &ended)?;
        }
    }
    Ok(moved)
}

fn move_one(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, id: DossierId, new: &UnitCode) -> Result<(), Error> {
    let before = load::dossier(tx, id)?;
    let service = catalogue.version(&before.service, before.version)?;
    let mut after = before.clone();
    after.unit = new.clone();
    after.keeper = new.clone();
    after.desk = service.definition.step(before.progress.step).desk(new);
    after.acts += 1;
    if tx.execute(&sql::MOVE_DOSSIER, params![before.id, before.acts, after.unit, after.desk])? != 1 {
        return Err(Error::ChangedMeanwhile);
    }
    let deed = Deed::new(Act::MoveUnit, before.progress.clone()).detail(json!({ "from": before.unit, "to": after.unit }));
    record(tx, actor, &after, &deed)?;
    let mut moved = event(actor, Some(&before), &after, Act::MoveUnit);
    moved.unit_before = Some(before.unit.clone());
    tx.publish(UNIT_MOVED, &moved)?;
    tell_applicant(tx, actor, &service, &after, "inbox-dossier-moved")
}
