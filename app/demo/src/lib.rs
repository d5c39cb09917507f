//! A synthetic city: people, households, staff and some weeks of dossiers.
//!
//! [`population`] makes the people without a database; the rest of the crate puts them into one.

pub mod population;
