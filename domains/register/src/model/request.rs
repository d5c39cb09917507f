//! What one officer asks for and another approves.

use kernel::{HouseholdId, Instant, PartialDate, PersonId, Sex, StaffId, UnitCode};
use serde::{Deserialize, Serialize};

use super::ChangeId;

kernel::define_id!(
    /// A request to a second officer.
    RequestId,
    "req"
);

kernel::text_enum! {
    /// What is asked for.
    pub enum RequestKind {
        /// Another identity number for a person.
        NumberReplacement = "number-replacement",
        /// A list of persons to take out.
        Export = "export",
    }
}

kernel::text_enum! {
    /// Where a request stands.
    pub enum RequestState {
        /// It waits for the second officer.
        Open = "open",
        /// The second officer agreed, and it was carried out.
        Approved = "approved",
        /// The second officer did not agree.
        Refused = "refused",
        /// Who asked took it back.
        Withdrawn = "withdrawn",
    }
}

kernel::text_enum! {
    /// As what a list is written.
    pub enum ExportFormat {
        /// Comma-separated values, as spreadsheets read them and the import of rolls does.
        Csv = "csv",
        /// Apache Parquet, with typed columns.
        Parquet = "parquet",
    }
}

/// What is to be done once the second officer agrees.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Asked {
    /// See [`NumberReplacement`].
    NumberReplacement(NumberReplacement),
    /// See [`ListExport`].
    Export(ListExport),
}

impl Asked {
    /// The kind of request it makes.
    #[must_use]
    pub const fn kind(&self) -> RequestKind {
        match self {
            Self::NumberReplacement(_) => RequestKind::NumberReplacement,
            Self::Export(_) => RequestKind::Export,
        }
    }
}

/// Corrected facts are personal; only the kind may reach a log.
impl std::fmt::Debug for Asked {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Asked({})", self.kind())
    }
}

/// Cancels a person's identity number and sets another.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberReplacement {
    /// The code of the legal ground, from the country pack.
    pub ground: String,
    /// The sex, where that was re-determined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// The birth date, where that was corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<PartialDate>,
    /// The place of birth registration at the head of the new number: three digits.
    pub place: String,
    /// What proves it: the number of a decision.
    pub evidence: String,
    /// The version of the record that the request was made on.
    pub version: i64,
}

/// A list of the residents of a unit.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListExport {
    /// How it is written.
    pub format: ExportFormat,
    /// The code of the purpose for which the list is taken out. The access entries of everybody in it say it.
    pub purpose: String,
}

/// A request with where it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// What is to be done.
    pub asked: Asked,
    /// The unit that it counts for.
    pub unit: UnitCode,
    /// The person it concerns.
    pub person: Option<PersonId>,
    /// The household it concerns.
    pub household: Option<HouseholdId>,
    /// Why, in the words of who asked.
    pub reason: Option<String>,
    /// Who asked.
    pub asked_by: StaffId,
    /// When.
    pub asked_at: Instant,
    /// Where it stands.
    pub state: RequestState,
    /// Who decided.
    pub decided_by: Option<StaffId>,
    /// When.
    pub decided_at: Option<Instant>,
    /// What the second officer remarked.
    pub remark: Option<String>,
    /// The change that carried it out.
    pub change: Option<ChangeId>,
}

impl std::fmt::Debug for Request {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Request({}, {})", self.id, self.state)
    }
}
