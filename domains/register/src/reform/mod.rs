//! Redrawing the map under a populated register: communes end, others take over their dwellings, households and people.
//!
//! A change is planned for the day on which it takes effect ([`plan()`]), can be rehearsed without writing anything
//! ([`rehearse()`]), and is carried out in bounded units of work ([`step()`]), one after another:
//!
//! 1. *homes*: commune by commune, a range of addresses at a time, dwellings with their households and the persons for whom
//!    the commune answers;
//! 2. *people*: a sweep over the persons who have no residence, and what is open about anybody: requests, notices, absences;
//! 3. *names*: a sweep over the search by name, in its own order;
//! 4. *offices*: other subjects move what is theirs, then [`finish`] ends it.
//!
//! What stays true:
//! - after each unit of work every invariant of the register holds, so a process may be killed at any moment: the next one
//!   goes on with what is left;
//! - nothing is overwritten: a moved dwelling keeps its commune in `dwelling_former_unit`, a person without residence in
//!   `person_former_unit`, a household that gets another number the old one in `household_former_number`;
//! - a commune that ends leaves one entry of the history, not one for each person;
//! - two dwellings with one address, from two communes that became one, stay two;
//! - while it goes on, searches find everybody: communes that took over are searched together with those that ended.

mod allocation;
mod before;
mod error;
mod model;
mod open;
mod plan;
mod rehearsal;
mod report;
mod step;
mod sweep;

pub use allocation::Rule;
pub use before::{
    FormerUnit, Formerly, dwelling_unit_at, former_numbers, former_units, household_number_at, person_unit_at, successors,
};
pub(crate) use before::{ended_into, extended, in_force, lived_in, searched_instead, under_way, with_successors};
pub use error::ReformError;
pub use model::{Ending, Open, Part, Phase, Reform, ReformId, UnitState};
pub use plan::{NewPlan, plan};
pub use rehearsal::{Rehearsal, rehearse};
pub use report::{Report, SameAddress, UnsureHousehold, latest, report, same_addresses, unsure_households};
pub(crate) use step::number_prefix;
pub use step::{Pace, Step, finish, run, start, step};
