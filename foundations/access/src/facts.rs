//! The few facts that decide, packed into one number so that a decision can be remembered.

use crate::{Actor, Channel, Denied, Resource, Role, STEP_UP_MINUTES_MAX, Subject, actions};

/// The kind of subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SubjectKind {
    Public,
    Citizen,
    Staff,
    System,
    Client,
}

impl SubjectKind {
    /// The Cedar entity type.
    pub(crate) const fn entity_type(self) -> &'static str {
        match self {
            Self::Public => "Public",
            Self::Citizen => "Citizen",
            Self::Staff => "Staff",
            Self::System => "System",
            Self::Client => "Client",
        }
    }
}

/// What a decision depends on, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "these are the facts a policy reads, each a yes or no")]
pub(crate) struct Facts {
    /// Index into [`actions::ACTIONS`].
    pub(crate) action: u8,
    pub(crate) subject: SubjectKind,
    /// One bit for each role, by its place in [`Role::ALL`], that covers the resource.
    pub(crate) roles: u16,
    pub(crate) owner: bool,
    pub(crate) level: u8,
    pub(crate) assurance: u8,
    pub(crate) channel: Channel,
    pub(crate) purpose_given: bool,
    pub(crate) second_officer: bool,
    pub(crate) stepped_up: bool,
    /// Whether a refusal must look as if the resource did not exist.
    pub(crate) conceal: bool,
}

impl Facts {
    pub(crate) fn of(actor: &Actor, action: &str, resource: &Resource) -> Result<Self, Denied> {
        let Some(index) = actions::index_of(action) else {
            debug_assert!(false, "`{action}` is not in the table of acts");
            tracing::error!(action, "Act `{action}` is not in the table of acts");
            return Err(Denied::Forbidden);
        };
        let expected = actions::ACTIONS[usize::from(index)].resource;
        if resource.kind != expected {
            debug_assert!(false, "`{action}` is done to a {expected}, not to a {}", resource.kind);
            tracing::error!(action, "Act `{action}` was asked for a thing of the wrong kind");
            return Err(Denied::Forbidden);
        }
        let (subject, owner) = match actor.subject {
            Subject::Public => (SubjectKind::Public, false),
            Subject::Citizen { person, .. } => (SubjectKind::Citizen, resource.owners.contains(&person)),
            Subject::Staff { staff } => (SubjectKind::Staff, resource.staff_owner == Some(staff)),
            Subject::System { .. } => (SubjectKind::System, false),
            // What lies in the units where an agency's system may ask counts as its own.
            Subject::Client { .. } => (SubjectKind::Client, in_scope(actor, resource)),
        };
        let roles = roles_covering(actor, resource);
        let reached = owner || roles != 0 || subject == SubjectKind::System;
        let fresh = |proven| actor.at <= kernel::Instant::plus_minutes(proven, STEP_UP_MINUTES_MAX);
        Ok(Self {
            action: index,
            subject,
            roles,
            owner,
            level: actor.level.min(2),
            assurance: actor.assurance.min(4),
            channel: actor.channel,
            purpose_given: actor.purpose.is_given(),
            second_officer: resource.second_officer.is_some_and(|second| actor.staff() != Some(second)),
            stepped_up: actor.last_step_up.is_some_and(fresh),
            conceal: !reached && (resource.unit.is_some() || resource.is_personal()),
        })
    }

    /// The same facts with everything a policy can ask for at hand.
    pub(crate) const fn with_every_need_met(mut self) -> Self {
        self.level = 2;
        self.assurance = 4;
        self.purpose_given = true;
        self.second_officer = true;
        self.stepped_up = true;
        self
    }

    /// One number for the whole tuple; different facts give different numbers.
    pub(crate) fn packed(&self) -> u64 {
        let mut bits = Packer(0);
        bits.push(8, u64::from(self.action));
        bits.push(3, self.subject as u64);
        bits.push(16, u64::from(self.roles));
        bits.push(2, u64::from(self.level));
        bits.push(3, u64::from(self.assurance));
        bits.push(3, self.channel as u64);
        for fact in [self.owner, self.purpose_given, self.second_officer, self.stepped_up, self.conceal] {
            bits.push(1, u64::from(fact));
        }
        bits.0
    }

    /// Whether `role` covers the resource.
    pub(crate) const fn has(&self, role: Role) -> bool {
        self.roles & bit(role) != 0
    }
}

struct Packer(u64);

impl Packer {
    fn push(&mut self, width: u32, value: u64) {
        debug_assert!(value < (1 << width), "a fact outgrew its {width} bits");
        self.0 = (self.0 << width) | value;
    }
}

const fn bit(role: Role) -> u16 {
    1 << (role as u16)
}

/// The roles the actor holds in a unit that contains the resource's.
///
/// Where the resource has no unit every role counts, except for things that belong to somebody:
/// an official's role does not reach another person's inbox. And what admins and auditors deal with belongs to the whole
/// installation where it has no unit, its jobs and its log: who keeps or audits one ward does not reach it.
fn roles_covering(actor: &Actor, resource: &Resource) -> u16 {
    let covers = |grant: &&crate::Grant| match &resource.unit {
        Some(unit) => grant.unit.contains(unit),
        None if matches!(grant.role, Role::Admin | Role::Auditor) => !resource.is_personal() && is_whole(&grant.unit),
        None => !resource.is_personal(),
    };
    actor.roles.iter().filter(covers).fold(0, |bits, grant| bits | bit(grant.role))
}

fn in_scope(actor: &Actor, resource: &Resource) -> bool {
    resource.unit.as_ref().is_some_and(|unit| actor.scope.iter().any(|scope| scope.contains(unit)))
}

/// Whether a unit is as large as an installation can be: the nation, or a province.
fn is_whole(unit: &kernel::UnitCode) -> bool {
    unit.parent().is_none_or(|above| above == kernel::UnitCode::nation())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn different_facts_are_different_numbers() {
        let mut seen = HashSet::new();
        let mut count = 0;
        for bits in 0..32_u8 {
            let flag = |place: u8| bits & (1 << place) != 0;
            for subject in
                [SubjectKind::Public, SubjectKind::Citizen, SubjectKind::Staff, SubjectKind::System, SubjectKind::Client]
            {
                for (action, roles, level, assurance) in
                    [(0, 0, 0, 0), (35, 1, 2, 4), (255, u16::MAX, 1, 1), (1, 0, 0, 0), (0, 2, 0, 0)]
                {
                    for channel in Channel::ALL {
                        let facts = Facts {
                            action,
                            subject,
                            roles,
                            owner: flag(0),
                            level,
                            assurance,
                            channel: *channel,
                            purpose_given: flag(1),
                            second_officer: flag(2),
                            stepped_up: flag(3),
                            conceal: flag(4),
                        };
                        seen.insert(facts.packed());
                        count += 1;
                    }
                }
            }
        }
        assert_eq!(seen.len(), count);
    }
}
