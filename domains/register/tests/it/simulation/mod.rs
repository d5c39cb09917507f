//! A district lives: day after day people arrive, move, marry, divorce, die, stay for a time, leave, are corrected, and
//! what was wrong is undone. One day the communes are merged. Units of work fail in the middle, and the store is closed and opened again.
//!
//! Every evening the doctor must find nothing, and a digest of the whole register is kept. On some days and at the end,
//! the register as of each evening must have that digest still. The same seed gives the same life on both engines.
//!
//! `cargo test -p register --test it simulation` runs a few weeks. A year with thousands of events:
//! `cargo test --release -p register --test it simulation -- --ignored --nocapture`.

mod acts;
mod city;
mod dice;
mod lives;

use city::City;
use store::testing::TestDatabase;

/// How long and how lively.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    /// Households at the start.
    pub(crate) households: u32,
    pub(crate) days: u32,
    pub(crate) events_a_day: u32,
    /// Every how many days the past is read again, and the store is closed and opened.
    pub(crate) look_back: u32,
    /// On which day the map is drawn anew.
    pub(crate) redraw: u32,
}

fn live(plan: Plan) {
    for database in [TestDatabase::sqlite(), TestDatabase::postgres()] {
        let mut city = City::found(&database, plan);
        for day in 1..=plan.days {
            city.live_a_day();
            if day == plan.redraw {
                city.redraw_the_map();
                city.look_back(5);
            }
            if day % plan.look_back == 0 {
                city.reopen(&database);
                city.look_back(3);
            }
        }
        city.look_back_at_all();
        city.report();
        city.close();
    }
}

#[test]
fn some_weeks_in_a_district() {
    live(Plan { seed: 6, households: 15, days: 28, events_a_day: 18, look_back: 7, redraw: 15 });
}

#[test]
#[ignore = "takes minutes: cargo test --release -p register --test it simulation -- --ignored --nocapture"]
fn a_year_in_a_district() {
    live(Plan { seed: 2025, households: 60, days: 365, events_a_day: 12, look_back: 30, redraw: 118 });
}
