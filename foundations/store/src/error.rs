//! What can go wrong between a unit of work and its database.

use kernel::ErrorKind;
use kernel::value::ValueError;

/// A failure of the store. Texts name statements and constraints, never the values bound to them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Too many units of work are waiting. Nothing was done; try again after a moment.
    #[error("the store is busy: {0} units of work are already waiting")]
    Busy(usize),
    /// Other transactions kept getting in the way. Nothing was done.
    #[error("the transaction conflicted with others {0} times and was given up")]
    Conflict(u32),
    /// A statement that must answer with a row had none.
    #[error("statement {0} found no row")]
    NoRow(&'static str),
    /// A column held what its reader does not accept.
    #[error("statement {statement}, column {column}: {source}")]
    Column {
        /// The statement's name.
        statement: &'static str,
        /// The column, from 0.
        column: usize,
        /// What was wrong.
        source: ValueError,
    },
    /// A row has fewer columns than its reader wants.
    #[error("statement {0} answered with {1} columns, its reader wants more")]
    ColumnMissing(&'static str, usize),
    /// A constraint of the tables refused the statement.
    #[error("statement {statement} broke a constraint: {constraint}")]
    Constraint {
        /// The statement's name.
        statement: &'static str,
        /// The constraint as the engine names it.
        constraint: String,
        /// Whether it was a unique index or primary key.
        unique: bool,
    },
    /// An earlier statement of this unit of work failed, so it cannot be committed.
    #[error("an earlier statement of this unit of work failed; it was rolled back")]
    Poisoned,
    /// The closure of a unit of work panicked; it was rolled back.
    #[error("a unit of work panicked and was rolled back")]
    Panicked,
    /// The store is shutting down.
    #[error("the store is closed")]
    Closed,
    /// A migration cannot be applied.
    #[error("migration {name}: {reason}")]
    Migration {
        /// `schema/name`.
        name: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A payload could not be written as JSON.
    #[error("a payload could not be written as JSON: {0}")]
    Payload(#[from] serde_json::Error),
    /// A file of the store could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// The cause.
        source: std::io::Error,
    },
    /// The commit of a batch failed, a full disk for one. Nothing was kept.
    #[error("the commit failed and nothing was kept: {0}")]
    Commit(String),
    /// The address of the PostgreSQL database cannot be read.
    #[error("the database address cannot be read (expected postgres://user@host/name): {0}")]
    Address(postgres::Error),
    /// Connections cannot be encrypted as the address asks.
    #[error("connections to the database cannot be encrypted as its address asks: {0}")]
    Encryption(String),
    /// What was asked for is the business of PostgreSQL's own tools.
    #[error("the database is PostgreSQL: use pg_dump --format=custom")]
    NotEmbedded,
    /// A copy of the embedded database is not sound.
    #[error("the copy is damaged: {0}")]
    Damaged(String),
    /// The embedded database is open in another program.
    #[error("the database is in use; stop the server first")]
    InUse,
    /// SQLite refused.
    #[error("statement {statement}: {source}")]
    Sqlite {
        /// The statement's name.
        statement: &'static str,
        /// The driver's error.
        source: rusqlite::Error,
    },
    /// PostgreSQL refused.
    #[error("statement {statement}: {}", describe(source))]
    Postgres {
        /// The statement's name.
        statement: &'static str,
        /// The driver's error.
        source: postgres::Error,
    },
}

/// The server's message without its DETAIL line, which quotes the values of the row.
fn describe(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(db) => format!("{} ({})", db.message(), db.code().code()),
        // The driver says where it failed, its cause says why: a certificate for another name, for one.
        None => std::error::Error::source(error).map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}")),
    }
}

impl Error {
    /// Whether a unique index or primary key refused the row.
    #[must_use]
    pub const fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Constraint { unique: true, .. })
    }

    /// The kind that surfaces act on.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Busy(_) | Self::Conflict(_) | Self::Closed | Self::Commit(_) => ErrorKind::Unavailable,
            _ => ErrorKind::Internal,
        }
    }

    pub(crate) fn sqlite(statement: &'static str, source: rusqlite::Error) -> Self {
        if let rusqlite::Error::SqliteFailure(code, message) = &source
            && code.code == rusqlite::ErrorCode::ConstraintViolation
        {
            let unique = matches!(
                code.extended_code,
                rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            );
            return Self::Constraint { statement, constraint: message.clone().unwrap_or_default(), unique };
        }
        Self::Sqlite { statement, source }
    }

    pub(crate) fn postgres(statement: &'static str, source: postgres::Error) -> Self {
        use postgres::error::SqlState;
        if let Some(db) = source.as_db_error()
            && db.code().code().starts_with("23")
        {
            let constraint = db.constraint().unwrap_or_else(|| db.message()).to_owned();
            return Self::Constraint { statement, constraint, unique: *db.code() == SqlState::UNIQUE_VIOLATION };
        }
        Self::Postgres { statement, source }
    }

    /// Whether the whole transaction may succeed when it is run again, which the store does by itself.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        use postgres::error::SqlState;
        match self {
            // The server is out of memory for its notes on who read what while many transactions overlap; they end soon.
            Self::Postgres { source, .. } => source.code().is_some_and(|code| {
                [&SqlState::T_R_SERIALIZATION_FAILURE, &SqlState::T_R_DEADLOCK_DETECTED, &SqlState::OUT_OF_MEMORY].contains(&code)
            }),
            _ => false,
        }
    }
}
