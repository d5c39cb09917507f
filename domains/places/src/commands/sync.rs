//! Brings the table of units to what the country pack says.

use crate::queries::UnitRow;
use crate::sql;
use country::{Pack, Unit};
use kernel::{Date, UnitCode};
use std::collections::HashMap;
use store::{Error, ReadTx, ToValue as _, Tx, Value, params};

/// What [`sync`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Synced {
    /// Units that were new.
    pub added: u64,
    /// Units that the pack describes otherwise than before.
    pub changed: u64,
    /// Units in the table that the pack no longer has. They stay, because records name them.
    pub left_over: u64,
}

/// Brings the table to what the pack says, and leaves names that an administrator corrected.
///
/// Runs at every start, after the migrations; nothing is written when nothing changed, see [`in_step`].
///
/// # Errors
/// Those of the store.
pub fn sync(tx: &mut Tx<'_>, pack: &Pack) -> Result<Synced, Error> {
    let Comparison { new, changed, left_over } = compare(tx, pack)?;
    for wanted in &changed {
        update(tx, wanted)?;
    }
    let done = Synced {
        added: tx.insert_many(&sql::NEW_UNITS, new.iter().map(values_of))?,
        changed: count(changed.len()),
        left_over: count(left_over),
    };
    if done != Synced::default() {
        tracing::info!(
            added = done.added,
            changed = done.changed,
            left_over = done.left_over,
            "Units brought to the country pack"
        );
    }
    Ok(done)
}

/// Whether the table says what the pack says, so that [`sync`] would write nothing: asked first, so that a start does not
/// wait for whoever writes.
///
/// # Errors
/// Those of the store.
pub fn in_step(tx: &mut ReadTx<'_>, pack: &Pack) -> Result<bool, Error> {
    let Comparison { new, changed, left_over: _ } = compare(tx, pack)?;
    Ok(new.is_empty() && changed.is_empty())
}

/// The pack beside the table.
struct Comparison {
    new: Vec<UnitRow>,
    changed: Vec<UnitRow>,
    left_over: usize,
}

fn compare(tx: &mut ReadTx<'_>, pack: &Pack) -> Result<Comparison, Error> {
    let rows: Vec<UnitRow> = tx.many(&sql::EVERY_UNIT, params![])?;
    let mut stored: HashMap<(UnitCode, Date), UnitRow> =
        rows.into_iter().map(|row| ((row.code.clone(), row.valid_from), row)).collect();
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for unit in pack.units() {
        let wanted = row_of(unit);
        match stored.remove(&(unit.code.clone(), unit.valid_from)) {
            None => new.push(wanted),
            Some(known) => {
                let wanted = keep_correction(wanted, &known);
                if wanted != known {
                    changed.push(wanted);
                }
            }
        }
    }
    Ok(Comparison { new, changed, left_over: stored.len() })
}

fn count(units: usize) -> u64 {
    u64::try_from(units).unwrap_or(u64::MAX)
}

fn row_of(unit: &Unit) -> UnitRow {
    UnitRow {
        code: unit.code.clone(),
        valid_from: unit.valid_from,
        valid_to: unit.valid_to,
        name: unit.name.clone(),
        short: unit.short.clone(),
        folded: kernel::name::fold(&unit.name),
        kind: unit.kind.to_string(),
        level: unit.code.level().as_str().to_owned(),
        parent: unit.parent.clone(),
        corrected: false,
    }
}

fn keep_correction(wanted: UnitRow, known: &UnitRow) -> UnitRow {
    if !known.corrected {
        return wanted;
    }
    UnitRow { name: known.name.clone(), short: known.short.clone(), folded: known.folded.clone(), corrected: true, ..wanted }
}

fn values_of(row: &UnitRow) -> Vec<Value<'static>> {
    let values = params![
        row.code,
        row.valid_from,
        row.valid_to,
        row.name,
        row.short,
        row.folded,
        row.kind,
        row.level,
        row.parent,
        row.corrected
    ];
    values.iter().map(|value| value.to_value().into_owned()).collect()
}

fn update(tx: &mut Tx<'_>, row: &UnitRow) -> Result<(), Error> {
    let values =
        params![row.code, row.valid_from, row.valid_to, row.name, row.short, row.folded, row.kind, row.level, row.parent];
    tx.execute(&sql::UPDATE_UNIT, values).map(|_| ())
}
