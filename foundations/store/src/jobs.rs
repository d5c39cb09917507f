//! Jobs: work that is promised in a transaction and done later, again and again until it succeeds or is given up.
//!
//! A handler may run twice (a crash between its work and its end), so it must be idempotent.

use crate::{Error, Store, Tx, params, row, statements};
use kernel::time::{Clock, Instant};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// After so many failures a job is put aside for a person to look at.
pub const ATTEMPTS_MAX: i64 = 8;
/// A job whose handler has not ended after this long is given to another.
const LEASE_SECONDS: i64 = 300;
const CLAIM_MAX: i64 = 16;
const IDLE_MILLIS: u64 = 250;

pub(crate) const MIGRATION: &str = "
-- distribute: reference
CREATE TABLE job (
    seq {serial},
    kind {text} NOT NULL,
    dedup_key {text},
    payload {text} NOT NULL,
    run_at {int} NOT NULL,
    attempts {int} NOT NULL DEFAULT 0,
    dead {bool} NOT NULL DEFAULT FALSE,
    last_error {text}
) {strict};
CREATE INDEX job_due ON job (dead, run_at, seq);
CREATE UNIQUE INDEX job_dedup ON job (kind, dedup_key) WHERE dedup_key IS NOT NULL;";

/// A job to be done.
#[derive(Debug)]
pub struct Job {
    kind: &'static str,
    payload: String,
    dedup_key: Option<String>,
    run_at: Option<Instant>,
}

impl Job {
    /// A job for the handler of `kind`.
    ///
    /// # Errors
    /// A payload that is not JSON.
    pub fn new(kind: &'static str, payload: &impl Serialize) -> Result<Self, Error> {
        Ok(Self { kind, payload: serde_json::to_string(payload)?, dedup_key: None, run_at: None })
    }

    /// While a job of this kind and key waits, another is not added.
    #[must_use]
    pub fn dedup(mut self, key: impl Into<String>) -> Self {
        self.dedup_key = Some(key.into());
        self
    }

    /// Not before this moment.
    #[must_use]
    pub const fn run_at(mut self, at: Instant) -> Self {
        self.run_at = Some(at);
        self
    }
}

row! {
    /// A job as it stands in the table.
    #[derive(Debug, Clone)]
    pub struct JobRow {
        /// Its number.
        pub seq: i64,
        /// Which handler does it.
        pub kind: String,
        /// JSON.
        pub payload: String,
        /// When it is due next.
        pub run_at: Instant,
        /// How often it has been tried.
        pub attempts: i64,
        /// Whether it was given up.
        pub dead: bool,
        /// What went wrong last, in the words of the handler.
        pub last_error: Option<String>,
    }
}

statements! {
    /// Adds a job unless one with its key waits.
    ENQUEUE = "INSERT INTO job (kind, dedup_key, payload, run_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (kind, dedup_key) WHERE dedup_key IS NOT NULL DO NOTHING";
    /// Takes the next due jobs by moving their due time past the lease. PostgreSQL skips what other nodes hold.
    CLAIM = {
        sqlite: "UPDATE job SET run_at = $2, attempts = attempts + 1
                  WHERE seq IN (SELECT seq FROM job WHERE dead = FALSE AND run_at <= $1 ORDER BY run_at, seq LIMIT $3)
                  RETURNING seq, kind, payload, run_at, attempts, dead, last_error",
        postgres: "UPDATE job SET run_at = $2, attempts = attempts + 1
                    WHERE seq IN (SELECT seq FROM job WHERE dead = FALSE AND run_at <= $1 ORDER BY run_at, seq LIMIT $3
                                     FOR UPDATE SKIP LOCKED)
                    RETURNING seq, kind, payload, run_at, attempts, dead, last_error"
    };
    /// Removes a job that is done.
    DONE = "DELETE FROM job WHERE seq = $1";
    /// Notes a failure and when to try again, or that it is given up.
    FAILED = "UPDATE job SET run_at = $2, dead = $3, last_error = $4 WHERE seq = $1";
    /// The jobs of the operator's list: dead or waiting, oldest first.
    LIST = "SELECT seq, kind, payload, run_at, attempts, dead, last_error FROM job WHERE dead = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    /// How many wait, and how many were given up.
    COUNT = "SELECT COUNT(*) FROM job WHERE dead = $1";
    /// Gives a dead job another life.
    REVIVE = "UPDATE job SET dead = FALSE, attempts = 0, run_at = $2 WHERE seq = $1 AND dead = TRUE";
}

impl Tx<'_> {
    /// Promises a job with the transaction.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn enqueue(&mut self, job: &Job, now: Instant) -> Result<(), Error> {
        self.execute(&ENQUEUE, params![job.kind, job.dedup_key, job.payload, job.run_at.unwrap_or(now)])?;
        Ok(())
    }
}

/// Jobs that wait (`dead` false) or were given up, after job `after`.
///
/// # Errors
/// What the engine refuses.
pub fn list(tx: &mut crate::ReadTx<'_>, dead: bool, after: i64, limit: u32) -> Result<Vec<JobRow>, Error> {
    tx.many(&LIST, params![dead, after, i64::from(limit)])
}

/// How many jobs wait (`dead` false) or were given up.
///
/// # Errors
/// What the engine refuses.
pub fn count(tx: &mut crate::ReadTx<'_>, dead: bool) -> Result<i64, Error> {
    tx.one::<(i64,)>(&COUNT, params![dead]).map(|row| row.0)
}

/// Lets a job that was given up be tried again. `false` when there is no such job.
///
/// # Errors
/// What the engine refuses.
pub fn revive(tx: &mut Tx<'_>, seq: i64, now: Instant) -> Result<bool, Error> {
    Ok(tx.execute(&REVIVE, params![seq, now])? == 1)
}

/// Why a job failed. The texts are shown to operators and must hold no personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobFailure {
    /// It may work later.
    Later(String),
    /// It will never work, so more attempts would only do harm: it is put aside at once.
    Never(String),
}

impl From<String> for JobFailure {
    fn from(reason: String) -> Self {
        Self::Later(reason)
    }
}

/// The failure of a handler that knows that trying again cannot help.
#[must_use]
pub fn give_up(reason: &str) -> JobFailure {
    JobFailure::Never(reason.to_owned())
}

/// Does one kind of job.
pub type Handler = Arc<dyn Fn(&Store, &JobRow) -> Result<(), JobFailure> + Send + Sync>;

/// Does the jobs of a process.
pub struct Runner {
    store: Store,
    clock: Arc<dyn Clock>,
    handlers: BTreeMap<&'static str, Handler>,
    stop: Arc<AtomicBool>,
}

impl Runner {
    /// A runner without handlers yet.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock, handlers: BTreeMap::new(), stop: Arc::new(AtomicBool::new(false)) }
    }

    /// Adds the handler of a kind.
    #[must_use]
    pub fn handler(mut self, kind: &'static str, handler: Handler) -> Self {
        self.handlers.insert(kind, handler);
        self
    }

    /// A flag that ends [`Self::run`] when it is set.
    #[must_use]
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        self.stop.clone()
    }

    /// Does what is due now, once, and says how many jobs that were.
    ///
    /// # Errors
    /// What the engine refuses. Failures of handlers are noted with their job.
    pub fn run_due(&self) -> Result<usize, Error> {
        let now = self.clock.now();
        let claimed: Vec<JobRow> =
            self.store.write_blocking(move |tx| tx.many(&CLAIM, params![now, now.plus_seconds(LEASE_SECONDS), CLAIM_MAX]))?;
        for job in &claimed {
            self.finish(job, self.attempt(job))?;
        }
        Ok(claimed.len())
    }

    fn attempt(&self, job: &JobRow) -> Result<(), JobFailure> {
        let Some(handler) = self.handlers.get(job.kind.as_str()) else {
            return Err(format!("no handler does jobs of kind {}", job.kind).into());
        };
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| handler(&self.store, job)))
            .unwrap_or_else(|_| Err("the handler panicked".to_owned().into()))
    }

    fn finish(&self, job: &JobRow, outcome: Result<(), JobFailure>) -> Result<(), Error> {
        let (seq, attempts) = (job.seq, job.attempts);
        let Err(failure) = outcome else {
            metrics::counter!("onedoor_jobs_total", "kind" => job.kind.clone(), "outcome" => "done").increment(1);
            return self.store.write_blocking(move |tx| tx.execute(&DONE, params![seq]).map(drop));
        };
        metrics::counter!("onedoor_jobs_total", "kind" => job.kind.clone(), "outcome" => "failed").increment(1);
        let (dead, reason) = match failure {
            JobFailure::Later(reason) => (attempts >= ATTEMPTS_MAX, reason),
            JobFailure::Never(reason) => (true, reason),
        };
        tracing::warn!(job = seq, kind = %job.kind, attempts, dead, "A job failed: {reason}");
        let again = self.clock.now().plus_seconds(backoff_seconds(attempts, seq));
        self.store.write_blocking(move |tx| tx.execute(&FAILED, params![seq, again, dead, reason]).map(drop))
    }

    /// Does jobs until the stop flag is set. Blocks its thread.
    pub fn run(&self) {
        while !self.stop.load(Ordering::Relaxed) {
            match self.run_due() {
                Ok(0) => std::thread::sleep(Duration::from_millis(IDLE_MILLIS)),
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, "Jobs could not be read");
                    std::thread::sleep(Duration::from_secs(2));
                }
            }
        }
    }
}

/// 2, 4, 8 … seconds up to 17 minutes, spread by the job's number so that many do not come back at once.
const fn backoff_seconds(attempts: i64, seq: i64) -> i64 {
    let doubled = 1_i64 << if attempts > 10 { 10 } else { attempts };
    doubled + seq % (doubled / 2 + 1)
}
