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
    let (url, password) = without_password(url)?;
    let status = Command::new("pg_dump")
        .args(["--format=custom", "--no-owner", "--file"])
        .arg(file)
        .arg(url)
        .envs(password.map(|password| ("PGPASSWORD", password)))
        .status()
        .context("pg_dump cannot be started; install PostgreSQL's client programs")?;
    anyhow::ensure!(status.success(), "pg_dump failed");
    Ok(())
}

/// The address of a database without its password, and the password: everybody on a machine can read the command lines of
/// its programs, but only their owner the environment.
///
/// # Errors
/// A password in words that are no address, where it cannot be told apart.
pub(crate) fn without_password(url: &str) -> anyhow::Result<(String, Option<String>)> {
    let Some((scheme, rest)) = url.split_once("://") else {
        anyhow::ensure!(!url.contains("password"), "write the database's address as postgres://user:password@host/name");
        return Ok((url.to_owned(), None));
    };
    let mut password = None;
    let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = before.split_at(before.find('/').unwrap_or(before.len()));
    let authority = match authority.rsplit_once('@') {
        Some((user, host)) => {
            let (user, secret) = user.split_once(':').map_or((user, None), |(user, secret)| (user, Some(secret)));
            password = secret.map(decoded);
            format!("{user}@{host}")
        }
        None => authority.to_owned(),
    };
    let mut kept = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.strip_prefix("password=") {
            Some(secret) => password = Some(decoded(secret)),
            None => kept.push(pair),
        }
    }
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Ok((format!("{scheme}://{authority}{path}{query}"), password))
}

/// A part of an address with its percent signs resolved.
fn decoded(text: &str) -> String {
    let form = format!("text={}", text.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(form.as_bytes()).map(|(_, value)| value.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_taken_out_of_an_address() {
        let parts = |url| without_password(url).expect("an address");
        let secret = |text: &str| Some(text.to_owned());
        assert_eq!(parts("postgres://an:m%40t+&=@db:5432/city"), ("postgres://an@db:5432/city".to_owned(), secret("m@t+&=")));
        assert_eq!(
            parts("postgresql://an@db/city?password=a%20b&sslmode=verify-full"),
            ("postgresql://an@db/city?sslmode=verify-full".to_owned(), secret("a b"))
        );
        for plain in ["postgres://an@db/city", "postgres:///city?host=/run", "postgres://db", "dbname=city host=/run"] {
            assert_eq!(parts(plain), (plain.to_owned(), None));
        }
        assert!(without_password("dbname=city password=secret").is_err());
    }
}
