//! Databases for tests: every behaviour test runs its body on both engines.
//!
//! PostgreSQL is reached at `ONEDOOR_TEST_POSTGRES`, by default the cluster that `tools/test-postgres.sh` starts.

use crate::{Config, Schema, Statement, Store, own_schema};
use kernel::time::Instant;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU32, Ordering};

/// Where the tests' PostgreSQL listens when the environment does not say.
pub const DEFAULT_POSTGRES: &str = "postgres://onedoor@127.0.0.1:54329/postgres";

/// The certificate of the authority that the tests' PostgreSQL has its own from, in the name `localhost` only.
///
/// # Panics
/// When `tools/test-postgres.sh` has not made it.
#[must_use]
pub fn certificate_authority() -> std::path::PathBuf {
    let port = server().rsplit_once(':').and_then(|(_, rest)| rest.split('/').next().map(str::to_owned)).unwrap_or_default();
    let file = std::env::temp_dir().join(format!("onedoor-test-postgres-{port}/tls/root.crt"));
    assert!(file.exists(), "{} is missing: run tools/test-postgres.sh", file.display());
    file
}

/// The server the tests use.
fn server() -> String {
    std::env::var("ONEDOOR_TEST_POSTGRES").unwrap_or_else(|_| DEFAULT_POSTGRES.to_owned())
}

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A database that disappears with this value.
pub struct TestDatabase {
    /// How to open it.
    pub config: Config,
    directory: Option<std::path::PathBuf>,
    postgres: Option<(String, String)>,
}

impl TestDatabase {
    /// An empty SQLite database in a temporary directory.
    ///
    /// # Panics
    /// When the temporary directory cannot be written.
    #[must_use]
    pub fn sqlite() -> Self {
        let directory = std::env::temp_dir().join(format!("onedoor-test-{}", unique()));
        std::fs::create_dir_all(&directory).expect("a temporary directory");
        Self { config: Config::sqlite(&directory), directory: Some(directory), postgres: None }
    }

    /// An empty PostgreSQL database.
    ///
    /// # Panics
    /// When the tests' server does not answer.
    #[must_use]
    pub fn postgres() -> Self {
        let server = server();
        let name = format!("test_{}", unique());
        connect(&server)
            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"))
            .expect("a test database");
        Self::on_server(server, name)
    }

    fn on_server(server: String, name: String) -> Self {
        let (base, _) = server.rsplit_once('/').expect("an address with a database name");
        Self { config: Config::postgres(format!("{base}/{name}")), directory: None, postgres: Some((server, name)) }
    }

    /// Another database with the same content. Every store on this one must be closed.
    ///
    /// # Panics
    /// When the copy cannot be made.
    #[must_use]
    pub fn copy(&self) -> Self {
        if let Some((server, name)) = &self.postgres {
            let copy = format!("test_{}", unique());
            let mut client = connect(server);
            let ask = format!("CREATE DATABASE {copy} TEMPLATE {name}");
            // The server notices a little later that the last connection has gone.
            let made = (0..500).any(|_| {
                let made = client.batch_execute(&ask).is_ok();
                if !made {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
                made
            });
            assert!(made, "{name} cannot be copied: is a store still open on it?");
            return Self::on_server(server.clone(), copy);
        }
        let copy = Self::sqlite();
        let from = self.directory.as_ref().expect("made as SQLite");
        let to = copy.directory.as_ref().expect("made as SQLite");
        for file in std::fs::read_dir(from).expect("the database's folder is read").flatten() {
            std::fs::copy(file.path(), to.join(file.file_name())).expect("the database file is copied");
        }
        copy
    }

    /// Opens the database with the tables of `schemas`.
    ///
    /// # Panics
    /// When a migration fails.
    #[must_use]
    pub fn open(&self, schemas: &[Schema]) -> Store {
        let store = Store::open(&self.config).expect("the test database opens");
        store.migrate(schemas, Instant::from_micros(0)).expect("the migrations apply");
        store
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some(directory) = &self.directory {
            let _ = std::fs::remove_dir_all(directory);
        }
        if let Some((server, name)) = &self.postgres {
            let _ = connect(server).batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// Waits until consumers may read every event that was published. The tests' databases share a server, and a transaction
/// of another test keeps younger events back until it ends.
///
/// # Panics
/// When that does not happen within a minute.
pub fn let_events_settle(store: &Store) {
    for _ in 0..6_000 {
        if crate::outbox::unsettled(store).expect("the outbox is read") == 0 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("a transaction keeps events back for a minute");
}

fn connect(server: &str) -> postgres::Client {
    match postgres::Client::connect(server, postgres::NoTls) {
        Ok(client) => client,
        Err(error) => panic!(
            "the tests' PostgreSQL does not answer at {server}: {error}. Run tools/test-postgres.sh, or set ONEDOOR_TEST_POSTGRES."
        ),
    }
}

fn unique() -> String {
    format!("{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Runs a test's body on a fresh SQLite and a fresh PostgreSQL database with the tables of `schemas`.
///
/// # Panics
/// When the body does; the message before says on which engine.
pub fn on_both_engines(schemas: &[Schema], body: impl Fn(Store)) {
    for database in [TestDatabase::sqlite(), TestDatabase::postgres()] {
        let store = database.open(schemas);
        let result = catch_unwind(AssertUnwindSafe(|| body(store.clone())));
        store.close();
        if let Err(panic) = result {
            eprintln!("--- this was on {}", store.engine_name());
            resume_unwind(panic);
        }
    }
}

/// Prepares every statement of `schemas` on both engines and checks that they agree on parameters and columns.
///
/// # Panics
/// Naming the first statement that an engine refuses or on which they differ.
pub fn check_statements(schemas: &[Schema]) {
    let sqlite_database = TestDatabase::sqlite();
    let sqlite_store = sqlite_database.open(schemas);
    let postgres_database = TestDatabase::postgres();
    let postgres_store = postgres_database.open(schemas);
    let Config::Postgres(url) = &postgres_database.config else { unreachable!("made as PostgreSQL") };
    let sqlite = sqlite_store.sqlite().expect("made as SQLite").reader().expect("a reader");
    let mut postgres = connect(url);
    for statement in everything(schemas) {
        let name = statement.name();
        let ours = sqlite.prepare(statement.sqlite_text()).unwrap_or_else(|error| panic!("{name} on SQLite: {error}"));
        let theirs = postgres.prepare(statement.postgres_text()).unwrap_or_else(|error| panic!("{name} on PostgreSQL: {error}"));
        if !statement.is_per_engine() {
            assert_eq!(ours.parameter_count(), theirs.params().len(), "{name}: parameters differ");
        }
        assert_eq!(ours.column_count(), theirs.columns().len(), "{name}: columns differ");
        for column in theirs.columns() {
            let kind = column.type_().name();
            assert!(
                ["int8", "int4", "text", "bool", "bytea", "varchar"].contains(&kind),
                "{name}: column {} is a {kind}; cast it",
                column.name()
            );
        }
    }
    sqlite_store.close();
    postgres_store.close();
}

/// The plan SQLite makes for every statement of `schemas`, for a snapshot: a `SCAN` of a large table shows in review.
///
/// # Panics
/// When a statement cannot be explained.
#[must_use]
pub fn query_plans(schemas: &[Schema]) -> String {
    let database = TestDatabase::sqlite();
    let store = database.open(schemas);
    let connection = store.sqlite().expect("made as SQLite").reader().expect("a reader");
    let mut text = String::new();
    for statement in everything(schemas) {
        text.push_str(statement.name());
        text.push('\n');
        let explained = format!("EXPLAIN QUERY PLAN {}", statement.sqlite_text());
        let mut query = connection.prepare(&explained).unwrap_or_else(|error| panic!("{}: {error}", statement.name()));
        let blanks = vec![rusqlite::types::Null; query.parameter_count()];
        let steps = query
            .query_map(rusqlite::params_from_iter(blanks), |row| row.get::<_, String>(3))
            .unwrap_or_else(|error| panic!("{}: {error}", statement.name()));
        for step in steps {
            text.push_str("    ");
            text.push_str(&step.expect("a plan's step is text"));
            text.push('\n');
        }
    }
    store.close();
    text
}

fn everything(schemas: &[Schema]) -> Vec<&'static Statement> {
    let own = own_schema();
    own.all_statements().iter().chain(schemas.iter().flat_map(|schema| schema.all_statements())).copied().collect()
}
