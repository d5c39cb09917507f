//! Reading the pack's policies, and refusing a set that is wrong or too lax.

use crate::actions::{ACTIONS, Action, Need};
use crate::engine::{Decision, Engine};
use crate::facts::Facts;
use crate::memo::Memo;
use cedar_policy::{ActionConstraint, Effect, EntityUid, Policy, PolicyId, PolicySet, Schema, ValidationMode, Validator};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::Arc;

/// The policies of a country pack, checked, with the decisions they have made so far.
pub struct Policies {
    engine: Engine,
    memo: Memo,
    needs: BTreeMap<&'static str, Vec<Need>>,
}

/// What is wrong with a set of policies.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyProblem {
    /// A set needs one file that ends in `.cedarschema`.
    #[error("expected one file that ends in .cedarschema, found {0}")]
    SchemaCount(usize),
    /// A file is not Cedar.
    #[error("{file}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// What the parser says.
        message: String,
    },
    /// A policy has no `@id("…")`, so a log could not name it.
    #[error("{file}: every policy needs an @id")]
    NoId {
        /// The file.
        file: String,
    },
    /// Two policies have the same id.
    #[error("{file}: the id `{id}` is used twice")]
    SameId {
        /// The file of the second.
        file: String,
        /// The id.
        id: String,
    },
    /// A policy does not fit the schema.
    #[error("the policies do not fit the schema: {0}")]
    Invalid(String),
    /// `@needs` names something unknown, or stands on a `permit`.
    #[error("policy `{id}`: @needs belongs on a forbid and takes one of level, purpose, second-officer, step-up")]
    BadNeed {
        /// The policy.
        id: String,
    },
    /// The schema and the program's table of acts disagree.
    #[error("the schema's acts differ from the program's: missing {missing:?}, unknown {unknown:?}")]
    Acts {
        /// Acts of the program that the schema lacks.
        missing: Vec<String>,
        /// Acts of the schema that the program does not know.
        unknown: Vec<String>,
    },
    /// No policy asks for something that an act must not be without.
    #[error("act `{action}` must need `{need}`, but no forbid with @needs(\"{need}\") names it")]
    TooLax {
        /// The act.
        action: &'static str,
        /// What it must need.
        need: &'static str,
    },
}

impl Policies {
    /// Reads a set of files, each a name and its text: one `.cedarschema` and any number of `.cedar`.
    ///
    /// # Errors
    /// Every [`PolicyProblem`] found, so that an author can mend them in one go.
    pub fn load(files: &[(impl AsRef<str>, impl AsRef<str>)]) -> Result<Arc<Self>, Vec<PolicyProblem>> {
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_ref(), text.as_ref())).collect();
        let schema = read_schema(&files).map_err(|problem| vec![problem])?;
        let set = read_policies(&files)?;
        let report = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
        let mut problems: Vec<PolicyProblem> =
            report.validation_errors().map(|error| PolicyProblem::Invalid(error.to_string())).collect();
        problems.extend(compare_acts(&schema));
        let needs = collect_needs(&set, &mut problems);
        for action in ACTIONS {
            problems.extend(too_lax(action, needs.get(action.name)));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let engine = Engine::new(schema, set).map_err(|message| vec![PolicyProblem::Invalid(message)])?;
        Ok(Arc::new(Self { engine, memo: Memo::new(), needs }))
    }

    /// What the pack asks for before `action`, so that a page can ask for a purpose or a second factor beforehand.
    #[must_use]
    pub fn needs(&self, action: &str) -> &[Need] {
        self.needs.get(action).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn decide(&self, facts: &Facts) -> Arc<Decision> {
        self.memo.get_or_decide(facts.packed(), || self.engine.decide(facts))
    }
}

fn read_schema(files: &[(&str, &str)]) -> Result<Schema, PolicyProblem> {
    let schemas: Vec<_> = files.iter().filter(|(name, _)| name.ends_with(".cedarschema")).collect();
    let [(file, text)] = schemas.as_slice() else {
        return Err(PolicyProblem::SchemaCount(schemas.len()));
    };
    let (schema, _warnings) = Schema::from_cedarschema_str(text)
        .map_err(|error| PolicyProblem::Syntax { file: (*file).to_owned(), message: explain(&error) })?;
    Ok(schema)
}

/// Cedar's errors carry the place in the text apart from the message.
fn explain(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        message.push_str(": ");
        message.push_str(&inner.to_string());
        source = inner.source();
    }
    message
}

fn read_policies(files: &[(&str, &str)]) -> Result<PolicySet, Vec<PolicyProblem>> {
    let mut whole = PolicySet::new();
    let mut problems = Vec::new();
    for (file, text) in files.iter().filter(|(name, _)| name.ends_with(".cedar")) {
        match PolicySet::from_str(text) {
            Ok(part) => part.policies().for_each(|policy| problems.extend(adopt(&mut whole, file, policy))),
            Err(error) => problems.push(PolicyProblem::Syntax { file: (*file).to_owned(), message: explain(&error) }),
        }
    }
    if problems.is_empty() { Ok(whole) } else { Err(problems) }
}

fn adopt(whole: &mut PolicySet, file: &str, policy: &Policy) -> Option<PolicyProblem> {
    let Some(id) = policy.annotation("id").filter(|id| !id.is_empty()) else {
        return Some(PolicyProblem::NoId { file: file.to_owned() });
    };
    let renamed = policy.new_id(PolicyId::new(id));
    whole.add(renamed).err().map(|_| PolicyProblem::SameId { file: file.to_owned(), id: id.to_owned() })
}

fn compare_acts(schema: &Schema) -> Option<PolicyProblem> {
    let declared: BTreeSet<String> = schema.actions().map(action_name).collect();
    let known: BTreeSet<String> = ACTIONS.iter().map(|action| action.name.to_owned()).collect();
    let missing: Vec<String> = known.difference(&declared).cloned().collect();
    let unknown: Vec<String> = declared.difference(&known).cloned().collect();
    (!missing.is_empty() || !unknown.is_empty()).then_some(PolicyProblem::Acts { missing, unknown })
}

fn action_name(uid: &EntityUid) -> String {
    uid.id().unescaped().to_owned()
}

fn collect_needs(set: &PolicySet, problems: &mut Vec<PolicyProblem>) -> BTreeMap<&'static str, Vec<Need>> {
    let mut needs: BTreeMap<&'static str, Vec<Need>> = BTreeMap::new();
    for policy in set.policies() {
        let Some(word) = policy.annotation("needs") else { continue };
        let Some(need) = word.parse::<Need>().ok().filter(|_| policy.effect() == Effect::Forbid) else {
            problems.push(PolicyProblem::BadNeed { id: policy.id().to_string() });
            continue;
        };
        for action in ACTIONS.iter().filter(|action| names(&policy.action_constraint(), action.name)) {
            let list = needs.entry(action.name).or_default();
            if !list.contains(&need) {
                list.push(need);
            }
        }
    }
    needs.values_mut().for_each(|list| list.sort_unstable());
    needs
}

fn names(constraint: &ActionConstraint, action: &str) -> bool {
    match constraint {
        ActionConstraint::Any => true,
        ActionConstraint::In(list) => list.iter().any(|uid| uid.id().unescaped() == action),
        ActionConstraint::Eq(uid) => uid.id().unescaped() == action,
    }
}

fn too_lax(action: &'static Action, asked: Option<&Vec<Need>>) -> impl Iterator<Item = PolicyProblem> {
    let asked: Vec<Need> = asked.cloned().unwrap_or_default();
    action
        .needs
        .iter()
        .filter(move |need| !asked.contains(need))
        .map(|need| PolicyProblem::TooLax { action: action.name, need: need.as_str() })
}
