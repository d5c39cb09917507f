//! Names of people: how they are stored, taken apart, searched and compared.
//!
//! A Vietnamese name is family, middle, given: `Nguyễn Thị Ví Dụ` is of the family Nguyễn and is called Dụ.
//! Names are stored composed (NFC) with single spaces, otherwise as the person writes them.
//! Search and comparison use the folded form, which is kept beside and never shown.

mod distance;
mod fold;
mod spelling;

pub use distance::{edit_distance, similarity};
pub use fold::{fold, fold_into};
pub use spelling::{normalise_tone, tidy_case, tidy_spaces, to_nfc};

use crate::ErrorKind;
use crate::value::{FromValue, ToValue, Value, ValueError, mismatch};
use std::fmt;

/// The longest name that is accepted, in characters. The longest known to the register have under sixty.
pub const NAME_CHARACTERS_MAX: usize = 100;

/// Why a text is not a name. The text itself is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum BadName {
    /// There is no letter in it.
    #[error("a name has at least one letter")]
    Empty,
    /// More than [`NAME_CHARACTERS_MAX`] characters.
    #[error("a name has at most {NAME_CHARACTERS_MAX} characters")]
    TooLong,
    /// A character other than letters, marks, spaces, apostrophes, hyphens, dots and commas.
    #[error("a name consists of letters, spaces, apostrophes, hyphens and dots")]
    Character,
}

impl BadName {
    /// All are the sender's to mend.
    #[must_use]
    pub const fn kind(self) -> ErrorKind {
        ErrorKind::Invalid
    }

    /// The message that explains it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Empty => "name-empty",
            Self::TooLong => "name-too-long",
            Self::Character => "name-character",
        }
    }
}

/// The name of a person, composed and with single spaces. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(String);

impl PersonName {
    /// Accepts a name as typed or exported: composes it and tidies spaces, keeps its capitals.
    ///
    /// # Errors
    /// [`BadName`] when nothing or something else than a name remains.
    pub fn parse(text: &str) -> Result<Self, BadName> {
        let name = tidy_spaces(text);
        if name.chars().count() > NAME_CHARACTERS_MAX {
            return Err(BadName::TooLong);
        }
        let fits = |letter: char| {
            letter.is_alphabetic()
                || unicode_normalization::char::is_combining_mark(letter)
                || matches!(letter, ' ' | '\'' | '-' | '.' | ',')
        };
        if !name.chars().all(fits) {
            return Err(BadName::Character);
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(BadName::Empty);
        }
        Ok(Self(name))
    }

    /// The whole name.
    #[must_use]
    pub fn full(&self) -> &str {
        &self.0
    }

    /// The family name, the first word; empty for a name of one word.
    #[must_use]
    pub fn family(&self) -> &str {
        self.0.split_once(' ').map_or("", |(family, _)| family)
    }

    /// The words between family and given name; often empty.
    #[must_use]
    pub fn middle(&self) -> &str {
        self.0.split_once(' ').and_then(|(_, rest)| rest.rsplit_once(' ')).map_or("", |(middle, _)| middle)
    }

    /// The given name, the last word, by which people are called and lists are sorted.
    #[must_use]
    pub fn given(&self) -> &str {
        self.0.rsplit_once(' ').map_or(self.0.as_str(), |(_, given)| given)
    }

    /// The name for display: a capital at each word when it was typed in capitals or small letters throughout.
    #[must_use]
    pub fn display(&self) -> String {
        tidy_case(&self.0)
    }

    /// The forms that search uses.
    #[must_use]
    pub fn keys(&self) -> NameKeys {
        NameKeys::of(&self.0)
    }

    /// How this name compares with another spelling of what may be the same.
    #[must_use]
    pub fn compare(&self, other: &Self) -> NameMatch {
        if self.0 == other.0 {
            NameMatch::Same
        } else if normalise_tone(&self.0).to_lowercase() == normalise_tone(&other.0).to_lowercase() {
            NameMatch::SameAfterNormalising
        } else if fold(&self.0) == fold(&other.0) {
            NameMatch::SameWithoutMarks
        } else {
            NameMatch::Different
        }
    }
}

crate::text_enum! {
    /// How two names compare.
    pub enum NameMatch {
        /// Letter for letter.
        Same = "same",
        /// But for capitals and the place of tone marks.
        SameAfterNormalising = "same-after-normalising",
        /// But for diacritics, which one side may have lost.
        SameWithoutMarks = "same-without-marks",
        /// Another name.
        Different = "different",
    }
}

/// The folded forms of a name that search columns hold.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NameKeys {
    /// The whole name, folded.
    pub full: String,
    /// The last word, folded.
    pub given: String,
    /// The first word, folded; empty for a name of one word.
    pub family: String,
}

impl NameKeys {
    /// The keys of a name, or of what somebody typed when searching for one.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let full = fold(name);
        let given = full.rsplit_once(' ').map_or(full.as_str(), |(_, given)| given).to_owned();
        let family = full.split_once(' ').map_or("", |(family, _)| family).to_owned();
        Self { full, given, family }
    }
}

impl fmt::Debug for NameKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NameKeys(…)")
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PersonName(…)")
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl std::str::FromStr for PersonName {
    type Err = BadName;
    fn from_str(text: &str) -> Result<Self, BadName> {
        Self::parse(text)
    }
}

impl serde::Serialize for PersonName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for PersonName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl ToValue for PersonName {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.0.as_str().into())
    }
}

impl FromValue for PersonName {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            // Only names that were parsed are stored, so reading skips the checks.
            Value::Text(text) => Ok(Self(text.into_owned())),
            other => Err(mismatch("a name", &other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn name(text: &str) -> PersonName {
        PersonName::parse(text).expect("a good name")
    }

    #[test]
    fn names_are_taken_apart() {
        let full = name(" Nguyễn  Thị Ví Dụ ");
        assert_eq!((full.family(), full.middle(), full.given(), full.full()), ("Nguyễn", "Thị Ví", "Dụ", "Nguyễn Thị Ví Dụ"));
        let two = name("Lê An");
        assert_eq!((two.family(), two.middle(), two.given()), ("Lê", "", "An"));
        let one = name("Y-Bhiă");
        assert_eq!((one.family(), one.middle(), one.given()), ("", "", "Y-Bhiă"));
        let keys = full.keys();
        assert_eq!((keys.full.as_str(), keys.family.as_str(), keys.given.as_str()), ("nguyen thi vi du", "nguyen", "du"));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        assert_eq!(PersonName::parse("  "), Err(BadName::Empty));
        assert_eq!(PersonName::parse("- -"), Err(BadName::Empty));
        assert_eq!(PersonName::parse("An 2"), Err(BadName::Character));
        assert_eq!(PersonName::parse("<b>An</b>"), Err(BadName::Character));
        assert_eq!(PersonName::parse(&"a".repeat(101)), Err(BadName::TooLong));
    }

    #[test]
    fn spellings_are_compared() {
        let hoa = name("Nguyễn Thúy Hòa");
        assert_eq!(hoa.compare(&name("Nguyễn Thúy Hòa")), NameMatch::Same);
        assert_eq!(hoa.compare(&name("NGUYỄN THUÝ HOÀ")), NameMatch::SameAfterNormalising);
        assert_eq!(hoa.compare(&name("Nguyen Thuy Hoa")), NameMatch::SameWithoutMarks);
        assert_eq!(hoa.compare(&name("Nguyễn Thúy Hoan")), NameMatch::Different);
    }

    #[test]
    fn debug_hides_the_name() {
        assert_eq!(format!("{:?} {:?}", name("Lê An"), name("Lê An").keys()), "PersonName(…) NameKeys(…)");
    }

    proptest! {
        #[test]
        fn names_read_back(text in "[A-Za-zăâđêôơưĂÂĐÊÔƠƯáàảãạếềểễệ]{1,8}( [A-Za-zăâđêôơưáàảãạ]{1,8}){0,4}") {
            let parsed = name(&text);
            prop_assert_eq!(&name(&parsed.to_string()), &parsed);
            prop_assert_eq!(&name(&text.nfd().collect::<String>()), &parsed);
            prop_assert!(PersonName::from_value(parsed.to_value()) == Ok(parsed.clone()));
            let parts: Vec<&str> = [parsed.family(), parsed.middle(), parsed.given()].into_iter().filter(|part| !part.is_empty()).collect();
            prop_assert_eq!(parts.join(" "), parsed.full());
            prop_assert_eq!(NameKeys::of(&parsed.display()), parsed.keys());
        }

        #[test]
        fn any_text_is_refused_or_reads_back(text: String) {
            if let Ok(parsed) = PersonName::parse(&text) {
                prop_assert_eq!(PersonName::parse(parsed.full()), Ok(parsed));
            }
        }
    }
}
