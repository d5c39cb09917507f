//! The writer thread of the embedded engine: many units of work, one commit.
//!
//! A commit waits for the disk, so the units that wait at the same time share one. Each must stand or fall alone.
//! A savepoint around each would do that, but the engine then copies every page that a unit touches first. Nearly
//! all units succeed, or fail before they changed anything; so a batch runs without savepoints, and only when a unit
//! fails after a change is the transaction rolled back and the batch run again with one around each unit.

use crate::Error;
use crate::checkpoint::{Signals, move_pages};
use crate::sqlite::control;
use crate::tx::{EngineTx, Tx};
use rusqlite::Connection;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Instant;

/// How many units of work one commit may carry.
const BATCH_MAX: usize = 256;
/// After this long the batch is committed even if more units wait, so that the first does not wait for them all.
const BATCH_MILLIS_MAX: u128 = 20;

/// A unit of work on its way to the writer thread.
pub(crate) trait Unit: Send {
    /// Runs it. It may be run again after a rollback.
    fn run(&mut self, connection: &Connection) -> Ran;
    /// Tells the sender how it went, after the commit.
    fn answer(self: Box<Self>, commit: Result<(), Error>);
}

/// What running a unit came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ran {
    /// Its changes, if any, may be kept.
    Well,
    /// It failed before it changed anything.
    Harmless,
    /// It failed and left changes behind.
    Torn,
}

/// Runs and commits what comes in until every sender is gone.
pub(crate) fn write_loop(connection: &Connection, receiver: &Receiver<Box<dyn Unit>>, waiting: &AtomicUsize, signals: &Signals) {
    let mut batch: Vec<Box<dyn Unit>> = Vec::with_capacity(BATCH_MAX);
    let taken = |unit| {
        waiting.fetch_sub(1, Ordering::Relaxed);
        unit
    };
    while let Ok(first) = receiver.recv() {
        batch.push(taken(first));
        let committed = control(connection, "BEGIN IMMEDIATE")
            .and_then(|()| run_batch(connection, &mut batch, || receiver.try_recv().ok().map(taken)))
            .and_then(|()| control(connection, "COMMIT"));
        metrics::histogram!("onedoor_store_batch_units").record(u32::try_from(batch.len()).unwrap_or(u32::MAX));
        if committed.is_err() {
            // Leave no transaction open behind a full disk; the next BEGIN must work again.
            let _ = connection.execute_batch("ROLLBACK");
        }
        for unit in batch.drain(..) {
            let commit = match &committed {
                Ok(()) => Ok(()),
                Err(error) => Err(Error::Commit(error.to_string())),
            };
            unit.answer(commit);
        }
        signals.committed();
        if signals.take_finish() {
            // What cannot be moved now stays in the journal, as safe as before.
            let _ = move_pages(connection);
        }
    }
}

/// Runs the first unit of `batch` and those that `next` gives in the open transaction; `batch` holds all of them.
fn run_batch(
    connection: &Connection,
    batch: &mut Vec<Box<dyn Unit>>,
    mut next: impl FnMut() -> Option<Box<dyn Unit>>,
) -> Result<(), Error> {
    #[expect(clippy::disallowed_methods, reason = "bounds the batch by elapsed time; no domain value depends on it")]
    let started = Instant::now();
    let mut guarded = false;
    while let Some(unit) = batch.last_mut() {
        if guarded {
            run_guarded(connection, unit.as_mut())?;
        } else if unit.run(connection) == Ran::Torn {
            guarded = true;
            run_again(connection, batch)?;
        }
        // A full or failing disk can make the engine itself roll everything back: what follows would not be one commit.
        if connection.is_autocommit() {
            return Err(Error::Commit("the engine rolled the batch back".to_owned()));
        }
        if batch.len() >= BATCH_MAX || started.elapsed().as_millis() >= BATCH_MILLIS_MAX {
            break;
        }
        let Some(unit) = next() else { break };
        batch.push(unit);
    }
    Ok(())
}

/// Takes the transaction back and runs every unit of the batch anew, each in its own savepoint.
fn run_again(connection: &Connection, batch: &mut [Box<dyn Unit>]) -> Result<(), Error> {
    control(connection, "ROLLBACK")?;
    control(connection, "BEGIN IMMEDIATE")?;
    batch.iter_mut().try_for_each(|unit| run_guarded(connection, unit.as_mut()))
}

/// Runs one unit so that its failure takes back its own changes and nobody else's.
fn run_guarded(connection: &Connection, unit: &mut dyn Unit) -> Result<(), Error> {
    control(connection, "SAVEPOINT unit")?;
    if unit.run(connection) != Ran::Well {
        control(connection, "ROLLBACK TO unit")?;
    }
    control(connection, "RELEASE unit")
}

/// A closure, and where its answer goes.
pub(crate) struct ClosureUnit<F, T, E> {
    pub(crate) work: F,
    pub(crate) result: Option<Result<T, E>>,
    pub(crate) reply: tokio::sync::oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Unit for ClosureUnit<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn run(&mut self, connection: &Connection) -> Ran {
        let changes = connection.total_changes();
        let mut tx = Tx::new(EngineTx::Sqlite(connection));
        let work = &mut self.work;
        // A panicking unit must not take the writer thread, and with it every other request, down.
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&mut tx)))
            .unwrap_or_else(|_| Err(E::from(Error::Panicked)));
        let (poison, wrote) = (tx.poison(), tx.wrote() || connection.total_changes() != changes);
        let result = match (result, poison) {
            (Ok(_), Some(_)) => Err(E::from(Error::Poisoned)),
            (result, _) => result,
        };
        let ran = match &result {
            Ok(_) => Ran::Well,
            Err(_) if wrote => Ran::Torn,
            Err(_) => Ran::Harmless,
        };
        self.result = Some(result);
        ran
    }

    fn answer(self: Box<Self>, commit: Result<(), Error>) {
        let result = match (commit, self.result) {
            (Err(error), Some(Ok(_)) | None) => Err(E::from(error)),
            (Ok(()), None) => Err(E::from(Error::Panicked)),
            (_, Some(result)) => result,
        };
        // The sender may have gone away, a browser that closed its connection for one; the work is done all the same.
        let _ = self.reply.send(result);
    }
}
