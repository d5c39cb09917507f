//! What is wrong with a pack, said so that the person who wrote the file can mend it.

use std::fmt;

/// One thing that is wrong in a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, by its path inside the pack.
    pub file: String,
    /// The line, counted from 1, where one can be named.
    pub line: Option<u64>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}: {}", self.file, self.message),
            None => write!(formatter, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for Problem {}

/// All problems as one text, a line each, for the terminal.
#[must_use]
pub fn report(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Collects problems, so that one run shows them all.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn at(&mut self, file: &str, line: u64, message: impl Into<String>) {
        self.0.push(Problem { file: file.to_owned(), line: Some(line), message: message.into() });
    }

    pub(crate) fn in_file(&mut self, file: &str, message: impl Into<String>) {
        self.0.push(Problem { file: file.to_owned(), line: None, message: message.into() });
    }

    /// `value` when nothing is wrong, else everything that is, in the order of files and lines.
    pub(crate) fn finish<T>(mut self, value: T) -> Result<T, Vec<Problem>> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort();
        self.0.dedup();
        Err(self.0)
    }
}
