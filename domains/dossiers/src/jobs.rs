//! Background work: ending what was not answered, throwing old drafts away, following the register.

use crate::commands::{STOPPED_A_TURN_MAX, purge_drafts, stop_unanswered};
use crate::services::Catalogue;
use crate::{Error, sql};
use access::{Context, Subject};
use std::sync::Arc;
use store::{Store, params};

/// The name under which the outbox keeps how far the register was followed.
pub const CONSUMER: &str = "dossiers.register";
/// Events of the register that one unit of work follows.
const BATCH_EVENTS: u32 = 500;

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

/// Follows the register: the drafts of somebody whose death was registered are thrown away. Dossiers that were sent stay
/// with their office, whose page says that the applicant died. Says how many events it saw: call it again at once when
/// that is not 0.
///
/// # Errors
/// Failures of the store; then the next call begins with the same events.
pub fn follow_register(store: &Store) -> Result<usize, Error> {
    store::outbox::consume(store, CONSUMER, BATCH_EVENTS, |tx, events| {
        for event in events.iter().filter(|event| event.topic == register::events::DEATH) {
            let about: Option<register::events::Changed> = serde_json::from_str(&event.payload).ok();
            match about.and_then(|about| about.person) {
                Some(person) => {
                    tx.execute(&sql::DELETE_DRAFTS_OF, params![person])?;
                }
                // One event that nobody can read must not keep all later ones from being followed.
                None => tracing::error!(event.seq, "An event of the register names nobody"),
            }
        }
        Ok(())
    })
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
