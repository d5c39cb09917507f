//! The second officer: agreeing to what a colleague said of a case, or sending it back.

use super::propose::still_found;
use super::{Words, carry_out, officer, permitted, text};
use crate::model::{Act, CaseId, State};
use crate::rules::Rules;
use crate::{Error, permit};
use access::Actor;
use store::Tx;

/// Agrees: the case is closed, or dismissed where it is no error.
///
/// # Errors
/// [`Error::StillFound`] when the rule finds what was said to be mended; [`Error::CaseNotFound`]; [`Error::NotNow`];
/// [`Error::SaidTooLong`]; [`Error::Denied`] for who worked on it.
pub fn agree(tx: &mut Tx<'_>, actor: &Actor, rules: &Rules, id: CaseId, said: &str) -> Result<(), Error> {
    let case = permitted(tx, actor, permit::CONFIRM, id)?;
    let words = Words { said: text(said)?, ..Words::default() };
    if case.state == State::Corrected && still_found(tx, actor, rules, &case)? {
        return Err(Error::StillFound);
    }
    carry_out(tx, actor, &case, Act::Agree, officer(actor)?, &words)
}

/// Does not agree; the colleague goes on.
///
/// # Errors
/// [`Error::SaidMissing`] without a reason; otherwise those of [`agree`].
pub fn send_back(tx: &mut Tx<'_>, actor: &Actor, id: CaseId, reason: &str) -> Result<(), Error> {
    let case = permitted(tx, actor, permit::CONFIRM, id)?;
    let words = Words { said: Some(text(reason)?.ok_or(Error::SaidMissing)?), ..Words::default() };
    carry_out(tx, actor, &case, Act::SendBack, officer(actor)?, &words)
}
