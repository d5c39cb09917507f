//! Guardians of minors and of those whom a court gives one (Civil Code 91/2015 Art 46 to 63).

use super::{Party, Registered, Turn, check_day, one_is_known, party, subject};
use crate::model::{
    ADULT_YEARS, BookEntry, ChangeId, ChangeKind, CivilRecord, Ground, Person, RelationEnd, RelationKind, check_living,
};
use crate::relations::{self, NewRelation, begin, end, marriage};
use crate::{CivilError, Error, load};
use access::Actor;
use kernel::{Date, PersonId};
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct AppointGuardian {
    /// Who is to be cared for.
    pub ward: Party,
    /// Who cares.
    pub guardian: Party,
    /// From which day.
    pub on: Date,
    /// Whether a court decided; an adult gets a guardian in no other way.
    pub by_court: bool,
    /// The entry in the book.
    pub book: BookEntry,
    /// On which ground.
    pub ground: Ground,
}

/// Appoints a guardian. A ward has one; a second only beside the first's spouse.
///
/// # Errors
/// [`CivilError::GuardianMinor`], [`CivilError::WardOfAge`], [`CivilError::HasGuardian`], [`CivilError::OwnRelative`];
/// [`Error::NotLiving`], [`Error::PersonNotFound`], [`Error::Denied`].
pub fn appoint_guardian(tx: &mut Tx<'_>, actor: &Actor, command: &AppointGuardian) -> Result<Registered, Error> {
    one_is_known(&[&command.ward, &command.guardian])?;
    let ward = party(tx, actor, &command.ward)?;
    let guardian = party(tx, actor, &command.guardian)?;
    check(tx, actor, command, &ward, &guardian)?;
    let change: ChangeId = actor.new_id();
    let since = Some(command.on.into());
    begin(tx, actor, change, NewRelation { person: ward.id, kind: RelationKind::Guardian, other: guardian.id, since })?;
    let record = CivilRecord { book: command.book.clone(), ..CivilRecord::default() };
    Turn::new(ChangeKind::Guardianship, &ward).fact("guardian", &None::<PersonId>, &Some(guardian.id)).booked(&record).write(
        tx,
        actor,
        change,
        &command.ground,
    )?;
    Ok(Registered::new(ward.id, change))
}

fn check(tx: &mut Tx<'_>, actor: &Actor, command: &AppointGuardian, ward: &Person, guardian: &Person) -> Result<(), Error> {
    if ward.id == guardian.id {
        return Err(CivilError::OwnRelative(ward.id).into());
    }
    check_living(ward)?;
    check_living(guardian)?;
    check_day(&command.on.into(), actor, &[ward, guardian])?;
    if guardian.facts.birth.age_on(command.on).most < ADULT_YEARS {
        return Err(CivilError::GuardianMinor(guardian.id).into());
    }
    if ward.facts.birth.age_on(command.on).least >= ADULT_YEARS && !command.by_court {
        return Err(CivilError::WardOfAge(ward.id).into());
    }
    let guardians: Vec<PersonId> = relations::of(tx, ward.id)?
        .into_iter()
        .filter(|tie| tie.kind == RelationKind::Guardian && tie.person == ward.id)
        .map(|tie| tie.other)
        .collect();
    let beside = match guardians.as_slice() {
        [] => true,
        [first] => marriage(tx, *first)?.is_some_and(|tie| tie.besides(*first) == guardian.id),
        _ => false,
    };
    if beside { Ok(()) } else { Err(CivilError::HasGuardian(ward.id).into()) }
}

/// The command.
#[derive(Debug, Clone)]
pub struct EndGuardianship {
    /// The ward, who belongs to the officer's units.
    pub ward: PersonId,
    /// Who was the guardian.
    pub guardian: PersonId,
    /// The last day.
    pub on: Date,
    /// Why: [`RelationEnd::Replaced`], [`RelationEnd::OfAge`] or [`RelationEnd::Withdrawn`].
    pub reason: RelationEnd,
    /// On which ground.
    pub ground: Ground,
}

/// Ends a guardianship.
///
/// # Errors
/// [`CivilError::NotGuardian`], [`CivilError::BadDay`]; [`Error::PersonNotFound`], [`Error::Denied`].
pub fn end_guardianship(tx: &mut Tx<'_>, actor: &Actor, command: &EndGuardianship) -> Result<Registered, Error> {
    let ward = subject(tx, actor, command.ward)?;
    let tie = relations::of(tx, ward.id)?
        .into_iter()
        .find(|tie| tie.kind == RelationKind::Guardian && tie.person == ward.id && tie.other == command.guardian)
        .ok_or(CivilError::NotGuardian)?;
    check_day(&command.on.into(), actor, &[&ward])?;
    if tie.since.is_some_and(|since| command.on < since.earliest()) {
        return Err(CivilError::BadDay.into());
    }
    load::person(tx, command.guardian)?.ok_or(Error::PersonNotFound)?;
    let change: ChangeId = actor.new_id();
    end(tx, tie.id, change, Some(command.on.into()), command.reason)?;
    Turn::new(ChangeKind::Guardianship, &ward).fact("guardian", &Some(command.guardian), &None::<PersonId>).write(
        tx,
        actor,
        change,
        &command.ground,
    )?;
    Ok(Registered::new(ward.id, change))
}
