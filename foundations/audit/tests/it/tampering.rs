//! What somebody with full rights on the database can do, and that verification finds it.

use crate::{look_many, officer, on_both, seal_all, signer, verify};
use audit::{AuditError, Signer};
use kernel::SeededRandom;
use store::{Error, Statement, Store, params};

store::statements! {
    /// Gets the guard out of the way.
    DROP_UPDATE_GUARD = {
        sqlite: "DROP TRIGGER audit_entry_is_not_changed",
        postgres: "DROP TRIGGER audit_entry_is_not_changed ON audit_entry"
    };
    /// The same for removal.
    DROP_DELETE_GUARD = {
        sqlite: "DROP TRIGGER audit_entry_is_not_removed",
        postgres: "DROP TRIGGER audit_entry_is_not_removed ON audit_entry"
    };
    /// The same for heads.
    DROP_HEAD_GUARD = {
        sqlite: "DROP TRIGGER audit_head_is_not_changed",
        postgres: "DROP TRIGGER audit_head_is_not_changed ON audit_head"
    };
    /// Blames somebody else.
    BLAME = "UPDATE audit_entry SET actor = 99 WHERE seq = 123";
    /// Makes a visit disappear.
    REMOVE = "DELETE FROM audit_entry WHERE seq = 123";
    /// Slips an entry in among sealed ones. On SQLite the numbers have no gap, so this is before the first.
    SLIP_IN = {
        sqlite: "INSERT INTO audit_entry (seq, at, actor_kind, purpose, act, detail) VALUES (-5, 0, 'system', '', 'read', '')",
        postgres: "INSERT INTO audit_entry (seq, at, actor_kind, purpose, act, detail, xact) VALUES (-5, 0, 'system', '', 'read', '', 1)"
    };
    /// Replaces a leaf.
    REWRITE_LEAVES = {
        sqlite: "UPDATE audit_tile SET hashes = zeroblob(length(hashes)) WHERE level = 0 AND tile = 0",
        postgres: "UPDATE audit_tile SET hashes = decode(repeat('00', length(hashes)), 'hex') WHERE level = 0 AND tile = 0"
    };
    /// Spoils what only serves proofs.
    REWRITE_UPPER = {
        sqlite: "UPDATE audit_tile SET hashes = zeroblob(length(hashes)) WHERE level = 1 AND tile = 0",
        postgres: "UPDATE audit_tile SET hashes = decode(repeat('00', length(hashes)), 'hex') WHERE level = 1 AND tile = 0"
    };
    /// Removes the last leaves.
    REMOVE_LEAVES = "DELETE FROM audit_tile WHERE level = 0 AND tile = 1";
    /// Changes what a head says.
    REWRITE_HEAD = "UPDATE audit_head SET at = at + 1";
}

fn run(store: &Store, statements: &[&'static Statement]) {
    for statement in statements.iter().copied() {
        let result: Result<u64, Error> = store.write_blocking(move |tx| tx.execute(statement, params![]));
        result.unwrap_or_else(|error| panic!("{}: {error}", statement.name()));
    }
}

fn sealed(store: &Store) {
    look_many(store, &officer(), 300);
    seal_all(store, &signer());
    verify(store).expect("verifies before");
}

#[test]
fn a_changed_entry_is_found() {
    on_both(|store| {
        sealed(&store);
        run(&store, &[&DROP_UPDATE_GUARD, &BLAME]);
        let found = verify(&store);
        assert!(matches!(found, Err(AuditError::EntryChanged { seq: 123, leaf: 122 })), "{found:?}");
        // Nor can it be proven any more.
        let proof = store.read_blocking(|tx| audit::inclusion_proof(tx, 123)).expect("a proof");
        assert!(!proof.holds());
    });
}

#[test]
fn a_removed_entry_is_found() {
    on_both(|store| {
        sealed(&store);
        run(&store, &[&DROP_DELETE_GUARD, &REMOVE]);
        let found = verify(&store);
        assert!(matches!(found, Err(AuditError::EntryGone { seq: 123, leaf: 122 })), "{found:?}");
    });
}

#[test]
fn an_entry_slipped_in_is_found() {
    on_both(|store| {
        sealed(&store);
        run(&store, &[&SLIP_IN]);
        let found = verify(&store);
        assert!(matches!(found, Err(AuditError::EntriesAdded { rows: 301, sealed: 300 })), "{found:?}");
    });
}

#[test]
fn hashes_that_were_rewritten_are_found() {
    on_both(|store| {
        sealed(&store);
        run(&store, &[&REWRITE_LEAVES]);
        let found = verify(&store);
        assert!(matches!(found, Err(AuditError::EntryChanged { leaf: 0, .. })), "{found:?}");
    });
    on_both(|store| {
        look_many(&store, &officer(), 66_000);
        seal_all(&store, &signer());
        run(&store, &[&REWRITE_UPPER]);
        let found = verify(&store);
        assert!(matches!(found, Err(AuditError::DamagedTree)), "{found:?}");
    });
    on_both(|store| {
        sealed(&store);
        run(&store, &[&REMOVE_LEAVES]);
        let found = verify(&store);
        assert!(matches!(found, Err(AuditError::WrongSize { leaves: 256, size: 300 })), "{found:?}");
        // Sealing does not paper over it.
        look_many(&store, &officer(), 1);
        let sealed = audit::seal(&store, &signer(), access::testing::MORNING);
        assert!(matches!(sealed, Err(AuditError::DamagedTree)), "{sealed:?}");
    });
}

#[test]
fn a_head_is_signed_by_a_known_key() {
    on_both(|store| {
        sealed(&store);
        let other = Signer::from_seed(&Signer::draw_seed(&SeededRandom::new(12))).expect("a seed");
        look_many(&store, &officer(), 1);
        seal_all(&store, &other);
        let found = verify(&store);
        assert!(matches!(found, Err(AuditError::BadSignature(301))), "{found:?}");
        // A key that was changed on purpose verifies beside the old one.
        let both = [signer().public_key(), other.public_key()];
        assert_eq!(audit::verify(&store, &both, |_, _| {}).expect("verifies").heads, 2);
        run(&store, &[&DROP_HEAD_GUARD, &REWRITE_HEAD]);
        let found = verify(&store);
        assert!(matches!(found, Err(AuditError::BadSignature(300))), "{found:?}");
    });
}
