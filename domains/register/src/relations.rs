//! Ties between persons in the database: reading, beginning, ending, and walking up to the ancestors.

use crate::model::{ChangeId, PersonRelation, RelationEnd, RelationId, RelationKind};
use crate::sql::civil as sql;
use crate::{CivilError, Error};
use access::Actor;
use kernel::{PartialDate, PersonId};
use std::collections::BTreeMap;
use store::{ReadTx, Tx, params};

/// The most ties of one person that are read; more are a defect of the data.
pub(crate) const RELATIONS_MAX: i64 = 200;
/// The most ancestors that are looked through before the register's data count as broken.
pub const ANCESTORS_MAX: usize = 2_000;

store::row! {
    struct RelationRow {
        id: RelationId,
        person: PersonId,
        kind: RelationKind,
        other: PersonId,
        since: Option<PartialDate>,
        ended_on: Option<PartialDate>,
        end_reason: Option<RelationEnd>,
    }
}

impl From<RelationRow> for PersonRelation {
    fn from(row: RelationRow) -> Self {
        Self {
            id: row.id,
            person: row.person,
            kind: row.kind,
            other: row.other,
            since: row.since,
            ended_on: row.ended_on,
            end_reason: row.end_reason,
        }
    }
}

/// The ties of a person in force, from either end.
pub(crate) fn of(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Vec<PersonRelation>, Error> {
    let rows = tx.many::<RelationRow>(&sql::RELATIONS_OF, params![person, RELATIONS_MAX])?;
    Ok(rows.into_iter().map(PersonRelation::from).collect())
}

/// The ties of a person that have ended, the latest first.
pub(crate) fn past(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Vec<PersonRelation>, Error> {
    let rows = tx.many::<RelationRow>(&sql::PAST_RELATIONS_OF, params![person, RELATIONS_MAX])?;
    Ok(rows.into_iter().map(PersonRelation::from).collect())
}

/// The tie to a person's spouse.
pub(crate) fn marriage(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Option<PersonRelation>, Error> {
    Ok(of(tx, person)?.into_iter().find(|relation| relation.kind == RelationKind::Spouse))
}

/// The parents of a person in force.
pub(crate) fn parents(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Vec<(PersonId, RelationKind)>, Error> {
    Ok(tx.many(&sql::PARENTS_OF, params![person])?)
}

/// The children of a person in force.
pub(crate) fn children(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Vec<(PersonId, RelationKind)>, Error> {
    Ok(tx.many(&sql::CHILDREN_OF, params![person, RELATIONS_MAX])?)
}

store::row! {
    struct SpellRow {
        id: RelationId,
        person: PersonId,
        kind: RelationKind,
        other: PersonId,
        since: Option<PartialDate>,
        entered: ChangeId,
        ended_by: Option<ChangeId>,
    }
}

/// A tie with the changes that began and ended it.
pub(crate) struct Spell {
    pub(crate) tie: PersonRelation,
    pub(crate) entered: ChangeId,
    pub(crate) ended_by: Option<ChangeId>,
}

/// Every tie that a person has or had, from either end.
pub(crate) fn spells(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Vec<Spell>, Error> {
    let rows = tx.many::<SpellRow>(&sql::RELATION_SPELLS, params![person, RELATIONS_MAX])?;
    let spells = rows.into_iter().map(|row| {
        let SpellRow { id, person, kind, other, since, entered, ended_by } = row;
        let tie = PersonRelation { id, person, kind, other, since, ended_on: None, end_reason: None };
        Spell { tie, entered, ended_by }
    });
    Ok(spells.collect())
}

/// Which ties an ancestor is reached by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// By birth alone.
    Blood,
    /// By birth and adoption.
    Any,
}

/// Everybody a person descends from, with how many generations above. The walk is bounded by [`ANCESTORS_MAX`].
pub(crate) fn ancestors(tx: &mut ReadTx<'_>, of: PersonId, line: Line) -> Result<BTreeMap<PersonId, u32>, Error> {
    let mut found = BTreeMap::new();
    let mut generation = vec![of];
    let mut above = 0;
    while !generation.is_empty() {
        above += 1;
        let mut next = Vec::new();
        for person in generation {
            for (parent, kind) in parents(tx, person)? {
                if (line == Line::Any || kind.is_birth_parent()) && !found.contains_key(&parent) {
                    found.insert(parent, above);
                    next.push(parent);
                }
            }
            if found.len() > ANCESTORS_MAX {
                return Err(CivilError::AncestryTooLarge(of).into());
            }
        }
        generation = next;
    }
    Ok(found)
}

/// Refuses a parent who descends from the child.
pub(crate) fn no_cycle(tx: &mut ReadTx<'_>, child: PersonId, parent: PersonId) -> Result<(), Error> {
    if ancestors(tx, parent, Line::Any)?.contains_key(&child) { Err(CivilError::AncestryCycle(child).into()) } else { Ok(()) }
}

/// Refuses a pair in the direct line, by birth or adoption, or of one blood within so many generations.
pub(crate) fn not_too_close(tx: &mut ReadTx<'_>, one: PersonId, other: PersonId, generations: u32) -> Result<(), Error> {
    let too_close = || Err(CivilError::TooCloselyRelated { one, other }.into());
    if ancestors(tx, one, Line::Any)?.contains_key(&other) || ancestors(tx, other, Line::Any)?.contains_key(&one) {
        return too_close();
    }
    // The common parents are the first generation, so the two stand fewer than that number below them.
    let mine = ancestors(tx, one, Line::Blood)?;
    let theirs = ancestors(tx, other, Line::Blood)?;
    let near = |above: u32| above < generations;
    if mine.iter().any(|(person, above)| near(*above) && theirs.get(person).is_some_and(|above| near(*above))) {
        return too_close();
    }
    Ok(())
}

/// A tie about to begin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewRelation {
    pub(crate) person: PersonId,
    pub(crate) kind: RelationKind,
    pub(crate) other: PersonId,
    pub(crate) since: Option<PartialDate>,
}

/// Begins a tie. Of a couple the smaller id comes first, whoever was named first.
pub(crate) fn begin(tx: &mut Tx<'_>, actor: &Actor, change: ChangeId, new: NewRelation) -> Result<RelationId, Error> {
    let id: RelationId = actor.new_id();
    let (person, other) = if new.kind == RelationKind::Spouse && new.other < new.person {
        (new.other, new.person)
    } else {
        (new.person, new.other)
    };
    tx.execute(&sql::INSERT_RELATION, params![id, person, new.kind, other, new.since, change])?;
    Ok(id)
}

/// Ends a tie in force.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    relation: RelationId,
    change: ChangeId,
    on: Option<PartialDate>,
    reason: RelationEnd,
) -> Result<(), Error> {
    let touched = tx.execute(&sql::END_RELATION, params![relation, on, reason, change])?;
    if touched == 1 { Ok(()) } else { Err(CivilError::NoSuchTie.into()) }
}
