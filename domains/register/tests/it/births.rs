//! Births: the child, its number, its parents, its home.

use crate::civil::{Newborn, book, refused};
use crate::world::{HANG_BAI, PHUC_XA, World, birth, number, on_both, unit};
use kernel::PersonId;
use kernel::Sex::{Female, Male};
use register::Relation::{Child, Grandchild, Head, Spouse};
use register::{CardShown, ChangeKind, CivilError, CivilRecord, Error, JoinParent, Kin, Party};

struct Couple {
    father: PersonId,
    mother: PersonId,
    home: kernel::HouseholdId,
}

fn couple(world: &World) -> Couple {
    let father = world.born("Trần Văn Cha", Male, "1990-01-02");
    let mother = world.born("Lê Thị Mẹ", Female, "1992-03-04");
    let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (mother, Spouse)]);
    Couple { father, mother, home }
}

#[test]
fn a_newborn_gets_a_number_parents_and_a_home() {
    on_both(|world| {
        let Couple { father, mother, home } = couple(&world);
        let child = Newborn { joins: Some(JoinParent::Mother), ..Newborn::of(Some(mother), Some(father)) };
        let registered = world.birth_of(&world.officer(PHUC_XA), &child).expect("a birth");
        let record = world.record(registered.person);
        let given = record.facts.number.expect("a number");
        assert_eq!((given.place(), given.sex(), given.birth_year()), ("001", Female, 2025));
        assert_eq!(record.facts.birth_registered_at.as_deref(), Some(PHUC_XA));
        let lives = record.permanent().expect("a permanent residence");
        assert_eq!((lives.household, lives.relation), (Some(home), Some(Child)));
        assert_eq!(world.kin(registered.person, Kin::Father), [father]);
        assert_eq!(world.kin(registered.person, Kin::Mother), [mother]);
        assert_eq!(world.kin(mother, Kin::Child), [registered.person]);

        let entries = world.changes(registered.person);
        let first = entries.last().expect("the birth");
        assert_eq!((first.kind, first.id), (ChangeKind::Birth, registered.change));
        assert_eq!(first.after["name"], "Trần Thị Mới");
        assert_eq!(first.after["mother"], mother.to_string());
        let books = CivilRecord::of(&first.after).expect("the books");
        assert_eq!((books.book, books.late), (book("12"), Some(false)));
        world.is_sound();
    });
}

#[test]
fn a_birth_of_long_ago_is_late() {
    on_both(|world| {
        let Couple { father, mother, .. } = couple(&world);
        let late = |born: &'static str, full_name: &'static str| {
            let child = Newborn { born, name: full_name, ..Newborn::of(Some(mother), Some(father)) };
            let registered = world.birth_of(&world.city(), &child).expect("a birth");
            CivilRecord::of(&world.changes(registered.person)[0].after).expect("the books").late
        };
        // Sixty days before 6 March 2025 was 5 January.
        assert_eq!(late("2025-01-05", "Trần Thị Đúng"), Some(false));
        assert_eq!(late("2025-01-04", "Trần Thị Muộn"), Some(true));
    });
}

#[test]
fn a_grandchild_joins_the_household_of_its_grandparents() {
    on_both(|world| {
        let grandfather = world.born("Trần Văn Ông", Male, "1950");
        let mother = world.born("Trần Thị Mẹ", Female, "1992-03-04");
        world.household(PHUC_XA, "Số 1", &[(grandfather, Head), (mother, Child)]);
        let child = Newborn { joins: Some(JoinParent::Mother), ..Newborn::of(Some(mother), None) };
        let born = world.birth_of(&world.city(), &child).expect("a birth").person;
        assert_eq!(world.record(born).permanent().and_then(|lives| lives.relation), Some(Grandchild));
        world.is_sound();
    });
}

#[test]
fn the_other_parent_may_live_elsewhere_and_shows_a_card() {
    on_both(|world| {
        let Couple { mother, .. } = couple(&world);
        let mut elsewhere = crate::world::facts("Phạm Văn Xa", Male, "1990-05-06");
        elsewhere.number = Some(number("079090012345"));
        let father = world.create(&world.city(), elsewhere, HANG_BAI).expect("a person");
        let officer = world.officer(PHUC_XA);
        let hidden = Newborn::of(Some(mother), Some(father));
        assert!(matches!(world.birth_of(&officer, &hidden), Err(Error::PersonNotFound)), "an id opens nobody from elsewhere");
        let card = |born: &str| Party::Card(CardShown { number: number("079090012345"), birth: birth(born) });
        let wrong = Newborn { father: Some(card("1990-05-07")), ..Newborn::of(Some(mother), None) };
        assert!(matches!(world.birth_of(&officer, &wrong), Err(Error::PersonNotFound)));
        let only_cards = Newborn { father: Some(card("1990-05-06")), ..Newborn::of(None, None) };
        assert!(matches!(world.birth_of(&officer, &only_cards), Err(Error::PersonNotFound)), "nobody of the unit takes part");
        let shown = Newborn { father: Some(card("1990-05-06")), ..Newborn::of(Some(mother), None) };
        let born = world.birth_of(&officer, &shown).expect("a birth").person;
        assert_eq!(world.kin(born, Kin::Father), [father]);
        let child = Newborn { joins: Some(JoinParent::Father), name: "Phạm Thị Em", ..shown };
        assert_eq!(refused(world.birth_of(&officer, &child)), CivilError::NoHousehold(father));
        world.is_sound();
    });
}

#[test]
fn who_cannot_be_the_parent_is_refused() {
    on_both(|world| {
        let Couple { father, mother, .. } = couple(&world);
        let of = |mother: Option<PersonId>, father: Option<PersonId>| {
            world.birth_of(&world.city(), &Newborn::of(mother, father)).map(|born| born.person)
        };
        assert!(matches!(refused(of(Some(father), None)), CivilError::SexContradicts { .. }), "a man is no mother");
        assert!(matches!(refused(of(None, Some(mother))), CivilError::SexContradicts { .. }), "a woman is no father");
        let girl = world.born("Lê Thị Bé", Female, "2013-03-04");
        let too_near = refused(of(Some(girl), None));
        assert!(matches!(too_near, CivilError::TooCloseInAge { older, years_min: 12, .. } if older == girl), "{too_near:?}");
        // Of a year alone nobody knows: born on 1 January 2013 she may have been twelve.
        let unclear = world.born("Lê Thị Năm", Female, "2013");
        of(Some(unclear), None).expect("what may be, passes");

        let dead_mother = world.born("Lê Thị Mất", Female, "1990");
        world.dies(dead_mother, "2025-01-31", &[]).expect("a death");
        assert_eq!(refused(of(Some(dead_mother), None)), CivilError::ParentDeadBefore(dead_mother));
        let (dead_father, long_dead) = (world.born("Lê Văn Mất", Male, "1990"), world.born("Lê Văn Xưa", Male, "1990"));
        world.dies(dead_father, "2024-06-01", &[]).expect("a death");
        world.dies(long_dead, "2024-03-01", &[]).expect("a death");
        of(None, Some(dead_father)).expect("born within 300 days");
        assert_eq!(refused(of(None, Some(long_dead))), CivilError::ParentDeadBefore(long_dead));
        world.is_sound();
    });
}

#[test]
fn a_birth_is_registered_once() {
    on_both(|world| {
        let Couple { father, mother, .. } = couple(&world);
        let child = Newborn::of(Some(mother), Some(father));
        let first = world.birth_of(&world.city(), &child).expect("a birth");
        assert_eq!(refused(world.birth_of(&world.city(), &child)), CivilError::BornAlready(first.person));
        // Twins have names of their own.
        world.birth_of(&world.city(), &Newborn { name: "Trần Thị Hai", ..child.clone() }).expect("the other twin");
        assert_eq!(world.kin(first.person, Kin::Sibling).len(), 1);
        assert_eq!(refused(world.birth_of(&world.city(), &Newborn { born: "2025-03-07", ..child.clone() })), CivilError::BadDay);
        let elsewhere = Newborn { unit: unit(HANG_BAI), ..child };
        assert!(matches!(world.birth_of(&world.officer(PHUC_XA), &elsewhere), Err(Error::Denied(_))));
        let counter = world.base.officer(access::Role::Counter, &unit(PHUC_XA));
        let foundling = Newborn::of(None, None);
        assert!(matches!(world.birth_of(&counter, &foundling), Err(Error::Denied(_))));
        world.birth_of(&world.officer(PHUC_XA), &foundling).expect("a foundling has no known parents");
        world.is_sound();
    });
}

#[test]
fn a_key_sent_again_gives_the_same_child() {
    on_both(|world| {
        let Couple { mother, .. } = couple(&world);
        let send = |key: &'static str, act: ChangeKind| {
            let actor = world.city();
            world.act(move |tx| {
                register::once(tx, &actor, act, Some(key), |tx| {
                    let command = register::RegisterBirth {
                        facts: crate::world::facts("Trần Thị Khóa", Female, "2025-02-02"),
                        unit: unit(PHUC_XA),
                        mother: Some(mother.into()),
                        father: None,
                        joins: None,
                        book: book("12"),
                        ground: crate::world::ground(),
                    };
                    register::register_birth(tx, &actor, &command, &crate::civil::rules())
                })
            })
        };
        let first = send("a1", ChangeKind::Birth).expect("a birth");
        let second = send("a1", ChangeKind::Birth).expect("the same");
        assert_eq!((second.person, second.change, second.repeated), (first.person, first.change, true));
        assert_eq!(refused(send("a1", ChangeKind::Death)), CivilError::KeyReused);
        assert_eq!(refused(send("a2", ChangeKind::Birth)), CivilError::BornAlready(first.person));
        assert_eq!(world.kin(mother, Kin::Child).len(), 1);
    });
}
