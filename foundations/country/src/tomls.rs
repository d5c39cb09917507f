//! Reads a TOML file of the pack and finds the line of what is wrong in it.

use crate::problem::Problems;
use serde::de::DeserializeOwned;

/// The parsed content of `file`; a file that does not fit `T` is a problem with its line.
pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str, problems: &mut Problems) -> Option<T> {
    if !text.starts_with("# Source: ") {
        problems.at(file, 1, "the first line must say where the data come from: `# Source: …`");
    }
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            match error.span() {
                Some(span) => problems.at(file, line_at(text, span.start), error.message()),
                None => problems.in_file(file, error.message()),
            }
            None
        }
    }
}

/// The line, counted from 1, in which byte `offset` stands.
pub(crate) fn line_at(text: &str, offset: usize) -> u64 {
    let before = text.as_bytes().get(..offset.min(text.len())).unwrap_or_default();
    let breaks = before.iter().filter(|&&byte| byte == b'\n').count();
    u64::try_from(breaks).map_or(u64::MAX, |breaks| breaks + 1)
}
