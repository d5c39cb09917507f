//! Long absences: who declares them, and what ends them.

use crate::world::{HANG_BAI, PHUC_XA, World, date, ground, mover, new_home, on_both};
use access::Actor;
use kernel::PersonId;
use kernel::Sex::{Female, Male};
use register::Relation::{Child, Head};
use register::{Absence, AbsenceId, ChangeKind, Circumstance, DeclareAbsence, EndAbsence, Error, Page, ReverseChange};

fn declare(world: &World, actor: &Actor, person: PersonId, from: &str, until: Option<&str>) -> Result<AbsenceId, Error> {
    let (actor, from, until) = (actor.clone(), date(from), until.map(date));
    world.act(move |tx| {
        let command = DeclareAbsence {
            person,
            circumstance: Circumstance::Ordinary,
            from,
            until,
            place: " Thành phố  Mẫu ".to_owned(),
            reason: "Đi làm".to_owned(),
            ground: ground(),
        };
        register::declare_absence(tx, &actor, &command)
    })
}

fn end(world: &World, actor: &Actor, person: PersonId, on: &str) -> Result<register::ChangeId, Error> {
    let (actor, on) = (actor.clone(), date(on));
    world.act(move |tx| register::end_absence(tx, &actor, &EndAbsence { person, on, ground: ground() }))
}

fn absences(world: &World, person: PersonId) -> Vec<Absence> {
    let actor = world.city();
    world.act(move |tx| register::absences_of(tx, &actor, person, 10)).expect("permitted")
}

#[test]
fn a_citizen_is_away_and_comes_back() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        let citizen = world.base.citizen(person);
        assert!(matches!(declare(&world, &citizen, person, "2025-04-01", None), Err(Error::ResidenceNotFound)));
        world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        assert!(matches!(declare(&world, &citizen, person, "2025-04-01", Some("2025-03-31")), Err(Error::EndsBeforeStart)));
        declare(&world, &citizen, person, "2025-04-01", Some("2026-06-30")).expect("declared");
        assert!(matches!(declare(&world, &citizen, person, "2025-04-01", None), Err(Error::AbsentAlready(_))));
        let away = absences(&world, person);
        assert_eq!((away[0].place.as_str(), away[0].unit.as_str(), away[0].returned), ("Thành phố Mẫu", PHUC_XA, None));
        assert!(away[0].is_over(date("2026-07-01")) && !away[0].is_over(date("2026-06-30")));

        assert!(matches!(end(&world, &citizen, person, "2025-03-31"), Err(Error::EndsBeforeStart)));
        end(&world, &citizen, person, "2025-05-01").expect("back");
        assert!(matches!(end(&world, &citizen, person, "2025-05-01"), Err(Error::NotAbsent(_))));
        assert_eq!(absences(&world, person)[0].returned, Some(date("2025-05-01")));
        let actor = world.city();
        let entries = world.act(move |tx| register::history(tx, &actor, person, Page::first(5))).expect("permitted");
        assert_eq!((entries[0].kind, entries[1].kind), (ChangeKind::Back, ChangeKind::Absent));
        assert_eq!((&entries[0].before["place"], &entries[0].after["returned"]), (&"Thành phố Mẫu".into(), &"2025-05-01".into()));
        world.is_sound();
    });
}

#[test]
fn others_speak_only_for_minors_and_in_their_units() {
    on_both(|world| {
        let (father, child) = (world.born("Trần Văn Cha", Male, "1980"), world.born("Trần Thị Con", Female, "2015"));
        let grown = world.born("Trần Văn Lớn", Male, "2000");
        world.household(PHUC_XA, "Số 1", &[(father, Head), (child, Child), (grown, Child)]);
        let parent = world.base.citizen(father);
        declare(&world, &parent, child, "2025-04-01", None).expect("for a child");
        assert!(matches!(declare(&world, &parent, grown, "2025-04-01", None), Err(Error::PersonNotFound)));
        let sibling = world.base.citizen(child);
        assert!(matches!(declare(&world, &sibling, father, "2025-04-01", None), Err(Error::PersonNotFound)));
        let here = world.officer(PHUC_XA);
        declare(&world, &here, grown, "2025-04-01", None).expect("by the commune's officer");
        let elsewhere = world.officer(HANG_BAI);
        assert!(matches!(declare(&world, &elsewhere, father, "2025-04-01", None), Err(Error::PersonNotFound)));
        world.is_sound();
    });
}

#[test]
fn who_moves_is_no_longer_away_from_the_old_place() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        declare(&world, &world.city(), person, "2025-03-06", None).expect("declared");
        let moved = world.move_to(&[mover(person, Head)], new_home(HANG_BAI, "Số 9"), &[]).expect("a move");
        assert_eq!(absences(&world, person)[0].returned, Some(date("2025-03-06")));
        world.is_sound();

        // A move that was a mistake is undone with what it ended.
        let actor = world.city();
        let change = moved.changes[0];
        world
            .act(move |tx| register::reverse_change(tx, &actor, &ReverseChange { change, ground: ground() }))
            .expect("it is undone");
        let away = absences(&world, person);
        assert_eq!((away[0].returned, away[0].unit.as_str()), (None, PHUC_XA));
        world.is_sound();
        let actor = world.city();
        let declared = world
            .act(move |tx| register::history(tx, &actor, person, Page::first(20)))
            .expect("permitted")
            .into_iter()
            .find(|entry| entry.kind == ChangeKind::Absent)
            .expect("it was declared");
        let actor = world.city();
        let undone =
            world.act(move |tx| register::reverse_change(tx, &actor, &ReverseChange { change: declared.id, ground: ground() }));
        assert!(undone.is_err(), "what was built on it is undone first");
    });
}

#[test]
fn who_dies_is_away_no_longer() {
    on_both(|world| {
        let person = world.born("Trần Văn Xa", Male, "1960-01-02");
        world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        declare(&world, &world.city(), person, "2025-03-06", None).expect("away");
        world.base.clock.advance_seconds(4 * 24 * 3_600);
        let death = world.dies(person, "2025-03-09", &[]).expect("a death");
        assert_eq!(absences(&world, person)[0].returned, Some(date("2025-03-09")));
        let actor = world.city();
        let undo = ReverseChange { change: death.change, ground: ground() };
        world.act(move |tx| register::reverse_change(tx, &actor, &undo)).expect("it was somebody else");
        assert_eq!(absences(&world, person)[0].returned, None, "and is away again when it was a mistake");
        // A death before the absence began: it never did.
        world.dies(person, "2025-03", &[]).expect("a death");
        world.is_sound();
    });
}
