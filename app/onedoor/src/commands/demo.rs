//! `onedoor demo`: a synthetic city to try things in.

use crate::cli::{Demo, DemoUnits, Place};
use crate::commands::{Outcome, settings};
use crate::compose::compose_with;
use crate::edge::SystemClock;
use accounts::PasswordCost;
use anyhow::Context as _;
use demo::population::Shares;
use demo::{Built, DemoConfig, Observer, Stage, Town};
use gate::DemoLogin;
use indicatif::ProgressBar;
use kernel::unit::UnitLevel;
use kernel::{Clock as _, Instant, ManualClock};
use std::path::PathBuf;
use std::sync::Arc;

/// The file in the data folder that lists who a visitor can sign in as.
const LOGINS_FILE: &str = "demo-logins.json";

/// Who a visitor can sign in as; nobody when this is no demonstration.
pub(crate) fn logins(place: &Place) -> Vec<DemoLogin> {
    let read = std::fs::read(logins_file(place)).ok();
    read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn logins_file(place: &Place) -> PathBuf {
    place.data.join(LOGINS_FILE)
}

/// Builds the city unless there is one.
///
/// # Errors
/// A database that cannot be written.
pub(crate) fn run(place: &Place, options: &Demo) -> anyhow::Result<Outcome> {
    let now = moment(place, options.units)?;
    match build(place, options.people, options.seed, options.dossiers, now)? {
        None => println!("There is a city already in {}; nothing was touched.", place.data.display()),
        Some(built) => {
            println!(
                "{} people in {} households, {} officials, {} accounts, {} dossiers.",
                built.people, built.households, built.staff, built.accounts, built.dossiers
            );
            if built.papers_waiting > 0 {
                println!("{} papers wait for the server to print them.", built.papers_waiting);
            }
            println!("Start it with: onedoor serve --data {}", place.data.display());
        }
    }
    Ok(Outcome::Done)
}

/// The present moment of the city: now, or the afternoon of the last day on which communes stood that have ended since.
///
/// # Errors
/// A pack that knows of no such communes.
pub(crate) fn moment(place: &Place, units: DemoUnits) -> anyhow::Result<Instant> {
    if units == DemoUnits::Today {
        return Ok(SystemClock.now());
    }
    let pack = crate::compose::pack(place)?;
    let city = &pack.identity().city;
    let ended = pack.units().iter().filter(|unit| unit.code.level() == UnitLevel::Commune && city.contains(&unit.code));
    let last = ended.filter_map(|unit| unit.valid_to).max().context("no commune of the city has ended")?;
    Ok(Instant::from_vietnam(last.at(16, 0, 0, 0)))
}

/// Builds a city and writes down who to sign in as. Nothing when there is one already.
///
/// # Errors
/// A database that cannot be written.
pub(crate) fn build(place: &Place, people: u64, seed: u64, dossiers: u32, now: Instant) -> anyhow::Result<Option<Built>> {
    let clock = Arc::new(ManualClock::new(now));
    let house = compose_with(place, settings(None, None, place), clock.clone())?.mended()?;
    let platform = &house.platform;
    let key = house.keys.accounts;
    // A guess at a demo password is worth nothing, so hashing thousands of them may be cheap.
    let accounts = accounts::Accounts::new(&platform.settings.public_url, &key)?.with_password_cost(PasswordCost::CHEAP);
    let mail =
        Arc::new(notify::FileSink::new(place.data.join("mail"), "OneDoor <no-reply@localhost>").map_err(anyhow::Error::msg)?);
    let town = Town {
        store: platform.store.clone(),
        pack: Arc::clone(&platform.pack),
        places: Arc::clone(&platform.places),
        services: Arc::clone(&platform.services),
        cleansing: Arc::clone(&platform.cleansing),
        accounts: Arc::new(accounts),
        context: platform.context.clone(),
        clock: clock.clone(),
        runner: Some(crate::workers::runner(platform, mail, clock)),
    };
    let config = DemoConfig { people, seed, dossiers, now, shares: Shares::default() };
    let mut bars = Bars { quiet: place.quiet, bar: None };
    let outcome = demo::build(&town, &config, &mut bars).context("the city cannot be built")?;
    bars.finish();
    platform.store.close();
    match outcome {
        demo::Outcome::AlreadyThere => Ok(None),
        demo::Outcome::Built(built) => {
            std::fs::write(logins_file(place), serde_json::to_vec_pretty(&built.logins)?)?;
            Ok(Some(*built))
        }
    }
}

struct Bars {
    quiet: bool,
    bar: Option<(Stage, ProgressBar)>,
}

impl Bars {
    fn finish(&mut self) {
        if let Some((_, bar)) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Bars {
    fn at(&mut self, stage: Stage, done: u64, total: u64) {
        if self.bar.as_ref().is_none_or(|(known, _)| *known != stage) {
            self.finish();
            self.bar = Some((stage, crate::progress::bar(stage.as_str(), total, self.quiet)));
        }
        if let Some((_, bar)) = &self.bar {
            bar.set_position(done);
        }
    }
}
