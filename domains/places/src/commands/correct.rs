//! Corrects the name of a unit.

use crate::queries::UnitRow;
use crate::{PlacesError, sql};
use access::{Actor, Resource};
use audit::Change;
use kernel::{Date, UnitCode};
use store::{Tx, params};

/// A unit's right name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Which unit.
    pub code: UnitCode,
    /// Which version of it, by its first day.
    pub valid_from: Date,
    /// The official name with its type word.
    pub name: String,
    /// The name without the type word.
    pub short: String,
}

impl Correction {
    /// The longest name, in characters.
    pub const NAME_CHARS_MAX: usize = 100;
}

/// Corrects the name of a unit. The table has it at once, [`crate::Places`] after the next start.
///
/// # Errors
/// [`PlacesError`] when the actor may not, the unit is not known, or the name is no name.
pub fn correct(tx: &mut Tx<'_>, actor: &Actor, correction: &Correction) -> Result<(), PlacesError> {
    actor.authorize("admin.units", &Resource::new("unit").unit(correction.code.clone()))?;
    let (name, short) = (tidy(&correction.name)?, tidy(&correction.short)?);
    let before: Option<UnitRow> = tx.optional(&sql::UNIT, params![correction.code, correction.valid_from])?;
    let Some(before) = before else {
        return Err(PlacesError::UnknownUnit { code: correction.code.clone(), valid_from: correction.valid_from });
    };
    let folded = kernel::name::fold(&name);
    tx.execute(&sql::CORRECT_NAME, params![correction.code, correction.valid_from, name, short, folded, true])?;
    let detail = serde_json::json!({
        "code": correction.code,
        "valid_from": correction.valid_from.to_string(),
        "before": before.name,
        "after": name,
    });
    // Codes are no numbers; the detail names the unit.
    audit::change(tx, actor, &Change { entity: "unit", id: 0, person: None, act: "places.correct", detail })?;
    Ok(())
}

fn tidy(text: &str) -> Result<String, PlacesError> {
    let tidy = kernel::name::tidy_spaces(&kernel::name::to_nfc(text));
    if tidy.is_empty() || tidy.chars().count() > Correction::NAME_CHARS_MAX { Err(PlacesError::BadName) } else { Ok(tidy) }
}
