//! One person at a moment.

use super::{AsOf, replaced};
use crate::Error;
use crate::commands::settle::{ANSWERS, unit_that_answers};
use crate::model::{
    ChangeId, DwellingId, FACT_NAMES, Person, PersonFacts, Relation, Residence, ResidenceId, ResidenceKind, change_object,
};
use crate::reform::{dwelling_unit_at, household_number_at};
use crate::sql::at as sql;
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use serde_json::{Map, Value};
use store::{ReadTx, params};

/// What the record of `now` read at a moment; nothing when it was not there yet.
pub(super) fn read(tx: &mut ReadTx<'_>, now: &Person, at: AsOf) -> Result<Option<Person>, Error> {
    let entered = tx.optional::<(ChangeId,)>(&sql::PERSON_ENTERED, params![now.id])?;
    if entered.is_none_or(|(entered,)| entered > at.bound()) {
        return Ok(None);
    }
    let (replaced, moved) = replaced::of_person(tx, now.id, at)?;
    let mut then = now.clone();
    then.version = 0;
    take_back(&mut then, &replaced, at.bound())?;
    // Of a commune that ended, under the person or under the dwelling, and one that the person left, the earliest says
    // which answered then.
    let mut earliest = moved;
    for statement in [&sql::FORMER_UNIT_OF_PERSON, &sql::FORMER_UNIT_BY_DWELLING] {
        if let Some((change, unit)) = tx.optional::<(ChangeId, UnitCode)>(statement, params![now.id, at.bound()])?
            && earliest.is_none_or(|earliest| change < earliest)
        {
            earliest = Some(change);
            then.unit = unit;
        }
    }
    then.residences = residences(tx, now.id, at)?;
    // Where a residence says which commune answers, its dwelling knows best: the unit itself may have changed since.
    then.unit = unit_that_answers(&then);
    Ok(Some(then))
}

/// Gives the record the values that were replaced since.
fn take_back(person: &mut Person, replaced: &Map<String, Value>, bound: ChangeId) -> Result<(), Error> {
    let mut facts = change_object(&person.facts);
    for name in FACT_NAMES {
        match replaced.get(*name) {
            Some(Value::Null) => {
                facts.remove(*name);
            }
            Some(value) => {
                facts.insert((*name).to_owned(), value.clone());
            }
            None => {}
        }
    }
    person.facts = replaced::read_value::<PersonFacts>(&Value::Object(facts), bound)?;
    if let Some(state) = replaced.get("state").filter(|state| !state.is_null()) {
        person.state = replaced::read_value(state, bound)?;
    }
    if let Some(day) = replaced.get("died_on") {
        person.died_on = replaced::read_value(day, bound)?;
    }
    if let Some(unit) = replaced.get(ANSWERS).filter(|unit| !unit.is_null()) {
        person.unit = replaced::read_value(unit, bound)?;
    }
    Ok(())
}

store::row! {
    struct ResidenceThenRow {
        id: ResidenceId,
        person: PersonId,
        kind: ResidenceKind,
        dwelling: DwellingId,
        unit: UnitCode,
        address: String,
        household: Option<HouseholdId>,
        household_number: Option<String>,
        head: Option<PersonId>,
        relation: Option<Relation>,
        from: Option<Date>,
        until: Option<Date>,
        ended_by: Option<ChangeId>,
    }
}

/// A person's residences that were in force at a moment, the permanent one first.
fn residences(tx: &mut ReadTx<'_>, person: PersonId, at: AsOf) -> Result<Vec<Residence>, Error> {
    let rows = tx.many::<ResidenceThenRow>(&sql::RESIDENCES_AT, params![person, at.bound()])?;
    let mut residences = Vec::with_capacity(rows.len());
    for row in rows {
        let (mut head, mut relation, mut number) = (row.head, row.relation, row.household_number);
        if let Some(household) = row.household {
            let then = replaced::of_household(tx, household, at)?;
            relation = then.relation(person, relation, row.ended_by);
            head = then.head.unwrap_or(head);
            number = household_number_at(tx, household, at.bound())?.or(number);
        }
        let unit = dwelling_unit_at(tx, row.dwelling, at.bound())?.unwrap_or(row.unit);
        residences.push(Residence {
            id: row.id,
            person: row.person,
            kind: row.kind,
            dwelling: row.dwelling,
            unit,
            address: row.address,
            household: row.household,
            household_number: number,
            head,
            relation,
            from: row.from,
            until: row.until,
            ended: None,
            end_reason: None,
        });
    }
    Ok(residences)
}
