//! Changing a name or a sex (Law 60/2014 Art 26 and 27, Civil Code 91/2015 Art 28 and 36).

use super::{Registered, Turn, only_one, subject};
use crate::model::{BookEntry, ChangeId, ChangeKind, CivilRecord, Ground, LifeState, Person, RelationKind};
use crate::sql::civil as sql;
use crate::{CivilError, Error, names, relations};
use access::Actor;
use kernel::{PersonId, PersonName, Sex};
use store::{Tx, params};

/// The command.
#[derive(Clone)]
pub struct ChangeName {
    /// Whose name.
    pub person: PersonId,
    /// The new one.
    pub name: PersonName,
    /// The note in the book.
    pub book: BookEntry,
    /// On which ground.
    pub ground: Ground,
}

impl std::fmt::Debug for ChangeName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ChangeName({})", self.person)
    }
}

/// Changes a name; the history keeps the former one, and the search finds the new one.
///
/// # Errors
/// [`Error::NothingChanges`]; [`Error::NotLiving`] for the dead; [`Error::PersonNotFound`], [`Error::Denied`].
pub fn change_name(tx: &mut Tx<'_>, actor: &Actor, command: &ChangeName) -> Result<Registered, Error> {
    let person = alive(tx, actor, command.person)?;
    if person.facts.name == command.name {
        return Err(Error::NothingChanges);
    }
    put_name(tx, &person, &command.name)?;
    let change: ChangeId = actor.new_id();
    let record = CivilRecord { book: command.book.clone(), ..CivilRecord::default() };
    Turn::new(ChangeKind::Renamed, &person).fact("name", &person.facts.name, &command.name).booked(&record).write(
        tx,
        actor,
        change,
        &command.ground,
    )?;
    Ok(Registered::new(person.id, change))
}

/// Writes a name into the row that was loaded, and into the search.
pub(super) fn put_name(tx: &mut Tx<'_>, person: &Person, name: &PersonName) -> Result<(), Error> {
    only_one(tx.execute(&sql::UPDATE_NAME, params![person.id, name, person.version])?, person.id)?;
    let mut after = person.clone();
    after.facts.name = name.clone();
    names::refresh(tx, person.id, &names::keys(person), &names::keys(&after))
}

/// The command.
#[derive(Debug, Clone)]
pub struct ChangeSex {
    /// Whose sex.
    pub person: PersonId,
    /// What was determined.
    pub sex: Sex,
    /// The note in the book.
    pub book: BookEntry,
    /// On which ground: what the clinic confirms.
    pub ground: Ground,
}

/// Changes the sex of a person without an identity number. A number says the sex, so whoever has one needs its replacement
/// by two officers, which changes both.
///
/// # Errors
/// [`CivilError::NumberReplacementNeeded`]; [`CivilError::SexContradicts`] for somebody's father or mother by birth, and
/// [`CivilError::AlreadyMarried`] for a spouse; [`Error::NothingChanges`], [`Error::NotLiving`], [`Error::PersonNotFound`],
/// [`Error::Denied`].
pub fn change_sex(tx: &mut Tx<'_>, actor: &Actor, command: &ChangeSex) -> Result<Registered, Error> {
    let person = alive(tx, actor, command.person)?;
    if person.facts.sex == command.sex {
        return Err(Error::NothingChanges);
    }
    if person.facts.number.is_some() {
        return Err(CivilError::NumberReplacementNeeded(person.id).into());
    }
    sex_fits_ties(tx, person.id, command.sex)?;
    only_one(tx.execute(&sql::UPDATE_SEX, params![person.id, command.sex, person.version])?, person.id)?;
    let change: ChangeId = actor.new_id();
    let record = CivilRecord { book: command.book.clone(), ..CivilRecord::default() };
    Turn::new(ChangeKind::SexChanged, &person).fact("sex", &person.facts.sex, &command.sex).booked(&record).write(
        tx,
        actor,
        change,
        &command.ground,
    )?;
    Ok(Registered::new(person.id, change))
}

/// A sex must not contradict what a person is to others.
pub(crate) fn sex_fits_ties(tx: &mut Tx<'_>, person: PersonId, sex: Sex) -> Result<(), Error> {
    let ties = relations::of(tx, person)?;
    let other_sex = |needed: Sex| needed != sex;
    if let Some(tie) = ties.iter().find(|tie| tie.other == person && tie.kind.sex().is_some_and(other_sex)) {
        return Err(CivilError::SexContradicts { person, kind: tie.kind }.into());
    }
    let married = ties.iter().any(|tie| tie.kind == RelationKind::Spouse);
    if married { Err(CivilError::AlreadyMarried(person).into()) } else { Ok(()) }
}

fn alive(tx: &mut Tx<'_>, actor: &Actor, person: PersonId) -> Result<Person, Error> {
    let person = subject(tx, actor, person)?;
    if person.state == LifeState::Dead { Err(Error::NotLiving(person.id)) } else { Ok(person) }
}
