//! Merkle trees as RFC 6962 and RFC 9162 define them: hashing, proofs and their verification. Pure.

use aws_lc_rs::digest;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash of an entry: SHA-256 over a zero byte and the entry.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    hash_parts(&[&[0], entry])
}

/// The hash of an inner node: SHA-256 over a one byte and both children.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    hash_parts(&[&[1], left, right])
}

/// The root of a tree without leaves.
#[must_use]
pub fn empty_root() -> Hash {
    hash_parts(&[])
}

fn hash_parts(parts: &[&[u8]]) -> Hash {
    let mut context = digest::Context::new(&digest::SHA256);
    parts.iter().for_each(|part| context.update(part));
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// Where the hashes of full subtrees come from.
pub trait Nodes {
    /// What can go wrong on the way.
    type Error;

    /// The root of the full subtree over the leaves `index * 2^height ..  (index + 1) * 2^height`.
    ///
    /// # Errors
    /// When the hash cannot be had.
    fn node(&mut self, height: u32, index: u64) -> Result<Hash, Self::Error>;
}

/// The root of a full subtree from the hashes of its `2^n` children.
///
/// # Panics
/// When the number of hashes is not a power of two: full subtrees have no other.
#[must_use]
pub fn full_root(hashes: &[Hash]) -> Hash {
    assert!(hashes.len().is_power_of_two(), "a full subtree has a power of two leaves");
    let mut row = hashes.to_vec();
    while row.len() > 1 {
        row = row.chunks_exact(2).map(|pair| node_hash(&pair[0], &pair[1])).collect();
    }
    row[0]
}

/// The root of the tree over the first `size` leaves.
///
/// # Errors
/// Those of `nodes`.
pub fn root<N: Nodes>(nodes: &mut N, size: u64) -> Result<Hash, N::Error> {
    if size == 0 { Ok(empty_root()) } else { range_root(nodes, 0, size) }
}

/// The largest power of two less than `count`, which is at least 2.
const fn split(count: u64) -> u64 {
    1 << (63 - (count - 1).leading_zeros())
}

fn range_root<N: Nodes>(nodes: &mut N, start: u64, count: u64) -> Result<Hash, N::Error> {
    if count.is_power_of_two() {
        return nodes.node(count.trailing_zeros(), start / count);
    }
    let left = split(count);
    Ok(node_hash(&range_root(nodes, start, left)?, &range_root(nodes, start + left, count - left)?))
}

/// The proof that leaf `index` is in the tree over the first `size` leaves (RFC 9162 section 2.1.3.1).
///
/// # Errors
/// Those of `nodes`.
pub fn inclusion_path<N: Nodes>(nodes: &mut N, index: u64, size: u64) -> Result<Vec<Hash>, N::Error> {
    debug_assert!(index < size, "a leaf of the tree");
    let (mut start, mut count) = (0, size);
    let mut path = Vec::new();
    while count > 1 {
        let left = split(count);
        if index - start < left {
            path.push(range_root(nodes, start + left, count - left)?);
            count = left;
        } else {
            path.push(range_root(nodes, start, left)?);
            start += left;
            count -= left;
        }
    }
    path.reverse();
    Ok(path)
}

/// The proof that the tree over `new` leaves continues the one over `old` (RFC 9162 section 2.1.4.1).
/// Empty when they are the same or `old` is empty.
///
/// # Errors
/// Those of `nodes`.
pub fn consistency_path<N: Nodes>(nodes: &mut N, old: u64, new: u64) -> Result<Vec<Hash>, N::Error> {
    debug_assert!(old <= new, "a tree only grows");
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let (mut start, mut rest, mut count, mut whole) = (0, old, new, true);
    let mut path = Vec::new();
    while rest != count {
        let left = split(count);
        if rest <= left {
            path.push(range_root(nodes, start + left, count - left)?);
            count = left;
        } else {
            path.push(range_root(nodes, start, left)?);
            start += left;
            rest -= left;
            count -= left;
            whole = false;
        }
    }
    if !whole {
        path.push(range_root(nodes, start, count)?);
    }
    path.reverse();
    Ok(path)
}

/// Whether `path` proves that `leaf` is number `index` of the `size` leaves under `root` (RFC 9162 section 2.1.3.2).
#[must_use]
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for sibling in path {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(sibling, &hash);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether `path` proves that the tree of `new` leaves under `new_root` continues the one of `old` leaves under
/// `old_root` (RFC 9162 section 2.1.4.2).
#[must_use]
pub fn verify_consistency(old: u64, new: u64, old_root: &Hash, new_root: &Hash, path: &[Hash]) -> bool {
    if old > new {
        return false;
    }
    if old == new {
        return path.is_empty() && old_root == new_root;
    }
    if old == 0 {
        return path.is_empty() && *old_root == empty_root();
    }
    let mut steps = path.iter();
    // A full old tree is itself a node of the new one, so its root starts the path unsent.
    let first = if old.is_power_of_two() { Some(old_root) } else { steps.next() };
    let Some(first) = first else { return false };
    let (mut place, mut last) = (old - 1, new - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (mut from_old, mut from_new) = (*first, *first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            from_old = node_hash(step, &from_old);
            from_new = node_hash(step, &from_new);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            from_new = node_hash(&from_new, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && from_old == *old_root && from_new == *new_root
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::convert::Infallible;

    /// RFC 9162 section 2.1.1, word for word.
    fn naive_root(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty_root(),
            [leaf] => *leaf,
            _ => {
                let mut left = 1;
                while left * 2 < leaves.len() {
                    left *= 2;
                }
                node_hash(&naive_root(&leaves[..left]), &naive_root(&leaves[left..]))
            }
        }
    }

    struct Leaves(Vec<Hash>);

    impl Nodes for Leaves {
        type Error = Infallible;
        fn node(&mut self, height: u32, index: u64) -> Result<Hash, Infallible> {
            let width = 1_usize << height;
            let start = usize::try_from(index).expect("small") * width;
            Ok(naive_root(&self.0[start..start + width]))
        }
    }

    fn leaves(count: u64) -> Leaves {
        Leaves((0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect())
    }

    fn hex(hash: &Hash) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_known_answers_of_the_field() {
        // Published with Certificate Transparency's reference implementation.
        assert_eq!(hex(&empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(hex(&leaf_hash(b"")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        let inputs: [&[u8]; 3] = [b"", &[0x00], &[0x10]];
        let hashes: Vec<Hash> = inputs.iter().map(|input| leaf_hash(input)).collect();
        let root = root(&mut Leaves(hashes), 3).unwrap_or_default();
        assert_eq!(hex(&root), "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    }

    proptest! {
        #[test]
        fn every_leaf_is_proven_and_nothing_else(size in 1_u64..200, pick in any::<u64>(), other in any::<u64>()) {
            let mut tree = leaves(size);
            let index = pick % size;
            let root = root(&mut tree, size).unwrap_or_default();
            prop_assert_eq!(root, naive_root(&tree.0));
            let path = inclusion_path(&mut tree, index, size).unwrap_or_default();
            let leaf = leaf_hash(&index.to_be_bytes());
            prop_assert!(verify_inclusion(&leaf, index, size, &path, &root));
            let wrong = other % (size + 3);
            if wrong != index {
                prop_assert!(!verify_inclusion(&leaf, wrong, size, &path, &root));
                prop_assert!(!verify_inclusion(&leaf_hash(&wrong.to_be_bytes()), index, size, &path, &root));
            }
            let mut longer = path.clone();
            longer.push(root);
            prop_assert!(!verify_inclusion(&leaf, index, size, &longer, &root));
            if !path.is_empty() {
                prop_assert!(!verify_inclusion(&leaf, index, size, &path[1..], &root));
            }
        }

        #[test]
        fn a_tree_that_grew_is_told_from_one_that_was_rewritten(old in 0_u64..150, more in 0_u64..150, change in any::<u64>()) {
            let new = old + more;
            let mut tree = leaves(new);
            let old_root = root(&mut tree, old).unwrap_or_default();
            let new_root = root(&mut tree, new).unwrap_or_default();
            let path = consistency_path(&mut tree, old, new).unwrap_or_default();
            prop_assert!(verify_consistency(old, new, &old_root, &new_root, &path));
            if old > 0 {
                let place = usize::try_from(change % old).expect("small");
                tree.0[place] = leaf_hash(b"rewritten");
                let rewritten = root(&mut tree, new).unwrap_or_default();
                let path = consistency_path(&mut tree, old, new).unwrap_or_default();
                prop_assert!(!verify_consistency(old, new, &old_root, &rewritten, &path));
            }
            if old > 0 && old != new {
                let mut longer = path.clone();
                longer.push(new_root);
                prop_assert!(!verify_consistency(old, new, &old_root, &new_root, &longer));
                prop_assert!(!verify_consistency(old - 1, new, &old_root, &new_root, &path));
            }
        }
    }
}
