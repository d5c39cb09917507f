//! Reading the log.

use crate::entry::{ActorKind, Entry};
use crate::error::AuditError;
use crate::key::{Head, HeadRow};
use crate::sql;
use kernel::{Instant, PersonId};
use store::{Error, ReadTx, params};

/// Entries on a page, at most.
pub const PAGE_ROWS_MAX: u32 = 200;
/// Entries a search looks at before it answers with what it has.
const WINDOW_ROWS: i64 = 20_000;
/// Windows a search looks through in one go.
const WINDOWS_MAX: u32 = 10;

/// Who looked at or changed a person's data, newest first: at most `limit` entries before the number `before`
/// (`None`: from the newest). What the person did themselves is left out.
///
/// # Errors
/// What the store refuses.
pub fn of_person(tx: &mut ReadTx<'_>, person: PersonId, before: Option<i64>, limit: u32) -> Result<Vec<Entry>, Error> {
    tx.many(&sql::OF_PERSON, params![person, before.unwrap_or(i64::MAX), limit.min(PAGE_ROWS_MAX)])
}

/// [`of_person`] with what the person did themselves.
///
/// # Errors
/// What the store refuses.
pub fn of_person_with_own(tx: &mut ReadTx<'_>, person: PersonId, before: Option<i64>, limit: u32) -> Result<Vec<Entry>, Error> {
    tx.many(&sql::OF_PERSON_WITH_OWN, params![person, before.unwrap_or(i64::MAX), limit.min(PAGE_ROWS_MAX)])
}

/// One entry.
///
/// # Errors
/// What the store refuses.
pub fn entry(tx: &mut ReadTx<'_>, seq: i64) -> Result<Option<Entry>, Error> {
    tx.optional(&sql::ENTRY, params![seq])
}

/// What an auditor looks for. Everything that is set must fit.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Who acted: the kind, and a staff or account id.
    pub actor: Option<(ActorKind, i64)>,
    /// Whose data.
    pub person: Option<PersonId>,
    /// What was done.
    pub act: Option<String>,
    /// Not before.
    pub from: Option<Instant>,
    /// Before.
    pub to: Option<Instant>,
}

/// A page of a search.
#[derive(Debug, Clone)]
pub struct SearchPage {
    /// What was found, newest first.
    pub entries: Vec<Entry>,
    /// Where to go on; `None` when the log has been searched to its beginning. A page may be empty and still have this:
    /// a search looks at a bounded number of entries at a time.
    pub next: Option<i64>,
}

/// Searches the log from the newest entry, or from where the last page stopped.
///
/// # Errors
/// What the store refuses.
pub fn search(tx: &mut ReadTx<'_>, filter: &Filter, before: Option<i64>, limit: u32) -> Result<SearchPage, Error> {
    let limit = i64::from(limit.clamp(1, PAGE_ROWS_MAX));
    let from = filter.from.map_or(i64::MIN, Instant::micros);
    let to = filter.to.map_or(i64::MAX, Instant::micros);
    let (kind, actor) = (filter.actor.map(|who| who.0), filter.actor.map(|who| who.1));
    let act = filter.act.as_deref();
    let mut before = start(tx, filter, before)?;
    if let Some(person) = filter.person {
        let entries: Vec<Entry> = tx.many(&sql::SEARCH_PERSON, params![person, before, kind, actor, act, from, to, limit])?;
        let next = if i64::try_from(entries.len()) == Ok(limit) { entries.last().map(|entry| entry.seq) } else { None };
        return Ok(SearchPage { entries, next });
    }
    let mut entries: Vec<Entry> = Vec::new();
    for _ in 0..WINDOWS_MAX {
        let room = limit - i64::try_from(entries.len()).unwrap_or(limit);
        let found: Vec<Entry> = tx.many(&sql::SEARCH_WINDOW, params![before, WINDOW_ROWS, kind, actor, act, from, to, room])?;
        let full = i64::try_from(found.len()) == Ok(room);
        entries.extend(found);
        if full {
            let next = entries.last().map(|entry| entry.seq);
            return Ok(SearchPage { entries, next });
        }
        let (lowest, newest): (Option<i64>, Option<i64>) = tx.one(&sql::WINDOW_END, params![before, WINDOW_ROWS])?;
        match lowest {
            Some(lowest) if newest.is_some_and(|newest| newest >= from) => before = lowest,
            Some(_) | None => return Ok(SearchPage { entries, next: None }),
        }
    }
    Ok(SearchPage { entries, next: Some(before) })
}

/// Where a search begins: behind the entries that were sealed by the filter's end, so that years need not be skimmed.
fn start(tx: &mut ReadTx<'_>, filter: &Filter, before: Option<i64>) -> Result<i64, Error> {
    let before = before.unwrap_or(i64::MAX);
    let Some(to) = filter.to else { return Ok(before) };
    // Numbers are given a little before they are sealed, and clocks of nodes differ a little.
    let sealed: Option<(i64,)> = tx.optional(&sql::SEQ_BY_TIME, params![to.plus_minutes(2)])?;
    Ok(before.min(sealed.map_or(i64::MAX, |(seq,)| seq.saturating_add(1))))
}

/// The newest signed head; `None` before the first sealing.
///
/// # Errors
/// What the store refuses.
pub fn latest_head(tx: &mut ReadTx<'_>) -> Result<Option<Head>, AuditError> {
    tx.optional::<HeadRow>(&sql::LATEST_HEAD, params![])?.map(Head::try_from).transpose()
}

/// The signed head over `size` entries.
///
/// # Errors
/// What the store refuses.
pub fn head_of_size(tx: &mut ReadTx<'_>, size: u64) -> Result<Option<Head>, AuditError> {
    let Ok(size) = i64::try_from(size) else { return Ok(None) };
    tx.optional::<HeadRow>(&sql::HEAD_OF_SIZE, params![size])?.map(Head::try_from).transpose()
}

/// Signed heads, newest first, at most `limit` over fewer than `before` entries.
///
/// # Errors
/// What the store refuses.
pub fn heads(tx: &mut ReadTx<'_>, before: Option<u64>, limit: u32) -> Result<Vec<Head>, AuditError> {
    let before = before.and_then(|size| i64::try_from(size).ok()).unwrap_or(i64::MAX);
    let rows: Vec<HeadRow> = tx.many(&sql::HEADS, params![before, limit.min(PAGE_ROWS_MAX)])?;
    rows.into_iter().map(Head::try_from).collect()
}

/// How many entries wait to be sealed, counted up to 100,000: a number for operators.
///
/// # Errors
/// What the store refuses.
pub fn unsealed(tx: &mut ReadTx<'_>) -> Result<i64, Error> {
    let (xact, seq): (i64, i64) = tx.one(&sql::CURSOR, params![])?;
    tx.one::<(i64,)>(&sql::COUNT_UNSEALED, params![xact, seq]).map(|row| row.0)
}
