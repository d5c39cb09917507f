//! One file a subject; each check takes the repository and the rules and gives what it found.

mod floors;
mod messages;
mod sizes;
mod sources;
mod texts;

use crate::finding::Finding;
use crate::rules_file::Rules;
use crate::tree::Tree;

/// Every finding, errors first.
pub(crate) fn check(tree: &Tree, rules: &Rules) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in [floors::check, messages::check, sizes::check, sources::check, texts::check] {
        findings.extend(check(tree, rules));
    }
    findings.sort();
    findings
}
