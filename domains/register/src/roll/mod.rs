//! stub
pub(crate) static STATEMENTS: &[&store::Statement] = &[];
