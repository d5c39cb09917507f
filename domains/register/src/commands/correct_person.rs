//! Correcting facts about a person.

use super::civil::status::sex_fits_ties;
use super::create_person::{check_facts, number_is_free};
use crate::model::{ChangeId, ChangeKind, Fact, Ground, LifeState, MaritalStatus, Person, difference};
use crate::record::{Entry, record};
use crate::{CivilError, Error, load, names, permit, relations, sql};
use access::Actor;
use kernel::PersonId;
use store::{Tx, params};

/// The command.
#[derive(Debug, Clone)]
pub struct CorrectPerson {
    /// Whose facts.
    pub person: PersonId,
    /// The version of the record that the officer saw; nothing when it does not matter.
    pub version: Option<i64>,
    /// What is right.
    pub facts: Vec<Fact>,
    /// On which ground.
    pub ground: Ground,
}

/// Corrects facts; the history keeps them as they were.
///
/// # Errors
/// [`Error::PersonNotFound`] and [`Error::Denied`]; [`Error::ChangedMeanwhile`] when the record is newer than `version`;
/// [`Error::NothingChanges`]; the reasons why the facts cannot be right.
pub fn correct_person(tx: &mut Tx<'_>, actor: &Actor, command: &CorrectPerson) -> Result<ChangeId, Error> {
    let before = load::person(tx, command.person)?.ok_or(Error::PersonNotFound)?;
    let units = permit::units_of(&before);
    if !permit::hidden_is_absent(permit::authorize_in_any(actor, permit::EDIT, "person", &units, &[]))? {
        return Err(Error::PersonNotFound);
    }
    if command.version.is_some_and(|version| version != before.version) {
        return Err(Error::ChangedMeanwhile(before.id));
    }
    // A dead person's record is closed; a death that was a mistake is taken back first.
    if before.state == LifeState::Dead {
        return Err(Error::NotLiving(before.id));
    }
    let after = corrected(&before, &command.facts, actor)?;
    ties_agree(tx, &before, &after)?;
    let (was, became) = difference(&before.facts, &after.facts);
    if was.is_empty() && became.is_empty() {
        return Err(Error::NothingChanges);
    }
    if let Some(number) = after.facts.number.filter(|number| before.facts.number != Some(*number)) {
        number_is_free(tx, &number)?;
    }
    save(tx, &after)?;
    names::refresh(tx, after.id, &names::keys(&before), &names::keys(&after))?;
    let entry = Entry {
        kind: ChangeKind::Corrected,
        person: Some(after.id),
        household: None,
        unit: &after.unit,
        unit_before: None,
        before: was,
        after: became,
    };
    record(tx, actor, &command.ground, &entry)
}

/// What is corrected must not contradict who the person is to others.
fn ties_agree(tx: &mut Tx<'_>, before: &Person, after: &Person) -> Result<(), Error> {
    if before.facts.sex != after.facts.sex {
        sex_fits_ties(tx, after.id, after.facts.sex)?;
    }
    let married = after.facts.marital == Some(MaritalStatus::Married);
    if before.facts.marital != after.facts.marital && !married && relations::marriage(tx, after.id)?.is_some() {
        return Err(CivilError::TieSaysOtherwise(after.id).into());
    }
    Ok(())
}

fn corrected(before: &Person, facts: &[Fact], actor: &Actor) -> Result<Person, Error> {
    let mut after = before.clone();
    for fact in facts {
        // A number is for life. Replacing one has grounds and officers of its own.
        if matches!(fact, Fact::Number(number) if before.facts.number.is_some_and(|old| old != *number)) {
            return Err(Error::HasNumber(before.id));
        }
        after.facts.set(fact.clone());
    }
    // A record that came in with a contradiction may still be mended in its other facts.
    let (old, new) = (&before.facts, &after.facts);
    if (old.number, old.birth, old.sex) != (new.number, new.birth, new.sex) {
        check_facts(new, actor.today())?;
    }
    Ok(after)
}

/// Writes the facts, which must be of the version that was loaded.
pub(crate) fn save(tx: &mut Tx<'_>, person: &Person) -> Result<(), Error> {
    let facts = &person.facts;
    let touched = tx.execute(
        &sql::UPDATE_PERSON,
        params![
            person.id,
            facts.number,
            facts.old_number,
            facts.name,
            facts.sex,
            facts.birth,
            facts.birth_place,
            facts.birth_registered_at,
            facts.origin,
            facts.ethnicity,
            facts.religion,
            facts.nationality,
            facts.marital,
            facts.phone,
            facts.email,
            person.version,
            facts.other_names,
            facts.blood_group,
            facts.current_place
        ],
    )?;
    if touched == 1 { Ok(()) } else { Err(Error::ChangedMeanwhile(person.id)) }
}
