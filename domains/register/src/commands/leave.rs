//! Leaving a residence, and what that means for the household left behind.

use super::absence::come_back;
use crate::model::{
    ChangeId, ChangeKind, EndReason, Ground, Member, Person, Relation, Residence, ResidenceKind, may_head, relation_to_new_head,
};
use crate::record::{Entry, record};
use crate::{Error, load, sql};
use access::Actor;
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use store::{ReadTx, Tx, params};

/// Who is to head a household that its head leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewHead {
    /// The household.
    pub household: HouseholdId,
    /// One of the members who stay.
    pub head: PersonId,
}

/// Who leaves what.
pub(crate) struct Leaving<'a> {
    /// The residences that end, with the persons who live there, and the changes that end them.
    pub(crate) residences: Vec<(&'a Person, &'a Residence, EndReason, ChangeId)>,
    /// A household that the persons come back to in the same act; it is left alone.
    pub(crate) staying: Option<HouseholdId>,
    /// The choices of new heads.
    pub(crate) new_heads: &'a [NewHead],
    /// The day on which the residences end.
    pub(crate) on: Date,
    /// On which ground.
    pub(crate) ground: &'a Ground,
}

/// A household that the persons leave.
struct Left {
    household: HouseholdId,
    unit: UnitCode,
    head: Option<PersonId>,
    /// The members who stay.
    stay: Vec<Member>,
}

impl Left {
    /// Whether members stay, and the head is not among them.
    fn loses_head(&self) -> bool {
        !self.stay.is_empty() && self.head.is_none_or(|head| !self.stay.iter().any(|member| member.person == head))
    }
}

/// The households that the persons leave, each once.
fn households_left(tx: &mut ReadTx<'_>, leaving: &Leaving<'_>) -> Result<Vec<Left>, Error> {
    let mut left: BTreeMap<HouseholdId, (&Residence, BTreeSet<PersonId>)> = BTreeMap::new();
    for (person, residence, _, _) in &leaving.residences {
        if let Some(household) = residence.household.filter(|household| Some(*household) != leaving.staying) {
            left.entry(household).or_insert_with(|| (residence, BTreeSet::new())).1.insert(person.id);
        }
    }
    let mut households = Vec::with_capacity(left.len());
    for (household, (residence, persons)) in left {
        let mut stay = load::members(tx, household)?;
        stay.retain(|member| !persons.contains(&member.person));
        households.push(Left { household, unit: residence.unit.clone(), head: residence.head, stay });
    }
    Ok(households)
}

/// The households that would lose their head, with the members who may be the next.
pub(crate) fn losing_heads(tx: &mut ReadTx<'_>, leaving: &Leaving<'_>) -> Result<Vec<(HouseholdId, Vec<PersonId>)>, Error> {
    let left = households_left(tx, leaving)?;
    let losing = left.into_iter().filter(Left::loses_head);
    Ok(losing.map(|left| (left.household, may_head(&left.stay, leaving.on))).collect())
}

/// Ends the residences. Households whose head leaves get a new one; those that nobody stays in are dissolved.
pub(crate) fn leave(tx: &mut Tx<'_>, actor: &Actor, leaving: &Leaving<'_>) -> Result<(), Error> {
    for left in households_left(tx, leaving)? {
        if left.stay.is_empty() {
            dissolve(tx, actor, left.household, &left.unit, left.head, leaving)?;
        } else if left.loses_head() {
            let new = choose_head(left.household, &left.stay, leaving)?;
            let change =
                HeadChange { household: left.household, unit: &left.unit, old: left.head, new, members: &left.stay, stated: &[] };
            put_head(tx, actor, &change, leaving.ground)?;
        }
    }
    for (person, residence, reason, change) in &leaving.residences {
        if residence.kind == ResidenceKind::Permanent && reason.leaves() {
            come_back(tx, actor, person.id, leaving.on, leaving.ground)?;
        }
        let touched = tx.execute(&sql::END_RESIDENCE, params![residence.id, leaving.on, reason, change])?;
        debug_assert_eq!(touched, 1, "a residence that was just loaded is in force");
    }
    Ok(())
}

fn choose_head(household: HouseholdId, stay: &[Member], leaving: &Leaving<'_>) -> Result<PersonId, Error> {
    let candidates = may_head(stay, leaving.on);
    let chosen = leaving.new_heads.iter().find(|choice| choice.household == household);
    match chosen {
        Some(choice) if candidates.contains(&choice.head) => Ok(choice.head),
        Some(choice) => Err(Error::CannotHead { household, person: choice.head }),
        None => Err(Error::NewHeadNeeded { household, candidates }),
    }
}

fn dissolve(
    tx: &mut Tx<'_>,
    actor: &Actor,
    household: HouseholdId,
    unit: &UnitCode,
    head: Option<PersonId>,
    leaving: &Leaving<'_>,
) -> Result<(), Error> {
    tx.execute(&sql::DISSOLVE_HOUSEHOLD, params![household, leaving.on])?;
    let before = Map::from_iter([("head".to_owned(), serde_json::json!(head))]);
    let after = Map::from_iter([("dissolved_on".to_owned(), serde_json::json!(leaving.on.to_string()))]);
    let entry =
        Entry { kind: ChangeKind::Dissolved, person: None, household: Some(household), unit, unit_before: None, before, after };
    record(tx, actor, leaving.ground, &entry)?;
    Ok(())
}

/// A change of the head.
pub(crate) struct HeadChange<'a> {
    pub(crate) household: HouseholdId,
    pub(crate) unit: &'a UnitCode,
    pub(crate) old: Option<PersonId>,
    pub(crate) new: PersonId,
    /// The members who stay, the new head among them.
    pub(crate) members: &'a [Member],
    /// Relations to the new head that were stated; the others are worked out.
    pub(crate) stated: &'a [(PersonId, Relation)],
}

/// Puts a new head in place and restates what every member is to them.
pub(crate) fn put_head(tx: &mut Tx<'_>, actor: &Actor, change: &HeadChange<'_>, ground: &Ground) -> Result<(), Error> {
    let of_new_head = change.members.iter().find(|member| member.person == change.new).map(|member| member.relation);
    let Some(of_new_head) = of_new_head else {
        return Err(Error::CannotHead { household: change.household, person: change.new });
    };
    let (mut was, mut became) = (Map::new(), Map::new());
    for member in change.members {
        let stated = change.stated.iter().find(|(person, _)| *person == member.person).map(|(_, relation)| *relation);
        let relation = if member.person == change.new {
            Relation::Head
        } else {
            stated
                .filter(|relation| *relation != Relation::Head)
                .unwrap_or_else(|| relation_to_new_head(member.relation, of_new_head))
        };
        if relation != member.relation {
            tx.execute(&sql::UPDATE_RELATION, params![member.residence, relation])?;
            was.insert(member.person.to_string(), Value::from(member.relation.as_str()));
            became.insert(member.person.to_string(), Value::from(relation.as_str()));
        }
    }
    tx.execute(&sql::UPDATE_HEAD, params![change.household, change.new])?;
    let facts = |head: Option<PersonId>, relations: Map<String, Value>| {
        Map::from_iter([("head".to_owned(), serde_json::json!(head)), ("relations".to_owned(), Value::Object(relations))])
    };
    let entry = Entry {
        kind: ChangeKind::Head,
        person: None,
        household: Some(change.household),
        unit: change.unit,
        unit_before: None,
        before: facts(change.old, was),
        after: facts(Some(change.new), became),
    };
    record(tx, actor, ground, &entry)?;
    Ok(())
}
