//! Asks for a day. A form without script: the page it sends to reads the day from its address.

use askama::Template;
use kernel::Date;

use super::Why;
use crate::{components::Button, desks::purpose, visit::Visit};

/// The form.
#[derive(Template)]
#[template(path = "register/day_form.html")]
pub(super) struct DayForm {
    lead: Option<String>,
    action: String,
    purpose_field: &'static str,
    purpose: String,
    field: &'static str,
    label: String,
    day: String,
    today: String,
    go: Button,
}

// Rendered by its own template, which escapes what it prints.
impl askama::filters::HtmlSafe for DayForm {}

impl DayForm {
    /// A form to `action`, which takes the day as `field`.
    pub(super) fn new(visit: &Visit, why: &Why, action: String, (field, label): (&'static str, &str), go: Button) -> Self {
        Self {
            lead: None,
            action,
            purpose_field: purpose::FIELD,
            purpose: why.purpose.clone(),
            field,
            label: visit.words.say(label),
            day: String::new(),
            today: visit.platform.context.now().date_in_vietnam().to_string(),
            go,
        }
    }

    /// The day that was asked for before.
    pub(super) fn day(self, day: Option<Date>) -> Self {
        Self { day: day.map(|day| day.to_string()).unwrap_or_default(), ..self }
    }

    /// What the form is for, before it.
    pub(super) fn lead(self, lead: String) -> Self {
        Self { lead: Some(lead), ..self }
    }
}
