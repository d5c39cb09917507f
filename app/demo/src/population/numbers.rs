//! Numbers that are unique in the city without remembering which were given.

use super::dice::Dice;
use kernel::{OldNumber, PersonalNumber, Sex};
use std::collections::HashMap;

/// The six last digits of a personal number.
const SPACE: u64 = 1_000_000;
/// Numbers of one kind that are near each other in time are near each other in value: an index of eight million random
/// numbers would not fit a small cache, and every new person would cost a read from disk.
const BLOCK: u64 = 1_000;
/// Has no factor in common with [`BLOCK`], so its multiples visit every place of a block before one comes again.
const STRIDE: u64 = 617;

/// Gives numbers. For each place, sex, century and year the last digits walk through all there are, block by block and
/// in leaps within a block, from somewhere else each time: they look drawn and never repeat.
pub(crate) struct Numbers {
    given: HashMap<(u16, u8, u8), u32>,
    old: [u32; OLD_PLACES],
    seed: u64,
}

/// Places that issued old numbers, for the demo.
const OLD_PLACES: usize = 38;

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self { given: HashMap::new(), old: [0; OLD_PLACES], seed }
    }

    /// The next number for somebody of that place, sex and year of birth.
    ///
    /// `None` when the place is not three digits, the year is before 1900, or a million such people were numbered.
    pub(crate) fn next(&mut self, place: &str, sex: Sex, birth_year: i16) -> Option<PersonalNumber> {
        let place_number: u16 = place.parse().ok().filter(|_| place.len() == 3)?;
        let years = u16::try_from(birth_year - 1900).ok()?;
        let century_and_sex = u8::try_from(years / 100 * 2).ok()? + u8::from(sex == Sex::Female);
        let year = u8::try_from(years % 100).ok()?;
        let given = self.given.entry((place_number, century_and_sex, year)).or_default();
        let turn = u64::from(*given);
        if turn >= SPACE || century_and_sex > 9 {
            return None;
        }
        *given += 1;
        let bucket = u64::from(place_number) * 1_000 + u64::from(century_and_sex) * 100 + u64::from(year);
        let start = (self.seed ^ bucket).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let (block, step) = (turn / BLOCK, turn % BLOCK);
        let last = ((start % SPACE / BLOCK + block) * BLOCK + (start + step * STRIDE) % BLOCK) % SPACE;
        format_digits(place, century_and_sex, year, last).parse().ok()
    }

    /// An old number of nine digits: two for the place that issued it, then in the order of issue. One of two thousand is
    /// given twice, as in life.
    pub(crate) fn old(&mut self, from_here: bool, dice: &mut Dice) -> Option<OldNumber> {
        // 01 was Ha Noi; other provinces counted otherwise than today's codes.
        let place = if from_here { 1 } else { 2 + dice.index(OLD_PLACES - 2) };
        let issued = self.old.get_mut(place)?;
        let step = 1 + dice.below(2);
        let twice = dice.below(TWICE_GIVEN) == 0 && *issued > 0;
        *issued += if twice { 0 } else { step };
        let near = (self.seed % 1_000_000 * 7 + u64::from(*issued)) % 10_000_000;
        let mut digits = String::with_capacity(9);
        push_digits(&mut digits, u64::try_from(place).ok()?, 2);
        push_digits(&mut digits, near, 7);
        digits.parse().ok()
    }
}

/// One old number in so many is given to two persons.
const TWICE_GIVEN: u32 = 2_000;

/// Twelve digits. Faster than `format!`, which matters eight million times.
fn format_digits(place: &str, century_and_sex: u8, year: u8, last: u64) -> String {
    let mut digits = String::with_capacity(12);
    digits.push_str(place);
    digits.push(char::from(b'0' + century_and_sex));
    digits.push(char::from(b'0' + year / 10));
    digits.push(char::from(b'0' + year % 10));
    push_digits(&mut digits, last, 6);
    digits
}

/// `number` with `width` digits.
pub(crate) fn push_digits(text: &mut String, number: u64, width: u32) {
    for position in (0..width).rev() {
        let digit = number / 10_u64.pow(position) % 10;
        text.push(char::from(b'0' + u8::try_from(digit).unwrap_or(0)));
    }
}

/// A mobile number of ten digits with a prefix in use.
pub(crate) fn phone(dice: &mut Dice) -> String {
    const PREFIXES: [&str; 12] = ["090", "091", "097", "098", "086", "088", "032", "035", "036", "038", "070", "083"];
    let mut digits = String::with_capacity(10);
    digits.push_str(PREFIXES[dice.index(PREFIXES.len())]);
    push_digits(&mut digits, u64::from(dice.below(10_000_000)), 7);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_hundred_thousand_of_one_kind_differ_and_say_what_they_should() {
        let mut numbers = Numbers::new(7);
        let mut seen = HashSet::new();
        for _ in 0..100_000 {
            let number = numbers.next("001", Sex::Female, 1990).expect("there is room");
            assert_eq!((number.place(), number.sex(), number.birth_year()), ("001", Sex::Female, 1990));
            assert!(seen.insert(number));
        }
        assert_eq!(numbers.next("001", Sex::Male, 2012).expect("there is room").birth_year(), 2012);
        assert!(numbers.next("001", Sex::Male, 1899).is_none());
        assert!(numbers.next("1", Sex::Male, 1999).is_none());
    }

    #[test]
    fn other_numbers_are_well_formed() {
        let mut dice = Dice::new(3);
        assert!(Numbers::new(1).old(true, &mut dice).expect("nine digits").as_str().starts_with("01"));
        let phone = phone(&mut dice);
        assert!(phone.len() == 10 && phone.starts_with('0'));
    }
}
