//! A rehearsal of a change of the map: what every unit of work would do, without doing it.

use super::allocation::Division;
use super::error::ReformError;
use super::model::{Ending, Open, Part, Phase};
use super::open;
use super::step::planned;
use crate::sql::reform as sql;
use access::{Actor, Resource};
use kernel::{Date, PersonId, UnitCode};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use store::{ReadTx, params};

/// How many persons are counted at once.
const PERSONS_AT_ONCE: i64 = 200_000;

/// What a change of the map would do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Rehearsal {
    /// What would go where.
    pub parts: Vec<Part>,
    /// What would go with them, being open.
    pub open: Open,
    /// Rows of communes that neither end nor take over, which stay: dwellings, households, people.
    pub untouched: [i64; 3],
}

impl Rehearsal {
    /// All parts together.
    #[must_use]
    pub fn total(&self) -> Part {
        super::report::total(&self.parts)
    }
}

/// Rehearses the change that was planned for `on` and has not begun. It reads every table of the register once.
///
/// # Errors
/// [`ReformError::NotPlanned`], [`ReformError::Begun`]; refusals; failures of the store.
pub fn rehearse(tx: &mut ReadTx<'_>, actor: &Actor, city: &UnitCode, on: Date) -> Result<Rehearsal, ReformError> {
    actor.authorize("admin.units", &Resource::new("unit").unit(city.clone()))?;
    let reform = planned(tx, city, on)?;
    if reform.phase != Phase::Planned {
        return Err(ReformError::Begun(on));
    }
    let endings = tx.many::<Ending>(&sql::UNITS_OF_REFORM, params![reform.id])?;
    let parts = tx.many::<Part>(&sql::PARTS_OF_REFORM, params![reform.id])?;
    let counts = Counts::read(tx)?;
    let mut stage = Stage {
        parts: parts.into_iter().map(|part| ((part.old.clone(), part.new.clone()), part)).collect(),
        taken: HashMap::new(),
    };
    for ending in &endings {
        stage.rehearse_unit(tx, ending, &counts)?;
    }
    let ended: HashSet<&UnitCode> = endings.iter().map(|ending| &ending.old).collect();
    let untouched = [&counts.dwellings, &counts.households, &counts.people]
        .map(|counted| counted.iter().filter(|(unit, _)| !ended.contains(unit)).map(|(_, count)| count).sum());
    let open = open::foretold(tx, &reform)?;
    Ok(Rehearsal { parts: stage.parts.into_values().collect(), open, untouched })
}

/// Rows by unit.
struct Counts {
    dwellings: BTreeMap<UnitCode, i64>,
    households: BTreeMap<UnitCode, i64>,
    people: BTreeMap<UnitCode, i64>,
}

impl Counts {
    fn read(tx: &mut ReadTx<'_>) -> Result<Self, store::Error> {
        Ok(Self {
            dwellings: by_unit(tx, &sql::COUNT_DWELLINGS)?,
            households: by_unit(tx, &sql::COUNT_HOUSEHOLDS)?,
            people: people_by_unit(tx)?,
        })
    }
}

fn by_unit(tx: &mut ReadTx<'_>, statement: &'static store::Statement) -> Result<BTreeMap<UnitCode, i64>, store::Error> {
    Ok(tx.many::<(UnitCode, i64)>(statement, params![])?.into_iter().collect())
}

/// Counted a range of persons at a time: one sort of all of them would take the memory of a city.
fn people_by_unit(tx: &mut ReadTx<'_>) -> Result<BTreeMap<UnitCode, i64>, store::Error> {
    let mut counted: BTreeMap<UnitCode, i64> = BTreeMap::new();
    let mut from = PersonId::from_raw(0);
    loop {
        let bound = tx.optional::<(PersonId,)>(&sql::PERSON_AFTER, params![from, PERSONS_AT_ONCE - 1])?;
        let to = bound.map_or(PersonId::from_raw(i64::MAX), |(person,)| person);
        for (unit, people) in tx.many::<(UnitCode, i64)>(&sql::COUNT_PEOPLE, params![from, to])? {
            *counted.entry(unit).or_default() += people;
        }
        if bound.is_none() {
            return Ok(counted);
        }
        from = to;
    }
}

/// The numbers and addresses that a commune has, as 64-bit digests: the texts themselves would fill the memory.
#[derive(Default)]
struct Taken {
    numbers: HashSet<u64>,
    addresses: HashSet<u64>,
}

struct Stage {
    parts: BTreeMap<(UnitCode, UnitCode), Part>,
    taken: HashMap<UnitCode, Taken>,
}

impl Stage {
    fn rehearse_unit(&mut self, tx: &mut ReadTx<'_>, ending: &Ending, counts: &Counts) -> Result<(), ReformError> {
        let rules = if ending.divided { tx.many(&sql::RULES_OF, params![ending.old])? } else { Vec::new() };
        let division = Division::new(ending.main.clone(), rules);
        self.know_successors(tx, ending)?;
        let count = |counted: &BTreeMap<UnitCode, i64>| counted.get(&ending.old).copied().unwrap_or(0);
        let mut people_left = count(&counts.people);
        if ending.divided {
            for (key, households) in tx.many::<(String, i64)>(&sql::HOUSEHOLDS_BY_ADDRESS, params![ending.old])? {
                let (new, sure) = division.target(&key);
                let part = self.part(&ending.old, new);
                part.households += households;
                part.unsure += if sure { 0 } else { households };
            }
            for (key, _person) in tx.many::<(String, PersonId)>(&sql::PEOPLE_BY_ADDRESS, params![ending.old])? {
                self.part(&ending.old, division.target(&key).0).people += 1;
                people_left -= 1;
            }
        } else {
            let households = count(&counts.households);
            let part = self.part(&ending.old, &ending.main);
            part.households = households;
            part.unsure = if ending.successors == 1 { 0 } else { households };
        }
        self.part(&ending.old, &ending.main).people += people_left;
        self.rehearse_addresses(tx, ending, &division)?;
        self.rehearse_numbers(tx, ending, &division)
    }

    fn part(&mut self, old: &UnitCode, new: &UnitCode) -> &mut Part {
        let key = (old.clone(), new.clone());
        self.parts.entry(key).or_insert_with(|| Part::new(old.clone(), new.clone()))
    }

    /// What the communes that take over have already of their own.
    fn know_successors(&mut self, tx: &mut ReadTx<'_>, ending: &Ending) -> Result<(), ReformError> {
        for (new,) in tx.many::<(UnitCode,)>(&sql::SUCCESSORS_OF, params![ending.old])? {
            if self.taken.contains_key(&new) {
                continue;
            }
            let mut taken = Taken::default();
            tx.for_each(&sql::NUMBERS_OF_UNIT, params![new], |(number, _): (String, String)| {
                taken.numbers.insert(digest(&number));
                Ok::<(), store::Error>(())
            })?;
            tx.for_each(&sql::ADDRESSES_OF_UNIT, params![new], |(key,): (String,)| {
                taken.addresses.insert(digest(&key));
                Ok::<(), store::Error>(())
            })?;
            self.taken.insert(new, taken);
        }
        Ok(())
    }

    fn rehearse_addresses(&mut self, tx: &mut ReadTx<'_>, ending: &Ending, division: &Division) -> Result<(), ReformError> {
        let mut own: Vec<(UnitCode, u64)> = Vec::new();
        tx.for_each(&sql::ADDRESSES_OF_UNIT, params![ending.old], |(key,): (String,)| {
            let new = division.target(&key).0;
            let known = self.taken.get(new).is_some_and(|taken| taken.addresses.contains(&digest(&key)));
            let part = self.part(&ending.old, new);
            part.dwellings += 1;
            part.same_address += i64::from(known);
            own.push((new.clone(), digest(&key)));
            Ok::<(), store::Error>(())
        })?;
        for (new, key) in own {
            self.taken.entry(new).or_default().addresses.insert(key);
        }
        Ok(())
    }

    fn rehearse_numbers(&mut self, tx: &mut ReadTx<'_>, ending: &Ending, division: &Division) -> Result<(), ReformError> {
        let mut own: Vec<(UnitCode, u64)> = Vec::new();
        tx.for_each(&sql::NUMBERS_OF_UNIT, params![ending.old], |(number, key): (String, String)| {
            let new = division.target(&key).0;
            let known = self.taken.get(new).is_some_and(|taken| taken.numbers.contains(&digest(&number)));
            self.part(&ending.old, new).renumbered += i64::from(known);
            // A number that was taken is given behind that of the old commune, which nobody has.
            if !known {
                own.push((new.clone(), digest(&number)));
            }
            Ok::<(), store::Error>(())
        })?;
        for (new, number) in own {
            self.taken.entry(new).or_default().numbers.insert(number);
        }
        Ok(())
    }
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
