//! Verification codes: short enough to type from paper, random enough not to be guessed, with a check character.

use kernel::Randomness;
use kernel::value::{FromValue, ToValue, Value, ValueError, mismatch};
use std::fmt;
use std::str::FromStr;

/// Crockford's base 32: no I, L, O, U, which are misread or offend.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;
const GROUP: usize = 4;

/// The code of a paper, such as `7K3M-Q9TX-4WEB`: 55 random bits and a check character.
///
/// The check character finds every single wrong character and every exchange of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code([u8; LENGTH]);

/// A text that is not a verification code: a character too many or too few, or one mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a verification code: twelve letters and digits whose check character agrees")]
pub struct BadCode;

impl Code {
    /// A new code from `random`.
    #[must_use]
    pub fn draw(random: &dyn Randomness) -> Self {
        let mut digits = [0_u8; LENGTH];
        random.fill(&mut digits);
        for digit in &mut digits {
            *digit &= 31;
        }
        digits[LENGTH - 1] = 0;
        // The last place has weight one, so the sum of the others is what brings the whole to zero.
        digits[LENGTH - 1] = weighted_sum(&digits);
        Self(digits)
    }

    /// The code without hyphens, as stored.
    #[must_use]
    pub fn bare(&self) -> String {
        self.0.iter().map(|digit| char::from(ALPHABET[usize::from(*digit)])).collect()
    }
}

/// The sum of the digits, each times a different power of `x` in the field of 32 elements.
///
/// Horner's scheme: the first digit gets `x¹¹`, the last `x⁰`. The powers differ because `x` has order 31,
/// which is what makes an exchange of two digits visible.
fn weighted_sum(digits: &[u8; LENGTH]) -> u8 {
    digits.iter().fold(0, |sum, digit| times_x(sum) ^ digit)
}

/// Multiplication by `x` modulo `x⁵ + x² + 1`, which is primitive.
const fn times_x(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0b10_0000 == 0 { shifted } else { (shifted ^ 0b10_0101) & 31 }
}

impl FromStr for Code {
    type Err = BadCode;

    /// Accepts small letters, spaces, any hyphens, and the letters that are misread: O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, BadCode> {
        let mut digits = [0_u8; LENGTH];
        let mut count = 0;
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '—' | '.')) {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let digit = ALPHABET.iter().position(|known| char::from(*known) == letter).ok_or(BadCode)?;
            *digits.get_mut(count).ok_or(BadCode)? = u8::try_from(digit).map_err(|_| BadCode)?;
            count += 1;
        }
        if count == LENGTH && weighted_sum(&digits) == 0 { Ok(Self(digits)) } else { Err(BadCode) }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bare = self.bare();
        let groups: Vec<&str> = (0..LENGTH).step_by(GROUP).map(|start| &bare[start..start + GROUP]).collect();
        formatter.pad(&groups.join("-"))
    }
}

impl ToValue for Code {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self.bare().into())
    }
}

impl FromValue for Code {
    fn from_value(value: Value<'_>) -> Result<Self, ValueError> {
        match value {
            Value::Text(text) => text.parse().map_err(|_| ValueError { expected: "a verification code", found: "other text" }),
            other => Err(mismatch("a verification code", &other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let random = SeededRandom::new(7);
        for _ in 0..2_000 {
            let code = Code::draw(&random);
            let text = code.to_string();
            assert_eq!(text.len(), 14);
            let typed = [
                text.clone(),
                text.to_lowercase(),
                text.replace('-', " "),
                code.bare(),
                text.replace('0', "o").replace('1', "l"),
            ];
            for typed in typed {
                assert_eq!(typed.parse(), Ok(code), "{typed}");
            }
        }
    }

    #[test]
    fn one_wrong_character_or_two_exchanged_are_found() {
        let random = SeededRandom::new(8);
        for _ in 0..50 {
            let bare = Code::draw(&random).bare().into_bytes();
            for place in 0..LENGTH {
                for other in ALPHABET {
                    let mut wrong = bare.clone();
                    wrong[place] = *other;
                    let read = String::from_utf8(wrong.clone()).expect("ASCII").parse::<Code>();
                    assert_eq!(read.is_ok(), wrong == bare);
                }
                for later in place + 1..LENGTH {
                    let mut swapped = bare.clone();
                    swapped.swap(place, later);
                    let read = String::from_utf8(swapped.clone()).expect("ASCII").parse::<Code>();
                    assert_eq!(read.is_ok(), swapped == bare);
                }
            }
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "7K3M", "7K3M-Q9TX-4WEBB", "7K3M-Q9TX-4WU1", "７K3M-Q9TX-4WEB"] {
            assert_eq!(text.parse::<Code>(), Err(BadCode), "{text}");
        }
    }
}
