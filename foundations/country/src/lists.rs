//! Short lists: codes with a word in each language, purposes, place codes, agency ids.

use crate::files::Files;
use crate::problem::Problems;
use crate::table;
use crate::tomls;
use crate::units::Unit;
use kernel::UnitCode;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One entry of a list of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// What is stored.
    pub code: String,
    /// What people read in Vietnamese.
    pub vi: String,
    /// What people read in English.
    pub en: String,
}

/// A list of codes, in the order in which people should see it.
#[derive(Debug, Clone, Default)]
pub struct Codes(Vec<Code>);

impl Codes {
    /// All entries in order.
    #[must_use]
    pub fn all(&self) -> &[Code] {
        &self.0
    }

    /// The entry of a code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Code> {
        self.0.iter().find(|entry| entry.code == code)
    }

    /// What people read for what is stored, in English when `english`. Rolls from elsewhere bring words instead of codes;
    /// such a text is given back as it stands.
    #[must_use]
    pub fn word<'a>(&'a self, stored: &'a str, english: bool) -> &'a str {
        self.get(stored).map_or(stored, |entry| if english { &entry.en } else { &entry.vi })
    }

    pub(crate) fn read(files: &Files, file: &str, problems: &mut Problems) -> Self {
        let mut entries: Vec<Code> = Vec::new();
        for row in table::read(files, file, &["code", "vi", "en"], problems) {
            let cells = (
                row.needed(0, "code", problems),
                row.needed(1, "Vietnamese word", problems),
                row.needed(2, "English word", problems),
            );
            let (Some(code), Some(vi), Some(en)) = cells else { continue };
            if entries.iter().any(|other| other.code == code) {
                row.wrong(problems, format!("the code `{code}` is listed twice; keep one"));
                continue;
            }
            entries.push(Code { code, vi, en });
        }
        Self(entries)
    }
}

/// Why an official may open a person's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    /// What is stored, in small letters and hyphens.
    pub code: String,
    /// The message that names it.
    pub message: String,
    /// Whether it holds only together with a dossier.
    pub needs_dossier: bool,
    /// The groups of facts that a system of another agency may see for it; none where such systems cannot state it.
    pub fields: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PurposeFile {
    purpose: Vec<PurposeEntry>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PurposeEntry {
    code: toml::Spanned<String>,
    message: String,
    needs_dossier: bool,
    #[serde(default)]
    fields: Vec<String>,
}

const PURPOSES: &str = "purposes.toml";

pub(crate) fn read_purposes(files: &Files, problems: &mut Problems) -> Vec<Purpose> {
    let Some(text) = files.text(PURPOSES, problems) else { return Vec::new() };
    let Some(content) = tomls::read::<PurposeFile>(PURPOSES, text, problems) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    for entry in &content.purpose {
        let line = tomls::line_at(text, entry.code.span().start);
        let code = entry.code.get_ref();
        if code.is_empty()
            || code.len() > 64
            || !code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        {
            problems.at(PURPOSES, line, format!("`{code}` is not a code: write 1 to 64 small letters, digits and hyphens"));
        }
        if !seen.insert(code.clone()) {
            problems.at(PURPOSES, line, format!("the purpose `{code}` is listed twice; keep one"));
        }
    }
    let purposes = content.purpose.into_iter();
    purposes
        .map(|entry| Purpose {
            code: entry.code.into_inner(),
            message: entry.message,
            needs_dossier: entry.needs_dossier,
            fields: entry.fields,
        })
        .collect()
}

/// The three digits at the head of a personal number, and the province they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberPlace {
    /// Three digits.
    pub place: String,
    /// The province of 2022.
    pub unit: UnitCode,
    /// Its name.
    pub name: String,
}

const PLACES: &str = "numbers/places.csv";

pub(crate) fn read_places(files: &Files, problems: &mut Problems) -> Vec<NumberPlace> {
    let mut places: Vec<NumberPlace> = Vec::new();
    for row in table::read(files, PLACES, &["place", "unit", "name"], problems) {
        let place = row.text(0).to_owned();
        if place.len() != 3 || !place.bytes().all(|byte| byte.is_ascii_digit()) {
            row.wrong(problems, format!("`{place}` is not a place code; write three digits such as 001"));
            continue;
        }
        if places.iter().any(|other| other.place == place) {
            row.wrong(problems, format!("the place code {place} is listed twice; keep one"));
            continue;
        }
        let (Some(unit), Some(name)) = (row.parse(1, "the code of a unit", problems), row.needed(2, "name", problems)) else {
            continue;
        };
        places.push(NumberPlace { place, unit, name });
    }
    places
}

/// The ids of agencies at the head of dossier codes, such as `000.01.20.H26`.
#[derive(Debug, Clone, Default)]
pub struct Agencies(HashMap<UnitCode, String>);

const AGENCIES: &str = "agencies.csv";

impl Agencies {
    /// The id of the office of a unit; `None` for units outside the pack's city.
    #[must_use]
    pub fn of(&self, unit: &UnitCode) -> Option<&str> {
        self.0.get(unit).map(String::as_str)
    }

    /// How many agencies there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn read(files: &Files, units: &[Unit], problems: &mut Problems) -> Self {
        let known: BTreeSet<&UnitCode> = units.iter().map(|unit| &unit.code).collect();
        let mut by_unit = HashMap::new();
        let mut by_id: BTreeMap<String, u64> = BTreeMap::new();
        for row in table::read(files, AGENCIES, &["unit", "agency"], problems) {
            let Some(unit) = row.parse::<UnitCode>(0, "the code of a unit", problems) else { continue };
            let id = row.text(1).to_owned();
            if !known.is_empty() && !known.contains(&unit) {
                row.wrong(problems, format!("no unit {unit} in units/; mend the code or add the unit"));
            }
            if !is_agency_id(&id) {
                row.wrong(problems, format!("`{id}` is not an agency id; write it like 000.01.20.H26"));
            } else if let Some(first) = by_id.insert(id.clone(), row.line) {
                row.wrong(problems, format!("the agency id {id} is taken by line {first}; give each office its own"));
            }
            if by_unit.insert(unit, id).is_some() {
                row.wrong(problems, "the unit has an agency id already; keep one");
            }
        }
        Self(by_unit)
    }
}

/// Three, two and two digits, then a letter and two digits (QCVN 102:2016).
fn is_agency_id(id: &str) -> bool {
    let parts: Vec<&str> = id.split('.').collect();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [unit, department, province, place] = parts.as_slice() else { return false };
    let place_shaped =
        place.len() == 3 && place.as_bytes().first().is_some_and(u8::is_ascii_uppercase) && place.get(1..).is_some_and(digits);
    [(unit, 3), (department, 2), (province, 2)].iter().all(|(part, length)| part.len() == *length && digits(part)) && place_shaped
}
