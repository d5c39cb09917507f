//! Renewal of temporary residence (Law 68/2020 Art 27 and 28).

use super::settle::{MOVERS_MAX, residence_facts};
use crate::model::{ChangeId, ChangeKind, EndReason, Ground, Person, Residence, ResidenceId, renewed_term};
use crate::record::{Entry, as_one_act, record_as};
use crate::rules::ResidenceRules;
use crate::{Error, load, permit, sql};
use access::Actor;
use kernel::{Date, PersonId};
use std::collections::BTreeSet;
use store::{Tx, params};

/// The command.
#[derive(Debug, Clone)]
pub struct RenewTemporary {
    /// Whose temporary residences, which are in one commune.
    pub people: Vec<PersonId>,
    /// The last day of the new term.
    pub until: Date,
    /// The longest term and the days in which it may be renewed.
    pub rules: ResidenceRules,
    /// On which ground.
    pub ground: Ground,
}

/// Renews temporary residences for another term that follows the one in force. Dwelling, household and relation stay.
///
/// # Errors
/// [`Error::ResidenceNotFound`]; [`Error::TooEarlyToRenew`] before the last days of the term;
/// [`Error::TemporaryTooLong`], [`Error::EndsBeforeStart`]; [`Error::PersonNotFound`], [`Error::Denied`].
pub fn renew_temporary(tx: &mut Tx<'_>, actor: &Actor, command: &RenewTemporary) -> Result<Vec<ChangeId>, Error> {
    if command.people.is_empty() {
        return Err(Error::Nobody);
    }
    if command.people.len() > MOVERS_MAX {
        return Err(Error::TooManyPeople(MOVERS_MAX));
    }
    let changes: Vec<ChangeId> = command.people.iter().map(|_| actor.new_id()).collect();
    as_one_act(tx, changes[0], |tx| {
        let mut seen = BTreeSet::new();
        for (id, change) in command.people.iter().zip(&changes) {
            if !seen.insert(*id) {
                return Err(Error::NamedTwice(*id));
            }
            let person = load::person(tx, *id)?.ok_or(Error::PersonNotFound)?;
            // Whether somebody has a term at all is for those to know who may change it.
            let residence = person.temporary(actor.today());
            let units = residence.map_or_else(|| permit::units_of(&person), |residence| vec![residence.unit.clone()]);
            if !permit::hidden_is_absent(permit::authorize_in_any(actor, permit::EDIT, "person", &units, &[]))? {
                return Err(Error::PersonNotFound);
            }
            let residence = residence.ok_or(Error::ResidenceNotFound)?;
            renew(tx, actor, (&person, residence), *change, command)?;
        }
        Ok(())
    })?;
    Ok(changes)
}

fn renew(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (person, residence): (&Person, &Residence),
    change: ChangeId,
    command: &RenewTemporary,
) -> Result<(), Error> {
    let today = actor.today();
    let ends = residence.until.ok_or(Error::ResidenceNotFound)?;
    renewed_term(ends, command.until, today, &command.rules)?;
    let id: ResidenceId = actor.new_id();
    tx.execute(&sql::END_RESIDENCE, params![residence.id, today, EndReason::Renewed, change])?;
    tx.execute(
        &sql::INSERT_RESIDENCE,
        params![
            id,
            person.id,
            residence.kind,
            residence.dwelling,
            residence.household,
            residence.relation,
            today,
            command.until,
            change
        ],
    )?;
    let now = load::residences(tx, person.id)?;
    let entry = Entry {
        kind: ChangeKind::Renewed,
        person: Some(person.id),
        household: residence.household,
        unit: &residence.unit,
        unit_before: None,
        before: residence_facts(residence),
        after: now.iter().find(|other| other.id == id).map(residence_facts).unwrap_or_default(),
    };
    record_as(tx, actor, change, &command.ground, &entry)
}
