//! What a check found.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    /// A rule is broken.
    Error,
    /// Advice.
    Warning,
}

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    pub(crate) severity: Severity,
    /// The file, from the root of the repository.
    pub(crate) file: String,
    /// The line, counted from 1; 0 for the file as a whole.
    pub(crate) line: usize,
    /// The rule, for searching.
    pub(crate) rule: &'static str,
    /// What is wrong and what to do.
    pub(crate) message: String,
}

impl Finding {
    pub(crate) fn error(rule: &'static str, file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, file: file.to_owned(), line, rule, message: message.into() }
    }

    pub(crate) fn warning(rule: &'static str, file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, file, line, message) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(formatter, "{severity}[{}] {}", self.rule, self.file)?;
        if self.line > 0 {
            write!(formatter, ":{}", self.line)?;
        }
        write!(formatter, ": {}", self.message)
    }
}
