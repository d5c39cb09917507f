//! Money in đồng, which has no smaller unit.

use crate::value::{FromValue, ToValue, Value, ValueError};
use std::fmt;

/// An amount in đồng; negative amounts are the other side of a ledger entry.
///
/// Arithmetic is checked: an overflow is a defect that must not turn into a wrong balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Dong(i64);

/// A text that is not an amount in đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("not an amount in đồng: expected digits, in groups of three with dots or without")]
pub struct BadAmount;

impl BadAmount {
    /// The sender's to mend.
    #[must_use]
    pub const fn kind(self) -> crate::ErrorKind {
        crate::ErrorKind::Invalid
    }

    /// The message that explains it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        "amount-invalid"
    }
}

impl Dong {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of `amount` đồng.
    #[must_use]
    pub const fn new(amount: i64) -> Self {
        Self(amount)
    }

    /// The amount as a number of đồng.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether the amount is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, unless it overflows.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it overflows.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// `times` times the amount, unless it overflows.
    #[must_use]
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The amount with the sign turned, unless it overflows.
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// The sum of all, unless it overflows on the way.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
}

/// Writes `number` with `separator` between groups of three digits.
#[must_use]
pub fn grouped(number: i64, separator: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

impl fmt::Display for Dong {
    /// As Viet Nam writes it: `1.234.567 ₫`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{} ₫", grouped(self.0, '.')))
    }
}

impl std::str::FromStr for Dong {
    type Err = BadAmount;

    /// Reads `1.234.567 ₫`, `1.234.567`, `1234567` and the same with `đ`, `đồng` or `VND` behind.
    fn from_str(text: &str) -> Result<Self, BadAmount> {
        let text = text.trim();
        let bare = ["₫", "đồng", "đ", "VND", "VNĐ"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim_end();
        let (sign, digits) = bare.strip_prefix('-').map_or((1, bare), |rest| (-1, rest));
        let groups_fit = match digits.split_once('.') {
            None => true,
            Some((first, rest)) => (1..=3).contains(&first.len()) && rest.split('.').all(|group| group.len() == 3),
        };
        let digits = digits.replace('.', "");
        if !groups_fit || digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BadAmount);
        }
        // Parsed with its sign, because the least number has no positive counterpart.
        let signed = if sign < 0 { format!("-{digits}") } else { digits };
        signed.parse().map(Self).map_err(|_| BadAmount)
    }
}

impl ToValue for Dong {
    fn to_value(&self) -> Value<'_> {
        Value::Int(self.0)
    }
}

impl FromValue for Dong {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        i64::from_value(value).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_written_with_dots() {
        assert_eq!(Dong::new(0).to_string(), "0 ₫");
        assert_eq!(Dong::new(999).to_string(), "999 ₫");
        assert_eq!(Dong::new(10_000).to_string(), "10.000 ₫");
        assert_eq!(Dong::new(-1_234_567).to_string(), "-1.234.567 ₫");
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, amount) in
            [("10.000 ₫", 10_000), ("10000", 10_000), ("10.000đ", 10_000), ("1.234.567 VND", 1_234_567), ("-5", -5)]
        {
            assert_eq!(text.parse(), Ok(Dong::new(amount)), "{text}");
        }
        for text in ["", "₫", "1,000", "10.00", "1..000", "--5", "1e3", "99999999999999999999", ".000"] {
            assert_eq!(text.parse::<Dong>(), Err(BadAmount), "{text}");
        }
    }

    #[test]
    fn overflow_is_an_answer_not_a_wrong_sum() {
        assert_eq!(Dong::new(i64::MAX).checked_add(Dong::new(1)), None);
        assert_eq!(Dong::new(i64::MIN).checked_neg(), None);
        assert_eq!(Dong::checked_sum([Dong::new(2), Dong::new(-5), Dong::new(3)]), Some(Dong::ZERO));
    }

    proptest! {
        #[test]
        fn texts_columns_and_json_read_back(amount: i64) {
            let dong = Dong::new(amount);
            prop_assert_eq!(dong.to_string().parse::<Dong>(), Ok(dong));
            prop_assert_eq!(Dong::from_value(dong.to_value()), Ok(dong));
            prop_assert_eq!(serde_json::to_string(&dong).expect("serializes"), amount.to_string());
        }
    }
}
