//! The names by which persons are found: one row for each unit a person lives in.

use crate::model::Person;
use crate::{Error, sql};
use kernel::{PersonId, PersonName, UnitCode};
use std::collections::BTreeSet;
use store::{Tx, params};

/// The word under which family names are kept in the vocabulary.
pub(crate) const FAMILY: &str = "family";
/// The word under which given names are kept in the vocabulary.
pub(crate) const GIVEN: &str = "given";

/// A row of the search by name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameKey {
    pub(crate) given: String,
    pub(crate) family: String,
    pub(crate) middle: String,
    pub(crate) unit: UnitCode,
    pub(crate) birth_year: i64,
}

/// A name folded and taken apart.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct FoldedName {
    pub(crate) family: String,
    pub(crate) middle: String,
    pub(crate) given: String,
}

impl FoldedName {
    pub(crate) fn of(name: &PersonName) -> Self {
        Self::split(&kernel::name::fold(name.full()))
    }

    /// Takes a folded name apart: the first word is the family, the last the given name.
    pub(crate) fn split(folded: &str) -> Self {
        let (front, given) = folded.rsplit_once(' ').unwrap_or(("", folded));
        let (family, middle) = front.split_once(' ').unwrap_or((front, ""));
        Self { family: family.to_owned(), middle: middle.to_owned(), given: given.to_owned() }
    }

    pub(crate) fn in_unit(&self, unit: UnitCode, birth_year: i16) -> NameKey {
        NameKey {
            given: self.given.clone(),
            family: self.family.clone(),
            middle: self.middle.clone(),
            unit,
            birth_year: i64::from(birth_year),
        }
    }
}

/// Every row under which a person is found: the unit that answers for the record, and those of the residences in force.
pub(crate) fn keys(person: &Person) -> BTreeSet<NameKey> {
    let name = FoldedName::of(&person.facts.name);
    let year = person.facts.birth.year();
    crate::permit::units_of(person).into_iter().map(|unit| name.in_unit(unit, year)).collect()
}

/// Brings the search up to date after a change of `person`.
pub(crate) fn refresh(
    tx: &mut Tx<'_>,
    person: PersonId,
    before: &BTreeSet<NameKey>,
    after: &BTreeSet<NameKey>,
) -> Result<(), Error> {
    // While the map is being redrawn, the row may still stand under a commune that ended. It goes too, and what holds is
    // written again below.
    let mut rewritten: Vec<&NameKey> = Vec::new();
    for key in before.difference(after) {
        let gone = params![key.given, key.family, key.middle, key.birth_year, person];
        if tx.execute(&sql::reform::DELETE_FORMER_NAMES, gone)? > 0 {
            rewritten = after.iter().collect();
        }
        tx.execute(&sql::DELETE_NAME, params![key.given, key.family, key.unit, key.middle, key.birth_year, person])?;
    }
    for key in after.difference(before).chain(rewritten) {
        tx.execute(&sql::INSERT_NAME, params![key.given, key.family, key.unit, key.middle, key.birth_year, person])?;
    }
    let new_word = |key: &&NameKey| !before.iter().any(|old| old.given == key.given && old.family == key.family);
    if let Some(key) = after.iter().find(new_word) {
        tx.execute(&sql::NOTE_NAME_WORD, params![FAMILY, key.family])?;
        tx.execute(&sql::NOTE_NAME_WORD, params![GIVEN, key.given])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_from_both_ends() {
        let parts = |text: &str| {
            let name = FoldedName::of(&PersonName::parse(text).expect("a name"));
            (name.family, name.middle, name.given)
        };
        let texts = |family: &str, middle: &str, given: &str| (family.to_owned(), middle.to_owned(), given.to_owned());
        assert_eq!(parts("Nguyễn Thị Ví Dụ"), texts("nguyen", "thi vi", "du"));
        assert_eq!(parts("Lê An"), texts("le", "", "an"));
        assert_eq!(parts("Páo"), texts("", "", "pao"));
    }
}
