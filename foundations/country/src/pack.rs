//! A whole pack, loaded and checked.

use crate::calendar::{self, CalendarData};
use crate::demo::{self, DemoWords};
use crate::facts::{self, Fact, Facts, UnknownFact};
use crate::files::Files;
use crate::lists::{self, Agencies, Codes, NumberPlace, Purpose};
use crate::numbers::{self, NumberGround};
use crate::problem::{Problem, Problems};
use crate::successions::{self, Succession};
use crate::texts::{self, MessageFile, ServiceFolder, TextFile};
use crate::tomls;
use crate::units::{self, Unit};
use kernel::calendar::WorkingCalendar;
use kernel::{Date, UnitCode};
use std::path::Path;

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// A short word for the country, such as `vn`.
    pub id: String,
    /// The country's name in English.
    pub name: String,
    /// Goes up when the pack's content changes.
    pub version: String,
    /// The currency's ISO 4217 code.
    pub currency: String,
    /// The languages; every message exists in each. The first is the one to fall back to.
    pub locales: Vec<String>,
    /// The unit above all others.
    pub nation: UnitCode,
    /// The province whose communes the pack holds in full.
    pub city: UnitCode,
    /// The end of the city's agency ids.
    pub agency_suffix: String,
}

/// A whole country pack.
#[derive(Debug)]
pub struct Pack {
    files: Files,
    identity: Identity,
    units: Vec<Unit>,
    successions: Vec<Succession>,
    places: Vec<NumberPlace>,
    calendar: CalendarData,
    working: WorkingCalendar,
    facts: Facts,
    purposes: Vec<Purpose>,
    number_grounds: Vec<NumberGround>,
    agencies: Agencies,
    ethnic_groups: Codes,
    religions: Codes,
    relations: Codes,
    removal_grounds: Codes,
    services: Vec<ServiceFolder>,
    policies: Vec<TextFile>,
    papers: Vec<TextFile>,
    cleansing: Vec<TextFile>,
    messages: Vec<MessageFile>,
}

const IDENTITY: &str = "pack.toml";

impl Pack {
    /// The pack of this repository, as it was when the program was built.
    ///
    /// Debug builds read the repository's folder instead, so that a changed word needs no build.
    ///
    /// # Errors
    /// Everything that is wrong in it.
    pub fn embedded() -> Result<Self, Vec<Problem>> {
        Self::from_files(Files::embedded()?)
    }

    /// The pack in a folder.
    ///
    /// # Errors
    /// Everything that is wrong in it.
    pub fn load(folder: &Path) -> Result<Self, Vec<Problem>> {
        Self::from_files(Files::read(folder)?)
    }

    fn from_files(files: Files) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let identity =
            files.text(IDENTITY, &mut problems).and_then(|text| tomls::read::<Identity>(IDENTITY, text, &mut problems));
        let locales = identity.as_ref().map_or_else(Vec::new, |identity| identity.locales.clone());
        let units = units::read(&files, &mut problems);
        let successions = successions::read(&files, &units, &mut problems);
        let places = lists::read_places(&files, &mut problems);
        let calendar = calendar::read(&files, &mut problems);
        let working = calendar.working(&mut problems);
        let facts = facts::read(&files, &mut problems);
        let purposes = lists::read_purposes(&files, &mut problems);
        let number_grounds = numbers::read_grounds(&files, &mut problems);
        let agencies = Agencies::read(&files, &units, &mut problems);
        let [ethnic_groups, religions, relations, removal_grounds] =
            ["codes/ethnic_groups.csv", "codes/religions.csv", "codes/relations.csv", "codes/removal_grounds.csv"]
                .map(|file| Codes::read(&files, file, &mut problems));
        let services = texts::read_services(&files, &mut problems);
        let policies = texts::read_folder(&files, "policies/", &mut problems);
        let papers = texts::read_folder(&files, "papers/", &mut problems);
        let cleansing = texts::read_folder(&files, "cleansing/", &mut problems);
        let messages = texts::read_messages(&files, &locales, &mut problems);
        if let Some(identity) = &identity {
            check_identity(identity, &units, &mut problems);
        }
        let (Some(identity), Some(working)) = (identity, working) else {
            return Err(problems.finish(()).err().unwrap_or_default());
        };
        problems.finish(Self {
            files,
            identity,
            units,
            successions,
            places,
            calendar,
            working,
            facts,
            purposes,
            number_grounds,
            agencies,
            ethnic_groups,
            religions,
            relations,
            removal_grounds,
            services,
            policies,
            papers,
            cleansing,
            messages,
        })
    }

    /// What the pack says of itself.
    #[must_use]
    pub const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The languages, the one to fall back to first.
    #[must_use]
    pub fn locales(&self) -> &[String] {
        &self.identity.locales
    }

    /// Every version of every administrative unit, ordered by code and first day.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Which unit took over which.
    #[must_use]
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// The place codes at the head of personal numbers.
    #[must_use]
    pub fn number_places(&self) -> &[NumberPlace] {
        &self.places
    }

    /// The legal grounds on which an identity number is cancelled and replaced.
    #[must_use]
    pub fn number_grounds(&self) -> &[NumberGround] {
        &self.number_grounds
    }

    /// The working calendar, for deadlines.
    #[must_use]
    pub const fn calendar(&self) -> &WorkingCalendar {
        &self.working
    }

    /// Holidays and swaps with their names and sources, for people to read.
    #[must_use]
    pub const fn calendar_data(&self) -> &CalendarData {
        &self.calendar
    }

    /// The legal value called `id` that holds on `on`.
    ///
    /// # Errors
    /// [`UnknownFact`] when the pack does not have one.
    pub fn fact(&self, id: &str, on: Date) -> Result<&Fact, UnknownFact> {
        self.facts.get(id, on)
    }

    /// All legal values.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Why an official may open a person's record, in the order in which people should see it.
    #[must_use]
    pub fn purposes(&self) -> &[Purpose] {
        &self.purposes
    }

    /// The ids of agencies at the head of dossier codes.
    #[must_use]
    pub const fn agencies(&self) -> &Agencies {
        &self.agencies
    }

    /// Ethnic groups.
    #[must_use]
    pub const fn ethnic_groups(&self) -> &Codes {
        &self.ethnic_groups
    }

    /// Religions.
    #[must_use]
    pub const fn religions(&self) -> &Codes {
        &self.religions
    }

    /// Relations to the head of a household.
    #[must_use]
    pub const fn relations(&self) -> &Codes {
        &self.relations
    }

    /// The legal grounds on which a registration of residence is removed. A code says which residence, why it ends and the
    /// article, with dots between: `permanent.removed.law-68-2020-art-24-1-d`.
    #[must_use]
    pub const fn removal_grounds(&self) -> &Codes {
        &self.removal_grounds
    }

    /// The services, by id.
    #[must_use]
    pub fn services(&self) -> &[ServiceFolder] {
        &self.services
    }

    /// The Cedar policies and their schema, by file name.
    #[must_use]
    pub fn policies(&self) -> &[TextFile] {
        &self.policies
    }

    /// The templates of official papers, by file name.
    #[must_use]
    pub fn papers(&self) -> &[TextFile] {
        &self.papers
    }

    /// The rules by which the records of the register are judged, by file name.
    #[must_use]
    pub fn cleansing(&self) -> &[TextFile] {
        &self.cleansing
    }

    /// The messages of every subject in every language.
    #[must_use]
    pub fn messages(&self) -> &[MessageFile] {
        &self.messages
    }

    /// Names, streets and weights for a synthetic city. Read when asked for: a server does not need them.
    ///
    /// # Errors
    /// Everything that is wrong in them.
    pub fn demo_words(&self) -> Result<DemoWords, Vec<Problem>> {
        demo::read(&self.files, &self.units)
    }
}

fn check_identity(identity: &Identity, units: &[Unit], problems: &mut Problems) {
    if identity.locales.is_empty() {
        problems.in_file(IDENTITY, "no language is listed in `locales`; list at least one");
    }
    if !units.is_empty() && !units.iter().any(|unit| unit.code == identity.city) {
        problems.in_file(IDENTITY, format!("the city {} is not in units/; mend `city` or add the unit", identity.city));
    }
}
