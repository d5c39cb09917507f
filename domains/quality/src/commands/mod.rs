//! What officers do with a case. One file an act that belongs together.

pub(crate) mod decide;
pub(crate) mod propose;
pub(crate) mod work;

use crate::model::{Act, Case, CaseId, CaseRow, Ground, StepId, What};
use crate::rules::Evidence;
use crate::settle::{Tallies, update};
use crate::{Error, sql};
use access::{Actor, Denied, Resource};
use kernel::{StaffId, UnitCode};
use store::{ReadTx, Tx, params};

/// The longest text of a step, in characters.
pub const SAID_CHARACTERS_MAX: usize = 1_000;

pub(crate) fn load(tx: &mut ReadTx<'_>, id: CaseId) -> Result<Option<Case>, Error> {
    Ok(tx.optional::<CaseRow>(&sql::CASE_BY_ID, params![id])?.map(Case::from))
}

/// A case that the actor may do `action` with. Who may not know of it is told that there is none.
fn permitted(tx: &mut ReadTx<'_>, actor: &Actor, action: &str, id: CaseId) -> Result<Case, Error> {
    let case = load(tx, id)?.ok_or(Error::CaseNotFound)?;
    let mut resource = Resource::new("case").unit(case.unit.clone());
    if let Some(officer) = case.officer {
        resource = resource.second_officer(officer);
    }
    match actor.authorize(action, &resource) {
        Ok(()) => Ok(case),
        Err(Denied::Hidden) => Err(Error::CaseNotFound),
        Err(denied) => Err(denied.into()),
    }
}

fn officer(actor: &Actor) -> Result<StaffId, Error> {
    actor.staff().ok_or(Error::Denied(Denied::Forbidden))
}

/// A text without blanks around it; nothing when it is empty.
fn text(typed: &str) -> Result<Option<String>, Error> {
    let tidy = typed.trim();
    if tidy.chars().count() > SAID_CHARACTERS_MAX {
        return Err(Error::SaidTooLong(SAID_CHARACTERS_MAX));
    }
    Ok((!tidy.is_empty()).then(|| tidy.to_owned()))
}

/// What is written down with a step.
#[derive(Default)]
struct Words {
    ground: Option<Ground>,
    evidence: Option<Evidence>,
    said: Option<String>,
}

/// Moves a case on by an act, with its step and its entry in the log.
fn carry_out(tx: &mut Tx<'_>, actor: &Actor, case: &Case, act: Act, officer: StaffId, words: &Words) -> Result<(), Error> {
    let state = case.state.after(act).ok_or(Error::NotNow(case.state))?;
    let settled_at = (state.standing() == crate::Standing::Settled).then(|| actor.now());
    // Who confirms does not become the one who worked on it.
    let worked = if matches!(act, Act::Agree | Act::SendBack) { case.officer } else { Some(officer) };
    let next = Case { state, settled_at, officer: worked, ..case.clone() };
    let mut tallies = Tallies::default();
    update(tx, case, &next, &mut tallies)?;
    tallies.write(tx)?;
    let (what, name) = match act {
        Act::Take => (What::Taken, "quality.taken"),
        Act::Verify => (What::Verifying, "quality.verifying"),
        Act::Correct => (What::Corrected, "quality.corrected"),
        Act::Refute => (What::Refuted, "quality.refuted"),
        Act::Agree => (What::Agreed, "quality.agreed"),
        Act::SendBack => (What::SentBack, "quality.sent-back"),
    };
    let id: StepId = actor.new_id();
    let office: Option<&UnitCode> = actor.office();
    tx.execute(
        &sql::INSERT_STEP,
        params![id, case.id, what, actor.now(), actor.subject_name(), officer, office, words.ground, words.evidence, words.said],
    )?;
    let detail = serde_json::json!({ "case": case.id, "rule": case.rule, "from": case.state, "to": state });
    let entry = audit::Change { entity: "case", id: case.id.get(), person: case.subject.person(), act: name, detail };
    Ok(audit::change(tx, actor, &entry)?)
}
