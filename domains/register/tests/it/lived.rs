//! Where somebody lived on a day as far as is known now, and the timeline of a person with that of their households.

use crate::world::{HANG_BAI, PHUC_XA, World, date, ground, mover, new_home, on_both};
use kernel::PersonId;
use kernel::Sex::{Female, Male};
use register::Relation::{Child, Head, Spouse};
use register::{AsOf, ChangeHead, ChangeId, ChangeKind, Fields, MovePermanent, NewHead, OnDay, Page, ReverseChange, Settled};

fn on_day(world: &World, person: PersonId, day: &str) -> Option<OnDay> {
    let (actor, day) = (world.city(), date(day));
    world.act(move |tx| register::on_day(tx, &actor, person, day)).expect("permitted")
}

fn communes(world: &World, person: PersonId, day: &str) -> Vec<String> {
    let then = on_day(world, person, day).expect("there");
    then.residences.into_iter().map(|home| home.unit.to_string()).collect()
}

/// A move of one person that happened on another day than it is registered.
fn moves(world: &World, person: PersonId, from: &str) -> Settled {
    let (actor, from) = (world.city(), date(from));
    world
        .act(move |tx| {
            let command = MovePermanent {
                people: vec![mover(person, Head)],
                to: new_home(HANG_BAI, "Số 9"),
                new_heads: Vec::new(),
                from,
                ground: ground(),
            };
            register::move_permanent(tx, &actor, &command)
        })
        .expect("a move")
}

#[test]
fn a_move_that_was_registered_late_counts_from_its_own_day() {
    on_both(|world| {
        let person = world.born("Trần Văn Dời", Male, "1990");
        world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        world.base.clock.advance_seconds(100 * 86_400);
        let moved = moves(&world, person, "2025-04-01");
        assert_eq!(communes(&world, person, "2025-03-05"), Vec::<String>::new());
        assert_eq!(communes(&world, person, "2025-03-06"), [PHUC_XA]);
        assert_eq!(communes(&world, person, "2025-03-31"), [PHUC_XA]);
        assert_eq!(communes(&world, person, "2025-04-01"), [HANG_BAI]);
        let actor = world.city();
        let written = world
            .act(move |tx| register::person_as_of(tx, &actor, person, AsOf::end_of(date("2025-05-01")), Fields::ALL))
            .expect("permitted")
            .expect("there");
        assert_eq!(written.residences[0].unit.as_str(), PHUC_XA, "which was not written down on that day");

        let actor = world.city();
        let change: ChangeId = moved.changes[0];
        world
            .act(move |tx| register::reverse_change(tx, &actor, &ReverseChange { change, ground: ground() }))
            .expect("it was a mistake");
        assert_eq!(communes(&world, person, "2025-05-01"), [PHUC_XA], "what was wrong never was");
        assert_eq!(communes(&world, person, "2025-04-01"), [PHUC_XA]);
        let elsewhere = world.officer("01-009-00331");
        let hidden = world.act(move |tx| register::on_day(tx, &elsewhere, person, date("2025-05-01"))).expect("permitted");
        assert_eq!(hidden, None);
    });
}

#[test]
fn who_is_known_roughly_lived_roughly() {
    on_both(|world| {
        let person = world.born("Trần Văn Xưa", Male, "1930");
        let alive = |day: &str| on_day(&world, person, day).expect("there").alive;
        assert_eq!((alive("1929-12-31"), alive("1930-06-01"), alive("1931-01-01")), (Some(false), None, Some(true)));
        world.dies(person, "2025-02", &[]).expect("a death");
        assert_eq!((alive("2025-01-31"), alive("2025-02-10"), alive("2025-03-01")), (Some(true), None, Some(false)));
    });
}

#[test]
fn a_timeline_has_what_changed_in_the_household_while_one_belonged_to_it() {
    on_both(|world| {
        let (father, mother) = (world.born("Trần Văn Cha", Male, "1960"), world.born("Lê Thị Mẹ", Female, "1962"));
        let son = world.born("Trần Văn Con", Male, "1990");
        let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (mother, Spouse), (son, Child)]);
        let head = |head: PersonId| {
            let actor = world.city();
            world
                .act(move |tx| {
                    let command = ChangeHead { household: home, head, relations: Vec::new(), ground: ground() };
                    register::change_head(tx, &actor, &command)
                })
                .expect("another head");
        };
        head(mother);
        moves(&world, son, "2025-03-06");
        head(father);
        let kinds = |person: PersonId| {
            let actor = world.city();
            let entries = world.act(move |tx| register::timeline(tx, &actor, person, Page::first(50))).expect("permitted");
            assert!(entries.windows(2).all(|pair| pair[0].id > pair[1].id), "the newest first, each once");
            entries.into_iter().filter(|entry| entry.household == Some(home)).map(|entry| entry.kind).collect::<Vec<_>>()
        };
        let heads = |person: PersonId| kinds(person).into_iter().filter(|kind| *kind == ChangeKind::Head).count();
        assert_eq!((heads(mother), heads(son)), (2, 1), "what came after the son had left is not his");
        assert!(kinds(son).contains(&ChangeKind::Formed));
        assert!(world.changes(mother).iter().all(|entry| entry.kind != ChangeKind::Head), "her own history has no household's");
        let elsewhere = world.officer("01-009-00331");
        let hidden = world.act(move |tx| register::timeline(tx, &elsewhere, mother, Page::first(50))).expect("permitted");
        assert_eq!(hidden, []);
        world.dies(father, "2025-03-06", &[NewHead { household: home, head: mother }]).expect("a death");
        assert_eq!(heads(mother), 3);
        world.is_sound();
    });
}
