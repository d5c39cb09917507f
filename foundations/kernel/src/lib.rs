//! Values every floor of the house shares.
//!
//! Nothing here does I/O, reads a clock or throws dice: time and randomness are values that
//! the program's edge hands down ([`time::Clock`], [`random::Randomness`]).
//!
//! Invariants:
//! - a parsed value is valid: a [`UnitCode`], an id or a date that exists can be used without checking again;
//! - text forms round-trip: `parse(x.to_string()) == x`;
//! - nothing that identifies a person is printed by `Debug` of an error.

#[doc(hidden)]
pub use serde;

pub mod calendar;
pub mod card_text;
pub mod error;
pub mod ids;
pub mod money;
pub mod name;
pub mod partial_date;
pub mod personal_number;
pub mod random;
pub mod text_enum;
pub mod time;
pub mod unit;
pub mod value;

pub use calendar::{Pause, WorkingCalendar};
pub use card_text::CardText;
pub use error::ErrorKind;
pub use ids::{AccountId, ClientId, DossierId, HouseholdId, Id, Ids, PaperId, PersonId, SessionId, StaffId};
pub use money::Dong;
pub use name::PersonName;
pub use partial_date::PartialDate;
pub use personal_number::{OldNumber, PersonalNumber};
pub use random::{Randomness, SeededRandom};
pub use time::{Clock, Date, Instant, ManualClock};
pub use unit::UnitCode;

text_enum! {
    /// Sex as the register records it (Law 26/2023 Art 9; the identity number encodes the same two values).
    pub enum Sex {
        /// Nam
        Male = "male",
        /// Nữ
        Female = "female",
    }
}

text_enum! {
    /// The language of messages, dates and numbers.
    pub enum Locale {
        /// Tiếng Việt
        Vi = "vi",
        /// English
        En = "en",
    }
}
