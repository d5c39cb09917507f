//! From events to sums, without a database.

use kernel::{Date, Instant, UnitCode};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

kernel::text_enum! {
    /// What is counted, on the day it happened.
    pub enum Metric {
        /// Sent by an applicant, or by an officer for one.
        Filed = "filed",
        /// Taken in: the clock starts.
        Received = "received",
        /// Sent back without being taken in.
        Declined = "declined",
        /// Supplement asked for.
        Supplement = "supplement",
        /// Decided on a day before the one it was due.
        Early = "early",
        /// Decided on the day it was due, in time.
        OnTime = "on_time",
        /// Decided after it was due.
        Late = "late",
        /// Decided in favour. Each decision counts here or under `refused`, and under one of the three above.
        Granted = "granted",
        /// Decided against.
        Refused = "refused",
        /// Result handed over.
        Returned = "returned",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
        /// Ended because nothing was supplied in time.
        Stopped = "stopped",
    }
}

/// What the payload of every event of dossiers says, as far as it is counted. Other fields are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DossierFact<'a> {
    /// The commune that is responsible.
    pub unit: UnitCode,
    /// The commune that was responsible before, when that one ended.
    #[serde(default)]
    pub unit_before: Option<UnitCode>,
    /// The service.
    #[serde(borrow)]
    pub service: Cow<'a, str>,
    /// How it was filed.
    #[serde(borrow)]
    pub channel: Cow<'a, str>,
    /// What happened.
    pub act: Act,
    /// When.
    pub at: Instant,
    /// The day of that.
    pub day: Date,
    /// Where the dossier stood before; nothing for a new one.
    pub state_before: Option<State>,
    /// Where it stands.
    pub state: State,
    /// The day on which it is due.
    pub due_day: Date,
    /// The day on which it was due before this happened; nothing for a new one.
    pub due_day_before: Option<Date>,
    /// For a decision: how it kept its time.
    pub timeliness: Option<Timeliness>,
}

/// The acts that are counted, in the words of the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Sent.
    Submit,
    /// Taken in.
    Receive,
    /// Sent back.
    Decline,
    /// Supplement asked for.
    RequestSupplement,
    /// Decided in favour.
    Grant,
    /// Decided against.
    Refuse,
    /// Handed over.
    ReturnResult,
    /// Taken back.
    Withdraw,
    /// Ended for want of an answer.
    Stop,
    /// Anything else: it is not counted, though it may move what is open.
    #[serde(other)]
    Other,
}

/// Where a dossier stands, as far as it matters for what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Filed.
    New,
    /// Taken in.
    Received,
    /// With a further office.
    Processing,
    /// Anything else: it waits for the applicant, or it is settled.
    #[serde(other)]
    Other,
}

impl State {
    /// Whether an office has to act, so that the dossier counts as open.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Received | Self::Processing)
    }
}

/// How a decision kept its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timeliness {
    /// On a day before it was due.
    Early,
    /// On the day it was due, in time.
    OnTime,
    /// After.
    Overdue,
}

/// The key of a flow: unit, service, day, metric, channel.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FlowKey {
    pub(crate) unit: UnitCode,
    pub(crate) service: String,
    pub(crate) day: Date,
    pub(crate) metric: Metric,
    pub(crate) channel: String,
}

/// The key of a stock: unit, service, day it is due, channel.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct StockKey {
    pub(crate) unit: UnitCode,
    pub(crate) service: String,
    pub(crate) due_day: Date,
    pub(crate) channel: String,
}

/// Sums of a batch of events.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    flows: HashMap<FlowKey, i64>,
    stocks: HashMap<StockKey, i64>,
}

impl Sums {
    /// Counts one event at its commune and service.
    pub(crate) fn add(&mut self, fact: &DossierFact<'_>) {
        for metric in metrics_of(fact) {
            let (service, channel) = (fact.service.to_string(), fact.channel.to_string());
            let key = FlowKey { unit: fact.unit.clone(), service, day: fact.day, metric, channel };
            *self.flows.entry(key).or_default() += 1;
        }
        if let (Some(state), Some(due_day)) = (fact.state_before, fact.due_day_before) {
            let unit = fact.unit_before.as_ref().unwrap_or(&fact.unit);
            self.move_stock(fact, unit, state, due_day, -1);
        }
        self.move_stock(fact, &fact.unit, fact.state, fact.due_day, 1);
    }

    fn move_stock(&mut self, fact: &DossierFact<'_>, unit: &UnitCode, state: State, due_day: Date, change: i64) {
        if state.is_open() {
            let (service, channel) = (fact.service.to_string(), fact.channel.to_string());
            *self.stocks.entry(StockKey { unit: unit.clone(), service, due_day, channel }).or_default() += change;
        }
    }

    /// The flows of every unit and of all services together, in order, so that concurrent folds lock rows alike.
    pub(crate) fn flows(&self) -> Vec<(FlowKey, i64)> {
        rolled_up(
            &self.flows,
            |key, unit, service| FlowKey { unit, service: service.to_owned(), ..key.clone() },
            |key| (&key.unit, &key.service),
        )
    }

    /// The stocks of every unit and of all services together, in order.
    pub(crate) fn stocks(&self) -> Vec<(StockKey, i64)> {
        rolled_up(
            &self.stocks,
            |key, unit, service| StockKey { unit, service: service.to_owned(), ..key.clone() },
            |key| (&key.unit, &key.service),
        )
    }
}

/// Adds each sum to its unit and every unit above, for its service and for all.
fn rolled_up<K: Clone + Eq + Hash + Ord>(
    sums: &HashMap<K, i64>,
    moved: impl Fn(&K, UnitCode, &str) -> K,
    place: impl Fn(&K) -> (&UnitCode, &String),
) -> Vec<(K, i64)> {
    let mut all: HashMap<K, i64> = HashMap::with_capacity(sums.len() * 4);
    for (key, sum) in sums {
        let (unit, service) = place(key);
        let mut above = Some(unit.clone());
        while let Some(unit) = above {
            for service in [service.as_str(), crate::ALL_SERVICES] {
                *all.entry(moved(key, unit.clone(), service)).or_default() += sum;
            }
            above = unit.parent();
        }
    }
    let mut sorted: Vec<(K, i64)> = all.into_iter().filter(|(_, sum)| *sum != 0).collect();
    sorted.sort();
    sorted
}

/// What an event counts under.
pub(crate) fn metrics_of(fact: &DossierFact<'_>) -> impl Iterator<Item = Metric> {
    let (first, second) = match fact.act {
        Act::Submit => (Some(Metric::Filed), None),
        Act::Receive => (Some(Metric::Received), None),
        Act::Decline => (Some(Metric::Declined), None),
        Act::RequestSupplement => (Some(Metric::Supplement), None),
        Act::Grant => (Some(Metric::Granted), fact.timeliness.map(punctuality)),
        Act::Refuse => (Some(Metric::Refused), fact.timeliness.map(punctuality)),
        Act::ReturnResult => (Some(Metric::Returned), None),
        Act::Withdraw => (Some(Metric::Withdrawn), None),
        Act::Stop => (Some(Metric::Stopped), None),
        Act::Other => (None, None),
    };
    first.into_iter().chain(second)
}

const fn punctuality(timeliness: Timeliness) -> Metric {
    match timeliness {
        Timeliness::Early => Metric::Early,
        Timeliness::OnTime => Metric::OnTime,
        Timeliness::Overdue => Metric::Late,
    }
}
