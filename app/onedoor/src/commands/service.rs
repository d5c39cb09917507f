//! `onedoor service`: checks definitions of services, and lists those of the pack.

use crate::cli::Place;
use crate::commands::Outcome;
use crate::compose::pack;
use anyhow::Context as _;
use country::ServiceFolder;
use std::collections::BTreeMap;
use std::path::Path;

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

/// Lists the services of the pack.
///
/// # Errors
/// A pack that cannot be used.
pub(crate) fn list(place: &Place) -> anyhow::Result<Outcome> {
    for service in pack(place)?.services() {
        println!("{}", service.id);
    }
    Ok(Outcome::Done)
}
