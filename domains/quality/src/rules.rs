//! The rules by which records are judged, as the country pack states them.

mod read;

pub use read::check;

use crate::checks::Test;
use access::Role;
use country::{Facts, NumberPlace, Pack, Problem, UnknownFact};
use kernel::calendar::{CalendarError, WorkingCalendar};
use kernel::{Date, Instant};
use places::Places;
use std::collections::HashMap;
use std::sync::Arc;

kernel::text_enum! {
    /// The classes of what can be wrong with a register.
    pub enum Class {
        /// A mandatory fact is missing.
        C01 = "C01",
        /// The number has another structure, or contradicts birth date or sex.
        C02 = "C02",
        /// The same person twice.
        C03 = "C03",
        /// Two persons, one number.
        C04 = "C04",
        /// Still only an old number, or one old number of two persons.
        C05 = "C05",
        /// The structure of a household.
        C06 = "C06",
        /// A relation that cannot be.
        C07 = "C07",
        /// The address.
        C08 = "C08",
        /// Dead, and still alive in the register.
        C09 = "C09",
        /// Where somebody is, is not known.
        C10 = "C10",
        /// Born, and without a number.
        C11 = "C11",
        /// How a name is written.
        C15 = "C15",
        /// The birth date is known in part.
        C16 = "C16",
    }
}

impl Class {
    /// Whether a record with a case of this class is not clean.
    #[must_use]
    pub const fn soils(self) -> bool {
        matches!(self, Self::C02 | Self::C03 | Self::C04 | Self::C05 | Self::C06 | Self::C07 | Self::C08 | Self::C15)
    }
}

kernel::text_enum! {
    /// How much a finding weighs.
    pub enum Severity {
        /// It hurts somebody now.
        Urgent = "urgent",
        /// It blocks services.
        High = "high",
        /// It makes trouble sooner or later.
        Medium = "medium",
        /// It should be tidied.
        Low = "low",
    }
}

kernel::text_enum! {
    /// What can prove that a case is settled.
    pub enum Evidence {
        /// The form of a visit at the door.
        VisitForm = "visit-form",
        /// The identity card.
        Card = "card",
        /// The birth certificate or the book of births.
        BirthCertificate = "birth-certificate",
        /// The marriage certificate, or the decision on a divorce.
        MarriageCertificate = "marriage-certificate",
        /// The death certificate, the death notice, or the declaration of a court.
        DeathCertificate = "death-certificate",
        /// The papers of the residence.
        ResidenceBook = "residence-book",
    }
}

kernel::text_enum! {
    /// The lines of the report that a cleansing campaign is led by.
    pub enum Reported {
        /// Households without a head.
        NoHead = "no-head",
        /// People known by a number of nine digits only.
        NineDigits = "nine-digits",
        /// Numbers of a wrong structure.
        Structure = "structure",
        /// One person twice, or one number twice.
        Duplicates = "duplicates",
    }
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What is stored, in small letters and hyphens.
    pub code: String,
    /// Its class.
    pub class: Class,
    /// How much a finding weighs.
    pub severity: Severity,
    /// The role of who must act, in the commune of the record.
    pub acts: Role,
    /// What closes a case.
    pub evidence: Vec<Evidence>,
    /// Working days to settle it in.
    pub days: u32,
    /// Whether another officer confirms before a case that somebody worked on is closed.
    pub second: bool,
    /// The laws, decrees and circulars behind it, as codes: `law-68-2020-art-24`.
    pub laws: Vec<String>,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The line of the campaign's report that counts it.
    pub report: Option<Reported>,
    pub(crate) test: Test,
}

/// Every rule, with what its tests and limits are measured by.
#[derive(Debug)]
pub struct Rules {
    rules: Vec<Rule>,
    places: HashMap<String, usize>,
    pub(crate) facts: Facts,
    pub(crate) number_places: Vec<NumberPlace>,
    pub(crate) map: Arc<Places>,
    calendar: WorkingCalendar,
}

impl Rules {
    /// The rules of a pack, each checked.
    ///
    /// # Errors
    /// Everything that is wrong in any of them, with file and line.
    pub fn from_pack(pack: &Pack, map: Arc<Places>) -> Result<Self, Vec<Problem>> {
        let rules = read::rules(pack)?;
        let places = rules.iter().enumerate().map(|(place, rule)| (rule.code.clone(), place)).collect();
        Ok(Self {
            places,
            rules,
            facts: pack.facts().clone(),
            number_places: pack.number_places().to_vec(),
            map,
            calendar: pack.calendar().clone(),
        })
    }

    /// Every rule, in the order of the pack.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of that code; a case may outlive its rule.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Rule> {
        self.places.get(code).and_then(|place| self.rules.get(*place))
    }

    pub(crate) fn place_of(&self, code: &str) -> Option<usize> {
        self.places.get(code).copied()
    }

    /// When a case that is found now has to be settled.
    pub(crate) fn due(&self, rule: &Rule, now: Instant) -> Result<Instant, CalendarError> {
        self.calendar.due(now, rule.days, &[])
    }

    /// The number behind the name of a fact, on a day. The loader has seen that there is one on some day.
    pub(crate) fn number(&self, fact: &str, on: Date) -> Result<i16, UnknownFact> {
        Ok(i16::try_from(self.facts.get(fact, on)?.value).unwrap_or(i16::MAX))
    }
}
