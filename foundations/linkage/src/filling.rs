//! Filling a table on several threads: one reads, two turn values into numbers, one puts rows together.
//!
//! Each column is numbered by one thread in the order of the records, so the numbers are the same as on one thread.

use crate::Error;
use crate::dictionary::MISSING;
use crate::hash::short;
use crate::model::Kind;
use crate::plan::Plan;
use crate::store::Store;
use crate::table::{Table, join_key};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// Records that travel between threads together.
const BATCH: usize = 4096;
/// Letters of a batch from which on it is sent although it has few records.
const BATCH_BYTES: usize = 1 << 22;
/// Batches that wait between two threads.
const WAITING: usize = 4;
/// Threads that number values.
const NUMBERING: usize = 2;

/// Records on their way into a table: for each its id and the values of the filled columns.
#[derive(Default)]
pub(crate) struct Batch {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    rows: usize,
}

impl Batch {
    /// Adds a record.
    pub(crate) fn push<'a>(&mut self, fields: impl Iterator<Item = &'a [u8]>) {
        for field in fields {
            self.bytes.extend_from_slice(field);
            self.ends.push(short(self.bytes.len()));
        }
        self.rows += 1;
    }

    /// Whether it should be sent on.
    pub(crate) const fn is_full(&self) -> bool {
        self.rows >= BATCH || self.bytes.len() >= BATCH_BYTES
    }

    fn field(&self, row: usize, field: usize, width: usize) -> &[u8] {
        let place = row * width + field;
        let start = if place == 0 { 0 } else { self.ends[place - 1] as usize };
        &self.bytes[start..self.ends[place] as usize]
    }
}

/// A column on the thread that numbers its values.
struct Numbered<'a> {
    field: usize,
    cell: usize,
    cells: usize,
    store: &'a mut Store,
}

/// The columns that one thread numbers.
#[derive(Default)]
struct Group<'a> {
    columns: Vec<Numbered<'a>>,
    cost: usize,
}

/// Where the cells of a group belong in a row: first cell and how many, column by column.
type Layout = Vec<(usize, usize)>;

impl Group<'_> {
    fn layout(&self) -> Layout {
        self.columns.iter().map(|column| (column.cell, column.cells)).collect()
    }

    /// The cells of a batch, row by row.
    fn encode(&mut self, batch: &Batch, width: usize) -> Result<Vec<u32>, Error> {
        let each: usize = self.columns.iter().map(|column| column.cells).sum();
        let mut cells = vec![MISSING; each * batch.rows];
        for (row, target) in cells.chunks_exact_mut(each.max(1)).enumerate() {
            let mut start = 0;
            for column in &mut self.columns {
                let value = batch.field(row, column.field, width);
                column.store.encode(value, &mut target[start..start + column.cells], true).ok_or(Error::TooMuch)?;
                start += column.cells;
            }
        }
        Ok(cells)
    }
}

/// What numbering a value of a kind costs, roughly.
const fn cost(kind: Kind) -> usize {
    match kind {
        Kind::Address => 6,
        Kind::Text => 2,
        Kind::Code | Kind::Date | Kind::Digits | Kind::Phone | Kind::Joined => 1,
    }
}

/// The joined columns, and the others spread evenly.
fn groups<'a>(plan: &Plan, stores: &'a mut [Store]) -> (Vec<(usize, &'a mut Store)>, Vec<Group<'a>>) {
    let mut joined = Vec::new();
    let mut groups: Vec<Group> = (0..NUMBERING).map(|_| Group::default()).collect();
    let mut columns = Vec::new();
    let mut field = 1;
    for (place, (column, store)) in plan.columns.iter().zip(stores).enumerate() {
        if column.kind == Kind::Joined {
            joined.push((place, store));
        } else {
            columns.push((cost(column.kind), Numbered { field, cell: column.cell, cells: plan.width(place), store }));
            field += 1;
        }
    }
    columns.sort_by_key(|(cost, _)| std::cmp::Reverse(*cost));
    for (cost, column) in columns {
        let lightest = groups.iter_mut().min_by_key(|group| group.cost).expect("there are groups");
        lightest.columns.push(column);
        lightest.cost += cost;
    }
    groups.retain(|group| !group.columns.is_empty());
    (joined, groups)
}

/// The cells that a numbering thread made of a batch.
type Cells = Result<Vec<u32>, Error>;

/// A batch on its way to the thread that puts rows together.
type Read = Result<Arc<Batch>, Error>;

impl Table {
    /// Fills the table with what `next` puts into batches, until it answers that there is no more.
    pub(crate) fn fill(
        &mut self,
        threads: usize,
        mut next: impl FnMut(&mut Batch) -> Result<bool, Error> + Send,
    ) -> Result<(), Error> {
        let mut stores = std::mem::take(&mut self.stores);
        let width = self.plan.filled().count() + 1;
        let (mut joined, mut groups) = groups(&self.plan, &mut stores);
        let result = if threads > 1 {
            self.fill_together(next, groups, &mut joined, width)
        } else {
            loop {
                let mut batch = Batch::default();
                let more = match next(&mut batch) {
                    Ok(more) => more,
                    Err(error) => break Err(error),
                };
                let parts = groups.iter_mut().map(|group| Ok((group.layout(), group.encode(&batch, width)?)));
                match parts.collect::<Result<Vec<_>, Error>>().and_then(|parts| self.put(&batch, &parts, &mut joined, width)) {
                    Ok(()) if more => {}
                    ended => break ended,
                }
            }
        };
        self.stores = stores;
        result
    }

    fn fill_together(
        &mut self,
        next: impl FnMut(&mut Batch) -> Result<bool, Error> + Send,
        groups: Vec<Group>,
        joined: &mut [(usize, &mut Store)],
        width: usize,
    ) -> Result<(), Error> {
        std::thread::scope(|scope| {
            // The numbering threads set the pace; what they have done waits for the one that puts rows together.
            let (to_rows, batches) = channel::<Read>();
            let (mut feeds, mut results) = (Vec::new(), Vec::new());
            for mut group in groups {
                let (feed, fed) = sync_channel::<Arc<Batch>>(WAITING);
                let (give, given) = sync_channel(WAITING);
                results.push((group.layout(), given));
                feeds.push(feed);
                scope.spawn(move || {
                    for batch in fed {
                        if give.send(group.encode(&batch, width)).is_err() {
                            return;
                        }
                    }
                });
            }
            scope.spawn(move || read(next, &feeds, &to_rows));
            self.put_together(&batches, &results, joined, width)
        })
    }

    fn put_together(
        &mut self,
        batches: &Receiver<Read>,
        results: &[(Layout, Receiver<Cells>)],
        joined: &mut [(usize, &mut Store)],
        width: usize,
    ) -> Result<(), Error> {
        for batch in batches {
            let batch = batch?;
            let mut parts = Vec::with_capacity(results.len());
            for (layout, given) in results {
                // A numbering thread ends early only when a column is full, and says so first.
                parts.push((layout.clone(), given.recv().map_err(|_| Error::TooMuch)??));
            }
            self.put(&batch, &parts, joined, width)?;
        }
        Ok(())
    }

    /// Puts the cells of a batch into rows, with ids and joined values.
    fn put(
        &mut self,
        batch: &Batch,
        parts: &[(Layout, Vec<u32>)],
        joined: &mut [(usize, &mut Store)],
        width: usize,
    ) -> Result<(), Error> {
        self.has_room(batch.rows)?;
        let stride = self.plan.stride;
        let mut sources: Vec<_> = parts.iter().map(|(layout, cells)| (layout, cells.as_slice())).collect();
        for row in 0..batch.rows {
            self.ids.push(batch.field(row, 0, width));
            let start = self.cells.len();
            self.cells.resize(start + stride, MISSING);
            let target = &mut self.cells[start..];
            for (layout, cells) in &mut sources {
                for (cell, count) in layout.iter() {
                    let (now, rest) = cells.split_at(*count);
                    target[*cell..cell + count].copy_from_slice(now);
                    *cells = rest;
                }
            }
            for (place, store) in joined.iter_mut() {
                let key = join_key(&self.plan, *place, target);
                target[self.plan.columns[*place].cell] = key.map_or(MISSING, |key| store.join(key, true));
            }
        }
        Ok(())
    }
}

/// Reads batches and hands each to everybody, until there are no more or nobody wants them.
fn read(mut next: impl FnMut(&mut Batch) -> Result<bool, Error>, feeds: &[SyncSender<Arc<Batch>>], to_rows: &Sender<Read>) {
    loop {
        let mut batch = Batch::default();
        let more = next(&mut batch);
        let batch = Arc::new(batch);
        let gone = feeds.iter().any(|feed| feed.send(Arc::clone(&batch)).is_err());
        if gone || to_rows.send(Ok(batch)).is_err() {
            return;
        }
        match more {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                // Nobody listens any more when putting together has failed, and that failure is told instead.
                let _ = to_rows.send(Err(error));
                return;
            }
        }
    }
}
