//! Registration of temporary residence (Law 68/2020 Art 27 and 28).

use super::leave::NewHead;
use super::settle::{Home, Mover, Settled, Settling, Target, settle};
use crate::Error;
use crate::model::{Ground, ResidenceKind, temporary_term};
use access::Actor;
use kernel::{Date, UnitCode};
use store::Tx;

/// Where a temporary resident lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stay {
    /// In a household there.
    Home(Home),
    /// At an address without a household, such as a hostel or a rented room.
    Alone {
        /// The commune.
        unit: UnitCode,
        /// House and street.
        address: String,
    },
}

/// The command.
#[derive(Debug, Clone)]
pub struct RegisterTemporary {
    /// Who stays. The relation counts only in a household.
    pub people: Vec<Mover>,
    /// Where.
    pub at: Stay,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The longest term that the law allows, in months: a fact of the country pack.
    pub months_max: u32,
    /// Whether a temporary residence in force ends with this one, as a renewal or a move does.
    pub replaces: bool,
    /// Heads for the households that the people leave.
    pub new_heads: Vec<NewHead>,
    /// On which ground.
    pub ground: Ground,
}

/// Registers temporary residence, outside the commune of the permanent one.
///
/// # Errors
/// [`Error::TemporaryTooLong`], [`Error::EndsBeforeStart`], [`Error::SameCommuneAsPermanent`], [`Error::TemporaryInForce`];
/// those of [`move_permanent`](crate::move_permanent) about heads and households.
pub fn register_temporary(tx: &mut Tx<'_>, actor: &Actor, command: &RegisterTemporary) -> Result<Settled, Error> {
    settle(tx, actor, &settling(command)?)
}

/// What the command asks of the steps that both registrations share.
pub(crate) fn settling(command: &RegisterTemporary) -> Result<Settling<'_>, Error> {
    let term = temporary_term(command.from, command.until, command.months_max)?;
    let target = match &command.at {
        Stay::Home(home) => Target::Home(home.clone()),
        Stay::Alone { unit, address } => Target::Alone { unit: unit.clone(), address: address.clone() },
    };
    Ok(Settling {
        kind: ResidenceKind::Temporary,
        movers: &command.people,
        target,
        from: term.from,
        until: Some(term.until),
        replaces: command.replaces,
        new_heads: &command.new_heads,
        ground: &command.ground,
    })
}
