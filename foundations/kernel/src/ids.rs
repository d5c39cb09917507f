//! Identifiers: 63-bit integers that sort by the time they were made, shown with a prefix that says of what.
//!
//! From the top: 41 bits of milliseconds since 2020-01-01 (enough until 2089), 6 bits for the node that made it,
//! 16 bits that count within the millisecond. Nodes never share a number, so ids never collide,
//! and the same clock and order of calls give the same ids.

use crate::time::{Clock, Instant};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// 2020-01-01T00:00:00Z in milliseconds since the epoch.
const ORIGIN_MILLIS: i64 = 1_577_836_800_000;
const NODE_BITS: u32 = 6;
const COUNT_BITS: u32 = 16;
/// How many nodes may share one database.
pub const NODES_MAX: u8 = 1 << NODE_BITS;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const TEXT_LENGTH: usize = 13;

/// A typed identifier.
pub trait Id: Copy {
    /// The prefix of the text form, such as `dos`.
    const PREFIX: &'static str;
    /// The bare number, as stored.
    fn get(self) -> i64;
    /// From the bare number.
    fn from_raw(raw: i64) -> Self;
}

/// Makes ids. One instance a process, shared by all requests.
pub struct Ids {
    clock: Arc<dyn Clock>,
    node: i64,
    last: AtomicI64,
}

impl Ids {
    /// A source of ids for node `node` (less than [`NODES_MAX`]; higher numbers are taken modulo).
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, node: u8) -> Self {
        Self { clock, node: i64::from(node % NODES_MAX), last: AtomicI64::new(0) }
    }

    /// The next id; always greater than every id made before by this instance.
    ///
    /// When more than 65,536 are asked for in a millisecond the ids run ahead of the clock instead of repeating.
    pub fn next<T: Id>(&self) -> T {
        let millis = (self.clock.now().millis() - ORIGIN_MILLIS).max(0);
        // The state holds milliseconds and count without the node bits, so adding one carries over by itself.
        let floor = millis << COUNT_BITS;
        let mut seen = self.last.load(Ordering::Relaxed);
        let state = loop {
            let next = floor.max(seen + 1);
            match self.last.compare_exchange_weak(seen, next, Ordering::AcqRel, Ordering::Relaxed) {
                Ok(_) => break next,
                Err(current) => seen = current,
            }
        };
        let millis = state >> COUNT_BITS;
        let count = state & ((1 << COUNT_BITS) - 1);
        T::from_raw((millis << (NODE_BITS + COUNT_BITS)) | (self.node << COUNT_BITS) | count)
    }
}

/// When an id was made, to the millisecond (it may run a little ahead under bulk load).
#[must_use]
pub fn made_at<T: Id>(id: T) -> Instant {
    Instant::from_micros(((id.get() >> (NODE_BITS + COUNT_BITS)) + ORIGIN_MILLIS) * 1_000)
}

/// The text form of an id: prefix, underscore, 13 characters of Crockford's base 32.
#[must_use]
pub fn to_text(prefix: &str, raw: i64) -> String {
    let mut text = String::with_capacity(prefix.len() + 1 + TEXT_LENGTH);
    text.push_str(prefix);
    text.push('_');
    let bits = raw.cast_unsigned();
    for position in (0..TEXT_LENGTH).rev() {
        let digit = usize::try_from((bits >> (5 * position)) & 31).expect("five bits fit");
        text.push(char::from(ALPHABET[digit]));
    }
    text
}

/// The greatest id that any node could have made by `at`, to the millisecond: what was made later has a greater one.
#[must_use]
pub fn last_by<T: Id>(at: Instant) -> T {
    let millis = (at.millis() - ORIGIN_MILLIS + 1).max(0);
    // Beyond the years that ids reach, everything was made by then.
    T::from_raw(millis.checked_mul(1 << (NODE_BITS + COUNT_BITS)).map_or(i64::MAX, |next| (next - 1).max(0)))
}

/// A text that is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id that starts with `{0}_`")]
pub struct BadId(pub &'static str);

/// Reads the text form back; capital letters are accepted.
///
/// # Errors
/// [`BadId`] when the prefix, the length or a character is wrong, or the number has more than 63 bits.
pub fn from_text(prefix: &'static str, text: &str) -> Result<i64, BadId> {
    let digits = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).ok_or(BadId(prefix))?;
    if digits.len() != TEXT_LENGTH {
        return Err(BadId(prefix));
    }
    let mut bits: u64 = 0;
    for byte in digits.bytes() {
        let lower = byte.to_ascii_lowercase();
        let digit = ALPHABET.iter().position(|&letter| letter == lower).ok_or(BadId(prefix))?;
        if bits >> 58 != 0 {
            return Err(BadId(prefix));
        }
        bits = (bits << 5) | u64::try_from(digit).map_err(|_| BadId(prefix))?;
    }
    i64::try_from(bits).map_err(|_| BadId(prefix))
}

/// Declares a typed id with its prefix.
#[macro_export]
macro_rules! define_id {
    ($(#[$meta:meta])* $name:ident, $prefix:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(i64);

        impl $name {
            /// The bare number, as stored.
            #[must_use]
            pub const fn get(self) -> i64 { self.0 }
            /// From the bare number.
            #[must_use]
            pub const fn from_raw(raw: i64) -> Self { Self(raw) }
        }

        impl $crate::ids::Id for $name {
            const PREFIX: &'static str = $prefix;
            fn get(self) -> i64 { self.0 }
            fn from_raw(raw: i64) -> Self { Self(raw) }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(&$crate::ids::to_text($prefix, self.0))
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self, formatter)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::ids::BadId;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                $crate::ids::from_text($prefix, text).map(Self)
            }
        }

        impl $crate::value::ToValue for $name {
            fn to_value(&self) -> $crate::value::Value<'_> { $crate::value::Value::Int(self.0) }
        }

        impl $crate::value::FromValue for $name {
            fn from_value(value: $crate::value::Value<'_>) -> ::std::result::Result<Self, $crate::value::ValueError> {
                <i64 as $crate::value::FromValue>::from_value(value).map(Self)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err($crate::serde::de::Error::custom)
            }
        }
    };
}

define_id!(
    /// A person in the register.
    PersonId,
    "per"
);
define_id!(
    /// A household in the register.
    HouseholdId,
    "hh"
);
define_id!(
    /// A citizen's electronic identity account.
    AccountId,
    "acc"
);
define_id!(
    /// A sign-in that is still open, or was.
    SessionId,
    "ses"
);
define_id!(
    /// An official.
    StaffId,
    "stf"
);
define_id!(
    /// A dossier.
    DossierId,
    "dos"
);
define_id!(
    /// An official document.
    PaperId,
    "pap"
);

define_id!(
    /// A system of another agency.
    ClientId,
    "cli"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::ManualClock;

    #[test]
    fn ids_rise_and_read_back() {
        let clock = Arc::new(ManualClock::new(Instant::from_micros(1_800_000_000_000_000)));
        let ids = Ids::new(clock.clone(), 3);
        let mut last = 0;
        for step in 0..200_000 {
            if step % 50_000 == 0 {
                clock.advance_seconds(1);
            }
            let id: DossierId = ids.next();
            assert!(id.get() > last);
            last = id.get();
            if step % 997 == 0 {
                assert_eq!(id.to_string().parse::<DossierId>().expect("reads back"), id);
            }
        }
    }

    #[test]
    fn nodes_never_share_an_id() {
        let clock = Arc::new(ManualClock::new(Instant::from_micros(1_800_000_000_000_000)));
        let (one, two) = (Ids::new(clock.clone(), 1), Ids::new(clock, 2));
        let ours: std::collections::HashSet<i64> = (0..10_000).map(|_| one.next::<DossierId>().get()).collect();
        assert!((0..10_000).all(|_| !ours.contains(&two.next::<DossierId>().get())));
    }

    #[test]
    fn a_moment_parts_earlier_ids_from_later_ones() {
        let clock = Arc::new(ManualClock::new(Instant::from_micros(1_800_000_000_000_000)));
        let ids = Ids::new(clock.clone(), NODES_MAX - 1);
        let before: DossierId = ids.next();
        let bound: DossierId = last_by(clock.now());
        clock.advance_seconds(1);
        let after: DossierId = Ids::new(clock, 0).next();
        assert!(before <= bound && bound < after, "{before} {bound} {after}");
        assert_eq!(last_by::<DossierId>(Instant::from_micros(0)).get(), 0);
        assert_eq!(last_by::<DossierId>(Instant::from_micros(i64::MAX)).get(), i64::MAX);
    }

    #[test]
    fn wrong_texts_are_refused() {
        for text in
            ["", "dos_", "per_0000000000000", "dos_000000000000", "dos_000000000000u", "dos_zzzzzzzzzzzzz", "dos_00000000000000"]
        {
            assert!(text.parse::<DossierId>().is_err(), "{text}");
        }
    }
}
