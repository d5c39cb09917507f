//! Working days, deadlines and the minutes that an office is open.
//!
//! The rules (Civil Code 2015 Art 147–148, and the practice of one-stop shops):
//! - the day of receipt is not counted; counting starts with the next working day;
//! - what arrives after closing, or on a day that is not a working day, counts as received at opening on the next working day;
//! - the deadline is the closing time of the last working day counted;
//! - while a dossier waits for the applicant the clock stands: the working minutes of the pause are added.
//!
//! Which days are holidays and which Saturdays are worked instead is decided year by year, so it is data.
//! A year without data is an error, never a guess.

use crate::ErrorKind;
use crate::time::{Date, DateTime, Instant};
use jiff::civil::{Time, Weekday};

const DAY_MICROS: i64 = 86_400_000_000;
const MINUTE_MICROS: i64 = 60_000_000;
const OFFSET_MICROS: i64 = 7 * 3_600_000_000;
/// The most years a calendar holds; it keeps the tables small.
pub const YEARS_MAX: usize = 200;
/// The longest time limit, in working days. Longer ones are typing errors.
pub const WORKING_DAYS_MAX: u32 = 5_000;

/// What was decided for one year.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CalendarYear {
    /// The year.
    pub year: i16,
    /// Days off beside Saturdays and Sundays, days given in lieu included.
    pub holidays: Vec<Date>,
    /// Saturdays and Sundays that are worked in exchange for another day.
    pub working_swaps: Vec<Date>,
}

/// When offices are open. Receipt ends, and deadlines fall, at the end of the afternoon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OpeningHours {
    /// Opening in the morning; what arrives out of hours counts as received then.
    pub morning_from: Time,
    /// Start of the noon break.
    pub morning_to: Time,
    /// End of the noon break.
    pub afternoon_from: Time,
    /// Closing.
    pub afternoon_to: Time,
}

impl Default for OpeningHours {
    /// 08:00 to 12:00 and 13:00 to 17:00; the pack may say otherwise.
    fn default() -> Self {
        let at = |hour| jiff::civil::time(hour, 0, 0, 0);
        Self { morning_from: at(8), morning_to: at(12), afternoon_from: at(13), afternoon_to: at(17) }
    }
}

/// A time in which a deadline's clock stood. For a pause that goes on, `until` is the present moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pause {
    /// When the clock was stopped.
    pub from: Instant,
    /// When it went on.
    pub until: Instant,
}

/// Why a calendar cannot be built, or cannot answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The question reaches into a year of which nothing is known.
    #[error("the working calendar holds the years {first} to {last}, not {year}")]
    NoData {
        /// The year asked for.
        year: i16,
        /// The first year held.
        first: i16,
        /// The last year held.
        last: i16,
    },
    /// No year was given, more than [`YEARS_MAX`], or the years leave a gap or repeat; `0` when none was given.
    #[error("the years of a working calendar must follow each other, but {0} does not")]
    Years(i16),
    /// A holiday or swap is listed under another year.
    #[error("{0} is listed under another year")]
    ForeignDay(Date),
    /// A worked swap day that is not a Saturday or Sunday.
    #[error("{0} is listed as a worked swap day, but is no Saturday or Sunday")]
    SwapOnWorkday(Date),
    /// A day that is both.
    #[error("{0} is listed as a holiday and as a worked swap day")]
    Both(Date),
    /// The hours do not rise, or are not whole minutes.
    #[error("opening hours must be whole minutes and rise from morning to closing")]
    Hours,
    /// A time limit above [`WORKING_DAYS_MAX`].
    #[error("a time limit of {0} working days is above {WORKING_DAYS_MAX}")]
    LimitTooLong(u32),
}

impl CalendarError {
    /// Missing years are an operator's omission; the rest is a wrong calendar or limit.
    #[must_use]
    pub const fn kind(self) -> ErrorKind {
        match self {
            Self::NoData { .. } => ErrorKind::Internal,
            _ => ErrorKind::Invalid,
        }
    }

    /// The message that explains it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::NoData { .. } => "calendar-no-data",
            Self::LimitTooLong(_) => "calendar-limit-too-long",
            Self::Years(_) | Self::ForeignDay(_) | Self::SwapOnWorkday(_) | Self::Both(_) | Self::Hours => "calendar-invalid",
        }
    }
}

/// Working days of consecutive years, ready to answer in constant time.
///
/// Days are counted from the first of January of the first year. For each day the table holds how many working days lie
/// before it; the list of working days is the inverse.
#[derive(Debug, Clone)]
pub struct WorkingCalendar {
    first_year: i16,
    last_year: i16,
    /// The first day, counted from 1970-01-01.
    origin: i64,
    /// For each day, and one past the end, the number of working days before it.
    before: Vec<u32>,
    /// The working days, as offsets from the origin.
    working: Vec<u32>,
    hours: Minutes,
}

/// Opening hours in minutes of the day.
#[derive(Debug, Clone, Copy)]
struct Minutes {
    morning_from: i64,
    morning_to: i64,
    afternoon_from: i64,
    afternoon_to: i64,
}

impl Minutes {
    const fn morning(self) -> i64 {
        self.morning_to - self.morning_from
    }

    const fn day(self) -> i64 {
        self.morning() + self.afternoon_to - self.afternoon_from
    }

    /// How many working minutes lie before `minute` of a working day.
    fn before(self, minute: i64) -> i64 {
        let morning = (minute - self.morning_from).clamp(0, self.morning());
        morning + (minute - self.afternoon_from).clamp(0, self.afternoon_to - self.afternoon_from)
    }

    /// The first minute of the day before which `worked` working minutes lie.
    fn after(self, worked: i64) -> i64 {
        if worked <= self.morning() { self.morning_from + worked } else { self.afternoon_from + worked - self.morning() }
    }
}

impl TryFrom<OpeningHours> for Minutes {
    type Error = CalendarError;

    fn try_from(hours: OpeningHours) -> Result<Self, CalendarError> {
        let minute = |time: Time| {
            let whole = time.second() == 0 && time.subsec_nanosecond() == 0;
            whole.then(|| i64::from(time.hour()) * 60 + i64::from(time.minute())).ok_or(CalendarError::Hours)
        };
        let minutes = Self {
            morning_from: minute(hours.morning_from)?,
            morning_to: minute(hours.morning_to)?,
            afternoon_from: minute(hours.afternoon_from)?,
            afternoon_to: minute(hours.afternoon_to)?,
        };
        let rises = minutes.morning_from < minutes.morning_to
            && minutes.morning_to <= minutes.afternoon_from
            && minutes.afternoon_from < minutes.afternoon_to;
        if rises { Ok(minutes) } else { Err(CalendarError::Hours) }
    }
}

impl WorkingCalendar {
    /// Builds the calendar of consecutive years, given in any order.
    ///
    /// # Errors
    /// [`CalendarError`] that names the day, year or hours that cannot be.
    pub fn new(mut years: Vec<CalendarYear>, hours: OpeningHours) -> Result<Self, CalendarError> {
        years.sort_by_key(|year| year.year);
        let (Some(first), Some(last)) = (years.first(), years.last()) else {
            return Err(CalendarError::Years(0));
        };
        let (first_year, last_year) = (first.year, last.year);
        if years.len() > YEARS_MAX || !(1..=9_000).contains(&first_year) {
            return Err(CalendarError::Years(last_year));
        }
        if let Some(pair) = years.windows(2).find(|pair| pair[1].year != pair[0].year + 1) {
            return Err(CalendarError::Years(pair[1].year));
        }
        let mut calendar = Self {
            first_year,
            last_year,
            origin: day_number(jiff::civil::date(first_year, 1, 1)),
            before: Vec::new(),
            working: Vec::new(),
            hours: hours.try_into()?,
        };
        let mut count = 0;
        for year in &years {
            check_year(year)?;
            for day in days_of_year(year.year) {
                calendar.before.push(count);
                let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
                if if weekend { year.working_swaps.contains(&day) } else { !year.holidays.contains(&day) } {
                    calendar.working.push(u32::try_from(calendar.before.len() - 1).expect("two hundred years of days fit"));
                    count += 1;
                }
            }
        }
        calendar.before.push(count);
        Ok(calendar)
    }

    /// The first and the last year the calendar holds.
    #[must_use]
    pub const fn years(&self) -> (i16, i16) {
        (self.first_year, self.last_year)
    }

    /// Whether offices work on `date`.
    ///
    /// # Errors
    /// [`CalendarError::NoData`] outside the years held.
    pub fn is_working_day(&self, date: Date) -> Result<bool, CalendarError> {
        self.offset(day_number(date)).map(|offset| self.works(offset))
    }

    /// The first working day after `date`.
    ///
    /// # Errors
    /// [`CalendarError::NoData`] outside the years held.
    pub fn next_working_day(&self, date: Date) -> Result<Date, CalendarError> {
        let after = self.offset(day_number(date))? + 1;
        let day = self.working_day(u64::from(self.before[after]))?;
        Ok(self.at(day, 0).to_vietnam().date())
    }

    /// The number of working days from `from` (not counted) to `to` (counted); 0 when `to` is not later.
    ///
    /// # Errors
    /// [`CalendarError::NoData`] outside the years held.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<u32, CalendarError> {
        let (from, to) = (self.offset(day_number(from))?, self.offset(day_number(to))?);
        Ok(self.before[to + 1].saturating_sub(self.before[from + 1]))
    }

    /// When something that arrived at `received` counts as received: then, or at opening on the next working day when the
    /// office was closed for the day.
    ///
    /// # Errors
    /// [`CalendarError::NoData`] outside the years held.
    pub fn counts_as_received(&self, received: Instant) -> Result<Instant, CalendarError> {
        let (offset, micros) = self.split(received)?;
        if self.works(offset) && micros <= self.hours.afternoon_to * MINUTE_MICROS {
            return Ok(received);
        }
        let day = self.working_day(u64::from(self.before[offset + 1]))?;
        Ok(self.at(day, self.hours.morning_from))
    }

    /// The deadline of a dossier received at `received` with a time limit of `working_days`, moved by its pauses.
    ///
    /// A limit of 0 is the closing time of the day on which it counts as received. Pauses may come in any order and
    /// overlap. A pause that began after the deadline adds nothing: the dossier was late before it.
    ///
    /// # Errors
    /// [`CalendarError::NoData`] when the count leaves the years held, [`CalendarError::LimitTooLong`].
    pub fn due(&self, received: Instant, working_days: u32, pauses: &[Pause]) -> Result<Instant, CalendarError> {
        if working_days > WORKING_DAYS_MAX {
            return Err(CalendarError::LimitTooLong(working_days));
        }
        let start = self.counts_as_received(received)?;
        let (offset, _) = self.split(start)?;
        let last = self.working_day(u64::from(self.before[offset]) + u64::from(working_days))?;
        self.with_pauses(start, self.at(last, self.hours.afternoon_to), pauses)
    }

    /// The deadline of a time limit in working minutes, as short procedures have, moved by its pauses.
    ///
    /// # Errors
    /// [`CalendarError::NoData`] when the count leaves the years held.
    pub fn due_in_minutes(&self, received: Instant, working_minutes: u32, pauses: &[Pause]) -> Result<Instant, CalendarError> {
        let start = self.counts_as_received(received)?;
        let due = self.plus_working_minutes(start, i64::from(working_minutes))?;
        self.with_pauses(start, due, pauses)
    }

    /// The working minutes from `from` to `to`; 0 when `to` is not later.
    ///
    /// # Errors
    /// [`CalendarError::NoData`] outside the years held.
    pub fn working_minutes_between(&self, from: Instant, to: Instant) -> Result<i64, CalendarError> {
        if to <= from {
            return Ok(0);
        }
        Ok(self.minutes_before(to)? - self.minutes_before(from)?)
    }

    /// The moment when `minutes` working minutes have passed since `from`; at a break, its beginning.
    /// With no minutes to add it is `from` itself.
    ///
    /// # Errors
    /// [`CalendarError::NoData`] when the count leaves the years held.
    pub fn plus_working_minutes(&self, from: Instant, minutes: i64) -> Result<Instant, CalendarError> {
        if minutes <= 0 {
            return Ok(from);
        }
        let target = self.minutes_before(from)? + minutes;
        let index = (target - 1) / self.hours.day();
        let day = self.working_day(u64::try_from(index).unwrap_or(u64::MAX))?;
        Ok(self.at(day, self.hours.after(target - index * self.hours.day())))
    }

    fn with_pauses(&self, start: Instant, mut due: Instant, pauses: &[Pause]) -> Result<Instant, CalendarError> {
        if pauses.is_empty() {
            return Ok(due);
        }
        let mut pauses = pauses.to_vec();
        pauses.sort_by_key(|pause| pause.from);
        // What lies before `counted` was waiting that is already added, or time before the clock ran.
        let mut counted = start;
        for pause in pauses {
            if pause.from >= due {
                break;
            }
            let paused = self.working_minutes_between(pause.from.max(counted), pause.until)?;
            due = self.plus_working_minutes(due, paused)?;
            counted = counted.max(pause.until);
        }
        Ok(due)
    }

    /// Working minutes from the beginning of the calendar to `at`.
    fn minutes_before(&self, at: Instant) -> Result<i64, CalendarError> {
        let (offset, micros) = self.split(at)?;
        let today = if self.works(offset) { self.hours.before(micros / MINUTE_MICROS) } else { 0 };
        Ok(i64::from(self.before[offset]) * self.hours.day() + today)
    }

    fn works(&self, offset: usize) -> bool {
        self.before[offset + 1] > self.before[offset]
    }

    /// The day with `index` working days before it, itself a working day.
    fn working_day(&self, index: u64) -> Result<u32, CalendarError> {
        let found = usize::try_from(index).ok().and_then(|index| self.working.get(index));
        found.copied().ok_or_else(|| self.no_data(self.last_year.saturating_add(1)))
    }

    /// The moment at `minute` of the day `offset`.
    fn at(&self, offset: u32, minute: i64) -> Instant {
        Instant::from_micros((self.origin + i64::from(offset)) * DAY_MICROS + minute * MINUTE_MICROS - OFFSET_MICROS)
    }

    /// The day of a moment, as an offset, and the microseconds of that day.
    fn split(&self, at: Instant) -> Result<(usize, i64), CalendarError> {
        let local = at.micros().saturating_add(OFFSET_MICROS);
        Ok((self.offset(local.div_euclid(DAY_MICROS))?, local.rem_euclid(DAY_MICROS)))
    }

    fn offset(&self, day: i64) -> Result<usize, CalendarError> {
        let offset = usize::try_from(day - self.origin).ok().filter(|offset| offset + 1 < self.before.len());
        offset.ok_or_else(|| self.no_data(Instant::from_micros(day.saturating_mul(DAY_MICROS)).to_vietnam().year()))
    }

    const fn no_data(&self, year: i16) -> CalendarError {
        CalendarError::NoData { year, first: self.first_year, last: self.last_year }
    }
}

fn check_year(year: &CalendarYear) -> Result<(), CalendarError> {
    if let Some(day) = year.holidays.iter().chain(&year.working_swaps).find(|day| day.year() != year.year) {
        return Err(CalendarError::ForeignDay(*day));
    }
    if let Some(day) = year.working_swaps.iter().find(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)) {
        return Err(CalendarError::SwapOnWorkday(*day));
    }
    year.working_swaps.iter().find(|day| year.holidays.contains(day)).map_or(Ok(()), |day| Err(CalendarError::Both(*day)))
}

fn days_of_year(year: i16) -> impl Iterator<Item = Date> {
    jiff::civil::date(year, 1, 1).series(jiff::Span::new().days(1)).take_while(move |day| day.year() == year)
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i64 {
    (Instant::from_vietnam(DateTime::from_parts(date, Time::midnight())).micros() + OFFSET_MICROS).div_euclid(DAY_MICROS)
}

#[cfg(test)]
mod tests;
