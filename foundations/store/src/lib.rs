//! One unit of work over two engines: SQLite inside the program, or PostgreSQL beside it.
//!
//! Domain code is synchronous and runs inside [`Store::write`] or [`Store::read`]. SQL is written once
//! ([`statements!`]), with parameters `$1..$n`, in the subset that both engines understand:
//! `RETURNING`, `ON CONFLICT`, common table expressions, window functions, partial indexes. Not in the subset:
//! `now()`, arrays, engine enums, `LIKE` on unfolded text, `SUM` without a cast to BIGINT.
//!
//! Invariants:
//! - an acknowledged write is on disk (`synchronous=FULL`, or PostgreSQL's own commit);
//! - a unit of work is kept whole or not at all, and sees no other half-done;
//! - a closure has no effect but through its `tx`, for PostgreSQL may have to run it again;
//! - everything that waits is bounded: a full queue answers [`Error::Busy`];
//! - the drivers are named in this crate only.

mod backup;
mod checkpoint;
mod error;
pub mod jobs;
pub mod outbox;
mod postgresql;
mod row;
mod schema;
pub mod sent;
mod sqlite;
mod statement;
pub mod testing;
mod tls;
mod tx;
mod writer;

pub use backup::BackupReport;
pub use error::Error;
pub use jobs::{Job, JobRow};
pub use kernel::value::{FromValue, ToValue, Value};
pub use outbox::Event;
pub use row::{Columns, FromRow, Row};
pub use schema::Schema;
pub use statement::{Bulk, Statement};
pub use tx::{ReadTx, Tx};

use kernel::time::Instant;
use std::path::PathBuf;
use std::sync::Arc;

/// Units of work that may wait before a sender is told to come back later.
pub const QUEUE_MAX: usize = 1024;
/// The embedded database's file in the data directory.
pub const SQLITE_FILE: &str = "onedoor.db";

/// Which database to open.
#[derive(Debug, Clone)]
pub enum Config {
    /// The embedded database in a directory, created when missing.
    Sqlite(PathBuf),
    /// A PostgreSQL database by its address.
    Postgres(String),
}

impl Config {
    /// The embedded database in `directory`.
    pub fn sqlite(directory: impl Into<PathBuf>) -> Self {
        Self::Sqlite(directory.into())
    }

    /// A PostgreSQL database, `postgres://user:password@host:port/name`. With `?sslmode=require`, `verify-ca` or
    /// `verify-full` connections are encrypted; `sslrootcert` names a file of authorities instead of the system's.
    pub fn postgres(url: impl Into<String>) -> Self {
        Self::Postgres(url.into())
    }
}

/// A database, ready for units of work. Cheap to clone; all clones are the same store.
#[derive(Clone)]
pub struct Store {
    engine: Arc<Engine>,
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(Box<postgresql::Postgres>),
}

impl Store {
    /// Opens the database and proves that it answers.
    ///
    /// # Errors
    /// A directory that cannot be written, an address that cannot be reached.
    pub fn open(config: &Config) -> Result<Self, Error> {
        let engine = match config {
            Config::Sqlite(directory) => Engine::Sqlite(sqlite::Sqlite::open(directory)?),
            Config::Postgres(url) => Engine::Postgres(Box::new(postgresql::Postgres::open(url)?)),
        };
        Ok(Self { engine: Arc::new(engine) })
    }

    /// Applies the migrations that are missing: the store's own first, then those of `schemas` in order.
    /// Returns the names of what was applied.
    ///
    /// # Errors
    /// [`Error::Migration`] when an applied migration was changed or comes from a newer program.
    pub fn migrate(&self, schemas: &[Schema], now: Instant) -> Result<Vec<String>, Error> {
        let mut all = vec![own_schema()];
        all.extend_from_slice(schemas);
        let applied = schema::migrate(self, &all, now)?;
        if self.read_blocking(outbox::was_moved)? {
            self.write_blocking(outbox::adopt_after_move)?;
        }
        Ok(applied)
    }

    /// Runs a writing unit of work and answers once it is on disk.
    ///
    /// `work` may be run again from the start after a rollback, so it changes nothing but the database.
    ///
    /// # Errors
    /// What `work` returns; [`Error::Busy`] when too many wait.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &*self.engine {
            Engine::Sqlite(sqlite) => {
                let (reply, answer) = tokio::sync::oneshot::channel();
                sqlite.submit(Box::new(writer::ClosureUnit { work, result: None, reply }), false)?;
                answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
            }
            Engine::Postgres(_) => {
                let store = self.clone();
                let mut work = work;
                blocking(move || store.postgres_write(false, &mut work)).await
            }
        }
    }

    /// Runs a reading unit of work.
    ///
    /// # Errors
    /// What `work` returns.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut ReadTx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let store = self.clone();
        blocking(move || store.read_blocking(work)).await
    }

    /// [`Self::write`] for threads outside the async runtime: commands, jobs, tests. Waits for room in the queue.
    ///
    /// # Errors
    /// What `work` returns.
    pub fn write_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &*self.engine {
            Engine::Sqlite(sqlite) => {
                let (reply, answer) = tokio::sync::oneshot::channel();
                sqlite.submit(Box::new(writer::ClosureUnit { work, result: None, reply }), true)?;
                answer.blocking_recv().unwrap_or_else(|_| Err(Error::Closed.into()))
            }
            Engine::Postgres(_) => {
                let mut work = work;
                self.postgres_write(true, &mut work)
            }
        }
    }

    /// [`Self::read`] for threads outside the async runtime.
    ///
    /// # Errors
    /// What `work` returns.
    pub fn read_blocking<T, E: From<Error>>(&self, work: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>) -> Result<T, E> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.read(work),
            Engine::Postgres(postgres) => postgres.read(work),
        }
    }

    fn postgres_write<T, E: From<Error>>(
        &self,
        patient: bool,
        work: &mut dyn FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match &*self.engine {
            Engine::Sqlite(_) => Err(Error::Closed.into()),
            Engine::Postgres(postgres) => postgres.write(patient, work),
        }
    }

    /// Proves that the database answers.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn ping(&self) -> Result<(), Error> {
        self.read(|tx| tx.one::<(i64,)>(&schema::PING, params![]).map(drop)).await
    }

    /// Has PostgreSQL count how its values are spread, as after a load: until then it reads whole tables where an index would
    /// do, and finds that out by itself only minutes later. The embedded engine plans without such counts.
    ///
    /// # Errors
    /// What the engine says.
    pub fn count_spread(&self) -> Result<(), Error> {
        if !self.is_postgres() {
            return Ok(());
        }
        self.write_blocking(|tx| tx.batch("ANALYZE", "ANALYZE"))
    }

    /// Whether the engine is PostgreSQL.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        matches!(&*self.engine, Engine::Postgres(_))
    }

    /// `sqlite` or `postgresql`, for reports.
    #[must_use]
    pub fn engine_name(&self) -> &'static str {
        if self.is_postgres() { "postgresql" } else { "sqlite" }
    }

    /// Units of work that wait for their turn.
    #[must_use]
    pub fn waiting(&self) -> usize {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.waiting(),
            Engine::Postgres(postgres) => postgres.waiting(),
        }
    }

    /// Finishes what waits and closes the files or connections. Later units of work are refused.
    pub fn close(&self) {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.close(),
            Engine::Postgres(postgres) => postgres.close(),
        }
    }

    pub(crate) fn sqlite(&self) -> Option<&sqlite::Sqlite> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => Some(sqlite),
            Engine::Postgres(_) => None,
        }
    }
}

/// The store's own tables: outbox, jobs, and what was sent under a key.
fn own_schema() -> Schema {
    Schema::new("store")
        .migration_per_engine("0001_outbox", outbox::MIGRATION_SQLITE, outbox::MIGRATION_POSTGRES)
        .migration("0002_jobs", jobs::MIGRATION)
        .migration("0003_sent", sent::MIGRATION)
        .migration("0004_sent_age", sent::MIGRATION_AGE)
        .statements(outbox::ALL)
        .statements(jobs::ALL)
        .statements(sent::ALL)
        .statements(schema::ALL)
}

async fn blocking<T: Send + 'static, E: From<Error> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Error::Panicked.into()))
}
