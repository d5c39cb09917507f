//! Brakes on what anybody may do without being signed in, counted by network.
//!
//! They keep one network from taking the program for itself and from trying things out in bulk. They count in memory:
//! every node for itself, and from nothing after a restart. Wrong passwords and codes are counted beside them, in the
//! database, by the accounts themselves.

use crate::Failure;
use kernel::{ErrorKind, Instant};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Networks that are remembered at the same time. When more come within a minute, counting starts anew.
pub const NETWORKS_MAX: usize = 100_000;

/// A door that stands open to everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// Signing in with a password or a code.
    SignIn,
    /// Asking for a passkey, which keeps a row until it is answered.
    Passkey,
    /// Opening an account, or choosing its first password with a code.
    OpenAccount,
    /// Checking a paper.
    Verify,
    /// Asking where a dossier stands.
    Track,
}

/// How often a door opens for one network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Times.
    pub times: u32,
    /// Within so many seconds.
    pub seconds: i64,
}

impl Door {
    /// How often it opens for one network, which a whole street or office may share.
    #[must_use]
    pub const fn limit(self) -> Limit {
        match self {
            Self::SignIn => Limit { times: 240, seconds: 60 },
            Self::Passkey | Self::Verify | Self::Track => Limit { times: 120, seconds: 60 },
            Self::OpenAccount => Limit { times: 60, seconds: 600 },
        }
    }
}

/// The counts of a process.
#[derive(Debug, Default)]
pub struct Brakes {
    counts: Mutex<HashMap<(Door, String), Count>>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    times: u32,
    ends_at: Instant,
}

impl Brakes {
    /// Counts one more, or refuses it. A sender without a network, which only tests have, is not counted.
    ///
    /// # Errors
    /// [`ErrorKind::TooMany`], with the time after which the door opens again.
    pub fn pass(&self, door: Door, network: &str, now: Instant) -> Result<(), Failure> {
        if network.is_empty() {
            return Ok(());
        }
        let limit = door.limit();
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= NETWORKS_MAX {
            counts.retain(|_, count| count.ends_at > now);
            if counts.len() >= NETWORKS_MAX {
                counts.clear();
            }
        }
        let fresh = Count { times: 0, ends_at: now.plus_seconds(limit.seconds) };
        let count = counts.entry((door, network.to_owned())).or_insert(fresh);
        if count.ends_at <= now {
            *count = fresh;
        }
        if count.times >= limit.times {
            let wait = count.ends_at.seconds_since(now).max(0) + 1;
            let retry_after = Some(u32::try_from(wait).unwrap_or(u32::MAX));
            return Err(Failure { retry_after, ..Failure::new(ErrorKind::TooMany, "error-too-many") });
        }
        count.times += 1;
        Ok(())
    }

    /// Lets everybody start anew.
    pub fn forget(&self) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_micros(1_741_226_400_000_000);

    fn used_up(brakes: &Brakes, door: Door, network: &str) {
        for _ in 0..door.limit().times {
            brakes.pass(door, network, NOW).expect("within the limit");
        }
    }

    #[test]
    fn a_network_waits_and_others_do_not() {
        let brakes = Brakes::default();
        used_up(&brakes, Door::Verify, "203.0.113.0/24");
        let refused = brakes.pass(Door::Verify, "203.0.113.0/24", NOW.plus_seconds(20)).expect_err("too many");
        assert_eq!((refused.kind, refused.retry_after), (ErrorKind::TooMany, Some(41)));
        brakes.pass(Door::Verify, "198.51.100.0/24", NOW).expect("another network");
        brakes.pass(Door::Track, "203.0.113.0/24", NOW).expect("another door");
        brakes.pass(Door::Verify, "203.0.113.0/24", NOW.plus_seconds(61)).expect("a minute later");
    }

    #[test]
    fn memory_is_bounded() {
        let brakes = Brakes::default();
        for number in 0..=NETWORKS_MAX {
            brakes.pass(Door::Track, &format!("n{number}"), NOW).expect("each for the first time");
        }
        assert!(brakes.counts.lock().expect("whole").len() <= NETWORKS_MAX);
    }
}
