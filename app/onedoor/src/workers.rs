//! Background work: papers, mail, tallies, sealing of the log, expiry. Threads of their own, at a lower priority than requests.

use crate::compose::House;
use anyhow::Context as _;
use gate::Platform;
use notify::MailSink;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Who reads the events that domains publish.
const CONSUMERS: &[&str] = &[steering::CONSUMER, accounts::jobs::CONSUMER, dossiers::CONSUMER, quality::CONSUMER];
const FOLLOW_PAUSE: Duration = Duration::from_millis(500);
const TALLY_PAUSE: Duration = Duration::from_millis(500);
/// How often it is asked whether the day's count is due.
const STATISTICS_PAUSE: Duration = Duration::from_secs(20);
const SEAL_PAUSE: Duration = Duration::from_secs(1);
const HOUSEKEEPING_PAUSE: Duration = Duration::from_secs(60);
const SERVICES_PAUSE: Duration = Duration::from_secs(20);
/// How much work requests get done before background threads get their turn: the lowest priority but idle.
const NICENESS: i32 = 10;

/// The running threads.
pub(crate) struct Workers {
    stop: Arc<AtomicBool>,
    job_stop: Arc<AtomicBool>,
    threads: Vec<std::thread::JoinHandle<()>>,
}

impl Workers {
    /// Starts what every node does for itself, and with a way to send mail all the work that the nodes share.
    ///
    /// # Errors
    /// When the system gives no threads or a key cannot be used.
    pub(crate) fn start(house: &House, mail: Option<Arc<dyn MailSink>>) -> anyhow::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let platform = Arc::clone(&house.platform);
        // Versions of services may be published by another node, or from the command line.
        let services = repeat("services", &stop, SERVICES_PAUSE, move || services(&platform))?;
        let mut workers = Self { stop, job_stop: Arc::new(AtomicBool::new(false)), threads: vec![services] };
        if let Some(mail) = mail {
            workers.start_shared(house, mail)?;
        }
        Ok(workers)
    }

    fn start_shared(&mut self, house: &House, mail: Arc<dyn MailSink>) -> anyhow::Result<()> {
        let Self { stop, job_stop, threads } = self;
        let runner = runner(&house.platform, mail, Arc::new(crate::edge::SystemClock));
        *job_stop = runner.stop_flag();
        let signer = audit::Signer::from_seed(&house.keys.audit).context("the key of the log cannot be used")?;
        // Known before the first event is pruned.
        store::outbox::enrol(&house.platform.store, CONSUMERS)?;
        threads.push(spawn("jobs", move || runner.run())?);
        let platform = Arc::clone(&house.platform);
        threads.push(repeat("follow", stop, FOLLOW_PAUSE, move || follow(&platform))?);
        let platform = Arc::clone(&house.platform);
        threads.push(repeat("review", stop, FOLLOW_PAUSE, move || review(&platform))?);
        let platform = Arc::clone(&house.platform);
        threads.push(repeat("tally", stop, TALLY_PAUSE, move || tally(&platform))?);
        let platform = Arc::clone(&house.platform);
        threads.push(repeat("statistics", stop, STATISTICS_PAUSE, move || statistics(&platform))?);
        let platform = Arc::clone(&house.platform);
        threads.push(repeat("seal", stop, SEAL_PAUSE, move || seal(&platform, &signer))?);
        let platform = Arc::clone(&house.platform);
        threads.push(repeat("housekeeping", stop, HOUSEKEEPING_PAUSE, move || housekeeping(&platform))?);
        Ok(())
    }

    /// Lets each thread end its turn.
    pub(crate) fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        self.job_stop.store(true, Ordering::Relaxed);
        for thread in self.threads {
            if thread.join().is_err() {
                tracing::error!("A background thread ended badly");
            }
        }
    }
}

/// Does at once what the threads would do in turn, until nothing is left: judges what changed, seals the log, counts the
/// dossiers and the people. A measurement begins like a server that has been running for a while.
///
/// # Errors
/// What the store refuses; a key that cannot be used.
pub(crate) fn catch_up(house: &House) -> anyhow::Result<()> {
    let platform = &house.platform;
    let signer = audit::Signer::from_seed(&house.keys.audit).context("the key of the log cannot be used")?;
    store::outbox::enrol(&platform.store, CONSUMERS)?;
    while follow(platform)? {}
    while review(platform)? {}
    while tally(platform)? {}
    while statistics(platform)? {}
    while seal(platform, &signer)? {}
    housekeeping(platform)?;
    Ok(())
}

/// Does the jobs of every domain.
#[must_use]
pub fn runner(platform: &Arc<Platform>, mail: Arc<dyn MailSink>, clock: Arc<dyn kernel::Clock>) -> store::jobs::Runner {
    let site = platform.settings.public_url.clone();
    store::jobs::Runner::new(platform.store.clone(), clock)
        .handler(papers::RENDER, Arc::clone(&platform.papers).handler())
        .handler(
            dossiers::PAPER,
            dossiers::paper_handler(
                Arc::clone(&platform.services),
                Arc::clone(&platform.words),
                platform.context.clone(),
                crate::printer::printer(platform),
            ),
        )
        .handler(notify::MAIL, notify::mail_handler(Arc::clone(&platform.words), mail, site))
        .handler(register::numbers::JOB, crate::numbers::run_handler(platform))
        .handler(register::roll::EXPORT_JOB, crate::numbers::export_handler(platform))
        .handler(quality::scan::JOB, crate::numbers::review_handler(platform))
        .handler(register::jobs::RENUMBERED, crate::numbers::renumbered_handler(platform))
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> anyhow::Result<std::thread::JoinHandle<()>> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            // Requests come first. A system that does not allow it only loses that.
            let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICENESS);
            work();
        })
        .context("no thread could be started")
}

fn repeat(
    name: &'static str,
    stop: &Arc<AtomicBool>,
    pause: Duration,
    mut work: impl FnMut() -> anyhow::Result<bool> + Send + 'static,
) -> anyhow::Result<std::thread::JoinHandle<()>> {
    let stop = Arc::clone(stop);
    spawn(name, move || {
        while !stop.load(Ordering::Relaxed) {
            let more = work().unwrap_or_else(|error| {
                tracing::error!(work = name, "Background work failed: {error:#}");
                false
            });
            if !more {
                wait(&stop, pause);
            }
        }
    })
}

fn wait(stop: &AtomicBool, pause: Duration) {
    let step = Duration::from_millis(100);
    let mut left = pause;
    while !left.is_zero() && !stop.load(Ordering::Relaxed) {
        let now = left.min(step);
        std::thread::sleep(now);
        left -= now;
    }
}

fn services(platform: &Platform) -> anyhow::Result<bool> {
    platform.store.read_blocking(|tx| platform.services.refresh(tx))?;
    Ok(false)
}

/// What the register says of a person, carried to what else the person has.
fn follow(platform: &Platform) -> anyhow::Result<bool> {
    let accounts = accounts::jobs::follow_register(&platform.store, &platform.context)?;
    Ok(accounts + dossiers::follow_register(&platform.store)? > 0)
}

/// What changed in the register, judged again by the rules of cleansing.
fn review(platform: &Platform) -> anyhow::Result<bool> {
    Ok(quality::follow_register(&platform.store, &platform.context, &platform.cleansing)? > 0)
}

fn tally(platform: &Platform) -> anyhow::Result<bool> {
    Ok(steering::tally(&platform.store)? > 0)
}

/// Counts everybody for the figures that anybody may see, once a day, and after the map was redrawn.
fn statistics(platform: &Platform) -> anyhow::Result<bool> {
    while register::statistics::tally(&platform.store)? > 0 {}
    let actor = platform.system("statistics");
    let last = platform.store.read_blocking(register::statistics::counted)?;
    if last.is_some_and(|last| last.on == actor.today()) {
        return Ok(false);
    }
    let least = platform.pack.fact("statistics.least-shown", actor.today())?.value;
    register::statistics::count(&platform.store, &actor, least)?;
    Ok(false)
}

fn seal(platform: &Platform, signer: &audit::Signer) -> anyhow::Result<bool> {
    Ok(audit::seal(&platform.store, signer, platform.context.now())?.more)
}

fn housekeeping(platform: &Arc<Platform>) -> anyhow::Result<bool> {
    store::outbox::prune(&platform.store)?;
    store::sent::forget(&platform.store, platform.context.now())?;
    dossiers::sweep(&platform.store, &platform.context, &platform.services)?;
    register::roll::sweep_exports(&platform.store, platform.context.now())?;
    accounts::jobs::sweep(&platform.store, platform.context.now())?;
    let actor = platform.system("housekeeping");
    platform.store.write_blocking(move |tx| register::expire_temporary(tx, &actor))?;
    let lag = store::outbox::lag(&platform.store)?;
    metrics::gauge!("onedoor_outbox_lag_events").set(f64::from(u32::try_from(lag).unwrap_or(u32::MAX)));
    let (dead, waiting) = platform
        .store
        .read_blocking::<_, store::Error>(|tx| Ok((store::jobs::count(tx, true)?, store::jobs::count(tx, false)?)))?;
    metrics::gauge!("onedoor_jobs_dead").set(f64::from(u32::try_from(dead).unwrap_or(u32::MAX)));
    metrics::gauge!("onedoor_jobs_waiting").set(f64::from(u32::try_from(waiting).unwrap_or(u32::MAX)));
    Ok(false)
}
