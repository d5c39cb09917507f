//! What a rule can test. Each test is a name that the pack gives, with what it needs; each judgement is pure.

mod household;
mod person;

pub(crate) use person::FACTS;

use crate::rules::{Class, Rules};
use country::UnknownFact;
use kernel::{Date, UnitCode};
use register::review::{ReviewedHousehold, ReviewedPerson};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What facts a test asks for, and of whom.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    pub(crate) facts: Vec<String>,
    pub(crate) age_from: Option<String>,
}

/// Whose number is missing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unnumbered {
    /// Of those who have a number of nine digits, or of those who have none at all.
    pub(crate) old_number: bool,
    pub(crate) age_from: Option<String>,
    pub(crate) age_under: Option<String>,
}

/// One age, by the name of a legal value.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Age {
    pub(crate) age: String,
}

/// A time in months, by the name of a legal value.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Months {
    pub(crate) months: String,
}

/// Two ages, by the names of legal values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ages {
    pub(crate) male: String,
    pub(crate) female: String,
}

/// Families that are never written without marks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Families {
    pub(crate) families: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// A test with what it needs.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    FactsMissing(Wanted),
    NumberMissing(Unnumbered),
    NumberContradicts,
    NumberPlaceUnknown,
    NumberOfAnother,
    OldNumberShared,
    ParentTooYoung(Age),
    SeveralSpouses,
    MarriedTooYoung(Ages),
    CommuneEnded,
    AnsweredElsewhere,
    OlderThan(Age),
    DeadResident,
    LivesNowhere,
    AwayLong(Months),
    NameForm,
    NameWithoutMarks(Families),
    BirthPartial,
    HouseholdWithoutHead,
    HouseholdSeveralHeads,
    HeadElsewhere,
    HeadMinor(Age),
    HeadDead,
    HeadAway(Months),
    HouseholdEmpty,
}

/// The names that the pack gives to tests.
const NAMES: &[&str] = &[
    "answered-elsewhere",
    "away-long",
    "birth-partial",
    "commune-ended",
    "dead-resident",
    "facts-missing",
    "head-away",
    "head-dead",
    "head-elsewhere",
    "head-minor",
    "household-empty",
    "household-several-heads",
    "household-without-head",
    "lives-nowhere",
    "married-too-young",
    "name-form",
    "name-without-marks",
    "number-contradicts",
    "number-missing",
    "number-of-another",
    "number-place-unknown",
    "old-number-shared",
    "older-than",
    "parent-too-young",
    "several-spouses",
];

fn needs<T: DeserializeOwned>(with: toml::Table) -> Result<T, String> {
    with.try_into().map_err(|error: toml::de::Error| error.message().to_owned())
}

impl Test {
    /// The test of that name; what is wrong with the name or with what it is given, in words.
    pub(crate) fn read(name: &str, with: toml::Table) -> Result<Self, String> {
        let plain = |test: Self, with| needs::<Nothing>(with).map(|Nothing {}| test);
        match name {
            "facts-missing" => needs(with).map(Self::FactsMissing),
            "number-missing" => needs(with).map(Self::NumberMissing),
            "number-contradicts" => plain(Self::NumberContradicts, with),
            "number-place-unknown" => plain(Self::NumberPlaceUnknown, with),
            "number-of-another" => plain(Self::NumberOfAnother, with),
            "old-number-shared" => plain(Self::OldNumberShared, with),
            "parent-too-young" => needs(with).map(Self::ParentTooYoung),
            "several-spouses" => plain(Self::SeveralSpouses, with),
            "married-too-young" => needs(with).map(Self::MarriedTooYoung),
            "commune-ended" => plain(Self::CommuneEnded, with),
            "answered-elsewhere" => plain(Self::AnsweredElsewhere, with),
            "older-than" => needs(with).map(Self::OlderThan),
            "dead-resident" => plain(Self::DeadResident, with),
            "lives-nowhere" => plain(Self::LivesNowhere, with),
            "away-long" => needs(with).map(Self::AwayLong),
            "name-form" => plain(Self::NameForm, with),
            "name-without-marks" => needs(with).map(Self::NameWithoutMarks),
            "birth-partial" => plain(Self::BirthPartial, with),
            "household-without-head" => plain(Self::HouseholdWithoutHead, with),
            "household-several-heads" => plain(Self::HouseholdSeveralHeads, with),
            "head-elsewhere" => plain(Self::HeadElsewhere, with),
            "head-minor" => needs(with).map(Self::HeadMinor),
            "head-dead" => plain(Self::HeadDead, with),
            "head-away" => needs(with).map(Self::HeadAway),
            "household-empty" => plain(Self::HouseholdEmpty, with),
            _ => Err(format!("there is no test `{name}`; it may be {}", NAMES.join(", "))),
        }
    }

    /// The names of the legal values that the test measures by.
    pub(crate) fn legal_values(&self) -> Vec<&str> {
        match self {
            Self::FactsMissing(wanted) => wanted.age_from.iter().map(String::as_str).collect(),
            Self::NumberMissing(who) => who.age_from.iter().chain(&who.age_under).map(String::as_str).collect(),
            Self::ParentTooYoung(Age { age }) | Self::OlderThan(Age { age }) | Self::HeadMinor(Age { age }) => vec![age],
            Self::MarriedTooYoung(Ages { male, female }) => vec![male, female],
            Self::AwayLong(Months { months }) | Self::HeadAway(Months { months }) => vec![months],
            _ => Vec::new(),
        }
    }

    /// The facts of a record that the test asks for.
    pub(crate) fn record_facts(&self) -> &[String] {
        match self {
            Self::FactsMissing(wanted) => &wanted.facts,
            _ => &[],
        }
    }
}

/// What a rule found: which rule, by its place among them, and what exactly is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) rule: usize,
    pub(crate) what: Value,
}

/// What is counted about one commune: the whole of which the findings are a part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) persons: i64,
    /// Mandatory facts, and how many of them are held.
    pub(crate) wanted: i64,
    pub(crate) held: i64,
    /// Persons with a number, and those with whose record it agrees.
    pub(crate) numbered: i64,
    pub(crate) agreeing: i64,
    /// Persons without a finding that soils the record.
    pub(crate) clean: i64,
    /// Persons about whom something was entered, changed or confirmed within the last year.
    pub(crate) touched: i64,
    pub(crate) households: i64,
    /// Households without a finding.
    pub(crate) sound: i64,
}

/// What is wrong with a person, by every rule that holds today.
pub(crate) fn of_person(rules: &Rules, today: Date, reviewed: &ReviewedPerson) -> Result<Vec<Finding>, UnknownFact> {
    let mut findings = Vec::new();
    for (place, rule) in rules.all().iter().enumerate().filter(|(_, rule)| rule.valid_from <= today) {
        if let Some(what) = person::judge(rules, &rule.test, today, reviewed)? {
            findings.push(Finding { rule: place, what });
        }
    }
    Ok(findings)
}

/// What is wrong with a household, by every rule that holds today.
pub(crate) fn of_household(rules: &Rules, today: Date, reviewed: &ReviewedHousehold) -> Result<Vec<Finding>, UnknownFact> {
    let mut findings = Vec::new();
    if reviewed.dissolved {
        return Ok(findings);
    }
    for (place, rule) in rules.all().iter().enumerate().filter(|(_, rule)| rule.valid_from <= today) {
        if let Some(what) = household::judge(rules, &rule.test, today, reviewed)? {
            findings.push(Finding { rule: place, what });
        }
    }
    Ok(findings)
}

/// Adds a person to what is counted about the commune.
pub(crate) fn count_person(
    rules: &Rules,
    today: Date,
    reviewed: &ReviewedPerson,
    findings: &[Finding],
    counted: &mut Counted,
) -> Result<(), UnknownFact> {
    if !person::lives(reviewed) {
        return Ok(());
    }
    counted.persons += 1;
    for rule in rules.all() {
        let (wanted, held) = person::completeness(rules, &rule.test, today, reviewed)?;
        counted.wanted += wanted;
        counted.held += held;
    }
    let of = |test: fn(Class) -> bool| findings.iter().any(|finding| test(rules.all()[finding.rule].class));
    if reviewed.person.facts.number.is_some() {
        counted.numbered += 1;
        counted.agreeing += i64::from(!of(|class| matches!(class, Class::C02 | Class::C04)));
    }
    counted.clean += i64::from(!of(Class::soils));
    counted.touched += i64::from(person::was_touched(today, reviewed.touched_at));
    Ok(())
}

/// Adds a household to what is counted about the commune.
pub(crate) fn count_household(reviewed: &ReviewedHousehold, findings: &[Finding], counted: &mut Counted) {
    if !reviewed.dissolved {
        counted.households += 1;
        counted.sound += i64::from(findings.is_empty());
    }
}

/// Whether a unit is on the map of a day.
fn stands(rules: &Rules, unit: &UnitCode, today: Date) -> bool {
    rules.map.as_of(today).exists(unit)
}

/// Whether so many months have passed since a day.
fn months_since(day: Date, months: i16, today: Date) -> bool {
    jiff::Span::new().try_months(months).is_ok_and(|span| day.checked_add(span).is_ok_and(|limit| limit <= today))
}
