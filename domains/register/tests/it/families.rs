//! Marriage, divorce, parenthood, adoption, guardianship, names: what may be, and what cannot.

use crate::civil::{book, refused, rules};
use crate::world::{HANG_BAI, PHUC_XA, TRUC_BACH, World, birth, facts, ground, name, number, on_both};
use kernel::PersonId;
use kernel::Sex::{Female, Male};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use register::Relation::{Child, Head, Spouse};
use register::{
    CardShown, ChangeKind, ChangeName, ChangeSex, CivilError, CivilRules, CorrectPerson, Error, Fact, Kin, MaritalStatus, Party,
    RecogniseParent, Registered, RelationKind, Rule, WithdrawParent,
};
use std::collections::{HashMap, HashSet};

fn man(world: &World, born: &str) -> PersonId {
    world.born("Trần Văn Nam", Male, born)
}

fn woman(world: &World, born: &str) -> PersonId {
    world.born("Lê Thị Nữ", Female, born)
}

#[test]
fn two_marry_once_and_part() {
    on_both(|world| {
        let (husband, wife, other) = (man(&world, "1990-01-01"), woman(&world, "1992-01-01"), man(&world, "1991-01-01"));
        let done = world.marry(husband, wife, "2025-03-01").expect("a marriage");
        assert_eq!((world.kin(husband, Kin::Spouse), world.kin(wife, Kin::Spouse)), (vec![wife], vec![husband]));
        for (person, spouse) in [(husband, wife), (wife, husband)] {
            let entry = &world.changes(person)[0];
            assert_eq!((entry.kind, &entry.after["marital"]), (ChangeKind::Marriage, &"married".into()));
            assert_eq!(entry.after["spouse"], spouse.to_string());
        }
        assert_eq!(world.changes(husband)[0].id, done.change);
        assert_eq!(refused(world.marry(other, wife, "2025-03-02")), CivilError::AlreadyMarried(wife));
        assert_eq!(refused(world.divorce(husband, "2025-02-28")), CivilError::BadDay);
        world.divorce(wife, "2025-03-03").expect("a divorce");
        assert_eq!(world.kin(husband, Kin::Spouse), []);
        assert_eq!(world.record(husband).facts.marital, Some(MaritalStatus::Divorced));
        assert_eq!(refused(world.divorce(wife, "2025-03-04")), CivilError::NotMarried(wife));
        world.marry(wife, other, "2025-03-05").expect("the divorced may marry");
        world.is_sound();
    });
}

#[test]
fn who_cannot_marry() {
    on_both(|world| {
        let (adult, bride) = (man(&world, "1990-01-01"), woman(&world, "1992-01-01"));
        let boy = man(&world, "2005-03-02");
        assert_eq!(refused(world.marry(boy, bride, "2025-03-01")), CivilError::TooYoungToMarry { person: boy, years_min: 20 });
        let girl = woman(&world, "2007-03-02");
        assert_eq!(refused(world.marry(adult, girl, "2025-03-01")), CivilError::TooYoungToMarry { person: girl, years_min: 18 });
        assert_eq!(refused(world.marry(adult, man(&world, "1991"), "2025-03-01")), CivilError::SameSex);
        assert_eq!(refused(world.marry(adult, adult, "2025-03-01")), CivilError::OwnRelative(adult));
        assert_eq!(refused(world.marry(adult, bride, "2025-03-07")), CivilError::BadDay);
        world.marry(boy, bride, "2025-03-02").expect("twenty on that day");

        let mut married = facts("Phạm Thị Cưới", Female, "1980-01-01");
        married.marital = Some(MaritalStatus::Married);
        let married = world.create(&world.city(), married, PHUC_XA).expect("a person");
        assert_eq!(refused(world.marry(adult, married, "2025-03-01")), CivilError::AlreadyMarried(married));
        let noted = world.marry_as(&world.city(), adult.into(), married.into(), "2004-01-01", true);
        assert!(matches!(refused(noted), CivilError::TooYoungToMarry { .. }), "the age counts on the day of the marriage");
        world.marry_as(&world.city(), adult.into(), married.into(), "2012-01-01", true).expect("an old marriage is noted");
        world.is_sound();
    });
}

#[test]
fn relatives_do_not_marry() {
    on_both(|world| {
        let (grandfather, grandmother) = (man(&world, "1930-01-01"), woman(&world, "1932-01-01"));
        let child = |mother, father, full_name, sex, born| world.child_of(mother, father, full_name, sex, born);
        let son = child(grandmother, grandfather, "Trần Văn Một", Male, "1955-01-01");
        let daughter = child(grandmother, grandfather, "Trần Thị Hai", Female, "1957-01-01");
        let (wife, husband) = (woman(&world, "1956-01-01"), man(&world, "1954-01-01"));
        let nephew = child(daughter, husband, "Lê Văn Cháu", Male, "1980-01-01");
        let niece = child(wife, son, "Trần Thị Cháu", Female, "1982-01-01");
        let close = |one, other| refused(world.marry(one, other, "2025-03-01"));
        assert_eq!(close(son, daughter), CivilError::TooCloselyRelated { one: son, other: daughter });
        for (one, other, what) in [
            (grandfather, niece, "grandfather and granddaughter"),
            (son, niece, "father and daughter"),
            (nephew, niece, "cousins are of the third generation"),
        ] {
            assert!(matches!(close(one, other), CivilError::TooCloselyRelated { .. }), "{what}");
        }
        // The fourth generation may: children of the cousins.
        let (far, near) = (woman(&world, "1983-01-01"), man(&world, "1981-01-01"));
        let one = child(far, nephew, "Lê Văn Chắt", Male, "2003-01-01");
        let other = child(niece, near, "Phạm Thị Chắt", Female, "2004-01-01");
        world.marry(one, other, "2025-03-01").expect("far enough");
        let adopted = woman(&world, "2010-01-01");
        world.adopt(adopted, &[near], false, false).expect("an adoption");
        let rules = CivilRules { marriage_age_female: 15, ..rules() };
        let actor = world.city();
        let marriage = world.act(move |tx| {
            let on = crate::world::date("2025-03-06");
            let command = register::RegisterMarriage {
                one: near.into(),
                other: adopted.into(),
                on,
                noted: false,
                book: book("1"),
                ground: ground(),
            };
            register::register_marriage(tx, &actor, &command, &rules)
        });
        assert!(matches!(refused(marriage), CivilError::TooCloselyRelated { .. }), "adoptive father and daughter");
        world.is_sound();
    });
}

#[test]
fn one_of_a_couple_may_live_elsewhere() {
    on_both(|world| {
        let mut groom = facts("Phạm Văn Xa", Male, "1990-05-06");
        groom.number = Some(number("079090012345"));
        let groom = world.create(&world.city(), groom, HANG_BAI).expect("a person");
        let bride = woman(&world, "1992-01-01");
        let card = Party::Card(CardShown { number: number("079090012345"), birth: birth("1990-05-06") });
        let officer = world.officer(PHUC_XA);
        let wed = |one: Party, other: Party| world.marry_as(&officer, one, other, "2025-03-01", false);
        assert!(matches!(wed(groom.into(), bride.into()), Err(Error::PersonNotFound)));
        assert!(matches!(wed(card, card), Err(Error::PersonNotFound)));
        wed(card, bride.into()).expect("a marriage");
        // The officer reads the name of the spouse, which is part of the bride's record, and no more.
        let actor = officer.clone();
        let family = world.act(move |tx| register::family(tx, &actor, bride)).expect("permitted").expect("there");
        let spouse = family.of_kin(Kin::Spouse).next().expect("a spouse");
        assert_eq!((spouse.name.full(), spouse.person, spouse.number), ("Phạm Văn Xa", None, None));
        let actor = world.officer(TRUC_BACH);
        assert_eq!(world.act(move |tx| register::family(tx, &actor, bride)).expect("answered"), None);
        let actor = world.base.citizen(bride);
        let own = world.act(move |tx| register::family(tx, &actor, bride)).expect("permitted").expect("one's own");
        assert_eq!(own.relatives.len(), 1);
        assert_eq!(world.kin(groom, Kin::Spouse), [bride]);
    });
}

#[test]
fn a_parent_is_recognised_once_and_not_from_below() {
    on_both(|world| {
        let (child, father) = (man(&world, "1990"), man(&world, "1960"));
        world.recognise(child, father).expect("a father");
        assert_eq!((world.kin(child, Kin::Father), world.kin(father, Kin::Child)), (vec![father], vec![child]));
        let second = world.recognise(child, man(&world, "1961"));
        assert_eq!(refused(second), CivilError::HasParent { person: child, kind: RelationKind::Father });
        assert_eq!(refused(world.recognise(child, child)), CivilError::OwnRelative(child));
        assert!(matches!(refused(world.recognise(father, child)), CivilError::TooCloseInAge { .. }));

        let actor = world.city();
        let withdraw = move || {
            let actor = actor.clone();
            let command = WithdrawParent { child, kind: RelationKind::Father, ground: ground() };
            move |tx: &mut store::Tx<'_>| register::withdraw_parent(tx, &actor, &command)
        };
        world.act(withdraw()).expect("a court found that he is not the father");
        assert_eq!(refused(world.act(withdraw())), CivilError::NoSuchTie);
        assert_eq!(world.kin(child, Kin::Father), []);
        world.recognise(child, man(&world, "1962")).expect("another father");
        world.is_sound();
    });
}

#[test]
fn an_adopted_child_has_new_parents_a_name_and_a_home() {
    on_both(|world| {
        let (father, mother) = (man(&world, "1980-01-01"), woman(&world, "1982-01-01"));
        let child = world.born("Trần Văn Mồ Côi", Male, "2015-01-01");
        assert_eq!(refused(world.adopt(child, &[father, mother], false, false)), CivilError::AdoptersNotACouple);
        assert_eq!(refused(world.adopt(child, &[], false, false)), CivilError::AdoptersNotACouple);
        world.marry(father, mother, "2010-01-01").expect("a marriage");
        let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (mother, Spouse)]);
        world.adopt(child, &[father, mother], false, true).expect("an adoption");
        assert_eq!(world.kin(child, Kin::AdoptiveFather), [father]);
        assert_eq!(world.kin(mother, Kin::AdoptiveChild), [child]);
        let record = world.record(child);
        assert_eq!(record.facts.name, name("Phạm Văn Nuôi"));
        let lives = record.permanent().expect("a home");
        assert_eq!((lives.household, lives.relation), (Some(home), Some(Child)));
        let entry = world.changes(child).into_iter().find(|change| change.kind == ChangeKind::Adoption).expect("noted");
        assert_eq!((&entry.before["name"], &entry.after["name"]), (&"Trần Văn Mồ Côi".into(), &"Phạm Văn Nuôi".into()));
        assert_eq!(refused(world.adopt(child, &[man(&world, "1970")], false, false)), CivilError::AlreadyAdopted(child));

        let youth = world.born("Lê Văn Lớn", Male, "2008-03-06");
        let close = woman(&world, "1990-01-01");
        assert!(matches!(
            refused(world.adopt(youth, &[close], false, false)),
            CivilError::TooOldForAdoption { years_max: 16, .. }
        ));
        world.adopt(youth, &[close], true, false).expect("by a relative, until eighteen and with any difference of age");
        let infant = world.born("Lê Văn Nhỏ", Male, "2009-12-31");
        assert!(matches!(refused(world.adopt(infant, &[close], false, false)), CivilError::TooCloseInAge { years_min: 20, .. }));
        let (grandmother, mother) = (woman(&world, "1950-01-01"), woman(&world, "1975-01-01"));
        let daughter = world.child_of(grandmother, man(&world, "1950"), "Trần Thị Con", Female, "1980-01-01");
        let grandchild = world.child_of(daughter, man(&world, "1980"), "Lê Thị Cháu", Female, "2012-01-01");
        assert!(matches!(refused(world.adopt(grandchild, &[grandmother], true, false)), CivilError::TooCloselyRelated { .. }));
        world.adopt(grandchild, &[mother], false, false).expect("no relative");
        world.is_sound();
    });
}

#[test]
fn a_guardian_is_of_age_and_one() {
    on_both(|world| {
        let (ward, guardian) = (man(&world, "2012-01-01"), woman(&world, "1980-01-01"));
        assert_eq!(refused(world.guard(ward, ward, false)), CivilError::OwnRelative(ward));
        let minor = man(&world, "2007-03-07");
        assert_eq!(refused(world.guard(ward, minor, false)), CivilError::GuardianMinor(minor));
        let adult = man(&world, "1990-01-01");
        assert_eq!(refused(world.guard(adult, guardian, false)), CivilError::WardOfAge(adult));
        world.guard(adult, guardian, true).expect("by a court");
        world.guard(ward, guardian, false).expect("a guardian");
        let husband = man(&world, "1979-01-01");
        assert_eq!(refused(world.guard(ward, husband, false)), CivilError::HasGuardian(ward));
        world.marry(guardian, husband, "2025-03-01").expect("a marriage");
        world.guard(ward, husband, false).expect("beside his wife");
        assert_eq!(world.kin(guardian, Kin::Ward).len(), 2);
        world.unguard(ward, guardian).expect("replaced");
        assert_eq!(refused(world.unguard(ward, guardian)), CivilError::NotGuardian);
        assert_eq!(world.kin(ward, Kin::Guardian), [husband]);
        world.is_sound();
    });
}

#[test]
fn names_change_and_sex_needs_the_number_to_follow() {
    on_both(|world| {
        let person = world.born("Trần Thị Cũ", Female, "1990-01-01");
        let actor = world.city();
        let rename = |actor: access::Actor, person, full_name: &'static str| {
            world.act(move |tx| {
                let command = ChangeName { person, name: name(full_name), book: book("9"), ground: ground() };
                register::change_name(tx, &actor, &command)
            })
        };
        rename(actor.clone(), person, "Trần Thị Mới").expect("a new name");
        assert!(matches!(rename(actor, person, "Trần Thị Mới"), Err(Error::NothingChanges)));
        let found = |text: &'static str| {
            let actor = world.city();
            world.act(move |tx| register::search(tx, &actor, &register::Search::text(text))).expect("found").total
        };
        assert_eq!((found("Trần Thị Mới"), world.changes(person)[0].kind), (1, ChangeKind::Renamed));
        let redetermine = |person, sex| {
            let actor = world.city();
            world.act(move |tx| register::change_sex(tx, &actor, &ChangeSex { person, sex, book: book("9"), ground: ground() }))
        };
        redetermine(person, Male).expect("nobody has given a number yet");
        assert_eq!(world.record(person).facts.sex, Male);
        let mut numbered = facts("Lê Văn Số", Male, "1990-05-06");
        numbered.number = Some(number("079090012345"));
        let numbered = world.create(&world.city(), numbered, PHUC_XA).expect("a person");
        assert_eq!(refused(redetermine(numbered, Female)), CivilError::NumberReplacementNeeded(numbered));
        let father = man(&world, "1960");
        world.recognise(person, father).expect("a father");
        assert!(matches!(refused(redetermine(father, Female)), CivilError::SexContradicts { .. }));
        world.is_sound();
    });
}

#[test]
fn a_correction_does_not_contradict_a_tie() {
    on_both(|world| {
        let (husband, wife) = (man(&world, "1960-01-01"), woman(&world, "1962-01-01"));
        world.marry(husband, wife, "1990-01-01").expect("a marriage");
        let son = world.child_of(wife, husband, "Trần Văn Con", Male, "1991-01-01");
        let correct = |person: PersonId, fact: Fact| {
            let actor = world.city();
            world.act(move |tx| {
                let command = CorrectPerson { person, version: None, facts: vec![fact.clone()], ground: ground() };
                register::correct_person(tx, &actor, &command)
            })
        };
        let single = correct(husband, Fact::Marital(Some(MaritalStatus::Single)));
        assert_eq!(refused(single), CivilError::TieSaysOtherwise(husband));
        assert!(matches!(refused(correct(wife, Fact::Sex(Male))), CivilError::SexContradicts { .. }));
        assert_eq!(world.kin(son, Kin::Father), [husband]);
        correct(man(&world, "1990"), Fact::Sex(Female)).expect("nobody's parent or spouse");
        world.is_sound();
    });
}

/// Whoever is reached from `start` along the edges from child to parent.
fn reaches(parents: &HashMap<usize, HashSet<usize>>, start: usize) -> HashSet<usize> {
    let (mut seen, mut open) = (HashSet::new(), vec![start]);
    while let Some(one) = open.pop() {
        for parent in parents.get(&one).into_iter().flatten() {
            if seen.insert(*parent) {
                open.push(*parent);
            }
        }
    }
    seen
}

#[test]
fn no_sequence_of_parents_closes_a_circle() {
    // Ages would forbid most circles, so here the rules ask for none: the walk up alone keeps them out.
    let rules = CivilRules { parent_age_min: 0, ..rules() };
    on_both(|world| {
        let mut runner = TestRunner::deterministic();
        let attempts = proptest::collection::vec((0..8_usize, 0..8_usize), 30);
        for _ in 0..6 {
            let people: Vec<PersonId> =
                (0..8).map(|place| if place % 2 == 0 { man(&world, "1990") } else { woman(&world, "1990") }).collect();
            let mut parents: HashMap<usize, HashSet<usize>> = HashMap::new();
            for (child, parent) in attempts.new_tree(&mut runner).expect("attempts").current() {
                let (actor, one, other) = (world.city(), people[child], people[parent]);
                let outcome: Result<Registered, Error> = world.act(move |tx| {
                    let command = RecogniseParent {
                        child: one.into(),
                        parent: other.into(),
                        name: None,
                        book: book("6"),
                        ground: ground(),
                    };
                    register::recognise_parent(tx, &actor, &command, &rules)
                });
                match outcome {
                    Ok(_) => {
                        assert!(child != parent && !reaches(&parents, parent).contains(&child), "{child} closes a circle");
                        parents.entry(child).or_default().insert(parent);
                    }
                    Err(Error::Civil(CivilError::AncestryCycle(_))) => {
                        assert!(reaches(&parents, parent).contains(&child), "{child} under {parent} is no circle");
                    }
                    Err(Error::Civil(CivilError::HasParent { .. } | CivilError::OwnRelative(_))) => {}
                    Err(other) => panic!("{other}"),
                }
            }
            assert!((0..8).all(|person| !reaches(&parents, person).contains(&person)));
        }
    });
}

#[test]
fn the_doctor_finds_what_was_loaded_past_the_rules() {
    on_both(|world| {
        let (one, other, wife) = (man(&world, "1990"), man(&world, "1990"), woman(&world, "1990"));
        let actor = world.city();
        let tie = |person, kind, other| register::bulk::NewTie { id: actor.new_id(), person, kind, other, since: None };
        let ties = vec![
            tie(one, RelationKind::Father, other),
            tie(other, RelationKind::Father, one),
            tie(one, RelationKind::Mother, other),
            tie(one, RelationKind::Spouse, wife),
            tie(other, RelationKind::Spouse, wife),
        ];
        world
            .act(move |tx| {
                let load = register::bulk::begin_load(tx, &actor, &crate::world::unit("01"), &ground())?;
                let mut batch = register::bulk::Batch::new(load);
                batch.ties = ties.clone();
                batch.write_ties(tx)
            })
            .expect("a load is written as given");
        let mut found: Vec<Rule> = world.findings().iter().map(|finding| finding.rule).collect();
        found.dedup();
        let expected = [Rule::TwoSpouses, Rule::ParentSex, Rule::ParentYounger, Rule::SpouseNotMarried, Rule::AncestryCycle];
        assert_eq!(found, expected);
    });
}
