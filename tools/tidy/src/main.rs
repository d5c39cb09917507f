//! Checks the rules of the house: floors, names, messages, sizes.
//!
//! `cargo run -p tidy` looks at the whole repository and prints what breaks a rule, with file, line and what to do.
//! It ends with 1 when there is an error; warnings are advice. The rules themselves are data, in `rules.toml`.
//!
//! How message ids are found in the code:
//! - `say("id")`, `fill("id")`, `t("id")` in Rust and in templates name a message, which must exist;
//! - every text in a function called `message_id` names a message, which must exist;
//! - `word("family", value)`, `format!("family-{value}")` and the text `"family-"` use all messages of the family;
//! - any text equal to an id, in Rust, templates, scripts or data files, uses the message;
//! - a comment `// msg: one-id a-family-*` names messages that are found in none of these ways.

mod finding;
mod fluent;
mod rules;
mod rules_file;
mod rust_source;
mod tree;

use anyhow::{Context, Result};
use finding::Severity;
use rules_file::Rules;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tree::{Crate, Tree};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("tidy: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Whether the repository is without errors.
fn run() -> Result<bool> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    let (root, crates) = Crate::all_under(&folder)?;
    let tree = Tree::read(&root, crates).context("cannot read the repository")?;
    let rules = rules_of(&root)?;
    let findings = rules::check(&tree, &rules);
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    println!("tidy: {} files, {errors} errors, {} warnings", tree.files.len(), findings.len() - errors);
    Ok(errors == 0)
}

fn rules_of(root: &Path) -> Result<Rules> {
    let path = root.join("tools/tidy/rules.toml");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Rules::parse(&text)
}
