//! What a paper is, and what it takes to ask for one.

use kernel::time::Moment;
use kernel::value::{FromValue, ToValue, Value, ValueError, mismatch};
use kernel::{DossierId, PersonId, UnitCode};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

kernel::text_enum! {
    /// Where a paper stands.
    pub enum PaperState {
        /// Asked for, not printed yet.
        Pending = "pending",
        /// Printed, sealed and valid.
        Issued = "issued",
        /// No longer valid.
        Revoked = "revoked",
        /// Could not be printed; an operator must look.
        Failed = "failed",
    }
}

impl PaperState {
    /// Whether a paper in this state may still be printed.
    #[must_use]
    pub const fn may_be_printed(self) -> bool {
        matches!(self, Self::Pending | Self::Failed)
    }

    /// The message that names the state.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Pending => "papers-state-pending",
            Self::Issued => "papers-state-issued",
            Self::Revoked => "papers-state-revoked",
            Self::Failed => "papers-state-failed",
        }
    }
}

const KIND_LENGTH_MAX: usize = 40;

/// What kind of paper: the name of its template in the country pack, such as `receipt` or `ct07`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PaperKind(String);

/// A text that cannot name a kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of paper: expected small letters, digits and hyphens, at most 40")]
pub struct BadKind;

impl PaperKind {
    /// The name of the template.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The message that names the kind of paper: `papers-kind-` and the name of the template.
    #[must_use]
    pub fn message_id(&self) -> String {
        format!("papers-kind-{}", self.0)
    }
}

impl FromStr for PaperKind {
    type Err = BadKind;
    fn from_str(text: &str) -> Result<Self, BadKind> {
        let fits = (1..=KIND_LENGTH_MAX).contains(&text.len());
        let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if fits && plain { Ok(Self(text.to_owned())) } else { Err(BadKind) }
    }
}

impl fmt::Display for PaperKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl Serialize for PaperKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PaperKind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl ToValue for PaperKind {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.0.as_str().into())
    }
}

impl FromValue for PaperKind {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Text(text) => text.parse().map_err(|_| ValueError { expected: "a kind of paper", found: "other text" }),
            other => Err(mismatch("a kind of paper", &other)),
        }
    }
}

/// The office in whose name a paper is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Agency {
    /// The office above it, as the heading names it: UBND quận Ba Đình.
    pub superior: Option<String>,
    /// The office: UBND phường Phúc Xá.
    pub name: String,
    /// The part of the office that meets people: Bộ phận tiếp nhận và trả kết quả.
    pub desk: Option<String>,
    /// The place beside the date: Phúc Xá.
    pub place: String,
}

/// A paper to be made.
///
/// The body is what the template reads as `body`. Neither it nor the holder's name is ever logged.
#[derive(Clone)]
pub struct NewPaper {
    /// Which template.
    pub kind: PaperKind,
    /// The template's data.
    pub body: serde_json::Value,
    /// In whose name.
    pub agency: Agency,
    /// The unit that is responsible, for permission and for the seal.
    pub unit: UnitCode,
    /// The dossier that gave rise to it.
    pub dossier: Option<DossierId>,
    /// The person whose paper it is, who may fetch it.
    pub person: Option<PersonId>,
    /// The full name of the holder. Only the initials are kept, for the public page.
    pub holder: String,
}

/// What the printing job needs, kept in the row until the paper is issued.
#[derive(Serialize, Deserialize)]
pub(crate) struct PrintOrder {
    pub(crate) agency: Agency,
    pub(crate) date: Moment,
    pub(crate) body: serde_json::Value,
}

/// The initials of a full name: `Nguyễn Thị Ví Dụ` is `N.T.V.D.`.
pub(crate) fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .flat_map(|first| first.to_uppercase().chain(std::iter::once('.')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_name_nobody() {
        assert_eq!(initials("Nguyễn Thị Ví Dụ"), "N.T.V.D.");
        assert_eq!(initials("  đỗ  an "), "Đ.A.");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn kinds_are_plain_names() {
        assert!("ct07".parse::<PaperKind>().is_ok());
        for text in ["", "../receipt", "_letterhead", "CT07", "a".repeat(41).as_str()] {
            assert_eq!(text.parse::<PaperKind>(), Err(BadKind), "{text}");
        }
    }
}
