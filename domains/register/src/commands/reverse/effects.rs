//! What an act did.

use crate::commands::settle::ANSWERS;
use crate::model::{Change, ChangeId, ChangeKind, DwellingId, FACT_NAMES, Relation, ResidenceId, ResidenceKind};
use crate::sql::provenance as sql;
use crate::{Error, load};
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use store::{ReadTx, params};

/// The most entries of one act; a family's move has some dozens.
const CHANGES_MAX: i64 = 1_000;
/// The most residences of one person, past ones included.
pub(super) const SPANS_MAX: i64 = 1_000;

store::row! {
    /// A residence with the changes that began and ended it.
    #[derive(Debug, Clone)]
    pub(super) struct Span {
        pub(super) id: ResidenceId,
        pub(super) kind: ResidenceKind,
        pub(super) dwelling: DwellingId,
        pub(super) unit: UnitCode,
        pub(super) household: Option<HouseholdId>,
        pub(super) relation: Option<Relation>,
        pub(super) from: Option<Date>,
        pub(super) until: Option<Date>,
        pub(super) entered: ChangeId,
        pub(super) ended_by: Option<ChangeId>,
    }
}

/// What an act did to one person.
#[derive(Debug, Default)]
pub(super) struct PersonEffect {
    /// The first entry about the person.
    pub(super) change: Option<ChangeId>,
    /// The values it replaced, by name, and what they became.
    pub(super) before: Map<String, Value>,
    pub(super) after: Map<String, Value>,
    /// The residences it began, and those it ended.
    pub(super) began: Vec<Span>,
    pub(super) ended: Vec<Span>,
    /// The commune that answered for the record before.
    pub(super) answered: Option<UnitCode>,
}

/// What an act did to one household.
#[derive(Debug, Default)]
pub(super) struct HouseholdEffect {
    /// The first entry about the household; nothing when people only came or went.
    pub(super) change: Option<ChangeId>,
    /// Whether it was formed.
    pub(super) formed: bool,
    /// Head and end as they were, by name, and what they became.
    pub(super) before: Map<String, Value>,
    pub(super) after: Map<String, Value>,
    /// What members were to the head, and what they became.
    pub(super) relations: BTreeMap<PersonId, (Relation, Relation)>,
}

/// What an act did.
pub(super) struct Effects {
    /// Its entries, oldest first.
    pub(super) changes: Vec<Change>,
    pub(super) persons: BTreeMap<PersonId, PersonEffect>,
    pub(super) households: BTreeMap<HouseholdId, HouseholdEffect>,
}

impl Effects {
    /// The last entry of the act. What was built on it came after.
    pub(super) fn last(&self) -> ChangeId {
        self.changes.last().map_or(ChangeId::from_raw(0), |change| change.id)
    }

    pub(super) fn contains(&self, change: ChangeId) -> bool {
        self.changes.iter().any(|ours| ours.id == change)
    }
}

/// The values of a person's own row that a change may replace.
pub(super) fn is_value(name: &str) -> bool {
    FACT_NAMES.contains(&name) || name == "state" || name == "died_on"
}

/// What the act did that a change was part of.
pub(super) fn of_act(tx: &mut ReadTx<'_>, change: ChangeId) -> Result<Effects, Error> {
    let change = load::change(tx, change)?.ok_or(Error::ChangeNotFound)?;
    let changes = match change.act {
        Some(act) => load::changes(tx, &sql::CHANGES_OF_ACT, params![act, CHANGES_MAX])?,
        None => vec![change],
    };
    let mut effects = Effects { changes, persons: BTreeMap::new(), households: BTreeMap::new() };
    for place in 0..effects.changes.len() {
        let change = effects.changes[place].clone();
        match (change.person, change.household) {
            (Some(person), _) => note_person(effects.persons.entry(person).or_default(), &change)?,
            (None, Some(household)) => note_household(effects.households.entry(household).or_default(), &change)?,
            (None, None) => {}
        }
    }
    add_spans(tx, &mut effects)?;
    Ok(effects)
}

fn note_person(effect: &mut PersonEffect, change: &Change) -> Result<(), Error> {
    effect.change.get_or_insert(change.id);
    for (name, was, became) in replaced(change).filter(|(name, _, _)| is_value(name)) {
        effect.before.entry(name.clone()).or_insert_with(|| was.clone());
        effect.after.insert(name.clone(), became.clone());
    }
    if let Some(unit) = change.before.get(ANSWERS).and_then(Value::as_str) {
        effect.answered = Some(unit.parse().map_err(|_| Error::UnreadableHistory(change.id))?);
    }
    Ok(())
}

fn note_household(effect: &mut HouseholdEffect, change: &Change) -> Result<(), Error> {
    effect.change.get_or_insert(change.id);
    if change.kind == ChangeKind::Formed {
        effect.formed = true;
        return Ok(());
    }
    for (name, was, became) in replaced(change).filter(|(name, _, _)| *name == "head" || *name == "dissolved_on") {
        effect.before.entry(name.clone()).or_insert_with(|| was.clone());
        effect.after.insert(name.clone(), became.clone());
    }
    let relations = |facts: &Map<String, Value>| facts.get("relations").and_then(Value::as_object).cloned().unwrap_or_default();
    let became = relations(&change.after);
    for (person, was) in relations(&change.before) {
        let read = || Some((person.parse().ok()?, was.as_str()?.parse().ok()?, became.get(&person)?.as_str()?.parse().ok()?));
        let (person, was, became): (PersonId, Relation, Relation) = read().ok_or(Error::UnreadableHistory(change.id))?;
        let restated = effect.relations.entry(person).or_insert((was, became));
        restated.1 = became;
    }
    Ok(())
}

/// The names in an entry with what stood there and what came; a name on one side only stood for nothing on the other.
fn replaced(change: &Change) -> impl Iterator<Item = (&String, &Value, &Value)> {
    let names = change.before.keys().chain(change.after.keys().filter(|name| !change.before.contains_key(*name)));
    names.map(|name| (name, change.before.get(name).unwrap_or(&Value::Null), change.after.get(name).unwrap_or(&Value::Null)))
}

/// Adds the residences that the act began or ended, and the households they are in.
fn add_spans(tx: &mut ReadTx<'_>, effects: &mut Effects) -> Result<(), Error> {
    let persons: Vec<PersonId> = effects.persons.keys().copied().collect();
    for person in persons {
        let spans = tx.many::<Span>(&sql::RESIDENCE_SPANS, params![person, SPANS_MAX])?;
        for span in spans {
            let (ours, over) = (effects.contains(span.entered), span.ended_by.is_some_and(|change| effects.contains(change)));
            // What an act both began and ended left nothing behind.
            if ours == over {
                continue;
            }
            if let Some(household) = span.household {
                effects.households.entry(household).or_default();
            }
            let effect = effects.persons.entry(person).or_default();
            if ours { effect.began.push(span) } else { effect.ended.push(span) }
        }
    }
    Ok(())
}
