//! A part that opens: our dialogue without scripts.

use askama::Template;

use super::{Icon, Markup, finished_html};

/// A question or an action that unfolds in its place (`details`), so that it needs no script.
#[derive(Debug, Clone, Template)]
#[template(path = "components/disclosure.html")]
pub struct Disclosure {
    label: String,
    body: Markup,
    icon: Option<Icon>,
    open: bool,
    danger: bool,
    key: Option<char>,
}

finished_html!(Disclosure);

impl Disclosure {
    /// Closed at first.
    pub fn new(label: impl Into<String>, body: Markup) -> Self {
        Self { label: label.into(), body, icon: None, open: false, danger: false, key: None }
    }

    /// A sign before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Open from the start, for instance because what it holds has an error.
    pub fn open(mut self, open: bool) -> Self {
        self.open = open;
        self
    }

    /// Holds an act that takes away.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// The key that opens it.
    pub fn key(mut self, key: char) -> Self {
        self.key = Some(key);
        self
    }
}
