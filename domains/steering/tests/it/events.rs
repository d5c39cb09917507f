//! Dossiers that live at random, the events they publish, and a naive recount of them.

use kernel::{Date, Instant, Randomness, UnitCode};
use serde_json::{Value, json};
use steering::Period;
use store::Store;

/// Thursday 6 March 2025, 09:00 in Viet Nam.
pub(crate) const START: Instant = Instant::from_micros(1_741_226_400_000_000);
pub(crate) const SERVICES: [&str; 3] = ["temporary-residence", "residence-confirmation", "permanent-residence"];
const UNITS: [&str; 6] = ["01-001-00001", "01-001-00004", "01-002-00037", "01-250-08973", "79-760-26734", "01-00070"];
const DAY_SECONDS: i64 = 86_400;

/// An event as the recount sees it.
#[derive(Debug, Clone)]
pub(crate) struct Happened {
    pub(crate) unit: UnitCode,
    pub(crate) service: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) act: &'static str,
    pub(crate) day: Date,
    pub(crate) timeliness: Option<&'static str>,
}

/// A dossier in the middle of its life.
#[derive(Debug, Clone)]
pub(crate) struct Living {
    pub(crate) unit: UnitCode,
    pub(crate) service: &'static str,
    channel: &'static str,
    pub(crate) state: &'static str,
    at: Instant,
    pub(crate) due: Instant,
}

impl Living {
    pub(crate) fn is_open(&self) -> bool {
        ["new", "received", "processing"].contains(&self.state)
    }
}

/// A city whose dossiers come and go.
pub(crate) struct City {
    random: kernel::SeededRandom,
    pub(crate) dossiers: Vec<Living>,
    pub(crate) happened: Vec<Happened>,
}

impl City {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: kernel::SeededRandom::new(seed), dossiers: Vec::new(), happened: Vec::new() }
    }

    fn one_of<T: Copy>(&self, choices: &[T]) -> T {
        let index = self.random.below(choices.len() as u64);
        choices[usize::try_from(index).expect("a small number")]
    }

    fn seconds_up_to(&self, seconds: u64) -> i64 {
        i64::try_from(self.random.below(seconds)).expect("a small number")
    }

    /// The payloads of the next `count` events.
    pub(crate) fn live(&mut self, count: usize) -> Vec<(String, Value)> {
        (0..count).map(|_| if self.dossiers.is_empty() || self.random.below(3) == 0 { self.file() } else { self.act() }).collect()
    }

    fn file(&mut self) -> (String, Value) {
        let at = START.plus_seconds(self.seconds_up_to(20 * 86_400));
        let dossier = Living {
            unit: self.one_of(&UNITS).parse().expect("a unit"),
            service: self.one_of(&SERVICES),
            channel: self.one_of(&["online", "online", "counter"]),
            state: "new",
            at,
            due: at.plus_seconds(self.seconds_up_to(5 * 86_400)),
        };
        self.dossiers.push(dossier.clone());
        self.publish("submit", None, None, &dossier, None)
    }

    fn act(&mut self) -> (String, Value) {
        let index = usize::try_from(self.random.below(self.dossiers.len() as u64)).expect("a small number");
        let before = self.dossiers[index].clone();
        let choices: &[(&str, &str)] = match before.state {
            "new" => &[
                ("receive", "received"),
                ("receive", "received"),
                ("decline", "not_received"),
                ("give_consent", "new"),
                ("withdraw", "withdrawn"),
            ],
            "received" | "processing" => &[
                ("grant", "processed"),
                ("grant", "processed"),
                ("refuse", "processed"),
                ("forward", "processing"),
                ("request_supplement", "supplement"),
            ],
            "supplement" => &[("answer_supplement", "received"), ("stop", "stopped")],
            "processed" => &[("return_result", "returned")],
            _ => return self.file(),
        };
        let (act, state) = self.one_of(choices);
        let at = before.at.plus_seconds(self.seconds_up_to(3 * 86_400));
        let due = if act == "answer_supplement" { before.due.plus_seconds(2 * DAY_SECONDS) } else { before.due };
        let after = Living { state, at, due, ..before.clone() };
        let timeliness =
            ["grant", "refuse"].contains(&act).then(|| match (at > due, at.date_in_vietnam() < due.date_in_vietnam()) {
                (true, _) => "overdue",
                (false, true) => "early",
                (false, false) => "on_time",
            });
        self.dossiers[index] = after.clone();
        self.publish(act, Some(before.state), Some(before.due), &after, timeliness)
    }

    fn publish(
        &mut self,
        act: &'static str,
        state_before: Option<&str>,
        due_before: Option<Instant>,
        dossier: &Living,
        timeliness: Option<&'static str>,
    ) -> (String, Value) {
        let day = dossier.at.date_in_vietnam();
        self.happened.push(Happened {
            unit: dossier.unit.clone(),
            service: dossier.service,
            channel: dossier.channel,
            act,
            day,
            timeliness,
        });
        let payload = json!({
            "dossier": "dos_0000000000001", "act": act, "service": dossier.service, "unit": dossier.unit, "desk": dossier.unit,
            "channel": dossier.channel, "state_before": state_before, "state": dossier.state, "at": dossier.at, "day": day,
            "filed_day": day, "due": dossier.due, "due_day": dossier.due.date_in_vietnam(),
            "due_day_before": due_before.map(Instant::date_in_vietnam), "outcome": null, "timeliness": timeliness,
        });
        (format!("dossiers.{act}"), payload)
    }

    /// How many events of an act happened in a unit, counted one by one.
    pub(crate) fn recount(
        &self,
        unit: &UnitCode,
        service: Option<&str>,
        period: Period,
        wanted: impl Fn(&Happened) -> bool,
    ) -> i64 {
        let inside = |one: &&Happened| {
            unit.contains(&one.unit)
                && service.is_none_or(|service| service == one.service)
                && one.day >= period.from()
                && one.day <= period.until()
                && wanted(one)
        };
        i64::try_from(self.happened.iter().filter(inside).count()).expect("a small number")
    }

    /// How many dossiers are open in a unit, and how many of them were due before `today`, counted one by one.
    pub(crate) fn recount_open(&self, unit: &UnitCode, service: Option<&str>, today: Date) -> (i64, i64) {
        let inside =
            |one: &&Living| unit.contains(&one.unit) && service.is_none_or(|service| service == one.service) && one.is_open();
        let open = self.dossiers.iter().filter(inside).count();
        let overdue = self.dossiers.iter().filter(inside).filter(|one| one.due.date_in_vietnam() < today).count();
        (i64::try_from(open).expect("a small number"), i64::try_from(overdue).expect("a small number"))
    }
}

/// Publishes events, some of them in one transaction, with events of others in between.
pub(crate) fn publish(store: &Store, events: &[(String, Value)]) {
    for some in events.chunks(700) {
        let some = some.to_vec();
        let done: Result<(), store::Error> = store.write_blocking(move |tx| {
            tx.publish("register.moved", &json!({ "person": "per_0000000000001" }))?;
            some.iter().try_for_each(|(topic, payload)| tx.publish(topic, payload))
        });
        done.expect("published");
    }
}

/// Folds until so many events are counted.
///
/// PostgreSQL holds an event back while any older transaction of the server runs, also one of another test.
pub(crate) fn fold(store: &Store, city: &City) {
    for _ in 0..1_000 {
        while steering::tally(store).expect("the events can be read") > 0 {}
        let folded = store.read_blocking(steering::folded).expect("the state");
        if folded.is_some_and(|folded| usize::try_from(folded.events) == Ok(city.happened.len())) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{} events were published, {:?} are counted", city.happened.len(), store.read_blocking(steering::folded));
}
