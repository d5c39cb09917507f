//! Everybody of a unit at a moment.

use super::{AsOf, household, person, summary};
use crate::model::{Fields, PersonSummary};
use crate::queries::Page;
use crate::sql::at as sql;
use crate::{Error, load, permit};
use access::{Actor, Resource};
use kernel::{HouseholdId, PersonId, UnitCode};
use serde::Serialize;
use store::{ReadTx, Tx, params};

/// How many lived in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Residents {
    /// Persons, each once.
    pub persons: i64,
    /// Permanent residences.
    pub permanent: i64,
    /// Temporary residences.
    pub temporary: i64,
    /// Households with at least one member.
    pub households: i64,
}

/// A household in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HouseholdLine {
    /// Which one.
    pub id: HouseholdId,
    /// Its number in the commune.
    pub number: Option<String>,
    /// House and street.
    pub address: String,
    /// Its head.
    pub head: Option<PersonSummary>,
    /// How many belonged to it.
    pub members: i64,
}

/// How many lived in a unit at a moment. Figures name nobody, so there is no access entry.
///
/// A unit of before a reform is asked for by its own code.
///
/// # Errors
/// [`Error::Denied`] for whoever may not search the unit; failures of the store.
pub fn residents_counted_as_of(tx: &mut ReadTx<'_>, actor: &Actor, unit: &UnitCode, at: AsOf) -> Result<Residents, Error> {
    may_list(actor, unit)?;
    let (low, high) = unit.range();
    let (persons, permanent, temporary, households) =
        tx.one::<(i64, i64, i64, i64)>(&sql::RESIDENTS_COUNTED_AT, params![low, high, at.bound()])?;
    Ok(Residents { persons, permanent, temporary, households })
}

/// A page of those who lived in a unit at a moment, as the register knew them then, household after household.
///
/// Everybody on the page gets an access entry, wherever they live now.
///
/// # Errors
/// Those of [`residents_counted_as_of`].
pub fn residents_as_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    unit: &UnitCode,
    at: AsOf,
    page: Page,
) -> Result<Vec<PersonSummary>, Error> {
    may_list(actor, unit)?;
    let (low, high) = unit.range();
    let rows = tx.many::<(PersonId, Option<HouseholdId>)>(
        &sql::RESIDENTS_AT,
        params![low, high, at.bound(), page.limit(), page.offset()],
    )?;
    let mut lines = Vec::with_capacity(rows.len());
    for (id, home) in rows {
        lines.extend(line(tx, id, home, at)?);
    }
    let persons: Vec<PersonId> = lines.iter().map(|line| line.id).collect();
    permit::saw_list(tx, actor, &persons, Fields::IDENTITY | Fields::RESIDENCE)?;
    Ok(lines)
}

/// A page of the households of a unit at a moment, each with its head of then.
///
/// The heads get an access entry.
///
/// # Errors
/// Those of [`residents_counted_as_of`].
pub fn households_as_of(
    tx: &mut Tx<'_>,
    actor: &Actor,
    unit: &UnitCode,
    at: AsOf,
    page: Page,
) -> Result<Vec<HouseholdLine>, Error> {
    may_list(actor, unit)?;
    let (low, high) = unit.range();
    let rows = tx.many::<(HouseholdId, i64)>(&sql::HOUSEHOLDS_AT, params![low, high, at.bound(), page.limit(), page.offset()])?;
    let mut lines = Vec::with_capacity(rows.len());
    for (id, members) in rows {
        let Some(now) = load::household_alone(tx, id)? else { continue };
        let head = household::head(tx, &now, at)?;
        let number = crate::reform::household_number_at(tx, id, at.bound())?.or(now.number);
        let head = match head {
            Some(head) => line(tx, head, Some(id), at)?,
            None => None,
        };
        lines.push(HouseholdLine { id, number, address: now.address, head, members });
    }
    let heads: Vec<PersonId> = lines.iter().filter_map(|line| line.head.as_ref()).map(|head| head.id).collect();
    permit::saw_list(tx, actor, &heads, Fields::IDENTITY | Fields::RESIDENCE)?;
    Ok(lines)
}

fn line(tx: &mut ReadTx<'_>, id: PersonId, home: Option<HouseholdId>, at: AsOf) -> Result<Option<PersonSummary>, Error> {
    let Some(now) = load::person(tx, id)? else { return Ok(None) };
    Ok(person::read(tx, &now, at)?.map(|then| summary(then, home)))
}

fn may_list(actor: &Actor, unit: &UnitCode) -> Result<(), Error> {
    Ok(actor.authorize(permit::SEARCH, &Resource::new("person").unit(unit.clone()))?)
}
