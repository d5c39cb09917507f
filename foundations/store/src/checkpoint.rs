//! Moving the journal of the embedded engine into its file beside the writer.
//!
//! By itself SQLite does this inside a commit: whoever waits then waits for tens of thousands of pages. Here a thread of
//! its own moves what is committed every now and then, which hinders nobody; and once the journal is long the writer is
//! asked to move the few pages that came in meanwhile, after which it begins the journal anew.

use crate::{Error, sqlite};
use rusqlite::Connection;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// How often the thread looks.
const PAUSE: Duration = Duration::from_millis(200);
/// Looks after which even a few commits are moved: five seconds.
const PATIENCE: u32 = 25;
/// So many commits are worth a move at once.
const COMMITS_MIN: u64 = 32;
/// From this many pages (16 MB) the journal is begun anew.
const JOURNAL_PAGES: i64 = 4_000;

/// What the writer and the thread tell each other.
#[derive(Default)]
pub(crate) struct Signals {
    commits: AtomicU64,
    finish: AtomicBool,
}

impl Signals {
    /// The writer has committed.
    pub(crate) fn committed(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether the writer is asked to move the rest; asks once.
    pub(crate) fn take_finish(&self) -> bool {
        self.finish.load(Ordering::Relaxed) && self.finish.swap(false, Ordering::Relaxed)
    }
}

/// The thread, until it is stopped.
pub(crate) struct Checkpointer {
    stop: Arc<(Mutex<bool>, Condvar)>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
}

impl Checkpointer {
    /// Starts the thread on the database in `file`, which exists.
    pub(crate) fn start(file: &Path, signals: Arc<Signals>) -> Result<Self, Error> {
        let connection = sqlite::open_beside(file)?;
        let stop = Arc::new((Mutex::new(false), Condvar::new()));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new()
            .name("store-checkpoint".to_owned())
            .spawn(move || run(&connection, &signals, &stopped))
            .map_err(|source| Error::File { path: "store-checkpoint thread".to_owned(), source })?;
        Ok(Self { stop, thread: Mutex::new(Some(thread)) })
    }

    /// Stops the thread and closes its connection.
    pub(crate) fn stop(&self) {
        *self.stop.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.stop.1.notify_all();
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // A panic there only means that the writer moves everything itself.
            let _ = thread.join();
        }
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(connection: &Connection, signals: &Signals, stop: &(Mutex<bool>, Condvar)) {
    let (mut seen, mut looks) = (0, 0);
    let mut stopped = stop.0.lock().unwrap_or_else(PoisonError::into_inner);
    while !*stopped {
        stopped = stop.1.wait_timeout(stopped, PAUSE).unwrap_or_else(PoisonError::into_inner).0;
        let commits = signals.commits.load(Ordering::Relaxed);
        looks += 1;
        if *stopped || commits == seen || (commits - seen < COMMITS_MIN && looks < PATIENCE) {
            continue;
        }
        (seen, looks) = (commits, 0);
        drop(stopped);
        // What cannot be moved now, because of a reader or a full disk, is tried again; the writer has the last word.
        if move_pages(connection).is_ok_and(|pages| pages >= JOURNAL_PAGES) {
            signals.finish.store(true, Ordering::Relaxed);
        }
        stopped = stop.0.lock().unwrap_or_else(PoisonError::into_inner);
    }
}

/// Moves what no reader still needs in the journal, waiting for nobody; returns the journal's length in pages.
pub(crate) fn move_pages(connection: &Connection) -> Result<i64, Error> {
    connection
        .prepare_cached("PRAGMA wal_checkpoint(PASSIVE)")
        .and_then(|mut statement| statement.query_row([], |row| row.get(1)))
        .map_err(|source| Error::sqlite("checkpoint", source))
}
