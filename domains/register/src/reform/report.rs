//! What was planned and what was done, in figures, and the lists for whoever has to look at something.

use super::error::ReformError;
use super::model::{Ending, Open, Part, Phase, Reform};
use super::step::{id_of, planned};
use crate::model::DwellingId;
use crate::sql::reform as sql;
use access::{Actor, Resource};
use kernel::{Date, HouseholdId, UnitCode};
use store::{ReadTx, params};

/// The most lines of a list that are given at once.
const LINES_MAX: u32 = 50_000;

/// How a change of the map stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// The change.
    pub reform: Reform,
    /// The communes that end.
    pub endings: Vec<Ending>,
    /// What went where so far.
    pub parts: Vec<Part>,
    /// What went with them so far, being open.
    pub open: Open,
}

impl Report {
    /// All parts together.
    #[must_use]
    pub fn total(&self) -> Part {
        total(&self.parts)
    }

    /// How many communes are done with.
    #[must_use]
    pub fn units_moved(&self) -> usize {
        self.endings.iter().filter(|ending| super::step::has_moved(ending)).count()
    }

    /// Whether the register itself is done.
    #[must_use]
    pub fn register_is_done(&self) -> bool {
        matches!(self.reform.phase, Phase::Offices | Phase::Done)
    }
}

/// Adds parts up; the codes are those of the first.
pub(crate) fn total(parts: &[Part]) -> Part {
    let mut sum = Part::new(UnitCode::nation(), UnitCode::nation());
    for part in parts {
        sum.dwellings += part.dwellings;
        sum.households += part.households;
        sum.people += part.people;
        sum.renumbered += part.renumbered;
        sum.same_address += part.same_address;
        sum.unsure += part.unsure;
    }
    sum
}

/// How the change that was planned for `on` stands.
///
/// # Errors
/// [`ReformError::NotPlanned`]; refusals; failures of the store.
pub fn report(tx: &mut ReadTx<'_>, actor: &Actor, city: &UnitCode, on: Date) -> Result<Report, ReformError> {
    actor.authorize("admin.units", &Resource::new("unit").unit(city.clone()))?;
    let reform = planned(tx, city, on)?;
    full(tx, reform)
}

/// How the latest change of the map stands; nothing when none was ever planned.
///
/// # Errors
/// Refusals; failures of the store.
pub fn latest(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<Option<Report>, ReformError> {
    actor.authorize("admin.units", &Resource::new("unit"))?;
    let reform = tx.optional::<Reform>(&sql::REFORMS, params![1_i64])?;
    reform.map(|reform| full(tx, reform)).transpose()
}

fn full(tx: &mut ReadTx<'_>, reform: Reform) -> Result<Report, ReformError> {
    let endings = tx.many::<Ending>(&sql::UNITS_OF_REFORM, params![reform.id])?;
    let parts = tx.many::<Part>(&sql::PARTS_OF_REFORM, params![reform.id])?;
    let open = tx.one::<Open>(&sql::OPEN_OF_REFORM, params![reform.id])?;
    Ok(Report { reform, endings, parts, open })
}

store::row! {
    /// A household of a commune with several successors, which went to the main one because no rule spoke of its address.
    #[derive(Clone, PartialEq, Eq, serde::Serialize)]
    pub struct UnsureHousehold {
        /// The commune that ended.
        pub old: UnitCode,
        /// Where the household went.
        pub new: UnitCode,
        /// The household.
        pub household: HouseholdId,
        /// Its number there.
        pub number: Option<String>,
        /// House and street.
        pub address: String,
    }
}

impl std::fmt::Debug for UnsureHousehold {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "UnsureHousehold({})", self.household)
    }
}

/// The households to be looked at because nobody said which successor their address belongs to, from line `skip` on.
///
/// # Errors
/// [`ReformError::NotPlanned`]; refusals; failures of the store.
pub fn unsure_households(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    city: &UnitCode,
    on: Date,
    lines: u32,
    skip: u32,
) -> Result<Vec<UnsureHousehold>, ReformError> {
    actor.authorize("admin.units", &Resource::new("unit").unit(city.clone()))?;
    let id = id_of(tx, city, on)?;
    Ok(tx.many(&sql::UNSURE_HOUSEHOLDS, params![id, lines.min(LINES_MAX), skip])?)
}

store::row! {
    /// One of several dwellings that have the same address since communes became one.
    #[derive(Clone, PartialEq, Eq, serde::Serialize)]
    pub struct SameAddress {
        /// The commune it comes from.
        pub old: UnitCode,
        /// The commune it lies in.
        pub new: UnitCode,
        /// The dwelling.
        pub dwelling: DwellingId,
        /// House and street.
        pub address: String,
    }
}

impl std::fmt::Debug for SameAddress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SameAddress({})", self.dwelling)
    }
}

/// The dwellings that share their address with another since the map was redrawn, side by side, from line `skip` on: the
/// commune should rename streets or villages.
///
/// # Errors
/// [`ReformError::NotPlanned`]; refusals; failures of the store.
pub fn same_addresses(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    city: &UnitCode,
    on: Date,
    lines: u32,
    skip: u32,
) -> Result<Vec<SameAddress>, ReformError> {
    actor.authorize("admin.units", &Resource::new("unit").unit(city.clone()))?;
    let id = id_of(tx, city, on)?;
    Ok(tx.many(&sql::SAME_ADDRESSES, params![id, lines.min(LINES_MAX), skip])?)
}
