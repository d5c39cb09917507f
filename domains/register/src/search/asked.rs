//! What a question to the register looks for, and how a text typed into one box is read.

use crate::model::telephone;
use crate::queries::Page;
use kernel::name::tidy_spaces;
use kernel::{PartialDate, UnitCode};

/// Digits from which a text of digits is a number rather than a house number.
const NUMBER_DIGITS_MIN: usize = 9;

/// What is searched. What is left out does not count; what is stated must all fit.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// A name, whole or in part, with or without diacritics.
    pub text: String,
    /// Where; nothing for all units that the actor may search.
    pub unit: Option<UnitCode>,
    /// The birth date, which may be known in part.
    pub birth: Option<PartialDate>,
    /// A number of twelve or nine digits, also one that was replaced.
    pub number: Option<String>,
    /// A telephone number, as people write it.
    pub phone: Option<String>,
    /// House and street, or how they begin. A street without a house is looked for only within a district or commune.
    pub address: Option<String>,
    /// The number of a household in its commune (số hồ sơ cư trú).
    pub household: Option<String>,
    /// Which page of the answer.
    pub page: Page,
}

impl Search {
    /// A search by what somebody typed into one box, everywhere the actor may search, first page of twenty.
    ///
    /// Nine or twelve digits are an identity number, ten or eleven that begin with 0 a telephone number; a text that
    /// begins with a house number is an address; everything else is a name.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let typed = tidy_spaces(&text.into());
        let mut search = Self::default();
        match read(&typed) {
            Typed::Number => search.number = Some(typed),
            Typed::Phone => search.phone = Some(typed),
            Typed::Address => search.address = Some(typed),
            Typed::Name => search.text = typed,
        }
        search
    }

    /// The same search in `unit`.
    #[must_use]
    pub fn within(mut self, unit: UnitCode) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The same search for those who may be born on `birth`.
    #[must_use]
    pub const fn born(mut self, birth: PartialDate) -> Self {
        self.birth = Some(birth);
        self
    }

    /// The same search for those who live at `address`.
    #[must_use]
    pub fn living_at(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// The same search for the members of the household with this number.
    #[must_use]
    pub fn in_household(mut self, number: impl Into<String>) -> Self {
        self.household = Some(number.into());
        self
    }

    /// Whether nothing is stated that people can be found by.
    #[must_use]
    pub fn is_too_wide(&self) -> bool {
        let blank = |stated: &Option<String>| stated.as_deref().is_none_or(|text| text.trim().is_empty());
        kernel::name::fold(&self.text).is_empty()
            && blank(&self.number)
            && blank(&self.phone)
            && blank(&self.address)
            && blank(&self.household)
    }
}

/// Only what says nothing about a person may reach a log.
impl std::fmt::Debug for Search {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Search").field("unit", &self.unit).finish_non_exhaustive()
    }
}

enum Typed {
    Number,
    Phone,
    Address,
    Name,
}

fn read(typed: &str) -> Typed {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let only_digits = typed.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '.' | '-' | '+' | '\''));
    if only_digits && digits >= NUMBER_DIGITS_MIN {
        return if telephone(typed).is_some() { Typed::Phone } else { Typed::Number };
    }
    let begins_with_house = typed.starts_with(|letter: char| letter.is_ascii_digit())
        || kernel::name::fold(typed)
            .strip_prefix("so ")
            .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    if begins_with_house { Typed::Address } else { Typed::Name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_box_takes_names_numbers_telephones_and_addresses() {
        let read = |typed: &str| {
            let search = Search::text(typed);
            (search.text, search.number, search.phone, search.address)
        };
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(read("001 199 012 345"), (String::new(), text("001 199 012 345"), None, None));
        assert_eq!(read("012345678"), (String::new(), text("012345678"), None, None));
        assert_eq!(read("0912 345 678"), (String::new(), None, text("0912 345 678"), None));
        assert_eq!(read("+84 912 345 678"), (String::new(), None, text("+84 912 345 678"), None));
        assert_eq!(read("12 Phố Huế"), (String::new(), None, None, text("12 Phố Huế")));
        assert_eq!(read(" Số 12,  phố Huế"), (String::new(), None, None, text("Số 12, phố Huế")));
        assert_eq!(read("Nguyễn Văn An"), (text("Nguyễn Văn An").unwrap_or_default(), None, None, None));
        assert!(Search::text("  ").is_too_wide() && !Search::text("An").is_too_wide());
    }
}
