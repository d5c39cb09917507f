//! Where one is: in a form, and in the life of a dossier.

use askama::Template;

use super::{Markup, finished_html};

/// The steps of a form.
#[derive(Debug, Clone, Template)]
#[template(path = "components/step_progress.html")]
pub struct StepProgress {
    label: String,
    steps: Vec<String>,
    current: usize,
}

finished_html!(StepProgress, Timeline);

impl StepProgress {
    /// `current` counts from zero.
    pub fn new(label: impl Into<String>, steps: Vec<String>, current: usize) -> Self {
        Self { label: label.into(), steps, current }
    }
}

/// Whether something has happened, happens, or is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    /// Behind us.
    Done,
    /// Here and now.
    Now,
    /// Still to come.
    Next,
}

/// One thing in a timeline.
#[derive(Debug, Clone)]
pub struct Event {
    /// When it stands in time.
    pub state: EventState,
    /// What happened.
    pub title: String,
    /// When, ready to read.
    pub when: String,
    /// More about it.
    pub body: Markup,
}

/// The life of a dossier or a person, in order.
#[derive(Debug, Clone, Template)]
#[template(path = "components/timeline.html")]
pub struct Timeline {
    events: Vec<Event>,
}

impl Timeline {
    /// Shown in the given order.
    pub fn new(events: Vec<Event>) -> Self {
        Self { events }
    }
}
