//! Going through the identity numbers of a unit: issuing them to who lacks one, and checking their structure.
//!
//! A run is a row that moves on in bounded units of work, so that it can be stopped at any place and resumed there. What it
//! did or found is a row a person; names and numbers are read, and noted as seen, when its report is opened.

mod check;
mod issue;
mod place;

use crate::model::{Fields, PersonSummary};
use crate::queries::PAGE_ROWS_MAX;
use crate::sql::requests as sql;
use crate::{Error, load, permit};
use access::{Actor, Resource};
use country::NumberPlace;
use kernel::{Instant, PersonId, UnitCode};
use serde::{Deserialize, Serialize};
use store::{Job, JobRow, ReadTx, Store, Tx, jobs::JobFailure, params};

/// The job that moves a run on.
pub const JOB: &str = "register.numbers";
/// Persons that one unit of work issues numbers to.
pub const ISSUED_A_TURN: u32 = 200;
/// Persons that one unit of work checks.
pub const CHECKED_A_TURN: u32 = 5_000;
/// Turns of one job, so that others get theirs in between.
const TURNS_A_JOB: u32 = 20;

kernel::define_id!(
    /// A run through the numbers of a unit.
    RunId,
    "nrun"
);

kernel::text_enum! {
    /// What a run does.
    pub enum RunKind {
        /// Issues numbers.
        Issue = "issue",
        /// Says what issuing would do, and does nothing.
        DryRun = "dry-run",
        /// Looks for numbers that contradict the record.
        Check = "check",
    }
}

kernel::text_enum! {
    /// What a run did or found with a person.
    pub enum Outcome {
        /// A number was issued.
        Issued = "issued",
        /// A number would be issued.
        WouldBeIssued = "would-be-issued",
        /// The place of birth registration is not known.
        BirthRegistrationMissing = "birth-registration-missing",
        /// The place of birth registration cannot be read as a province.
        BirthRegistrationUnclear = "birth-registration-unclear",
        /// No number can express the birth year.
        BirthYearOutside = "birth-year-outside",
        /// Only citizens get a number.
        NotACitizen = "not-a-citizen",
        /// The person lives nowhere as far as the register knows.
        NoResidence = "no-residence",
        /// Every number of the place and year is taken.
        NoneFree = "none-free",
        /// The number says another sex.
        Sex = "sex",
        /// The number says another century.
        Century = "century",
        /// The number says another birth year.
        BirthYear = "birth-year",
        /// The number says another sex and century, as when one digit was mistyped.
        SexAndCentury = "sex-and-century",
        /// The number says another sex and year: probably it is somebody else's.
        SexAndBirthYear = "sex-and-birth-year",
        /// The number says another place than that of the birth registration.
        Place = "place",
        /// The place is none of the provinces; it may be a country.
        PlaceUnknown = "place-unknown",
    }
}

impl Outcome {
    /// Whether the person got a number, or would.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Issued | Self::WouldBeIssued)
    }
}

store::row! {
    /// A run, and how far it is.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Run {
        /// Its id.
        pub id: RunId,
        /// What it does.
        pub kind: RunKind,
        /// Among the residents of which unit.
        pub unit: UnitCode,
        /// Who asked for it, as the log names them.
        pub asked_by: String,
        /// When.
        pub asked_at: Instant,
        /// When it came to its end.
        pub finished_at: Option<Instant>,
        next_unit: String,
        next_person: PersonId,
        /// Persons looked at.
        pub looked_at: i64,
        /// Persons who got a number, or would.
        pub done: i64,
        /// Persons with something to mend.
        pub found: i64,
    }
}

/// One line of a run's report.
#[derive(Debug, Clone)]
pub struct Line {
    /// What was done or found.
    pub outcome: Outcome,
    /// The person.
    pub person: PersonSummary,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    run: RunId,
}

/// Begins a run; a job moves it on.
///
/// # Errors
/// [`Error::Denied`] without a purpose or a fresh proof, and outside the actor's units.
pub fn start(tx: &mut Tx<'_>, actor: &Actor, kind: RunKind, unit: &UnitCode) -> Result<RunId, Error> {
    let id = begin(tx, actor, kind, unit)?;
    promise(tx, id, actor.now(), 0)?;
    Ok(id)
}

/// [`start`] without the job: the caller moves the run on itself with [`advance`].
///
/// # Errors
/// Those of [`start`].
pub fn begin(tx: &mut Tx<'_>, actor: &Actor, kind: RunKind, unit: &UnitCode) -> Result<RunId, Error> {
    actor.authorize(permit::NUMBERS, &Resource::new("person").unit(unit.clone()))?;
    let id: RunId = actor.new_id();
    let low = unit.range().0;
    tx.execute(&sql::INSERT_RUN, params![id, kind, unit, actor.subject_name(), actor.now(), low])?;
    let detail = serde_json::json!({ "run": id, "kind": kind, "unit": unit, "purpose": actor.purpose.as_str() });
    audit::change(tx, actor, &audit::Change { entity: "register", id: id.get(), person: None, act: permit::NUMBERS, detail })?;
    Ok(id)
}

fn promise(tx: &mut Tx<'_>, run: RunId, now: Instant, place: i64) -> Result<(), Error> {
    tx.enqueue(&Job::new(JOB, &Payload { run })?.dedup(format!("{run}:{place}")), now)?;
    Ok(())
}

/// Moves a run on by one unit of work; says whether it came to its end. The history names `actor` for what is issued.
///
/// # Errors
/// [`Error::RunNotFound`]; failures of the store.
pub fn advance(store: &Store, actor: &Actor, places: &[NumberPlace], id: RunId) -> Result<Run, Error> {
    let run = store.read_blocking(|tx| tx.optional::<Run>(&sql::RUN_BY_ID, params![id]))?.ok_or(Error::RunNotFound)?;
    if run.finished_at.is_some() {
        return Ok(run);
    }
    match run.kind {
        RunKind::Issue | RunKind::DryRun => issue::turn(store, actor, places, &run)?,
        RunKind::Check => check::turn(store, actor, places, &run)?,
    }
    store.read_blocking(|tx| tx.optional::<Run>(&sql::RUN_BY_ID, params![id]))?.ok_or(Error::RunNotFound)
}

/// What the handler of [`JOB`] does: some turns, and a promise of more while the run is not at its end.
///
/// # Errors
/// A payload that cannot be read; failures of the store.
pub fn work(store: &Store, actor: &Actor, places: &[NumberPlace], job: &JobRow) -> Result<(), JobFailure> {
    let failed = |error: Error| JobFailure::Later(error.to_string());
    let Ok(payload) = serde_json::from_str::<Payload>(&job.payload) else {
        return Err(store::jobs::give_up("the payload cannot be read"));
    };
    let mut run = advance(store, actor, places, payload.run).map_err(failed)?;
    for _ in 1..TURNS_A_JOB {
        if run.finished_at.is_some() {
            return Ok(());
        }
        run = advance(store, actor, places, payload.run).map_err(failed)?;
    }
    if run.finished_at.is_some() {
        return Ok(());
    }
    let (id, now, place) = (run.id, actor.now(), run.looked_at);
    store.write_blocking(move |tx| promise(tx, id, now, place)).map_err(failed)
}

/// How far a turn came.
struct Step {
    /// After which unit and person; `None` at the end.
    next: Option<(String, PersonId)>,
    looked_at: usize,
    lines: Vec<(PersonId, Outcome)>,
}

/// Writes what a turn did, in the unit of work that did it. A turn of another node that was quicker makes this one empty.
fn note(tx: &mut Tx<'_>, actor: &Actor, run: &Run, step: &Step) -> Result<(), Error> {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let done = step.lines.iter().filter(|(_, outcome)| outcome.is_done()).count();
    let (unit, person) = step.next.clone().unwrap_or_else(|| (run.next_unit.clone(), run.next_person));
    let finished = step.next.is_none().then(|| actor.now());
    let moved = tx.execute(
        &sql::ADVANCE_RUN,
        params![
            run.id,
            unit,
            person,
            count(step.looked_at),
            count(done),
            count(step.lines.len() - done),
            finished,
            run.next_unit,
            run.next_person
        ],
    )?;
    if moved == 0 {
        return Err(Error::RunElsewhere);
    }
    for (person, outcome) in &step.lines {
        tx.execute(&sql::INSERT_LINE, params![run.id, person, outcome])?;
    }
    Ok(())
}

/// The latest runs of the actor's units. Nobody is named in them.
///
/// # Errors
/// [`Error::Denied`]; failures of the store.
pub fn runs(tx: &mut ReadTx<'_>, actor: &Actor, rows: u32) -> Result<Vec<Run>, Error> {
    let limit = i64::from(rows.clamp(1, PAGE_ROWS_MAX));
    let mut found: Vec<Run> = Vec::new();
    let units = permit::units_asked(actor, permit::ASK)?;
    for unit in crate::reform::extended(tx, &units)? {
        let (low, high) = unit.range();
        found.extend(tx.many::<Run>(&sql::RUNS_OF_UNIT, params![low, high, limit])?);
    }
    found.sort_by_key(|run| std::cmp::Reverse(run.id));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// One run; `None` when there is none that the actor may know of.
///
/// # Errors
/// Those of [`runs`].
pub fn run(tx: &mut ReadTx<'_>, actor: &Actor, id: RunId) -> Result<Option<Run>, Error> {
    let Some(run) = tx.optional::<Run>(&sql::RUN_BY_ID, params![id])? else { return Ok(None) };
    // A run that ended in a commune that ended is read where the commune went.
    let units = crate::reform::with_successors(tx, vec![run.unit.clone()])?;
    Ok(permit::hidden_is_absent(permit::authorize_in_any(actor, permit::ASK, "person", &units, &[]))?.then_some(run))
}

/// The lines of a run after a person. Everybody in them gets an access entry.
///
/// # Errors
/// [`Error::RunNotFound`]; those of [`runs`].
pub fn lines(tx: &mut Tx<'_>, actor: &Actor, id: RunId, after: Option<PersonId>, rows: u32) -> Result<Vec<Line>, Error> {
    run(tx, actor, id)?.ok_or(Error::RunNotFound)?;
    let after = after.unwrap_or_else(|| PersonId::from_raw(0));
    let limit = i64::from(rows.clamp(1, PAGE_ROWS_MAX));
    let found = tx.many::<(PersonId, Outcome)>(&sql::LINES, params![id, after, limit])?;
    let persons: Vec<PersonId> = found.iter().map(|(person, _)| *person).collect();
    permit::saw_list(tx, actor, &persons, Fields::IDENTITY | Fields::RESIDENCE)?;
    let mut summaries = load::summaries(tx, &persons)?;
    load::add_addresses(tx, &mut summaries)?;
    let line = |person: PersonSummary| {
        let outcome = found.iter().find(|(id, _)| *id == person.id).map(|(_, outcome)| *outcome)?;
        Some(Line { outcome, person })
    };
    Ok(summaries.into_iter().filter_map(line).collect())
}
