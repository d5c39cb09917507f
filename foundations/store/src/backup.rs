//! Backup while the program runs, and restore.

use crate::{Error, SQLITE_FILE, Store};
use std::path::Path;

/// What a backup wrote.
#[derive(Debug, Clone, serde::Serialize)]
pub struct BackupReport {
    /// Size of the copy in bytes.
    pub bytes: u64,
    /// SHA-256 of the copy, hexadecimal.
    pub sha256: String,
}

/// Pages copied before the writer gets a turn.
const STEP_PAGES: i32 = 2_000;
/// How often a locked database is waited for, and how long.
const BUSY_TURNS_MAX: u32 = 600;
const BUSY_PAUSE: std::time::Duration = std::time::Duration::from_millis(50);

impl Store {
    /// Copies the embedded database, as of one moment, to `target` while requests go on. `progress` hears pages
    /// remaining and total.
    ///
    /// # Errors
    /// [`Error::NotEmbedded`] on PostgreSQL, whose own tools do this; [`Error::Damaged`]; files that cannot be written.
    pub fn backup(&self, target: &Path, mut progress: impl FnMut(i32, i32)) -> Result<BackupReport, Error> {
        let Some(sqlite) = self.sqlite() else {
            return Err(Error::NotEmbedded);
        };
        let failed = |source| Error::sqlite("backup", source);
        let source = sqlite.reader()?;
        let partial = target.with_extension("partial");
        {
            let mut copy = rusqlite::Connection::open(&partial).map_err(failed)?;
            // A read transaction pins the moment, so writes during the copy do not start it over.
            source.execute_batch("BEGIN; SELECT COUNT(*) FROM sqlite_schema;").map_err(failed)?;
            let backup = rusqlite::backup::Backup::new(&source, &mut copy).map_err(failed)?;
            copy_pages(&backup, &mut progress)?;
            drop(backup);
            copy.execute_batch("PRAGMA journal_mode = DELETE;").map_err(failed)?;
            check(&copy)?;
        }
        sync(&partial)?;
        std::fs::rename(&partial, target).map_err(|source| Error::File { path: target.display().to_string(), source })?;
        report(target)
    }

    /// Puts a backup in place of the embedded database of `directory`, which must not be in use.
    /// The database that was there is kept beside it as `onedoor.db.before-restore`.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::InUse`]; a database that an earlier restore has kept, which is not overwritten; files
    /// that cannot be written. Then the old database is still in place.
    pub fn restore(directory: &Path, backup: &Path) -> Result<BackupReport, Error> {
        let file_error = |path: &Path| {
            let path = path.display().to_string();
            move |source| Error::File { path, source }
        };
        std::fs::create_dir_all(directory).map_err(file_error(directory))?;
        let partial = directory.join("onedoor.db.partial");
        std::fs::copy(backup, &partial).map_err(file_error(backup))?;
        {
            let copy = rusqlite::Connection::open(&partial).map_err(|source| Error::sqlite("restore", source))?;
            check(&copy)?;
        }
        sync(&partial)?;
        let target = directory.join(SQLITE_FILE);
        if target.exists() {
            fold_journal(&target)?;
            let kept = directory.join("onedoor.db.before-restore");
            if kept.exists() {
                let source = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
                return Err(file_error(&kept)(source));
            }
            // The old file gets a second name first, so that there is a database at every moment.
            std::fs::hard_link(&target, &kept).map_err(file_error(&kept))?;
        }
        std::fs::rename(&partial, &target).map_err(file_error(&target))?;
        sync(directory)?;
        report(&target)
    }
}

fn copy_pages(backup: &rusqlite::backup::Backup<'_, '_>, progress: &mut impl FnMut(i32, i32)) -> Result<(), Error> {
    use rusqlite::backup::StepResult;
    let mut patience = BUSY_TURNS_MAX;
    loop {
        match backup.step(STEP_PAGES).map_err(|source| Error::sqlite("backup", source))? {
            StepResult::Done => return Ok(()),
            StepResult::More => {
                let state = backup.progress();
                progress(state.remaining, state.pagecount);
            }
            _ if patience == 0 => return Err(Error::Damaged("the copy is not whole: the database was busy".to_owned())),
            _ => {
                patience -= 1;
                std::thread::sleep(BUSY_PAUSE);
            }
        }
    }
}

/// Brings what is still in the journal of a database into its file, and finds out whether anybody has it open.
fn fold_journal(database: &Path) -> Result<(), Error> {
    let failed = |source| Error::sqlite("restore", source);
    let old = rusqlite::Connection::open(database).map_err(failed)?;
    old.busy_timeout(BUSY_PAUSE).map_err(failed)?;
    match old.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0)) {
        Ok(mode) if mode == "delete" => Ok(()),
        // The engine says "locked" as an error, or keeps the mode it had.
        Ok(_) => Err(Error::InUse),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => Err(Error::InUse),
        // What was there is no database any more; that is why somebody restores.
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => Ok(()),
        Err(error) => Err(failed(error)),
    }
}

fn check(connection: &rusqlite::Connection) -> Result<(), Error> {
    let verdict: String = connection
        .query_row("PRAGMA quick_check", [], |row| row.get(0))
        .map_err(|source| Error::sqlite("quick_check", source))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Damaged(verdict)) }
}

fn sync(path: &Path) -> Result<(), Error> {
    std::fs::File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(|source| Error::File { path: path.display().to_string(), source })
}

fn report(path: &Path) -> Result<BackupReport, Error> {
    use std::io::Read as _;
    let failed = |source| Error::File { path: path.display().to_string(), source };
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut digest = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    let mut buffer = vec![0; 1 << 20];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer).map_err(failed)?;
        if read == 0 {
            break;
        }
        digest.update(&buffer[..read]);
        bytes += u64::try_from(read).unwrap_or(0);
    }
    let sha256 = digest.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(BackupReport { bytes, sha256 })
}
