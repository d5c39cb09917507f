//! How fast events are folded, and how long a dashboard takes over a year of a city.
//!
//! `cargo run --release -p steering --example fold_speed -- 200000` on SQLite; with an address of a PostgreSQL database as
//! second argument, on that.

#![expect(clippy::disallowed_methods, reason = "a stopwatch measures real time")]

use kernel::{Instant, UnitCode};
use serde_json::json;
use std::time::Instant as Stopwatch;
use steering::{Period, Targets};
use store::{Config, Store};

type Failure = Box<dyn std::error::Error>;

const COMMUNES: u64 = 579;
const START: Instant = Instant::from_micros(1_741_226_400_000_000);
const TARGETS: Targets = Targets { target: 90, floor: 70 };

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let events: u64 = arguments.next().map_or(Ok(200_000), |text| text.parse())?;
    let folder = std::env::temp_dir().join(format!("onedoor-steering-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let config = arguments.next().map_or_else(|| Config::sqlite(&folder), Config::postgres);
    let store = Store::open(&config)?;
    store.migrate(&[steering::schema()], START)?;

    // A day of a city, then a year: the same events on one day, and spread over 365.
    for (name, days) in [("one day", 1), ("a year", 365)] {
        publish(&store, events, days)?;
        let start = Stopwatch::now();
        let mut batches = 0_u32;
        while steering::tally(&store)? > 0 {
            batches += 1;
        }
        let elapsed = start.elapsed();
        println!(
            "fold, {name}: {events} events in {:.2} s, {:.0} a second, {:.1} ms a batch of {}",
            elapsed.as_secs_f64(),
            events as f64 / elapsed.as_secs_f64(),
            elapsed.as_secs_f64() * 1e3 / f64::from(batches.max(1)),
            steering::BATCH_EVENTS
        );
    }
    let today = START.plus_seconds(364 * 86_400).date_in_vietnam();
    for place in ["VN", "01", "01-001", "01-001-00001"] {
        for days in [30, 365] {
            let unit: UnitCode = place.parse()?;
            let period = Period::last_days(today, days);
            let start = Stopwatch::now();
            let overview = store
                .read_blocking(move |tx| steering::overview(tx, &access::testing::system(), &unit, None, period, &[], TARGETS))?;
            println!(
                "overview of {place}, {days} days: {:.1} ms ({} filed, {} units under it)",
                start.elapsed().as_secs_f64() * 1e3,
                overview.figures.filed,
                overview.children.len()
            );
        }
    }
    store.close();
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Half of the events file, a quarter receive, a quarter decide, over 579 communes in 30 districts.
fn publish(store: &Store, events: u64, days: u64) -> Result<(), store::Error> {
    for chunk in 0..events.div_ceil(10_000) {
        store.write_blocking(move |tx| -> Result<(), store::Error> {
            for number in chunk * 10_000..((chunk + 1) * 10_000).min(events) {
                let commune = number.wrapping_mul(2_654_435_761) % COMMUNES;
                let at = START.plus_seconds(i64::try_from(number % days).unwrap_or_default() * 86_400);
                let (day, due) = (at.date_in_vietnam(), at.plus_seconds(3 * 86_400));
                let (topic, act, before, state, timeliness) = match number % 4 {
                    0 | 1 => ("dossiers.submitted", "submit", None, "new", None),
                    2 => ("dossiers.received", "receive", Some("new"), "received", None),
                    _ => ("dossiers.decided", "grant", Some("received"), "processed", Some("early")),
                };
                let payload = json!({
                    "dossier": "dos_0000000000001", "act": act, "service": (["temporary-residence", "permanent-residence", "residence-confirmation"])[usize::try_from(number % 3).unwrap_or_default()],
                    "unit": format!("01-{:03}-{commune:05}", commune % 30 + 1), "desk": "01", "channel": if number % 5 == 0 { "counter" } else { "online" },
                    "state_before": before, "state": state, "at": at, "day": day, "filed_day": day, "due": due, "due_day": due.date_in_vietnam(),
                    "due_day_before": before.map(|_| due.date_in_vietnam()), "outcome": null, "timeliness": timeliness,
                });
                tx.publish(topic, &payload)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}
