//! Loads and checks a country pack: the folder that holds everything about a country that is data and not code.
//!
//! [`Pack::embedded`] gives the pack of this repository, [`Pack::load`] one from a folder, which is how an office
//! changes a fee or a holiday without a compiler. Loading checks the whole pack and reports every [`Problem`] at once,
//! each with file, line, what is wrong and what to do.
//!
//! Invariants of a loaded pack:
//! - every unit has a parent that is valid on the same days, and no two versions of a unit overlap;
//! - the shares of a unit's successors sum to one, and exactly one of them is the main one;
//! - a legal value has a law, a source and a day from which it holds; see [`Fact`];
//! - what is text for another crate to read (services, policies, papers, messages) is handed over as it stands,
//!   and that crate checks it.

mod calendar;
mod demo;
mod facts;
mod files;
mod lists;
mod numbers;
mod pack;
mod problem;
mod successions;
mod table;
mod texts;
mod tomls;
mod units;

pub use calendar::{CalendarData, Holiday, OpeningHours, Swap, YearStatus};
pub use demo::{
    AgeBand, COHORTS, CohortName, CommunePeople, DemoWords, Occupation, Phrase, PhraseKind, Street, Surroundings, Weighted,
};
pub use facts::{Confidence, Fact, FactUnit, Facts, UnknownFact};
pub use lists::{Agencies, Code, Codes, NumberPlace, Purpose};
pub use numbers::{Corrects, NumberGround};
pub use pack::{Identity, Pack};
pub use problem::{Problem, report};
pub use successions::{Succession, SuccessionKind};
pub use texts::{MessageFile, ServiceFolder, TextFile};
pub use units::{Position, Unit, UnitType};
