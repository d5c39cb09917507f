//! Boxes to type in.

use askama::Template;

use super::finished_html;
use crate::words::Words;

/// What the keyboard of a phone should offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Any text.
    Plain,
    /// Digits only: numbers that are names, such as a personal number.
    Digits,
    /// A telephone number.
    Telephone,
    /// A mail address.
    Mail,
    /// A secret.
    Password,
    /// A search.
    Search,
}

/// One line of text.
#[derive(Debug, Clone, Template)]
#[template(path = "components/text_input.html")]
pub struct TextInput {
    words: Words,
    name: String,
    label: String,
    kind: TextKind,
    value: String,
    hint: Option<String>,
    error: Option<String>,
    optional: bool,
    autocomplete: Option<&'static str>,
    width: Option<u8>,
    length_max: Option<u32>,
    hidden_label: bool,
    placeholder: Option<String>,
    quiet: bool,
    key: Option<char>,
    check_at: Option<String>,
}

finished_html!(TextInput, TextArea, DateInput, FileInput, KnownAnswer);

impl TextInput {
    /// A required line. `name` is also its id, so it must be unique on the page.
    pub fn new(words: &Words, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            words: words.clone(),
            name: name.into(),
            label: label.into(),
            kind: TextKind::Plain,
            value: String::new(),
            hint: None,
            error: None,
            optional: false,
            autocomplete: None,
            width: None,
            length_max: None,
            hidden_label: false,
            placeholder: None,
            quiet: false,
            key: None,
            check_at: None,
        }
    }

    /// What is being typed.
    pub fn kind(mut self, kind: TextKind) -> Self {
        self.kind = kind;
        self
    }

    /// What stands in it already.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
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

    /// May stay empty.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Must be answered after all, where the same box may stay empty elsewhere.
    pub fn needed(mut self) -> Self {
        self.optional = false;
        self
    }

    /// May stay empty, and says nothing about it: one of several ways to answer.
    pub fn one_of_several(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// What the browser may fill in (WCAG 1.3.5).
    pub fn autocomplete(mut self, purpose: &'static str) -> Self {
        self.autocomplete = Some(purpose);
        self
    }

    /// About how many characters wide: 4, 12 or 20; otherwise as wide as the column.
    pub fn width(mut self, characters: u8) -> Self {
        self.width = Some(characters);
        self
    }

    /// The longest text the server takes.
    pub fn length_max(mut self, characters: u32) -> Self {
        self.length_max = Some(characters);
        self
    }

    /// The label is said but not shown, because a heading says the same.
    pub fn hidden_label(mut self) -> Self {
        self.hidden_label = true;
        self
    }

    /// An example, shown while the box is empty.
    pub fn placeholder(mut self, example: impl Into<String>) -> Self {
        self.placeholder = Some(example.into());
        self
    }

    /// The key that jumps here.
    pub fn key(mut self, key: char) -> Self {
        self.key = Some(key);
        self
    }

    /// Asks the server about this one answer as soon as it is typed; without scripts the form asks as a whole.
    pub fn check_at(mut self, path: impl Into<String>) -> Self {
        self.check_at = Some(path.into());
        self
    }

    fn input_type(&self) -> &'static str {
        match self.kind {
            TextKind::Plain | TextKind::Digits => "text",
            TextKind::Telephone => "tel",
            TextKind::Mail => "email",
            TextKind::Password => "password",
            TextKind::Search => "search",
        }
    }
}

/// Several lines of text.
#[derive(Debug, Clone, Template)]
#[template(path = "components/text_area.html")]
pub struct TextArea {
    words: Words,
    name: String,
    label: String,
    value: String,
    hint: Option<String>,
    error: Option<String>,
    optional: bool,
    rows: u8,
    length_max: Option<u32>,
}

impl TextArea {
    /// A required text of a few lines.
    pub fn new(words: &Words, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            words: words.clone(),
            name: name.into(),
            label: label.into(),
            value: String::new(),
            hint: None,
            error: None,
            optional: false,
            rows: 4,
            length_max: None,
        }
    }

    /// What stands in it already.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
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

    /// May stay empty.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// How many lines are seen.
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// The longest text the server takes.
    pub fn length_max(mut self, characters: u32) -> Self {
        self.length_max = Some(characters);
        self
    }
}

/// The three boxes of a date as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateParts {
    /// Day of the month, may be empty where a partial date is allowed.
    pub day: String,
    /// Month, may be empty where a partial date is allowed.
    pub month: String,
    /// Year with four digits.
    pub year: String,
}

impl DateParts {
    /// Splits `1962`, `1962-05` or `1962-05-17`.
    pub fn from_iso(text: &str) -> Self {
        let mut parts = text.splitn(3, '-');
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let (year, month, day) = (next(), next(), next());
        Self { day, month, year }
    }

    /// The ISO text of what was typed: empty when nothing was, unpadded numbers padded, nonsense left as it is.
    pub fn to_iso(&self) -> String {
        let pad = |text: &str| {
            if text.len() == 1 { format!("0{text}") } else { text.to_owned() }
        };
        let (day, month, year) = (self.day.trim(), self.month.trim(), self.year.trim());
        match (year.is_empty(), month.is_empty(), day.is_empty()) {
            (true, true, true) => String::new(),
            (_, true, true) => year.to_owned(),
            (_, false, true) => format!("{year}-{}", pad(month)),
            _ => format!("{year}-{}-{}", pad(month), pad(day)),
        }
    }
}

/// A date in three boxes, day first, as it is written in Viet Nam.
#[derive(Debug, Clone, Template)]
#[template(path = "components/date_input.html")]
pub struct DateInput {
    words: Words,
    name: String,
    label: String,
    parts: DateParts,
    hint: Option<String>,
    error: Option<String>,
    optional: bool,
    birthday: bool,
}

impl DateInput {
    /// A required date. The boxes are called `{name}-day`, `{name}-month`, `{name}-year`.
    pub fn new(words: &Words, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            words: words.clone(),
            name: name.into(),
            label: label.into(),
            parts: DateParts::default(),
            hint: None,
            error: None,
            optional: false,
            birthday: false,
        }
    }

    /// What stands in it already.
    pub fn value(mut self, parts: DateParts) -> Self {
        self.parts = parts;
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

    /// May stay empty.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The user's own date of birth, which a browser may fill in.
    pub fn birthday(mut self) -> Self {
        self.birthday = true;
        self
    }
}

/// A file from the citizen's phone or the counter's scanner.
#[derive(Debug, Clone, Template)]
#[template(path = "components/file_input.html")]
pub struct FileInput {
    words: Words,
    name: String,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    optional: bool,
    accept: &'static str,
}

impl FileInput {
    /// A required file.
    pub fn new(words: &Words, name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            words: words.clone(),
            name: name.into(),
            label: label.into(),
            hint: None,
            error: None,
            optional: false,
            accept: ".pdf,.jpg,.jpeg,.png",
        }
    }

    /// One sentence that helps: which kinds, how large.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with it and how to put it right.
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// May stay empty.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Kinds of file the dialogue offers.
    pub fn accept(mut self, kinds: &'static str) -> Self {
        self.accept = kinds;
        self
    }
}

/// An answer that the register already knows: shown, not asked.
#[derive(Debug, Clone, Template)]
#[template(path = "components/known_answer.html")]
pub struct KnownAnswer {
    label: String,
    value: String,
}

impl KnownAnswer {
    /// What is known under which name.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::DateParts;

    #[test]
    fn dates_survive_the_three_boxes() {
        for text in ["1962", "1962-05", "1962-05-17", ""] {
            assert_eq!(DateParts::from_iso(text).to_iso(), text);
        }
    }

    #[test]
    fn one_digit_is_padded() {
        let parts = DateParts { day: "7".into(), month: " 5 ".into(), year: "1962".into() };
        assert_eq!(parts.to_iso(), "1962-05-07");
    }
}
