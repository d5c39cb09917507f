//! Writing messages, and noting that they were read.

mod read;
mod tell;

pub use read::{mark_all_read, mark_read};
pub use tell::{Message, tell};
