//! Something to know before going on.

use askama::Template;

use super::{Button, Icon, Tone, finished_html};

/// A message inside a page.
#[derive(Debug, Clone, Template)]
#[template(path = "components/note.html")]
pub struct Note {
    tone: Tone,
    title: Option<String>,
    text: String,
    actions: Vec<Button>,
}

finished_html!(Note, Toast);

impl Note {
    /// A sentence with a tone.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, title: None, text: text.into(), actions: Vec::new() }
    }

    /// A heading above it.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// What one can do about it.
    pub fn action(mut self, action: Button) -> Self {
        self.actions.push(action);
        self
    }

    fn icon(&self) -> Icon {
        match self.tone {
            Tone::Success => Icon::Check,
            Tone::Warning | Tone::Danger => Icon::Warning,
            Tone::Accent | Tone::Neutral | Tone::Info | Tone::Brand | Tone::Gold => Icon::Info,
        }
    }
}

/// Says once, after an act, that it was done. Goes away by itself; without motion it stays in the page.
#[derive(Debug, Clone, Template)]
#[template(path = "components/toast.html")]
pub struct Toast {
    text: String,
}

impl Toast {
    /// What was done.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}
