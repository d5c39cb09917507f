//! The tallies equal a recount, whatever happens and however it is cut into batches.

use crate::events::{City, SERVICES, START, fold, publish};
use crate::schemas;
use kernel::UnitCode;
use steering::{Figures, Period, Targets};
use store::Store;
use store::testing::{TestDatabase, on_both_engines};

const TARGETS: Targets = Targets { target: 90, floor: 70 };

fn unit(text: &str) -> UnitCode {
    text.parse().expect("a unit")
}

/// Compares every figure of some units, services and periods with the recount.
fn compare(store: &Store, city: &City) {
    let world = access::testing::World::new();
    // Twelve days on, a part of what is open is overdue.
    world.clock.advance_seconds(12 * 86_400);
    let today = world.context.now().date_in_vietnam();
    let start = START.date_in_vietnam();
    let whole = Period::new(start, START.plus_seconds(300 * 86_400).date_in_vietnam()).expect("a period");
    let week = Period::new(start, START.plus_seconds(6 * 86_400).date_in_vietnam()).expect("a period");
    for place in ["VN", "01", "79", "01-001", "01-250", "01-001-00004", "01-00070", "48"].map(unit) {
        for service in [None, Some(SERVICES[0]), Some(SERVICES[2])] {
            for period in [whole, week] {
                let actor = world.officer(access::Role::Steering, &place);
                let asked = place.clone();
                let overview = store
                    .read_blocking(move |tx| steering::overview(tx, &actor, &asked, service, period, &[], TARGETS))
                    .expect("an overview");
                let count = |wanted: &dyn Fn(&crate::events::Happened) -> bool| city.recount(&place, service, period, wanted);
                let act = |name: &'static str| count(&move |one| one.act == name);
                let time = |name: &'static str| count(&move |one| one.timeliness == Some(name));
                let (open, overdue) = city.recount_open(&place, service, today);
                let expected = Figures {
                    filed: act("submit"),
                    filed_online: count(&|one| one.act == "submit" && one.channel == "online"),
                    received: act("receive"),
                    declined: act("decline"),
                    supplements: act("request_supplement"),
                    early: time("early"),
                    on_time: time("on_time"),
                    late: time("overdue"),
                    granted: act("grant"),
                    refused: act("refuse"),
                    returned: act("return_result"),
                    withdrawn: act("withdraw"),
                    stopped: act("stop"),
                    open,
                    overdue,
                };
                assert_eq!(overview.figures, expected, "{place}, {service:?}, {period:?}");
                assert_eq!(expected.resolved(), expected.granted + expected.refused);
                let by_day: i64 = overview.days.iter().map(|day| day.figures.filed).sum();
                assert_eq!(by_day, expected.filed);
                if place.level() < kernel::unit::UnitLevel::Commune {
                    let of_children: i64 = overview.children.iter().map(|child| child.figures.filed + child.figures.open).sum();
                    assert_eq!(of_children, expected.filed + expected.open, "the parts of {place} sum to it");
                }
            }
        }
    }
}

#[test]
fn random_lives_are_counted_like_a_naive_recount() {
    on_both_engines(&schemas(), |store| {
        let mut city = City::new(11);
        // Few events, one full batch and a bit, many: every cut between transactions, batches and days.
        for count in [1, 40, 4_100, 900] {
            let events = city.live(count);
            publish(&store, &events);
            fold(&store, &city);
            compare(&store, &city);
        }
        let folded = store.read_blocking(steering::folded).expect("the state").expect("something was folded");
        assert_eq!(usize::try_from(folded.events).expect("a small number"), city.happened.len());
        let (open, overdue) = city.recount_open(&UnitCode::nation(), None, START.plus_seconds(12 * 86_400).date_in_vietnam());
        assert!(
            overdue > 50 && open > overdue + 50 && city.happened.iter().any(|one| one.timeliness == Some("overdue")),
            "the sample is worth its name"
        );
    });
}

#[test]
fn a_crash_between_batches_counts_nothing_twice() {
    for database in [TestDatabase::sqlite(), TestDatabase::postgres()] {
        let mut city = City::new(12);
        let store = database.open(&schemas());
        publish(&store, &city.live(9_000));
        let first = steering::tally(&store).expect("a batch");
        store.close();
        // A new process finds what was folded counted, and the rest waiting.
        let store = database.open(&schemas());
        let second = steering::tally(&store).expect("a batch");
        assert!(first + second < city.happened.len(), "the end came in the middle");
        store.close();
        let store = database.open(&schemas());
        fold(&store, &city);
        assert_eq!(steering::tally(&store).expect("nothing is left"), 0);
        compare(&store, &city);
        store.close();
    }
}

#[test]
fn an_event_that_cannot_be_read_stops_the_count_and_leaves_no_half() {
    on_both_engines(&schemas(), |store| {
        let mut city = City::new(13);
        let mut events = city.live(50);
        events.push(("dossiers.granted".to_owned(), serde_json::json!({ "unit": "Phường Phúc Xá" })));
        publish(&store, &events);
        let error = (0..1_000)
            .find_map(|_| {
                std::thread::sleep(std::time::Duration::from_millis(10));
                steering::tally(&store).err()
            })
            .expect("it cannot be read");
        assert!(matches!(&error, steering::Error::Event { topic, .. } if topic == "dossiers.granted"), "{error}");
        assert!(!error.to_string().contains("Phúc Xá"), "{error}");
        assert_eq!(store.read_blocking(steering::folded).expect("the state"), None);
    });
}
