//! Secrets that must be read back, such as those of authenticators: sealed, so that a copy of the database is not enough.

use crate::error::AccountError;
use crate::model::Holder;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use kernel::Randomness;

/// Seals and opens with one key (AES-256-GCM). A sealed secret is bound to its holder and opens for nobody else.
pub(crate) struct Vault(LessSafeKey);

impl Vault {
    pub(crate) fn new(key: &[u8; 32]) -> Result<Self, AccountError> {
        UnboundKey::new(&AES_256_GCM, key).map(|key| Self(LessSafeKey::new(key))).map_err(|_| AccountError::Crypto)
    }

    pub(crate) fn seal(&self, holder: Holder, secret: &[u8], random: &dyn Randomness) -> Result<Vec<u8>, AccountError> {
        let mut nonce = [0; NONCE_LEN];
        random.fill(&mut nonce);
        let mut sealed = secret.to_vec();
        let bound = Aad::from(holder.raw().to_be_bytes());
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound, &mut sealed)
            .map_err(|_| AccountError::Crypto)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    pub(crate) fn open(&self, holder: Holder, sealed: &[u8]) -> Result<Vec<u8>, AccountError> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(AccountError::Crypto)?;
        let mut secret = rest.to_vec();
        let bound = Aad::from(holder.raw().to_be_bytes());
        let opened =
            self.0.open_in_place(Nonce::assume_unique_for_key(*nonce), bound, &mut secret).map_err(|_| AccountError::Crypto)?;
        Ok(opened.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{AccountId, SeededRandom};

    #[test]
    fn a_sealed_secret_opens_for_its_holder_with_its_key_only() {
        let random = SeededRandom::new(1);
        let (vault, other) = (Vault::new(&[1; 32]).expect("a key"), Vault::new(&[2; 32]).expect("a key"));
        let (me, you) = (Holder::Citizen(AccountId::from_raw(1)), Holder::Citizen(AccountId::from_raw(2)));
        let sealed = vault.seal(me, b"secret", &random).expect("seals");
        assert_eq!(vault.open(me, &sealed).expect("opens"), b"secret");
        assert!(vault.open(you, &sealed).is_err());
        assert!(other.open(me, &sealed).is_err());
        assert!(vault.open(me, &sealed[..8]).is_err());
        let mut changed = sealed.clone();
        changed[NONCE_LEN] ^= 1;
        assert!(vault.open(me, &changed).is_err());
        assert_ne!(vault.seal(me, b"secret", &random).expect("seals"), sealed, "every sealing has its own nonce");
    }
}
