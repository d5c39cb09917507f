//! Randomness as a value.

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use std::sync::{Mutex, PoisonError};

/// A source of random bytes. The program's edge supplies the operating system's; tests and the demo a seeded one.
pub trait Randomness: Send + Sync {
    /// Fills `bytes` with random bytes.
    fn fill(&self, bytes: &mut [u8]);

    /// A random 64-bit number.
    fn next_u64(&self) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// A number in `0..bound`; 0 when `bound` is 0.
    ///
    /// The bias of the remainder is under 2⁻³² for bounds under 2³², which suits drawing codes and test data.
    fn below(&self, bound: u64) -> u64 {
        if bound == 0 { 0 } else { self.next_u64() % bound }
    }
}

/// A repeatable source: the same seed gives the same bytes.
pub struct SeededRandom(Mutex<ChaCha12Rng>);

impl SeededRandom {
    /// A source that depends on `seed` alone.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha12Rng::seed_from_u64(seed)))
    }
}

impl Randomness for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}
