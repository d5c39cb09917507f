//! Administrative units with the days on which they exist, and who took over whom.
//!
//! [`Places`] answers from memory: units of a day ([`Places::as_of`]), children, ancestors, successors, search.
//! The table `unit` holds the same rows for statements that join names; [`sync`] writes it from the country pack.
//!
//! Invariants:
//! - a code alone names a place for ever; what the place is called, and whether it exists, depends on the day;
//! - every unit of a day has its parent on that day, up to the nation;
//! - a unit that ended has successors, and following the main ones leads to a unit that exists.

mod commands;
mod error;
mod model;
mod queries;
mod search;
mod sql;

pub use commands::correct::{Correction, correct};
pub use commands::sync::{Synced, in_step, sync};
pub use country::{Position, Succession, SuccessionKind, Unit, UnitType};
pub use error::PlacesError;
pub use model::{AsOf, Choice, Places};
pub use queries::{LISTED_MAX, UnitRow, listed, load};
pub use search::HITS_MAX;

/// The tables of the subject.
#[must_use]
pub fn schema() -> store::Schema {
    store::Schema::new("places").migration("0001_places", include_str!("../migrations/0001_places.sql")).statements(sql::ALL)
}
