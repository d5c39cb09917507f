//! What a run is written down as.

use crate::{Load, Machine, Outcome, Summary};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// One line of a benchmark file: what was asked of which server, on what machine, and what came of it.
///
/// `p50_ms` to `max_ms` are the times of a turn, which for most scenarios is one request; `request` are those
/// of the single requests.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The scenario's name.
    pub scenario: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// The program's version.
    pub version: String,
    /// Clients that wait at the same time.
    pub connections: usize,
    /// Turns a second that were sent, where a pace was set.
    pub asked_per_second: Option<u32>,
    /// How long was counted.
    pub seconds: f64,
    /// Turns that went through.
    pub turns: u64,
    /// Requests that were answered.
    pub requests: u64,
    /// Turns a second.
    pub rate_per_second: f64,
    /// Half the turns took at most this long.
    pub p50_ms: f64,
    /// Nine of ten.
    pub p90_ms: f64,
    /// 99 of a hundred.
    pub p99_ms: f64,
    /// The longest.
    pub max_ms: f64,
    /// The single requests.
    pub request: Summary,
    /// Turns that failed.
    pub errors: u64,
    /// Turns that failed, by reason.
    pub failures: BTreeMap<String, u64>,
    /// People in the register before the run.
    pub people: Option<u64>,
    /// How long making and loading the data took, in seconds.
    pub prepared_seconds: Option<f64>,
    /// Rows of the scenario's main table before the run.
    pub stored_rows: Option<u64>,
    /// Memory of the server process after the run, in megabytes (10^6).
    pub rss_mb_server: Option<f64>,
    /// Size of the database after the run, in bytes.
    pub data_bytes: Option<u64>,
    /// What it ran on.
    pub machine: Machine,
}

impl Report {
    /// The report of a run; facts about the server are added by who knows them.
    pub fn new(scenario: &str, engine: &str, version: &str, load: &Load, outcome: &Outcome) -> Self {
        let seconds = outcome.elapsed.as_secs_f64();
        let turns = outcome.turns.count;
        Self {
            scenario: scenario.to_owned(),
            engine: engine.to_owned(),
            version: version.to_owned(),
            connections: load.connections,
            asked_per_second: load.rate,
            seconds: rounded(seconds),
            turns,
            requests: outcome.requests.count,
            rate_per_second: if seconds > 0.0 { rounded(turns as f64 / seconds) } else { 0.0 },
            p50_ms: outcome.turns.p50_ms,
            p90_ms: outcome.turns.p90_ms,
            p99_ms: outcome.turns.p99_ms,
            max_ms: outcome.turns.max_ms,
            request: outcome.requests,
            errors: outcome.failures.values().sum(),
            failures: outcome.failures.clone(),
            people: None,
            prepared_seconds: None,
            stored_rows: None,
            rss_mb_server: None,
            data_bytes: None,
            machine: Machine::here(),
        }
    }

    /// Adds what the server's process holds in memory.
    pub fn with_server_memory(mut self, bytes: Option<u64>) -> Self {
        self.rss_mb_server = bytes.map(|bytes| rounded(bytes as f64 / 1e6));
        self
    }

    /// Adds how much the database held and holds.
    pub fn with_database(mut self, rows_before: Option<u64>, bytes_after: Option<u64>) -> Self {
        self.stored_rows = rows_before;
        self.data_bytes = bytes_after;
        self
    }
}

/// To three places: more would claim a precision that no run has.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} on {}: {:.0} a second over {:.1} s with {} connections; p50 {:.2} ms, p90 {:.2} ms, p99 {:.2} ms, max {:.1} ms; {} errors",
            self.scenario,
            self.engine,
            self.rate_per_second,
            self.seconds,
            self.connections,
            self.p50_ms,
            self.p90_ms,
            self.p99_ms,
            self.max_ms,
            self.errors
        )?;
        for (reason, count) in &self.failures {
            write!(out, "\n  failed {count} times: {reason}")?;
        }
        Ok(())
    }
}
