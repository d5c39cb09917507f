//! An act of registration before it is done: what it would ask for, then the act itself.

use super::move_permanent::{self, MovePermanent, move_permanent};
use super::register_temporary::{self, RegisterTemporary, register_temporary};
use super::settle::{Settled, heads_lost};
use crate::model::{Fields, HouseholdMember};
use crate::{Error, load};
use access::Actor;
use kernel::{DossierId, HouseholdId, PersonId};
use store::Tx;

/// Either registration of a residence.
#[derive(Debug, Clone)]
pub enum Registration {
    /// For good.
    Permanent(MovePermanent),
    /// For a time.
    Temporary(RegisterTemporary),
}

/// A household that an act would leave without a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadNeeded {
    /// The household.
    pub household: HouseholdId,
    /// Where it lives: house and street.
    pub address: String,
    /// The members who stay and may head it; never empty. Without their identity numbers.
    pub candidates: Vec<HouseholdMember>,
}

impl Registration {
    /// Does it.
    ///
    /// # Errors
    /// Those of [`move_permanent()`] and [`register_temporary()`].
    pub fn register(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<Settled, Error> {
        match self {
            Self::Permanent(command) => move_permanent(tx, actor, command),
            Self::Temporary(command) => register_temporary(tx, actor, command),
        }
    }

    /// The households that would lose their head by it, for whoever has to name the next ones.
    ///
    /// Whoever may do the act may see the candidates, wherever they live; each gets an access entry.
    ///
    /// # Errors
    /// What would keep the act from being done, but for the missing heads.
    pub fn heads_needed(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<HeadNeeded>, Error> {
        let (lost, ground) = match self {
            Self::Permanent(command) => (heads_lost(tx, actor, &move_permanent::settling(command))?, &command.ground),
            Self::Temporary(command) => (heads_lost(tx, actor, &register_temporary::settling(command)?)?, &command.ground),
        };
        needed(tx, actor, lost, ground.dossier)
    }
}

/// The households with the members who may head them next. Each candidate gets an access entry.
pub(crate) fn needed(
    tx: &mut Tx<'_>,
    actor: &Actor,
    lost: Vec<(HouseholdId, Vec<PersonId>)>,
    dossier: Option<DossierId>,
) -> Result<Vec<HeadNeeded>, Error> {
    let mut needed = Vec::with_capacity(lost.len());
    for (id, candidates) in lost {
        let household = load::household(tx, id)?.ok_or(Error::HouseholdNotFound)?;
        audit::access_many(tx, actor, &candidates, &Fields::IDENTITY.words(), dossier)?;
        let members = household.members.into_iter().filter(|member| candidates.contains(&member.person.id));
        needed.push(HeadNeeded { household: id, address: household.address, candidates: members.map(without_number).collect() });
    }
    Ok(needed)
}

/// A choice among people needs their names and birth dates, not their numbers.
fn without_number(mut member: HouseholdMember) -> HouseholdMember {
    member.person.number = None;
    member
}
