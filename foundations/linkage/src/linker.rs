//! From a table to pairs and clusters.

use crate::Error;
use crate::blocks::Blocks;
use crate::clusters::{Clusters, Unique};
use crate::estimate::learn;
use crate::model::Model;
use crate::table::Table;
use crate::weights::{Commonness, Scorer, Weights, circles, probability, score};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How to link.
#[derive(Debug, Clone)]
pub struct Options {
    /// Threads that compare. The result does not depend on it.
    pub threads: usize,
    /// Decides which pairs are drawn for learning. The same seed gives the same result.
    pub seed: u64,
    /// Nobody is twice on the first list.
    pub first_unique: bool,
    /// Nobody is twice on the second list.
    pub second_unique: bool,
    /// Pairs that people decided.
    pub decisions: Vec<Decision>,
    /// Weights learned before; nothing is learned then.
    pub weights: Option<Weights>,
}

impl Default for Options {
    fn default() -> Self {
        Self { threads: 2, seed: 1, first_unique: false, second_unique: false, decisions: Vec::new(), weights: None }
    }
}

/// A pair that somebody decided.
#[derive(Debug, Clone, Copy)]
pub struct Decision {
    /// A record.
    pub one: u32,
    /// Another record.
    pub two: u32,
    /// Whether both are about one person.
    pub same: bool,
}

/// Two records that may be about one person; the smaller number first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// A record.
    pub one: u32,
    /// Another record.
    pub two: u32,
    /// The logarithm (base 2) of the odds that they are about one person.
    pub score: f64,
    /// Whether nobody needs to look: the score is beyond the threshold and no level calls for a person.
    pub certain: bool,
}

impl Pair {
    /// The probability that the records are about one person.
    #[must_use]
    pub fn probability(&self) -> f64 {
        probability(self.score)
    }
}

/// Where linking is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Records that may be one person's are looked for.
    Finding,
    /// Weights are learned.
    Learning,
    /// Pairs are compared.
    Comparing,
    /// Clusters are made.
    Clustering,
}

/// Told how far linking is: the stage, what is done and what there is to do, in blocks.
pub type Progress<'a> = dyn Fn(Stage, usize, usize) + Sync + 'a;

/// What was found.
pub struct Linked {
    /// The pairs from the review threshold on, in order of their records.
    pub pairs: Vec<Pair>,
    /// The records in clusters.
    pub clusters: Clusters,
    /// What was learned.
    pub weights: Weights,
    /// How many pairs were compared.
    pub compared: u64,
}

/// Why a pair has its score: the sum of the prior and the parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The logarithm of the odds of any two records.
    pub prior: f64,
    /// The fields.
    pub parts: Vec<PartOfScore>,
    /// The sum.
    pub score: f64,
}

/// What a field says about a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct PartOfScore {
    /// The field, or the set of fields whose common agreement is corrected.
    pub field: String,
    /// The level of agreement; none when a value is missing.
    pub level: Option<String>,
    /// How often records of one person are on the level.
    pub m: f64,
    /// How often those of two people are, for these values.
    pub u: f64,
    /// The logarithm (base 2) of m/u.
    pub weight: f64,
}

/// A table with its weights, to ask for pairs of it.
pub(crate) struct Judge {
    pub(crate) weights: Weights,
    scorer: Scorer,
    common: Commonness,
}

impl Judge {
    pub(crate) fn new(table: &Table, weights: Weights) -> Self {
        Self { scorer: weights.scorer(table), common: Commonness::of(table), weights }
    }

    pub(crate) fn score(&self, table: &Table, one: &[u32], two: &[u32]) -> f64 {
        self.scorer.score(table, &self.common, one, two)
    }

    fn pair(&self, table: &Table, one: u32, two: u32, score: f64, certain: f64) -> Pair {
        let certain = score >= certain && !table.calls_for_a_person(&table.levels(table.row(one), table.row(two)));
        Pair { one, two, score, certain }
    }

    pub(crate) fn explain(&self, model: &Model, table: &Table, one: &[u32], two: &[u32]) -> Explanation {
        let levels = table.levels(one, two);
        let circles = circles(table, &levels);
        let home = table.plan.circles.first().map(|circle| circle.comparison);
        let mut explanation = Explanation { prior: self.weights.prior, parts: Vec::new(), score: self.weights.prior };
        for (place, comparison) in model.comparisons.iter().enumerate() {
            let learned = &self.weights.fields[place];
            let level = usize::from(levels[place]);
            let name = comparison.levels.get(level).map_or("different", |level| level.name.as_str());
            let part = match learned.m.get(level) {
                None => PartOfScore { field: comparison.name.clone(), level: None, m: 0.0, u: 0.0, weight: 0.0 },
                Some(m) => {
                    let of_value = if circles > 0 && home != Some(place) {
                        0.0
                    } else {
                        self.common.of_value(table, place, levels[place], one)
                    };
                    let weight = self.scorer.weight(circles, place, levels[place]) + of_value;
                    PartOfScore {
                        field: comparison.name.clone(),
                        level: Some(name.to_owned()),
                        m: *m,
                        u: m / weight.exp2(),
                        weight,
                    }
                }
            };
            explanation.score += part.weight;
            explanation.parts.push(part);
        }
        if circles == 0 {
            self.common.of_sets(table, &levels, one, |set, weight| {
                explanation.score += weight;
                let (field, level) = (model.together[set].name.clone(), Some("together".to_owned()));
                explanation.parts.push(PartOfScore { field, level, m: 1.0, u: (-weight).exp2(), weight });
            });
        }
        explanation
    }
}

/// Finds which records of a table are about one person.
///
/// # Errors
/// Fewer than two records; weights of another model; a decision on a record that does not exist.
pub fn link(model: &Model, table: &mut Table, options: &Options, progress: &Progress) -> Result<Linked, Error> {
    if table.len() < 2 || table.has_two_lists() && (table.first_list() == 0 || table.first_list() == table.len()) {
        return Err(Error::NothingToCompare);
    }
    if let Some(missing) = options.decisions.iter().flat_map(|pair| [pair.one, pair.two]).find(|one| *one as usize >= table.len())
    {
        return Err(Error::NoSuchRecord(missing));
    }
    if options.weights.as_ref().is_some_and(|weights| !weights.fit(model)) {
        return Err(Error::BadModel("the weights were learned for another model".to_owned()));
    }
    progress(Stage::Finding, 0, table.plan.passes.len());
    table.finish(options.threads);
    let blocks = Blocks::of(table, options.threads);
    progress(Stage::Learning, 0, 1);
    let weights = match &options.weights {
        Some(weights) => weights.clone(),
        None => learn(model, table, &blocks, &Commonness::of(table), options),
    };
    let judge = Judge::new(table, weights);
    let (pairs, compared) = compare(model, table, &blocks, &judge, options, progress);
    drop(blocks);
    progress(Stage::Clustering, 0, 1);
    let bar = score(model.thresholds.cluster);
    let strong: Vec<Pair> = pairs.iter().copied().filter(|pair| pair.score >= bar).collect();
    let boundary = crate::hash::short(table.first_list());
    let unique = Unique { first: options.first_unique, second: options.second_unique, boundary };
    let clusters = Clusters::of(table.len(), &strong, unique, |one, two| judge.score(table, table.row(one), table.row(two)));
    Ok(Linked { pairs, clusters, weights: judge.weights, compared })
}

fn compare(
    model: &Model,
    table: &Table,
    blocks: &Blocks,
    judge: &Judge,
    options: &Options,
    progress: &Progress,
) -> (Vec<Pair>, u64) {
    let (bar, certain) = (score(model.thresholds.review), score(model.thresholds.certain));
    let (total, done) = (blocks.count(), AtomicUsize::new(0));
    let pieces = blocks.each(
        options.threads,
        || (Vec::new(), 0_u64),
        |(pairs, compared), one, two| {
            *compared += 1;
            let score = judge.score(table, table.row(one), table.row(two));
            if score >= bar {
                pairs.push(judge.pair(table, one, two, score, certain));
            }
        },
        |finished| progress(Stage::Comparing, done.fetch_add(finished, Ordering::Relaxed) + finished, total),
    );
    let compared = pieces.iter().map(|(_, compared)| compared).sum();
    let mut pairs: Vec<Pair> = pieces.into_iter().flat_map(|(pairs, _)| pairs).collect();
    pairs.sort_unstable_by_key(|pair| (pair.one, pair.two));
    (pairs, compared)
}

/// Why two records of a table have their score.
///
/// # Errors
/// A record that does not exist; weights of another model.
pub fn explain(model: &Model, table: &Table, weights: &Weights, one: u32, two: u32) -> Result<Explanation, Error> {
    Explainer::new(model, table, weights)?.explain(one, two)
}

/// Explains pairs of a table one after the other.
pub struct Explainer<'a> {
    model: &'a Model,
    table: &'a Table,
    judge: Judge,
}

impl<'a> Explainer<'a> {
    /// Ready to explain pairs of a table by weights.
    ///
    /// # Errors
    /// Weights of another model.
    pub fn new(model: &'a Model, table: &'a Table, weights: &Weights) -> Result<Self, Error> {
        if !weights.fit(model) {
            return Err(Error::BadModel("the weights were learned for another model".to_owned()));
        }
        Ok(Self { model, table, judge: Judge::new(table, weights.clone()) })
    }

    /// Why two records have their score.
    ///
    /// # Errors
    /// A record that does not exist.
    pub fn explain(&self, one: u32, two: u32) -> Result<Explanation, Error> {
        if let Some(missing) = [one, two].into_iter().find(|record| *record as usize >= self.table.len()) {
            return Err(Error::NoSuchRecord(missing));
        }
        Ok(self.judge.explain(self.model, self.table, self.table.row(one), self.table.row(two)))
    }
}
