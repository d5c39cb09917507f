//! Households split and merge; at every moment each has one head who may be one.

use crate::world::{HANG_BAI, PHUC_XA, World, alone, date, ground, mover, new_home, on_both};
use kernel::Sex::{Female, Male};
use kernel::{HouseholdId, PersonId};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use register::Relation::{Child, ChildInLaw, Head, NonRelative, OtherRelative, Sibling, Spouse};
use register::{
    ChangeId, ChangeKind, EndReason, EndResidence, Error, Home, MergeHouseholds, Mover, NewHead, Page, ResidenceKind,
    ReverseChange, Settled, SplitHousehold, Stay,
};

impl World {
    fn split(&self, home: HouseholdId, members: &[Mover], address: Option<&str>, heads: &[NewHead]) -> Result<Settled, Error> {
        let (actor, members, new_heads) = (self.city(), members.to_vec(), heads.to_vec());
        let address = address.map(str::to_owned);
        self.act(move |tx| {
            let command = SplitHousehold {
                household: home,
                members: members.clone(),
                address: address.clone(),
                new_heads: new_heads.clone(),
                from: date("2025-03-06"),
                ground: ground(),
            };
            register::split_household(tx, &actor, &command)
        })
    }

    fn merge(&self, from: HouseholdId, into: HouseholdId, members: &[Mover], head: Option<PersonId>) -> Result<Settled, Error> {
        let (actor, members) = (self.city(), members.to_vec());
        self.act(move |tx| {
            let command =
                MergeHouseholds { from, into, members: members.clone(), head, on: date("2025-03-06"), ground: ground() };
            register::merge_households(tx, &actor, &command)
        })
    }

    fn kinds(&self, home: HouseholdId) -> Vec<ChangeKind> {
        let actor = self.city();
        let entries = self.act(move |tx| register::household_history(tx, &actor, home, Page::first(20))).expect("permitted");
        entries.iter().map(|entry| entry.kind).collect()
    }
}

#[test]
fn a_son_and_his_wife_form_a_household_of_their_own() {
    on_both(|world| {
        let father = world.born("Trần Văn Cha", Male, "1960");
        let son = world.born("Trần Văn Con", Male, "1990");
        let wife = world.born("Lê Thị Dâu", Female, "1992");
        let lodger = world.born("Phạm Văn Trọ", Male, "1985");
        let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (son, Child), (wife, ChildInLaw)]);
        world.household(HANG_BAI, "Số 3", &[(lodger, Head)]);
        world.stay(&[mover(lodger, NonRelative)], Stay::Home(Home::Join(home)), "2026-01-31", false).expect("a stay");

        let members = [mover(son, Head), mover(wife, Spouse), mover(lodger, NonRelative)];
        let settled = world.split(home, &members, None, &[]).expect("a split");
        let formed = settled.household.expect("a household");
        let split = world.open_household(formed);
        assert_eq!((split.head, split.members.len()), (Some(son), 3));
        assert_eq!(split.dwelling, world.open_household(home).dwelling, "they stay at the address");
        // The lodger is there for a time as before, and until the same day.
        let stays = world.record(lodger).temporary(date("2025-03-06")).cloned().expect("a temporary residence");
        assert_eq!((stays.household, stays.until), (Some(formed), Some(date("2026-01-31"))));
        assert_eq!(world.record(wife).permanent().map(|lives| lives.relation), Some(Some(Spouse)));

        let actor = world.city();
        let past = world.act(move |tx| register::past_residences(tx, &actor, son, Page::first(5))).expect("permitted");
        assert_eq!(past[0].end_reason, Some(EndReason::Split));
        assert_eq!(world.kinds(home)[0], ChangeKind::Split, "the household that was left says so");
        assert!(world.kinds(formed).contains(&ChangeKind::Formed));
        world.is_sound();
    });
}

#[test]
fn a_split_and_a_merger_are_undone_whole() {
    on_both(|world| {
        let (father, son) = (world.born("Trần Văn Cha", Male, "1960"), world.born("Trần Văn Con", Male, "1990"));
        let wife = world.born("Lê Thị Dâu", Female, "1992");
        let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (son, Child), (wife, ChildInLaw)]);
        let before = world.open_household(home);
        let undo = |change: ChangeId| {
            let actor = world.city();
            let reversed = world.act(move |tx| register::reverse_change(tx, &actor, &ReverseChange { change, ground: ground() }));
            reversed.expect("it is undone");
            world.is_sound();
        };
        let heads = [NewHead { household: home, head: wife }];
        let split = world.split(home, &[mover(father, Head), mover(son, Child)], None, &heads).expect("a split");
        let formed = split.household.expect("a household");
        undo(split.changes[0]);
        let kin = |household: &register::Household| {
            household.members.iter().map(|member| (member.person.id, member.relation)).collect::<Vec<_>>()
        };
        assert_eq!(kin(&world.open_household(home)), kin(&before));
        assert!(world.open_household(formed).dissolved_on.is_some());

        let other = world.household(PHUC_XA, "Số 1", &[(world.born("Phạm Văn Bạn", Male, "1970"), Head)]);
        let members = [mover(father, NonRelative), mover(son, NonRelative), mover(wife, NonRelative)];
        let merged = world.merge(home, other, &members, None).expect("a merger");
        undo(merged.changes[1]);
        assert_eq!(kin(&world.open_household(home)), kin(&before));
        assert_eq!(world.open_household(other).members.len(), 1);
    });
}

#[test]
fn a_split_to_another_address_stays_in_the_commune() {
    on_both(|world| {
        let (father, son) = (world.born("Trần Văn Cha", Male, "1960"), world.born("Trần Văn Con", Male, "1990"));
        let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (son, Child)]);
        assert!(matches!(world.split(home, &[mover(son, Head)], Some(" , "), &[]), Err(Error::BadAddress)));
        let settled = world.split(home, &[mover(son, Head)], Some("Ngõ 7"), &[]).expect("a split");
        let formed = world.open_household(settled.household.expect("a household"));
        assert_eq!((formed.address.as_str(), formed.unit.as_str()), ("Ngõ 7", PHUC_XA));
        world.is_sound();
    });
}

#[test]
fn a_split_is_refused_for_its_reasons() {
    on_both(|world| {
        let father = world.born("Trần Văn Cha", Male, "1960");
        let mother = world.born("Lê Thị Mẹ", Female, "1962");
        let child = world.born("Trần Thị Út", Female, "2015");
        let stranger = world.born("Phạm Văn Lạ", Male, "1980");
        let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (mother, Spouse), (child, Child)]);
        let split = |members: &[Mover], heads: &[NewHead]| world.split(home, members, None, heads);
        assert!(matches!(split(&[], &[]), Err(Error::Nobody)));
        assert!(matches!(split(&[mover(stranger, Head)], &[]), Err(Error::NotAMember(_))));
        assert!(matches!(split(&[mover(child, Head)], &[]).map(|_| ()), Ok(())), "a household of one minor has no elder");
        let all = [mover(father, Head), mover(mother, Spouse)];
        assert!(matches!(split(&all, &[]), Err(Error::NobodyStays)));
        assert!(matches!(split(&[mover(mother, Spouse)], &[]), Err(Error::OneHeadExactly)));
        let Err(Error::NewHeadNeeded { candidates, .. }) = split(&[mover(father, Head)], &[]) else { panic!("a head is needed") };
        assert_eq!(candidates, [mother]);
        split(&[mover(father, Head)], &[NewHead { household: home, head: mother }]).expect("a split");
        assert_eq!(world.open_household(home).head, Some(mother));
        let elsewhere = world.officer(HANG_BAI);
        let refused = world.act(move |tx| {
            let command = SplitHousehold {
                household: home,
                members: vec![mover(mother, Head)],
                address: None,
                new_heads: Vec::new(),
                from: date("2025-03-06"),
                ground: ground(),
            };
            register::split_household(tx, &elsewhere, &command)
        });
        assert!(matches!(refused, Err(Error::HouseholdNotFound)));
        world.is_sound();
    });
}

#[test]
fn two_households_at_one_dwelling_become_one() {
    on_both(|world| {
        let (father, son) = (world.born("Trần Văn Cha", Male, "1960"), world.born("Trần Văn Con", Male, "1990"));
        let wife = world.born("Lê Thị Dâu", Female, "1992");
        let old = world.household(PHUC_XA, "Số 1", &[(father, Head)]);
        let young = world.household(PHUC_XA, "Số 1", &[(son, Head), (wife, Spouse)]);
        let far = world.household(PHUC_XA, "Số 2", &[(world.born("Phạm Văn Xa", Male, "1970"), Head)]);
        let members = [mover(son, Child), mover(wife, ChildInLaw)];
        assert!(matches!(world.merge(young, far, &members, None), Err(Error::DifferentDwellings)));
        assert!(matches!(world.merge(young, young, &members, None), Err(Error::NothingChanges)));
        assert!(matches!(world.merge(young, old, &members[..1], None), Err(Error::MemberLeftOut(left)) if left == wife));
        let two_heads = [mover(son, Head), mover(wife, ChildInLaw)];
        assert!(matches!(world.merge(young, old, &two_heads, None), Err(Error::OneHeadExactly)));

        world.merge(young, old, &members, None).expect("a merger");
        let merged = world.open_household(old);
        assert_eq!((merged.head, merged.members.len()), (Some(father), 3));
        assert!(world.open_household(young).dissolved_on.is_some());
        assert_eq!(world.record(son).permanent().and_then(|lives| lives.relation), Some(Child));
        assert!(matches!(world.merge(young, old, &members, None), Err(Error::HouseholdDissolved(_))), "it cannot be done twice");
        assert_eq!(world.kinds(young)[..2], [ChangeKind::Merged, ChangeKind::Dissolved]);
        world.is_sound();
    });
}

#[test]
fn an_adult_takes_over_from_a_minor() {
    on_both(|world| {
        let (elder, younger) = (world.born("Trần Văn Anh", Male, "2009"), world.born("Trần Thị Em", Female, "2013"));
        let children = world.household(PHUC_XA, "Số 1", &[(elder, Head), (younger, Sibling)]);
        let aunt = world.born("Lê Thị Dì", Female, "1980");
        let hers = world.household(PHUC_XA, "Số 1", &[(aunt, Head)]);
        let members = [mover(aunt, OtherRelative)];
        let Err(Error::NewHeadNeeded { candidates, .. }) = world.merge(hers, children, &members, None) else {
            panic!("an adult must head it")
        };
        assert_eq!(candidates, [aunt]);
        assert!(matches!(world.merge(hers, children, &members, Some(elder)), Err(Error::CannotHead { .. })));
        world.merge(hers, children, &members, Some(aunt)).expect("a merger");
        assert_eq!(world.open_household(children).head, Some(aunt));
        world.is_sound();

        // The same where somebody moves in from elsewhere.
        let (third, uncle) = (world.born("Phạm Văn Ba", Male, "2010"), world.born("Phạm Văn Chú", Male, "1975"));
        let alone = world.household(PHUC_XA, "Số 2", &[(third, Head)]);
        assert!(matches!(world.move_to(&[mover(uncle, OtherRelative)], Home::Join(alone), &[]), Err(Error::OneHeadExactly)));
        world.move_to(&[mover(uncle, Head)], Home::Join(alone), &[]).expect("he comes as the head");
        assert_eq!(world.open_household(alone).head, Some(uncle));
        world.is_sound();
    });
}

/// One thing that happens to households; numbers are reduced to who and what is there.
#[derive(Debug, Clone)]
enum Step {
    Split { home: usize, who: Vec<bool>, head: usize, elsewhere: bool },
    Merge { from: usize, into: usize },
    Leave { who: usize },
    Move { who: usize, into: usize },
    Stay { who: usize, into: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let split = (0usize..6, proptest::collection::vec(any::<bool>(), 9), 0usize..9, any::<bool>())
        .prop_map(|(home, who, head, elsewhere)| Step::Split { home, who, head, elsewhere });
    let merge = (0usize..6, 0usize..6).prop_map(|(from, into)| Step::Merge { from, into });
    let leave = (0usize..9).prop_map(|who| Step::Leave { who });
    let moves = (0usize..9, 0usize..6).prop_map(|(who, into)| Step::Move { who, into });
    let stays = (0usize..9, 0usize..6).prop_map(|(who, into)| Step::Stay { who, into });
    proptest::collection::vec(prop_oneof![3 => split, 3 => merge, 1 => leave, 2 => moves, 1 => stays], 1..14)
}

/// Nine people, four of them minors, in three households at two addresses.
fn city(world: &World) -> (Vec<PersonId>, Vec<HouseholdId>) {
    let births = ["1950", "1975-02-03", "1980", "1999-12-31", "2006-05", "2008", "2010-01-01", "2015", "2020"];
    let people: Vec<PersonId> = births.iter().map(|birth| world.born("Trần Văn Mẫu", Male, birth)).collect();
    let homes = vec![
        world.household(PHUC_XA, "Số 1", &[(people[0], Head), (people[3], Child), (people[7], OtherRelative)]),
        world.household(PHUC_XA, "Số 1", &[(people[1], Head), (people[2], Spouse), (people[8], Child)]),
        world.household(PHUC_XA, "Số 2", &[(people[5], Head), (people[6], Sibling)]),
    ];
    (people, homes)
}

/// A step that is tried with an answer to who becomes head.
type Attempt<'a> = dyn Fn(&[NewHead]) -> Result<Option<HouseholdId>, Error> + 'a;

/// Tries a step as an officer would who answers every question for a new head; what is refused changes nothing.
fn tried(world: &World, people: &[PersonId], homes: &mut Vec<HouseholdId>, step: &Step) {
    let home_of = |at: usize, homes: &[HouseholdId]| homes[at % homes.len()];
    let answered = |attempt: &Attempt<'_>| match attempt(&[]) {
        Err(Error::NewHeadNeeded { household, candidates }) => {
            attempt(&[NewHead { household, head: candidates[0] }]).ok().flatten()
        }
        other => other.ok().flatten(),
    };
    let formed = match step {
        Step::Split { home, who, head, elsewhere } => {
            let home = home_of(*home, homes);
            let members = world.open_household(home).members;
            let head = members.get(head % members.len().max(1)).map(|member| member.person.id);
            let movers: Vec<Mover> = members
                .iter()
                .zip(who)
                .filter(|(_, goes)| **goes)
                .map(|(member, _)| mover(member.person.id, if Some(member.person.id) == head { Head } else { OtherRelative }))
                .collect();
            let address = elsewhere.then_some("Số 2");
            answered(&|heads| world.split(home, &movers, address, heads).map(|settled| settled.household))
        }
        Step::Merge { from, into } => {
            let (from, into) = (home_of(*from, homes), home_of(*into, homes));
            let members: Vec<Mover> =
                world.open_household(from).members.iter().map(|member| mover(member.person.id, OtherRelative)).collect();
            answered(&|heads| world.merge(from, into, &members, heads.first().map(|choice| choice.head)).map(|_| None))
        }
        Step::Leave { who } => {
            let person = people[*who];
            answered(&|heads| {
                let (actor, new_heads) = (world.city(), heads.to_vec());
                world.act(move |tx| {
                    let command = EndResidence {
                        person,
                        kind: ResidenceKind::Permanent,
                        on: date("2025-03-06"),
                        reason: EndReason::Removed,
                        new_heads: new_heads.clone(),
                        ground: ground(),
                    };
                    register::end_residence(tx, &actor, &command).map(|_| None)
                })
            })
        }
        Step::Move { who, into } => {
            let (person, into) = (people[*who], home_of(*into, homes));
            answered(&|heads| {
                match world.move_to(&[mover(person, OtherRelative)], Home::Join(into), heads) {
                    // An adult who comes to minors comes as their head.
                    Err(Error::OneHeadExactly) => world.move_to(&[mover(person, Head)], Home::Join(into), heads),
                    other => other,
                }
                .map(|_| None)
            })
        }
        Step::Stay { who, into } => {
            let (person, into) = (people[*who], home_of(*into, homes));
            let _ = world.move_to(&[mover(person, Head)], new_home(HANG_BAI, "Số 9"), &[]);
            let stay = if who % 2 == 0 { Stay::Home(Home::Join(into)) } else { alone(PHUC_XA, "Phòng 3") };
            let _ = world.stay(&[mover(person, NonRelative)], stay, "2026-01-31", true);
            None
        }
    };
    homes.extend(formed);
}

#[test]
fn every_household_keeps_one_head_whatever_happens() {
    on_both(|world| {
        let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
        runner
            .run(&steps(), |steps| {
                let (people, mut homes) = city(&world);
                for step in &steps {
                    tried(&world, &people, &mut homes, step);
                    prop_assert_eq!(world.findings(), vec![], "after {:?}", step);
                }
                Ok(())
            })
            .expect("the register stays sound");
    });
}
