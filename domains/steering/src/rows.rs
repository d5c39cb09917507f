//! The dossiers behind a number, as lines without names: codes, offices and days.
//!
//! Reads the tables of dossiers, and only reads. What is open is found through the index of the offices' queues;
//! what happened in a period is looked for from the newest dossier down, a bounded number at a time, so that a page
//! costs the same whatever the table holds.

use crate::{Behind, Error, Period, sql};
use access::{Actor, Resource};
use kernel::{DossierId, Instant, UnitCode};
use store::{ReadTx, ToValue, Value};

/// The longest page.
pub const ROWS_MAX: u32 = 200;
/// Dossiers that are looked at in one go.
const WINDOW_ROWS: i64 = 4_000;
/// Goes before a page is given as it is.
const WINDOWS_MAX: u32 = 10;
/// Sorts after every service and channel.
const LAST: &str = "~";

store::row! {
    /// A dossier in the list behind a number.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DossierLine {
        /// Which.
        pub id: DossierId,
        /// Its code.
        pub code: String,
        /// The service.
        pub service: String,
        /// The version of the service.
        pub version: u32,
        /// The commune it belongs to.
        pub unit: UnitCode,
        /// Where it stands, as dossiers write it.
        pub state: String,
        /// How it was decided, as dossiers write it.
        pub outcome: Option<String>,
        /// How it came in.
        pub channel: String,
        /// When it was filed.
        pub filed_at: Instant,
        /// When it was taken in.
        pub received_at: Option<Instant>,
        /// When it is due.
        pub due_at: Instant,
        /// When it was decided.
        pub decided_at: Option<Instant>,
    }
}

/// Where a page of the list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowPlace {
    /// When the dossier there is due.
    pub due_at: Instant,
    /// Which it is.
    pub id: DossierId,
}

/// A page of the list behind a number.
#[derive(Debug, Clone)]
pub struct Rows {
    /// What is open in the order in which it is due, everything else newest first.
    pub lines: Vec<DossierLine>,
    /// Where to go on. A page may be short, even empty, and still have this: a look is bounded.
    pub next: Option<RowPlace>,
}

/// The dossiers behind a number, from [`crate::behind`], after the place where the last page ended.
///
/// # Errors
/// [`Error::Denied`] when the actor may not see the figures of the unit; those of the store.
pub fn rows(tx: &mut ReadTx<'_>, actor: &Actor, behind: &Behind, after: Option<RowPlace>, limit: u32) -> Result<Rows, Error> {
    let unit = behind.unit.clone().unwrap_or_else(UnitCode::nation);
    actor.authorize("steering.view", &Resource::new("unit").unit(unit.clone()))?;
    let limit = i64::from(limit.clamp(1, ROWS_MAX));
    let found = if behind.open { open(tx, &unit, behind, after, limit) } else { happened(tx, &unit, behind, after, limit) };
    Ok(found?)
}

/// The two ends of an equality, or of everything.
fn span(wanted: Option<&str>) -> [Value<'static>; 2] {
    let (first, last) = (wanted.unwrap_or_default(), wanted.unwrap_or(LAST));
    [first.to_owned().to_value().into_owned(), last.to_owned().to_value().into_owned()]
}

fn midnight(day: kernel::Date) -> Instant {
    Instant::from_vietnam(day.at(0, 0, 0, 0))
}

/// From the first moment of a period to the first after it; everything when there is none.
fn moments(period: Option<Period>) -> (i64, i64) {
    period.map_or((i64::MIN, i64::MAX), |period| {
        (midnight(period.from()).micros(), midnight(period.until()).plus_minutes(24 * 60).micros())
    })
}

fn happened(
    tx: &mut ReadTx<'_>,
    unit: &UnitCode,
    behind: &Behind,
    after: Option<RowPlace>,
    limit: i64,
) -> Result<Rows, store::Error> {
    let mut before = after.map_or(i64::MAX, |place| place.id.get());
    let (filed_from, _) = moments(behind.filed);
    let mut lines: Vec<DossierLine> = Vec::new();
    for _ in 0..WINDOWS_MAX {
        let room = limit - i64::try_from(lines.len()).unwrap_or(limit);
        let found: Vec<DossierLine> = tx.many(&sql::HAPPENED_IN_WINDOW, &window(unit, behind, before, room))?;
        let full = i64::try_from(found.len()) == Ok(room);
        lines.extend(found);
        if full {
            let next = lines.last().map(|line| RowPlace { due_at: line.due_at, id: line.id });
            return Ok(Rows { lines, next });
        }
        let (lowest, newest): (Option<i64>, Option<i64>) =
            tx.one(&sql::WINDOW_END, &[Value::Int(before), Value::Int(WINDOW_ROWS)])?;
        match lowest {
            // Below here nothing was filed in the period any more.
            Some(lowest) if newest.is_some_and(|newest| newest >= filed_from) => before = lowest,
            Some(_) | None => return Ok(Rows { lines, next: None }),
        }
    }
    Ok(Rows { lines, next: Some(RowPlace { due_at: Instant::from_micros(0), id: DossierId::from_raw(before) }) })
}

fn window(unit: &UnitCode, behind: &Behind, before: i64, room: i64) -> Vec<Value<'static>> {
    let (low, high) = unit.range();
    // What was decided in time has something left of its term, what was late has less than nothing.
    let left = match behind.punctual {
        None => (i64::MIN, i64::MAX),
        Some(true) => (0, i64::MAX),
        Some(false) => (i64::MIN, 0),
    };
    let mut params = vec![Value::Int(before), Value::Int(WINDOW_ROWS), low.to_value().into_owned(), high.to_value().into_owned()];
    params.extend(span(behind.service.as_deref()));
    params.extend(span(behind.channel));
    for (from, until) in [moments(behind.filed), moments(behind.received), moments(behind.decided), left] {
        params.extend([Value::Int(from), Value::Int(until)]);
    }
    params.push(Value::Int(room));
    params
}

fn open(
    tx: &mut ReadTx<'_>,
    unit: &UnitCode,
    behind: &Behind,
    after: Option<RowPlace>,
    limit: i64,
) -> Result<Rows, store::Error> {
    let due_before = behind.due_before.map_or(i64::MAX, |day| midnight(day).micros());
    let (due_after, id_after) = after.map_or((i64::MIN, 0), |place| (place.due_at.micros(), place.id.get()));
    let (low, high) = unit.range();
    let mut asked = vec![low.to_value().into_owned(), high.to_value().into_owned()];
    asked.extend([Value::Int(due_before), Value::Int(due_after), Value::Int(id_after)]);
    asked.extend(span(behind.service.as_deref()));
    asked.extend(span(behind.channel));
    asked.push(Value::Int(limit));
    let mut lines: Vec<DossierLine> = tx.many(&sql::OPEN_AT_DESKS, &asked)?;
    // A dossier of this unit may lie with an office above it, for the second step.
    for desk in std::iter::successors(unit.parent(), UnitCode::parent) {
        let mut above = asked.clone();
        above.push(desk.to_value().into_owned());
        lines.extend(tx.many::<DossierLine>(&sql::OPEN_ABOVE, &above)?);
    }
    lines.sort_by_key(|line| (line.due_at, line.id));
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let full = lines.len() >= limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| full).map(|line| RowPlace { due_at: line.due_at, id: line.id });
    Ok(Rows { lines, next })
}
