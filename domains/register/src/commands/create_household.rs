//! Forming a household of persons who live there permanently; also the split of one (tách hộ).

use super::leave::NewHead;
use super::settle::{Home, Mover, Settled, Settling, Target, settle};
use crate::Error;
use crate::model::{Ground, ResidenceKind};
use access::Actor;
use kernel::{Date, UnitCode};
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct CreateHousehold {
    /// The commune.
    pub unit: UnitCode,
    /// House and street.
    pub address: String,
    /// Its number in the commune, when one was given already.
    pub number: Option<String>,
    /// Who lives there; exactly one is the head.
    pub members: Vec<Mover>,
    /// Heads for the households that the members leave.
    pub new_heads: Vec<NewHead>,
    /// From which day.
    pub from: Date,
    /// On which ground.
    pub ground: Ground,
}

/// Forms a household. Its members leave the households they lived in.
///
/// # Errors
/// [`Error::OneHeadExactly`] and [`Error::CannotHead`]; [`Error::NewHeadNeeded`] for a household that loses its head;
/// [`Error::Denied`] and what else cannot be taken.
pub fn create_household(tx: &mut Tx<'_>, actor: &Actor, command: &CreateHousehold) -> Result<Settled, Error> {
    let home = Home::Found { unit: command.unit.clone(), address: command.address.clone(), number: command.number.clone() };
    settle(
        tx,
        actor,
        &Settling {
            kind: ResidenceKind::Permanent,
            movers: &command.members,
            target: Target::Home(home),
            from: command.from,
            until: None,
            replaces: false,
            new_heads: &command.new_heads,
            ground: &command.ground,
        },
    )
}
