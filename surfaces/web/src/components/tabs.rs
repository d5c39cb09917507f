//! Several views of one thing, each with its own address.

use askama::Template;

use super::finished_html;

/// One view.
#[derive(Debug, Clone)]
pub struct Tab {
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// How many things it holds.
    pub count: Option<i64>,
    /// Whether it is the one that is seen.
    pub current: bool,
}

/// A row of views.
#[derive(Debug, Clone, Template)]
#[template(path = "components/tabs.html")]
pub struct Tabs {
    label: String,
    tabs: Vec<Tab>,
}

finished_html!(Tabs);

impl Tabs {
    /// `label` names the row for screen readers.
    pub fn new(label: impl Into<String>, tabs: Vec<Tab>) -> Self {
        Self { label: label.into(), tabs }
    }
}
