//! Folding events into the tables.

use crate::fold::{DossierFact, FlowKey, StockKey, Sums};
use crate::{Error, sql};
use kernel::{Instant, UnitCode};
use serde_json::json;
use store::{Event, ReadTx, Store, Tx, params};

/// The name under which the outbox keeps the place.
pub const CONSUMER: &str = "steering.tally";
/// So many events are folded in one transaction. It holds SQLite's only writer for some tens of milliseconds.
pub const BATCH_EVENTS: u32 = 4_000;
/// The events that are counted are those of dossiers.
const TOPICS: &str = "dossiers.";

/// A commune ended; its past counts for the one that took over as well.
const UNIT_ENDED: &str = "dossiers.unit-ended";

/// What that event says.
#[derive(serde::Deserialize)]
struct UnitEnded {
    unit: UnitCode,
    successor: UnitCode,
    at: Instant,
}

/// How far the figures reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folded {
    /// The time of the newest event that is counted.
    pub at: Instant,
    /// How many events were counted since the beginning.
    pub events: i64,
}

/// Folds the next events, at most [`BATCH_EVENTS`], and says how many it saw: call it again at once when that many.
///
/// # Errors
/// [`Error::Event`] when an event cannot be read; [`Error::Store`]. Then nothing of the batch is counted.
pub fn tally(store: &Store) -> Result<usize, Error> {
    store::outbox::consume(store, CONSUMER, BATCH_EVENTS, fold)
}

fn fold(tx: &mut Tx<'_>, events: &[Event]) -> Result<(), Error> {
    let mut sums = Sums::default();
    let mut counted = 0_i64;
    let mut newest: Option<Instant> = None;
    for event in events.iter().filter(|event| event.topic.starts_with(TOPICS)) {
        let at = if event.topic == UNIT_ENDED {
            let ended: UnitEnded = serde_json::from_str(&event.payload).map_err(|error| unreadable(event, &error))?;
            // What came before in the stream is counted first: the past is copied as it then stands.
            write(tx, &std::mem::take(&mut sums))?;
            tx.execute(&sql::COPY_FLOWS, params![ended.unit, ended.successor, parent_of(&ended.successor)])?;
            ended.at
        } else {
            let fact: DossierFact<'_> = serde_json::from_str(&event.payload).map_err(|error| unreadable(event, &error))?;
            sums.add(&fact);
            fact.at
        };
        counted += 1;
        newest = newest.max(Some(at));
    }
    let Some(newest) = newest else { return Ok(()) };
    write(tx, &sums)?;
    // Rows that are settled and due in the past never change again.
    tx.execute(&sql::SWEEP, params![newest.date_in_vietnam()])?;
    tx.execute(&sql::NOTE_FOLDED, params![newest, counted])?;
    Ok(())
}

fn write(tx: &mut Tx<'_>, sums: &Sums) -> Result<(), Error> {
    let flows = sums.flows();
    if !flows.is_empty() {
        tx.execute(&sql::ADD_FLOWS, params![flow_lines(&flows)])?;
    }
    let stocks = sums.stocks();
    if !stocks.is_empty() {
        tx.execute(&sql::ADD_STOCKS, params![stock_lines(&stocks)])?;
    }
    Ok(())
}

fn unreadable(event: &Event, error: &serde_json::Error) -> Error {
    // The error's own text may quote the payload, its class and place do not.
    let reason = format!("{:?} at column {}", error.classify(), error.column());
    Error::Event { seq: event.seq, topic: event.topic.clone(), reason }
}

fn parent_of(unit: &UnitCode) -> String {
    unit.parent().map_or_else(String::new, |parent| parent.to_string())
}

fn flow_lines(flows: &[(FlowKey, i64)]) -> serde_json::Value {
    let line = |(key, sum): &(FlowKey, i64)| {
        json!([key.unit, key.service, key.day.to_string(), key.metric, key.channel, parent_of(&key.unit), sum])
    };
    flows.iter().map(line).collect()
}

fn stock_lines(stocks: &[(StockKey, i64)]) -> serde_json::Value {
    let line = |(key, sum): &(StockKey, i64)| {
        json!([key.unit, key.service, key.due_day.to_string(), key.channel, parent_of(&key.unit), sum])
    };
    stocks.iter().map(line).collect()
}

/// How far the figures reach; nothing before the first event.
///
/// # Errors
/// Those of the store.
pub fn folded(tx: &mut ReadTx<'_>) -> Result<Option<Folded>, store::Error> {
    let row: Option<(Instant, i64)> = tx.optional(&sql::FOLDED, params![])?;
    Ok(row.map(|(at, events)| Folded { at, events }))
}
