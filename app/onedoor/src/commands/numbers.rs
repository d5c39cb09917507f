//! `onedoor numbers`: issues identity numbers to who lacks one, and checks those that there are.

use crate::cli::{NumbersReport, Place};
use crate::commands::{Outcome, house};
use anyhow::Context as _;
use gate::Platform;
use kernel::UnitCode;
use register::numbers::{Line, Run, RunId, RunKind, advance, begin, lines};
use std::io::Write as _;

/// Issues numbers, or says to whom they would be issued.
///
/// # Errors
/// A report that cannot be written; failures of the store.
pub(crate) fn issue(place: &Place, unit: &UnitCode, dry_run: bool, report: &NumbersReport) -> anyhow::Result<Outcome> {
    start(place, if dry_run { RunKind::DryRun } else { RunKind::Issue }, unit, report)
}

/// Finds numbers that contradict the record.
///
/// # Errors
/// Those of [`issue`].
pub(crate) fn check(place: &Place, unit: &UnitCode, report: &NumbersReport) -> anyhow::Result<Outcome> {
    start(place, RunKind::Check, unit, report)
}

fn start(place: &Place, kind: RunKind, unit: &UnitCode, report: &NumbersReport) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let platform = &house.platform;
    let (actor, unit) = (platform.system("numbers"), unit.clone());
    let id = platform.store.write_blocking(move |tx| begin(tx, &actor, kind, &unit))?;
    eprintln!("Run {id}. When it is stopped, go on with: onedoor numbers resume {id}");
    go_on(place, platform, id, report)
}

/// Goes on with a run that was stopped.
///
/// # Errors
/// Those of [`issue`], and a run that does not exist.
pub(crate) fn resume(place: &Place, run: RunId, report: &NumbersReport) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    go_on(place, &house.platform, run, report)
}

fn go_on(place: &Place, platform: &Platform, id: RunId, report: &NumbersReport) -> anyhow::Result<Outcome> {
    let actor = platform.system("numbers");
    let bar = crate::progress::bar("identity numbers", 0, place.quiet);
    let run = loop {
        let run = advance(&platform.store, &actor, platform.pack.number_places(), id)?;
        bar.set_position(u64::try_from(run.looked_at).unwrap_or(0));
        if run.finished_at.is_some() {
            break run;
        }
    };
    bar.finish_and_clear();
    if let Some(file) = &report.file {
        write_report(platform, &run, file)?;
    }
    println!("{} people looked at, {} with a number now, {} to mend.", run.looked_at, run.done, run.found);
    platform.store.close();
    Ok(if run.found == 0 { Outcome::Done } else { Outcome::Findings })
}

/// A line for each person. Everybody in the report is noted as seen, a page at a time, before the lines are written.
fn write_report(platform: &Platform, run: &Run, file: &std::path::Path) -> anyhow::Result<()> {
    let target = std::fs::File::create_new(file).with_context(|| format!("{} cannot be written", file.display()))?;
    let mut out = std::io::BufWriter::new(target);
    writeln!(out, "person,number,unit,outcome")?;
    let mut after = None;
    loop {
        let (actor, id) = (platform.system("numbers"), run.id);
        let page: Vec<Line> = platform.store.write_blocking(move |tx| lines(tx, &actor, id, after, register::PAGE_ROWS_MAX))?;
        for line in &page {
            let number = line.person.number.map(|number| number.to_string()).unwrap_or_default();
            writeln!(out, "{},{number},{},{}", line.person.id, line.person.unit, line.outcome)?;
        }
        after = page.last().map(|line| line.person.id);
        if page.is_empty() {
            break;
        }
    }
    out.flush()?;
    Ok(())
}
