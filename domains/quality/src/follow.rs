//! Following the register: whatever changes is judged again at once, with whom and what hangs on it.

use crate::checks;
use crate::model::{About, Case, State, Subject};
use crate::rules::Rules;
use crate::settle::{Found, cases_of, settle};
use crate::{Error, scan, sql};
use access::{Actor, Context, Subject as Who};
use kernel::{HouseholdId, PersonId};
use register::ChangeId;
use register::review::{self, Span};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{Event, ReadTx, Store, Tx, params};

/// The name under which the outbox keeps how far the register was followed.
pub const CONSUMER: &str = "quality.register";
/// Events that one unit of work notes.
const BATCH_EVENTS: u32 = 1_000;
/// Persons and households that one turn judges again, with whoever hangs on them.
const JUDGED_A_TURN: i64 = 100;
/// The events that are followed are those of the register.
const TOPICS: &str = "register.";
/// Events after which no record reads otherwise for any rule.
const UNRELATED: [&str; 5] = [
    register::events::LODGING_ENTERED,
    register::events::LODGING_CHANGED,
    register::events::STAYS_NOTIFIED,
    register::events::STAYS_ENDED,
    register::events::PHOTOGRAPHED,
];

/// What is read of an event of the register.
#[derive(Deserialize)]
struct Told {
    change: Option<ChangeId>,
    person: Option<PersonId>,
    household: Option<HouseholdId>,
}

/// Judges again what changed in the register. A load, and a change of the map, are followed by a run through all of it.
/// Says how much it did: call it again at once when that is not 0.
///
/// What happened is noted first, in the unit of work that moves the consumer on. Judging then runs beside other reads, and
/// only what became of a case takes a turn at writing.
///
/// # Errors
/// What the store refuses; then what was not done is done by the next call.
pub fn follow_register(store: &Store, context: &Context, rules: &Arc<Rules>) -> Result<usize, Error> {
    let actor = context.actor(Who::System { name: "quality" }).build();
    let noted = {
        let actor = actor.clone();
        store::outbox::consume(store, CONSUMER, BATCH_EVENTS, move |tx, events| note(tx, &actor, events))?
    };
    Ok(noted + judge_touched(store, &actor, rules)?)
}

fn note(tx: &mut Tx<'_>, actor: &Actor, events: &[Event]) -> Result<(), Error> {
    let followed = |event: &&Event| event.topic.starts_with(TOPICS) && !UNRELATED.contains(&event.topic.as_str());
    for event in events.iter().filter(followed) {
        let Ok(told) = serde_json::from_str::<Told>(&event.payload) else {
            // One event that nobody can read must not keep all later ones from being followed.
            tracing::error!(event.seq, "An event of the register cannot be read");
            continue;
        };
        if let (None, None, Some(change)) = (told.person, told.household, told.change) {
            run_through(tx, actor, change)?;
        }
        let subjects = told.person.map(Subject::Person).into_iter().chain(told.household.map(Subject::Household));
        for subject in subjects {
            tx.execute(&sql::TOUCH, params![subject.about(), subject.id(), event.seq])?;
        }
    }
    Ok(())
}

/// Has the whole register judged, unless a run began after the change.
fn run_through(tx: &mut Tx<'_>, actor: &Actor, change: ChangeId) -> Result<(), Error> {
    let last = scan::runs(tx, 1)?.pop();
    if last.is_none_or(|run| run.id.get() < change.get()) {
        scan::start_anew(tx, actor)?;
    }
    Ok(())
}

/// Judges the next of those who were touched; says how many.
fn judge_touched(store: &Store, actor: &Actor, rules: &Arc<Rules>) -> Result<usize, Error> {
    let (touched, differing) = store.read_blocking(|tx| {
        let touched: Vec<(About, i64, i64)> = tx.many(&sql::TOUCHED, params![JUDGED_A_TURN])?;
        let mut differing = BTreeSet::new();
        for subject in around(tx, actor, &touched)? {
            let found = found(tx, actor, rules, subject)?;
            if differs(rules, &cases_of(tx, subject.about(), Span::only(subject.id()))?, found.as_ref()) {
                differing.insert(subject);
            }
        }
        Ok::<_, Error>((touched, differing))
    })?;
    if touched.is_empty() {
        return Ok(0);
    }
    let (actor, rules, judged) = (actor.clone(), Arc::clone(rules), touched.len());
    store.write_blocking(move |tx| {
        for subject in &differing {
            judge(tx, &actor, &rules, *subject)?;
        }
        for (about, subject, place) in &touched {
            tx.execute(&sql::FORGET_TOUCHED, params![about, subject, place])?;
        }
        Ok::<_, Error>(judged)
    })
}

/// Those who were touched, with whom and what hangs on them.
fn around(tx: &mut ReadTx<'_>, actor: &Actor, touched: &[(About, i64, i64)]) -> Result<BTreeSet<Subject>, Error> {
    let mut subjects = BTreeSet::new();
    for (about, id, _) in touched {
        let subject = Subject::of(*about, *id);
        subjects.insert(subject);
        let Some(person) = subject.person() else { continue };
        subjects.extend(review::households_of(tx, actor, person)?.into_iter().map(Subject::Household));
        let mut persons = review::relatives_of(tx, actor, person)?;
        // With whom the person had something in common, and with whom by now.
        persons.extend(named_in(&cases_of(tx, About::Person, Span::only(person.get()))?));
        let now = review::persons(tx, actor, Span::only(person.get()), 1)?;
        persons.extend(now.into_iter().flat_map(|reviewed| reviewed.old_number_with));
        subjects.extend(persons.into_iter().map(Subject::Person));
    }
    Ok(subjects)
}

/// Whether anything would become of a case. What is judged the same as before takes no turn at writing.
fn differs(rules: &Rules, cases: &[Case], found: Option<&Found>) -> bool {
    let findings = found.map_or(&[][..], |found| found.findings.as_slice());
    let known = |code: &str| cases.iter().find(|case| case.rule == code);
    let stands = |finding: &checks::Finding| {
        known(&rules.all()[finding.rule].code).is_some_and(|case| {
            let settled = matches!(case.state, State::Closed | State::Corrected);
            !settled && case.finding == finding.what && found.is_some_and(|found| found.unit == case.unit)
        })
    };
    let is_found = |case: &Case| findings.iter().any(|finding| rules.all()[finding.rule].code == case.rule);
    let over = |case: &Case| matches!(case.state, State::Closed | State::Dismissed | State::Corrected);
    !findings.iter().all(stands) || !cases.iter().all(|case| is_found(case) || over(case))
}

/// The persons that findings name.
fn named_in(cases: &[Case]) -> Vec<PersonId> {
    let named = cases.iter().filter_map(|case| case.finding.get("persons")?.as_array());
    named.flatten().filter_map(|person| serde_json::from_value(person.clone()).ok()).collect()
}

/// What is wrong with one subject by now; nothing when there is no such subject any more.
pub(crate) fn found(tx: &mut ReadTx<'_>, actor: &Actor, rules: &Rules, subject: Subject) -> Result<Option<Found>, Error> {
    let today = actor.today();
    Ok(match subject {
        Subject::Person(person) => match review::persons(tx, actor, Span::only(person.get()), 1)?.pop() {
            Some(reviewed) => {
                let findings = checks::of_person(rules, today, &reviewed)?;
                Some(Found { subject, unit: reviewed.person.unit, findings })
            }
            None => None,
        },
        Subject::Household(household) => match review::households(tx, actor, Span::only(household.get()), 1)?.pop() {
            Some(reviewed) => {
                let findings = checks::of_household(rules, today, &reviewed)?;
                Some(Found { subject, unit: reviewed.unit, findings })
            }
            None => None,
        },
    })
}

/// Judges one subject again.
fn judge(tx: &mut Tx<'_>, actor: &Actor, rules: &Rules, subject: Subject) -> Result<(), Error> {
    let found = found(tx, actor, rules, subject)?;
    settle(tx, actor, rules, subject.about(), Span::only(subject.id()), found.into_iter().collect())?;
    Ok(())
}
