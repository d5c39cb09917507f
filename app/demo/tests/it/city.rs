//! A whole city in a database, on both engines.

use crate::{pack, places};
use access::{Actor, Context, Policies, Role, Subject};
use accounts::{Accounts, Device, HolderKind, PasswordAttempt, PasswordCost, SignIn};
use demo::population::Shares;
use demo::{Blind, Built, CityState, DemoConfig, Observer, Outcome, PASSWORD, Part, Stage, Town};
use kernel::{Ids, Instant, ManualClock, SeededRandom, UnitCode};
use register::{Fields, Kin, Rule};
use std::collections::BTreeSet;
use std::sync::Arc;
use steering::{Overview, Period, Targets};
use store::Store;
use store::testing::on_both_engines;

const PEOPLE: u64 = 3_000;
const DOSSIERS: u32 = 160;

fn schemas() -> Vec<store::Schema> {
    vec![
        audit::schema(),
        places::schema(),
        register::schema(),
        accounts::schema(),
        dossiers::schema(),
        papers::schema(),
        notify::schema(),
        steering::schema(),
        quality::schema(),
    ]
}

fn policies() -> Arc<Policies> {
    let texts: Vec<(&str, &str)> = pack().policies().iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
    Policies::load(&texts).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn shared_pack() -> Arc<country::Pack> {
    Arc::new(country::Pack::embedded().unwrap_or_else(|problems| panic!("{}", country::report(&problems))))
}

fn town(store: &Store) -> Town {
    let clock = Arc::new(ManualClock::new(Instant::from_micros(0)));
    let ids = Arc::new(Ids::new(clock.clone(), 1));
    let context = Context::new(clock.clone(), ids, Arc::new(SeededRandom::new(3)), policies());
    let pack = shared_pack();
    let services = dossiers::Catalogue::from_pack(&pack).unwrap_or_else(|problems| panic!("{}", country::report(&problems)));
    let services = Arc::new(services);
    let (shared, actor) = (Arc::clone(&services), context.actor(Subject::System { name: "test" }).build());
    store.write_blocking(move |tx| shared.install(tx, &actor)).expect("services are installed");
    let accounts = Accounts::new("http://localhost:8080", &[7; 32]).expect("an address").with_password_cost(PasswordCost::CHEAP);
    let places = Arc::new(places().clone());
    let cleansing = quality::Rules::from_pack(&pack, Arc::clone(&places)).expect("the rules are right");
    Town {
        store: store.clone(),
        pack,
        places,
        services,
        cleansing: Arc::new(cleansing),
        accounts: Arc::new(accounts),
        context,
        clock,
        runner: None,
    }
}

fn config(now: &str) -> DemoConfig {
    let now = Instant::from_vietnam(now.parse().expect("a time"));
    DemoConfig { people: PEOPLE, seed: 2022, dossiers: DOSSIERS, now, shares: Shares::default() }
}

fn built(town: &Town, config: &DemoConfig) -> Built {
    match demo::build(town, config, &mut Blind).expect("a city is built") {
        Outcome::Built(built) => *built,
        Outcome::AlreadyThere => panic!("the database was empty"),
    }
}

fn steering(town: &Town) -> Actor {
    let roles = vec![access::Grant::new(Role::Steering, town.pack.identity().city.clone())];
    town.context.actor(Subject::Staff { staff: kernel::StaffId::from_raw(1) }).roles(roles).assurance(2).build()
}

fn overview(town: &Town, now: Instant, unit: &UnitCode) -> Overview {
    let children: Vec<UnitCode> =
        town.places.as_of(now.date_in_vietnam()).children(unit).into_iter().map(|child| child.code.clone()).collect();
    let period = Period::last_days(now.date_in_vietnam(), 30);
    let (actor, targets) = (steering(town), Targets { target: 95, floor: 80 });
    town.store
        .read_blocking(|tx| steering::overview(tx, &actor, unit, None, period, &children, targets))
        .expect("figures are read")
}

#[test]
fn a_city_of_two_tiers_lives() {
    on_both_engines(&schemas(), |store| lives(&store, "2026-05-21T15:10", 126));
}

#[test]
fn a_city_of_three_tiers_lives() {
    on_both_engines(&schemas(), |store| lives(&store, "2025-03-20T10:40", 579));
}

fn lives(store: &Store, now: &str, communes: u64) {
    let town = town(store);
    let config = config(now);
    assert_eq!(demo::state(&town).expect("readable"), CityState::Empty);
    let built = built(&town, &config);
    assert_eq!(built.people, PEOPLE);
    assert!(built.households > 700 && built.staff >= communes * 2);
    // Nothing is refused but by chance: somebody moved into a household whose head had moved meanwhile.
    assert!(built.dossiers >= u64::from(DOSSIERS) * 95 / 100, "{built:?}");
    assert!(built.refused <= u64::from(DOSSIERS) / 100, "{built:?}");

    let city = overview(&town, config.now, &town.pack.identity().city).figures;
    assert_eq!(city.filed, i64::try_from(built.dossiers).expect("small"));
    assert!(city.received > 100 && city.granted > 70 && city.open > 5, "{city:?}");
    assert!(city.refused + city.declined + city.withdrawn > 0 && city.supplements > 0, "{city:?}");
    assert!(city.late > 0 && city.late * 5 < city.early + city.on_time, "{city:?}");
    let online = city.filed_online * 100 / city.filed;
    assert!((60..85).contains(&online), "{online} % online");

    let board =
        store.read_blocking(|tx| quality::board(tx, &steering(&town), &town.pack.identity().city, &[])).expect("permitted");
    let score = &board.score;
    assert!(board.run.is_some() && score.clean.part < score.clean.whole, "{score:?}");
    for rule in ["household-without-head", "number-contradicts", "old-number-only", "birth-partial", "name-form"] {
        assert!(score.rules.get(rule).is_some_and(|stood| stood.work > 0), "{rule}: {:?}", score.rules);
    }

    let findings = store.read_blocking(register::doctor).expect("the register is checked");
    let broken: BTreeSet<Rule> = findings.iter().map(|finding| finding.rule).collect();
    assert!(broken.is_subset(&BTreeSet::from([Rule::HeadMissing])), "{findings:?}");
}

#[test]
fn the_register_shows_the_families_of_the_city() {
    on_both_engines(&schemas(), |store| {
        let town = town(&store);
        let built = built(&town, &config("2026-05-21T15:10"));
        let child = built.logins.iter().find(|login| login.part == Part::Child).expect("a child that grew up");
        let number = child.login.parse().expect("a number");
        let roles = vec![access::Grant::new(Role::Register, town.pack.identity().city.clone())];
        let officer = town.context.actor(Subject::Staff { staff: kernel::StaffId::from_raw(1) }).roles(roles).assurance(2);
        let officer = officer.purpose("register-upkeep".parse().expect("a purpose")).build();
        let family = store
            .write_blocking(move |tx| -> Result<_, register::Error> {
                let child = register::person_by_number(tx, &officer, &number, Fields::IDENTITY)?.expect("in the register");
                let household = register::household_of(tx, &officer, child.id)?.expect("at home");
                let head = household.head.expect("a head");
                Ok((child.id, register::family(tx, &officer, child.id)?, register::family(tx, &officer, head)?))
            })
            .expect("readable");
        let (child, Some(own), Some(parents)) = family else { panic!("no family") };
        assert!(own.of_kin(Kin::Father).chain(own.of_kin(Kin::Mother)).count() > 0, "{own:?}");
        assert!(parents.of_kin(Kin::Child).any(|relative| relative.person == Some(child)), "{parents:?}");
    });
}

#[test]
fn a_second_city_is_not_built_over_the_first() {
    on_both_engines(&schemas(), |store| {
        let town = town(&store);
        let small = DemoConfig { people: 300, dossiers: 5, ..config("2026-05-21T15:10") };
        built(&town, &small);
        assert_eq!(demo::state(&town).expect("readable"), CityState::Present);
        assert!(matches!(demo::build(&town, &small, &mut Blind), Ok(Outcome::AlreadyThere)));
    });
}

#[test]
fn everybody_on_the_list_can_sign_in_with_two_factors() {
    on_both_engines(&schemas(), |store| {
        let town = town(&store);
        let config = DemoConfig { people: 2_000, dossiers: 40, ..config("2026-05-21T15:10") };
        let built = built(&town, &config);
        let parts: BTreeSet<Part> = built.logins.iter().map(|login| login.part).collect();
        assert_eq!(parts, Part::ALL.iter().copied().collect(), "every part is played");
        let public = town.context.actor(Subject::Public).build();
        for login in &built.logins {
            let kind = if login.is_staff() { HolderKind::Staff } else { HolderKind::Citizen };
            let attempt =
                PasswordAttempt { kind, name: login.login.clone(), password: PASSWORD.to_owned(), device: Device::default() };
            let first = town.accounts.sign_in_with_password(&store, &public, &attempt).expect("the password is right");
            let SignIn::NeedsCode(secret) = first else { panic!("{} has no second factor", login.login) };
            let code = login.code(public.now()).expect("a key");
            let session = town.accounts.sign_in_with_code(&store, &public, &secret, &code, &Device::default());
            assert_eq!(session.expect("the code is right").assurance, 2, "{}", login.login);
            assert!(!login.unit_name.is_empty() && !login.name.is_empty());
        }
        // The people one signs in as have their homes still.
        let head = built.logins.iter().find(|login| login.part == Part::Head).expect("a head");
        assert_eq!(head.login.len(), 12);
    });
}

#[test]
fn the_same_seed_builds_the_same_city() {
    let database = [store::testing::TestDatabase::sqlite(), store::testing::TestDatabase::sqlite()];
    let cities = database.map(|database| {
        let store = database.open(&schemas());
        let town = town(&store);
        let config = DemoConfig { people: 1_000, dossiers: 60, ..config("2026-05-21T15:10") };
        let built = built(&town, &config);
        let city = overview(&town, config.now, &town.pack.identity().city);
        store.close();
        drop(database);
        (
            built.people,
            built.households,
            built.acts,
            built.logins.into_iter().map(|login| login.login).collect::<Vec<_>>(),
            city.figures,
        )
    });
    assert_eq!(cities[0], cities[1]);
}

#[test]
fn the_observer_sees_every_stage() {
    struct Seen(BTreeSet<Stage>, u64);
    impl Observer for Seen {
        fn at(&mut self, stage: Stage, done: u64, _: u64) {
            self.0.insert(stage);
            if stage == Stage::People {
                assert!(done > self.1);
                self.1 = done;
            }
        }
    }
    let database = store::testing::TestDatabase::sqlite();
    let store = database.open(&schemas());
    let mut seen = Seen(BTreeSet::new(), 0);
    let config = DemoConfig { people: 500, dossiers: 10, ..config("2026-05-21T15:10") };
    demo::build(&town(&store), &config, &mut seen).expect("a city is built");
    assert_eq!(seen.0, BTreeSet::from([Stage::People, Stage::Review, Stage::Accounts, Stage::Dossiers, Stage::Figures]));
    assert_eq!(seen.1, 500);
    store.close();
}
