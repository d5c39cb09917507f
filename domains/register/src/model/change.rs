//! The history of the register: each change with its ground.

use kernel::{DossierId, HouseholdId, Instant, PersonId, UnitCode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

kernel::define_id!(
    /// A change of the register.
    ChangeId,
    "chg"
);

kernel::text_enum! {
    /// What kind of change it was.
    pub enum ChangeKind {
        /// The person or household came in with a roll or another bulk load.
        Entered = "entered",
        /// The person was entered.
        Created = "created",
        /// Facts were corrected.
        Corrected = "corrected",
        /// A permanent residence began.
        Permanent = "permanent",
        /// A temporary residence began.
        Temporary = "temporary",
        /// A residence ended.
        Ended = "ended",
        /// A household was formed.
        Formed = "formed",
        /// A household got another head.
        Head = "head",
        /// A household was left by its last member.
        Dissolved = "dissolved",
        /// Facts were compared with a paper and found right.
        Verified = "verified",
        /// An earlier change was undone.
        Reversed = "reversed",
        /// A photograph was taken in.
        Photographed = "photographed",
        /// Members of a household formed one of their own.
        Split = "split",
        /// A household became one with another at its dwelling.
        Merged = "merged",
        /// A temporary residence got another term.
        Renewed = "renewed",
        /// Somebody declared that they would be away for long.
        Absent = "absent",
        /// Who was away came back, or moved.
        Back = "back",
        /// A house that takes guests was entered.
        LodgingEntered = "lodging-entered",
        /// Facts about a house that takes guests were changed.
        LodgingChanged = "lodging-changed",
        /// Guests were notified.
        StaysNotified = "stays-notified",
        /// Guests left, or were never there.
        StaysEnded = "stays-ended",
        /// A commune ended and others took over what it had.
        UnitChanged = "unit-changed",
        /// A person who had no identity number got one.
        NumberIssued = "number-issued",
        /// An identity number was cancelled and another set.
        NumberReplaced = "number-replaced",
        /// A birth was registered.
        Birth = "birth",
        /// A death was registered.
        Death = "death",
        /// The person's spouse died.
        Widowed = "widowed",
        /// A marriage began.
        Marriage = "marriage",
        /// A marriage was dissolved.
        Divorce = "divorce",
        /// The person was adopted, or an adoption ended.
        Adoption = "adoption",
        /// A father or mother was recognised, or turned out not to be one.
        Recognised = "recognised",
        /// A guardianship began or ended.
        Guardianship = "guardianship",
        /// The name was changed.
        Renamed = "renamed",
        /// The sex was determined anew.
        SexChanged = "sex-changed",
        /// A court declared the person missing.
        Missing = "missing",
        /// The person came back.
        Found = "found",
    }
}

/// On which ground a change is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The law or procedure: a code such as `law-68-2020-art-21`, or the id of the service.
    pub basis: String,
    /// The dossier in which it was decided.
    pub dossier: Option<DossierId>,
    /// What proves it: the number of a paper, the digest of a file.
    pub evidence: Option<String>,
}

impl Ground {
    /// A ground without dossier or evidence.
    #[must_use]
    pub fn new(basis: impl Into<String>) -> Self {
        Self { basis: basis.into(), dossier: None, evidence: None }
    }

    /// The same ground, decided in `dossier`.
    #[must_use]
    pub fn in_dossier(mut self, dossier: DossierId) -> Self {
        self.dossier = Some(dossier);
        self
    }

    /// The same ground, proven by `evidence`.
    #[must_use]
    pub fn proven_by(mut self, evidence: impl Into<String>) -> Self {
        self.evidence = Some(evidence.into());
        self
    }
}

/// One entry of the history.
#[derive(Clone, PartialEq, Serialize)]
pub struct Change {
    /// Its id; later changes have greater ids.
    pub id: ChangeId,
    /// The person it concerns.
    pub person: Option<PersonId>,
    /// The household it concerns.
    pub household: Option<HouseholdId>,
    /// What kind of change.
    pub kind: ChangeKind,
    /// When it was made.
    pub at: Instant,
    /// Who made it, as the access log names them.
    pub by: String,
    /// The unit of the office that made it.
    pub office: Option<UnitCode>,
    /// On which ground.
    pub ground: Ground,
    /// The changed facts as they were; empty for something new.
    pub before: Map<String, Value>,
    /// The changed facts as they became.
    pub after: Map<String, Value>,
    /// The first entry of the act that it was part of; nothing when it came with a bulk load.
    pub act: Option<ChangeId>,
}

impl std::fmt::Debug for Change {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Change({}, {})", self.id, self.kind)
    }
}

/// The facts that differ, as they were and as they became. A fact that is missing on one side is `null` there.
pub(crate) fn difference<T: Serialize>(before: &T, after: &T) -> (Map<String, Value>, Map<String, Value>) {
    let (before, after) = (object(before), object(after));
    let mut was = Map::new();
    let mut became = Map::new();
    for key in before.keys().chain(after.keys().filter(|key| !before.contains_key(*key))) {
        let (old, new) = (before.get(key).unwrap_or(&Value::Null), after.get(key).unwrap_or(&Value::Null));
        if old != new {
            was.insert(key.clone(), old.clone());
            became.insert(key.clone(), new.clone());
        }
    }
    (was, became)
}

/// A serialisable struct as a JSON object.
pub(crate) fn object<T: Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value).expect("facts are plain values with text keys") {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fact, PersonFacts};
    use kernel::Sex;
    use kernel::partial_date::PartialDate;

    #[test]
    fn only_what_differs_is_kept() {
        let birth = PartialDate::year_only(1962).expect("a year");
        let before = PersonFacts::new(kernel::PersonName::parse("Nguyễn Thị Ví Dụ").expect("a name"), Sex::Female, birth);
        let mut after = before.clone();
        after.set(Fact::Phone(Some("0900000000".to_owned())));
        let (was, became) = difference(&before, &after);
        assert_eq!(Value::Object(was), serde_json::json!({ "phone": null }));
        assert_eq!(Value::Object(became), serde_json::json!({ "phone": "0900000000" }));
        let (was, became) = difference(&before, &before);
        assert!(was.is_empty() && became.is_empty());
    }
}
