//! What anybody may learn who holds a paper, or claims to.

use crate::world::{Office, schemas};
use access::Role;
use papers::{Error, PaperState, SealCheck};
use store::testing::on_both_engines;

#[test]
fn a_code_leads_to_facts_that_name_nobody() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store);
        let id = office.request(&office.officer(), &Office::receipt()).expect("asked for");
        let code = office.summary(id).code;
        let pending = office.check(&code).expect("a code").expect("a paper");
        assert_eq!((pending.state, pending.seal), (PaperState::Pending, SealCheck::None));

        office.work();
        let paper = office.check(&code.to_lowercase().replace('-', " ")).expect("a code as people type it").expect("a paper");
        assert_eq!((paper.state, paper.seal, paper.holder.as_str()), (PaperState::Issued, SealCheck::Holds, "N.T.V.D."));
        assert_eq!(paper.agency, "UBND phường Phúc Xá");
        let shown = serde_json::to_string(&paper).expect("JSON");
        for secret in ["Nguyễn", "001199012345", "Phố Mẫu", "0900"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    });
}

#[test]
fn a_mistyped_code_is_told_from_one_that_no_paper_has() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store);
        let id = office.request(&office.officer(), &Office::receipt()).expect("asked for");
        let code = office.summary(id).code;
        let last = if code.ends_with('Z') { 'Y' } else { 'Z' };
        let mistyped = format!("{}{last}", &code[..code.len() - 1]);
        assert!(matches!(office.check(&mistyped), Err(Error::BadCode(_))));
        let unknown = papers::Code::draw(&kernel::SeededRandom::new(99)).to_string();
        assert!(office.check(&unknown).expect("a well-formed code").is_none());
    });
}

#[test]
fn a_file_is_known_by_its_bytes_and_one_changed_byte_is_not() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store.clone());
        let id = office.request(&office.officer(), &Office::receipt()).expect("asked for");
        office.work();
        let bytes = office.download(&office.officer(), id).expect("printed").bytes;
        let mut changed = bytes.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        let verify = |bytes: Vec<u8>| store.read_blocking(move |tx| papers::verify_file(tx, &bytes)).expect("a look-up");
        assert_eq!(verify(bytes).expect("our paper").code, office.summary(id).code);
        assert!(verify(changed).is_none());
        assert!(verify(Vec::new()).is_none());
    });
}

#[test]
fn a_revoked_paper_says_so() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store.clone());
        let id = office.request(&office.officer(), &Office::receipt()).expect("asked for");
        let approver = office.world.officer(Role::Approver, &crate::world::unit());
        let revoke = |actor: &access::Actor, reason: &'static str| {
            let actor = actor.clone();
            store.write_blocking(move |tx| papers::revoke(tx, &actor, id, reason))
        };
        assert!(matches!(revoke(&approver, "Cấp nhầm"), Err(Error::NotIssued(_))), "what is not issued cannot be revoked");
        office.work();
        let approver_later = office.world.officer(Role::Approver, &crate::world::unit());
        assert!(matches!(revoke(&office.officer(), "Cấp nhầm"), Err(Error::Denied(_))), "a counter officer may not");
        assert!(matches!(revoke(&approver_later, "  "), Err(Error::ReasonMissing)));
        revoke(&approver_later, "Cấp nhầm người").expect("an approver may");
        let paper = office.check(&office.summary(id).code).expect("a code").expect("a paper");
        assert_eq!((paper.state, paper.seal), (PaperState::Revoked, SealCheck::Holds));
        assert!(paper.revoked_at.is_some());
        assert!(matches!(revoke(&approver_later, "Cấp nhầm người"), Err(Error::NotIssued(_))), "once is enough");
    });
}

#[test]
fn a_record_that_was_tampered_with_does_not_hold() {
    store::statements! {
        /// An intruder with access to the table renames the office.
        TAMPER = "UPDATE paper SET agency = 'UBND phường Khác'";
        /// An intruder swaps the bytes.
        SWAP = "UPDATE paper_file SET pdf = $1";
    }
    assert_eq!(ALL.len(), 2);
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store.clone());
        let id = office.request(&office.officer(), &Office::receipt()).expect("asked for");
        office.work();
        store.write_blocking(|tx| tx.execute(&TAMPER, store::params![]).map(drop)).expect("tampered");
        let paper = office.check(&office.summary(id).code).expect("a code").expect("a paper");
        assert_eq!(paper.seal, SealCheck::Broken);
        store.write_blocking(|tx| tx.execute(&SWAP, store::params![b"%PDF-1.7 forged".to_vec()]).map(drop)).expect("swapped");
        assert!(matches!(office.download(&office.officer(), id), Err(Error::Damaged(_))));
    });
}
