//! Looking for numbers that contradict what the record says.

use super::{CHECKED_A_TURN, Outcome, Run, Step, note, place};
use crate::Error;
use crate::sql::requests as sql;
use access::Actor;
use country::NumberPlace;
use kernel::personal_number::Disagreement;
use kernel::{PartialDate, PersonId, PersonalNumber, Sex, UnitCode};
use store::{Store, params};

store::row! {
    struct Numbered {
        id: PersonId,
        unit: UnitCode,
        number: Option<PersonalNumber>,
        sex: Sex,
        birth: PartialDate,
        birth_registered_at: Option<String>,
    }
}

pub(super) fn turn(store: &Store, actor: &Actor, places: &[NumberPlace], run: &Run) -> Result<(), Error> {
    // Reading runs beside other work; only what was found waits for its turn to write.
    let limit = i64::from(CHECKED_A_TURN);
    let rows: Vec<Numbered> = store.read_blocking(|tx| tx.many::<Numbered>(&sql::NUMBERED, params![run.next_person, limit]))?;
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == limit);
    let next = rows.last().filter(|_| full).map(|row| (run.next_unit.clone(), row.id));
    let mut step = Step { next, looked_at: 0, lines: Vec::new() };
    for row in rows.iter().filter(|row| run.unit.contains(&row.unit)) {
        let Some(number) = &row.number else { continue };
        step.looked_at += 1;
        step.lines.extend(contradiction(number, row, places).map(|outcome| (row.id, outcome)));
    }
    let (actor, run) = (actor.clone(), run.clone());
    store.write_blocking(move |tx| note(tx, &actor, &run, &step))
}

fn contradiction(number: &PersonalNumber, row: &Numbered, places: &[NumberPlace]) -> Option<Outcome> {
    match number.check_against(&row.birth, row.sex) {
        Err(Disagreement::Sex) => return Some(Outcome::Sex),
        Err(Disagreement::Century) => return Some(Outcome::Century),
        Err(Disagreement::BirthYear) => return Some(Outcome::BirthYear),
        Err(Disagreement::SexAndCentury) => return Some(Outcome::SexAndCentury),
        Err(Disagreement::SexAndBirthYear) => return Some(Outcome::SexAndBirthYear),
        Ok(()) => {}
    }
    let registered = row.birth_registered_at.as_deref().and_then(|text| place::digits(text, places));
    match registered {
        Some(place) if place != number.place() => Some(Outcome::Place),
        None if !places.iter().any(|known| known.place == number.place()) => Some(Outcome::PlaceUnknown),
        _ => None,
    }
}
