//! Cleansing the register: rules as data, the review by them, and the cases that officers close.
//!
//! [`Rules`] come from the country pack. A [`scan`] goes through the whole register, [`follow_register`] judges again
//! whatever changes. What a rule finds is a [`Case`] of the commune of the record; what it does not find any more ends it.
//!
//! Invariants:
//! - one case a rule and subject, for ever: what comes back is the same case again;
//! - reviewing twice changes nothing the second time;
//! - what an officer says of a case is confirmed by another;
//! - findings carry ids and codes; whoever is named in a list gets an access entry before it is shown.

mod board;
mod checks;
mod commands;
mod error;
mod follow;
mod model;
mod permit;
mod queries;
mod rules;
pub mod scan;
mod settle;
mod sql;

pub use board::{Board, Score, Share, Stood, board};
pub use commands::SAID_CHARACTERS_MAX;
pub use commands::decide::{agree, send_back};
pub use commands::propose::{Proof, correct, refute};
pub use commands::work::{take, verify};
pub use error::Error;
pub use follow::{CONSUMER, follow_register};
pub use model::{About, Act, Case, CaseId, Ground, Standing, State, Step, StepId, Subject, What};
pub use queries::{
    CaseCounts, CaseFilter, CaseLine, CaseOpened, LATE_COUNTED_MAX, PAGE_ROWS_MAX, case, case_counts, cases, cases_about,
};
pub use rules::{Class, Evidence, Reported, Rule, Rules, Severity, check};

/// The tables and statements of cleansing.
#[must_use]
pub fn schema() -> store::Schema {
    store::Schema::new("quality").migration("0001_quality", include_str!("../migrations/0001_quality.sql")).statements(sql::ALL)
}
