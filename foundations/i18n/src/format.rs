//! Dates, times, numbers and amounts as each language writes them.
//!
//! Both languages write the day before the month, because English readers here read Vietnamese papers beside it.

use kernel::money::grouped;
use kernel::{Date, Dong, Instant, Locale, PartialDate};

/// `17/05/2026`.
#[must_use]
pub fn date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// `17/05/2026`, `05/2026` or `2026`, as far as it is known.
#[must_use]
pub fn partial_date(partial: &PartialDate) -> String {
    match partial {
        PartialDate::Year(year) => format!("{:04}", year.get()),
        PartialDate::Month(month) => format!("{:02}/{:04}", month.month(), month.year()),
        PartialDate::Day(day) => date(*day),
    }
}

/// `17/05/2026 08:05`, on a clock in Viet Nam.
#[must_use]
pub fn date_time(at: Instant) -> String {
    let local = at.to_vietnam();
    format!("{} {:02}:{:02}", date(local.date()), local.hour(), local.minute())
}

/// `08:05`, on a clock in Viet Nam.
#[must_use]
pub fn time(at: Instant) -> String {
    let local = at.to_vietnam();
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// `1.234.567` in Vietnamese, `1,234,567` in English.
#[must_use]
pub fn number(locale: Locale, number: i64) -> String {
    grouped(number, marks(locale).0)
}

/// `1.234,5` in Vietnamese, `1,234.5` in English, with exactly `digits` digits behind the mark.
/// A number that is none (a share of nothing) is written `–`.
#[must_use]
pub fn decimal(locale: Locale, number: f64, digits: u8) -> String {
    if !number.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{number:.*}", usize::from(digits));
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (group, point) = marks(locale);
    // Beyond nineteen digits nobody counts groups.
    let mut text = whole.parse().map_or_else(|_| whole.to_owned(), |whole| grouped(whole, group));
    if whole.starts_with("-0") && fraction.bytes().any(|digit| digit != b'0') {
        text.insert(0, '-');
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// `12,5%` in Vietnamese, `12.5%` in English, for a share of 0.125.
#[must_use]
pub fn percent(locale: Locale, share: f64) -> String {
    let shown = decimal(locale, share * 100.0, 1);
    if share.is_finite() { format!("{shown}%") } else { shown }
}

/// `10.000 ₫` in Vietnamese, `10,000 ₫` in English.
#[must_use]
pub fn money(locale: Locale, amount: Dong) -> String {
    format!("{} ₫", number(locale, amount.get()))
}

/// The mark between groups of three digits and the one before the fraction.
const fn marks(locale: Locale) -> (char, char) {
    match locale {
        Locale::Vi => ('.', ','),
        Locale::En => (',', '.'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_language_writes_numbers_its_way() {
        assert_eq!(number(Locale::Vi, 1_234_567), "1.234.567");
        assert_eq!(number(Locale::En, 1_234_567), "1,234,567");
        assert_eq!(decimal(Locale::Vi, 1_234.56, 1), "1.234,6");
        assert_eq!(decimal(Locale::En, -0.25, 2), "-0.25");
        assert_eq!(decimal(Locale::En, -0.001, 2), "0.00");
        assert_eq!(percent(Locale::Vi, 0.125), "12,5%");
        assert_eq!(percent(Locale::En, f64::NAN), "–");
        assert_eq!(money(Locale::Vi, Dong::new(10_000)), Dong::new(10_000).to_string());
        assert_eq!(money(Locale::En, Dong::new(10_000)), "10,000 ₫");
    }

    #[test]
    fn days_come_before_months() {
        let at: Instant = "2026-05-17T01:05:00Z".parse().expect("an instant");
        assert_eq!(date_time(at), "17/05/2026 08:05");
        assert_eq!(time(at), "08:05");
        let partial = |text: &str| partial_date(&text.parse().expect("a date"));
        assert_eq!([partial("1962"), partial("1962-05"), partial("1962-05-07")], ["1962", "05/1962", "07/05/1962"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_people_type(date in (1i16..=9999, 1i8..=12, 1i8..=28)) {
            let known = PartialDate::day(date.0, date.1, date.2).expect("a day");
            prop_assert_eq!(PartialDate::parse_any(&partial_date(&known)), Ok(known));
        }

        #[test]
        fn only_the_marks_differ(value in -1.0e9..1.0e9f64, digits in 0u8..4) {
            let vietnamese = decimal(Locale::Vi, value, digits);
            let english: String = decimal(Locale::En, value, digits)
                .chars()
                .map(|letter| match letter { ',' => '.', '.' => ',', other => other })
                .collect();
            prop_assert_eq!(vietnamese, english);
        }
    }
}
