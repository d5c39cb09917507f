//! Numbers that are looked at.

use askama::Template;

use super::{Tone, finished_html};

/// One number with its name; with a link it leads to the rows behind it.
#[derive(Debug, Clone, Template)]
#[template(path = "components/stat.html")]
pub struct StatTile {
    label: String,
    value: String,
    note: Option<String>,
    href: Option<String>,
    tone: Tone,
}

finished_html!(StatTile, Meter);

impl StatTile {
    /// `value` is ready to read.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), note: None, href: None, tone: Tone::Neutral }
    }

    /// A small line under it: compared with what, as of when.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Where the rows behind the number are.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Good or bad news.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// A share as a short bar. The number stands beside it; the bar is for the eye only.
#[derive(Debug, Clone, Template)]
#[template(path = "components/meter.html")]
pub struct Meter {
    percent: u8,
    tone: Tone,
}

impl Meter {
    /// `percent` is clipped to 0–100.
    pub fn new(percent: i64, tone: Tone) -> Self {
        Self { percent: u8::try_from(percent.clamp(0, 100)).unwrap_or(0), tone }
    }
}
