//! What happened to a dossier.

use crate::commands::Companion;
use crate::model::{Act, State};
use crate::{Error, sql};
use kernel::{DossierId, Instant, PersonId, StaffId, UnitCode};
use serde_json::Value;
use store::{ReadTx, params};

/// More acts than a dossier can have: each step is taken once, and nothing repeats without end.
const EVENTS_MAX: i64 = 200;

store::row! {
    /// One act in the history of a dossier.
    #[derive(Clone, PartialEq)]
    pub struct HistoryEntry {
        /// Its number, from 0.
        pub number: u32,
        /// When.
        pub at: Instant,
        /// What.
        pub act: Act,
        /// Where the dossier stood then.
        pub state: State,
        /// The step of the service.
        pub step: u32,
        /// The officer who acted.
        pub staff: Option<StaffId>,
        /// The citizen who acted.
        pub person: Option<PersonId>,
        /// The unit of the officer.
        pub office: Option<UnitCode>,
        /// What was written to it.
        pub note: Option<String>,
        /// Particulars: defects, papers seen, what a grant changed.
        pub detail: Option<Value>,
    }
}

impl std::fmt::Debug for HistoryEntry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "HistoryEntry({}, {})", self.number, self.act)
    }
}

impl HistoryEntry {
    /// The defects that a request for supplement listed.
    #[must_use]
    pub fn defects(&self) -> Vec<&str> {
        let list = self.detail.as_ref().and_then(|detail| detail["defects"].as_array());
        list.map_or_else(Vec::new, |list| list.iter().filter_map(Value::as_str).collect())
    }

    /// The commune that ended, when this is the move into the one that took it over.
    #[must_use]
    pub fn unit_left(&self) -> Option<UnitCode> {
        let detail = self.detail.as_ref().filter(|_| self.act == Act::MoveUnit)?;
        detail["from"].as_str()?.parse().ok()
    }
}

/// Everything that happened, in order.
pub(crate) fn events(tx: &mut ReadTx<'_>, dossier: DossierId) -> Result<Vec<HistoryEntry>, Error> {
    Ok(tx.many(&sql::EVENTS_OF, params![dossier, EVENTS_MAX])?)
}

/// Who moves along with the applicant, as it was noted when the dossier was filed.
pub(crate) fn companions(tx: &mut ReadTx<'_>, dossier: DossierId) -> Result<Vec<Companion>, Error> {
    let filed = tx.optional::<HistoryEntry>(&sql::EVENTS_OF, params![dossier, 1])?;
    Ok(filed.map_or_else(Vec::new, |entry| companions_in(&entry)))
}

/// The same from the entry of the filing.
pub(crate) fn companions_in(filed: &HistoryEntry) -> Vec<Companion> {
    let list = filed.detail.as_ref().and_then(|detail| detail.get("members")).cloned();
    list.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default()
}
