//! Persons whom a court declares missing, and those who come back (Civil Code 91/2015 Art 68 to 73).

use super::death::{end_residences, put_life};
use super::{Registered, Turn, check_day, put_marital, subject};
use crate::commands::leave::NewHead;
use crate::commands::settle::{Home, Mover, Settling, Target, settle};
use crate::model::{
    ChangeId, ChangeKind, EndReason, Ground, LifeState, MaritalStatus, Person, PersonRelation, Relation, RelationEnd,
    RelationKind, Residence, ResidenceKind, check_living,
};
use crate::record::as_one_act;
use crate::relations::{self, NewRelation, begin, marriage};
use crate::{CivilError, Error, load};
use access::Actor;
use kernel::{Date, PersonId};
use store::Tx;

/// How many past residences are looked through for the last permanent one.
const PAST_MAX: i64 = 20;

/// The command.
#[derive(Debug, Clone)]
pub struct DeclareMissing {
    /// Who is missing.
    pub person: PersonId,
    /// The day of the court's decision.
    pub on: Date,
    /// Heads for the households that the person headed.
    pub new_heads: Vec<NewHead>,
    /// On which ground: the decision.
    pub ground: Ground,
}

/// Notes that a court declared somebody missing. Residences end (Law 68/2020 Art 24); a marriage stays until a divorce.
///
/// # Errors
/// [`Error::NotLiving`], [`CivilError::BadDay`]; [`Error::NewHeadNeeded`]; [`Error::PersonNotFound`], [`Error::Denied`].
pub fn declare_missing(tx: &mut Tx<'_>, actor: &Actor, command: &DeclareMissing) -> Result<Registered, Error> {
    let person = subject(tx, actor, command.person)?;
    check_living(&person)?;
    check_day(&command.on.into(), actor, &[&person])?;
    let change: ChangeId = actor.new_id();
    as_one_act(tx, change, |tx| {
        end_residences(tx, actor, &person, command.on, EndReason::Missing, &command.new_heads, &command.ground)?;
        put_life(tx, &person, LifeState::Missing, None)?;
        Turn::new(ChangeKind::Missing, &person).fact("state", &person.state, &LifeState::Missing).write(
            tx,
            actor,
            change,
            &command.ground,
        )
    })?;
    Ok(Registered::new(person.id, change))
}

/// The command.
#[derive(Debug, Clone)]
pub struct DeclareFound {
    /// Who came back: missing until now, or declared dead.
    pub person: PersonId,
    /// The day of the court's decision.
    pub on: Date,
    /// Whether the person lives again where they last lived for good: in that household, or alone if it is dissolved.
    pub returns: bool,
    /// What the person is to the head of that household; what they were, when nothing is said.
    pub relation: Option<Relation>,
    /// On which ground: the decision.
    pub ground: Ground,
}

/// Notes that somebody came back. A marriage that ended by the declared death lives on, unless the spouse married again.
///
/// # Errors
/// [`CivilError::NotMissing`], [`CivilError::NoHousehold`] when there is no home to return to;
/// [`Error::PersonNotFound`], [`Error::Denied`]; what [`move_permanent`](crate::move_permanent) refuses.
pub fn declare_found(tx: &mut Tx<'_>, actor: &Actor, command: &DeclareFound) -> Result<Registered, Error> {
    let person = subject(tx, actor, command.person)?;
    if person.state == LifeState::Living {
        return Err(CivilError::NotMissing(person.id).into());
    }
    check_day(&command.on.into(), actor, &[&person])?;
    let change: ChangeId = actor.new_id();
    as_one_act(tx, change, |tx| return_to_life(tx, actor, &person, change, command))?;
    Ok(Registered::new(person.id, change))
}

fn return_to_life(
    tx: &mut Tx<'_>,
    actor: &Actor,
    person: &Person,
    change: ChangeId,
    command: &DeclareFound,
) -> Result<(), Error> {
    put_life(tx, person, LifeState::Living, None)?;
    Turn::new(ChangeKind::Found, person)
        .fact("state", &person.state, &LifeState::Living)
        .fact("died_on", &person.died_on.map(|date| date.to_string()), &None::<String>)
        .write(tx, actor, change, &command.ground)?;
    if person.state == LifeState::Dead {
        restore_marriage(tx, actor, person, change, &command.ground)?;
    }
    if command.returns {
        go_home(tx, actor, person, command)?;
    }
    Ok(())
}

/// The marriage that the declared death ended begins again as it was, when the other is still a widow or a widower.
fn restore_marriage(tx: &mut Tx<'_>, actor: &Actor, person: &Person, change: ChangeId, ground: &Ground) -> Result<(), Error> {
    let ended = |tie: &PersonRelation| tie.kind == RelationKind::Spouse && tie.end_reason == Some(RelationEnd::Died);
    let Some(tie) = relations::past(tx, person.id)?.into_iter().find(ended) else { return Ok(()) };
    let spouse = load::person(tx, tie.besides(person.id))?.ok_or(Error::PersonNotFound)?;
    let waits = spouse.state != LifeState::Dead && spouse.facts.marital == Some(MaritalStatus::Widowed);
    if !waits || marriage(tx, spouse.id)?.is_some() {
        return Ok(());
    }
    begin(tx, actor, change, NewRelation { person: person.id, kind: RelationKind::Spouse, other: spouse.id, since: tie.since })?;
    put_marital(tx, &spouse, MaritalStatus::Married)?;
    Turn::new(ChangeKind::Marriage, &spouse)
        .fact("marital", &spouse.facts.marital, &MaritalStatus::Married)
        .fact("spouse", &None::<PersonId>, &Some(person.id))
        .write(tx, actor, actor.new_id(), ground)
}

/// Back into the household that was left, or into one of their own at the same address when that was dissolved.
fn go_home(tx: &mut Tx<'_>, actor: &Actor, person: &Person, command: &DeclareFound) -> Result<(), Error> {
    let last = load::past_residences(tx, person.id, PAST_MAX, 0)?;
    let last = last.iter().find(|residence| left_by_event(residence)).ok_or(CivilError::NoHousehold(person.id))?;
    let household = last.household.map(|id| load::household(tx, id)).transpose()?.flatten();
    let standing = household.filter(|household| household.dissolved_on.is_none());
    let (home, relation) = match standing {
        Some(household) => (Home::Join(household.id), returning(last, command.relation)),
        None => (Home::Found { unit: last.unit.clone(), address: last.address.clone(), number: None }, Relation::Head),
    };
    let settling = Settling {
        kind: ResidenceKind::Permanent,
        movers: &[Mover { person: person.id, relation }],
        target: Target::Home(home),
        from: command.on,
        until: None,
        replaces: false,
        new_heads: &[],
        ground: &command.ground,
    };
    settle(tx, actor, &settling)?;
    Ok(())
}

fn left_by_event(residence: &Residence) -> bool {
    residence.kind == ResidenceKind::Permanent && matches!(residence.end_reason, Some(EndReason::Missing | EndReason::Died))
}

/// What the returning is to the head: as said, else as before. Who headed the household has no relation to the next head.
fn returning(last: &Residence, said: Option<Relation>) -> Relation {
    said.or(last.relation).filter(|relation| *relation != Relation::Head).unwrap_or(Relation::OtherRelative)
}
