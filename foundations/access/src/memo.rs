//! Decisions remembered: asking Cedar costs some 50 µs, looking here well under one.

use crate::engine::Decision;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

const SHARDS: usize = 16;
/// A shard that is full stops learning. Facts are few (some hundred tuples in practice), so this only bounds memory.
const DECISIONS_PER_SHARD_MAX: usize = 4_096;

type Shard = RwLock<HashMap<u64, Arc<Decision>>>;

/// A map from packed facts to decisions that many threads read at once.
pub(crate) struct Memo([Shard; SHARDS]);

impl Memo {
    pub(crate) fn new() -> Self {
        Self(std::array::from_fn(|_| RwLock::default()))
    }

    /// The remembered decision, or the one that `decide` makes now.
    pub(crate) fn get_or_decide(&self, packed: u64, decide: impl FnOnce() -> Decision) -> Arc<Decision> {
        let shard = self.shard(packed);
        if let Some(decision) = shard.read().unwrap_or_else(PoisonError::into_inner).get(&packed) {
            return Arc::clone(decision);
        }
        // Decided outside the lock: two threads may do the same work once, and both come to the same decision.
        let decision = Arc::new(decide());
        let mut decisions = shard.write().unwrap_or_else(PoisonError::into_inner);
        if decisions.len() < DECISIONS_PER_SHARD_MAX {
            decisions.insert(packed, Arc::clone(&decision));
        }
        decision
    }

    fn shard(&self, packed: u64) -> &Shard {
        // Multiplying by the golden ratio mixes the few changing bits into the top four.
        let mixed = packed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 60;
        &self.0[usize::try_from(mixed).unwrap_or(0) % SHARDS]
    }
}
