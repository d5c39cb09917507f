//! What changes the table of units.

pub(crate) mod correct;
pub(crate) mod sync;
