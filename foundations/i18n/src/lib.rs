//! Messages, dates and numbers in the languages of the pack.
//!
//! Every word that people see is a Fluent message in `country/vn/messages/{vi,en}/<subject>.ftl`.
//! A [`Catalogue`] is built once and shared by all requests; it answers [`Catalogue::say`] with the message in the
//! reader's language, in Vietnamese when that language lacks it, and with the id in brackets when none has it, so that
//! a page never fails for want of a word.
//!
//! Numbers inside messages are grouped as the language does. A year or a code is not a number: pass it as text.
//!
//! Invariants:
//! - a built catalogue holds no broken file and no id twice;
//! - the same id, language and arguments give the same text.

mod argument;
mod catalogue;
mod format;

pub use argument::Argument;
pub use catalogue::Catalogue;
pub use format::{date, date_time, decimal, money, number, partial_date, percent, time};
pub use kernel::Locale;
