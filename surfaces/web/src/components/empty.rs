//! What stands where nothing is yet.

use askama::Template;

use super::{Button, finished_html};

/// Nothing here: says why, and what one could do.
#[derive(Debug, Clone, Template)]
#[template(path = "components/empty.html")]
pub struct EmptyState {
    title: String,
    text: String,
    action: Option<Button>,
}

finished_html!(EmptyState, Skeleton);

impl EmptyState {
    /// Without an action.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { title: title.into(), text: text.into(), action: None }
    }

    /// What one could do about it.
    pub fn action(mut self, action: Button) -> Self {
        self.action = Some(action);
        self
    }
}

/// Grey lines while a part of a page is on its way.
#[derive(Debug, Clone, Template)]
#[template(path = "components/skeleton.html")]
pub struct Skeleton {
    label: String,
    lines: u8,
}

impl Skeleton {
    /// `label` is what a screen reader says meanwhile.
    pub fn new(label: impl Into<String>, lines: u8) -> Self {
        Self { label: label.into(), lines }
    }
}
