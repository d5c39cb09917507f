//! One record against millions: who else may be the same person, within milliseconds and while records change.

use crate::Error;
use crate::blocks::BLOCK_MAX;
use crate::hash::{high32, short};
use crate::linker::{Explanation, Judge};
use crate::model::Model;
use crate::plan::PlannedPass;
use crate::table::Table;
use crate::threads::in_pieces;
use crate::weights::{Weights, probability, score};
use std::collections::{HashMap, HashSet};

/// Records of one key that are compared with the one that is looked up. Of more, those that share further keys are taken.
const CANDIDATES_MAX: usize = 512;

/// Records kept ready to be looked up and changed.
pub struct Index {
    model: Model,
    table: Table,
    judge: Judge,
    passes: Vec<Keys>,
    gone: HashSet<u32>,
}

/// The keys of one pass: those of the records that were there at the beginning, sorted, and those that came later.
struct Keys {
    keys: Vec<u32>,
    records: Vec<u32>,
    later: HashMap<u32, Vec<u32>>,
}

/// A record that may be about the person that was looked up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The record.
    pub record: u32,
    /// The logarithm (base 2) of the odds that both are about one person.
    pub score: f64,
    /// Whether nobody needs to look.
    pub certain: bool,
}

impl Candidate {
    /// The probability that both are about one person.
    #[must_use]
    pub fn probability(&self) -> f64 {
        probability(self.score)
    }
}

impl Index {
    /// An index of a table, with weights that [`crate::link`] learned from it or from records like them.
    ///
    /// # Errors
    /// Weights of another model.
    pub fn new(model: &Model, mut table: Table, weights: &Weights, threads: usize) -> Result<Self, Error> {
        if !weights.fit(model) {
            return Err(Error::BadModel("the weights were learned for another model".to_owned()));
        }
        table.finish(threads);
        let passes = in_pieces(table.plan.passes.len(), 1, threads, |turn| Keys::of(&table, &table.plan.passes[turn.start]));
        let judge = Judge::new(&table, weights.clone());
        Ok(Self { model: model.clone(), table, judge, passes, gone: HashSet::new() })
    }

    /// The records, those that were removed too.
    #[must_use]
    pub const fn table(&self) -> &Table {
        &self.table
    }

    /// Who may be the person of a record with these values, the likeliest first.
    ///
    /// # Errors
    /// Another number of values than the model has columns.
    pub fn look_up(&mut self, values: &[&str]) -> Result<Vec<Candidate>, Error> {
        let row = self.table.encode(values, false)?;
        Ok(self.candidates(&row, None))
    }

    /// Who else may be the person of a record of the index, the likeliest first.
    ///
    /// # Errors
    /// A record that does not exist.
    pub fn check(&self, record: u32) -> Result<Vec<Candidate>, Error> {
        self.exists(record)?;
        Ok(self.candidates(self.table.row(record), Some(record)))
    }

    /// Adds a record.
    ///
    /// # Errors
    /// Another number of values than the model has columns; too many records.
    pub fn add(&mut self, id: &str, values: &[&str]) -> Result<u32, Error> {
        let record = self.table.push(id, values)?;
        self.enter(record);
        Ok(record)
    }

    /// Puts other values in the place of a record's.
    ///
    /// # Errors
    /// A record that does not exist; another number of values than the model has columns.
    pub fn replace(&mut self, record: u32, values: &[&str]) -> Result<(), Error> {
        self.exists(record)?;
        let row = self.table.encode(values, true)?;
        self.table.set_row(record, &row);
        // The old keys still lead here; what they find is judged by the new values.
        self.enter(record);
        Ok(())
    }

    /// Takes a record out.
    ///
    /// # Errors
    /// A record that does not exist.
    pub fn remove(&mut self, record: u32) -> Result<(), Error> {
        self.exists(record)?;
        self.gone.insert(record);
        Ok(())
    }

    /// Why two records of the index have their score.
    ///
    /// # Errors
    /// A record that does not exist.
    pub fn explain(&self, one: u32, two: u32) -> Result<Explanation, Error> {
        self.exists(one)?;
        self.exists(two)?;
        Ok(self.judge.explain(&self.model, &self.table, self.table.row(one), self.table.row(two)))
    }

    fn exists(&self, record: u32) -> Result<(), Error> {
        if record as usize >= self.table.len() || self.gone.contains(&record) {
            return Err(Error::NoSuchRecord(record));
        }
        Ok(())
    }

    fn enter(&mut self, record: u32) {
        for (keys, pass) in self.passes.iter_mut().zip(&self.table.plan.passes) {
            if let Some(key) = self.table.key(pass, self.table.row(record)) {
                let entered = keys.later.entry(high32(key)).or_default();
                if !entered.contains(&record) {
                    entered.push(record);
                }
            }
        }
    }

    fn candidates(&self, row: &[u32], but: Option<u32>) -> Vec<Candidate> {
        let mut met: Vec<u32> = Vec::new();
        for (keys, pass) in self.passes.iter().zip(&self.table.plan.passes) {
            if let Some(key) = self.table.key(pass, row) {
                met.extend(self.narrowed(keys.of_key(high32(key)), pass, row));
            }
        }
        met.sort_unstable();
        met.dedup();
        let (bar, certain) = (score(self.model.thresholds.review), score(self.model.thresholds.certain));
        let mut candidates: Vec<Candidate> = met
            .into_iter()
            .filter(|record| Some(*record) != but && !self.gone.contains(record))
            .filter_map(|record| {
                let other = self.table.row(record);
                let score = self.judge.score(&self.table, row, other);
                let calls = || self.table.calls_for_a_person(&self.table.levels(row, other));
                (score >= bar).then(|| Candidate { record, score, certain: score >= certain && !calls() })
            })
            .collect();
        candidates.sort_by(|one, two| two.score.total_cmp(&one.score).then(one.record.cmp(&two.record)));
        candidates
    }

    /// The records of a key; of too many those that share its further keys.
    fn narrowed(&self, mut records: Vec<u32>, pass: &PlannedPass, row: &[u32]) -> Vec<u32> {
        for part in &pass.then {
            if records.len() <= BLOCK_MAX {
                break;
            }
            let key = self.table.further_key(part, row);
            records.retain(|record| self.table.further_key(part, self.table.row(*record)) == key);
        }
        records.truncate(CANDIDATES_MAX);
        records
    }
}

impl Keys {
    fn of(table: &Table, pass: &PlannedPass) -> Self {
        let rows = table.cells.chunks_exact(table.plan.stride).enumerate();
        let keyed = rows.filter_map(|(record, row)| Some((high32(table.key(pass, row)?), short(record))));
        let mut keyed: Vec<(u32, u32)> = keyed.collect();
        keyed.sort_unstable();
        let keys = keyed.iter().map(|(key, _)| *key).collect();
        Self { keys, records: keyed.into_iter().map(|(_, record)| record).collect(), later: HashMap::new() }
    }

    fn of_key(&self, key: u32) -> Vec<u32> {
        let start = self.keys.partition_point(|known| *known < key);
        let count = self.keys[start..].iter().take_while(|known| **known == key).count();
        let mut records = self.records[start..start + count].to_vec();
        records.extend(self.later.get(&key).into_iter().flatten());
        records
    }
}
