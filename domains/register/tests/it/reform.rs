//! Redrawing the map under people who live in it.

use crate::world::{World, birth, facts, ground, mover, name, on_both, unit};
use kernel::Sex::{Female, Male};
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use places::Places;
use register::bulk::{Batch, NewDwelling, NewHousehold, NewPerson, NewResidence, begin_load};
use register::reform::{self, NewPlan, Pace, Part, Phase, ReformError, Rehearsal, Rule};
use register::{
    CorrectPerson, CreateHousehold, DwellingId, EndReason, Error, Fact, LifeState, Relation, ResidenceId, ResidenceKind, Search,
};
use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock};

/// Goes to Ba Đình as a whole.
pub(crate) const TRUC_BACH: &str = "01-001-00004";
/// Is divided between Ba Đình (the main part) and Ngọc Hà.
pub(crate) const OLD_NGOC_HA: &str = "01-001-00016";
/// Goes to Ngọc Hà as a whole.
pub(crate) const LIEU_GIAI: &str = "01-001-00008";
pub(crate) const BA_DINH: &str = "01-00004";
pub(crate) const NGOC_HA: &str = "01-00008";

const SMALL: Pace = Pace { dwellings: 2, persons: 3, names: 2, without_indexes: true };

fn places() -> Arc<Places> {
    static PLACES: LazyLock<Arc<Places>> =
        LazyLock::new(|| Arc::new(Places::from_pack(&country::Pack::embedded().expect("the pack"))));
    Arc::clone(&PLACES)
}

fn day() -> Date {
    "2025-07-01".parse().expect("a date")
}

fn city() -> UnitCode {
    unit("01")
}

/// Four months later the new map holds.
pub(crate) fn summer(world: &World) {
    world.base.clock.advance_seconds(130 * 24 * 3600);
}

pub(crate) struct People {
    /// The heads of the households of the three communes, in their order.
    heads: Vec<PersonId>,
    households: Vec<HouseholdId>,
    dwellings: Vec<DwellingId>,
    /// Somebody who lives nowhere, of old Ngọc Hà.
    nowhere: PersonId,
}

/// Households with numbers that start anew in every commune, two of them at one address, and somebody who died.
pub(crate) fn people(world: &World) -> People {
    let homes = [
        (TRUC_BACH, "000001", "Số 1 Phố Mẫu", "Nguyễn Văn Một"),
        (TRUC_BACH, "000002", "Số 2 Phố Mẫu", "Nguyễn Văn Hai"),
        (TRUC_BACH, "000003", "Số 3 Phố Mẫu", "Nguyễn Văn Ba"),
        (OLD_NGOC_HA, "000001", "Số 1 Phố Mẫu", "Trần Thị Bốn"),
        (OLD_NGOC_HA, "000002", "Số 7 Ngõ Dài", "Trần Thị Năm"),
        (OLD_NGOC_HA, "000009", "Số 9 Ngõ Dài", "Trần Thị Sáu"),
        (LIEU_GIAI, "000002", "Số 5 Đường Lớn", "Lê Văn Bảy"),
        (LIEU_GIAI, "000004", "Số 7 Ngõ Dài", "Lê Văn Tám"),
    ];
    let actor = world.base.system();
    world
        .store
        .write_blocking(move |tx| {
            let entered = begin_load(tx, &actor, &city(), &ground())?;
            let mut batch = Batch::new(entered);
            let mut made = People { heads: vec![], households: vec![], dwellings: vec![], nowhere: actor.new_id() };
            for (commune, number, address, full_name) in homes {
                let (dwelling, household): (DwellingId, HouseholdId) = (actor.new_id(), actor.new_id());
                let (head, child): (PersonId, PersonId) = (actor.new_id(), actor.new_id());
                let commune = unit(commune);
                batch.dwellings.push(NewDwelling { id: dwelling, unit: commune.clone(), address: address.to_owned() });
                batch.households.push(NewHousehold {
                    id: household,
                    number: Some(number.to_owned()),
                    unit: commune.clone(),
                    dwelling,
                    head: Some(head),
                    formed_on: None,
                });
                for (person, relation, full, born) in [
                    (head, Relation::Head, full_name.to_owned(), "1970-02-03"),
                    (child, Relation::Child, format!("{full_name} Con"), "2001-04-05"),
                ] {
                    batch.people.push(NewPerson {
                        id: person,
                        facts: facts(&full, Male, born),
                        state: LifeState::Living,
                        died_on: None,
                        unit: commune.clone(),
                    });
                    batch.residences.push(NewResidence {
                        id: actor.new_id::<ResidenceId>(),
                        person,
                        kind: ResidenceKind::Permanent,
                        dwelling,
                        unit: commune.clone(),
                        household: Some(household),
                        relation: Some(relation),
                        from: None,
                        until: None,
                        ended: None,
                    });
                }
                made.heads.push(head);
                made.households.push(household);
                made.dwellings.push(dwelling);
            }
            batch.people.push(NewPerson {
                id: made.nowhere,
                facts: facts("Phạm Thị Không Đâu", Female, "1930"),
                state: LifeState::Dead,
                died_on: Some(birth("2024-11-02")),
                unit: unit(OLD_NGOC_HA),
            });
            batch.residences.push(NewResidence {
                id: actor.new_id::<ResidenceId>(),
                person: made.nowhere,
                kind: ResidenceKind::Permanent,
                dwelling: made.dwellings[4],
                unit: unit(OLD_NGOC_HA),
                household: None,
                relation: None,
                from: None,
                until: None,
                ended: Some(("2024-11-02".parse().expect("a date"), EndReason::Died)),
            });
            batch.write(tx)?;
            Ok::<People, Error>(made)
        })
        .expect("a city")
}

pub(crate) fn plan(world: &World, rules: &str) -> Result<(), ReformError> {
    let (actor, rules) = (world.base.system(), Rule::read(format!("old,address,new\n{rules}").as_bytes())?);
    world.store.write_blocking(move |tx| {
        let wanted = NewPlan { city: city(), on: day(), basis: "reform-2025".to_owned(), rules: rules.clone() };
        reform::plan(tx, &actor, &places(), &wanted).map(drop)
    })
}

pub(crate) fn rehearse(world: &World) -> Rehearsal {
    let actor = world.base.system();
    world.store.read_blocking(|tx| reform::rehearse(tx, &actor, &city(), day())).expect("planned")
}

/// Carries everything out, stopping after every unit of work to look around.
pub(crate) fn carry_out(world: &World, mut look: impl FnMut(Phase)) -> Vec<Part> {
    let actor = world.base.system();
    loop {
        let phase =
            reform::run(&world.store, &actor, &city(), day(), SMALL, &mut |_| ControlFlow::Break(())).expect("it goes on");
        look(phase);
        if phase == Phase::Offices {
            break;
        }
    }
    let report = world.store.read_blocking(|tx| reform::report(tx, &actor, &city(), day())).expect("planned");
    report.parts
}

fn part(parts: &[Part], old: &str, new: &str) -> [i64; 6] {
    let found = parts.iter().find(|part| part.old == unit(old) && part.new == unit(new)).expect("a part");
    [found.dwellings, found.households, found.people, found.renumbered, found.same_address, found.unsure]
}

fn found(world: &World, search: &Search) -> Vec<PersonId> {
    let (actor, search) = (world.city(), search.clone());
    let found = world.act(move |tx| register::search(tx, &actor, &search)).expect("permitted");
    found.hits.into_iter().map(|hit| hit.person.id).collect()
}

#[test]
fn what_was_rehearsed_is_done_and_adds_up() {
    on_both(|world| {
        people(&world);
        summer(&world);
        plan(&world, "").expect("a plan");
        let rehearsed = rehearse(&world);
        world.is_sound();
        let parts = carry_out(&world, |_| world.is_sound());
        assert_eq!(rehearsed.parts, parts);
        let total = rehearsed.total();
        assert_eq!((total.dwellings, total.households, total.people, rehearsed.untouched), (8, 8, 17, [0, 0, 0]));
        // Dwellings, households, people, renumbered, same address, unsure.
        assert_eq!(part(&parts, TRUC_BACH, BA_DINH), [3, 3, 6, 0, 0, 0]);
        assert_eq!(part(&parts, OLD_NGOC_HA, BA_DINH), [3, 3, 7, 2, 1, 3]);
        assert_eq!(part(&parts, OLD_NGOC_HA, NGOC_HA), [0, 0, 0, 0, 0, 0]);
        assert_eq!(part(&parts, LIEU_GIAI, NGOC_HA), [2, 2, 4, 0, 0, 0]);
    });
}

#[test]
fn a_list_of_addresses_divides_a_commune() {
    on_both(|world| {
        let who = people(&world);
        summer(&world);
        plan(&world, &format!("{OLD_NGOC_HA},Ngõ Dài,{NGOC_HA}\n{OLD_NGOC_HA},,{BA_DINH}\n")).expect("a plan");
        let rehearsed = rehearse(&world);
        let parts = carry_out(&world, |_| world.is_sound());
        assert_eq!(rehearsed.parts, parts);
        assert_eq!(part(&parts, OLD_NGOC_HA, BA_DINH), [1, 1, 3, 1, 1, 0]);
        assert_eq!(part(&parts, OLD_NGOC_HA, NGOC_HA), [2, 2, 4, 1, 1, 0]);
        let units: Vec<String> = who.heads.iter().map(|head| world.record(*head).unit.to_string()).collect();
        assert_eq!(units, [BA_DINH, BA_DINH, BA_DINH, BA_DINH, NGOC_HA, NGOC_HA, NGOC_HA, NGOC_HA]);
        // In each new commune everybody is found by name, and in no other.
        assert_eq!(found(&world, &Search::text("Trần Thị Năm").within(unit(NGOC_HA))), [who.heads[4]]);
        assert_eq!(found(&world, &Search::text("Trần Thị Năm").within(unit(BA_DINH))), []);
        assert_eq!(found(&world, &Search::text("Phạm Thị Không Đâu").within(unit(BA_DINH))), [who.nowhere]);
    });
}

#[test]
fn numbers_and_communes_of_before_stay_readable() {
    on_both(|world| {
        let who = people(&world);
        let before = world.base.system().new_id();
        summer(&world);
        plan(&world, "").expect("a plan");
        carry_out(&world, |_| {});
        assert_eq!(world.open_household(who.households[0]).number.as_deref(), Some("000001"));
        assert_eq!(world.open_household(who.households[3]).number.as_deref(), Some("00016-000001"));
        let (household, dwelling, nowhere) = (who.households[3], who.dwellings[3], who.nowhere);
        let behind = world.base.system().new_id();
        world
            .store
            .read_blocking::<_, Error>(|tx| {
                assert_eq!(reform::former_numbers(tx, household)?, ["000001"]);
                assert_eq!(reform::household_number_at(tx, household, before)?.as_deref(), Some("000001"));
                assert_eq!(reform::dwelling_unit_at(tx, dwelling, before)?, Some(unit(OLD_NGOC_HA)));
                assert_eq!(reform::dwelling_unit_at(tx, dwelling, behind)?, None);
                assert_eq!(reform::person_unit_at(tx, nowhere, before)?, Some(unit(OLD_NGOC_HA)));
                let former = reform::former_units(tx, dwelling)?;
                let former: Vec<_> = former.into_iter().map(|former| (former.unit, former.until)).collect();
                assert_eq!(former, [(unit(OLD_NGOC_HA), day())]);
                assert_eq!(reform::successors(tx, &unit(OLD_NGOC_HA))?, [unit(BA_DINH), unit(NGOC_HA)]);
                Ok(())
            })
            .expect("readable");
        // Two dwellings with one address stay two.
        assert_ne!(who.dwellings[0], who.dwellings[3]);
        let actor = world.base.system();
        let same = world.store.read_blocking(|tx| reform::same_addresses(tx, &actor, &city(), day(), 10, 0)).expect("a list");
        assert_eq!(same.iter().map(|line| line.dwelling).collect::<Vec<_>>(), [who.dwellings[0], who.dwellings[3]]);
        let unsure =
            world.store.read_blocking(|tx| reform::unsure_households(tx, &actor, &city(), day(), 10, 0)).expect("a list");
        assert_eq!(unsure.iter().map(|line| line.household).collect::<Vec<_>>(), who.households[3..6]);
    });
}

#[test]
fn everybody_is_found_at_every_moment_under_old_and_new_communes() {
    on_both(|world| {
        let who = people(&world);
        summer(&world);
        plan(&world, &format!("{OLD_NGOC_HA},Ngõ Dài,{NGOC_HA}\n")).expect("a plan");
        carry_out(&world, |phase| {
            assert_eq!(found(&world, &Search::text("Trần Thị Năm")), [who.heads[4]], "{phase}");
            assert_eq!(found(&world, &Search::text("Trần Thị Năm").within(unit(OLD_NGOC_HA))), [who.heads[4]], "{phase}");
            assert_eq!(found(&world, &Search::text("Lê Văn Bảy").within(unit(LIEU_GIAI))), [who.heads[6]], "{phase}");
            let lives_in = world.record(who.heads[4]).unit;
            assert_eq!(found(&world, &Search::text("Trần Thị Năm").within(lives_in)), [who.heads[4]], "{phase}");
        });
        // A district that ended is searched too; who came from another commune is not found under it.
        assert_eq!(found(&world, &Search::text("Nguyễn Văn Hai").within(unit("01-001"))), [who.heads[1]]);
        assert_eq!(found(&world, &Search::text("Nguyễn Văn Hai").within(unit(OLD_NGOC_HA))), []);
        // The officer of the new commune sees the people of its old ones, the officer of another does not.
        assert!(world.look(&world.officer(BA_DINH), who.heads[0]).expect("permitted").is_some());
        assert!(world.look(&world.officer(NGOC_HA), who.heads[0]).expect("permitted").is_none());
    });
}

#[test]
fn a_name_corrected_on_the_way_leaves_no_trace_of_the_old_one() {
    on_both(|world| {
        let who = people(&world);
        summer(&world);
        plan(&world, "").expect("a plan");
        let mut corrected = false;
        carry_out(&world, |phase| {
            if phase == Phase::People && !corrected {
                corrected = true;
                let (actor, person) = (world.city(), who.heads[1]);
                world
                    .act(move |tx| {
                        let command = CorrectPerson {
                            person,
                            version: None,
                            facts: vec![Fact::Name(name("Đặng Văn Mới"))],
                            ground: ground(),
                        };
                        register::correct_person(tx, &actor, &command)
                    })
                    .expect("corrected");
                assert_eq!(found(&world, &Search::text("Đặng Văn Mới")), [who.heads[1]]);
            }
        });
        assert!(corrected);
        assert_eq!(found(&world, &Search::text("Đặng Văn Mới").within(unit(BA_DINH))), [who.heads[1]]);
        assert!(!found(&world, &Search::text("Nguyễn Văn Hai")).contains(&who.heads[1]));
        world.is_sound();
    });
}

#[test]
fn a_commune_that_ended_stands_for_the_one_that_took_it_over() {
    on_both(|world| {
        let who = people(&world);
        summer(&world);
        plan(&world, &format!("{OLD_NGOC_HA},Ngõ Dài,{NGOC_HA}\n")).expect("a plan");
        carry_out(&world, |_| {});
        let newcomer = |full: &str| world.create(&world.city(), facts(full, Male, "1980-01-01"), OLD_NGOC_HA).expect("a person");
        let found_at = |code: &str, address: &str, person: PersonId| {
            let (actor, code, address) = (world.city(), unit(code), address.to_owned());
            world.act(move |tx| {
                let command = CreateHousehold {
                    unit: code.clone(),
                    address: address.clone(),
                    number: None,
                    members: vec![mover(person, Relation::Head)],
                    new_heads: Vec::new(),
                    from: "2025-07-02".parse().expect("a date"),
                    ground: ground(),
                };
                register::create_household(tx, &actor, &command)
            })
        };
        let one = newcomer("Đỗ Văn Một");
        assert_eq!(world.record(one).unit, unit(BA_DINH));
        let settled = found_at(OLD_NGOC_HA, "Số 40 Ngõ Dài", one).expect("settled");
        assert_eq!(settled.unit, unit(NGOC_HA), "the list of addresses still holds");
        // Two dwellings have the address: the old commune says which, without it nobody guesses.
        let two = newcomer("Đỗ Văn Hai");
        assert!(matches!(found_at(BA_DINH, "Số 1 Phố Mẫu", two), Err(Error::SeveralDwellings(_))));
        let settled = found_at(OLD_NGOC_HA, "Số 1 Phố Mẫu", two).expect("settled");
        assert_eq!(world.open_household(settled.household.expect("formed")).dwelling, who.dwellings[3]);
        world.is_sound();
    });
}

#[test]
fn a_plan_waits_for_its_day_and_is_made_once() {
    on_both(|world| {
        people(&world);
        let run = || reform::run(&world.store, &world.base.system(), &city(), day(), SMALL, &mut |_| ControlFlow::Break(()));
        assert!(matches!(run(), Err(ReformError::NotPlanned(_))));
        assert!(matches!(plan(&world, &format!("{TRUC_BACH},x,{NGOC_HA}\n")), Err(ReformError::Allocation { line: 2, .. })));
        assert!(matches!(plan(&world, "01-001-99999,x,01-00008\n"), Err(ReformError::Allocation { line: 2, .. })));
        plan(&world, "").expect("a plan");
        plan(&world, &format!("{OLD_NGOC_HA},Ngõ Dài,{NGOC_HA}\n")).expect("nothing was moved, so it is planned anew");
        assert!(matches!(run(), Err(ReformError::NotYet(_))), "it is March");
        summer(&world);
        run().expect("begun");
        assert!(matches!(plan(&world, ""), Err(ReformError::Begun(_))));
        let officer = world.officer("01");
        let refused = world.store.read_blocking(|tx| reform::latest(tx, &officer));
        assert!(matches!(refused, Err(ReformError::Register(Error::Denied(_)))));
        carry_out(&world, |_| {});
        let actor = world.base.system();
        let done = world.store.write_blocking(move |tx| reform::finish(tx, &actor, &city(), day())).expect("finished");
        assert_eq!(done, Phase::Done);
    });
}
