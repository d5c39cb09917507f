//! Acts that are sent again under a key.

use crate::on_both;
use kernel::time::Instant;
use store::sent::{Key, KeyError, Once, once};
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
