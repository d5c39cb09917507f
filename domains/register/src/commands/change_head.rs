//! Changing the head of a household.

use super::leave::{HeadChange, put_head};
use crate::model::{Ground, Relation, may_head};
use crate::{Error, load, permit};
use access::Actor;
use kernel::{HouseholdId, PersonId};
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct ChangeHead {
    /// Which household.
    pub household: HouseholdId,
    /// The member who is to head it.
    pub head: PersonId,
    /// Relations to the new head that were stated; the others are worked out from those to the old one.
    pub relations: Vec<(PersonId, Relation)>,
    /// On which ground.
    pub ground: Ground,
}

/// Changes the head and restates every member's relation.
///
/// # Errors
/// [`Error::HouseholdNotFound`], [`Error::HouseholdDissolved`]; [`Error::CannotHead`] when the person is no member or a
/// minor among adults; [`Error::NothingChanges`]; [`Error::Denied`].
pub fn change_head(tx: &mut Tx<'_>, actor: &Actor, command: &ChangeHead) -> Result<(), Error> {
    let id = command.household;
    let household = load::household(tx, id)?.ok_or(Error::HouseholdNotFound)?;
    if !permit::hidden_is_absent(permit::may_edit(actor, &household.unit))? {
        return Err(Error::HouseholdNotFound);
    }
    if household.dissolved_on.is_some() {
        return Err(Error::HouseholdDissolved(id));
    }
    if household.head == Some(command.head) {
        return Err(Error::NothingChanges);
    }
    let members = load::members(tx, id)?;
    if !may_head(&members, actor.today()).contains(&command.head) {
        return Err(Error::CannotHead { household: id, person: command.head });
    }
    let change = HeadChange {
        household: id,
        unit: &household.unit,
        old: household.head,
        new: command.head,
        members: &members,
        stated: &command.relations,
    };
    put_head(tx, actor, &change, &command.ground)
}
