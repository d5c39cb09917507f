//! Dates of which only the year, or the year and the month, may be known.
//!
//! Real registers hold births such as `1962` and `05/1962`. The text form is ISO 8601 shortened from the right
//! (`1962`, `1962-05`, `1962-05-17`), and sorting by that text, as the database does, is sorting by value.

use crate::ErrorKind;
use crate::time::Date;
use crate::value::{FromValue, ToValue, Value, ValueError, mismatch};
use std::cmp::Ordering;
use std::fmt;

/// Why a text is not a date. The text itself is left out: it may be a birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BadPartialDate {
    /// The text has no form that we read.
    #[error("not a date: expected dd/mm/yyyy, mm/yyyy, yyyy or yyyy-mm-dd")]
    Shape,
    /// The year has two digits, which leaves the century open.
    #[error("the year needs four digits")]
    ShortYear,
    /// The day or the month does not exist, such as 31/02.
    #[error("there is no such day")]
    NoSuchDay,
}

impl BadPartialDate {
    /// All are the sender's to mend.
    #[must_use]
    pub const fn kind(self) -> ErrorKind {
        ErrorKind::Invalid
    }

    /// The message that explains it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Shape => "date-shape",
            Self::ShortYear => "date-short-year",
            Self::NoSuchDay => "date-no-such-day",
        }
    }
}

/// A year from 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilYear(i16);

impl CivilYear {
    /// The year as a number.
    #[must_use]
    pub const fn get(self) -> i16 {
        self.0
    }
}

/// A month of a year from 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilMonth {
    year: i16,
    month: i8,
}

impl CivilMonth {
    /// The year as a number.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> i8 {
        self.month
    }
}

/// A date known to the year, the month or the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(CivilYear),
    /// Year and month are known.
    Month(CivilMonth),
    /// The day is known. Dates before the year 1 do not round-trip through text.
    Day(Date),
}

/// Completed years of age, as far as a partial date of birth tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AgeBounds {
    /// The age when born on the last possible day; 0 before birth.
    pub least: i16,
    /// The age when born on the first possible day.
    pub most: i16,
}

impl PartialDate {
    /// A date of which only the year is known.
    ///
    /// # Errors
    /// [`BadPartialDate::NoSuchDay`] outside the years 1 to 9999.
    pub fn year_only(year: i16) -> Result<Self, BadPartialDate> {
        if (1..=9999).contains(&year) { Ok(Self::Year(CivilYear(year))) } else { Err(BadPartialDate::NoSuchDay) }
    }

    /// A date of which year and month are known.
    ///
    /// # Errors
    /// [`BadPartialDate::NoSuchDay`] outside the years 1 to 9999 or the months 1 to 12.
    pub fn year_month(year: i16, month: i8) -> Result<Self, BadPartialDate> {
        if (1..=9999).contains(&year) && (1..=12).contains(&month) {
            Ok(Self::Month(CivilMonth { year, month }))
        } else {
            Err(BadPartialDate::NoSuchDay)
        }
    }

    /// A whole date.
    ///
    /// # Errors
    /// [`BadPartialDate::NoSuchDay`] when the calendar has no such day.
    pub fn day(year: i16, month: i8, day: i8) -> Result<Self, BadPartialDate> {
        if year < 1 {
            return Err(BadPartialDate::NoSuchDay);
        }
        Date::new(year, month, day).map(Self::Day).map_err(|_| BadPartialDate::NoSuchDay)
    }

    /// Reads a date as people and spreadsheets write it: `dd/mm/yyyy`, `d/m/yyyy`, `mm/yyyy`, `yyyy`, ISO, with `/`, `-`
    /// or `.` between; zeros or stars for an unknown day or month (`00/00/1962`); a midnight after an ISO date is dropped.
    /// The day always comes before the month, as it does in Viet Nam.
    ///
    /// # Errors
    /// [`BadPartialDate`], which says what to mend.
    pub fn parse_any(text: &str) -> Result<Self, BadPartialDate> {
        let text = without_midnight(text.trim());
        let mut parts = [""; 3];
        let mut count = 0;
        for part in text.split(['/', '-', '.']) {
            *parts.get_mut(count).ok_or(BadPartialDate::Shape)? = part.trim();
            count += 1;
        }
        let (year, month, day) = match (count, parts[0].len()) {
            (1, _) => (parts[0], None, None),
            (2, 4) => (parts[0], Some(parts[1]), None),
            (2, _) => (parts[1], Some(parts[0]), None),
            (_, 4) => (parts[0], Some(parts[1]), Some(parts[2])),
            _ => (parts[2], Some(parts[1]), Some(parts[0])),
        };
        let year = match (year.len(), number(year)) {
            (4, Some(year)) => year,
            (2, Some(_)) if day.is_some() => return Err(BadPartialDate::ShortYear),
            _ => return Err(BadPartialDate::Shape),
        };
        Self::from_parts(year, month.map(known_part).transpose()?.flatten(), day.map(known_part).transpose()?.flatten())
    }

    /// Reads the eight digits `ddmmyyyy` of the code printed on identity cards; `00` stands for an unknown day or month.
    ///
    /// # Errors
    /// [`BadPartialDate`] when the text is not eight digits or there is no such day.
    pub fn from_card_digits(text: &str) -> Result<Self, BadPartialDate> {
        if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BadPartialDate::Shape);
        }
        let year = number(&text[4..]).ok_or(BadPartialDate::Shape)?;
        Self::from_parts(year, known_part(&text[2..4])?, known_part(&text[..2])?)
    }

    fn from_parts(year: i16, month: Option<i8>, day: Option<i8>) -> Result<Self, BadPartialDate> {
        match (month, day) {
            (None, None) => Self::year_only(year),
            (Some(month), None) => Self::year_month(year, month),
            (Some(month), Some(day)) => Self::day(year, month, day),
            (None, Some(_)) => Err(BadPartialDate::NoSuchDay),
        }
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> i16 {
        match self {
            Self::Year(year) => year.0,
            Self::Month(month) => month.year,
            Self::Day(date) => date.year(),
        }
    }

    /// The month, when known.
    #[must_use]
    pub fn month(&self) -> Option<i8> {
        match self {
            Self::Year(_) => None,
            Self::Month(month) => Some(month.month),
            Self::Day(date) => Some(date.month()),
        }
    }

    /// The date, when known to the day.
    #[must_use]
    pub const fn full(&self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(*date),
            Self::Year(_) | Self::Month(_) => None,
        }
    }

    /// The first day it may have been.
    #[must_use]
    pub fn earliest(&self) -> Date {
        match self {
            Self::Year(year) => jiff::civil::date(year.0, 1, 1),
            Self::Month(month) => jiff::civil::date(month.year, month.month, 1),
            Self::Day(date) => *date,
        }
    }

    /// The last day it may have been.
    #[must_use]
    pub fn latest(&self) -> Date {
        match self {
            Self::Year(year) => jiff::civil::date(year.0, 12, 31),
            Self::Month(month) => jiff::civil::date(month.year, month.month, 1).last_of_month(),
            Self::Day(date) => *date,
        }
    }

    /// Whether both may be the same day.
    #[must_use]
    pub fn may_equal(&self, other: &Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// The completed years of age on `on` of someone born at this date.
    ///
    /// Who was born on 29 February completes a year on 1 March of a common year.
    #[must_use]
    pub fn age_on(&self, on: Date) -> AgeBounds {
        AgeBounds { least: completed_years(self.latest(), on), most: completed_years(self.earliest(), on) }
    }

    /// Whether someone born at this date has completed `years` on `on`; `None` when the date is too vague to tell.
    #[must_use]
    pub fn has_completed(&self, years: i16, on: Date) -> Option<bool> {
        let age = self.age_on(on);
        ((age.least >= years) == (age.most >= years)).then_some(age.least >= years)
    }

    fn sort_key(&self) -> (i16, i8, i8) {
        (self.year(), self.month().unwrap_or(0), self.full().map_or(0, Date::day))
    }
}

fn completed_years(birth: Date, on: Date) -> i16 {
    let before_birthday = (on.month(), on.day()) < (birth.month(), birth.day());
    (on.year() - birth.year() - i16::from(before_birthday)).max(0)
}

/// Spreadsheets write dates with the time of day.
fn without_midnight(text: &str) -> &str {
    ["T00:00:00", " 00:00:00", " 0:00:00", " 00:00", " 0:00"].iter().find_map(|tail| text.strip_suffix(tail)).unwrap_or(text)
}

fn number(text: &str) -> Option<i16> {
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// A day or month of one or two digits; `None` when it is written as unknown.
fn known_part(text: &str) -> Result<Option<i8>, BadPartialDate> {
    if text.is_empty() || text.len() > 2 {
        return Err(BadPartialDate::Shape);
    }
    if text.bytes().all(|byte| matches!(byte, b'0' | b'*' | b'?' | b'x' | b'X')) {
        return Ok(None);
    }
    let value = number(text).ok_or(BadPartialDate::Shape)?;
    i8::try_from(value).map(Some).map_err(|_| BadPartialDate::NoSuchDay)
}

impl Ord for PartialDate {
    /// The order of the text forms: a vague date comes right before the first precise one it may be.
    fn cmp(&self, other: &Self) -> Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self::Day(date)
    }
}

impl fmt::Display for PartialDate {
    /// ISO 8601, shortened from the right.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(formatter, "{:04}", year.0),
            Self::Month(month) => write!(formatter, "{:04}-{:02}", month.year, month.month),
            Self::Day(date) => write!(formatter, "{date}"),
        }
    }
}

impl std::str::FromStr for PartialDate {
    type Err = BadPartialDate;

    /// Reads the ISO form alone; [`PartialDate::parse_any`] reads what people write.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text.as_bytes();
        let shaped = matches!(bytes.len(), 4 | 7 | 10)
            && bytes
                .iter()
                .enumerate()
                .all(|(place, byte)| if matches!(place, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
        if !shaped {
            return Err(BadPartialDate::Shape);
        }
        let year = number(&text[..4]).ok_or(BadPartialDate::Shape)?;
        // Two digits always fit an i8.
        let part = |from: usize| text.get(from..from + 2).and_then(|digits| digits.parse::<i8>().ok());
        Self::from_parts(year, part(5), part(8))
    }
}

impl serde::Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl ToValue for PartialDate {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.to_string().into())
    }
}

impl FromValue for PartialDate {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Text(text) => text.parse().map_err(|_| ValueError { expected: "a partial date", found: "other text" }),
            other => Err(mismatch("a partial date", &other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn any(text: &str) -> Result<String, BadPartialDate> {
        PartialDate::parse_any(text).map(|date| date.to_string())
    }

    #[test]
    fn what_people_write_is_read() {
        for (text, iso) in [
            ("17/05/1962", "1962-05-17"),
            ("7/5/1962", "1962-05-07"),
            ("17-05-1962", "1962-05-17"),
            ("17.5.1962", "1962-05-17"),
            (" 17 / 05 / 1962 ", "1962-05-17"),
            ("05/1962", "1962-05"),
            ("5/1962", "1962-05"),
            ("1962", "1962"),
            ("1962-05", "1962-05"),
            ("1962-05-17", "1962-05-17"),
            ("1962-05-17 00:00:00", "1962-05-17"),
            ("17/05/1962 0:00", "1962-05-17"),
            ("1962/05/17", "1962-05-17"),
            ("00/00/1962", "1962"),
            ("00/05/1962", "1962-05"),
            ("**/**/1962", "1962"),
            ("29/02/2024", "2024-02-29"),
        ] {
            assert_eq!(any(text).as_deref(), Ok(iso), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_reason() {
        for (text, reason) in [
            ("", BadPartialDate::Shape),
            ("17/05", BadPartialDate::Shape),
            ("hôm qua", BadPartialDate::Shape),
            ("17/05/1962/1", BadPartialDate::Shape),
            ("17//1962", BadPartialDate::Shape),
            ("17/05/62", BadPartialDate::ShortYear),
            ("31/02/1962", BadPartialDate::NoSuchDay),
            ("29/02/2023", BadPartialDate::NoSuchDay),
            ("17/13/1962", BadPartialDate::NoSuchDay),
            ("17/00/1962", BadPartialDate::NoSuchDay),
            ("13/1962", BadPartialDate::NoSuchDay),
            ("0000", BadPartialDate::NoSuchDay),
            ("+962", BadPartialDate::Shape),
        ] {
            assert_eq!(any(text), Err(reason), "{text}");
        }
        for text in ["17/05/1962", "1962-5-7", "1962-05-17T00", "62", "1962-13", "1962-00", "1962-05-00", "１９６２"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_digits_of_a_card_are_read() {
        let card = |text| PartialDate::from_card_digits(text).map(|date| date.to_string());
        assert_eq!(card("15011999").as_deref(), Ok("1999-01-15"));
        assert_eq!(card("00001962").as_deref(), Ok("1962"));
        assert_eq!(card("19990115"), Err(BadPartialDate::NoSuchDay));
        assert_eq!(card("1501199"), Err(BadPartialDate::Shape));
    }

    #[test]
    fn ages_are_bounded_by_what_is_known() {
        let today = date(2026, 5, 17);
        let age = |text: &str| {
            let bounds = text.parse::<PartialDate>().expect("a good date").age_on(today);
            (bounds.least, bounds.most)
        };
        assert_eq!(age("2012-05-17"), (14, 14));
        assert_eq!(age("2012-05-18"), (13, 13));
        assert_eq!(age("2012-05"), (13, 14));
        assert_eq!(age("2012"), (13, 14));
        assert_eq!(age("2030"), (0, 0));
        let year = PartialDate::year_only(2012).expect("a good year");
        assert_eq!(year.has_completed(14, today), None);
        assert_eq!(year.has_completed(13, today), Some(true));
        assert_eq!(year.has_completed(15, today), Some(false));
        let leap = PartialDate::day(2012, 2, 29).expect("a good day");
        assert_eq!(leap.age_on(date(2026, 2, 28)).least, 13);
        assert_eq!(leap.age_on(date(2026, 3, 1)).least, 14);
    }

    fn any_partial_date() -> impl Strategy<Value = PartialDate> {
        (1i16..=9999, 1i8..=12, 1i8..=28, 0..3).prop_map(|(year, month, day, precision)| match precision {
            0 => PartialDate::year_only(year).expect("in range"),
            1 => PartialDate::year_month(year, month).expect("in range"),
            _ => PartialDate::day(year, month, day).expect("in range"),
        })
    }

    proptest! {
        #[test]
        fn texts_read_back(date in any_partial_date()) {
            prop_assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
            prop_assert_eq!(PartialDate::parse_any(&date.to_string()), Ok(date));
            prop_assert_eq!(PartialDate::from_value(date.to_value()), Ok(date));
            let json = serde_json::to_string(&date).expect("serializes");
            prop_assert_eq!(serde_json::from_str::<PartialDate>(&json).expect("deserializes"), date);
        }

        #[test]
        fn the_order_is_the_order_of_the_texts(one in any_partial_date(), two in any_partial_date()) {
            prop_assert_eq!(one.cmp(&two), one.to_string().cmp(&two.to_string()));
        }

        #[test]
        fn bounds_enclose(date in any_partial_date(), other in any_partial_date()) {
            prop_assert!(date.earliest() <= date.latest());
            prop_assert!(date.may_equal(&date));
            prop_assert_eq!(date.may_equal(&other), other.may_equal(&date));
            let age = date.age_on(other.earliest());
            prop_assert!(age.least <= age.most && age.most - age.least <= 1);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}") {
            let _ = PartialDate::parse_any(&text);
            let _ = PartialDate::from_card_digits(&text);
            let _ = text.parse::<PartialDate>();
        }
    }
}
