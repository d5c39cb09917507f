//! `onedoor export roll`: the residents of a unit as a roll that can be imported again.

use crate::cli::Place;
use crate::commands::{Outcome, house};
use access::Subject;
use anyhow::Context as _;
use kernel::UnitCode;
use register::roll::{ExportRoll, export};
use std::io::Write as _;
use std::path::Path;

/// Exports. Everybody in the roll sees it in the list of who looked at their record.
///
/// # Errors
/// A purpose the pack does not know, a file that exists.
pub(crate) fn run(place: &Place, unit: &str, file: &Path, purpose: &str, parquet: bool) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let platform = &house.platform;
    anyhow::ensure!(
        platform.pack.purposes().iter().any(|known| known.code == purpose),
        "`{purpose}` is not a purpose of the country pack"
    );
    let unit: UnitCode = unit.parse()?;
    let actor = platform.context.actor(Subject::System { name: "export" }).purpose(purpose.parse()?).build();
    let format = if parquet { register::ExportFormat::Parquet } else { register::ExportFormat::Csv };
    let target = std::fs::File::create_new(file).with_context(|| format!("{} cannot be written", file.display()))?;
    let mut out = std::io::BufWriter::new(target);
    let exported = export(&platform.store, &actor, &ExportRoll { unit, second_officer: None, format }, &mut out)?;
    out.flush()?;
    println!("{} people of {} households written to {}.", exported.people, exported.households, file.display());
    platform.store.close();
    Ok(Outcome::Done)
}
