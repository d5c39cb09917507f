//! The conversation with Cedar.

use crate::actions::{ACTIONS, Need};
use crate::facts::{Facts, SubjectKind};
use crate::{Channel, Denied, Role};
use cedar_policy::{
    Authorizer, Context, Decision as Answer, Entities, EntityId, EntityTypeName, EntityUid, PolicyId, PolicySet, Request,
    RestrictedExpression, Schema,
};
use std::collections::BTreeMap;
use std::str::FromStr;

/// How the acts of systems of other agencies begin.
const FOR_CLIENTS: &str = "exchange.";

/// Whether an act may go ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Allowed,
    Denied(Denied),
}

/// An outcome and the policies that brought it about.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) outcome: Outcome,
    pub(crate) policies: Vec<String>,
}

/// A checked set of policies and its schema.
pub(crate) struct Engine {
    authorizer: Authorizer,
    schema: Schema,
    set: PolicySet,
    needs: BTreeMap<PolicyId, Need>,
}

impl Engine {
    /// Fails when the schema cannot express the facts that this program states.
    pub(crate) fn new(schema: Schema, set: PolicySet) -> Result<Self, String> {
        let needs =
            set.policies().filter_map(|policy| Some((policy.id().clone(), policy.annotation("needs")?.parse().ok()?))).collect();
        let engine = Self { authorizer: Authorizer::new(), schema, set, needs };
        for action in 0..ACTIONS.len() {
            let action = u8::try_from(action).map_err(|error| error.to_string())?;
            engine.request(&engine.probe(action)).map_err(|error| format!("{}: {error}", ACTIONS[usize::from(action)].name))?;
        }
        Ok(engine)
    }

    /// Facts of the system doing `action`, to try whether the schema takes them.
    const fn probe(&self, action: u8) -> Facts {
        Facts {
            action,
            subject: SubjectKind::System,
            roles: 0,
            owner: false,
            level: 2,
            assurance: 2,
            channel: Channel::Job,
            purpose_given: false,
            second_officer: false,
            stepped_up: true,
            conceal: false,
        }
    }

    /// Asks the policies.
    pub(crate) fn decide(&self, facts: &Facts) -> Decision {
        // Systems of agencies have acts of their own, and the schema knows them for no others.
        let foreign = facts.subject == SubjectKind::Client && !ACTIONS[usize::from(facts.action)].name.starts_with(FOR_CLIENTS);
        if foreign {
            return Decision { outcome: Outcome::Denied(refuse(facts)), policies: Vec::new() };
        }
        let (answer, policies) = self.ask(facts);
        if answer == Answer::Allow {
            return Decision { outcome: Outcome::Allowed, policies: texts(&policies) };
        }
        let missing = policies.iter().map(|policy| self.needs.get(policy).copied()).collect::<Option<Vec<Need>>>();
        // A need is told only to somebody who would be let through with it; others must not learn that the thing exists.
        let denied = match missing.as_deref().and_then(|needs| needs.iter().min()) {
            Some(need) if self.ask(&facts.with_every_need_met()).0 == Answer::Allow => name_need(*need),
            Some(_) | None => refuse(facts),
        };
        Decision { outcome: Outcome::Denied(denied), policies: texts(&policies) }
    }

    fn ask(&self, facts: &Facts) -> (Answer, Vec<PolicyId>) {
        match self.request(facts) {
            Ok(request) => {
                let response = self.authorizer.is_authorized(&request, &self.set, &Entities::empty());
                for error in response.diagnostics().errors() {
                    tracing::error!(%error, "A policy could not be evaluated: {error}");
                }
                (response.decision(), response.diagnostics().reason().cloned().collect())
            }
            Err(error) => {
                tracing::error!(%error, "The facts do not fit the policy schema: {error}");
                (Answer::Deny, Vec::new())
            }
        }
    }

    fn request(&self, facts: &Facts) -> Result<Request, String> {
        let action = &ACTIONS[usize::from(facts.action)];
        let principal = entity(facts.subject.entity_type(), "actor")?;
        let resource = entity(&capitalised(action.resource), "thing")?;
        let uid = entity("Action", action.name)?;
        let context = Context::from_pairs(context_of(facts)?).map_err(|error| error.to_string())?;
        Request::new(principal, uid, resource, context, Some(&self.schema)).map_err(|error| error.to_string())
    }
}

fn context_of(facts: &Facts) -> Result<Vec<(String, RestrictedExpression)>, String> {
    let yes = |fact: bool| RestrictedExpression::new_bool(fact);
    let roles = Role::ALL.iter().map(|role| (role.as_str().to_owned(), yes(facts.has(*role))));
    let pairs = [
        ("roles", RestrictedExpression::new_record(roles).map_err(|error| error.to_string())?),
        ("owner", yes(facts.owner)),
        ("level", RestrictedExpression::new_long(i64::from(facts.level))),
        ("assurance", RestrictedExpression::new_long(i64::from(facts.assurance))),
        ("channel", RestrictedExpression::new_entity_uid(entity("Channel", facts.channel.as_str())?)),
        ("purpose_given", yes(facts.purpose_given)),
        ("second_officer", yes(facts.second_officer)),
        ("stepped_up", yes(facts.stepped_up)),
    ];
    Ok(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn entity(kind: &str, name: &str) -> Result<EntityUid, String> {
    let kind = EntityTypeName::from_str(kind).map_err(|error| error.to_string())?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(name)))
}

/// The Cedar type of a kind of thing: `dossier` is `Dossier`.
fn capitalised(kind: &str) -> String {
    let mut letters = kind.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

fn texts(policies: &[PolicyId]) -> Vec<String> {
    let mut texts: Vec<String> = policies.iter().map(ToString::to_string).collect();
    texts.sort();
    texts
}

const fn name_need(need: Need) -> Denied {
    match need {
        Need::Level => Denied::NeedsLevel,
        Need::Purpose => Denied::NeedsPurpose,
        Need::SecondOfficer => Denied::NeedsSecondOfficer,
        Need::StepUp => Denied::NeedsStepUp,
    }
}

const fn refuse(facts: &Facts) -> Denied {
    match facts.subject {
        SubjectKind::Public => Denied::NeedsSignIn,
        SubjectKind::Citizen | SubjectKind::Staff | SubjectKind::System | SubjectKind::Client if facts.conceal => Denied::Hidden,
        SubjectKind::Citizen | SubjectKind::Staff | SubjectKind::System | SubjectKind::Client => Denied::Forbidden,
    }
}
