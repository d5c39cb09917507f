//! Deaths, persons who go missing, and those who come back.

use crate::civil::{book, refused};
use crate::world::{HANG_BAI, PHUC_XA, World, alone, birth, ground, mover, name, new_home, on_both};
use kernel::Sex::{Female, Male};
use kernel::{HouseholdId, PersonId};
use register::Relation::{Child, Head, NonRelative, OtherRelative, Spouse};
use register::{
    ChangeKind, CivilError, CivilRecord, CorrectPerson, EndReason, Error, Fact, Home, Kin, LifeState, MaritalStatus, NewHead,
    Page,
};

struct Family {
    father: PersonId,
    mother: PersonId,
    son: PersonId,
    home: HouseholdId,
}

fn family(world: &World) -> Family {
    let father = world.born("Trần Văn Cha", Male, "1960-01-02");
    let mother = world.born("Lê Thị Mẹ", Female, "1962-03-04");
    world.marry(father, mother, "1985-06-07").expect("a marriage");
    let son = world.child_of(mother, father, "Trần Văn Con", Male, "1990-05-06");
    let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (mother, Spouse), (son, Child)]);
    Family { father, mother, son, home }
}

#[test]
fn the_death_of_a_head_asks_for_the_next_and_leaves_a_widow() {
    on_both(|world| {
        let Family { father, mother, son, home } = family(&world);
        let actor = world.officer(PHUC_XA);
        let needed = world.act(move |tx| register::heads_needed_without(tx, &actor, father)).expect("permitted");
        let candidates: Vec<PersonId> = needed[0].candidates.iter().map(|member| member.person.id).collect();
        assert_eq!((needed.len(), needed[0].household, candidates), (1, home, vec![mother, son]));
        assert!(needed[0].candidates.iter().all(|member| member.person.number.is_none()));
        assert!(matches!(world.dies(father, "2025-03-01", &[]), Err(Error::NewHeadNeeded { .. })));
        assert_eq!(world.record(father).state, LifeState::Living, "a refused death changes nothing");

        let done = world.dies(father, "2025-03-01", &[NewHead { household: home, head: mother }]).expect("a death");
        let dead = world.record(father);
        assert_eq!((dead.state, dead.died_on, dead.residences.len()), (LifeState::Dead, Some(birth("2025-03-01")), 0));
        let household = world.open_household(home);
        assert_eq!((household.head, household.members.len()), (Some(mother), 2));
        assert_eq!(world.record(mother).facts.marital, Some(MaritalStatus::Widowed));
        assert_eq!(world.kin(mother, Kin::Spouse), []);
        assert_eq!(world.kin(son, Kin::Father), [father], "who was whose father stays true");

        let entries = world.changes(father);
        let entry = entries.iter().find(|entry| entry.kind == ChangeKind::Death).expect("the death leads the act");
        assert_eq!((entry.id, entry.kind), (done.change, ChangeKind::Death));
        assert_eq!((&entry.before["state"], &entry.after["state"]), (&"living".into(), &"dead".into()));
        assert_eq!(entry.after["died_on"], "2025-03-01");
        let books = CivilRecord::of(&entry.after).expect("the books");
        assert_eq!((books.book, books.late), (book("7"), Some(false)));
        assert_eq!(books.notice.and_then(|notice| notice.place).as_deref(), Some("Bệnh viện Mẫu"));
        let widowed = &world.changes(mother)[0];
        assert_eq!((widowed.kind, &widowed.before["marital"]), (ChangeKind::Widowed, &"married".into()));
        let actor = world.city();
        let past = world.act(move |tx| register::past_residences(tx, &actor, father, Page::first(5))).expect("permitted");
        assert_eq!(past[0].end_reason, Some(EndReason::Died));
        world.is_sound();
    });
}

#[test]
fn what_the_dead_cannot_do() {
    on_both(|world| {
        let Family { father, mother, son, home } = family(&world);
        let alive = world.born("Phạm Thị Sống", Female, "1970");
        world.dies(father, "2025-03", &[NewHead { household: home, head: mother }]).expect("known to the month");
        assert_eq!(refused(world.dies(father, "2025-03-02", &[])), CivilError::AlreadyDead(father));
        assert!(matches!(world.marry(father, alive, "2025-03-05"), Err(Error::NotLiving(_))));
        assert!(matches!(world.divorce(father, "2025-03-05"), Err(Error::NotLiving(_))));
        assert!(matches!(world.move_to(&[mover(father, Head)], new_home(HANG_BAI, "Số 9"), &[]), Err(Error::NotLiving(_))));
        assert!(matches!(world.move_to(&[mover(father, Child)], Home::Join(home), &[]), Err(Error::NotLiving(_))));
        let stay = world.stay(&[mover(father, NonRelative)], alone(HANG_BAI, "Số 2"), "2025-12-31", false);
        assert!(matches!(stay, Err(Error::NotLiving(_))));
        let child = world.born("Trần Thị Bé", Female, "2020-01-01");
        assert!(matches!(world.guard(child, father, false), Err(Error::NotLiving(_))));
        assert!(matches!(world.adopt(child, &[father], false, false), Err(Error::NotLiving(_))));
        assert!(matches!(world.goes_missing(father, &[]), Err(Error::NotLiving(_))));
        let actor = world.city();
        let corrected = world.act(move |tx| {
            let facts = vec![Fact::Name(name("Trần Văn Khác"))];
            register::correct_person(tx, &actor, &CorrectPerson { person: father, version: None, facts, ground: ground() })
        });
        assert!(matches!(corrected, Err(Error::NotLiving(_))), "a dead person's record is closed");
        world.marry(mother, world.born("Phạm Văn Mới", Male, "1960"), "2025-03-05").expect("a widow may marry");
        assert_eq!(world.kin(son, Kin::Mother), [mother]);
        world.is_sound();
    });
}

#[test]
fn a_death_has_a_day_that_can_be() {
    on_both(|world| {
        let person = world.born("Trần Văn Mẫu", Male, "1960-01-02");
        assert_eq!(refused(world.dies(person, "2025-03-07", &[])), CivilError::BadDay);
        assert_eq!(refused(world.dies(person, "1960-01-01", &[])), CivilError::BadDay);
        world.dies(person, "2024", &[]).expect("known to the year");
        let books = CivilRecord::of(&world.changes(person)[0].after).expect("the books");
        assert_eq!(books.late, Some(true));
        world.is_sound();
    });
}

#[test]
fn the_last_of_a_household_dissolves_it_and_two_homes_end() {
    on_both(|world| {
        let person = world.born("Trần Văn Một", Male, "1960-01-02");
        let home = world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        world.stay(&[mover(person, NonRelative)], alone(HANG_BAI, "Số 2"), "2025-12-31", false).expect("a stay");
        world.dies(person, "2025-03-06", &[]).expect("a death");
        assert!(world.open_household(home).dissolved_on.is_some());
        assert!(world.record(person).residences.is_empty());
        let kinds: Vec<ChangeKind> = world.changes(person).iter().map(|change| change.kind).take(3).collect();
        assert_eq!(kinds, [ChangeKind::Ended, ChangeKind::Ended, ChangeKind::Death], "the death leads what follows from it");
        world.is_sound();
    });
}

#[test]
fn a_guardian_who_dies_leaves_the_ward_without_one() {
    on_both(|world| {
        let (ward, guardian) = (world.born("Lê Văn Bé", Male, "2015-01-01"), world.born("Lê Thị Cô", Female, "1970"));
        world.guard(ward, guardian, false).expect("a guardian");
        assert_eq!(world.kin(ward, Kin::Guardian), [guardian]);
        world.dies(guardian, "2025-03-01", &[]).expect("a death");
        assert_eq!(world.kin(ward, Kin::Guardian), []);
        let entry = &world.changes(ward)[0];
        assert_eq!((entry.kind, &entry.before["guardian"]), (ChangeKind::Guardianship, &guardian.to_string().into()));
        world.is_sound();
    });
}

#[test]
fn who_was_missing_comes_home_as_a_member() {
    on_both(|world| {
        let Family { father, mother, son, home } = family(&world);
        assert!(matches!(world.goes_missing(father, &[]), Err(Error::NewHeadNeeded { .. })));
        world.goes_missing(father, &[NewHead { household: home, head: son }]).expect("missing");
        assert_eq!(world.record(father).state, LifeState::Missing);
        assert_eq!(world.record(mother).facts.marital, Some(MaritalStatus::Married), "a marriage waits");
        assert_eq!(world.kin(mother, Kin::Spouse), [father]);
        assert!(matches!(world.marry(mother, world.born("Phạm Văn X", Male, "1960"), "2025-03-05"), Err(Error::Civil(_))));
        world.comes_back(father, true).expect("found");
        let back = world.record(father);
        let lives = back.permanent().expect("a home");
        assert_eq!((back.state, lives.household, lives.relation), (LifeState::Living, Some(home), Some(OtherRelative)));
        assert_eq!(refused(world.comes_back(father, false)), CivilError::NotMissing(father));
        world.is_sound();
    });
}

#[test]
fn who_was_declared_dead_comes_back_to_the_marriage() {
    on_both(|world| {
        let Family { father, mother, home, .. } = family(&world);
        world.dies(father, "2024", &[NewHead { household: home, head: mother }]).expect("declared dead");
        world.comes_back(father, false).expect("found");
        let back = world.record(father);
        assert_eq!((back.state, back.died_on, back.residences.len()), (LifeState::Living, None, 0));
        assert_eq!(world.record(mother).facts.marital, Some(MaritalStatus::Married));
        assert_eq!(world.kin(mother, Kin::Spouse), [father]);

        let (alone, other) = (world.born("Lê Văn Đơn", Male, "1970"), world.born("Lê Thị Mới", Female, "1972"));
        let home = world.household(HANG_BAI, "Số 5", &[(alone, Head)]);
        world.goes_missing(alone, &[]).expect("missing");
        assert!(world.open_household(home).dissolved_on.is_some());
        world.comes_back(alone, true).expect("found");
        let lives = world.record(alone);
        let lives = lives.permanent().expect("a home");
        assert_eq!((lives.address.as_str(), lives.relation, lives.household == Some(home)), ("Số 5", Some(Head), false));
        world.marry(alone, other, "2025-03-06").expect("the living marry");
        world.is_sound();
    });
}

#[test]
fn a_death_of_the_wrong_person_is_undone_with_all_that_followed() {
    on_both(|world| {
        let Family { father, mother, son, home } = family(&world);
        let ward = world.born("Lê Văn Bé", Male, "2015-01-01");
        world.guard(ward, father, false).expect("a guardian");
        let done = world.dies(father, "2025-03-01", &[NewHead { household: home, head: mother }]).expect("a death");
        let actor = world.city();
        let undo = world.act(move |tx| {
            register::reverse_change(tx, &actor, &register::ReverseChange { change: done.change, ground: ground() })
        });
        assert!(undo.expect("undone").undone.len() >= 5, "the death, the home, the head, the widow and the ward");
        let back = world.record(father);
        assert_eq!((back.state, back.died_on, back.residences.len()), (LifeState::Living, None, 1));
        assert_eq!(world.record(mother).facts.marital, Some(MaritalStatus::Married));
        assert_eq!((world.kin(mother, Kin::Spouse), world.kin(ward, Kin::Guardian)), (vec![father], vec![father]));
        assert_eq!(world.open_household(home).head, Some(father));
        assert_eq!(world.kin(son, Kin::Father), [father]);
        world.is_sound();
    });
}

#[test]
fn a_marriage_is_undone_while_nothing_was_built_on_it() {
    on_both(|world| {
        let (one, other) = (world.born("Lê Văn Đơn", Male, "1970"), world.born("Lê Thị Mới", Female, "1972"));
        let done = world.marry(one, other, "2025-03-01").expect("a marriage");
        let undo = |change| {
            let actor = world.city();
            world.act(move |tx| register::reverse_change(tx, &actor, &register::ReverseChange { change, ground: ground() }))
        };
        let parted = world.divorce(one, "2025-03-02").expect("a divorce");
        assert!(matches!(undo(done.change), Err(Error::LaterChanges(_))));
        undo(parted.change).expect("the divorce was a mistake");
        assert_eq!(world.kin(one, Kin::Spouse), [other]);
        let again = world.divorce(one, "2025-03-02").expect("a divorce");
        world.marry(one, world.born("Trần Thị Khác", Female, "1975"), "2025-03-03").expect("married again");
        assert!(matches!(undo(again.change), Err(Error::LaterChanges(_))), "the new marriage was built on it");
        world.is_sound();
    });
}
