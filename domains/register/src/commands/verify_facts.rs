//! Confirming facts of a person against a paper.

use crate::model::{ChangeId, ChangeKind, FactName, Ground, Standing};
use crate::record::{Entry, record};
use crate::{Error, load, permit, provenance};
use access::Actor;
use kernel::PersonId;
use serde_json::{Map, json};
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct VerifyFacts {
    /// Whose facts.
    pub person: PersonId,
    /// The version of the record that the officer saw; nothing when it does not matter.
    pub version: Option<i64>,
    /// Which facts the paper confirms.
    pub facts: Vec<FactName>,
    /// On which ground. Its evidence names the paper.
    pub ground: Ground,
}

/// Notes that facts were compared with a paper and found right. A fact that changes later is unverified again.
///
/// # Errors
/// [`Error::PersonNotFound`] and [`Error::Denied`]; [`Error::EvidenceMissing`] when no paper is named;
/// [`Error::FactUnknown`] for what the register does not hold; [`Error::ChangedMeanwhile`]; [`Error::NothingChanges`]
/// when no fact is named.
pub fn verify_facts(tx: &mut Tx<'_>, actor: &Actor, command: &VerifyFacts) -> Result<ChangeId, Error> {
    let person = load::person(tx, command.person)?.ok_or(Error::PersonNotFound)?;
    let units = permit::units_of(&person);
    if !permit::hidden_is_absent(permit::authorize_in_any(actor, permit::EDIT, "person", &units, &[]))? {
        return Err(Error::PersonNotFound);
    }
    if command.version.is_some_and(|version| version != person.version) {
        return Err(Error::ChangedMeanwhile(person.id));
    }
    if command.facts.is_empty() {
        return Err(Error::NothingChanges);
    }
    if command.ground.evidence.as_ref().is_none_or(|evidence| evidence.trim().is_empty()) {
        return Err(Error::EvidenceMissing);
    }
    let sheet = provenance::read(tx, actor, &person)?;
    let mut named = Vec::with_capacity(command.facts.len());
    for line in sheet.lines.iter().filter(|line| command.facts.contains(&line.fact)) {
        if line.standing != Standing::Known {
            return Err(Error::FactUnknown(line.fact));
        }
        named.push(line.fact);
    }
    let entry = Entry {
        kind: ChangeKind::Verified,
        person: Some(person.id),
        household: None,
        unit: &person.unit,
        unit_before: None,
        before: Map::new(),
        after: Map::from_iter([("verified".to_owned(), json!(named))]),
    };
    record(tx, actor, &command.ground, &entry)
}
