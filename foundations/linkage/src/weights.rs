//! What agreement and disagreement in each field say, and the score of a pair.
//!
//! The score is a logarithm to base 2 of odds: that of any two records to be about one person, and for each field
//! that both have the logarithm of m/u, where m is how often records of one person are on that level of agreement
//! and u how often those of two people are.

use crate::dictionary::MISSING;
use crate::hash::real;
use crate::model::Model;
use crate::plan::{CIRCLES_MAX, COMPARISONS_MAX, LEVELS_MAX, Levels, PlannedTogether, UNKNOWN};
use crate::table::Table;
use serde::{Deserialize, Serialize};

/// What was learned about the fields of a model from records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// The logarithm (base 2) of the odds that two records drawn at random are about one person.
    pub prior: f64,
    /// The fields, as in the model.
    pub fields: Vec<FieldWeights>,
}

/// What was learned about a field: for each level, "different" last, how often pairs are on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWeights {
    /// The field.
    pub name: String,
    /// Among pairs of one person.
    pub m: Vec<f64>,
    /// Among pairs of two people.
    pub u: Vec<f64>,
    /// Among pairs of two people of one circle, circle by circle.
    pub within: Vec<Vec<f64>>,
}

/// Weights ready to score pairs of one table.
pub(crate) struct Scorer {
    prior: f64,
    /// For pairs in no circle, in the first, in the first two, and so on.
    weights: [[[f64; LEVELS_MAX]; COMPARISONS_MAX]; CIRCLES_MAX + 1],
}

/// How common values are in one table, apart from what is learned.
pub(crate) struct Commonness {
    /// For each column the logarithm of the chance that two records share a value, where levels count it.
    average: Vec<f64>,
    records: f64,
}

impl Commonness {
    pub(crate) fn of(table: &Table) -> Self {
        let records = real(table.len());
        let pairs = (records * (records - 1.0) / 2.0).max(1.0);
        let average = table.stores.iter().map(|store| (store.agreeing_pairs().max(0.5) / pairs).log2());
        Self { average: average.collect(), records: records.max(2.0) }
    }

    /// The chance that two records share a value of a column.
    pub(crate) fn chance(&self, column: usize) -> f64 {
        self.average[column].exp2()
    }

    /// The chance that another record has the value that these have.
    fn chance_of(&self, table: &Table, column: usize, row: &[u32]) -> f64 {
        let cell = table.plan.columns[column].cell;
        (f64::from(table.stores[column].count(&row[cell..])) - 1.0) / (self.records - 1.0)
    }

    /// What the values of a field on a level add to its weight, because they are rarer or more common than the average.
    pub(crate) fn of_value(&self, table: &Table, field: usize, level: u8, row: &[u32]) -> f64 {
        let level = table.plan.comparisons[field].levels.get(usize::from(level));
        level
            .and_then(|level| level.frequency)
            .map_or(0.0, |column| self.average[column] - self.chance_of(table, column, row).log2())
    }

    /// What agreement of several fields adds because their values occur together more often than each by itself lets
    /// expect; none when the fields do not all agree.
    pub(crate) fn of_set(&self, table: &Table, set: &PlannedTogether, levels: &Levels, row: &[u32]) -> Option<f64> {
        if row[table.plan.columns[set.column].cell] == MISSING {
            return None;
        }
        let mut independent = 1.0;
        for field in &set.comparisons {
            let level = table.plan.comparisons[*field].levels.get(usize::from(levels[*field]))?;
            independent *= self.chance_of(table, level.frequency?, row);
        }
        let expected = (independent * self.records).max(f64::MIN_POSITIVE);
        // The records that were met, drawn towards what independence expects.
        let others = self.chance_of(table, set.column, row) * self.records;
        let together = others / (1.0 + 1.0 / expected);
        Some((expected / together).log2().min(0.0))
    }

    /// The sets of fields that agree, and what each adds. A field counts in the first set only.
    pub(crate) fn of_sets(&self, table: &Table, levels: &Levels, row: &[u32], mut each: impl FnMut(usize, f64)) {
        let mut taken = 0_u32;
        for (place, set) in table.plan.together.iter().enumerate() {
            if taken & set.fields == 0
                && let Some(weight) = self.of_set(table, set, levels, row)
            {
                taken |= set.fields;
                each(place, weight);
            }
        }
    }

    /// All that the values of a pair add.
    pub(crate) fn of_pair(&self, table: &Table, levels: &Levels, circles: usize, row: &[u32]) -> f64 {
        let plan = &table.plan;
        if circles > 0 {
            let home = plan.circles[0].comparison;
            return self.of_value(table, home, levels[home], row);
        }
        let mut sum = (0..plan.comparisons.len()).map(|field| self.of_value(table, field, levels[field], row)).sum();
        self.of_sets(table, levels, row, |_, weight| sum += weight);
        sum
    }
}

/// In how many circles the records of a pair are together.
pub(crate) fn circles(table: &Table, levels: &Levels) -> usize {
    let within = table.plan.circles.iter().take_while(|circle| {
        let level = levels[circle.comparison];
        level != UNKNOWN && circle.levels >> level & 1 == 1
    });
    within.count()
}

impl Weights {
    /// What the model assumes before any record is seen.
    pub(crate) fn assumed(model: &Model, u: Vec<Vec<f64>>, prior: f64) -> Self {
        let fields = model.comparisons.iter().zip(u).map(|(comparison, u)| {
            let mut m: Vec<f64> = comparison.levels.iter().map(|level| level.m).collect();
            m.push(comparison.different_m);
            let sum: f64 = m.iter().sum();
            m.iter_mut().for_each(|share| *share /= sum);
            FieldWeights { name: comparison.name.clone(), m, within: vec![u.clone(); model.circles.len()], u }
        });
        Self { prior, fields: fields.collect() }
    }

    pub(crate) fn scorer(&self, table: &Table) -> Scorer {
        let mut weights = [[[0.0; LEVELS_MAX]; COMPARISONS_MAX]; CIRCLES_MAX + 1];
        for (circles, table_of) in weights.iter_mut().enumerate().take(table.plan.circles.len() + 1) {
            for (place, field) in self.fields.iter().enumerate() {
                // What shows a circle is weighed against the circle around it, everything else against the innermost.
                let shown = table.plan.circles[..circles].iter().position(|circle| circle.comparison == place);
                let against = match shown.unwrap_or(circles) {
                    0 => &field.u,
                    circle => &field.within[circle - 1],
                };
                for (level, m) in field.m.iter().enumerate() {
                    table_of[place][level] = (m / against[level]).log2();
                }
            }
        }
        Scorer { prior: self.prior, weights }
    }

    /// Whether the weights were learned for this model.
    pub(crate) fn fit(&self, model: &Model) -> bool {
        self.fields.len() == model.comparisons.len()
            && self.fields.iter().zip(&model.comparisons).all(|(field, comparison)| {
                let levels = comparison.levels.len() + 1;
                field.m.len() == levels
                    && field.u.len() == levels
                    && field.within.len() == model.circles.len()
                    && field.within.iter().all(|circle| circle.len() == levels)
            })
    }
}

impl Scorer {
    /// The weight of a level, that of the values apart.
    pub(crate) fn weight(&self, circles: usize, field: usize, level: u8) -> f64 {
        self.weights[circles][field].get(usize::from(level)).copied().unwrap_or(0.0)
    }

    /// The score of levels, that of the values apart.
    pub(crate) fn of_levels(&self, circles: usize, levels: &Levels) -> f64 {
        let weights = levels.iter().zip(&self.weights[circles]).filter(|(level, _)| **level != UNKNOWN);
        weights.fold(self.prior, |sum, (level, row)| sum + row.get(usize::from(*level)).copied().unwrap_or(0.0))
    }

    /// The score of two rows.
    pub(crate) fn score(&self, table: &Table, common: &Commonness, one: &[u32], two: &[u32]) -> f64 {
        let levels = table.levels(one, two);
        let circles = circles(table, &levels);
        self.of_levels(circles, &levels) + common.of_pair(table, &levels, circles, one)
    }
}

/// The probability of a score.
#[must_use]
pub fn probability(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp2())
}

/// The score of a probability.
#[must_use]
pub fn score(probability: f64) -> f64 {
    (probability / (1.0 - probability)).log2()
}
