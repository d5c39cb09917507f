//! Candidates by telephone, address and household, and the filter by address.

use crate::model::{PersonSummary, address_key, telephone};
use crate::sql::search as sql;
use crate::{Error, load, reform};
use kernel::unit::UnitLevel;
use kernel::{HouseholdId, PersonId, UnitCode};
use std::collections::HashSet;
use store::{ReadTx, params};

/// The most dwellings whose residents are listed.
const DWELLINGS_MAX: usize = 60;

/// Who can be reached under a telephone number; nobody for a text that is none.
pub(crate) fn by_phone(tx: &mut ReadTx<'_>, phone: &str) -> Result<Vec<PersonId>, Error> {
    let Some(key) = telephone(phone) else { return Ok(Vec::new()) };
    Ok(tx.many::<(PersonId,)>(&sql::PERSONS_BY_PHONE, params![key])?.into_iter().map(|(id,)| id).collect())
}

/// The members of the households that have a number.
pub(crate) fn by_household(tx: &mut ReadTx<'_>, number: &str, units: &[UnitCode]) -> Result<Vec<PersonId>, Error> {
    let mut persons = Vec::new();
    for unit in units {
        let (low, high) = unit.range();
        for number in numbers_of_old(tx, unit, number.trim())? {
            for (household,) in tx.many::<(HouseholdId,)>(&sql::HOUSEHOLDS_NUMBERED, params![number, low, high])? {
                persons.extend(load::members(tx, household)?.into_iter().map(|member| member.person));
            }
        }
    }
    Ok(persons)
}

/// A number, and what it became in communes that ended into the unit, where others had it already.
fn numbers_of_old(tx: &mut ReadTx<'_>, unit: &UnitCode, number: &str) -> Result<Vec<String>, Error> {
    let ended = reform::ended_into(tx, unit)?;
    let prefixed = ended.iter().map(|old| format!("{}{number}", reform::number_prefix(old)));
    Ok(std::iter::once(number.to_owned()).chain(prefixed).collect())
}

/// Who lives at an address: as it begins, else, within a district or commune, with it somewhere.
pub(crate) fn by_address(tx: &mut ReadTx<'_>, address: &str, units: &[UnitCode]) -> Result<Vec<PersonId>, Error> {
    let key = address_key(address);
    if key.is_empty() {
        return Err(Error::SearchTooWide);
    }
    let mut dwellings = beginning_with(tx, &key, units)?;
    let narrow = units.iter().all(|unit| matches!(unit.level(), UnitLevel::District | UnitLevel::Commune));
    if dwellings.is_empty() {
        if !narrow && !key.contains(|letter: char| letter.is_ascii_digit()) {
            return Err(Error::StreetTooWide);
        }
        if narrow {
            dwellings = containing(tx, &key, units)?;
        }
    }
    let (mut persons, mut seen) = (Vec::new(), HashSet::new());
    for dwelling in dwellings {
        for statement in [&sql::RESIDENTS_IN_HOUSEHOLDS, &sql::RESIDENTS_ALONE] {
            let residents = tx.many::<(PersonId,)>(statement, params![dwelling])?;
            persons.extend(residents.into_iter().map(|(person,)| person).filter(|person| seen.insert(*person)));
        }
    }
    Ok(persons)
}

/// House numbers are written with and without the word for them.
fn beginnings(key: &str) -> Vec<String> {
    let with_word = key.starts_with(|letter: char| letter.is_ascii_digit()).then(|| format!("so {key}"));
    let without_word = key.strip_prefix("so ").map(str::to_owned);
    std::iter::once(key.to_owned()).chain(with_word).chain(without_word).collect()
}

fn beginning_with(tx: &mut ReadTx<'_>, key: &str, units: &[UnitCode]) -> Result<Vec<i64>, Error> {
    let mut dwellings = Vec::new();
    for begin in beginnings(key) {
        // A house number that goes on is another house, so the word must end where the text does.
        let ends_in_number = begin.ends_with(|letter: char| letter.is_ascii_digit());
        let ranges = if ends_in_number {
            vec![(begin.clone(), format!("{begin}\u{1}")), (format!("{begin} "), format!("{begin}!"))]
        } else {
            vec![(begin.clone(), format!("{begin}\u{10ffff}"))]
        };
        for (from, to) in ranges {
            for (low, high) in units.iter().map(UnitCode::range) {
                let room = i64::try_from(DWELLINGS_MAX.saturating_sub(dwellings.len())).unwrap_or(0);
                let rows = tx.many::<(i64,)>(&sql::DWELLINGS_BY_BEGINNING, params![from, to, low, high, room])?;
                dwellings.extend(rows.into_iter().map(|(id,)| id));
            }
        }
    }
    Ok(dwellings)
}

fn containing(tx: &mut ReadTx<'_>, key: &str, units: &[UnitCode]) -> Result<Vec<i64>, Error> {
    // Keys hold letters, digits, spaces and strokes only, so nothing in them means anything to LIKE.
    let pattern = format!("%{key}%");
    let mut dwellings = Vec::new();
    for (low, high) in units.iter().map(UnitCode::range) {
        let room = i64::try_from(DWELLINGS_MAX.saturating_sub(dwellings.len())).unwrap_or(0);
        let rows = tx.many::<(i64,)>(&sql::DWELLINGS_CONTAINING, params![low, high, pattern, room])?;
        dwellings.extend(rows.into_iter().map(|(id,)| id));
    }
    Ok(dwellings)
}

/// Keeps those whose address has every word of `address`.
pub(crate) fn keep_living_at(tx: &mut ReadTx<'_>, address: &str, people: &mut Vec<PersonSummary>) -> Result<(), Error> {
    let key = address_key(address);
    let words: Vec<&str> = key.split(' ').collect();
    let mut fitting = HashSet::new();
    for (person, lives_at) in load::address_keys(tx, people)? {
        if words.iter().all(|word| lives_at.split(' ').any(|other| other == *word)) {
            fitting.insert(person);
        }
    }
    people.retain(|person| fitting.contains(&person.id));
    Ok(())
}
