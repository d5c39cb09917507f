//! Cases and what becomes of them: pure, no clock, no database.

use crate::rules::{Class, Evidence, Severity};
use kernel::{HouseholdId, Instant, PersonId, StaffId, UnitCode};

kernel::define_id!(
    /// A case: one thing that is wrong with one person or household.
    CaseId,
    "qcs"
);
kernel::define_id!(
    /// A step in the life of a case.
    StepId,
    "qst"
);

kernel::text_enum! {
    /// What a case is about.
    pub enum About {
        /// The record of a person.
        Person = "person",
        /// A household.
        Household = "household",
    }
}

/// Whom a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A person.
    Person(PersonId),
    /// A household.
    Household(HouseholdId),
}

impl Subject {
    pub(crate) const fn of(about: About, id: i64) -> Self {
        match about {
            About::Person => Self::Person(PersonId::from_raw(id)),
            About::Household => Self::Household(HouseholdId::from_raw(id)),
        }
    }

    /// What kind of thing it is.
    #[must_use]
    pub const fn about(self) -> About {
        match self {
            Self::Person(_) => About::Person,
            Self::Household(_) => About::Household,
        }
    }

    /// Its id, without saying of what.
    pub(crate) const fn id(self) -> i64 {
        match self {
            Self::Person(person) => person.get(),
            Self::Household(household) => household.get(),
        }
    }

    /// The person, when it is one.
    #[must_use]
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Household(_) => None,
        }
    }
}

kernel::text_enum! {
    /// Where a case stands.
    pub enum State {
        /// Found; nobody has taken it.
        Open = "open",
        /// An officer has taken it.
        Assigned = "assigned",
        /// The officer looks into it, at the door or in the papers.
        Verifying = "verifying",
        /// The record was mended: another officer confirms.
        Corrected = "corrected",
        /// The officer says, with ground and evidence, that it is no error: another officer confirms.
        Refuted = "refuted",
        /// Mended.
        Closed = "closed",
        /// No error: it stays settled while the finding stays the same.
        Dismissed = "dismissed",
    }
}

kernel::text_enum! {
    /// Whose turn it is.
    pub enum Standing {
        /// Somebody has to work on it.
        Work = "work",
        /// A second officer has to look.
        Second = "second",
        /// Nobody has to do anything.
        Settled = "settled",
    }
}

impl State {
    /// Whose turn it is.
    #[must_use]
    pub const fn standing(self) -> Standing {
        match self {
            Self::Open | Self::Assigned | Self::Verifying => Standing::Work,
            Self::Corrected | Self::Refuted => Standing::Second,
            Self::Closed | Self::Dismissed => Standing::Settled,
        }
    }

    /// Where an act leads from here; nothing where it cannot be done.
    #[must_use]
    pub const fn after(self, act: Act) -> Option<Self> {
        match (act, self) {
            (Act::Take, Self::Open | Self::Assigned | Self::Verifying) => Some(Self::Assigned),
            (Act::Verify, Self::Open | Self::Assigned) => Some(Self::Verifying),
            (Act::Correct, Self::Open | Self::Assigned | Self::Verifying) => Some(Self::Corrected),
            (Act::Refute, Self::Open | Self::Assigned | Self::Verifying) => Some(Self::Refuted),
            (Act::Agree, Self::Corrected) => Some(Self::Closed),
            (Act::Agree, Self::Refuted) => Some(Self::Dismissed),
            (Act::SendBack, Self::Corrected | Self::Refuted) => Some(Self::Verifying),
            _ => None,
        }
    }
}

kernel::text_enum! {
    /// What an officer does with a case.
    pub enum Act {
        /// Takes it.
        Take = "take",
        /// Looks into it.
        Verify = "verify",
        /// Says that the record was mended.
        Correct = "correct",
        /// Says that it is no error.
        Refute = "refute",
        /// Confirms what a colleague said.
        Agree = "agree",
        /// Does not: the colleague goes on.
        SendBack = "send-back",
    }
}

kernel::text_enum! {
    /// What happened to a case.
    pub enum What {
        /// The review found it.
        Found = "found",
        /// The review found it again after it had been settled.
        FoundAgain = "found-again",
        /// Something else is wrong by the same rule.
        Changed = "changed",
        /// The record moved to another commune, and the case with it.
        Moved = "moved",
        /// The review does not find it any more.
        Gone = "gone",
        /// An officer took it.
        Taken = "taken",
        /// An officer began to look into it.
        Verifying = "verifying",
        /// An officer said that the record was mended.
        Corrected = "corrected",
        /// An officer said that it is no error.
        Refuted = "refuted",
        /// A second officer agreed.
        Agreed = "agreed",
        /// A second officer did not agree.
        SentBack = "sent-back",
    }
}

kernel::text_enum! {
    /// Why a finding is no error.
    pub enum Ground {
        /// The record says what the papers say.
        PapersAgree = "papers-agree",
        /// The person's circumstances are as they are registered.
        CircumstancesAgree = "circumstances-agree",
        /// The missing fact cannot be found out any more.
        CannotBeKnown = "cannot-be-known",
        /// Another authority has to decide first.
        OtherAuthority = "other-authority",
    }
}

store::row! {
    pub(crate) struct CaseRow {
        id: CaseId,
        rule: String,
        class: Class,
        severity: Severity,
        unit: UnitCode,
        about: About,
        subject: i64,
        finding: serde_json::Value,
        state: State,
        officer: Option<StaffId>,
        found_at: Instant,
        due_at: Instant,
        settled_at: Option<Instant>,
        times: i64,
        version: i64,
    }
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The code of the rule that found it.
    pub rule: String,
    /// The class of the rule.
    pub class: Class,
    /// How much it weighs.
    pub severity: Severity,
    /// The commune that has to act.
    pub unit: UnitCode,
    /// Whom it is about.
    pub subject: Subject,
    /// What exactly is wrong: codes and ids, never names or numbers.
    pub finding: serde_json::Value,
    /// Where it stands.
    pub state: State,
    /// The officer who works on it.
    pub officer: Option<StaffId>,
    /// When it was found, the last time.
    pub found_at: Instant,
    /// When it has to be settled.
    pub due_at: Instant,
    /// When it was settled.
    pub settled_at: Option<Instant>,
    /// How often it was found anew.
    pub times: i64,
    pub(crate) version: i64,
}

impl Case {
    /// Whether its time is over and somebody still has to act.
    #[must_use]
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.state.standing() != Standing::Settled && self.due_at < now
    }
}

impl From<CaseRow> for Case {
    fn from(row: CaseRow) -> Self {
        Self {
            subject: Subject::of(row.about, row.subject),
            id: row.id,
            rule: row.rule,
            class: row.class,
            severity: row.severity,
            unit: row.unit,
            finding: row.finding,
            state: row.state,
            officer: row.officer,
            found_at: row.found_at,
            due_at: row.due_at,
            settled_at: row.settled_at,
            times: row.times,
            version: row.version,
        }
    }
}

/// One step in the life of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What happened.
    pub what: What,
    /// When.
    pub at: Instant,
    /// Who did it, as the access log names them.
    pub by: String,
    /// In which office.
    pub office: Option<UnitCode>,
    /// Why it is no error.
    pub ground: Option<Ground>,
    /// What proves it.
    pub evidence: Option<Evidence>,
    /// What was said: the number of a paper, what was seen at the door.
    pub said: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_settled_without_a_second_officer() {
        for state in State::ALL {
            for act in Act::ALL.iter().filter(|act| **act != Act::Agree) {
                let settled = state.after(*act).is_some_and(|next| next.standing() == Standing::Settled);
                assert!(!settled, "{act} settles a case that is {state}");
            }
        }
    }

    #[test]
    fn what_is_settled_is_only_opened_by_the_review() {
        for state in [State::Closed, State::Dismissed] {
            assert!(Act::ALL.iter().all(|act| state.after(*act).is_none()), "{state}");
        }
    }
}
