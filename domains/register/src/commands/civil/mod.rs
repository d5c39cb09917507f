//! Civil events: birth, death, marriage and what else changes a person's civil status. One file each.
//!
//! Every event keeps what the books say of it ([`BookEntry`](crate::BookEntry)) with its change, and the facts of every
//! person it touches as they were and as they became.

pub(crate) mod adoption;
pub(crate) mod birth;
pub(crate) mod death;
pub(crate) mod divorce;
pub(crate) mod guardianship;
pub(crate) mod marriage;
pub(crate) mod missing;
pub(crate) mod parenthood;
pub(crate) mod status;

use crate::model::{ChangeId, ChangeKind, CivilRecord, Ground, MaritalStatus, Person, Relation, relation_of_child};
use crate::prefill::CardShown;
use crate::record::{Entry, record_as};
use crate::sql::civil as sql;
use crate::{CivilError, Error, load, permit};
use access::Actor;
use kernel::{HouseholdId, PartialDate, PersonId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use store::{Tx, params};

/// Somebody who takes part in a civil event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// A person whose record the officer may open.
    Known(PersonId),
    /// Somebody from elsewhere, by the card they show: number and birth date must be one person's.
    Card(CardShown),
}

impl From<PersonId> for Party {
    fn from(person: PersonId) -> Self {
        Self::Known(person)
    }
}

/// What an event did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Whom it is about first of all: the child, the dead, the ward, the first of a couple.
    pub person: PersonId,
    /// The entry of the history.
    pub change: ChangeId,
    /// Whether the same key had done it before, so that nothing was done now.
    #[serde(skip)]
    pub repeated: bool,
}

impl Registered {
    pub(crate) const fn new(person: PersonId, change: ChangeId) -> Self {
        Self { person, change, repeated: false }
    }
}

/// Loads somebody who takes part. Whom the officer may not know of does not exist, unless they show their card.
fn party(tx: &mut Tx<'_>, actor: &Actor, party: &Party) -> Result<Person, Error> {
    match party {
        Party::Known(id) => subject(tx, actor, *id),
        Party::Card(card) => load::person_by_card(tx, card)?.ok_or(Error::PersonNotFound),
    }
}

/// Loads a person for whose civil status the officer answers.
pub(crate) fn subject(tx: &mut Tx<'_>, actor: &Actor, id: PersonId) -> Result<Person, Error> {
    let person = load::person(tx, id)?.ok_or(Error::PersonNotFound)?;
    let allowed = permit::authorize_in_any(actor, permit::CIVIL, "person", &permit::units_of(&person), &[]);
    if permit::hidden_is_absent(allowed)? { Ok(person) } else { Err(Error::PersonNotFound) }
}

/// At least one of those who take part belongs to the officer's units.
fn one_is_known(parties: &[&Party]) -> Result<(), Error> {
    if parties.iter().any(|party| matches!(party, Party::Known(_))) { Ok(()) } else { Err(Error::PersonNotFound) }
}

/// The day of an event is not in the future, and not before the births of those whom it is about.
fn check_day(on: &PartialDate, actor: &Actor, people: &[&Person]) -> Result<(), Error> {
    let before_birth = people.iter().any(|person| on.latest() < person.facts.birth.earliest());
    if on.earliest() > actor.today() || before_birth { Err(CivilError::BadDay.into()) } else { Ok(()) }
}

/// A change of one person's facts by an event.
struct Turn<'a> {
    kind: ChangeKind,
    person: &'a Person,
    household: Option<HouseholdId>,
    before: Map<String, Value>,
    after: Map<String, Value>,
    record: Option<&'a CivilRecord>,
}

impl<'a> Turn<'a> {
    fn new(kind: ChangeKind, person: &'a Person) -> Self {
        Self { kind, person, household: None, before: Map::new(), after: Map::new(), record: None }
    }

    /// A fact that was one thing and became another.
    fn fact(mut self, name: &str, was: &impl serde::Serialize, became: &impl serde::Serialize) -> Self {
        self.before.insert(name.to_owned(), json!(was));
        self.after.insert(name.to_owned(), json!(became));
        self
    }

    /// What the books say of it.
    fn booked(mut self, record: &'a CivilRecord) -> Self {
        self.record = Some(record);
        self
    }

    /// Writes it down.
    fn write(mut self, tx: &mut Tx<'_>, actor: &Actor, change: ChangeId, ground: &Ground) -> Result<(), Error> {
        if let Some(record) = self.record {
            record.write(&mut self.after);
        }
        let entry = Entry {
            kind: self.kind,
            person: Some(self.person.id),
            household: self.household,
            unit: &self.person.unit,
            unit_before: None,
            before: self.before,
            after: self.after,
        };
        record_as(tx, actor, change, ground, &entry)
    }
}

/// Writes a marital status into the row that was loaded.
fn put_marital(tx: &mut Tx<'_>, person: &Person, marital: MaritalStatus) -> Result<(), Error> {
    only_one(tx.execute(&sql::UPDATE_MARITAL, params![person.id, marital, person.version])?, person.id)
}

/// A row that was loaded a moment ago is there in that version.
const fn only_one(touched: u64, person: PersonId) -> Result<(), Error> {
    if touched == 1 { Ok(()) } else { Err(Error::ChangedMeanwhile(person)) }
}

/// The household of a person's permanent residence, and what a child of that person is to its head.
fn home_of(person: &Person) -> Result<(HouseholdId, Relation), Error> {
    let home = person.permanent().and_then(|residence| Some((residence.household?, residence.relation?)));
    let (household, relation) = home.ok_or(CivilError::NoHousehold(person.id))?;
    Ok((household, relation_of_child(relation)))
}
