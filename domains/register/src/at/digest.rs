//! Telling whether the register reads the same.

use super::{AsOf, household, person};
use crate::Error;
use crate::load;
use crate::model::{AbsenceId, ChangeId, Household, Person, ResidenceId};
use crate::sql::at as sql;
use kernel::{Date, HouseholdId, PersonId};
use serde_json::json;
use std::fmt;
use store::{ReadTx, params};

/// How many persons or households one statement names.
const A_STRETCH: i64 = 1_000;
/// The most past residences of a person that are looked at; more are a defect of the data.
const PAST_MAX: i64 = 1_000;

/// A digest of everything the register holds of persons and households.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// The digest of the whole register: as it is, or as it read at a moment.
///
/// The two are read in different ways, so equal digests show that the past reads as it did. It tells nothing about
/// anybody, so it needs no permission and leaves no entries; it reads everything, so it is not for requests.
///
/// # Errors
/// Failures of the store; [`Error::UnreadableHistory`].
pub fn digest(tx: &mut ReadTx<'_>, at: Option<AsOf>) -> Result<Digest, Error> {
    let mut sum = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    each_line(tx, at, |line| {
        sum.update(line.as_bytes());
        sum.update(b"\n");
    })?;
    let mut bytes = [0; 32];
    bytes.copy_from_slice(sum.finish().as_ref());
    Ok(Digest(bytes))
}

/// Every person and household of the register as one line, in a fixed order.
fn each_line(tx: &mut ReadTx<'_>, at: Option<AsOf>, mut take: impl FnMut(String)) -> Result<(), Error> {
    let bound = at.map_or(i64::MAX, |at| at.bound().get());
    let mut last = PersonId::from_raw(i64::MIN);
    loop {
        let ids = tx.many::<(PersonId,)>(&sql::PERSONS_ENTERED_BY, params![last, bound, A_STRETCH])?;
        let Some((end,)) = ids.last().copied() else { break };
        last = end;
        for (id,) in ids {
            take(person_line(tx, id, at)?);
        }
    }
    let mut last = HouseholdId::from_raw(i64::MIN);
    loop {
        let ids = tx.many::<(HouseholdId,)>(&sql::HOUSEHOLDS_ENTERED_BY, params![last, bound, A_STRETCH])?;
        let Some((end,)) = ids.last().copied() else { break };
        last = end;
        for (id,) in ids {
            take(household_line(tx, id, at)?);
        }
    }
    Ok(())
}

fn person_line(tx: &mut ReadTx<'_>, id: PersonId, at: Option<AsOf>) -> Result<String, Error> {
    let now = load::person(tx, id)?;
    let (person, past): (Option<Person>, Vec<(ResidenceId, Option<Date>)>) = match (now, at) {
        (Some(now), Some(at)) => {
            let rows = tx.many::<(ResidenceId, Option<Date>, Option<String>)>(
                &sql::PAST_RESIDENCES_AT,
                params![id, at.bound(), PAST_MAX],
            )?;
            (person::read(tx, &now, at)?, rows.into_iter().map(|(id, ended, _)| (id, ended)).collect())
        }
        (now, _) => {
            let past = load::past_residences(tx, id, PAST_MAX, 0)?;
            (now, past.into_iter().map(|residence| (residence.id, residence.ended)).collect())
        }
    };
    let person = person.map(|person| Person { version: 0, ..person });
    let (ties, absences) = (ties(tx, id, at)?, absences(tx, id, at)?);
    Ok(json!({ "person": person, "past": past, "ties": ties, "absences": absences }).to_string())
}

/// Whether a row was in force: entered by then, and not ended.
fn in_force(at: Option<AsOf>, entered: ChangeId, ended_by: Option<ChangeId>) -> bool {
    let bound = at.map_or(ChangeId::from_raw(i64::MAX), AsOf::bound);
    entered <= bound && ended_by.is_none_or(|ended| ended > bound)
}

/// The ties to others that were in force.
fn ties(tx: &mut ReadTx<'_>, id: PersonId, at: Option<AsOf>) -> Result<Vec<serde_json::Value>, Error> {
    let spells = crate::relations::spells(tx, id)?;
    let there = spells.into_iter().filter(|spell| in_force(at, spell.entered, spell.ended_by));
    Ok(there.map(|spell| json!(spell.tie)).collect())
}

/// The absences that were in force.
fn absences(tx: &mut ReadTx<'_>, id: PersonId, at: Option<AsOf>) -> Result<Vec<AbsenceId>, Error> {
    let spells = tx.many::<(AbsenceId, ChangeId, Option<ChangeId>)>(&sql::ABSENCE_SPELLS, params![id])?;
    Ok(spells.into_iter().filter(|(_, entered, ended)| in_force(at, *entered, *ended)).map(|(id, _, _)| id).collect())
}

fn household_line(tx: &mut ReadTx<'_>, id: HouseholdId, at: Option<AsOf>) -> Result<String, Error> {
    let household: Option<Household> = match at {
        None => load::household(tx, id)?,
        Some(at) => match load::household_alone(tx, id)? {
            Some(now) => household::read(tx, now, at)?,
            None => None,
        },
    };
    Ok(json!({ "household": household }).to_string())
}
