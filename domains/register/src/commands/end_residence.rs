//! Ending a residence without taking up another.

use super::leave::{Leaving, NewHead, leave};
use super::settle::{note_answering, residence_facts, unit_that_answers};
use crate::model::{ChangeId, ChangeKind, EndReason, Ground, Person, Residence, ResidenceKind};
use crate::record::{Entry, as_one_act, record_as};
use crate::{Error, load, names, permit, sql};
use access::Actor;
use kernel::{Date, PersonId};
use serde_json::{Map, json};
use store::{Tx, params};

/// The command.
#[derive(Debug, Clone)]
pub struct EndResidence {
    /// Whose residence.
    pub person: PersonId,
    /// Which of the two.
    pub kind: ResidenceKind,
    /// Its last day.
    pub on: Date,
    /// Why.
    pub reason: EndReason,
    /// A head for the household that the person leaves.
    pub new_heads: Vec<NewHead>,
    /// On which ground.
    pub ground: Ground,
}

/// Ends a residence in force.
///
/// # Errors
/// [`Error::ResidenceNotFound`]; [`Error::NewHeadNeeded`] when the person heads the household; [`Error::Denied`].
pub fn end_residence(tx: &mut Tx<'_>, actor: &Actor, command: &EndResidence) -> Result<ChangeId, Error> {
    let person = load::person(tx, command.person)?.ok_or(Error::PersonNotFound)?;
    let residence = person.residences.iter().find(|residence| residence.kind == command.kind).ok_or(Error::ResidenceNotFound)?;
    if !permit::hidden_is_absent(permit::may_edit(actor, &residence.unit))? {
        return Err(Error::PersonNotFound);
    }
    if residence.from.is_some_and(|from| command.on < from) {
        return Err(Error::EndsBeforeStart);
    }
    let ending = Ending { on: command.on, reason: command.reason, new_heads: &command.new_heads, ground: &command.ground };
    end(tx, actor, &person, residence, &ending)
}

/// How a residence ends.
pub(crate) struct Ending<'a> {
    pub(crate) on: Date,
    pub(crate) reason: EndReason,
    pub(crate) new_heads: &'a [NewHead],
    pub(crate) ground: &'a Ground,
}

/// Ends a residence that was loaded with its person.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    actor: &Actor,
    person: &Person,
    residence: &Residence,
    ending: &Ending<'_>,
) -> Result<ChangeId, Error> {
    let change: ChangeId = actor.new_id();
    let leaving = Leaving {
        residences: vec![(person, residence, ending.reason, change)],
        staying: None,
        new_heads: ending.new_heads,
        on: ending.on,
        ground: ending.ground,
    };
    as_one_act(tx, change, |tx| {
        leave(tx, actor, &leaving)?;
        note_end(tx, actor, change, (person, residence), ending)
    })?;
    Ok(change)
}

/// Writes down that a residence ended, and what follows for the person.
fn note_end(
    tx: &mut Tx<'_>,
    actor: &Actor,
    change: ChangeId,
    (person, residence): (&Person, &Residence),
    ending: &Ending<'_>,
) -> Result<(), Error> {
    let mut after = person.clone();
    after.residences.retain(|other| other.id != residence.id);
    after.unit = unit_that_answers(&after);
    if after.unit != person.unit {
        tx.execute(&sql::UPDATE_PERSON_UNIT, params![person.id, after.unit])?;
    }
    names::refresh(tx, person.id, &names::keys(person), &names::keys(&after))?;
    let facts = [("ended", json!(ending.on.to_string())), ("reason", json!(ending.reason))];
    let mut was = residence_facts(residence);
    let mut became = facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>();
    note_answering(&mut was, &mut became, &person.unit, &after.unit);
    let entry = Entry {
        kind: ChangeKind::Ended,
        person: Some(person.id),
        household: residence.household,
        unit: &residence.unit,
        unit_before: None,
        before: was,
        after: became,
    };
    record_as(tx, actor, change, ending.ground, &entry)
}
