//! What was built on an act since, and keeps it from being undone.

use super::REVERSES;
use super::effects::{Effects, HouseholdEffect, PersonEffect, SPANS_MAX, Span};
use crate::Error;
use crate::load::{self, MEMBERS_MAX};
use crate::model::{AbsenceId, Change, ChangeId, ChangeKind, LifeState, Relation, ResidenceId, ResidenceKind, change_object};
use crate::sql::provenance as sql;
use kernel::{HouseholdId, PersonId};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{ReadTx, params};

/// The most later changes of one record that are looked at; one is enough to refuse.
const LATER_MAX: i64 = 1_000;

/// The later changes that would have to be undone first, in their order; empty when the act can be undone.
pub(super) fn of(tx: &mut ReadTx<'_>, effects: &Effects) -> Result<Vec<ChangeId>, Error> {
    let mut later = BTreeSet::new();
    for (person, effect) in &effects.persons {
        of_person(tx, effects, *person, effect, &mut later)?;
    }
    for (household, effect) in &effects.households {
        of_household(tx, effects, *household, effect, &mut later)?;
    }
    Ok(later.into_iter().collect())
}

fn of_person(
    tx: &mut ReadTx<'_>,
    effects: &Effects,
    id: PersonId,
    effect: &PersonEffect,
    conflicts: &mut BTreeSet<ChangeId>,
) -> Result<(), Error> {
    let person = load::person(tx, id)?.ok_or(Error::PersonNotFound)?;
    let later = load::changes(tx, &sql::CHANGES_OF_PERSON_AFTER, params![id, effects.last(), LATER_MAX])?;
    let undone = later.iter().filter(|change| undoes(change, effects));
    conflicts.extend(undone.map(|change| change.id));
    let mut now = change_object(&person.facts);
    now.insert("state".to_owned(), json!(person.state));
    now.insert("died_on".to_owned(), json!(person.died_on));
    for (name, became) in &effect.after {
        if now.get(name).unwrap_or(&Value::Null) != became {
            conflicts.extend(touching(&later, &[name]));
        }
    }
    conflicts.extend(effect.began.iter().filter_map(|span| span.ended_by));
    let spans = tx.many::<Span>(&sql::RESIDENCE_SPANS, params![id, SPANS_MAX])?;
    for span in &effect.ended {
        let began_here = |other: &Span| effect.began.iter().any(|began| began.id == other.id);
        let taken = spans.iter().find(|other| other.ended_by.is_none() && other.kind == span.kind && !began_here(other));
        conflicts.extend(taken.map(|taken| taken.entered));
    }
    // Who was declared away from where they would never have lived.
    if effect.began.iter().any(|span| span.kind == ResidenceKind::Permanent) {
        let absences = tx.many::<(AbsenceId, ChangeId, Option<ChangeId>)>(&crate::sql::at::ABSENCE_SPELLS, params![id])?;
        let away = absences.iter().filter(|(_, entered, ended)| ended.is_none() && *entered > effects.last());
        conflicts.extend(away.map(|(_, entered, _)| *entered));
    }
    let lives_again = effect.before.get("state").is_none_or(|state| *state == json!(LifeState::Living));
    if !effect.ended.is_empty() && person.state != LifeState::Living && !(effect.before.contains_key("state") && lives_again) {
        conflicts.extend(touching(&later, &["state"]));
    }
    Ok(())
}

fn of_household(
    tx: &mut ReadTx<'_>,
    effects: &Effects,
    id: HouseholdId,
    effect: &HouseholdEffect,
    conflicts: &mut BTreeSet<ChangeId>,
) -> Result<(), Error> {
    let household = load::household_alone(tx, id)?.ok_or(Error::HouseholdNotFound)?;
    let later = load::changes(tx, &sql::CHANGES_OF_HOUSEHOLD_AFTER, params![id, effects.last(), LATER_MAX])?;
    let members =
        tx.many::<(PersonId, ResidenceId, Option<Relation>, ChangeId)>(&sql::MEMBERS_ENTERED, params![id, MEMBERS_MAX])?;
    let came_later = members.iter().filter(|(_, _, _, entered)| !effects.contains(*entered) && *entered > effects.last());
    let headed_anew = effect.after.contains_key("head") || effect.after.contains_key("dissolved_on");
    if headed_anew {
        let now = [("head", json!(household.head)), ("dissolved_on", json!(household.dissolved_on.map(|day| day.to_string())))];
        for (name, value) in &now {
            if effect.after.get(*name).is_some_and(|became| became != value) {
                conflicts.extend(touching(&later, &[name]));
            }
        }
        // Who came later is something to the head that would be undone.
        conflicts.extend(came_later.map(|(_, _, _, entered)| *entered));
        old_head_is_back(tx, effects, id, effect, conflicts)?;
        for (person, (_, became)) in &effect.relations {
            let now = members.iter().find(|(member, ..)| member == person).and_then(|(_, _, relation, _)| *relation);
            if now.is_some_and(|now| now != *became) {
                conflicts.extend(touching(&later, &["relations"]));
            }
        }
    } else {
        // Those who come back are what they were to the head of then, and those who leave must not be the head of now.
        conflicts.extend(touching(&later, &["head", "dissolved_on"]));
        if effect.formed {
            conflicts.extend(came_later.map(|(_, _, _, entered)| *entered));
        }
    }
    Ok(())
}

/// The head of before must still be a member, or come back with the act's undoing.
fn old_head_is_back(
    tx: &mut ReadTx<'_>,
    effects: &Effects,
    household: HouseholdId,
    effect: &HouseholdEffect,
    conflicts: &mut BTreeSet<ChangeId>,
) -> Result<(), Error> {
    let head = effect.before.get("head").and_then(Value::as_str).and_then(|head| head.parse::<PersonId>().ok());
    let Some(head) = head else { return Ok(()) };
    let spans = tx.many::<Span>(&sql::RESIDENCE_SPANS, params![head, SPANS_MAX])?;
    let there: Vec<&Span> = spans.iter().filter(|span| span.household == Some(household)).collect();
    let stays = |span: &&&Span| span.ended_by.is_none_or(|change| effects.contains(change));
    if there.iter().find(stays).is_none() {
        conflicts.extend(there.iter().filter_map(|span| span.ended_by).filter(|change| *change > effects.last()));
    }
    Ok(())
}

/// The changes that replaced one of the named values.
fn touching(later: &[Change], names: &[&str]) -> Vec<ChangeId> {
    let touches =
        |change: &&Change| names.iter().any(|name| change.before.contains_key(*name) || change.after.contains_key(*name));
    later.iter().filter(touches).map(|change| change.id).collect()
}

/// Whether a change undid one of the act.
fn undoes(change: &Change, effects: &Effects) -> bool {
    let target = change.after.get(REVERSES).and_then(Value::as_str).and_then(|target| target.parse().ok());
    change.kind == ChangeKind::Reversed && target.is_some_and(|target| effects.contains(target))
}
