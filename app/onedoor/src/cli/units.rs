//! Changes of administrative units.

use super::Output;
use clap::{Subcommand, ValueHint};
use std::path::PathBuf;

/// What can be done when units change.
#[derive(Debug, Subcommand)]
pub(crate) enum Units {
    /// Plan the change of a day: which communes end, and who takes them over
    Plan {
        /// The first day of the new map, such as 2025-07-01
        #[arg(long)]
        on: kernel::Date,
        /// CSV with the columns old,address,new: which addresses of a divided commune go where
        #[arg(long, value_hint = ValueHint::FilePath)]
        allocation: Option<PathBuf>,
        /// The law, as the history will show it
        #[arg(long, default_value = "unit-reform")]
        basis: String,
    },
    /// Count what a planned change would do, without doing it
    DryRun {
        /// The first day of the new map
        #[arg(long)]
        on: kernel::Date,
        /// How the figures are printed
        #[arg(long, value_enum, default_value_t = Output::Text)]
        output: Output,
    },
    /// Carry a planned change out, or go on where an earlier run stopped
    Apply {
        /// The first day of the new map
        #[arg(long)]
        on: kernel::Date,
        /// Dwellings moved in one transaction; small for a server that people use meanwhile
        #[arg(long, default_value_t = 2_000)]
        batch: u32,
        /// Leave two indexes of the search out meanwhile: quicker for a whole city, for hours in which nobody works
        #[arg(long)]
        fast: bool,
    },
    /// Show what was planned, what was done and what should be looked at
    Report {
        /// The first day of the new map
        #[arg(long)]
        on: kernel::Date,
        /// Write the households whose new commune nobody stated, as CSV
        #[arg(long, value_hint = ValueHint::FilePath)]
        households: Option<PathBuf>,
        /// Write the dwellings that share their address since, as CSV
        #[arg(long, value_hint = ValueHint::FilePath)]
        addresses: Option<PathBuf>,
        /// How the figures are printed
        #[arg(long, value_enum, default_value_t = Output::Text)]
        output: Output,
    },
}
