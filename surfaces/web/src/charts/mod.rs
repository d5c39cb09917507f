//! Charts as SVG that everybody can read.
//!
//! Functions from data to a [`Chart`]: a picture, and the same numbers as a table to stand beside it. Nothing here
//! knows a domain or a language: words and the way numbers are written come with the data.
//!
//! Invariants:
//! - every picture has a title and a description, and the table holds every number that is drawn;
//! - nothing is told by colour alone: stacked parts have patterns, lines have markers and dashes, bars have words;
//! - colours and sizes are classes (`css/charts.css`), so the theme decides and no inline style is needed;
//! - widths are percentages and letters keep their size, so a chart is readable on a phone;
//! - what is absent is drawn as absent, never as nothing.

mod bars;
mod data;
mod lines;
mod scale;
mod spark;
mod stacked;
mod svg;

pub use bars::{Bar, BarTone, bars};
pub use data::{Chart, ChartWords, DataRow, DataTable, Series};
pub use lines::lines;
pub use spark::sparkline;
pub use stacked::stacked;

#[cfg(test)]
mod tests;
