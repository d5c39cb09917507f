//! Civil events: what the books of civil status say of them, and the numbers of the law that decide.

use country::{Facts, UnknownFact};
use kernel::partial_date::PartialDate;
use kernel::{Date, PersonalNumber};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Ages and terms of the law about family, as they hold on one day. From the facts of the country pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CivilRules {
    /// Men marry from this age, in years.
    pub marriage_age_male: i16,
    /// Women marry from this age, in years.
    pub marriage_age_female: i16,
    /// Whether two of one sex can marry.
    pub same_sex_marriage: bool,
    /// Relatives of the same blood within so many generations cannot marry; the common parents are the first.
    pub marriage_generations: u32,
    /// A parent is at least so many years older than the child.
    pub parent_age_min: i16,
    /// Who adopts is at least so many years older, unless a relative.
    pub adoption_age_gap: i16,
    /// Who is adopted is younger than so many years.
    pub adoption_age_max: i16,
    /// The same for those whom a step-parent, an aunt or an uncle adopts.
    pub adoption_age_max_relative: i16,
    /// A child may be born so many days after the father's death.
    pub posthumous_days_max: u32,
    /// Days within which a birth is to be registered.
    pub birth_days: u32,
    /// Days within which a death is to be registered.
    pub death_days: u32,
}

impl CivilRules {
    /// The rules that hold on `on`.
    ///
    /// # Errors
    /// [`UnknownFact`] when the pack lacks one.
    pub fn of(facts: &Facts, on: Date) -> Result<Self, UnknownFact> {
        let count = |id: &str| facts.get(id, on).map(|fact| u32::try_from(fact.value).unwrap_or(u32::MAX));
        let years = |id: &str| facts.get(id, on).map(|fact| i16::try_from(fact.value).unwrap_or(i16::MAX));
        Ok(Self {
            marriage_age_male: years("age.marriage.male")?,
            marriage_age_female: years("age.marriage.female")?,
            same_sex_marriage: count("marriage.same-sex")? > 0,
            marriage_generations: count("limit.marriage-generations")?,
            parent_age_min: years("age.parent-min")?,
            adoption_age_gap: years("age.adoption-gap")?,
            adoption_age_max: years("age.adoption-max")?,
            adoption_age_max_relative: years("age.adoption-max-relative")?,
            posthumous_days_max: count("limit.posthumous-birth-days")?,
            birth_days: count("limit.birth-registration-days")?,
            death_days: count("limit.death-registration-days")?,
        })
    }
}

/// Whether an event of `happened` is registered on `today` after the `days` that the law gives.
pub(crate) fn is_late(happened: &PartialDate, today: Date, days: u32) -> bool {
    let span = jiff::Span::new().try_days(i64::from(days)).unwrap_or_default();
    happened.latest().saturating_add(span) < today
}

/// Who declared an event to the office.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Declarant {
    /// The name as declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The identity number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<PersonalNumber>,
    /// What the declarant is to the person, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
}

impl std::fmt::Debug for Declarant {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Declarant(…)")
    }
}

/// Where an event stands in the books of civil status (Law 60/2014).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BookEntry {
    /// The number of the entry (số).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The book (quyển số).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// What proves the event: birth certificate of the hospital, death notice, judgment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// Who issued that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Who declared the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declarant: Option<Declarant>,
}

/// What the death notice says.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DeathNotice {
    /// Where the person died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Of what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// At which hour, as the notice has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hour: Option<String>,
}

impl std::fmt::Debug for DeathNotice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("DeathNotice(…)")
    }
}

/// The key under which a change keeps its entry in the books.
const BOOK: &str = "book";
/// The key under which a death keeps what the notice says.
const NOTICE: &str = "notice";
/// The key that says whether an event was registered after its term.
const LATE: &str = "late";

/// What the books say of a change of civil status.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CivilRecord {
    /// The entry.
    pub book: BookEntry,
    /// For a death: the notice.
    pub notice: Option<DeathNotice>,
    /// Whether it was registered after its term; nothing where the law sets none.
    pub late: Option<bool>,
}

impl CivilRecord {
    /// Reads it from the facts of a change; nothing when the change is of no civil event.
    #[must_use]
    pub fn of(after: &Map<String, Value>) -> Option<Self> {
        let book = after.get(BOOK).and_then(|book| serde_json::from_value(book.clone()).ok())?;
        let notice = after.get(NOTICE).and_then(|notice| serde_json::from_value(notice.clone()).ok());
        Some(Self { book, notice, late: after.get(LATE).and_then(Value::as_bool) })
    }

    /// Adds it to the facts of a change.
    pub(crate) fn write(&self, after: &mut Map<String, Value>) {
        after.insert(BOOK.to_owned(), serde_json::to_value(&self.book).unwrap_or_default());
        if let Some(notice) = &self.notice {
            after.insert(NOTICE.to_owned(), serde_json::to_value(notice).unwrap_or_default());
        }
        if let Some(late) = self.late {
            after.insert(LATE.to_owned(), Value::Bool(late));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_the_term_is_in_time() {
        let born: PartialDate = "2025-01-05".parse().expect("a date");
        let day = |text: &str| text.parse::<Date>().expect("a date");
        assert!(!is_late(&born, day("2025-03-06"), 60));
        assert!(is_late(&born, day("2025-03-07"), 60));
        // Of a month only, the last day counts.
        assert!(!is_late(&"2025-01".parse().expect("a date"), day("2025-03-31"), 60));
    }

    #[test]
    fn what_the_books_say_is_read_back() {
        let book = BookEntry { number: Some("12".to_owned()), volume: Some("01/2025".to_owned()), ..BookEntry::default() };
        let notice = DeathNotice { place: Some("Bệnh viện".to_owned()), ..DeathNotice::default() };
        let record = CivilRecord { book, notice: Some(notice), late: Some(true) };
        let mut after = Map::new();
        assert_eq!(CivilRecord::of(&after), None);
        record.write(&mut after);
        assert_eq!(CivilRecord::of(&after), Some(record));
    }
}
