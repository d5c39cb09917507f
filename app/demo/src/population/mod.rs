//! A synthetic city: households with their members, one after another, the same for the same seed.
//!
//! Nothing here touches a database. Memory does not grow with the number of people: households are made when asked for,
//! commune by commune, and unique numbers come from counters, not from a list of the numbers that were given.

mod addresses;
mod city;
mod dice;
mod dirt;
mod family;
mod names;
mod numbers;
mod resident;
mod ties;

pub use city::{Plan, Population};
pub(crate) use dice::Dice;
pub use dirt::{Dirt, Shares};
pub use names::Namer;
pub use resident::{Home, Resident, Stay};
pub use ties::Tie;
