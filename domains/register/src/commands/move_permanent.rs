//! Registration of permanent residence (Law 68/2020 Art 20 to 22).

use super::leave::NewHead;
use super::settle::{Home, Mover, Settled, Settling, Target, settle};
use crate::Error;
use crate::model::{Ground, ResidenceKind};
use access::Actor;
use kernel::Date;
use store::Tx;

/// The command.
#[derive(Debug, Clone)]
pub struct MovePermanent {
    /// Who moves.
    pub people: Vec<Mover>,
    /// Into which household.
    pub to: Home,
    /// Heads for the households that the people leave.
    pub new_heads: Vec<NewHead>,
    /// From which day.
    pub from: Date,
    /// On which ground. The consent of head and owner is the dossier's business and its evidence.
    pub ground: Ground,
}

/// Registers permanent residence. The permanent residence before ends, and so does a temporary one in the same commune.
///
/// The right to do so is asked for in the commune that the people come to: it decides (Law 68/2020 Art 22).
///
/// # Errors
/// [`Error::NewHeadNeeded`] lists who may head a household that its head leaves; [`Error::LivesThereAlready`];
/// [`Error::OneHeadExactly`] when a founded household has no head, or a joined one would get a second;
/// [`Error::Denied`] and what else cannot be taken.
pub fn move_permanent(tx: &mut Tx<'_>, actor: &Actor, command: &MovePermanent) -> Result<Settled, Error> {
    settle(tx, actor, &settling(command))
}

/// What the command asks of the steps that both registrations share.
pub(crate) fn settling(command: &MovePermanent) -> Settling<'_> {
    Settling {
        kind: ResidenceKind::Permanent,
        movers: &command.people,
        target: Target::Home(command.to.clone()),
        from: command.from,
        until: None,
        replaces: false,
        new_heads: &command.new_heads,
        ground: &command.ground,
    }
}
