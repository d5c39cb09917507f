//! Asking a second officer, and what the second officer says.
//!
//! Every kind of request is asked for by a function of its own, which checks what it must; all are decided here. Nobody
//! approves what they asked for: the policies compare the two officers.

use super::replace_number;
use crate::model::{Asked, ChangeId, Request, RequestId, RequestState};
use crate::requests::load;
use crate::sql::requests as sql;
use crate::{Error, permit};
use access::{Actor, Resource};
use kernel::{HouseholdId, PersonId, StaffId, UnitCode};
use store::{Tx, params};

/// The longest reason or remark, in characters.
pub const REMARK_CHARACTERS_MAX: usize = 1_000;

/// A request about to be made.
pub(crate) struct NewRequest<'a> {
    pub(crate) asked: &'a Asked,
    pub(crate) unit: &'a UnitCode,
    pub(crate) person: Option<PersonId>,
    pub(crate) household: Option<HouseholdId>,
    pub(crate) reason: Option<&'a str>,
}

/// Writes a request that the caller has checked and permitted, and says so in the log.
///
/// # Errors
/// [`Error::RequestOpen`] when the same is asked for about the person already; [`Error::Denied`] for anybody but officers.
pub(crate) fn ask(tx: &mut Tx<'_>, actor: &Actor, new: &NewRequest<'_>) -> Result<RequestId, Error> {
    let asker = officer(actor)?;
    let reason = new.reason.map(str::trim).filter(|reason| !reason.is_empty());
    if reason.is_some_and(|reason| reason.chars().count() > REMARK_CHARACTERS_MAX) {
        return Err(Error::RemarkTooLong(REMARK_CHARACTERS_MAX));
    }
    let id: RequestId = actor.new_id();
    let payload = serde_json::to_string(new.asked).map_err(store::Error::from)?;
    let kind = new.asked.kind();
    let state = RequestState::Open;
    let added = tx.execute(
        &sql::INSERT_REQUEST,
        params![id, kind, new.unit, new.person, new.household, payload, reason, asker, actor.now(), state],
    )?;
    if added == 0 {
        return Err(Error::RequestOpen);
    }
    let detail = serde_json::json!({ "request": id, "kind": kind, "unit": new.unit });
    let entry = audit::Change { entity: "request", id: id.get(), person: new.person, act: "register.asked", detail };
    audit::change(tx, actor, &entry)?;
    Ok(id)
}

fn officer(actor: &Actor) -> Result<StaffId, Error> {
    actor.staff().ok_or(Error::Denied(access::Denied::Forbidden))
}

/// The resource whose permission decides about a request: the person's units, else the unit that it was asked in.
pub(crate) fn units(tx: &mut Tx<'_>, request: &Request) -> Result<Vec<UnitCode>, Error> {
    let mut units = vec![request.unit.clone()];
    if let Some(person) = request.person
        && let Some(found) = crate::load::person(tx, person)?
    {
        units.extend(permit::units_of(&found).into_iter().filter(|unit| *unit != request.unit));
    }
    crate::reform::with_successors(tx, units)
}

/// A request that the actor may know of and that waits.
fn open(tx: &mut Tx<'_>, actor: &Actor, id: RequestId) -> Result<Request, Error> {
    let request = load(tx, id)?.ok_or(Error::RequestNotFound)?;
    let units = units(tx, &request)?;
    if !permit::hidden_is_absent(permit::authorize_in_any(actor, permit::ASK, "person", &units, &[]))? {
        return Err(Error::RequestNotFound);
    }
    if request.state != RequestState::Open {
        return Err(Error::RequestDecided(request.state));
    }
    Ok(request)
}

/// Agrees to a request and carries it out in the same unit of work.
///
/// # Errors
/// [`Error::RequestNotFound`]; [`Error::RequestDecided`]; [`Error::Denied`] for who asked and for who lacks a fresh proof;
/// what carrying it out refuses, such as [`Error::ChangedMeanwhile`].
pub fn approve_request(tx: &mut Tx<'_>, actor: &Actor, id: RequestId, remark: Option<&str>) -> Result<(), Error> {
    let request = open(tx, actor, id)?;
    let units = units(tx, &request)?;
    let seconded = |unit: &UnitCode| Resource::new("person").unit(unit.clone()).second_officer(request.asked_by);
    let mut decision = Err(access::Denied::Hidden);
    for unit in &units {
        decision = actor.authorize(permit::APPROVE, &seconded(unit));
        if decision.is_ok() {
            break;
        }
    }
    decision?;
    let change = match (&request.asked, request.person) {
        (Asked::NumberReplacement(asked), Some(person)) => Some(replace_number::carry_out(tx, actor, person, asked)?),
        (Asked::NumberReplacement(_), None) => return Err(Error::PersonNotFound),
        (Asked::Export(_), _) => {
            crate::roll::promise_export(tx, actor, id)?;
            None
        }
    };
    decide(tx, actor, &request, RequestState::Approved, remark, change)
}

/// Does not agree to a request.
///
/// # Errors
/// [`Error::RequestNotFound`]; [`Error::RequestDecided`]; [`Error::RemarkMissing`] without a reason; [`Error::Denied`] for
/// who asked: they take it back instead.
pub fn refuse_request(tx: &mut Tx<'_>, actor: &Actor, id: RequestId, remark: &str) -> Result<(), Error> {
    let request = open(tx, actor, id)?;
    if officer(actor)? == request.asked_by {
        return Err(Error::Denied(access::Denied::NeedsSecondOfficer));
    }
    if remark.trim().is_empty() {
        return Err(Error::RemarkMissing);
    }
    decide(tx, actor, &request, RequestState::Refused, Some(remark), None)
}

/// Takes one's own request back.
///
/// # Errors
/// [`Error::RequestNotFound`]; [`Error::RequestDecided`]; [`Error::Denied`] for anybody but who asked.
pub fn withdraw_request(tx: &mut Tx<'_>, actor: &Actor, id: RequestId) -> Result<(), Error> {
    let request = open(tx, actor, id)?;
    if officer(actor)? != request.asked_by {
        return Err(Error::Denied(access::Denied::Forbidden));
    }
    decide(tx, actor, &request, RequestState::Withdrawn, None, None)
}

fn decide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    request: &Request,
    state: RequestState,
    remark: Option<&str>,
    change: Option<ChangeId>,
) -> Result<(), Error> {
    let remark = remark.map(str::trim).filter(|remark| !remark.is_empty());
    if remark.is_some_and(|remark| remark.chars().count() > REMARK_CHARACTERS_MAX) {
        return Err(Error::RemarkTooLong(REMARK_CHARACTERS_MAX));
    }
    let (by, at) = (officer(actor)?, actor.now());
    if tx.execute(&sql::DECIDE_REQUEST, params![request.id, state, by, at, remark, change])? == 0 {
        return Err(Error::RequestDecided(RequestState::Approved));
    }
    let act = match state {
        RequestState::Approved => "register.approved",
        RequestState::Refused => "register.refused",
        RequestState::Withdrawn | RequestState::Open => "register.withdrawn",
    };
    let detail = serde_json::json!({
        "request": request.id, "kind": request.asked.kind(), "asked_by": request.asked_by, "change": change
    });
    let entry = audit::Change { entity: "request", id: request.id.get(), person: request.person, act, detail };
    Ok(audit::change(tx, actor, &entry)?)
}
