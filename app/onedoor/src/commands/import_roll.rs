//! `onedoor import roll`: takes a commune's population roll in, and writes down every line that it could not take.

use crate::cli::Place;
use crate::commands::{Outcome, house};
use anyhow::Context as _;
use indicatif::ProgressBar;
use kernel::UnitCode;
use register::roll::{Import, Report, RollError, Severity, UnitBook, import, write_rejects};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Imports, or goes on where an earlier import of the same file stopped.
///
/// # Errors
/// A file that cannot be taken as a whole.
pub(crate) fn run(place: &Place, file: &Path, rejected: Option<&Path>, unit: Option<&str>) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let platform = &house.platform;
    let scope: UnitCode = unit.map_or_else(|| Ok(UnitCode::nation()), str::parse)?;
    let actor = platform.system("import");
    let units = Arc::new(UnitBook::new(&platform.places, actor.today()));
    let wanted = Import { scope, units, keep_contradictions: true };
    let bar = crate::progress::bar("importing", file.metadata().map_or(0, |data| data.len()), place.quiet);
    let report = import(&platform.store, &actor, file, &wanted, &mut |progress| {
        bar.set_position(progress.bytes);
        ControlFlow::Continue(())
    });
    let report = report.map_err(|error| explained(platform, &error)).with_context(|| file.display().to_string())?;
    bar.finish_and_clear();
    platform.store.count_spread()?;
    let rejects = rejected.map_or_else(|| file.with_extension("rejected.csv"), PathBuf::from);
    let written = write_down(platform, &report, &rejects)?;
    print(&report, written, &rejects, &bar);
    platform.store.close();
    Ok(if report.rejected == 0 { Outcome::Done } else { Outcome::Findings })
}

fn explained(platform: &gate::Platform, error: &RollError) -> anyhow::Error {
    anyhow::anyhow!("{} ({error})", platform.words.say(kernel::Locale::Vi, error.message_id(), &[]))
}

fn write_down(platform: &gate::Platform, report: &Report, target: &Path) -> anyhow::Result<u64> {
    if report.rejected == 0 {
        return Ok(0);
    }
    let mut out = std::io::BufWriter::new(std::fs::File::create(target).with_context(|| target.display().to_string())?);
    let say = |locale, id: &str| platform.words.say(locale, id, &[]);
    let run = report.run;
    Ok(platform.store.read_blocking(|tx| write_rejects(tx, run, Severity::Rejected, &mut out, &say))?)
}

fn print(report: &Report, written: u64, rejects: &Path, bar: &ProgressBar) {
    if report.known_already {
        println!("This file was imported before; nothing was done.");
    }
    if report.resumed {
        println!("Went on where an earlier import had stopped.");
    }
    println!(
        "{} accepted, {} rejected, {} noticed, {} households.",
        report.accepted, report.rejected, report.noticed, report.households
    );
    println!("Took {:.1} s.", bar.elapsed().as_secs_f64());
    for column in &report.ignored_columns {
        println!("Column not understood: {column}");
    }
    if written > 0 {
        println!("{written} reasons are in {}.", rejects.display());
    }
}
