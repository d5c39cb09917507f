//! Lists of what is due in a unit: terms that end, absences that are over or long, newborns who live nowhere yet.

use crate::model::{Fields, PersonSummary};
use crate::queries::Page;
use crate::rules::ResidenceRules;
use crate::sql::stays as sql;
use crate::{Error, load, permit, stays};
use access::Actor;
use kernel::{Date, Instant, PartialDate, PersonId, UnitCode};
use store::{ReadTx, Tx, params};

/// Up to so many rows of a list are counted.
pub const DUE_COUNTED_MAX: u32 = 1_000;
/// A birth is looked for so many days back.
const BIRTHS_DAYS: i64 = 2 * 366;

kernel::text_enum! {
    /// What is due.
    pub enum DueList {
        /// Temporary residences whose term ends soon.
        Expiring = "expiring",
        /// Absences whose last day has passed.
        AbsenceOver = "absence-over",
        /// Absences so long that the permanent residence may be removed.
        LongAbsent = "long-absent",
        /// Newborns without permanent residence after the time that the law allows.
        Newborn = "newborn",
    }
}

/// Which list, where, and how far ahead.
#[derive(Debug, Clone)]
pub struct DueWish {
    /// Which list.
    pub list: DueList,
    /// The unit; the widest of the actor's when left out.
    pub unit: Option<UnitCode>,
    /// How many days ahead terms are looked for.
    pub days: u32,
    /// The terms of the law.
    pub rules: ResidenceRules,
    /// Which page.
    pub page: Page,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Who.
    pub person: PersonSummary,
    /// The day on which the term ends or ended, the absence began, or the child was born.
    pub day: PartialDate,
}

/// A page of what is due, the most urgent first; whoever is shown gets an access entry.
///
/// # Errors
/// [`Error::Denied`] outside the actor's units or without a purpose; failures of the store.
pub fn due(tx: &mut Tx<'_>, actor: &Actor, wish: &DueWish) -> Result<Vec<Due>, Error> {
    let unit = stays::scope(actor, permit::SEARCH, "person", wish.unit.as_ref())?;
    let rows = rows(tx, actor, wish, &unit, wish.page.limit(), wish.page.offset())?;
    let ids: Vec<PersonId> = rows.iter().map(|(person, _)| *person).collect();
    let mut people = load::summaries(tx, &ids)?;
    load::add_addresses(tx, &mut people)?;
    permit::saw_list(tx, actor, &ids, Fields::IDENTITY | Fields::RESIDENCE)?;
    let day_of = |person: &PersonSummary| rows.iter().find(|(id, _)| *id == person.id).map(|(_, day)| *day);
    Ok(people.into_iter().filter_map(|person| day_of(&person).map(|day| Due { person, day })).collect())
}

/// How many rows a list has, counted up to [`DUE_COUNTED_MAX`]. Nobody is shown by it.
///
/// # Errors
/// Those of [`due`].
pub fn due_count(tx: &mut ReadTx<'_>, actor: &Actor, wish: &DueWish) -> Result<usize, Error> {
    let unit = stays::scope(actor, permit::SEARCH, "person", wish.unit.as_ref())?;
    Ok(rows(tx, actor, wish, &unit, i64::from(DUE_COUNTED_MAX), 0)?.len())
}

fn rows(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    wish: &DueWish,
    unit: &UnitCode,
    limit: i64,
    offset: i64,
) -> Result<Vec<(PersonId, PartialDate)>, Error> {
    let (low, high) = unit.range();
    let today = actor.today();
    Ok(match wish.list {
        DueList::Expiring => {
            let last = shifted(today, jiff::Span::new().try_days(i64::from(wish.days)));
            tx.many(&sql::DUE_EXPIRING, params![low, high, today, last, limit, offset])?
        }
        DueList::AbsenceOver => tx.many(&sql::DUE_OVER, params![low, high, today, limit, offset])?,
        DueList::LongAbsent => {
            let since = shifted(today, jiff::Span::new().try_months(-i64::from(wish.rules.absence_months)));
            tx.many(&sql::DUE_LONG, params![low, high, since, limit, offset])?
        }
        DueList::Newborn => {
            let born = shifted(today, jiff::Span::new().try_days(-i64::from(wish.rules.newborn_days)));
            let since: Instant = actor.now().plus_minutes(-BIRTHS_DAYS * 24 * 60);
            tx.many(&sql::DUE_NEWBORN, params![low, high, born, since, limit, offset])?
        }
    })
}

fn shifted(date: Date, span: Result<jiff::Span, jiff::Error>) -> Date {
    span.ok().and_then(|span| date.checked_add(span).ok()).unwrap_or(date)
}
