//! Saying how a case ends: the record was mended, or it is no error. A second officer has the last word.

use super::{Words, carry_out, officer, permitted, text};
use crate::follow::found;
use crate::model::{Act, Case, CaseId, Ground};
use crate::rules::{Evidence, Rules};
use crate::{Error, permit};
use access::Actor;
use store::Tx;

/// What proves it, and which paper it is or what was seen.
#[derive(Debug, Clone)]
pub struct Proof {
    /// What proves it.
    pub evidence: Evidence,
    /// Which paper it is, or what was seen.
    pub said: String,
}

/// Says that the record was mended. The rule must not find it any more.
///
/// # Errors
/// [`Error::StillFound`]; [`Error::WrongEvidence`], [`Error::SaidMissing`], [`Error::SaidTooLong`]; [`Error::CaseNotFound`];
/// [`Error::NotNow`]; [`Error::Denied`].
pub fn correct(tx: &mut Tx<'_>, actor: &Actor, rules: &Rules, id: CaseId, proof: &Proof) -> Result<(), Error> {
    let case = permitted(tx, actor, permit::WORK, id)?;
    let words = proven(rules, &case, proof, None)?;
    if still_found(tx, actor, rules, &case)? {
        return Err(Error::StillFound);
    }
    carry_out(tx, actor, &case, Act::Correct, officer(actor)?, &words)
}

/// Says that it is no error, on a ground and with a proof.
///
/// # Errors
/// [`Error::NotFoundAnyMore`]; otherwise those of [`correct`].
pub fn refute(tx: &mut Tx<'_>, actor: &Actor, rules: &Rules, id: CaseId, ground: Ground, proof: &Proof) -> Result<(), Error> {
    let case = permitted(tx, actor, permit::WORK, id)?;
    let words = proven(rules, &case, proof, Some(ground))?;
    if !still_found(tx, actor, rules, &case)? {
        return Err(Error::NotFoundAnyMore);
    }
    carry_out(tx, actor, &case, Act::Refute, officer(actor)?, &words)
}

/// Whether the proof is one that the rule takes.
fn proven(rules: &Rules, case: &Case, proof: &Proof, ground: Option<Ground>) -> Result<Words, Error> {
    let taken = rules.get(&case.rule).is_none_or(|rule| rule.evidence.contains(&proof.evidence));
    if !taken {
        return Err(Error::WrongEvidence);
    }
    let said = text(&proof.said)?.ok_or(Error::SaidMissing)?;
    Ok(Words { ground, evidence: Some(proof.evidence), said: Some(said) })
}

/// Whether the rule still finds something wrong with the record.
pub(super) fn still_found(tx: &mut Tx<'_>, actor: &Actor, rules: &Rules, case: &Case) -> Result<bool, Error> {
    let Some(place) = rules.place_of(&case.rule) else { return Ok(false) };
    let now = found(tx, &permit::program(actor), rules, case.subject)?;
    Ok(now.is_some_and(|now| now.findings.iter().any(|finding| finding.rule == place)))
}
