//! Distinct texts, each kept once and known by a number.

use crate::hash::{at, low32, of_bytes, short};

/// The number of the empty text, which stands for a missing value.
pub(crate) const MISSING: u32 = 0;

/// Texts by number and numbers by text; a dozen bytes beside each text.
pub(crate) struct Dictionary {
    bytes: Vec<u8>,
    /// Where each text ends in `bytes`; it begins where the one before ends.
    ends: Vec<u32>,
    /// Half of each text's hash, so that most comparisons of texts are spared.
    hashes: Vec<u32>,
    /// Open addressing: a text's number, or 0 where nothing is.
    slots: Vec<u32>,
}

impl Dictionary {
    pub(crate) fn new() -> Self {
        Self { bytes: Vec::new(), ends: vec![0], hashes: vec![0], slots: vec![0; 64] }
    }

    /// The text of a number.
    pub(crate) fn text(&self, number: u32) -> &[u8] {
        let place = at(number);
        if place == 0 { &[] } else { &self.bytes[at(self.ends[place - 1])..at(self.ends[place])] }
    }

    /// The number of a text, a new one when it was not known. `None` when four billion letters are stored.
    pub(crate) fn intern(&mut self, text: &[u8]) -> Option<u32> {
        if text.is_empty() {
            return Some(MISSING);
        }
        let hash = low32(of_bytes(text));
        let mask = self.slots.len() - 1;
        let mut place = at(hash) & mask;
        loop {
            let number = self.slots[place];
            if number == 0 {
                break;
            }
            if self.hashes[at(number)] == hash && self.text(number) == text {
                return Some(number);
            }
            place = (place + 1) & mask;
        }
        u32::try_from(self.bytes.len() + text.len()).ok()?;
        let number = short(self.ends.len());
        self.bytes.extend_from_slice(text);
        self.ends.push(short(self.bytes.len()));
        self.hashes.push(hash);
        self.slots[place] = number;
        if self.ends.len() * 3 > self.slots.len() * 2 {
            self.grow();
        }
        Some(number)
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![0_u32; mask + 1];
        for (number, hash) in self.hashes.iter().enumerate().skip(1) {
            let mut place = at(*hash) & mask;
            while slots[place] != 0 {
                place = (place + 1) & mask;
            }
            slots[place] = short(number);
        }
        self.slots = slots;
    }
}

/// Numbers for pairs of numbers: the values of a column that joins others, without their texts.
pub(crate) struct Joins {
    keys: Vec<u64>,
    slots: Vec<u32>,
}

impl Joins {
    pub(crate) fn new() -> Self {
        Self { keys: vec![0], slots: vec![0; 64] }
    }

    /// The number of a joined value. Values are told apart by 64 bits of their hash.
    pub(crate) fn intern(&mut self, key: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut place = at(low32(key)) & mask;
        loop {
            let number = self.slots[place];
            if number == 0 {
                break;
            }
            if self.keys[at(number)] == key {
                return number;
            }
            place = (place + 1) & mask;
        }
        let number = short(self.keys.len());
        self.keys.push(key);
        self.slots[place] = number;
        if self.keys.len() * 3 > self.slots.len() * 2 {
            self.grow();
        }
        number
    }

    /// The number of a joined value, 0 when it is not known.
    pub(crate) fn find(&self, key: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut place = at(low32(key)) & mask;
        loop {
            let number = self.slots[place];
            if number == 0 || self.keys[at(number)] == key {
                return number;
            }
            place = (place + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![0_u32; mask + 1];
        for (number, key) in self.keys.iter().enumerate().skip(1) {
            let mut place = at(low32(*key)) & mask;
            while slots[place] != 0 {
                place = (place + 1) & mask;
            }
            slots[place] = short(number);
        }
        self.slots = slots;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_texts_have_one_number_and_keep_their_text(texts: Vec<String>) {
            let mut dictionary = Dictionary::new();
            let numbers: Vec<u32> = texts.iter().map(|text| dictionary.intern(text.as_bytes()).expect("room")).collect();
            for (one, first) in texts.iter().zip(&numbers) {
                prop_assert_eq!(dictionary.text(*first), one.as_bytes());
                for (other, second) in texts.iter().zip(&numbers) {
                    prop_assert_eq!(one == other, first == second);
                }
            }
        }

        #[test]
        fn equal_joins_have_one_number(keys: Vec<u64>) {
            let mut joins = Joins::new();
            let numbers: Vec<u32> = keys.iter().map(|key| joins.intern(*key)).collect();
            for (one, first) in keys.iter().zip(&numbers) {
                for (other, second) in keys.iter().zip(&numbers) {
                    prop_assert_eq!(one == other, first == second);
                }
            }
        }
    }
}
