//! Taking a case, and looking into it.

use super::{Words, carry_out, officer, permitted, text};
use crate::model::{Act, CaseId};
use crate::{Error, permit};
use access::Actor;
use store::Tx;

/// Takes a case, also one that a colleague has.
///
/// # Errors
/// [`Error::CaseNotFound`]; [`Error::NotNow`]; [`Error::Denied`].
pub fn take(tx: &mut Tx<'_>, actor: &Actor, id: CaseId) -> Result<(), Error> {
    let case = permitted(tx, actor, permit::WORK, id)?;
    carry_out(tx, actor, &case, Act::Take, officer(actor)?, &Words::default())
}

/// Says that one looks into it: a visit at the door, a paper that was asked for.
///
/// # Errors
/// [`Error::CaseNotFound`]; [`Error::NotNow`]; [`Error::SaidTooLong`]; [`Error::Denied`].
pub fn verify(tx: &mut Tx<'_>, actor: &Actor, id: CaseId, said: &str) -> Result<(), Error> {
    let case = permitted(tx, actor, permit::WORK, id)?;
    let words = Words { said: text(said)?, ..Words::default() };
    carry_out(tx, actor, &case, Act::Verify, officer(actor)?, &words)
}
