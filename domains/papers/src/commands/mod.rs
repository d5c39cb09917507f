//! Writes, one file each.

pub(crate) mod follow;
pub(crate) mod request;
pub(crate) mod revoke;
