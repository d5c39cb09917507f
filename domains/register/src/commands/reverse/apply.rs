//! Putting things back.

use super::REVERSES;
use super::effects::{Effects, HouseholdEffect, PersonEffect, Span};
use crate::commands::correct_person::save;
use crate::commands::settle::{note_answering, residence_facts, unit_that_answers};
use crate::commands::{absence, end_stays, set_photo};
use crate::model::{
    ChangeId, ChangeKind, EndReason, Ground, Household, LifeState, Member, Person, PersonFacts, Relation, Residence, ResidenceId,
    change_object, difference,
};
use crate::record::{Entry, record_as};
use crate::sql::provenance as sql;
use crate::{Error, load, names};
use access::Actor;
use kernel::{Date, HouseholdId, PartialDate, PersonId};
use serde_json::{Map, Value, json};
use store::{Tx, params};

/// Undoes the act; gives the entries that do.
pub(super) fn undo(
    tx: &mut Tx<'_>,
    actor: &Actor,
    effects: &Effects,
    leading: ChangeId,
    ground: &Ground,
) -> Result<Vec<ChangeId>, Error> {
    let mut ids = std::iter::once(leading).chain(std::iter::repeat_with(|| actor.new_id()));
    let mut next = move || ids.next().unwrap_or(leading);
    let mut changes = Vec::new();
    // Households are looked at before and after, because people come and go between.
    let mut homes = Vec::new();
    for (id, effect) in &effects.households {
        homes.push((load::household(tx, *id)?.ok_or(Error::HouseholdNotFound)?, effect));
    }
    for (id, effect) in &effects.persons {
        let change = next();
        undo_person(tx, actor, effects, (*id, effect), change, ground)?;
        changes.push(change);
    }
    super::ties::undo(tx, actor, effects, leading)?;
    for (before, effect) in homes {
        let change = next();
        if undo_household(tx, actor, (&before, effect), effects, change, ground)? {
            changes.push(change);
        }
    }
    Ok(changes)
}

fn undo_person(
    tx: &mut Tx<'_>,
    actor: &Actor,
    act: &Effects,
    (id, effect): (PersonId, &PersonEffect),
    change: ChangeId,
    ground: &Ground,
) -> Result<(), Error> {
    let before = load::person(tx, id)?.ok_or(Error::PersonNotFound)?;
    let (mut was, mut became) = put_values_back(tx, &before, effect, change)?;
    set_photo::undo(tx, actor, (id, effect.change), change, (&mut was, &mut became))?;
    for span in &effect.began {
        // It never held: it ends on the day it began.
        let on = span.from.unwrap_or_else(|| actor.today());
        tx.execute(&crate::sql::END_RESIDENCE, params![span.id, on, EndReason::Reversed, change])?;
    }
    for span in &effect.ended {
        enter_again(tx, actor, id, span, change)?;
    }
    absence::undo(tx, actor, id, &act.changes, change)?;
    end_stays::undo(tx, id, &act.changes)?;
    let mut after = load::person(tx, id)?.ok_or(Error::PersonNotFound)?;
    after.unit = match &effect.answered {
        Some(unit) if after.residences.is_empty() => unit.clone(),
        _ => unit_that_answers(&after),
    };
    if after.unit != before.unit {
        tx.execute(&crate::sql::UPDATE_PERSON_UNIT, params![id, after.unit])?;
    }
    names::refresh(tx, id, &names::keys(&before), &names::keys(&after))?;
    if let Some(home) = effect.began.first().and_then(|span| of(&before, span.id)) {
        was.extend(residence_facts(home));
    }
    let home = after.residences.iter().find(|home| !before.residences.iter().any(|known| known.id == home.id));
    became.extend(home.map(residence_facts).unwrap_or_default());
    note_answering(&mut was, &mut became, &before.unit, &after.unit);
    became.insert(REVERSES.to_owned(), json!(effect.change));
    let entry = Entry {
        kind: ChangeKind::Reversed,
        person: Some(id),
        household: home.or_else(|| before.residences.first()).and_then(|home| home.household),
        unit: &after.unit,
        unit_before: Some(&before.unit).filter(|unit| **unit != after.unit),
        before: was,
        after: became,
    };
    record_as(tx, actor, change, ground, &entry)
}

fn of(person: &Person, id: ResidenceId) -> Option<&Residence> {
    person.residences.iter().find(|home| home.id == id)
}

/// What a row held and what it holds.
type Replaced = (Map<String, Value>, Map<String, Value>);

/// Gives the person's own row the values of before; returns what it held and what it holds, for the history.
fn put_values_back(tx: &mut Tx<'_>, now: &Person, effect: &PersonEffect, change: ChangeId) -> Result<Replaced, Error> {
    let mut then = now.clone();
    let mut facts = change_object(&now.facts);
    for (name, value) in effect.before.iter().filter(|(name, _)| *name != "state" && *name != "died_on") {
        if value.is_null() {
            facts.remove(name);
        } else {
            facts.insert(name.clone(), value.clone());
        }
    }
    let unreadable = || Error::UnreadableHistory(effect.change.unwrap_or(change));
    then.facts = serde_json::from_value::<PersonFacts>(Value::Object(facts)).map_err(|_| unreadable())?;
    let (mut was, mut became) = difference(&now.facts, &then.facts);
    if then.facts != now.facts {
        save(tx, &then)?;
    }
    let state: LifeState = value_of(effect, "state").unwrap_or(Ok(now.state)).map_err(|()| unreadable())?;
    let died_on: Option<PartialDate> = value_of(effect, "died_on").unwrap_or(Ok(now.died_on)).map_err(|()| unreadable())?;
    if (state, died_on) != (now.state, now.died_on) {
        tx.execute(&sql::RESTORE_LIFE, params![now.id, state, died_on])?;
        for (name, old, new) in [("state", json!(now.state), json!(state)), ("died_on", json!(now.died_on), json!(died_on))] {
            was.insert(name.to_owned(), old);
            became.insert(name.to_owned(), new);
        }
    }
    Ok((was, became))
}

fn value_of<T: serde::de::DeserializeOwned>(effect: &PersonEffect, name: &str) -> Option<Result<T, ()>> {
    effect.before.get(name).map(|value| serde_json::from_value(value.clone()).map_err(|_| ()))
}

/// Enters a residence again that the act ended. The row that it ended stays as it is.
fn enter_again(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, span: &Span, change: ChangeId) -> Result<(), Error> {
    let id: ResidenceId = actor.new_id();
    let Span { kind, dwelling, household, relation, from, until, .. } = span;
    tx.execute(
        &crate::sql::INSERT_RESIDENCE,
        params![id, person, *kind, *dwelling, *household, *relation, *from, *until, change],
    )?;
    Ok(())
}

/// Gives a household its head, its relations and its life back; says whether anything about it changed.
fn undo_household(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (before, effect): (&Household, &HouseholdEffect),
    effects: &Effects,
    change: ChangeId,
    ground: &Ground,
) -> Result<bool, Error> {
    let id = before.id;
    let members = load::members(tx, id)?;
    let unreadable = || Error::UnreadableHistory(effect.change.unwrap_or(change));
    let read = |name: &str| effect.before.get(name);
    let mut head: Option<PersonId> = match read("head") {
        Some(head) => serde_json::from_value(head.clone()).map_err(|_| unreadable())?,
        None => before.head,
    };
    let mut dissolved_on: Option<Date> = match read("dissolved_on") {
        Some(day) => serde_json::from_value(day.clone()).map_err(|_| unreadable())?,
        None => before.dissolved_on,
    };
    if members.is_empty() {
        head = None;
        dissolved_on = dissolved_on.or_else(|| Some(actor.today()));
    }
    let mut facts = (Map::new(), Map::new());
    note(&mut facts, "head", json!(before.head), json!(head));
    let day = |day: Option<Date>| json!(day.map(|day| day.to_string()));
    note(&mut facts, "dissolved_on", day(before.dissolved_on), day(dissolved_on));
    if !facts.0.is_empty() {
        tx.execute(&sql::RESTORE_HOUSEHOLD, params![id, head, dissolved_on])?;
    }
    restate(tx, &members, effect, &mut facts)?;
    let (was, became) = facts;
    still_has_one_head(tx, id, effects)?;
    if was.is_empty() {
        return Ok(false);
    }
    let mut became = became;
    became.insert(REVERSES.to_owned(), json!(effect.change.or_else(|| effects.changes.first().map(|change| change.id))));
    let entry = Entry {
        kind: ChangeKind::Reversed,
        person: None,
        household: Some(id),
        unit: &before.unit,
        unit_before: None,
        before: was,
        after: became,
    };
    record_as(tx, actor, change, ground, &entry)?;
    Ok(true)
}

fn note(facts: &mut (Map<String, Value>, Map<String, Value>), name: &str, was: Value, became: Value) {
    if was != became {
        facts.0.insert(name.to_owned(), was);
        facts.1.insert(name.to_owned(), became);
    }
}

/// Makes the members who stayed what they were to the head of before.
fn restate(
    tx: &mut Tx<'_>,
    members: &[Member],
    effect: &HouseholdEffect,
    facts: &mut (Map<String, Value>, Map<String, Value>),
) -> Result<(), Error> {
    let (mut was, mut became) = (Map::new(), Map::new());
    for member in members {
        let Some((old, _)) = effect.relations.get(&member.person).filter(|(old, _)| *old != member.relation) else { continue };
        tx.execute(&crate::sql::UPDATE_RELATION, params![member.residence, *old])?;
        was.insert(member.person.to_string(), Value::from(member.relation.as_str()));
        became.insert(member.person.to_string(), Value::from(old.as_str()));
    }
    if !was.is_empty() {
        facts.0.insert("relations".to_owned(), Value::Object(was));
        facts.1.insert("relations".to_owned(), Value::Object(became));
    }
    Ok(())
}

/// What holds of every household must hold of one that was put back, whatever happened to it in between.
fn still_has_one_head(tx: &mut Tx<'_>, id: HouseholdId, effects: &Effects) -> Result<(), Error> {
    let household = load::household_alone(tx, id)?.ok_or(Error::HouseholdNotFound)?;
    let members = load::members(tx, id)?;
    let heads: Vec<PersonId> =
        members.iter().filter(|member| member.relation == Relation::Head).map(|member| member.person).collect();
    let sound = match household.dissolved_on {
        Some(_) => members.is_empty() && household.head.is_none(),
        None => heads.len() == 1 && household.head == heads.first().copied(),
    };
    if sound {
        return Ok(());
    }
    let later = load::changes(tx, &sql::CHANGES_OF_HOUSEHOLD_AFTER, params![id, effects.last(), 1_000_i64])?;
    Err(Error::LaterChanges(later.into_iter().map(|change| change.id).collect()))
}
