//! Choosing among given answers.

use askama::Template;

use super::finished_html;
use crate::words::Words;

/// One answer that can be chosen.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
    /// One more line under it.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// An answer, not chosen.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, chosen: false }
    }

    /// One more line under it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Chosen when its value is the given one.
    pub fn chosen_if(mut self, value: &str) -> Self {
        self.chosen = self.value == value;
        self
    }

    /// Chosen or not.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

/// A list that opens.
#[derive(Debug, Clone, Template)]
#[template(path = "components/select.html")]
pub struct Select {
    words: Words,
    name: String,
    label: String,
    choices: Vec<Choice>,
    groups: Vec<(String, Vec<Choice>)>,
    blank: Option<String>,
    hint: Option<String>,
    error: Option<String>,
    optional: bool,
}

finished_html!(Select, Choices, Checkbox);

impl Select {
    /// A required choice.
    pub fn new(words: &Words, name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self {
            words: words.clone(),
            name: name.into(),
            label: label.into(),
            choices,
            groups: Vec::new(),
            blank: None,
            hint: None,
            error: None,
            optional: false,
        }
    }

    /// A required choice among answers that stand in groups, such as communes in their districts.
    pub fn grouped(words: &Words, name: impl Into<String>, label: impl Into<String>, groups: Vec<(String, Vec<Choice>)>) -> Self {
        Self { groups, ..Self::new(words, name, label, Vec::new()) }
    }

    /// A first line that stands for no choice.
    pub fn blank(mut self, label: impl Into<String>) -> Self {
        self.blank = Some(label.into());
        self
    }

    /// One sentence that helps.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with it and how to put it right.
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// May stay without an answer; a filter says so by its blank line instead.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// Radio buttons, or check boxes when `several` may be chosen.
#[derive(Debug, Clone, Template)]
#[template(path = "components/choices.html")]
pub struct Choices {
    words: Words,
    name: String,
    label: String,
    choices: Vec<Choice>,
    several: bool,
    inline: bool,
    hint: Option<String>,
    error: Option<String>,
    optional: bool,
}

impl Choices {
    /// One of several answers, all seen at once.
    pub fn one(words: &Words, name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self {
            words: words.clone(),
            name: name.into(),
            label: label.into(),
            choices,
            several: false,
            inline: false,
            hint: None,
            error: None,
            optional: false,
        }
    }

    /// Any number of answers.
    pub fn several(words: &Words, name: impl Into<String>, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self { several: true, ..Self::one(words, name, label, choices) }
    }

    /// Side by side: for two or three short answers.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// One sentence that helps.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with it and how to put it right.
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// May stay without an answer.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// One box to tick.
#[derive(Debug, Clone, Template)]
#[template(path = "components/checkbox.html")]
pub struct Checkbox {
    words: Words,
    name: String,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    checked: bool,
}

impl Checkbox {
    /// A box that sends `yes` when ticked.
    pub fn new(words: &Words, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { words: words.clone(), name: name.into(), label: label.into(), hint: None, error: None, checked: false }
    }

    /// One sentence that helps.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with it and how to put it right.
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// Ticked or not.
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }
}
