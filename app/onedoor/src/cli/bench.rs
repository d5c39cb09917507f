//! Measuring.

use super::Output;
use clap::{Args, ValueEnum};

/// Options of `bench`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Bench {
    /// What to measure, one after the other in the same city
    #[arg(value_enum, required = true)]
    pub(crate) scenarios: Vec<Scenario>,

    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Output::Text)]
    pub(crate) output: Output,

    /// Connections of the load generator: 64, and 4 for what people do at a desk
    #[arg(long)]
    pub(crate) connections: Option<usize>,

    /// Turns a second of the paced scenarios, evenly spread
    #[arg(long, default_value_t = 5_000)]
    pub(crate) rate: u32,

    /// Length of each measurement in seconds
    #[arg(long, default_value_t = 10)]
    pub(crate) seconds: u64,

    /// Dossiers that are stored before the measurement
    #[arg(long, default_value_t = 0)]
    pub(crate) stored: u64,

    /// People in the register
    #[arg(long, default_value_t = 20_000)]
    pub(crate) people: u64,
}

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scenario {
    /// Filing dossiers over HTTP
    Submit,
    /// Filing, receiving, deciding and returning dossiers over HTTP
    Lifecycle,
    /// Looking persons up by number over HTTP
    Lookup,
    /// Looking persons up by number at a set pace
    LookupPaced,
    /// Searching names with typing errors within a district over HTTP
    Search,
    /// Searching the whole city by name, by name and year, by telephone and by address in turn
    SearchCity,
    /// Opening the page of a person at the register desk
    Person,
    /// Registering births into the mother's household
    Birth,
    /// Memory of a server with nothing to do, and how long it takes to start
    Idle,
}
