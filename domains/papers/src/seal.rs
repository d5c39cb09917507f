//! Seals: the key of an office, and what it signs.

use crate::code::Code;
use crate::model::PaperKind;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use kernel::{Instant, UnitCode};

const SEED_LENGTH: usize = 32;

/// The keys of all offices, derived from one master secret, so that there is one thing to guard and to back up.
pub struct Seals {
    master: [u8; SEED_LENGTH],
}

/// The key with which one office seals its papers: Ed25519 (RFC 8032).
pub struct Seal {
    pair: Ed25519KeyPair,
}

/// What a seal is set under: the digest of the PDF and what the public page says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedFacts<'a> {
    /// The verification code.
    pub code: Code,
    /// What kind of paper.
    pub kind: &'a PaperKind,
    /// The responsible unit.
    pub unit: &'a UnitCode,
    /// The office as the paper names it.
    pub agency: &'a str,
    /// The number in the office's book.
    pub number: Option<i64>,
    /// When it was sealed.
    pub issued_at: Instant,
    /// SHA-256 of the PDF, in hexadecimal.
    pub sha256: &'a str,
}

impl SealedFacts<'_> {
    /// The text that is signed: one fact a line, so that anybody can rebuild it.
    #[must_use]
    pub fn statement(&self) -> String {
        let number = self.number.map_or_else(String::new, |number| number.to_string());
        // The office's name comes last: it is the only text that is not of our own making.
        format!(
            "onedoor paper v1\ncode {}\nkind {}\nunit {}\nnumber {number}\nissued {}\nsha256 {}\nagency {}",
            self.code,
            self.kind,
            self.unit,
            self.issued_at,
            self.sha256,
            self.agency.replace('\n', " "),
        )
    }
}

/// The length of a derived seed, for the derivation function.
struct SeedLength;

impl KeyType for SeedLength {
    fn len(&self) -> usize {
        SEED_LENGTH
    }
}

impl Seals {
    /// Seals under a master secret of 32 random bytes.
    #[must_use]
    pub const fn from_master(master: [u8; SEED_LENGTH]) -> Self {
        Self { master }
    }

    /// The seal of an office.
    #[must_use]
    pub fn of(&self, unit: &UnitCode) -> Seal {
        let purpose: [&[u8]; 2] = [b"onedoor paper seal v1 ", unit.as_str().as_bytes()];
        let mut seed = [0; SEED_LENGTH];
        Salt::new(HKDF_SHA256, b"onedoor")
            .extract(&self.master)
            .expand(&purpose, SeedLength)
            .and_then(|material| material.fill(&mut seed))
            .expect("32 bytes are within what HKDF-SHA256 gives");
        Seal { pair: Ed25519KeyPair::from_seed_unchecked(&seed).expect("any 32 bytes are a seed") }
    }
}

impl Seal {
    /// The public key, 32 bytes.
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    /// The name of the key: the first 16 hexadecimal digits of the public key's SHA-256.
    #[must_use]
    pub fn key_id(&self) -> String {
        sha256_hex(self.public_key())[..16].to_owned()
    }

    /// Signs.
    #[must_use]
    pub fn sign(&self, facts: &SealedFacts<'_>) -> Vec<u8> {
        self.pair.sign(facts.statement().as_bytes()).as_ref().to_vec()
    }
}

/// Whether `signature` by `public_key` is set under `facts`.
#[must_use]
pub(crate) fn holds(public_key: &[u8], facts: &SealedFacts<'_>, signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public_key).verify(facts.statement().as_bytes(), signature).is_ok()
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> UnitCode {
        text.parse().expect("a unit")
    }

    #[test]
    fn a_seal_holds_for_its_facts_only() {
        let seals = Seals::from_master([7; 32]);
        let (here, there) = (unit("01-001-00001"), unit("01-001-00004"));
        let kind: PaperKind = "ct07".parse().expect("a kind");
        let facts = SealedFacts {
            code: Code::draw(&kernel::SeededRandom::new(1)),
            kind: &kind,
            unit: &here,
            agency: "Công an phường Phúc Xá",
            number: Some(12),
            issued_at: Instant::from_micros(1_662_000_000_000_000),
            sha256: "00ff",
        };
        let seal = seals.of(&here);
        let signature = seal.sign(&facts);
        assert!(holds(seal.public_key(), &facts, &signature));
        assert!(!holds(seal.public_key(), &SealedFacts { sha256: "00fe", ..facts.clone() }, &signature));
        assert!(!holds(seal.public_key(), &SealedFacts { number: None, ..facts.clone() }, &signature));
        assert!(!holds(seals.of(&there).public_key(), &facts, &signature), "each office has its own key");
        assert_eq!(seals.of(&here).key_id(), Seals::from_master([7; 32]).of(&here).key_id(), "keys come from the master alone");
    }
}
