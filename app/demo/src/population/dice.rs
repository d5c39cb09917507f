//! Fast repeatable dice, and drawing by weight.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// A repeatable source of draws. Eight rounds are plenty for made-up people, and three times as fast as twenty.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// 64 random bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number in `0..bound`; 0 when `bound` is 0.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        let wide = u64::from(self.0.next_u32()) * u64::from(bound);
        u32::try_from(wide >> 32).expect("the high half of a product of two halves fits")
    }

    /// An index into a list of `length` entries.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        let bound = u32::try_from(length).unwrap_or(u32::MAX);
        usize::try_from(self.below(bound)).expect("32 bits fit")
    }

    /// A number in `low..=high`.
    pub(crate) fn between(&mut self, low: i16, high: i16) -> i16 {
        let width = u32::try_from(i32::from(high) - i32::from(low) + 1).unwrap_or(1);
        let drawn = i16::try_from(self.below(width)).unwrap_or(0);
        low + drawn
    }

    /// True `share` times out of 100,000.
    pub(crate) fn chance(&mut self, share: u32) -> bool {
        self.below(100_000) < share
    }
}

/// Things drawn by weight in constant time (Vose's alias method).
pub(crate) struct Weighted<T> {
    things: Vec<T>,
    cut: Vec<u32>,
    other: Vec<usize>,
}

impl<T> Weighted<T> {
    /// From things and weights. Things of weight 0 are left out; when all are 0, all count alike.
    pub(crate) fn new(entries: impl IntoIterator<Item = (T, u32)>) -> Self {
        let mut entries: Vec<(T, u32)> = entries.into_iter().collect();
        if entries.iter().any(|(_, weight)| *weight > 0) {
            entries.retain(|(_, weight)| *weight > 0);
        } else {
            entries.iter_mut().for_each(|(_, weight)| *weight = 1);
        }
        let weights: Vec<f64> = entries.iter().map(|(_, weight)| f64::from(*weight)).collect();
        let (cut, other) = alias_tables(&weights);
        Self { things: entries.into_iter().map(|(thing, _)| thing).collect(), cut, other }
    }

    /// Draws one thing; `None` when there is none.
    pub(crate) fn draw(&self, dice: &mut Dice) -> Option<&T> {
        let bits = dice.bits();
        let (place, remainder) = (u32::try_from(bits >> 32).ok()?, u32::try_from(bits & 0xffff_ffff).ok()?);
        let index = usize::try_from((u64::from(place) * u64::try_from(self.things.len()).ok()?) >> 32).ok()?;
        let index = if remainder < *self.cut.get(index)? { index } else { *self.other.get(index)? };
        self.things.get(index)
    }
}

fn alias_tables(weights: &[f64]) -> (Vec<u32>, Vec<usize>) {
    let total: f64 = weights.iter().sum();
    let count = weights.len();
    // With equal weights everybody's part is one.
    let mut part: Vec<f64> = weights.iter().map(|weight| weight / total * f64::from(u32::try_from(count).unwrap_or(1))).collect();
    let (mut cut, mut other) = (vec![u32::MAX; count], (0..count).collect::<Vec<usize>>());
    let mut small: Vec<usize> = (0..count).filter(|&index| part[index] < 1.0).collect();
    let mut large: Vec<usize> = (0..count).filter(|&index| part[index] >= 1.0).collect();
    while let (Some(poor), Some(rich)) = (small.pop(), large.last().copied()) {
        cut[poor] = share_of_range(part[poor]);
        other[poor] = rich;
        part[rich] -= 1.0 - part[poor];
        if part[rich] < 1.0 {
            large.pop();
            small.push(rich);
        }
    }
    (cut, other)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share between 0 and 1 stays within the range")]
fn share_of_range(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * f64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_kept() {
        let drawn = Weighted::new([("a", 70), ("b", 25), ("c", 5), ("never", 0)]);
        let mut dice = Dice::new(1);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..100_000 {
            *counts.entry(*drawn.draw(&mut dice).expect("there are things")).or_insert(0_u32) += 1;
        }
        assert!(
            counts["a"].abs_diff(70_000) < 600 && counts["b"].abs_diff(25_000) < 600 && counts["c"].abs_diff(5_000) < 400,
            "{counts:?}"
        );
        assert!(!counts.contains_key("never"));
        assert!(Weighted::<u8>::new([]).draw(&mut dice).is_none());
    }

    #[test]
    fn draws_stay_in_their_bounds_and_repeat() {
        let draw = |seed| {
            let mut dice = Dice::new(seed);
            (0..1_000).map(|_| dice.between(-3, 9)).collect::<Vec<i16>>()
        };
        assert_eq!(draw(5), draw(5));
        assert_ne!(draw(5), draw(6));
        let numbers = draw(5);
        assert_eq!((numbers.iter().min(), numbers.iter().max()), (Some(&-3), Some(&9)));
    }
}
