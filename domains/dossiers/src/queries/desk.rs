//! What officers see: the queue of an office, and a dossier.

use crate::commands::{Companion, SERVE, hide, open_acts, resource, with_purpose};
use crate::history::{HistoryEntry, companions_in, events};
use crate::load::{self, Dossier};
use crate::model::{Act, Consent, State};
use crate::papers::PaperWish;
use crate::services::{Catalogue, Channel, Service};
use crate::{Error, effects, sql};
use access::{Actor, Denied, Resource};
use kernel::{DossierId, Instant, PaperId, PersonId, UnitCode};
use register::HeadNeeded;
use std::cmp::Reverse;
use std::sync::Arc;
use store::{ReadTx, Statement, ToValue, Tx, params};

/// The longest page of a queue.
pub const QUEUE_ROWS_MAX: u32 = 100;
/// Among so many rows of a queue a name is searched; a longer queue is narrowed by its state or service.
pub const SEARCHED_ROWS_MAX: u32 = 5_000;
/// More dossiers than this are not counted.
pub const COUNT_MAX: u32 = 10_000;

/// A dossier with everything a page about it shows.
#[derive(Debug, Clone)]
pub struct DossierView {
    /// The dossier.
    pub dossier: Dossier,
    /// The version of the service it was filed under.
    pub service: Arc<Service>,
    /// Who moves along.
    pub companions: Vec<Companion>,
    /// What happened, in order. The opinions of offices to each other are for officers alone.
    pub history: Vec<HistoryEntry>,
    /// The papers that were made of it.
    pub papers: Vec<DossierPaper>,
    /// What this actor may do with it now.
    pub acts: Vec<Act>,
    /// Whether it is late.
    pub late: bool,
    /// Whether the applicant's death was registered since: the office decides what still makes sense.
    pub applicant_died: bool,
    /// The households that a grant would leave without a head: whoever grants names the next ones.
    pub heads_needed: Vec<HeadNeeded>,
}

store::row! {
    /// A paper that was made of a dossier.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DossierPaper {
        /// What kind.
        pub kind: PaperWish,
        /// Which.
        pub paper: PaperId,
    }
}

/// A dossier: for its applicant, or for officers of the commune it belongs to and of the units above. An officer's look
/// is logged.
///
/// # Errors
/// [`Error::NotFound`] for everybody else; [`Error::Denied`].
pub fn dossier(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, id: DossierId) -> Result<DossierView, Error> {
    let actor = &*with_purpose(actor, SERVE);
    let dossier = load::dossier(tx, id)?;
    actor.authorize("dossiers.view", &resource(&dossier)).map_err(hide)?;
    let own = actor.person() == Some(dossier.applicant);
    let mut history = events(tx, id)?;
    let companions = history.first().map_or_else(Vec::new, companions_in);
    if !own {
        let fields = ["dossier"];
        audit::access(tx, actor, &audit::Access { person: dossier.applicant, fields: &fields, dossier: Some(id) })?;
        let others: Vec<PersonId> = companions.iter().map(|companion| companion.person).collect();
        if !others.is_empty() {
            audit::access_many(tx, actor, &others, &["identity"], Some(id))?;
        }
    }
    for entry in history.iter_mut().filter(|entry| own && entry.act == Act::Forward) {
        entry.note = None;
    }
    let service = catalogue.version(&dossier.service, dossier.version)?;
    let papers = tx.many(&sql::PAPERS_OF, params![id])?;
    let acts = open_acts(actor, &dossier, &service);
    let late = is_late(dossier.progress.state, dossier.due_at, actor.now());
    let heads_needed =
        if acts.contains(&Act::Grant) { effects::heads_needed(tx, actor, catalogue, &dossier, &service)? } else { Vec::new() };
    let applicant_died = !own && register::has_died(tx, dossier.applicant)?;
    Ok(DossierView { dossier, service, companions, history, papers, acts, late, applicant_died, heads_needed })
}

/// Whether a dossier that is still owed is owed too long. While something is awaited from the applicant, nothing is owed.
const fn is_late(state: State, due_at: Instant, now: Instant) -> bool {
    (state.clock_runs() || matches!(state, State::New)) && due_at.micros() < now.micros()
}

/// Which part of an office's queue.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The office; the officer's own when left out.
    pub desk: Option<UnitCode>,
    /// The state.
    pub state: State,
    /// One service only.
    pub service: Option<String>,
    /// A code, or a part of the applicant's name.
    pub text: Option<String>,
    /// Only what is late.
    pub late: bool,
    /// The place after which to go on.
    pub after: Option<QueuePlace>,
    /// How many rows, at most [`QUEUE_ROWS_MAX`].
    pub rows: u32,
}

impl Queue {
    /// The first page of a state.
    #[must_use]
    pub const fn of(state: State, rows: u32) -> Self {
        Self { desk: None, state, service: None, text: None, late: false, after: None, rows }
    }
}

/// A place in a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueuePlace {
    /// When the dossier there is due.
    pub due_at: Instant,
    /// Which it is.
    pub id: DossierId,
}

store::row! {
    /// A line of a queue.
    #[derive(Clone, PartialEq, Eq)]
    pub struct QueueRow {
        /// Which dossier.
        pub id: DossierId,
        /// Its code.
        pub code: String,
        /// The service.
        pub service: String,
        /// The version of the service.
        pub version: u32,
        /// The commune it belongs to.
        pub unit: UnitCode,
        /// The unit whose office has it.
        pub desk: UnitCode,
        /// Where it stands.
        pub state: State,
        /// The step of the service.
        pub step: u32,
        /// How it came in.
        pub channel: Channel,
        /// Whose it is.
        pub applicant: PersonId,
        /// The applicant's name.
        pub applicant_name: String,
        /// When it was filed.
        pub filed_at: Instant,
        /// When it is due.
        pub due_at: Instant,
        /// How it stands with the agreement it needs.
        pub consent: Consent,
    }
}

impl std::fmt::Debug for QueueRow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "QueueRow({})", self.id)
    }
}

impl QueueRow {
    /// Whether it is late at `now`.
    #[must_use]
    pub const fn is_late(&self, now: Instant) -> bool {
        is_late(self.state, self.due_at, now)
    }
}

/// A page of a queue.
#[derive(Debug, Clone)]
pub struct QueuePage {
    /// The lines: the most urgent first, of what is closed the latest first.
    pub rows: Vec<QueueRow>,
    /// Where the next page begins; nothing at the end.
    pub next: Option<QueuePlace>,
}

/// A page of an office's queue. The names of the applicants are shown, so each gets an access entry.
///
/// # Errors
/// [`Error::NotFound`] for a unit that is not the officer's; [`Error::Denied`].
pub fn queue(tx: &mut Tx<'_>, actor: &Actor, wanted: &Queue) -> Result<QueuePage, Error> {
    let actor = &*with_purpose(actor, SERVE);
    let desk = desk_of(actor, wanted.desk.as_ref())?;
    let limit = wanted.rows.clamp(1, QUEUE_ROWS_MAX);
    let text = wanted.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let rows = match text {
        Some(code) if looks_like_code(code) => by_code(tx, actor, code)?,
        name => pages(tx, &desk, &Asked { wanted, name, limit, now: actor.now() })?,
    };
    let full = u32::try_from(rows.len()).is_ok_and(|count| count == limit) && !text.is_some_and(looks_like_code);
    let next = rows.last().filter(|_| full).map(|row| QueuePlace { due_at: row.due_at, id: row.id });
    let persons: Vec<PersonId> = rows.iter().map(|row| row.applicant).collect();
    if !persons.is_empty() {
        audit::access_many(tx, actor, &persons, &["name"], None)?;
    }
    Ok(QueuePage { rows, next })
}

/// What of a desk's list is asked for.
struct Asked<'a> {
    wanted: &'a Queue,
    /// A part of the applicant's name.
    name: Option<&'a str>,
    limit: u32,
    now: Instant,
}

/// A page of the desk; of closed dossiers also those of communes that it took over.
fn pages(tx: &mut ReadTx<'_>, desk: &UnitCode, asked: &Asked<'_>) -> Result<Vec<QueueRow>, Error> {
    if !asked.wanted.state.is_closed() {
        return page(tx, desk, asked);
    }
    let mut rows = Vec::new();
    for desk in load::with_ended(tx, desk)? {
        rows.extend(page(tx, &desk, asked)?);
    }
    rows.sort_by_key(|row| Reverse((row.due_at, row.id)));
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    Ok(rows)
}

/// Which statements list a state: what is open has its most urgent first, what is closed its latest.
const fn lists(closed: bool) -> [&'static Statement; 3] {
    if closed {
        [&sql::CLOSED, &sql::CLOSED_OF_SERVICE, &sql::CLOSED_OF_NAME]
    } else {
        [&sql::QUEUE, &sql::QUEUE_OF_SERVICE, &sql::QUEUE_OF_NAME]
    }
}

/// Before every dossier of a list.
fn beginning(closed: bool) -> QueuePlace {
    let (due_at, id) = if closed { (i64::MAX, i64::MAX) } else { (i64::MIN, 0) };
    QueuePlace { due_at: Instant::from_micros(due_at), id: DossierId::from_raw(id) }
}

fn page(tx: &mut ReadTx<'_>, desk: &UnitCode, asked: &Asked<'_>) -> Result<Vec<QueueRow>, Error> {
    let wanted = asked.wanted;
    let closed = wanted.state.is_closed();
    let [all, of_service, of_name] = lists(closed);
    let after = wanted.after.unwrap_or_else(|| beginning(closed));
    let before = if wanted.late { asked.now } else { Instant::from_micros(i64::MAX) };
    let limit = i64::from(asked.limit);
    let mut params = vec![
        desk.to_value(),
        wanted.state.to_value(),
        after.due_at.to_value(),
        after.id.to_value(),
        before.to_value(),
        limit.to_value(),
    ];
    let searched = i64::from(SEARCHED_ROWS_MAX);
    let pattern = asked.name.map(|name| format!("%{}%", escaped(&kernel::name::fold(name))));
    if let Some(pattern) = &pattern {
        params.extend([searched.to_value(), pattern.to_value()]);
        let mut rows: Vec<QueueRow> = tx.many(of_name, &params)?;
        rows.retain(|row| wanted.service.as_ref().is_none_or(|service| row.service == *service));
        return Ok(rows);
    }
    match &wanted.service {
        Some(service) => {
            params.push(service.to_value());
            Ok(tx.many(of_service, &params)?)
        }
        None => Ok(tx.many(all, &params)?),
    }
}

fn by_code(tx: &mut ReadTx<'_>, actor: &Actor, code: &str) -> Result<Vec<QueueRow>, Error> {
    let rows: Vec<QueueRow> = tx.many(&sql::QUEUE_BY_CODE, params![code.to_ascii_uppercase()])?;
    let mut visible = Vec::with_capacity(rows.len());
    for row in rows {
        let keeper = load::keeper(tx, &row.unit, row.state)?;
        if actor.authorize("dossiers.view", &Resource::new("dossier").unit(keeper).owner(row.applicant)).is_ok() {
            visible.push(row);
        }
    }
    Ok(visible)
}

/// Agency ids, which codes begin with, are the only thing people type that has full stops between digits.
fn looks_like_code(text: &str) -> bool {
    text.contains('-') && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Keeps the letters of a pattern from being signs of it.
fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

fn desk_of(actor: &Actor, wanted: Option<&UnitCode>) -> Result<UnitCode, Error> {
    let desk = wanted.or(actor.office()).cloned().ok_or(Error::Denied(Denied::Forbidden))?;
    actor.authorize("dossiers.queue", &Resource::new("dossier").unit(desk.clone())).map_err(hide)?;
    Ok(desk)
}

/// How much of one state an office has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueCount {
    /// The state.
    pub state: State,
    /// How many dossiers, up to [`COUNT_MAX`].
    pub count: u32,
    /// How many of them are late.
    pub late: u32,
}

/// What an office has to do, by state: what is new, running, waiting for the applicant, and to be handed over.
///
/// # Errors
/// [`Error::NotFound`] for a unit that is not the officer's; [`Error::Denied`].
pub fn queue_counts(tx: &mut ReadTx<'_>, actor: &Actor, desk: Option<&UnitCode>) -> Result<Vec<QueueCount>, Error> {
    let desk = desk_of(actor, desk)?;
    let mut counts = Vec::new();
    for state in [State::New, State::Received, State::Processing, State::Supplement, State::Processed] {
        let limit = i64::from(COUNT_MAX);
        let (count,) = tx.one::<(u32,)>(&sql::QUEUE_COUNT, params![desk, state, limit])?;
        let owed = state.clock_runs() || state == State::New;
        let late = if owed { tx.one::<(u32,)>(&sql::QUEUE_LATE, params![desk, state, limit, actor.now()])?.0 } else { 0 };
        counts.push(QueueCount { state, count, late });
    }
    Ok(counts)
}
