//! The services an office offers: every version, compiled, in memory, together with what their deadlines and fees need.

use super::check::{Checked, check};
use super::definition::{Definition, Fee};
use super::form::Form;
use crate::error::Error;
use country::{Agencies, Codes, Facts, Pack, Problem};
use kernel::unit::UnitLevel;
use kernel::{Date, Dong, Instant, Pause, UnitCode, WorkingCalendar, text_enum};
use places::Places;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

text_enum! {
    /// What an office does with a version of a service.
    pub enum VersionState {
        /// Written, not offered.
        Draft = "draft",
        /// Offered from its first day on, until a later one is.
        Live = "live",
        /// No longer offered. Dossiers filed under it go on.
        Retired = "retired",
    }
}

text_enum! {
    /// How a dossier came in.
    pub enum Channel {
        /// By the applicant, from anywhere.
        Online = "online",
        /// By an officer, for an applicant at the counter.
        Counter = "counter",
    }
}

impl Channel {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Online => "dossiers-channel-online",
            Self::Counter => "dossiers-channel-counter",
        }
    }
}

impl VersionState {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Draft => "dossiers-version-draft",
            Self::Live => "dossiers-version-live",
            Self::Retired => "dossiers-version-retired",
        }
    }
}

/// One version of a service, ready for use.
#[derive(Debug)]
pub struct Service {
    /// Its number, from 1.
    pub version: u32,
    /// What the office does with it.
    pub state: VersionState,
    /// The first day on which it is offered.
    pub valid_from: Date,
    /// The digest of its text.
    pub digest: String,
    /// What it is.
    pub definition: Definition,
    /// Its form.
    pub form: Form,
    /// The facts of the register that filing it needs.
    pub prefill_names: Vec<String>,
}

impl Service {
    pub(crate) fn new(checked: Checked, version: u32, state: VersionState, valid_from: Date, digest: String) -> Self {
        let Checked { definition, form } = checked;
        let mut prefill_names: Vec<String> = form.layout().fields().filter_map(|field| field.prefill.clone()).collect();
        prefill_names.extend(definition.receiver.prefill.clone());
        prefill_names.sort();
        prefill_names.dedup();
        Self { version, state, valid_from, digest, definition, form, prefill_names }
    }

    /// The short name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.definition.id
    }
}

/// Versions by service, oldest first.
pub(crate) type Versions = BTreeMap<String, Vec<Arc<Service>>>;

/// Every version of every service.
///
/// Made from a pack, it offers what the pack holds. [`Catalogue::install`](Catalogue::install) brings it together with
/// the versions in the database, which then decide: a changed text becomes a draft until somebody publishes it.
pub struct Catalogue {
    versions: RwLock<Arc<Versions>>,
    from_pack: Arc<Versions>,
    calendar: WorkingCalendar,
    facts: Facts,
    agencies: Agencies,
    places: Arc<Places>,
    words: PackWords,
    city: UnitCode,
    stripes: Option<u32>,
}

/// The pack's words for codes that papers spell out.
pub(crate) struct PackWords {
    pub(crate) relations: Codes,
    pub(crate) ethnic_groups: Codes,
    pub(crate) religions: Codes,
}

/// The first version of a service counts for everything that was ever filed: imports and demonstrations act in the past.
pub(crate) const SINCE_EVER: Date = Date::constant(2000, 1, 1);

impl Catalogue {
    /// The services of a pack, each checked, as their first and live version.
    ///
    /// # Errors
    /// Everything that is wrong in any of them.
    pub fn from_pack(pack: &Pack) -> Result<Self, Vec<Problem>> {
        let mut versions = Versions::new();
        let mut problems = Vec::new();
        for folder in pack.services() {
            match check(pack, folder) {
                Ok(checked) => {
                    versions.insert(folder.id.clone(), vec![Arc::new(first_version(checked))]);
                }
                Err(found) => problems.extend(found),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let versions = Arc::new(versions);
        Ok(Self {
            versions: RwLock::new(Arc::clone(&versions)),
            from_pack: versions,
            calendar: pack.calendar().clone(),
            facts: pack.facts().clone(),
            agencies: pack.agencies().clone(),
            places: Arc::new(Places::from_pack(pack)),
            words: PackWords {
                relations: pack.relations().clone(),
                ethnic_groups: pack.ethnic_groups().clone(),
                religions: pack.religions().clone(),
            },
            city: pack.identity().city.clone(),
            stripes: None,
        })
    }

    /// How many counters share an agency's day. One gives numbers without gaps; several keep submissions to one commune
    /// from waiting for each other. Without this it is one where there is one writer, and [`POSTGRES_NUMBER_STRIPES`]
    /// on PostgreSQL.
    #[must_use]
    pub fn with_number_stripes(mut self, stripes: u32) -> Self {
        self.stripes = Some(stripes.clamp(1, NUMBER_STRIPES_MAX));
        self
    }

    /// The units under the names that administrators corrected, instead of those of the pack.
    #[must_use]
    pub fn with_places(mut self, places: Arc<Places>) -> Self {
        self.places = places;
        self
    }

    /// The unit in which the services are offered.
    #[must_use]
    pub const fn city(&self) -> &UnitCode {
        &self.city
    }

    /// The administrative units.
    #[must_use]
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The version offered on a day.
    #[must_use]
    pub fn offered(&self, service: &str, on: Date) -> Option<Arc<Service>> {
        let versions = self.all();
        let live =
            versions.get(service)?.iter().filter(|version| version.state == VersionState::Live && version.valid_from <= on);
        live.max_by_key(|version| (version.valid_from, version.version)).cloned()
    }

    /// Every service offered on a day, in the order of the catalogue.
    #[must_use]
    pub fn offered_on(&self, on: Date) -> Vec<Arc<Service>> {
        let versions = self.all();
        let mut offered: Vec<Arc<Service>> = versions.keys().filter_map(|service| self.offered(service, on)).collect();
        offered.sort_by(|one, two| (one.definition.order, one.id()).cmp(&(two.definition.order, two.id())));
        offered
    }

    /// A certain version.
    ///
    /// # Errors
    /// [`Error::ServiceUnknown`].
    pub fn version(&self, service: &str, version: u32) -> Result<Arc<Service>, Error> {
        let versions = self.all();
        let found = versions.get(service).and_then(|versions| versions.iter().find(|known| known.version == version));
        found.cloned().ok_or(Error::ServiceUnknown)
    }

    /// Every version of every service, oldest first.
    #[must_use]
    pub fn versions(&self) -> Vec<Arc<Service>> {
        self.all().values().flatten().cloned().collect()
    }

    /// What a dossier costs that is filed on a day.
    ///
    /// # Errors
    /// [`Error::Fact`] when the pack has no fee for that day.
    pub fn fee(&self, service: &Definition, channel: Channel, on: Date) -> Result<Dong, Error> {
        let Some(Fee { online, counter }) = &service.fee else { return Ok(Dong::new(0)) };
        let fact = match channel {
            Channel::Online => online,
            Channel::Counter => counter,
        };
        Ok(Dong::new(self.facts.get(&fact.fact, on)?.value))
    }

    /// How many working days the offices have for a dossier received on a day.
    ///
    /// # Errors
    /// [`Error::Fact`] when the pack has no deadline for that day.
    pub fn working_days(&self, service: &Definition, on: Date) -> Result<u32, Error> {
        self.count(&service.deadline.fact, on)
    }

    /// When a dossier is due that counts from `from`, moved by its pauses.
    ///
    /// # Errors
    /// [`Error::Fact`], [`Error::Calendar`].
    pub(crate) fn due(&self, service: &Definition, from: Instant, pauses: &[Pause]) -> Result<Instant, Error> {
        let days = self.working_days(service, from.date_in_vietnam())?;
        Ok(self.calendar.due(from, days, pauses)?)
    }

    /// Until when what is missing must be supplied, asked for at `at`.
    ///
    /// # Errors
    /// [`Error::Fact`], [`Error::Calendar`].
    pub(crate) fn answer_by(&self, service: &Definition, at: Instant) -> Result<Instant, Error> {
        let days = self.count(&service.supplement.answer_within.fact, at.date_in_vietnam())?;
        Ok(self.calendar.due(at, days, &[])?)
    }

    /// A legal value that is a small count.
    pub(crate) fn count(&self, fact: &str, on: Date) -> Result<u32, Error> {
        let value = self.facts.get(fact, on)?.value;
        Ok(u32::try_from(value).unwrap_or(u32::MAX))
    }

    /// The working calendar.
    #[must_use]
    pub const fn calendar(&self) -> &WorkingCalendar {
        &self.calendar
    }

    /// The id of the agency of a commune, where it exists on a day and takes dossiers.
    #[must_use]
    pub fn agency(&self, commune: &UnitCode, on: Date) -> Option<&str> {
        let exists = commune.level() == UnitLevel::Commune && self.places.as_of(on).exists(commune);
        exists.then(|| self.agencies.of(commune)).flatten()
    }

    pub(crate) const fn words(&self) -> &PackWords {
        &self.words
    }

    /// How many counters share an agency's day, on the engine at hand.
    pub(crate) fn stripes(&self, postgres: bool) -> u32 {
        self.stripes.unwrap_or(if postgres { POSTGRES_NUMBER_STRIPES } else { 1 })
    }

    pub(crate) fn versions_of_pack(&self) -> &Versions {
        &self.from_pack
    }

    pub(crate) fn all(&self) -> Arc<Versions> {
        Arc::clone(&self.versions.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn replace(&self, versions: Versions) {
        *self.versions.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(versions);
    }
}

/// Counters of an agency's day on PostgreSQL, where as many submissions run at once as there are connections. With one
/// counter, fifteen of sixteen that go to one commune would have to be run again.
pub const POSTGRES_NUMBER_STRIPES: u32 = 64;
/// More counters than nodes could ever need.
pub const NUMBER_STRIPES_MAX: u32 = 64;

fn first_version(checked: Checked) -> Service {
    let digest = digest(&text_of(&checked.definition, &checked.form));
    Service::new(checked, 1, VersionState::Live, SINCE_EVER, digest)
}

/// A version as one text, with the keys of objects in order: the same service always gives the same text.
pub(crate) fn text_of(definition: &Definition, form: &Form) -> String {
    let whole = serde_json::json!({ "service": definition, "schema": form.schema(), "layout": form.layout() });
    ordered(&whole).to_string()
}

pub(crate) fn digest(text: &str) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes());
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn ordered(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<&String, &Value> = map.iter().collect();
            Value::Object(sorted.into_iter().map(|(key, value)| (key.clone(), ordered(value))).collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(ordered).collect()),
        other => other.clone(),
    }
}
