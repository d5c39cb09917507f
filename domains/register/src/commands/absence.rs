//! Declaring a long absence (tạm vắng, Law 68/2020 Art 31), and its end.

use crate::model::{
    Absence, AbsenceId, Change, ChangeId, ChangeKind, Circumstance, Ground, LifeState, Person, ResidenceKind, may_head,
};
use crate::record::{Entry, record, record_as};
use crate::sql::stays as sql;
use crate::{Error, load, permit};
use access::{Actor, Resource};
use kernel::{Date, PersonId};
use serde_json::{Map, Value, json};
use store::{ReadTx, Tx, params};

/// The longest place or reason, in characters.
pub const ABSENCE_TEXT_MAX: usize = 200;

/// The command to declare an absence.
#[derive(Clone)]
pub struct DeclareAbsence {
    /// Who is away.
    pub person: PersonId,
    /// In which circumstances.
    pub circumstance: Circumstance,
    /// The first day.
    pub from: Date,
    /// The last day, where it is known.
    pub until: Option<Date>,
    /// Where to.
    pub place: String,
    /// Why.
    pub reason: String,
    /// On which ground.
    pub ground: Ground,
}

/// Where somebody goes and why is personal.
impl std::fmt::Debug for DeclareAbsence {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("DeclareAbsence").field("person", &self.person).finish_non_exhaustive()
    }
}

/// The command to note that somebody is back.
#[derive(Debug, Clone)]
pub struct EndAbsence {
    /// Who.
    pub person: PersonId,
    /// Since which day.
    pub on: Date,
    /// On which ground.
    pub ground: Ground,
}

/// Declares that somebody leaves the commune of their permanent residence for long. Citizens declare their own absence,
/// adults that of the minors who live with them, population officers that of everybody in their units.
///
/// # Errors
/// [`Error::ResidenceNotFound`] without a permanent residence; [`Error::AbsentAlready`]; [`Error::EndsBeforeStart`];
/// [`Error::BadText`]; [`Error::NotLiving`]; [`Error::PersonNotFound`], [`Error::Denied`].
pub fn declare_absence(tx: &mut Tx<'_>, actor: &Actor, command: &DeclareAbsence) -> Result<AbsenceId, Error> {
    let person = permitted(tx, actor, command.person)?;
    if person.state != LifeState::Living {
        return Err(Error::NotLiving(person.id));
    }
    let home = person.permanent().ok_or(Error::ResidenceNotFound)?;
    if command.until.is_some_and(|until| until < command.from) || home.from.is_some_and(|since| command.from < since) {
        return Err(Error::EndsBeforeStart);
    }
    let (place, reason) = (text(&command.place)?, text(&command.reason)?);
    if tx.optional::<Absence>(&sql::CURRENT_ABSENCE, params![person.id])?.is_some() {
        return Err(Error::AbsentAlready(person.id));
    }
    let (id, change): (AbsenceId, ChangeId) = (actor.new_id(), actor.new_id());
    tx.execute(
        &sql::INSERT_ABSENCE,
        params![id, person.id, home.unit, command.circumstance, command.from, command.until, place, reason, change],
    )?;
    let absence = Absence {
        id,
        person: person.id,
        unit: home.unit.clone(),
        circumstance: command.circumstance,
        from: command.from,
        until: command.until,
        place,
        reason,
        returned: None,
    };
    let entry = Entry {
        kind: ChangeKind::Absent,
        person: Some(person.id),
        household: home.household,
        unit: &home.unit,
        unit_before: None,
        before: Map::new(),
        after: facts(&absence),
    };
    record_as(tx, actor, change, &command.ground, &entry)?;
    Ok(id)
}

/// Notes that somebody is back. Whoever may declare the absence may end it.
///
/// # Errors
/// [`Error::NotAbsent`]; [`Error::EndsBeforeStart`] before the absence began; [`Error::PersonNotFound`], [`Error::Denied`].
pub fn end_absence(tx: &mut Tx<'_>, actor: &Actor, command: &EndAbsence) -> Result<ChangeId, Error> {
    let person = permitted(tx, actor, command.person)?;
    let absence = tx.optional::<Absence>(&sql::CURRENT_ABSENCE, params![person.id])?.ok_or(Error::NotAbsent(person.id))?;
    if command.on < absence.from {
        return Err(Error::EndsBeforeStart);
    }
    end(tx, actor, &absence, command.on, &command.ground)
}

/// Ends the absence of somebody who leaves the commune for good, if there is one: nobody is away from where they do not live.
pub(crate) fn come_back(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, on: Date, ground: &Ground) -> Result<(), Error> {
    if let Some(absence) = tx.optional::<Absence>(&sql::CURRENT_ABSENCE, params![person])? {
        // Who leaves for good before the absence begins was never away.
        end(tx, actor, &absence, on.max(absence.from), ground)?;
    }
    Ok(())
}

fn end(tx: &mut Tx<'_>, actor: &Actor, absence: &Absence, on: Date, ground: &Ground) -> Result<ChangeId, Error> {
    let entry = Entry {
        kind: ChangeKind::Back,
        person: Some(absence.person),
        household: None,
        unit: &absence.unit,
        unit_before: None,
        before: facts(absence),
        after: Map::from_iter([("returned".to_owned(), json!(on.to_string()))]),
    };
    let change = record(tx, actor, ground, &entry)?;
    tx.execute(&sql::END_ABSENCE, params![absence.id, on, change])?;
    Ok(change)
}

/// Undoes what the changes of an act did to a person's absence: one that was declared never was, one that ended goes on.
pub(crate) fn undo(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, act: &[Change], by: ChangeId) -> Result<(), Error> {
    for change in act.iter().filter(|change| change.person == Some(person)) {
        match change.kind {
            ChangeKind::Absent => {
                let taken_back = tx.execute(&sql::TAKE_BACK_ABSENCE, params![change.id, by])?;
                if taken_back == 0 {
                    return Err(Error::NotAbsent(person));
                }
            }
            // An undoing is undone: an absence that it took back goes on, one that it let go on is over again.
            ChangeKind::Reversed => {
                tx.execute(&sql::TAKE_BACK_ABSENCE, params![change.id, by])?;
                let id: AbsenceId = actor.new_id();
                tx.execute(&sql::GO_ON_WITH_ABSENCE, params![change.id, id, by])?;
            }
            ChangeKind::Back => {
                if tx.optional::<Absence>(&sql::CURRENT_ABSENCE, params![person])?.is_some() {
                    return Err(Error::AbsentAlready(person));
                }
                let id: AbsenceId = actor.new_id();
                tx.execute(&sql::GO_ON_WITH_ABSENCE, params![change.id, id, by])?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The person whose absence the actor may declare.
fn permitted(tx: &mut ReadTx<'_>, actor: &Actor, person: PersonId) -> Result<Person, Error> {
    let person = load::person(tx, person)?.ok_or(Error::PersonNotFound)?;
    let unit = person.permanent().map_or_else(|| person.unit.clone(), |home| home.unit.clone());
    let owners = speakers(tx, actor, &person)?;
    let resource = owners.into_iter().fold(Resource::new("person").unit(unit), Resource::owner);
    if permit::hidden_is_absent(actor.authorize(permit::ABSENCE, &resource))? { Ok(person) } else { Err(Error::PersonNotFound) }
}

/// Who speaks for a person: they themselves; for a minor also the adults of the household.
fn speakers(tx: &mut ReadTx<'_>, actor: &Actor, person: &Person) -> Result<Vec<PersonId>, Error> {
    let today = actor.today();
    let mut speakers = vec![person.id];
    let home = person.residences.iter().find(|residence| residence.kind == ResidenceKind::Permanent);
    if let Some(household) = home.and_then(|home| home.household)
        && person.facts.birth.age_on(today).most < crate::ADULT_YEARS
    {
        let members = load::members(tx, household)?;
        let adults = may_head(&members, today);
        speakers.extend(adults.into_iter().filter(|other| *other != person.id));
    }
    Ok(speakers)
}

fn text(text: &str) -> Result<String, Error> {
    let tidy = kernel::name::tidy_spaces(text);
    if tidy.is_empty() || tidy.chars().count() > ABSENCE_TEXT_MAX { Err(Error::BadText) } else { Ok(tidy) }
}

/// What the history keeps of an absence.
fn facts(absence: &Absence) -> Map<String, Value> {
    let facts = json!({
        "absence": absence.id,
        "circumstance": absence.circumstance,
        "unit": absence.unit,
        "from": absence.from.to_string(),
        "until": absence.until.map(|date| date.to_string()),
        "place": absence.place,
        "why": absence.reason,
    });
    match facts {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
