//! Rows of an answer, the same on both engines.

use crate::Error;
use kernel::value::{FromValue, Value};
use std::borrow::Cow;

/// A row of an answer.
pub struct Row<'r> {
    statement: &'static str,
    inner: Inner<'r>,
}

enum Inner<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl<'r> Row<'r> {
    pub(crate) const fn sqlite(statement: &'static str, row: &'r rusqlite::Row<'r>) -> Self {
        Self { statement, inner: Inner::Sqlite(row) }
    }

    pub(crate) const fn postgres(statement: &'static str, row: &'r postgres::Row) -> Self {
        Self { statement, inner: Inner::Postgres(row) }
    }

    /// Reads column `index`, from 0.
    ///
    /// # Errors
    /// [`Error::Column`] when the column holds another type.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, Error> {
        let value = match self.inner {
            Inner::Sqlite(row) => sqlite_value(row, index),
            Inner::Postgres(row) => postgres_value(row, index),
        };
        let value = value.ok_or(Error::ColumnMissing(self.statement, index))?;
        T::from_value(value).map_err(|source| Error::Column { statement: self.statement, column: index, source })
    }

    /// Reads the columns one after another.
    #[must_use]
    pub const fn columns(&self) -> Columns<'_, 'r> {
        Columns { row: self, next: 0 }
    }
}

/// Reads a row's columns from left to right.
pub struct Columns<'a, 'r> {
    row: &'a Row<'r>,
    next: usize,
}

impl Columns<'_, '_> {
    /// The next column.
    ///
    /// # Errors
    /// [`Error::Column`] when the column holds another type, [`Error::ColumnMissing`] when there is none.
    pub fn take<T: FromValue>(&mut self) -> Result<T, Error> {
        let index = self.next;
        self.next += 1;
        self.row.get(index)
    }
}

fn sqlite_value<'r>(row: &'r rusqlite::Row<'_>, index: usize) -> Option<Value<'r>> {
    use rusqlite::types::ValueRef;
    Some(match row.get_ref(index).ok()? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        // No table of ours has a REAL column; the nearest whole number keeps the reader total.
        ValueRef::Real(_) => return None,
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => Value::Bytes(Cow::Borrowed(bytes)),
    })
}

fn postgres_value(row: &postgres::Row, index: usize) -> Option<Value<'_>> {
    use postgres::types::Type;
    let column = row.columns().get(index)?;
    let value = match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(index).ok()?.map(Value::Int),
        Type::INT4 => row.try_get::<_, Option<i32>>(index).ok()?.map(|number| Value::Int(i64::from(number))),
        Type::BOOL => row.try_get::<_, Option<bool>>(index).ok()?.map(Value::Bool),
        Type::BYTEA => row.try_get::<_, Option<&[u8]>>(index).ok()?.map(|bytes| Value::Bytes(Cow::Borrowed(bytes))),
        _ => row.try_get::<_, Option<&str>>(index).ok()?.map(|text| Value::Text(Cow::Borrowed(text))),
    };
    Some(value.unwrap_or(Value::Null))
}

/// A type that can be read from a whole row.
pub trait FromRow: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// Those of [`Row::get`].
    fn from_row(row: &Row<'_>) -> Result<Self, Error>;
}

macro_rules! tuple_row {
    ($($name:ident),+) => {
        impl<$($name: FromValue),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, Error> {
                let mut columns = row.columns();
                Ok(($(columns.take::<$name>()?,)+))
            }
        }
    };
}
tuple_row!(A);
tuple_row!(A, B);
tuple_row!(A, B, C);
tuple_row!(A, B, C, D);
tuple_row!(A, B, C, D, E);
tuple_row!(A, B, C, D, E, F);
tuple_row!(A, B, C, D, E, F, G);
tuple_row!(A, B, C, D, E, F, G, H);
tuple_row!(A, B, C, D, E, F, G, H, I);
tuple_row!(A, B, C, D, E, F, G, H, I, J);
tuple_row!(A, B, C, D, E, F, G, H, I, J, K);
tuple_row!(A, B, C, D, E, F, G, H, I, J, K, L);
