//! Public holidays, swapped days and office hours.

use crate::files::Files;
use crate::problem::Problems;
use crate::tomls;
use kernel::Date;
use kernel::calendar::{CalendarYear, WorkingCalendar};
use std::collections::BTreeMap;

kernel::text_enum! {
    /// Whether a year's days are settled.
    pub enum YearStatus {
        /// The Government announced them.
        Announced = "announced",
        /// Computed ahead of the announcement: swaps may still be added.
        Expected = "expected",
    }
}

/// A day off for everybody.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
    pub en: String,
    /// Where the pack has it from.
    pub source: String,
}

/// A working day taken off against a weekend day that is worked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// The day off.
    pub off: Date,
    /// The Saturday or Sunday that is worked instead.
    pub works: Date,
    /// Where the pack has it from.
    pub source: String,
}

pub use kernel::calendar::OpeningHours;

/// The days of all years in the pack.
#[derive(Debug, Clone, Default)]
pub struct CalendarData {
    /// The status of each year.
    pub years: BTreeMap<i16, YearStatus>,
    /// Days off, by date.
    pub holidays: Vec<Holiday>,
    /// Swapped days, by the day off.
    pub swaps: Vec<Swap>,
    /// When offices are open.
    pub hours: OpeningHours,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    year: i16,
    status: YearStatus,
    #[serde(default)]
    holiday: Vec<toml::Spanned<Holiday>>,
    #[serde(default)]
    swap: Vec<toml::Spanned<Swap>>,
}

const HOURS: &str = "calendar/hours.toml";

pub(crate) fn read(files: &Files, problems: &mut Problems) -> CalendarData {
    let mut data = CalendarData::default();
    for (file, text) in files.texts_under("calendar/", ".toml", problems) {
        if file == HOURS {
            continue;
        }
        let Some(year) = tomls::read::<YearFile>(file, text, problems) else { continue };
        check(&year, file, text, problems);
        if data.years.insert(year.year, year.status).is_some() {
            problems.in_file(file, format!("{} has a second file; keep one", year.year));
        }
        data.holidays.extend(year.holiday.into_iter().map(toml::Spanned::into_inner));
        data.swaps.extend(year.swap.into_iter().map(toml::Spanned::into_inner));
    }
    if let Some(text) = files.text(HOURS, problems) {
        data.hours = tomls::read(HOURS, text, problems).unwrap_or_default();
    }
    data
}

fn check(year: &YearFile, file: &str, text: &str, problems: &mut Problems) {
    let mut seen = Vec::new();
    for holiday in &year.holiday {
        let line = tomls::line_at(text, holiday.span().start);
        let date = holiday.get_ref().date;
        if date.year() != year.year {
            problems.at(file, line, format!("{date} does not belong to {}; move it to its own year's file", year.year));
        }
        if seen.contains(&date) {
            problems.at(file, line, format!("{date} is listed twice; keep one"));
        }
        seen.push(date);
    }
    for swap in &year.swap {
        let line = tomls::line_at(text, swap.span().start);
        let Swap { off, works, .. } = swap.get_ref();
        if works.year() != year.year || off.year() != year.year {
            problems.at(
                file,
                line,
                format!("the swap of {off} against {works} leaves {}; give each day in its own year's file", year.year),
            );
        }
        if !is_weekend(*works) || is_weekend(*off) {
            problems.at(
                file,
                line,
                format!("{off} must be a weekday that is taken off, {works} a Saturday or Sunday that is worked"),
            );
        }
    }
}

fn is_weekend(date: Date) -> bool {
    // Monday is 1.
    date.weekday().to_monday_one_offset() >= 6
}

impl CalendarData {
    /// The calendar that answers deadlines.
    pub(crate) fn working(&self, problems: &mut Problems) -> Option<WorkingCalendar> {
        let years: Vec<CalendarYear> = self.years.keys().map(|&year| self.year(year)).collect();
        match WorkingCalendar::new(years, self.hours) {
            Ok(calendar) => Some(calendar),
            Err(error) => {
                problems.in_file("calendar/", format!("{error}; see the files of the years"));
                None
            }
        }
    }

    fn year(&self, year: i16) -> CalendarYear {
        let off = self.holidays.iter().map(|holiday| holiday.date).chain(self.swaps.iter().map(|swap| swap.off));
        CalendarYear {
            year,
            holidays: off.filter(|date| date.year() == year).collect(),
            working_swaps: self.swaps.iter().map(|swap| swap.works).filter(|date| date.year() == year).collect(),
        }
    }
}
