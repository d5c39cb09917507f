//! Counting everybody, and deciding what of it is shown.

use super::protect::{Line, shown};
use super::{ALL_AGES, BOTH, GROUP_YEARS, Movement, OLDEST_GROUP};
use crate::Error;
use crate::sql::{reform as reform_sql, statistics as sql};
use access::Actor;
use kernel::{PersonId, Sex, UnitCode};
use std::collections::{BTreeMap, BTreeSet};
use store::{ReadTx, Store, ToValue as _, Value, params};

/// How many persons are counted at once.
const PERSONS_AT_ONCE: i64 = 200_000;

/// A number: people of a unit, in an age group, of a sex.
type Key = (UnitCode, i64, &'static str);

/// Everything that was counted.
#[derive(Default)]
struct Counted {
    people: BTreeMap<Key, i64>,
    households: BTreeMap<UnitCode, i64>,
    ended: BTreeSet<UnitCode>,
    /// Which communes ended into which.
    successions: Vec<(UnitCode, UnitCode)>,
    movements: BTreeMap<(UnitCode, String, Movement), i64>,
}

/// Counts the people of every unit and writes what may be shown; numbers below `least` may not. It reads every person
/// once, so it is for a job, a few times a day at the most.
///
/// # Errors
/// Failures of the store.
pub fn count(store: &Store, actor: &Actor, least: i64) -> Result<(), Error> {
    let year = i64::from(actor.today().year());
    let mut counted = Counted::default();
    store.read_blocking(|tx| counted.frame(tx))?;
    let any_former = store.read_blocking::<_, Error>(|tx| Ok(tx.optional::<(i64,)>(&sql::ANY_FORMER, params![])?.is_some()))?;
    let mut from = PersonId::from_raw(0);
    loop {
        // Each range is a look of its own, so that no snapshot is held for minutes.
        let next = store.read_blocking(|tx| counted.range(tx, from, year, any_former))?;
        let Some(next) = next else { break };
        from = next;
    }
    counted.add_provinces();
    counted.add_sums();
    let rows = counted.shown(least);
    let movements = counted.movements_shown(least);
    let (day, now) = (actor.today(), actor.now());
    let own = |value: Value<'_>| value.into_owned();
    store.write_blocking(move |tx| {
        for statement in [&sql::CLEAR_POPULATION, &sql::CLEAR_UNITS, &sql::CLEAR_SHOWN] {
            tx.execute(statement, params![])?;
        }
        let people = counted.people.keys().zip(&rows.people);
        tx.insert_many(
            &sql::POPULATION_ROWS,
            people.map(|((unit, age, sex), people)| {
                [own(unit.to_value()), Value::Int(*age), own(sex.to_value()), own(people.to_value())]
            }),
        )?;
        tx.insert_many(
            &sql::UNIT_STATISTICS,
            rows.households.iter().map(|(unit, households)| {
                [own(unit.to_value()), Value::Bool(counted.ended.contains(unit)), own(households.to_value())]
            }),
        )?;
        tx.insert_many(
            &sql::SHOWN_ROWS,
            movements.iter().map(|((unit, month, kind), people)| {
                [own(unit.to_value()), own(month.to_value()), own(kind.to_value()), own(people.to_value())]
            }),
        )?;
        tx.execute(&sql::NOTE_COUNT, params![day, now, least])?;
        Ok(())
    })
}

/// What may be shown.
struct Shown {
    people: Vec<Option<i64>>,
    households: BTreeMap<UnitCode, Option<i64>>,
}

impl Counted {
    /// What is few: households, successions, movements.
    fn frame(&mut self, tx: &mut ReadTx<'_>) -> Result<(), Error> {
        self.households = tx.many::<(UnitCode, i64)>(&sql::HOUSEHOLDS, params![])?.into_iter().collect();
        self.successions = tx.many(&sql::SUCCESSIONS, params![])?;
        self.ended = self.successions.iter().map(|(old, _)| old.clone()).collect();
        for old in &self.ended {
            let found = tx.optional::<(UnitCode, i64)>(&sql::HOUSEHOLDS_FORMERLY, params![old])?;
            self.households.insert(old.clone(), found.map_or(0, |(_, households)| households));
        }
        tx.for_each(&sql::MOVEMENTS, params![], |(unit, month, kind, people): (UnitCode, String, Movement, i64)| {
            self.movements.insert((unit, month, kind), people);
            Ok::<(), store::Error>(())
        })?;
        Ok(())
    }

    /// Counts the next range of persons; behind whom to go on.
    fn range(&mut self, tx: &mut ReadTx<'_>, from: PersonId, year: i64, former: bool) -> Result<Option<PersonId>, Error> {
        let bound = tx.optional::<(PersonId,)>(&reform_sql::PERSON_AFTER, params![from, PERSONS_AT_ONCE - 1])?;
        let to = bound.map_or(PersonId::from_raw(i64::MAX), |(person,)| person);
        let statements = [Some(&sql::LIVING), former.then_some(&sql::LIVING_FORMERLY)];
        for statement in statements.into_iter().flatten() {
            for (unit, born, sex, people) in tx.many::<(UnitCode, String, Sex, i64)>(statement, params![from, to])? {
                let age = year - born.parse::<i64>().unwrap_or(year);
                let group = (age.max(0) / GROUP_YEARS * GROUP_YEARS).min(OLDEST_GROUP);
                *self.people.entry((unit, group, sex.as_str())).or_default() += people;
            }
        }
        Ok(bound.map(|_| to))
    }

    /// The provinces, of the units that stand.
    fn add_provinces(&mut self) {
        let mut provinces: BTreeMap<Key, i64> = BTreeMap::new();
        for ((unit, group, sex), people) in self.people.iter().filter(|((unit, ..), _)| !self.ended.contains(unit)) {
            *provinces.entry((unit.province(), *group, sex)).or_default() += people;
        }
        self.people.extend(provinces);
        let mut households: BTreeMap<UnitCode, i64> = BTreeMap::new();
        for (unit, count) in self.households.iter().filter(|(unit, _)| !self.ended.contains(*unit)) {
            *households.entry(unit.province()).or_default() += count;
        }
        self.households.extend(households);
        let mut moved: BTreeMap<(UnitCode, String, Movement), i64> = BTreeMap::new();
        for ((unit, month, kind), people) in self.movements.iter().filter(|((unit, ..), _)| !self.ended.contains(unit)) {
            *moved.entry((unit.province(), month.clone(), *kind)).or_default() += people;
        }
        self.movements.extend(moved);
    }

    /// All ages of each sex, and both sexes; groups without anybody are there as nothing.
    fn add_sums(&mut self) {
        let units: BTreeSet<UnitCode> =
            self.people.keys().map(|(unit, ..)| unit.clone()).chain(self.households.keys().cloned()).collect();
        for unit in units {
            self.households.entry(unit.clone()).or_default();
            let mut both = 0;
            for sex in Sex::ALL {
                let mut all = 0;
                for group in (0..=OLDEST_GROUP / GROUP_YEARS).map(|index| index * GROUP_YEARS) {
                    all += *self.people.entry((unit.clone(), group, sex.as_str())).or_default();
                }
                self.people.insert((unit.clone(), ALL_AGES, sex.as_str()), all);
                both += all;
            }
            self.people.insert((unit, ALL_AGES, BOTH), both);
        }
    }

    fn shown(&self, least: i64) -> Shown {
        let numbers: Vec<i64> = self.people.values().copied().collect();
        let places: BTreeMap<&Key, usize> = self.people.keys().zip(0..).collect();
        let place = |unit: &UnitCode, group: i64, sex: &'static str| places.get(&(unit.clone(), group, sex)).copied();
        let groups: Vec<i64> = (0..=OLDEST_GROUP / GROUP_YEARS).map(|index| index * GROUP_YEARS).collect();
        let mut lines = Vec::new();
        let mut add = |sum: Option<usize>, parts: Vec<Option<usize>>| {
            if let Some(sum) = sum {
                lines.push(Line { sum, parts: parts.into_iter().flatten().collect() });
            }
        };
        // In a unit: its age groups, and the two sexes.
        for unit in self.households.keys() {
            for sex in Sex::ALL.iter().map(|sex| sex.as_str()) {
                add(place(unit, ALL_AGES, sex), groups.iter().map(|group| place(unit, *group, sex)).collect());
            }
            let sexes = Sex::ALL.iter().map(|sex| place(unit, ALL_AGES, sex.as_str()));
            add(place(unit, ALL_AGES, BOTH), sexes.collect());
        }
        // The same number of several units: those of a province, and old communes beside the new one that took them over.
        let kinds: Vec<(i64, &'static str)> = Sex::ALL
            .iter()
            .flat_map(|sex| groups.iter().chain([&ALL_AGES]).map(move |group| (*group, sex.as_str())))
            .chain([(ALL_AGES, BOTH)])
            .collect();
        for (outer, inner) in self.families() {
            for (group, sex) in &kinds {
                add(place(&outer, *group, sex), inner.iter().map(|unit| place(unit, *group, sex)).collect());
            }
        }
        let people = shown(&numbers, &lines, least);
        Shown { people, households: self.households_shown(least) }
    }

    /// Units that other units add up to.
    fn families(&self) -> Vec<(UnitCode, Vec<UnitCode>)> {
        let mut families: BTreeMap<(UnitCode, bool), Vec<UnitCode>> = BTreeMap::new();
        for unit in self.households.keys().filter(|unit| **unit != unit.province()) {
            families.entry((unit.province(), self.ended.contains(unit))).or_default().push(unit.clone());
        }
        let mut found: Vec<(UnitCode, Vec<UnitCode>)> = families.into_iter().map(|((outer, _), inner)| (outer, inner)).collect();
        let mut merged: BTreeMap<&UnitCode, Vec<UnitCode>> = BTreeMap::new();
        for (old, new) in &self.successions {
            merged.entry(new).or_default().push(old.clone());
        }
        found.extend(merged.into_iter().map(|(new, old)| (new.clone(), old)));
        found
    }

    fn households_shown(&self, least: i64) -> BTreeMap<UnitCode, Option<i64>> {
        let numbers: Vec<i64> = self.households.values().copied().collect();
        let places: BTreeMap<&UnitCode, usize> = self.households.keys().zip(0..).collect();
        let place = |unit: &UnitCode| places.get(unit).copied();
        let lines: Vec<Line> = self
            .families()
            .iter()
            .filter_map(|(outer, inner)| Some(Line { sum: place(outer)?, parts: inner.iter().filter_map(place).collect() }))
            .collect();
        self.households.keys().cloned().zip(shown(&numbers, &lines, least)).collect()
    }

    fn movements_shown(&self, least: i64) -> BTreeMap<(UnitCode, String, Movement), Option<i64>> {
        let numbers: Vec<i64> = self.movements.values().copied().collect();
        let places: BTreeMap<&(UnitCode, String, Movement), usize> = self.movements.keys().zip(0..).collect();
        let moments: BTreeSet<(&String, Movement)> = self.movements.keys().map(|(_, month, kind)| (month, *kind)).collect();
        let place = |unit: &UnitCode, month: &String, kind| places.get(&(unit.clone(), month.clone(), kind)).copied();
        let mut lines = Vec::new();
        for (outer, inner) in self.families() {
            for (month, kind) in &moments {
                let Some(sum) = place(&outer, month, *kind) else { continue };
                lines.push(Line { sum, parts: inner.iter().filter_map(|unit| place(unit, month, *kind)).collect() });
            }
        }
        self.movements.keys().cloned().zip(shown(&numbers, &lines, least)).collect()
    }
}
