//! In which state something is.

use std::fmt;

use askama::Template;

use super::finished_html;

/// A colour with a meaning. The word beside it says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Ink: of the house itself.
    Accent,
    /// No news.
    Neutral,
    /// To know.
    Info,
    /// Went well.
    Success,
    /// Needs care.
    Warning,
    /// Went wrong.
    Danger,
    /// Lacquer: asks for the reader.
    Brand,
    /// Gold: official paper.
    Gold,
}

impl fmt::Display for Tone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Accent => "accent",
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Brand => "brand",
            Self::Gold => "gold",
        })
    }
}

impl askama::FastWritable for Tone {
    fn write_into(&self, dest: &mut dyn fmt::Write, _values: &dyn askama::Values) -> askama::Result<()> {
        Ok(write!(dest, "{self}")?)
    }
}

/// A small label with a dot.
#[derive(Debug, Clone, Template)]
#[template(path = "components/status.html")]
pub struct Status {
    label: String,
    tone: Tone,
    dot: bool,
}

finished_html!(Status);

impl Status {
    /// A state.
    pub fn new(tone: Tone, label: impl Into<String>) -> Self {
        Self { label: label.into(), tone, dot: true }
    }

    /// A plain tag without the dot: a property, not a state.
    pub fn tag(tone: Tone, label: impl Into<String>) -> Self {
        Self { dot: false, ..Self::new(tone, label) }
    }
}
