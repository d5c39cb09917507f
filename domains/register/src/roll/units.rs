//! Finding communes by what a roll says of them: names with or without the type word, official numbers, whole codes.

use kernel::name::fold;
use kernel::unit::UnitLevel;
use kernel::{Date, UnitCode};
use places::Places;
use std::collections::HashMap;

/// Words for kinds of units, folded, the longer before the shorter that they begin with.
const TYPE_WORDS: &[&str] = &[
    "thanh pho truc thuoc trung uong ",
    "thanh pho ",
    "thi tran ",
    "thi xa ",
    "phuong ",
    "huyen ",
    "quan ",
    "tinh ",
    "xa ",
    "dac khu ",
    "tp. ",
    "tp.",
    "tp ",
    "tt. ",
    "tt.",
    "tt ",
    "tx. ",
    "tx.",
    "tx ",
    "p. ",
    "p.",
    "p ",
    "q. ",
    "q.",
    "q ",
    "h. ",
    "h.",
    "h ",
    "x. ",
    "x.",
    "x ",
    "ward ",
    "commune ",
    "district ",
    "province ",
];

/// The units of one day by the words and numbers that rolls use for them.
#[derive(Debug, Clone)]
pub struct UnitBook {
    by_key: HashMap<(UnitLevel, String), Vec<UnitCode>>,
    codes: std::collections::BTreeSet<UnitCode>,
}

/// What a line says about its commune; empty texts say nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Whereabouts<'a> {
    pub(crate) unit: &'a str,
    pub(crate) commune: &'a str,
    pub(crate) district: &'a str,
    pub(crate) province: &'a str,
}

/// Why a commune was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoUnit {
    /// Nothing was said, and the roll is not of one commune.
    Missing,
    /// There is no such unit.
    Unknown,
    /// Several units are called so.
    Ambiguous,
    /// The unit is not in the roll's scope.
    Outside,
}

impl UnitBook {
    /// A book of no units, for rolls of one commune and for tests.
    #[must_use]
    pub fn empty() -> Self {
        Self { by_key: HashMap::new(), codes: std::collections::BTreeSet::new() }
    }

    /// The units that exist on `day`.
    #[must_use]
    pub fn new(places: &Places, day: Date) -> Self {
        let mut book = Self::empty();
        let units = places.as_of(day);
        for level in [UnitLevel::Province, UnitLevel::District, UnitLevel::Commune] {
            for unit in units.inside(&UnitCode::nation(), level) {
                book.add(&unit.code, &[&unit.name, &unit.short]);
            }
        }
        book
    }

    fn add(&mut self, code: &UnitCode, names: &[&str]) {
        self.codes.insert(code.clone());
        let mut keys: Vec<String> = names.iter().flat_map(|name| [fold(name), bare(&fold(name)).to_owned()]).collect();
        keys.push(number_key(code.number()));
        keys.sort();
        keys.dedup();
        for key in keys {
            self.by_key.entry((code.level(), key)).or_default().push(code.clone());
        }
    }

    /// The commune that a line means, within `scope`.
    pub(crate) fn commune(&self, said: &Whereabouts<'_>, scope: &UnitCode) -> Result<UnitCode, NoUnit> {
        let of_one_commune = scope.level() == UnitLevel::Commune;
        let found = if !said.unit.trim().is_empty() {
            self.by_code(said.unit)?
        } else if said.commune.trim().is_empty() {
            return if of_one_commune { Ok(scope.clone()) } else { Err(NoUnit::Missing) };
        } else {
            self.by_names(said, scope)?
        };
        if scope.contains(&found) { Ok(found) } else { Err(NoUnit::Outside) }
    }

    fn by_code(&self, text: &str) -> Result<UnitCode, NoUnit> {
        if let Ok(code) = text.trim().parse::<UnitCode>() {
            return if self.codes.contains(&code) && code.level() == UnitLevel::Commune {
                Ok(code)
            } else {
                Err(NoUnit::Unknown)
            };
        }
        one(&self.called(UnitLevel::Commune, text))
    }

    fn by_names(&self, said: &Whereabouts<'_>, scope: &UnitCode) -> Result<UnitCode, NoUnit> {
        let mut communes = self.called(UnitLevel::Commune, said.commune);
        if let Ok(code) = said.commune.trim().parse::<UnitCode>() {
            communes = self.codes.get(&code).cloned().into_iter().collect();
        }
        for (level, text) in [(UnitLevel::District, said.district), (UnitLevel::Province, said.province)] {
            if !text.trim().is_empty() {
                let above = self.called(level, text);
                // Under two tiers there are no districts: a roll that still names one is read without it.
                if level == UnitLevel::District && above.is_empty() && !self.has_districts(&communes) {
                    continue;
                }
                communes.retain(|commune| above.iter().any(|unit| unit.contains(commune)));
            }
        }
        let inside: Vec<UnitCode> = communes.iter().filter(|commune| scope.contains(commune)).cloned().collect();
        // A name that is unique in the scope is meant, even if communes elsewhere bear it too.
        if inside.is_empty() { one(&communes) } else { one(&inside) }
    }

    fn has_districts(&self, communes: &[UnitCode]) -> bool {
        communes.iter().any(|commune| commune.district().is_some())
    }

    fn called(&self, level: UnitLevel, text: &str) -> Vec<UnitCode> {
        let folded = fold(text);
        let keys = [folded.clone(), bare(&folded).to_owned(), number_key(bare(&folded))];
        keys.iter().find_map(|key| self.by_key.get(&(level, key.clone()))).cloned().unwrap_or_default()
    }
}

fn one(units: &[UnitCode]) -> Result<UnitCode, NoUnit> {
    match units {
        [] => Err(NoUnit::Unknown),
        [unit] => Ok(unit.clone()),
        _ => Err(NoUnit::Ambiguous),
    }
}

/// A folded name without the word for its kind.
fn bare(folded: &str) -> &str {
    let rest = TYPE_WORDS.iter().find_map(|word| folded.strip_prefix(word)).unwrap_or(folded).trim();
    if rest.is_empty() { folded } else { rest }
}

/// A number without leading zeros, which spreadsheets drop; other texts as they are.
fn number_key(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let short = text.trim_start_matches('0');
        if short.is_empty() { "0".to_owned() } else { format!("#{short}") }
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> UnitCode {
        text.parse().expect("a unit")
    }

    fn book() -> UnitBook {
        let mut book = UnitBook::empty();
        book.add(&code("01"), &["Thành phố Hà Nội", "Hà Nội"]);
        book.add(&code("01-001"), &["Quận Ba Đình", "Ba Đình"]);
        book.add(&code("01-002"), &["Quận Hoàn Kiếm", "Hoàn Kiếm"]);
        book.add(&code("01-001-00001"), &["Phường Phúc Xá", "Phúc Xá"]);
        book.add(&code("01-001-00004"), &["Phường Tân Mẫu", "Tân Mẫu"]);
        book.add(&code("01-002-00040"), &["Phường Tân Mẫu", "Tân Mẫu"]);
        book.add(&code("01-002-00079"), &["Phường 1", "1"]);
        book
    }

    fn find(commune: &str, district: &str, scope: &str) -> Result<String, NoUnit> {
        let said = Whereabouts { commune, district, ..Whereabouts::default() };
        book().commune(&said, &code(scope)).map(|unit| unit.to_string())
    }

    #[test]
    fn communes_are_found_by_name_and_number() {
        for said in ["Phường Phúc Xá", "phuc xa", "P. Phúc Xá", "P.Phúc Xá", "00001", "01-001-00001"] {
            assert_eq!(find(said, "", "01"), Ok("01-001-00001".to_owned()), "{said}");
        }
        assert_eq!(find("4", "", "01"), Ok("01-001-00004".to_owned()), "leading zeros are lost in spreadsheets");
        assert_eq!(find("Phúc", "", "01"), Err(NoUnit::Unknown));
    }

    #[test]
    fn the_units_above_and_the_scope_decide_between_namesakes() {
        assert_eq!(find("Tân Mẫu", "", "01"), Err(NoUnit::Ambiguous));
        assert_eq!(find("Tân Mẫu", "Q. Hoàn Kiếm", "01"), Ok("01-002-00040".to_owned()));
        assert_eq!(find("Tân Mẫu", "", "01-001"), Ok("01-001-00004".to_owned()));
        assert_eq!(find("Phúc Xá", "Hoàn Kiếm", "01"), Err(NoUnit::Unknown));
        assert_eq!(find("Phúc Xá", "", "01-002"), Err(NoUnit::Outside));
    }

    #[test]
    fn a_roll_of_one_commune_need_not_name_it() {
        assert_eq!(find("", "", "01-001-00001"), Ok("01-001-00001".to_owned()));
        assert_eq!(find("", "", "01-001"), Err(NoUnit::Missing));
        assert_eq!(find("Tân Mẫu", "", "01-001-00001"), Err(NoUnit::Ambiguous));
    }
}
