//! Reading the rules of a pack. What is wrong is said with file, line and what to do, all at once.

use super::{Class, Evidence, Reported, Rule, Severity};
use crate::checks::{FACTS, Test};
use access::Role;
use country::{Facts, Pack, Problem, TextFile};
use kernel::Date;
use std::collections::BTreeSet;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<RuleEntry>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    code: toml::Spanned<String>,
    class: Class,
    test: toml::Spanned<String>,
    with: Option<toml::Spanned<toml::Table>>,
    severity: Severity,
    acts: Role,
    evidence: Vec<Evidence>,
    days: toml::Spanned<u32>,
    second: bool,
    report: Option<Reported>,
    laws: Vec<String>,
    valid_from: Date,
}

/// The longest time limit, in working days: about a year, and within the calendars that a pack holds.
const DAYS_MAX: u32 = 250;

/// The rules of a pack.
pub(super) fn rules(pack: &Pack) -> Result<Vec<Rule>, Vec<Problem>> {
    check(pack.cleansing(), pack.facts())
}

/// Reads the rules of some files, as a pack would hold them.
///
/// # Errors
/// Everything that is wrong in them, with file and line.
pub fn check(files: &[TextFile], facts: &Facts) -> Result<Vec<Rule>, Vec<Problem>> {
    let mut reader = Reader { facts, seen: BTreeSet::new(), problems: Vec::new() };
    let rules: Vec<Rule> = files.iter().flat_map(|file| reader.file(file)).collect();
    if reader.problems.is_empty() { Ok(rules) } else { Err(reader.problems) }
}

struct Reader<'a> {
    facts: &'a Facts,
    seen: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, file: &TextFile, offset: Option<usize>, message: String) {
        let line = offset.map(|offset| line_at(&file.text, offset));
        self.problems.push(Problem { file: format!("cleansing/{}", file.name), line, message });
    }

    fn file(&mut self, file: &TextFile) -> Vec<Rule> {
        match toml::from_str::<RuleFile>(&file.text) {
            Ok(content) => content.rule.into_iter().filter_map(|entry| self.rule(file, entry)).collect(),
            Err(error) => {
                self.problem(file, error.span().map(|span| span.start), error.message().to_owned());
                Vec::new()
            }
        }
    }

    fn rule(&mut self, file: &TextFile, entry: RuleEntry) -> Option<Rule> {
        let at = entry.code.span().start;
        let code = entry.code.into_inner();
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if code.is_empty() || !code.bytes().all(fits) {
            self.problem(file, Some(at), format!("the code `{code}` must be small letters, digits and hyphens"));
        }
        if !self.seen.insert(code.clone()) {
            self.problem(file, Some(at), format!("the rule `{code}` is listed twice; keep one"));
        }
        if entry.laws.iter().all(|law| law.trim().is_empty()) {
            self.problem(file, Some(at), format!("the rule `{code}` names no law; say which one is behind it"));
        }
        if entry.evidence.is_empty() {
            self.problem(file, Some(at), format!("the rule `{code}` names no evidence; nothing could close a case"));
        }
        let days = *entry.days.get_ref();
        if days == 0 || days > DAYS_MAX {
            self.problem(file, Some(entry.days.span().start), format!("`days` of `{code}` must be from 1 to {DAYS_MAX}"));
        }
        let place = entry.with.as_ref().map_or(entry.test.span().start, |with| with.span().start);
        let with = entry.with.map(toml::Spanned::into_inner).unwrap_or_default();
        let test = match Test::read(entry.test.get_ref(), with) {
            Ok(test) => test,
            Err(message) => {
                self.problem(file, Some(place), format!("the rule `{code}`: {message}"));
                return None;
            }
        };
        self.known(file, place, &code, &test);
        let (class, severity, acts, evidence) = (entry.class, entry.severity, entry.acts, entry.evidence);
        let (second, laws, valid_from, report) = (entry.second, entry.laws, entry.valid_from, entry.report);
        Some(Rule { code, class, severity, acts, evidence, days, second, laws, valid_from, report, test })
    }

    /// Whether the legal values and the facts of a record that a test names exist.
    fn known(&mut self, file: &TextFile, at: usize, code: &str, test: &Test) {
        for name in test.legal_values() {
            if !self.facts.knows(name) {
                self.problem(file, Some(at), format!("the rule `{code}` measures by `{name}`, which is not in facts/; add it"));
            }
        }
        for name in test.record_facts() {
            if !FACTS.iter().any(|(known, _)| known == name) {
                let known: Vec<&str> = FACTS.iter().map(|(known, _)| *known).collect();
                let message = format!("the rule `{code}` asks for `{name}`, which no record has; it may be {}", known.join(", "));
                self.problem(file, Some(at), message);
            }
        }
    }
}

/// The line, counted from 1, in which byte `offset` stands.
fn line_at(text: &str, offset: usize) -> u64 {
    let before = text.as_bytes().get(..offset.min(text.len())).unwrap_or_default();
    u64::try_from(before.iter().filter(|&&byte| byte == b'\n').count()).map_or(u64::MAX, |breaks| breaks + 1)
}
