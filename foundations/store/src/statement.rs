//! Statements: SQL written once, named, and checked on both engines by a test.

use std::sync::OnceLock;

/// One SQL statement of a domain. Only made by [`statements!`](crate::statements), so its text is always a literal.
#[derive(Debug)]
pub struct Statement {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
    rewritten: OnceLock<String>,
}

impl Statement {
    /// One text for both engines.
    #[must_use]
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Self { name, sqlite: sql, postgres: sql, rewritten: OnceLock::new() }
    }

    /// A text for each engine; only where no common text exists.
    #[must_use]
    pub const fn per_engine(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Self {
        Self { name, sqlite, postgres, rewritten: OnceLock::new() }
    }

    /// The name, for errors and metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the engines have different texts.
    #[must_use]
    pub fn is_per_engine(&self) -> bool {
        self.sqlite != self.postgres
    }

    /// The text for PostgreSQL.
    #[must_use]
    pub const fn postgres_text(&self) -> &'static str {
        self.postgres
    }

    /// The text for SQLite, which numbers `$1` by first appearance but `?1` by its digits. So both agree.
    #[must_use]
    pub fn sqlite_text(&self) -> &str {
        self.rewritten.get_or_init(|| {
            let bytes = self.sqlite.as_bytes();
            let mut text = self.sqlite.to_owned().into_bytes();
            for (index, byte) in text.iter_mut().enumerate() {
                if *byte == b'$' && bytes.get(index + 1).is_some_and(u8::is_ascii_digit) {
                    *byte = b'?';
                }
            }
            String::from_utf8(text).expect("replacing one ASCII byte by another keeps UTF-8")
        })
    }
}

/// A table and the columns that [`Tx::insert_many`](crate::Tx::insert_many) fills.
#[derive(Debug)]
pub struct Bulk {
    name: &'static str,
    table: &'static str,
    columns: &'static [&'static str],
    insert: OnceLock<String>,
}

impl Bulk {
    /// Made by [`bulk!`](crate::bulk).
    #[must_use]
    pub const fn new(name: &'static str, table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { name, table, columns, insert: OnceLock::new() }
    }

    /// The name, for errors.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// How many values a row has.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.columns.len()
    }

    pub(crate) fn sqlite_insert(&self) -> &str {
        self.insert.get_or_init(|| {
            let places: Vec<String> = (1..=self.columns.len()).map(|number| format!("?{number}")).collect();
            format!("INSERT INTO {} ({}) VALUES ({})", self.table, self.columns.join(", "), places.join(", "))
        })
    }

    pub(crate) fn postgres_copy(&self) -> String {
        format!("COPY {} ({}) FROM STDIN BINARY", self.table, self.columns.join(", "))
    }

    pub(crate) fn postgres_probe(&self) -> String {
        format!("SELECT {} FROM {} LIMIT 0", self.columns.join(", "), self.table)
    }
}

/// Declares the statements of a domain, each documented by what it answers, and the list `ALL` of them.
///
/// ```
/// store::statements! {
///     /// One person by id.
///     PERSON_BY_ID = "SELECT id, name FROM person WHERE id = $1";
///     /// The next free job. PostgreSQL must not wait for rows that other nodes hold.
///     CLAIM = { sqlite: "SELECT id FROM job LIMIT 1", postgres: "SELECT id FROM job LIMIT 1 FOR UPDATE SKIP LOCKED" };
/// }
/// assert_eq!(ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $name:ident = $text:tt;)*) => {
        $($(#[$meta])* pub(crate) static $name: $crate::Statement = $crate::statements!(@one $name $text);)*
        /// Every statement of this file, for the test that prepares each on both engines.
        pub(crate) static ALL: &[&$crate::Statement] = &[$(&$name),*];
    };
    (@one $name:ident { sqlite: $sqlite:expr, postgres: $postgres:expr $(,)? }) => {
        $crate::Statement::per_engine(stringify!($name), $sqlite, $postgres)
    };
    (@one $name:ident $sql:expr) => { $crate::Statement::new(stringify!($name), $sql) };
}

/// Declares a bulk insert: `bulk! { PERSONS: "person" ("id", "name") }`.
#[macro_export]
macro_rules! bulk {
    ($($(#[$meta:meta])* $name:ident: $table:literal ($($column:literal),+ $(,)?))*) => {
        $($(#[$meta])* pub(crate) static $name: $crate::Bulk = $crate::Bulk::new(stringify!($name), $table, &[$($column),+]);)*
    };
}

/// The parameters of a statement: `params![id, &name, None::<i64>]`.
#[macro_export]
macro_rules! params {
    () => { &[] as &[$crate::Value<'_>] };
    ($($value:expr),+ $(,)?) => { &[$($crate::ToValue::to_value(&$value)),+] as &[$crate::Value<'_>] };
}

/// Declares a struct that is read from the columns of a row in the order of its fields.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $visibility:vis struct $name:ident { $($(#[$field_meta:meta])* $field_visibility:vis $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        $visibility struct $name { $($(#[$field_meta])* $field_visibility $field: $type),+ }

        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row<'_>) -> ::std::result::Result<Self, $crate::Error> {
                let mut columns = row.columns();
                Ok(Self { $($field: columns.take()?),+ })
            }
        }
    };
}
