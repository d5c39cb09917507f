//! What names a commune beside dwellings and people, and is still open when it ends: it goes to who took over. What is
//! closed stays where it was closed; its readers are let in by [`super::with_successors`].

use super::error::ReformError;
use super::model::{Open, Reform};
use crate::Error;
use crate::numbers::RunId;
use crate::sql::reform as sql;
use access::Actor;
use kernel::UnitCode;
use kernel::unit::UnitLevel;
use std::collections::BTreeMap;
use store::{ReadTx, Statement, Tx, params};

/// The most runs through the numbers that are open at once; more would be a defect.
const RUNS_MAX: i64 = 10_000;

/// Moves what stands in dwellings: houses that take guests, and the stays that were not over on the day.
pub(super) fn with_dwellings(tx: &mut Tx<'_>, reform: &Reform) -> Result<(), ReformError> {
    let lodgings = moved(tx, &sql::MOVE_LODGINGS, reform)?;
    let stays = count(tx.execute(&sql::MOVE_STAYS, params![reform.id, reform.effective_on])?);
    note(tx, reform, &Open { lodgings, stays, ..Open::default() })
}

/// Moves what is about people, once all of them have moved.
pub(super) fn with_people(tx: &mut Tx<'_>, actor: &Actor, reform: &Reform) -> Result<(), ReformError> {
    let absences = moved(tx, &sql::MOVE_ABSENCES, reform)?;
    let requests = moved(tx, &sql::MOVE_REQUESTS, reform)?;
    tx.execute(&sql::STEP_NOTICES, params![reform.id, actor.now(), actor.subject_name()])?;
    let notices = moved(tx, &sql::MOVE_NOTICES_TO, reform)?;
    moved(tx, &sql::MOVE_NOTICES_FROM, reform)?;
    let runs = move_runs(tx, actor, reform)?;
    note(tx, reform, &Open { absences, requests, notices, runs, ..Open::default() })
}

/// How much of all that a change would move.
pub(super) fn foretold(tx: &mut ReadTx<'_>, reform: &Reform) -> Result<Open, ReformError> {
    let mut one = |statement| tx.one::<(i64,)>(statement, params![reform.id]).map(|(count,)| count);
    let lodgings = one(&sql::COUNT_LODGINGS)?;
    let absences = one(&sql::COUNT_ABSENCES)?;
    let requests = one(&sql::COUNT_REQUESTS)?;
    let notices = one(&sql::COUNT_NOTICES)?;
    let (stays,) = tx.one::<(i64,)>(&sql::COUNT_STAYS, params![reform.id, reform.effective_on])?;
    let runs = i64::try_from(runs(tx, reform)?.len()).unwrap_or(i64::MAX);
    Ok(Open { lodgings, stays, absences, requests, notices, runs })
}

fn moved(tx: &mut Tx<'_>, statement: &'static Statement, reform: &Reform) -> Result<i64, Error> {
    Ok(count(tx.execute(statement, params![reform.id])?))
}

fn count(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn note(tx: &mut Tx<'_>, reform: &Reform, open: &Open) -> Result<(), ReformError> {
    tx.execute(
        &sql::ADD_OPEN,
        params![reform.id, open.lodgings, open.stays, open.absences, open.requests, open.notices, open.runs],
    )?;
    Ok(())
}

/// Where a run through the numbers goes on.
enum GoesOn {
    /// In this unit, from its beginning: the order in which it went through the people is another one now.
    In(UnitCode),
    /// Nowhere: nobody took a district over.
    Nowhere,
}

/// The open runs that the change touches: those of communes and districts that end, and those of units around them.
fn runs(tx: &mut ReadTx<'_>, reform: &Reform) -> Result<Vec<(RunId, GoesOn)>, Error> {
    let mains: BTreeMap<UnitCode, UnitCode> =
        tx.many::<(UnitCode, UnitCode)>(&sql::MAINS, params![reform.id])?.into_iter().collect();
    let goes_on = |(id, unit): (RunId, UnitCode)| {
        if let Some(main) = mains.get(&unit) {
            return Some((id, GoesOn::In(main.clone())));
        }
        if !mains.keys().any(|old| unit.contains(old)) {
            return None;
        }
        let goes_on = if unit.level() == UnitLevel::District { GoesOn::Nowhere } else { GoesOn::In(unit) };
        Some((id, goes_on))
    };
    let open = tx.many::<(RunId, UnitCode)>(&sql::OPEN_RUNS, params![RUNS_MAX])?;
    Ok(open.into_iter().filter_map(goes_on).collect())
}

fn move_runs(tx: &mut Tx<'_>, actor: &Actor, reform: &Reform) -> Result<i64, Error> {
    let runs = runs(tx, reform)?;
    for (id, goes_on) in &runs {
        match goes_on {
            GoesOn::In(unit) => tx.execute(&sql::RESTART_RUN, params![id, unit, unit.range().0])?,
            GoesOn::Nowhere => tx.execute(&sql::END_RUN, params![id, actor.now()])?,
        };
    }
    Ok(i64::try_from(runs.len()).unwrap_or(i64::MAX))
}
