//! A synthetic city: people, households, staff and some weeks of dossiers.
//!
//! [`population`] makes the people without a database. [`build`] puts them into one and lets three weeks pass in which
//! they file dossiers and the offices deal with them, through the same commands that people use.
//!
//! Invariants:
//! - the same seed, number and moment give the same city;
//! - nothing is written where there are officials already;
//! - memory does not grow with the number of residents.

mod error;
mod logins;
mod people;
mod phrases;
pub mod population;
mod printing;
mod staff;
mod story;
mod town;
mod weeks;

pub use error::DemoError;
pub use logins::{Login, PASSWORD, Part};
pub use town::{Blind, Built, CityState, DemoConfig, Observer, Outcome, Stage, Town};

use crate::people::{Loaded, Player, Wish};
use crate::phrases::Phrases;
use crate::population::{Dice, Namer, Plan};
use crate::story::{Author, DAYS};
use access::Subject;
use country::DemoWords;
use kernel::{Instant, PersonId};
use std::collections::HashSet;

/// How often the end of older transactions is waited for.
const SETTLE_TURNS_MAX: u32 = 3_000;
const SETTLE_PAUSE: std::time::Duration = std::time::Duration::from_millis(10);
/// Players beside those who file: some are spared, some must stay to take others in.
const PLAYERS_BESIDE: u64 = 60;

/// Whether there is a city.
///
/// # Errors
/// Those of the store.
pub fn state(town: &Town) -> Result<CityState, DemoError> {
    let actor = town.context.actor(Subject::System { name: "demo" }).build();
    let city = &town.pack.identity().city;
    let staff = town.store.read_blocking(|tx| accounts::staff_in(tx, &actor, city, None, 1))?;
    Ok(if staff.is_empty() { CityState::Empty } else { CityState::Present })
}

/// Builds a city, unless there is one. The clock of `town` ends at the moment of `config`.
///
/// # Errors
/// What the pack lacks; failures of the store.
pub fn build(town: &Town, config: &DemoConfig, observer: &mut dyn Observer) -> Result<Outcome, DemoError> {
    if state(town)? == CityState::Present {
        return Ok(Outcome::AlreadyThere);
    }
    let words = town.pack.demo_words().map_err(|problems| DemoError::Words(country::report(&problems)))?;
    // Officials first: a city that was broken off in the middle is then not taken for an empty database.
    town.clock.set(config.now.plus_minutes(-(DAYS + 1) * 24 * 60));
    let mut namer = Namer::new(&words, config.seed);
    let mut cast = staff::appoint_offices(town, config, &mut namer)?;
    let loaded = load_people(town, config, &words, observer)?;
    review(town, observer)?;
    observer.at(Stage::Accounts, 0, 0);
    staff::engage(town, config, &mut namer, &loaded.players, &mut cast)?;
    cast.logins.sort_by_key(|login| login.part);
    let logins = cast.logins.clone();
    let (staff, accounts) = (cast.staff(), cast.accounts.len());
    let phrases = Phrases::new(&words);
    let stories = {
        let spared = spared(&loaded.players, &logins);
        let mut author = Author {
            dice: Dice::new(config.seed ^ 0x5eed),
            players: &loaded.players,
            phrases: &phrases,
            calendar: town.services.calendar(),
            now: config.now,
            stage: cast.stage.as_ref(),
            spared: &spared,
        };
        author.write(usize::try_from(config.dossiers).unwrap_or(usize::MAX))
    };
    let played = weeks::play(town, cast, stories, &phrases, config.now, observer)?;
    finish(town, config.now, observer)?;
    Ok(Outcome::Built(Box::new(Built {
        people: loaded.people,
        households: loaded.households,
        staff,
        accounts: u64::try_from(accounts).unwrap_or(u64::MAX),
        dossiers: played.dossiers,
        acts: played.acts,
        refused: played.refused,
        papers_waiting: printing::jobs_waiting(town)?,
        logins,
    })))
}

fn load_people(town: &Town, config: &DemoConfig, words: &DemoWords, observer: &mut dyn Observer) -> Result<Loaded, DemoError> {
    let plan = Plan {
        seed: config.seed,
        people: config.people,
        on: config.now.date_in_vietnam(),
        city: town.pack.identity().city.clone(),
        shares: config.shares,
    };
    let wish = Wish { plan: &plan, players: u64::from(config.dossiers) + PLAYERS_BESIDE };
    let loaded = people::load(town, words, &wish, &mut |done| observer.at(Stage::People, done, config.people))?;
    if loaded.people == 0 && config.people > 0 { Err(DemoError::NoCommunes) } else { Ok(loaded) }
}

/// Has the register reviewed, so that the desk of cleansing has cases from before the weeks that pass.
fn review(town: &Town, observer: &mut dyn Observer) -> Result<(), DemoError> {
    let actor = town.context.actor(Subject::System { name: "demo" }).build();
    let by = actor.clone();
    let id = town.store.write_blocking(move |tx| quality::scan::begin(tx, &by))?;
    loop {
        let run = quality::scan::advance(&town.store, &town.cleansing, &actor, id)?;
        observer.at(Stage::Review, u64::try_from(run.looked_at).unwrap_or(0), 0);
        if run.finished_at.is_some() {
            return Ok(());
        }
    }
}

/// The people visitors sign in as.
fn spared(players: &[Player], logins: &[Login]) -> Vec<PersonId> {
    let names: HashSet<&str> = logins.iter().map(|login| login.login.as_str()).collect();
    players.iter().filter(|player| names.contains(player.number.as_str())).map(|player| player.person).collect()
}

/// Prints what can be printed and adds up the figures.
fn finish(town: &Town, now: Instant, observer: &mut dyn Observer) -> Result<(), DemoError> {
    town.clock.set(now);
    printing::print_due(town, observer, |observer, [done, total]| observer.at(Stage::Papers, done, total))?;
    while quality::follow_register(&town.store, &town.context, &town.cleansing)? > 0 {}
    let mut counted = 0;
    let mut patience = SETTLE_TURNS_MAX;
    loop {
        // Asked before the events are read: what settles between the two is read in this turn or the next.
        let unsettled = store::outbox::unsettled(&town.store)?;
        let events = steering::tally(&town.store)?;
        counted += u64::try_from(events).unwrap_or(0);
        observer.at(Stage::Figures, counted, 0);
        if events == 0 {
            // On PostgreSQL an older transaction can keep events back for a while. The server counts what is left here.
            if patience == 0 || unsettled == 0 {
                return Ok(());
            }
            patience -= 1;
            std::thread::sleep(SETTLE_PAUSE);
        }
    }
}
