//! Noting that a commune ended: its papers stay as they were sealed, and are fetched from whoever took it over.

use crate::{Error, sql};
use access::{Actor, Resource};
use kernel::UnitCode;
use store::{Tx, params};

/// Notes that `new` took the commune `old` over. Noting it again changes nothing.
///
/// # Errors
/// [`Error::Denied`] for actors who do not keep the units; failures of the store.
pub fn note_unit_ended(tx: &mut Tx<'_>, actor: &Actor, old: &UnitCode, new: &UnitCode) -> Result<(), Error> {
    actor.authorize("admin.units", &Resource::new("unit").unit(new.clone()))?;
    tx.execute(&sql::NOTE_UNIT_ENDED, params![old, new])?;
    Ok(())
}
