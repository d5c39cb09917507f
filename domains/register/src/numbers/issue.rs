//! Issuing numbers to those who live somewhere and lack one (Decree 37/2021 Art 1).

use super::{ISSUED_A_TURN, Outcome, Run, RunKind, Step, note, place};
use crate::commands::create_person::free_number;
use crate::model::{ChangeKind, Ground, LifeState, Person};
use crate::record::{Entry, record};
use crate::sql::requests as sql;
use crate::{Error, load};
use access::Actor;
use country::NumberPlace;
use kernel::personal_number::{BIRTH_YEAR_MAX, BIRTH_YEAR_MIN};
use kernel::{PersonId, UnitCode};
use serde_json::{Map, Value};
use store::{Store, Tx, params};

/// The ground under which numbers are issued in bulk.
const BASIS: &str = "decree-37-2021-art-1";
/// The country whose citizens get a number.
const NATIONALITY: &str = "VN";

pub(super) fn turn(store: &Store, actor: &Actor, places: &[NumberPlace], run: &Run) -> Result<(), Error> {
    let (actor, run, places) = (actor.clone(), run.clone(), places.to_vec());
    store.write_blocking(move |tx| {
        let high = run.unit.range().1;
        let found: Vec<(PersonId, UnitCode)> =
            tx.many(&sql::UNNUMBERED, params![run.next_unit, high, run.next_person, i64::from(ISSUED_A_TURN)])?;
        let mut lines = Vec::with_capacity(found.len());
        for (person, _) in &found {
            if let Some(outcome) = one(tx, &actor, &places, &run, *person)? {
                lines.push((*person, outcome));
            }
        }
        let full = u32::try_from(found.len()).is_ok_and(|count| count == ISSUED_A_TURN);
        let next = found.last().filter(|_| full).map(|(person, unit)| (unit.to_string(), *person));
        note(tx, &actor, &run, &Step { next, looked_at: found.len(), lines })
    })
}

fn one(tx: &mut Tx<'_>, actor: &Actor, places: &[NumberPlace], run: &Run, person: PersonId) -> Result<Option<Outcome>, Error> {
    let person = load::person(tx, person)?.ok_or(Error::PersonNotFound)?;
    if person.state != LifeState::Living {
        return Ok(None);
    }
    let place = match place_for(&person, places) {
        Ok(place) => place,
        Err(outcome) => return Ok(Some(outcome)),
    };
    if run.kind == RunKind::DryRun {
        return Ok(Some(Outcome::WouldBeIssued));
    }
    match issue(tx, actor, &person, place) {
        Ok(()) => Ok(Some(Outcome::Issued)),
        Err(Error::NumbersExhausted) => Ok(Some(Outcome::NoneFree)),
        Err(other) => Err(other),
    }
}

/// The place for the number of a person whose data are complete, or what they lack.
fn place_for<'p>(person: &Person, places: &'p [NumberPlace]) -> Result<&'p str, Outcome> {
    let facts = &person.facts;
    if person.residences.is_empty() {
        return Err(Outcome::NoResidence);
    }
    if facts.nationality != NATIONALITY {
        return Err(Outcome::NotACitizen);
    }
    if !(BIRTH_YEAR_MIN..=BIRTH_YEAR_MAX).contains(&facts.birth.year()) {
        return Err(Outcome::BirthYearOutside);
    }
    let registered = facts.birth_registered_at.as_deref().filter(|text| !text.trim().is_empty());
    let registered = registered.ok_or(Outcome::BirthRegistrationMissing)?;
    place::digits(registered, places).ok_or(Outcome::BirthRegistrationUnclear)
}

fn issue(tx: &mut Tx<'_>, actor: &Actor, person: &Person, place: &str) -> Result<(), Error> {
    let number = free_number(tx, actor, place, &person.facts)?;
    if tx.execute(&sql::SET_NUMBER, params![person.id, number])? == 0 {
        return Err(Error::ChangedMeanwhile(person.id));
    }
    let entry = Entry {
        kind: ChangeKind::NumberIssued,
        person: Some(person.id),
        household: None,
        unit: &person.unit,
        unit_before: None,
        before: Map::from_iter([("number".to_owned(), Value::Null)]),
        after: Map::from_iter([("number".to_owned(), serde_json::json!(number))]),
    };
    record(tx, actor, &Ground::new(BASIS), &entry)?;
    Ok(())
}
