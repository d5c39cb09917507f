//! Noting a divorce that a court decided (Law 52/2014 Art 57, Law 60/2014 Art 30).

use super::{Registered, Turn, check_day, put_marital, subject};
use crate::model::{BookEntry, ChangeId, ChangeKind, CivilRecord, Ground, LifeState, MaritalStatus, Person, RelationEnd};
use crate::record::as_one_act;
use crate::relations::{end, marriage};
use crate::{CivilError, Error, load};
use access::Actor;
use kernel::{Date, PartialDate, PersonId};
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct RegisterDivorce {
    /// One of the two, who belongs to the officer's units; the register knows the other.
    pub person: PersonId,
    /// The day on which the judgment took effect.
    pub on: Date,
    /// The note in the book of marriages.
    pub book: BookEntry,
    /// On which ground: the judgment.
    pub ground: Ground,
}

/// Ends a marriage; both become divorced.
///
/// # Errors
/// [`CivilError::NotMarried`], [`CivilError::BadDay`]; [`Error::NotLiving`], [`Error::PersonNotFound`], [`Error::Denied`].
pub fn register_divorce(tx: &mut Tx<'_>, actor: &Actor, command: &RegisterDivorce) -> Result<Registered, Error> {
    let one = subject(tx, actor, command.person)?;
    // Somebody who is missing can be divorced; the dead left a widow or a widower.
    if one.state == LifeState::Dead {
        return Err(Error::NotLiving(one.id));
    }
    let tie = marriage(tx, one.id)?.ok_or(CivilError::NotMarried(one.id))?;
    let other = load::person(tx, tie.besides(one.id))?.ok_or(Error::PersonNotFound)?;
    let on = PartialDate::from(command.on);
    check_day(&on, actor, &[&one, &other])?;
    if tie.since.is_some_and(|since| on.latest() < since.earliest()) {
        return Err(CivilError::BadDay.into());
    }
    let change: ChangeId = actor.new_id();
    let record = CivilRecord { book: command.book.clone(), ..CivilRecord::default() };
    as_one_act(tx, change, |tx| {
        end(tx, tie.id, change, Some(on), RelationEnd::Divorced)?;
        part(tx, actor, change, &one, &other, &record, &command.ground)?;
        part(tx, actor, actor.new_id(), &other, &one, &record, &command.ground)
    })?;
    Ok(Registered::new(one.id, change))
}

fn part(
    tx: &mut Tx<'_>,
    actor: &Actor,
    change: ChangeId,
    person: &Person,
    former: &Person,
    record: &CivilRecord,
    ground: &Ground,
) -> Result<(), Error> {
    put_marital(tx, person, MaritalStatus::Divorced)?;
    Turn::new(ChangeKind::Divorce, person)
        .fact("marital", &person.facts.marital, &MaritalStatus::Divorced)
        .fact("spouse", &Some(former.id), &None::<PersonId>)
        .booked(record)
        .write(tx, actor, change, ground)
}
