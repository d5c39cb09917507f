//! The auditor's search.

use crate::{look, look_many, officer, on_both, person, seal_all, signer, unit};
use access::testing::{MORNING, World};
use access::{Grant, Role};
use audit::{ActorKind, Filter, SearchPage};
use kernel::StaffId;
use store::{Error, Store};

fn search(store: &Store, filter: &Filter, before: Option<i64>) -> SearchPage {
    store.read_blocking::<_, Error>(|tx| audit::search(tx, filter, before, 10)).expect("searches")
}

#[test]
fn filters_must_all_fit() {
    on_both(|store| {
        let world = World::new();
        let other = world.staff(StaffId::from_raw(42), vec![Grant::new(Role::Counter, unit("01-002"))]);
        look(&store, &officer(), [1, 2, 3]);
        look(&store, &other, [3]);
        look(&store, &world.citizen(person(3)), [3]);
        let filter = |actor, about: Option<i64>| Filter { actor, person: about.map(person), ..Filter::default() };
        let count = |filter: &Filter| search(&store, filter, None).entries.len();
        assert_eq!(count(&Filter::default()), 5);
        assert_eq!(count(&filter(None, Some(3))), 3);
        assert_eq!(count(&filter(Some((ActorKind::Staff, 42)), None)), 1);
        assert_eq!(count(&filter(Some((ActorKind::Staff, 42)), Some(3))), 1);
        assert_eq!(count(&filter(Some((ActorKind::Staff, 42)), Some(1))), 0);
        assert_eq!(count(&Filter { act: Some("read".to_owned()), ..Filter::default() }), 5);
        assert_eq!(count(&Filter { act: Some("register.move".to_owned()), ..Filter::default() }), 0);
    });
}

#[test]
fn a_time_span_is_half_open() {
    on_both(|store| {
        let world = World::new();
        for _ in 0..5 {
            look(&store, &world.officer(Role::Register, &unit("01")), [1]);
            seal_all(&store, &signer());
            world.clock.advance_seconds(3_600);
        }
        let span = |from: i64, to: i64| Filter {
            from: Some(MORNING.plus_seconds(from * 3_600)),
            to: Some(MORNING.plus_seconds(to * 3_600)),
            ..Filter::default()
        };
        let hours = |from, to| {
            search(&store, &span(from, to), None)
                .entries
                .iter()
                .map(|entry| entry.at.seconds_since(MORNING) / 3_600)
                .collect::<Vec<_>>()
        };
        assert_eq!(hours(1, 3), [2, 1]);
        assert_eq!(hours(0, 9), [4, 3, 2, 1, 0]);
        assert!(hours(5, 9).is_empty());
        let about = Filter { person: Some(person(1)), ..span(1, 3) };
        assert_eq!(search(&store, &about, None).entries.len(), 2);
    });
}

#[test]
fn pages_follow_each_other() {
    on_both(|store| {
        look_many(&store, &officer(), 35);
        let mut seen = Vec::new();
        let mut before = None;
        let mut pages = 0;
        loop {
            let page = search(&store, &Filter::default(), before);
            seen.extend(page.entries.iter().map(|entry| entry.seq));
            pages += 1;
            let Some(next) = page.next else { break };
            before = Some(next);
        }
        assert_eq!((seen.len(), pages), (35, 4));
        assert!(seen.is_sorted_by(|one, two| one > two));
    });
}
