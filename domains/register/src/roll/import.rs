//! Importing a roll: a chunk of lines a unit of work, from where the last one ended.

use super::line::{Layout, RollLine, Rules, parse};
use super::read::{Delimiter, Record, Records, Torn, sniff};
use super::remark;
use super::remark::{Reason, Remark, Severity};
use super::take::Taker;
use super::units::UnitBook;
use crate::commands::leave::{HeadChange, put_head};
use crate::model::{ChangeId, Ground, may_head};
use crate::sql::roll as sql;
use crate::{Error, bulk, load};
use access::Actor;
use kernel::{ErrorKind, HouseholdId, Instant, UnitCode};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use store::{Store, Tx, params};

/// How many lines are one unit of work.
pub const CHUNK_LINES: usize = 2_000;
/// How many records are looked at for the header; title lines stand above it.
pub const HEADER_RECORDS_MAX: usize = 20;
/// How many households get a head in one unit of work.
const HEADS_A_TURN: i64 = 500;
/// How much of the start of a file is looked at to find out how it is cut.
const SNIFF_BYTES: usize = 32 * 1024;
/// The procedure under which a roll comes in.
const BASIS: &str = "roll-import";

kernel::define_id!(
    /// The import of a file.
    RunId,
    "run"
);

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct Import {
    /// The units that the roll is of. A commune, when the roll does not name communes itself.
    pub scope: UnitCode,
    /// The units by the words that rolls use for them.
    pub units: Arc<UnitBook>,
    /// Take a number in that contradicts sex or birth, with a notice, instead of refusing the line.
    pub keep_contradictions: bool,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read and taken.
    pub bytes: u64,
    /// Bytes of the file.
    pub bytes_total: u64,
    /// Lines accepted, those of earlier runs over the file included.
    pub accepted: u64,
    /// Lines rejected, likewise.
    pub rejected: u64,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Its id, under which its remarks are kept.
    pub run: RunId,
    /// Whether an earlier run over the same file had begun it.
    pub resumed: bool,
    /// Whether an earlier run had finished it: nothing was done.
    pub known_already: bool,
    /// Whether it reached the end of the file.
    pub finished: bool,
    /// Persons taken in.
    pub accepted: u64,
    /// Lines rejected.
    pub rejected: u64,
    /// Things noticed about lines that were taken in.
    pub noticed: u64,
    /// Households formed.
    pub households: u64,
    /// Headers of columns that were not understood.
    pub ignored_columns: Vec<String>,
}

/// Why a file cannot be imported or exported at all.
#[derive(Debug, thiserror::Error)]
pub enum RollError {
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Input(#[source] io::Error),
    /// The output cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(#[source] io::Error),
    /// The file is UTF-16, or no text.
    #[error("the file is not UTF-8: save it as CSV UTF-8")]
    NotUtf8,
    /// No line names the columns.
    #[error("none of the first lines names the columns: a roll has at least a name and a birth date or number")]
    NoHeader,
    /// Another import of the same file is under way.
    #[error("another import of the same file is under way")]
    Elsewhere,
    /// The register refuses.
    #[error(transparent)]
    Register(#[from] Error),
}

impl RollError {
    /// What kind of failure this is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Input(_) | Self::NotUtf8 | Self::NoHeader => ErrorKind::Invalid,
            Self::Output(_) => ErrorKind::Internal,
            Self::Elsewhere => ErrorKind::Conflict,
            Self::Register(error) => error.kind(),
        }
    }

    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Input(_) => "register-roll-error-input",
            Self::Output(_) => "register-roll-error-output",
            Self::NotUtf8 => "register-roll-error-not-utf8",
            Self::NoHeader => "register-roll-error-no-header",
            Self::Elsewhere => "register-roll-error-elsewhere",
            Self::Register(error) => error.message_id(),
        }
    }
}

impl From<store::Error> for RollError {
    fn from(error: store::Error) -> Self {
        Self::Register(Error::Store(error))
    }
}

store::row! {
    /// An import as the table has it.
    #[derive(Debug, Clone)]
    struct Run {
        id: RunId,
        entered: ChangeId,
        finished_at: Option<Instant>,
        next_byte: i64,
        next_line: i64,
        accepted: i64,
        rejected: i64,
        noticed: i64,
        households: i64,
    }
}

/// How a file is cut, and where its lines begin.
struct Shape {
    delimiter: Delimiter,
    layout: Arc<Layout>,
    ignored: Vec<String>,
    first_byte: u64,
    first_line: u64,
    bytes_total: u64,
    digest: String,
}

/// Imports the roll at `path`, or goes on where an earlier import of the same file stopped. `progress` is told after each
/// chunk and can stop the import.
///
/// # Errors
/// [`RollError`] when the file as a whole cannot be taken; single lines never fail an import, they are rejected.
pub fn import(
    store: &Store,
    actor: &Actor,
    path: &Path,
    import: &Import,
    progress: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Result<Report, RollError> {
    let mut file = File::open(path).map_err(RollError::Input)?;
    let shape = look_over(&mut file, import)?;
    let (mut run, resumed) = begin(store, actor, import, &shape)?;
    let mut finished = run.finished_at.is_some();
    let known_already = finished;
    if !finished {
        file.seek(SeekFrom::Start(unsigned(run.next_byte))).map_err(RollError::Input)?;
        let source = BufReader::with_capacity(1 << 18, file);
        let mut records = Records::new(source, shape.delimiter, unsigned(run.next_byte), unsigned(run.next_line));
        finished = take_all(store, actor, import, &shape, &mut records, &mut run, progress)?;
        if finished {
            run.noticed += finish(store, actor, import, &run)?;
        }
    }
    Ok(Report {
        run: run.id,
        resumed,
        known_already,
        finished,
        accepted: unsigned(run.accepted),
        rejected: unsigned(run.rejected),
        noticed: unsigned(run.noticed),
        households: unsigned(run.households),
        ignored_columns: shape.ignored,
    })
}

/// Takes chunk after chunk; `false` when `progress` stopped it.
fn take_all(
    store: &Store,
    actor: &Actor,
    import: &Import,
    shape: &Shape,
    records: &mut Records<BufReader<File>>,
    run: &mut Run,
    progress: &mut dyn FnMut(&Progress) -> ControlFlow<()>,
) -> Result<bool, RollError> {
    let rules = Rules { scope: import.scope.clone(), today: actor.today(), keep_contradictions: import.keep_contradictions };
    loop {
        let chunk = read_chunk(records, shape, import, &rules)?;
        let Some(chunk) = chunk else { return Ok(true) };
        *run = take_chunk(store, actor, shape, run, chunk)?;
        let so_far = Progress {
            bytes: unsigned(run.next_byte),
            bytes_total: shape.bytes_total,
            accepted: unsigned(run.accepted),
            rejected: unsigned(run.rejected),
        };
        if progress(&so_far).is_break() {
            return Ok(false);
        }
    }
}

/// Lines read ahead of a unit of work.
struct Chunk {
    lines: Vec<RollLine>,
    remarks: Vec<Remark>,
    rejected: u64,
    next_byte: u64,
    next_line: u64,
}

fn read_chunk(
    records: &mut Records<BufReader<File>>,
    shape: &Shape,
    import: &Import,
    rules: &Rules,
) -> Result<Option<Chunk>, RollError> {
    let mut chunk =
        Chunk { lines: Vec::with_capacity(CHUNK_LINES), remarks: Vec::new(), rejected: 0, next_byte: 0, next_line: 0 };
    for _ in 0..CHUNK_LINES {
        let Some(record) = records.next().map_err(RollError::Input)? else { break };
        (chunk.next_byte, chunk.next_line) = (record.next_byte, record.next_line);
        let (line, remarks) = read_line(record, shape, import, rules);
        chunk.rejected += u64::from(line.is_none());
        chunk.lines.extend(line);
        chunk.remarks.extend(remarks);
    }
    // Every record moves the place in the file on, so a chunk without one is the end.
    Ok((chunk.next_byte > 0).then_some(chunk))
}

fn read_line(record: Record, shape: &Shape, import: &Import, rules: &Rules) -> (Option<RollLine>, Vec<Remark>) {
    match record.fields {
        Ok(fields) => parse(&shape.layout, &import.units, rules, record.line, &fields),
        Err(torn) => {
            let reason = match torn {
                Torn::OpenQuote => Reason::OpenQuote,
                Torn::NotUtf8 => Reason::NotUtf8,
                Torn::TooLong => Reason::LineTooLong,
            };
            let (field, header, value) = (String::new(), String::new(), String::new());
            (None, vec![Remark { severity: Severity::Rejected, line: record.line, field, header, value, reason }])
        }
    }
}

/// One unit of work: the lines, their remarks, the new place in the file.
fn take_chunk(store: &Store, actor: &Actor, shape: &Shape, run: &Run, chunk: Chunk) -> Result<Run, RollError> {
    let (actor, layout, before) = (actor.clone(), Arc::clone(&shape.layout), run.clone());
    store.write_blocking(move |tx| {
        remark::keep(tx, before.id, &chunk.remarks)?;
        let taken = Taker::new(&actor, &layout, before.id, before.entered).take(tx, &chunk.lines)?;
        let noticed = chunk.remarks.iter().chain(&taken.remarks).filter(|remark| remark.severity == Severity::Noticed).count();
        let mut after = before.clone();
        after.next_byte = signed(chunk.next_byte);
        after.next_line = signed(chunk.next_line);
        after.accepted += signed(taken.accepted);
        after.rejected += signed(chunk.rejected + taken.rejected);
        after.noticed += i64::try_from(noticed).unwrap_or(0);
        after.households += signed(taken.households);
        let advanced = tx.execute(
            &sql::ADVANCE_RUN,
            params![
                after.id,
                after.next_byte,
                after.next_line,
                after.accepted - before.accepted,
                after.rejected - before.rejected,
                after.noticed - before.noticed,
                after.households - before.households,
                before.next_byte
            ],
        )?;
        if advanced == 1 { Ok(after) } else { Err(RollError::Elsewhere) }
    })
}

/// Gives every household that has none a head, the eldest of those who may be; returns how many.
fn finish(store: &Store, actor: &Actor, import: &Import, run: &Run) -> Result<i64, RollError> {
    let mut given = 0;
    loop {
        let (actor, run, scope) = (actor.clone(), run.clone(), import.scope.clone());
        let turn = store.write_blocking(move |tx| give_heads(tx, &actor, &run, &scope))?;
        given += turn;
        if turn < HEADS_A_TURN {
            return Ok(given);
        }
    }
}

fn give_heads(tx: &mut Tx<'_>, actor: &Actor, run: &Run, scope: &UnitCode) -> Result<i64, RollError> {
    let (low, high) = scope.range();
    let waiting =
        tx.many::<(HouseholdId, Option<String>, UnitCode)>(&sql::HEADLESS_OF_RUN, params![run.entered, low, high, HEADS_A_TURN])?;
    let ground = Ground::new(BASIS).proven_by(run.id.to_string());
    let mut remarks = Vec::with_capacity(waiting.len());
    for (household, number, unit) in &waiting {
        let mut members = load::members(tx, *household)?;
        members.sort_by_key(|member| (member.birth.earliest(), member.person));
        let able = may_head(&members, actor.today());
        // A household is only ever formed with a member, and may_head finds one among any.
        let Some(head) = able.first().copied() else { continue };
        let change = HeadChange { household: *household, unit, old: None, new: head, members: &members, stated: &[] };
        put_head(tx, actor, &change, &ground)?;
        remarks.push(Remark {
            severity: Severity::Noticed,
            line: 0,
            field: super::Column::Household.as_str().to_owned(),
            header: String::new(),
            value: number.clone().unwrap_or_default(),
            reason: Reason::HeadMissing,
        });
    }
    remark::keep(tx, run.id, &remarks)?;
    let given = i64::try_from(remarks.len()).unwrap_or(0);
    if given < HEADS_A_TURN {
        tx.execute(&sql::FINISH_RUN, params![run.id, actor.now(), given])?;
    }
    Ok(given)
}

/// Finds the import of the file, or starts one.
fn begin(store: &Store, actor: &Actor, import: &Import, shape: &Shape) -> Result<(Run, bool), RollError> {
    let (actor, scope, digest) = (actor.clone(), import.scope.clone(), shape.digest.clone());
    let (first_byte, first_line) = (signed(shape.first_byte), signed(shape.first_line));
    store.write_blocking(move |tx| {
        if let Some(run) = tx.optional::<Run>(&sql::RUN_BY_DIGEST, params![digest])? {
            return Ok((run, true));
        }
        let id: RunId = actor.new_id();
        let ground = Ground::new(BASIS).proven_by(id.to_string());
        let entered = bulk::begin_load(tx, &actor, &scope, &ground)?;
        tx.execute(&sql::INSERT_RUN, params![id, digest, entered, actor.now(), first_byte, first_line])?;
        let run = Run {
            id,
            entered,
            finished_at: None,
            next_byte: first_byte,
            next_line: first_line,
            accepted: 0,
            rejected: 0,
            noticed: 0,
            households: 0,
        };
        Ok((run, false))
    })
}

/// Reads the file once for its digest, and its start for the way it is cut.
fn look_over(file: &mut File, import: &Import) -> Result<Shape, RollError> {
    let mut digest = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
    let mut start = Vec::with_capacity(SNIFF_BYTES);
    let mut buffer = vec![0; 1 << 18];
    let mut bytes_total = 0;
    loop {
        let read = file.read(&mut buffer).map_err(RollError::Input)?;
        if read == 0 {
            break;
        }
        let wanted = SNIFF_BYTES.saturating_sub(start.len()).min(read);
        start.extend_from_slice(&buffer[..wanted]);
        digest.update(&buffer[..read]);
        bytes_total += u64::try_from(read).unwrap_or(0);
    }
    // The same file read under other rules is another import.
    digest.update(import.scope.as_str().as_bytes());
    digest.update(&[u8::from(import.keep_contradictions)]);
    let digest = digest.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) || start.contains(&0) {
        return Err(RollError::NotUtf8);
    }
    let mark: usize = if start.starts_with("\u{FEFF}".as_bytes()) { 3 } else { 0 };
    let body = &start[mark..];
    let delimiter = sniff(body);
    file.seek(SeekFrom::Start(unsigned_len(mark))).map_err(RollError::Input)?;
    let mut records = Records::new(BufReader::new(&mut *file), delimiter, unsigned_len(mark), 1);
    for _ in 0..HEADER_RECORDS_MAX {
        let Some(record) = records.next().map_err(RollError::Input)? else { break };
        let Ok(fields) = record.fields else { continue };
        let (layout, ignored) = Layout::of(&fields);
        if layout.is_header() {
            let (first_byte, first_line) = (record.next_byte, record.next_line);
            return Ok(Shape { delimiter, layout: Arc::new(layout), ignored, first_byte, first_line, bytes_total, digest });
        }
    }
    Err(RollError::NoHeader)
}

fn unsigned_len(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
