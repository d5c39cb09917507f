//! What a service is: the typed form of `service.toml`.
//!
//! Every legal value is a reference to a fact of the country pack, so a fee or a deadline changes in one place
//! with its source and its date. Unknown keys are refused: a misspelt key must not be silently ignored.

use super::condition::Condition;
use access::{Locale, Role};
use kernel::{UnitCode, text_enum};
use serde::{Deserialize, Serialize};

/// The same words in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The words in a language.
    #[must_use]
    pub fn say(&self, locale: Locale) -> &str {
        match locale {
            Locale::Vi => &self.vi,
            Locale::En => &self.en,
        }
    }
}

/// A legal value, by the name of its fact in the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRef {
    /// The fact's name, such as `deadline.temporary-residence`.
    pub fact: String,
}

text_enum! {
    /// Who may file.
    pub enum Who {
        /// Anyone living in the register.
        Resident = "resident",
    }
}

text_enum! {
    /// A thing an office may do with a dossier at a step.
    pub enum StepAct {
        /// Take it in and start the clock.
        Receive = "receive",
        /// Send it back without taking it in.
        Decline = "decline",
        /// Ask, once, for everything that is missing.
        RequestSupplement = "request_supplement",
        /// Hand it to the next step.
        Forward = "forward",
        /// Decide in favour.
        Grant = "grant",
        /// Decide against, with the reason.
        Refuse = "refuse",
        /// Hand the result over.
        ReturnResult = "return_result",
    }
}

text_enum! {
    /// The level of the office that takes a step.
    pub enum StepLevel {
        /// The commune the dossier belongs to.
        Commune = "commune",
        /// Its district, while there are districts.
        District = "district",
        /// Its province.
        Province = "province",
    }
}

text_enum! {
    /// In what form a paper may be handed in.
    pub enum PaperForm {
        /// The paper itself.
        Original = "original",
        /// A copy.
        Copy = "copy",
        /// A file.
        Electronic = "electronic",
    }
}

/// The person who may file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    /// Who that is.
    pub who: Who,
}

/// How the receiving commune is found. Exactly one of the two is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receiver {
    /// The answer that names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The fact of the register that names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<String>,
}

/// What it costs, by the way it was filed. No fee at all is no table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// When filed online.
    pub online: FactRef,
    /// When filed at the counter.
    pub counter: FactRef,
}

/// How long the applicant has to supply what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplement {
    /// In working days.
    pub answer_within: FactRef,
}

text_enum! {
    /// Whose agreement a dossier needs.
    pub enum ConsentOf {
        /// The head of the household that the applicant wants to join.
        HouseholdHead = "household_head",
    }
}

/// An agreement that must be there before the dossier is received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentRule {
    /// Whose.
    pub of: ConsentOf,
    /// The answer with that person's number.
    pub number: String,
    /// The answer with that person's name: both must agree, so that nobody can learn from the form who heads a household.
    pub name: String,
    /// When it is needed; always when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// A paper that is asked for because no database holds what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredPaper {
    /// Its short name.
    pub id: String,
    /// Its name for people.
    pub name: Words,
    /// The forms in which it may come.
    pub accepts: Vec<PaperForm>,
    /// Whether a dossier without it is incomplete.
    pub required: bool,
    /// When it is asked for; always when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// One step of the way through the offices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its short name.
    pub id: String,
    /// Its name for people.
    pub name: Words,
    /// The roles that take it.
    pub roles: Vec<Role>,
    /// The level of the office.
    pub level: StepLevel,
    /// The level where the commune lies in no district (since 1 July 2025).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_without_districts: Option<StepLevel>,
    /// Whether the officer must be another than the one who handed the dossier on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub second_officer: bool,
    /// What the office may do.
    pub may: Vec<StepAct>,
}

impl Step {
    /// Whether the office may do `act` at this step.
    #[must_use]
    pub fn allows(&self, act: StepAct) -> bool {
        self.may.contains(&act)
    }

    /// The unit whose office takes this step of a dossier that belongs to `commune`.
    #[must_use]
    pub fn desk(&self, commune: &UnitCode) -> UnitCode {
        let level = match (self.level, self.level_without_districts) {
            (StepLevel::District, Some(other)) if commune.district().is_none() => other,
            (level, _) => level,
        };
        match level {
            StepLevel::Commune => commune.clone(),
            // Without a district and without another level named, the province is the next office up.
            StepLevel::District => commune.district().unwrap_or_else(|| commune.province()),
            StepLevel::Province => commune.province(),
        }
    }
}

/// What the decision in favour changes elsewhere. A fixed vocabulary: offices combine it, they do not extend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", deny_unknown_fields)]
pub enum Effect {
    /// Nothing: the result is a paper.
    #[serde(rename = "none")]
    None,
    /// A temporary residence begins.
    #[serde(rename = "register.temporary")]
    Temporary {
        /// The answer with the commune.
        unit: String,
        /// The answer with the address in it.
        address: String,
        /// The answer with the first day.
        from: String,
        /// The answer with the last day.
        until: String,
        /// The answer with the household members who come along.
        members: String,
        /// How many months it may last.
        months_max: FactRef,
    },
    /// The permanent residence moves.
    #[serde(rename = "register.permanent")]
    Permanent {
        /// The answer with the commune.
        unit: String,
        /// The answer with the address in it.
        address: String,
        /// The answer with the household members who come along.
        members: String,
        /// The answer with the number of the head of the household to join; without one a household of its own begins.
        household_of: String,
        /// The answer with the relation to that head.
        relation: String,
    },
}

impl Effect {
    /// The answers that the effect reads.
    #[must_use]
    pub fn answers(&self) -> Vec<&str> {
        match self {
            Self::None => Vec::new(),
            Self::Temporary { unit, address, from, until, members, months_max: _ } => vec![unit, address, from, until, members],
            Self::Permanent { unit, address, members, household_of, relation } => {
                vec![unit, address, members, household_of, relation]
            }
        }
    }
}

/// The paper that says how the dossier was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultPaper {
    /// Its template in the pack.
    pub template: String,
}

/// A rule between answers, which a schema cannot say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// One date lies before another, or is the same.
    DateOrder {
        /// The answer with the earlier date.
        earlier: String,
        /// The answer with the later date.
        later: String,
    },
    /// A span holds at most so many months.
    MonthsAtMost {
        /// The answer with the first day.
        from: String,
        /// The answer with the last day.
        until: String,
        /// How many months.
        months: FactRef,
    },
    /// A span holds at least so many days.
    DaysAtLeast {
        /// The answer with the first day.
        from: String,
        /// The answer with the last day.
        until: String,
        /// How many days.
        days: FactRef,
    },
    /// A dwelling has room for everybody who moves in, where its area is asked for.
    AreaAtLeast {
        /// The answer with the floor area, in whole square metres.
        area: String,
        /// The answer that names those who move in beside the applicant.
        people: String,
        /// How many square metres each needs.
        each: FactRef,
    },
}

impl Rule {
    /// The answers that the rule reads.
    #[must_use]
    pub fn answers(&self) -> [&str; 2] {
        match self {
            Self::DateOrder { earlier, later } => [earlier, later],
            Self::MonthsAtMost { from, until, months: _ } | Self::DaysAtLeast { from, until, days: _ } => [from, until],
            Self::AreaAtLeast { area, people, each: _ } => [area, people],
        }
    }
}

/// A service as an office wrote it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Its short name, which is also the name of its folder.
    pub id: String,
    /// The sector it belongs to.
    pub owner: String,
    /// Where it stands in the catalogue, small first.
    pub order: u32,
    /// The code of the official form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form_code: Option<String>,
    /// Services that a grant opens as dossiers of their own.
    #[serde(default)]
    pub linked: Vec<String>,
    /// Its name.
    pub name: Words,
    /// What it is for, in a sentence.
    pub summary: Words,
    /// Who may file.
    pub applicant: Applicant,
    /// Which commune receives.
    pub receiver: Receiver,
    /// How many working days the offices have.
    pub deadline: FactRef,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
    /// How long the applicant has to supply what is missing.
    pub supplement: Supplement,
    /// Whose agreement it needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentRule>,
    /// The papers it asks for.
    #[serde(default, rename = "paper")]
    pub papers: Vec<RequiredPaper>,
    /// The steps, in order; at least one.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    /// What a grant changes.
    pub effect: Effect,
    /// The paper it ends with.
    pub result: ResultPaper,
    /// Rules between answers.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
}

impl Definition {
    /// Every fact the definition refers to.
    #[must_use]
    pub fn facts(&self) -> Vec<&str> {
        let mut facts = vec![self.deadline.fact.as_str(), self.supplement.answer_within.fact.as_str()];
        if let Some(fee) = &self.fee {
            facts.extend([fee.online.fact.as_str(), fee.counter.fact.as_str()]);
        }
        facts.extend(self.rules.iter().filter_map(|rule| match rule {
            Rule::MonthsAtMost { months: limit, .. }
            | Rule::DaysAtLeast { days: limit, .. }
            | Rule::AreaAtLeast { each: limit, .. } => Some(limit.fact.as_str()),
            Rule::DateOrder { .. } => None,
        }));
        if let Effect::Temporary { months_max, .. } = &self.effect {
            facts.push(&months_max.fact);
        }
        facts
    }

    /// The step at number `index`; the last one when there are not so many.
    #[must_use]
    pub fn step(&self, index: u32) -> &Step {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        self.steps.get(index).or(self.steps.last()).expect("a checked service has a step")
    }

    /// The step whose office hands the result over: the last that may, or the first step.
    #[must_use]
    pub fn returning_step(&self) -> u32 {
        let place = self.steps.iter().rposition(|step| step.allows(StepAct::ReturnResult)).unwrap_or(0);
        u32::try_from(place).unwrap_or(0)
    }
}
