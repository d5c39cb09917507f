//! Changes are undone by others, unless something was built on them.

use crate::asof::moment;
use crate::world::{HANG_BAI, PHUC_XA, TRUC_BACH, World, birth, date, ground, mover, name, new_home, on_both, unit};
use access::{Denied, Role};
use kernel::PersonId;
use kernel::Sex::{Female, Male};
use register::Relation::{Child, Head, Parent, Spouse};
use register::{
    AsOf, ChangeHead, ChangeId, ChangeKind, CorrectPerson, Digest, EndReason, EndResidence, Error, Fact, FactName, Home, NewHead,
    Page, ResidenceKind, ReverseChange, Reversed, Settled, VerifyFacts,
};

fn correct(world: &World, person: PersonId, facts: Vec<Fact>) -> ChangeId {
    let actor = world.city();
    let command = CorrectPerson { person, version: None, facts, ground: ground() };
    world.act(move |tx| register::correct_person(tx, &actor, &command)).expect("a correction")
}

fn reverse_as(world: &World, actor: access::Actor, change: ChangeId) -> Result<Reversed, Error> {
    world.base.clock.advance_seconds(60);
    let command = ReverseChange { change, ground: ground() };
    world.act(move |tx| register::reverse_change(tx, &actor, &command))
}

fn reverse(world: &World, change: ChangeId) -> Result<Reversed, Error> {
    reverse_as(world, world.city(), change)
}

fn digest(world: &World, at: Option<AsOf>) -> Digest {
    world.store.read_blocking::<_, Error>(move |tx| register::digest(tx, at)).expect("a digest")
}

/// The record and household without ids that a re-entered row has anew.
fn reads(world: &World, person: PersonId) -> serde_json::Value {
    let record = world.record(person);
    let homes: Vec<_> = record
        .residences
        .iter()
        .map(|home| (home.kind, home.unit.clone(), home.address.clone(), home.household, home.head, home.relation, home.from))
        .collect();
    serde_json::json!({ "facts": record.facts, "homes": homes, "unit": record.unit, "state": record.state })
}

#[test]
fn a_correction_is_undone_and_nothing_is_lost() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999");
        let wrong = correct(&world, person, vec![Fact::Name(name("Nguyễn Thị Nhầm")), Fact::Birth(birth("1998"))]);
        let (at, was) = (moment(&world), digest(&world, None));
        let other = correct(&world, person, vec![Fact::Phone(Some("0900000001".to_owned()))]);
        let undone = reverse(&world, wrong).expect("it is undone");
        assert_eq!(undone.undone, [wrong]);
        let record = world.record(person);
        assert_eq!((record.facts.name.full(), record.facts.birth), ("Nguyễn Thị Ví Dụ", birth("1999")));
        assert_eq!(record.facts.phone.as_deref(), Some("0900000001"), "the other correction stays");
        assert_eq!(digest(&world, Some(at)), was, "the past reads as it did");

        let actor = world.city();
        let entries = world.act(move |tx| register::history(tx, &actor, person, Page::first(10))).expect("permitted");
        assert_eq!(entries[0].kind, ChangeKind::Reversed);
        assert_eq!(
            (&entries[0].before["name"], &entries[0].after["name"]),
            (&"Nguyễn Thị Nhầm".into(), &"Nguyễn Thị Ví Dụ".into())
        );
        assert_eq!(entries[0].after["reverses"], wrong.to_string());

        // Twice is refused, and names what undid it; undoing the undoing brings it back.
        let Err(Error::LaterChanges(later)) = reverse(&world, wrong) else { panic!("it is undone already") };
        assert_eq!(later, undone.changes);
        reverse(&world, undone.changes[0]).expect("the undoing is undone");
        assert_eq!(world.record(person).facts.name.full(), "Nguyễn Thị Nhầm");
        reverse(&world, other).expect("the other is undone");
        assert_eq!(world.record(person).facts.phone, None);
        world.is_sound();
    });
}

#[test]
fn a_later_correction_of_the_same_fact_stands_in_the_way() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999");
        let first = correct(&world, person, vec![Fact::Name(name("Nguyễn Thị Một")), Fact::Origin(Some("Xã Mẫu".to_owned()))]);
        let second = correct(&world, person, vec![Fact::Name(name("Nguyễn Thị Hai"))]);
        let Err(Error::LaterChanges(later)) = reverse(&world, first) else { panic!("the second builds on it") };
        assert_eq!(later, [second]);
        assert_eq!(world.record(person).facts.origin.as_deref(), Some("Xã Mẫu"), "a refusal changes nothing");
        reverse(&world, second).expect("the second first");
        let again = reverse(&world, first);
        assert!(again.is_ok(), "{again:?}: once what stood in the way is undone");
        assert_eq!(world.record(person).facts.name.full(), "Nguyễn Thị Ví Dụ");
    });
}

struct Family {
    father: PersonId,
    mother: PersonId,
    son: PersonId,
    home: kernel::HouseholdId,
}

fn family(world: &World) -> Family {
    let father = world.born("Trần Văn Cha", Male, "1960-01-02");
    let mother = world.born("Lê Thị Mẹ", Female, "1962-03-04");
    let son = world.born("Trần Văn Con", Male, "1990-05-06");
    let home = world.household(PHUC_XA, "Số 1", &[(father, Head), (mother, Spouse), (son, Child)]);
    world.base.clock.advance_seconds(60);
    Family { father, mother, son, home }
}

#[test]
fn a_familys_move_is_undone_whole() {
    on_both(|world| {
        let Family { father, mother, son, home } = family(&world);
        let before: Vec<_> = [father, mother, son].map(|person| reads(&world, person)).into();
        let movers = [mover(father, Head), mover(mother, Spouse), mover(son, Child)];
        let settled = world.move_to(&movers, new_home(HANG_BAI, "Số 9"), &[]).expect("a move");
        let (at, was) = (moment(&world), digest(&world, None));
        assert!(world.open_household(home).dissolved_on.is_some());

        let undone = reverse(&world, settled.changes[1]).expect("any of its changes stands for the act");
        assert_eq!(undone.undone.len(), 5, "one formed, one dissolved, three moved");
        assert_eq!(Vec::from([father, mother, son].map(|person| reads(&world, person))), before);
        assert!(world.open_household(home).dissolved_on.is_none());
        assert_eq!(world.open_household(home).head, Some(father));
        let there = world.open_household(settled.household.expect("a household"));
        assert!(there.members.is_empty() && there.dissolved_on.is_some(), "nobody ever lived there");
        let actor = world.city();
        let past = world.act(move |tx| register::past_residences(tx, &actor, son, Page::first(5))).expect("permitted");
        assert_eq!(past[0].end_reason, Some(EndReason::Reversed), "it stays readable that it was entered by mistake");
        assert_eq!(digest(&world, Some(at)), was);
        world.is_sound();

        // And back again.
        reverse(&world, undone.changes[0]).expect("the undoing is undone");
        assert_eq!(world.open_household(settled.household.expect("a household")).members.len(), 3);
        assert!(world.open_household(home).dissolved_on.is_some());
        world.is_sound();
    });
}

#[test]
fn a_head_comes_back_to_the_household_that_had_to_choose_another() {
    on_both(|world| {
        let Family { father, mother, son, home } = family(&world);
        let heads = [NewHead { household: home, head: mother }];
        let settled = world.move_to(&[mover(father, Head)], new_home(HANG_BAI, "Số 9"), &heads).expect("a move");
        let before = world.open_household(home);
        assert_eq!((before.head, before.members[1].relation), (Some(mother), Child));
        reverse(&world, settled.changes[0]).expect("it is undone");
        let members: Vec<_> =
            world.open_household(home).members.iter().map(|member| (member.person.id, member.relation)).collect();
        assert_eq!(members, [(father, Head), (mother, Spouse), (son, Child)]);
        world.is_sound();
    });
}

#[test]
fn what_was_built_on_a_move_is_named() {
    on_both(|world| {
        let Family { father, mother, son, home } = family(&world);
        let settled = world.move_to(&[mover(son, Head)], new_home(HANG_BAI, "Số 9"), &[]).expect("a move");
        world.base.clock.advance_seconds(60);
        let Settled { changes: onward, .. } =
            world.move_to(&[mover(son, Head)], new_home(TRUC_BACH, "Số 4"), &[]).expect("another move");
        let Err(Error::LaterChanges(later)) = reverse(&world, settled.changes[0]) else { panic!("he moved on") };
        assert!(later.contains(&onward[0]), "{later:?}");
        reverse(&world, onward[0]).expect("the last move first");
        assert_eq!(world.record(son).unit, unit(HANG_BAI));

        // The household he left got another head since, so what he would come back as is not known.
        let actor = world.city();
        let command = ChangeHead { household: home, head: mother, relations: Vec::new(), ground: ground() };
        world.act(move |tx| register::change_head(tx, &actor, &command)).expect("a new head");
        let Err(Error::LaterChanges(later)) = reverse(&world, settled.changes[0]) else { panic!("the head changed") };
        let actor = world.city();
        let history = world.act(move |tx| register::household_history(tx, &actor, home, Page::first(1))).expect("permitted");
        assert_eq!(later.last(), Some(&history[0].id));
        reverse(&world, history[0].id).expect("the head is put back");
        assert_eq!(world.open_household(home).head, Some(father));
        world.is_sound();
    });
}

#[test]
fn who_joined_a_household_since_keeps_it_from_vanishing() {
    on_both(|world| {
        let Family { father, mother, son, home } = family(&world);
        let settled = world.move_to(&[mover(son, Head)], new_home(HANG_BAI, "Số 9"), &[]).expect("a move");
        world.base.clock.advance_seconds(60);
        let formed = settled.household.expect("a household");
        let heads = [NewHead { household: home, head: father }];
        let joined = world.move_to(&[mover(mother, Parent)], Home::Join(formed), &heads).expect("a move");
        let Err(Error::LaterChanges(later)) = reverse(&world, settled.changes[0]) else { panic!("somebody joined") };
        assert_eq!(later, joined.changes);
        world.is_sound();
    });
}

#[test]
fn an_end_is_undone() {
    on_both(|world| {
        let Family { father, mother, son, home } = family(&world);
        let before = reads(&world, father);
        let actor = world.city();
        let command = EndResidence {
            person: father,
            kind: ResidenceKind::Permanent,
            on: date("2025-03-06"),
            reason: EndReason::Emigrated,
            new_heads: vec![NewHead { household: home, head: son }],
            ground: ground(),
        };
        let ended = world.act(move |tx| register::end_residence(tx, &actor, &command)).expect("an end");
        assert!(world.record(father).residences.is_empty());
        reverse(&world, ended).expect("it is undone");
        assert_eq!(reads(&world, father), before);
        let members: Vec<_> =
            world.open_household(home).members.iter().map(|member| (member.person.id, member.relation)).collect();
        assert_eq!(members, [(father, Head), (mother, Spouse), (son, Child)]);
        world.is_sound();
    });
}

#[test]
fn only_those_who_keep_the_register_undo_with_evidence() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999");
        world.household(PHUC_XA, "Số 1", &[(person, Head)]);
        let wrong = correct(&world, person, vec![Fact::Origin(Some("Xã Nhầm".to_owned()))]);
        let refused = |actor: access::Actor| reverse_as(&world, actor, wrong).expect_err("refused");
        assert!(matches!(refused(world.officer(HANG_BAI)), Error::ChangeNotFound), "another commune's record is hidden");
        let approver = world.base.officer(Role::Approver, &unit(PHUC_XA));
        assert!(matches!(refused(approver), Error::Denied(Denied::Forbidden)));
        assert!(matches!(refused(world.base.citizen(person)), Error::Denied(_) | Error::ChangeNotFound));
        let actor = world.city();
        let bare = ReverseChange { change: wrong, ground: register::Ground::new("law") };
        let unproven = world.act(move |tx| register::reverse_change(tx, &actor, &bare));
        assert!(matches!(unproven, Err(Error::EvidenceMissing)));
        assert!(matches!(reverse(&world, ChangeId::from_raw(7)), Err(Error::ChangeNotFound)));

        let actor = world.city();
        let history = world.act(move |tx| register::history(tx, &actor, person, Page::first(10))).expect("permitted");
        let created = history.last().expect("an entry").id;
        assert!(matches!(reverse(&world, created), Err(Error::NotReversible(ChangeKind::Created))));
        reverse_as(&world, world.officer(PHUC_XA), wrong).expect("the commune's own officer");
    });
}

#[test]
fn facts_have_a_source_and_are_verified_against_a_paper() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        let corrected = correct(&world, person, vec![Fact::Origin(Some("Xã Mẫu".to_owned()))]);
        let verify = |facts: Vec<FactName>, ground: register::Ground| {
            let actor = world.officer(PHUC_XA);
            let command = VerifyFacts { person, version: None, facts, ground };
            world.act(move |tx| register::verify_facts(tx, &actor, &command))
        };
        let bare = register::Ground::new("compared");
        assert!(matches!(verify(vec![FactName::Name], bare), Err(Error::EvidenceMissing)));
        assert!(matches!(verify(vec![FactName::Religion], ground()), Err(Error::FactUnknown(FactName::Religion))));
        assert!(matches!(verify(vec![], ground()), Err(Error::NothingChanges)));
        let verified = verify(vec![FactName::Name, FactName::Origin], ground()).expect("verified");

        let sheet = || {
            let actor = world.base.citizen(person);
            world.act(move |tx| register::fact_sheet(tx, &actor, person)).expect("permitted").expect("there")
        };
        let line = |name: FactName| sheet().lines.into_iter().find(|line| line.fact == name).expect("all are listed");
        assert_eq!(sheet().lines.len(), 26);
        let origin = line(FactName::Origin);
        assert_eq!(origin.source.as_ref().map(|source| source.change), Some(corrected));
        assert_eq!(origin.verified.as_ref().map(|verified| verified.change), Some(verified));
        assert_eq!(origin.verified.and_then(|verified| verified.office), Some(unit(PHUC_XA)));
        assert_eq!(line(FactName::Birth).source.map(|source| source.kind), Some(ChangeKind::Created));
        assert_eq!((sheet().verified, sheet().known), (2, 5), "name, birth, sex, nationality, origin");

        // What changes is unverified again, and a verification can be taken back.
        correct(&world, person, vec![Fact::Origin(Some("Xã Khác".to_owned()))]);
        assert_eq!(line(FactName::Origin).verified, None);
        assert!(line(FactName::Name).verified.is_some());
        reverse(&world, verified).expect("taken back");
        assert_eq!(line(FactName::Name).verified, None);
        assert!(matches!(reverse(&world, verified), Err(Error::LaterChanges(_))), "once");
    });
}

#[test]
fn residences_and_relations_have_a_source_too() {
    on_both(|world| {
        let Family { father, mother, home, .. } = family(&world);
        let source = |person: PersonId, name: FactName| {
            let actor = world.city();
            let sheet = world.act(move |tx| register::fact_sheet(tx, &actor, person)).expect("permitted").expect("there");
            sheet.lines.into_iter().find(|line| line.fact == name).and_then(|line| line.source).map(|source| source.kind)
        };
        assert_eq!(source(mother, FactName::Permanent), Some(ChangeKind::Permanent));
        assert_eq!(source(mother, FactName::Relation), Some(ChangeKind::Permanent));
        let actor = world.city();
        let command = ChangeHead { household: home, head: mother, relations: Vec::new(), ground: ground() };
        world.act(move |tx| register::change_head(tx, &actor, &command)).expect("a new head");
        assert_eq!(source(father, FactName::Relation), Some(ChangeKind::Head));
        assert_eq!(source(father, FactName::Household), Some(ChangeKind::Head));
        assert_eq!(source(father, FactName::Temporary), None);
    });
}

#[test]
fn what_is_undone_and_sent_again_is_undone_once() {
    on_both(|world| {
        let person = world.born("Trần Văn Mẫu", kernel::Sex::Male, "1960-01-02");
        let actor = world.city();
        let corrected = world
            .act(move |tx| {
                let facts = vec![register::Fact::Phone(Some("0912345678".to_owned()))];
                register::correct_person(tx, &actor, &CorrectPerson { person, version: None, facts, ground: ground() })
            })
            .expect("corrected");
        let send = |key: Option<&'static str>| {
            let actor = world.city();
            world.act(move |tx| {
                register::once_of(tx, &actor, "reversed", key, |tx| {
                    register::reverse_change(tx, &actor, &ReverseChange { change: corrected, ground: ground() })
                })
            })
        };
        let first = send(Some("r1")).expect("undone");
        let again = send(Some("r1")).expect("the same answer");
        assert_eq!((first.repeated, again.repeated, &again.answer), (false, true, &first.answer));
        assert!(send(None).is_err(), "without the key it would be undone a second time, which cannot be");
        let actor = world.city();
        let verify = world.act(move |tx| {
            register::once_of(tx, &actor, "verified", Some("r1"), |tx| {
                let facts = vec![register::FactName::Name];
                register::verify_facts(tx, &actor, &register::VerifyFacts { person, version: None, facts, ground: ground() })
            })
        });
        assert!(matches!(verify, Err(Error::Civil(register::CivilError::KeyReused))), "a key stands for one act");
        assert_eq!(world.record(person).facts.phone, None);
    });
}
