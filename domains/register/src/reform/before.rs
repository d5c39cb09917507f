//! What was before the map was redrawn, and what holds instead.

use super::allocation::Division;
use super::model::{Ending, ReformId};
use super::step::has_moved;
use crate::Error;
use crate::model::{ChangeId, DwellingId};
use crate::sql::reform as sql;
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::{ReadTx, Value, params};

/// How many persons one look asks about.
const PERSONS_A_LOOK: usize = 20;

store::row! {
    /// A commune that a dwelling lay in.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
    pub struct FormerUnit {
        /// The commune.
        pub unit: UnitCode,
        /// The first day on which it was no more.
        pub until: Date,
    }
}

/// The communes that a dwelling lay in before the map was redrawn, the latest first. Places only, nothing of people.
///
/// # Errors
/// Failures of the store.
pub fn former_units(tx: &mut ReadTx<'_>, dwelling: DwellingId) -> Result<Vec<FormerUnit>, Error> {
    Ok(tx.many(&sql::FORMER_UNITS_OF_DWELLING, params![dwelling])?)
}

/// The communes that dwellings lay in before the map was redrawn: a reader holds an old paper in hand and must find it again.
#[derive(Debug, Clone, Default)]
pub struct Formerly(HashMap<DwellingId, Vec<FormerUnit>>);

impl Formerly {
    /// Reads them. Places only, nothing of people.
    ///
    /// # Errors
    /// Failures of the store.
    pub fn of(tx: &mut ReadTx<'_>, dwellings: impl IntoIterator<Item = DwellingId>) -> Result<Self, Error> {
        let mut found = HashMap::new();
        for dwelling in dwellings {
            if let Entry::Vacant(place) = found.entry(dwelling) {
                place.insert(former_units(tx, dwelling)?);
            }
        }
        Ok(Self(found))
    }

    /// Those of a dwelling, the latest first; none for one whose commune is the one it always was.
    #[must_use]
    pub fn units(&self, dwelling: DwellingId) -> &[FormerUnit] {
        self.0.get(&dwelling).map_or(&[], Vec::as_slice)
    }
}

/// The numbers that a household had before reforms gave it others, the latest first.
///
/// # Errors
/// Failures of the store.
pub fn former_numbers(tx: &mut ReadTx<'_>, household: HouseholdId) -> Result<Vec<String>, Error> {
    Ok(tx.many::<(String,)>(&sql::FORMER_NUMBERS, params![household])?.into_iter().map(|(number,)| number).collect())
}

/// The communes that took over a commune or district that ended; empty for one that stands.
///
/// # Errors
/// Failures of the store.
pub fn successors(tx: &mut ReadTx<'_>, old: &UnitCode) -> Result<Vec<UnitCode>, Error> {
    let (low, high) = old.range();
    let mut found = Vec::new();
    for (ended,) in tx.many::<(UnitCode,)>(&sql::ENDED_UNITS_IN, params![low, high])? {
        found.extend(tx.many::<(UnitCode,)>(&sql::SUCCESSORS_OF, params![ended])?.into_iter().map(|(unit,)| unit));
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// The commune a dwelling lay in as the register read behind the change `bound`; nothing when it is the one of today.
///
/// # Errors
/// Failures of the store.
pub fn dwelling_unit_at(tx: &mut ReadTx<'_>, dwelling: DwellingId, bound: ChangeId) -> Result<Option<UnitCode>, Error> {
    Ok(tx.optional::<(UnitCode,)>(&sql::DWELLING_UNIT_AT, params![dwelling, bound])?.map(|(unit,)| unit))
}

/// The same for the commune that answered for a person without residence. For readers that asked for permission already.
///
/// # Errors
/// Failures of the store.
pub fn person_unit_at(tx: &mut ReadTx<'_>, person: PersonId, bound: ChangeId) -> Result<Option<UnitCode>, Error> {
    Ok(tx.optional::<(UnitCode,)>(&sql::PERSON_UNIT_AT, params![person, bound])?.map(|(unit,)| unit))
}

/// The same for the number of a household.
///
/// # Errors
/// Failures of the store.
pub fn household_number_at(tx: &mut ReadTx<'_>, household: HouseholdId, bound: ChangeId) -> Result<Option<String>, Error> {
    Ok(tx.optional::<(String,)>(&sql::HOUSEHOLD_NUMBER_AT, params![household, bound])?.map(|(number,)| number))
}

/// A commune that took over, instead of one that was named and is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InForce {
    /// The commune that holds for the address.
    pub(crate) unit: UnitCode,
    /// The commune that was named.
    pub(crate) former: UnitCode,
}

/// Who answers for an address in a commune that ended; nothing when the commune stands, or its dwellings have yet to move.
pub(crate) fn in_force(tx: &mut ReadTx<'_>, unit: &UnitCode, address_key: &str) -> Result<Option<InForce>, Error> {
    let ending = tx.optional::<Ending>(&sql::ENDING_UNIT, params![unit])?.filter(has_moved);
    let Some(ending) = ending else { return Ok(None) };
    let rules = if ending.divided { tx.many(&sql::RULES_OF, params![unit])? } else { Vec::new() };
    let division = Division::new(ending.main, rules);
    Ok(Some(InForce { unit: division.target(address_key).0.clone(), former: unit.clone() }))
}

/// Whether a change of the map is being carried out, so that rows stand under old and new communes.
pub(crate) fn under_way(tx: &mut ReadTx<'_>) -> Result<bool, Error> {
    Ok(tx.optional::<(ReformId,)>(&sql::UNDER_WAY, params![])?.is_some())
}

/// The communes that ended of which a unit, or one in it, took a part over.
pub(crate) fn ended_into(tx: &mut ReadTx<'_>, unit: &UnitCode) -> Result<Vec<UnitCode>, Error> {
    let (low, high) = unit.range();
    Ok(tx.many::<(UnitCode,)>(&sql::ENDED_INTO, params![low, high])?.into_iter().map(|(old,)| old).collect())
}

/// The units with the communes that ended into them, for a search while their names have not all moved.
pub(crate) fn extended(tx: &mut ReadTx<'_>, units: &[UnitCode]) -> Result<Vec<UnitCode>, Error> {
    let mut all = units.to_vec();
    for unit in units {
        all.extend(ended_into(tx, unit)?.into_iter().filter(|old| !units.iter().any(|unit| unit.contains(old))));
    }
    all.sort();
    all.dedup();
    Ok(all)
}

/// The units with those that took over what of them ended: who may open what stayed behind as history.
pub(crate) fn with_successors(tx: &mut ReadTx<'_>, mut units: Vec<UnitCode>) -> Result<Vec<UnitCode>, Error> {
    let mut place = 0;
    while let Some(unit) = units.get(place).cloned() {
        // A province stays, whatever communes in it ended.
        if unit.level() >= kernel::unit::UnitLevel::District {
            for successor in successors(tx, &unit)? {
                if !units.contains(&successor) {
                    units.push(successor);
                }
            }
        }
        place += 1;
    }
    Ok(units)
}

/// The units to search for one that ended: those that took it over. Nothing for a unit that stands.
pub(crate) fn searched_instead(tx: &mut ReadTx<'_>, unit: &UnitCode) -> Result<Option<Vec<UnitCode>>, Error> {
    let instead = successors(tx, unit)?;
    // A province stays, whatever communes in it ended.
    let stands = unit.level() < kernel::unit::UnitLevel::District || instead.is_empty();
    Ok((!stands).then_some(instead))
}

/// Those of `persons` whose dwelling lay in a unit that ended.
pub(crate) fn lived_in(tx: &mut ReadTx<'_>, unit: &UnitCode, persons: &[PersonId]) -> Result<Vec<PersonId>, Error> {
    let (low, high) = unit.range();
    let mut found = Vec::new();
    for some in persons.chunks(PERSONS_A_LOOK) {
        let mut values: Vec<Value<'_>> = vec![Value::Text(low.as_str().into()), Value::Text(high.as_str().into())];
        let repeated = some.iter().chain(std::iter::repeat_n(&some[0], PERSONS_A_LOOK - some.len()));
        values.extend(repeated.map(|person| Value::Int(person.get())));
        found.extend(tx.many::<(PersonId,)>(&sql::LIVED_IN, &values)?.into_iter().map(|(person,)| person));
    }
    Ok(found)
}
