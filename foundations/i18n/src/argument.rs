//! What can be put into a message.

use crate::format;
use fluent_bundle::FluentValue;
use kernel::{Date, Dong, Instant, Locale, PartialDate};
use std::borrow::Cow;

/// A value for a place in a message. Everything but text and whole numbers is written as the language does before it is put in.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument<'a> {
    /// Text as it stands; years and codes too.
    Text(Cow<'a, str>),
    /// A count, which also chooses between singular and plural.
    Count(i64),
    /// A number with so many digits behind the mark.
    Decimal(f64, u8),
    /// A share of 1, written in per cent.
    Percent(f64),
    /// A date.
    Date(Date),
    /// A date known to the year, month or day.
    Partial(PartialDate),
    /// Date and time of day.
    At(Instant),
    /// An amount.
    Money(Dong),
}

impl<'a> Argument<'a> {
    pub(crate) fn to_fluent(&'a self, locale: Locale) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Self::Count(count) => FluentValue::from(*count),
            Self::Decimal(value, digits) => format::decimal(locale, *value, *digits).into(),
            Self::Percent(share) => format::percent(locale, *share).into(),
            Self::Date(date) => format::date(*date).into(),
            Self::Partial(partial) => format::partial_date(partial).into(),
            Self::At(at) => format::date_time(*at).into(),
            Self::Money(amount) => format::money(locale, *amount).into(),
        }
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! counts {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Argument<'_> {
            fn from(count: $integer) -> Self { Self::Count(i64::from(count)) }
        }
    )*};
}
counts!(i64, i32, u32, i16, u16, u8);

impl From<usize> for Argument<'_> {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Argument<'_> {
    fn from(count: u64) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<Date> for Argument<'_> {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<PartialDate> for Argument<'_> {
    fn from(partial: PartialDate) -> Self {
        Self::Partial(partial)
    }
}

impl From<Instant> for Argument<'_> {
    fn from(at: Instant) -> Self {
        Self::At(at)
    }
}

impl From<Dong> for Argument<'_> {
    fn from(amount: Dong) -> Self {
        Self::Money(amount)
    }
}
