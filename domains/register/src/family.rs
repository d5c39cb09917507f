//! A person's family: the ties of the register, and what follows from them.

use crate::commands::civil::subject;
use crate::model::{Fields, Kin, LifeState, Person, PersonRelation, PersonSummary, RelationKind, kin_of};
use crate::relations::{RELATIONS_MAX, children, of, parents};
use crate::sql::civil as sql;
use crate::{Error, load, permit};
use access::Actor;
use kernel::partial_date::PartialDate;
use kernel::personal_number::PersonalNumber;
use kernel::{PersonId, PersonName, Sex};
use serde::Serialize;
use std::fmt;
use store::{ReadTx, Tx, params};

/// Somebody of a family. Of whom the reader may not open there is the name alone: that is part of the person's own record.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Relative {
    /// What they are to the person.
    pub kin: Kin,
    /// The name.
    pub name: PersonName,
    /// Sex, for the picture.
    pub sex: Sex,
    /// Whether they live.
    pub state: LifeState,
    /// Since when the tie exists, where known.
    pub since: Option<PartialDate>,
    /// Their record, when the reader may open it.
    pub person: Option<PersonId>,
    /// Date of birth, when the reader may open the record.
    pub birth: Option<PartialDate>,
    /// Identity number, when the reader may open the record.
    pub number: Option<PersonalNumber>,
}

impl fmt::Debug for Relative {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Relative({})", self.kin)
    }
}

/// A person's family, parents first, each group by age.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Family {
    /// Whose.
    pub person: PersonId,
    /// Everybody with a tie in force, and the brothers and sisters that follow from the parents.
    pub relatives: Vec<Relative>,
}

impl Family {
    /// Those who are one thing to the person.
    pub fn of_kin(&self, kin: Kin) -> impl Iterator<Item = &Relative> {
        self.relatives.iter().filter(move |relative| relative.kin == kin)
    }
}

/// The family of a person; `None` when there is no such person that the actor may know of.
///
/// Citizens see their own. Every relative who is shown gets an access entry.
///
/// # Errors
/// [`Error::Denied`] when a purpose or a proof is missing; failures of the store.
pub fn family(tx: &mut Tx<'_>, actor: &Actor, id: PersonId) -> Result<Option<Family>, Error> {
    let Some(person) = load::person(tx, id)? else { return Ok(None) };
    if !permit::may_view(actor, &person)? {
        return Ok(None);
    }
    permit::saw(tx, actor, id, Fields::FAMILY, None)?;
    let ties = ties(tx, id)?;
    let ids: Vec<PersonId> = ties.iter().map(|(other, _, _)| *other).collect();
    permit::saw_list(tx, actor, &ids, Fields::IDENTITY)?;
    let lines = load::summaries(tx, &ids)?;
    let mut relatives = Vec::with_capacity(ties.len());
    for (other, kin, since) in ties {
        let Some(line) = lines.iter().find(|line| line.id == other) else { continue };
        let open = may_open(tx, actor, line)?;
        relatives.push((line.birth, relative(line, kin, since, open)));
    }
    relatives.sort_by_key(|(birth, relative)| (relative.kin, birth.earliest()));
    Ok(Some(Family { person: id, relatives: relatives.into_iter().map(|(_, relative)| relative).collect() }))
}

/// Who is what to the person, and since when: the ties in force, then the other children of the parents.
fn ties(tx: &mut Tx<'_>, id: PersonId) -> Result<Vec<(PersonId, Kin, Option<PartialDate>)>, Error> {
    let mut found: Vec<(PersonId, Kin, Option<PartialDate>)> =
        of(tx, id)?.iter().map(|tie| (tie.besides(id), kin_of(id, tie), tie.since)).collect();
    for (parent, _) in parents(tx, id)? {
        for (child, _) in children(tx, parent)? {
            let known = child == id || found.iter().any(|(other, kin, _)| *other == child && *kin == Kin::Sibling);
            if !known && i64::try_from(found.len()).is_ok_and(|count| count < RELATIONS_MAX) {
                found.push((child, Kin::Sibling, None));
            }
        }
    }
    Ok(found)
}

/// A tie that a civil event can end: the parent or guardian of somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct EndableTie {
    /// What the other is.
    pub kind: RelationKind,
    /// The parent or guardian.
    pub other: PersonId,
    /// Their name.
    pub name: PersonName,
}

impl fmt::Debug for EndableTie {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "EndableTie({}, {})", self.kind, self.other)
    }
}

/// The parents and guardians of a person, for whoever may register an event that ends such a tie, wherever they live. Each
/// gets an access entry.
///
/// # Errors
/// [`Error::PersonNotFound`], [`Error::Denied`]; failures of the store.
pub fn endable_ties(tx: &mut Tx<'_>, actor: &Actor, person: PersonId) -> Result<Vec<EndableTie>, Error> {
    let person = subject(tx, actor, person)?;
    let mut ties = of(tx, person.id)?;
    ties.retain(|tie| tie.person == person.id && (tie.kind.is_parent() || tie.kind == RelationKind::Guardian));
    let others: Vec<PersonId> = ties.iter().map(|tie| tie.other).collect();
    permit::saw_list(tx, actor, &others, Fields::IDENTITY)?;
    let lines = load::summaries(tx, &others)?;
    let named = |tie: PersonRelation| {
        let line = lines.iter().find(|line| line.id == tie.other)?;
        Some(EndableTie { kind: tie.kind, other: tie.other, name: line.name.clone() })
    };
    Ok(ties.into_iter().filter_map(named).collect())
}

/// Whether the actor may open a relative's record, as far as the unit that answers for it tells.
fn may_open(tx: &mut Tx<'_>, actor: &Actor, line: &PersonSummary) -> Result<bool, Error> {
    let person: Option<Person> = load::person(tx, line.id)?;
    person.map_or(Ok(false), |person| permit::may_view(actor, &person))
}

/// Whether a person's death is registered. For domains that serve people: nothing is begun for the dead, nothing sent to them.
///
/// # Errors
/// Failures of the store.
pub fn has_died(tx: &mut ReadTx<'_>, person: PersonId) -> Result<bool, Error> {
    Ok(tx.optional::<(LifeState,)>(&sql::LIFE, params![person])?.is_some_and(|(state,)| state == LifeState::Dead))
}

fn relative(line: &PersonSummary, kin: Kin, since: Option<PartialDate>, open: bool) -> Relative {
    Relative {
        kin,
        name: line.name.clone(),
        sex: line.sex,
        state: line.state,
        since,
        person: open.then_some(line.id),
        birth: open.then_some(line.birth),
        number: line.number.filter(|_| open),
    }
}
