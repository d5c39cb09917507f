//! `onedoor client`: systems of other agencies, for the first ones and for emergencies.

use crate::cli::{ClientAdd, Place};
use crate::commands::{Outcome, house, house_to_read};
use accounts::AddClient;
use kernel::{ClientId, UnitCode};

/// Lets a system in and prints its key, this once.
///
/// # Errors
/// A purpose that agencies cannot state, a name that is empty.
pub(crate) fn add(place: &Place, wanted: &ClientAdd) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let purposes = house.platform.pack.purposes();
    for purpose in &wanted.purposes {
        let known = purposes.iter().any(|known| known.code == *purpose && !known.fields.is_empty());
        anyhow::ensure!(known, "`{purpose}` is not a purpose that the country pack opens to agencies");
    }
    let command = AddClient {
        name: wanted.name.clone(),
        agency: wanted.agency.clone(),
        unit: wanted.unit.clone(),
        purposes: wanted.purposes.clone(),
        a_minute: wanted.a_minute,
        a_day: wanted.a_day,
    };
    let actor = house.platform.system("client");
    let (id, secret) = house.platform.store.write_blocking(move |tx| accounts::add_client(tx, &actor, &command))?;
    println!("{id}");
    println!("Key: {}   (hand it over; it is not kept)", secret.to_text());
    house.platform.store.close();
    Ok(Outcome::Done)
}

/// Gives a system another key and prints it; the old one opens for a day more.
///
/// # Errors
/// A system that does not exist or was shut out.
pub(crate) fn rotate(place: &Place, id: ClientId) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let actor = house.platform.system("client");
    let secret = house.platform.store.write_blocking(move |tx| accounts::rotate_client(tx, &actor, id))?;
    println!("Key: {}   (hand it over; it is not kept)", secret.to_text());
    house.platform.store.close();
    Ok(Outcome::Done)
}

/// Shuts a system out.
///
/// # Errors
/// Those of [`rotate`].
pub(crate) fn revoke(place: &Place, id: ClientId) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let actor = house.platform.system("client");
    house.platform.store.write_blocking(move |tx| accounts::revoke_client(tx, &actor, id))?;
    println!("{id} is shut out.");
    house.platform.store.close();
    Ok(Outcome::Done)
}

/// Lists systems.
///
/// # Errors
/// A database that cannot be read.
pub(crate) fn list(place: &Place) -> anyhow::Result<Outcome> {
    let house = house_to_read(place)?;
    let actor = house.platform.system("client");
    let clients = house.platform.store.read_blocking(|tx| accounts::clients(tx, &actor, &UnitCode::nation()))?;
    for client in clients {
        let state = if client.revoked_at.is_some() { "revoked" } else { "active" };
        println!("{}\t{}\t{}\t{}\t{}\t{state}", client.id, client.name, client.agency, client.unit, client.purposes.join(" "));
    }
    house.platform.store.close();
    Ok(Outcome::Done)
}
