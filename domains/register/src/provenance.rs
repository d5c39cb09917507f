//! Where each of a person's facts comes from, and who found it right.

use crate::commands::reverse::REVERSES;
use crate::model::{
    AbsenceId, Change, ChangeId, ChangeKind, FactLine, FactName, FactSheet, Fields, LifeState, Person, Provenance, ResidenceKind,
    Standing,
};
use crate::sql::provenance as sql;
use crate::{Error, load, permit, relations};
use access::Actor;
use kernel::{HouseholdId, PersonId};
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{ReadTx, Tx, params};

/// The most changes of one record that are looked at; more are a defect of the data.
const CHANGES_MAX: i64 = 10_000;

/// The 26 facts of a person, each with its value, where it comes from, and the last verification; `None` when there is
/// nobody whom the actor may know of.
///
/// A fact that never changed comes from the entry with which the person came into the register.
///
/// # Errors
/// Those of [`person()`](crate::person()).
pub fn fact_sheet(tx: &mut Tx<'_>, actor: &Actor, id: PersonId) -> Result<Option<FactSheet>, Error> {
    let Some(person) = load::person(tx, id)? else { return Ok(None) };
    if !permit::may_view(actor, &person)? {
        return Ok(None);
    }
    permit::saw(tx, actor, id, Fields::ALL, None)?;
    Ok(Some(read(tx, actor, &person)?))
}

/// The facts without asking for permission.
pub(crate) fn read(tx: &mut ReadTx<'_>, actor: &Actor, person: &Person) -> Result<FactSheet, Error> {
    let history = load::history_of_person(tx, person.id, CHANGES_MAX, 0)?;
    let homes = homes(tx, person)?;
    let undone: Vec<ChangeId> = history.iter().filter_map(undone).collect();
    let others = Others::of(tx, person.id)?;
    let mut lines = Vec::with_capacity(FactName::ALL.len());
    for fact in FactName::ALL.iter().copied() {
        let (standing, value) = match fact {
            FactName::Relatives => others.relatives(),
            FactName::Absence => others.absence(),
            _ => held(person, fact, actor),
        };
        let source = match (standing, fact.keys()) {
            (Standing::Known, []) if fact == FactName::Relatives => source_of(tx, others.tied)?,
            (Standing::Known, []) if fact == FactName::Absence => source_of(tx, others.absent)?,
            (Standing::Known, []) => homes.source(fact),
            (Standing::Known, keys) => last_that(&history, |change| keys.iter().any(|key| change.after.contains_key(*key)))
                .or_else(|| history.last().map(Provenance::from)),
            _ => None,
        };
        let verified = last_that(&history, |change| verifies(change, fact) && !undone.contains(&change.id))
            .filter(|verified| source.as_ref().is_none_or(|source| source.change < verified.change));
        lines.push(FactLine { fact, standing, value, source, verified });
    }
    Ok(FactSheet::of(lines))
}

/// The facts of a person that stand in tables of their own: ties to others, and an absence.
struct Others {
    ties: Vec<Value>,
    /// The change that began the latest tie.
    tied: Option<ChangeId>,
    /// The change with which the absence was declared.
    absent: Option<ChangeId>,
}

impl Others {
    fn of(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Self, Error> {
        let spells: Vec<_> = relations::spells(tx, person)?.into_iter().filter(|spell| spell.ended_by.is_none()).collect();
        let ties = spells.iter().map(|spell| json!({ "kind": spell.tie.kind, "other": spell.tie.besides(person) })).collect();
        let absences = tx.many::<(AbsenceId, ChangeId, Option<ChangeId>)>(&crate::sql::at::ABSENCE_SPELLS, params![person])?;
        let absent = absences.into_iter().find(|(_, _, ended)| ended.is_none()).map(|(_, entered, _)| entered);
        Ok(Self { ties, tied: spells.iter().map(|spell| spell.entered).max(), absent })
    }

    fn relatives(&self) -> (Standing, Option<Value>) {
        // Everybody has parents, so nobody's relatives are none.
        if self.ties.is_empty() { (Standing::Missing, None) } else { (Standing::Known, Some(json!(self.ties))) }
    }

    fn absence(&self) -> (Standing, Option<Value>) {
        match self.absent {
            Some(change) => (Standing::Known, Some(json!(change))),
            None => (Standing::NotApplicable, None),
        }
    }
}

/// Where a fact comes from that a change began.
fn source_of(tx: &mut ReadTx<'_>, change: Option<ChangeId>) -> Result<Option<Provenance>, Error> {
    match change {
        Some(change) => Ok(load::change(tx, change)?.as_ref().map(Provenance::from)),
        None => Ok(None),
    }
}

/// The newest change of which something is true; the history is newest first.
fn last_that(history: &[Change], holds: impl Fn(&Change) -> bool) -> Option<Provenance> {
    history.iter().find(|change| holds(change)).map(Provenance::from)
}

/// The change that a change undid.
fn undone(change: &Change) -> Option<ChangeId> {
    let target = change.after.get(REVERSES).filter(|_| change.kind == ChangeKind::Reversed)?;
    target.as_str()?.parse().ok()
}

fn verifies(change: &Change, fact: FactName) -> bool {
    let named = change.after.get("verified").and_then(Value::as_array);
    change.kind == ChangeKind::Verified && named.is_some_and(|named| named.iter().any(|name| name == fact.as_str()))
}

/// The changes that the residences and households come from.
struct Homes {
    residences: HashMap<ResidenceKind, Provenance>,
    household: Option<Provenance>,
    relation: Option<Provenance>,
}

impl Homes {
    fn source(&self, fact: FactName) -> Option<Provenance> {
        let of_kind = |kind: ResidenceKind| self.residences.get(&kind).cloned();
        match fact {
            FactName::Permanent => of_kind(ResidenceKind::Permanent),
            FactName::Temporary => of_kind(ResidenceKind::Temporary),
            FactName::Relation => self.relation.clone(),
            FactName::Household | FactName::FileNumber => self.household.clone(),
            _ => None,
        }
    }
}

fn homes(tx: &mut ReadTx<'_>, person: &Person) -> Result<Homes, Error> {
    let mut residences = HashMap::new();
    for (kind, entered) in tx.many::<(ResidenceKind, ChangeId)>(&sql::RESIDENCES_ENTERED, params![person.id])? {
        residences.extend(load::change(tx, entered)?.map(|change| (kind, Provenance::from(&change))));
    }
    let home = person.permanent().or_else(|| person.residences.first());
    let Some((household, kind)) = home.and_then(|home| Some((home.household?, home.kind))) else {
        return Ok(Homes { residences, household: None, relation: None });
    };
    let changes = load::history_of_household(tx, household, CHANGES_MAX, 0)?;
    let moved_in = residences.get(&kind).cloned();
    let household = household_source(tx, household, &changes)?;
    let key = person.id.to_string();
    let restated = last_that(&changes, |change| {
        change.after.get("relations").and_then(Value::as_object).is_some_and(|relations| relations.contains_key(&key))
    });
    // What somebody is to the head was said when they moved in, or restated when the head changed since.
    let relation = match (restated, moved_in) {
        (Some(restated), Some(moved_in)) if restated.change > moved_in.change => Some(restated),
        (_, moved_in) => moved_in,
    };
    Ok(Homes { residences, household, relation })
}

/// The last change of who heads the household or belongs to it, else the one that it came in with.
fn household_source(tx: &mut ReadTx<'_>, household: HouseholdId, changes: &[Change]) -> Result<Option<Provenance>, Error> {
    if let Some(change) = changes.first() {
        return Ok(Some(Provenance::from(change)));
    }
    let entered = tx.optional::<(ChangeId,)>(&crate::sql::at::HOUSEHOLD_ENTERED, params![household])?;
    Ok(match entered {
        Some((entered,)) => load::change(tx, entered)?.as_ref().map(Provenance::from),
        None => None,
    })
}

/// Whether the register holds a fact of a person, and what it holds.
pub(crate) fn held(person: &Person, fact: FactName, actor: &Actor) -> (Standing, Option<Value>) {
    let facts = &person.facts;
    let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
    let home = person.permanent().or_else(|| person.residences.first());
    let value = match fact {
        FactName::Name => Some(json!(facts.name)),
        FactName::OtherNames => text(&facts.other_names),
        FactName::Number => facts.number.map(|number| json!(number)),
        FactName::Birth => Some(json!(facts.birth)),
        FactName::Sex => Some(json!(facts.sex)),
        FactName::BirthPlace => text(&facts.birth_place),
        FactName::BirthRegisteredAt => text(&facts.birth_registered_at),
        FactName::Origin => text(&facts.origin),
        FactName::Ethnicity => text(&facts.ethnicity),
        FactName::Religion => text(&facts.religion),
        FactName::Nationality => Some(json!(facts.nationality)),
        FactName::BloodGroup => facts.blood_group.map(|group| json!(group)),
        FactName::OldNumber => facts.old_number.map(|number| json!(number)),
        FactName::Permanent => person.permanent().map(|home| json!(home)),
        FactName::Temporary => person.temporary(actor.today()).map(|home| json!(home)),
        FactName::CurrentPlace => text(&facts.current_place),
        FactName::FileNumber => home.and_then(|home| home.household_number.as_ref()).map(|number| json!(number)),
        FactName::Marital => facts.marital.map(|marital| json!(marital)),
        FactName::Relation => home.and_then(|home| home.relation).map(|relation| json!(relation)),
        FactName::Household => home.and_then(|home| home.household).map(|household| json!(household)),
        FactName::Life => {
            (person.state != LifeState::Living).then(|| json!({ "state": person.state, "died_on": person.died_on }))
        }
        FactName::Contact => {
            let any = facts.phone.is_some() || facts.email.is_some();
            any.then(|| json!({ "phone": facts.phone, "email": facts.email }))
        }
        FactName::Card | FactName::Relatives | FactName::Absence | FactName::Other => None,
    };
    (standing(person, fact, value.is_some()), value)
}

fn standing(person: &Person, fact: FactName, held: bool) -> Standing {
    match fact {
        _ if held => Standing::Known,
        FactName::Card | FactName::Other => Standing::NotKept,
        // Nobody must have these, so without them nothing is missing.
        FactName::OtherNames | FactName::OldNumber | FactName::Temporary | FactName::CurrentPlace | FactName::Life => {
            Standing::NotApplicable
        }
        // The dead live nowhere.
        FactName::Permanent | FactName::FileNumber | FactName::Relation | FactName::Household | FactName::Contact
            if person.state == LifeState::Dead =>
        {
            Standing::NotApplicable
        }
        _ => Standing::Missing,
    }
}
