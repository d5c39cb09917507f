//! Probabilistic record linkage (Fellegi and Sunter): which records of a list, or of two, are about the same person,
//! and why.
//!
//! ```no_run
//! use linkage::{Model, Options, Table, link, read_list};
//! use std::path::Path;
//!
//! let model = Model::vietnamese();
//! let mut table = Table::new(&model)?;
//! read_list(Path::new("people.csv"), &model, &mut table, 2, &|_| {})?;
//! let linked = link(&model, &mut table, &Options::default(), &|_, _, _| {})?;
//! for group in linked.clusters.groups() {
//!     println!("{}", group.iter().map(|record| table.id(*record)).collect::<Vec<_>>().join(" "));
//! }
//! # Ok::<(), linkage::Error>(())
//! ```
//!
//! Invariants:
//! - the same records, model, seed and decisions give the same result, whatever the number of threads;
//! - comparing is symmetrical: which record comes first does not matter;
//! - a missing value is no evidence;
//! - the score of a pair is the sum of what its fields say, and each can be asked for ([`Explainer`]).

mod blocks;
mod clusters;
mod compare;
mod dictionary;
mod error;
mod estimate;
mod filling;
mod hash;
mod index;
mod likeness;
mod linker;
mod list;
pub mod model;
mod plan;
mod report;
mod store;
mod table;
mod threads;
mod weights;
mod written;

pub use clusters::Clusters;
pub use error::Error;
pub use index::{Candidate, Index};
pub use linker::{Decision, Explainer, Explanation, Linked, Options, Pair, PartOfScore, Progress, Stage, explain, link};
pub use list::{ListReport, REJECTED_MAX, Reason, Rejected, read_list};
pub use model::Model;
pub use report::{write_clusters, write_pairs, write_rejected};
pub use table::{RECORDS_MAX, Table};
pub use weights::{FieldWeights, Weights, probability, score};
