//! Events act exactly once for each consumer.

use crate::{ADD, MOVE_EVENTS, MOVE_SEEN, add, count, on_both, schema};
use store::outbox::{consume, lag, prune};
use store::testing::let_events_settle;
use store::{Error, params};

fn publish(store: &store::Store, number: i64) {
    store.write_blocking::<_, Error, _>(move |tx| tx.publish("notes.added", &number)).expect("publishes");
}

#[test]
fn events_are_read_once_in_order_by_each_consumer() {
    on_both(|store| {
        (1..=5).for_each(|number| publish(&store, number));
        assert_eq!(lag(&store).expect("counts"), 5);
        let_events_settle(&store);
        for consumer in ["one", "two"] {
            let (sender, seen) = std::sync::mpsc::channel();
            let batch = |size| {
                let sender = sender.clone();
                consume::<Error>(&store, consumer, size, move |_, events| {
                    for event in events {
                        sender.send(event.payload.clone()).expect("we listen");
                    }
                    Ok(())
                })
            };
            assert_eq!(batch(3).expect("reads"), 3);
            assert_eq!(batch(3).expect("reads"), 2);
            assert_eq!(batch(3).expect("reads"), 0);
            assert_eq!(seen.try_iter().collect::<Vec<_>>(), ["1", "2", "3", "4", "5"]);
        }
        assert_eq!(lag(&store).expect("counts"), 0);
        assert_eq!(prune(&store).expect("prunes"), 4);
        publish(&store, 6);
        let_events_settle(&store);
        assert_eq!(
            consume::<Error>(&store, "one", 10, |_, events| {
                assert_eq!(events[0].payload, "6");
                Ok(())
            })
            .expect("reads"),
            1
        );
    });
}

#[test]
fn a_consumer_that_fails_sees_the_events_again_and_leaves_nothing() {
    on_both(|store| {
        publish(&store, 7);
        let_events_settle(&store);
        let failed = consume::<Error>(&store, "careless", 10, |tx, _| {
            tx.execute(&ADD, params![7_i64, "half", true])?;
            Err(Error::Closed)
        });
        assert!(failed.is_err());
        assert_eq!(count(&store), 0);
        let again = consume::<Error>(&store, "careless", 10, |tx, events| {
            for _ in events {
                tx.execute(&ADD, params![7_i64, "whole", true])?;
            }
            Ok(())
        });
        assert_eq!((again.expect("works"), count(&store)), (1, 1));
    });
}

#[test]
fn an_event_of_a_failed_unit_was_never_published() {
    on_both(|store| {
        let result: Result<(), Error> = store.write_blocking(|tx| {
            tx.publish("notes.added", &1)?;
            Err(Error::Closed)
        });
        assert!(result.is_err());
        add(&store, 1, "x").expect("writes");
        assert_eq!(lag(&store).expect("counts"), 0);
    });
}

/// Units commit in another order than they number their events; a reader between must not jump over the slow one.
#[test]
fn no_event_is_jumped_over_when_commits_overlap() {
    on_both(|store| {
        std::thread::scope(|scope| {
            for thread in 0..6_i64 {
                let store = store.clone();
                scope.spawn(move || {
                    for step in 0..30 {
                        store
                            .write_blocking::<_, Error, _>(move |tx| {
                                tx.publish("notes.added", &(thread * 100 + step))?;
                                std::thread::sleep(std::time::Duration::from_micros(300 * u64::try_from(thread).expect("small")));
                                Ok(())
                            })
                            .expect("publishes");
                    }
                });
            }
            let store = store.clone();
            scope.spawn(move || {
                let (sender, seen) = std::sync::mpsc::channel::<String>();
                let mut total = 0;
                for _ in 0..5_000 {
                    let sender = sender.clone();
                    total += consume::<Error>(&store, "watchful", 20, move |_, events| {
                        for event in events {
                            sender.send(event.payload.clone()).expect("we listen");
                        }
                        Ok(())
                    })
                    .expect("reads");
                    if total == 180 {
                        break;
                    }
                    std::thread::sleep(std::time::Duration::from_millis(2));
                }
                // PostgreSQL may run a batch again after a conflict, so the channel can hold repeats; the table could not.
                let distinct: std::collections::HashSet<String> = seen.try_iter().collect();
                assert_eq!((total, distinct.len()), (180, 180));
            });
        });
    });
}

/// A dump restored into another cluster meets smaller transaction numbers than its consumers have seen.
#[test]
fn events_go_on_after_a_move_to_another_cluster() {
    on_both(|store| {
        let read_as = |store: &store::Store, consumer: &'static str| {
            let_events_settle(store);
            let (sender, seen) = std::sync::mpsc::channel();
            consume::<Error>(store, consumer, 20, move |_, events| {
                events.iter().for_each(|event| sender.send(event.payload.clone()).expect("we listen"));
                Ok(())
            })
            .expect("reads");
            seen.try_iter().collect::<Vec<String>>()
        };
        let read = |store: &store::Store| read_as(store, "watchful");
        publish(&store, 1);
        assert_eq!(read(&store), ["1"]);
        publish(&store, 2);
        store::outbox::enrol(&store, &["idle"]).expect("is known");
        let moved: Result<u64, Error> = store.write_blocking(|tx| {
            tx.execute(&MOVE_EVENTS, params![])?;
            tx.execute(&MOVE_SEEN, params![])
        });
        moved.expect("moves");
        store.migrate(&[schema()], kernel::Instant::from_micros(0)).expect("starts there");
        publish(&store, 3);
        assert_eq!(read(&store), ["2", "3"]);
        assert!(read(&store).is_empty());
        assert_eq!(read_as(&store, "idle"), ["1", "2", "3"], "a slower consumer misses nothing");
        assert_eq!(read_as(&store, "new"), ["1", "2", "3"], "a new one begins at the beginning");
    });
}

#[test]
fn what_an_enrolled_consumer_has_not_read_is_kept() {
    on_both(|store| {
        store::outbox::enrol(&store, &["slow"]).expect("is known");
        (1..=3).for_each(|number| publish(&store, number));
        let_events_settle(&store);
        assert_eq!(consume::<Error>(&store, "fast", 10, |_, _| Ok(())).expect("reads"), 3);
        assert_eq!(prune(&store).expect("prunes"), 0);
        assert_eq!(consume::<Error>(&store, "slow", 10, |_, _| Ok(())).expect("reads"), 3);
    });
}
