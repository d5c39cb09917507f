//! Which records are compared: those that share the key of a pass.
//!
//! The work stays near-linear in the number of records because no block is compared in full beyond a limit:
//! a larger one is cut by the further keys of its pass, and what is still too large is compared within a window.
//! A pair that several passes find is met once: the pass that finds it first is known from the two records alone.

use crate::hash::{at, join, low32, mix, of_bytes, short};
use crate::model::Take;
use crate::plan::{PlannedPart, PlannedPass};
use crate::store::{Store, wide};
use crate::table::Table;
use crate::threads::in_pieces;
use crate::written;

/// Records of a block that are all compared with each other.
pub(crate) const BLOCK_MAX: usize = 40;
/// How far apart records of an oversized block are compared, in the order of their list.
pub(crate) const WINDOW: u32 = 8;
/// Marks the place of a record in an oversized block.
const IN_WINDOW: u32 = 1 << 31;
/// Letters of a sound key.
const SOUND: usize = 4;

/// A run of records of one pass that are compared with each other.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    start: u32,
    length: u32,
    windowed: bool,
}

/// The blocks of all passes.
pub(crate) struct Blocks {
    passes: Vec<Found>,
    /// For each record, pass by pass, where it is: 0 nowhere, a block's number, or its place in a window.
    places: Vec<u32>,
    /// First record of the second list.
    second: Option<u32>,
}

/// What a pass found.
struct Found {
    members: Vec<u32>,
    spans: Vec<Span>,
}

impl Table {
    /// The key of a row in a pass, unless a part is missing.
    pub(crate) fn key(&self, pass: &PlannedPass, row: &[u32]) -> Option<u64> {
        self.key_of(&pass.key, row)
    }

    fn key_of(&self, parts: &[PlannedPart], row: &[u32]) -> Option<u64> {
        parts.iter().try_fold(parts.len() as u64, |key, part| Some(join(key, self.part(part, row)?)))
    }

    /// The further key of a row; a missing part is a value of its own.
    pub(crate) fn further_key(&self, part: &PlannedPart, row: &[u32]) -> u64 {
        self.part(part, row).unwrap_or(0)
    }

    fn part(&self, part: &PlannedPart, row: &[u32]) -> Option<u64> {
        let column = part.of[0];
        let cell = self.plan.columns[column].cell;
        let number = row[cell];
        let found = match (&self.stores[column], part.take) {
            (_, Take::Words) => self.bag(&part.of, row),
            (Store::Text(texts), Take::Start(letters)) => start(texts.folds.text(row[cell + 1]), letters),
            (Store::Text(texts), Take::Sound) => sound(texts.folds.text(row[cell + 1])),
            (Store::Text(_), _) => u64::from(row[cell + 1]),
            (Store::Address(addresses), Take::House) => u64::from(addresses.house(number)),
            (Store::Address(addresses), Take::Start(letters)) => start(addresses.folds.text(number), letters),
            (Store::Code(codes), Take::Start(letters)) => start(codes.values.text(number), letters),
            (Store::Date(_), Take::AnyOrder) if !number.is_multiple_of(10_000) => u64::from(written::order_free(number)),
            (Store::Date(_), Take::AnyOrder) => 0,
            (Store::Date(_), Take::Year) => u64::from(number / 10_000),
            (Store::Date(_), Take::YearEnd) if number != 0 => u64::from(number / 10_000 % 10) + 1,
            (Store::Date(_), Take::Decade) => u64::from(number / 100_000),
            (Store::Date(_), Take::MonthDay) => u64::from(number % 10_000),
            (Store::Digits(_) | Store::Phone(_), _) => wide(&row[cell..]),
            _ => u64::from(number),
        };
        (found != 0).then_some(found)
    }

    fn bag(&self, columns: &[usize], row: &[u32]) -> u64 {
        let bags = columns.iter().map(|column| match &self.stores[*column] {
            Store::Text(texts) => texts.bags[at(row[self.plan.columns[*column].cell + 1])],
            _ => 0,
        });
        bags.fold(0, u64::wrapping_add)
    }
}

/// The first letters of a text, 0 when it is shorter.
fn start(text: &[u8], letters: u8) -> u64 {
    let letters = usize::from(letters);
    if text.len() < letters || text.is_empty() { 0 } else { of_bytes(&text[..letters]) }
}

/// The first letter and the consonants behind it.
fn sound(text: &[u8]) -> u64 {
    let (mut key, mut count) = ([0; SOUND], 0);
    for letter in text {
        let vowel = matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'w' | b' ' | b'-' | b'\'');
        if count == SOUND {
            break;
        }
        if count == 0 && *letter != b' ' || !vowel && key[count - 1] != *letter {
            key[count] = *letter;
            count += 1;
        }
    }
    if count == 0 { 0 } else { of_bytes(&key[..count]) }
}

impl Blocks {
    /// Finds the blocks of a table.
    pub(crate) fn of(table: &Table, threads: usize) -> Self {
        let second = table.has_two_lists().then(|| short(table.first_list()));
        let passes = in_pieces(table.plan.passes.len(), 1, threads, |turn| find(table, &table.plan.passes[turn.start], second));
        let width = passes.len();
        let mut places = vec![0_u32; table.len() * width];
        for (pass, found) in passes.iter().enumerate() {
            let mut window = 0_u32;
            for (number, span) in found.spans.iter().enumerate() {
                for (turn, record) in found.of(span).iter().enumerate() {
                    places[at(*record) * width + pass] =
                        if span.windowed { IN_WINDOW | (window + short(turn)) } else { short(number + 1) };
                }
                if span.windowed {
                    window += span.length + WINDOW + 1;
                }
            }
        }
        Self { passes, places, second }
    }

    /// How many pairs the passes find, those found twice counted twice.
    pub(crate) fn pairs_at_most(&self) -> u64 {
        let pairs = |span: &Span| {
            let length = u64::from(span.length);
            if span.windowed { length * u64::from(WINDOW) } else { length * (length - 1) / 2 }
        };
        self.passes.iter().flat_map(|found| &found.spans).map(pairs).sum()
    }

    /// Goes through all pairs, each once and the smaller number first, and answers what `work` made of each piece of
    /// them, in an order that does not depend on the number of threads.
    pub(crate) fn each<T: Send>(
        &self,
        threads: usize,
        start: impl Fn() -> T + Sync,
        work: impl Fn(&mut T, u32, u32) + Sync,
        finished: impl Fn(usize) + Sync,
    ) -> Vec<T> {
        /// Blocks that a thread takes at once.
        const PIECE: usize = 4096;
        let mut results = Vec::new();
        for (pass, found) in self.passes.iter().enumerate() {
            results.extend(in_pieces(found.spans.len(), PIECE, threads, |range| {
                let mut result = start();
                for span in &found.spans[range.clone()] {
                    self.each_in(pass, found, span, |one, two| work(&mut result, one, two));
                }
                finished(range.len());
                result
            }));
        }
        results
    }

    /// How many blocks there are.
    pub(crate) fn count(&self) -> usize {
        self.passes.iter().map(|found| found.spans.len()).sum()
    }

    fn each_in(&self, pass: usize, found: &Found, span: &Span, mut work: impl FnMut(u32, u32)) {
        let members = found.of(span);
        for (turn, one) in members.iter().enumerate() {
            let end = if span.windowed { (turn + 1 + at(WINDOW)).min(members.len()) } else { members.len() };
            for two in &members[turn + 1..end] {
                let apart = self.second.is_none_or(|second| (*one < second) != (*two < second));
                if apart && !self.found_before(pass, *one, *two) {
                    work(*one.min(two), *one.max(two));
                }
            }
        }
    }

    fn found_before(&self, pass: usize, one: u32, two: u32) -> bool {
        let width = self.passes.len();
        let (one, two) = (&self.places[at(one) * width..][..pass], &self.places[at(two) * width..][..pass]);
        one.iter().zip(two).any(|(left, right)| {
            if *left & *right & IN_WINDOW != 0 { left.abs_diff(*right) <= WINDOW } else { left == right && *left != 0 }
        })
    }
}

impl Found {
    fn of(&self, span: &Span) -> &[u32] {
        &self.members[at(span.start)..at(span.start) + at(span.length)]
    }

    fn add(&mut self, records: impl ExactSizeIterator<Item = u32>, windowed: bool) {
        let (start, length) = (short(self.members.len()), short(records.len()));
        self.members.extend(records);
        self.spans.push(Span { start, length, windowed });
    }
}

/// The blocks of one pass.
fn find(table: &Table, pass: &PlannedPass, second: Option<u32>) -> Found {
    let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(table.len());
    for (record, row) in table.cells.chunks_exact(table.plan.stride).enumerate() {
        if let Some(key) = table.key(pass, row) {
            keyed.push((key, short(record)));
        }
    }
    keyed.sort_unstable();
    let mut found = Found { members: Vec::new(), spans: Vec::new() };
    for block in keyed.chunk_by_mut(|one, two| one.0 == two.0) {
        cut(table, &pass.then, block, second, &mut found);
    }
    found.members.shrink_to_fit();
    found.spans.shrink_to_fit();
    found
}

/// Adds a block, in pieces when it is too large.
fn cut(table: &Table, then: &[PlannedPart], block: &mut [(u64, u32)], second: Option<u32>, found: &mut Found) {
    let (Some(first), Some(last)) = (block.first(), block.last()) else { return };
    // Records of one key are in the order of their lists.
    if block.len() < 2 || second.is_some_and(|second| (first.1 < second) == (last.1 < second)) {
        return;
    }
    if block.len() <= BLOCK_MAX {
        found.add(block.iter().map(|(_, record)| *record), false);
        return;
    }
    let Some((part, rest)) = then.split_first() else {
        if second.is_some() {
            // The two lists are mixed by a number of their own, so that neighbours come from both.
            block.sort_unstable_by_key(|(_, record)| low32(mix(u64::from(*record))));
        }
        found.add(block.iter().map(|(_, record)| *record), true);
        return;
    };
    for (key, record) in &mut *block {
        *key = table.further_key(part, table.row(*record));
    }
    block.sort_unstable();
    for piece in block.chunk_by_mut(|one, two| one.0 == two.0) {
        cut(table, rest, piece, second, found);
    }
}
