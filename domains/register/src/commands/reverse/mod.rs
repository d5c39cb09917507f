//! Undoing a change by another: a correcting event with its own ground and evidence. Nothing is overwritten.
//!
//! A change is undone with the whole act it was part of: a family's move took up residences, ended others, dissolved a
//! household and gave another a new head, and half of that would not hold.
//! What the act did is read from the history and the rows that name it (`effects`), what has been built on it since is
//! found (`conflicts`), and then every row it ended is entered again, every row it entered is ended, every value it
//! replaced is put back (`apply`).

mod apply;
mod conflicts;
mod effects;
mod ties;

use crate::model::{ChangeId, ChangeKind, Ground};
use crate::record::as_one_act;
use crate::{Error, load, permit};
use access::Actor;
use effects::Effects;
use kernel::UnitCode;
use serde::{Deserialize, Serialize};
use store::{ReadTx, Tx};

/// Under which name the history keeps which change was undone.
pub(crate) const REVERSES: &str = "reverses";

/// The command.
#[derive(Debug, Clone)]
pub struct ReverseChange {
    /// A change of the act that is to be undone.
    pub change: ChangeId,
    /// On which ground, with the evidence that it was wrong.
    pub ground: Ground,
}

/// What was undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversed {
    /// The changes of the act that was undone.
    pub undone: Vec<ChangeId>,
    /// The entries of the history that undo them.
    pub changes: Vec<ChangeId>,
}

/// Undoes the act that a change was part of.
///
/// # Errors
/// [`Error::ChangeNotFound`] and [`Error::Denied`]; [`Error::NotReversible`] for what is not undone;
/// [`Error::LaterChanges`] names what was built on it since; [`Error::EvidenceMissing`] without evidence.
pub fn reverse_change(tx: &mut Tx<'_>, actor: &Actor, command: &ReverseChange) -> Result<Reversed, Error> {
    let effects = effects::of_act(tx, command.change)?;
    may_reverse(tx, actor, &effects)?;
    if command.ground.evidence.as_ref().is_none_or(|evidence| evidence.trim().is_empty()) {
        return Err(Error::EvidenceMissing);
    }
    if let Some(kind) = effects.changes.iter().map(|change| change.kind).find(|kind| !can_be_undone(*kind)) {
        return Err(Error::NotReversible(kind));
    }
    // A number is for life: taking one back has grounds and officers of its own.
    if let Some(change) = effects.changes.iter().find(|change| change.before.contains_key("number") && change.person.is_some()) {
        return Err(Error::NotReversible(change.kind));
    }
    let later = conflicts::of(tx, &effects)?;
    if !later.is_empty() {
        return Err(Error::LaterChanges(later));
    }
    let leading: ChangeId = actor.new_id();
    let changes = as_one_act(tx, leading, |tx| apply::undo(tx, actor, &effects, leading, &command.ground))?;
    Ok(Reversed { undone: effects.changes.iter().map(|change| change.id).collect(), changes })
}

/// Whether changes of a kind can be undone by another. Whoever came into the register stays in it.
#[must_use]
pub const fn can_be_undone(kind: ChangeKind) -> bool {
    match kind {
        ChangeKind::Corrected
        | ChangeKind::Permanent
        | ChangeKind::Temporary
        | ChangeKind::Ended
        | ChangeKind::Formed
        | ChangeKind::Head
        | ChangeKind::Dissolved
        | ChangeKind::Verified
        | ChangeKind::Reversed
        | ChangeKind::Photographed
        | ChangeKind::Split
        | ChangeKind::Merged
        | ChangeKind::Renewed
        | ChangeKind::Absent
        | ChangeKind::Back
        | ChangeKind::Death
        | ChangeKind::Widowed
        | ChangeKind::Marriage
        | ChangeKind::Divorce
        | ChangeKind::Adoption
        | ChangeKind::Recognised
        | ChangeKind::Guardianship
        | ChangeKind::Renamed
        | ChangeKind::SexChanged
        | ChangeKind::Missing
        | ChangeKind::Found => true,
        // A guest who was never there, and a house that is closed, have acts of their own.
        ChangeKind::Entered
        | ChangeKind::Created
        | ChangeKind::Birth
        | ChangeKind::LodgingEntered
        | ChangeKind::LodgingChanged
        | ChangeKind::StaysNotified
        | ChangeKind::StaysEnded
        | ChangeKind::UnitChanged => false,
        // A number is for life. Replacing one has grounds and officers of its own.
        ChangeKind::NumberIssued | ChangeKind::NumberReplaced => false,
    }
}

/// Asks for permission where the act counted: where somebody came to live, else where they lived, else where the record is
/// kept. That is the office that could have made it.
fn may_reverse(tx: &mut ReadTx<'_>, actor: &Actor, effects: &Effects) -> Result<(), Error> {
    let mut units: Vec<UnitCode> = Vec::new();
    for (id, effect) in &effects.persons {
        units.extend(effect.began.iter().map(|span| span.unit.clone()));
        if effect.began.is_empty() {
            units.extend(effect.ended.iter().map(|span| span.unit.clone()));
            if let Some(person) = load::person(tx, *id)?.filter(|_| effect.ended.is_empty()) {
                units.extend(permit::units_of(&person));
            }
        }
    }
    if units.is_empty() {
        for household in effects.households.keys() {
            units.extend(load::household_alone(tx, *household)?.map(|household| household.unit));
        }
    }
    units.sort();
    units.dedup();
    match permit::hidden_is_absent(permit::authorize_in_any(actor, permit::REVERSE, "person", &units, &[]))? {
        true => Ok(()),
        false => Err(Error::ChangeNotFound),
    }
}
