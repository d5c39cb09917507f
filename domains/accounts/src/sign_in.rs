//! Signing in with a password, and proving identity again.
//!
//! These functions take the store, not a transaction: failures must be counted even though nothing else is kept,
//! and a password is hashed between two transactions, never inside one. They block; call them on a blocking thread.

use crate::accounts::Accounts;
use crate::ceremony::{self, CeremonyKind};
use crate::error::AccountError;
use crate::limits::{self, Counted};
use crate::model::{Holder, HolderKind};
use crate::queries::{self, Login, holder_of};
use crate::secret::Secret;
use crate::sessions::{Device, NewSession, open_session, rotate, standing};
use access::Actor;
use std::fmt;
use store::{Store, Tx};

/// Characters of a name that are looked at.
const NAME_CHARACTERS_MAX: usize = 64;

/// Somebody types a name and a password.
#[derive(Clone)]
pub struct PasswordAttempt {
    /// Citizen or official.
    pub kind: HolderKind,
    /// The personal number or the login name.
    pub name: String,
    /// The password.
    pub password: String,
    /// The browser.
    pub device: Device,
}

impl fmt::Debug for PasswordAttempt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PasswordAttempt").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// What a right password leads to.
#[derive(Debug, Clone)]
pub enum SignIn {
    /// A session.
    Done(NewSession),
    /// The code of the authenticator is asked for. The secret goes back with it, within five minutes.
    NeedsCode(Secret),
}

/// The name as it is stored: without the spaces people put into numbers, in small letters.
pub(crate) fn tidy_name(kind: HolderKind, name: &str) -> String {
    let kept = name.chars().filter(|letter| kind == HolderKind::Staff || !letter.is_whitespace());
    kept.collect::<String>().trim().to_lowercase().chars().take(NAME_CHARACTERS_MAX).collect()
}

impl Accounts {
    /// Signs in with a name and a password.
    ///
    /// An unknown name, a wrong password and an account that was never activated look alike and take the same time.
    ///
    /// # Errors
    /// [`AccountError::WrongCredentials`], [`AccountError::TooMany`], [`AccountError::Busy`]; after a right password
    /// [`AccountError::Locked`] or [`AccountError::NotActive`].
    pub fn sign_in_with_password(&self, store: &Store, actor: &Actor, attempt: &PasswordAttempt) -> Result<SignIn, AccountError> {
        let name = tidy_name(attempt.kind, &attempt.name);
        let found = claim_by_name(store, actor, attempt.kind, name.clone(), attempt.device.address.clone())?;
        let hash = found.as_ref().and_then(|login| login.password.as_deref());
        let fits = self.passwords.verify(&attempt.password, hash)?;
        let Some(login) = found.filter(|_| fits) else {
            announce_failure(store, actor, attempt.kind, name)?;
            return Err(AccountError::WrongCredentials);
        };
        let (actor, device, kind) = (actor.clone(), attempt.device.clone(), attempt.kind);
        let (holder, has_totp) = (login.holder(), login.totp.is_some());
        store.write_blocking(move |tx| {
            limits::forgive(tx, actor.now(), &[Counted::name(kind, &name), Counted::network(&device.address)])?;
            if has_totp {
                // Told now, because a code would be asked for in vain.
                standing(tx, &actor, holder)?;
                let secret = ceremony::begin(tx, &actor, CeremonyKind::Code, Some(holder), kind.as_str())?;
                return Ok(SignIn::NeedsCode(secret));
            }
            open_session(tx, &actor, holder, 1, &device).map(SignIn::Done)
        })
    }

    /// Answers [`SignIn::NeedsCode`] with the code of the authenticator.
    ///
    /// # Errors
    /// [`AccountError::WrongCode`], also for a code that was used before; [`AccountError::TooMany`];
    /// [`AccountError::CeremonyOver`] when it took too long.
    pub fn sign_in_with_code(
        &self,
        store: &Store,
        actor: &Actor,
        secret: &Secret,
        code: &str,
        device: &Device,
    ) -> Result<NewSession, AccountError> {
        let (holder, actor, secret, device) = (self.code_step(store, actor, secret)?, actor.clone(), *secret, device.clone());
        self.check_code(store, &actor, holder, code, move |tx, actor| {
            ceremony::end(tx, &secret)?;
            open_session(tx, actor, holder, 2, &device)
        })
    }

    fn code_step(&self, store: &Store, actor: &Actor, secret: &Secret) -> Result<Holder, AccountError> {
        let (actor, secret) = (actor.clone(), *secret);
        store.write_blocking(move |tx| {
            let (holder, state) = ceremony::waiting(tx, &actor, CeremonyKind::Code, &secret)?;
            ceremony::code_holder(holder, &state)
        })
    }

    /// Proves identity again with the password. The session gets a new token.
    ///
    /// # Errors
    /// [`AccountError::WrongCredentials`], [`AccountError::TooMany`], [`AccountError::Busy`].
    pub fn step_up_with_password(
        &self,
        store: &Store,
        actor: &Actor,
        password: &str,
        device: &Device,
    ) -> Result<NewSession, AccountError> {
        let holder = holder_of(actor)?;
        let login = store.read_blocking(|tx| queries::login(tx, holder))?;
        let (kind, name) = (login.kind, login.name);
        let found = claim_by_name(store, actor, kind, name.clone(), device.address.clone())?;
        let hash = found.as_ref().and_then(|login| login.password.as_deref());
        if !self.passwords.verify(password, hash)? {
            announce_failure(store, actor, kind, name)?;
            return Err(AccountError::WrongCredentials);
        }
        let (actor, address) = (actor.clone(), device.address.clone());
        store.write_blocking(move |tx| {
            limits::forgive(tx, actor.now(), &[Counted::name(kind, &name), Counted::network(&address)])?;
            rotate(tx, &actor, 1)
        })
    }

    /// Proves identity with the code of the authenticator, which makes two factors. The session gets a new token.
    ///
    /// # Errors
    /// [`AccountError::WrongCode`], also without an authenticator; [`AccountError::TooMany`].
    pub fn step_up_with_code(&self, store: &Store, actor: &Actor, code: &str) -> Result<NewSession, AccountError> {
        let holder = holder_of(actor)?;
        self.check_code(store, actor, holder, code, |tx, actor| rotate(tx, actor, 2))
    }

    /// Judges a code in one transaction that is kept either way: with the count of failures, or with what follows success.
    fn check_code<T: Send + 'static>(
        &self,
        store: &Store,
        actor: &Actor,
        holder: Holder,
        code: &str,
        mut success: impl FnMut(&mut Tx<'_>, &Actor) -> Result<T, AccountError> + Send + 'static,
    ) -> Result<T, AccountError> {
        // The secret is opened outside the transaction: the vault belongs to this value, the closure must not.
        let login = store.read_blocking(|tx| queries::login(tx, holder))?;
        let step = self.matching_step(&login, code, actor.now())?;
        let actor = actor.clone();
        let judged = store.write_blocking(move |tx| {
            let counted = [Counted::codes(holder)];
            limits::claim(tx, actor.now(), &counted)?;
            let fresh = match step {
                Some(step) => crate::totp::use_step(tx, holder, step)?,
                None => false,
            };
            if !fresh {
                let person = crate::commands::person_of(tx, holder)?;
                limits::announce(tx, actor.now(), &counted[0], holder, person)?;
                return Ok(None);
            }
            limits::forgive(tx, actor.now(), &counted)?;
            success(tx, &actor).map(Some)
        })?;
        judged.ok_or(AccountError::WrongCode)
    }
}

/// Counts an attempt against a name and a network, and finds whose name it is.
pub(crate) fn claim_by_name(
    store: &Store,
    actor: &Actor,
    kind: HolderKind,
    name: String,
    address: String,
) -> Result<Option<Login>, AccountError> {
    let now = actor.now();
    store.write_blocking(move |tx| {
        limits::claim(tx, now, &[Counted::name(kind, &name), Counted::network(&address)])?;
        Ok(queries::login_by_name(tx, kind, &name)?)
    })
}

/// Tells the holder of a name when it was shut out.
pub(crate) fn announce_failure(store: &Store, actor: &Actor, kind: HolderKind, name: String) -> Result<(), AccountError> {
    let now = actor.now();
    store.write_blocking(move |tx| match queries::login_by_name(tx, kind, &name)? {
        Some(login) => {
            let person = crate::commands::person_of(tx, login.holder())?;
            limits::announce(tx, now, &Counted::name(kind, &name), login.holder(), person)
        }
        None => Ok(()),
    })
}
