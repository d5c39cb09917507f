//! A model with its names resolved to positions, and checked.

use crate::Error;
use crate::model::{Column, Kind, Model, Part, Take, Test};
use std::collections::HashMap;

/// Comparisons of a model; levels are kept in an array of this length for each pair.
pub(crate) const COMPARISONS_MAX: usize = 16;
/// Levels of a comparison, "different" counted.
pub(crate) const LEVELS_MAX: usize = 12;
/// The level of a field that says nothing because a value is missing.
pub(crate) const UNKNOWN: u8 = u8::MAX;
/// Passes of a model.
const PASSES_MAX: usize = 24;
/// Circles of a model.
pub(crate) const CIRCLES_MAX: usize = 3;

/// The levels of a pair, field by field.
pub(crate) type Levels = [u8; COMPARISONS_MAX];

pub(crate) struct Plan {
    /// Where each column begins in a row of cells.
    pub(crate) columns: Vec<PlannedColumn>,
    /// Cells of a row.
    pub(crate) stride: usize,
    pub(crate) comparisons: Vec<PlannedComparison>,
    pub(crate) passes: Vec<PlannedPass>,
    pub(crate) together: Vec<PlannedTogether>,
    pub(crate) circles: Vec<PlannedCircle>,
    /// For each comparison a bit for each level on which a pair is never certain.
    pub(crate) never_certain: Vec<u32>,
    /// The column whose equal values make the widest circle.
    pub(crate) circle_column: Option<usize>,
}

pub(crate) struct PlannedColumn {
    pub(crate) kind: Kind,
    pub(crate) cell: usize,
    pub(crate) of: Vec<usize>,
}

pub(crate) struct PlannedComparison {
    pub(crate) needs: Vec<usize>,
    pub(crate) unless: Vec<usize>,
    pub(crate) levels: Vec<PlannedLevel>,
}

pub(crate) struct PlannedLevel {
    pub(crate) when: Vec<Ask>,
    pub(crate) frequency: Option<usize>,
}

#[derive(Clone, Copy)]
pub(crate) struct Ask {
    pub(crate) column: usize,
    pub(crate) test: Test,
    pub(crate) with: usize,
}

pub(crate) struct PlannedPass {
    pub(crate) key: Vec<PlannedPart>,
    pub(crate) then: Vec<PlannedPart>,
}

pub(crate) struct PlannedPart {
    pub(crate) of: Vec<usize>,
    pub(crate) take: Take,
}

pub(crate) struct PlannedTogether {
    pub(crate) comparisons: Vec<usize>,
    /// A bit for each of them.
    pub(crate) fields: u32,
    pub(crate) column: usize,
}

pub(crate) struct PlannedCircle {
    pub(crate) comparison: usize,
    /// A bit for each level that shows the circle.
    pub(crate) levels: u32,
}

/// Cells that a value takes.
const fn width(kind: Kind) -> usize {
    match kind {
        Kind::Text | Kind::Digits | Kind::Phone => 2,
        Kind::Address | Kind::Code | Kind::Date | Kind::Joined => 1,
    }
}

struct Names(HashMap<String, usize>);

impl Names {
    fn of<'a>(what: &str, names: impl Iterator<Item = &'a String>) -> Result<Self, Error> {
        let mut known = HashMap::new();
        for (place, name) in names.enumerate() {
            if known.insert(name.clone(), place).is_some() {
                return Err(bad(&format!("{what} `{name}` is there twice")));
            }
        }
        Ok(Self(known))
    }

    fn find(&self, name: &str) -> Result<usize, Error> {
        self.0.get(name).copied().ok_or_else(|| bad(&format!("nothing is called `{name}`")))
    }

    fn find_all(&self, names: &[String]) -> Result<Vec<usize>, Error> {
        names.iter().map(|name| self.find(name)).collect()
    }
}

fn bad(what: &str) -> Error {
    Error::BadModel(what.to_owned())
}

impl Plan {
    pub(crate) fn of(model: &Model) -> Result<Self, Error> {
        let names = Names::of("column", model.columns.iter().map(|column| &column.name))?;
        let fields = Names::of("comparison", model.comparisons.iter().map(|field| &field.name))?;
        if model.comparisons.is_empty() || model.comparisons.len() > COMPARISONS_MAX {
            return Err(bad(&format!("1 to {COMPARISONS_MAX} comparisons are possible")));
        }
        if model.passes.is_empty() || model.passes.len() > PASSES_MAX {
            return Err(bad(&format!("1 to {PASSES_MAX} passes are possible")));
        }
        if model.circles.len() > CIRCLES_MAX {
            return Err(bad(&format!("at most {CIRCLES_MAX} circles are possible")));
        }
        let thresholds = model.thresholds;
        let rising = [0.0, thresholds.review, thresholds.cluster, thresholds.certain, 1.0];
        if !rising.windows(2).all(|pair| pair[0] <= pair[1]) {
            return Err(bad("thresholds rise from 0 to 1: review, cluster, certain"));
        }
        if let Some(whole) = &model.whole_name {
            for part in [&whole.family, &whole.middle, &whole.given] {
                names.find(part)?;
            }
        }
        let columns = columns(&model.columns, &names)?;
        let stride = columns.last().map_or(0, |column| column.cell + width(column.kind));
        let plan = Self {
            comparisons: comparisons(model, &names, &columns)?,
            passes: passes(model, &names, &columns)?,
            together: model
                .together
                .iter()
                .map(|set| {
                    let column = names.find(&set.column)?;
                    let comparisons = fields.find_all(&set.comparisons)?;
                    let bits = comparisons.iter().fold(0, |bits, field| bits | 1 << field);
                    Ok(PlannedTogether { comparisons, fields: bits, column })
                })
                .collect::<Result<_, Error>>()?,
            circles: model.circles.iter().map(|circle| planned_circle(model, circle, &fields)).collect::<Result<_, _>>()?,
            never_certain: never_certain(model, &fields)?,
            circle_column: model
                .circles
                .first()
                .map(|circle| {
                    let column = circle.column.as_ref().ok_or_else(|| bad("the first circle needs a column"))?;
                    names.find(column)
                })
                .transpose()?,
            columns,
            stride,
        };
        Ok(plan)
    }

    /// Cells that a value of a column takes.
    pub(crate) fn width(&self, column: usize) -> usize {
        width(self.columns[column].kind)
    }

    /// The columns that are made of others, in order.
    pub(crate) fn joined(&self) -> impl Iterator<Item = usize> + use<> {
        let places = self.columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Joined);
        places.map(|(place, _)| place).collect::<Vec<_>>().into_iter()
    }

    /// The columns that are filled from a record, in order.
    pub(crate) fn filled(&self) -> impl Iterator<Item = (usize, &PlannedColumn)> {
        self.columns.iter().enumerate().filter(|(_, column)| column.kind != Kind::Joined)
    }
}

fn columns(columns: &[Column], names: &Names) -> Result<Vec<PlannedColumn>, Error> {
    let mut cell = 0;
    let mut planned = Vec::with_capacity(columns.len());
    for (place, column) in columns.iter().enumerate() {
        let of = names.find_all(&column.of)?;
        if (column.kind == Kind::Joined) == of.is_empty() || of.iter().any(|part| *part >= place) {
            return Err(bad(&format!("`{}`: a joined column, and no other, is made of columns before it", column.name)));
        }
        planned.push(PlannedColumn { kind: column.kind, cell, of });
        cell += width(column.kind);
    }
    Ok(planned)
}

fn comparisons(model: &Model, names: &Names, columns: &[PlannedColumn]) -> Result<Vec<PlannedComparison>, Error> {
    let mut planned = Vec::with_capacity(model.comparisons.len());
    for comparison in &model.comparisons {
        if comparison.levels.is_empty() || comparison.levels.len() >= LEVELS_MAX {
            return Err(bad(&format!("`{}`: 1 to {} levels are possible", comparison.name, LEVELS_MAX - 1)));
        }
        let mut levels = Vec::with_capacity(comparison.levels.len());
        for level in &comparison.levels {
            if !(level.m > 0.0 && level.m < 1.0 && comparison.different_m > 0.0) {
                return Err(bad(&format!("`{}`: m lies between 0 and 1", comparison.name)));
            }
            let mut when = Vec::with_capacity(level.when.len());
            for condition in &level.when {
                let column = names.find(&condition.column)?;
                let with = condition.with.as_ref().map_or(Ok(column), |with| names.find(with))?;
                if !fits(condition.test, columns[column].kind) || !fits(condition.test, columns[with].kind) {
                    return Err(bad(&format!("`{}` cannot be asked {:?}", condition.column, condition.test)));
                }
                when.push(Ask { column, test: condition.test, with });
            }
            let frequency = level.frequency.as_ref().map(|column| names.find(column)).transpose()?;
            levels.push(PlannedLevel { when, frequency });
        }
        planned.push(PlannedComparison {
            needs: names.find_all(&comparison.needs)?,
            unless: names.find_all(&comparison.unless)?,
            levels,
        });
    }
    Ok(planned)
}

/// Whether values of a kind can be asked a test.
const fn fits(test: Test, kind: Kind) -> bool {
    match test {
        Test::Same | Test::BothMissing | Test::OneMissing => true,
        Test::SameFolded | Test::LostMarks | Test::SameOrLostMarks | Test::Crossed | Test::SameLetters | Test::Begins => {
            matches!(kind, Kind::Text)
        }
        Test::Edits(_) | Test::Alike(_) | Test::WordsWithin | Test::Abbreviated => matches!(kind, Kind::Text | Kind::Address),
        Test::Start(_) => matches!(kind, Kind::Text | Kind::Address | Kind::Code),
        Test::SameHouse | Test::AddressAlike => matches!(kind, Kind::Address),
        Test::Swapped | Test::YearOnly | Test::SameYear => matches!(kind, Kind::Date),
        Test::Slip => matches!(kind, Kind::Date | Kind::Digits | Kind::Phone),
        Test::OtherLength | Test::Digits(_) => matches!(kind, Kind::Digits | Kind::Phone),
    }
}

fn passes(model: &Model, names: &Names, columns: &[PlannedColumn]) -> Result<Vec<PlannedPass>, Error> {
    let parts = |parts: &[Part]| -> Result<Vec<PlannedPart>, Error> {
        parts
            .iter()
            .map(|part| {
                let of = names.find_all(&part.of)?;
                if of.is_empty() || of.len() > 1 && part.take != Take::Words {
                    return Err(bad("a part of a key is of one column, or the words of several"));
                }
                if !of.iter().all(|column| can_take(part.take, columns[*column].kind)) {
                    return Err(bad(&format!("{:?} cannot be taken of {:?}", part.take, part.of)));
                }
                Ok(PlannedPart { of, take: part.take })
            })
            .collect()
    };
    let mut planned = Vec::with_capacity(model.passes.len());
    for pass in &model.passes {
        if pass.key.is_empty() {
            return Err(bad(&format!("the pass `{}` has no key", pass.name)));
        }
        planned.push(PlannedPass { key: parts(&pass.key)?, then: parts(&pass.then)? });
    }
    Ok(planned)
}

/// Whether a key can take a part of values of a kind.
const fn can_take(take: Take, kind: Kind) -> bool {
    match take {
        Take::Whole => true,
        Take::Start(_) => matches!(kind, Kind::Text | Kind::Address | Kind::Code),
        Take::Words | Take::Sound => matches!(kind, Kind::Text),
        Take::AnyOrder | Take::Year | Take::YearEnd | Take::Decade | Take::MonthDay => matches!(kind, Kind::Date),
        Take::House => matches!(kind, Kind::Address),
    }
}

fn planned_circle(model: &Model, circle: &crate::model::Circle, fields: &Names) -> Result<PlannedCircle, Error> {
    let comparison = fields.find(&circle.comparison)?;
    Ok(PlannedCircle { comparison, levels: level_bits(&model.comparisons[comparison], &circle.levels)? })
}

/// A bit for each named level, the last for `different`.
fn level_bits(comparison: &crate::model::Comparison, names: &[String]) -> Result<u32, Error> {
    names.iter().try_fold(0, |bits, name| {
        let known = comparison.levels.iter().position(|level| level.name == *name);
        let place = known.or_else(|| (name == "different").then_some(comparison.levels.len()));
        place.map(|place| bits | 1 << place).ok_or_else(|| bad(&format!("no level is called `{name}`")))
    })
}

fn never_certain(model: &Model, fields: &Names) -> Result<Vec<u32>, Error> {
    let mut bits = vec![0; model.comparisons.len()];
    for never in &model.never_certain {
        let comparison = fields.find(&never.comparison)?;
        bits[comparison] |= level_bits(&model.comparisons[comparison], &never.levels)?;
    }
    Ok(bits)
}

#[cfg(test)]
mod tests {
    use crate::Model;

    fn refused(change: impl FnOnce(&mut Model)) -> String {
        let mut model = Model::vietnamese();
        change(&mut model);
        let text = serde_json::to_string(&model).expect("a model is JSON");
        Model::from_json(&text).expect_err("a broken model is refused").to_string()
    }

    #[test]
    fn the_models_in_the_program_fit_together() {
        assert_eq!(Model::vietnamese().name, "vn");
        assert_eq!(Model::general().name, "general");
    }

    #[test]
    fn a_model_that_names_what_it_does_not_have_is_refused() {
        assert!(refused(|model| model.comparisons[0].needs.push("shoe size".to_owned())).contains("shoe size"));
        assert!(refused(|model| model.passes[0].key.clear()).contains("no key"));
        assert!(refused(|model| model.thresholds.cluster = 0.0).contains("thresholds"));
        assert!(refused(|model| model.comparisons[0].levels[0].m = 1.5).contains("between 0 and 1"));
        assert!(refused(|model| model.columns.push(model.columns[0].clone())).contains("twice"));
        assert!(refused(|model| model.comparisons.clear()).contains("comparisons"));
    }
}
