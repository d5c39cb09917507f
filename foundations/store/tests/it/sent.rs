//! Acts that are sent again under a key.

use crate::on_both;
use kernel::time::Instant;
use store::sent::{KEPT_DAYS, Key, KeyError, Once, forget, once};
use store::{Store, Tx};

fn key<'a>(sender: &'a str, word: &'a str, act: &'a str) -> Option<Key<'a>> {
    Some(Key { sender, word, act })
}

/// Sends an act whose answer says which time it was done.
fn send(store: &Store, sender: &'static str, word: &'static str, act: &'static str, time: u32) -> Result<Once<u32>, KeyError> {
    store.write_blocking(move |tx| once(tx, key(sender, word, act), Instant::from_micros(1), |_| Ok(time)))
}

#[test]
fn what_is_sent_again_gives_the_first_answer() {
    on_both(|store| {
        assert_eq!(send(&store, "a", "k1", "birth", 1).expect("done"), Once { answer: 1, repeated: false });
        assert_eq!(send(&store, "a", "k1", "birth", 2).expect("known"), Once { answer: 1, repeated: true });
        assert_eq!(send(&store, "b", "k1", "birth", 3).expect("another's key").answer, 3);
        assert_eq!(send(&store, "a", "k2", "birth", 4).expect("another key").answer, 4);
        assert!(matches!(send(&store, "a", "k1", "death", 5), Err(KeyError::Reused)));
        assert!(matches!(send(&store, "a", "", "birth", 6), Err(KeyError::Unusable)));
        let without = |tx: &mut Tx<'_>| once::<u32, KeyError>(tx, None, Instant::from_micros(1), |_| Ok(7));
        for _ in 0..2 {
            assert_eq!(store.write_blocking(without).expect("done"), Once { answer: 7, repeated: false });
        }
    });
}

#[test]
fn an_act_that_failed_leaves_its_key_free() {
    on_both(|store| {
        let failed: Result<Once<u32>, KeyError> =
            store.write_blocking(|tx| once(tx, key("a", "k", "birth"), Instant::from_micros(1), |_| Err(KeyError::Unusable)));
        assert!(failed.is_err());
        assert_eq!(send(&store, "a", "k", "birth", 1).expect("done"), Once { answer: 1, repeated: false });
    });
}

#[test]
fn a_key_is_forgotten_when_its_time_is_over() {
    on_both(|store| {
        let days = |days: i64| Instant::from_micros(0).plus_minutes(days * 24 * 60);
        let send = |word: &'static str, at: Instant, time: u32| {
            store.write_blocking(move |tx| once::<u32, KeyError>(tx, key("a", word, "birth"), at, |_| Ok(time))).expect("sent")
        };
        send("old", days(0), 1);
        send("young", days(1), 2);
        assert_eq!(forget(&store, days(KEPT_DAYS)).expect("forgotten"), 0, "the last day counts");
        assert!(send("old", days(KEPT_DAYS), 3).repeated);
        assert_eq!(forget(&store, days(KEPT_DAYS).plus_seconds(1)).expect("forgotten"), 1);
        assert_eq!(send("old", days(KEPT_DAYS), 4), Once { answer: 4, repeated: false }, "the key is free again");
        assert_eq!(send("young", days(KEPT_DAYS), 5), Once { answer: 2, repeated: true }, "the other one is not");
    });
}
