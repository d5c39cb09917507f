//! Carrying a change of the map out, one bounded unit of work after another.

use super::allocation::{Division, Run, runs};
use super::error::ReformError;
use super::model::{Ending, Part, Phase, Reform, ReformId, UnitState};
use super::{open, sweep};
use crate::Error;
use crate::model::{ChangeId, ChangeKind, Ground};
use crate::record::{Entry, record_as};
use crate::sql::{indexes, reform as sql};
use access::{Actor, Resource};
use kernel::{Date, UnitCode};
use serde_json::{Map, json};
use std::ops::ControlFlow;
use store::{ReadTx, Store, Tx, params};

/// How much one unit of work does. The embedded database's only writer is held for a fraction of a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Dwellings moved, with who lives in them.
    pub dwellings: u32,
    /// Persons looked at. Nearly all of them moved with their dwelling and are only read.
    pub persons: u32,
    /// Names looked at.
    pub names: u32,
    /// Whether the indexes by street and by household number are left out while dwellings move, and made again at once
    /// behind them: much quicker for a whole city, but searches by these two are slow meanwhile.
    pub without_indexes: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self { dwellings: 2_000, persons: 50_000, names: 20_000, without_indexes: false }
    }
}

/// Sorts behind every address.
const LAST_ADDRESS: &str = "\u{10ffff}";

/// What one unit of work did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is to be done next.
    pub phase: Phase,
    /// Rows it looked at: dwellings, persons or names.
    pub rows: u64,
    /// Communes that it finished.
    pub units: u64,
}

/// Finds the change of the map that was planned for `on`.
///
/// # Errors
/// [`ReformError::NotPlanned`]; failures of the store.
pub(crate) fn planned(tx: &mut ReadTx<'_>, city: &UnitCode, on: Date) -> Result<Reform, ReformError> {
    tx.optional(&sql::REFORM_ON, params![city, on])?.ok_or(ReformError::NotPlanned(on))
}

/// Begins to carry a plan out, or finds that it was begun: the day must have come.
///
/// # Errors
/// [`ReformError::NotPlanned`], [`ReformError::NotYet`]; refusals.
pub fn start(tx: &mut Tx<'_>, actor: &Actor, city: &UnitCode, on: Date, pace: Pace) -> Result<Phase, ReformError> {
    actor.authorize("admin.units", &Resource::new("unit").unit(city.clone()))?;
    let reform = planned(tx, city, on)?;
    if actor.today() < reform.effective_on {
        return Err(ReformError::NotYet(reform.effective_on));
    }
    if reform.phase != Phase::Planned {
        return Ok(reform.phase);
    }
    if pace.without_indexes {
        tx.execute(&indexes::DROP_STREET, params![])?;
        tx.execute(&indexes::DROP_HOUSEHOLD_NUMBER, params![])?;
    }
    tx.execute(&sql::NOTE_START, params![reform.id, actor.now()])?;
    enter(tx, actor, &reform, Phase::Homes, Phase::Planned)?;
    Ok(Phase::Homes)
}

/// Does the next unit of work. In the phases `planned`, `offices` and `done` there is none.
///
/// # Errors
/// [`ReformError::NotPlanned`]; refusals; failures of the store.
pub fn step(tx: &mut Tx<'_>, actor: &Actor, city: &UnitCode, on: Date, pace: Pace) -> Result<Step, ReformError> {
    actor.authorize("admin.units", &Resource::new("unit").unit(city.clone()))?;
    let reform = planned(tx, city, on)?;
    match reform.phase {
        Phase::Homes => homes(tx, actor, &reform, pace),
        Phase::People => sweep::people(tx, actor, &reform, pace),
        Phase::Names => sweep::names(tx, actor, &reform, pace),
        phase @ (Phase::Planned | Phase::Offices | Phase::Done) => Ok(Step { phase, rows: 0, units: 0 }),
    }
}

/// Begins, or goes on where an earlier run stopped, until the register is done. `watch` hears of each unit of work and may
/// stop.
///
/// # Errors
/// Those of [`start`] and [`step`].
pub fn run(
    store: &Store,
    actor: &Actor,
    city: &UnitCode,
    on: Date,
    pace: Pace,
    watch: &mut dyn FnMut(&Step) -> ControlFlow<()>,
) -> Result<Phase, ReformError> {
    let (starter, province) = (actor.clone(), city.clone());
    let mut phase = store.write_blocking(move |tx| start(tx, &starter, &province, on, pace))?;
    while matches!(phase, Phase::Homes | Phase::People | Phase::Names) {
        let (actor, province) = (actor.clone(), city.clone());
        let done = store.write_blocking(move |tx| step(tx, &actor, &province, on, pace))?;
        phase = done.phase;
        if watch(&done).is_break() {
            break;
        }
    }
    Ok(phase)
}

/// Declares everything done, other subjects included.
///
/// # Errors
/// [`ReformError::NotPlanned`]; refusals; failures of the store.
pub fn finish(tx: &mut Tx<'_>, actor: &Actor, city: &UnitCode, on: Date) -> Result<Phase, ReformError> {
    actor.authorize("admin.units", &Resource::new("unit").unit(city.clone()))?;
    let reform = planned(tx, city, on)?;
    if reform.phase == Phase::Offices {
        tx.execute(&sql::NOTE_FINISH, params![reform.id, actor.now()])?;
        enter(tx, actor, &reform, Phase::Done, Phase::Offices)?;
        return Ok(Phase::Done);
    }
    Ok(reform.phase)
}

/// Goes on to a phase, and notes it in the log.
pub(crate) fn enter(tx: &mut Tx<'_>, actor: &Actor, reform: &Reform, phase: Phase, from: Phase) -> Result<(), Error> {
    tx.execute(&sql::ENTER_PHASE, params![reform.id, phase, from])?;
    let detail = json!({ "reform": reform.id, "phase": phase });
    audit::change(tx, actor, &audit::Change { entity: "unit", id: 0, person: None, act: "register.reform", detail })?;
    Ok(())
}

/// Moves the next dwellings, of several small communes or a part of a large one.
fn homes(tx: &mut Tx<'_>, actor: &Actor, reform: &Reform, pace: Pace) -> Result<Step, ReformError> {
    let mut done = Step { phase: Phase::Homes, rows: 0, units: 0 };
    while done.rows < u64::from(pace.dwellings.max(1)) {
        let Some(ending) = tx.optional::<Ending>(&sql::NEXT_UNIT, params![reform.id])? else {
            open::with_dwellings(tx, reform)?;
            // There already, unless they were left out.
            tx.execute(&indexes::MAKE_STREET, params![])?;
            tx.execute(&indexes::MAKE_HOUSEHOLD_NUMBER, params![])?;
            enter(tx, actor, reform, Phase::People, Phase::Homes)?;
            done.phase = Phase::People;
            return Ok(done);
        };
        let change = match ending.change {
            Some(change) => change,
            None => begin(tx, actor, reform, &ending)?,
        };
        let left = i64::try_from(u64::from(pace.dwellings.max(1)) - done.rows).unwrap_or(1);
        let bound = tx.optional::<(String,)>(&sql::ADDRESS_AFTER, params![ending.old, left - 1])?;
        let high = bound.as_ref().map_or(LAST_ADDRESS, |(key,)| key.as_str());
        for run in targets(tx, &ending, high)? {
            done.rows += move_run(tx, &ending, change, &run)?;
        }
        if bound.is_none() {
            tx.execute(&sql::MOVE_STRAY_HOUSEHOLDS, params![ending.old, ending.main])?;
            tx.execute(&sql::END_UNIT, params![ending.old])?;
            done.units += 1;
        }
    }
    Ok(done)
}

/// Writes the commune's one entry of the history.
fn begin(tx: &mut Tx<'_>, actor: &Actor, reform: &Reform, ending: &Ending) -> Result<ChangeId, Error> {
    let change: ChangeId = actor.new_id();
    tx.execute(&sql::BEGIN_UNIT, params![ending.old, change])?;
    let successors = tx.many::<(UnitCode,)>(&sql::SUCCESSORS_OF, params![ending.old])?;
    let successors: Vec<UnitCode> = successors.into_iter().map(|(unit,)| unit).collect();
    let facts = |name: &str, value| Map::from_iter([(name.to_owned(), value)]);
    let entry = Entry {
        kind: ChangeKind::UnitChanged,
        person: None,
        household: None,
        unit: &ending.main,
        unit_before: Some(&ending.old),
        before: facts("unit", json!(ending.old)),
        after: facts("units", json!(successors)),
    };
    let ground = Ground::new(reform.basis.clone()).proven_by(reform.effective_on.to_string());
    record_as(tx, actor, change, &ground, &entry)?;
    Ok(change)
}

/// The ranges of addresses up to `high`, and where each goes.
fn targets(tx: &mut ReadTx<'_>, ending: &Ending, high: &str) -> Result<Vec<Run>, Error> {
    if !ending.divided {
        let sure = ending.successors == 1;
        return Ok(vec![Run { low: String::new(), high: high.to_owned(), new: ending.main.clone(), sure }]);
    }
    let rules = tx.many::<(String, UnitCode)>(&sql::RULES_OF, params![ending.old])?;
    let keys = tx.many::<(String,)>(&sql::ADDRESSES_UP_TO, params![ending.old, high])?;
    Ok(runs(&Division::new(ending.main.clone(), rules), keys.into_iter().map(|(key,)| key).collect()))
}

/// Moves a range of addresses; returns how many dwellings that were.
fn move_run(tx: &mut Tx<'_>, ending: &Ending, change: ChangeId, run: &Run) -> Result<u64, Error> {
    let (old, new, low, high) = (&ending.old, &run.new, &run.low, &run.high);
    let (same_address,) = tx.one::<(i64,)>(&sql::COUNT_SAME_ADDRESS, params![old, low, high, new, change])?;
    let renumbered = tx.execute(&sql::KEEP_NUMBERS, params![old, low, high, new, change])?;
    let people = tx.execute(&sql::MOVE_MEMBERS, params![old, low, high, new])?
        + tx.execute(&sql::MOVE_SINGLES, params![old, low, high, new])?;
    let prefix = number_prefix(old);
    let households = tx.execute(&sql::MOVE_HOUSEHOLDS, params![old, low, high, new, change, prefix])?;
    tx.execute(&sql::KEEP_UNITS, params![old, low, high, change])?;
    let dwellings = tx.execute(&sql::MOVE_DWELLINGS, params![old, low, high, new])?;
    let unsure = if run.sure { 0 } else { households };
    let part = Part {
        dwellings: number(dwellings),
        households: number(households),
        people: number(people),
        renumbered: number(renumbered),
        same_address,
        unsure: number(unsure),
        ..Part::new(old.clone(), new.clone())
    };
    add_to_part(tx, &part)?;
    Ok(dwellings)
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What a household's number gets in front when the new commune has it already: the official number of the old one.
pub(crate) fn number_prefix(old: &UnitCode) -> String {
    format!("{}-", old.number())
}

pub(crate) fn add_to_part(tx: &mut Tx<'_>, part: &Part) -> Result<(), Error> {
    tx.execute(
        &sql::ADD_TO_PART,
        params![
            part.old,
            part.new,
            part.dwellings,
            part.households,
            part.people,
            part.renumbered,
            part.same_address,
            part.unsure
        ],
    )?;
    Ok(())
}

/// Whether a commune that ends is done with.
pub(crate) const fn has_moved(ending: &Ending) -> bool {
    matches!(ending.state, UnitState::Moved)
}

/// The id, for those who only know the day.
pub(crate) fn id_of(tx: &mut ReadTx<'_>, city: &UnitCode, on: Date) -> Result<ReformId, ReformError> {
    Ok(planned(tx, city, on)?.id)
}
