//! An applicant dies: what was begun, what was sent, and who is told.

use crate::city::{City, HANG_BAI, PHUC_XA, confirm, filing, on_both, pack, stay_in};
use dossiers::{Error, SaveDraft};
use kernel::PersonId;
use register::{BookEntry, CivilRules, DeathNotice, Ground, RegisterDeath};

fn dies(city: &City, person: PersonId) {
    let actor = city.base.system();
    let rules = CivilRules::of(pack().facts(), actor.today()).expect("the rules are in the pack");
    let death = move |tx: &mut store::Tx<'_>| {
        let command = RegisterDeath {
            person,
            on: actor.today().into(),
            notice: DeathNotice::default(),
            book: BookEntry::default(),
            new_heads: Vec::new(),
            ground: Ground::new("test"),
        };
        register::register_death(tx, &actor, &command, &rules)
    };
    city.store.write_blocking(death).expect("a death");
    store::testing::let_events_settle(&city.store);
    while dossiers::follow_register(&city.store).expect("follows") > 0 {}
}

#[test]
fn drafts_go_and_what_was_sent_says_so() {
    on_both(|city| {
        let (an, other) = (city.resident("Nguyễn Thị An", HANG_BAI), city.resident("Lê Thị Khác", HANG_BAI));
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        let draft_of = |person| {
            let command = SaveDraft {
                draft: None,
                service: "residence-confirmation".to_owned(),
                applicant: person,
                answers: crate::city::answers(confirm()),
                card: None,
            };
            city.does(&city.citizen(person), move |tx, actor, catalogue| dossiers::save_draft(tx, actor, catalogue, &command))
        };
        let (mine, theirs) = (draft_of(an).expect("kept"), draft_of(other).expect("kept"));
        let kept = |person, draft| {
            let actor = city.citizen(person);
            city.store.read_blocking(move |tx| dossiers::draft(tx, &actor, draft)).expect("readable").is_some()
        };
        assert!(kept(an, mine) && kept(other, theirs));
        let officer = city.one_stop(PHUC_XA);
        assert!(!city.opens(&officer, sent.id).expect("the dossier").applicant_died);
        let told = city.inbox(an).len();

        dies(&city, an);
        assert!(!kept(an, mine) && kept(other, theirs), "only the drafts of the dead go");
        assert!(city.opens(&officer, sent.id).expect("the office still sees it").applicant_died);
        city.receives(&officer, sent.id, &["dwelling"]).expect("received all the same");
        assert_eq!(city.inbox(an).len(), told, "nothing is sent to the dead");
        assert!(matches!(city.grants(&officer, sent.id), Err(Error::Register(register::Error::NotLiving(_)))));
        assert!(matches!(draft_of(an), Err(Error::Register(register::Error::NotLiving(_)))));
        let again = city.sends(&city.one_stop(HANG_BAI), filing(an, "residence-confirmation", confirm()));
        assert!(matches!(again, Err(Error::Register(register::Error::NotLiving(_)))));
    });
}
