//! What entries say, and that they stay.

use crate::{look, officer, on_both, person, unit};
use access::testing::World;
use access::{Actor, Purpose, Role};
use audit::{Access, ActorKind, Change, Entry};
use kernel::{DossierId, PersonId, SessionId};
use store::{Error, Store};

store::statements! {
    /// Somebody with access to the database tries to change the log.
    REWRITE = "UPDATE audit_entry SET purpose = 'other' WHERE seq = 1";
    /// Or to remove from it.
    REMOVE = "DELETE FROM audit_entry WHERE seq = 1";
}

fn write(store: &Store, actor: &Actor, work: impl Fn(&mut store::Tx<'_>, &Actor) -> Result<(), Error> + Send + 'static) {
    let actor = actor.clone();
    store.write_blocking::<(), Error, _>(move |tx| work(tx, &actor)).expect("written");
}

fn of_person(store: &Store, about: PersonId) -> Vec<Entry> {
    store.read_blocking::<_, Error>(|tx| audit::of_person(tx, about, None, 50)).expect("read")
}

#[test]
fn a_citizen_sees_who_looked_from_which_office_why_and_at_what() {
    on_both(|store| {
        let mut actor = officer();
        actor.session = Some(SessionId::from_raw(77));
        actor.purpose = "residence-check".parse::<Purpose>().expect("a purpose");
        write(&store, &actor, |tx, actor| {
            let dossier = Some(DossierId::from_raw(5));
            audit::access(tx, actor, &Access { person: person(7), fields: &["name", "residence"], dossier })
        });
        let entries = of_person(&store, person(7));
        let [entry] = entries.as_slice() else { panic!("one entry: {entries:?}") };
        assert!(entry.is_access());
        assert_eq!(entry.at, actor.now());
        assert_eq!(entry.staff(), actor.staff());
        assert_eq!((entry.office.as_deref(), entry.role.as_deref()), (Some("01-001"), Some("register")));
        assert_eq!(entry.purpose, "residence-check");
        assert_eq!(entry.fields().collect::<Vec<_>>(), ["name", "residence"]);
        assert_eq!(entry.dossier, Some(DossierId::from_raw(5)));
        assert_eq!(entry.session, Some(SessionId::from_raw(77)));
        assert_eq!(of_person(&store, person(8)), []);
    });
}

#[test]
fn a_change_is_seen_by_the_person_whose_data_it_is() {
    on_both(|store| {
        write(&store, &officer(), |tx, actor| {
            let detail = serde_json::json!({ "ground": "CT01", "từ": "01-001-00001" });
            audit::change(
                tx,
                actor,
                &Change { entity: "residence", id: 3, person: Some(person(7)), act: "register.move", detail },
            )
        });
        let entries = of_person(&store, person(7));
        let [entry] = entries.as_slice() else { panic!("one entry: {entries:?}") };
        assert_eq!((entry.act.as_str(), entry.entity.as_deref(), entry.entity_id), ("register.move", Some("residence"), Some(3)));
        assert!(entry.detail.contains("01-001-00001"), "{}", entry.detail);
    });
}

#[test]
fn handling_a_dossier_is_a_purpose() {
    on_both(|store| {
        let mut actor = officer();
        actor.purpose = Purpose::none();
        write(&store, &actor, |tx, actor| {
            audit::access(tx, actor, &Access { person: person(7), fields: &[], dossier: Some(DossierId::from_raw(5)) })
        });
        assert_eq!(of_person(&store, person(7))[0].purpose, "serve-dossier");
    });
}

#[test]
fn own_visits_are_kept_but_not_listed_among_others() {
    on_both(|store| {
        let world = World::new();
        look(&store, &world.citizen(person(7)), [7, 8]);
        assert_eq!(of_person(&store, person(7)), []);
        let own = store.read_blocking::<_, Error>(|tx| audit::of_person_with_own(tx, person(7), None, 50)).expect("read");
        assert_eq!(own.iter().map(|entry| entry.actor_kind).collect::<Vec<_>>(), [ActorKind::Owner]);
        // Another citizen, such as the head of the household, is somebody else.
        assert_eq!(of_person(&store, person(8))[0].actor_kind, ActorKind::Citizen);
        look(&store, &world.system(), [7]);
        let entry = &of_person(&store, person(7))[0];
        assert_eq!((entry.actor_kind, entry.role.as_deref(), entry.staff()), (ActorKind::System, Some("test"), None));
    });
}

#[test]
fn pages_go_back_in_time_without_gaps() {
    on_both(|store| {
        look(&store, &officer(), std::iter::repeat_n(7, 7));
        look(&store, &World::new().officer(Role::Counter, &unit("01-002")), [8, 7]);
        let mut seen = Vec::new();
        let mut before = None;
        loop {
            let page = store.read_blocking::<_, Error>(|tx| audit::of_person(tx, person(7), before, 3)).expect("read");
            let Some(last) = page.last() else { break };
            before = Some(last.seq);
            seen.extend(page.iter().map(|entry| entry.seq));
        }
        assert_eq!(seen.len(), 8);
        assert!(seen.is_sorted_by(|one, two| one > two), "{seen:?}");
    });
}

#[test]
fn the_database_refuses_to_change_or_remove_an_entry() {
    on_both(|store| {
        look(&store, &officer(), [7]);
        for statement in ALL {
            let result: Result<u64, Error> = store.write_blocking(move |tx| tx.execute(statement, store::params![]));
            assert!(result.is_err(), "{} went through", statement.name());
        }
        assert_eq!(of_person(&store, person(7))[0].purpose, "serve-dossier");
    });
}
