//! The levels of a pair, field by field.

use crate::dictionary::MISSING;
use crate::hash::at;
use crate::likeness::{abbreviated, addresses_alike, jaro_winkler, within_edits, words, words_within};
use crate::model::Test;
use crate::plan::{Ask, COMPARISONS_MAX, Levels, PlannedComparison, UNKNOWN};
use crate::store::{Store, Texts, wide};
use crate::table::Table;
use crate::written;

impl Table {
    /// The level of each field for two rows.
    pub(crate) fn levels(&self, one: &[u32], two: &[u32]) -> Levels {
        let mut levels = [UNKNOWN; COMPARISONS_MAX];
        for (level, comparison) in levels.iter_mut().zip(&self.plan.comparisons) {
            *level = self.level(comparison, one, two);
        }
        levels
    }

    /// Whether a person has to look at a pair on these levels, whatever its score.
    pub(crate) fn calls_for_a_person(&self, levels: &Levels) -> bool {
        levels.iter().zip(&self.plan.never_certain).any(|(level, never)| *level != UNKNOWN && never >> level & 1 == 1)
    }

    fn level(&self, comparison: &PlannedComparison, one: &[u32], two: &[u32]) -> u8 {
        let both_have = |column: &usize| !self.is_missing(*column, one) && !self.is_missing(*column, two);
        if !comparison.needs.iter().all(both_have) || !comparison.unless.is_empty() && comparison.unless.iter().all(both_have) {
            return UNKNOWN;
        }
        let mut place = 0;
        for level in &comparison.levels {
            if level.when.iter().all(|ask| self.holds(ask, one, two)) {
                return place;
            }
            place += 1;
        }
        place
    }

    fn is_missing(&self, column: usize, row: &[u32]) -> bool {
        let cell = self.plan.columns[column].cell;
        row[cell] == MISSING && (self.plan.width(column) == 1 || row[cell + 1] == MISSING)
    }

    fn holds(&self, ask: &Ask, one: &[u32], two: &[u32]) -> bool {
        let cell = self.plan.columns[ask.column].cell;
        let (left, right) = (one[cell], two[cell]);
        match ask.test {
            Test::BothMissing => self.is_missing(ask.column, one) && self.is_missing(ask.column, two),
            Test::OneMissing => self.is_missing(ask.column, one) != self.is_missing(ask.column, two),
            _ => match &self.stores[ask.column] {
                Store::Text(texts) => self.texts_hold(texts, ask, one, two),
                Store::Address(addresses) => {
                    left != MISSING
                        && right != MISSING
                        && match ask.test {
                            Test::Same => left == right,
                            Test::SameHouse => {
                                addresses.house(left) == addresses.house(right) && addresses.house(left) != MISSING
                            }
                            Test::AddressAlike => {
                                left == right || addresses_alike(addresses.folds.text(left), addresses.folds.text(right))
                            }
                            test => left == right || alike(test, addresses.folds.text(left), addresses.folds.text(right)),
                        }
                }
                Store::Code(codes) => {
                    left != MISSING
                        && right != MISSING
                        && (left == right || alike(ask.test, codes.values.text(left), codes.values.text(right)))
                }
                Store::Date(_) => left != MISSING && right != MISSING && dates_hold(ask.test, left, right),
                Store::Digits(_) | Store::Phone(_) => numbers_hold(ask.test, wide(&one[cell..]), wide(&two[cell..])),
                Store::Joined(_) => left == right && left != MISSING,
            },
        }
    }

    fn texts_hold(&self, texts: &Texts, ask: &Ask, one: &[u32], two: &[u32]) -> bool {
        let cell = self.plan.columns[ask.column].cell;
        let (value, other_value) = (one[cell], two[cell]);
        let (fold, other_fold) = (one[cell + 1], two[cell + 1]);
        if ask.test == Test::Crossed {
            return self.crossed(texts, ask, one, two);
        }
        if fold == MISSING || other_fold == MISSING {
            return false;
        }
        match ask.test {
            Test::Same => value == other_value,
            Test::SameOrLostMarks => {
                value == other_value || fold == other_fold && (texts.bare[at(value)] || texts.bare[at(other_value)])
            }
            Test::SameFolded => fold == other_fold,
            Test::LostMarks => fold == other_fold && (texts.bare[at(value)] || texts.bare[at(other_value)]),
            test => fold == other_fold || alike(test, texts.folds.text(fold), texts.folds.text(other_fold)),
        }
    }

    /// Whether the value of one stands in the other column of the other, alone or as a word.
    fn crossed(&self, texts: &Texts, ask: &Ask, one: &[u32], two: &[u32]) -> bool {
        let Store::Text(others) = &self.stores[ask.with] else { return false };
        let (cell, with) = (self.plan.columns[ask.column].cell + 1, self.plan.columns[ask.with].cell + 1);
        let stands = |fold: u32, other: u32| {
            let (text, other) = (texts.folds.text(fold), others.folds.text(other));
            fold != MISSING && !other.is_empty() && (text == other || words(other).any(|word| word == text))
        };
        stands(one[cell], two[with]) || stands(two[cell], one[with])
    }
}

/// Tests on folded text.
fn alike(test: Test, one: &[u8], two: &[u8]) -> bool {
    match test {
        Test::Edits(most) => within_edits(one, two, most),
        Test::Alike(percent) => jaro_winkler(one, two) * 100.0 >= f64::from(percent),
        Test::WordsWithin => words_within(one, two),
        Test::Abbreviated => abbreviated(one, two),
        Test::SameLetters => one.iter().filter(|byte| **byte != b' ').eq(two.iter().filter(|byte| **byte != b' ')),
        Test::Begins => one.starts_with(two) || two.starts_with(one),
        Test::Start(letters) => {
            let letters = usize::from(letters);
            one.len() >= letters && two.len() >= letters && one[..letters] == two[..letters]
        }
        _ => false,
    }
}

fn dates_hold(test: Test, one: u32, two: u32) -> bool {
    match test {
        Test::Same => one == two,
        Test::Swapped => written::swapped(one, two),
        Test::Slip => written::date_slip(one, two),
        Test::YearOnly => one / 10_000 == two / 10_000 && (written::year_only(one) || written::year_only(two)),
        Test::SameYear => one / 10_000 == two / 10_000,
        _ => false,
    }
}

fn numbers_hold(test: Test, one: u64, two: u64) -> bool {
    one != 0
        && two != 0
        && match test {
            Test::Same => one == two,
            Test::Slip => written::digit_slip(one, two),
            Test::Digits(count) => [one, two].iter().all(|number| written::digit_count(*number) == u64::from(count)),
            Test::OtherLength => written::digit_count(one) != written::digit_count(two),
            _ => false,
        }
}
