//! Matching the lines of a roll with who is in the register already.
//!
//! Nothing of the register is overwritten by a roll: a line about somebody who is known enters nobody, and what differs is
//! remarked for an officer to look at.

use super::column::Column;
use super::line::{Layout, RollLine, remark};
use super::remark::{Reason, Remark, Severity};
use crate::model::{ChangeId, Person, address_key};
use crate::names::FoldedName;
use crate::sql::{self, roll as roll_sql};
use crate::{Error, load, permit};
use kernel::name::fold;
use kernel::{PersonId, PersonalNumber};
use std::collections::HashSet;
use store::{ReadTx, params};

/// The most people of one name that are compared with a line.
const COMPARED_MAX: i64 = 10;

/// The person whom a line means by number, name, birth and sex, when the register knew them before this roll.
pub(super) fn person(
    tx: &mut ReadTx<'_>,
    line: &RollLine,
    in_roll: &HashSet<PersonalNumber>,
    entered: ChangeId,
) -> Result<Option<Person>, Error> {
    let Some(number) = &line.facts.number else { return Ok(None) };
    let owner = tx.optional::<(ChangeId,)>(&roll_sql::NUMBER_ENTERED, params![number])?;
    if in_roll.contains(number) || owner.is_none_or(|(by,)| by == entered) {
        return Ok(None);
    }
    Ok(load::person_by_number(tx, number)?.filter(|person| is_same(person, line)))
}

/// Whether name, birth and sex agree. Names are compared without marks and capitals.
fn is_same(person: &Person, line: &RollLine) -> bool {
    let facts = &person.facts;
    fold(facts.name.full()) == fold(line.facts.name.full()) && facts.birth == line.facts.birth && facts.sex == line.facts.sex
}

/// What is said of a line about somebody who is known: that they are, and where the line says something else.
pub(super) fn remarks(layout: &Layout, line: &RollLine, person: &Person) -> Vec<Remark> {
    let noticed =
        |column: Column, value: &str, reason: Reason| remark(layout, line.line, Severity::Noticed, column, value, reason);
    let number = line.facts.number.map(|number| number.to_string()).unwrap_or_default();
    // Of somebody who lives elsewhere a roll tells no more than that: what differs would tell what the register holds.
    if !permit::units_of(person).contains(&line.unit) {
        return vec![noticed(Column::Number, &number, Reason::KnownElsewhere)];
    }
    let (said, held) = (&line.facts, &person.facts);
    let old = |number: &Option<kernel::OldNumber>| number.map(|number| number.to_string());
    let compared = [
        (Column::OldNumber, old(&said.old_number), old(&held.old_number)),
        (Column::Ethnicity, said.ethnicity.clone(), held.ethnicity.clone()),
        (Column::Religion, said.religion.clone(), held.religion.clone()),
        (Column::Origin, said.origin.clone(), held.origin.clone()),
        (Column::Phone, said.phone.clone(), held.phone.clone()),
    ];
    let mut remarks = vec![noticed(Column::Number, &number, Reason::KnownAlready)];
    for (column, said, held) in compared {
        if let Some(value) = said.filter(|value| Some(value) != held.as_ref()) {
            remarks.push(noticed(column, &value, Reason::DiffersFromRegister));
        }
    }
    remarks
}

/// Whether somebody whom the register knew before this roll may be the person of a line without a number: the same name,
/// birth and sex in the commune, and the same address where the day of birth is not known.
pub(super) fn has_double(tx: &mut ReadTx<'_>, line: &RollLine, entered: ChangeId) -> Result<bool, Error> {
    if line.facts.number.is_some() {
        return Ok(false);
    }
    let name = FoldedName::of(&line.facts.name);
    let (low, high) = line.unit.range();
    let year = i64::from(line.facts.birth.year());
    let found: Vec<(PersonId, String, i64, String)> = tx.many(
        &sql::NAMES_BY_FAMILY_AND_MIDDLE,
        params![name.given, name.family, low, high, year, year, name.middle, COMPARED_MAX],
    )?;
    for (id, ..) in found {
        let Some(person) = load::person(tx, id)?.filter(|person| is_same(person, line)) else { continue };
        let by = tx.optional::<(ChangeId,)>(&roll_sql::PERSON_ENTERED_BY, params![id])?;
        let known_before = by.is_none_or(|(by,)| by != entered);
        let said = line.address.as_deref().map(address_key);
        let same_address = person.residences.iter().any(|home| Some(address_key(&home.address)) == said);
        if known_before && (line.facts.birth.full().is_some() || same_address) {
            return Ok(true);
        }
    }
    Ok(false)
}
