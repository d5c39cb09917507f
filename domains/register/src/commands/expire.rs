//! Ending temporary residences whose term has run out.

use super::end_residence::{Ending, end};
use super::leave::NewHead;
use crate::model::{EndReason, Ground, ResidenceId, ResidenceKind, may_head};
use crate::{Error, load, permit, sql};
use access::{Actor, Resource};
use kernel::PersonId;
use store::{Tx, params};

/// The most residences that one unit of work ends, so that it stays short.
pub const EXPIRED_A_TURN_MAX: u32 = 500;

/// The ground under which residences expire.
const BASIS: &str = "law-68-2020-art-29";

/// Ends the temporary residences that expired before the actor's date, oldest first; returns how many. Call it until it
/// returns fewer than [`EXPIRED_A_TURN_MAX`].
///
/// A household whose head's term has run out passes to the first of the members who may head it: nobody is there to choose.
///
/// # Errors
/// [`Error::Denied`] for anybody but the system and population officers; failures of the store.
pub fn expire_temporary(tx: &mut Tx<'_>, actor: &Actor) -> Result<u32, Error> {
    actor.authorize(permit::EDIT, &Resource::new("person"))?;
    let today = actor.today();
    let ground = Ground::new(BASIS);
    let due = tx.many::<(ResidenceId, PersonId)>(&sql::EXPIRED_RESIDENCES, params![today, i64::from(EXPIRED_A_TURN_MAX)])?;
    let mut ended = 0;
    for (id, person) in due {
        let person = load::person(tx, person)?.ok_or(Error::PersonNotFound)?;
        let Some(residence) =
            person.residences.iter().find(|residence| residence.id == id && residence.kind == ResidenceKind::Temporary)
        else {
            continue;
        };
        // The head is chosen for the day on which the term ended: who came of age since could not head it then.
        let on = residence.until.unwrap_or(today);
        let mut new_heads = Vec::new();
        if let Some(household) = residence.household {
            let mut stay = load::members(tx, household)?;
            stay.retain(|member| member.person != person.id);
            new_heads.extend(may_head(&stay, on).first().map(|head| NewHead { household, head: *head }));
        }
        end(tx, actor, &person, residence, &Ending { on, reason: EndReason::Expired, new_heads: &new_heads, ground: &ground })?;
        ended += 1;
    }
    Ok(ended)
}
