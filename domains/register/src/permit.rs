//! Permission and the access log, in one place so that no reader forgets either.

use crate::Error;
use crate::model::{Fields, Person};
use access::{Actor, Denied, Resource};
use kernel::{DossierId, PersonId, UnitCode};
use store::Tx;

pub(crate) const VIEW: &str = "register.view";
pub(crate) const HOUSEHOLD: &str = "register.household";
pub(crate) const SEARCH: &str = "register.search";
pub(crate) const EDIT: &str = "register.edit";
pub(crate) const REVERSE: &str = "register.reverse";
pub(crate) const CIVIL: &str = "register.civil";
pub(crate) const IMPORT: &str = "register.import";
pub(crate) const EXPORT: &str = "register.export";
pub(crate) const ABSENCE: &str = "register.absence";
pub(crate) const LODGING: &str = "register.lodging";
pub(crate) const STAY: &str = "register.stay";
pub(crate) const STAYS: &str = "register.stays";
pub(crate) const ASK: &str = "register.ask";
pub(crate) const APPROVE: &str = "register.approve";
pub(crate) const NUMBERS: &str = "register.numbers";
pub(crate) const NOTICE: &str = "register.notice";
pub(crate) const ANSWER: &str = "register.answer";
pub(crate) const REPORT: &str = "register.report";
pub(crate) const REVIEW: &str = "register.review";

/// The units that may look into a person's record: the one that answers for it, and those of the residences in force.
pub(crate) fn units_of(person: &Person) -> Vec<UnitCode> {
    let mut units = vec![person.unit.clone()];
    for residence in &person.residences {
        if !units.contains(&residence.unit) {
            units.push(residence.unit.clone());
        }
    }
    units
}

/// Asks for permission in each of `units` until one gives it. A refusal that tells the actor what is missing
/// goes before one that hides the person.
pub(crate) fn authorize_in_any(
    actor: &Actor,
    action: &str,
    kind: &'static str,
    units: &[UnitCode],
    owners: &[PersonId],
) -> Result<(), Denied> {
    let mut refusal = Denied::Hidden;
    for unit in units {
        let resource = owners.iter().fold(Resource::new(kind).unit(unit.clone()), |resource, owner| resource.owner(*owner));
        match actor.authorize(action, &resource) {
            Ok(()) => return Ok(()),
            Err(Denied::Hidden) => {}
            Err(other) => refusal = other,
        }
    }
    Err(refusal)
}

/// Whether the actor may open the record; a hidden one counts as not there.
pub(crate) fn may_view(actor: &Actor, person: &Person) -> Result<bool, Error> {
    hidden_is_absent(authorize_in_any(actor, VIEW, "person", &units_of(person), &[person.id]))
}

/// Turns "hidden" into `false`, other refusals into errors.
pub(crate) fn hidden_is_absent(decision: Result<(), Denied>) -> Result<bool, Error> {
    match decision {
        Ok(()) => Ok(true),
        Err(Denied::Hidden) => Ok(false),
        Err(denied) => Err(denied.into()),
    }
}

/// The units in which the actor may do `action`, for lists. Where there is none, the refusal says what is missing.
pub(crate) fn units_asked(actor: &Actor, action: &str) -> Result<Vec<UnitCode>, Denied> {
    let units = actor.units_for(action);
    if units.is_empty() {
        let resource = Resource::new("person");
        actor.authorize(action, &actor.office().map_or(resource.clone(), |office| resource.unit(office.clone())))?;
    }
    Ok(units)
}

/// Asks for permission to change what belongs to `unit`.
pub(crate) fn may_edit(actor: &Actor, unit: &UnitCode) -> Result<(), Denied> {
    actor.authorize(EDIT, &Resource::new("person").unit(unit.clone()))
}

/// Writes that the actor saw these groups of a person's facts.
pub(crate) fn saw(
    tx: &mut Tx<'_>,
    actor: &Actor,
    person: PersonId,
    fields: Fields,
    dossier: Option<DossierId>,
) -> Result<(), Error> {
    audit::access(tx, actor, &audit::Access { person, fields: &fields.words(), dossier })?;
    Ok(())
}

/// Writes that the actor saw these groups of facts of several persons, such as the lines of a list.
pub(crate) fn saw_list(tx: &mut Tx<'_>, actor: &Actor, persons: &[PersonId], fields: Fields) -> Result<(), Error> {
    audit::access_many(tx, actor, persons, &fields.words(), None)?;
    Ok(())
}

/// Data about persons that was read but not yet shown: it opens only with its access entries.
///
/// Reading can so run beside other reads, and only the entries wait for their turn to write.
#[derive(Clone)]
pub struct Closed<T> {
    content: T,
    persons: Vec<PersonId>,
    fields: Fields,
}

impl<T: Clone> Closed<T> {
    pub(crate) const fn new(content: T, persons: Vec<PersonId>, fields: Fields) -> Self {
        Self { content, persons, fields }
    }

    /// Writes that the actor sees the persons, and gives the data.
    ///
    /// # Errors
    /// Failures of the store.
    pub fn open(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<T, Error> {
        saw_list(tx, actor, &self.persons, self.fields)?;
        Ok(self.content.clone())
    }
}

impl<T> std::fmt::Debug for Closed<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Closed({} persons)", self.persons.len())
    }
}
