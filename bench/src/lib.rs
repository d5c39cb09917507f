//! A load generator for HTTP/1.1 that is cheap enough to share a small machine with the server it measures.
//!
//! It is a closed loop: each connection sends its next request when the answer to the last one is in. So the
//! rate is what the server can carry at that many waiting clients, and the times are what those clients saw.
//! A closed loop slows down with the server; it says nothing of how long a queue would grow under a fixed rate
//! of arrivals.
//!
//! One thread, keep-alive connections without pipelining, requests written from [`http::Template`]s into a
//! buffer that is used again, and times kept in a [`Histogram`] of fixed size: nothing is allocated for a
//! request once a run is warm.
//!
//! What is sent belongs to the program that composes a scenario, not to this crate.

#![expect(clippy::disallowed_methods, reason = "a load generator measures how long answers take")]

pub mod http;

mod histogram;
mod machine;
mod report;
mod run;

pub use histogram::{Histogram, Summary};
pub use machine::{Machine, directory_bytes, resident_bytes};
pub use report::Report;
pub use run::{Error, Load, Outcome, Turn, Until, run_closed_loop};
