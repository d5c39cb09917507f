//! The data of a measurement: a city, citizens and an officer who are signed in, stored dossiers.
//!
//! Everything is made through the functions the desks use; only the proof of who signs in is skipped.

use crate::cli::{Bench, Place, Scenario};
use crate::commands::{demo, settings};
use crate::compose::{House, compose};
use crate::edge::SystemClock;
use crate::workers;
use ::demo::population::{Plan, Population, Resident, Stay};
use access::{Actor, Grant, Role, Subject};
use accounts::{Device, Holder, ImportedAccount};
use kernel::name::PersonName;
use kernel::partial_date::PartialDate;
use kernel::{AccountId, Clock as _, Locale, PersonId, Sex, UnitCode};
use register::{CreateHousehold, CreatePerson, Fields, Ground, Mover, Numbering, PersonFacts, Relation};
use std::ops::Range;
use std::sync::Arc;
use store::Tx;

/// Citizens who file.
const CITIZENS: u64 = 256;
/// People whose numbers are looked up or whose names are searched, taken evenly from the whole register.
const SAMPLES_MAX: usize = 20_000;
/// People whose pages are opened.
const PERSONS_MAX: usize = 5_000;
/// Stored dossiers in one transaction.
const STORED_BATCH: u64 = 20;
/// Such transactions at the same time, each for citizens of its own: two that file for the same citizen hinder each other.
const STORING_AT_ONCE: u64 = 8;
const SEED: u64 = 2022;
/// Hà Nội, in the first three digits of a personal number.
const NUMBER_PLACE: &str = "001";

/// A citizen who is signed in.
#[derive(Debug, Clone)]
pub(super) struct Citizen {
    pub(super) token: String,
    pub(super) unit: String,
    person: PersonId,
    account: AccountId,
}

/// What is filed: `<1>` stands for the commune.
#[derive(Debug, Clone)]
pub(super) struct Filing {
    pub(super) body: String,
}

/// What a measurement works with.
#[derive(Debug, Clone)]
pub(super) struct City {
    pub(super) engine: &'static str,
    pub(super) stored: u64,
    /// The session of an officer for the whole city.
    pub(super) officer: String,
    pub(super) temporary: Filing,
    pub(super) confirmation: Filing,
    /// A birth: `<0>` stands for the commune, `<1>` for the mother, `<3>` for the child's given name.
    pub(super) birth: Filing,
    citizens: Vec<Citizen>,
    samples: Samples,
}

/// What is looked up: identity numbers, and names with the unit they are searched in.
#[derive(Debug, Clone, Default)]
struct Samples {
    numbers: Vec<String>,
    persons: Vec<String>,
    queries: Vec<(String, String)>,
    /// Query strings of searches in the whole city.
    wide: Vec<String>,
    /// Numbers and communes of women of an age to have children.
    women: Vec<(String, String)>,
    /// Women who may have a child today, in the order of the register.
    mothers: Vec<Mother>,
}

/// Somebody whose child is registered.
#[derive(Debug, Clone)]
pub(super) struct Mother {
    pub(super) person: String,
    pub(super) unit: String,
}

impl City {
    pub(super) fn citizen(&self, turn: u64) -> &Citizen {
        pick(&self.citizens, turn)
    }

    pub(super) fn number(&self, turn: u64) -> &str {
        pick::<String>(&self.samples.numbers, turn)
    }

    /// A mother, and the given name of her child: when every mother had one the next round is of other names.
    pub(super) fn mother(&self, turn: u64) -> (&Mother, String) {
        let mothers = u64::try_from(self.samples.mothers.len()).unwrap_or(1).max(1);
        (pick(&self.samples.mothers, turn), given_name(turn / mothers))
    }

    pub(super) fn wide_query(&self, turn: u64) -> &str {
        pick::<String>(&self.samples.wide, turn)
    }

    pub(super) fn person(&self, turn: u64) -> &str {
        pick::<String>(&self.samples.persons, turn)
    }

    pub(super) fn query(&self, turn: u64) -> (&str, &str) {
        let (name, unit) = pick(&self.samples.queries, turn);
        (name, unit)
    }
}

/// A given name for every number: no two are alike.
fn given_name(number: u64) -> String {
    const SYLLABLES: [&str; 8] = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khanh", "Lan"];
    let syllable = |digit: u64| usize::try_from(digit % 8).ok().and_then(|at| SYLLABLES.get(at)).copied().unwrap_or_default();
    let mut name = vec![syllable(number)];
    let mut rest = number / 8;
    while rest > 0 {
        name.push(syllable(rest));
        rest /= 8;
    }
    name.join(" ")
}

/// Spreads turns over the list, so that neighbours in time are not neighbours in the register.
fn pick<T>(list: &[T], turn: u64) -> &T {
    let length = u64::try_from(list.len()).unwrap_or(1).max(1);
    let place = turn.wrapping_mul(2_654_435_761) % length;
    &list[usize::try_from(place).unwrap_or(0)]
}

/// Makes the data.
///
/// # Errors
/// A database that cannot be written.
pub(super) fn city(place: &Place, options: &Bench) -> anyhow::Result<City> {
    let house = compose(place, settings(None, None, place))?;
    house.platform.store.close();
    // Some dossiers make the clock of the city run up to today, which the proofs of its officials need.
    demo::build(place, options.people, SEED, 40, SystemClock.now())?;
    let house = compose(place, settings(None, None, place))?;
    let reads =
        [Scenario::Lookup, Scenario::LookupPaced, Scenario::Search, Scenario::SearchCity, Scenario::Person, Scenario::Birth];
    let mut samples = if options.scenarios.iter().any(|scenario| reads.contains(scenario)) {
        samples(&house, options.people)?
    } else {
        Samples::default()
    };
    if options.scenarios.contains(&Scenario::Birth) {
        samples.mothers = mothers(&house, &samples.women)?;
    }
    if options.scenarios.contains(&Scenario::Person) {
        samples.persons = persons(&house, &samples.numbers)?;
    }
    let citizens = citizens(&house)?;
    let officer = officer(&house)?;
    let today = house.platform.context.now().date_in_vietnam();
    let from = today.tomorrow()?;
    let until = from.saturating_add(kernel_span(300));
    let temporary = Filing {
        body: format!(
            r#"{{"service":"temporary-residence","answers":{{"target_unit":"<1>","target_address":"Số 1 phố Mẫu","dwelling":"own","from_date":"{from}","until_date":"{until}","declared_true":true}}}}"#
        ),
    };
    let confirmation = Filing {
        body: r#"{"service":"residence-confirmation","answers":{"content":"residence","purpose":"Nộp hồ sơ nhập học","declared_true":true}}"#.to_owned(),
    };
    let birth = Filing {
        body: format!(
            r#"{{"name":"Nguyễn Thị <3>","sex":"female","birth":"{today}","unit":"<0>","mother":{{"person":"<1>"}},"joins":"mother","basis":"law-60-2014-art-16"}}"#
        ),
    };
    store_dossiers(&house, &citizens, options.stored, &confirmation)?;
    workers::catch_up(&house)?;
    let engine = house.platform.store.engine_name();
    house.platform.store.close();
    Ok(City { engine, stored: options.stored, officer, temporary, confirmation, birth, citizens, samples })
}

fn kernel_span(days: i64) -> jiff::Span {
    jiff::Span::new().days(days)
}

/// Numbers and misspelt names of people from all over the city, made again from the city's seed.
fn samples(house: &House, people: u64) -> anyhow::Result<Samples> {
    let platform = &house.platform;
    let words = platform.pack.demo_words().map_err(|problems| anyhow::anyhow!(country::report(&problems)))?;
    let plan = Plan {
        seed: SEED,
        people,
        on: platform.context.now().date_in_vietnam(),
        city: platform.pack.identity().city.clone(),
        shares: ::demo::population::Shares::default(),
    };
    let step = usize::try_from(people).unwrap_or(usize::MAX).div_ceil(SAMPLES_MAX).max(1);
    let mut samples = Samples::default();
    let year = platform.context.now().date_in_vietnam().year();
    let members = Population::new(&platform.places, &words, plan).flat_map(|home| {
        let (commune, address) = (home.commune.clone(), home.address.clone());
        home.members.into_iter().map(move |member| (commune.clone(), address.clone(), member))
    });
    for (commune, address, member) in members.step_by(step) {
        let Some(number) = member.number.filter(|_| member.dirt.is_none()) else { continue };
        samples.numbers.push(number.to_string());
        let age = year - member.birth.year();
        if member.sex == Sex::Female && member.stay == Stay::Permanent && (25..=35).contains(&age) {
            samples.women.push((number.to_string(), commune.to_string()));
        }
        samples.wide.push(wide_query(samples.wide.len(), &member, &address));
        // Since July 2025 there are no districts: the search is within the commune then.
        let unit = commune.district().unwrap_or(commune);
        samples.queries.push((misspelt(&member.name), unit.to_string()));
    }
    Ok(samples)
}

/// What somebody at a desk of the city types: a name with a slip, a name and the year of birth, a telephone number or
/// an address in turn.
fn wide_query(turn: usize, member: &Resident, address: &str) -> String {
    let encoded = |text: &str| kernel::name::fold(text).replace(' ', "+").replace(',', "%2C").replace('/', "%2F");
    match (turn % 4, &member.phone) {
        (0, _) => format!("name={}", misspelt(&member.name)),
        (1, Some(phone)) => format!("phone={phone}"),
        (2, _) => format!("address={}", encoded(address)),
        _ => format!("name={}&birth={}", encoded(&member.name), member.birth.year()),
    }
}

/// The women as the register knows them.
fn mothers(house: &House, women: &[(String, String)]) -> anyhow::Result<Vec<Mother>> {
    let numbers: Vec<String> = women.iter().map(|(number, _)| number.clone()).collect();
    let ids = persons(house, &numbers)?;
    Ok(ids.into_iter().zip(women).map(|(person, (_, unit))| Mother { person, unit: unit.clone() }).collect())
}

/// The ids of the people whose numbers these are.
fn persons(house: &House, numbers: &[String]) -> anyhow::Result<Vec<String>> {
    let (actor, numbers) = (system(house), numbers.iter().take(PERSONS_MAX).cloned().collect::<Vec<_>>());
    let find = move |tx: &mut Tx<'_>| -> Result<Vec<String>, gate::Failure> {
        let mut ids = Vec::with_capacity(numbers.len());
        for number in &numbers {
            let number = number.parse().map_err(|_| gate::Failure::invalid())?;
            ids.extend(register::person_by_number(tx, &actor, &number, Fields::IDENTITY)?.map(|person| person.id.to_string()));
        }
        Ok(ids)
    };
    house.platform.store.write_blocking(find).map_err(|failure| failed(&failure))
}

/// The name without diacritics and with its last letter but one left out.
fn misspelt(name: &str) -> String {
    let mut letters: Vec<char> = kernel::name::fold(name).chars().collect();
    if letters.len() > 6 {
        letters.remove(letters.len() - 2);
    }
    letters.into_iter().map(|letter| if letter == ' ' { '+' } else { letter }).collect()
}

fn system(house: &House) -> Actor {
    house.platform.system("bench")
}

fn communes(house: &House) -> Vec<UnitCode> {
    let today = house.platform.context.now().date_in_vietnam();
    let inside =
        house.platform.places.as_of(today).inside(&house.platform.pack.identity().city, kernel::unit::UnitLevel::Commune);
    inside.iter().map(|unit| unit.code.clone()).collect()
}

fn citizens(house: &House) -> anyhow::Result<Vec<Citizen>> {
    let (actor, communes) = (system(house), communes(house));
    let made: Vec<Citizen> = house
        .platform
        .store
        .write_blocking(move |tx| -> Result<_, gate::Failure> {
            (0..CITIZENS).map(|turn| citizen(tx, &actor, turn, pick(&communes, turn))).collect()
        })
        .map_err(|failure| failed(&failure))?;
    Ok(made)
}

fn failed(failure: &gate::Failure) -> anyhow::Error {
    anyhow::anyhow!("the data could not be made: {}", failure.message)
}

/// A grown-up who lives alone in a household of their own, with an account at level 2 and an open session.
fn citizen(tx: &mut Tx<'_>, actor: &Actor, turn: u64, unit: &UnitCode) -> Result<Citizen, gate::Failure> {
    let name = PersonName::parse(&format!("Nguyễn Văn Đo {turn}").replace(|letter: char| letter.is_ascii_digit(), "o"))
        .map_err(|_| gate::Failure::invalid())?;
    let birth: PartialDate = "1990-05-17".parse().map_err(|_| gate::Failure::invalid())?;
    let command = CreatePerson {
        facts: PersonFacts::new(name.clone(), Sex::Male, birth),
        unit: unit.clone(),
        numbering: Numbering::Issue(NUMBER_PLACE.to_owned()),
        ground: Ground::new("bench"),
    };
    let person = register::create_person(tx, actor, &command)?;
    let entered = register::person(tx, actor, person, Fields::IDENTITY)?.ok_or_else(gate::Failure::invalid)?;
    let number = entered.facts.number.ok_or_else(gate::Failure::invalid)?;
    let home = CreateHousehold {
        unit: unit.clone(),
        address: format!("Số {turn} phố Đo"),
        number: None,
        members: vec![Mover { person, relation: Relation::Head }],
        new_heads: Vec::new(),
        from: actor.today(),
        ground: Ground::new("bench"),
    };
    register::create_household(tx, actor, &home)?;
    let account = actor.new_id();
    let imported = ImportedAccount { account, person, number, name, level: 2, unit: unit.clone(), password_hash: None };
    accounts::import_accounts(tx, actor, &[imported])?;
    let session = accounts::open_session(tx, actor, Holder::Citizen(account), 2, &Device::default())?;
    Ok(Citizen { token: session.token.to_text(), unit: unit.to_string(), person, account })
}

fn officer(house: &House) -> anyhow::Result<String> {
    let actor = system(house);
    let city = house.platform.pack.identity().city.clone();
    let roles = [Role::Counter, Role::Register, Role::Approver];
    let grants: Vec<Grant> = roles.into_iter().map(|role| Grant::new(role, city.clone())).collect();
    house
        .platform
        .store
        .write_blocking(move |tx| -> Result<_, gate::Failure> {
            let name = PersonName::parse("Trần Thị Đo").map_err(|_| gate::Failure::invalid())?;
            let command = accounts::Appoint { login: "bench".to_owned(), name, grants: grants.clone(), locale: Locale::Vi };
            let staff = accounts::appoint(tx, &actor, &command)?.staff;
            let session = accounts::open_session(tx, &actor, Holder::Staff(staff), 2, &Device::default())?;
            Ok(session.token.to_text())
        })
        .map_err(|failure| failed(&failure))
}

/// Files dossiers as the citizens would, many in one transaction and some transactions at once.
fn store_dossiers(house: &House, citizens: &[Citizen], stored: u64, filing: &Filing) -> anyhow::Result<()> {
    let body: serde_json::Value = serde_json::from_str(&filing.body)?;
    let answers = body["answers"].as_object().cloned().unwrap_or_default();
    let answers = &answers;
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..STORING_AT_ONCE)
            .map(|worker| {
                let of_worker = |turn: &u64| turn % STORING_AT_ONCE == worker;
                let own: Vec<Citizen> =
                    (0u64..).zip(citizens).filter(|(at, _)| of_worker(at)).map(|(_, it)| it.clone()).collect();
                let turns = (0..stored).filter(of_worker).count();
                scope.spawn(move || store_share(house, &own, answers, u64::try_from(turns)?))
            })
            .collect();
        workers.into_iter().try_for_each(|worker| match worker.join() {
            Ok(stored) => stored,
            Err(_) => Err(anyhow::anyhow!("storing dossiers broke off")),
        })
    })
}

/// The share of one worker.
fn store_share(
    house: &House,
    citizens: &[Citizen],
    answers: &serde_json::Map<String, serde_json::Value>,
    dossiers: u64,
) -> anyhow::Result<()> {
    let mut first = 0;
    while first < dossiers {
        let next = dossiers.min(first + STORED_BATCH);
        store_batch(house, citizens, answers, first..next).map_err(|failure| failed(&failure))?;
        first = next;
    }
    Ok(())
}

fn store_batch(
    house: &House,
    citizens: &[Citizen],
    answers: &serde_json::Map<String, serde_json::Value>,
    turns: Range<u64>,
) -> Result<(), gate::Failure> {
    let (citizens, answers, services) = (citizens.to_vec(), answers.clone(), Arc::clone(&house.platform.services));
    let context = house.platform.context.clone();
    house.platform.store.write_blocking(move |tx| {
        for turn in turns.clone() {
            let citizen = pick(&citizens, turn);
            let subject = Subject::Citizen { account: citizen.account, person: citizen.person };
            let actor = context.actor(subject).assurance(2).level(2).last_step_up(context.now()).build();
            let command = dossiers::Submit {
                service: "residence-confirmation".to_owned(),
                version: None,
                applicant: citizen.person,
                answers: answers.clone(),
                key: None,
                draft: None,
                card: None,
            };
            dossiers::submit(tx, &actor, &services, &command)?;
        }
        Ok(())
    })
}
