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
/// Members of a household formed one of their own.
pub const SPLIT: &str = "register.split";
/// A household became one with another.
pub const MERGED: &str = "register.merged";
/// A temporary residence got another term.
pub const RENEWED: &str = "register.renewed";
/// Somebody declared a long absence.
pub const ABSENT: &str = "register.absent";
/// Somebody came back from a long absence.
pub const BACK: &str = "register.back";
/// A house that takes guests was entered.
pub const LODGING_ENTERED: &str = "register.lodging-entered";
/// A house that takes guests was changed.
pub const LODGING_CHANGED: &str = "register.lodging-changed";
/// Guests were notified.
pub const STAYS_NOTIFIED: &str = "register.stays-notified";
/// Guests left, or were never there.
pub const STAYS_ENDED: &str = "register.stays-ended";
/// A commune ended: `unit_before` is that one, `unit` the main one that took over.
pub const UNIT_CHANGED: &str = "register.unit-changed";
/// A person who had no identity number got one.
pub const NUMBER_ISSUED: &str = "register.number-issued";
/// An identity number was cancelled and another set: accounts and cards follow.
pub const NUMBER_REPLACED: &str = "register.number-replaced";
/// A birth was registered. Published once, for the child.
pub const BIRTH: &str = "register.birth";
/// A death was registered. Who keeps something for the person closes it: accounts their e-ID account; cards are to mark
/// the card, benefits to stop what is paid out.
pub const DEATH: &str = "register.death";
/// The person's spouse died. Published for the widow or widower, beside [`DEATH`] for the dead.
pub const WIDOWED: &str = "register.widowed";
/// A marriage began. Published for each of the two.
pub const MARRIAGE: &str = "register.marriage";
/// A marriage was dissolved. Published for each of the two.
pub const DIVORCE: &str = "register.divorce";
/// Somebody was adopted, or the adoption ended. Published for the child.
pub const ADOPTION: &str = "register.adoption";
/// A parent was recognised, or turned out not to be one. Published for the child.
pub const RECOGNISED: &str = "register.recognised";
/// A guardianship began or ended. Published for the ward; for the guardian when the ward died.
pub const GUARDIANSHIP: &str = "register.guardianship";
/// A name was changed.
pub const RENAMED: &str = "register.renamed";
/// A sex was determined anew. Cards are to be replaced.
pub const SEX_CHANGED: &str = "register.sex-changed";
/// Somebody was declared missing. Benefits are to be held back.
pub const MISSING: &str = "register.missing";
/// Somebody came back, missing or declared dead. What was closed for them can be opened anew.
pub const FOUND: &str = "register.found";

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
