//! `onedoor user`: officials and their roles, for the first administrator and for emergencies.

use crate::cli::Place;
use crate::commands::{Outcome, house};
use access::Grant;
use anyhow::Context as _;
use kernel::name::PersonName;
use kernel::{Locale, UnitCode};

/// Appoints an official and prints the code with which they choose a password.
///
/// # Errors
/// A grant that cannot be read, a name that is taken.
pub(crate) fn add(place: &Place, login: &str, name: &str, grants: &[String]) -> anyhow::Result<Outcome> {
    let grants = grants.iter().map(|text| grant(text)).collect::<anyhow::Result<Vec<Grant>>>()?;
    let name = PersonName::parse(name).context("the name cannot be used")?;
    let house = house(place)?;
    let actor = house.platform.system("user");
    let command = accounts::Appoint { login: login.to_owned(), name, grants, locale: Locale::Vi };
    let appointed = house.platform.store.write_blocking(move |tx| accounts::appoint(tx, &actor, &command))?;
    println!("{login} is {}.", appointed.staff);
    println!("Activation code: {}   (hand it over; it opens the page where they choose a password)", appointed.code.shown());
    house.platform.store.close();
    Ok(Outcome::Done)
}

fn grant(text: &str) -> anyhow::Result<Grant> {
    let (role, unit) =
        text.split_once('@').with_context(|| format!("`{text}` is not role@unit, such as counter@01-001-00001"))?;
    Ok(Grant { role: role.parse().with_context(|| format!("`{role}` is not a role"))?, unit: unit.parse()? })
}

/// Lists officials.
///
/// # Errors
/// A database that cannot be read.
pub(crate) fn list(place: &Place) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let actor = house.platform.system("user");
    let mut after = None;
    loop {
        let page = house.platform.store.read_blocking(|tx| accounts::staff_in(tx, &actor, &UnitCode::nation(), after, 100))?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for member in &page {
            let grants: Vec<String> = member.grants.iter().map(|grant| format!("{}@{}", grant.role, grant.unit)).collect();
            println!(
                "{}\t{}\t{}\t{}",
                member.login,
                member.name,
                if member.active { "active" } else { "dismissed" },
                grants.join(" ")
            );
        }
    }
    house.platform.store.close();
    Ok(Outcome::Done)
}
