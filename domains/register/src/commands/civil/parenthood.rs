//! Recognising a parent (Law 60/2014 Art 24 and 25), and taking such a tie back.

use super::status::put_name;
use super::{Party, Registered, Turn, one_is_known, party, subject};
use crate::model::{
    BookEntry, ChangeId, ChangeKind, CivilRecord, CivilRules, Ground, LifeState, RelationEnd, RelationKind, check_parent,
};
use crate::relations::{self, NewRelation, begin, end, no_cycle};
use crate::{CivilError, Error};
use access::Actor;
use kernel::{PersonId, PersonName};
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct RecogniseParent {
    /// Whose parent.
    pub child: Party,
    /// Who is recognised; the sex says whether as father or mother. May have died meanwhile.
    pub parent: Party,
    /// A new name for the child.
    pub name: Option<PersonName>,
    /// The entry in the book.
    pub book: BookEntry,
    /// On which ground.
    pub ground: Ground,
}

/// Notes a father or mother by birth, recognised or missing from the register until now.
///
/// # Errors
/// [`CivilError`] for somebody who cannot be that parent, or when the child has one; [`Error::NotLiving`] for a dead child;
/// [`Error::PersonNotFound`], [`Error::Denied`].
pub fn recognise_parent(
    tx: &mut Tx<'_>,
    actor: &Actor,
    command: &RecogniseParent,
    rules: &CivilRules,
) -> Result<Registered, Error> {
    one_is_known(&[&command.child, &command.parent])?;
    let child = party(tx, actor, &command.child)?;
    let parent = party(tx, actor, &command.parent)?;
    if child.state == LifeState::Dead {
        return Err(Error::NotLiving(child.id));
    }
    let kind = RelationKind::birth_parent(parent.facts.sex);
    check_parent(&child, &parent, kind, rules)?;
    if relations::parents(tx, child.id)?.iter().any(|(_, known)| *known == kind) {
        return Err(CivilError::HasParent { person: child.id, kind }.into());
    }
    no_cycle(tx, child.id, parent.id)?;
    let change: ChangeId = actor.new_id();
    begin(tx, actor, change, NewRelation { person: child.id, kind, other: parent.id, since: Some(child.facts.birth) })?;
    let record = CivilRecord { book: command.book.clone(), ..CivilRecord::default() };
    let mut turn =
        Turn::new(ChangeKind::Recognised, &child).booked(&record).fact(kind.as_str(), &None::<PersonId>, &Some(parent.id));
    if let Some(name) = command.name.as_ref().filter(|name| **name != child.facts.name) {
        put_name(tx, &child, name)?;
        turn = turn.fact("name", &child.facts.name, name);
    }
    turn.write(tx, actor, change, &command.ground)?;
    Ok(Registered::new(child.id, change))
}

/// The command.
#[derive(Debug, Clone)]
pub struct WithdrawParent {
    /// Whose parent, who belongs to the officer's units.
    pub child: PersonId,
    /// Which tie was wrong, or was ended by a court.
    pub kind: RelationKind,
    /// On which ground: the judgment, or the proof of the mistake.
    pub ground: Ground,
}

/// Ends the tie to a parent that never was one, or whose adoption a court ended.
///
/// # Errors
/// [`CivilError::NoSuchTie`]; [`Error::PersonNotFound`], [`Error::Denied`].
pub fn withdraw_parent(tx: &mut Tx<'_>, actor: &Actor, command: &WithdrawParent) -> Result<Registered, Error> {
    let child = subject(tx, actor, command.child)?;
    let tie = relations::of(tx, child.id)?
        .into_iter()
        .find(|tie| tie.person == child.id && tie.kind == command.kind && tie.kind.is_parent())
        .ok_or(CivilError::NoSuchTie)?;
    let change: ChangeId = actor.new_id();
    end(tx, tie.id, change, None, RelationEnd::Withdrawn)?;
    Turn::new(if tie.kind.is_birth_parent() { ChangeKind::Recognised } else { ChangeKind::Adoption }, &child)
        .fact(tie.kind.as_str(), &Some(tie.other), &None::<PersonId>)
        .write(tx, actor, change, &command.ground)?;
    Ok(Registered::new(child.id, change))
}
