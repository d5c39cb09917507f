//! Sealing, heads and proofs.

use crate::{look, look_many, officer, on_both, seal_all, signer, verify};
use access::testing::MORNING;
use audit::{AuditError, Report, merkle};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{Error, Store};

store::statements! {
    /// As if the log had come from a cluster that had run far more transactions.
    PRETEND_CURSOR = "UPDATE audit_cursor SET xact = xact + $1";
    /// The same for the entries; only the engine's bookkeeping changes.
    PRETEND_ENTRIES = {
        sqlite: "UPDATE audit_cursor SET xact = xact + $1 * 0",
        postgres: "UPDATE audit_entry SET xact = xact + $1"
    };
}

#[test]
fn an_empty_log_has_nothing_to_seal_and_verifies() {
    on_both(|store| {
        let sealed = audit::seal(&store, &signer(), MORNING).expect("seals");
        assert!(sealed.head.is_none() && sealed.entries == 0 && !sealed.more);
        assert_eq!(verify(&store).expect("verifies"), Report { entries: 0, heads: 0, unsealed: 0 });
    });
}

#[test]
fn every_entry_is_proven_to_anybody_with_the_key() {
    on_both(|store| {
        let signer = signer();
        for size in [1, 2, 3, 250, 1, 300] {
            look_many(&store, &officer(), size);
            seal_all(&store, &signer);
        }
        let seqs = every_seq(&store);
        assert_eq!(seqs.len(), 557);
        for seq in seqs {
            let proof = store.read_blocking(|tx| audit::inclusion_proof(tx, seq)).expect("a proof");
            assert!(proof.holds(), "entry {seq}");
            assert!(signer.public_key().verifies(&proof.head));
            let entry = store.read_blocking::<_, Error>(|tx| audit::entry(tx, seq)).expect("read").expect("there");
            assert_eq!(proof.leaf, merkle::leaf_hash(&entry.leaf_bytes()));
        }
        assert_eq!(verify(&store).expect("verifies"), Report { entries: 557, heads: 6, unsealed: 0 });
    });
}

#[test]
fn every_head_continues_every_earlier_one() {
    on_both(|store| {
        for size in [5, 1, 20, 256, 700] {
            look_many(&store, &officer(), size);
            seal_all(&store, &signer());
        }
        let heads = store.read_blocking(|tx| audit::heads(tx, None, 100)).expect("heads");
        assert_eq!(heads.iter().map(|head| head.size).collect::<Vec<_>>(), [982, 282, 26, 6, 5]);
        for new in &heads {
            for old in heads.iter().filter(|old| old.size <= new.size) {
                let proof = store.read_blocking(|tx| audit::consistency_proof(tx, old.size, new.size)).expect("a proof");
                assert!(proof.holds(), "{} to {}", old.size, new.size);
            }
        }
        let unknown = store.read_blocking(|tx| audit::consistency_proof(tx, 7, 982));
        assert!(matches!(unknown, Err(AuditError::NoHead(7))), "{unknown:?}");
    });
}

#[test]
fn a_tree_of_several_levels_of_tiles_proves_and_verifies() {
    on_both(|store| {
        let count = 70_000;
        look_many(&store, &officer(), count);
        assert_eq!(seal_all(&store, &signer()), 70_000);
        look(&store, &officer(), [1]);
        seal_all(&store, &signer());
        let seqs = every_seq(&store);
        for place in [0, 255, 256, 65_535, 65_536, 69_999, 70_000] {
            let proof = store.read_blocking(|tx| audit::inclusion_proof(tx, seqs[place])).expect("a proof");
            assert!(proof.holds() && proof.path.len() <= 17, "leaf {place}: {} steps", proof.path.len());
        }
        assert_eq!(verify(&store).expect("verifies").entries, 70_001);
    });
}

#[test]
fn an_entry_of_the_last_second_is_not_sealed_yet() {
    on_both(|store| {
        look(&store, &officer(), [1]);
        let missing = store.read_blocking(|tx| audit::inclusion_proof(tx, 99));
        assert!(matches!(missing, Err(AuditError::NoEntry(99))), "{missing:?}");
        let early = store.read_blocking(|tx| audit::inclusion_proof(tx, 1));
        assert!(matches!(early, Err(AuditError::NotSealed(1))), "{early:?}");
        assert_eq!(store.read_blocking::<_, Error>(audit::unsealed).expect("counts"), 1);
        seal_all(&store, &signer());
        look(&store, &officer(), [1]);
        let early = store.read_blocking(|tx| audit::inclusion_proof(tx, 2));
        assert!(matches!(early, Err(AuditError::NotSealed(2))), "{early:?}");
        assert_eq!(verify(&store).expect("verifies").unsealed, 1);
    });
}

/// Writers commit in another order than they got their numbers, and several nodes seal at once.
#[test]
fn nothing_is_left_out_while_many_write_and_several_seal() {
    const WRITERS: usize = 4;
    const EACH: i64 = 60;
    on_both(|store| {
        let done = Arc::new(AtomicBool::new(false));
        std::thread::scope(|scope| {
            let sealers: Vec<_> = (0..2)
                .map(|_| {
                    scope.spawn(|| {
                        while !done.load(Ordering::SeqCst) {
                            audit::seal(&store, &signer(), MORNING).expect("seals");
                        }
                    })
                })
                .collect();
            let writers: Vec<_> = (0..WRITERS)
                .map(|writer| {
                    let store = &store;
                    scope.spawn(move || {
                        for number in 0..EACH {
                            slow_look(store, number, writer);
                        }
                    })
                })
                .collect();
            writers.into_iter().for_each(|writer| writer.join().expect("writes"));
            done.store(true, Ordering::SeqCst);
            sealers.into_iter().for_each(|sealer| sealer.join().expect("seals"));
        });
        seal_all(&store, &signer());
        let report = verify(&store).expect("verifies");
        assert_eq!((report.entries, report.unsealed), (240, 0));
    });
}

/// Writes an entry and holds its transaction open for a moment, longer for some writers.
fn slow_look(store: &Store, number: i64, writer: usize) {
    let actor = officer();
    let result: Result<(), Error> = store.write_blocking(move |tx| {
        audit::access(tx, &actor, &audit::Access { person: crate::person(number), fields: &["name"], dossier: None })?;
        std::thread::sleep(std::time::Duration::from_micros(300 * u64::try_from(writer).unwrap_or(0)));
        Ok(())
    });
    result.expect("written");
}

#[test]
fn a_log_that_was_moved_to_another_cluster_goes_on() {
    on_both(|store| {
        look_many(&store, &officer(), 10);
        seal_all(&store, &signer());
        look_many(&store, &officer(), 5);
        let ahead = 1_000_000_000_i64;
        for statement in ALL {
            let postgres = store.is_postgres();
            let result: Result<(), Error> = store.write_blocking(move |tx| {
                if postgres {
                    tx.execute(statement, store::params![ahead])?;
                }
                Ok(())
            });
            result.expect("pretended");
        }
        look_many(&store, &officer(), 3);
        assert_eq!(seal_all(&store, &signer()), 8);
        look_many(&store, &officer(), 2);
        assert_eq!(seal_all(&store, &signer()), 2);
        assert_eq!(verify(&store).expect("verifies").entries, 20);
    });
}

fn every_seq(store: &Store) -> Vec<i64> {
    let mut seqs = Vec::new();
    let mut before = None;
    loop {
        let page =
            store.read_blocking::<_, Error>(|tx| audit::search(tx, &audit::Filter::default(), before, 200)).expect("searches");
        seqs.extend(page.entries.iter().map(|entry| entry.seq));
        let Some(next) = page.next else { break };
        before = Some(next);
    }
    seqs.reverse();
    seqs
}
