//! `onedoor quality`: has the register reviewed by the rules of cleansing.

use crate::cli::Place;
use crate::commands::{Outcome, house};

/// Goes through the whole register. What was stopped goes on where it stood; doing it again changes nothing.
///
/// # Errors
/// Failures of the store.
pub(crate) fn scan(place: &Place) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let platform = &house.platform;
    let actor = platform.system("quality");
    let id = platform.store.write_blocking(move |tx| quality::scan::begin(tx, &actor))?;
    eprintln!("Review {id}. When it is stopped, the same command goes on with it.");
    let bar = crate::progress::bar("records", 0, place.quiet);
    let run = loop {
        let run = quality::scan::advance(&platform.store, &platform.cleansing, &platform.system("quality"), id)?;
        bar.set_position(u64::try_from(run.looked_at).unwrap_or(0));
        if run.finished_at.is_some() {
            break run;
        }
    };
    bar.finish_and_clear();
    println!(
        "{} records looked at: {} cases opened, {} opened again, {} gone, {} findings stand.",
        run.looked_at, run.opened, run.reopened, run.gone, run.standing
    );
    platform.store.close();
    Ok(Outcome::Done)
}
