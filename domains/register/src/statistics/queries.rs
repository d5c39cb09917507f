//! Reading the figures. Anybody may.

use super::{ALL_AGES, BOTH, Movement};
use crate::Error;
use crate::sql::statistics as sql;
use kernel::{Date, Instant, Sex, UnitCode};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{ReadTx, params};

/// Months of a unit that are shown, times four kinds.
const MONTH_ROWS: i64 = 12 * 4;

store::row! {
    /// The last count.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
    pub struct Counted {
        /// The day that it speaks of.
        pub on: Date,
        /// When it was made.
        pub at: Instant,
        /// The least number that is shown.
        pub least: i64,
    }
}

store::row! {
    /// A unit in a list. `None` is a number that is left out.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
    pub struct UnitRow {
        /// The unit.
        pub unit: UnitCode,
        /// Households.
        pub households: Option<i64>,
        /// People.
        pub people: Option<i64>,
        /// Of them men and boys.
        pub male: Option<i64>,
        /// Of them women and girls.
        pub female: Option<i64>,
    }
}

/// An age group of five years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AgeRow {
    /// Its first year.
    pub from: i64,
    /// Men and boys.
    pub male: Option<i64>,
    /// Women and girls.
    pub female: Option<i64>,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthRow {
    /// Such as `2025-07`.
    pub month: String,
    /// By kind; a kind that did not happen is not there.
    pub moved: BTreeMap<Movement, Option<i64>>,
}

/// The figures of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitFigures {
    /// The unit.
    pub unit: UnitCode,
    /// People.
    pub people: Option<i64>,
    /// By age and sex.
    pub ages: Vec<AgeRow>,
    /// By month, the latest first.
    pub months: Vec<MonthRow>,
}

/// The last count; nothing before the first.
///
/// # Errors
/// Failures of the store.
pub fn counted(tx: &mut ReadTx<'_>) -> Result<Option<Counted>, Error> {
    Ok(tx.optional(&sql::COUNTED, params![])?)
}

/// The units inside one: those that stand, or those that ended.
///
/// # Errors
/// Failures of the store.
pub fn units(tx: &mut ReadTx<'_>, outer: &UnitCode, ended: bool) -> Result<Vec<UnitRow>, Error> {
    let (low, high) = outer.range();
    Ok(tx.many(&sql::UNITS, params![ended, low, high])?)
}

/// The figures of a unit.
///
/// # Errors
/// Failures of the store.
pub fn figures(tx: &mut ReadTx<'_>, unit: &UnitCode) -> Result<UnitFigures, Error> {
    let mut found = UnitFigures { unit: unit.clone(), people: None, ages: Vec::new(), months: Vec::new() };
    for (from, sex, people) in tx.many::<(i64, String, Option<i64>)>(&sql::AGES_OF_UNIT, params![unit])? {
        if from == ALL_AGES {
            if sex == BOTH {
                found.people = people;
            }
            continue;
        }
        if found.ages.last().is_none_or(|row| row.from != from) {
            found.ages.push(AgeRow { from, male: None, female: None });
        }
        let Some(row) = found.ages.last_mut() else { continue };
        if sex == Sex::Male.as_str() {
            row.male = people;
        } else {
            row.female = people;
        }
    }
    for (month, kind, people) in tx.many::<(String, Movement, Option<i64>)>(&sql::MONTHS_OF_UNIT, params![unit, MONTH_ROWS])? {
        if found.months.last().is_none_or(|row| row.month != month) {
            found.months.push(MonthRow { month, moved: BTreeMap::new() });
        }
        if let Some(row) = found.months.last_mut() {
            row.moved.insert(kind, people);
        }
    }
    Ok(found)
}

store::row! {
    /// A line of the file: people of a unit in an age group, of one sex.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
    pub struct Line {
        /// The unit.
        pub unit: UnitCode,
        /// Whether it ended.
        pub ended: bool,
        /// The first year of the age group; -1 for all ages.
        pub age_group: i64,
        /// `male`, `female`, or `*` for both.
        pub sex: String,
        /// How many; nothing where the number is left out.
        pub people: Option<i64>,
    }
}

/// Hands out every line.
///
/// # Errors
/// Failures of the store, and what `visit` returns.
pub fn every_line<E: From<store::Error>>(tx: &mut ReadTx<'_>, visit: impl FnMut(Line) -> Result<(), E>) -> Result<(), E> {
    tx.for_each(&sql::EVERYTHING, params![], visit)
}
