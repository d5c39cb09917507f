//! Taking back what later changes replaced.

use super::AsOf;
use crate::Error;
use crate::commands::settle::ANSWERS;
use crate::model::{ChangeId, Relation};
use crate::sql::at as sql;
use kernel::{Date, HouseholdId, PersonId};
use serde_json::{Map, Value};
use store::{ReadTx, params};

store::row! {
    struct ReplacedRow {
        change: ChangeId,
        before: Option<Value>,
        after: Option<Value>,
    }
}

/// The values that a person's facts had at a moment, by name, as far as they were replaced since; null for none.
///
/// Names of other things than facts may be among them.
///
/// With them comes the earliest change since that gave the record to another commune.
pub(super) fn of_person(
    tx: &mut ReadTx<'_>,
    person: PersonId,
    at: AsOf,
) -> Result<(Map<String, Value>, Option<ChangeId>), Error> {
    let mut values = Map::new();
    let mut moved = None;
    tx.for_each::<ReplacedRow, Error>(&sql::REPLACED_OF_PERSON, params![person, at.bound()], |row| {
        // What a change brought without replacing anything was not there before it.
        for name in object(row.after).into_iter().map(|(name, _)| name) {
            values.insert(name, Value::Null);
        }
        let before = object(row.before);
        if before.contains_key(ANSWERS) {
            moved = Some(row.change);
        }
        values.extend(before);
        Ok(())
    })?;
    Ok((values, moved))
}

/// What a household was at a moment, as far as it changed since.
#[derive(Default)]
pub(super) struct HouseholdThen {
    /// Its head, when that changed.
    pub(super) head: Option<Option<PersonId>>,
    /// When it had been dissolved, when that changed.
    pub(super) dissolved_on: Option<Option<Date>>,
    /// What members were to the head before a change, newest first.
    relations: Vec<(ChangeId, PersonId, Relation)>,
}

impl HouseholdThen {
    /// What a member was to the head: `now` by the member's row, which a change `ended`.
    pub(super) fn relation(&self, person: PersonId, now: Option<Relation>, ended: Option<ChangeId>) -> Option<Relation> {
        let touched = |change: ChangeId| ended.is_none_or(|ended| ended > change);
        let earliest = self.relations.iter().rfind(|(change, member, _)| *member == person && touched(*change));
        earliest.map(|(_, _, relation)| *relation).or(now)
    }
}

/// What a household was at a moment, as far as it changed since.
pub(super) fn of_household(tx: &mut ReadTx<'_>, household: HouseholdId, at: AsOf) -> Result<HouseholdThen, Error> {
    let mut then = HouseholdThen::default();
    tx.for_each::<ReplacedRow, Error>(&sql::REPLACED_OF_HOUSEHOLD, params![household, at.bound()], |row| {
        let (before, after) = (object(row.before), object(row.after));
        let was = |name: &str| before.get(name).or_else(|| after.contains_key(name).then_some(&Value::Null));
        if let Some(head) = was("head") {
            then.head = Some(read_value(head, row.change)?);
        }
        if let Some(day) = was("dissolved_on") {
            then.dissolved_on = Some(read_value(day, row.change)?);
        }
        for (person, relation) in before.get("relations").and_then(Value::as_object).into_iter().flatten() {
            let unreadable = || Error::UnreadableHistory(row.change);
            let relation = relation.as_str().and_then(|relation| relation.parse().ok()).ok_or_else(unreadable)?;
            then.relations.push((row.change, person.parse().map_err(|_| unreadable())?, relation));
        }
        Ok(())
    })?;
    Ok(then)
}

/// A value as the history keeps it.
pub(super) fn read_value<T: serde::de::DeserializeOwned>(value: &Value, change: ChangeId) -> Result<T, Error> {
    serde_json::from_value(value.clone()).map_err(|_| Error::UnreadableHistory(change))
}

fn object(value: Option<Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}
