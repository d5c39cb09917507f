//! Writing down a change: the history, the log, the event.

use crate::events::Changed;
use crate::model::{ChangeId, ChangeKind, Ground};
use crate::{Error, sql};
use access::Actor;
use kernel::{HouseholdId, PersonId, UnitCode};
use serde_json::{Map, Value};
use store::{Tx, params};

/// A change about to be written down.
pub(crate) struct Entry<'a> {
    pub(crate) kind: ChangeKind,
    pub(crate) person: Option<PersonId>,
    pub(crate) household: Option<HouseholdId>,
    /// The unit that the change counts for.
    pub(crate) unit: &'a UnitCode,
    /// The unit that it counted for before, when it moved.
    pub(crate) unit_before: Option<&'a UnitCode>,
    pub(crate) before: Map<String, Value>,
    pub(crate) after: Map<String, Value>,
}

/// Writes a change to the history under the id `change`, notes it in the log and publishes it.
pub(crate) fn record_as(
    tx: &mut Tx<'_>,
    actor: &Actor,
    change: ChangeId,
    ground: &Ground,
    entry: &Entry<'_>,
) -> Result<(), Error> {
    let json = |facts: &Map<String, Value>| (!facts.is_empty()).then(|| Value::Object(facts.clone()));
    tx.execute(
        &sql::INSERT_CHANGE,
        params![
            change,
            entry.person,
            entry.household,
            entry.kind,
            actor.now(),
            actor.subject_name(),
            actor.office(),
            ground.basis,
            ground.dossier,
            ground.evidence,
            json(&entry.before),
            json(&entry.after),
            // Alone it is an act of its own.
            tx.act().unwrap_or(change.get())
        ],
    )?;
    // The log names the change; the facts themselves stay in the register's own history.
    let (entity, id) = match (entry.household, entry.person) {
        (_, Some(person)) => ("person", person.get()),
        (Some(household), None) => ("household", household.get()),
        (None, None) => ("register", change.get()),
    };
    let act = topic(entry.kind);
    let detail = serde_json::json!({ "change": change, "basis": ground.basis, "dossier": ground.dossier });
    audit::change(tx, actor, &audit::Change { entity, id, person: entry.person, act, detail })?;
    let event = Changed {
        change,
        kind: entry.kind,
        person: entry.person,
        household: entry.household,
        unit: entry.unit.clone(),
        unit_before: entry.unit_before.cloned(),
        dossier: ground.dossier,
    };
    tx.publish(act, &event)?;
    Ok(())
}

/// [`record_as`] under a new id, which it returns.
pub(crate) fn record(tx: &mut Tx<'_>, actor: &Actor, ground: &Ground, entry: &Entry<'_>) -> Result<ChangeId, Error> {
    let change = actor.new_id();
    record_as(tx, actor, change, ground, entry)?;
    Ok(change)
}

/// Runs `work` as one act, named by the change that leads it: its entries are later undone together. Within an act that
/// is under way already it is part of that.
pub(crate) fn as_one_act<T>(
    tx: &mut Tx<'_>,
    leading: ChangeId,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    if tx.act().is_some() {
        return work(tx);
    }
    tx.set_act(Some(leading.get()));
    let result = work(tx);
    tx.set_act(None);
    result
}

const fn topic(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Entered => crate::events::ENTERED,
        ChangeKind::Created => crate::events::CREATED,
        ChangeKind::Corrected => crate::events::CORRECTED,
        ChangeKind::Permanent => crate::events::PERMANENT,
        ChangeKind::Temporary => crate::events::TEMPORARY,
        ChangeKind::Ended => crate::events::ENDED,
        ChangeKind::Formed => crate::events::FORMED,
        ChangeKind::Head => crate::events::HEAD,
        ChangeKind::Dissolved => crate::events::DISSOLVED,
        ChangeKind::Verified => crate::events::VERIFIED,
        ChangeKind::Reversed => crate::events::REVERSED,
        ChangeKind::Photographed => crate::events::PHOTOGRAPHED,
        ChangeKind::Split => crate::events::SPLIT,
        ChangeKind::Merged => crate::events::MERGED,
        ChangeKind::Renewed => crate::events::RENEWED,
        ChangeKind::Absent => crate::events::ABSENT,
        ChangeKind::Back => crate::events::BACK,
        ChangeKind::LodgingEntered => crate::events::LODGING_ENTERED,
        ChangeKind::LodgingChanged => crate::events::LODGING_CHANGED,
        ChangeKind::StaysNotified => crate::events::STAYS_NOTIFIED,
        ChangeKind::StaysEnded => crate::events::STAYS_ENDED,
        ChangeKind::UnitChanged => crate::events::UNIT_CHANGED,
        ChangeKind::NumberIssued => crate::events::NUMBER_ISSUED,
        ChangeKind::NumberReplaced => crate::events::NUMBER_REPLACED,
        ChangeKind::Birth => crate::events::BIRTH,
        ChangeKind::Death => crate::events::DEATH,
        ChangeKind::Widowed => crate::events::WIDOWED,
        ChangeKind::Marriage => crate::events::MARRIAGE,
        ChangeKind::Divorce => crate::events::DIVORCE,
        ChangeKind::Adoption => crate::events::ADOPTION,
        ChangeKind::Recognised => crate::events::RECOGNISED,
        ChangeKind::Guardianship => crate::events::GUARDIANSHIP,
        ChangeKind::Renamed => crate::events::RENAMED,
        ChangeKind::SexChanged => crate::events::SEX_CHANGED,
        ChangeKind::Missing => crate::events::MISSING,
        ChangeKind::Found => crate::events::FOUND,
    }
}
