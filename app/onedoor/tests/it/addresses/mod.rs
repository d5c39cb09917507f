//! One request, or more, for every address of the program: what a person with the right to it would send.

mod desks;
mod people;
mod programs;
mod quality;
mod register;

use crate::city::City;
use axum::http::Method;
use serde_json::Value;
use web::routes;

/// A purpose of the pack, for everything that shows a record.
const WHY: &str = "purpose=register-upkeep";

/// What is sent along.
#[derive(Clone)]
pub(crate) enum Content {
    Nothing,
    Form(String),
    Json(Value),
    Pdf,
    Upload,
}

/// A request, and the pattern of the address it visits.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) pattern: String,
    pub(crate) path: String,
    pub(crate) content: Content,
    /// Tells requests to the same pattern apart.
    pub(crate) note: &'static str,
    /// What it leaves behind for the requests after it.
    pub(crate) leaves: Leaves,
}

/// What a request leaves behind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaves {
    /// A changed city when it succeeds.
    Change,
    /// Nothing that another answer depends on.
    Nothing,
    /// A count of wrong guesses when it fails.
    Guess,
}

impl Ask {
    fn new(method: Method, pattern: &str, path: impl Into<String>, content: Content) -> Self {
        Self { method, pattern: pattern.to_owned(), path: path.into(), content, note: "", leaves: Leaves::Change }
    }

    const fn note(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }

    const fn leaves(mut self, leaves: Leaves) -> Self {
        self.leaves = leaves;
        self
    }

    /// Whether it is for programs, so that the session goes into `Authorization`.
    pub(crate) fn is_for_programs(&self) -> bool {
        self.pattern.starts_with("/api/")
    }

    /// The line's name in the table.
    pub(crate) fn line(&self) -> String {
        let note = if self.note.is_empty() { String::new() } else { format!(" · {}", self.note) };
        format!("{} {}{note}", self.method, self.pattern)
    }
}

fn get(pattern: &str, path: impl Into<String>) -> Ask {
    Ask::new(Method::GET, pattern, path, Content::Nothing)
}

fn why(path: impl Into<String>) -> String {
    format!("{}?{WHY}", path.into())
}

fn form(pattern: &str, path: impl Into<String>, pairs: &[(&str, &str)]) -> Ask {
    let text: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", routes::encode(name), routes::encode(value))).collect();
    Ask::new(Method::POST, pattern, path, Content::Form(text.join("&")))
}

fn post(pattern: &str, path: impl Into<String>, body: Value) -> Ask {
    Ask::new(Method::POST, pattern, path, Content::Json(body))
}

fn delete(pattern: &str, path: impl Into<String>) -> Ask {
    Ask::new(Method::DELETE, pattern, path, Content::Nothing)
}

/// Every request, in the order of the table.
pub(crate) fn all(city: &City) -> Vec<Ask> {
    let mut all = people::for_everybody(city);
    all.extend(people::for_signing_in(city));
    all.extend(people::for_citizens(city));
    all.extend(people::for_filing(city));
    all.extend(desks::for_the_counter(city));
    all.extend(register::for_the_register(city));
    all.extend(register::for_stays(city));
    all.extend(register::for_households(city));
    all.extend(desks::for_second_officers(city));
    all.extend(desks::for_notices(city));
    all.extend(programs::program_notices(city));
    all.extend(desks::for_agencies(city));
    all.extend(quality::asks(city));
    all.extend(desks::for_steering_and_admin(city));
    all.extend(people::assets());
    all.extend(programs::program_basics(city));
    all.extend(programs::program_dossiers(city));
    all.extend(programs::program_events(city));
    all.extend(programs::program_reading(city));
    all.extend(programs::program_residence(city));
    all
}
