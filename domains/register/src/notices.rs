//! Reading notices of a change.

use crate::commands::notices::answering;
use crate::model::{
    ChangeId, Fields, Notice, NoticeAct, NoticeId, NoticeKind, NoticeLine, NoticeState, NoticeStep, PersonSummary,
};
use crate::queries::PAGE_ROWS_MAX;
use crate::requests::OPEN_COUNTED_MAX;
use crate::sql::notices as sql;
use crate::{Error, load as rows, permit};
use access::{Actor, Resource, Role};
use kernel::{Instant, PartialDate, PersonId, UnitCode};
use store::{ReadTx, Tx, params};

/// The most reports of one person that are listed.
const REPORTS_MAX: i64 = 50;

store::row! {
    struct NoticeRow {
        id: NoticeId,
        kind: NoticeKind,
        person: PersonId,
        from: Option<UnitCode>,
        to: UnitCode,
        fact: Option<String>,
        said: String,
        happened_on: Option<PartialDate>,
        evidence: Option<String>,
        made_by: String,
        made_at: Instant,
        due_at: Instant,
        state: NoticeState,
        change: Option<ChangeId>,
    }
}

impl From<NoticeRow> for Notice {
    fn from(row: NoticeRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            person: row.person,
            from: row.from,
            to: row.to,
            fact: row.fact,
            said: row.said,
            happened_on: row.happened_on,
            evidence: row.evidence,
            made_by: row.made_by,
            made_at: row.made_at,
            due_at: row.due_at,
            state: row.state,
            change: row.change,
        }
    }
}

pub(crate) fn load(tx: &mut ReadTx<'_>, id: NoticeId) -> Result<Option<Notice>, Error> {
    Ok(tx.optional::<NoticeRow>(&sql::NOTICE_BY_ID, params![id])?.map(Notice::from))
}

pub(crate) fn reports_of(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Vec<Notice>, Error> {
    let rows = tx.many::<NoticeRow>(&sql::REPORTS_OF, params![person, REPORTS_MAX])?;
    Ok(rows.into_iter().map(Notice::from).collect())
}

kernel::text_enum! {
    /// From which side a unit looks at notices.
    pub enum NoticeBox {
        /// Those that it has to answer.
        In = "in",
        /// Those that it made.
        Out = "out",
    }
}

/// Which notices a list shows.
#[derive(Debug, Clone, Copy)]
pub struct NoticeFilter {
    /// Which side.
    pub side: NoticeBox,
    /// In which state.
    pub state: NoticeState,
    /// Only those whose answer is late.
    pub overdue: bool,
    /// Those after this place in the order.
    pub after: Option<(Instant, NoticeId)>,
    /// At most so many, and never more than [`PAGE_ROWS_MAX`].
    pub rows: u32,
}

/// The notices of the actor's units: those to answer by urgency, those made newest first. Everybody named gets an access
/// entry.
///
/// # Errors
/// [`Error::Denied`] when a purpose or a proof is missing; failures of the store.
pub fn notices(tx: &mut Tx<'_>, actor: &Actor, filter: &NoticeFilter) -> Result<Vec<NoticeLine>, Error> {
    let limit = i64::from(filter.rows.clamp(1, PAGE_ROWS_MAX));
    let mut found: Vec<Notice> = Vec::new();
    let units = permit::units_asked(actor, permit::NOTICE)?;
    // What was settled in communes that ended is read where it went.
    for unit in crate::reform::extended(tx, &units)? {
        let (low, high) = unit.range();
        let rows = match filter.side {
            NoticeBox::In => {
                let (due, id) = filter.after.unwrap_or((Instant::from_micros(i64::MIN), NoticeId::from_raw(0)));
                let before = if filter.overdue { actor.now() } else { Instant::from_micros(i64::MAX) };
                tx.many::<NoticeRow>(&sql::NOTICES_TO, params![filter.state, low, high, due, id, before, limit])?
            }
            NoticeBox::Out => {
                let before = filter.after.map_or_else(|| NoticeId::from_raw(i64::MAX), |(_, id)| id);
                tx.many::<NoticeRow>(&sql::NOTICES_FROM, params![filter.state, low, high, before, limit])?
            }
        };
        found.extend(rows.into_iter().map(Notice::from));
    }
    match filter.side {
        NoticeBox::In => found.sort_by_key(|notice| (notice.due_at, notice.id)),
        NoticeBox::Out => found.sort_by_key(|notice| std::cmp::Reverse(notice.id)),
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    named(tx, actor, found, filter.side)
}

fn named(tx: &mut Tx<'_>, actor: &Actor, found: Vec<Notice>, side: NoticeBox) -> Result<Vec<NoticeLine>, Error> {
    let persons: Vec<PersonId> = found.iter().map(|notice| notice.person).collect();
    permit::saw_list(tx, actor, &persons, Fields::IDENTITY)?;
    let summaries = rows::summaries(tx, &persons)?;
    let line = |notice: Notice| {
        let person = summaries.iter().find(|line| line.id == notice.person).cloned();
        let person = person.map(|person| if side == NoticeBox::Out { as_the_card_showed(person) } else { person });
        NoticeLine { notice, person }
    };
    Ok(found.into_iter().map(line).collect())
}

/// What the maker of a notice may see: what the card showed when it was made. Whether the person lives, and the number,
/// which may have changed since, are left out.
fn as_the_card_showed(mut person: PersonSummary) -> PersonSummary {
    person.number = None;
    person.state = crate::model::LifeState::Living;
    person.address = None;
    person.household = None;
    person
}

/// A notice with its life.
#[derive(Debug, Clone)]
pub struct NoticeOpened {
    /// The notice and the person.
    pub line: NoticeLine,
    /// What happened to it, oldest first.
    pub steps: Vec<NoticeStep>,
    /// From which side the actor sees it.
    pub side: NoticeBox,
}

/// One notice; `None` when there is none that the actor may know of. A unit that both made and answers it sees it as the one
/// that answers.
///
/// # Errors
/// Those of [`notices`].
pub fn notice(tx: &mut Tx<'_>, actor: &Actor, id: NoticeId) -> Result<Option<NoticeOpened>, Error> {
    let Some(notice) = load(tx, id)? else { return Ok(None) };
    let units = answering(tx, &notice)?;
    let side = if permit::hidden_is_absent(permit::authorize_in_any(actor, permit::NOTICE, "person", &units, &[]))? {
        NoticeBox::In
    } else {
        let Some(from) = &notice.from else { return Ok(None) };
        let makers = crate::reform::with_successors(tx, vec![from.clone()])?;
        if !permit::hidden_is_absent(permit::authorize_in_any(actor, permit::NOTICE, "person", &makers, &[]))? {
            return Ok(None);
        }
        NoticeBox::Out
    };
    let steps = steps(tx, id)?;
    let line = named(tx, actor, vec![notice], side)?.pop();
    Ok(line.map(|line| NoticeOpened { line, steps, side }))
}

fn steps(tx: &mut ReadTx<'_>, id: NoticeId) -> Result<Vec<NoticeStep>, Error> {
    let rows = tx.many::<(NoticeAct, Instant, String, Option<UnitCode>, Option<String>)>(&sql::STEPS, params![id])?;
    Ok(rows.into_iter().map(|(what, at, by, office, said)| NoticeStep { what, at, by, office, said }).collect())
}

/// How many notices wait for the actor's units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NoticeCounts {
    /// To be answered.
    pub waiting: i64,
    /// Among them those whose answer is late.
    pub overdue: i64,
    /// Made, and not answered by the other unit yet.
    pub sent: i64,
    /// Made, and given back.
    pub returned: i64,
}

/// What waits on a population officer's desk: requests to approve, notices to answer. At most [`OPEN_COUNTED_MAX`] a unit;
/// nobody is named, so it needs no purpose.
///
/// # Errors
/// Failures of the store.
pub fn waiting(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<(i64, i64), Error> {
    let (mut requests, mut notices) = (0, 0);
    let mut seen: Vec<&UnitCode> = Vec::new();
    for grant in actor.roles.iter().filter(|grant| matches!(grant.role, Role::Register | Role::Approver)) {
        if seen.iter().any(|unit| unit.contains(&grant.unit)) {
            continue;
        }
        seen.push(&grant.unit);
        let (low, high) = grant.unit.range();
        let ever = Instant::from_micros(i64::MAX);
        requests += tx.one::<(i64,)>(&crate::sql::requests::OPEN_REQUESTS, params![low, high, OPEN_COUNTED_MAX])?.0;
        notices += tx.one::<(i64,)>(&sql::WAITING_TO, params![low, high, ever, OPEN_COUNTED_MAX])?.0;
    }
    Ok((requests, notices))
}

/// Counts the notices of the actor's units, at most [`OPEN_COUNTED_MAX`] a unit and kind. Nobody is named.
///
/// # Errors
/// Failures of the store.
pub fn notice_counts(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<NoticeCounts, Error> {
    let mut counts = NoticeCounts::default();
    for unit in actor.units_for(permit::NOTICE) {
        let (low, high) = unit.range();
        let ever = Instant::from_micros(i64::MAX);
        let mut one = |statement, params: &[store::Value<'_>]| tx.one::<(i64,)>(statement, params).map(|(count,)| count);
        counts.waiting += one(&sql::WAITING_TO, params![low, high, ever, OPEN_COUNTED_MAX])?;
        counts.overdue += one(&sql::WAITING_TO, params![low, high, actor.now(), OPEN_COUNTED_MAX])?;
        counts.sent += one(&sql::COUNT_FROM, params![NoticeState::Open, low, high, OPEN_COUNTED_MAX])?;
        counts.returned += one(&sql::COUNT_FROM, params![NoticeState::Returned, low, high, OPEN_COUNTED_MAX])?;
    }
    Ok(counts)
}

/// A citizen's report with what became of it.
#[derive(Debug, Clone)]
pub struct Report {
    /// The report.
    pub notice: Notice,
    /// What happened to it, oldest first.
    pub steps: Vec<NoticeStep>,
}

/// The citizen's own reports of mistakes, newest first.
///
/// # Errors
/// [`Error::Denied`] for anybody without a record of their own; failures of the store.
pub fn my_reports(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<Vec<Report>, Error> {
    let me = actor.person().ok_or(Error::Denied(access::Denied::Hidden))?;
    actor.authorize(permit::REPORT, &Resource::new("person").owner(me))?;
    let mut reports = Vec::new();
    for notice in reports_of(tx, me)? {
        let steps = steps(tx, notice.id)?;
        reports.push(Report { notice, steps });
    }
    Ok(reports)
}
