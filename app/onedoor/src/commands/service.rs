//! `onedoor service`: checks definitions of services, lists their versions, offers and withdraws them.
//!
//! A server that runs takes a change up within half a minute.

use crate::cli::Place;
use crate::commands::{Outcome, house, house_to_read};
use crate::compose::pack;
use access::Actor;
use anyhow::Context as _;
use country::ServiceFolder;
use dossiers::{Catalogue, Service};
use kernel::Date;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use store::Tx;

/// Checks a folder and prints everything that is wrong with it.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn check(place: &Place, folder: &Path) -> anyhow::Result<Outcome> {
    let pack = pack(place)?;
    match dossiers::check(&pack, &read(folder)?) {
        Ok(_) => {
            println!("{} can be published.", folder.display());
            Ok(Outcome::Done)
        }
        Err(problems) => {
            println!("{}", country::report(&problems));
            Ok(Outcome::Findings)
        }
    }
}

fn read(folder: &Path) -> anyhow::Result<ServiceFolder> {
    let id = folder.file_name().and_then(|name| name.to_str()).context("the folder has no name that can be a service's id")?;
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if let (true, Some(name)) = (path.is_file(), path.file_name().and_then(|name| name.to_str())) {
            files.insert(name.to_owned(), std::fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        }
    }
    Ok(ServiceFolder { id: id.to_owned(), files })
}

/// Lists every version: of the pack, and of the database as far as it knows more.
///
/// # Errors
/// A pack or a database that cannot be used.
pub(crate) fn list(place: &Place) -> anyhow::Result<Outcome> {
    let house = house_to_read(place)?;
    for service in house.platform.services.versions() {
        println!("{}", line(&service));
    }
    house.platform.store.close();
    Ok(Outcome::Done)
}

fn line(service: &Service) -> String {
    format!("{}\t{}\t{}\tfrom {}", service.id(), service.version, service.state, service.valid_from)
}

/// Offers a version.
///
/// # Errors
/// A version that is not known; a database that cannot be written.
pub(crate) fn publish(place: &Place, service: &str, version: u32, from: Option<Date>) -> anyhow::Result<Outcome> {
    settle(place, service, version, move |tx, actor, services, id| {
        dossiers::publish(tx, actor, services, id, version, from.unwrap_or_else(|| actor.today()))
    })
}

/// Withdraws a version.
///
/// # Errors
/// A version that is not known; a database that cannot be written.
pub(crate) fn retire(place: &Place, service: &str, version: u32) -> anyhow::Result<Outcome> {
    settle(place, service, version, move |tx, actor, services, id| dossiers::retire(tx, actor, services, id, version))
}

/// Changes a version, and prints how it stands.
fn settle(
    place: &Place,
    service: &str,
    version: u32,
    change: impl Fn(&mut Tx<'_>, &Actor, &Catalogue, &str) -> Result<(), dossiers::Error> + Send + 'static,
) -> anyhow::Result<Outcome> {
    let house = house(place)?;
    let platform = &house.platform;
    let (actor, services, id) = (platform.system("service"), Arc::clone(&platform.services), service.to_owned());
    platform
        .store
        .write_blocking(move |tx| change(tx, &actor, &services, &id))
        .with_context(|| format!("{service} version {version}"))?;
    platform.store.read_blocking(|tx| platform.services.refresh(tx))?;
    println!("{}", line(platform.services.version(service, version)?.as_ref()));
    platform.store.close();
    Ok(Outcome::Done)
}
