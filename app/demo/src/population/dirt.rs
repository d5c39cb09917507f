//! What is wrong with real registers, in realistic shares, so that cleansing has something to do.

use super::dice::Dice;
use super::resident::Resident;
use kernel::{PartialDate, Sex};
use register::Relation;

kernel::text_enum! {
    /// One kind of flaw.
    pub enum Dirt {
        /// The person is in the register a second time, a little differently.
        Duplicate = "duplicate",
        /// The household has no head.
        NoHead = "no-head",
        /// The number contradicts birth date or sex.
        NumberMismatch = "number-mismatch",
        /// Only the old number is known.
        NumberMissing = "number-missing",
        /// Of the birth date only the year, or year and month, is known.
        PartialBirth = "partial-birth",
        /// The name is decomposed Unicode.
        Decomposed = "decomposed",
        /// The tone mark stands in the other of the two usual places.
        ToneMark = "tone-mark",
        /// The name is in capitals.
        Capitals = "capitals",
        /// The name has lost its marks.
        WithoutMarks = "without-marks",
        /// Nobody has taken a very old person off the list.
        VeryOld = "very-old",
    }
}

/// How often each flaw occurs, out of 100,000 residents; of households for [`Dirt::NoHead`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shares {
    /// [`Dirt::Duplicate`].
    pub duplicate: u32,
    /// [`Dirt::NoHead`].
    pub no_head: u32,
    /// [`Dirt::NumberMismatch`].
    pub number_mismatch: u32,
    /// [`Dirt::NumberMissing`].
    pub number_missing: u32,
    /// [`Dirt::Decomposed`].
    pub decomposed: u32,
    /// [`Dirt::ToneMark`].
    pub tone_mark: u32,
    /// [`Dirt::Capitals`].
    pub capitals: u32,
    /// [`Dirt::WithoutMarks`].
    pub without_marks: u32,
    /// [`Dirt::VeryOld`].
    pub very_old: u32,
    /// [`Dirt::PartialBirth`] among people born before 1960; a fifth of it until 1975.
    pub partial_birth_before_1960: u32,
}

impl Default for Shares {
    fn default() -> Self {
        Self {
            duplicate: 500,
            no_head: 300,
            number_mismatch: 200,
            number_missing: 300,
            decomposed: 400,
            tone_mark: 500,
            capitals: 300,
            without_marks: 100,
            very_old: 20,
            partial_birth_before_1960: 22_000,
        }
    }
}

impl Shares {
    /// A register without a flaw.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            duplicate: 0,
            no_head: 0,
            number_mismatch: 0,
            number_missing: 0,
            decomposed: 0,
            tone_mark: 0,
            capitals: 0,
            without_marks: 0,
            very_old: 0,
            partial_birth_before_1960: 0,
        }
    }

    /// The flaw of one resident, if any. One draw decides, so flaws do not pile up.
    pub(crate) fn draw(&self, dice: &mut Dice) -> Option<Dirt> {
        let kinds = [
            (self.number_mismatch, Dirt::NumberMismatch),
            (self.number_missing, Dirt::NumberMissing),
            (self.decomposed, Dirt::Decomposed),
            (self.tone_mark, Dirt::ToneMark),
            (self.capitals, Dirt::Capitals),
            (self.without_marks, Dirt::WithoutMarks),
            (self.very_old, Dirt::VeryOld),
        ];
        let mut drawn = dice.below(100_000);
        for (share, kind) in kinds {
            if drawn < share {
                return Some(kind);
            }
            drawn -= share;
        }
        None
    }

    /// How often a birth date is partial, for somebody born in `year`.
    pub(crate) const fn partial_birth(&self, year: i16) -> u32 {
        match year {
            ..1960 => self.partial_birth_before_1960,
            1960..1975 => self.partial_birth_before_1960 / 5,
            _ => 0,
        }
    }
}

/// Writes the name as the flaw has it. `None` when the name cannot show this flaw.
pub(crate) fn soil_name(name: &str, dirt: Dirt) -> Option<String> {
    let soiled = match dirt {
        Dirt::Decomposed => decompose(name),
        Dirt::ToneMark => move_tone_mark(name),
        Dirt::Capitals => name.to_uppercase(),
        Dirt::WithoutMarks => kernel::name::tidy_case(&kernel::name::fold(name)),
        _ => return None,
    };
    (soiled != name).then_some(soiled)
}

/// The name with every mark as a character of its own, as some systems export it.
fn decompose(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    name.nfd().collect()
}

/// `Hòa` for `Hoà` and the other way round; likewise with oe and uy.
fn move_tone_mark(name: &str) -> String {
    const PAIRS: [(&str, &str); 15] = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("õa", "oã"),
        ("ọa", "oạ"),
        ("òe", "oè"),
        ("óe", "oé"),
        ("ỏe", "oẻ"),
        ("õe", "oẽ"),
        ("ọe", "oẹ"),
        ("ùy", "uỳ"),
        ("úy", "uý"),
        ("ủy", "uỷ"),
        ("ũy", "uỹ"),
        ("ụy", "uỵ"),
    ];
    for (old, new) in PAIRS {
        if name.contains(old) {
            return name.replace(old, new);
        }
        if name.contains(new) {
            return name.replace(new, old);
        }
    }
    name.to_owned()
}

/// The same person once more, as a second clerk entered them: without number, in another household.
pub(crate) fn duplicate_of(resident: &Resident, dice: &mut Dice) -> Resident {
    let mut copy = resident.clone();
    copy.number = None;
    copy.relation = Relation::OtherRelative;
    copy.dirt = Some(Dirt::Duplicate);
    match dice.below(4) {
        0 => copy.name = soil_name(&copy.name, Dirt::WithoutMarks).unwrap_or(copy.name),
        1 => copy.birth = swapped(copy.birth),
        2 => copy.sex = if copy.sex == Sex::Male { Sex::Female } else { Sex::Male },
        _ => {}
    }
    copy
}

/// Day and month exchanged where that is a date; else only the year.
fn swapped(birth: PartialDate) -> PartialDate {
    let year_only = PartialDate::year_only(birth.year()).unwrap_or(birth);
    match birth {
        PartialDate::Day(date) if date.day() <= 12 && date.day() != date.month() => {
            PartialDate::day(date.year(), date.day(), date.month()).unwrap_or(year_only)
        }
        _ => year_only,
    }
}
