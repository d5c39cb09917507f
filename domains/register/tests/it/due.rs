//! What is due in a unit.

use crate::world::{HANG_BAI, PHUC_XA, TRUC_BACH, World, alone, date, ground, mover, on_both, rules, unit};
use access::Actor;
use kernel::PersonId;
use kernel::Sex::{Female, Male};
use register::Relation::{Head, NonRelative};
use register::{Circumstance, DeclareAbsence, DueList, DueWish, Error, Page};

fn wish(list: DueList, days: u32) -> DueWish {
    DueWish { list, unit: None, days, rules: rules(), page: Page::first(20) }
}

fn listed(world: &World, actor: &Actor, wish: DueWish) -> Vec<(PersonId, String)> {
    let actor = actor.clone();
    let (rows, count) =
        world.act(move |tx| Ok((register::due(tx, &actor, &wish)?, register::due_count(tx, &actor, &wish)?))).expect("permitted");
    assert_eq!(rows.len(), count);
    rows.into_iter().map(|row| (row.person.id, row.day.to_string())).collect()
}

#[test]
fn terms_that_end_soon_are_listed_where_they_end() {
    on_both(|world| {
        let people: Vec<PersonId> = (0..3).map(|_| world.born("Nguyễn Thị Ví Dụ", Female, "1999")).collect();
        let stay = |person, code: &str, until: &str| {
            world.stay(&[mover(person, NonRelative)], alone(code, "Số 9"), until, false).expect("a stay");
        };
        stay(people[0], HANG_BAI, "2025-03-21");
        stay(people[1], HANG_BAI, "2025-03-22");
        stay(people[2], TRUC_BACH, "2025-03-10");
        let officer = world.officer(HANG_BAI);
        assert_eq!(listed(&world, &officer, wish(DueList::Expiring, 15)), [(people[0], "2025-03-21".to_owned())]);
        assert_eq!(listed(&world, &officer, wish(DueList::Expiring, 30)).len(), 2);
        assert_eq!(listed(&world, &world.city(), wish(DueList::Expiring, 30))[0].0, people[2], "the next first");
        let elsewhere = world.officer(HANG_BAI);
        let asked = DueWish { unit: Some(unit(PHUC_XA)), ..wish(DueList::Expiring, 15) };
        let refused = world.act(move |tx| register::due(tx, &elsewhere, &asked));
        assert!(matches!(refused, Err(Error::Denied(_))));
    });
}

#[test]
fn absences_that_are_over_or_long_are_listed() {
    on_both(|world| {
        let (short, long) = (world.born("Nguyễn Thị Ngắn", Female, "1999"), world.born("Nguyễn Văn Dài", Male, "1999"));
        world.household(PHUC_XA, "Số 1", &[(short, Head)]);
        world.household(PHUC_XA, "Số 2", &[(long, Head)]);
        for (person, until) in [(short, Some("2025-04-06")), (long, None)] {
            let actor = world.city();
            world
                .act(move |tx| {
                    let command = DeclareAbsence {
                        person,
                        circumstance: Circumstance::Ordinary,
                        from: date("2025-03-06"),
                        until: until.map(date),
                        place: "Xã Mẫu".to_owned(),
                        reason: "Đi làm".to_owned(),
                        ground: ground(),
                    };
                    register::declare_absence(tx, &actor, &command)
                })
                .expect("declared");
        }
        let officer = || world.officer(PHUC_XA);
        assert_eq!(listed(&world, &officer(), wish(DueList::AbsenceOver, 0)), []);
        world.base.clock.advance_seconds(32 * 24 * 3_600);
        assert_eq!(listed(&world, &officer(), wish(DueList::AbsenceOver, 0)), [(short, "2025-04-06".to_owned())]);
        assert_eq!(listed(&world, &officer(), wish(DueList::LongAbsent, 0)), []);
        world.base.clock.advance_seconds(333 * 24 * 3_600);
        let away: Vec<PersonId> = listed(&world, &officer(), wish(DueList::LongAbsent, 0)).into_iter().map(|row| row.0).collect();
        assert_eq!(away, [short, long], "a year to the day");
        assert_eq!(listed(&world, &officer(), wish(DueList::Newborn, 0)), []);
    });
}
