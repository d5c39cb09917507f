//! Comparing what a rule finds now with the cases that there are: opening, opening again, closing.
//!
//! Doing it twice changes nothing the second time.

use crate::checks::Finding;
use crate::model::{Case, CaseId, CaseRow, State, StepId, Subject, What};
use crate::rules::{Rule, Rules};
use crate::{Error, sql};
use access::Actor;
use kernel::{Instant, StaffId, UnitCode};
use register::review::Span;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use store::{ReadTx, ToValue, Tx, params};

use crate::model::About;

/// The most cases about one range of subjects.
const CASES_MAX: i64 = 500_000;

/// What is wrong with one subject.
pub(crate) struct Found {
    pub(crate) subject: Subject,
    pub(crate) unit: UnitCode,
    pub(crate) findings: Vec<Finding>,
}

/// What came of a comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) opened: i64,
    pub(crate) reopened: i64,
    pub(crate) gone: i64,
    pub(crate) standing: i64,
}

/// How many cases more or less stand somewhere, by commune, rule and state.
#[derive(Default)]
pub(crate) struct Tallies(BTreeMap<(UnitCode, String, State), i64>);

impl Tallies {
    pub(crate) fn add(&mut self, unit: &UnitCode, rule: &str, state: State, change: i64) {
        *self.0.entry((unit.clone(), rule.to_owned(), state)).or_default() += change;
    }

    pub(crate) fn write(self, tx: &mut Tx<'_>) -> Result<(), Error> {
        for ((unit, rule, state), change) in self.0.into_iter().filter(|(_, change)| *change != 0) {
            tx.execute(&sql::ADD_TALLY, params![unit, rule, state, change])?;
        }
        Ok(())
    }
}

/// The cases about a range of subjects.
pub(crate) fn cases_of(tx: &mut ReadTx<'_>, about: About, span: Span) -> Result<Vec<Case>, Error> {
    let rows = tx.many::<CaseRow>(&sql::CASES_OF_RANGE, params![about, span.after, span.until, CASES_MAX])?;
    Ok(rows.into_iter().map(Case::from).collect())
}

/// Brings the cases about a range of subjects in line with what was found. Who is not in `found` has nothing wrong.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    actor: &Actor,
    rules: &Rules,
    about: About,
    span: Span,
    found: Vec<Found>,
) -> Result<Outcome, Error> {
    let known = cases_of(tx, about, span)?.into_iter();
    let mut known: HashMap<(Subject, String), Case> = known.map(|case| ((case.subject, case.rule.clone()), case)).collect();
    let mut desk =
        Desk { actor, rules, new: Vec::new(), steps: Vec::new(), tallies: Tallies::default(), outcome: Outcome::default() };
    for Found { subject, unit, findings } in found {
        for finding in findings {
            let rule = &rules.all()[finding.rule];
            match known.remove(&(subject, rule.code.clone())) {
                Some(case) => desk.compare(tx, &case, rule, &unit, finding.what)?,
                None => desk.open(rule, subject, &unit, finding.what)?,
            }
        }
    }
    // What is left was not found any more, by rules that may not hold any more.
    let mut left: Vec<Case> = known.into_values().collect();
    left.sort_by_key(|case| case.id);
    for case in left {
        desk.gone(tx, &case)?;
    }
    desk.finish(tx)
}

struct Desk<'a> {
    actor: &'a Actor,
    rules: &'a Rules,
    new: Vec<Case>,
    steps: Vec<(CaseId, What)>,
    tallies: Tallies,
    outcome: Outcome,
}

impl Desk<'_> {
    fn open(&mut self, rule: &Rule, subject: Subject, unit: &UnitCode, finding: Value) -> Result<(), Error> {
        let now = self.actor.now();
        let case = Case {
            id: self.actor.new_id(),
            rule: rule.code.clone(),
            class: rule.class,
            severity: rule.severity,
            unit: unit.clone(),
            subject,
            finding,
            state: State::Open,
            officer: None,
            found_at: now,
            due_at: self.rules.due(rule, now)?,
            settled_at: None,
            times: 1,
            version: 1,
        };
        self.tallies.add(unit, &rule.code, State::Open, 1);
        self.steps.push((case.id, What::Found));
        self.new.push(case);
        self.outcome.opened += 1;
        self.outcome.standing += 1;
        Ok(())
    }

    /// A case whose finding is there.
    fn compare(&mut self, tx: &mut Tx<'_>, case: &Case, rule: &Rule, unit: &UnitCode, finding: Value) -> Result<(), Error> {
        let now = self.actor.now();
        let same = case.finding == finding;
        let (moved, dismissed) = (case.unit != *unit, case.state == State::Dismissed);
        let again = match case.state {
            State::Closed | State::Corrected => true,
            State::Dismissed => !same,
            State::Open | State::Assigned | State::Verifying | State::Refuted => false,
        };
        self.outcome.standing += i64::from(again || !dismissed);
        if !again && same && !moved {
            return Ok(());
        }
        let mut next = Case { unit: unit.clone(), finding, class: rule.class, severity: rule.severity, ..case.clone() };
        let what = if again {
            self.outcome.reopened += 1;
            next.found_at = now;
            next.due_at = self.rules.due(rule, now)?;
            next.settled_at = None;
            next.times += 1;
            // Who said that it was mended goes on with it; after a case was settled anybody may.
            next.officer = case.officer.filter(|_| case.state == State::Corrected && !moved);
            next.state = if next.officer.is_some() { State::Assigned } else { State::Open };
            What::FoundAgain
        } else if moved {
            if !dismissed {
                next.officer = None;
                next.state = State::Open;
            }
            What::Moved
        } else {
            // What was to be confirmed as no error is something else by now.
            if case.state == State::Refuted {
                next.state = State::Verifying;
            }
            What::Changed
        };
        self.write(tx, case, &next, what)
    }

    /// A case whose finding is not there any more.
    fn gone(&mut self, tx: &mut Tx<'_>, case: &Case) -> Result<(), Error> {
        let second = self.rules.get(&case.rule).is_some_and(|rule| rule.second);
        let state = match case.state {
            State::Closed | State::Dismissed | State::Corrected => return Ok(()),
            // What an officer worked on is looked at by another, where the rule asks for it.
            State::Assigned | State::Verifying if second && case.officer.is_some() => State::Corrected,
            State::Open | State::Assigned | State::Verifying | State::Refuted => State::Closed,
        };
        self.outcome.gone += 1;
        let settled_at = (state == State::Closed).then(|| self.actor.now());
        let next = Case { state, settled_at, ..case.clone() };
        self.write(tx, case, &next, What::Gone)
    }

    fn write(&mut self, tx: &mut Tx<'_>, case: &Case, next: &Case, what: What) -> Result<(), Error> {
        update(tx, case, next, &mut self.tallies)?;
        self.steps.push((case.id, what));
        Ok(())
    }

    fn finish(self, tx: &mut Tx<'_>) -> Result<Outcome, Error> {
        let by = self.actor.subject_name();
        let now = self.actor.now();
        if !self.new.is_empty() {
            tx.insert_many(&sql::CASES, self.new.iter().map(case_row))?;
        }
        if !self.steps.is_empty() {
            let row = |(case, what): &(CaseId, What)| {
                let id: StepId = self.actor.new_id();
                [own(&id), own(case), own(what), own(&now), own(&by)]
            };
            tx.insert_many(&sql::STEP_ROWS, self.steps.iter().map(row))?;
        }
        self.tallies.write(tx)?;
        Ok(self.outcome)
    }
}

/// Writes what becomes of a case, and counts it where it stands.
pub(crate) fn update(tx: &mut Tx<'_>, case: &Case, next: &Case, tallies: &mut Tallies) -> Result<(), Error> {
    let officer: Option<StaffId> = next.officer;
    let settled: Option<Instant> = next.settled_at;
    let changed = tx.execute(
        &sql::UPDATE_CASE,
        params![
            case.id,
            case.version,
            next.severity,
            next.unit,
            next.finding,
            next.state,
            next.state.standing(),
            officer,
            next.found_at,
            next.due_at,
            settled,
            next.times,
            next.class
        ],
    )?;
    if changed == 0 {
        return Err(Error::ChangedMeanwhile);
    }
    tallies.add(&case.unit, &case.rule, case.state, -1);
    tallies.add(&next.unit, &next.rule, next.state, 1);
    Ok(())
}

fn own(value: &impl ToValue) -> store::Value<'static> {
    value.to_value().into_owned()
}

fn case_row(case: &Case) -> [store::Value<'static>; 14] {
    [
        own(&case.id),
        own(&case.rule),
        own(&case.class),
        own(&case.severity),
        own(&case.unit),
        own(&case.subject.about()),
        own(&case.subject.id()),
        own(&case.finding),
        own(&case.state),
        own(&case.state.standing()),
        own(&case.found_at),
        own(&case.due_at),
        own(&case.times),
        own(&case.version),
    ]
}
