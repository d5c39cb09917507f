//! The records, in rows of small numbers: a comparison touches one or two cache lines of each record.

use crate::Error;
use crate::dictionary::MISSING;
use crate::hash::{join, short};
use crate::model::{Kind, Model};
use crate::plan::Plan;
use crate::store::{Store, wide};
use crate::threads::in_pieces;

/// The most records that are linked at once. The highest numbers are kept free for marks.
pub const RECORDS_MAX: usize = 1 << 30;

/// The ids that records have in their lists.
pub(crate) struct Ids {
    bytes: Vec<u8>,
    ends: Vec<u64>,
}

impl Ids {
    const fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn push(&mut self, id: &[u8]) {
        self.bytes.extend_from_slice(id);
        self.ends.push(self.bytes.len() as u64);
    }

    fn text(&self, place: usize) -> &str {
        let position = |end: u64| usize::try_from(end).unwrap_or(usize::MAX);
        let start = if place == 0 { 0 } else { position(self.ends[place - 1]) };
        std::str::from_utf8(&self.bytes[start..position(self.ends[place])]).unwrap_or("")
    }
}

/// Records ready to be compared by one model.
pub struct Table {
    pub(crate) plan: Plan,
    pub(crate) stores: Vec<Store>,
    pub(crate) cells: Vec<u32>,
    pub(crate) ids: Ids,
    /// How many records belong to the first list; none when there is one list.
    first: Option<usize>,
}

impl Table {
    /// An empty table for records of a model.
    ///
    /// # Errors
    /// A model that does not fit together.
    pub fn new(model: &Model) -> Result<Self, Error> {
        let plan = Plan::of(model)?;
        let stores = model.columns.iter().map(Store::new).collect();
        Ok(Self { plan, stores, cells: Vec::new(), ids: Ids { bytes: Vec::new(), ends: Vec::new() }, first: None })
    }

    /// Adds a record: its id, and a value for each column that is filled, in the model's order; empty when missing.
    ///
    /// # Errors
    /// Another number of values than the model has columns; too many records.
    pub fn push(&mut self, id: &str, values: &[&str]) -> Result<u32, Error> {
        self.has_room(1)?;
        let row = self.encode(values, true)?;
        let record = short(self.len());
        self.ids.push(id.as_bytes());
        self.cells.extend_from_slice(&row);
        Ok(record)
    }

    /// What comes from here on belongs to a second list, and is linked with the first.
    pub fn begin_second_list(&mut self) {
        self.first.get_or_insert(self.ids.len());
    }

    /// How many records are in the table.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many records belong to the first list.
    #[must_use]
    pub fn first_list(&self) -> usize {
        self.first.unwrap_or_else(|| self.len())
    }

    /// Whether there are two lists.
    #[must_use]
    pub const fn has_two_lists(&self) -> bool {
        self.first.is_some()
    }

    /// The id of a record in its list.
    #[must_use]
    pub fn id(&self, record: u32) -> &str {
        self.ids.text(record as usize)
    }

    pub(crate) fn row(&self, record: u32) -> &[u32] {
        let start = record as usize * self.plan.stride;
        &self.cells[start..start + self.plan.stride]
    }

    pub(crate) fn set_row(&mut self, record: u32, row: &[u32]) {
        let start = record as usize * self.plan.stride;
        self.cells[start..start + self.plan.stride].copy_from_slice(row);
    }

    pub(crate) const fn has_room(&self, more: usize) -> Result<(), Error> {
        if self.ids.len() + more > RECORDS_MAX { Err(Error::TooMuch) } else { Ok(()) }
    }

    /// The pairs of records that could be compared: all of one list, or each of the first with each of the second.
    pub(crate) fn possible_pairs(&self) -> f64 {
        let (first, all) = (crate::hash::real(self.first_list()), crate::hash::real(self.len()));
        if self.has_two_lists() { first * (all - first) } else { all * (all - 1.0) / 2.0 }
    }

    /// The cells of a record; what is looked up only is not counted.
    pub(crate) fn encode(&mut self, values: &[&str], counting: bool) -> Result<Vec<u32>, Error> {
        let expected = self.plan.filled().count();
        if values.len() != expected {
            return Err(Error::BadRecord { expected, found: values.len() });
        }
        let mut row = vec![MISSING; self.plan.stride];
        for (value, (place, column)) in values.iter().zip(self.plan.filled()) {
            self.stores[place].encode(value.as_bytes(), &mut row[column.cell..], counting).ok_or(Error::TooMuch)?;
        }
        for place in self.plan.joined() {
            let key = join_key(&self.plan, place, &row);
            row[self.plan.columns[place].cell] = key.map_or(MISSING, |key| self.stores[place].join(key, counting));
        }
        Ok(row)
    }

    /// Ends the filling: what needs all records is counted.
    pub(crate) fn finish(&mut self, threads: usize) {
        let (stride, cells, plan) = (self.plan.stride, &self.cells, &self.plan);
        let numbers = plan.filled().filter(|(_, column)| matches!(column.kind, Kind::Digits | Kind::Phone));
        let places: Vec<usize> = numbers.map(|(place, _)| place).collect();
        let sorted = in_pieces(places.len(), 1, threads, |turn| {
            let cell = plan.columns[places[turn.start]].cell;
            let rows = cells.chunks_exact(stride);
            let mut numbers: Vec<u64> = rows.map(|row| wide(&row[cell..])).filter(|number| *number != 0).collect();
            numbers.sort_unstable();
            numbers
        });
        for (place, numbers) in places.into_iter().zip(sorted) {
            self.stores[place].count_repeated(&numbers);
        }
    }
}

/// The key of a joined value: missing when its first part is, or a part that is no word.
pub(crate) fn join_key(plan: &Plan, place: usize, row: &[u32]) -> Option<u64> {
    let mut key = place as u64;
    for (turn, part) in plan.columns[place].of.iter().enumerate() {
        let column = &plan.columns[*part];
        let number = match column.kind {
            Kind::Text => u64::from(row[column.cell + 1]),
            Kind::Digits | Kind::Phone => wide(&row[column.cell..]),
            Kind::Address | Kind::Code | Kind::Date | Kind::Joined => u64::from(row[column.cell]),
        };
        if number == 0 && (turn == 0 || column.kind != Kind::Text) {
            return None;
        }
        key = join(key, number);
    }
    Some(key)
}
