//! The catalogue of messages.

use crate::argument::Argument;
use crate::format;
use country::{Pack, Problem};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast;
use kernel::Locale;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Of how many defects the catalogue remembers that it reported them.
const REPORTED_MAX: usize = 1_000;

/// All messages in all languages. Build it once and share it: reading takes no lock for messages without arguments.
pub struct Catalogue {
    vietnamese: Language,
    english: Language,
    /// What was reported already, so that a missing message on a busy page does not fill the log.
    reported: Mutex<HashSet<String>>,
}

struct Language {
    bundle: FluentBundle<FluentResource>,
    /// Messages that need no argument, resolved.
    plain: HashMap<String, Arc<str>>,
}

impl Catalogue {
    /// Builds the catalogue from files, each given as language, file name and text.
    ///
    /// # Errors
    /// Every [`Problem`]: unknown languages, lines that cannot be read, ids that are there twice.
    pub fn new<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Result<Self, Vec<Problem>> {
        let mut files: BTreeMap<Locale, Vec<(String, &str)>> = BTreeMap::new();
        let mut problems = Vec::new();
        for (locale, name, text) in sources {
            let path = format!("messages/{locale}/{name}");
            match locale.parse::<Locale>() {
                Ok(locale) => files.entry(locale).or_default().push((path, text)),
                Err(_) => {
                    problems.push(Problem {
                        file: path,
                        line: None,
                        message: format!("`{locale}` is not a language we speak (vi, en)"),
                    });
                }
            }
        }
        let mut language = |locale| Language::build(locale, files.remove(&locale).unwrap_or_default(), &mut problems);
        let (vietnamese, english) = (language(Locale::Vi), language(Locale::En));
        if problems.is_empty() {
            Ok(Self { vietnamese, english, reported: Mutex::default() })
        } else {
            problems.sort();
            Err(problems)
        }
    }

    /// Builds the catalogue from the messages of a country pack.
    ///
    /// # Errors
    /// As [`Catalogue::new`].
    pub fn from_pack(pack: &Pack) -> Result<Self, Vec<Problem>> {
        Self::new(pack.messages().iter().map(|file| (file.locale.as_str(), file.name.as_str(), file.text.as_str())))
    }

    /// The message `id` with its places filled. `id.attribute` names an attribute of a message.
    ///
    /// In Vietnamese when `locale` lacks the message; `⟦id⟧` when no language has it, which is logged once.
    #[must_use]
    pub fn say(&self, locale: Locale, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        if let Some(text) = self.language(locale).plain.get(id) {
            return text.as_ref().to_owned();
        }
        self.languages(locale)
            .find_map(|(spoken, language)| self.filled(spoken, language, id, arguments))
            .unwrap_or_else(|| self.missing(id))
    }

    /// The message `id` without arguments, shared instead of copied. The same fallbacks as for [`Catalogue::say`].
    #[must_use]
    pub fn text(&self, locale: Locale, id: &str) -> Arc<str> {
        let found = self.languages(locale).find_map(|(_, language)| language.plain.get(id));
        found.map_or_else(|| self.say(locale, id, &[]).into(), Arc::clone)
    }

    /// Whether any language has the message.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.languages(Locale::Vi).any(|(_, language)| language.pattern(id).is_some())
    }

    fn language(&self, locale: Locale) -> &Language {
        match locale {
            Locale::Vi => &self.vietnamese,
            Locale::En => &self.english,
        }
    }

    /// The wanted language first.
    fn languages(&self, locale: Locale) -> impl Iterator<Item = (Locale, &Language)> {
        let other = if locale == Locale::Vi { Locale::En } else { Locale::Vi };
        [locale, other].into_iter().map(|locale| (locale, self.language(locale)))
    }

    fn filled(&self, locale: Locale, language: &Language, id: &str, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        let pattern = language.pattern(id)?;
        let filled: FluentArgs<'_> = arguments.iter().map(|(name, argument)| (*name, argument.to_fluent(locale))).collect();
        let mut errors = Vec::new();
        let text = language.bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned();
        if !errors.is_empty() {
            self.report(
                &format!("{locale} {id}"),
                || tracing::error!(message.id = id, locale = %locale, "a message lacks an argument"),
            );
        }
        Some(text)
    }

    fn missing(&self, id: &str) -> String {
        self.report(id, || tracing::error!(message.id = id, "a message is missing in every language"));
        format!("⟦{id}⟧")
    }

    fn report(&self, key: &str, log: impl FnOnce()) {
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        if reported.len() < REPORTED_MAX && reported.insert(key.to_owned()) {
            log();
        }
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Catalogue({} plain messages)", self.vietnamese.plain.len())
    }
}

impl Language {
    fn build(locale: Locale, files: Vec<(String, &str)>, problems: &mut Vec<Problem>) -> Self {
        let language = locale.as_str().parse().expect("our languages have well-formed codes");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The marks are for text that mixes writing directions, which neither language does, and show in mails.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match locale {
            Locale::Vi => vietnamese_numbers,
            Locale::En => english_numbers,
        }));
        let mut names = Vec::new();
        for (path, text) in files {
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
                problems.extend(errors.into_iter().map(|error| Problem {
                    file: path.clone(),
                    line: Some(line_of(text, error.pos.start)),
                    message: format!("not a Fluent message: {error}"),
                }));
                resource
            });
            names.extend(names_in(&resource));
            for error in bundle.add_resource(resource).err().unwrap_or_default() {
                if let FluentError::Overriding { id, .. } = error {
                    let message = format!("the message `{id}` is there twice; rename or remove one");
                    problems.push(Problem { file: path.clone(), line: line_of_message(text, &id), message });
                }
            }
        }
        let mut language = Self { bundle, plain: HashMap::new() };
        let plain = names.into_iter().filter_map(|name| language.resolved(&name).map(|text| (name, text))).collect();
        language.plain = plain;
        language
    }

    fn pattern(&self, id: &str) -> Option<&ast::Pattern<&str>> {
        match id.split_once('.') {
            None => self.bundle.get_message(id)?.value(),
            Some((id, attribute)) => Some(self.bundle.get_message(id)?.get_attribute(attribute)?.value()),
        }
    }

    /// The text of a message that needs no argument.
    fn resolved(&self, id: &str) -> Option<Arc<str>> {
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(self.pattern(id)?, None, &mut errors);
        errors.is_empty().then(|| text.into())
    }
}

fn names_in(resource: &FluentResource) -> Vec<String> {
    let mut names = Vec::new();
    for entry in resource.entries() {
        if let ast::Entry::Message(message) = entry {
            names.push(message.id.name.to_owned());
            names.extend(message.attributes.iter().map(|attribute| format!("{}.{}", message.id.name, attribute.id.name)));
        }
    }
    names
}

fn vietnamese_numbers<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    grouped_number(Locale::Vi, value)
}

fn english_numbers<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    grouped_number(Locale::En, value)
}

/// Numbers reach the formatter as floating point; whole ones are grouped, others keep what the message asked for.
fn grouped_number(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    number.as_string().parse().ok().map(|whole| format::number(locale, whole))
}

fn line_of(text: &str, position: usize) -> u64 {
    let lines = text.bytes().take(position).filter(|byte| *byte == b'\n').count();
    u64::try_from(lines).unwrap_or(u64::MAX).saturating_add(1)
}

/// The last line that begins the message, which is the one that repeats it.
fn line_of_message(text: &str, id: &str) -> Option<u64> {
    let begins = |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
    let last = text.lines().enumerate().filter(|(_, line)| begins(line)).last();
    last.and_then(|(index, _)| u64::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Dong;

    const VI: &str = "\
-brand = Một Cửa
hello = Xin chào { $name }
welcome = Chào mừng đến { -brand }
    .title = Trang chủ
fee = Lệ phí { $amount }, hạn { $due }
waiting = { $count } hồ sơ
only-vi = Chỉ tiếng Việt
";
    const EN: &str = "\
-brand = OneDoor
hello = Hello { $name }
welcome = Welcome to { -brand }
    .title = Home
fee = Fee { $amount }, due { $due }
waiting = { $count ->
    [one] One dossier
   *[other] { $count } dossiers
}
";

    fn catalogue() -> Catalogue {
        Catalogue::new([("vi", "a.ftl", VI), ("en", "a.ftl", EN)]).expect("good messages")
    }

    #[test]
    fn messages_are_said_in_the_readers_language() {
        let catalogue = catalogue();
        assert_eq!(catalogue.say(Locale::Vi, "hello", &[("name", "An".into())]), "Xin chào An");
        assert_eq!(catalogue.say(Locale::En, "hello", &[("name", "An".into())]), "Hello An");
        assert_eq!(catalogue.say(Locale::En, "welcome", &[]), "Welcome to OneDoor");
        assert_eq!(catalogue.say(Locale::Vi, "welcome.title", &[]), "Trang chủ");
        assert_eq!(&*catalogue.text(Locale::Vi, "welcome"), "Chào mừng đến Một Cửa");
    }

    #[test]
    fn numbers_dates_and_money_follow_the_language() {
        let catalogue = catalogue();
        let waiting = |locale, count: i64| catalogue.say(locale, "waiting", &[("count", count.into())]);
        assert_eq!(waiting(Locale::Vi, 1_234_567), "1.234.567 hồ sơ");
        assert_eq!(waiting(Locale::En, 1_234_567), "1,234,567 dossiers");
        assert_eq!(waiting(Locale::En, 1), "One dossier");
        let at: kernel::Instant = "2026-03-05T10:00:00Z".parse().expect("an instant");
        let fee = catalogue.say(Locale::Vi, "fee", &[("amount", Dong::new(10_000).into()), ("due", at.into())]);
        assert_eq!(fee, "Lệ phí 10.000 ₫, hạn 05/03/2026 17:00");
    }

    #[test]
    fn missing_messages_fall_back_and_then_show_their_id() {
        let catalogue = catalogue();
        assert_eq!(catalogue.say(Locale::En, "only-vi", &[]), "Chỉ tiếng Việt");
        assert_eq!(&*catalogue.text(Locale::En, "only-vi"), "Chỉ tiếng Việt");
        assert_eq!(catalogue.say(Locale::En, "nothing-here", &[]), "⟦nothing-here⟧");
        assert_eq!(&*catalogue.text(Locale::Vi, "welcome.nothing"), "⟦welcome.nothing⟧");
        assert!(catalogue.has("hello") && catalogue.has("welcome.title") && !catalogue.has("nothing-here"));
        // A forgotten argument leaves its name in the text instead of failing the page.
        assert_eq!(catalogue.say(Locale::Vi, "hello", &[]), "Xin chào {$name}");
    }

    #[test]
    fn broken_files_are_refused_with_file_and_line() {
        let sources = [
            ("vi", "a.ftl", "good = Tốt\nbad { = \n"),
            ("vi", "b.ftl", "# again\ngood = Tốt\n"),
            ("fr", "a.ftl", "good = Bon\n"),
        ];
        let problems = Catalogue::new(sources).expect_err("three problems");
        let lines: Vec<(String, Option<u64>)> = problems.iter().map(|problem| (problem.file.clone(), problem.line)).collect();
        assert_eq!(
            lines,
            [
                ("messages/fr/a.ftl".to_owned(), None),
                ("messages/vi/a.ftl".to_owned(), Some(2)),
                ("messages/vi/b.ftl".to_owned(), Some(2))
            ]
        );
    }

    #[test]
    fn one_catalogue_serves_all_threads() {
        let catalogue = Arc::new(catalogue());
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let catalogue = Arc::clone(&catalogue);
                std::thread::spawn(move || {
                    (0..200i64)
                        .all(|count| catalogue.say(Locale::En, "waiting", &[("count", (count + 2).into())]).ends_with("dossiers"))
                })
            })
            .collect();
        assert!(threads.into_iter().all(|thread| thread.join().expect("no panic")));
    }

    #[test]
    fn the_messages_of_the_pack_can_be_read() {
        let pack = Pack::embedded().expect("the pack loads");
        let catalogue = Catalogue::from_pack(&pack).expect("its messages are good");
        assert_eq!(&*catalogue.text(Locale::Vi, "sex-male"), "Nam");
        assert_eq!(&*catalogue.text(Locale::En, "sex-male"), "Male");
    }
}
