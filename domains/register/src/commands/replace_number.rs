//! Cancelling an identity number and setting another: on the grounds of the law only, asked by one officer and approved by
//! another. The old number still leads to the person and is never given again.

use super::civil::status::sex_fits_ties;
use super::correct_person::save;
use super::create_person::{check_facts, free_number};
use super::requests::{NewRequest, ask};
use crate::jobs::{RENUMBERED, Renumbered};
use crate::model::{Asked, ChangeId, ChangeKind, Fact, Ground, LifeState, NumberReplacement, Person, RequestId, difference};
use crate::record::{Entry, record};
use crate::sql::requests as sql;
use crate::{Error, load, names, permit};
use access::Actor;
use country::{Corrects, NumberGround};
use kernel::{Date, PartialDate, PersonId, Sex};
use store::{Job, Tx, params};

/// The command.
#[derive(Clone)]
pub struct AskNumberReplacement {
    /// Whose number.
    pub person: PersonId,
    /// The version of the record that the officer saw.
    pub version: i64,
    /// The code of the legal ground.
    pub ground: String,
    /// What is right, where the ground is a fact that was corrected.
    pub corrected: Option<Corrected>,
    /// The place of birth registration at the head of the new number, three digits; that of the old number by default.
    pub place: Option<String>,
    /// What proves the ground: the number of a decision.
    pub evidence: String,
    /// What the second officer should know.
    pub reason: Option<String>,
}

/// The fact that changes together with the number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Corrected {
    /// The sex was re-determined.
    Sex(Sex),
    /// The birth date was corrected.
    Birth(PartialDate),
}

/// Facts are personal; only the person's id may reach a log.
impl std::fmt::Debug for AskNumberReplacement {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "AskNumberReplacement({})", self.person)
    }
}

/// Asks a second officer to replace a person's identity number. `grounds` and `places` are the country pack's.
///
/// # Errors
/// [`Error::PersonNotFound`], [`Error::NotLiving`], [`Error::HasNoNumber`]; [`Error::UnknownGround`] when the law has no such
/// ground on this day; [`Error::GroundNotMet`] when the ground is a fact that was not stated, or stays as it is;
/// [`Error::EvidenceMissing`]; [`Error::RequestOpen`]; [`Error::ChangedMeanwhile`]; [`Error::Denied`]; for another sex what
/// [`change_sex`](crate::change_sex) refuses to fathers, mothers and spouses.
pub fn ask_number_replacement(
    tx: &mut Tx<'_>,
    actor: &Actor,
    grounds: &[NumberGround],
    places: &[country::NumberPlace],
    command: &AskNumberReplacement,
) -> Result<RequestId, Error> {
    let before = load::person(tx, command.person)?.ok_or(Error::PersonNotFound)?;
    let units = permit::units_of(&before);
    if !permit::hidden_is_absent(permit::authorize_in_any(actor, permit::ASK, "person", &units, &[]))? {
        return Err(Error::PersonNotFound);
    }
    let asked = asked(&before, grounds, places, command, actor.today())?;
    // What cannot be carried out is refused at once, not when the second officer has read it.
    let after = corrected(&before, &asked, actor.today())?;
    if after.facts.sex != before.facts.sex {
        sex_fits_ties(tx, after.id, after.facts.sex)?;
    }
    let new = NewRequest {
        asked: &Asked::NumberReplacement(asked),
        unit: &before.unit,
        person: Some(before.id),
        household: None,
        reason: command.reason.as_deref(),
    };
    ask(tx, actor, &new)
}

fn asked(
    before: &Person,
    grounds: &[NumberGround],
    places: &[country::NumberPlace],
    command: &AskNumberReplacement,
    today: Date,
) -> Result<NumberReplacement, Error> {
    if before.version != command.version {
        return Err(Error::ChangedMeanwhile(before.id));
    }
    let old = before.facts.number.ok_or(Error::HasNoNumber(before.id))?;
    let ground = grounds.iter().find(|ground| ground.code == command.ground && ground.valid_from <= today);
    let ground = ground.ok_or(Error::UnknownGround)?;
    let (sex, birth) = match (ground.corrects, command.corrected) {
        (Corrects::Sex, Some(Corrected::Sex(sex))) if sex != before.facts.sex => (Some(sex), None),
        (Corrects::Birth, Some(Corrected::Birth(birth))) if birth.year() != before.facts.birth.year() => (None, Some(birth)),
        (Corrects::Nothing, None) => (None, None),
        _ => return Err(Error::GroundNotMet),
    };
    let evidence = kernel::name::tidy_spaces(&command.evidence);
    if evidence.is_empty() {
        return Err(Error::EvidenceMissing);
    }
    let place = command.place.clone().unwrap_or_else(|| old.place().to_owned());
    // Somebody born abroad keeps the place of the old number, which the pack does not list.
    if place != old.place() && !places.iter().any(|known| known.place == place) {
        return Err(Error::UnknownPlace);
    }
    Ok(NumberReplacement { ground: ground.code.clone(), sex, birth, place, evidence, version: command.version })
}

/// The record with the corrected fact and without a number.
fn corrected(before: &Person, asked: &NumberReplacement, today: Date) -> Result<Person, Error> {
    if before.state != LifeState::Living {
        return Err(Error::NotLiving(before.id));
    }
    let mut after = before.clone();
    after.facts.number = None;
    after.facts.set(Fact::Sex(asked.sex.unwrap_or(before.facts.sex)));
    after.facts.set(Fact::Birth(asked.birth.unwrap_or(before.facts.birth)));
    check_facts(&after.facts, today)?;
    Ok(after)
}

/// Cancels the number, sets a new one and the corrected fact, in one change. The caller has checked the second officer.
pub(crate) fn carry_out(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, asked: &NumberReplacement) -> Result<ChangeId, Error> {
    let before = load::person(tx, person)?.ok_or(Error::PersonNotFound)?;
    if before.version != asked.version {
        return Err(Error::ChangedMeanwhile(person));
    }
    let old = before.facts.number.ok_or(Error::HasNoNumber(person))?;
    let mut after = corrected(&before, asked, actor.today())?;
    if after.facts.sex != before.facts.sex {
        // Somebody may have become a mother or a husband since it was asked for.
        sex_fits_ties(tx, after.id, after.facts.sex)?;
    }
    let number = free_number(tx, actor, &asked.place, &after.facts)?;
    number.check_against(&after.facts.birth, after.facts.sex).map_err(Error::NumberDisagrees)?;
    after.facts.number = Some(number);
    // The old number is noted first: from here on nobody can get it, whatever else this unit of work does.
    tx.execute(&sql::INSERT_FORMER_NUMBER, params![old, person, actor.today(), asked.ground])?;
    save(tx, &after)?;
    names::refresh(tx, person, &names::keys(&before), &names::keys(&after))?;
    let (was, became) = difference(&before.facts, &after.facts);
    let entry = Entry {
        kind: ChangeKind::NumberReplaced,
        person: Some(person),
        household: None,
        unit: &after.unit,
        unit_before: None,
        before: was,
        after: became,
    };
    let ground = Ground::new(asked.ground.clone()).proven_by(asked.evidence.clone());
    let change = record(tx, actor, &ground, &entry)?;
    // People sign in with their number, so the account follows; the payload names the person and not the number.
    tx.enqueue(&Job::new(RENUMBERED, &Renumbered { person })?.dedup(change.to_string()), actor.now())?;
    Ok(change)
}
