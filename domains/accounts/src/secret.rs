//! Secrets that are handed out once and kept as hashes.

use aws_lc_rs::digest::{SHA256, digest};
use kernel::Randomness;
use std::fmt;

/// 256 random bits that open something: a session, a step of signing in. Never stored, never printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Draws a secret.
    #[must_use]
    pub fn draw(random: &dyn Randomness) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// From the bytes that came back.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for the cookie.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hexadecimal form, for forms and headers.
    #[must_use]
    pub fn to_text(self) -> String {
        hex(&self.0)
    }

    /// Reads the hexadecimal form; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .bytes()
            .map(|byte| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        if digits.len() == 64 { bytes.try_into().ok().map(Self) } else { None }
    }

    /// What is stored: a hash is enough to recognise a secret of so many bits and cannot be turned back.
    pub(crate) fn stored(self) -> [u8; 32] {
        sha256(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// A code that lets a person choose a password: 12 letters and digits in groups, easy to read out and to type.
#[derive(Clone, PartialEq, Eq)]
pub struct ActivationCode(String);

/// Letters and digits that are not mistaken for one another.
const CODE_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH: usize = 12;

impl ActivationCode {
    /// Draws a code of 60 bits.
    #[must_use]
    pub fn draw(random: &dyn Randomness) -> Self {
        let mut bytes = [0; CODE_LENGTH];
        random.fill(&mut bytes);
        Self(bytes.iter().map(|byte| char::from(CODE_ALPHABET[usize::from(byte & 31)])).collect())
    }

    /// As shown: `ABCD-EFGH-JKMN`.
    #[must_use]
    pub fn shown(&self) -> String {
        format!("{}-{}-{}", &self.0[..4], &self.0[4..8], &self.0[8..])
    }

    /// Reads a code as typed: small letters, spaces and hyphens do not matter, O is 0, I and L are 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut code = String::with_capacity(CODE_LENGTH);
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = u8::try_from(letter).is_ok_and(|byte| CODE_ALPHABET.contains(&byte));
            if !known || code.len() == CODE_LENGTH {
                return None;
            }
            code.push(letter);
        }
        (code.len() == CODE_LENGTH).then_some(Self(code))
    }

    /// What is stored.
    pub(crate) fn stored(&self) -> [u8; 32] {
        sha256(self.0.as_bytes())
    }
}

impl fmt::Debug for ActivationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ActivationCode(…)")
    }
}

/// SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}

/// Small hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;

    #[test]
    fn a_secret_reads_back_and_is_not_printed() {
        let secret = Secret::draw(&SeededRandom::new(1));
        assert_eq!(Secret::parse(&secret.to_text()), Some(secret));
        assert_eq!(Secret::parse(&secret.to_text().to_uppercase()), Some(secret));
        for text in ["", "00", &"g".repeat(64), &"0".repeat(65), &"é".repeat(32), &secret.to_text()[1..]] {
            assert_eq!(Secret::parse(text), None, "{text}");
        }
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn a_code_is_forgiving_to_type() {
        let code = ActivationCode::draw(&SeededRandom::new(1));
        assert_eq!(ActivationCode::parse(&code.shown()), Some(code.clone()));
        assert_eq!(ActivationCode::parse(&format!(" {} ", code.shown().to_lowercase().replace('-', " "))), Some(code.clone()));
        assert_eq!(ActivationCode::parse("oil0-0000-0000"), ActivationCode::parse("0110-0000-0000"));
        for text in ["", "ABCD-EFGH-JKM", "ABCD-EFGH-JKMNP", "ABCD-EFGH-JKMU", "ÀBCD-EFGH-JKMN"] {
            assert_eq!(ActivationCode::parse(text), None, "{text}");
        }
        assert_eq!(format!("{code:?}"), "ActivationCode(…)");
    }
}
