//! The identity number of a person, and the older number of nine digits.
//!
//! Twelve digits: three for the place of birth registration, one for century and sex, two for the year,
//! six at random (Decree 137/2015 Art 13; Circular 59/2021 Art 4). There is no check digit.
//! A number stays from birth to death, so a place that was merged away remains valid in it;
//! which places exist is data, which the caller brings.

use crate::partial_date::PartialDate;
use crate::random::Randomness;
use crate::{ErrorKind, Sex};
use std::fmt;

/// The first birth year that the digit for century and sex can express.
pub const BIRTH_YEAR_MIN: i16 = 1900;
/// The last birth year that the digit for century and sex can express.
pub const BIRTH_YEAR_MAX: i16 = 2399;

const RANDOM_DIGITS: usize = 6;

/// Why a text is not an identity number, or why none can be made. It never repeats the text, which may be personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BadNumber {
    /// Another count of digits than the kind of number has.
    #[error("an identity number has 12 digits, an old one 9")]
    Length,
    /// A character that is not one of 0 to 9.
    #[error("an identity number consists of digits only")]
    NotDigits,
    /// The place is not three digits.
    #[error("the place in an identity number is three digits")]
    Place,
    /// The birth year lies outside [`BIRTH_YEAR_MIN`]..=[`BIRTH_YEAR_MAX`].
    #[error("an identity number can express birth years from 1900 to 2399 only")]
    BirthYear,
}

impl BadNumber {
    /// All are the sender's to mend.
    #[must_use]
    pub const fn kind(self) -> ErrorKind {
        ErrorKind::Invalid
    }

    /// The message that explains it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Length => "number-length",
            Self::NotDigits => "number-not-digits",
            Self::Place => "number-place",
            Self::BirthYear => "number-birth-year",
        }
    }
}

crate::text_enum! {
    /// In what a number contradicts the birth date or the sex that a record states.
    pub enum Disagreement {
        /// The sex alone.
        Sex = "sex",
        /// The century alone: the last two digits of the year are the same.
        Century = "century",
        /// The year, and the sex agrees.
        BirthYear = "birth-year",
        /// Sex and century, as when the fourth digit was mistyped.
        SexAndCentury = "sex-and-century",
        /// Sex and year: probably the number of somebody else.
        SexAndBirthYear = "sex-and-birth-year",
    }
}

impl Disagreement {
    /// The message that explains it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Sex => "number-disagrees-sex",
            Self::Century => "number-disagrees-century",
            Self::BirthYear => "number-disagrees-birth-year",
            Self::SexAndCentury => "number-disagrees-sex-and-century",
            Self::SexAndBirthYear => "number-disagrees-sex-and-birth-year",
        }
    }
}

/// What every fixed-length number of digits needs: checking, text, column, JSON, and a `Debug` that hides it.
macro_rules! digits_type {
    ($(#[$meta:meta])* $name:ident, $length:literal, $expected:literal, $shown:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; $length]);

        impl $name {
            /// The digits.
            #[must_use]
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).expect("ASCII digits are UTF-8")
            }

            /// The digits with all but the first and the last three starred, for pages that only hint at the number.
            #[must_use]
            pub fn masked(&self) -> String {
                let text = self.as_str();
                format!("{}{}{}", &text[..3], "*".repeat($length - 6), &text[$length - 3..])
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadNumber;
            fn from_str(text: &str) -> Result<Self, BadNumber> {
                if !text.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(BadNumber::NotDigits);
                }
                text.as_bytes().try_into().map(Self).map_err(|_| BadNumber::Length)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        /// Shows how the number begins and hides the rest, because `Debug` ends in logs.
        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({}…)"), &self.as_str()[..$shown])
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl crate::value::ToValue for $name {
            fn to_value(&self) -> crate::value::Value<'_> {
                crate::value::Value::Text(self.as_str().into())
            }
        }

        impl crate::value::FromValue for $name {
            fn from_value(value: crate::value::Value<'_>) -> Result<Self, crate::value::ValueError> {
                match value {
                    crate::value::Value::Text(text) => {
                        text.parse().map_err(|_| crate::value::ValueError { expected: $expected, found: "other text" })
                    }
                    other => Err(crate::value::mismatch($expected, &other)),
                }
            }
        }
    };
}

digits_type!(
    /// An identity number of twelve digits, well formed. Whether its place exists and whether it agrees with the
    /// person are separate questions: see [`PersonalNumber::place`] and [`PersonalNumber::check_against`].
    PersonalNumber,
    12,
    "an identity number of 12 digits",
    3
);
digits_type!(
    /// An old identity number of nine digits. It is not unique to a person: moving to another province gave a new one.
    OldNumber,
    9,
    "an old identity number of 9 digits",
    2
);

impl PersonalNumber {
    /// Makes a number for a person: the six last digits are drawn, so the caller checks that nobody has it yet.
    ///
    /// # Errors
    /// [`BadNumber::Place`] when `place` is not three digits, [`BadNumber::BirthYear`] for a year outside 1900–2399.
    pub fn issue(place: &str, sex: Sex, birth_year: i16, random: &dyn Randomness) -> Result<Self, BadNumber> {
        let place: [u8; 3] = place.as_bytes().try_into().map_err(|_| BadNumber::Place)?;
        if !place.iter().all(u8::is_ascii_digit) {
            return Err(BadNumber::Place);
        }
        if !(BIRTH_YEAR_MIN..=BIRTH_YEAR_MAX).contains(&birth_year) {
            return Err(BadNumber::BirthYear);
        }
        let century = (birth_year - BIRTH_YEAR_MIN) / 100;
        let mut digits = [b'0'; 12];
        digits[..3].copy_from_slice(&place);
        digits[3] = digit(century * 2 + i16::from(sex == Sex::Female));
        digits[4] = digit(birth_year % 100 / 10);
        digits[5] = digit(birth_year % 10);
        let mut drawn = random.below(1_000_000);
        for position in (12 - RANDOM_DIGITS..12).rev() {
            digits[position] = b'0' + u8::try_from(drawn % 10).expect("a remainder modulo 10 fits");
            drawn /= 10;
        }
        Ok(Self(digits))
    }

    /// Reads a number as people type or export it: spaces, dots, hyphens and a leading apostrophe are dropped.
    ///
    /// # Errors
    /// As for parsing the bare digits.
    pub fn parse_typed(text: &str) -> Result<Self, BadNumber> {
        only_digits(text).parse()
    }

    /// The code of the place of birth registration; of a country for those born abroad.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.as_str()[..3]
    }

    /// The sex that the fourth digit states: even male, odd female.
    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.0[3].is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// The year of birth that the fourth to sixth digits state.
    #[must_use]
    pub fn birth_year(&self) -> i16 {
        let digit_at = |position: usize| i16::from(self.0[position] - b'0');
        BIRTH_YEAR_MIN + digit_at(3) / 2 * 100 + digit_at(4) * 10 + digit_at(5)
    }

    /// Checks the number against what the record says of the same person.
    ///
    /// # Errors
    /// The precise [`Disagreement`].
    pub fn check_against(&self, birth: &PartialDate, sex: Sex) -> Result<(), Disagreement> {
        let same_sex = self.sex() == sex;
        let (said, recorded) = (self.birth_year(), birth.year());
        let same_century_digits = said.rem_euclid(100) == recorded.rem_euclid(100);
        match (same_sex, said == recorded, same_century_digits) {
            (true, true, _) => Ok(()),
            (false, true, _) => Err(Disagreement::Sex),
            (true, false, true) => Err(Disagreement::Century),
            (true, false, false) => Err(Disagreement::BirthYear),
            (false, false, true) => Err(Disagreement::SexAndCentury),
            (false, false, false) => Err(Disagreement::SexAndBirthYear),
        }
    }
}

impl OldNumber {
    /// Reads a number as people type or export it: spaces, dots, hyphens and a leading apostrophe are dropped.
    ///
    /// # Errors
    /// As for parsing the bare digits.
    pub fn parse_typed(text: &str) -> Result<Self, BadNumber> {
        only_digits(text).parse()
    }
}

/// A number of either kind, as rolls and old papers hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentityNumber {
    /// Twelve digits.
    Personal(PersonalNumber),
    /// Nine digits.
    Old(OldNumber),
}

impl IdentityNumber {
    /// Reads a number of nine or twelve digits as people type or export it.
    ///
    /// # Errors
    /// [`BadNumber`] for any other length or for characters that are neither digits nor separators.
    pub fn parse_typed(text: &str) -> Result<Self, BadNumber> {
        let digits = only_digits(text);
        match digits.len() {
            9 => digits.parse().map(Self::Old),
            _ => digits.parse().map(Self::Personal),
        }
    }
}

fn only_digits(text: &str) -> String {
    text.trim()
        .trim_start_matches('\'')
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '.' | '-'))
        .collect()
}

fn digit(value: i16) -> u8 {
    b'0' + u8::try_from(value).expect("a single digit fits a byte")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;
    use proptest::prelude::*;

    fn number(text: &str) -> PersonalNumber {
        text.parse().expect("a good number")
    }

    #[test]
    fn the_parts_of_a_number_are_read() {
        let an = number("001199012345");
        assert_eq!((an.place(), an.sex(), an.birth_year()), ("001", Sex::Female, 1999));
        let binh = number("079205000001");
        assert_eq!((binh.place(), binh.sex(), binh.birth_year()), ("079", Sex::Male, 2005));
        assert_eq!(number("001999999999").birth_year(), 2399);
    }

    #[test]
    fn disagreements_are_named() {
        let an = number("001199012345");
        let year = |year| PartialDate::year_only(year).expect("a good year");
        assert_eq!(an.check_against(&year(1999), Sex::Female), Ok(()));
        assert_eq!(an.check_against(&year(1999), Sex::Male), Err(Disagreement::Sex));
        assert_eq!(an.check_against(&year(1998), Sex::Female), Err(Disagreement::BirthYear));
        assert_eq!(an.check_against(&year(2099), Sex::Female), Err(Disagreement::Century));
        assert_eq!(an.check_against(&year(2099), Sex::Male), Err(Disagreement::SexAndCentury));
        assert_eq!(an.check_against(&year(1989), Sex::Male), Err(Disagreement::SexAndBirthYear));
    }

    #[test]
    fn other_texts_are_refused() {
        for (text, reason) in [
            ("", BadNumber::Length),
            ("00119901234", BadNumber::Length),
            ("0011990123456", BadNumber::Length),
            ("001 199012345", BadNumber::NotDigits),
            ("00119901234O", BadNumber::NotDigits),
            ("٠٠١١٩٩٠١٢٣٤٥", BadNumber::NotDigits),
        ] {
            assert_eq!(text.parse::<PersonalNumber>(), Err(reason), "{text}");
        }
        assert_eq!(PersonalNumber::issue("1", Sex::Male, 2000, &SeededRandom::new(1)), Err(BadNumber::Place));
        assert_eq!(PersonalNumber::issue("0a1", Sex::Male, 2000, &SeededRandom::new(1)), Err(BadNumber::Place));
        assert_eq!(PersonalNumber::issue("001", Sex::Male, 1899, &SeededRandom::new(1)), Err(BadNumber::BirthYear));
        assert_eq!(PersonalNumber::issue("001", Sex::Male, 2400, &SeededRandom::new(1)), Err(BadNumber::BirthYear));
    }

    #[test]
    fn typed_numbers_may_hold_separators() {
        assert_eq!(PersonalNumber::parse_typed(" '001 199 012.345 "), Ok(number("001199012345")));
        assert!(matches!(IdentityNumber::parse_typed("012345678"), Ok(IdentityNumber::Old(_))));
        assert!(matches!(IdentityNumber::parse_typed("001199012345"), Ok(IdentityNumber::Personal(_))));
        assert_eq!(IdentityNumber::parse_typed("1199012345"), Err(BadNumber::Length));
    }

    #[test]
    fn debug_hides_the_number() {
        assert_eq!(format!("{:?}", number("001199012345")), "PersonalNumber(001…)");
        assert_eq!(number("001199012345").masked(), "001******345");
        assert_eq!(number("001199012345").to_string(), "001199012345");
    }

    proptest! {
        #[test]
        fn an_issued_number_agrees_with_its_person(place in 0u16..1000, female: bool, year in BIRTH_YEAR_MIN..=BIRTH_YEAR_MAX, seed: u64) {
            let place = format!("{place:03}");
            let sex = if female { Sex::Female } else { Sex::Male };
            let issued = PersonalNumber::issue(&place, sex, year, &SeededRandom::new(seed)).expect("a good place and year");
            let birth = PartialDate::year_only(year).expect("a good year");
            prop_assert_eq!(issued.check_against(&birth, sex), Ok(()));
            prop_assert_eq!(issued.place(), place.as_str());
            prop_assert_eq!(issued.to_string().parse::<PersonalNumber>(), Ok(issued));
            let other = if female { Sex::Male } else { Sex::Female };
            prop_assert_eq!(issued.check_against(&birth, other), Err(Disagreement::Sex));
        }

        #[test]
        fn any_text_is_refused_or_reads_back(text in "\\PC{0,14}") {
            if let Ok(number) = text.parse::<PersonalNumber>() {
                prop_assert_eq!(number.to_string(), text);
            }
        }
    }
}
