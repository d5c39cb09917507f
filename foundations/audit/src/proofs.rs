//! Proofs for those who do not trust us: an entry is in the tree; the tree only grew.

use crate::error::AuditError;
use crate::key::{Head, HeadRow};
use crate::merkle::{self, Hash, leaf_hash};
use crate::queries::{entry, head_of_size, latest_head};
use crate::sql;
use crate::tiles::{StoredNodes, split_seqs};
use store::{ReadTx, params};

/// How far behind its number an entry is looked for first: a transaction that ran long is sealed a little later.
const NEARBY: i64 = 1_000_000;
const CANDIDATES_MAX: i64 = 4_096;

/// The proof that an entry is in a signed tree.
#[derive(Debug, Clone)]
pub struct InclusionProof {
    /// The hash of the entry.
    pub leaf: Hash,
    /// Its place in the tree.
    pub index: u64,
    /// The signed head of the tree.
    pub head: Head,
    /// The hashes that lead from the leaf to the root.
    pub path: Vec<Hash>,
}

impl InclusionProof {
    /// Whether the path leads from the leaf to the head's root. The head's signature is the caller's to check.
    #[must_use]
    pub fn holds(&self) -> bool {
        merkle::verify_inclusion(&self.leaf, self.index, self.head.size, &self.path, &self.head.root)
    }
}

/// The proof that one signed tree continues another.
#[derive(Debug, Clone)]
pub struct ConsistencyProof {
    /// The head of the smaller tree.
    pub old: Head,
    /// The head of the larger.
    pub new: Head,
    /// The hashes that tie both.
    pub path: Vec<Hash>,
}

impl ConsistencyProof {
    /// Whether the path ties both roots. The heads' signatures are the caller's to check.
    #[must_use]
    pub fn holds(&self) -> bool {
        merkle::verify_consistency(self.old.size, self.new.size, &self.old.root, &self.new.root, &self.path)
    }
}

/// Proves that entry `seq` is in the newest signed tree. A handful of reads, whatever the size.
///
/// # Errors
/// [`AuditError::NoEntry`], [`AuditError::NotSealed`] for an entry of the last seconds, [`AuditError::DamagedTree`].
pub fn inclusion_proof(tx: &mut ReadTx<'_>, seq: i64) -> Result<InclusionProof, AuditError> {
    let entry = entry(tx, seq)?.ok_or(AuditError::NoEntry(seq))?;
    let head = latest_head(tx)?.ok_or(AuditError::NotSealed(seq))?;
    let index = leaf_of(tx, seq)?.filter(|index| *index < head.size).ok_or(AuditError::NotSealed(seq))?;
    let path = merkle::inclusion_path(&mut StoredNodes::new(tx), index, head.size)?;
    Ok(InclusionProof { leaf: leaf_hash(&entry.leaf_bytes()), index, head, path })
}

/// Proves that the newest signed tree continues the signed tree of `old` entries.
///
/// # Errors
/// [`AuditError::NoHead`] when no tree of that size was signed, [`AuditError::DamagedTree`].
pub fn consistency_proof(tx: &mut ReadTx<'_>, old: u64, new: u64) -> Result<ConsistencyProof, AuditError> {
    let old_head = head_of_size(tx, old)?.ok_or(AuditError::NoHead(old))?;
    let new_head = head_of_size(tx, new)?.filter(|_| new >= old).ok_or(AuditError::NoHead(new))?;
    let path = merkle::consistency_path(&mut StoredNodes::new(tx), old, new)?;
    Ok(ConsistencyProof { old: old_head, new: new_head, path })
}

/// The place of an entry in the tree.
fn leaf_of(tx: &mut ReadTx<'_>, seq: i64) -> Result<Option<u64>, AuditError> {
    for (highest, limit) in [(seq.saturating_add(NEARBY), 16), (i64::MAX, CANDIDATES_MAX)] {
        let tiles: Vec<(i64, Vec<u8>)> = tx.many(&sql::TILES_WITH_SEQ, params![seq, highest, limit])?;
        for (tile, seqs) in tiles {
            let place = split_seqs(&seqs)?.iter().position(|other| *other == seq);
            if let (Some(place), Ok(tile)) = (place, u64::try_from(tile)) {
                return Ok(Some(tile * 256 + u64::try_from(place).map_err(|_| AuditError::DamagedTree)?));
            }
        }
    }
    Ok(None)
}

/// The first signed head over at least `size` entries.
pub(crate) fn head_from_size(tx: &mut ReadTx<'_>, size: u64) -> Result<Option<Head>, AuditError> {
    let Ok(size) = i64::try_from(size) else { return Ok(None) };
    tx.optional::<HeadRow>(&sql::HEAD_FROM_SIZE, params![size])?.map(Head::try_from).transpose()
}
