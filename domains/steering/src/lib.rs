//! Tallies of work by unit, service and day, and what they add up to.
//!
//! Dossiers publish events; [`tally`] folds them, thousands in one transaction, into tables whose rows a dashboard
//! adds up: no page ever counts dossiers. [`overview`] is the dashboard of a unit, [`public_overview`] what anybody
//! may see of it, [`behind`] and [`rows`] the rows behind each number.
//!
//! Invariants:
//! - an event counts once, whatever crashes: the consumer's place is saved with the sums;
//! - a unit's figures are the sum of those of the units in it;
//! - a share without a denominator is absent, never zero;
//! - in the public view no number of one to four is shown, nor one from which it could be worked out.

mod behind;
mod error;
mod figures;
mod fold;
mod model;
mod overview;
mod public;
mod rows;
mod sql;
mod tally;

pub use behind::{Behind, Number, behind};
pub use error::Error;
pub use figures::{Figures, Light, Share, Targets};
pub use fold::{Act, DossierFact, Metric, State, Timeliness};
pub use model::{BadPeriod, DAYS_MAX, Period};
pub use overview::{ChildRow, DayRow, Overview, overview};
pub use public::{PublicFigures, PublicOverview, PublicRow, SMALL_CELL_MAX, public_overview};
pub use rows::{DossierLine, ROWS_MAX, RowPlace, Rows, rows};
pub use tally::{BATCH_EVENTS, CONSUMER, Folded, folded, tally};

/// The service under which the figures of all services are kept.
pub const ALL_SERVICES: &str = "*";

/// The tables and statements of steering.
#[must_use]
pub fn schema() -> store::Schema {
    store::Schema::new("steering")
        .migration("0001_steering", include_str!("../migrations/0001_steering.sql"))
        .statements(sql::ALL)
}
