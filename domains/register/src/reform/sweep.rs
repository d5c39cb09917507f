//! The two sweeps behind the dwellings: persons without residence, and the search by name.

use super::error::ReformError;
use super::model::{Part, Phase, Reform};
use super::open;
use super::step::{Pace, Step, add_to_part, enter};
use crate::model::ChangeId;
use crate::sql::reform as sql;
use access::Actor;
use kernel::{PersonId, UnitCode};
use store::{Tx, params};

/// Sorts behind every syllable and unit.
const LAST: &str = "\u{10ffff}";

/// Moves the persons for whom a commune that ended still answers: they live nowhere, as far as the register knows.
pub(crate) fn people(tx: &mut Tx<'_>, actor: &Actor, reform: &Reform, pace: Pace) -> Result<Step, ReformError> {
    let from = reform.next_person;
    let bound = tx.optional::<(PersonId,)>(&sql::PERSON_AFTER, params![from, i64::from(pace.persons.max(1)) - 1])?;
    let to = bound.map_or(PersonId::from_raw(i64::MAX), |(person,)| person);
    let left = tx.many::<(UnitCode, UnitCode, ChangeId, i64)>(&sql::LEFT_BEHIND, params![from, to, reform.id])?;
    for (old, main, change, people) in left {
        tx.execute(&sql::KEEP_PERSON_UNITS, params![from, to, old, change])?;
        tx.execute(&sql::MOVE_PERSONS, params![from, to, old, main])?;
        add_to_part(tx, &Part { people, ..Part::new(old, main) })?;
    }
    tx.execute(&sql::NOTE_PERSON, params![reform.id, to])?;
    let mut done = Step { phase: Phase::People, rows: u64::from(pace.persons), units: 0 };
    if bound.is_none() {
        open::with_people(tx, actor, reform)?;
        enter(tx, actor, reform, Phase::Names, Phase::People)?;
        done = Step { phase: Phase::Names, rows: 0, units: 0 };
    }
    Ok(done)
}

/// Moves the next names, in the order of the search, in which old and new rows of a name are neighbours.
pub(crate) fn names(tx: &mut Tx<'_>, actor: &Actor, reform: &Reform, pace: Pace) -> Result<Step, ReformError> {
    let (given, family, unit) = (&reform.next_given, &reform.next_family, &reform.next_unit);
    let bound = tx
        .optional::<(String, String, String)>(&sql::NAME_AFTER, params![given, family, unit, i64::from(pace.names.max(1)) - 1])?;
    let last = || (LAST.to_owned(), LAST.to_owned(), LAST.to_owned());
    let to = bound.clone().unwrap_or_else(last);
    let window = params![given, family, unit, to.0, to.1, to.2, reform.id];
    for statement in [&sql::ADD_NAMES, &sql::ADD_NAMES_BY_DWELLING, &sql::ADD_NAMES_BY_PERSON] {
        tx.execute(statement, window)?;
    }
    let rows = tx.execute(&sql::DELETE_NAMES, window)?;
    tx.execute(&sql::NOTE_NAME, params![reform.id, to.0, to.1, to.2])?;
    if bound.is_some() {
        return Ok(Step { phase: Phase::Names, rows, units: 0 });
    }
    enter(tx, actor, reform, Phase::Offices, Phase::Names)?;
    Ok(Step { phase: Phase::Offices, rows, units: 0 })
}
