//! On which grounds an identity number may be cancelled and replaced. The law has few, so they are data.

use crate::files::Files;
use crate::problem::Problems;
use crate::tomls;
use kernel::Date;
use std::collections::BTreeSet;

kernel::text_enum! {
    /// Which fact of the record changes together with the number.
    pub enum Corrects {
        /// The sex was re-determined.
        Sex = "sex",
        /// The birth date was corrected.
        Birth = "birth",
        /// The record was right, the number was not.
        Nothing = "nothing",
    }
}

/// A legal ground for another identity number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberGround {
    /// What is stored, in small letters and hyphens.
    pub code: String,
    /// The message that names it.
    pub message: String,
    /// The fact that changes with the number.
    pub corrects: Corrects,
    /// The law it stands in.
    pub law: String,
    /// The first day on which it holds.
    pub valid_from: Date,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GroundFile {
    ground: Vec<GroundEntry>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GroundEntry {
    code: toml::Spanned<String>,
    message: String,
    corrects: Corrects,
    law: String,
    valid_from: Date,
}

const GROUNDS: &str = "numbers/grounds.toml";

pub(crate) fn read_grounds(files: &Files, problems: &mut Problems) -> Vec<NumberGround> {
    let Some(text) = files.text(GROUNDS, problems) else { return Vec::new() };
    let Some(content) = tomls::read::<GroundFile>(GROUNDS, text, problems) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut grounds = Vec::with_capacity(content.ground.len());
    for entry in content.ground {
        let line = tomls::line_at(text, entry.code.span().start);
        let code = entry.code.into_inner();
        if !seen.insert(code.clone()) {
            problems.at(GROUNDS, line, format!("the ground `{code}` is listed twice; keep one"));
        }
        if entry.law.trim().is_empty() {
            problems.at(GROUNDS, line, format!("the ground `{code}` names no law; a legal ground needs one"));
        }
        grounds.push(NumberGround {
            code,
            message: entry.message,
            corrects: entry.corrects,
            law: entry.law,
            valid_from: entry.valid_from,
        });
    }
    grounds
}
