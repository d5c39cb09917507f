//! Sealing: entries become leaves, and the new head is signed.

use crate::entry::Entry;
use crate::error::AuditError;
use crate::key::{Head, HeadRow, Signer};
use crate::merkle::leaf_hash;
use crate::sql;
use crate::tiles::{Edge, TILE_WIDTH, Tile, split_seqs};
use kernel::Instant;
use store::{Error, FromRow, ReadTx, Row, Store, Tx, params};

/// Entries sealed in one go. Call [`seal`] again while [`Sealed::more`] says so.
pub const SEAL_ENTRIES_MAX: u32 = 10_000;

/// What a sealing did.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// How many entries it took in.
    pub entries: usize,
    /// The head it signed; `None` when there was nothing to seal.
    pub head: Option<Head>,
    /// Whether more entries may be waiting.
    pub more: bool,
}

/// Takes the next entries into the tree and signs its new head.
///
/// Reading, hashing and signing happen outside the writing transaction, so writers wait only for the few rows of hashes.
/// Several nodes may call this at the same time: one seals, the others find it done and seal nothing.
///
/// # Errors
/// [`AuditError::DamagedTree`] when the stored hashes contradict the newest head; what the store refuses.
pub fn seal(store: &Store, signer: &Signer, now: Instant) -> Result<Sealed, AuditError> {
    adopt_after_move(store)?;
    let Some(next) = store.read_blocking(Batch::read)? else {
        return Ok(Sealed { entries: 0, head: None, more: false });
    };
    let head = signer.sign(next.edge.size(), next.edge.root(), now, next.high_seq);
    let entries = next.entries;
    let signed = head.clone();
    let written = store.write_blocking(move |tx| next.write(tx, &signed))?;
    let entries = if written { entries } else { 0 };
    if written {
        tracing::debug!(size = head.size, entries, "Log sealed at {} entries", head.size);
    }
    let more = entries == usize::try_from(SEAL_ENTRIES_MAX).unwrap_or(usize::MAX);
    Ok(Sealed { entries, head: written.then_some(head), more })
}

/// An entry on its way into the tree.
struct Fresh {
    entry: Entry,
    xact: i64,
}

impl FromRow for Fresh {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        // The transaction's number follows the fourteen columns of the entry.
        Ok(Self { entry: Entry::from_row(row)?, xact: row.get(14)? })
    }
}

/// The work of one sealing, ready to be written.
struct Batch {
    before: u64,
    edge: Edge,
    tiles: Vec<(Tile, Vec<i64>)>,
    cursor: (i64, i64),
    high_seq: i64,
    entries: usize,
}

impl Batch {
    fn read(tx: &mut ReadTx<'_>) -> Result<Option<Self>, AuditError> {
        let cursor: (i64, i64) = tx.one(&sql::CURSOR, params![])?;
        let fresh: Vec<Fresh> = tx.many(&sql::UNSEALED, params![cursor.0, cursor.1, SEAL_ENTRIES_MAX])?;
        let Some(last) = fresh.last().map(|fresh| (fresh.xact, fresh.entry.seq)) else { return Ok(None) };
        let latest = tx.optional::<HeadRow>(&sql::LATEST_HEAD, params![])?.map(Head::try_from).transpose()?;
        let (before, mut high_seq) = latest.map_or((0, 0), |head| (head.size, head.high_seq));
        let mut edge = Edge::load(tx, before)?;
        let mut open_seqs = open_seqs(tx, before)?;
        let mut tiles = Vec::new();
        for fresh in &fresh {
            open_seqs.push(fresh.entry.seq);
            high_seq = high_seq.max(fresh.entry.seq);
            edge.push(leaf_hash(&fresh.entry.leaf_bytes()), |tile| {
                let seqs = if tile.level == 0 { std::mem::take(&mut open_seqs) } else { Vec::new() };
                tiles.push((tile, seqs));
            });
        }
        for tile in edge.open_tiles() {
            let seqs = if tile.level == 0 { std::mem::take(&mut open_seqs) } else { Vec::new() };
            tiles.push((tile, seqs));
        }
        Ok(Some(Self { before, edge, tiles, cursor: last, high_seq, entries: fresh.len() }))
    }

    /// Writes the work unless another node was first.
    fn write(&self, tx: &mut Tx<'_>, head: &Head) -> Result<bool, AuditError> {
        let latest = tx.optional::<HeadRow>(&sql::LATEST_HEAD, params![])?.map(Head::try_from).transpose()?;
        if latest.map_or(0, |latest| latest.size) != self.before {
            return Ok(false);
        }
        let size = i64::try_from(head.size).map_err(|_| AuditError::DamagedTree)?;
        let added = tx.execute(&sql::ADD_HEAD, params![size, head.root, head.at, head.high_seq, head.key_id, head.signature])?;
        if added == 0 {
            return Ok(false);
        }
        for (tile, seqs) in &self.tiles {
            let index = i64::try_from(tile.index).map_err(|_| AuditError::DamagedTree)?;
            let (low, high) = (seqs.iter().min().copied().unwrap_or(0), seqs.iter().max().copied().unwrap_or(0));
            let numbers: Vec<u8> = seqs.iter().flat_map(|seq| seq.to_be_bytes()).collect();
            tx.execute(&sql::PUT_TILE, params![tile.level, index, low, high, tile.hashes.concat(), numbers])?;
        }
        tx.execute(&sql::ADVANCE, params![self.cursor.0, self.cursor.1])?;
        Ok(true)
    }
}

/// The numbers of the entries in the begun row of leaves.
fn open_seqs(tx: &mut ReadTx<'_>, size: u64) -> Result<Vec<i64>, AuditError> {
    let begun = usize::try_from(size % 256).map_err(|_| AuditError::DamagedTree)?;
    if begun == 0 {
        return Ok(Vec::with_capacity(TILE_WIDTH));
    }
    let index = i64::try_from(size / 256).map_err(|_| AuditError::DamagedTree)?;
    let row: Option<(Vec<u8>, Vec<u8>)> = tx.optional(&sql::LEAVES, params![index])?;
    let seqs = row.map_or(Err(AuditError::DamagedTree), |(_, seqs)| split_seqs(&seqs))?;
    if seqs.len() == begun { Ok(seqs) } else { Err(AuditError::DamagedTree) }
}

/// A dump that was restored into another PostgreSQL cluster brings transaction numbers that mean nothing there.
/// They are bookkeeping, not part of an entry, and are written anew once.
fn adopt_after_move(store: &Store) -> Result<(), AuditError> {
    let (moved,): (bool,) = store.read_blocking(|tx| tx.one(&sql::MOVED, params![]))?;
    if !moved {
        return Ok(());
    }
    tracing::warn!("The log comes from another database cluster; its order is carried over");
    store.write_blocking(|tx| {
        tx.execute(&sql::REBASE_SEALED, params![])?;
        tx.execute(&sql::REBASE_REST, params![])?;
        tx.execute(&sql::ADVANCE, params![0_i64, i64::MAX])?;
        Ok(())
    })
}
