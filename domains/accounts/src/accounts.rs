//! What signing in needs beyond the database: the password hasher, the passkey verifier, the vault.

use crate::error::AccountError;
use crate::password::{PasswordCost, Passwords};
use crate::vault::Vault;
use kernel::Randomness;
use url::{Host, Url};
use webauthn_rs::prelude::{Webauthn, WebauthnBuilder};

/// The name that authenticators and passkey dialogs show.
const SERVICE_NAME: &str = "OneDoor";

/// One instance a process, shared by all requests.
pub struct Accounts {
    pub(crate) passwords: Passwords,
    pub(crate) vault: Vault,
    webauthn: Option<Webauthn>,
}

/// The program's address cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an address such as https://dichvucong.example")]
pub struct BadAddress(String);

impl Accounts {
    /// For a program that people reach at `public_url`, with the key that seals secrets in the database.
    ///
    /// Passkeys are bound to the host's name. An address without one has none, except that 127.0.0.1 counts as
    /// `localhost`: passkeys work there when the pages are opened as `http://localhost`.
    ///
    /// # Errors
    /// [`BadAddress`] when the address cannot be read.
    pub fn new(public_url: &str, key: &[u8; 32]) -> Result<Self, BadAddress> {
        let bad = || BadAddress(public_url.to_owned());
        let url = Url::parse(public_url).map_err(|_| bad())?;
        let vault = Vault::new(key).map_err(|_| bad())?;
        let webauthn = match passkey_origin(url) {
            Some((name, origin)) => Some(verifier(&name, &origin).ok_or_else(bad)?),
            None => None,
        };
        Ok(Self { passwords: Passwords::new(PasswordCost::STANDARD), vault, webauthn })
    }

    /// The same with another price for a guess, for tests and the demo city.
    #[must_use]
    pub fn with_password_cost(mut self, cost: PasswordCost) -> Self {
        self.passwords = Passwords::new(cost);
        self
    }

    /// Whether passkeys can be used at the program's address.
    #[must_use]
    pub const fn has_passkeys(&self) -> bool {
        self.webauthn.is_some()
    }

    /// Hashes a password, for imports. Takes a core for a while: call it on a blocking thread, outside transactions.
    ///
    /// # Errors
    /// [`AccountError::Busy`].
    pub fn hash_password(&self, password: &str, random: &dyn Randomness) -> Result<String, AccountError> {
        self.passwords.hash(password, random)
    }

    pub(crate) fn webauthn(&self) -> Result<&Webauthn, AccountError> {
        self.webauthn.as_ref().ok_or(AccountError::PasskeysUnavailable)
    }
}

/// The name passkeys are bound to and the origin they are used at.
fn passkey_origin(mut url: Url) -> Option<(String, Url)> {
    let loopback = match url.host()? {
        Host::Domain(_) => false,
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    if loopback {
        url.set_host(Some("localhost")).ok()?;
    }
    let name = url.domain()?.to_owned();
    Some((name, url))
}

fn verifier(name: &str, origin: &Url) -> Option<Webauthn> {
    WebauthnBuilder::new(name, origin).and_then(|builder| builder.rp_name(SERVICE_NAME).build()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name() {
        let has = |url: &str| Accounts::new(url, &[0; 32]).map(|accounts| accounts.has_passkeys());
        assert_eq!(has("https://dichvucong.example"), Ok(true));
        assert_eq!(has("http://localhost:8080"), Ok(true));
        assert_eq!(has("http://127.0.0.1:8080"), Ok(true));
        assert_eq!(has("http://10.0.0.7:8080"), Ok(false));
        assert_eq!(has("dichvucong"), Err(BadAddress("dichvucong".to_owned())));
    }
}
