//! Forms of this desk: what was typed, what is wrong with it, and the page that asks.

use askama::Template;
use gate::Failure;
use kernel::{Date, ErrorKind};
use register::Ground;
use std::str::FromStr;
use store::Tx;

use crate::{
    components::{Button, DateInput, DateParts, ErrorSummary, Markup, Note, Problem, TextInput},
    halt::Halt,
    shell::Shell,
    visit::Visit,
    words::Words,
};

/// The longest text that is typed here, in characters.
pub(super) const TEXT_MAX: u32 = 200;

/// Answers that belong together.
pub(super) struct Block {
    pub(super) title: String,
    pub(super) inputs: Vec<Markup>,
}

/// A page with one form.
#[derive(Template)]
#[template(path = "residence/form.html")]
pub(super) struct FormPage {
    pub(super) page: Shell,
    pub(super) lead: String,
    pub(super) errors: Option<ErrorSummary>,
    pub(super) notes: Vec<Note>,
    pub(super) action: String,
    pub(super) blocks: Vec<Block>,
    pub(super) save: Button,
    pub(super) cancel: Button,
}

/// What a form sent.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    pub(super) fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// An answer before anybody typed, such as today's date.
    pub(super) fn with_date(mut self, name: &str, date: Date) -> Self {
        let parts = [("day", i64::from(date.day())), ("month", i64::from(date.month())), ("year", i64::from(date.year()))];
        self.0.extend(parts.map(|(part, value)| (format!("{name}-{part}"), value.to_string())));
        self
    }

    /// An answer before anybody typed.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn parts(&self, name: &str) -> DateParts {
        let part = |part: &str| self.text(&format!("{name}-{part}")).to_owned();
        DateParts { day: part("day"), month: part("month"), year: part("year") }
    }
}

/// Reads what was typed, and gathers everything that is wrong with it.
pub(super) struct Reading<'a> {
    words: &'a Words,
    typed: &'a Typed,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(words: &'a Words, typed: &'a Typed) -> Self {
        Self { words, typed, problems: Vec::new() }
    }

    pub(super) fn wrong(&mut self, field: &str, id: &str) {
        self.problems.push(Problem::new(field, self.words.say(id)));
    }

    /// A text; nothing for an empty one.
    pub(super) fn optional(&self, name: &str) -> Option<String> {
        Some(kernel::name::tidy_spaces(self.typed.text(name))).filter(|text| !text.is_empty())
    }

    /// A text that is needed; empty when it is missing.
    pub(super) fn text(&mut self, name: &str) -> String {
        let text = self.optional(name);
        if text.is_none() {
            self.wrong(name, "web-required-answer");
        }
        text.unwrap_or_default()
    }

    /// A choice that is needed.
    pub(super) fn chosen<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let value = self.typed.text(name).trim().parse().ok();
        if value.is_none() {
            self.wrong(name, "web-required-answer");
        }
        value
    }

    /// A whole date; nothing when its boxes are empty.
    pub(super) fn optional_date(&mut self, name: &str) -> Option<Date> {
        let iso = self.typed.parts(name).to_iso();
        if iso.is_empty() {
            return None;
        }
        let date = super::super::day(&iso);
        if date.is_none() {
            self.wrong(name, "web-residence-date-wrong");
        }
        date
    }

    /// A whole date that is needed.
    pub(super) fn date(&mut self, name: &str) -> Option<Date> {
        if self.typed.parts(name).to_iso().is_empty() {
            self.wrong(name, "web-required-answer");
        }
        self.optional_date(name)
    }

    /// The ground, with the paper that proves it.
    pub(super) fn ground(&mut self) -> Ground {
        Ground { basis: self.text("basis"), dossier: None, evidence: self.optional("evidence") }
    }
}

/// A sentence with the numbers of the law in it.
pub(super) fn with_rules(visit: &Visit, id: &str) -> Result<String, Failure> {
    let rules = visit.platform.residence_rules()?;
    Ok(visit
        .words
        .fill(id)
        .put("evening", rules.stay_evening_hour)
        .put("morning", rules.stay_morning_hour)
        .put("age", rules.card_age)
        .to_string())
}

/// A sentence about terms with the numbers of the law in it.
pub(super) fn with_terms(visit: &Visit, id: &str, days: u32, months: u32, draft: u32) -> String {
    visit.words.fill(id).put("days", days).put("months", months).put("draft", draft).to_string()
}

/// A line of text with what was typed and what is wrong with it.
pub(super) fn line(words: &Words, name: &str, label: &str, typed: &Typed, problems: &[Problem]) -> TextInput {
    TextInput::new(words, name, words.say(label)).length_max(TEXT_MAX).value(typed.text(name)).error(Problem::at(problems, name))
}

/// A date with what was typed and what is wrong with it.
pub(super) fn date(words: &Words, name: &str, label: &str, typed: &Typed, problems: &[Problem]) -> DateInput {
    DateInput::new(words, name, words.say(label)).value(typed.parts(name)).error(Problem::at(problems, name))
}

/// The boxes for the ground of a change.
pub(super) fn ground_block(words: &Words, typed: &Typed, problems: &[Problem]) -> Block {
    let (basis, evidence) = crate::desks::register::ground_fields(words, typed.text("basis"), typed.text("evidence"), problems);
    Block { title: words.say("web-register-papers"), inputs: vec![Markup::of(&basis), Markup::of(&evidence)] }
}

/// Runs a command; what it refuses because of what was typed comes back as a problem of the form.
pub(super) async fn attempt<T, F>(visit: &Visit, mut work: F) -> Result<Result<T, Problem>, Halt>
where
    T: Send + 'static,
    F: FnMut(&mut Tx<'_>, &access::Actor) -> Result<T, register::Error> + Send + 'static,
{
    let outcome = visit.write(move |tx, actor| work(tx, actor).map_err(Failure::from)).await;
    match outcome {
        Ok((_, value)) => Ok(Ok(value)),
        Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
            Ok(Err(Problem::new("", halt.0.say(&visit.platform.words, visit.words.language()))))
        }
        Err(halt) => Err(halt),
    }
}
