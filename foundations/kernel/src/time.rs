//! Instants and civil dates. The clock is a value that the program's edge supplies.

use crate::value::{FromValue, ToValue, Value, ValueError, mismatch};
use jiff::civil;
use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

pub use jiff::civil::{Date, DateTime};

/// Viet Nam keeps UTC+7 all year (no daylight saving since 1975).
const VIETNAM_OFFSET: jiff::tz::Offset = jiff::tz::Offset::constant(7);

/// A moment: microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Instant(i64);

impl Instant {
    /// From microseconds since the epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0.div_euclid(1_000)
    }

    /// This moment moved by `seconds`, which may be negative.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// This moment moved by `minutes`, which may be negative.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// Seconds from `earlier` to this moment.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }

    /// The date and time of day on a clock in Viet Nam.
    #[must_use]
    pub fn to_vietnam(self) -> DateTime {
        VIETNAM_OFFSET.to_datetime(self.timestamp())
    }

    /// The date in Viet Nam.
    #[must_use]
    pub fn date_in_vietnam(self) -> Date {
        self.to_vietnam().date()
    }

    /// The moment at which `day` is over in Viet Nam; the end of time for the last day there is.
    #[must_use]
    pub fn after_day(day: Date) -> Self {
        day.tomorrow().map_or(Self::from_micros(i64::MAX), |next| Self::from_vietnam(next.to_datetime(civil::Time::midnight())))
    }

    /// The moment at which a clock in Viet Nam shows `at`.
    #[must_use]
    pub fn from_vietnam(at: civil::DateTime) -> Self {
        VIETNAM_OFFSET.to_timestamp(at).map_or(Self(0), |timestamp| Self(timestamp.as_microsecond()))
    }

    fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.timestamp())
    }
}

impl std::str::FromStr for Instant {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>().map(|timestamp| Self(timestamp.as_microsecond()))
    }
}

impl TryFrom<String> for Instant {
    type Error = jiff::Error;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl serde::Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A moment in the parts that a clock and a calendar in Viet Nam show, as the templates of papers read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Moment {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// The day of the month, from 1.
    pub day: i8,
    /// The hour, from 0.
    pub hour: i8,
    /// The minute, from 0.
    pub minute: i8,
}

impl From<Instant> for Moment {
    fn from(instant: Instant) -> Self {
        let at = instant.to_vietnam();
        Self { year: at.year(), month: at.month(), day: at.day(), hour: at.hour(), minute: at.minute() }
    }
}

impl ToValue for Instant {
    fn to_value(&self) -> Value<'_> {
        Value::Int(self.0)
    }
}

impl FromValue for Instant {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        i64::from_value(value).map(Self)
    }
}

impl ToValue for Date {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.to_string().into())
    }
}

impl FromValue for Date {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Text(text) => text.parse().map_err(|_| ValueError { expected: "an ISO date", found: "other text" }),
            other => Err(mismatch("an ISO date", &other)),
        }
    }
}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Instant;
}

/// A clock that stands still until it is told to move: for tests, imports and the demo.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows `at`.
    #[must_use]
    pub const fn new(at: Instant) -> Self {
        Self(AtomicI64::new(at.0))
    }

    /// Sets the clock.
    pub fn set(&self, at: Instant) {
        self.0.store(at.0, Ordering::SeqCst);
    }

    /// Moves the clock forward.
    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}
