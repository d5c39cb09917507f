//! What a list of conclusions shows of the persons and households that they are about.

use crate::model::{Fields, PersonSummary};
use crate::permit;
use crate::{Error, load};
use access::Actor;
use kernel::{HouseholdId, PersonId, UnitCode};
use store::Tx;

/// The lines of persons whom the actor may know of, with where they live, in the order of `ids`. Everybody shown gets an
/// access entry.
///
/// # Errors
/// [`Error::Denied`] when a purpose or a proof is missing; failures of the store.
pub fn people(tx: &mut Tx<'_>, actor: &Actor, ids: &[PersonId]) -> Result<Vec<PersonSummary>, Error> {
    let mut known = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(person) = load::person(tx, *id)?
            && !known.contains(id)
            && permit::may_view(actor, &person)?
        {
            known.push(*id);
        }
    }
    permit::saw_list(tx, actor, &known, Fields::IDENTITY | Fields::RESIDENCE)?;
    let mut lines = load::summaries(tx, &known)?;
    load::add_addresses(tx, &mut lines)?;
    Ok(lines)
}

/// What a household is called in a list. Its members are not named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdTitle {
    /// Its id.
    pub id: HouseholdId,
    /// Its number in the commune.
    pub number: Option<String>,
    /// The commune.
    pub unit: UnitCode,
    /// House and street.
    pub address: String,
}

/// What households that the actor may know of are called, in the order of `ids`.
///
/// # Errors
/// Those of [`people`].
pub fn household_titles(tx: &mut Tx<'_>, actor: &Actor, ids: &[HouseholdId]) -> Result<Vec<HouseholdTitle>, Error> {
    let mut titles = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(household) = load::household_alone(tx, *id)? else { continue };
        let units = [household.unit.clone()];
        if permit::hidden_is_absent(permit::authorize_in_any(actor, permit::HOUSEHOLD, "household", &units, &[]))? {
            let (number, unit, address) = (household.number, household.unit, household.address);
            titles.push(HouseholdTitle { id: *id, number, unit, address });
        }
    }
    Ok(titles)
}
