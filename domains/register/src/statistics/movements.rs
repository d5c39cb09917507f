//! Births, deaths, arrivals and departures, folded from the register's own events.

use super::Movement;
use crate::events;
use crate::model::ChangeId;
use crate::sql::statistics as sql;
use kernel::UnitCode;
use serde::Deserialize;
use std::collections::BTreeMap;
use store::{Error, Event, Store, Tx, params};

/// The name under which the outbox keeps the place.
pub const CONSUMER: &str = "register.statistics";
/// So many events are folded in one transaction.
const BATCH_EVENTS: u32 = 4_000;
/// The events of births and deaths.
const BIRTH: &str = "register.birth";
const DEATH: &str = "register.death";

/// What is read of an event of the register.
#[derive(Deserialize)]
struct Moved {
    change: ChangeId,
    unit: UnitCode,
    unit_before: Option<UnitCode>,
}

/// Folds the next events and says how many it saw: call it again at once when that were many.
///
/// # Errors
/// Failures of the store; an event that cannot be read.
pub fn tally(store: &Store) -> Result<usize, Error> {
    store::outbox::consume(store, CONSUMER, BATCH_EVENTS, fold)
}

fn fold(tx: &mut Tx<'_>, events: &[Event]) -> Result<(), Error> {
    let mut sums: BTreeMap<(UnitCode, String, Movement), i64> = BTreeMap::new();
    for event in events {
        let known = [events::PERMANENT, events::UNIT_CHANGED, BIRTH, DEATH];
        if !known.contains(&event.topic.as_str()) {
            continue;
        }
        let moved: Moved = serde_json::from_str(&event.payload)?;
        let month = month_of(moved.change);
        let mut count = |unit: &UnitCode, kind| *sums.entry((unit.clone(), month.clone(), kind)).or_default() += 1;
        match event.topic.as_str() {
            BIRTH => count(&moved.unit, Movement::Birth),
            DEATH => count(&moved.unit, Movement::Death),
            events::PERMANENT if moved.unit_before.as_ref() != Some(&moved.unit) => {
                count(&moved.unit, Movement::Arrival);
                if let Some(before) = &moved.unit_before {
                    count(before, Movement::Departure);
                }
            }
            events::UNIT_CHANGED => {
                // The past is copied as it stands at this place of the stream.
                write(tx, &std::mem::take(&mut sums))?;
                if let Some(before) = &moved.unit_before {
                    tx.execute(&sql::COPY_MOVEMENTS, params![before, moved.unit])?;
                }
            }
            _ => {}
        }
    }
    write(tx, &sums)
}

fn write(tx: &mut Tx<'_>, sums: &BTreeMap<(UnitCode, String, Movement), i64>) -> Result<(), Error> {
    for ((unit, month, kind), people) in sums {
        tx.execute(&sql::ADD_MOVEMENT, params![unit, month, kind, people])?;
    }
    Ok(())
}

/// The month in which a change was made, such as `2025-07`.
fn month_of(change: ChangeId) -> String {
    kernel::ids::made_at(change).date_in_vietnam().strftime("%Y-%m").to_string()
}
