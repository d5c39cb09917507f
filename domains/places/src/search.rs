//! Finds units by what people type.

use crate::model::{AsOf, FoldedName};
use country::Unit;
use kernel::UnitCode;

/// The most hits that are given back; a list to choose from is not longer.
pub const HITS_MAX: usize = 50;

impl<'a> AsOf<'a> {
    /// The units inside `outer` whose name is like `text`, best first; marks, capitals and tone spelling do not matter.
    ///
    /// `text` may hold the type word (`phường ba đình`) or not, and the first letters of words are enough.
    #[must_use]
    pub fn search(&self, text: &str, outer: &UnitCode, limit: usize) -> Vec<&'a Unit> {
        let wanted = kernel::name::fold(text);
        if wanted.trim().is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<(Rank, &'a Unit)> = Vec::new();
        for (unit, name) in self.places.all().iter().zip(&self.places.folded) {
            if unit.is_valid_on(self.day) && outer.contains(&unit.code) {
                hits.extend(rank(name, wanted.trim()).map(|rank| (rank, unit)));
            }
        }
        // Wider units first among equals: a province before the district of the same name.
        hits.sort_by(|(one_rank, one), (other_rank, other)| {
            (one_rank, one.code.level(), &one.code).cmp(&(other_rank, other.code.level(), &other.code))
        });
        hits.into_iter().take(limit.min(HITS_MAX)).map(|(_, unit)| unit).collect()
    }
}

/// How well a name fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Same,
    Begins,
    WordBegins,
    Within,
}

fn rank(name: &FoldedName, wanted: &str) -> Option<Rank> {
    if name.short == wanted || name.full == wanted {
        return Some(Rank::Same);
    }
    if name.short.starts_with(wanted) || name.full.starts_with(wanted) {
        return Some(Rank::Begins);
    }
    let at = name.full.find(wanted)?;
    let word_begins = name.full.get(..at).is_some_and(|before| before.ends_with([' ', '-']));
    Some(if word_begins { Rank::WordBegins } else { Rank::Within })
}
