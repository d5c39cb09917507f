//! Authenticator apps: time-based one-time passwords (RFC 6238).

use crate::accounts::Accounts;
use crate::ceremony::{self, CeremonyKind};
use crate::error::AccountError;
use crate::model::Holder;
use crate::queries::{self, Login, holder_of, own_account};
use crate::secret::Secret;
use crate::sessions::{NewSession, rotate};
use crate::sql;
use access::{Actor, Denied};
use audit::Change;
use kernel::Instant;
use std::fmt;
use store::{Error, ReadTx, Tx, params};
use totp_rs::{Algorithm, Builder, Totp};

const SECRET_BYTES: usize = 20;
const STEP_SECONDS: u64 = 30;
/// Steps a clock may be off, each way.
const SKEW_STEPS: u16 = 1;
const ISSUER: &str = "OneDoor";

/// What an authenticator needs to begin.
#[derive(Clone)]
pub struct TotpEnrolment {
    /// Goes back with the first code.
    pub secret: Secret,
    /// The address that authenticators read from a QR picture: `otpauth://totp/…`.
    pub uri: String,
    /// The key to type in where no picture can be scanned.
    pub key: String,
}

impl fmt::Debug for TotpEnrolment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TotpEnrolment(…)")
    }
}

/// The code that an authenticator with this key, in base 32, shows at a moment; `None` for a text that is no key.
/// For demonstrations, where the page plays the visitor's telephone.
#[must_use]
pub fn code_at(key: &str, at: Instant) -> Option<String> {
    let seconds = u64::try_from(at.millis() / 1_000).ok()?;
    let secret = totp_rs::Secret::try_from_base32(key).ok()?;
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_step_duration(STEP_SECONDS);
    builder.with_secret(secret).build().ok().map(|totp| totp.generate(seconds).to_string())
}

impl Accounts {
    /// Begins to enrol an authenticator for the actor. It counts once [`Accounts::confirm_totp`] has seen its first code.
    ///
    /// # Errors
    /// [`AccountError::Denied`] without a fresh proof of identity, or without two factors where there are two already.
    pub fn begin_totp(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<TotpEnrolment, AccountError> {
        let holder = may_enrol(tx, actor)?;
        let login = queries::login(tx, holder)?;
        let mut key = [0; SECRET_BYTES];
        actor.fill_random(&mut key);
        let totp = authenticator(&key, &login.name)?;
        let sealed = crate::secret::hex(&self.vault.seal(holder, &key, actor.randomness())?);
        let secret = ceremony::begin(tx, actor, CeremonyKind::Totp, Some(holder), &sealed)?;
        Ok(TotpEnrolment { secret, uri: totp.to_url().map_err(|_| AccountError::Crypto)?, key: totp.secret().to_base32() })
    }

    /// Enrols the authenticator that shows `code`. The session now stands on two factors and gets a new token.
    ///
    /// # Errors
    /// [`AccountError::WrongCode`]; [`AccountError::CeremonyOver`] when it took too long.
    pub fn confirm_totp(&self, tx: &mut Tx<'_>, actor: &Actor, secret: &Secret, code: &str) -> Result<NewSession, AccountError> {
        let holder = may_enrol(tx, actor)?;
        let (owner, sealed) = ceremony::waiting(tx, actor, CeremonyKind::Totp, secret)?;
        if owner != Some(holder.raw()) {
            return Err(AccountError::CeremonyOver);
        }
        let sealed = unhex(&sealed).ok_or(AccountError::Crypto)?;
        let key = self.vault.open(holder, &sealed)?;
        let step = step_of(&key, code, actor.now())?.ok_or(AccountError::WrongCode)?;
        ceremony::end(tx, secret)?;
        tx.execute(&sql::SET_TOTP, params![holder.raw(), sealed, step])?;
        note(tx, actor, holder, "accounts.add-totp")?;
        rotate(tx, actor, 2)
    }

    /// Takes the actor's authenticator away.
    ///
    /// # Errors
    /// [`AccountError::Denied`] without a fresh proof of identity.
    pub fn remove_totp(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<(), AccountError> {
        let holder = may_enrol(tx, actor)?;
        tx.execute(&sql::SET_TOTP, params![holder.raw(), None::<Vec<u8>>, 0_i64])?;
        note(tx, actor, holder, "accounts.remove-totp")
    }

    /// The step whose code this is; `None` for a wrong code or a holder without an authenticator.
    pub(crate) fn matching_step(&self, login: &Login, code: &str, now: Instant) -> Result<Option<i64>, AccountError> {
        let Some(sealed) = &login.totp else { return Ok(None) };
        let key = self.vault.open(login.holder(), sealed)?;
        Ok(step_of(&key, code, now)?.filter(|step| *step > login.totp_step))
    }
}

/// Notes that a step's code was used; false when it, or a later one, was used before.
pub(crate) fn use_step(tx: &mut Tx<'_>, holder: Holder, step: i64) -> Result<bool, Error> {
    Ok(tx.execute(&sql::USE_TOTP_STEP, params![holder.raw(), step])? == 1)
}

/// The actor as a holder who may change factors: freshly proven, and with two factors where two are enrolled.
/// Without the second rule a stolen password would be enough to enrol a thief's authenticator.
pub(crate) fn may_enrol(tx: &mut ReadTx<'_>, actor: &Actor) -> Result<Holder, AccountError> {
    actor.authorize("accounts.manage-own", &own_account(actor))?;
    let factors = queries::factors(tx, actor)?;
    if (factors.totp || factors.passkeys > 0) && actor.assurance < 2 {
        return Err(AccountError::Denied(Denied::NeedsStepUp));
    }
    holder_of(actor)
}

/// Writes a change of factors into the log.
pub(crate) fn note(tx: &mut Tx<'_>, actor: &Actor, holder: Holder, act: &str) -> Result<(), AccountError> {
    let change = Change { entity: "login", id: holder.raw(), person: actor.person(), act, detail: serde_json::json!({}) };
    Ok(audit::change(tx, actor, &change)?)
}

fn authenticator(key: &[u8], name: &str) -> Result<Totp, AccountError> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(SKEW_STEPS)
        .with_step_duration(STEP_SECONDS)
        .with_secret(key.to_vec())
        .with_account_name(name)
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(|_| AccountError::Crypto)
}

fn step_of(key: &[u8], code: &str, now: Instant) -> Result<Option<i64>, AccountError> {
    let typed: String = code.chars().filter(|letter| !letter.is_whitespace()).take(8).collect();
    let seconds = u64::try_from(now.millis() / 1_000).unwrap_or(0);
    let step = authenticator(key, "any")?.check(&typed, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_answers_of_rfc_6238() {
        // Appendix B, the last six of its eight digits.
        let key = b"12345678901234567890";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            let now = Instant::from_micros(seconds * 1_000_000);
            assert_eq!(step_of(key, code, now).expect("checks"), Some(seconds / 30), "{seconds}");
            assert_eq!(
                step_of(key, code, now.plus_seconds(30)).expect("checks"),
                Some(seconds / 30),
                "a clock may be a step off"
            );
            assert_eq!(step_of(key, code, now.plus_seconds(90)).expect("checks"), None);
        }
        let typed = step_of(key, " 287 082 ", Instant::from_micros(59_000_000)).expect("checks");
        assert_eq!(typed, Some(1));
        for code in ["", "28708", "2870822", "28708a", "２８７０８２"] {
            assert_eq!(step_of(key, code, Instant::from_micros(59_000_000)).expect("checks"), None, "{code}");
        }
    }
}
