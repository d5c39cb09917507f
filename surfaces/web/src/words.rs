//! What a page says: the words of one visitor's language, dates and numbers as that visitor reads them.

use std::{fmt, sync::Arc};

use i18n::{Argument, Catalogue, Locale};
use kernel::{Date, Dong, Instant};

/// A catalogue and the language to read it in. Cheap to clone.
#[derive(Clone)]
pub struct Words {
    catalogue: Arc<Catalogue>,
    locale: Locale,
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Words({})", self.locale)
    }
}

impl Words {
    /// Words in one language.
    pub fn new(catalogue: Arc<Catalogue>, locale: Locale) -> Self {
        Self { catalogue, locale }
    }

    /// The language, as an HTML `lang` value.
    pub fn locale(&self) -> &'static str {
        self.locale.as_str()
    }

    /// The language as a value.
    pub fn language(&self) -> Locale {
        self.locale
    }

    /// A message without values.
    pub fn say(&self, id: &str) -> String {
        self.catalogue.say(self.locale, id, &[])
    }

    /// A message with values: `words.fill(id).put("name", name)`.
    pub fn fill<'a>(&'a self, id: &'a str) -> Filling<'a> {
        Filling { words: self, id, values: Vec::new() }
    }

    /// Whether the message exists.
    pub fn has(&self, id: &str) -> bool {
        self.catalogue.has(id)
    }

    /// A word for one value of a closed list: `word("web-sex", "male")` says `web-sex-male`.
    pub fn word(&self, prefix: &str, value: impl fmt::Display) -> String {
        self.say(&format!("{prefix}-{}", value.to_string().replace(['_', '.'], "-")))
    }

    /// A nationality, which the register keeps as the two letters of the country: the own one in words, others as kept.
    pub fn nationality(&self, code: &str) -> String {
        if code == "VN" { self.say("web-nationality-vietnamese") } else { code.to_owned() }
    }

    /// A day as `17/05/1962`.
    pub fn date(&self, date: Date) -> String {
        i18n::date(date)
    }

    /// An ISO day, month or year as it is read here; other text stays as it is.
    pub fn iso_date(&self, iso: &str) -> String {
        let parts: Vec<&str> = iso.split('-').collect();
        match parts.as_slice() {
            [year, month, day] => format!("{day}/{month}/{year}"),
            [year, month] => format!("{month}/{year}"),
            _ => iso.to_owned(),
        }
    }

    /// A moment in Viet Nam, day and time.
    pub fn moment(&self, at: Instant) -> String {
        i18n::date_time(at)
    }

    /// The day of a moment in Viet Nam.
    pub fn day(&self, at: Instant) -> String {
        i18n::date(at.date_in_vietnam())
    }

    /// A whole number with its thousands apart.
    pub fn number(&self, number: i64) -> String {
        i18n::number(self.locale, number)
    }

    /// A share with one digit; a dash when there is nothing to share.
    pub fn percent(&self, part: i64, whole: i64) -> String {
        if whole <= 0 {
            return "–".to_owned();
        }
        let tenths = part.saturating_mul(1000) / whole;
        let comma = if self.locale == Locale::En { '.' } else { ',' };
        format!("{}{comma}{}\u{a0}%", tenths / 10, (tenths % 10).abs())
    }

    /// An amount in đồng.
    pub fn money(&self, amount: Dong) -> String {
        i18n::money(self.locale, amount)
    }
}

/// A message on its way to being said.
#[derive(Clone)]
pub struct Filling<'a> {
    words: &'a Words,
    id: &'a str,
    values: Vec<(&'a str, Argument<'static>)>,
}

impl<'a> Filling<'a> {
    /// Puts a value into its place.
    pub fn put(mut self, name: &'a str, value: impl Put) -> Self {
        self.values.push((name, value.argument()));
        self
    }
}

impl fmt::Display for Filling<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words.catalogue.say(self.words.locale, self.id, &self.values))
    }
}

impl askama::FastWritable for Filling<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _values: &dyn askama::Values) -> askama::Result<()> {
        Ok(write!(dest, "{self}")?)
    }
}

/// What can be put into a message: text as it stands, numbers as counts. References too, because templates pass them.
pub trait Put {
    /// The value as the catalogue takes it.
    fn argument(&self) -> Argument<'static>;
}

impl<T: Put + ?Sized> Put for &T {
    fn argument(&self) -> Argument<'static> {
        (**self).argument()
    }
}

impl Put for str {
    fn argument(&self) -> Argument<'static> {
        Argument::from(self.to_owned())
    }
}

impl Put for String {
    fn argument(&self) -> Argument<'static> {
        Argument::from(self.clone())
    }
}

macro_rules! counts {
    ($($number:ty),+) => { $( impl Put for $number { fn argument(&self) -> Argument<'static> { Argument::from(*self) } } )+ };
}
counts!(i64, i32, u32, u64, usize, u8);
