//! Going through the whole register, in bounded units of work, so that it can be stopped at any place and resumed there.

use crate::checks::{self, Counted};
use crate::model::{About, Subject};
use crate::rules::Rules;
use crate::settle::{Found, Outcome, settle};
use crate::{Error, permit, sql};
use access::{Actor, Resource};
use kernel::{Instant, UnitCode};
use register::review::{self, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Job, JobRow, ReadTx, Store, Tx, jobs::JobFailure, params};

/// The job that moves a run on.
pub const JOB: &str = "quality.scan";
/// Persons or households that one unit of work judges. It holds SQLite's only writer for some tens of milliseconds.
pub const JUDGED_A_TURN: u32 = 1_000;
/// Turns of one job, so that others get theirs in between.
const TURNS_A_JOB: u32 = 20;

kernel::define_id!(
    /// A run through the whole register.
    RunId,
    "qrun"
);

kernel::text_enum! {
    /// Where a run is.
    pub enum Part {
        /// It judges persons.
        Persons = "persons",
        /// It judges households.
        Households = "households",
    }
}

store::row! {
    /// A run, and how far it is.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Run {
        /// Its id.
        pub id: RunId,
        /// Who asked for it, as the log names them.
        pub asked_by: String,
        /// When.
        pub asked_at: Instant,
        /// When it came to its end.
        pub finished_at: Option<Instant>,
        /// Where it is.
        pub part: Part,
        next: i64,
        /// Persons and households judged.
        pub looked_at: i64,
        /// Cases opened.
        pub opened: i64,
        /// Settled cases that were opened again.
        pub reopened: i64,
        /// Cases whose finding was not there any more.
        pub gone: i64,
        /// Findings there are, but for those that were dismissed.
        pub standing: i64,
    }
}

#[derive(Serialize, Deserialize)]
struct Payload {
    run: RunId,
}

/// Begins a run, or finds the one that has not come to its end; the caller moves it on with [`advance`].
///
/// # Errors
/// [`Error::Denied`] for everybody but the program; failures of the store.
pub fn begin(tx: &mut Tx<'_>, actor: &Actor) -> Result<RunId, Error> {
    actor.authorize(permit::SCAN, &Resource::new("case"))?;
    if let Some(run) = runs(tx, 1)?.pop().filter(|run| run.finished_at.is_none()) {
        return Ok(run.id);
    }
    let id: RunId = actor.new_id();
    tx.execute(&sql::INSERT_RUN, params![id, actor.subject_name(), actor.now()])?;
    let detail = serde_json::json!({ "run": id });
    audit::change(tx, actor, &audit::Change { entity: "quality", id: id.get(), person: None, act: permit::SCAN, detail })?;
    Ok(id)
}

/// [`begin`] with a job that moves the run on.
///
/// # Errors
/// Those of [`begin`].
pub fn start(tx: &mut Tx<'_>, actor: &Actor) -> Result<RunId, Error> {
    let id = begin(tx, actor)?;
    promise(tx, id, actor.now(), 0)?;
    Ok(id)
}

/// [`start`], from the beginning: a run that is under way has passed by what came in since.
pub(crate) fn start_anew(tx: &mut Tx<'_>, actor: &Actor) -> Result<RunId, Error> {
    if let Some(run) = runs(tx, 1)?.pop().filter(|run| run.finished_at.is_none()) {
        tx.execute(&sql::DROP_COUNTS, params![run.id])?;
        tx.execute(&sql::DROP_RUN, params![run.id])?;
    }
    start(tx, actor)
}

fn promise(tx: &mut Tx<'_>, run: RunId, now: Instant, place: i64) -> Result<(), Error> {
    tx.enqueue(&Job::new(JOB, &Payload { run })?.dedup(format!("{run}:{place}")), now)?;
    Ok(())
}

/// The latest runs, newest first. Nobody is named in them.
///
/// # Errors
/// Failures of the store.
pub fn runs(tx: &mut ReadTx<'_>, rows: u32) -> Result<Vec<Run>, Error> {
    Ok(tx.many::<Run>(&sql::LATEST_RUNS, params![i64::from(rows)])?)
}

/// Moves a run on by one unit of work, and says how far it is.
///
/// # Errors
/// [`Error::RunNotFound`]; [`Error::RunElsewhere`]; failures of the store.
pub fn advance(store: &Store, rules: &Arc<Rules>, actor: &Actor, id: RunId) -> Result<Run, Error> {
    let (rules, actor) = (Arc::clone(rules), actor.clone());
    store.write_blocking(move |tx| {
        let run = tx.optional::<Run>(&sql::RUN_BY_ID, params![id])?.ok_or(Error::RunNotFound)?;
        if run.finished_at.is_none() {
            turn(tx, &rules, &actor, &run)?;
        }
        tx.optional::<Run>(&sql::RUN_BY_ID, params![id])?.ok_or(Error::RunNotFound)
    })
}

/// What the handler of [`JOB`] does: some turns, and a promise of more while the run is not at its end.
///
/// # Errors
/// A payload that cannot be read; failures of the store.
pub fn work(store: &Store, rules: &Arc<Rules>, actor: &Actor, job: &JobRow) -> Result<(), JobFailure> {
    let failed = |error: Error| JobFailure::Later(error.to_string());
    let Ok(payload) = serde_json::from_str::<Payload>(&job.payload) else {
        return Err(store::jobs::give_up("the payload cannot be read"));
    };
    let mut run = advance(store, rules, actor, payload.run).map_err(failed)?;
    for _ in 1..TURNS_A_JOB {
        if run.finished_at.is_some() {
            return Ok(());
        }
        run = advance(store, rules, actor, payload.run).map_err(failed)?;
    }
    if run.finished_at.is_some() {
        return Ok(());
    }
    let (id, now, place) = (run.id, actor.now(), run.looked_at);
    store.write_blocking(move |tx| promise(tx, id, now, place)).map_err(failed)
}

/// What a turn judged.
struct Judged {
    /// The last one; nothing at the end.
    last: Option<i64>,
    looked_at: i64,
    found: Vec<Found>,
    counts: BTreeMap<UnitCode, Counted>,
}

fn turn(tx: &mut Tx<'_>, rules: &Rules, actor: &Actor, run: &Run) -> Result<(), Error> {
    let (about, judged) = match run.part {
        Part::Persons => (About::Person, judge_persons(tx, rules, actor, run.next)?),
        Part::Households => (About::Household, judge_households(tx, rules, actor, run.next)?),
    };
    let span = Span { after: run.next, until: judged.last.unwrap_or(i64::MAX) };
    let outcome = settle(tx, actor, rules, about, span, judged.found)?;
    for (unit, counted) in &judged.counts {
        add_count(tx, run.id, unit, counted)?;
    }
    note(tx, actor, run, judged.last, judged.looked_at, outcome)
}

fn judge_persons(tx: &mut Tx<'_>, rules: &Rules, actor: &Actor, after: i64) -> Result<Judged, Error> {
    let today = actor.today();
    let reviewed = review::persons(tx, actor, Span::after(after), JUDGED_A_TURN)?;
    let mut judged = Judged { last: None, looked_at: count(reviewed.len()), found: Vec::new(), counts: BTreeMap::new() };
    judged.last = reviewed.last().filter(|_| is_full(reviewed.len())).map(|last| last.person.id.get());
    for one in &reviewed {
        let findings = checks::of_person(rules, today, one)?;
        let unit = one.person.unit.clone();
        checks::count_person(rules, today, one, &findings, judged.counts.entry(unit.clone()).or_default())?;
        if !findings.is_empty() {
            judged.found.push(Found { subject: Subject::Person(one.person.id), unit, findings });
        }
    }
    Ok(judged)
}

fn judge_households(tx: &mut Tx<'_>, rules: &Rules, actor: &Actor, after: i64) -> Result<Judged, Error> {
    let today = actor.today();
    let reviewed = review::households(tx, actor, Span::after(after), JUDGED_A_TURN)?;
    let mut judged = Judged { last: None, looked_at: count(reviewed.len()), found: Vec::new(), counts: BTreeMap::new() };
    judged.last = reviewed.last().filter(|_| is_full(reviewed.len())).map(|last| last.id.get());
    for one in &reviewed {
        let findings = checks::of_household(rules, today, one)?;
        checks::count_household(one, &findings, judged.counts.entry(one.unit.clone()).or_default());
        if !findings.is_empty() {
            judged.found.push(Found { subject: Subject::Household(one.id), unit: one.unit.clone(), findings });
        }
    }
    Ok(judged)
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn is_full(rows: usize) -> bool {
    u32::try_from(rows).is_ok_and(|rows| rows == JUDGED_A_TURN)
}

fn add_count(tx: &mut Tx<'_>, run: RunId, unit: &UnitCode, counted: &Counted) -> Result<(), Error> {
    tx.execute(
        &sql::ADD_COUNT,
        params![
            run,
            unit,
            counted.persons,
            counted.wanted,
            counted.held,
            counted.numbered,
            counted.agreeing,
            counted.clean,
            counted.touched,
            counted.households,
            counted.sound
        ],
    )?;
    Ok(())
}

/// Moves the run on in the unit of work that judged. A turn of another node that was quicker undoes this one.
fn note(tx: &mut Tx<'_>, actor: &Actor, run: &Run, last: Option<i64>, looked_at: i64, outcome: Outcome) -> Result<(), Error> {
    let (part, next, finished) = match (run.part, last) {
        (part, Some(last)) => (part, last, None),
        (Part::Persons, None) => (Part::Households, 0, None),
        (Part::Households, None) => (Part::Households, run.next, Some(actor.now())),
    };
    let moved = tx.execute(
        &sql::ADVANCE_RUN,
        params![
            run.id,
            part,
            next,
            looked_at,
            outcome.opened,
            outcome.reopened,
            outcome.gone,
            outcome.standing,
            finished,
            run.part,
            run.next
        ],
    )?;
    if moved == 0 {
        return Err(Error::RunElsewhere);
    }
    if finished.is_some() {
        tx.execute(&sql::FORGET_COUNTS, params![run.id])?;
    }
    Ok(())
}
