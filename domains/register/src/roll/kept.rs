//! Lists that an officer takes out of the register: asked for, approved by another, written by a job, fetched by the asker
//! for some days. Each fetch is in the log.

use super::RollError;
use super::export::{Exported, write_roll};
use crate::commands::requests::{NewRequest, ask};
use crate::model::{Asked, ExportFormat, ListExport, Request, RequestId, RequestKind, RequestState};
use crate::sql::exports as sql;
use crate::{Error, permit, requests};
use access::{Actor, Context, Denied, Grant, Resource, Role, Subject};
use kernel::{Instant, UnitCode};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use store::{Job, JobRow, ReadTx, Store, Tx, jobs::JobFailure, params};

/// The job that writes a list.
pub const EXPORT_JOB: &str = "register.export";
/// The largest list, in bytes; a larger one is asked for by smaller units.
pub const EXPORT_BYTES_MAX: usize = 64 * 1024 * 1024;
/// The size of a part.
const PART_BYTES: usize = 1024 * 1024;
/// The most lists that an officer's page shows.
const LISTED_MAX: i64 = 50;
/// Lists that one sweep removes.
const SWEPT_MAX: i64 = 20;
/// The legal value that says for how many days a list is kept.
const KEPT_LIMIT: &str = "limit.list-export-kept";

#[derive(Serialize, Deserialize)]
struct Payload {
    request: RequestId,
}

store::row! {
    /// A list that is ready.
    #[derive(Debug, Clone)]
    pub struct ListReady {
        /// The request that asked for it.
        pub request: RequestId,
        /// How it is written.
        pub format: ExportFormat,
        /// Persons in it.
        pub people: i64,
        /// Households in it.
        pub households: i64,
        /// Its size.
        pub bytes: i64,
        /// When it was written.
        pub finished_at: Instant,
        /// Until when it can be fetched.
        pub until: Instant,
    }
}

/// Asks a second officer for a list of the residents of a unit. The actor's purpose is the list's.
///
/// # Errors
/// [`Error::Denied`] without a purpose, and outside the actor's units.
pub fn ask_export(
    tx: &mut Tx<'_>,
    actor: &Actor,
    unit: &UnitCode,
    format: ExportFormat,
    reason: Option<&str>,
) -> Result<RequestId, Error> {
    let there = Resource::new("person").unit(unit.clone());
    // What taking a list out needs is asked for now, but for the second officer, who is still to come.
    match actor.authorize(permit::EXPORT, &there) {
        Ok(()) | Err(Denied::NeedsSecondOfficer) => {}
        Err(denied) => return Err(denied.into()),
    }
    let asked = Asked::Export(ListExport { format, purpose: actor.purpose.as_str().to_owned() });
    ask(tx, actor, &NewRequest { asked: &asked, unit, person: None, household: None, reason })
}

/// Promises the list with the approval.
pub(crate) fn promise_export(tx: &mut Tx<'_>, actor: &Actor, request: RequestId) -> Result<(), Error> {
    tx.enqueue(&Job::new(EXPORT_JOB, &Payload { request })?.dedup(request.to_string()), actor.now())?;
    Ok(())
}

/// What the handler of [`EXPORT_JOB`] does: writes the list in the name of who asked, so that everybody in it reads who took
/// it out and why. Done again, it writes the same list anew.
///
/// # Errors
/// A request that is not approved; a list that is too large; failures of the store.
pub fn write_export(store: &Store, context: &Context, pack: &country::Pack, job: &JobRow) -> Result<(), JobFailure> {
    let Ok(payload) = serde_json::from_str::<Payload>(&job.payload) else {
        return Err(store::jobs::give_up("the payload cannot be read"));
    };
    let later = |error: Error| JobFailure::Later(error.to_string());
    let request = store.read_blocking(|tx| requests::load(tx, payload.request)).map_err(later)?;
    let approved = request.filter(|request| request.state == RequestState::Approved);
    let (Some(request), Some(Asked::Export(list))) = (approved.as_ref(), approved.as_ref().map(|request| &request.asked)) else {
        return Err(store::jobs::give_up("the request is not an approved list"));
    };
    let actor = context
        .actor(Subject::Staff { staff: request.asked_by })
        .roles(vec![Grant::new(Role::Register, request.unit.clone())])
        .channel(access::Channel::Job)
        .purpose(list.purpose.parse().unwrap_or_default())
        .build();
    let days = pack.fact(KEPT_LIMIT, actor.today()).map_err(|error| JobFailure::Later(error.to_string()))?.value;
    let id = request.id;
    store.write_blocking(move |tx| tx.execute(&sql::CLEAR_PARTS, params![id])).map_err(|error| later(error.into()))?;
    let mut parts = Parts { store, request: id, number: 0, written: 0, buffer: Vec::with_capacity(PART_BYTES) };
    let exported = write_roll(store, &actor, &request.unit, list.format, &mut parts);
    let exported = exported.and_then(|exported| parts.flush().map(|()| exported).map_err(RollError::Output));
    let exported = exported.map_err(|error| match error {
        RollError::Output(error) => store::jobs::give_up(&error.to_string()),
        other => JobFailure::Later(other.to_string()),
    })?;
    let until = actor.now().plus_minutes(days * 24 * 60);
    let (format, bytes) = (list.format, parts.written);
    store.write_blocking(move |tx| ready(tx, &actor, id, format, exported, bytes, until)).map_err(later)
}

fn ready(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RequestId,
    format: ExportFormat,
    exported: Exported,
    bytes: usize,
    until: Instant,
) -> Result<(), Error> {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let (people, households) = (count(exported.people), count(exported.households));
    tx.execute(&sql::INSERT_EXPORT, params![id, format, people, households, bytes, actor.now(), until])?;
    let detail = serde_json::json!({ "request": id, "people": people, "purpose": actor.purpose.as_str() });
    let entry = audit::Change { entity: "request", id: id.get(), person: None, act: permit::EXPORT, detail };
    Ok(audit::change(tx, actor, &entry)?)
}

/// A writer whose bytes become parts in the database, so that every node can hand the list out.
struct Parts<'s> {
    store: &'s Store,
    request: RequestId,
    number: i64,
    written: usize,
    buffer: Vec<u8>,
}

impl Write for Parts<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written += bytes.len();
        if self.written > EXPORT_BYTES_MAX {
            return Err(io::Error::other("the list is too large; ask for it by smaller units"));
        }
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= PART_BYTES {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let (request, number, bytes) = (self.request, self.number, std::mem::take(&mut self.buffer));
        self.number += 1;
        let kept = self.store.write_blocking(move |tx| tx.execute(&sql::INSERT_PART, params![request, number, bytes]));
        kept.map(drop).map_err(io::Error::other)
    }
}

/// The lists that the actor asked for, newest first, each with the file where it is ready.
///
/// # Errors
/// [`Error::Denied`]; failures of the store.
pub fn my_exports(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<Vec<(Request, Option<ListReady>)>, Error> {
    let me = actor.staff().ok_or(Error::Denied(Denied::Forbidden))?;
    permit::units_asked(actor, permit::ASK)?;
    let mut lists = Vec::new();
    for request in requests::of_asker(tx, me, RequestKind::Export, LISTED_MAX)? {
        let ready = tx.optional::<ListReady>(&sql::EXPORT, params![request.id])?.filter(|ready| ready.until > actor.now());
        lists.push((request, ready));
    }
    Ok(lists)
}

/// The bytes of a list that the actor asked for; `None` when there is none any more. Each fetch is written to the log.
///
/// # Errors
/// [`Error::Denied`] without a purpose or a fresh proof; failures of the store.
pub fn fetch_export(tx: &mut Tx<'_>, actor: &Actor, id: RequestId) -> Result<Option<(ListReady, Vec<u8>)>, Error> {
    let request = requests::load(tx, id)?.filter(|request| actor.staff() == Some(request.asked_by));
    let Some((request, second)) = request.and_then(|request| request.decided_by.map(|second| (request, second))) else {
        return Ok(None);
    };
    let there = Resource::new("person").unit(request.unit).second_officer(second);
    if !permit::hidden_is_absent(actor.authorize(permit::EXPORT, &there))? {
        return Ok(None);
    }
    let ready = tx.optional::<ListReady>(&sql::EXPORT, params![id])?.filter(|ready| ready.until > actor.now());
    let Some(ready) = ready else { return Ok(None) };
    let mut bytes = Vec::with_capacity(usize::try_from(ready.bytes).unwrap_or(0));
    for number in 0_i64.. {
        let Some((part,)) = tx.optional::<(Vec<u8>,)>(&sql::PART, params![id, number])? else { break };
        bytes.extend_from_slice(&part);
    }
    let detail = serde_json::json!({ "request": id, "people": ready.people });
    let entry = audit::Change { entity: "request", id: id.get(), person: None, act: "register.export-fetched", detail };
    audit::change(tx, actor, &entry)?;
    Ok(Some((ready, bytes)))
}

/// Removes lists whose days are over; returns how many.
///
/// # Errors
/// Failures of the store.
pub fn sweep_exports(store: &Store, now: Instant) -> Result<usize, Error> {
    store.write_blocking(move |tx| {
        let over = tx.many::<(RequestId,)>(&sql::OVER, params![now, SWEPT_MAX])?;
        for (request,) in &over {
            tx.execute(&sql::CLEAR_PARTS, params![request])?;
            tx.execute(&sql::DELETE_EXPORT, params![request])?;
        }
        Ok(over.len())
    })
}
