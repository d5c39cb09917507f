//! Passkeys (WebAuthn): enrolling them, signing in and proving identity again with them.
//!
//! Every passkey verifies its user (a finger, a face, a PIN), so one passkey is two factors.
//! It is stored on the device with the holder's id, so nobody has to type a name, and nobody learns who has one.

use crate::accounts::Accounts;
use crate::ceremony::{self, CeremonyKind};
use crate::error::AccountError;
use crate::model::{Holder, HolderKind};
use crate::queries::{self, holder_of};
use crate::secret::Secret;
use crate::sessions::{Device, NewSession, open_session, rotate};
use crate::sql;
use crate::totp::{may_enrol, note};
use access::Actor;
use kernel::Instant;
use serde_json::Value;
use store::{Error, ReadTx, Tx, params};
use webauthn_rs::prelude::{
    AuthenticationResult, CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, WebauthnError,
};

kernel::define_id!(
    /// A passkey.
    PasskeyId,
    "pkey"
);

/// Passkeys one holder may have.
pub const PASSKEYS_MAX: u32 = 10;
const LABEL_CHARACTERS_MAX: usize = 60;

/// What the browser is asked.
#[derive(Debug, Clone)]
pub struct PasskeyChallenge {
    /// Goes back with the answer, within five minutes.
    pub secret: Secret,
    /// For `navigator.credentials.create` or `.get`, binary values in base64url.
    pub options: Value,
}

store::row! {
    /// A passkey in the list of its holder.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PasskeyLine {
        /// Which one.
        pub id: PasskeyId,
        /// What the holder calls it.
        pub label: String,
        /// When it was enrolled.
        pub added_at: Instant,
        /// When it was used last.
        pub used_at: Option<Instant>,
    }
}

/// The actor's passkeys, oldest first.
///
/// # Errors
/// [`AccountError::Denied`] for an actor who is not signed in.
pub fn passkeys(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<Vec<PasskeyLine>, AccountError> {
    Ok(tx.many(&sql::PASSKEYS, params![holder_of(actor)?.raw(), PASSKEYS_MAX])?)
}

/// Removes one of the actor's passkeys.
///
/// # Errors
/// [`AccountError::Denied`] without a fresh proof of identity; [`AccountError::NotFound`].
pub fn remove_passkey(tx: &mut Tx<'_>, actor: &Actor, passkey: PasskeyId) -> Result<(), AccountError> {
    let holder = may_enrol(tx, actor)?;
    if tx.execute(&sql::REMOVE_PASSKEY, params![passkey, holder.raw()])? == 0 {
        return Err(AccountError::NotFound);
    }
    note(tx, actor, holder, "accounts.remove-passkey")
}

impl Accounts {
    /// Begins to enrol a passkey for the actor.
    ///
    /// # Errors
    /// [`AccountError::Denied`] without a fresh proof of identity; [`AccountError::TooManyPasskeys`];
    /// [`AccountError::PasskeysUnavailable`].
    pub fn begin_passkey(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<PasskeyChallenge, AccountError> {
        let holder = may_enrol(tx, actor)?;
        let login = queries::login(tx, holder)?;
        let enrolled: Vec<(Vec<u8>,)> = tx.many(&sql::CREDENTIALS, params![holder.raw(), PASSKEYS_MAX])?;
        if u32::try_from(enrolled.len()).unwrap_or(u32::MAX) >= PASSKEYS_MAX {
            return Err(AccountError::TooManyPasskeys(PASSKEYS_MAX));
        }
        let exclude: Vec<CredentialID> = enrolled.into_iter().map(|(id,)| CredentialID::from(id)).collect();
        let (options, state) = self
            .webauthn()?
            .start_passkey_registration(user_handle(holder), &login.name, &login.display, Some(exclude))
            .map_err(refused)?;
        let mut options = serde_json::to_value(options).map_err(Error::from)?;
        require_discoverable(&mut options);
        let state = serde_json::to_string(&state).map_err(Error::from)?;
        let secret = ceremony::begin(tx, actor, CeremonyKind::PasskeyAdd, Some(holder), &state)?;
        Ok(PasskeyChallenge { secret, options })
    }

    /// Enrols the passkey with which the browser answered. The session now stands on two factors and gets a new token.
    ///
    /// # Errors
    /// [`AccountError::PasskeyRefused`], [`AccountError::PasskeyTaken`], [`AccountError::CeremonyOver`].
    pub fn confirm_passkey(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        secret: &Secret,
        answer: &Value,
        label: &str,
    ) -> Result<NewSession, AccountError> {
        let holder = may_enrol(tx, actor)?;
        let (owner, state) = ceremony::take(tx, actor, CeremonyKind::PasskeyAdd, secret)?;
        if owner != Some(holder.raw()) {
            return Err(AccountError::CeremonyOver);
        }
        let state: PasskeyRegistration = serde_json::from_str(&state).map_err(|_| AccountError::CeremonyOver)?;
        let answer: RegisterPublicKeyCredential =
            serde_json::from_value(answer.clone()).map_err(|_| AccountError::PasskeyRefused)?;
        let passkey = self.webauthn()?.finish_passkey_registration(&answer, &state).map_err(refused)?;
        let id: PasskeyId = actor.new_id();
        let label: String = label.trim().chars().filter(|letter| !letter.is_control()).take(LABEL_CHARACTERS_MAX).collect();
        let stored = serde_json::to_string(&passkey).map_err(Error::from)?;
        let credential: Vec<u8> = passkey.cred_id().to_vec();
        let added = tx.execute(&sql::ADD_PASSKEY, params![id, holder.raw(), credential, stored, label, actor.now()])?;
        if added == 0 {
            return Err(AccountError::PasskeyTaken);
        }
        note(tx, actor, holder, "accounts.add-passkey")?;
        rotate(tx, actor, 2)
    }

    /// Asks for any passkey of this site: to sign in, or to prove identity again.
    ///
    /// # Errors
    /// [`AccountError::PasskeysUnavailable`].
    pub fn ask_for_passkey(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<PasskeyChallenge, AccountError> {
        let (mut options, state) = self.webauthn()?.start_discoverable_authentication().map_err(refused)?;
        // The library means the browser's autofill; we ask when a button is pressed.
        options.mediation = None;
        let options = serde_json::to_value(options).map_err(Error::from)?;
        let state = serde_json::to_string(&state).map_err(Error::from)?;
        let secret = ceremony::begin(tx, actor, CeremonyKind::PasskeyUse, None, &state)?;
        Ok(PasskeyChallenge { secret, options })
    }

    /// Signs in with the passkey that answered.
    ///
    /// # Errors
    /// [`AccountError::PasskeyRefused`], [`AccountError::CeremonyOver`]; after a good answer [`AccountError::Locked`]
    /// or [`AccountError::NotActive`].
    pub fn sign_in_with_passkey(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        secret: &Secret,
        answer: &Value,
        device: &Device,
    ) -> Result<NewSession, AccountError> {
        let holder = self.check_passkey(tx, actor, secret, answer)?;
        open_session(tx, actor, holder, 2, device)
    }

    /// Proves identity again with a passkey. The session gets a new token.
    ///
    /// # Errors
    /// [`AccountError::PasskeyRefused`], also for somebody else's passkey; [`AccountError::CeremonyOver`].
    pub fn step_up_with_passkey(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        secret: &Secret,
        answer: &Value,
    ) -> Result<NewSession, AccountError> {
        let own = holder_of(actor)?;
        if self.check_passkey(tx, actor, secret, answer)? != own {
            return Err(AccountError::PasskeyRefused);
        }
        rotate(tx, actor, 2)
    }

    /// Whose passkey answered.
    fn check_passkey(&self, tx: &mut Tx<'_>, actor: &Actor, secret: &Secret, answer: &Value) -> Result<Holder, AccountError> {
        let (_, state) = ceremony::take(tx, actor, CeremonyKind::PasskeyUse, secret)?;
        let state: DiscoverableAuthentication = serde_json::from_str(&state).map_err(|_| AccountError::CeremonyOver)?;
        let answer: PublicKeyCredential = serde_json::from_value(answer.clone()).map_err(|_| AccountError::PasskeyRefused)?;
        let webauthn = self.webauthn()?;
        let (handle, credential) = webauthn.identify_discoverable_authentication(&answer).map_err(refused)?;
        let row: Option<(PasskeyId, i64, String)> = tx.optional(&sql::PASSKEY_BY_CREDENTIAL, params![credential])?;
        let (id, owner, stored) = row.ok_or(AccountError::PasskeyRefused)?;
        let holder = holder_from_handle(handle).filter(|holder| holder.raw() == owner).ok_or(AccountError::PasskeyRefused)?;
        let mut passkey: Passkey = serde_json::from_str(&stored).map_err(|_| AccountError::Crypto)?;
        let result = webauthn.finish_discoverable_authentication_v2(&answer, state, &passkey).map_err(refused)?;
        note_use(tx, actor, id, &mut passkey, &result)?;
        Ok(holder)
    }
}

fn note_use(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: PasskeyId,
    passkey: &mut Passkey,
    result: &AuthenticationResult,
) -> Result<(), AccountError> {
    passkey.update_credential(result);
    let stored = serde_json::to_string(passkey).map_err(Error::from)?;
    tx.execute(&sql::USE_PASSKEY, params![id, stored, actor.now()])?;
    Ok(())
}

/// The library leaves it to the device whether a passkey can be found without a name; we need it to be.
fn require_discoverable(options: &mut Value) {
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut) {
        selection.insert("residentKey".to_owned(), "required".into());
        selection.insert("requireResidentKey".to_owned(), true.into());
    }
}

/// The id that the device keeps with the passkey.
fn user_handle(holder: Holder) -> Uuid {
    let kind = match holder.kind() {
        HolderKind::Citizen => 1,
        HolderKind::Staff => 2,
    };
    Uuid::from_u64_pair(kind, holder.raw().cast_unsigned())
}

fn holder_from_handle(handle: Uuid) -> Option<Holder> {
    let (kind, raw) = handle.as_u64_pair();
    let kind = match kind {
        1 => HolderKind::Citizen,
        2 => HolderKind::Staff,
        _ => return None,
    };
    Some(Holder::from_raw(kind, raw.cast_signed()))
}

/// The library's reason is for the operator; the person only learns that it did not work.
#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err as it stands")]
fn refused(error: WebauthnError) -> AccountError {
    tracing::info!(%error, "A passkey was not accepted");
    AccountError::PasskeyRefused
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{AccountId, StaffId};

    #[test]
    fn a_handle_names_its_holder() {
        for holder in [Holder::Citizen(AccountId::from_raw(7)), Holder::Staff(StaffId::from_raw(i64::MAX))] {
            assert_eq!(holder_from_handle(user_handle(holder)), Some(holder));
        }
        assert_eq!(holder_from_handle(Uuid::nil()), None);
    }
}
