//! `onedoor audit`: checks the log, and proves single entries.

use crate::cli::Place;
use crate::commands::{Outcome, house_to_read};
use anyhow::Context as _;

/// Recomputes every hash and checks every signature.
///
/// # Errors
/// A log that does not hold, naming the first entry that is wrong.
pub(crate) fn verify(place: &Place) -> anyhow::Result<Outcome> {
    let house = house_to_read(place)?;
    let key = audit::Signer::from_seed(&house.keys.audit)?.public_key();
    let bar = crate::progress::bar("entries", 1, place.quiet);
    let report = audit::verify(&house.platform.store, &[key], |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    match report {
        Ok(report) => {
            println!(
                "The log holds: {} entries under {} signed heads, {} entries not sealed yet.",
                report.entries, report.heads, report.unsealed
            );
            Ok(Outcome::Done)
        }
        Err(error) => {
            println!("The log does NOT hold: {error}");
            Ok(Outcome::Findings)
        }
    }
}

/// Prints the proof that an entry is in the log, as JSON.
///
/// # Errors
/// An entry that does not exist or is not sealed yet.
pub(crate) fn proof(place: &Place, entry: i64) -> anyhow::Result<Outcome> {
    let house = house_to_read(place)?;
    let proof = house.platform.store.read_blocking(|tx| audit::inclusion_proof(tx, entry)).context("there is no proof")?;
    let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let text = serde_json::json!({
        "leaf": hexadecimal(&proof.leaf),
        "index": proof.index,
        "path": proof.path.iter().map(|hash| hexadecimal(hash)).collect::<Vec<_>>(),
        "head": {
            "signed_text": proof.head.signed_text(),
            "key": proof.head.key_id,
            "signature": hexadecimal(&proof.head.signature),
        },
    });
    println!("{}", serde_json::to_string_pretty(&text)?);
    Ok(if proof.holds() { Outcome::Done } else { Outcome::Findings })
}
