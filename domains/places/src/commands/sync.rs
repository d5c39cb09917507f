//! Brings the table of units to what the country pack says.

use crate::queries::UnitRow;
use crate::sql;
use country::{Pack, Unit};
use kernel::{Date, UnitCode};
use std::collections::HashMap;
use store::{Error, ToValue as _, Tx, Value, params};

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
/// Runs at every start, after the migrations; nothing is written when nothing changed.
///
/// # Errors
/// Those of the store.
pub fn sync(tx: &mut Tx<'_>, pack: &Pack) -> Result<Synced, Error> {
    let rows: Vec<UnitRow> = tx.many(&sql::EVERY_UNIT, params![])?;
    let mut stored: HashMap<(UnitCode, Date), UnitRow> =
        rows.into_iter().map(|row| ((row.code.clone(), row.valid_from), row)).collect();
    let mut done = Synced::default();
    let mut new: Vec<Vec<Value<'static>>> = Vec::new();
    for unit in pack.units() {
        let wanted = row_of(unit);
        match stored.remove(&(unit.code.clone(), unit.valid_from)) {
            None => new.push(values_of(&wanted)),
            Some(known) => {
                let wanted = keep_correction(wanted, &known);
                if wanted != known {
                    update(tx, &wanted)?;
                    done.changed += 1;
                }
            }
        }
    }
    done.added = tx.insert_many(&sql::NEW_UNITS, new)?;
    done.left_over = u64::try_from(stored.len()).unwrap_or(u64::MAX);
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
