//! The handle of a unit of work.

use crate::statement::{Bulk, Statement};
use crate::{Error, FromRow, Row, params};
use fallible_iterator::FallibleIterator as _;
use kernel::value::Value;
use std::collections::HashMap;
use std::ops::{Deref, DerefMut};

/// A unit of work that only reads. It sees one moment of the database.
pub struct ReadTx<'a> {
    engine: EngineTx<'a>,
    poison: Option<Poison>,
    wrote: bool,
    act: Option<i64>,
}

/// A unit of work that may write. All of it is committed, or none.
pub struct Tx<'a>(ReadTx<'a>);

pub(crate) enum EngineTx<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres { transaction: postgres::Transaction<'a>, prepared: &'a mut Prepared },
}

/// Statements a PostgreSQL connection has prepared, by the address of their static text.
pub(crate) type Prepared = HashMap<usize, postgres::Statement>;

/// Why a unit of work can no longer be committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Poison {
    /// Running it again may help.
    Retry,
    /// It will not help.
    Fatal,
}

impl<'a> Deref for Tx<'a> {
    type Target = ReadTx<'a>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<'a> ReadTx<'a> {
    pub(crate) const fn new(engine: EngineTx<'a>) -> Self {
        Self { engine, poison: None, wrote: false, act: None }
    }

    pub(crate) const fn poison(&self) -> Option<Poison> {
        self.poison
    }

    /// Whether a statement that may write was run.
    pub(crate) const fn wrote(&self) -> bool {
        self.wrote
    }

    pub(crate) fn into_engine(self) -> EngineTx<'a> {
        self.engine
    }

    /// Whether the engine is PostgreSQL. For the store's own use and for reports; domain code has no reason to ask.
    #[must_use]
    pub const fn is_postgres(&self) -> bool {
        matches!(self.engine, EngineTx::Postgres { .. })
    }

    /// Whether the database has a table or an index of that name: what is there need not be made, and making it would wait
    /// for whoever writes.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn has_named(&mut self, name: &str) -> Result<bool, Error> {
        self.one::<(i64,)>(&crate::schema::NAMED, params![name]).map(|(count,)| count > 0)
    }

    /// Every row of the answer. The statement must have a LIMIT.
    ///
    /// # Errors
    /// What the engine refuses; columns that do not fit `T`.
    pub fn many<T: FromRow>(&mut self, statement: &'static Statement, params: &[Value<'_>]) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        self.each(statement, params, |row| {
            rows.push(T::from_row(row)?);
            Ok(true)
        })?;
        Ok(rows)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// Those of [`Self::many`].
    pub fn optional<T: FromRow>(&mut self, statement: &'static Statement, params: &[Value<'_>]) -> Result<Option<T>, Error> {
        let mut found = None;
        self.each(statement, params, |row| {
            found = Some(T::from_row(row)?);
            Ok(false)
        })?;
        Ok(found)
    }

    /// The first row, which must exist: for aggregates and `RETURNING`.
    ///
    /// # Errors
    /// [`Error::NoRow`]; those of [`Self::many`].
    pub fn one<T: FromRow>(&mut self, statement: &'static Statement, params: &[Value<'_>]) -> Result<T, Error> {
        self.optional(statement, params)?.ok_or(Error::NoRow(statement.name()))
    }

    /// Hands every row to `visit` without holding them all: for exports and sweeps.
    ///
    /// # Errors
    /// Those of [`Self::many`], and what `visit` returns.
    pub fn for_each<T: FromRow, E: From<Error>>(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
        mut visit: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failure = None;
        self.each(statement, params, |row| {
            failure = visit(T::from_row(row)?).err();
            Ok(failure.is_none())
        })?;
        failure.map_or(Ok(()), Err)
    }

    fn each(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
        visit: impl FnMut(&Row<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let result = match &mut self.engine {
            EngineTx::Sqlite(connection) => sqlite_each(connection, statement, params, visit),
            EngineTx::Postgres { transaction, prepared } => postgres_each(transaction, prepared, statement, params, visit),
        };
        self.note(result)
    }

    /// A failed statement poisons the unit of work: PostgreSQL aborts it anyway, and both engines must behave alike.
    fn note<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        if let Err(error) = &result {
            let poison = if error.is_retryable() { Poison::Retry } else { Poison::Fatal };
            if self.poison != Some(Poison::Retry) {
                self.poison = Some(poison);
            }
        }
        result
    }
}

impl<'a> Tx<'a> {
    pub(crate) const fn new(engine: EngineTx<'a>) -> Self {
        Self(ReadTx::new(engine))
    }

    pub(crate) fn into_inner(self) -> ReadTx<'a> {
        self.0
    }

    /// The number of the act that is under way, when [`Self::set_act`] named one.
    ///
    /// A command may write several entries that belong together, through helpers that do not know of each other. What
    /// they share is kept with the unit of work, so that it need not be a parameter of every helper.
    #[must_use]
    pub const fn act(&self) -> Option<i64> {
        self.0.act
    }

    /// Names the act that is under way, or says that none is. The store itself does nothing with it.
    pub const fn set_act(&mut self, act: Option<i64>) {
        self.0.act = act;
    }

    /// Runs a statement and says how many rows it touched.
    ///
    /// # Errors
    /// What the engine refuses. The unit of work can then no longer be committed: prevent conflicts with
    /// `ON CONFLICT DO NOTHING` and look at the count.
    pub fn execute(&mut self, statement: &'static Statement, params: &[Value<'_>]) -> Result<u64, Error> {
        self.0.wrote = true;
        let result = match &mut self.0.engine {
            EngineTx::Sqlite(connection) => sqlite_execute(connection, statement, params),
            EngineTx::Postgres { transaction, prepared } => postgres_execute(transaction, prepared, statement, params),
        };
        self.0.note(result)
    }

    /// Inserts many rows the fastest way the engine has: a prepared loop on SQLite, COPY on PostgreSQL.
    ///
    /// # Errors
    /// What the engine refuses; then none of the rows is there.
    pub fn insert_many<R: AsRef<[Value<'static>]>>(
        &mut self,
        bulk: &'static Bulk,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64, Error> {
        self.0.wrote = true;
        let result = match &mut self.0.engine {
            EngineTx::Sqlite(connection) => sqlite_insert_many(connection, bulk, rows),
            EngineTx::Postgres { transaction, prepared } => postgres_insert_many(transaction, prepared, bulk, rows),
        };
        self.0.note(result)
    }

    pub(crate) fn batch(&mut self, name: &'static str, sql: &str) -> Result<(), Error> {
        self.0.wrote = true;
        let result = match &mut self.0.engine {
            EngineTx::Sqlite(connection) => connection.execute_batch(sql).map_err(|source| Error::sqlite(name, source)),
            EngineTx::Postgres { transaction, .. } => {
                transaction.batch_execute(sql).map_err(|source| Error::postgres(name, source))
            }
        };
        self.0.note(result)
    }
}

struct SqliteParam<'a>(&'a Value<'a>);

impl rusqlite::ToSql for SqliteParam<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Bool(truth) => ValueRef::Integer(i64::from(*truth)),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn sqlite_each(
    connection: &rusqlite::Connection,
    statement: &'static Statement,
    params: &[Value<'_>],
    mut visit: impl FnMut(&Row<'_>) -> Result<bool, Error>,
) -> Result<(), Error> {
    let failed = |source| Error::sqlite(statement.name(), source);
    let mut prepared = connection.prepare_cached(statement.sqlite_text()).map_err(failed)?;
    let mut rows = prepared.query(rusqlite::params_from_iter(params.iter().map(SqliteParam))).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        if !visit(&Row::sqlite(statement.name(), row))? {
            break;
        }
    }
    Ok(())
}

fn sqlite_execute(connection: &rusqlite::Connection, statement: &'static Statement, params: &[Value<'_>]) -> Result<u64, Error> {
    let failed = |source| Error::sqlite(statement.name(), source);
    let mut prepared = connection.prepare_cached(statement.sqlite_text()).map_err(failed)?;
    let touched = prepared.execute(rusqlite::params_from_iter(params.iter().map(SqliteParam))).map_err(failed)?;
    Ok(u64::try_from(touched).unwrap_or(u64::MAX))
}

fn sqlite_insert_many<R: AsRef<[Value<'static>]>>(
    connection: &rusqlite::Connection,
    bulk: &'static Bulk,
    rows: impl IntoIterator<Item = R>,
) -> Result<u64, Error> {
    let failed = |source| Error::sqlite(bulk.name(), source);
    let mut prepared = connection.prepare_cached(bulk.sqlite_insert()).map_err(failed)?;
    let mut count = 0;
    for row in rows {
        prepared.execute(rusqlite::params_from_iter(row.as_ref().iter().map(SqliteParam))).map_err(failed)?;
        count += 1;
    }
    Ok(count)
}

#[derive(Debug)]
struct PostgresParam<'a>(&'a Value<'a>);

impl postgres::types::ToSql for PostgresParam<'_> {
    fn to_sql(
        &self,
        kind: &postgres::types::Type,
        out: &mut bytes::BytesMut,
    ) -> Result<postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        use postgres::types::{IsNull, Type};
        match (self.0, kind) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Int(number), &Type::INT4) => i32::try_from(*number)?.to_sql(kind, out),
            (Value::Int(number), &Type::INT8) => number.to_sql(kind, out),
            (Value::Bool(truth), &Type::BOOL) => truth.to_sql(kind, out),
            (Value::Bytes(bytes), &Type::BYTEA) => bytes.as_ref().to_sql(kind, out),
            (Value::Text(text), &(Type::TEXT | Type::VARCHAR | Type::NAME | Type::UNKNOWN)) => text.as_ref().to_sql(kind, out),
            (value, _) => Err(format!("a parameter of type {kind} was given {}", value.type_name()).into()),
        }
    }

    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

fn postgres_prepare(
    transaction: &mut postgres::Transaction<'_>,
    prepared: &mut Prepared,
    statement: &'static Statement,
) -> Result<postgres::Statement, Error> {
    let key = std::ptr::from_ref(statement).addr();
    if let Some(ready) = prepared.get(&key) {
        return Ok(ready.clone());
    }
    let ready = transaction.prepare(statement.postgres_text()).map_err(|source| Error::postgres(statement.name(), source))?;
    prepared.insert(key, ready.clone());
    Ok(ready)
}

fn postgres_each(
    transaction: &mut postgres::Transaction<'_>,
    prepared: &mut Prepared,
    statement: &'static Statement,
    params: &[Value<'_>],
    mut visit: impl FnMut(&Row<'_>) -> Result<bool, Error>,
) -> Result<(), Error> {
    let failed = |source| Error::postgres(statement.name(), source);
    let ready = postgres_prepare(transaction, prepared, statement)?;
    let params: Vec<PostgresParam<'_>> = params.iter().map(PostgresParam).collect();
    let mut rows = transaction.query_raw(&ready, params.iter()).map_err(failed)?;
    let mut wanted = true;
    // The answer is read to its end even when no more rows are wanted: the connection is used again.
    while let Some(row) = rows.next().map_err(failed)? {
        if wanted {
            wanted = visit(&Row::postgres(statement.name(), &row))?;
        }
    }
    Ok(())
}

fn postgres_execute(
    transaction: &mut postgres::Transaction<'_>,
    prepared: &mut Prepared,
    statement: &'static Statement,
    params: &[Value<'_>],
) -> Result<u64, Error> {
    let ready = postgres_prepare(transaction, prepared, statement)?;
    let params: Vec<PostgresParam<'_>> = params.iter().map(PostgresParam).collect();
    let params: Vec<&(dyn postgres::types::ToSql + Sync)> = params.iter().map(|param| param as _).collect();
    transaction.execute(&ready, &params).map_err(|source| Error::postgres(statement.name(), source))
}

fn postgres_insert_many<R: AsRef<[Value<'static>]>>(
    transaction: &mut postgres::Transaction<'_>,
    prepared: &mut Prepared,
    bulk: &'static Bulk,
    rows: impl IntoIterator<Item = R>,
) -> Result<u64, Error> {
    let failed = |source| Error::postgres(bulk.name(), source);
    let key = std::ptr::from_ref(bulk).addr();
    let probe = match prepared.get(&key) {
        Some(probe) => probe.clone(),
        None => {
            let probe = transaction.prepare(&bulk.postgres_probe()).map_err(failed)?;
            prepared.insert(key, probe.clone());
            probe
        }
    };
    let types: Vec<postgres::types::Type> = probe.columns().iter().map(|column| column.type_().clone()).collect();
    let sink = transaction.copy_in(&bulk.postgres_copy()).map_err(failed)?;
    let mut writer = postgres::binary_copy::BinaryCopyInWriter::new(sink, &types);
    for row in rows {
        let params: Vec<PostgresParam<'_>> = row.as_ref().iter().map(PostgresParam).collect();
        let params: Vec<&(dyn postgres::types::ToSql + Sync)> = params.iter().map(|param| param as _).collect();
        writer.write(&params).map_err(failed)?;
    }
    writer.finish().map_err(failed)
}
