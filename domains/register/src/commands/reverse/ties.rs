//! Ties between persons that an act began or ended.

use super::effects::Effects;
use crate::model::{ChangeId, RelationEnd};
use crate::relations::{NewRelation, Spell, begin, end, parents, spells};
use crate::{CivilError, Error};
use access::Actor;
use store::Tx;

/// Ends the ties that the act began, and begins those anew that it ended.
///
/// A tie that somebody has ended since, or a parent who has been put in the place of the one who would come back, was
/// built on the act.
pub(super) fn undo(tx: &mut Tx<'_>, actor: &Actor, effects: &Effects, leading: ChangeId) -> Result<(), Error> {
    let mut touched: Vec<Spell> = Vec::new();
    for person in effects.persons.keys() {
        for spell in spells(tx, *person)? {
            if !touched.iter().any(|known| known.tie.id == spell.tie.id) {
                touched.push(spell);
            }
        }
    }
    for Spell { tie, entered, ended_by } in &touched {
        match ended_by {
            None if effects.contains(*entered) => end(tx, tie.id, leading, None, RelationEnd::Withdrawn)?,
            Some(later) if effects.contains(*entered) && !effects.contains(*later) => {
                return Err(Error::LaterChanges(vec![*later]));
            }
            _ => {}
        }
    }
    let over = |spell: &&Spell| spell.ended_by.is_some_and(|by| effects.contains(by)) && !effects.contains(spell.entered);
    for Spell { tie, .. } in touched.iter().filter(over) {
        if tie.kind.is_parent() && parents(tx, tie.person)?.iter().any(|(_, kind)| *kind == tie.kind) {
            return Err(CivilError::HasParent { person: tie.person, kind: tie.kind }.into());
        }
        let again = NewRelation { person: tie.person, kind: tie.kind, other: tie.other, since: tie.since };
        begin(tx, actor, leading, again)?;
    }
    Ok(())
}
