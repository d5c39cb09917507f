//! One household at a moment.

use super::{AsOf, person, replaced, summary};
use crate::Error;
use crate::load::{self, MEMBERS_MAX};
use crate::model::{ChangeId, Household, HouseholdMember, Relation, ResidenceId, ResidenceKind};
use crate::reform::{dwelling_unit_at, household_number_at};
use crate::sql::at as sql;
use kernel::{Date, PersonId};
use store::{ReadTx, params};

store::row! {
    struct MemberThenRow {
        _residence: ResidenceId,
        person: PersonId,
        relation: Option<Relation>,
        kind: ResidenceKind,
        since: Option<Date>,
        ended_by: Option<ChangeId>,
    }
}

/// What a household, given without members as it is now, was at a moment; nothing when it was not formed yet.
pub(super) fn read(tx: &mut ReadTx<'_>, now: Household, at: AsOf) -> Result<Option<Household>, Error> {
    let entered = tx.optional::<(ChangeId,)>(&sql::HOUSEHOLD_ENTERED, params![now.id])?;
    if entered.is_none_or(|(entered,)| entered > at.bound()) {
        return Ok(None);
    }
    let changed = replaced::of_household(tx, now.id, at)?;
    let mut then = now;
    then.head = changed.head.unwrap_or(then.head);
    then.dissolved_on = changed.dissolved_on.unwrap_or(then.dissolved_on);
    then.unit = dwelling_unit_at(tx, then.dwelling, at.bound())?.unwrap_or(then.unit);
    then.number = household_number_at(tx, then.id, at.bound())?.or(then.number);
    let rows = tx.many::<MemberThenRow>(&sql::MEMBERS_AT, params![then.id, at.bound(), MEMBERS_MAX])?;
    for row in rows {
        let Some(now) = load::person(tx, row.person)? else { continue };
        let Some(member) = person::read(tx, &now, at)? else { continue };
        let relation = changed.relation(row.person, row.relation, row.ended_by).unwrap_or(Relation::NonRelative);
        let mut person = summary(member, Some(then.id));
        person.address = Some(then.address.clone());
        then.members.push(HouseholdMember { person, relation, kind: row.kind, since: row.since });
    }
    let head = then.head;
    then.members.sort_by_key(|member| (Some(member.person.id) != head, member.person.birth.earliest(), member.person.id));
    Ok(Some(then))
}

/// Who headed a household at a moment.
pub(super) fn head(tx: &mut ReadTx<'_>, now: &Household, at: AsOf) -> Result<Option<PersonId>, Error> {
    Ok(replaced::of_household(tx, now.id, at)?.head.unwrap_or(now.head))
}
