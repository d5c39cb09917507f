//! Background work of the register that needs the pack, or joins what several domains know.

use gate::{Failure, Platform};
use notify::{Args, Message};
use register::jobs::Renumbered;
use std::sync::Arc;
use store::Tx;
use store::jobs::{Handler, JobFailure, give_up};

/// Moves runs through the numbers on. What is issued is issued by the program; the run says who asked for it.
pub(crate) fn run_handler(platform: &Arc<Platform>) -> Handler {
    let platform = Arc::clone(platform);
    Arc::new(move |store, job| register::numbers::work(store, &platform.system("numbers"), platform.pack.number_places(), job))
}

/// Writes lists that a second officer approved.
pub(crate) fn export_handler(platform: &Arc<Platform>) -> Handler {
    let platform = Arc::clone(platform);
    Arc::new(move |store, job| register::roll::write_export(store, &platform.context, &platform.pack, job))
}

/// Moves runs of the review through the register on.
pub(crate) fn review_handler(platform: &Arc<Platform>) -> Handler {
    let platform = Arc::clone(platform);
    Arc::new(move |store, job| quality::scan::work(store, &platform.cleansing, &platform.system("quality"), job))
}

/// After a number was replaced: the account is signed in to with the new one, and the person is told.
pub(crate) fn renumbered_handler(platform: &Arc<Platform>) -> Handler {
    let platform = Arc::clone(platform);
    Arc::new(move |store, job| {
        let payload: Renumbered = serde_json::from_str(&job.payload).map_err(|_| give_up("the payload cannot be read"))?;
        let actor = platform.system("numbers");
        store
            .write_blocking(move |tx| follow(tx, &actor, &payload))
            .map_err(|failure: Failure| JobFailure::Later(failure.message.to_owned()))
    })
}

fn follow(tx: &mut Tx<'_>, actor: &access::Actor, payload: &Renumbered) -> Result<(), Failure> {
    let person = payload.person;
    let Some(number) = register::living_number(tx, person)? else { return Ok(()) };
    if accounts::follow_number(tx, actor, person, &number)? {
        let message = Message { person, name: "inbox-number-replaced", args: Args::new(), dossier: None, mail: None };
        notify::tell(tx, actor, &message)?;
    }
    Ok(())
}
