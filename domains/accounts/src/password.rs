//! Passwords: what is acceptable, and hashing that costs a guesser dearly.

use crate::error::{AccountError, BadPassword};
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Randomness;
use kernel::name::to_nfc;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};

/// Characters a password has at least.
pub const PASSWORD_CHARACTERS_MIN: usize = 8;
/// Characters a password has at most.
pub const PASSWORD_CHARACTERS_MAX: usize = 128;
/// Passwords that are hashed at the same time. Each takes a core and, by default, 19 MiB.
const HASHING_MAX: usize = 2;
/// Passwords that wait for their turn, before more are told to come back.
const WAITING_MAX: usize = 64;
const SALT_BYTES: usize = 16;

/// Those that everybody tries first.
const COMMON: &[&str] = &[
    "12345678",
    "123456789",
    "1234567890",
    "87654321",
    "11111111",
    "00000000",
    "88888888",
    "password",
    "password1",
    "qwertyuiop",
    "iloveyou",
    "abcd1234",
    "abc12345",
    "1q2w3e4r",
    "matkhau1",
    "matkhau123",
    "mat khau",
    "anhyeuem",
    "emyeuanh",
    "vietnam123",
    "hanoi123",
    "khongbiet",
    "12341234",
    "asdfghjkl",
    "admin123",
    "quantri123",
];

/// What a guess costs. A stored hash carries the cost it was made with, so the cost can be raised at any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory for one hash, in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl PasswordCost {
    /// OWASP's recommendation for Argon2id: 19 MiB, two passes; some 45 ms on one core.
    pub const STANDARD: Self = Self { memory_kib: 19_456, passes: 2 };
    /// For tests and the demo city only.
    pub const CHEAP: Self = Self { memory_kib: 64, passes: 1 };
}

/// Hashes and verifies, a few at a time.
pub(crate) struct Passwords {
    cost: PasswordCost,
    turns: Mutex<Turns>,
    freed: Condvar,
    decoy: OnceLock<String>,
}

#[derive(Default)]
struct Turns {
    hashing: usize,
    waiting: usize,
}

impl Passwords {
    pub(crate) const fn new(cost: PasswordCost) -> Self {
        Self { cost, turns: Mutex::new(Turns { hashing: 0, waiting: 0 }), freed: Condvar::new(), decoy: OnceLock::new() }
    }

    /// Hashes a password with a fresh salt. Takes a core for a while: call it on a blocking thread, outside transactions.
    pub(crate) fn hash(&self, password: &str, random: &dyn Randomness) -> Result<String, AccountError> {
        let mut salt = [0; SALT_BYTES];
        random.fill(&mut salt);
        self.in_turn(|| self.hash_with(password, &salt))?
    }

    /// Whether the password fits the hash. Without a hash it takes as long and says no, so that nobody learns from the
    /// time whether a name exists.
    pub(crate) fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, AccountError> {
        self.in_turn(|| {
            let decoy = self.decoy.get_or_init(|| self.hash_with("decoy", &[0; SALT_BYTES]).unwrap_or_default());
            let fits = Argon2::default().verify_password(to_nfc(password).as_bytes(), hash.unwrap_or(decoy)).is_ok();
            fits && hash.is_some()
        })
    }

    fn hash_with(&self, password: &str, salt: &[u8]) -> Result<String, AccountError> {
        let params = Params::new(self.cost.memory_kib, self.cost.passes, 1, None).map_err(|_| AccountError::Crypto)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        // The same word typed on another keyboard may come in other code points.
        argon
            .hash_password_with_salt(to_nfc(password).as_bytes(), salt)
            .map(|hash| hash.to_string())
            .map_err(|_| AccountError::Crypto)
    }

    fn in_turn<T>(&self, work: impl FnOnce() -> T) -> Result<T, AccountError> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.waiting >= WAITING_MAX {
            return Err(AccountError::Busy);
        }
        turns.waiting += 1;
        while turns.hashing >= HASHING_MAX {
            turns = self.freed.wait(turns).unwrap_or_else(PoisonError::into_inner);
        }
        turns.waiting -= 1;
        turns.hashing += 1;
        drop(turns);
        let _turn = Turn(self);
        Ok(work())
    }
}

/// A place among those that hash; given back when dropped, even by a panic.
struct Turn<'a>(&'a Passwords);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.turns.lock().unwrap_or_else(PoisonError::into_inner).hashing -= 1;
        self.0.freed.notify_one();
    }
}

/// Whether a new password is acceptable to the holder of `name`.
pub(crate) fn check_new(password: &str, name: &str) -> Result<(), BadPassword> {
    let composed = to_nfc(password);
    let length = composed.chars().count();
    if length < PASSWORD_CHARACTERS_MIN {
        return Err(BadPassword::TooShort);
    }
    if length > PASSWORD_CHARACTERS_MAX {
        return Err(BadPassword::TooLong);
    }
    let lower = composed.to_lowercase();
    if lower.contains(&name.to_lowercase()) {
        return Err(BadPassword::ContainsName);
    }
    let first = lower.chars().next();
    if COMMON.contains(&lower.as_str()) || lower.chars().all(|letter| Some(letter) == first) {
        return Err(BadPassword::Common);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;

    #[test]
    fn a_password_verifies_and_others_do_not() {
        let passwords = Passwords::new(PasswordCost::CHEAP);
        let random = SeededRandom::new(1);
        let hash = passwords.hash("một hai ba bốn", &random).expect("hashes");
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        assert!(passwords.verify("một hai ba bốn", Some(&hash)).expect("checks"));
        // Decomposed code points, as some keyboards send them.
        assert!(passwords.verify("mo\u{302}\u{323}t hai ba bo\u{302}\u{301}n", Some(&hash)).expect("checks"));
        assert!(!passwords.verify("một hai ba năm", Some(&hash)).expect("checks"));
        assert!(!passwords.verify("decoy", None).expect("checks"));
        assert!(!passwords.verify("x", Some("not a hash")).expect("checks"));
        assert_ne!(passwords.hash("một hai ba bốn", &random).expect("hashes"), hash, "every hash has its own salt");
    }

    #[test]
    fn the_cost_of_a_stored_hash_is_its_own() {
        let cheap = Passwords::new(PasswordCost::CHEAP).hash("một hai ba bốn", &SeededRandom::new(1)).expect("hashes");
        let dearer = Passwords::new(PasswordCost { memory_kib: 128, passes: 2 });
        assert!(dearer.verify("một hai ba bốn", Some(&cheap)).expect("checks"));
    }

    #[test]
    fn easy_passwords_are_refused() {
        let check = |password: &str| check_new(password, "001199012345");
        assert_eq!(check("bảy chữ"), Err(BadPassword::TooShort));
        assert_eq!(check(&"ă".repeat(129)), Err(BadPassword::TooLong));
        assert_eq!(check("Matkhau123"), Err(BadPassword::Common));
        assert_eq!(check("zzzzzzzzzz"), Err(BadPassword::Common));
        assert_eq!(check("x001199012345"), Err(BadPassword::ContainsName));
        assert_eq!(check("tám chữ nhé"), Ok(()));
    }
}
