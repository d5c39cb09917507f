//! Prints the papers that acts have promised.

use crate::error::DemoError;
use crate::town::{Observer, Town};
use store::jobs::Runner;

/// Threads that print. A press takes a core for some milliseconds a paper; the demo has the machine to itself.
const PRESSES: usize = 2;

/// Prints what is due at the clock's time, as long as the observer likes. Tells `told` how many were printed, and how many
/// waited at first.
pub(crate) fn print_due(
    town: &Town,
    observer: &mut dyn Observer,
    told: impl Fn(&mut dyn Observer, [u64; 2]),
) -> Result<(), DemoError> {
    let Some(runner) = &town.runner else { return Ok(()) };
    let (waiting, mut done) = (jobs_waiting(town)?, 0);
    while observer.keeps_printing() {
        let printed = round(runner)?;
        if printed == 0 {
            break;
        }
        done += printed;
        told(observer, [done, waiting.max(done)]);
    }
    Ok(())
}

/// One round of every press.
fn round(runner: &Runner) -> Result<u64, DemoError> {
    let rounds: Vec<Result<usize, store::Error>> = std::thread::scope(|scope| {
        let presses: Vec<_> = (0..PRESSES).map(|_| scope.spawn(|| runner.run_due())).collect();
        presses.into_iter().map(|press| press.join().unwrap_or(Ok(0))).collect()
    });
    let mut printed = 0;
    for round in rounds {
        printed += u64::try_from(round?).unwrap_or(0);
    }
    Ok(printed)
}

/// Jobs that wait.
pub(crate) fn jobs_waiting(town: &Town) -> Result<u64, DemoError> {
    let waiting = town.store.read_blocking(|tx| -> Result<i64, store::Error> { store::jobs::count(tx, false) })?;
    Ok(u64::try_from(waiting).unwrap_or(0))
}
