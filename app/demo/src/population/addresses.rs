//! Where people live: communes with their streets or villages, houses on them.

use super::dice::Dice;
use country::{DemoWords, UnitType};
use kernel::unit::UnitLevel;
use kernel::{Date, UnitCode};
use places::{Places, Unit};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Streets a commune has at the most; real wards have more, but neighbours should share them.
const STREETS_MAX: usize = 6;
/// Villages a commune has at the most.
const VILLAGES_MAX: usize = 9;

/// A commune as the generator needs it.
pub(crate) struct Commune {
    pub(crate) code: UnitCode,
    pub(crate) urban: bool,
    /// Residents in the real city, as a weight.
    pub(crate) people: u32,
    streets: Vec<String>,
    villages: Vec<String>,
}

/// The communes of `city` on `day` with their weights, streets and villages.
pub(crate) fn communes(places: &Places, words: &DemoWords, city: &UnitCode, day: Date) -> Vec<Commune> {
    let units = places.as_of(day).inside(city, UnitLevel::Commune);
    units.into_iter().map(|unit| commune(places, words, unit)).filter(|commune| commune.people > 0).collect()
}

fn commune(places: &Places, words: &DemoWords, unit: &Unit) -> Commune {
    let people = words.communes.iter().find(|entry| entry.commune == unit.code).map_or(0, |entry| entry.people);
    let districts = districts(places, unit);
    // Each commune takes its own few of the district's streets: which ones depends on its code only.
    let offset: usize = unit.code.as_str().bytes().map(usize::from).sum();
    let streets: Vec<String> =
        words.streets.iter().filter(|street| districts.contains(&street.district)).map(|street| street.name.clone()).collect();
    Commune {
        code: unit.code.clone(),
        urban: matches!(unit.kind, UnitType::Ward | UnitType::Township),
        people,
        streets: some_of(&streets, offset, STREETS_MAX),
        villages: some_of(&words.villages, offset * 7, VILLAGES_MAX),
    }
}

/// The districts of 2022 in which a commune lies or lay.
fn districts(places: &Places, unit: &Unit) -> BTreeSet<UnitCode> {
    if unit.parent.level() == UnitLevel::District {
        return BTreeSet::from([unit.parent.clone()]);
    }
    places.predecessors(&unit.code).into_iter().filter_map(|succession| succession.old.parent()).collect()
}

fn some_of(list: &[String], offset: usize, most: usize) -> Vec<String> {
    let count = list.len().min(most);
    (0..count).filter_map(|step| list.get((offset + step) % list.len()).cloned()).collect()
}

impl Commune {
    /// House and street, or house and village.
    pub(crate) fn address(&self, dice: &mut Dice) -> String {
        let on_a_street = self.urban || dice.chance(20_000);
        match (on_a_street, pick(&self.streets, dice), pick(&self.villages, dice)) {
            (true, Some(street), _) => on_street(street, dice),
            (_, _, Some(village)) => in_village(village, dice),
            (_, Some(street), None) => on_street(street, dice),
            (_, None, None) => format!("Số {}", house(dice, 400)),
        }
    }
}

fn pick<'a>(list: &'a [String], dice: &mut Dice) -> Option<&'a str> {
    list.get(dice.index(list.len())).map(String::as_str)
}

fn house(dice: &mut Dice, most: u32) -> u32 {
    1 + dice.below(most)
}

fn on_street(street: &str, dice: &mut Dice) -> String {
    let mut address = String::with_capacity(48);
    // Roads are not streets: `đường 422`, `quốc lộ 32` carry their word already.
    let word = if street.starts_with("Quốc lộ") || street.starts_with("Tỉnh lộ") || street.starts_with("Đường") {
        ""
    } else {
        "phố "
    };
    let written = match dice.below(10) {
        0..3 => write!(address, "Số {} {word}{street}", house(dice, 420)),
        3..7 => write!(address, "Số {}, ngõ {} {word}{street}", house(dice, 90), house(dice, 460)),
        7..9 => {
            let lane = house(dice, 460);
            write!(address, "Số {}, ngách {lane}/{}, ngõ {lane} {word}{street}", house(dice, 60), house(dice, 40))
        }
        _ => write!(
            address,
            "Căn hộ {:02}{:02}, tòa CT{}, số {} {word}{street}",
            house(dice, 28),
            house(dice, 12),
            house(dice, 6),
            house(dice, 300)
        ),
    };
    debug_assert!(written.is_ok(), "writing into a string does not fail");
    address
}

fn in_village(village: &str, dice: &mut Dice) -> String {
    // In the middle of an address the word for village is small: `Số 12, thôn Đông`.
    let mut letters = village.chars();
    let small: String = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
    match dice.below(3) {
        0 => format!("Số {}, ngõ {}, {small}", house(dice, 60), house(dice, 40)),
        _ => format!("Số {}, {small}", house(dice, 380)),
    }
}
