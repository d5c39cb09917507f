//! The embedded engine: a writer thread and a pool of readers.

use crate::checkpoint::{Checkpointer, Signals};
use crate::tx::{EngineTx, ReadTx};
use crate::writer::{Unit, write_loop};
use crate::{Error, QUEUE_MAX, SQLITE_FILE};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Read-only connections that may be open at once.
const READERS_MAX: usize = 16;
/// From this many pages of journal (400 MB) the writer moves them itself.
const JOURNAL_PAGES_MAX: i64 = 100_000;
/// Prepared statements a connection keeps.
const PREPARED_MAX: usize = 512;

pub(crate) struct Sqlite {
    file: PathBuf,
    sender: Mutex<Option<SyncSender<Box<dyn Unit>>>>,
    waiting: Arc<AtomicUsize>,
    writer: Mutex<Option<std::thread::JoinHandle<()>>>,
    checkpointer: Checkpointer,
    readers: Readers,
}

impl Sqlite {
    /// Opens or creates the database in `directory`.
    pub(crate) fn open(directory: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(directory).map_err(|source| Error::File { path: directory.display().to_string(), source })?;
        let file = directory.join(SQLITE_FILE);
        let connection = open_writer(&file)?;
        let (sender, receiver) = sync_channel::<Box<dyn Unit>>(QUEUE_MAX);
        let waiting = Arc::new(AtomicUsize::new(0));
        let counter = waiting.clone();
        let signals = Arc::new(Signals::default());
        let checkpointer = Checkpointer::start(&file, Arc::clone(&signals))?;
        let writer = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || write_loop(&connection, &receiver, &counter, &signals))
            .map_err(|source| Error::File { path: "store-writer thread".to_owned(), source })?;
        Ok(Self {
            readers: Readers::new(file.clone()),
            file,
            sender: Mutex::new(Some(sender)),
            waiting,
            writer: Mutex::new(Some(writer)),
            checkpointer,
        })
    }

    /// Hands a unit to the writer thread. `patient` senders wait for room, others are told the store is busy.
    pub(crate) fn submit(&self, unit: Box<dyn Unit>, patient: bool) -> Result<(), Error> {
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(Error::Closed)?;
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let sent = if patient {
            sender.send(unit).map_err(|_| Error::Closed)
        } else {
            sender.try_send(unit).map_err(|error| match error {
                TrySendError::Full(_) => Error::Busy(QUEUE_MAX),
                TrySendError::Disconnected(_) => Error::Closed,
            })
        };
        if sent.is_err() {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
        }
        sent
    }

    /// Units of work that wait for the writer.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Runs a reading unit of work on one of the read-only connections.
    pub(crate) fn read<T, E: From<Error>>(&self, work: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>) -> Result<T, E> {
        let connection = self.readers.take()?;
        // A panic must not keep the connection: a server that has lost them all waits for ever.
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read_once(&connection, work)));
        match result {
            Ok(result) => {
                self.readers.give_back(connection);
                result
            }
            Err(_) => {
                drop(connection);
                self.readers.lose();
                Err(E::from(Error::Panicked))
            }
        }
    }

    /// A connection of its own, for backup and for plans.
    pub(crate) fn reader(&self) -> Result<Connection, Error> {
        open_reader(&self.file)
    }

    /// Finishes what waits and closes the files.
    pub(crate) fn close(&self) {
        self.checkpointer.stop();
        self.sender.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // A panic of the writer thread was already answered to every sender.
            let _ = writer.join();
        }
        self.readers.close();
    }
}

fn read_once<T, E: From<Error>>(connection: &Connection, work: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>) -> Result<T, E> {
    control(connection, "BEGIN DEFERRED")?;
    let mut tx = ReadTx::new(EngineTx::Sqlite(connection));
    let result = work(&mut tx);
    control(connection, "ROLLBACK")?;
    result
}

pub(crate) fn control(connection: &Connection, sql: &'static str) -> Result<(), Error> {
    let failed = |source| Error::sqlite(sql, source);
    connection.prepare_cached(sql).map_err(failed)?.execute([]).map_err(failed)?;
    Ok(())
}

fn open_writer(file: &Path) -> Result<Connection, Error> {
    let failed = |source| Error::sqlite("open", source);
    let connection = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(failed)?;
    connection
        .execute_batch(
            "PRAGMA page_size = 4096;
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA busy_timeout = 5000;
             PRAGMA trusted_schema = OFF;
             PRAGMA cache_size = -65536;
             PRAGMA temp_store = MEMORY;",
        )
        .map_err(failed)?;
    // A last resort: the checkpoint thread begins the journal anew long before.
    connection.pragma_update(None, "wal_autocheckpoint", JOURNAL_PAGES_MAX).map_err(failed)?;
    plan_once(&connection)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
    Ok(connection)
}

/// A connection that only moves the journal into the file.
pub(crate) fn open_beside(file: &Path) -> Result<Connection, Error> {
    let failed = |source| Error::sqlite("open beside", source);
    let connection =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
    connection
        .execute_batch("PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -1024;")
        .map_err(failed)?;
    Ok(connection)
}

/// Keeps the plan of a prepared statement whatever its parameters are. Otherwise the engine plans statements with a
/// range anew for nearly each new value, which costs more than running them.
fn plan_once(connection: &Connection) -> Result<(), Error> {
    let set = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
    set.map(drop).map_err(|source| Error::sqlite("plan once", source))
}

fn open_reader(file: &Path) -> Result<Connection, Error> {
    let failed = |source| Error::sqlite("open reader", source);
    let connection =
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
    connection
        .execute_batch(
            "PRAGMA busy_timeout = 5000;
             PRAGMA trusted_schema = OFF;
             PRAGMA query_only = ON;
             PRAGMA cache_size = -8192;
             PRAGMA mmap_size = 1073741824;
             PRAGMA temp_store = MEMORY;",
        )
        .map_err(failed)?;
    plan_once(&connection)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
    Ok(connection)
}

struct Readers {
    file: PathBuf,
    pool: Mutex<Pool>,
    freed: Condvar,
}

struct Pool {
    idle: Vec<Connection>,
    open: usize,
}

impl Readers {
    fn new(file: PathBuf) -> Self {
        Self { file, pool: Mutex::new(Pool { idle: Vec::new(), open: 0 }), freed: Condvar::new() }
    }

    fn take(&self) -> Result<Connection, Error> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = pool.idle.pop() {
                return Ok(connection);
            }
            if pool.open < READERS_MAX {
                pool.open += 1;
                drop(pool);
                return open_reader(&self.file).inspect_err(|_| {
                    self.pool.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
                });
            }
            pool = self.freed.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn give_back(&self, connection: Connection) {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).idle.push(connection);
        self.freed.notify_one();
    }

    /// Counts a connection that was dropped.
    fn lose(&self) {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
        self.freed.notify_one();
    }

    fn close(&self) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.open -= pool.idle.len();
        pool.idle.clear();
    }
}
