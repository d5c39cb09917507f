//! Dossiers from the outside, on both engines.
#![expect(clippy::unwrap_used, reason = "tests say what must be there")]

mod checks;
mod city;
mod confirmation;
mod deaths;
mod desks;
mod filing;
mod numbers;
mod papers;
mod permanent;
mod statements;
mod supplement;
mod temporary;
mod units;
mod versions;
