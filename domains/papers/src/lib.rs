//! Official documents as PDF, with codes that anyone can verify.
//!
//! A paper is asked for inside the transaction that gives rise to it ([`request`]), printed by a job ([`Works`]),
//! sealed with the office's key, fetched by its holder or an officer ([`download`]) and checked by anybody
//! ([`verify_by_code`], [`verify_file`]).
//!
//! Invariants:
//! - no request prints: a paper is pending until a job has made it, and a failure to make it is a visible state;
//! - the same order gives the same bytes;
//! - what the public may see of a paper names nobody: kind, office, date, state, initials, digest;
//! - the data a paper was printed from is dropped once the paper is issued: the paper itself is the record.

mod code;
mod commands;
mod error;
mod events;
mod jobs;
mod model;
mod press;
mod queries;
mod seal;
mod sql;

pub use code::{BadCode, Code};
pub use commands::follow::note_unit_ended;
pub use commands::request::request;
pub use commands::revoke::revoke;
pub use error::Error;
pub use events::{FAILED, ISSUED, PaperEvent, REVOKED};
pub use jobs::{RENDER, Works};
pub use model::{Agency, BadKind, NewPaper, PaperKind, PaperState};
pub use press::{Press, PressError, Proof};
pub use queries::{
    Download, PublicPaper, SealCheck, Summary, download, of_dossier, of_person, stuck, summary, verify_by_code, verify_file,
};
pub use seal::{Seal, SealedFacts, Seals};

/// The tables and statements of papers.
#[must_use]
pub fn schema() -> store::Schema {
    store::Schema::new("papers")
        .migration("0001_papers", include_str!("../migrations/0001_papers.sql"))
        .migration("0002_units", include_str!("../migrations/0002_units.sql"))
        .statements(sql::ALL)
}
