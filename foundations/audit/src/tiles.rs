//! The growing edge of the tree, and reading its hashes back 256 at a time.

use crate::error::AuditError;
use crate::merkle::{Hash, Nodes, empty_root, full_root, node_hash};
use crate::sql;
use std::collections::HashMap;
use store::{ReadTx, params};

/// Hashes in a full tile: eight levels of the tree.
pub(crate) const TILE_WIDTH: usize = 256;
/// The levels of the tree that one level of tiles stands for.
const TILE_HEIGHT: u32 = 8;

/// A row of hashes at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tile {
    pub(crate) level: u32,
    pub(crate) index: u64,
    pub(crate) hashes: Vec<Hash>,
}

/// The tiles at the right edge that are not full. With the size they are all that is needed to go on.
#[derive(Debug, Default)]
pub(crate) struct Edge {
    size: u64,
    open: Vec<Vec<Hash>>,
}

impl Edge {
    /// Reads the edge of a stored tree of `size` leaves.
    pub(crate) fn load(tx: &mut ReadTx<'_>, size: u64) -> Result<Self, AuditError> {
        let mut open = Vec::new();
        for level in 0..=(u64::BITS / TILE_HEIGHT) {
            let at_level = shifted(size, level);
            if at_level == 0 {
                break;
            }
            let count = usize::try_from(at_level % 256).map_err(|_| AuditError::DamagedTree)?;
            let hashes = if count == 0 { Vec::new() } else { read_tile(tx, level, at_level / 256)? };
            // A tile that says otherwise than the head is damage; a longer one was left by a head that is gone.
            if hashes.len() != count {
                return Err(AuditError::DamagedTree);
            }
            open.push(hashes);
        }
        Ok(Self { size, open })
    }

    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf; hands every tile that became full to `full`.
    pub(crate) fn push(&mut self, leaf: Hash, mut full: impl FnMut(Tile)) {
        self.size += 1;
        let mut hash = leaf;
        for level in 0.. {
            if self.open.len() <= level {
                self.open.push(Vec::with_capacity(TILE_WIDTH));
            }
            let tile = &mut self.open[level];
            tile.push(hash);
            if tile.len() < TILE_WIDTH {
                return;
            }
            hash = full_root(tile);
            let level = u32::try_from(level).expect("a tree of 64-bit size has at most nine levels of tiles");
            full(Tile { level, index: shifted(self.size, level + 1) - 1, hashes: std::mem::take(tile) });
        }
    }

    /// The tiles that are begun but not full.
    pub(crate) fn open_tiles(&self) -> Vec<Tile> {
        let begun = (0_u32..).zip(&self.open).filter(|(_, hashes)| !hashes.is_empty());
        begun.map(|(level, hashes)| Tile { level, index: shifted(self.size, level + 1), hashes: hashes.clone() }).collect()
    }

    /// The root of the tree.
    pub(crate) fn root(&self) -> Hash {
        let mut root: Option<Hash> = None;
        for hashes in &self.open {
            // The rightmost full subtrees are the smallest; each joins what stands to its right.
            let mut end = hashes.len();
            while end > 0 {
                let width = 1 << end.trailing_zeros();
                let left = full_root(&hashes[end - width..end]);
                root = Some(root.map_or(left, |right| node_hash(&left, &right)));
                end -= width;
            }
        }
        root.unwrap_or_else(empty_root)
    }
}

const fn shifted(size: u64, level: u32) -> u64 {
    match size.checked_shr(TILE_HEIGHT * level) {
        Some(count) => count,
        None => 0,
    }
}

/// The hashes of a stored tree.
pub(crate) struct StoredNodes<'t, 'a> {
    tx: &'t mut ReadTx<'a>,
    seen: HashMap<(u32, u64), Vec<Hash>>,
}

impl<'t, 'a> StoredNodes<'t, 'a> {
    pub(crate) fn new(tx: &'t mut ReadTx<'a>) -> Self {
        Self { tx, seen: HashMap::new() }
    }
}

impl Nodes for StoredNodes<'_, '_> {
    type Error = AuditError;

    fn node(&mut self, height: u32, index: u64) -> Result<Hash, AuditError> {
        let (level, within) = (height / TILE_HEIGHT, height % TILE_HEIGHT);
        let first = index << within;
        let key = (level, first / 256);
        if !self.seen.contains_key(&key) {
            let tile = read_tile(self.tx, key.0, key.1)?;
            self.seen.insert(key, tile);
        }
        let start = usize::try_from(first % 256).map_err(|_| AuditError::DamagedTree)?;
        let hashes =
            self.seen.get(&key).and_then(|tile| tile.get(start..start + (1 << within))).ok_or(AuditError::DamagedTree)?;
        Ok(full_root(hashes))
    }
}

fn read_tile(tx: &mut ReadTx<'_>, level: u32, index: u64) -> Result<Vec<Hash>, AuditError> {
    let index = i64::try_from(index).map_err(|_| AuditError::DamagedTree)?;
    let row: Option<(Vec<u8>,)> = tx.optional(&sql::TILE_HASHES, params![level, index])?;
    row.map_or(Err(AuditError::DamagedTree), |(bytes,)| split_hashes(&bytes))
}

/// Hashes as stored: one after another.
pub(crate) fn split_hashes(bytes: &[u8]) -> Result<Vec<Hash>, AuditError> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    if rest.is_empty() { Ok(hashes.to_vec()) } else { Err(AuditError::DamagedTree) }
}

/// Entry numbers as stored: eight bytes each, most significant first.
pub(crate) fn split_seqs(bytes: &[u8]) -> Result<Vec<i64>, AuditError> {
    let (numbers, rest) = bytes.as_chunks::<8>();
    if rest.is_empty() {
        Ok(numbers.iter().map(|number| i64::from_be_bytes(*number)).collect())
    } else {
        Err(AuditError::DamagedTree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::leaf_hash;

    fn naive_root(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let left = leaves.len().next_power_of_two() / 2;
                node_hash(&naive_root(&leaves[..left]), &naive_root(&leaves[left..]))
            }
        }
    }

    #[test]
    fn the_edge_has_the_root_of_the_whole_tree_at_every_size() {
        let mut edge = Edge::default();
        let mut leaves = Vec::new();
        let mut tiles = Vec::new();
        for number in 0_u64..66_000 {
            let near_a_change = number < 600 || (65_000..65_010).contains(&number) || (65_530..65_800).contains(&number);
            if near_a_change {
                assert_eq!(edge.root(), naive_root(&leaves), "{number} leaves");
            }
            let leaf = leaf_hash(&number.to_be_bytes());
            leaves.push(leaf);
            edge.push(leaf, |tile| tiles.push(tile));
        }
        assert_eq!(tiles.iter().filter(|tile| tile.level == 0).count(), 66_000 / 256);
        assert_eq!(tiles.iter().filter(|tile| tile.level == 1).count(), 1);
        let open: Vec<(u32, u64, usize)> =
            edge.open_tiles().iter().map(|tile| (tile.level, tile.index, tile.hashes.len())).collect();
        assert_eq!(open, [(0, 257, 66_000 % 256), (1, 1, 1), (2, 0, 1)]);
    }
}
