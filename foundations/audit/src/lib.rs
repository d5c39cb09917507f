//! The log of who looked at and who changed what.
//!
//! Entries are only ever added. A job seals them every second or so into a Merkle tree (RFC 6962, RFC 9162)
//! and signs its head, so that an auditor can check that nothing was removed and a citizen that an entry is in it.
//!
//! Invariants:
//! - an entry is written in the transaction that reads or changes the data, before the data is shown;
//! - entries are never changed or removed: triggers refuse it, and [`verify()`] finds it where somebody got around them;
//! - every head signs a tree that continues the one before;
//! - the leaf of an entry is computed from its columns alone ([`Entry::leaf_bytes`]), the same on both engines.

mod entry;
mod error;
mod key;
pub mod merkle;
mod proofs;
mod queries;
mod record;
mod seal;
mod sql;
mod tiles;
mod verify;

pub use entry::{Access, ActorKind, Change, Entry};
pub use error::AuditError;
pub use key::{Head, KEY_BYTES, ORIGIN, PublicKey, Signer};
pub use proofs::{ConsistencyProof, InclusionProof, consistency_proof, inclusion_proof};
pub use queries::{
    Filter, PAGE_ROWS_MAX, SearchPage, entry, head_of_size, heads, latest_head, of_person, of_person_with_own, search, unsealed,
};
pub use record::{access, access_many, change};
pub use seal::{SEAL_ENTRIES_MAX, Sealed, seal};
pub use verify::{Report, verify};

/// The tables of the log.
#[must_use]
pub fn schema() -> store::Schema {
    store::Schema::new("audit")
        .migration_per_engine(
            "0001_audit",
            include_str!("../migrations/0001_audit.sqlite.sql"),
            include_str!("../migrations/0001_audit.postgres.sql"),
        )
        .statements(sql::ALL)
}
