//! Population rolls, in and out.
//!
//! A roll is a table as spreadsheets export it: UTF-8 with or without a byte order mark, comma, semicolon or tab,
//! Vietnamese or English headers in any order, title lines above them, blank lines between.
//! The import streams it, takes what is valid, and keeps for every line that it refuses the column, the value and the
//! reason. Nothing in a value is mended silently but Unicode form and white space.
//!
//! - A chunk of lines, its remarks and the place in the file are one unit of work: after a stop the import goes on where
//!   it stood, and takes no line twice.
//! - A file is known by its digest: taking it in again does nothing.
//! - Households are built from the household number within the commune and the relation to the head.

mod column;
mod export;
mod import;
mod kept;
mod known;
mod line;
mod read;
mod remark;
mod take;
mod units;
mod words;

pub use column::Column;
pub(crate) use column::header_key;
/// Cutting a file into records, for other lists than rolls.
pub(crate) mod cut {
    pub(crate) use super::read::{Records, sniff};
}
pub use export::{ExportRoll, Exported, export};
pub use import::{CHUNK_LINES, HEADER_RECORDS_MAX, Import, Progress, Report, RollError, RunId, import};
pub(crate) use kept::promise_export;
pub use kept::{EXPORT_BYTES_MAX, EXPORT_JOB, ListReady, ask_export, fetch_export, my_exports, sweep_exports, write_export};
pub use read::{FIELDS_MAX, LINES_A_RECORD_MAX, RECORD_BYTES_MAX};
pub use remark::{Reason, Remark, Severity, remarks, write_rejects};
pub use units::UnitBook;

#[doc(hidden)]
pub use line::parse_anything;
