//! The open dashboard: what anybody may see.
//!
//! A number from 1 to 4 could point to somebody, so it is left out. Where exactly one unit's number is left out of a
//! column, the difference between the total and the others would give it away, so the next smallest goes too.

use crate::overview::{Overview, Question, answer};
use crate::{Error, Figures, Light, Period, Share, Targets};
use access::Actor;
use kernel::UnitCode;
use serde::Serialize;
use store::ReadTx;

/// Numbers up to this are not shown in public, except nothing at all.
pub const SMALL_CELL_MAX: i64 = 4;

/// The figures that are shown in public. `None` is a number too small to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PublicFigures {
    /// Dossiers sent.
    pub filed: Option<i64>,
    /// Of those, sent online.
    pub filed_online: Option<i64>,
    /// Taken in.
    pub received: Option<i64>,
    /// Decided.
    pub resolved: Option<i64>,
    /// Decided in time.
    pub punctual: Option<i64>,
    /// Open and due before today.
    pub overdue: Option<i64>,
}

/// A unit in the open dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicRow {
    /// Which.
    pub unit: UnitCode,
    /// Its figures.
    pub figures: PublicFigures,
    /// Its place by punctuality; nothing when the numbers behind it are too small to show.
    pub rank: Option<u32>,
    /// Its punctuality against the targets; `none` when the numbers behind it are too small to show.
    pub light: Light,
}

/// The open dashboard of a unit. It has no days: a day in a commune is a small number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicOverview {
    /// Which unit.
    pub unit: UnitCode,
    /// Which days.
    pub period: Period,
    /// The unit's figures.
    pub figures: PublicFigures,
    /// Its punctuality against the targets.
    pub light: Light,
    /// The units right under it, by code.
    pub children: Vec<PublicRow>,
}

/// The columns of a public table.
const COLUMNS: usize = 6;

/// A row of numbers; `None` where one is left out.
type Cells = [Option<i64>; COLUMNS];

fn numbers(figures: &Figures) -> [i64; COLUMNS] {
    [figures.filed, figures.filed_online, figures.received, figures.resolved(), figures.early + figures.on_time, figures.overdue]
}

impl From<Cells> for PublicFigures {
    fn from([filed, filed_online, received, resolved, punctual, overdue]: Cells) -> Self {
        Self { filed, filed_online, received, resolved, punctual, overdue }
    }
}

impl PublicFigures {
    /// Indicator I10, when every number behind it is shown.
    #[must_use]
    pub fn punctuality(&self) -> Option<Share> {
        Share::of(self.punctual?, self.resolved? + self.overdue?)
    }

    /// Indicator I09, when both numbers are shown.
    #[must_use]
    pub fn online(&self) -> Option<Share> {
        Share::of(self.filed_online?, self.filed?)
    }
}

/// The open dashboard of a unit; see [`crate::overview`] for the arguments.
///
/// # Errors
/// Those of the store. Anybody may see it.
pub fn public_overview(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    unit: &UnitCode,
    period: Period,
    children: &[UnitCode],
    targets: Targets,
) -> Result<PublicOverview, Error> {
    let overview = answer(tx, &Question { unit, service: None, period, today: actor.today(), children, targets })?;
    Ok(publish(&overview))
}

fn publish(overview: &Overview) -> PublicOverview {
    let whole = PublicFigures::from(numbers(&overview.figures).map(shown));
    let mut table: Vec<[i64; COLUMNS]> = overview.children.iter().map(|child| numbers(&child.figures)).collect();
    let cells = suppress(&mut table);
    let children = overview.children.iter().zip(cells).map(|(child, cells)| {
        let figures = PublicFigures::from(cells);
        let told = figures.punctuality().is_some();
        PublicRow {
            unit: child.unit.clone(),
            figures,
            rank: child.rank.filter(|_| told),
            light: if told { child.light } else { Light::None },
        }
    });
    PublicOverview {
        unit: overview.unit.clone(),
        period: overview.period,
        figures: whole,
        light: if whole.punctuality().is_some() { overview.light } else { Light::None },
        children: children.collect(),
    }
}

const fn is_small(number: i64) -> bool {
    number > 0 && number <= SMALL_CELL_MAX
}

const fn shown(number: i64) -> Option<i64> {
    if is_small(number) { None } else { Some(number) }
}

/// Leaves out the small numbers, and one more of a column where one alone could be worked out from the total.
fn suppress(table: &mut [[i64; COLUMNS]]) -> Vec<Cells> {
    let mut cells: Vec<Cells> = table.iter().map(|row| row.map(shown)).collect();
    for column in 0..COLUMNS {
        let hidden: i64 = table.iter().zip(&cells).filter(|(_, row)| row[column].is_none()).map(|(row, _)| row[column]).sum();
        let count = cells.iter().filter(|row| row[column].is_none()).count();
        // One hidden number is the difference to the total; several that sum to very little are nearly so.
        if count == 1 || (count > 1 && is_small(hidden)) {
            let next = cells.iter_mut().filter(|row| row[column].is_some_and(|number| number > 0)).min_by_key(|row| row[column]);
            if let Some(row) = next {
                row[column] = None;
            }
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(numbers: &[i64]) -> Vec<Option<i64>> {
        let mut table: Vec<[i64; COLUMNS]> = numbers.iter().map(|number| [*number, 0, 0, 0, 0, 0]).collect();
        suppress(&mut table).into_iter().map(|row| row[0]).collect()
    }

    #[test]
    fn small_numbers_are_left_out_and_nothing_is_not_small() {
        assert_eq!(column(&[0, 1, 4, 5, 100]), [Some(0), None, None, Some(5), Some(100)]);
    }

    #[test]
    fn a_lone_small_number_takes_the_next_smallest_with_it() {
        assert_eq!(column(&[3, 50, 7, 0]), [None, Some(50), None, Some(0)]);
        assert_eq!(column(&[1, 1, 9, 8]), [None, None, Some(9), None], "two ones sum to a small number");
        assert_eq!(column(&[3, 0]), [None, Some(0)], "there is no other number to leave out");
    }

    proptest::proptest! {
        /// Nobody who knows the total can narrow a hidden number down to itself.
        #[test]
        fn no_hidden_number_can_be_worked_out(numbers in proptest::collection::vec(0_i64..12, 2..9)) {
            let cells = column(&numbers);
            let hidden: Vec<i64> = numbers.iter().zip(&cells).filter(|(_, cell)| cell.is_none()).map(|(number, _)| *number).collect();
            for (number, cell) in numbers.iter().zip(&cells) {
                proptest::prop_assert!(!(1..=SMALL_CELL_MAX).contains(number) || cell.is_none());
            }
            let others = numbers.iter().filter(|number| **number > 0).count();
            proptest::prop_assert!(hidden.len() != 1 || others == 1, "{numbers:?} shows as {cells:?}");
        }
    }
}
