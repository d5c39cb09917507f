//! The rules as they stand in `rules.toml`.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    /// The floors that the crates of a folder may use.
    pub(crate) floors: BTreeMap<String, Vec<String>>,
    /// The crates of its own floor that a crate may use.
    pub(crate) calls: BTreeMap<String, Vec<String>>,
    /// The crates and floors that may use a third-party crate.
    pub(crate) drivers: BTreeMap<String, Vec<String>>,
    pub(crate) names: Names,
    pub(crate) edge: Edge,
    pub(crate) sql: Sql,
    pub(crate) sizes: Sizes,
    pub(crate) messages: Messages,
    pub(crate) banned_text: Vec<BannedText>,
    pub(crate) texts: Texts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    pub(crate) banned: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edge {
    pub(crate) words: Vec<String>,
    pub(crate) allowed: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sql {
    pub(crate) folders: Vec<String>,
    pub(crate) per_engine_max: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sizes {
    pub(crate) file_lines_wanted: usize,
    pub(crate) file_lines_max: usize,
    pub(crate) function_lines_wanted: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Messages {
    pub(crate) says: Vec<String>,
    pub(crate) families: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BannedText {
    pub(crate) text: String,
    pub(crate) why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    pub(crate) endings: Vec<String>,
    pub(crate) names: Vec<String>,
    pub(crate) skipped: Vec<String>,
}

impl Rules {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).context("tools/tidy/rules.toml is not as tidy expects it")
    }
}

/// The rules of the house, for the tests of each rule.
#[cfg(test)]
pub(crate) fn house() -> Rules {
    Rules::parse(include_str!("../rules.toml")).expect("the rules of the house can be read")
}
