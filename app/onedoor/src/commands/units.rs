//! `onedoor units`: redraws the map of administrative units under the people who live there.
//!
//! Planned for a day, rehearsed, carried out in bounded units of work. Stopped at any moment, the next run goes on with
//! what is left: nothing remembers how far a run came but the rows themselves.

use crate::cli::{Output, Place};
use crate::commands::{Outcome, house, house_to_read};
use crate::progress;
use anyhow::Context as _;
use gate::Platform;
use kernel::{Date, UnitCode};
use register::reform::{self, NewPlan, Open, Pace, Part, Phase, ReformError, Report, Rule};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

mod offices;

/// Lines that one look at a list takes.
const LINES_AT_ONCE: u32 = 50_000;

/// Plans the change of a day.
///
/// # Errors
/// A list that cannot be used; a day on which nothing changes; a change that has begun.
pub(crate) fn plan(place: &Place, on: Date, allocation: Option<&Path>, basis: &str) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let platform = &house.platform;
    let rules = match allocation {
        None => Vec::new(),
        Some(path) => {
            let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
            Rule::read(file).map_err(|error| explained(platform, &error)).with_context(|| path.display().to_string())?
        }
    };
    let wanted = NewPlan { city: city(platform), on, basis: basis.to_owned(), rules };
    let (actor, places) = (platform.system("units"), Arc::clone(&platform.places));
    let planned = platform.store.write_blocking(move |tx| reform::plan(tx, &actor, &places, &wanted));
    planned.map_err(|error| explained(platform, &error))?;
    let report = read(platform, on)?;
    let divided = report.endings.iter().filter(|ending| ending.successors > 1).count();
    let ruled = report.endings.iter().filter(|ending| ending.divided).count();
    println!(
        "{} communes end on {on}; {divided} have several successors, {ruled} of them are divided by the list.",
        report.endings.len()
    );
    platform.store.close();
    Ok(Outcome::Done)
}

/// Counts what a planned change would do.
///
/// # Errors
/// A change that was not planned or has begun; a database that cannot be read.
pub(crate) fn dry_run(place: &Place, on: Date, output: Output) -> anyhow::Result<Outcome> {
    let house = house_to_read(place)?;
    let platform = &house.platform;
    let (actor, city) = (platform.system("units"), city(platform));
    let rehearsed = platform.store.read_blocking(|tx| reform::rehearse(tx, &actor, &city, on));
    let rehearsed = rehearsed.map_err(|error| explained(platform, &error))?;
    let report = read(platform, on)?;
    let offices = offices::count(platform, &report)?;
    match output {
        Output::Json => println!("{}", serde_json::json!({ "register": rehearsed, "offices": offices })),
        Output::Text => {
            table(&rehearsed.parts);
            summary(&rehearsed.total());
            along(&rehearsed.open);
            let [dwellings, households, people] = rehearsed.untouched;
            println!("Not touched: {dwellings} dwellings, {households} households, {people} people in units that stay.");
            offices.print();
        }
    }
    platform.store.close();
    Ok(Outcome::Done)
}

/// Carries a planned change out, or goes on where an earlier run stopped.
///
/// # Errors
/// A change that was not planned, or whose day has not come; a database that cannot be written.
pub(crate) fn apply(place: &Place, on: Date, batch: u32, fast: bool) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let platform = &house.platform;
    let report = read(platform, on)?;
    if platform.system("units").today() < on {
        return Err(explained(platform, &ReformError::NotYet(on)));
    }
    // Officials of communes that end may act in the new ones before the first person moves.
    offices::inherit(platform, &report)?;
    let bar = progress::bar("communes", u64::try_from(report.endings.len()).unwrap_or(0), place.quiet);
    bar.set_position(u64::try_from(report.units_moved()).unwrap_or(0));
    let pace = Pace { dwellings: batch, without_indexes: fast, ..Pace::default() };
    let city = city(platform);
    let phase = reform::run(&platform.store, &platform.system("units"), &city, on, pace, &mut |step| {
        bar.inc(step.units);
        bar.set_message(step.phase.as_str());
        ControlFlow::Continue(())
    });
    let phase = phase.map_err(|error| explained(platform, &error))?;
    if phase == Phase::Offices {
        let moved = offices::carry_out(platform, &report)?;
        moved.print();
        let (actor, province) = (platform.system("units"), city);
        platform
            .store
            .write_blocking(move |tx| reform::finish(tx, &actor, &province, on))
            .map_err(|error| explained(platform, &error))?;
        // Nearly every row has another commune now.
        platform.store.count_spread()?;
    }
    bar.finish_and_clear();
    let report = read(platform, on)?;
    summary(&report.total());
    along(&report.open);
    println!(
        "Took {:.1} s; {} of {} communes moved, {}.",
        bar.elapsed().as_secs_f64(),
        report.units_moved(),
        report.endings.len(),
        report.reform.phase
    );
    platform.store.close();
    Ok(Outcome::Done)
}

/// Shows what was planned and done, and writes the lists of what should be looked at.
///
/// # Errors
/// A change that was not planned; a file that cannot be written.
pub(crate) fn report(
    place: &Place,
    on: Date,
    households: Option<&Path>,
    addresses: Option<&Path>,
    output: Output,
) -> anyhow::Result<Outcome> {
    let house = house_to_read(place)?;
    let platform = &house.platform;
    let report = read(platform, on)?;
    match output {
        Output::Json => println!("{}", serde_json::to_string(&report)?),
        Output::Text => {
            table(&report.parts);
            println!("{}, {} of {} communes moved.", report.reform.phase, report.units_moved(), report.endings.len());
            summary(&report.total());
            along(&report.open);
        }
    }
    let (actor, city) = (platform.system("units"), city(platform));
    if let Some(path) = households {
        let lines = pages(|skip| {
            platform.store.read_blocking(|tx| reform::unsure_households(tx, &actor, &city, on, LINES_AT_ONCE, skip))
        });
        write(path, &lines.map_err(|error| explained(platform, &error))?)?;
    }
    if let Some(path) = addresses {
        let lines =
            pages(|skip| platform.store.read_blocking(|tx| reform::same_addresses(tx, &actor, &city, on, LINES_AT_ONCE, skip)));
        write(path, &lines.map_err(|error| explained(platform, &error))?)?;
    }
    platform.store.close();
    Ok(Outcome::Done)
}

/// Every line of a list, a page at a time.
fn pages<T>(mut page: impl FnMut(u32) -> Result<Vec<T>, ReformError>) -> Result<Vec<T>, ReformError> {
    let mut all: Vec<T> = Vec::new();
    loop {
        let more = page(u32::try_from(all.len()).unwrap_or(u32::MAX))?;
        let last = more.len() < usize::try_from(LINES_AT_ONCE).unwrap_or(usize::MAX);
        all.extend(more);
        if last {
            return Ok(all);
        }
    }
}

fn write(path: &Path, lines: &[impl serde::Serialize]) -> anyhow::Result<()> {
    let mut file = csv::Writer::from_path(path).with_context(|| path.display().to_string())?;
    for line in lines {
        file.serialize(line)?;
    }
    file.flush()?;
    println!("{} lines are in {}.", lines.len(), path.display());
    Ok(())
}

fn table(parts: &[Part]) {
    println!(
        "{:<14}{:<10}{:>11}{:>11}{:>11}{:>11}{:>11}{:>11}",
        "old", "new", "dwellings", "households", "people", "renumbered", "same-addr", "unsure"
    );
    for part in parts.iter().filter(|part| part.dwellings + part.households + part.people > 0) {
        println!(
            "{:<14}{:<10}{:>11}{:>11}{:>11}{:>11}{:>11}{:>11}",
            part.old, part.new, part.dwellings, part.households, part.people, part.renumbered, part.same_address, part.unsure
        );
    }
}

fn summary(total: &Part) {
    println!(
        "{} people in {} households and {} dwellings.\n{} households have a number that the new commune had already: they get it behind that of the old one.\n{} dwellings have an address that the new commune had already: they stay apart.\n{} households of divided communes went to the main successor for want of a rule.",
        total.people, total.households, total.dwellings, total.renumbered, total.same_address, total.unsure
    );
}

/// What goes along because it is open; what is closed stays where it was closed.
fn along(open: &Open) {
    println!(
        "Open and moved along: {} lodging houses, {} stays, {} absences, {} requests for a second officer, {} notices, {} runs through the numbers.",
        open.lodgings, open.stays, open.absences, open.requests, open.notices, open.runs
    );
}

fn city(platform: &Platform) -> UnitCode {
    platform.pack.identity().city.clone()
}

fn read(platform: &Platform, on: Date) -> anyhow::Result<Report> {
    let (actor, city) = (platform.system("units"), city(platform));
    let report = platform.store.read_blocking(|tx| reform::report(tx, &actor, &city, on));
    report.map_err(|error| explained(platform, &error))
}

fn explained(platform: &Platform, error: &ReformError) -> anyhow::Error {
    anyhow::anyhow!("{} ({error})", platform.words.say(kernel::Locale::Vi, error.message_id(), &[]))
}
