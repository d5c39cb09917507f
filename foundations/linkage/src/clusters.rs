//! From pairs to clusters: records that are about one person.
//!
//! Pairs are taken from the strongest down. Two clusters that have more than one record between them are joined only
//! when the records of the one and the other fit on the whole: a single weak pair does not chain two people together.

use crate::hash::{at, short};
use crate::linker::Pair;

/// Records of each cluster that are looked at before two are joined.
const MEMBERS_MAX: usize = 8;
/// A single pair counts at most so much for or against joining, in bits.
const SAY_MAX: f64 = 16.0;

/// Which cluster each record is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clusters {
    /// For each record the smallest number of its cluster.
    of: Vec<u32>,
}

/// Lists of which the caller says that nobody is on them twice.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Unique {
    pub(crate) first: bool,
    pub(crate) second: bool,
    /// First record of the second list.
    pub(crate) boundary: u32,
}

impl Unique {
    /// The list of a record, when nobody is twice on it.
    const fn list(self, record: u32) -> Option<bool> {
        let second = record >= self.boundary;
        if second && self.second || !second && self.first { Some(second) } else { None }
    }
}

/// Clusters while they grow: each record's cluster, and the records of a cluster in a ring.
struct Growing {
    root: Vec<u32>,
    next: Vec<u32>,
    size: Vec<u32>,
}

impl Growing {
    fn new(records: usize) -> Self {
        let each: Vec<u32> = (0..short(records)).collect();
        Self { root: each.clone(), next: each, size: vec![1; records] }
    }

    fn root(&mut self, record: u32) -> u32 {
        let mut root = record;
        while self.root[at(root)] != root {
            // Every other step is shortened on the way.
            self.root[at(root)] = self.root[at(self.root[at(root)])];
            root = self.root[at(root)];
        }
        root
    }

    fn members(&self, record: u32) -> impl Iterator<Item = u32> {
        let ring = std::iter::successors(Some(record), move |now| Some(self.next[at(*now)]).filter(|next| *next != record));
        ring.take(at(self.size[at(record)]).max(1))
    }

    fn join(&mut self, one: u32, two: u32) {
        let (low, high) = (one.min(two), one.max(two));
        self.root[at(high)] = low;
        self.size[at(low)] += self.size[at(high)];
        self.next.swap(at(low), at(high));
    }
}

impl Clusters {
    /// Joins records along pairs; `score` tells how any two records fit.
    pub(crate) fn of(records: usize, pairs: &[Pair], unique: Unique, score: impl Fn(u32, u32) -> f64) -> Self {
        let mut order: Vec<&Pair> = pairs.iter().collect();
        order.sort_by(|one, two| two.score.total_cmp(&one.score).then_with(|| (one.one, one.two).cmp(&(two.one, two.two))));
        let mut growing = Growing::new(records);
        for pair in order {
            let (one, two) = (growing.root(pair.one), growing.root(pair.two));
            if one != two && fits(&growing, unique, one, two, &score) {
                growing.join(one, two);
            }
        }
        let of = (0..short(records)).map(|record| growing.root(record)).collect();
        Self { of }
    }

    /// The number of a record's cluster: that of its first record.
    #[must_use]
    pub fn cluster(&self, record: u32) -> u32 {
        self.of[at(record)]
    }

    /// The clusters of two records and more, each with its records in order.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<u32>> {
        let mut members: Vec<(u32, u32)> = Vec::new();
        let mut grouped = vec![false; self.of.len()];
        for (record, cluster) in self.of.iter().enumerate() {
            if at(*cluster) != record {
                grouped[at(*cluster)] = true;
                members.push((*cluster, short(record)));
            }
        }
        members
            .extend(grouped.iter().enumerate().filter(|(_, grouped)| **grouped).map(|(first, _)| (short(first), short(first))));
        members.sort_unstable();
        members.chunk_by(|one, two| one.0 == two.0).map(|group| group.iter().map(|(_, record)| *record).collect()).collect()
    }
}

/// Whether two clusters may become one.
fn fits(growing: &Growing, unique: Unique, one: u32, two: u32, score: &impl Fn(u32, u32) -> f64) -> bool {
    let lists = |root| growing.members(root).filter_map(|record| unique.list(record));
    if (unique.first || unique.second) && lists(one).any(|list| lists(two).any(|other| other == list)) {
        return false;
    }
    if growing.size[at(one)] == 1 && growing.size[at(two)] == 1 {
        return true;
    }
    let mut say = 0.0;
    for left in growing.members(one).take(MEMBERS_MAX) {
        for right in growing.members(two).take(MEMBERS_MAX) {
            say += score(left.min(right), left.max(right)).clamp(-SAY_MAX, SAY_MAX);
        }
    }
    say > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(one: u32, two: u32, score: f64) -> Pair {
        Pair { one, two, score, certain: false }
    }

    fn lists_of_one() -> Unique {
        Unique { boundary: u32::MAX, ..Unique::default() }
    }

    /// Scores as a list of pairs says, and a strong no for every other pair.
    fn told(pairs: &[Pair]) -> impl Fn(u32, u32) -> f64 + '_ {
        |one, two| pairs.iter().find(|pair| (pair.one, pair.two) == (one, two)).map_or(-12.0, |pair| pair.score)
    }

    #[test]
    fn a_weak_bridge_between_two_firm_clusters_is_cut() {
        let pairs = [pair(0, 1, 15.0), pair(2, 3, 15.0), pair(1, 2, 4.0)];
        let clusters = Clusters::of(4, &pairs, lists_of_one(), told(&pairs));
        assert_eq!(clusters.groups(), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn two_poor_copies_meet_in_their_original() {
        let pairs = [pair(0, 1, 9.0), pair(0, 2, 8.0), pair(1, 2, -4.0)];
        let clusters = Clusters::of(3, &pairs[..2], lists_of_one(), told(&pairs));
        assert_eq!(clusters.groups(), [vec![0, 1, 2]]);
    }

    #[test]
    fn nobody_of_a_list_without_duplicates_is_taken_twice() {
        let pairs = [pair(0, 2, 9.0), pair(1, 2, 12.0), pair(1, 3, 5.0)];
        let unique = Unique { first: true, second: true, boundary: 2 };
        let clusters = Clusters::of(4, &pairs, unique, |_, _| 10.0);
        assert_eq!(clusters.groups(), [vec![1, 2]]);
    }

    proptest! {
        #[test]
        fn clusters_part_the_records(edges in prop::collection::vec((0_u32..30, 0_u32..30, -5.0_f64..20.0), 0..60)) {
            let pairs: Vec<Pair> = edges
                .iter()
                .filter(|(one, two, _)| one != two)
                .map(|(one, two, score)| pair(*one.min(two), *one.max(two), *score))
                .collect();
            let clusters = Clusters::of(30, &pairs, lists_of_one(), told(&pairs));
            let mut seen = [false; 30];
            for group in clusters.groups() {
                prop_assert!(group.len() > 1);
                for record in group.iter() {
                    prop_assert!(!std::mem::replace(&mut seen[at(*record)], true));
                    prop_assert_eq!(clusters.cluster(*record), group[0]);
                }
            }
            for (record, grouped) in seen.iter().enumerate().filter(|(_, grouped)| !**grouped) {
                prop_assert_eq!(clusters.cluster(short(record)), short(record), "{}", grouped);
            }
            let mut turned = pairs.clone();
            turned.reverse();
            prop_assert_eq!(Clusters::of(30, &turned, lists_of_one(), told(&pairs)), clusters);
        }
    }
}
