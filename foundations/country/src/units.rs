//! Administrative units with the days on which they exist.

use crate::files::Files;
use crate::problem::Problems;
use crate::table::{self, Row};
use kernel::{Date, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

kernel::text_enum! {
    /// What a unit is called by law. Its name in a language is the message `unit-type-<word>`.
    pub enum UnitType {
        /// Tỉnh
        Province = "tinh",
        /// Thành phố: centrally run, or of a province until June 2025.
        City = "thanh-pho",
        /// Quận
        UrbanDistrict = "quan",
        /// Huyện
        RuralDistrict = "huyen",
        /// Thị xã
        Town = "thi-xa",
        /// Phường
        Ward = "phuong",
        /// Xã
        Commune = "xa",
        /// Thị trấn
        Township = "thi-tran",
        /// Đặc khu, since July 2025.
        SpecialZone = "dac-khu",
    }
}

/// A point on the ground, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// A unit as it is between two days. A province that changed has a version for each of its forms under one code.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The place in the hierarchy.
    pub code: UnitCode,
    /// The official name with its type word, in NFC, such as `Quận Ba Đình`.
    pub name: String,
    /// The name without the type word, unless it is a number.
    pub short: String,
    /// What it is called by law.
    pub kind: UnitType,
    /// The unit above.
    pub parent: UnitCode,
    /// The first day.
    pub valid_from: Date,
    /// The last day; none while the unit exists.
    pub valid_to: Option<Date>,
    /// Its middle.
    pub position: Option<Position>,
    /// Square kilometres.
    pub area_km2: Option<f64>,
}

impl Unit {
    /// Whether the unit exists on `day`.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Whether the two exist on a common day.
    fn overlaps(&self, other: &Self) -> bool {
        self.is_valid_on(other.valid_from) || other.is_valid_on(self.valid_from)
    }
}

const COLUMNS: &[&str] = &["code", "name", "type", "parent", "valid_from", "valid_to", "lat", "lon", "short"];
pub(crate) const THREE_TIER: &str = "units/three_tier.csv";
pub(crate) const TWO_TIER: &str = "units/two_tier.csv";

/// Reads both sets of units, ordered by code and first day.
pub(crate) fn read(files: &Files, problems: &mut Problems) -> Vec<Unit> {
    let mut found: Vec<(Unit, &str, u64)> = Vec::new();
    for row in table::read(files, THREE_TIER, COLUMNS, problems) {
        found.extend(unit(&row, problems).map(|unit| (unit, THREE_TIER, row.line)));
    }
    let with_area: Vec<&str> = COLUMNS.iter().copied().chain(["area_km2"]).collect();
    for row in table::read(files, TWO_TIER, &with_area, problems) {
        found.extend(unit(&row, problems).map(|unit| (unit, TWO_TIER, row.line)));
    }
    check(&found, problems);
    let mut units: Vec<Unit> = found.into_iter().map(|(unit, ..)| unit).collect();
    units.sort_by(|one, other| (&one.code, one.valid_from).cmp(&(&other.code, other.valid_from)));
    units
}

fn unit(row: &Row<'_>, problems: &mut Problems) -> Option<Unit> {
    let code: UnitCode = row.parse(0, "the code of a unit (01, 01-001, 01-001-00001 or 01-00004)", problems)?;
    let parent: UnitCode = row.parse(3, "the code of a unit", problems)?;
    if code.parent().as_ref() != Some(&parent) {
        row.wrong(problems, format!("the parent of {code} is written {parent}, but by its code it lies elsewhere"));
    }
    let unit = Unit {
        name: row.needed(1, "name", problems)?,
        short: row.needed(8, "short name", problems)?,
        kind: row.parse(2, "a type of unit (tinh, thanh-pho, quan, huyen, thi-xa, phuong, xa, thi-tran, dac-khu)", problems)?,
        valid_from: row.parse(4, "a date; write 2025-07-01", problems)?,
        valid_to: row.parse_optional(5, "a date; write 2025-06-30 or nothing", problems)?,
        position: position(row, problems)?,
        area_km2: row.parse_optional(9, "a number of square kilometres", problems)?,
        code,
        parent,
    };
    if unit.valid_to.is_some_and(|last| last < unit.valid_from) {
        row.wrong(problems, format!("{} ends before it begins", unit.code));
    }
    Some(unit)
}

#[expect(clippy::option_option, reason = "a wrong cell and an empty cell are different things")]
fn position(row: &Row<'_>, problems: &mut Problems) -> Option<Option<Position>> {
    let latitude: Option<f64> = row.parse_optional(6, "degrees of latitude, such as 21.03585", problems)?;
    let longitude: Option<f64> = row.parse_optional(7, "degrees of longitude, such as 105.82609", problems)?;
    match (latitude, longitude) {
        (Some(latitude), Some(longitude)) if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 => {
            Some(Some(Position { latitude, longitude }))
        }
        (None, None) => Some(None),
        _ => {
            row.wrong(problems, "the position is not on the earth; give latitude and longitude in degrees, or neither");
            None
        }
    }
}

/// What no single row can tell: versions that overlap, parents that are missing.
fn check(found: &[(Unit, &str, u64)], problems: &mut Problems) {
    let mut versions: BTreeMap<&UnitCode, Vec<&Unit>> = BTreeMap::new();
    for (unit, file, line) in found {
        let others = versions.entry(&unit.code).or_default();
        if others.iter().any(|other| other.overlaps(unit)) {
            problems.at(
                file,
                *line,
                format!("{} is listed twice for the same days; mend the dates or remove one row", unit.code),
            );
        }
        others.push(unit);
    }
    let nation = UnitCode::nation();
    let mut told = BTreeSet::new();
    for (unit, file, line) in found {
        let has_parent = unit.parent == nation
            || versions.get(&unit.parent).is_some_and(|parents| parents.iter().any(|parent| parent.is_valid_on(unit.valid_from)));
        // One message a missing parent is enough.
        if !has_parent && told.insert((&unit.parent, unit.valid_from)) {
            problems.at(
                file,
                *line,
                format!(
                    "{} lies in {}, which does not exist on {}; add it or mend the dates",
                    unit.code, unit.parent, unit.valid_from
                ),
            );
        }
    }
}
