//! `onedoor restore`: puts a backup in place of the database. The server must be stopped.

use crate::cli::Place;
use crate::commands::Outcome;
use crate::commands::backup::{DUMP_FILE, MANIFEST_FILE, without_password};
use anyhow::Context as _;
use std::path::Path;
use std::process::Command;
use store::{SQLITE_FILE, Store};

/// Restores.
///
/// # Errors
/// A folder that is no backup, a damaged copy, a backup of the other engine.
pub(crate) fn run(place: &Place, source: &Path) -> anyhow::Result<Outcome> {
    anyhow::ensure!(source.join(MANIFEST_FILE).exists(), "{} is not a backup: it has no {MANIFEST_FILE}", source.display());
    match &place.database_url {
        Some(url) => {
            load(url, &source.join(DUMP_FILE))?;
            // A dump does not say how values are spread.
            Store::open(&store::Config::postgres(url.as_str()))?.count_spread()?;
        }
        None => {
            let copy = source.join(SQLITE_FILE);
            anyhow::ensure!(copy.exists(), "this is a backup of a PostgreSQL database; give its address with --database-url");
            let report = Store::restore(&place.data, &copy)?;
            println!("{} bytes, SHA-256 {}", report.bytes, report.sha256);
        }
    }
    let keys = place.data.join("keys");
    std::fs::create_dir_all(&keys)?;
    for name in crate::keys::FILES {
        let key = source.join("keys").join(name);
        if key.exists() {
            std::fs::copy(&key, keys.join(name)).with_context(|| format!("{} cannot be copied", key.display()))?;
        }
    }
    println!("Restored. Check it with: onedoor doctor");
    Ok(Outcome::Done)
}

fn load(url: &str, dump: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(dump.exists(), "this is a backup of an embedded database; leave out --database-url");
    let (url, password) = without_password(url)?;
    let status = Command::new("pg_restore")
        .args(["--clean", "--if-exists", "--no-owner", "--single-transaction", "--dbname"])
        .arg(url)
        .arg(dump)
        .envs(password.map(|password| ("PGPASSWORD", password)))
        .status()
        .context("pg_restore cannot be started; install PostgreSQL's client programs")?;
    anyhow::ensure!(status.success(), "pg_restore failed; nothing was changed");
    Ok(())
}
