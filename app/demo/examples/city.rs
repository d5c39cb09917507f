//! Builds a city in a folder without the rest of the program and says how long it took:
//! `cargo run --release -p demo --example city -- FOLDER PEOPLE DOSSIERS [NOW]`.

#![expect(clippy::disallowed_methods, reason = "a measuring program may look at the clock")]

use access::{Context, Policies, Subject};
use accounts::{Accounts, PasswordCost};
use demo::population::Shares;
use demo::{DemoConfig, Observer, Outcome, Stage, Town};
use kernel::{Clock as _, Ids, Instant, ManualClock, SeededRandom};
use std::sync::Arc;
use store::{Config, Store};

type Failure = Box<dyn std::error::Error>;

struct Stopwatch {
    started: std::time::Instant,
    stage: Option<Stage>,
}

impl Observer for Stopwatch {
    fn at(&mut self, stage: Stage, done: u64, _: u64) {
        if self.stage != Some(stage) {
            println!("{:>8.2} s  {stage} begins", self.started.elapsed().as_secs_f64());
            self.stage = Some(stage);
        } else if stage == Stage::People && done % 200_000 < 10_000 {
            println!("{:>8.2} s  {done}", self.started.elapsed().as_secs_f64());
        }
    }
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().ok_or("a folder or a PostgreSQL address")?;
    let people = arguments.next().map_or(Ok(20_000), |text| text.parse())?;
    let dossiers = arguments.next().map_or(Ok(1_200), |text| text.parse())?;
    let now = Instant::from_vietnam(arguments.next().as_deref().unwrap_or("2026-05-21T15:10").parse()?);
    let config = if place.starts_with("postgres://") { Config::postgres(place) } else { Config::sqlite(place) };
    let town = town(Store::open(&config)?)?;
    let watch = std::time::Instant::now();
    let mut observer = Stopwatch { started: watch, stage: None };
    let outcome =
        demo::build(&town, &DemoConfig { people, seed: 2022, dossiers, now, shares: Shares::default() }, &mut observer)?;
    println!("{:>8.2} s  done", watch.elapsed().as_secs_f64());
    match outcome {
        Outcome::AlreadyThere => println!("there is a city already"),
        Outcome::Built(built) => println!("{built:#?}"),
    }
    Ok(())
}

fn town(store: Store) -> Result<Town, Failure> {
    let clock = Arc::new(ManualClock::new(Instant::from_micros(0)));
    let schemas = [
        audit::schema(),
        places::schema(),
        register::schema(),
        accounts::schema(),
        dossiers::schema(),
        papers::schema(),
        notify::schema(),
        steering::schema(),
        quality::schema(),
    ];
    store.migrate(&schemas, clock.now())?;
    let pack = Arc::new(country::Pack::embedded().map_err(|problems| country::report(&problems))?);
    let texts: Vec<(&str, &str)> = pack.policies().iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
    let policies = Policies::load(&texts).map_err(|problems| format!("{problems:?}"))?;
    let context = Context::new(clock.clone(), Arc::new(Ids::new(clock.clone(), 0)), Arc::new(SeededRandom::new(1)), policies);
    let services = Arc::new(dossiers::Catalogue::from_pack(&pack).map_err(|problems| country::report(&problems))?);
    let (shared, actor) = (Arc::clone(&services), context.actor(Subject::System { name: "demo" }).build());
    store.write_blocking(move |tx| shared.install(tx, &actor))?;
    let accounts = Accounts::new("http://localhost:8080", &[7; 32])?.with_password_cost(PasswordCost::CHEAP);
    let places = Arc::new(places::Places::from_pack(&pack));
    let cleansing = quality::Rules::from_pack(&pack, Arc::clone(&places)).map_err(|problems| country::report(&problems))?;
    let cleansing = Arc::new(cleansing);
    Ok(Town { store, places, services, cleansing, accounts: Arc::new(accounts), context, clock, runner: None, pack })
}
