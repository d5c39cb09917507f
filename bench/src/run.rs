//! The loop that sends: as fast as answers come, or at a set pace.

use crate::histogram::{Histogram, Summary};
use crate::http::{Connection, Failure};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// A worker gives up after so many failures without a success between them.
const FAILURES_IN_A_ROW_MAX: u32 = 50;
/// The wait after a failure, so that a server that is down is not asked in a tight loop.
const FAILURE_PAUSE: Duration = Duration::from_millis(20);

/// How much to send, and where.
#[derive(Debug, Clone)]
pub struct Load {
    /// The server.
    pub address: SocketAddr,
    /// Clients that wait for an answer at the same time.
    pub connections: usize,
    /// What is done before counting begins.
    pub warm_up: Duration,
    /// When to stop.
    pub until: Until,
    /// Turns a second in all, evenly spread. Without it every worker begins the next turn when the last one ended.
    pub rate: Option<u32>,
}

/// When a run stops.
#[derive(Debug, Clone, Copy)]
pub enum Until {
    /// After this long, not counting the warm-up.
    Elapsed(Duration),
    /// After so many turns in all; such a run has no warm-up.
    Turns(u64),
}

/// Which turn a script plays.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    /// The worker, from 0; each has one connection.
    pub worker: usize,
    /// Counts over all workers, from 0, and no number twice: scripts take fresh data by it.
    pub number: u64,
}

/// What a run saw.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// From the first counted turn to the last.
    pub elapsed: Duration,
    /// Turns that went through.
    pub turns: Summary,
    /// Requests that were answered, whatever the status: a turn may send several.
    pub requests: Summary,
    /// Turns that failed, by reason.
    pub failures: BTreeMap<String, u64>,
}

/// Why a run could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The machine would not give a thread's timer or sockets.
    #[error("the load generator could not start: {0}")]
    Runtime(std::io::Error),
    /// Every worker met nothing but failures.
    #[error("no request went through; the first failure was: {0}")]
    NothingWorked(String),
}

/// What all workers share. One thread runs them, so cells are enough.
struct Shared {
    started: Instant,
    next: Cell<u64>,
    counting: Cell<bool>,
    stopped: Cell<bool>,
    last: Cell<Instant>,
    turns: RefCell<Histogram>,
    requests: Rc<RefCell<Histogram>>,
    failures: RefCell<BTreeMap<String, u64>>,
}

/// Runs a script over many connections on one thread until the load's end.
///
/// `make` is called once for each worker. The script it returns is called for each turn with the worker's
/// connection; it may send any number of requests and fails with [`Failure`].
///
/// # Errors
/// When the runtime cannot start, or when not one turn went through.
pub fn run_closed_loop<Script>(load: &Load, make: impl Fn(usize) -> Script) -> Result<Outcome, Error>
where
    Script: AsyncFnMut(&mut Connection, Turn) -> Result<(), Failure> + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::Runtime)?;
    let shared = Rc::new(Shared::new());
    let tasks = tokio::task::LocalSet::new();
    let mut workers = Vec::with_capacity(load.connections);
    for worker in 0..load.connections {
        let connection = Connection::with_times(load.address, shared.requests.clone());
        workers.push(tasks.spawn_local(work(worker, make(worker), connection, shared.clone(), load.clone())));
    }
    let started = tasks.block_on(&runtime, async {
        let started = match load.until {
            Until::Turns(_) => shared.start_counting(),
            Until::Elapsed(time) => {
                tokio::time::sleep(load.warm_up).await;
                let started = shared.start_counting();
                tokio::time::sleep(time).await;
                shared.stopped.set(true);
                started
            }
        };
        for worker in workers {
            // A worker that panicked has printed why; the others' figures still stand.
            let _ = worker.await;
        }
        started
    });
    shared.outcome(started)
}

async fn work<Script>(worker: usize, mut script: Script, mut connection: Connection, shared: Rc<Shared>, load: Load)
where
    Script: AsyncFnMut(&mut Connection, Turn) -> Result<(), Failure>,
{
    let mut failures_in_a_row = 0;
    while let Some(number) = shared.next_turn(load.until) {
        let began = match load.rate {
            Some(rate) => due(shared.started + Duration::from_secs_f64(number as f64 / f64::from(rate))).await,
            None => Instant::now(),
        };
        match script(&mut connection, Turn { worker, number }).await {
            Ok(()) => {
                failures_in_a_row = 0;
                shared.succeeded(began);
            }
            Err(failure) => {
                shared.failed(&failure);
                if failure.ends_connection() {
                    connection.close();
                }
                failures_in_a_row += 1;
                if failures_in_a_row >= FAILURES_IN_A_ROW_MAX {
                    return;
                }
                tokio::time::sleep(FAILURE_PAUSE).await;
            }
        }
    }
}

/// Waits for a turn's time, and says from when it counts: from then even when every worker was still busy, so that a
/// server that stalls is charged for all who would have come meanwhile.
async fn due(time: Instant) -> Instant {
    let now = Instant::now();
    if now >= time {
        return time;
    }
    tokio::time::sleep(time - now).await;
    Instant::now()
}

impl Shared {
    fn new() -> Self {
        Self {
            started: Instant::now(),
            next: Cell::new(0),
            counting: Cell::new(false),
            stopped: Cell::new(false),
            last: Cell::new(Instant::now()),
            turns: RefCell::default(),
            requests: Rc::default(),
            failures: RefCell::default(),
        }
    }

    fn start_counting(&self) -> Instant {
        self.turns.borrow_mut().clear();
        self.requests.borrow_mut().clear();
        // Failures of the warm-up stay: workers that met nothing else have given up, and the report must say why.
        self.counting.set(true);
        Instant::now()
    }

    fn next_turn(&self, until: Until) -> Option<u64> {
        let number = self.next.get();
        let over = match until {
            Until::Elapsed(_) => self.stopped.get(),
            Until::Turns(turns) => number >= turns,
        };
        if over {
            return None;
        }
        self.next.set(number + 1);
        Some(number)
    }

    fn succeeded(&self, began: Instant) {
        // Answers that come in after the end belong to no full second: they would flatter the rate.
        if self.counting.get() && !self.stopped.get() {
            let now = Instant::now();
            self.turns.borrow_mut().record(now.duration_since(began));
            self.last.set(now);
        }
    }

    fn failed(&self, failure: &Failure) {
        *self.failures.borrow_mut().entry(failure.to_string()).or_default() += 1;
    }

    fn outcome(&self, started: Instant) -> Result<Outcome, Error> {
        let turns = self.turns.borrow().summary();
        let failures = self.failures.borrow().clone();
        if turns.count == 0
            && let Some(reason) = failures.keys().next()
        {
            return Err(Error::NothingWorked(reason.clone()));
        }
        Ok(Outcome {
            elapsed: self.last.get().duration_since(started),
            turns,
            requests: self.requests.borrow().summary(),
            failures,
        })
    }
}
