//! Answers and facts, one below the other.

use askama::Template;

use super::{Button, Markup, finished_html};

/// One fact with its name.
#[derive(Debug, Clone)]
pub struct SummaryRow {
    label: String,
    value: Markup,
    note: Option<String>,
    action: Option<Button>,
}

impl SummaryRow {
    /// Plain text, escaped. An empty value shows a dash.
    pub fn new(label: impl Into<String>, value: &str) -> Self {
        Self::markup(label, Markup::text(if value.is_empty() { "–" } else { value }))
    }

    /// A component as value.
    pub fn markup(label: impl Into<String>, value: Markup) -> Self {
        Self { label: label.into(), value, note: None, action: None }
    }

    /// A small line under the value.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// What can be done with this fact, for instance "change".
    pub fn action(mut self, action: Button) -> Self {
        self.action = Some(action);
        self
    }
}

/// A list of facts.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/summary_list.html")]
pub struct SummaryList {
    rows: Vec<SummaryRow>,
}

finished_html!(SummaryList);

impl SummaryList {
    /// In the given order.
    pub fn new(rows: Vec<SummaryRow>) -> Self {
        Self { rows }
    }

    /// One more fact.
    pub fn with(mut self, row: SummaryRow) -> Self {
        self.rows.push(row);
        self
    }
}
