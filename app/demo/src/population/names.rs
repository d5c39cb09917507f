//! Names by generation.

use super::dice::{Dice, Weighted};
use country::{COHORTS, CohortName, DemoWords};
use kernel::Sex;

/// Surnames, middle and given names, ready to draw from.
pub(crate) struct Names {
    surnames: Weighted<String>,
    given: [[Weighted<String>; COHORTS]; 2],
    middle: [[Weighted<String>; COHORTS]; 2],
}

impl Names {
    pub(crate) fn new(words: &DemoWords) -> Self {
        Self {
            surnames: Weighted::new(words.surnames.iter().map(|entry| (entry.word.clone(), entry.weight))),
            given: by_sex_and_cohort(&words.given_names),
            middle: by_sex_and_cohort(&words.middle_names),
        }
    }

    /// A family name.
    pub(crate) fn surname(&self, dice: &mut Dice) -> &str {
        self.surnames.draw(dice).map_or("Nguyễn", String::as_str)
    }

    /// A whole name of somebody of that family, sex and year of birth.
    pub(crate) fn full(&self, surname: &str, sex: Sex, birth_year: i16, dice: &mut Dice) -> String {
        let (sex, cohort) = (usize::from(sex == Sex::Female), cohort(birth_year));
        let middle = self.middle[sex][cohort].draw(dice).map_or("", String::as_str);
        let mut given = self.given[sex][cohort].draw(dice).map_or("An", String::as_str);
        // `Minh Minh` is nobody's name.
        if given == middle {
            given = self.given[sex][cohort].draw(dice).map_or("An", String::as_str);
        }
        let mut name = String::with_capacity(32);
        name.push_str(surname);
        for part in [middle, given] {
            if !part.is_empty() {
                name.push(' ');
                name.push_str(part);
            }
        }
        name
    }
}

fn by_sex_and_cohort(names: &[CohortName]) -> [[Weighted<String>; COHORTS]; 2] {
    [Sex::Male, Sex::Female].map(|sex| {
        std::array::from_fn(|cohort| {
            let of_sex = names.iter().filter(|name| name.sex == sex);
            Weighted::new(of_sex.map(|name| (name.name.clone(), name.weights[cohort])))
        })
    })
}

/// The generation whose fashions a birth year belongs to, as the columns of the pack's lists.
const fn cohort(birth_year: i16) -> usize {
    match birth_year {
        ..1960 => 0,
        1960..1985 => 1,
        1985..2005 => 2,
        _ => 3,
    }
}

/// Names for officials.
pub struct Namer {
    names: Names,
    dice: Dice,
}

impl Namer {
    /// Names that depend on the seed alone.
    #[must_use]
    pub fn new(words: &DemoWords, seed: u64) -> Self {
        Self { names: Names::new(words), dice: Dice::new(seed) }
    }

    /// The name of somebody of working age.
    pub fn official(&mut self) -> String {
        let sex = if self.dice.chance(50_000) { Sex::Male } else { Sex::Female };
        let year = self.dice.between(1968, 1999);
        let surname = self.names.surname(&mut self.dice).to_owned();
        self.names.full(&surname, sex, year, &mut self.dice)
    }
}
