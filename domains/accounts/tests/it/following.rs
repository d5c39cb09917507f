//! What the register says of people, and what it means for their accounts.

use crate::{NUMBER, PASSWORD, RULES, Town, citizen, contact, on_both, vi_du};
use access::Role;
use accounts::{AccountError, AccountState, CancelGround, OpenAtCounter};
use serde_json::json;

impl Town {
    fn happens(&self, topic: &'static str, person: i64) {
        let payload = json!({ "person": kernel::PersonId::from_raw(person), "kind": "death" });
        self.store.write_blocking::<_, store::Error, _>(move |tx| tx.publish(topic, &payload)).expect("publishes");
    }

    fn follow(&self) {
        store::testing::let_events_settle(&self.store);
        while accounts::jobs::follow_register(&self.store, &self.world.context).expect("follows") > 0 {}
    }
}

#[test]
fn a_death_ends_the_account_and_sign_in_says_why() {
    on_both(|town| {
        let session = town.opened();
        town.happens("register.corrected", 7);
        town.happens("register.death", 8);
        town.follow();
        assert!(town.resolve(&session).is_some(), "neither was about this person's death");
        town.happens("register.death", 7);
        town.follow();
        assert!(town.resolve(&session).is_none());
        let refused = town.sign_in(NUMBER, PASSWORD);
        assert!(matches!(refused, Err(AccountError::Cancelled(Some(CancelGround::Died)))), "{refused:?}");
        assert_eq!(town.events("accounts.cancelled").len(), 1);
        assert!(town.acts().contains(&"accounts.cancel".to_owned()));
        let id = citizen(&session);
        let life = town.store.read_blocking::<_, store::Error>(|tx| accounts::transitions(tx, id)).expect("reads");
        assert_eq!((life[0].to_state, life[0].ground.as_deref()), (AccountState::Cancelled, Some("died")));
        assert_eq!(life[0].by_whom, "system:accounts");
        town.happens("register.death", 7);
        town.follow();
    });
}

#[test]
fn who_comes_back_gets_the_account_anew_in_person() {
    on_both(|town| {
        let session = town.opened();
        town.happens("register.death", 7);
        town.follow();
        let open = |alive| {
            town.act(&town.officer(Role::Counter), move |tx, actor| {
                let facts = accounts::CitizenFacts { alive, ..vi_du() };
                accounts::open_at_counter(tx, actor, &facts, RULES, &OpenAtCounter { contact: contact() })
            })
        };
        assert!(matches!(open(false), Err(AccountError::NotConfirmed)));
        let opened = open(true).expect("opens anew");
        assert_eq!(opened.account, citizen(&session));
        let refused = town.sign_in(NUMBER, PASSWORD);
        assert!(matches!(refused, Err(AccountError::WrongCredentials)), "the old way in is gone: {refused:?}");
        town.activate(accounts::HolderKind::Citizen, NUMBER, &opened.code).expect("activates");
    });
}

#[test]
fn an_event_that_nobody_can_read_does_not_stop_the_rest() {
    on_both(|town| {
        let session = town.opened();
        town.store.write_blocking::<_, store::Error, _>(|tx| tx.publish("register.death", &json!("?"))).expect("publishes");
        town.happens("register.death", 7);
        town.follow();
        assert!(town.resolve(&session).is_none());
    });
}
