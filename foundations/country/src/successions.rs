//! Which unit took over which, when the map was redrawn.

use crate::files::Files;
use crate::problem::Problems;
use crate::table::{self, Row};
use crate::units::Unit;
use kernel::UnitCode;
use std::collections::{BTreeMap, BTreeSet};

kernel::text_enum! {
    /// How much is known of a succession.
    pub enum SuccessionKind {
        /// The old unit went into one new unit.
        Whole = "whole",
        /// The old unit was divided; this is one of its parts.
        Part = "part",
        /// No source names the successor; the note says how it was chosen.
        Inferred = "inferred",
    }
}

/// An old unit and a new unit that took it over, in whole or in part.
#[derive(Debug, Clone, PartialEq)]
pub struct Succession {
    /// The unit that ended.
    pub old: UnitCode,
    /// The unit that took over.
    pub new: UnitCode,
    /// How much is known.
    pub kind: SuccessionKind,
    /// Whether this is where an address goes when nothing more is known of it.
    pub main: bool,
    /// The share of the old unit, from 0 to 1. Modelled for parts.
    pub share: f64,
    /// The step in between, where there was one.
    pub via: String,
    /// A remark for whoever reads the data.
    pub note: String,
}

const FILE: &str = "units/successors.csv";
const COLUMNS: &[&str] = &["old", "new", "kind", "main", "share", "via", "note"];
/// Shares are written with three digits; their sum may miss one by this much.
const SHARE_ERROR_MAX: f64 = 0.01;

pub(crate) fn read(files: &Files, units: &[Unit], problems: &mut Problems) -> Vec<Succession> {
    let known: BTreeSet<&UnitCode> = units.iter().map(|unit| &unit.code).collect();
    let mut found: Vec<(Succession, u64)> = Vec::new();
    for row in table::read(files, FILE, COLUMNS, problems) {
        let Some(succession) = succession(&row, problems) else { continue };
        // Without a single unit the complaint would only repeat that the lists of units cannot be read.
        for code in [&succession.old, &succession.new] {
            if !known.is_empty() && !known.contains(code) {
                row.wrong(problems, format!("no unit {code} in units/; mend the code or add the unit"));
            }
        }
        found.push((succession, row.line));
    }
    check(&found, problems);
    found.into_iter().map(|(succession, _)| succession).collect()
}

fn succession(row: &Row<'_>, problems: &mut Problems) -> Option<Succession> {
    let main = match row.text(3) {
        "yes" => true,
        "no" => false,
        other => {
            row.wrong(problems, format!("`{other}` says neither yes nor no; is this the main successor?"));
            return None;
        }
    };
    Some(Succession {
        old: row.parse(0, "the code of a unit", problems)?,
        new: row.parse(1, "the code of a unit", problems)?,
        kind: row.parse(2, "a kind of succession (whole, part, inferred)", problems)?,
        main,
        share: row.parse(4, "a share from 0 to 1", problems)?,
        via: row.text(5).to_owned(),
        note: row.text(6).to_owned(),
    })
}

fn check(found: &[(Succession, u64)], problems: &mut Problems) {
    let mut by_old: BTreeMap<&UnitCode, Vec<&(Succession, u64)>> = BTreeMap::new();
    for entry in found {
        by_old.entry(&entry.0.old).or_default().push(entry);
    }
    for (old, entries) in by_old {
        let line = entries.first().map_or(0, |entry| entry.1);
        let sum: f64 = entries.iter().map(|entry| entry.0.share).sum();
        if (sum - 1.0).abs() > SHARE_ERROR_MAX {
            problems.at(FILE, line, format!("the shares of {old} sum to {sum:.3}; they must sum to 1"));
        }
        let mains = entries.iter().filter(|entry| entry.0.main).count();
        if mains != 1 {
            problems.at(FILE, line, format!("{old} has {mains} main successors; mark exactly one row with yes"));
        }
    }
}
