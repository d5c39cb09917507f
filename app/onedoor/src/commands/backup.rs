//! `onedoor backup`: the database as of one moment, and the keys, into a new folder.

use crate::cli::Place;
use crate::commands::Outcome;
use crate::compose::store_config;
use anyhow::Context as _;
use std::path::Path;
use std::process::Command;
use store::{SQLITE_FILE, Store};

/// The custom-format dump of a PostgreSQL database inside a backup.
pub(crate) const DUMP_FILE: &str = "onedoor.pgdump";
/// What a backup holds and its digest.
pub(crate) const MANIFEST_FILE: &str = "manifest.json";

/// Backs up while the server may run.
///
/// # Errors
/// A folder that exists or cannot be written; a missing `pg_dump`.
pub(crate) fn run(place: &Place, target: &Path) -> anyhow::Result<Outcome> {
    anyhow::ensure!(!target.exists(), "{} exists already; a backup needs a new folder", target.display());
    std::fs::create_dir_all(target.join("keys")).with_context(|| format!("{} cannot be made", target.display()))?;
    let engine = match &place.database_url {
        Some(url) => {
            dump(url, &target.join(DUMP_FILE))?;
            "postgresql"
        }
        None => {
            let store = Store::open(&store_config(place))?;
            let bar = crate::progress::bar("pages", 1, place.quiet);
            let report = store.backup(&target.join(SQLITE_FILE), |left, total| {
                bar.set_length(u64::try_from(total).unwrap_or(0));
                bar.set_position(u64::try_from(total - left).unwrap_or(0));
            })?;
            bar.finish_and_clear();
            store.close();
            println!("{} bytes, SHA-256 {}", report.bytes, report.sha256);
            "sqlite"
        }
    };
    for name in crate::keys::FILES {
        let key = place.data.join("keys").join(name);
        if key.exists() {
            std::fs::copy(&key, target.join("keys").join(name)).with_context(|| format!("{} cannot be copied", key.display()))?;
        }
    }
    let manifest = serde_json::json!({ "program": env!("CARGO_PKG_VERSION"), "engine": engine });
    std::fs::write(target.join(MANIFEST_FILE), serde_json::to_vec_pretty(&manifest)?)?;
    println!("Backup written to {}. It holds the keys: guard it like the server.", target.display());
    Ok(Outcome::Done)
}

fn dump(url: &str, file: &Path) -> anyhow::Result<()> {
    let status = Command::new("pg_dump")
        .args(["--format=custom", "--no-owner", "--file"])
        .arg(file)
        .arg(url)
        .status()
        .context("pg_dump cannot be started; install PostgreSQL's client programs")?;
    anyhow::ensure!(status.success(), "pg_dump failed");
    Ok(())
}
