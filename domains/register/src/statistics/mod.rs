//! Figures for everybody: how many people by unit, age and sex, how many households, who came and went.
//!
//! A job counts ([`count`]), in one pass over the persons, by the units of today and by those that ended; events are
//! folded into movements ([`tally`]). Pages and files read what the job left.
//!
//! What stays true:
//! - no number from 1 up to the threshold is shown, nor one from which such a number could be worked out, neither from
//!   sums nor from the figures of old and new communes side by side;
//! - figures name nobody, so reading them leaves no access entry;
//! - the age is the year of the count less the year of birth: many know no more of their birth than the year.

mod count;
mod movements;
mod protect;
mod queries;

pub use count::count;
pub use movements::{CONSUMER, tally};
pub use queries::{AgeRow, Counted, Line, MonthRow, UnitFigures, UnitRow, counted, every_line, figures, units};

/// The first year of the last age group, which is open.
pub const OLDEST_GROUP: i64 = 85;
/// How many years an age group has.
pub const GROUP_YEARS: i64 = 5;
/// The age group that stands for all ages.
pub(crate) const ALL_AGES: i64 = -1;
/// The sex that stands for both.
pub(crate) const BOTH: &str = "*";

kernel::text_enum! {
    /// Why a commune has one person more or less.
    pub enum Movement {
        /// Somebody was born.
        Birth = "birth",
        /// Somebody died.
        Death = "death",
        /// Somebody registered permanently from elsewhere.
        Arrival = "arrival",
        /// Somebody registered permanently elsewhere.
        Departure = "departure",
    }
}
