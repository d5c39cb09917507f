//! What others may react to. Payloads carry ids and codes, never names.

use crate::model::{ChangeId, ChangeKind};
use kernel::{DossierId, HouseholdId, PersonId, UnitCode};
use serde::{Deserialize, Serialize};

/// A roll or another bulk load came in.
pub const ENTERED: &str = "register.entered";
/// A person was entered.
pub const CREATED: &str = "register.created";
/// Facts about a person were corrected.
pub const CORRECTED: &str = "register.corrected";
/// A permanent residence began.
pub const PERMANENT: &str = "register.permanent";
/// A temporary residence began.
pub const TEMPORARY: &str = "register.temporary";
/// A residence ended.
pub const ENDED: &str = "register.ended";
/// A household was formed.
pub const FORMED: &str = "register.formed";
/// A household got another head.
pub const HEAD: &str = "register.head";
/// A household was dissolved.
pub const DISSOLVED: &str = "register.dissolved";

/// Facts were verified against a paper.
pub const VERIFIED: &str = "register.verified";
/// An earlier change was undone. What followed from that one elsewhere is to be looked at again.
pub const REVERSED: &str = "register.reversed";
/// A photograph was taken in.
pub const PHOTOGRAPHED: &str = "register.photographed";

/// The payload of every topic of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The entry of the history.
    pub change: ChangeId,
    /// What kind of change.
    pub kind: ChangeKind,
    /// The person it concerns.
    pub person: Option<PersonId>,
    /// The household it concerns.
    pub household: Option<HouseholdId>,
    /// The unit it counts for.
    pub unit: UnitCode,
    /// The unit it counted for before, when it moved.
    pub unit_before: Option<UnitCode>,
    /// The dossier in which it was decided.
    pub dossier: Option<DossierId>,
}
