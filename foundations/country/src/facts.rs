//! Legal values: fees, deadlines, ages. Data with a law, a source and a first day; never literals in code.

use crate::files::Files;
use crate::problem::Problems;
use crate::tomls;
use kernel::{Date, ErrorKind};
use std::collections::BTreeMap;

kernel::text_enum! {
    /// What a value counts.
    pub enum FactUnit {
        /// Vietnamese đồng.
        Dong = "dong",
        /// Working days.
        WorkingDays = "working_days",
        /// Calendar days.
        Days = "days",
        /// Months.
        Months = "months",
        /// Years, of age or otherwise.
        Years = "years",
        /// An hour of the day.
        Hours = "hours",
        /// Square metres.
        SquareMetres = "square_metres",
        /// Hundredths of a whole.
        Percent = "percent",
        /// How often.
        Times = "times",
        /// A level.
        Level = "level",
    }
}

kernel::text_enum! {
    /// How sure the pack is of a value.
    pub enum Confidence {
        /// Read in the source that is named.
        Source = "source",
        /// Written from memory of the law: check before live use.
        Memory = "memory",
        /// Chosen for this pack: an office sets its own.
        Modelled = "modelled",
    }
}

/// A legal value from a certain day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The name code asks for, such as `fee.temporary-residence.online`.
    pub id: String,
    /// The value.
    pub value: i64,
    /// What it counts.
    pub unit: FactUnit,
    /// The law it stands in.
    pub law: String,
    /// Where the pack has it from.
    pub source: String,
    /// The first day on which it holds. It holds until the next one of the same id.
    pub valid_from: Date,
    /// How sure the pack is.
    pub confidence: Confidence,
}

/// No legal value of that name holds on that day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the country pack has no fact `{id}` for {on}; add it to facts/ with its law and source")]
pub struct UnknownFact {
    /// The name asked for.
    pub id: String,
    /// The day asked for.
    pub on: Date,
}

impl UnknownFact {
    /// A missing fact is a defect of the pack.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        ErrorKind::Internal
    }
}

/// All legal values.
#[derive(Debug, Clone, Default)]
pub struct Facts(BTreeMap<String, Vec<Fact>>);

impl Facts {
    /// The value called `id` that holds on `on`.
    ///
    /// # Errors
    /// [`UnknownFact`] when the pack does not have one.
    pub fn get(&self, id: &str, on: Date) -> Result<&Fact, UnknownFact> {
        let versions = self.0.get(id).map_or(&[][..], Vec::as_slice);
        let holding = versions.iter().rev().find(|fact| fact.valid_from <= on);
        holding.ok_or_else(|| UnknownFact { id: id.to_owned(), on })
    }

    /// Whether there is a value called `id` on any day.
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Every version of every value, by name and first day.
    pub fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.0.values().flatten()
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FactFile {
    fact: Vec<FactEntry>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FactEntry {
    id: toml::Spanned<String>,
    value: i64,
    unit: FactUnit,
    law: String,
    source: String,
    valid_from: Date,
    confidence: Confidence,
}

pub(crate) fn read(files: &Files, problems: &mut Problems) -> Facts {
    let mut facts = Facts::default();
    for (file, text) in files.texts_under("facts/", ".toml", problems) {
        let Some(content) = tomls::read::<FactFile>(file, text, problems) else { continue };
        for entry in content.fact {
            let line = tomls::line_at(text, entry.id.span().start);
            let fact = fact(entry);
            if fact.law.trim().is_empty() || fact.source.trim().is_empty() {
                problems.at(file, line, format!("`{}` names no law or no source; a legal value needs both", fact.id));
            }
            if fact.value < 0 {
                problems.at(file, line, format!("`{}` is negative", fact.id));
            }
            let versions = facts.0.entry(fact.id.clone()).or_default();
            if versions.iter().any(|other| other.valid_from == fact.valid_from) {
                problems.at(file, line, format!("`{}` is given twice from {}; keep one", fact.id, fact.valid_from));
            }
            if versions.iter().any(|other| other.unit != fact.unit) {
                problems.at(file, line, format!("`{}` is counted in another unit elsewhere; use one unit", fact.id));
            }
            versions.push(fact);
        }
    }
    for versions in facts.0.values_mut() {
        versions.sort_by_key(|fact| fact.valid_from);
    }
    facts
}

fn fact(entry: FactEntry) -> Fact {
    Fact {
        id: entry.id.into_inner(),
        value: entry.value,
        unit: entry.unit,
        law: entry.law,
        source: entry.source,
        valid_from: entry.valid_from,
        confidence: entry.confidence,
    }
}
