//! What can go wrong.

use kernel::ErrorKind;

/// Why records could not be linked. No text holds a value of a record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The model's text is no JSON of a model.
    #[error("the model is not understood: {0}")]
    ModelNotUnderstood(#[from] serde_json::Error),
    /// The model contradicts itself.
    #[error("the model does not fit together: {0}")]
    BadModel(String),
    /// A record has another number of fields than the table has columns.
    #[error("a record has {found} fields where {expected} are expected")]
    BadRecord {
        /// The columns of the table.
        expected: usize,
        /// The fields of the record.
        found: usize,
    },
    /// There are more records, or more distinct text, than 32-bit positions reach.
    #[error("too much to link at once: at most {} records and 4 GiB of distinct text in a column", crate::RECORDS_MAX)]
    TooMuch,
    /// A file could not be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// A file is no list that could be linked.
    #[error("{0}")]
    BadList(String),
    /// There are too few records to compare any.
    #[error("there is nothing to compare: fewer than two records")]
    NothingToCompare,
    /// A record is named that does not exist.
    #[error("there is no record {0}")]
    NoSuchRecord(u32),
}

impl Error {
    /// The kind, for an exit code or a status.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::File(_) => ErrorKind::Unavailable,
            Self::NoSuchRecord(_) => ErrorKind::NotFound,
            _ => ErrorKind::Invalid,
        }
    }
}
