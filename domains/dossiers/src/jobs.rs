//! Background work: ending what was not answered, throwing old drafts away.

use crate::Error;
use crate::commands::{STOPPED_A_TURN_MAX, purge_drafts, stop_unanswered};
use crate::services::Catalogue;
use access::{Context, Subject};
use std::sync::Arc;
use store::Store;

/// How many turns one sweep takes at most.
const TURNS_MAX: u32 = 100;

/// What a sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Dossiers that ended because nothing was supplied in time.
    pub stopped: u32,
    /// Drafts that were thrown away.
    pub drafts: u64,
}

/// Ends dossiers for which nothing was supplied in time and throws old drafts away. To be called every few minutes.
///
/// # Errors
/// Failures of the store; what was done until then stays done.
pub fn sweep(store: &Store, context: &Context, catalogue: &Arc<Catalogue>) -> Result<Swept, Error> {
    let mut swept = Swept::default();
    for _ in 0..TURNS_MAX {
        let actor = context.actor(Subject::System { name: "dossiers" }).build();
        let catalogue = Arc::clone(catalogue);
        let stopped = store.write_blocking(move |tx| stop_unanswered(tx, &actor, &catalogue))?;
        swept.stopped += stopped;
        if stopped < STOPPED_A_TURN_MAX {
            break;
        }
    }
    let actor = context.actor(Subject::System { name: "dossiers" }).build();
    swept.drafts = store.write_blocking(move |tx| purge_drafts(tx, &actor))?;
    Ok(swept)
}
