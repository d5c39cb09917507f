//! What is read from the table of units.

use crate::{Places, sql};
use country::Pack;
use kernel::{Date, UnitCode};
use std::collections::HashMap;
use store::{Error, ReadTx, params};

/// The most units under one that a list shows; Viet Nam's largest province has fewer communes.
pub const LISTED_MAX: u32 = 500;

store::row! {
    /// A unit as the table holds it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct UnitRow {
        /// The place in the hierarchy.
        pub code: UnitCode,
        /// The first day.
        pub valid_from: Date,
        /// The last day; none while it exists.
        pub valid_to: Option<Date>,
        /// The official name, or the one an administrator wrote.
        pub name: String,
        /// The name without the type word.
        pub short: String,
        /// The official name in small letters without marks.
        pub folded: String,
        /// What it is called by law, as a word of [`crate::UnitType`].
        pub kind: String,
        /// How far down it stands, as a word of [`kernel::unit::UnitLevel`].
        pub level: String,
        /// The unit above.
        pub parent: UnitCode,
        /// Whether an administrator wrote the name.
        pub corrected: bool,
    }
}

/// The units of the pack, under the names that administrators corrected.
///
/// # Errors
/// Those of the store.
pub fn load(tx: &mut ReadTx<'_>, pack: &Pack) -> Result<Places, Error> {
    let rows: Vec<UnitRow> = tx.many(&sql::EVERY_UNIT, params![])?;
    let corrected: HashMap<(UnitCode, Date), (String, String)> =
        rows.into_iter().filter(|row| row.corrected).map(|row| ((row.code, row.valid_from), (row.name, row.short))).collect();
    let mut units = pack.units().to_vec();
    for unit in &mut units {
        if let Some((name, short)) = corrected.get(&(unit.code.clone(), unit.valid_from)) {
            unit.name.clone_from(name);
            unit.short.clone_from(short);
        }
    }
    Ok(Places::new(units, pack.successions().to_vec()))
}

/// The units directly under one as the table holds them, every version, for the administrator.
///
/// # Errors
/// Those of the store.
pub fn listed(tx: &mut ReadTx<'_>, parent: &UnitCode) -> Result<Vec<UnitRow>, Error> {
    tx.many(&sql::UNITS_UNDER, params![parent, LISTED_MAX])
}
