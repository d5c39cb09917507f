//! Probing the index of names, cheap readings first.

use super::reading::{Reading, as_written, swapped};
use super::variants::variants;
use super::vocabulary::{Vocabulary, Word};
use crate::{Error, sql};
use kernel::name::similarity;
use kernel::{PersonId, UnitCode};
use std::collections::HashMap;
use store::{ReadTx, params};

/// The most rows of one probe for a name as typed. A common name in a large district has about five thousand bearers.
const ROWS_AS_TYPED_MAX: i64 = 6_000;
/// The most rows of one probe for a variant.
const ROWS_VARIANT_MAX: i64 = 250;
/// The most family names tried when none was typed.
const FAMILIES_MAX: usize = 150;
/// The commonest family names, which hardly anybody bears as a middle name.
const FAMILIES_SURE: usize = 20;
/// Words of middle names are short: a shorter word is not taken for a slip in a family name.
const SLIP_LETTERS_MIN: usize = 4;
/// The most given names tried for a family name alone.
const GIVENS_MAX: usize = 300;
/// The most probes for slips.
const SLIPS_MAX: usize = 40;
/// From this score a candidate counts as good.
const GOOD: f64 = 0.9;
/// Below this score a candidate is left out: less than two of three words fit.
pub(super) const LEAST: f64 = 0.6;

/// Somebody who may be meant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) person: PersonId,
    pub(crate) score: f64,
}

/// Collects candidates until there are enough good ones.
pub(crate) struct Prober<'a> {
    folded: &'a str,
    words: Vec<&'a str>,
    ranges: Vec<(String, String)>,
    years: (i64, i64),
    wanted: usize,
    found: HashMap<PersonId, f64>,
    good: usize,
    vocabulary: Vocabulary,
}

impl<'a> Prober<'a> {
    pub(crate) fn new(folded: &'a str, units: &[UnitCode], years: (i64, i64), wanted: usize) -> Self {
        let words = folded.split(' ').collect();
        let ranges = units.iter().map(UnitCode::range).collect();
        Self { folded, words, ranges, years, wanted, found: HashMap::new(), good: 0, vocabulary: Vocabulary::default() }
    }

    /// Tries the readings, each only while too little was found.
    pub(crate) fn run(&mut self, tx: &mut ReadTx<'_>) -> Result<(), Error> {
        let words = self.words.clone();
        if let Some(reading) = as_written(&words) {
            self.exactly(tx, &reading, ROWS_AS_TYPED_MAX)?;
            if !self.enough() {
                self.any_middle(tx, reading.family, reading.given, ROWS_AS_TYPED_MAX)?;
            }
        }
        for reading in swapped(&words) {
            if !self.enough() {
                self.any_middle(tx, reading.family, reading.given, ROWS_VARIANT_MAX)?;
            }
        }
        let slipped = !self.enough() && self.slips_with_middle(tx, &words)?;
        if !self.enough() && !(slipped && self.is_whole(tx, &words)?) {
            self.without_family(tx, &words)?;
            if !self.enough() {
                self.family_alone(tx, &words)?;
            }
        }
        if !self.enough() && !slipped {
            self.with_slips(tx, &words)?;
        }
        Ok(())
    }

    /// The best candidates, at most `most` of them.
    pub(crate) fn into_best(self, most: usize) -> Vec<Candidate> {
        let mut best: Vec<Candidate> = self.found.into_iter().map(|(person, score)| Candidate { person, score }).collect();
        best.sort_by(|one, two| two.score.total_cmp(&one.score).then(one.person.cmp(&two.person)));
        best.truncate(most);
        best
    }

    fn enough(&self) -> bool {
        self.good >= self.wanted
    }

    /// Family, middle and given name as typed.
    fn exactly(&mut self, tx: &mut ReadTx<'_>, reading: &Reading<'_>, limit: i64) -> Result<(), Error> {
        if !self.occurs(tx, reading.family, reading.given)? {
            return Ok(());
        }
        let (from, to) = self.years;
        for (low, high) in self.ranges.clone() {
            let params = params![reading.given, reading.family, low, high, from, to, reading.middle, limit];
            let rows = tx.many::<Row>(&sql::NAMES_BY_FAMILY_AND_MIDDLE, params)?;
            self.take(reading.family, reading.given, rows);
        }
        Ok(())
    }

    /// Whether anybody may bear the two names. A syllable that occurs nowhere, as most slips do, needs no probes: a search
    /// without the family name would make more than a hundred of them.
    fn occurs(&mut self, tx: &mut ReadTx<'_>, family: &str, given: &str) -> Result<bool, Error> {
        Ok(self.vocabulary.occurs(tx, Word::Given, given)? && self.vocabulary.occurs(tx, Word::Family, family)?)
    }

    /// Family and given name, whatever stands between.
    fn any_middle(&mut self, tx: &mut ReadTx<'_>, family: &str, given: &str, limit: i64) -> Result<(), Error> {
        if !self.occurs(tx, family, given)? {
            return Ok(());
        }
        let (from, to) = self.years;
        for (low, high) in self.ranges.clone() {
            let rows = tx.many::<Row>(&sql::NAMES_BY_FAMILY, params![given, family, low, high, from, to, limit])?;
            self.take(family, given, rows);
        }
        Ok(())
    }

    /// The last word as the given name, under every common family name: people are called by it, often with the
    /// last word of the middle name before it.
    fn without_family(&mut self, tx: &mut ReadTx<'_>, words: &[&str]) -> Result<(), Error> {
        let Some((given, before)) = words.split_last() else { return Ok(()) };
        if before.len() > 2 {
            return Ok(());
        }
        for family in self.vocabulary.common(tx, Word::Family)?.iter().take(FAMILIES_MAX) {
            self.any_middle(tx, family, given, ROWS_VARIANT_MAX)?;
            if self.enough() {
                break;
            }
        }
        // A name of one word has no family name.
        if before.is_empty() { self.any_middle(tx, "", given, ROWS_VARIANT_MAX) } else { Ok(()) }
    }

    /// A single word as the family name, under the commonest given names: a list to page through, not the whole clan.
    fn family_alone(&mut self, tx: &mut ReadTx<'_>, words: &[&str]) -> Result<(), Error> {
        let [family] = words else { return Ok(()) };
        if !self.vocabulary.occurs(tx, Word::Family, family)? {
            return Ok(());
        }
        for given in self.vocabulary.common(tx, Word::Given)?.iter().take(GIVENS_MAX) {
            self.any_middle(tx, family, given, ROWS_VARIANT_MAX)?;
            if self.enough() {
                break;
            }
        }
        Ok(())
    }

    /// Slips, with the middle name as typed, which few bear. Whether good ones were found.
    fn slips_with_middle(&mut self, tx: &mut ReadTx<'_>, words: &[&str]) -> Result<bool, Error> {
        let Some(reading) = as_written(words).filter(|reading| !reading.middle.is_empty()) else { return Ok(false) };
        let good = self.good;
        for (family, given) in self.slips(tx, &reading)? {
            self.exactly(tx, &Reading { family: &family, given: &given, middle: reading.middle.clone() }, ROWS_VARIANT_MAX)?;
            if self.enough() {
                break;
            }
        }
        Ok(self.good > good)
    }

    /// Slips, whatever the middle name.
    fn with_slips(&mut self, tx: &mut ReadTx<'_>, words: &[&str]) -> Result<(), Error> {
        let Some(reading) = as_written(words) else { return self.given_with_slips(tx, words) };
        for (family, given) in self.slips(tx, &reading)? {
            self.any_middle(tx, &family, &given, ROWS_VARIANT_MAX)?;
            if self.enough() {
                break;
            }
        }
        Ok(())
    }

    /// Family and given names that occur in the register and are a slip away from those typed.
    fn slips(&mut self, tx: &mut ReadTx<'_>, reading: &Reading<'_>) -> Result<Vec<(String, String)>, Error> {
        let (families, givens) = (self.vocabulary.common(tx, Word::Family)?, self.vocabulary.common(tx, Word::Given)?);
        let (families, givens) = (variants(reading.family, &families), variants(reading.given, &givens));
        let mut slips: Vec<(&str, &str)> = givens.iter().map(|given| (reading.family, *given)).collect();
        slips.extend(families.iter().map(|family| (*family, reading.given)));
        for family in &families {
            slips.extend(givens.iter().map(|given| (*family, *given)));
        }
        Ok(slips.into_iter().take(SLIPS_MAX).map(|(family, given)| (family.to_owned(), given.to_owned())).collect())
    }

    /// Whether the first word typed must be the family name and no part of a middle name: it is a common one, or a longer word
    /// that occurs nowhere and is a slip away from a common one.
    fn is_whole(&mut self, tx: &mut ReadTx<'_>, words: &[&str]) -> Result<bool, Error> {
        let Some(first) = words.first() else { return Ok(false) };
        let families = self.vocabulary.common(tx, Word::Family)?;
        let sure = &families[..families.len().min(FAMILIES_SURE)];
        if sure.iter().any(|family| family == first) {
            return Ok(true);
        }
        let unknown = !self.vocabulary.occurs(tx, Word::Family, first)? && !self.vocabulary.occurs(tx, Word::Given, first)?;
        Ok(unknown && first.len() >= SLIP_LETTERS_MIN && !variants(first, sure).is_empty())
    }

    fn given_with_slips(&mut self, tx: &mut ReadTx<'_>, words: &[&str]) -> Result<(), Error> {
        let Some(word) = words.last() else { return Ok(()) };
        let givens = self.vocabulary.common(tx, Word::Given)?;
        for given in variants(word, &givens).into_iter().take(3) {
            if !self.enough() {
                self.without_family(tx, &[given])?;
            }
        }
        Ok(())
    }

    fn take(&mut self, family: &str, given: &str, rows: Vec<Row>) {
        let mut name = String::new();
        for (person, middle, _, _) in rows {
            name.clear();
            for part in [family, middle.as_str(), given] {
                if !part.is_empty() {
                    if !name.is_empty() {
                        name.push(' ');
                    }
                    name.push_str(part);
                }
            }
            let score = similarity(self.folded, &name);
            if score < LEAST {
                continue;
            }
            let known = self.found.entry(person).or_insert(0.0);
            if *known < GOOD && score >= GOOD {
                self.good += 1;
            }
            *known = known.max(score);
        }
    }
}

/// Person, middle name, birth year, unit.
type Row = (PersonId, String, i64, UnitCode);
