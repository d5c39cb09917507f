//! Entering a person.

use crate::model::{ChangeId, ChangeKind, Ground, LifeState, Person, PersonFacts, change_object};
use crate::record::{Entry, record_as};
use crate::{Error, names, permit, reform, sql};
use access::Actor;
use kernel::{Date, PersonId, PersonalNumber, UnitCode};
use serde_json::Map;
use std::collections::BTreeSet;
use store::{ReadTx, Tx, params};

/// Nobody in a living register was born before.
pub(crate) const BIRTH_YEAR_MIN: i16 = 1850;
/// How often a number is drawn before the place counts as full for that year.
const DRAWS_MAX: u32 = 64;

/// How the person gets an identity number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbering {
    /// As the facts say: a number that was issued elsewhere, or none yet.
    AsStated,
    /// A new number for a birth registered at the place with this code of three digits.
    Issue(String),
}

/// The command.
#[derive(Debug, Clone)]
pub struct CreatePerson {
    /// What is known of the person.
    pub facts: PersonFacts,
    /// How the person gets a number.
    pub numbering: Numbering,
    /// The commune that answers for the record until a residence says otherwise.
    pub unit: UnitCode,
    /// On which ground.
    pub ground: Ground,
}

/// Enters a person, who does not live anywhere yet as far as the register knows.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NumberTaken`] and the other reasons why the facts cannot be taken.
pub fn create_person(tx: &mut Tx<'_>, actor: &Actor, command: &CreatePerson) -> Result<PersonId, Error> {
    // A commune that ended stands for the one that took it over.
    let unit = reform::in_force(tx, &command.unit, "")?.map_or_else(|| command.unit.clone(), |found| found.unit);
    permit::may_edit(actor, &unit)?;
    let id: PersonId = actor.new_id();
    let entering = Entering {
        id,
        facts: command.facts.clone(),
        numbering: &command.numbering,
        unit: &unit,
        kind: ChangeKind::Created,
        more: Map::new(),
        ground: &command.ground,
    };
    enter(tx, actor, entering)?;
    Ok(id)
}

/// Somebody who comes into the register.
pub(crate) struct Entering<'a> {
    pub(crate) id: PersonId,
    pub(crate) facts: PersonFacts,
    pub(crate) numbering: &'a Numbering,
    pub(crate) unit: &'a UnitCode,
    pub(crate) kind: ChangeKind,
    /// What the history keeps beside the facts.
    pub(crate) more: Map<String, serde_json::Value>,
    pub(crate) ground: &'a Ground,
}

/// Writes a person with the first entry of the history. The caller asked for permission.
pub(crate) fn enter(tx: &mut Tx<'_>, actor: &Actor, entering: Entering<'_>) -> Result<ChangeId, Error> {
    let Entering { id, mut facts, numbering, unit, kind, more, ground } = entering;
    if unit.level() != kernel::unit::UnitLevel::Commune {
        return Err(Error::NotACommune(unit.clone()));
    }
    check_facts(&facts, actor.today())?;
    if let Numbering::Issue(place) = numbering {
        if facts.number.is_some() {
            return Err(Error::NumberTaken);
        }
        facts.number = Some(free_number(tx, actor, place, &facts)?);
    } else if let Some(number) = &facts.number {
        number_is_free(tx, number)?;
    }
    let change: ChangeId = actor.new_id();
    insert(tx, id, &facts, unit, change)?;
    let person =
        Person { id, facts, state: LifeState::Living, died_on: None, unit: unit.clone(), residences: Vec::new(), version: 1 };
    names::refresh(tx, id, &BTreeSet::new(), &names::keys(&person))?;
    let mut after = change_object(&person.facts);
    after.extend(more);
    let entry = Entry { kind, person: Some(id), household: None, unit, unit_before: None, before: Map::new(), after };
    record_as(tx, actor, change, ground, &entry)?;
    Ok(change)
}

/// The facts must not contradict each other.
pub(crate) fn check_facts(facts: &PersonFacts, today: Date) -> Result<(), Error> {
    if facts.birth.earliest() > today || facts.birth.year() < BIRTH_YEAR_MIN {
        return Err(Error::BadBirth);
    }
    number_agrees(facts)
}

/// The number says the sex and the birth year that the record says.
pub(crate) fn number_agrees(facts: &PersonFacts) -> Result<(), Error> {
    match &facts.number {
        Some(number) => number.check_against(&facts.birth, facts.sex).map_err(Error::NumberDisagrees),
        None => Ok(()),
    }
}

/// Nobody has or had the number.
pub(crate) fn number_is_free(tx: &mut ReadTx<'_>, number: &PersonalNumber) -> Result<(), Error> {
    match tx.optional::<(PersonId,)>(&sql::NUMBER_OWNER, params![number])? {
        Some(_) => Err(Error::NumberTaken),
        None => Ok(()),
    }
}

pub(crate) fn free_number(tx: &mut ReadTx<'_>, actor: &Actor, place: &str, facts: &PersonFacts) -> Result<PersonalNumber, Error> {
    for _ in 0..DRAWS_MAX {
        let number = PersonalNumber::issue(place, facts.sex, facts.birth.year(), actor.randomness())?;
        match number_is_free(tx, &number) {
            Ok(()) => return Ok(number),
            Err(Error::NumberTaken) => {}
            Err(other) => return Err(other),
        }
    }
    Err(Error::NumbersExhausted)
}

fn insert(tx: &mut Tx<'_>, id: PersonId, facts: &PersonFacts, unit: &UnitCode, change: ChangeId) -> Result<(), Error> {
    tx.execute(
        &sql::INSERT_PERSON,
        params![
            id,
            facts.number,
            facts.old_number,
            facts.name,
            facts.sex,
            facts.birth,
            facts.birth_place,
            facts.birth_registered_at,
            facts.origin,
            facts.ethnicity,
            facts.religion,
            facts.nationality,
            facts.marital,
            facts.phone,
            facts.email,
            LifeState::Living,
            unit,
            change,
            facts.other_names,
            facts.blood_group,
            facts.current_place
        ],
    )?;
    Ok(())
}
