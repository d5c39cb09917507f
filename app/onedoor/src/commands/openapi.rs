//! `onedoor openapi`: prints the description of the REST interface.

use crate::commands::Outcome;

/// Prints it.
///
/// # Errors
/// None but a closed standard output.
pub(crate) fn run() -> anyhow::Result<Outcome> {
    println!("{}", serde_json::to_string_pretty(&api::document())?);
    Ok(Outcome::Done)
}
