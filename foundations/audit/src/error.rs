//! What can go wrong with the log.

use kernel::ErrorKind;

/// A failure of sealing, proving or verifying.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The entry does not exist.
    #[error("there is no entry {0} in the log")]
    NoEntry(i64),
    /// The entry is there, but no sealed tree has it yet.
    #[error("entry {0} is not sealed yet")]
    NotSealed(i64),
    /// No tree of that size was ever signed.
    #[error("no tree of {0} entries was signed")]
    NoHead(u64),
    /// The stored hashes contradict the signed head.
    #[error("the stored tree is damaged")]
    DamagedTree,
    /// An entry was removed.
    #[error("entry {seq}, leaf {leaf}, was sealed but is gone")]
    EntryGone {
        /// The entry's number.
        seq: i64,
        /// Its place in the tree.
        leaf: u64,
    },
    /// An entry was changed.
    #[error("entry {seq}, leaf {leaf}, is not what was sealed")]
    EntryChanged {
        /// The entry's number.
        seq: i64,
        /// Its place in the tree.
        leaf: u64,
    },
    /// An entry stands among sealed ones without being sealed, or a sealed number stands twice.
    #[error("{rows} entries stand where {sealed} were sealed")]
    EntriesAdded {
        /// Rows found.
        rows: u64,
        /// Leaves that should be all of them.
        sealed: u64,
    },
    /// A signed head has another root than the entries.
    #[error("the signed head over {0} entries does not fit the entries")]
    WrongRoot(u64),
    /// The hashes end before the newest head says.
    #[error("the tree has {leaves} leaves, its newest head signs {size}")]
    WrongSize {
        /// Leaves stored.
        leaves: u64,
        /// Leaves signed.
        size: u64,
    },
    /// A head was signed with none of the given keys, or the signature is wrong.
    #[error("the head over {0} entries is not signed by a known key")]
    BadSignature(u64),
    /// A key has the wrong length or form.
    #[error("not a signing key of the log")]
    BadKey,
}

impl AuditError {
    /// What kind of failure this is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Store(error) => error.kind(),
            Self::NoEntry(_) | Self::NoHead(_) => ErrorKind::NotFound,
            Self::NotSealed(_) => ErrorKind::Unavailable,
            _ => ErrorKind::Internal,
        }
    }

    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Store(_) => "audit-store",
            Self::NoEntry(_) => "audit-no-entry",
            Self::NotSealed(_) => "audit-not-sealed",
            Self::NoHead(_) => "audit-no-head",
            Self::DamagedTree => "audit-damaged-tree",
            Self::EntryGone { .. } => "audit-entry-gone",
            Self::EntryChanged { .. } => "audit-entry-changed",
            Self::EntriesAdded { .. } => "audit-entries-added",
            Self::WrongRoot(_) => "audit-wrong-root",
            Self::WrongSize { .. } => "audit-wrong-size",
            Self::BadSignature(_) => "audit-bad-signature",
            Self::BadKey => "audit-bad-key",
        }
    }
}
