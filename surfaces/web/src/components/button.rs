//! Buttons, and links that look like buttons.

use askama::Template;

use super::{Icon, finished_html};

/// How much a button asks for attention. One `Primary` a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here.
    Primary,
    /// Another thing one may do.
    Secondary,
    /// A thing at the side.
    Quiet,
    /// Something that takes away.
    Danger,
}

/// A button that sends its form, or a link that looks like one.
#[derive(Debug, Clone, Template)]
#[template(path = "components/button.html")]
pub struct Button {
    label: String,
    look: Look,
    href: Option<String>,
    name: Option<&'static str>,
    value: String,
    icon: Option<Icon>,
    small: bool,
    key: Option<char>,
    action: Option<String>,
}

finished_html!(Button);

impl Button {
    /// Sends the form it stands in.
    pub fn submit(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            look: Look::Primary,
            href: None,
            name: None,
            value: String::new(),
            icon: None,
            small: false,
            key: None,
            action: None,
        }
    }

    /// Goes to another page.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::submit(label) }
    }

    /// Another thing one may do.
    pub fn secondary(mut self) -> Self {
        self.look = Look::Secondary;
        self
    }

    /// A thing at the side.
    pub fn quiet(mut self) -> Self {
        self.look = Look::Quiet;
        self
    }

    /// Something that takes away.
    pub fn danger(mut self) -> Self {
        self.look = Look::Danger;
        self
    }

    /// A sign before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// For lists and tables.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Which of several buttons of a form was pressed.
    pub fn named(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.name = Some(name);
        self.value = value.into();
        self
    }

    /// Sends the form somewhere else than the form says.
    pub fn sends_to(mut self, path: impl Into<String>) -> Self {
        self.action = Some(path.into());
        self
    }

    /// The key that presses it on a desk with a keyboard.
    pub fn key(mut self, key: char) -> Self {
        self.key = Some(key);
        self
    }

    fn variant(&self) -> &'static str {
        match self.look {
            Look::Primary => "",
            Look::Secondary | Look::Danger => "secondary",
            Look::Quiet => "tertiary",
        }
    }
}
