//! A synthetic city in a database of its own: how long it takes to load, to look people up, to search them, and what
//! it weighs. `cargo run --release -p register --example search_bench -- PEOPLE [postgres://… | DIRECTORY]`
//!
//! Names follow the weights of real ones, so that the common names, which are the hard ones, are as common as in life.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use access::testing::World;
use access::{Actor, Grant, Role};
use kernel::{HouseholdId, Instant, PersonId, PersonName, PersonalNumber, Randomness, SeededRandom, Sex, StaffId, UnitCode};
use register::bulk::{Batch, NewDwelling, NewHousehold, NewPerson, NewResidence, begin_load};
use register::{Error, Fields, Ground, LifeState, PersonFacts, Relation, ResidenceKind, Search};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant as Stopwatch};
use store::testing::TestDatabase;
use store::{Config, Store};

const FAMILIES: &[(&str, u64)] = &[
    ("Nguyễn", 380),
    ("Trần", 110),
    ("Lê", 95),
    ("Phạm", 70),
    ("Hoàng", 51),
    ("Phan", 45),
    ("Vũ", 39),
    ("Đặng", 21),
    ("Bùi", 20),
    ("Đỗ", 14),
    ("Hồ", 13),
    ("Ngô", 13),
    ("Dương", 10),
    ("Lý", 5),
    ("Đinh", 9),
    ("Mai", 8),
    ("Trịnh", 8),
    ("Lương", 7),
    ("Đào", 9),
    ("Cao", 6),
    ("Tạ", 4),
    ("Chu", 5),
    ("Hà", 6),
    ("Kiều", 3),
    ("Quách", 2),
    ("Tô", 3),
    ("Thái", 3),
    ("Đoàn", 7),
    ("Tống", 2),
    ("La", 2),
];
const MALE_MIDDLES: &[&str] =
    &["Văn", "Văn", "Văn", "Đức", "Hữu", "Minh", "Quang", "Xuân", "Ngọc", "Đình", "Công", "Thành", "Tuấn", "Anh", "Hoàng", ""];
const FEMALE_MIDDLES: &[&str] = &[
    "Thị",
    "Thị",
    "Thị",
    "Thị",
    "Thu",
    "Thị Thu",
    "Thanh",
    "Ngọc",
    "Thị Ngọc",
    "Phương",
    "Thùy",
    "Minh",
    "Hoài",
    "Thị Mai",
    "Kim",
    "",
];
const MALE: &[&str] = &[
    "Anh", "Anh", "Tuấn", "Hùng", "Hưng", "Dũng", "Cường", "Minh", "Đức", "Nam", "Long", "Hải", "Sơn", "Thắng", "Trung", "Hiếu",
    "Hoàng", "Huy", "Khánh", "Kiên", "Lâm", "Linh", "Mạnh", "Nghĩa", "Phong", "Phúc", "Quân", "Quang", "Tân", "Thành", "Thịnh",
    "Tiến", "Toàn", "Tùng", "Việt", "Vinh", "Vũ", "Bình", "Chiến", "Công", "Đạt", "Đông", "Duy", "Giang", "Hà", "Hòa", "Khoa",
    "Lộc", "Lợi", "Tú",
];
const FEMALE: &[&str] = &[
    "Anh", "Anh", "Hương", "Hằng", "Hà", "Hạnh", "Hiền", "Hoa", "Hòa", "Hồng", "Huệ", "Huyền", "Lan", "Liên", "Linh", "Linh",
    "Loan", "Ly", "Mai", "Minh", "My", "Nga", "Ngân", "Ngọc", "Nhung", "Oanh", "Phương", "Quỳnh", "Thanh", "Thảo", "Thu", "Thủy",
    "Trang", "Trang", "Trinh", "Tuyết", "Uyên", "Vân", "Yến", "Bình", "Châu", "Chi", "Diệp", "Dung", "Giang", "Hải", "Khánh",
    "Kim", "Lệ", "Nguyệt",
];
const DISTRICTS: usize = 30;
const COMMUNES: usize = 19;
const BATCH: usize = 50_000;

fn main() {
    let people: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let database = match std::env::args().nth(2) {
        Some(url) if url.starts_with("postgres") => Place::Given(Config::postgres(url)),
        Some(directory) => Place::Given(Config::sqlite(directory)),
        None => Place::Test(TestDatabase::sqlite()),
    };
    let schemas = [audit::schema(), register::schema()];
    let store = match &database {
        Place::Test(database) => database.open(&schemas),
        Place::Given(config) => {
            let store = Store::open(config).expect("the database opens");
            store.migrate(&schemas, Instant::from_micros(0)).expect("the migrations apply");
            store
        }
    };
    let world = World::new();
    let city = Arc::new(City::new(people));
    load(&store, &world, &city);
    if let Place::Test(TestDatabase { config: Config::Sqlite(directory), .. }) | Place::Given(Config::Sqlite(directory)) =
        &database
    {
        weigh(directory, people);
    }
    look_up(&store, &world, &city);
    search(&store, &world, &city, "01-001", "in a district");
    search(&store, &world, &city, "01", "in the whole city");
    store.close();
}

enum Place {
    Test(TestDatabase),
    Given(Config),
}

/// What is known of the city without asking the database.
struct City {
    numbers: Vec<PersonalNumber>,
    names: Vec<(String, usize)>,
    people: usize,
}

impl City {
    fn new(people: usize) -> Self {
        let random = SeededRandom::new(8);
        let mut taken = std::collections::HashSet::with_capacity(people);
        let mut numbers = Vec::with_capacity(people);
        let mut names = Vec::with_capacity(people);
        for place in 0..people {
            let female = random.below(2) == 1;
            let sex = if female { Sex::Female } else { Sex::Male };
            let year = 1935 + i16::try_from(random.below(85)).expect("a year");
            let number = loop {
                let number = PersonalNumber::issue("001", sex, year, &random).expect("a number");
                if taken.insert(number) {
                    break number;
                }
            };
            let (middles, givens) = if female { (FEMALE_MIDDLES, FEMALE) } else { (MALE_MIDDLES, MALE) };
            let parts = [weighted(&random, FAMILIES), one(&random, middles), one(&random, givens)];
            let name = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
            numbers.push(number);
            names.push((name, commune_of(place, people)));
        }
        Self { numbers, names, people }
    }
}

fn commune_of(place: usize, people: usize) -> usize {
    place * DISTRICTS * COMMUNES / people
}

fn unit_of(commune: usize) -> UnitCode {
    format!("01-{:03}-{:05}", commune / COMMUNES + 1, commune + 1).parse().expect("a commune")
}

fn one<'a>(random: &SeededRandom, words: &[&'a str]) -> &'a str {
    words[usize::try_from(random.below(u64::try_from(words.len()).expect("it fits"))).expect("it fits")]
}

fn weighted<'a>(random: &SeededRandom, words: &[(&'a str, u64)]) -> &'a str {
    let mut drawn = random.below(words.iter().map(|(_, weight)| weight).sum());
    for (word, weight) in words {
        if drawn < *weight {
            return word;
        }
        drawn -= weight;
    }
    words[0].0
}

fn load(store: &Store, world: &World, city: &Arc<City>) {
    let system = world.system();
    let actor = system.clone();
    let entered = store
        .write_blocking::<_, Error, _>(move |tx| begin_load(tx, &actor, &"01".parse().expect("a unit"), &Ground::new("bench")))
        .expect("the load begins");
    let started = Stopwatch::now();
    let mut writing = Duration::ZERO;
    let mut home: Option<(HouseholdId, register::DwellingId, usize, PersonId)> = None;
    for first in (0..city.people).step_by(BATCH) {
        let mut batch = Batch::new(entered);
        for place in first..(first + BATCH).min(city.people) {
            let id: PersonId = system.new_id();
            let (name, commune) = &city.names[place];
            let number = city.numbers[place];
            let unit = unit_of(*commune);
            // Households of four, all in one commune.
            let fits = home.as_ref().is_some_and(|(_, _, members, _)| *members < 4) && place % 4 != 0;
            let (household, dwelling, relation) = match &mut home {
                Some((household, dwelling, members, _)) if fits => {
                    *members += 1;
                    (*household, *dwelling, Relation::Child)
                }
                _ => {
                    let (household, dwelling) = (system.new_id(), system.new_id());
                    let address = format!("Số {} ngõ {} phố Mẫu {}", place % 97 + 1, place % 31 + 1, place / 40);
                    batch.dwellings.push(NewDwelling { id: dwelling, unit: unit.clone(), address });
                    let number = Some(format!("{:08}", place / 4));
                    batch.households.push(NewHousehold {
                        id: household,
                        number,
                        unit: unit.clone(),
                        dwelling,
                        head: Some(id),
                        formed_on: None,
                    });
                    home = Some((household, dwelling, 1, id));
                    (household, dwelling, Relation::Head)
                }
            };
            let birth = kernel::PartialDate::day(
                number.birth_year(),
                i8::try_from(place % 12 + 1).expect("a month"),
                i8::try_from(place % 28 + 1).expect("a day"),
            );
            let mut facts = PersonFacts::new(PersonName::parse(name).expect("a name"), number.sex(), birth.expect("a date"));
            facts.number = Some(number);
            facts.ethnicity = Some("01".to_owned());
            facts.religion = Some("00".to_owned());
            facts.origin = Some("01-001-00001".to_owned());
            facts.birth_place = Some("01-001-00001".to_owned());
            facts.phone = (place % 3 != 0).then(|| format!("09{place:08}"));
            batch.people.push(NewPerson { id, facts, state: LifeState::Living, died_on: None, unit: unit.clone() });
            batch.residences.push(NewResidence {
                id: system.new_id(),
                person: id,
                kind: ResidenceKind::Permanent,
                dwelling,
                unit,
                household: Some(household),
                relation: Some(relation),
                from: None,
                until: None,
                ended: None,
            });
        }
        let before = Stopwatch::now();
        store.write_blocking::<_, Error, _>(move |tx| batch.write(tx)).expect("the batch is written");
        writing += before.elapsed();
    }
    let rate = |time: Duration| u128::try_from(city.people).expect("it fits") * 1000 / time.as_millis().max(1);
    println!(
        "load: {} people in {:.1} s ({}/s; writing alone {}/s)",
        city.people,
        started.elapsed().as_secs_f64(),
        rate(started.elapsed()),
        rate(writing)
    );
}

fn weigh(directory: &std::path::Path, people: usize) {
    let bytes: u64 = std::fs::read_dir(directory)
        .expect("the directory")
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .map(|file| file.len())
        .sum();
    println!("size: {} MB, {} bytes a person", bytes / 1_000_000, bytes / u64::try_from(people).expect("it fits"));
}

fn officer(world: &World, unit: &str) -> Actor {
    world.staff(StaffId::from_raw(1), vec![Grant::new(Role::Register, unit.parse().expect("a unit"))])
}

/// Look-ups by number with their access entries, from 64 threads.
fn look_up(store: &Store, world: &World, city: &Arc<City>) {
    let total = 64_000;
    let next = Arc::new(AtomicUsize::new(0));
    let started = Stopwatch::now();
    let threads: Vec<_> = (0..64)
        .map(|_| {
            let (store, actor, city, next) = (store.clone(), officer(world, "01"), Arc::clone(city), Arc::clone(&next));
            std::thread::spawn(move || {
                let mut times = Vec::new();
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    if turn >= total {
                        return times;
                    }
                    let number = city.numbers[turn * 7_919 % city.people];
                    let actor = actor.clone();
                    let before = Stopwatch::now();
                    let found = store.write_blocking(move |tx| register::person_by_number(tx, &actor, &number, Fields::ALL));
                    assert!(found.expect("permitted").is_some());
                    times.push(before.elapsed());
                }
            })
        })
        .collect();
    let mut times: Vec<Duration> = threads.into_iter().flat_map(|thread| thread.join().expect("a thread")).collect();
    let elapsed = started.elapsed();
    println!(
        "look-up by number: {:.0}/s, {}",
        f64::from(u32::try_from(total).expect("it fits")) / elapsed.as_secs_f64(),
        spread(&mut times)
    );
}

/// What somebody types who looks for a name.
type Typing = fn(&str) -> String;

/// Searches as people type them, one at a time.
fn search(store: &Store, world: &World, city: &Arc<City>, unit: &str, where_: &str) {
    let scope: UnitCode = unit.parse().expect("a unit");
    let inside: Vec<&str> =
        city.names.iter().filter(|(_, commune)| scope.contains(&unit_of(*commune))).map(|(name, _)| name.as_str()).collect();
    let kinds: [(&str, Typing); 7] = [
        ("as written", |name| name.to_owned()),
        ("without marks", kernel::name::fold),
        ("without middle name", |name| {
            let keys = kernel::name::NameKeys::of(name);
            format!("{} {}", keys.family, keys.given)
        }),
        ("given name first", |name| {
            let words: Vec<&str> = name.split(' ').collect();
            let (last, front) = words.split_last().expect("a word");
            format!("{last} {}", front.join(" "))
        }),
        ("slip in the given name", |name| slip(&kernel::name::fold(name), true)),
        ("slip in the family name", |name| slip(&kernel::name::fold(name), false)),
        ("given name alone", |name| kernel::name::NameKeys::of(name).given),
    ];
    let mut all = Vec::new();
    for (kind, typed) in kinds {
        let mut times = Vec::new();
        let mut right = 0;
        for turn in 0..300 {
            let name = inside[turn * 7_919 % inside.len()];
            let (actor, asked) = (officer(world, "01"), Search::text(typed(name)).within(scope.clone()));
            let before = Stopwatch::now();
            let found = store.write_blocking(move |tx| register::search(tx, &actor, &asked)).expect("permitted");
            times.push(before.elapsed());
            let folded = kernel::name::fold(name);
            right += usize::from(found.hits.iter().any(|hit| kernel::name::fold(hit.person.name.full()) == folded));
        }
        println!("search {where_}, {kind}: {}, right on the first page {} %", spread(&mut times), right / 3);
        all.extend(times);
    }
    println!("search {where_}, all: {}", spread(&mut all));
}

/// Two neighbouring letters of the first or last word change places.
fn slip(folded: &str, last: bool) -> String {
    let mut words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
    let place = if last { words.len() - 1 } else { 0 };
    let mut letters: Vec<char> = words[place].chars().collect();
    if letters.len() >= 3 {
        let end = letters.len();
        letters.swap(end - 2, end - 1);
    }
    words[place] = letters.into_iter().collect();
    words.join(" ")
}

fn spread(times: &mut [Duration]) -> String {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    format!("p50 {:.2} ms, p99 {:.2} ms, most {:.2} ms", at(50), at(99), at(100))
}
