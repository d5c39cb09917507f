//! `onedoor migrate`: brings the tables up to date.

use crate::cli::Place;
use crate::commands::Outcome;
use crate::compose::{schemas, store_config};
use crate::edge::SystemClock;
use kernel::Clock as _;
use store::Store;

/// Migrates and says what was done.
///
/// # Errors
/// A migration that cannot be applied.
pub(crate) fn run(place: &Place) -> anyhow::Result<Outcome> {
    let store = Store::open(&store_config(place))?;
    let applied = store.migrate(&schemas(), SystemClock.now())?;
    register::bulk::indexes::make(&store)?;
    if applied.is_empty() {
        println!("The tables are up to date.");
    }
    for name in applied {
        println!("applied {name}");
    }
    store.close();
    Ok(Outcome::Done)
}
