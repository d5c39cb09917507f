//! Systems of other agencies: keys, quotas, shutting out.

use crate::{Town, on_both, unit};
use access::{Actor, Denied, Role, Subject};
use accounts::{AccountError, AddClient, Secret};
use kernel::ClientId;

fn wanted() -> AddClient {
    AddClient {
        name: "Tiếp đón khám bệnh".to_owned(),
        agency: "Bảo hiểm xã hội".to_owned(),
        unit: unit("01"),
        purposes: vec!["verify-identity".to_owned(), "answer-agency".to_owned()],
        a_minute: 3,
        a_day: 5,
    }
}

fn added(town: &Town) -> (ClientId, Secret) {
    let command = wanted();
    town.act(&town.world.system(), move |tx, actor| accounts::add_client(tx, actor, &command)).expect("let in")
}

fn resolved(town: &Town, secret: Secret) -> Option<ClientId> {
    let now = town.now();
    let found = town.store.read_blocking(|tx| accounts::resolve_client(tx, secret.bytes(), now)).expect("reads");
    found.map(|client| client.client)
}

fn asking(town: &Town, client: ClientId) -> Actor {
    town.world.context.actor(Subject::Client { client }).scope(vec![unit("01")]).build()
}

#[test]
fn a_key_opens_until_it_is_replaced_for_a_day_or_the_system_is_shut_out() {
    on_both(|town| {
        let (id, first) = added(town);
        assert_eq!(resolved(town, first), Some(id));
        assert_eq!(resolved(town, Secret::from_bytes([7; 32])), None);
        let second =
            town.act(&town.world.system(), move |tx, actor| accounts::rotate_client(tx, actor, id)).expect("another key");
        assert_eq!((resolved(town, first), resolved(town, second)), (Some(id), Some(id)), "both open for a day");
        town.world.clock.advance_seconds(accounts::OVERLAP_HOURS * 3_600 + 1);
        assert_eq!((resolved(town, first), resolved(town, second)), (None, Some(id)));
        town.act(&town.world.system(), move |tx, actor| accounts::revoke_client(tx, actor, id)).expect("shut out");
        assert_eq!(resolved(town, second), None);
        let again = town.act(&town.world.system(), move |tx, actor| accounts::rotate_client(tx, actor, id));
        assert!(matches!(again, Err(AccountError::NotFound)));
    });
}

#[test]
fn a_quota_is_of_the_minute_and_of_the_day() {
    on_both(|town| {
        let (id, _) = added(town);
        let ask =
            |questions: u32| town.act(&asking(town, id), move |tx, actor| accounts::charge_client(tx, actor, id, questions));
        ask(3).expect("within the minute");
        assert!(matches!(ask(1), Err(AccountError::TooMany { retry_after_seconds: 1..=60 })));
        town.world.clock.advance_seconds(60);
        ask(2).expect("a minute later");
        town.world.clock.advance_seconds(60);
        assert!(matches!(ask(1), Err(AccountError::TooMany { retry_after_seconds: 61.. })), "the day is used up");
        town.world.clock.advance_seconds(86_400);
        ask(5).expect("a batch takes the whole of a fresh minute");
    });
}

#[test]
fn keepers_let_systems_in_where_they_keep_the_staff() {
    on_both(|town| {
        let add = |actor: &Actor, command: AddClient| {
            town.act(actor, move |tx, actor| accounts::add_client(tx, actor, &command).map(drop))
        };
        let keeper = town.officer(Role::Admin);
        assert!(matches!(add(&keeper, wanted()), Err(AccountError::Denied(Denied::Hidden))), "a district is not the city");
        add(&keeper, AddClient { unit: unit("01-001"), ..wanted() }).expect("let in");
        assert!(matches!(
            add(&town.officer(Role::Register), AddClient { unit: unit("01-001"), ..wanted() }),
            Err(AccountError::Denied(_))
        ));
        assert!(matches!(
            add(&town.world.system(), AddClient { purposes: Vec::new(), ..wanted() }),
            Err(AccountError::BadClient)
        ));
        assert!(matches!(add(&town.world.system(), AddClient { a_day: 0, ..wanted() }), Err(AccountError::BadClient)));
        let listed =
            town.store.read_blocking(|tx| accounts::clients(tx, &town.officer(Role::Admin), &unit("01-001"))).expect("permitted");
        assert_eq!(listed.len(), 1);
    });
}
