//! Reading cases. Whoever is named in them gets an access entry before the line is returned.

use crate::commands::load;
use crate::model::{Case, CaseId, CaseRow, Ground, Standing, State, Step, Subject, What};
use crate::rules::{Class, Evidence, Severity};
use crate::settle::cases_of;
use crate::{Error, permit, sql};
use access::{Actor, Denied, Resource};
use kernel::unit::UnitLevel;
use kernel::{HouseholdId, Instant, PersonId, UnitCode};
use register::PersonSummary;
use register::review::{self, HouseholdTitle, Span};
use store::{ReadTx, Tx, params};

/// The longest page of a list.
pub const PAGE_ROWS_MAX: u32 = 200;
/// Cases that are counted as late, at most.
pub const LATE_COUNTED_MAX: i64 = 1_000;
/// The first and last word of a range that holds every code.
const ANY: (&str, &str) = ("", "~");

/// Which cases a list shows.
#[derive(Debug, Clone)]
pub struct CaseFilter {
    /// In this unit only; nothing for all units that the actor may look at.
    pub unit: Option<UnitCode>,
    /// Whose turn it is.
    pub standing: Standing,
    /// In this state only.
    pub state: Option<State>,
    /// Found by this rule only.
    pub rule: Option<String>,
    /// Of this class only.
    pub class: Option<Class>,
    /// Of this weight only.
    pub severity: Option<Severity>,
    /// Only those whose time is over.
    pub overdue: bool,
    /// Those after this place in the order.
    pub after: Option<(Instant, CaseId)>,
    /// At most so many, and never more than [`PAGE_ROWS_MAX`].
    pub rows: u32,
}

impl CaseFilter {
    /// All cases where it is somebody's turn.
    #[must_use]
    pub const fn of(standing: Standing, rows: u32) -> Self {
        Self { unit: None, standing, state: None, rule: None, class: None, severity: None, overdue: false, after: None, rows }
    }
}

/// A case in a list, with whom it is about as far as the actor may know.
#[derive(Debug, Clone)]
pub struct CaseLine {
    /// The case.
    pub case: Case,
    /// The person, when it is about one.
    pub person: Option<PersonSummary>,
    /// The household, when it is about one.
    pub household: Option<HouseholdTitle>,
}

/// The units that a list covers: those of the actor, or the part of them that is asked for.
fn units_of(actor: &Actor, action: &str, asked: Option<&UnitCode>) -> Result<Vec<UnitCode>, Error> {
    let own = actor.units_for(action);
    if own.is_empty() {
        let resource = Resource::new("case");
        actor.authorize(action, &actor.office().map_or(resource.clone(), |office| resource.unit(office.clone())))?;
    }
    match asked {
        Some(unit) if own.iter().any(|outer| outer.contains(unit)) => Ok(vec![unit.clone()]),
        Some(_) => Err(Error::Denied(Denied::Hidden)),
        None => Ok(own),
    }
}

/// The cases of the actor's units, the most urgent first.
///
/// # Errors
/// [`Error::Denied`] outside the actor's units and without a purpose; failures of the store.
pub fn cases(tx: &mut Tx<'_>, actor: &Actor, filter: &CaseFilter) -> Result<Vec<CaseLine>, Error> {
    let limit = filter.rows.clamp(1, PAGE_ROWS_MAX);
    let mut found = Vec::new();
    for unit in units_of(actor, permit::VIEW, filter.unit.as_ref())? {
        found.extend(of_unit(tx, actor, &unit, filter, limit)?);
    }
    found.sort_by_key(|case| (case.due_at, case.id));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    named(tx, actor, found)
}

fn of_unit(tx: &mut ReadTx<'_>, actor: &Actor, unit: &UnitCode, filter: &CaseFilter, limit: u32) -> Result<Vec<Case>, Error> {
    let (due, id) = filter.after.unwrap_or((Instant::from_micros(i64::MIN), CaseId::from_raw(0)));
    let before = if filter.overdue { actor.now() } else { Instant::from_micros(i64::MAX) };
    let exactly =
        |word: Option<&str>| word.map_or((ANY.0.to_owned(), ANY.1.to_owned()), |word| (word.to_owned(), word.to_owned()));
    let rule = exactly(filter.rule.as_deref());
    let class = exactly(filter.class.map(Class::as_str));
    let severity = exactly(filter.severity.map(Severity::as_str));
    let state = exactly(filter.state.map(State::as_str));
    let (low, high) = unit.range();
    let one = unit.level() == UnitLevel::Commune;
    let first = if one { unit.as_str() } else { low.as_str() };
    let limit = i64::from(limit);
    let mut values = params![
        filter.standing,
        first,
        due,
        id,
        before,
        rule.0,
        rule.1,
        class.0,
        class.1,
        severity.0,
        severity.1,
        state.0,
        state.1,
        limit
    ]
    .to_vec();
    let rows = if one {
        tx.many::<CaseRow>(&sql::CASES_OF_COMMUNE, &values)?
    } else {
        values.push(store::Value::Text(high.as_str().into()));
        tx.many::<CaseRow>(&sql::CASES_OF_UNITS, &values)?
    };
    Ok(rows.into_iter().map(Case::from).collect())
}

/// The cases about some persons and the households they live in, settled ones too, that the actor may know of.
///
/// # Errors
/// Those of [`cases`].
pub fn cases_about(tx: &mut Tx<'_>, actor: &Actor, subjects: &[Subject]) -> Result<Vec<CaseLine>, Error> {
    let units = units_of(actor, permit::VIEW, None)?;
    let mut found = Vec::new();
    for subject in subjects {
        found.extend(cases_of(tx, subject.about(), Span::only(subject.id()))?);
    }
    found.retain(|case| units.iter().any(|unit| unit.contains(&case.unit)));
    found.sort_by_key(|case| (case.state.standing(), case.due_at, case.id));
    named(tx, actor, found)
}

fn named(tx: &mut Tx<'_>, actor: &Actor, found: Vec<Case>) -> Result<Vec<CaseLine>, Error> {
    let persons: Vec<PersonId> = found.iter().filter_map(|case| case.subject.person()).collect();
    let households: Vec<HouseholdId> = found
        .iter()
        .filter_map(|case| match case.subject {
            Subject::Household(household) => Some(household),
            Subject::Person(_) => None,
        })
        .collect();
    let people = review::people(tx, actor, &persons)?;
    let titles = review::household_titles(tx, actor, &households)?;
    let line = |case: Case| {
        let person = people.iter().find(|line| Some(line.id) == case.subject.person()).cloned();
        let household = titles.iter().find(|title| case.subject == Subject::Household(title.id)).cloned();
        CaseLine { case, person, household }
    };
    Ok(found.into_iter().map(line).collect())
}

/// A case with its life.
#[derive(Debug, Clone)]
pub struct CaseOpened {
    /// The case and whom it is about.
    pub line: CaseLine,
    /// What happened to it, oldest first.
    pub steps: Vec<Step>,
    /// Others whom the finding names, as far as the actor may know of them.
    pub others: Vec<PersonSummary>,
}

store::row! {
    struct StepRow {
        what: What,
        at: Instant,
        by: String,
        office: Option<UnitCode>,
        ground: Option<Ground>,
        evidence: Option<Evidence>,
        said: Option<String>,
    }
}

/// One case; `None` when there is none that the actor may know of.
///
/// # Errors
/// Those of [`cases`].
pub fn case(tx: &mut Tx<'_>, actor: &Actor, id: CaseId) -> Result<Option<CaseOpened>, Error> {
    let Some(case) = load(tx, id)? else { return Ok(None) };
    match actor.authorize(permit::VIEW, &Resource::new("case").unit(case.unit.clone())) {
        Ok(()) => {}
        Err(Denied::Hidden) => return Ok(None),
        Err(denied) => return Err(denied.into()),
    }
    let steps = tx.many::<StepRow>(&sql::STEPS, params![id])?.into_iter().map(|row| Step {
        what: row.what,
        at: row.at,
        by: row.by,
        office: row.office,
        ground: row.ground,
        evidence: row.evidence,
        said: row.said,
    });
    let steps = steps.collect();
    let named_there = case.finding.get("persons").and_then(|persons| persons.as_array()).cloned().unwrap_or_default();
    let named_there: Vec<PersonId> = named_there.into_iter().filter_map(|person| serde_json::from_value(person).ok()).collect();
    let others = review::people(tx, actor, &named_there)?;
    Ok(named(tx, actor, vec![case])?.pop().map(|line| CaseOpened { line, steps, others }))
}

/// How many cases stand where in the actor's units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// Somebody has to work on them.
    pub work: i64,
    /// Among them those whose time is over, at most [`LATE_COUNTED_MAX`] a unit.
    pub late: i64,
    /// A second officer has to look.
    pub second: i64,
    /// Settled.
    pub settled: i64,
}

/// Counts the cases of the actor's units, or of a part of them. Nobody is named.
///
/// # Errors
/// [`Error::Denied`] outside the actor's units; failures of the store.
pub fn case_counts(tx: &mut ReadTx<'_>, actor: &Actor, unit: Option<&UnitCode>) -> Result<CaseCounts, Error> {
    let mut counts = CaseCounts::default();
    for unit in units_of(actor, permit::VIEW, unit)? {
        let (low, high) = unit.range();
        for (state, total) in tx.many::<(State, i64)>(&sql::STATES, params![low, high])? {
            match state.standing() {
                Standing::Work => counts.work += total,
                Standing::Second => counts.second += total,
                Standing::Settled => counts.settled += total,
            }
        }
        counts.late += tx.one::<(i64,)>(&sql::OVERDUE, params![Standing::Work, actor.now(), low, high, LATE_COUNTED_MAX])?.0;
    }
    Ok(counts)
}
