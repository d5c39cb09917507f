//! What fills the gaps of a message.

use i18n::Argument;
use kernel::{Instant, Locale};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text that reads differently in each language, such as the name of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localised {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Arg {
    Text(String),
    Moment { at: i64 },
    Localised(Localised),
}

/// The gaps of a message by their names, and what they are filled with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Args(BTreeMap<String, Arg>);

impl Args {
    /// Nothing to fill.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Fills `name` with a text that is the same in every language, such as a code.
    #[must_use]
    pub fn text(mut self, name: &str, text: &str) -> Self {
        self.0.insert(name.to_owned(), Arg::Text(text.to_owned()));
        self
    }

    /// Fills `name` with the words of the reader's language.
    #[must_use]
    pub fn localised(mut self, name: &str, vi: &str, en: &str) -> Self {
        self.0.insert(name.to_owned(), Arg::Localised(Localised { vi: vi.to_owned(), en: en.to_owned() }));
        self
    }

    /// Fills `name` with a moment, shown as time and date in Viet Nam.
    #[must_use]
    pub fn moment(mut self, name: &str, at: Instant) -> Self {
        self.0.insert(name.to_owned(), Arg::Moment { at: at.micros() });
        self
    }

    /// The gaps as a message takes them, for a reader of `locale`.
    #[must_use]
    pub fn for_reader(&self, locale: Locale) -> Vec<(&str, Argument<'_>)> {
        self.0.iter().map(|(name, arg)| (name.as_str(), arg.to_argument(locale))).collect()
    }
}

impl Arg {
    fn to_argument(&self, locale: Locale) -> Argument<'_> {
        match (self, locale) {
            (Self::Text(text), _)
            | (Self::Localised(Localised { vi: text, .. }), Locale::Vi)
            | (Self::Localised(Localised { en: text, .. }), Locale::En) => text.as_str().into(),
            (Self::Moment { at }, _) => Argument::At(Instant::from_micros(*at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_the_readers_language() {
        let at = Instant::from_vietnam("2026-03-05T17:00".parse().expect("a moment"));
        let args =
            Args::new().text("code", "H26-1").localised("service", "Đăng ký tạm trú", "Temporary residence").moment("due", at);
        let stored = serde_json::to_string(&args).expect("JSON");
        let read: Args = serde_json::from_str(&stored).expect("args");
        assert_eq!(read, args);
        let in_english = read.for_reader(Locale::En);
        assert!(in_english.contains(&("service", "Temporary residence".into())));
        assert!(in_english.contains(&("due", Argument::At(at))));
        assert!(read.for_reader(Locale::Vi).contains(&("service", "Đăng ký tạm trú".into())));
    }
}
