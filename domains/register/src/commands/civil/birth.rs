//! Registering a birth (Law 60/2014 Art 13 to 16).

use super::{Party, Registered, check_day, home_of, one_is_known, party};
use crate::commands::create_person::{Entering, Numbering, enter};
use crate::commands::settle::{Home, Mover, Settling, Target, settle};
use crate::model::{
    BookEntry, ChangeId, ChangeKind, CivilRecord, CivilRules, Ground, Person, PersonFacts, RelationKind, ResidenceKind,
    check_parent, is_late,
};
use crate::relations::{NewRelation, begin, children};
use crate::{CivilError, Error, load, permit, reform};
use access::{Actor, Resource};
use kernel::{PersonId, UnitCode};
use serde_json::json;
use store::{ReadTx, Tx};

/// The parent whose household a child joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinParent {
    /// The mother's.
    Mother,
    /// The father's.
    Father,
}

/// The command.
#[derive(Debug, Clone)]
pub struct RegisterBirth {
    /// What is known of the child; the number is issued here.
    pub facts: PersonFacts,
    /// The commune that registers the birth: the number says its province.
    pub unit: UnitCode,
    /// The mother, unless nobody knows her.
    pub mother: Option<Party>,
    /// The father, when he is married to the mother or recognises the child.
    pub father: Option<Party>,
    /// Whose household the child joins as a permanent resident.
    pub joins: Option<JoinParent>,
    /// The entry in the book of births.
    pub book: BookEntry,
    /// On which ground.
    pub ground: Ground,
}

/// The place in an identity number for what is registered in a unit: its province, in three digits.
#[must_use]
pub fn number_place(unit: &UnitCode) -> String {
    format!("{:0>3}", unit.province().as_str())
}

/// Registers a birth: the child gets a number of the place of registration and its parents, and joins a household.
///
/// At least one parent belongs to the officer's units; of a foundling nobody is named.
///
/// # Errors
/// [`CivilError`] for parents who cannot be the child's, for a birth that is registered already and for a parent without
/// a household to join; [`Error::Denied`], [`Error::PersonNotFound`] and the reasons why the facts cannot be taken.
pub fn register_birth(tx: &mut Tx<'_>, actor: &Actor, command: &RegisterBirth, rules: &CivilRules) -> Result<Registered, Error> {
    // A commune that ended stands for the one that took it over.
    let unit = reform::in_force(tx, &command.unit, "")?.map_or_else(|| command.unit.clone(), |found| found.unit);
    let command = &RegisterBirth { unit, ..command.clone() };
    actor.authorize(permit::CIVIL, &Resource::new("person").unit(command.unit.clone()))?;
    let parties: Vec<&Party> = [&command.mother, &command.father].into_iter().flatten().collect();
    if !parties.is_empty() {
        one_is_known(&parties)?;
    }
    let mother = command.mother.as_ref().map(|mother| party(tx, actor, mother)).transpose()?;
    let father = command.father.as_ref().map(|father| party(tx, actor, father)).transpose()?;
    check_day(&command.facts.birth, actor, &[])?;
    let id: PersonId = actor.new_id();
    let child = newborn(id, command);
    let parents: Vec<(RelationKind, &Person)> =
        [(RelationKind::Mother, mother.as_ref()), (RelationKind::Father, father.as_ref())]
            .into_iter()
            .filter_map(|(kind, parent)| Some((kind, parent?)))
            .collect();
    for (kind, parent) in &parents {
        check_parent(&child, parent, *kind, rules)?;
        not_registered_yet(tx, parent.id, &command.facts)?;
    }
    let change = enter_child(tx, actor, id, command, &parents, rules)?;
    let joined = match command.joins {
        Some(JoinParent::Mother) => Some(mother.ok_or(Error::PersonNotFound)?),
        Some(JoinParent::Father) => Some(father.ok_or(Error::PersonNotFound)?),
        None => None,
    };
    if let Some(parent) = joined {
        join(tx, actor, id, &parent, &command.ground)?;
    }
    Ok(Registered::new(id, change))
}

/// The child as the rules see it, before there is a row.
fn newborn(id: PersonId, command: &RegisterBirth) -> Person {
    Person {
        id,
        facts: command.facts.clone(),
        state: crate::model::LifeState::Living,
        died_on: None,
        unit: command.unit.clone(),
        residences: Vec::new(),
        version: 1,
    }
}

/// A parent has no child of that name born on that day already.
fn not_registered_yet(tx: &mut ReadTx<'_>, parent: PersonId, facts: &PersonFacts) -> Result<(), Error> {
    let name = kernel::name::fold(facts.name.full());
    let siblings: Vec<PersonId> = children(tx, parent)?.into_iter().map(|(child, _)| child).collect();
    let same = load::summaries(tx, &siblings)?
        .into_iter()
        .find(|sibling| sibling.birth == facts.birth && kernel::name::fold(sibling.name.full()) == name);
    same.map_or(Ok(()), |sibling| Err(CivilError::BornAlready(sibling.id).into()))
}

/// Writes the child with its number, and the ties to the parents.
fn enter_child(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: PersonId,
    command: &RegisterBirth,
    parents: &[(RelationKind, &Person)],
    rules: &CivilRules,
) -> Result<ChangeId, Error> {
    let mut facts = command.facts.clone();
    facts.birth_registered_at = Some(command.unit.to_string());
    let record = CivilRecord {
        book: command.book.clone(),
        notice: None,
        late: Some(is_late(&facts.birth, actor.today(), rules.birth_days)),
    };
    let mut more = serde_json::Map::new();
    record.write(&mut more);
    for (kind, parent) in parents {
        more.insert(kind.to_string(), json!(parent.id));
    }
    let entering = Entering {
        id,
        facts,
        numbering: &Numbering::Issue(number_place(&command.unit)),
        unit: &command.unit,
        kind: ChangeKind::Birth,
        more,
        ground: &command.ground,
    };
    let change = enter(tx, actor, entering)?;
    for (kind, parent) in parents {
        let since = Some(command.facts.birth);
        begin(tx, actor, change, NewRelation { person: id, kind: *kind, other: parent.id, since })?;
    }
    Ok(change)
}

/// The child becomes a permanent resident of the parent's household, from the day of registration.
pub(super) fn join(tx: &mut Tx<'_>, actor: &Actor, child: PersonId, parent: &Person, ground: &Ground) -> Result<(), Error> {
    let (household, relation) = home_of(parent)?;
    let settling = Settling {
        kind: ResidenceKind::Permanent,
        movers: &[Mover { person: child, relation }],
        target: Target::Home(Home::Join(household)),
        from: actor.today(),
        until: None,
        replaces: false,
        new_heads: &[],
        ground,
    };
    settle(tx, actor, &settling)?;
    Ok(())
}
