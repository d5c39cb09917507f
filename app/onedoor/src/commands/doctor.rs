//! `onedoor doctor`: checks that everything that must hold does.

use crate::cli::Place;
use crate::commands::{Outcome, house_to_read};

/// Checks and prints what is wrong, a line each, ids only.
///
/// # Errors
/// A database that cannot be read.
pub(crate) fn run(place: &Place) -> anyhow::Result<Outcome> {
    let house = house_to_read(place)?;
    let store = &house.platform.store;
    let mut findings = 0_usize;
    let register = store.read_blocking(register::doctor)?;
    for finding in &register {
        let person = finding.person.map_or_else(String::new, |id| format!(" {id}"));
        let household = finding.household.map_or_else(String::new, |id| format!(" {id}"));
        println!("register: {}{person}{household}", finding.rule);
    }
    findings += register.len();
    let dead = store.read_blocking(|tx| store::jobs::count(tx, true))?;
    if dead > 0 {
        println!("jobs: {dead} were given up; see the operator's desk");
        findings += 1;
    }
    let key = audit::Signer::from_seed(&house.keys.audit)?.public_key();
    match audit::verify(store, &[key], |_, _| {}) {
        Ok(report) => println!("log: {} entries under {} signed heads hold", report.entries, report.heads),
        Err(error) => {
            println!("log: {error}");
            findings += 1;
        }
    }
    store.close();
    if findings == 0 {
        println!("Everything that must hold does.");
        Ok(Outcome::Done)
    } else {
        println!("{findings} findings.");
        Ok(Outcome::Findings)
    }
}
