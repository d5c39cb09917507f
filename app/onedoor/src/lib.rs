//! The OneDoor program: command line and composition.
//!
//! Everything below asks for time and randomness as values; only this crate takes them from the operating system.
//! It is a library so that tests can put the whole program together without a process.

mod cli;
mod commands;
mod compose;
mod edge;
mod keys;
mod numbers;
mod printer;
mod progress;
mod telemetry;
mod workers;

pub use commands::serve::router;
pub use compose::{Edge, assemble, schemas};
pub use workers::runner;

use clap::Parser as _;
use std::process::ExitCode;

/// Runs the command line.
///
/// Exit codes: 0 done, 1 failed, 2 wrong words on the command line (clap), 3 a check found something.
#[must_use]
pub fn main() -> ExitCode {
    // What the program writes, it writes for itself: databases, keys, backups, rolls that were taken out, mail that is kept.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let cli = cli::Cli::parse();
    match commands::run(&cli) {
        Ok(commands::Outcome::Done) => ExitCode::SUCCESS,
        Ok(commands::Outcome::Findings) => ExitCode::from(3),
        Err(error) => {
            eprintln!("onedoor: {error:#}");
            ExitCode::FAILURE
        }
    }
}
