//! Guests as a house that takes them writes them down: a line of a form, of a file or of a request, read or refused with reasons.
//!
//! Nothing here looks at the register: what a keeper of a lodging is told depends on what they wrote alone.

mod file;
mod moment;

pub use file::{GUEST_FILE_BYTES_MAX, GuestFile, read_guests};

use crate::model::{first_night, nights_until};
use crate::rules::ResidenceRules;
use kernel::personal_number::PersonalNumber;
use kernel::{Date, Instant, PartialDate, Sex};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most guests of one notification.
pub const GUESTS_MAX: usize = 500;
/// The longest name, room or reason, in characters.
pub const GUEST_TEXT_MAX: usize = 120;
/// An arrival may lie so many days back: later it is a matter for an officer.
pub const ARRIVED_DAYS_MAX: i64 = 31;
/// An arrival may be told so many hours ahead.
pub const AHEAD_HOURS_MAX: i64 = 24;

kernel::text_enum! {
    /// What is asked of a guest; also the columns of a file.
    pub enum GuestField {
        /// Full name.
        Name = "name",
        /// Identity number; a text with letters is taken for a passport.
        Number = "number",
        /// Number of the passport.
        Passport = "passport",
        /// Date of birth.
        Birth = "birth",
        /// Sex.
        Sex = "sex",
        /// Nationality.
        Nationality = "nationality",
        /// Room.
        Room = "room",
        /// Reason.
        Reason = "reason",
        /// When they came.
        Arrives = "arrives",
        /// On which day they leave.
        Leaves = "leaves",
        /// The line as a whole.
        Line = "line",
    }
}

kernel::text_enum! {
    /// Why a guest is not taken.
    pub enum GuestReason {
        /// The name is missing.
        NameMissing = "name-missing",
        /// A text is too long.
        TooLong = "too-long",
        /// An identity number has twelve digits.
        NumberWrong = "number-wrong",
        /// The number contradicts the birth date or the sex beside it.
        NumberDisagrees = "number-disagrees",
        /// Neither identity number nor passport.
        PaperMissing = "paper-missing",
        /// A passport has 6 to 20 letters and digits.
        PassportWrong = "passport-wrong",
        /// The birth date is missing.
        BirthMissing = "birth-missing",
        /// The birth date cannot be read, or lies in the future.
        BirthWrong = "birth-wrong",
        /// The sex is missing and no number says it.
        SexMissing = "sex-missing",
        /// The sex cannot be read.
        SexWrong = "sex-wrong",
        /// The nationality is no code of two letters.
        NationalityWrong = "nationality-wrong",
        /// When they came cannot be read.
        ArrivesWrong = "arrives-wrong",
        /// They came too long ago, or will come too far ahead.
        ArrivesFar = "arrives-far",
        /// The day of leaving cannot be read.
        LeavesWrong = "leaves-wrong",
        /// They would leave before the first night.
        LeavesEarly = "leaves-early",
        /// So long a stay is a temporary residence.
        NeedsTemporary = "needs-temporary",
        /// The guest is notified there for one of these nights.
        NotifiedAlready = "notified-already",
        /// The line cannot be cut into columns.
        LineTorn = "line-torn",
    }
}

impl GuestReason {
    /// The message that says it.
    #[must_use]
    pub fn message_id(self) -> String {
        format!("register-guest-{self}")
    }
}

/// What is wrong with one guest of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestProblem {
    /// The line of the file, or the place in the list from 1.
    pub line: u32,
    /// What is wrong.
    pub field: GuestField,
    /// Why.
    pub reason: GuestReason,
}

/// A guest as written down; each text may be empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct GuestLine {
    /// The line of the file, or the place in the list from 1.
    pub line: u32,
    /// Full name.
    pub name: String,
    /// Identity number; a text with letters is taken for a passport.
    pub number: String,
    /// Number of the passport.
    pub passport: String,
    /// Date of birth, whole or in part.
    pub birth: String,
    /// Sex; may be empty where a number says it.
    pub sex: String,
    /// Nationality: a code of two letters; empty for Viet Nam.
    pub nationality: String,
    /// Room.
    pub room: String,
    /// Reason.
    pub reason: String,
    /// When they came: date and time, time of today, or empty for now.
    pub arrives: String,
    /// On which day they leave, or after how many nights; empty for one night.
    pub leaves: String,
    /// Whether the line could not be cut into columns.
    pub torn: bool,
}

/// Who stays where is personal.
impl fmt::Debug for GuestLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "GuestLine({})", self.line)
    }
}

/// A guest who can be notified.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Guest {
    pub(crate) name: String,
    pub(crate) number: Option<PersonalNumber>,
    pub(crate) passport: Option<String>,
    pub(crate) birth: PartialDate,
    pub(crate) sex: Sex,
    pub(crate) nationality: String,
    pub(crate) room: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) arrives_at: Instant,
    pub(crate) first_night: Date,
    pub(crate) leaves_on: Date,
}

impl Guest {
    /// Reads a line written at `now`.
    pub(crate) fn read(line: &GuestLine, now: Instant, rules: &ResidenceRules) -> Result<Self, (GuestField, GuestReason)> {
        if line.torn {
            return Err((GuestField::Line, GuestReason::LineTorn));
        }
        let name = text(&line.name, GuestField::Name)?.ok_or((GuestField::Name, GuestReason::NameMissing))?;
        let (number, passport) = papers(line)?;
        let birth = birth(&line.birth, now)?;
        let sex = sex(&line.sex, number.as_ref())?;
        if number.is_some_and(|number| number.check_against(&birth, sex).is_err()) {
            return Err((GuestField::Number, GuestReason::NumberDisagrees));
        }
        let child = birth.age_on(now.date_in_vietnam()).least < i16::try_from(rules.card_age).unwrap_or(i16::MAX);
        if number.is_none() && passport.is_none() && !child {
            return Err((GuestField::Number, GuestReason::PaperMissing));
        }
        let (arrives_at, first_night, leaves_on) = nights(line, now, rules)?;
        Ok(Self {
            name,
            number,
            passport,
            birth,
            sex,
            nationality: nationality(&line.nationality)?,
            room: text(&line.room, GuestField::Room)?,
            reason: text(&line.reason, GuestField::Reason)?,
            arrives_at,
            first_night,
            leaves_on,
        })
    }

    /// Whether two guests are one, by their papers, else by name and birth date.
    pub(crate) fn is(&self, name: &str, number: Option<&PersonalNumber>, passport: Option<&str>, birth: &PartialDate) -> bool {
        match (&self.number, number, &self.passport, passport) {
            (Some(one), Some(other), _, _) => one == other,
            (_, _, Some(one), Some(other)) => one == other,
            _ => self.birth == *birth && kernel::name::fold(&self.name) == kernel::name::fold(name),
        }
    }
}

/// A text without needless spaces; nothing for an empty one.
fn text(text: &str, field: GuestField) -> Result<Option<String>, (GuestField, GuestReason)> {
    let tidy = kernel::name::tidy_spaces(text);
    if tidy.chars().count() > GUEST_TEXT_MAX {
        return Err((field, GuestReason::TooLong));
    }
    Ok(Some(tidy).filter(|text| !text.is_empty()))
}

/// Lists often have one column for whatever paper was shown: what has letters is a passport.
fn papers(line: &GuestLine) -> Result<(Option<PersonalNumber>, Option<String>), (GuestField, GuestReason)> {
    let (number, passport) = (line.number.trim(), line.passport.trim());
    let (number, passport) =
        if passport.is_empty() && number.contains(char::is_alphabetic) { ("", number) } else { (number, passport) };
    let number = match number {
        "" => None,
        typed => Some(PersonalNumber::parse_typed(typed).map_err(|_| (GuestField::Number, GuestReason::NumberWrong))?),
    };
    let passport = passport.replace(char::is_whitespace, "").to_uppercase();
    let fits = (6..=20).contains(&passport.len()) && passport.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match passport.as_str() {
        "" => Ok((number, None)),
        _ if fits => Ok((number, Some(passport))),
        _ => Err((GuestField::Passport, GuestReason::PassportWrong)),
    }
}

fn birth(text: &str, now: Instant) -> Result<PartialDate, (GuestField, GuestReason)> {
    if text.trim().is_empty() {
        return Err((GuestField::Birth, GuestReason::BirthMissing));
    }
    let wrong = (GuestField::Birth, GuestReason::BirthWrong);
    let birth = PartialDate::parse_any(text.trim()).map_err(|_| wrong)?;
    let possible = birth.earliest() <= now.date_in_vietnam() && birth.year() >= crate::commands::create_person::BIRTH_YEAR_MIN;
    if possible { Ok(birth) } else { Err(wrong) }
}

fn sex(text: &str, number: Option<&PersonalNumber>) -> Result<Sex, (GuestField, GuestReason)> {
    match (kernel::name::fold(text.trim()).as_str(), number) {
        ("nam" | "male" | "m", _) => Ok(Sex::Male),
        ("nu" | "female" | "f", _) => Ok(Sex::Female),
        ("", Some(number)) => Ok(number.sex()),
        ("", None) => Err((GuestField::Sex, GuestReason::SexMissing)),
        _ => Err((GuestField::Sex, GuestReason::SexWrong)),
    }
}

fn nationality(text: &str) -> Result<String, (GuestField, GuestReason)> {
    match kernel::name::fold(text.trim()).as_str() {
        "" | "viet nam" | "vietnam" | "vietnamese" => Ok("VN".to_owned()),
        code if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()) => Ok(code.to_uppercase()),
        _ => Err((GuestField::Nationality, GuestReason::NationalityWrong)),
    }
}

fn nights(line: &GuestLine, now: Instant, rules: &ResidenceRules) -> Result<(Instant, Date, Date), (GuestField, GuestReason)> {
    let arrives = moment::arrival(&line.arrives, now, rules).ok_or((GuestField::Arrives, GuestReason::ArrivesWrong))?;
    let ahead = arrives.seconds_since(now);
    if ahead > AHEAD_HOURS_MAX * 3_600 || -ahead > ARRIVED_DAYS_MAX * 24 * 3_600 {
        return Err((GuestField::Arrives, GuestReason::ArrivesFar));
    }
    let first = first_night(arrives, rules);
    let leaves = moment::leaving(&line.leaves, first).ok_or((GuestField::Leaves, GuestReason::LeavesWrong))?;
    let nights = nights_until(first, leaves);
    if nights < 1 {
        return Err((GuestField::Leaves, GuestReason::LeavesEarly));
    }
    if nights >= i64::from(rules.temporary_from_days) {
        return Err((GuestField::Leaves, GuestReason::NeedsTemporary));
    }
    Ok((arrives, first, leaves))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::RULES;

    fn now() -> Instant {
        Instant::from_vietnam("2025-03-06T21:00".parse().expect("a time"))
    }

    fn line() -> GuestLine {
        GuestLine {
            name: " Lê  Thị Khách".to_owned(),
            number: "001 190 012345".to_owned(),
            birth: "1/2/1990".to_owned(),
            ..GuestLine::default()
        }
    }

    fn refused(change: impl FnOnce(&mut GuestLine)) -> GuestReason {
        let mut line = line();
        change(&mut line);
        Guest::read(&line, now(), &RULES).err().expect("it is refused").1
    }

    #[test]
    fn a_guest_with_a_card_needs_little() {
        let guest = Guest::read(&line(), now(), &RULES).expect("a guest");
        assert_eq!((guest.name.as_str(), guest.sex, guest.nationality.as_str()), ("Lê Thị Khách", Sex::Female, "VN"));
        assert_eq!((guest.arrives_at, guest.first_night.to_string()), (now(), "2025-03-06".to_owned()));
        assert_eq!(guest.leaves_on.to_string(), "2025-03-07", "one night when nothing is said");
    }

    #[test]
    fn a_paper_with_letters_is_a_passport() {
        let mut typed = line();
        typed.number = "c 1234567".to_owned();
        typed.sex = "Nữ".to_owned();
        typed.nationality = "fr".to_owned();
        let guest = Guest::read(&typed, now(), &RULES).expect("a guest");
        assert_eq!((guest.number, guest.passport.as_deref(), guest.nationality.as_str()), (None, Some("C1234567"), "FR"));
    }

    #[test]
    fn a_child_needs_no_paper() {
        let mut typed = line();
        (typed.number, typed.sex, typed.birth) = (String::new(), "Nam".to_owned(), "2015".to_owned());
        assert!(Guest::read(&typed, now(), &RULES).is_ok());
        typed.birth = "2005".to_owned();
        assert!(matches!(Guest::read(&typed, now(), &RULES), Err((GuestField::Number, GuestReason::PaperMissing))));
    }

    #[test]
    fn every_line_is_refused_for_its_reason() {
        assert_eq!(refused(|line| line.name.clear()), GuestReason::NameMissing);
        assert_eq!(refused(|line| line.room = "x".repeat(121)), GuestReason::TooLong);
        assert_eq!(refused(|line| line.number = "0011".to_owned()), GuestReason::NumberWrong);
        assert_eq!(refused(|line| line.birth = "1991".to_owned()), GuestReason::NumberDisagrees);
        assert_eq!(refused(|line| line.passport = "a-b".to_owned()), GuestReason::PassportWrong);
        assert_eq!(refused(|line| line.birth.clear()), GuestReason::BirthMissing);
        assert_eq!(refused(|line| line.birth = "32/1/1990".to_owned()), GuestReason::BirthWrong);
        assert_eq!(refused(|line| line.birth = "2026".to_owned()), GuestReason::BirthWrong);
        assert_eq!(refused(|line| line.sex = "x".to_owned()), GuestReason::SexWrong);
        assert_eq!(refused(|line| line.nationality = "Pháp".to_owned()), GuestReason::NationalityWrong);
        assert_eq!(refused(|line| line.arrives = "soon".to_owned()), GuestReason::ArrivesWrong);
        assert_eq!(refused(|line| line.arrives = "2025-03-08 09:00".to_owned()), GuestReason::ArrivesFar);
        assert_eq!(refused(|line| line.arrives = "2025-01-08 09:00".to_owned()), GuestReason::ArrivesFar);
        assert_eq!(refused(|line| line.leaves = "tomorrow".to_owned()), GuestReason::LeavesWrong);
        assert_eq!(refused(|line| line.leaves = "06/03/2025".to_owned()), GuestReason::LeavesEarly);
        assert_eq!(refused(|line| line.leaves = "05/04/2025".to_owned()), GuestReason::NeedsTemporary);
        assert_eq!(refused(|line| line.torn = true), GuestReason::LineTorn);
        let mut longest = line();
        longest.leaves = "04/04/2025".to_owned();
        assert!(Guest::read(&longest, now(), &RULES).is_ok(), "29 nights");
    }
}
