//! The people: that they are as many, as old and as dirty as they should be.

use crate::{pack, places, words};
use demo::population::{Dirt, Home, Plan, Population, Resident, Shares, Stay};
use kernel::unit::UnitLevel;
use kernel::{Date, PersonName, Sex};
use register::{MaritalStatus, Relation, RelationKind};
use std::collections::{BTreeMap, HashSet};

const ON: Date = Date::constant(2026, 6, 1);
const PEOPLE: u64 = 60_000;

fn plan(people: u64) -> Plan {
    Plan { seed: 6, people, on: ON, city: pack().identity().city.clone(), shares: Shares::default() }
}

fn city(plan: Plan) -> Vec<Home> {
    Population::new(places(), words(), plan).collect()
}

fn people(homes: &[Home]) -> impl Iterator<Item = &Resident> {
    homes.iter().flat_map(|home| &home.members)
}

fn age(resident: &Resident) -> i16 {
    resident.birth.age_on(ON).most
}

/// How many of a hundred thousand.
fn share(part: usize, whole: usize) -> usize {
    part * 100_000 / whole
}

#[test]
fn there_are_exactly_as_many_people_as_asked_for_and_the_same_for_the_same_seed() {
    for wanted in [1, 125, 126, 999, 20_000] {
        assert_eq!(people(&city(plan(wanted))).count(), usize::try_from(wanted).expect("small"));
    }
    assert_eq!(city(plan(3_000)), city(plan(3_000)));
    assert_ne!(city(plan(3_000)), city(Plan { seed: 7, ..plan(3_000) }));
}

#[test]
fn communes_are_those_of_the_day_and_all_have_people() {
    let new: HashSet<_> = city(plan(20_000)).into_iter().map(|home| home.commune).collect();
    assert_eq!(new.len(), 126);
    let old_day = Date::constant(2024, 6, 1);
    let old: HashSet<_> = city(Plan { on: old_day, ..plan(20_000) }).into_iter().map(|home| home.commune).collect();
    assert_eq!(old.len(), 579);
    assert!(old.iter().all(|commune| commune.level() == UnitLevel::Commune && places().as_of(old_day).exists(commune)));
}

#[test]
fn households_have_the_sizes_and_ages_of_a_city() {
    let homes = city(plan(PEOPLE));
    let all = people(&homes).count();
    let mean = share(all, homes.len());
    assert!((340_000..380_000).contains(&mean), "mean household size {mean} / 100,000");
    let alone = share(homes.iter().filter(|home| home.members.len() == 1).count(), homes.len());
    assert!((7_000..16_000).contains(&alone), "{alone} of 100,000 live alone");
    let of_age = |low: i16, high: i16| share(people(&homes).filter(|one| (low..=high).contains(&age(one))).count(), all);
    let (children, old) = (of_age(0, 14), of_age(65, 130));
    assert!((19_000..29_000).contains(&children), "{children} children");
    assert!((6_000..13_000).contains(&old), "{old} old");
    let men = share(people(&homes).filter(|one| one.sex == Sex::Male).count(), all);
    assert!((47_500..51_500).contains(&men), "{men} men");
    assert!(people(&homes).all(|one| age(one) >= 0));
}

#[test]
fn every_household_makes_sense() {
    for home in city(plan(PEOPLE)) {
        let heads = home.members.iter().filter(|member| member.relation == Relation::Head).count();
        assert_eq!(heads, usize::from(home.dirt != Some(Dirt::NoHead)), "{}", home.number);
        assert!(home.members.iter().filter(|member| member.relation == Relation::Spouse).count() <= 1);
        let Some(head) = home.members.first().filter(|member| member.relation == Relation::Head && member.dirt.is_none()) else {
            continue;
        };
        assert!(age(head) >= 18, "a head of {}", age(head));
        for member in home.members.iter().filter(|member| member.dirt.is_none()) {
            let years = age(head) - age(member);
            match member.relation {
                Relation::Child => assert!(years >= 15, "a child {years} years younger"),
                Relation::Parent => assert!(years <= -15),
                Relation::Grandchild => assert!(years >= 34),
                _ => {}
            }
            assert!(member.marital != Some(MaritalStatus::Married) || age(member) >= 18);
            assert!(member.since <= ON && member.since >= member.birth.earliest());
            if let Stay::Temporary { until } = member.stay {
                assert!(until > ON && until <= Date::constant(2028, 12, 31));
            }
        }
    }
}

#[test]
fn families_are_tied_as_the_households_imply() {
    let homes = city(plan(PEOPLE));
    let mut children = 0;
    for home in &homes {
        for tie in &home.ties {
            let (person, other) = (&home.members[tie.person], &home.members[tie.other]);
            assert!(
                person.dirt != Some(Dirt::Duplicate) && other.dirt != Some(Dirt::Duplicate),
                "who lives elsewhere is tied there"
            );
            match tie.kind {
                RelationKind::Spouse => {
                    assert!(person.marital == Some(MaritalStatus::Married) && other.marital == person.marital);
                    assert_ne!(person.sex, other.sex);
                }
                kind => {
                    assert_eq!(kind.sex(), Some(other.sex));
                    // The least age of a parent in the pack is twelve.
                    let years = other.birth.age_on(person.birth.latest()).most;
                    assert!(years >= 15, "a parent {years} years older");
                }
            }
        }
        let tied: HashSet<usize> = home.ties.iter().filter(|tie| tie.kind.is_parent()).map(|tie| tie.person).collect();
        let at_home = |relation| (0..home.members.len()).filter(move |place| home.members[*place].relation == relation);
        assert!(at_home(Relation::Child).all(|place| tied.contains(&place)), "{} has a child without parents", home.number);
        let married: HashSet<usize> =
            home.ties.iter().filter(|tie| tie.kind == RelationKind::Spouse).flat_map(|tie| [tie.person, tie.other]).collect();
        assert!(at_home(Relation::Spouse).all(|place| married.contains(&place)), "{} has a spouse of nobody", home.number);
        children += tied.len();
    }
    let share = share(children, people(&homes).count());
    assert!((30_000..55_000).contains(&share), "{share} of 100,000 live with a parent");
}

#[test]
fn numbers_are_unique_and_agree_with_their_bearers() {
    let homes = city(plan(PEOPLE));
    let mut seen = HashSet::new();
    let mut from_here = 0;
    for one in people(&homes) {
        let Some(number) = one.number else { continue };
        assert!(seen.insert(number), "a number twice");
        from_here += usize::from(number.place() == "001");
        match one.dirt {
            Some(Dirt::NumberMismatch) => assert!(number.check_against(&one.birth, one.sex).is_err()),
            _ => assert!(number.check_against(&one.birth, one.sex).is_ok()),
        }
        assert!(pack().number_places().iter().any(|place| place.place == number.place()));
    }
    let here = share(from_here, seen.len());
    assert!((65_000..92_000).contains(&here), "{here} of 100,000 are from here");
}

#[test]
fn dirt_comes_in_the_shares_of_the_plan() {
    let homes = city(plan(PEOPLE));
    let all = people(&homes).count();
    let mut counts: BTreeMap<Dirt, usize> = BTreeMap::new();
    for one in people(&homes) {
        one.dirt.into_iter().for_each(|dirt| *counts.entry(dirt).or_default() += 1);
    }
    let found = |dirt: Dirt| share(counts.get(&dirt).copied().unwrap_or_default(), all);
    assert!((300..650).contains(&found(Dirt::Duplicate)), "{counts:?}");
    assert!((120..280).contains(&found(Dirt::NumberMismatch)), "{counts:?}");
    assert!((60..300).contains(&found(Dirt::NumberMissing)), "{counts:?}");
    assert!((300..500).contains(&found(Dirt::Decomposed)), "{counts:?}");
    assert!(found(Dirt::PartialBirth) > 1_000 && found(Dirt::ToneMark) > 5 && found(Dirt::Capitals) > 150, "{counts:?}");
    let headless = share(homes.iter().filter(|home| home.dirt == Some(Dirt::NoHead)).count(), homes.len());
    assert!((200..420).contains(&headless), "{headless} headless");
    // Somebody who turns up twice looks like the first time, but for what a second clerk does differently.
    let originals: HashSet<String> =
        people(&homes).filter(|one| one.dirt.is_none()).map(|one| kernel::name::fold(&one.name)).collect();
    for copy in people(&homes).filter(|one| one.dirt == Some(Dirt::Duplicate)) {
        assert!(copy.number.is_none() && originals.contains(&kernel::name::fold(&copy.name)));
    }
}

#[test]
fn a_clean_city_has_no_dirt() {
    let homes = city(Plan { shares: Shares::none(), ..plan(20_000) });
    assert!(homes.iter().all(|home| home.dirt.is_none() && home.members.iter().all(|member| member.dirt.is_none() && member.number.is_some())));
}

#[test]
fn names_are_names_and_follow_their_generation() {
    let homes = city(plan(PEOPLE));
    for one in people(&homes) {
        let name = PersonName::parse(&one.name).expect("a name");
        assert!((2..=4).contains(&name.full().split(' ').count()), "{}", name.full());
    }
    let nguyen = share(people(&homes).filter(|one| one.name.starts_with("Nguyễn ")).count(), people(&homes).count());
    assert!((31_000..41_000).contains(&nguyen), "{nguyen} of 100,000 are Nguyễn");
    let called_thi = |low: i16, high: i16| {
        let women: Vec<&Resident> =
            people(&homes).filter(|one| one.sex == Sex::Female && (low..=high).contains(&one.birth.year())).collect();
        share(women.iter().filter(|one| one.name.contains(" Thị ")).count(), women.len())
    };
    assert!(called_thi(1930, 1959) > 80_000 && called_thi(2005, 2026) < 15_000);
    // Children bear their father's name.
    let families =
        homes.iter().filter(|home| home.dirt.is_none() && home.members.iter().any(|one| one.relation == Relation::Spouse));
    for home in families {
        let father = home.members.iter().take(2).find(|one| one.sex == Sex::Male && one.dirt.is_none());
        let Some(surname) = father.map(|father| father.name.split(' ').next().unwrap_or_default()) else { continue };
        for child in home
            .members
            .iter()
            .filter(|one| one.relation == Relation::Child && one.dirt.is_none() && one.marital != Some(MaritalStatus::Married))
        {
            assert!(child.name.starts_with(surname), "{surname} and {}", child.name);
        }
    }
}

#[test]
fn addresses_look_like_addresses() {
    let homes = city(plan(PEOPLE));
    assert!(homes.iter().all(|home| home.address.chars().any(|letter| letter.is_ascii_digit()) && home.address.len() > 6));
    assert!(homes.iter().any(|home| home.address.contains("ngõ") && home.address.contains("phố")));
    assert!(homes.iter().any(|home| home.address.contains("thôn")));
    assert!(homes.iter().all(|home| !home.address.contains("phố Quốc lộ")));
    let shared = share(homes.iter().filter(|home| home.shares_dwelling).count(), homes.len());
    assert!((3_000..5_000).contains(&shared));
}

#[test]
fn households_are_numbered_within_their_commune() {
    let mut seen = HashSet::new();
    for home in city(plan(20_000)) {
        assert!(seen.insert((home.commune.clone(), home.number.clone())));
    }
}
