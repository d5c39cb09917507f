//! The units in memory: about 1,500 of them, so every question is answered without the database.

use country::{Pack, Succession, Unit};
use kernel::unit::UnitLevel;
use kernel::{Date, UnitCode};
use std::collections::HashMap;

/// A chain of successions is as long as the number of times the map was redrawn; a longer one is a circle.
const REDRAWN_MAX: usize = 16;

/// All administrative units of all days.
#[derive(Debug, Clone)]
pub struct Places {
    /// Ordered by code and first day.
    units: Vec<Unit>,
    pub(crate) folded: Vec<FoldedName>,
    /// Positions in `units`, by parent, in the order of codes.
    children: HashMap<UnitCode, Vec<usize>>,
    successions: Vec<Succession>,
    by_old: HashMap<UnitCode, Vec<usize>>,
    by_new: HashMap<UnitCode, Vec<usize>>,
}

/// A name as people type it in a hurry: small letters without marks.
#[derive(Debug, Clone)]
pub(crate) struct FoldedName {
    pub(crate) full: String,
    pub(crate) short: String,
}

/// A unit for a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Choice {
    /// What is sent back.
    pub code: UnitCode,
    /// What people read.
    pub name: String,
}

impl Places {
    /// The units of the pack under the names it gives them.
    #[must_use]
    pub fn from_pack(pack: &Pack) -> Self {
        Self::new(pack.units().to_vec(), pack.successions().to_vec())
    }

    pub(crate) fn new(mut units: Vec<Unit>, successions: Vec<Succession>) -> Self {
        units.sort_by(|one, other| (&one.code, one.valid_from).cmp(&(&other.code, other.valid_from)));
        let folded = units
            .iter()
            .map(|unit| FoldedName { full: kernel::name::fold(&unit.name), short: kernel::name::fold(&unit.short) })
            .collect();
        let mut children: HashMap<UnitCode, Vec<usize>> = HashMap::new();
        for (index, unit) in units.iter().enumerate() {
            children.entry(unit.parent.clone()).or_default().push(index);
        }
        let (mut by_old, mut by_new): (HashMap<UnitCode, Vec<usize>>, HashMap<UnitCode, Vec<usize>>) = Default::default();
        for (index, succession) in successions.iter().enumerate() {
            by_old.entry(succession.old.clone()).or_default().push(index);
            by_new.entry(succession.new.clone()).or_default().push(index);
        }
        Self { units, folded, children, successions, by_old, by_new }
    }

    /// Every version of every unit, ordered by code and first day.
    #[must_use]
    pub fn all(&self) -> &[Unit] {
        &self.units
    }

    /// The versions of a unit, oldest first.
    #[must_use]
    pub fn versions(&self, code: &UnitCode) -> &[Unit] {
        let from = self.units.partition_point(|unit| unit.code < *code);
        let until = self.units.partition_point(|unit| unit.code <= *code);
        self.units.get(from..until).unwrap_or_default()
    }

    /// The newest version of a unit, whether it still exists or not. For names of places in old records.
    #[must_use]
    pub fn latest(&self, code: &UnitCode) -> Option<&Unit> {
        self.versions(code).last()
    }

    /// The official name of the newest version; the code itself where nothing is known.
    #[must_use]
    pub fn name<'a>(&'a self, code: &'a UnitCode) -> &'a str {
        self.latest(code).map_or(code.as_str(), |unit| &unit.name)
    }

    /// The names from a unit up to its province, as addresses write them: `Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội`.
    ///
    /// Each name is the one that held when the unit itself did.
    #[must_use]
    pub fn full_name(&self, code: &UnitCode) -> String {
        match self.latest(code) {
            Some(unit) => self.as_of(unit.valid_from).full_name(code),
            None => code.to_string(),
        }
    }

    /// The map as it is on a day.
    #[must_use]
    pub const fn as_of(&self, day: Date) -> AsOf<'_> {
        AsOf { places: self, day }
    }

    /// Who took a unit over. A district that ended has the successors of its communes; so has a unit with none of its own.
    #[must_use]
    pub fn successors(&self, code: &UnitCode) -> Vec<&Succession> {
        if let Some(own) = self.by_old.get(code) {
            return own.iter().filter_map(|&index| self.successions.get(index)).collect();
        }
        self.successions.iter().filter(|succession| succession.old != *code && code.contains(&succession.old)).collect()
    }

    /// Whom a unit took over.
    #[must_use]
    pub fn predecessors(&self, code: &UnitCode) -> Vec<&Succession> {
        self.by_new.get(code).into_iter().flatten().filter_map(|&index| self.successions.get(index)).collect()
    }

    fn version_on(&self, code: &UnitCode, day: Date) -> Option<&Unit> {
        self.versions(code).iter().find(|unit| unit.is_valid_on(day))
    }
}

/// The units that exist on one day.
#[derive(Debug, Clone, Copy)]
pub struct AsOf<'a> {
    pub(crate) places: &'a Places,
    pub(crate) day: Date,
}

impl<'a> AsOf<'a> {
    /// The unit, if it exists on the day.
    #[must_use]
    pub fn unit(&self, code: &UnitCode) -> Option<&'a Unit> {
        self.places.version_on(code, self.day)
    }

    /// Whether the unit exists on the day. The nation always does.
    #[must_use]
    pub fn exists(&self, code: &UnitCode) -> bool {
        code.level() == UnitLevel::Nation || self.unit(code).is_some()
    }

    /// The units directly under one, in the order of codes.
    #[must_use]
    pub fn children(&self, parent: &UnitCode) -> Vec<&'a Unit> {
        let inside = self.places.children.get(parent).into_iter().flatten();
        inside.filter_map(|&index| self.places.units.get(index)).filter(|unit| unit.is_valid_on(self.day)).collect()
    }

    /// The units above one, nearest first, the nation left out.
    #[must_use]
    pub fn ancestors(&self, code: &UnitCode) -> Vec<&'a Unit> {
        std::iter::successors(code.parent(), UnitCode::parent).filter_map(|above| self.unit(&above)).collect()
    }

    /// Every unit of a level inside one, in the order of codes; the unit itself when it is of that level.
    #[must_use]
    pub fn inside(&self, outer: &UnitCode, level: UnitLevel) -> Vec<&'a Unit> {
        let (low, high) = outer.range();
        let from = self.places.units.partition_point(|unit| unit.code.as_str() < low.as_str());
        let rest = self.places.units.get(from..).unwrap_or_default().iter();
        let within = rest.take_while(|unit| unit.code.as_str() < high.as_str());
        within.filter(|unit| unit.code.level() == level && unit.is_valid_on(self.day)).collect()
    }

    /// The units directly under one for a list to choose from, in the order of their names.
    #[must_use]
    pub fn choices(&self, parent: &UnitCode) -> Vec<Choice> {
        let mut children = self.children(parent);
        children.sort_by_cached_key(|unit| (sort_key(&unit.short), unit.code.clone()));
        children.into_iter().map(|unit| Choice { code: unit.code.clone(), name: unit.name.clone() }).collect()
    }

    /// The names from a unit up to its province, separated by commas.
    #[must_use]
    pub fn full_name(&self, code: &UnitCode) -> String {
        let own = self.unit(code).map_or_else(|| self.places.name(code), |unit| &unit.name);
        let above = self.ancestors(code).into_iter().map(|unit| unit.name.as_str());
        std::iter::once(own).chain(above).collect::<Vec<&str>>().join(", ")
    }

    /// The unit that stands for `code` on the day: itself, or whoever took it over, by the main successor each time.
    ///
    /// `None` when the day is before the unit and none that it took over existed then.
    #[must_use]
    pub fn standing_for(&self, code: &UnitCode) -> Option<UnitCode> {
        let mut code = code.clone();
        for _ in 0..REDRAWN_MAX {
            if self.exists(&code) {
                return Some(code);
            }
            let began = self.places.versions(&code).first().map(|unit| unit.valid_from);
            code = if began.is_some_and(|first| self.day < first) {
                self.largest_predecessor(&code)?
            } else {
                self.places.successors(&code).into_iter().find(|succession| succession.main)?.new.clone()
            };
        }
        None
    }

    /// Of the units that `code` took over, the one that gave it most.
    fn largest_predecessor(&self, code: &UnitCode) -> Option<UnitCode> {
        let earlier = self.places.predecessors(code).into_iter();
        earlier
            .max_by(|one, other| one.share.total_cmp(&other.share).then_with(|| other.old.cmp(&one.old)))
            .map(|succession| succession.old.clone())
    }
}

/// Puts `Quận 2` before `Quận 10`: runs of digits are compared as numbers.
fn sort_key(name: &str) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for letter in kernel::name::fold(name).chars().chain([' ']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            key.push_str(&format!("{digits:0>6}"));
            digits.clear();
        }
        key.push(letter);
    }
    key
}
