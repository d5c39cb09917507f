//! Mixing of numbers and texts into 64 bits, and conversions that the hot paths need.
//!
//! Everything that is drawn "at random" here is a mix of a seed and a position, so that the result is the same
//! on every machine and for every number of threads.

/// Spreads a number over 64 bits (the finaliser of SplitMix64).
pub(crate) const fn mix(number: u64) -> u64 {
    let one = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let two = (one ^ (one >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    two ^ (two >> 31)
}

/// Two numbers as one; the order matters.
pub(crate) const fn join(one: u64, two: u64) -> u64 {
    mix(one.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(two).wrapping_add(0x1656_67B1_9E37_79F9))
}

/// A text as a number.
pub(crate) fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64 ^ 0x51_7C_C1_B7_27_22_0A_95;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix((hash.rotate_left(23) ^ u64::from_le_bytes(last)).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// A number in `0..bound` drawn from a hash without division.
pub(crate) fn below(hash: u64, bound: u32) -> u32 {
    high32(u64::from(low32(hash)) * u64::from(bound))
}

/// The lower half of a number.
pub(crate) fn low32(number: u64) -> u32 {
    let [a, b, c, d, ..] = number.to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// The upper half of a number.
pub(crate) fn high32(number: u64) -> u32 {
    low32(number >> 32)
}

/// A position in a list as the 32 bits it is stored in. Lists are limited to [`crate::RECORDS_MAX`] when they are made.
pub(crate) fn short(position: usize) -> u32 {
    u32::try_from(position).expect("lists are limited to 32-bit positions")
}

/// A stored number as a position in a list.
pub(crate) const fn at(position: u32) -> usize {
    position as usize
}

/// A count as a share's part.
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_in_length_or_order_have_other_numbers() {
        assert_ne!(of_bytes(b"an"), of_bytes(b"an\0"));
        assert_ne!(of_bytes(b"nguyen van"), of_bytes(b"van nguyen"));
        assert_ne!(join(1, 2), join(2, 1));
    }

    #[test]
    fn draws_stay_below_their_bound() {
        assert!((0..1000).all(|turn| below(mix(turn), 7) < 7));
        assert_eq!(below(u64::MAX, 1), 0);
    }
}
