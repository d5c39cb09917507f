//! Verifying the whole log: every entry against its leaf, every leaf against every signed head.

use crate::entry::Entry;
use crate::error::AuditError;
use crate::key::{Head, PublicKey};
use crate::merkle::{Hash, leaf_hash};
use crate::proofs::head_from_size;
use crate::queries::{latest_head, unsealed};
use crate::sql;
use crate::tiles::{Edge, TILE_WIDTH, Tile, split_hashes, split_seqs};
use std::collections::HashMap;
use store::{ReadTx, Store, params};

/// Entry numbers this far apart are fetched by separate queries.
const RUN_GAP: i64 = 64;
/// [`TILE_WIDTH`] as a number of rows.
const TILE_LEAVES: i64 = 256;

/// What a verification looked at.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Entries that are sealed, and fit.
    pub entries: u64,
    /// Signed heads, every one checked.
    pub heads: u64,
    /// Entries that wait to be sealed, counted up to 100,000.
    pub unsealed: i64,
}

/// Reads the whole log and checks that nothing was removed, changed or slipped in.
///
/// It streams 256 entries at a time and reports its progress as entries done and to do. `keys` are the public keys
/// that heads may be signed with: the present one and earlier ones.
///
/// # Errors
/// The first thing that is wrong: [`AuditError::EntryGone`], [`AuditError::EntryChanged`], [`AuditError::EntriesAdded`],
/// [`AuditError::WrongRoot`], [`AuditError::WrongSize`], [`AuditError::BadSignature`], [`AuditError::DamagedTree`].
pub fn verify(store: &Store, keys: &[PublicKey], mut progress: impl FnMut(u64, u64)) -> Result<Report, AuditError> {
    let latest = store.read_blocking(latest_head)?;
    let size = latest.map_or(0, |head| head.size);
    let mut check = Check { keys, edge: Edge::default(), heads: 0, next_head: None, size };
    check.next_head = store.read_blocking(|tx| head_from_size(tx, 1))?;
    while check.edge.size() < size {
        // A transaction for each row of leaves: one that ran as long as the verification would hold up the cleaning of tables.
        store.read_blocking(|tx| check.next_tile(tx))?;
        progress(check.edge.size(), size);
    }
    if check.next_head.as_ref().is_some_and(|head| head.size <= size) {
        return Err(AuditError::WrongSize { leaves: check.edge.size(), size });
    }
    let waiting = store.read_blocking(|tx| count_rows(tx, size))?;
    Ok(Report { entries: size, heads: check.heads, unsealed: waiting })
}

struct Check<'k> {
    keys: &'k [PublicKey],
    edge: Edge,
    heads: u64,
    next_head: Option<Head>,
    size: u64,
}

impl Check<'_> {
    /// Checks the next row of leaves and the heads that fall into it.
    fn next_tile(&mut self, tx: &mut ReadTx<'_>) -> Result<(), AuditError> {
        let first = self.edge.size();
        let index = i64::try_from(first / 256).map_err(|_| AuditError::DamagedTree)?;
        let row: Option<(Vec<u8>, Vec<u8>)> = tx.optional(&sql::LEAVES, params![index])?;
        let missing = AuditError::WrongSize { leaves: first, size: self.size };
        let (hashes, seqs) = row.ok_or(missing)?;
        let (mut hashes, mut seqs) = (split_hashes(&hashes)?, split_seqs(&seqs)?);
        // The sealing may have added to the last row since the verification began.
        let wanted = usize::try_from(self.size - first).unwrap_or(TILE_WIDTH).min(TILE_WIDTH);
        if hashes.len() < wanted || hashes.len() != seqs.len() {
            let found = u64::try_from(hashes.len()).unwrap_or(0);
            return Err(AuditError::WrongSize { leaves: first + found, size: self.size });
        }
        hashes.truncate(wanted);
        seqs.truncate(wanted);
        let entries = read_entries(tx, &seqs)?;
        let mut full = Vec::new();
        for (leaf, (hash, seq)) in (first..).zip(hashes.iter().zip(&seqs)) {
            let entry = entries.get(seq).ok_or(AuditError::EntryGone { seq: *seq, leaf })?;
            if leaf_hash(&entry.leaf_bytes()) != *hash {
                return Err(AuditError::EntryChanged { seq: *seq, leaf });
            }
            self.edge.push(*hash, |tile| full.push(tile));
            self.check_head(tx)?;
        }
        full.iter().filter(|tile| tile.level > 0).try_for_each(|tile| compare_tile(tx, tile))
    }

    fn check_head(&mut self, tx: &mut ReadTx<'_>) -> Result<(), AuditError> {
        let Some(head) = self.next_head.take_if(|head| head.size == self.edge.size()) else { return Ok(()) };
        if head.root != self.edge.root() {
            return Err(AuditError::WrongRoot(head.size));
        }
        if !self.keys.iter().any(|key| key.verifies(&head)) {
            return Err(AuditError::BadSignature(head.size));
        }
        self.heads += 1;
        self.next_head = head_from_size(tx, head.size + 1)?;
        Ok(())
    }
}

/// The entries of a row of leaves. Their numbers are mostly close together; each run of near ones is one query.
fn read_entries(tx: &mut ReadTx<'_>, seqs: &[i64]) -> Result<HashMap<i64, Entry>, AuditError> {
    let mut found = HashMap::with_capacity(seqs.len());
    let mut sorted = seqs.to_vec();
    sorted.sort_unstable();
    for near in sorted.chunk_by(|one, two| two - one < RUN_GAP) {
        let (Some(low), Some(high)) = (near.first(), near.last()) else { continue };
        let entries: Vec<Entry> = tx.many(&sql::ENTRIES_BETWEEN, params![low, high, RUN_GAP * TILE_LEAVES])?;
        found.extend(entries.into_iter().map(|entry| (entry.seq, entry)));
    }
    Ok(found)
}

/// Upper rows only speed up proofs, but a wrong one would make us hand out proofs that fail.
fn compare_tile(tx: &mut ReadTx<'_>, tile: &Tile) -> Result<(), AuditError> {
    let index = i64::try_from(tile.index).map_err(|_| AuditError::DamagedTree)?;
    let row: Option<(Vec<u8>,)> = tx.optional(&sql::TILE_HASHES, params![tile.level, index])?;
    let stored: Vec<Hash> = row.map_or(Ok(Vec::new()), |(bytes,)| split_hashes(&bytes))?;
    if stored == tile.hashes { Ok(()) } else { Err(AuditError::DamagedTree) }
}

/// Where the sealing has been, there are as many rows as leaves: nothing was slipped in between.
fn count_rows(tx: &mut ReadTx<'_>, verified: u64) -> Result<i64, AuditError> {
    let sealed = latest_head(tx)?.map_or(0, |head| head.size);
    let cursor: (i64, i64) = tx.one(&sql::CURSOR, params![])?;
    let (rows,): (i64,) = tx.one(&sql::COUNT_SEALED_ROWS, params![cursor.0, cursor.1])?;
    let rows = u64::try_from(rows).unwrap_or(0);
    if rows != sealed || sealed < verified {
        return Err(AuditError::EntriesAdded { rows, sealed });
    }
    Ok(unsealed(tx)?)
}
