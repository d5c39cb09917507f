//! Jobs are done at least once, tried again, and put aside in the end.

use crate::on_both;
use kernel::time::{Clock, Instant, ManualClock};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::jobs::{ATTEMPTS_MAX, Runner, count, give_up, list, revive};
use store::{Error, Job, Store};

const START: Instant = Instant::from_micros(1_800_000_000_000_000);

fn promise(store: &Store, key: Option<&'static str>) {
    store
        .write_blocking::<_, Error, _>(move |tx| {
            let job = Job::new("mail", &"payload")?;
            tx.enqueue(&if let Some(key) = key { job.dedup(key) } else { job }, START)
        })
        .expect("enqueues");
}

#[test]
fn a_job_is_done_and_gone() {
    on_both(|store| {
        let done = Arc::new(AtomicUsize::new(0));
        let counter = done.clone();
        let runner = Runner::new(store.clone(), Arc::new(ManualClock::new(START))).handler(
            "mail",
            Arc::new(move |_, job| {
                assert_eq!(job.payload, "\"payload\"");
                counter.fetch_add(1, Ordering::SeqCst);
                Ok(())
            }),
        );
        promise(&store, None);
        promise(&store, Some("same"));
        promise(&store, Some("same"));
        assert_eq!(runner.run_due().expect("runs"), 2);
        assert_eq!(runner.run_due().expect("runs"), 0);
        assert_eq!(done.load(Ordering::SeqCst), 2);
        assert_eq!(store.read_blocking(|tx| count(tx, false)).expect("counts"), 0);
    });
}

#[test]
fn a_failing_job_waits_longer_each_time_and_is_put_aside() {
    on_both(|store| {
        let clock = Arc::new(ManualClock::new(START));
        let runner = Runner::new(store.clone(), clock.clone())
            .handler("mail", Arc::new(|_, _| Err("the post is closed".to_owned().into())));
        promise(&store, None);
        for attempt in 1..=ATTEMPTS_MAX {
            assert_eq!(runner.run_due().expect("runs"), 1, "attempt {attempt}");
            assert_eq!(runner.run_due().expect("runs"), 0, "it must wait after attempt {attempt}");
            clock.advance_seconds(3_600);
        }
        assert_eq!(runner.run_due().expect("runs"), 0);
        let dead = store.read_blocking(|tx| list(tx, true, 0, 10)).expect("lists");
        assert_eq!(dead.len(), 1);
        assert_eq!(dead[0].last_error.as_deref(), Some("the post is closed"));
        let (seq, now) = (dead[0].seq, clock.now());
        assert!(store.write_blocking(move |tx| revive(tx, seq, now)).expect("revives"));
        assert_eq!(runner.run_due().expect("runs"), 1);
    });
}

#[test]
fn a_job_that_can_never_work_is_put_aside_at_once() {
    on_both(|store| {
        let runner = Runner::new(store.clone(), Arc::new(ManualClock::new(START)))
            .handler("mail", Arc::new(|_, _| Err(give_up("no such address"))));
        promise(&store, None);
        assert_eq!(runner.run_due().expect("runs"), 1);
        assert_eq!(store.read_blocking(|tx| count(tx, true)).expect("counts"), 1);
    });
}

#[test]
fn a_job_whose_runner_died_is_done_by_another() {
    on_both(|store| {
        let clock = Arc::new(ManualClock::new(START));
        let crashing = Runner::new(store.clone(), clock.clone()).handler("mail", Arc::new(|_, _| panic!("as a test")));
        promise(&store, None);
        assert_eq!(crashing.run_due().expect("runs"), 1);
        clock.advance_seconds(3_600);
        let healthy = Runner::new(store.clone(), clock).handler("mail", Arc::new(|_, _| Ok(())));
        assert_eq!(healthy.run_due().expect("runs"), 1);
        assert_eq!(store.read_blocking(|tx| count(tx, false)).expect("counts"), 0);
    });
}
