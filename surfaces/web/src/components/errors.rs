//! What is wrong with a form, in one place.

use askama::Template;

use super::finished_html;
use crate::words::Words;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Name of the answer; the link jumps to the box with this id.
    pub field: String,
    /// What is wrong and how to put it right.
    pub text: String,
    /// The label of the box, where the text alone does not say which one is meant.
    pub about: Option<String>,
}

impl Problem {
    /// What is wrong with a field, by the name of its box; empty for the whole form.
    pub fn new(field: &str, text: impl Into<String>) -> Self {
        Self { field: field.to_owned(), text: text.into(), about: None }
    }

    /// The same, with the label of the box before the text where all problems are listed.
    pub fn about(mut self, label: impl Into<String>) -> Self {
        self.about = Some(label.into());
        self
    }

    /// What the box of a field says about itself.
    pub fn at(problems: &[Self], field: &str) -> Option<String> {
        problems.iter().find(|problem| problem.field == field).map(|problem| problem.text.clone())
    }
}

/// Above a form that came back: every problem, each a link to its box. Takes the focus when scripts run.
#[derive(Debug, Clone, Template)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    words: Words,
    problems: Vec<Problem>,
}

finished_html!(ErrorSummary);

impl ErrorSummary {
    /// Nothing when there is no problem.
    pub fn of(words: &Words, problems: &[Problem]) -> Option<Self> {
        (!problems.is_empty()).then(|| Self { words: words.clone(), problems: problems.to_vec() })
    }
}
