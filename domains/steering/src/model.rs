//! Periods.

use kernel::Date;
use serde::Serialize;

/// The longest period: a leap year and a day, so that a year can be compared with the same day a year ago.
pub const DAYS_MAX: i32 = 367;

/// Some days in a row, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Period {
    from: Date,
    until: Date,
}

/// Days that are no period: the end before the beginning, or too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period ends on or after its first day and has at most {DAYS_MAX} days")]
pub struct BadPeriod;

impl Period {
    /// From a day until a day, both included.
    ///
    /// # Errors
    /// [`BadPeriod`].
    pub fn new(from: Date, until: Date) -> Result<Self, BadPeriod> {
        let period = Self { from, until };
        if until >= from && period.days() <= DAYS_MAX { Ok(period) } else { Err(BadPeriod) }
    }

    /// The last `days` days up to and including `today`; at least one, at most [`DAYS_MAX`].
    #[must_use]
    pub fn last_days(today: Date, days: i32) -> Self {
        let back = i64::from(days.clamp(1, DAYS_MAX)) - 1;
        let from = kernel::Instant::from_vietnam(today.at(12, 0, 0, 0)).plus_seconds(-back * 86_400).date_in_vietnam();
        Self { from, until: today }
    }

    /// The first day.
    #[must_use]
    pub const fn from(&self) -> Date {
        self.from
    }

    /// The last day.
    #[must_use]
    pub const fn until(&self) -> Date {
        self.until
    }

    /// How many days.
    #[must_use]
    pub fn days(&self) -> i32 {
        // The difference of two dates in days cannot fail; the fallback only satisfies the types.
        self.from.until(self.until).map_or(i32::MAX, |span| span.get_days().saturating_add(1))
    }

    /// Every day of the period.
    pub fn each_day(&self) -> impl Iterator<Item = Date> {
        let until = self.until;
        std::iter::successors(Some(self.from), |day| day.tomorrow().ok()).take_while(move |day| *day <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn a_period_counts_both_ends() {
        let month = Period::new(day("2024-02-01"), day("2024-02-29")).expect("a period");
        assert_eq!((month.days(), month.each_day().count()), (29, 29));
        let week = Period::last_days(day("2025-03-02"), 7);
        assert_eq!((week.from(), week.days()), (day("2025-02-24"), 7));
        assert_eq!(Period::last_days(day("2025-03-02"), 0).days(), 1);
    }

    #[test]
    fn no_period_is_endless_or_backwards() {
        assert_eq!(Period::new(day("2025-03-02"), day("2025-03-01")), Err(BadPeriod));
        assert!(Period::new(day("2024-01-01"), day("2025-01-01")).is_ok());
        assert_eq!(Period::new(day("2024-01-01"), day("2025-01-02")), Err(BadPeriod));
    }
}
