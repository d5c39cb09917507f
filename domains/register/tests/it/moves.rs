//! Moves: permanent, temporary, ending, expiry.

use crate::world::{
    HANG_BAI, PHUC_XA, TRUC_BACH, World, alone, birth, date, facts, ground, mover, name, new_home, on_both, unit,
};
use kernel::Sex::{Female, Male};
use register::Relation::{Child, Head, NonRelative, Spouse};
use register::{ChangeKind, EndReason, EndResidence, Error, Home, NewHead, Page, ResidenceKind, Stay};

fn history(world: &World, person: kernel::PersonId) -> Vec<register::Change> {
    let actor = world.city();
    world.act(move |tx| register::history(tx, &actor, person, Page::first(50))).expect("permitted")
}

#[test]
fn a_couple_moves_in_with_a_household_and_leaves_nothing_behind() {
    on_both(|world| {
        let host = world.born("Trần Văn Mẫu", Male, "1960-02-03");
        let home = world.household(HANG_BAI, "Số 8 phố Hàng Bài", &[(host, Head)]);
        let (wife, husband) = (world.born("Nguyễn Thị Ví Dụ", Female, "1990-05-17"), world.born("Lê Văn Thử", Male, "1988"));
        let old = world.household(PHUC_XA, "Số 1 phố Phúc Xá", &[(husband, Head), (wife, Spouse)]);

        let movers = [mover(wife, Child), mover(husband, register::Relation::ChildInLaw)];
        let settled = world.move_to(&movers, Home::Join(home), &[]).expect("a move");
        assert_eq!((settled.household, settled.unit), (Some(home), unit(HANG_BAI)));

        let record = world.record(wife);
        assert_eq!(record.unit, unit(HANG_BAI));
        let lives = record.permanent().expect("a permanent residence");
        assert_eq!((lives.household, lives.relation, lives.head), (Some(home), Some(Child), Some(host)));
        assert_eq!((lives.address.as_str(), lives.from), ("Số 8 phố Hàng Bài", Some(date("2025-03-06"))));

        let left = world.open_household(old);
        assert!(left.members.is_empty() && left.dissolved_on == Some(date("2025-03-06")) && left.head.is_none());
        let joined = world.open_household(home);
        assert_eq!(joined.members.iter().map(|member| member.person.id).collect::<Vec<_>>(), [host, husband, wife]);

        let entries = history(&world, wife);
        assert_eq!(
            entries.iter().map(|entry| entry.kind).collect::<Vec<_>>(),
            [ChangeKind::Permanent, ChangeKind::Permanent, ChangeKind::Created]
        );
        let last = &entries[0];
        assert_eq!(last.before["address"], "Số 1 phố Phúc Xá");
        assert_eq!(last.after["address"], "Số 8 phố Hàng Bài");
        assert_eq!((last.ground.basis.as_str(), last.ground.evidence.as_deref()), ("law-68-2020-art-21", Some("CT01/12")));
        assert!(last.by.starts_with("stf_"), "{}", last.by);

        let actor = world.city();
        let past = world.act(move |tx| register::past_residences(tx, &actor, wife, Page::first(10))).expect("permitted");
        assert_eq!(past.len(), 1);
        assert_eq!((past[0].ended, past[0].end_reason), (Some(date("2025-03-06")), Some(EndReason::Moved)));
        world.is_sound();
    });
}

#[test]
fn the_same_address_is_the_same_dwelling() {
    on_both(|world| {
        let (one, two) = (world.born("Trần Văn Mẫu", Male, "1960"), world.born("Lê Thị Mẫu", Female, "1961"));
        let first = world.household(PHUC_XA, "Số 5, ngõ 12 Phúc Xá", &[(one, Head)]);
        let second = world.household(PHUC_XA, "so 5 ngo 12 phúc xá", &[(two, Head)]);
        assert_eq!(world.open_household(first).dwelling, world.open_household(second).dwelling);
    });
}

#[test]
fn a_temporary_residence_stands_beside_the_permanent_one() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        world.household(PHUC_XA, "Số 1 phố Phúc Xá", &[(person, Head)]);
        let settled = world
            .stay(&[mover(person, NonRelative)], alone(HANG_BAI, "Phòng 3 nhà trọ số 9"), "2026-03-05", false)
            .expect("a stay");
        assert_eq!(settled.household, None);

        let record = world.record(person);
        assert_eq!(record.unit, unit(PHUC_XA), "the commune of the permanent residence still answers");
        assert_eq!(record.permanent().map(|lives| lives.unit.clone()), Some(unit(PHUC_XA)));
        let stays = record.temporary(date("2025-03-06")).expect("a temporary residence");
        assert_eq!((stays.unit.clone(), stays.until, stays.household), (unit(HANG_BAI), Some(date("2026-03-05")), None));
        assert!(record.temporary(date("2026-03-06")).is_none(), "the term is over");

        // The officer of the commune of the stay sees the record too.
        assert!(world.look(&world.officer(HANG_BAI), person).expect("permitted").is_some());
        assert!(world.look(&world.officer(TRUC_BACH), person).expect("permitted").is_none());
        world.is_sound();
    });
}

#[test]
fn a_stay_is_refused_for_its_reasons() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        world.household(PHUC_XA, "Số 1 phố Phúc Xá", &[(person, Head)]);
        let who = [mover(person, NonRelative)];
        let there = || alone(HANG_BAI, "Số 9");
        assert!(matches!(world.stay(&who, there(), "2027-03-07", false), Err(Error::TemporaryTooLong { months_max: 24 })));
        assert!(matches!(world.stay(&who, there(), "2025-03-05", false), Err(Error::EndsBeforeStart)));
        assert!(matches!(world.stay(&who, alone(PHUC_XA, "Số 2"), "2026-01-01", false), Err(Error::SameCommuneAsPermanent(_))));
        assert!(matches!(world.stay(&who, alone("01-002", "Số 2"), "2026-01-01", false), Err(Error::NotACommune(_))));
        assert!(matches!(world.stay(&who, alone(HANG_BAI, " , "), "2026-01-01", false), Err(Error::BadAddress)));
        assert!(matches!(world.stay(&[], there(), "2026-01-01", false), Err(Error::Nobody)));
        let twice = [mover(person, NonRelative), mover(person, NonRelative)];
        assert!(matches!(world.stay(&twice, there(), "2026-01-01", false), Err(Error::NamedTwice(_))));

        world.stay(&who, there(), "2026-01-01", false).expect("a stay");
        assert!(matches!(world.stay(&who, alone(TRUC_BACH, "Số 3"), "2026-01-01", false), Err(Error::TemporaryInForce(_))));
        // A renewal or a move replaces it.
        world.stay(&who, alone(TRUC_BACH, "Số 3"), "2026-06-01", true).expect("another stay");
        let record = world.record(person);
        assert_eq!(record.residences.len(), 2);
        assert_eq!(record.temporary(date("2026-06-01")).map(|stay| stay.unit.clone()), Some(unit(TRUC_BACH)));
        world.is_sound();
    });
}

#[test]
fn who_settles_for_good_stays_no_longer() {
    on_both(|world| {
        let host = world.born("Trần Văn Mẫu", Male, "1960");
        let home = world.household(HANG_BAI, "Số 8 phố Hàng Bài", &[(host, Head)]);
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        world.stay(&[mover(person, NonRelative)], Stay::Home(Home::Join(home)), "2026-03-05", false).expect("a stay");
        assert_eq!(world.open_household(home).members.len(), 2);
        world.move_to(&[mover(person, NonRelative)], Home::Join(home), &[]).expect("a move");
        let record = world.record(person);
        assert_eq!(record.residences.len(), 1);
        assert_eq!(record.residences[0].kind, ResidenceKind::Permanent);
        assert_eq!(world.open_household(home).members.len(), 2);
        assert!(matches!(world.move_to(&[mover(person, NonRelative)], Home::Join(home), &[]), Err(Error::LivesThereAlready(_))));
        world.is_sound();
    });
}

#[test]
fn a_head_of_temporary_residents_who_settles_goes_on_heading() {
    on_both(|world| {
        let (head, friend) = (world.born("Trần Văn Mẫu", Male, "1990"), world.born("Lê Văn Thử", Male, "1991"));
        let stay = Stay::Home(new_home(HANG_BAI, "Số 9"));
        let settled = world.stay(&[mover(head, Head), mover(friend, NonRelative)], stay, "2026-03-05", false).expect("a stay");
        let home = settled.household.expect("a household");
        assert!(matches!(world.move_to(&[mover(head, NonRelative)], Home::Join(home), &[]), Err(Error::OneHeadExactly)));
        world.move_to(&[mover(head, Head)], Home::Join(home), &[]).expect("a move");
        let household = world.open_household(home);
        assert_eq!((household.head, household.members.len()), (Some(head), 2));
        world.is_sound();
    });
}

/// Such a term would replace a residence in force and end at once.
#[test]
fn a_term_that_is_over_is_not_registered() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        let who = [mover(person, NonRelative)];
        world.stay(&who, alone(HANG_BAI, "Số 9"), "2026-01-01", false).expect("a stay");
        world.base.clock.advance_seconds(10 * 24 * 3_600);
        let over = world.stay(&who, alone(TRUC_BACH, "Số 3"), "2025-03-10", true);
        assert!(matches!(over, Err(Error::EndsBeforeStart)), "{over:?}");
        assert_eq!(world.record(person).unit, unit(HANG_BAI));
        world.is_sound();
    });
}

#[test]
fn a_stay_ends_with_its_term() {
    on_both(|world| {
        let (head, teen, friend, child) = (
            world.born("Trần Văn Mẫu", Male, "1990"),
            // Comes of age between the end of the term and the day on which it is noticed.
            world.born("Lê Thị Lớn", Female, "2007-04-05"),
            world.born("Lê Văn Thử", Male, "1991"),
            world.born("Lê Thị Con", Female, "2015"),
        );
        let stay = Stay::Home(new_home(HANG_BAI, "Số 9"));
        let settled = world.stay(&[mover(head, Head)], stay, "2025-04-01", false).expect("a stay");
        let home = settled.household.expect("a household");
        let joining = [mover(teen, NonRelative), mover(friend, NonRelative), mover(child, NonRelative)];
        world.stay(&joining, Stay::Home(Home::Join(home)), "2026-03-01", false).expect("a stay");

        let system = world.base.system();
        assert_eq!(register::jobs::expire_all(&world.store, &system).expect("the job runs"), 0);
        world.base.clock.advance_seconds(40 * 24 * 3_600);
        let later = world.base.system();
        assert_eq!(register::jobs::expire_all(&world.store, &later).expect("the job runs"), 1);
        assert_eq!(register::jobs::expire_all(&world.store, &later).expect("the job runs again"), 0);

        assert!(world.record(head).residences.is_empty());
        assert_eq!(world.record(head).unit, unit(HANG_BAI), "the last commune still answers");
        // The adult takes over, not the child, and not who was a child when the term ended.
        assert_eq!(world.open_household(home).head, Some(friend));
        let officer = world.officer(PHUC_XA);
        let refused = world.act(move |tx| register::expire_temporary(tx, &officer).map(|_| ()));
        assert!(refused.is_ok(), "a population officer may run it");
        world.is_sound();
    });
}

#[test]
fn a_residence_is_ended_on_a_ground() {
    on_both(|world| {
        let (head, wife) = (world.born("Trần Văn Mẫu", Male, "1960"), world.born("Lê Thị Mẫu", Female, "1961"));
        let home = world.household(PHUC_XA, "Số 1", &[(head, Head), (wife, Spouse)]);
        let end = |new_heads: Vec<NewHead>, on: &'static str, officer: &str| {
            let actor = world.officer(officer);
            world.act(move |tx| {
                let command = EndResidence {
                    person: head,
                    kind: ResidenceKind::Permanent,
                    on: date(on),
                    reason: EndReason::Emigrated,
                    new_heads: new_heads.clone(),
                    ground: ground(),
                };
                register::end_residence(tx, &actor, &command)
            })
        };
        assert!(matches!(end(Vec::new(), "2025-05-01", HANG_BAI), Err(Error::PersonNotFound)), "another commune's officer");
        assert!(matches!(end(Vec::new(), "2025-01-01", PHUC_XA), Err(Error::EndsBeforeStart)));
        assert!(matches!(end(Vec::new(), "2025-05-01", PHUC_XA), Err(Error::NewHeadNeeded { .. })));
        end(vec![NewHead { household: home, head: wife }], "2025-05-01", PHUC_XA).expect("it ends");
        assert!(world.record(head).residences.is_empty());
        assert_eq!(world.open_household(home).head, Some(wife));
        assert!(matches!(end(Vec::new(), "2025-05-01", PHUC_XA), Err(Error::ResidenceNotFound)));
        world.is_sound();
    });
}

#[test]
fn only_the_commune_one_comes_to_registers() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        let attempt = |officer: &str| {
            let actor = world.officer(officer);
            world.act(move |tx| {
                let command = register::MovePermanent {
                    people: vec![mover(person, Head)],
                    to: new_home(HANG_BAI, "Số 9"),
                    new_heads: Vec::new(),
                    from: date("2025-03-06"),
                    ground: ground(),
                };
                register::move_permanent(tx, &actor, &command)
            })
        };
        assert!(matches!(attempt(PHUC_XA), Err(Error::Denied(_))));
        attempt(HANG_BAI).expect("the commune of arrival registers");
        world.is_sound();
    });
}

#[test]
fn facts_keep_their_form() {
    on_both(|world| {
        let mut known = facts("Nguyễn Thị Ví Dụ", Female, "1962-05");
        known.origin = Some("Xã Mẫu".to_owned());
        let person = world.create(&world.city(), known, PHUC_XA).expect("a person");
        let record = world.record(person);
        assert_eq!((record.facts.birth, record.facts.name.clone()), (birth("1962-05"), name("Nguyễn Thị Ví Dụ")));
        assert_eq!(record.facts.origin.as_deref(), Some("Xã Mẫu"));
    });
}
