//! Answers to systems of other agencies: yes or no, the facts that a purpose allows, a household.
//!
//! A system sees persons of its units only; who lives elsewhere looks as if there were nobody, in the answer and in the work
//! that is done for it. Whoever is looked at sees it in the list of who looked, with agency and purpose. Looks that find
//! nobody are counted, see [`misses`](crate::misses).

use crate::model::{Fields, Household, Person};
use crate::{Error, load, misses, permit};
use access::Actor;
use kernel::{PartialDate, PersonName, PersonalNumber};
use store::Tx;

pub(crate) const CONFIRM: &str = "exchange.confirm";
pub(crate) const VIEW: &str = "exchange.view";
pub(crate) const HOUSEHOLD: &str = "exchange.household";

/// The most lines of a batch.
pub const BATCH_LINES_MAX: usize = 1_000;
/// The lines that one unit of work answers.
pub const BATCH_LINES_A_TURN: usize = 100;

/// What an agency believes about a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Claim {
    /// The identity number.
    pub number: PersonalNumber,
    /// Full name; compared without marks and capitals, as people write it.
    pub name: PersonName,
    /// Date of birth.
    pub birth: PartialDate,
}

impl std::fmt::Debug for Claim {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Claim(…)")
    }
}

/// Whether number, name and birth date are those of one person in the actor's units. Nothing else is told: not which of
/// them differs, not whether there is anybody.
///
/// # Errors
/// [`Error::Denied`]; [`Error::TooManyMisses`]; failures of the store.
pub fn confirm(tx: &mut Tx<'_>, actor: &Actor, claim: &Claim) -> Result<bool, Error> {
    let Some(person) = visible(tx, actor, CONFIRM, &claim.number)? else { return Ok(false) };
    permit::saw(tx, actor, person.id, Fields::IDENTITY, None)?;
    let facts = &person.facts;
    let same_name = kernel::name::fold(facts.name.full()) == kernel::name::fold(claim.name.full());
    let holds = same_name && facts.birth == claim.birth;
    if !holds {
        misses::missed(tx, actor)?;
    }
    Ok(holds)
}

/// The person with a number, as far as `fields` go; `None` when there is nobody in the actor's units.
///
/// # Errors
/// Those of [`confirm`].
pub fn look_up(tx: &mut Tx<'_>, actor: &Actor, number: &PersonalNumber, fields: Fields) -> Result<Option<Person>, Error> {
    let Some(mut person) = visible(tx, actor, VIEW, number)? else { return Ok(None) };
    permit::saw(tx, actor, person.id, fields, None)?;
    person.keep(fields);
    Ok(Some(person))
}

/// The household of the person with a number; `None` when there is none in the actor's units. Everybody in it is noted as
/// seen. Members appear with name, birth, sex and relation; their numbers are not part of it.
///
/// # Errors
/// Those of [`confirm`].
pub fn household(tx: &mut Tx<'_>, actor: &Actor, number: &PersonalNumber) -> Result<Option<Household>, Error> {
    let Some(person) = visible(tx, actor, HOUSEHOLD, number)? else { return Ok(None) };
    let Some(id) = person.household() else { return Ok(None) };
    let Some(mut household) = load::household(tx, id)? else { return Ok(None) };
    let there = access::Resource::new("person").unit(household.unit.clone());
    if !permit::hidden_is_absent(actor.authorize(HOUSEHOLD, &there))? {
        return Ok(None);
    }
    let members: Vec<kernel::PersonId> = household.members.iter().map(|member| member.person.id).collect();
    permit::saw_list(tx, actor, &members, Fields::IDENTITY | Fields::RESIDENCE)?;
    for member in &mut household.members {
        member.person.number = None;
    }
    Ok(Some(household))
}

/// The person with a number, when the actor may do `act` there. Nobody and somebody elsewhere cost the same: a look-up and a
/// count.
fn visible(tx: &mut Tx<'_>, actor: &Actor, act: &str, number: &PersonalNumber) -> Result<Option<Person>, Error> {
    // Asked first for the actor's own unit: what is missing there, such as a purpose, is told whoever the number leads to.
    let own = access::Resource::new("person");
    actor.authorize(act, &actor.office().map_or(own.clone(), |unit| own.unit(unit.clone())))?;
    misses::may_look(tx, actor)?;
    if let Some(person) = load::person_by_number(tx, number)? {
        let units = permit::units_of(&person);
        if permit::hidden_is_absent(permit::authorize_in_any(actor, act, "person", &units, &[]))? {
            return Ok(Some(person));
        }
    }
    misses::missed(tx, actor)?;
    Ok(None)
}
