//! The embedded engine: one writer thread that commits many units of work at once, and a pool of readers.

use crate::tx::{EngineTx, Poison, ReadTx, Tx};
use crate::{Error, QUEUE_MAX, SQLITE_FILE};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Instant;

/// How many units of work one commit may carry.
const BATCH_MAX: usize = 256;
/// After this long the batch is committed even if more units wait, so that the first does not wait for them all.
const BATCH_MILLIS_MAX: u128 = 20;
/// Read-only connections that may be open at once.
const READERS_MAX: usize = 16;
/// Prepared statements a connection keeps.
const PREPARED_MAX: usize = 512;

/// A unit of work on its way to the writer thread.
pub(crate) trait Unit: Send {
    /// Runs it; `true` when its changes may be kept.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Tells the sender how it went, after the commit.
    fn answer(self: Box<Self>, commit: Result<(), Error>);
}

pub(crate) struct Sqlite {
    file: PathBuf,
    sender: Mutex<Option<SyncSender<Box<dyn Unit>>>>,
    waiting: Arc<AtomicUsize>,
    writer: Mutex<Option<std::thread::JoinHandle<()>>>,
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
        let writer = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || write_loop(&connection, &receiver, &counter))
            .map_err(|source| Error::File { path: "store-writer thread".to_owned(), source })?;
        Ok(Self {
            readers: Readers::new(file.clone()),
            file,
            sender: Mutex::new(Some(sender)),
            waiting,
            writer: Mutex::new(Some(writer)),
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
        let result = read_once(&connection, work);
        self.readers.give_back(connection);
        result
    }

    /// A connection of its own, for backup and for plans.
    pub(crate) fn reader(&self) -> Result<Connection, Error> {
        open_reader(&self.file)
    }

    /// Finishes what waits and closes the files.
    pub(crate) fn close(&self) {
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

fn control(connection: &Connection, sql: &'static str) -> Result<(), Error> {
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
            "PRAGMA page_size = 8192;
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA busy_timeout = 5000;
             PRAGMA trusted_schema = OFF;
             PRAGMA cache_size = -65536;
             PRAGMA wal_autocheckpoint = 4000;
             PRAGMA temp_store = MEMORY;",
        )
        .map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
    Ok(connection)
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
    connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
    Ok(connection)
}

fn write_loop(connection: &Connection, receiver: &Receiver<Box<dyn Unit>>, waiting: &AtomicUsize) {
    let mut batch: Vec<Box<dyn Unit>> = Vec::with_capacity(BATCH_MAX);
    while let Ok(first) = receiver.recv() {
        if let Err(error) = control(connection, "BEGIN IMMEDIATE") {
            waiting.fetch_sub(1, Ordering::Relaxed);
            first.answer(Err(error));
            continue;
        }
        #[expect(clippy::disallowed_methods, reason = "bounds the batch by elapsed time; no domain value depends on it")]
        let started = Instant::now();
        let mut next = Some(first);
        while let Some(mut unit) = next.take() {
            waiting.fetch_sub(1, Ordering::Relaxed);
            run_in_savepoint(connection, unit.as_mut());
            batch.push(unit);
            if batch.len() < BATCH_MAX && started.elapsed().as_millis() < BATCH_MILLIS_MAX {
                next = receiver.try_recv().ok();
            }
        }
        metrics::histogram!("onedoor_store_batch_units").record(u32::try_from(batch.len()).unwrap_or(u32::MAX));
        let committed = control(connection, "COMMIT");
        if committed.is_err() {
            // Leave no transaction open behind a full disk; the next BEGIN must work again.
            let _ = connection.execute_batch("ROLLBACK");
        }
        for unit in batch.drain(..) {
            let commit = match &committed {
                Ok(()) => Ok(()),
                Err(error) => Err(Error::Commit(error.to_string())),
            };
            unit.answer(commit);
        }
    }
}

/// Runs one unit so that its failure takes back its own changes and nobody else's.
fn run_in_savepoint(connection: &Connection, unit: &mut dyn Unit) {
    if control(connection, "SAVEPOINT unit").is_err() {
        return;
    }
    let keep = unit.run(connection);
    let ended = if keep {
        control(connection, "RELEASE unit")
    } else {
        control(connection, "ROLLBACK TO unit").and_then(|()| control(connection, "RELEASE unit"))
    };
    if let Err(error) = ended {
        tracing::error!(%error, "A savepoint could not be ended");
    }
}

/// A closure, and where its answer goes.
pub(crate) struct ClosureUnit<F, T, E> {
    pub(crate) work: F,
    pub(crate) result: Option<Result<T, E>>,
    pub(crate) reply: tokio::sync::oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Unit for ClosureUnit<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        let mut tx = Tx::new(EngineTx::Sqlite(connection));
        let work = &mut self.work;
        // A panicking unit must not take the writer thread, and with it every other request, down.
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&mut tx)))
            .unwrap_or_else(|_| Err(E::from(Error::Panicked)));
        let poison: Option<Poison> = tx.into_inner().poison();
        let result = match (result, poison) {
            (Ok(_), Some(_)) => Err(E::from(Error::Poisoned)),
            (result, _) => result,
        };
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn answer(self: Box<Self>, commit: Result<(), Error>) {
        let result = match (commit, self.result) {
            (Err(error), Some(Ok(_)) | None) => Err(E::from(error)),
            (Ok(()), None) => Err(E::from(Error::Panicked)),
            (_, Some(result)) => result,
        };
        // The sender may have gone away, a browser that closed its connection for one; the work is done all the same.
        let _ = self.reply.send(result);
    }
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

    fn close(&self) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.open -= pool.idle.len();
        pool.idle.clear();
    }
}
