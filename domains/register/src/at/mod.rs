//! The register as it read at a moment.
//!
//! What happened and what was written down about it have two times. This module knows the second: what the register held
//! when somebody looked into it then, whatever was corrected or found out later. The first, where somebody lived on a day
//! as far as is known now, is [`on_day`]'s.
//!
//! - A row (a residence, a relation, a photograph) was in force when it was entered by then and had not ended.
//! - A value that is replaced in place (a person's facts, a household's head, a member's relation) is worked out from the
//!   present one: the history keeps what each change replaced, and the changes since then are taken back one by one.
//!
//! Who came in with a bulk load counts as there from its beginning on, since the load is one entry of the history.

mod commune;
mod digest;
mod household;
mod lived;
mod person;
mod replaced;

pub use commune::{HouseholdLine, Residents, households_as_of, residents_as_of, residents_counted_as_of};
pub use digest::{Digest, digest};
pub use lived::{OnDay, on_day};

use crate::model::{ChangeId, Fields, Household, Person, PersonRelation, PersonSummary};
use crate::permit::{self, hidden_is_absent};
use crate::relations::{self, Spell};
use crate::{Error, load};
use access::Actor;
use kernel::{Date, HouseholdId, Instant, PersonId};
use store::Tx;

/// A moment of the register's own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf(ChangeId);

impl AsOf {
    /// The register as it read at `at`, to the millisecond.
    #[must_use]
    pub fn instant(at: Instant) -> Self {
        Self(kernel::ids::last_by(at))
    }

    /// The register as it read when `day` was over in Viet Nam.
    #[must_use]
    pub fn end_of(day: Date) -> Self {
        Self::instant(Instant::from_micros(Instant::after_day(day).micros().saturating_sub(1)))
    }

    /// The greatest id of the moment.
    pub(crate) const fn bound(self) -> ChangeId {
        self.0
    }
}

/// A text that is neither a day nor an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither a day such as 2025-06-30 nor an instant such as 2025-06-30T09:00:00Z")]
pub struct BadAsOf;

impl std::str::FromStr for AsOf {
    type Err = BadAsOf;
    /// A day, which means its end, or an instant.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() == 10 {
            return text.parse().map(Self::end_of).map_err(|_| BadAsOf);
        }
        text.parse().map(Self::instant).map_err(|_| BadAsOf)
    }
}

/// A person's record as it read at a moment; `None` when there is none that the actor may know of, or was none then.
///
/// Whoever may open the record now may open it as it was. Its `version` is 0: a past record cannot be corrected.
///
/// # Errors
/// Those of [`person()`](crate::person()).
pub fn person_as_of(tx: &mut Tx<'_>, actor: &Actor, id: PersonId, at: AsOf, fields: Fields) -> Result<Option<Person>, Error> {
    let Some(now) = load::person(tx, id)? else { return Ok(None) };
    if !permit::may_view(actor, &now)? {
        return Ok(None);
    }
    let Some(mut then) = person::read(tx, &now, at)? else { return Ok(None) };
    permit::saw(tx, actor, id, fields, None)?;
    then.keep(fields);
    Ok(Some(then))
}

/// A household as it read at a moment; `None` when there is none that the actor may know of, or was none then.
///
/// Officials open those of their units; citizens the one that they belonged to then.
///
/// # Errors
/// Those of [`household()`](crate::household()).
pub fn household_as_of(tx: &mut Tx<'_>, actor: &Actor, id: HouseholdId, at: AsOf) -> Result<Option<Household>, Error> {
    let Some(now) = load::household_alone(tx, id)? else { return Ok(None) };
    let unit = now.unit.clone();
    let Some(then) = household::read(tx, now, at)? else { return Ok(None) };
    let members: Vec<PersonId> = then.members.iter().map(|member| member.person.id).collect();
    if !hidden_is_absent(permit::authorize_in_any(actor, permit::HOUSEHOLD, "household", &[unit], &members))? {
        return Ok(None);
    }
    permit::saw_list(tx, actor, &members, Fields::IDENTITY | Fields::RESIDENCE)?;
    Ok(Some(then))
}

/// Who was whose parent, spouse, child or guardian at a moment, as the register knew it then; empty when there is nobody
/// whom the actor may know of. Both ends of every tie are told that they were seen.
///
/// # Errors
/// Those of [`person()`](crate::person()).
pub fn relatives_as_of(tx: &mut Tx<'_>, actor: &Actor, id: PersonId, at: AsOf) -> Result<Vec<PersonRelation>, Error> {
    let Some(now) = load::person(tx, id)? else { return Ok(Vec::new()) };
    if !permit::may_view(actor, &now)? {
        return Ok(Vec::new());
    }
    let there = |spell: &Spell| spell.entered <= at.bound() && spell.ended_by.is_none_or(|ended| ended > at.bound());
    let ties: Vec<PersonRelation> = relations::spells(tx, id)?.into_iter().filter(there).map(|spell| spell.tie).collect();
    let mut seen: Vec<PersonId> = ties.iter().map(|tie| tie.besides(id)).collect();
    seen.push(id);
    permit::saw_list(tx, actor, &seen, Fields::FAMILY)?;
    Ok(ties)
}

/// A past record as the line of a list.
fn summary(person: Person, household: Option<HouseholdId>) -> PersonSummary {
    let home = person.residences.iter().find(|residence| household.is_none() || residence.household == household);
    let address = home.map(|home| home.address.clone());
    let household = home.and_then(|home| home.household);
    PersonSummary {
        id: person.id,
        name: person.facts.name,
        sex: person.facts.sex,
        birth: person.facts.birth,
        number: person.facts.number,
        state: person.state,
        unit: person.unit,
        address,
        household,
    }
}
