//! The code of a dossier and the secret of its tracking page.

use crate::{Error, sql};
use access::Actor;
use store::{Tx, params};

/// Digits and letters that nobody mistakes for each other when they copy them from paper.
const SECRET_ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const SECRET_LENGTH: usize = 8;

/// Whose numbers are drawn, and from how many counters.
pub(crate) struct Numbering<'a> {
    pub(crate) agency: &'a str,
    pub(crate) stripes: u32,
}

/// The next code of an agency: `000.01.20.H26-260315-0001`.
///
/// With several counters a day, each gives out its own share of the numbers. Which one is asked is a matter of chance,
/// so that a transaction which had to be repeated because of a neighbour rarely meets the same one again.
pub(crate) fn draw_code(tx: &mut Tx<'_>, actor: &Actor, numbering: &Numbering<'_>) -> Result<String, Error> {
    let stripes = i64::from(numbering.stripes);
    let stripe =
        if stripes == 1 { 0 } else { i64::try_from(actor.randomness().below(u64::from(numbering.stripes))).unwrap_or(0) };
    let today = actor.today();
    let (given,) = tx.one::<(i64,)>(&sql::NEXT_NUMBER, params![numbering.agency, today, stripe])?;
    let number = (given - 1) * stripes + stripe + 1;
    let year = today.year() % 100;
    Ok(format!("{}-{year:02}{:02}{:02}-{number:04}", numbering.agency, today.month(), today.day()))
}

/// A secret of 40 random bits: too many to try on a page that limits attempts, short enough to copy.
pub(crate) fn draw_secret(actor: &Actor) -> String {
    let mut bytes = [0; SECRET_LENGTH];
    actor.fill_random(&mut bytes);
    bytes.iter().map(|byte| char::from(SECRET_ALPHABET[usize::from(byte % 32)])).collect()
}
