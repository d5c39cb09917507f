//! Words and weights from which a synthetic city is drawn. No real person is in them.

use crate::files::Files;
use crate::problem::{Problem, Problems};
use crate::table::{self, Row};
use crate::units::Unit;
use kernel::{Sex, UnitCode};
use std::collections::BTreeSet;

/// A word or code and how often it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighted {
    /// The word or code.
    pub word: String,
    /// How often, against the other weights of its list.
    pub weight: u32,
}

/// How many generations have fashions of their own.
pub const COHORTS: usize = 4;

/// A given or middle name and how often each generation bears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortName {
    /// The name.
    pub name: String,
    /// Whose name it is.
    pub sex: Sex,
    /// Weights for people born before 1960, from 1960, from 1985 and from 2005.
    pub weights: [u32; COHORTS],
}

/// A street of the city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Street {
    /// Its name without the word for street.
    pub name: String,
    /// The district of 2022 in which it mostly runs.
    pub district: UnitCode,
}

kernel::text_enum! {
    /// Where an occupation is common.
    pub enum Surroundings {
        /// Everywhere.
        Any = "any",
        /// In wards and townships.
        Urban = "urban",
        /// In rural communes.
        Rural = "rural",
    }
}

/// What people do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occupation {
    /// Its name in Vietnamese, as forms hold it.
    pub name: String,
    /// How often it is drawn; 0 for what age alone decides.
    pub weight: u32,
    /// The youngest.
    pub age_from: u8,
    /// The oldest.
    pub age_to: u8,
    /// Where it is common.
    pub surroundings: Surroundings,
}

/// How many people live in a commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunePeople {
    /// The commune, of either set of units.
    pub commune: UnitCode,
    /// Its residents.
    pub people: u32,
}

/// How many of a thousand people are of an age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeBand {
    /// The youngest.
    pub age_from: u8,
    /// The oldest.
    pub age_to: u8,
    /// Men and boys.
    pub male: u32,
    /// Women and girls.
    pub female: u32,
}

kernel::text_enum! {
    /// What a phrase is for.
    pub enum PhraseKind {
        /// What a confirmation is wanted for.
        Purpose = "purpose",
        /// Why somebody moves.
        Reason = "reason",
        /// Why a request is refused.
        Refusal = "refusal",
        /// What is missing from a dossier.
        Defect = "defect",
        /// Why a dossier is sent back.
        Decline = "decline",
        /// Why a dossier is taken back.
        Withdraw = "withdraw",
        /// What the checking office says to the deciding one.
        Opinion = "opinion",
        /// What an applicant says who supplied what was missing.
        Answer = "answer",
        /// What proves a consent on paper.
        Evidence = "evidence",
    }
}

/// What somebody writes into a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What it is for.
    pub kind: PhraseKind,
    /// The words.
    pub text: String,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct DemoWords {
    /// Family names.
    pub surnames: Vec<Weighted>,
    /// Given names.
    pub given_names: Vec<CohortName>,
    /// Middle names.
    pub middle_names: Vec<CohortName>,
    /// Streets of the urban districts, roads of the others.
    pub streets: Vec<Street>,
    /// Villages and hamlets.
    pub villages: Vec<String>,
    /// What people do.
    pub occupations: Vec<Occupation>,
    /// Codes of ethnic groups.
    pub ethnic_groups: Vec<Weighted>,
    /// Codes of religions.
    pub religions: Vec<Weighted>,
    /// Place codes of the provinces that people moved here from.
    pub migrants: Vec<Weighted>,
    /// The age pyramid.
    pub ages: Vec<AgeBand>,
    /// Residents of each commune, of both sets of units.
    pub communes: Vec<CommunePeople>,
    /// What people write into forms.
    pub phrases: Vec<Phrase>,
}

pub(crate) fn read(files: &Files, units: &[Unit]) -> Result<DemoWords, Vec<Problem>> {
    let mut problems = Problems::default();
    let known: BTreeSet<&UnitCode> = units.iter().map(|unit| &unit.code).collect();
    let words = DemoWords {
        surnames: weighted(files, "demo/surnames.csv", "name", &mut problems),
        given_names: cohort_names(files, "demo/given_names.csv", &mut problems),
        middle_names: cohort_names(files, "demo/middle_names.csv", &mut problems),
        streets: streets(files, &known, &mut problems),
        villages: villages(files, &mut problems),
        occupations: occupations(files, &mut problems),
        ethnic_groups: weighted(files, "demo/ethnic_weights.csv", "code", &mut problems),
        religions: weighted(files, "demo/religion_weights.csv", "code", &mut problems),
        migrants: weighted(files, "demo/migrants.csv", "code", &mut problems),
        ages: ages(files, &mut problems),
        communes: communes(files, &known, &mut problems),
        phrases: phrases(files, &mut problems),
    };
    problems.finish(words)
}

const WEIGHT: &str = "a weight: a whole number, 0 or more";
const AGE: &str = "an age from 0 to 130";

fn weighted(files: &Files, file: &str, title: &str, problems: &mut Problems) -> Vec<Weighted> {
    let rows = table::read(files, file, &[title, "weight"], problems);
    rows.iter()
        .filter_map(|row| Some(Weighted { word: row.needed(0, title, problems)?, weight: row.parse(1, WEIGHT, problems)? }))
        .collect()
}

fn cohort_names(files: &Files, file: &str, problems: &mut Problems) -> Vec<CohortName> {
    let columns = ["name", "sex", "before_1960", "from_1960", "from_1985", "from_2005"];
    let rows = table::read(files, file, &columns, problems);
    rows.iter().filter_map(|row| cohort_name(row, problems)).collect()
}

fn cohort_name(row: &Row<'_>, problems: &mut Problems) -> Option<CohortName> {
    let mut weights = [0; COHORTS];
    for (index, weight) in weights.iter_mut().enumerate() {
        *weight = row.parse(index + 2, WEIGHT, problems)?;
    }
    Some(CohortName { name: row.needed(0, "name", problems)?, sex: row.parse(1, "a sex (male, female)", problems)?, weights })
}

fn streets(files: &Files, known: &BTreeSet<&UnitCode>, problems: &mut Problems) -> Vec<Street> {
    let rows = table::read(files, "demo/streets.csv", &["name", "district"], problems);
    let street = |row: &Row<'_>, problems: &mut Problems| {
        Some(Street { name: row.needed(0, "name", problems)?, district: known_unit(row, 1, known, problems)? })
    };
    rows.iter().filter_map(|row| street(row, problems)).collect()
}

fn villages(files: &Files, problems: &mut Problems) -> Vec<String> {
    let rows = table::read(files, "demo/villages.csv", &["name"], problems);
    rows.iter().filter_map(|row| row.needed(0, "name", problems)).collect()
}

fn occupations(files: &Files, problems: &mut Problems) -> Vec<Occupation> {
    let rows = table::read(files, "demo/occupations.csv", &["name", "weight", "age_from", "age_to", "where"], problems);
    let occupation = |row: &Row<'_>, problems: &mut Problems| {
        Some(Occupation {
            name: row.needed(0, "name", problems)?,
            weight: row.parse(1, WEIGHT, problems)?,
            age_from: row.parse(2, AGE, problems)?,
            age_to: row.parse(3, AGE, problems)?,
            surroundings: row.parse(4, "any, urban or rural", problems)?,
        })
    };
    rows.iter().filter_map(|row| occupation(row, problems)).collect()
}

fn ages(files: &Files, problems: &mut Problems) -> Vec<AgeBand> {
    let rows = table::read(files, "demo/ages.csv", &["age_from", "age_to", "male", "female"], problems);
    let band = |row: &Row<'_>, problems: &mut Problems| {
        Some(AgeBand {
            age_from: row.parse(0, AGE, problems)?,
            age_to: row.parse(1, AGE, problems)?,
            male: row.parse(2, WEIGHT, problems)?,
            female: row.parse(3, WEIGHT, problems)?,
        })
    };
    rows.iter().filter_map(|row| band(row, problems)).collect()
}

fn communes(files: &Files, known: &BTreeSet<&UnitCode>, problems: &mut Problems) -> Vec<CommunePeople> {
    let rows = table::read(files, "demo/commune_population.csv", &["code", "people"], problems);
    let commune = |row: &Row<'_>, problems: &mut Problems| {
        Some(CommunePeople { commune: known_unit(row, 0, known, problems)?, people: row.parse(1, WEIGHT, problems)? })
    };
    rows.iter().filter_map(|row| commune(row, problems)).collect()
}

fn phrases(files: &Files, problems: &mut Problems) -> Vec<Phrase> {
    let rows = table::read(files, "demo/phrases.csv", &["kind", "text"], problems);
    let phrase = |row: &Row<'_>, problems: &mut Problems| {
        Some(Phrase {
            kind: row.parse(0, "a kind of phrase (purpose, reason, refusal, …)", problems)?,
            text: row.needed(1, "text", problems)?,
        })
    };
    rows.iter().filter_map(|row| phrase(row, problems)).collect()
}

fn known_unit(row: &Row<'_>, index: usize, known: &BTreeSet<&UnitCode>, problems: &mut Problems) -> Option<UnitCode> {
    let code: UnitCode = row.parse(index, "the code of a unit", problems)?;
    if !known.contains(&code) {
        row.wrong(problems, format!("no unit {code} in units/; mend the code or add the unit"));
        return None;
    }
    Some(code)
}
