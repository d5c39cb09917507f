//! Reading the register. Every reader asks for permission and writes an access entry before the data is returned.

use crate::model::{Change, ChangeId, Fields, Household, Person, PersonSummary, Residence};
use crate::permit::{self, hidden_is_absent};
use crate::prefill::CardShown;
use crate::{Error, load};
use access::Actor;
use kernel::{HouseholdId, PartialDate, PersonId, PersonalNumber, UnitCode};
use store::{ReadTx, Tx};

/// The longest page of a history or list.
pub const PAGE_ROWS_MAX: u32 = 200;

/// A page of a list: which, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The page, from 0.
    pub number: u32,
    /// Rows a page; at most [`PAGE_ROWS_MAX`] are given.
    pub rows: u32,
}

impl Default for Page {
    fn default() -> Self {
        Self::first(20)
    }
}

impl Page {
    /// The first page of `rows` rows.
    #[must_use]
    pub const fn first(rows: u32) -> Self {
        Self { number: 0, rows }
    }

    pub(crate) fn limit(self) -> i64 {
        i64::from(self.rows.clamp(1, PAGE_ROWS_MAX))
    }

    pub(crate) fn offset(self) -> i64 {
        i64::from(self.number) * self.limit()
    }
}

/// A person's record; `None` when there is none that the actor may know of.
///
/// Citizens see their own record; officials those of persons who live in their units.
///
/// # Errors
/// [`Error::Denied`] when a purpose or a proof is missing; failures of the store.
pub fn person(tx: &mut Tx<'_>, actor: &Actor, id: PersonId, fields: Fields) -> Result<Option<Person>, Error> {
    let found = load::person(tx, id)?;
    show(tx, actor, found, fields)
}

/// The record of the person who has `number`, or had it before it was replaced.
///
/// # Errors
/// Those of [`person()`].
pub fn person_by_number(
    tx: &mut Tx<'_>,
    actor: &Actor,
    number: &PersonalNumber,
    fields: Fields,
) -> Result<Option<Person>, Error> {
    let found = load::person_by_number(tx, number)?;
    show(tx, actor, found, fields)
}

fn show(tx: &mut Tx<'_>, actor: &Actor, found: Option<Person>, fields: Fields) -> Result<Option<Person>, Error> {
    let Some(mut person) = found else { return Ok(None) };
    if !permit::may_view(actor, &person)? {
        return Ok(None);
    }
    permit::saw(tx, actor, person.id, fields, None)?;
    person.keep(fields);
    Ok(Some(person))
}

/// A person who stands at the counter with a card: found only when number and birth date agree.
///
/// An officer can thus serve somebody from elsewhere, whose record stays hidden otherwise. The unit that counts is the
/// officer's own; the access is logged like any other. Cards of nobody are counted: who shows too many has to wait.
///
/// # Errors
/// Those of [`person()`]; [`Error::TooManyMisses`].
pub fn applicant_by_card(
    tx: &mut Tx<'_>,
    actor: &Actor,
    number: &PersonalNumber,
    birth: &PartialDate,
) -> Result<Option<PersonSummary>, Error> {
    actor.authorize(permit::VIEW, &access::Resource::new("person"))?;
    let card = CardShown { number: *number, birth: *birth };
    crate::misses::may_look(tx, actor)?;
    let Some(person) = load::person_by_card(tx, &card)? else {
        crate::misses::missed(tx, actor)?;
        return Ok(None);
    };
    permit::saw(tx, actor, person.id, Fields::IDENTITY | Fields::RESIDENCE, None)?;
    let mut lines = load::summaries(tx, &[person.id])?;
    load::add_addresses(tx, &mut lines)?;
    Ok(lines.pop())
}

/// A household with its members; `None` when there is none that the actor may know of.
///
/// Members see their own household. One access entry is written for each member shown.
///
/// # Errors
/// Those of [`person()`].
pub fn household(tx: &mut Tx<'_>, actor: &Actor, id: HouseholdId) -> Result<Option<Household>, Error> {
    let Some(household) = load::household(tx, id)? else { return Ok(None) };
    if !may_open_household(actor, &household)? {
        return Ok(None);
    }
    saw_members(tx, actor, &household)?;
    Ok(Some(household))
}

fn may_open_household(actor: &Actor, household: &Household) -> Result<bool, Error> {
    let members: Vec<PersonId> = household.members.iter().map(|member| member.person.id).collect();
    let units = [household.unit.clone()];
    hidden_is_absent(permit::authorize_in_any(actor, permit::HOUSEHOLD, "household", &units, &members))
}

fn saw_members(tx: &mut Tx<'_>, actor: &Actor, household: &Household) -> Result<(), Error> {
    let members: Vec<PersonId> = household.members.iter().map(|member| member.person.id).collect();
    permit::saw_list(tx, actor, &members, Fields::IDENTITY | Fields::RESIDENCE)
}

/// The household of a person's permanent residence, else of the temporary one.
///
/// # Errors
/// Those of [`person()`].
pub fn household_of(tx: &mut Tx<'_>, actor: &Actor, person: PersonId) -> Result<Option<Household>, Error> {
    let residences = load::residences(tx, person)?;
    match residences.iter().find_map(|residence| residence.household) {
        Some(id) => household(tx, actor, id),
        None => Ok(None),
    }
}

/// A person's past residences, the latest first; empty when the actor may not know of the person.
///
/// # Errors
/// Those of [`person()`].
pub fn past_residences(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, page: Page) -> Result<Vec<Residence>, Error> {
    let Some(found) = load::person(tx, person)? else { return Ok(Vec::new()) };
    if !permit::may_view(actor, &found)? {
        return Ok(Vec::new());
    }
    permit::saw(tx, actor, person, Fields::RESIDENCE, None)?;
    load::past_residences(tx, person, page.limit(), page.offset())
}

/// The history of a person, newest first; empty when the actor may not know of the person.
///
/// # Errors
/// Those of [`person()`].
pub fn history(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, page: Page) -> Result<Vec<Change>, Error> {
    let Some(found) = load::person(tx, person)? else { return Ok(Vec::new()) };
    if !permit::may_view(actor, &found)? {
        return Ok(Vec::new());
    }
    permit::saw(tx, actor, person, Fields::ALL, None)?;
    load::history_of_person(tx, person, page.limit(), page.offset())
}

/// The history of a person together with what changed in the households they belonged to, while they did, newest first; empty
/// when the actor may not know of the person. Entries of a household name no person of their own.
///
/// # Errors
/// Those of [`person()`].
pub fn timeline(tx: &mut Tx<'_>, actor: &Actor, person: PersonId, page: Page) -> Result<Vec<Change>, Error> {
    let Some(found) = load::person(tx, person)? else { return Ok(Vec::new()) };
    if !permit::may_view(actor, &found)? {
        return Ok(Vec::new());
    }
    permit::saw(tx, actor, person, Fields::ALL, None)?;
    load::timeline_of_person(tx, person, page.limit(), page.offset())
}

/// The history of a household, newest first; empty when the actor may not know of it.
///
/// # Errors
/// Those of [`person()`].
pub fn household_history(tx: &mut Tx<'_>, actor: &Actor, id: HouseholdId, page: Page) -> Result<Vec<Change>, Error> {
    let Some(household) = load::household(tx, id)? else { return Ok(Vec::new()) };
    if !may_open_household(actor, &household)? {
        return Ok(Vec::new());
    }
    saw_members(tx, actor, &household)?;
    load::history_of_household(tx, id, page.limit(), page.offset())
}

/// One change of a person or household, for whoever may see its history.
///
/// # Errors
/// Those of [`person()`].
pub fn change(tx: &mut Tx<'_>, actor: &Actor, id: ChangeId) -> Result<Option<Change>, Error> {
    let Some(change) = load::change(tx, id)? else { return Ok(None) };
    match (change.person, change.household) {
        (Some(person), _) => {
            let Some(found) = load::person(tx, person)? else { return Ok(None) };
            if !permit::may_view(actor, &found)? {
                return Ok(None);
            }
            permit::saw(tx, actor, person, Fields::ALL, None)?;
        }
        (None, Some(household)) => {
            let Some(household) = load::household(tx, household)? else { return Ok(None) };
            if !may_open_household(actor, &household)? {
                return Ok(None);
            }
            saw_members(tx, actor, &household)?;
        }
        // A load is nobody's: there is nothing about it to show.
        (None, None) => return Ok(None),
    }
    Ok(Some(change))
}

/// Who heads a household, by the head's number. Ids and the unit only, for asking the head's consent: nothing is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headship {
    /// The household.
    pub household: HouseholdId,
    /// Its head.
    pub head: PersonId,
    /// The commune it is registered in.
    pub unit: UnitCode,
}

/// The household that the person with `number` heads.
///
/// # Errors
/// Failures of the store.
pub fn headed_by(tx: &mut ReadTx<'_>, number: &PersonalNumber) -> Result<Option<Headship>, Error> {
    Ok(load::person_by_number(tx, number)?.as_ref().and_then(headship))
}

fn headship(person: &Person) -> Option<Headship> {
    let residence = person.residences.iter().find(|residence| residence.head == Some(person.id))?;
    Some(Headship { household: residence.household?, head: person.id, unit: residence.unit.clone() })
}

/// The household that the person with `number` and `name` heads. Who does not know both learns nothing.
///
/// Names are compared without marks and capitals, as people write them.
///
/// # Errors
/// Failures of the store.
pub fn headed_by_named(tx: &mut ReadTx<'_>, number: &PersonalNumber, name: &str) -> Result<Option<Headship>, Error> {
    let person = load::person_by_number(tx, number)?;
    let named = person.filter(|person| kernel::name::fold(person.facts.name.full()) == kernel::name::fold(name));
    Ok(named.as_ref().and_then(headship))
}
