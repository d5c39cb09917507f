//! Units of work: whole or not at all, in order, and answered after the commit.

use crate::{ADD, COUNT, NOTES, NOTES_BULK, ORDER, SUM, TURN, add, count, on_both, row};
use kernel::ErrorKind;
use std::sync::{Arc, Barrier};
use store::{Error, params};

#[test]
fn what_is_written_is_read_back() {
    on_both(|store| {
        add(&store, 1, "Nguyễn Thị Ví Dụ").expect("writes");
        let rows: Vec<(i64, String, bool)> = store.read_blocking(|tx| tx.many(&NOTES, params![])).expect("reads");
        assert_eq!(rows, [(1, "Nguyễn Thị Ví Dụ".to_owned(), true)]);
    });
}

#[test]
fn parameters_go_by_number_on_both_engines() {
    on_both(|store| {
        let row: (i64, i64, i64) = store.read_blocking(|tx| tx.one(&ORDER, params![1_i64, 2_i64])).expect("reads");
        assert_eq!(row, (2, 1, 2));
    });
}

#[test]
fn a_unit_that_fails_leaves_nothing() {
    on_both(|store| {
        let result: Result<(), Error> = store.write_blocking(|tx| {
            tx.execute(&ADD, params![1_i64, "half", true])?;
            Err(Error::Closed)
        });
        assert!(result.is_err());
        assert_eq!(count(&store), 0);
    });
}

#[test]
fn a_swallowed_error_still_rolls_back() {
    on_both(|store| {
        add(&store, 1, "first").expect("writes");
        let result: Result<(), Error> = store.write_blocking(|tx| {
            tx.execute(&ADD, params![2_i64, "second", true])?;
            let repeated = tx.execute(&ADD, params![1_i64, "again", true]).expect_err("the key is taken");
            assert!(repeated.is_unique_violation(), "{repeated}");
            Ok(())
        });
        assert!(matches!(result, Err(Error::Poisoned)), "{result:?}");
        assert_eq!(count(&store), 1);
    });
}

#[test]
fn a_panic_harms_only_its_own_unit() {
    on_both(|store| {
        let result: Result<(), Error> = store.write_blocking(|tx| {
            tx.execute(&ADD, params![1_i64, "lost", true])?;
            panic!("as a test");
        });
        assert!(matches!(result, Err(Error::Panicked)));
        add(&store, 2, "kept").expect("the store still works");
        assert_eq!(count(&store), 1);
    });
}

#[test]
fn many_threads_lose_nothing() {
    on_both(|store| {
        let start = Arc::new(Barrier::new(8));
        std::thread::scope(|scope| {
            for thread in 0..8_i64 {
                let (store, start) = (store.clone(), start.clone());
                scope.spawn(move || {
                    start.wait();
                    for step in 0..50 {
                        add(&store, thread * 1000 + step, "x").expect("writes");
                    }
                });
            }
        });
        assert_eq!(count(&store), 400);
    });
}

#[test]
fn reads_that_panic_use_up_no_connection() {
    on_both(|store| {
        for _ in 0..40 {
            let result: Result<i64, Error> = store.read_blocking(|_| panic!("as a test"));
            assert!(matches!(result, Err(Error::Panicked)));
        }
        assert_eq!(count(&store), 0);
    });
}

/// Units that share a commit: some fail after a change, some before, some panic, and each harms only itself.
#[test]
fn units_that_fail_take_no_neighbour_with_them() {
    on_both(|store| {
        let start = Arc::new(Barrier::new(16));
        std::thread::scope(|scope| {
            for thread in 0..16_i64 {
                let (store, start) = (store.clone(), start.clone());
                scope.spawn(move || {
                    start.wait();
                    for step in 0..30_i64 {
                        let id = thread * 1000 + step;
                        let result: Result<(), Error> = store.write_blocking(move |tx| {
                            if id % 7 == 1 {
                                return Err(Error::Closed);
                            }
                            tx.execute(&ADD, params![id, "x", true])?;
                            assert!(id % 7 != 2, "as a test");
                            if id % 7 == 3 { Err(Error::Closed) } else { Ok(()) }
                        });
                        assert_eq!(result.is_ok(), !(1..=3).contains(&(id % 7)), "unit {id}: {result:?}");
                    }
                });
            }
        });
        let wanted = (0..16_i64).flat_map(|thread| (0..30).map(move |step| thread * 1000 + step));
        let wanted: Vec<i64> = wanted.filter(|id| !(1..=3).contains(&(id % 7))).collect();
        let rows: Vec<(i64, String, bool)> = store.read_blocking(|tx| tx.many(&NOTES, params![])).expect("reads");
        assert_eq!(rows.into_iter().map(|row| row.0).collect::<Vec<_>>(), wanted);
    });
}

/// Each unit reads a sum and writes by it. Serial units give 1, 2, 4, 8 …; any overlap would repeat a key.
#[test]
fn units_that_read_what_others_write_behave_as_if_alone() {
    on_both(|store| {
        add(&store, 1, "seed").expect("writes");
        std::thread::scope(|scope| {
            for _ in 0..4 {
                let store = store.clone();
                scope.spawn(move || {
                    for _ in 0..5 {
                        store
                            .write_blocking::<_, Error, _>(|tx| {
                                let (sum,) = tx.one::<(i64,)>(&SUM, params![])?;
                                tx.execute(&ADD, params![sum + 1, "next", false])
                            })
                            .expect("retried until it fits");
                    }
                });
            }
        });
        let (sum, rows) = store
            .read_blocking::<_, Error>(|tx| Ok((tx.one::<(i64,)>(&SUM, params![])?.0, tx.one::<(i64,)>(&COUNT, params![])?.0)))
            .expect("reads");
        assert_eq!(rows, 21);
        assert_eq!(sum, 2_i64.pow(21) - 1);
    });
}

/// Every unit reads, takes a moment, and writes what every other one writes. None is given up.
#[test]
fn many_units_that_want_the_same_row_all_get_it() {
    on_both(|store| {
        add(&store, 1, "wanted").expect("writes");
        std::thread::scope(|scope| {
            for thread in 0..48_i64 {
                let store = store.clone();
                scope.spawn(move || {
                    for turn in 0..10 {
                        let taken = store.write_blocking::<_, Error, _>(move |tx| {
                            tx.one::<(i64,)>(&COUNT, params![])?;
                            std::thread::sleep(std::time::Duration::from_millis(1));
                            tx.execute(&ADD, params![100 * (thread + 1) + turn, "taken", true])?;
                            tx.execute(&TURN, params![])
                        });
                        assert_eq!(taken.expect("its turn comes"), 1);
                    }
                });
            }
        });
        assert_eq!(count(&store), 481);
    });
}

#[test]
fn bulk_rows_arrive_whole_or_not_at_all() {
    on_both(|store| {
        let sent = store.write_blocking::<_, Error, _>(|tx| tx.insert_many(&NOTES_BULK, (0..5_000).map(row))).expect("writes");
        assert_eq!((sent, count(&store)), (5_000, 5_000));
        let repeated = store.write_blocking::<_, Error, _>(|tx| tx.insert_many(&NOTES_BULK, (4_999..6_000).map(row)));
        assert!(repeated.expect_err("a key repeats").is_unique_violation());
        assert_eq!(count(&store), 5_000);
    });
}

#[test]
fn a_closed_store_refuses() {
    let database = store::testing::TestDatabase::sqlite();
    let store = database.open(&[crate::schema()]);
    store.close();
    let error = add(&store, 1, "late").expect_err("closed");
    assert_eq!(error.kind(), ErrorKind::Unavailable);
}

#[test]
fn a_full_queue_answers_busy_instead_of_growing() {
    let database = store::testing::TestDatabase::sqlite();
    let store = database.open(&[crate::schema()]);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let (release, held) = std::sync::mpsc::channel::<()>();
    let held = std::sync::Mutex::new(held);
    let blocker = store.clone();
    let thread = std::thread::spawn(move || {
        blocker.write_blocking::<_, Error, _>(move |_| {
            let _ = held.lock().expect("only we lock it").recv();
            Ok(())
        })
    });
    std::thread::sleep(std::time::Duration::from_millis(50));
    let refused = runtime.block_on(async {
        let mut waiting = Vec::new();
        let mut refused = 0;
        for id in 0..i64::try_from(store::QUEUE_MAX).expect("small") + 50 {
            let store = store.clone();
            let mut unit = Box::pin(async move { store.write(move |tx| tx.execute(&ADD, params![id, "x", true])).await });
            match std::future::poll_fn(|context| std::task::Poll::Ready(unit.as_mut().poll(context))).await {
                std::task::Poll::Ready(Err(Error::Busy(_))) => refused += 1,
                std::task::Poll::Ready(other) => panic!("answered while the writer is held: {other:?}"),
                std::task::Poll::Pending => waiting.push(unit),
            }
        }
        release.send(()).expect("the writer waits");
        for unit in waiting {
            unit.await.expect("is written in the end");
        }
        refused
    });
    thread.join().expect("no panic").expect("ends well");
    assert_eq!(refused, 50);
    assert_eq!(count(&store), i64::try_from(store::QUEUE_MAX).expect("small"));
}
