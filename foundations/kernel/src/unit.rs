//! Codes of administrative units.

use crate::value::{FromValue, ToValue, Value, ValueError, mismatch};
use std::fmt;
use std::str::FromStr;

/// An administrative unit, named by its place in the hierarchy, from the official numeric codes.
///
/// A province is `01`; under the three tiers that ended on 30 June 2025 a district is `01-001` and a commune
/// `01-001-00001`; under the two tiers since then a commune is `01-00004`. The three- and the two-tier communes
/// reuse numbers, so only the whole path is an identity.
///
/// Containment is a matter of text: a unit contains every unit whose code starts with its own and a hyphen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitCode(String);

/// How far down the hierarchy a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitLevel {
    /// The country: the code is `VN`.
    Nation,
    /// A province or centrally-run city.
    Province,
    /// A district, until 30 June 2025.
    District,
    /// A commune, ward or township.
    Commune,
}

impl UnitLevel {
    /// The word used in data and addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }
}

/// A text that is not a unit code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the code of an administrative unit (expected 01, 01-001, 01-001-00001 or 01-00004)")]
pub struct BadUnitCode(String);

impl UnitCode {
    /// The unit above all provinces.
    #[must_use]
    pub fn nation() -> Self {
        Self("VN".to_owned())
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How far down the unit stands.
    #[must_use]
    pub fn level(&self) -> UnitLevel {
        match self.0.len() {
            2 if self.0 == "VN" => UnitLevel::Nation,
            2 => UnitLevel::Province,
            6 => UnitLevel::District,
            _ => UnitLevel::Commune,
        }
    }

    /// Whether `other` is this unit or lies in it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.level() == UnitLevel::Nation
            || other.0.strip_prefix(&self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }

    /// The unit one level up; `None` for the nation.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        match self.level() {
            UnitLevel::Nation => None,
            UnitLevel::Province => Some(Self::nation()),
            UnitLevel::District | UnitLevel::Commune => self.0.rsplit_once('-').map(|(parent, _)| Self(parent.to_owned())),
        }
    }

    /// The province the unit lies in; the nation for the nation.
    #[must_use]
    pub fn province(&self) -> Self {
        Self(self.0[..2].to_owned())
    }

    /// The district of a three-tier commune or of a district; `None` under two tiers.
    #[must_use]
    pub fn district(&self) -> Option<Self> {
        (self.0.len() == 6 || self.0.len() == 12).then(|| Self(self.0[..6].to_owned()))
    }

    /// The unit's own official number, the last part of the code: `00001`.
    #[must_use]
    pub fn number(&self) -> &str {
        self.0.rsplit('-').next().unwrap_or(&self.0)
    }

    /// Bounds for `code >= low AND code < high`, which finds this unit and all in it by index.
    #[must_use]
    pub fn range(&self) -> (String, String) {
        if self.level() == UnitLevel::Nation {
            // Digits sort before letters, so this spans every province.
            return (String::new(), "~".to_owned());
        }
        // '.' is the character after '-', so the range ends right behind the last unit inside.
        (self.0.clone(), format!("{}.", self.0))
    }
}

impl FromStr for UnitCode {
    type Err = BadUnitCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "VN" {
            return Ok(Self::nation());
        }
        let lengths: Vec<usize> = text.split('-').map(str::len).collect();
        let shaped = matches!(lengths.as_slice(), [2] | [2, 3] | [2, 5] | [2, 3, 5]);
        if shaped && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadUnitCode(text.chars().take(24).collect()))
        }
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl serde::Serialize for UnitCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for UnitCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl ToValue for UnitCode {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.0.as_str().into())
    }
}

impl FromValue for UnitCode {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Text(text) => text.parse().map_err(|_| ValueError { expected: "a unit code", found: "other text" }),
            other => Err(mismatch("a unit code", &other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> UnitCode {
        text.parse().expect("a good code")
    }

    #[test]
    fn a_unit_contains_itself_and_what_lies_in_it() {
        assert!(code("01").contains(&code("01-001-00001")));
        assert!(code("01-001").contains(&code("01-001")));
        assert!(!code("01-001").contains(&code("01-002-00001")));
        // The two-tier commune 00100 is not in the district 001 though the digits begin alike.
        assert!(!code("01-001").contains(&code("01-00100")));
        assert!(UnitCode::nation().contains(&code("79")));
    }

    #[test]
    fn the_range_agrees_with_containment() {
        let units = ["01", "01-001", "01-001-00001", "01-00100", "01-002", "02"].map(code);
        for outer in &units {
            let (low, high) = outer.range();
            for inner in &units {
                assert_eq!(
                    outer.contains(inner),
                    inner.as_str() >= low.as_str() && inner.as_str() < high.as_str(),
                    "{outer} and {inner}"
                );
            }
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "1", "001", "01-1", "01-001-1", "01_001", "vn", "01-001-00001-1", "٠١"] {
            assert!(text.parse::<UnitCode>().is_err(), "{text}");
        }
    }
}
