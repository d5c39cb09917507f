//! Signing keys and signed heads of the tree.

use crate::error::AuditError;
use crate::merkle::{Hash, leaf_hash};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::{Instant, Randomness};
use std::fmt;

/// The length of a signing key's seed and of a public key, in bytes.
pub const KEY_BYTES: usize = 32;
/// The first line of what is signed: which log this is.
pub const ORIGIN: &str = "onedoor.audit";

/// A key that signs heads (Ed25519). The seed is the secret: who has it can sign another history.
pub struct Signer(Ed25519KeyPair);

impl Signer {
    /// Draws the seed of a new key. The caller keeps it in a file that only the program can read.
    #[must_use]
    pub fn draw_seed(random: &dyn Randomness) -> [u8; KEY_BYTES] {
        let mut seed = [0; KEY_BYTES];
        random.fill(&mut seed);
        seed
    }

    /// The key of a seed.
    ///
    /// # Errors
    /// [`AuditError::BadKey`] when the seed is not [`KEY_BYTES`] long.
    pub fn from_seed(seed: &[u8]) -> Result<Self, AuditError> {
        Ed25519KeyPair::from_seed_unchecked(seed).map(Self).map_err(|_| AuditError::BadKey)
    }

    /// The public half, for those who verify.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        let mut bytes = [0; KEY_BYTES];
        bytes.copy_from_slice(self.0.public_key().as_ref());
        PublicKey(bytes)
    }

    pub(crate) fn sign(&self, size: u64, root: Hash, at: Instant, high_seq: i64) -> Head {
        let mut head = Head { size, root, at, high_seq, key_id: self.public_key().id(), signature: Vec::new() };
        head.signature = self.0.sign(head.signed_text().as_bytes()).as_ref().to_vec();
        head
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Signer({})", self.public_key().id())
    }
}

/// A key that verifies heads. Its text form is base 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; KEY_BYTES]);

impl PublicKey {
    /// From raw bytes.
    ///
    /// # Errors
    /// [`AuditError::BadKey`] when there are not [`KEY_BYTES`] of them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, AuditError> {
        bytes.try_into().map(Self).map_err(|_| AuditError::BadKey)
    }

    /// A short name: the first 16 hexadecimal digits of the key's hash.
    #[must_use]
    pub fn id(&self) -> String {
        leaf_hash(&self.0)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether this key signed `head`.
    #[must_use]
    pub fn verifies(&self, head: &Head) -> bool {
        head.key_id == self.id()
            && UnparsedPublicKey::new(&ED25519, self.0).verify(head.signed_text().as_bytes(), &head.signature).is_ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&STANDARD.encode(self.0))
    }
}

impl std::str::FromStr for PublicKey {
    type Err = AuditError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_bytes(&STANDARD.decode(text.trim()).map_err(|_| AuditError::BadKey)?)
    }
}

/// A signed head: this many entries, this root, at this time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many entries the tree has.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// When it was signed.
    pub at: Instant,
    /// The highest entry number in the tree, to find entries by time. Not signed.
    pub high_seq: i64,
    /// Which key signed.
    pub key_id: String,
    /// Ed25519 over [`Head::signed_text`].
    pub signature: Vec<u8>,
}

impl Head {
    /// What is signed: a checkpoint in the form that transparency logs share (C2SP tlog-checkpoint):
    /// origin, size, root in base 64, and one line of our own with the time.
    #[must_use]
    pub fn signed_text(&self) -> String {
        format!("{ORIGIN}\n{}\n{}\nat {}\n", self.size, STANDARD.encode(self.root), self.at)
    }
}

store::row! {
    /// A head as stored.
    pub(crate) struct HeadRow {
        size: i64,
        root: [u8; 32],
        at: Instant,
        high_seq: i64,
        key_id: String,
        signature: Vec<u8>,
    }
}

impl TryFrom<HeadRow> for Head {
    type Error = AuditError;
    fn try_from(row: HeadRow) -> Result<Self, AuditError> {
        let HeadRow { size, root, at, high_seq, key_id, signature } = row;
        let size = u64::try_from(size).map_err(|_| AuditError::DamagedTree)?;
        Ok(Self { size, root, at, high_seq, key_id, signature })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;

    #[test]
    fn a_head_is_verified_by_its_key_and_no_other() {
        let signer = Signer::from_seed(&Signer::draw_seed(&SeededRandom::new(1))).expect("a seed");
        let other = Signer::from_seed(&Signer::draw_seed(&SeededRandom::new(2))).expect("a seed");
        let head = signer.sign(3, [7; 32], Instant::from_micros(0), 3);
        assert_eq!(
            head.signed_text(),
            "onedoor.audit\n3\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\nat 1970-01-01T00:00:00Z\n"
        );
        let key: PublicKey = signer.public_key().to_string().parse().expect("reads back");
        assert!(key.verifies(&head));
        assert!(!other.public_key().verifies(&head));
        assert!(!key.verifies(&Head { size: 4, ..head.clone() }));
        assert!(!key.verifies(&Head { root: [8; 32], ..head.clone() }));
        assert!(!key.verifies(&Head { at: Instant::from_micros(1_000_000), ..head }));
    }

    #[test]
    fn other_texts_are_no_keys() {
        assert!(Signer::from_seed(&[1; 31]).is_err());
        assert!("".parse::<PublicKey>().is_err());
        assert!("AAAA".parse::<PublicKey>().is_err());
    }
}
