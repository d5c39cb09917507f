//! Reading requests to a second officer.

use crate::commands::requests::units;
use crate::model::{Asked, ChangeId, Fields, PersonSummary, Request, RequestId, RequestKind, RequestState};
use crate::queries::PAGE_ROWS_MAX;
use crate::sql::requests as sql;
use crate::{Error, load as rows, permit};
use access::Actor;
use kernel::{Date, HouseholdId, Instant, PersonId, PersonalNumber, StaffId, UnitCode};
use store::{ReadTx, Tx, params};

/// The most open requests that are counted; a desk says "more" beyond.
pub const OPEN_COUNTED_MAX: i64 = 999;

store::row! {
    struct RequestRow {
        id: RequestId,
        payload: String,
        unit: UnitCode,
        person: Option<PersonId>,
        household: Option<HouseholdId>,
        reason: Option<String>,
        asked_by: StaffId,
        asked_at: Instant,
        state: RequestState,
        decided_by: Option<StaffId>,
        decided_at: Option<Instant>,
        remark: Option<String>,
        change: Option<ChangeId>,
    }
}

impl TryFrom<RequestRow> for Request {
    type Error = Error;
    fn try_from(row: RequestRow) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            asked: serde_json::from_str::<Asked>(&row.payload).map_err(store::Error::from)?,
            unit: row.unit,
            person: row.person,
            household: row.household,
            reason: row.reason,
            asked_by: row.asked_by,
            asked_at: row.asked_at,
            state: row.state,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            remark: row.remark,
            change: row.change,
        })
    }
}

pub(crate) fn load(tx: &mut ReadTx<'_>, id: RequestId) -> Result<Option<Request>, Error> {
    tx.optional::<RequestRow>(&sql::REQUEST_BY_ID, params![id])?.map(Request::try_from).transpose()
}

/// The requests of one kind that an officer made, newest first.
pub(crate) fn of_asker(tx: &mut ReadTx<'_>, asker: StaffId, kind: RequestKind, limit: i64) -> Result<Vec<Request>, Error> {
    let rows = tx.many::<RequestRow>(&crate::sql::exports::REQUESTS_OF_ASKER, params![asker, kind, limit])?;
    rows.into_iter().map(Request::try_from).collect()
}

/// Which requests a list shows.
#[derive(Debug, Clone, Copy)]
pub struct RequestFilter {
    /// In which state.
    pub state: RequestState,
    /// Of which kind; all without.
    pub kind: Option<RequestKind>,
    /// Those asked for before this one; the newest without.
    pub before: Option<RequestId>,
    /// At most so many, and never more than [`PAGE_ROWS_MAX`].
    pub rows: u32,
}

/// A request in a list, with the line of the person it concerns.
#[derive(Debug, Clone)]
pub struct RequestLine {
    /// The request.
    pub request: Request,
    /// Whom it concerns.
    pub person: Option<PersonSummary>,
}

/// The requests of the actor's units, newest first. Everybody named in the list gets an access entry.
///
/// # Errors
/// [`Error::Denied`] when a purpose or a proof is missing; failures of the store.
pub fn requests(tx: &mut Tx<'_>, actor: &Actor, filter: &RequestFilter) -> Result<Vec<RequestLine>, Error> {
    let rows_max = i64::from(filter.rows.clamp(1, PAGE_ROWS_MAX));
    let before = filter.before.unwrap_or_else(|| kernel::Id::from_raw(i64::MAX));
    let mut found: Vec<Request> = Vec::new();
    let units = permit::units_asked(actor, permit::ASK)?;
    // What was decided in communes that ended is read where it went.
    for unit in crate::reform::extended(tx, &units)? {
        let (low, high) = unit.range();
        let rows = match filter.kind {
            None => tx.many::<RequestRow>(&sql::REQUESTS_OF_UNIT, params![filter.state, low, high, before, rows_max])?,
            Some(kind) => {
                tx.many::<RequestRow>(&sql::REQUESTS_OF_UNIT_AND_KIND, params![filter.state, low, high, before, rows_max, kind])?
            }
        };
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    found.sort_by_key(|request| std::cmp::Reverse(request.id));
    found.truncate(usize::try_from(rows_max).unwrap_or(usize::MAX));
    let persons: Vec<PersonId> = found.iter().filter_map(|request| request.person).collect();
    permit::saw_list(tx, actor, &persons, Fields::IDENTITY)?;
    let summaries = rows::summaries(tx, &persons)?;
    let line = |request: Request| {
        let person = summaries.iter().find(|line| Some(line.id) == request.person).cloned();
        RequestLine { request, person }
    };
    Ok(found.into_iter().map(line).collect())
}

/// How many requests wait in the actor's units, at most [`OPEN_COUNTED_MAX`] a unit. Nobody is named, so nothing is logged.
///
/// # Errors
/// Failures of the store.
pub fn open_requests(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<i64, Error> {
    let mut count = 0;
    for unit in actor.units_for(permit::ASK) {
        let (low, high) = unit.range();
        count += tx.one::<(i64,)>(&sql::OPEN_REQUESTS, params![low, high, OPEN_COUNTED_MAX])?.0;
    }
    Ok(count)
}

/// One request with the person it concerns; `None` when there is none that the actor may know of.
///
/// # Errors
/// Those of [`requests`].
pub fn request(tx: &mut Tx<'_>, actor: &Actor, id: RequestId) -> Result<Option<RequestLine>, Error> {
    let Some(request) = load(tx, id)? else { return Ok(None) };
    let units = units(tx, &request)?;
    if !permit::hidden_is_absent(permit::authorize_in_any(actor, permit::ASK, "person", &units, &[]))? {
        return Ok(None);
    }
    let persons: Vec<PersonId> = request.person.into_iter().collect();
    permit::saw_list(tx, actor, &persons, Fields::IDENTITY)?;
    let person = rows::summaries(tx, &persons)?.pop();
    Ok(Some(RequestLine { request, person }))
}

/// A number that was cancelled.
#[derive(Clone, PartialEq, Eq)]
pub struct FormerNumber {
    /// The number.
    pub number: PersonalNumber,
    /// The day on which it was cancelled.
    pub ended_on: Date,
    /// The code of the ground.
    pub reason: String,
}

impl std::fmt::Debug for FormerNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "FormerNumber({})", self.reason)
    }
}

/// The cancelled numbers of a person, the latest first; empty when the actor may not know of the person.
///
/// # Errors
/// Those of [`crate::person()`].
pub fn former_numbers(tx: &mut Tx<'_>, actor: &Actor, person: PersonId) -> Result<Vec<FormerNumber>, Error> {
    let Some(found) = rows::person(tx, person)? else { return Ok(Vec::new()) };
    if !permit::may_view(actor, &found)? {
        return Ok(Vec::new());
    }
    permit::saw(tx, actor, person, Fields::OLD_NUMBERS, None)?;
    let rows = tx.many::<(PersonalNumber, Date, String)>(&sql::FORMER_NUMBERS, params![person])?;
    Ok(rows.into_iter().map(|(number, ended_on, reason)| FormerNumber { number, ended_on, reason }).collect())
}

/// The living number of a person, for parts of the program that must follow it, such as the name of an account. Nobody is
/// shown it.
///
/// # Errors
/// Failures of the store.
pub fn living_number(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Option<PersonalNumber>, Error> {
    Ok(tx.optional::<(Option<PersonalNumber>,)>(&sql::NUMBER_OF, params![person])?.and_then(|(number,)| number))
}
