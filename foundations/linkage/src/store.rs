//! How the values of one column are kept: as numbers in the cells of a row, with their texts and counts beside.

use crate::dictionary::{Dictionary, Joins, MISSING};
use crate::hash::{at, high32, low32};
use crate::likeness::house_and_street;
use crate::model::{Column, Kind};
use crate::written;
use kernel::name::{fold_into, normalise_tone};

/// The values of a column.
pub(crate) enum Store {
    Text(Texts),
    Address(Addresses),
    Code(Codes),
    Date(Counted),
    Digits(Counted),
    Phone(Counted),
    Joined(Counted),
}

/// Words with and without diacritics.
pub(crate) struct Texts {
    /// What was written, so that a spelling is normalised once.
    written: Dictionary,
    /// For each spelling its value and its folded form.
    forms: Vec<(u32, u32)>,
    values: Dictionary,
    pub(crate) folds: Dictionary,
    /// Whether a value is its own folded form: it has no diacritics.
    pub(crate) bare: Vec<bool>,
    /// For each folded form a number that does not depend on the order of its words.
    pub(crate) bags: Vec<u64>,
    counts: Vec<u32>,
    scratch: String,
}

/// Addresses without diacritics, punctuation and words that say nothing.
pub(crate) struct Addresses {
    pub(crate) folds: Dictionary,
    houses: Dictionary,
    pub(crate) house_of: Vec<u32>,
    counts: Vec<u32>,
    drop: Vec<String>,
    folded: String,
    kept: Vec<u8>,
}

/// Codes in capitals.
pub(crate) struct Codes {
    pub(crate) values: Dictionary,
    counts: Vec<u32>,
    scratch: Vec<u8>,
}

/// Values that are numbers themselves; only how often each occurs is kept.
pub(crate) struct Counted {
    values: Joins,
    counts: Vec<u32>,
    /// Pairs of records that share a number, for columns whose values are not all counted.
    agreeing: f64,
}

fn count_up(counts: &mut Vec<u32>, number: u32, counting: bool) {
    if counts.len() <= at(number) {
        counts.resize(at(number) + 1, 0);
    }
    if counting {
        counts[at(number)] = counts[at(number)].saturating_add(1);
    }
}

impl Counted {
    fn new() -> Self {
        Self { values: Joins::new(), counts: vec![0], agreeing: 0.0 }
    }

    fn number(&mut self, key: u64, counting: bool) -> u32 {
        let number = self.values.intern(key);
        count_up(&mut self.counts, number, counting);
        number
    }
}

impl Store {
    pub(crate) fn new(column: &Column) -> Self {
        match column.kind {
            Kind::Text => Self::Text(Texts {
                written: Dictionary::new(),
                forms: vec![(MISSING, MISSING)],
                values: Dictionary::new(),
                folds: Dictionary::new(),
                bare: vec![true],
                bags: vec![0],
                counts: vec![0],
                scratch: String::new(),
            }),
            Kind::Address => Self::Address(Addresses {
                folds: Dictionary::new(),
                houses: Dictionary::new(),
                house_of: vec![MISSING],
                counts: vec![0],
                drop: column.drop.clone(),
                folded: String::new(),
                kept: Vec::new(),
            }),
            Kind::Code => Self::Code(Codes { values: Dictionary::new(), counts: vec![0], scratch: Vec::new() }),
            Kind::Date => Self::Date(Counted::new()),
            Kind::Digits => Self::Digits(Counted::new()),
            Kind::Phone => Self::Phone(Counted::new()),
            Kind::Joined => Self::Joined(Counted::new()),
        }
    }

    /// Writes the cells of a value; `None` when the column is full. What is looked up only is not counted.
    pub(crate) fn encode(&mut self, text: &[u8], cells: &mut [u32], counting: bool) -> Option<()> {
        match self {
            Self::Text(texts) => {
                let (value, fold) = texts.form(text)?;
                count_up(&mut texts.counts, fold, counting);
                (cells[0], cells[1]) = (value, fold);
            }
            Self::Address(addresses) => {
                cells[0] = addresses.number(text)?;
                count_up(&mut addresses.counts, cells[0], counting);
            }
            Self::Code(codes) => {
                codes.scratch.clear();
                codes.scratch.extend(text.trim_ascii().iter().map(u8::to_ascii_uppercase));
                cells[0] = codes.values.intern(&codes.scratch)?;
                count_up(&mut codes.counts, cells[0], counting);
            }
            Self::Date(dates) => {
                cells[0] = written::date(text);
                if cells[0] != 0 {
                    dates.number(crate::hash::mix(u64::from(cells[0])), counting);
                }
            }
            Self::Digits(_) => Self::split(written::digits(text), cells),
            Self::Phone(_) => Self::split(written::phone(text), cells),
            Self::Joined(_) => {}
        }
        Some(())
    }

    fn split(number: u64, cells: &mut [u32]) {
        (cells[0], cells[1]) = (low32(number), high32(number));
    }

    /// The number of a joined value.
    pub(crate) fn join(&mut self, key: u64, counting: bool) -> u32 {
        match self {
            Self::Joined(joined) => joined.number(key, counting),
            _ => MISSING,
        }
    }

    /// Counts values that occur in more than two records of a column of numbers; the others need no counting.
    /// The numbers come sorted, without the missing.
    pub(crate) fn count_repeated(&mut self, numbers: &[u64]) {
        let (Self::Digits(counted) | Self::Phone(counted)) = self else { return };
        counted.agreeing = 0.0;
        for group in numbers.chunk_by(|one, two| one == two).filter(|group| group.len() > 1) {
            let size = crate::hash::real(group.len());
            counted.agreeing += size * (size - 1.0) / 2.0;
            if group.len() == 2 {
                continue;
            }
            let number = counted.values.intern(crate::hash::mix(group[0]));
            count_up(&mut counted.counts, number, false);
            counted.counts[at(number)] = crate::hash::short(group.len());
        }
    }

    /// In how many records the value of these cells occurs; two at least, because it is asked of values that agree.
    pub(crate) fn count(&self, cells: &[u32]) -> u32 {
        let counted = |counts: &[u32], number: u32| counts.get(at(number)).copied().unwrap_or(0);
        let count = match self {
            Self::Text(texts) => counted(&texts.counts, cells[1]),
            Self::Address(addresses) => counted(&addresses.counts, cells[0]),
            Self::Code(codes) => counted(&codes.counts, cells[0]),
            Self::Date(dates) => counted(&dates.counts, dates.values.find(crate::hash::mix(u64::from(cells[0])))),
            Self::Digits(digits) | Self::Phone(digits) => {
                counted(&digits.counts, digits.values.find(crate::hash::mix(wide(cells))))
            }
            Self::Joined(joined) => counted(&joined.counts, cells[0]),
        };
        count.max(2)
    }

    /// The sum over all values of the pairs of records that share one.
    pub(crate) fn agreeing_pairs(&self) -> f64 {
        let counts = match self {
            Self::Text(texts) => &texts.counts,
            Self::Address(addresses) => &addresses.counts,
            Self::Code(codes) => &codes.counts,
            Self::Digits(counted) | Self::Phone(counted) => return counted.agreeing,
            Self::Date(counted) | Self::Joined(counted) => &counted.counts,
        };
        counts.iter().skip(1).map(|count| f64::from(*count) * (f64::from(*count) - 1.0).max(0.0) / 2.0).sum()
    }
}

/// The number in two cells.
pub(crate) fn wide(cells: &[u32]) -> u64 {
    u64::from(cells[1]) << 32 | u64::from(cells[0])
}

impl Texts {
    fn form(&mut self, text: &[u8]) -> Option<(u32, u32)> {
        let known = self.forms.len();
        let spelling = self.written.intern(text)?;
        if at(spelling) < known {
            return Some(self.forms[at(spelling)]);
        }
        let text = String::from_utf8_lossy(text);
        let value = normalise_tone(&text).to_lowercase();
        let mut tidy = String::with_capacity(value.len());
        for word in value.split_whitespace() {
            if !tidy.is_empty() {
                tidy.push(' ');
            }
            tidy.push_str(word);
        }
        self.scratch.clear();
        fold_into(&tidy, &mut self.scratch);
        let fold = self.folds.intern(self.scratch.as_bytes())?;
        if self.bags.len() <= at(fold) {
            let bag = crate::likeness::words(self.scratch.as_bytes()).map(crate::hash::of_bytes);
            self.bags.push(bag.fold(0, u64::wrapping_add));
        }
        let value = if fold == MISSING { MISSING } else { self.values.intern(tidy.as_bytes())? };
        if self.bare.len() <= at(value) {
            self.bare.push(tidy == self.scratch);
        }
        self.forms.push((value, fold));
        Some((value, fold))
    }
}

impl Addresses {
    fn number(&mut self, text: &[u8]) -> Option<u32> {
        self.folded.clear();
        match std::str::from_utf8(text) {
            Ok(text) => fold_into(text, &mut self.folded),
            Err(_) => fold_into(&String::from_utf8_lossy(text), &mut self.folded),
        }
        self.kept.clear();
        let parts = self.folded.as_bytes().split(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'/' || *byte >= 0x80));
        for word in parts.filter(|word| !word.is_empty()) {
            if self.drop.iter().any(|drop| drop.as_bytes() == word) {
                continue;
            }
            if !self.kept.is_empty() {
                self.kept.push(b' ');
            }
            self.kept.extend_from_slice(word);
        }
        let number = self.folds.intern(&self.kept)?;
        if self.house_of.len() <= at(number) {
            let (house, _) = house_and_street(&self.kept);
            self.house_of.push(self.houses.intern(house)?);
        }
        Some(number)
    }

    /// The text of a house number.
    pub(crate) fn house(&self, address: u32) -> u32 {
        self.house_of[at(address)]
    }
}
