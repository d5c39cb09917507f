//! Registering a marriage (Law 52/2014 Art 8 to 10).

use super::{Party, Registered, Turn, check_day, one_is_known, party, put_marital};
use crate::model::{
    BookEntry, ChangeId, ChangeKind, CivilRecord, CivilRules, Ground, MaritalStatus, Person, RelationKind, check_couple,
    check_living,
};
use crate::record::as_one_act;
use crate::relations::{NewRelation, begin, marriage, not_too_close};
use crate::{CivilError, Error};
use access::Actor;
use kernel::{Date, PartialDate};
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct RegisterMarriage {
    /// One of the two; at least one belongs to the officer's units.
    pub one: Party,
    /// The other.
    pub other: Party,
    /// The day from which they are married.
    pub on: Date,
    /// Whether the marriage exists already and is only noted: made elsewhere, or before the register knew ties. Then the
    /// two may be in the register as married.
    pub noted: bool,
    /// The entry in the book of marriages.
    pub book: BookEntry,
    /// On which ground.
    pub ground: Ground,
}

/// Registers a marriage; both become married.
///
/// # Errors
/// [`CivilError`] for two who cannot marry: too young, married, too closely related, of one sex;
/// [`Error::NotLiving`]; [`Error::PersonNotFound`], [`Error::Denied`].
pub fn register_marriage(
    tx: &mut Tx<'_>,
    actor: &Actor,
    command: &RegisterMarriage,
    rules: &CivilRules,
) -> Result<Registered, Error> {
    one_is_known(&[&command.one, &command.other])?;
    let one = party(tx, actor, &command.one)?;
    let other = party(tx, actor, &command.other)?;
    for person in [&one, &other] {
        check_living(person)?;
    }
    let on = PartialDate::from(command.on);
    check_day(&on, actor, &[&one, &other])?;
    check_couple(&one, &other, command.on, rules)?;
    for person in [&one, &other] {
        let as_married = person.facts.marital == Some(MaritalStatus::Married) && !command.noted;
        if as_married || marriage(tx, person.id)?.is_some() {
            return Err(CivilError::AlreadyMarried(person.id).into());
        }
    }
    not_too_close(tx, one.id, other.id, rules.marriage_generations)?;
    let change: ChangeId = actor.new_id();
    let record = CivilRecord { book: command.book.clone(), ..CivilRecord::default() };
    as_one_act(tx, change, |tx| {
        let tie = NewRelation { person: one.id, kind: RelationKind::Spouse, other: other.id, since: Some(on) };
        begin(tx, actor, change, tie)?;
        marry(tx, actor, change, &one, &other, &record, &command.ground)?;
        marry(tx, actor, actor.new_id(), &other, &one, &record, &command.ground)
    })?;
    Ok(Registered::new(one.id, change))
}

fn marry(
    tx: &mut Tx<'_>,
    actor: &Actor,
    change: ChangeId,
    person: &Person,
    spouse: &Person,
    record: &CivilRecord,
    ground: &Ground,
) -> Result<(), Error> {
    put_marital(tx, person, MaritalStatus::Married)?;
    Turn::new(ChangeKind::Marriage, person)
        .fact("marital", &person.facts.marital, &MaritalStatus::Married)
        .fact("spouse", &None::<kernel::PersonId>, &Some(spouse.id))
        .booked(record)
        .write(tx, actor, change, ground)
}
