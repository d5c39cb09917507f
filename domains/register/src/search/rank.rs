//! Ranking: how well a person fits what was typed.

use super::Hit;
use kernel::PersonName;
use kernel::name::{fold, normalise_tone, similarity};

/// What a name loses that agrees only when diacritics are dropped though some were typed.
const LOST_MARKS: f64 = 0.03;

/// What was typed, prepared for comparing.
pub(crate) struct Typed<'a> {
    spelled: String,
    folded: &'a str,
    has_marks: bool,
}

impl<'a> Typed<'a> {
    pub(crate) fn new(typed: &str, folded: &'a str) -> Self {
        let spelled = normalise_tone(typed).to_lowercase();
        let has_marks = spelled != *folded;
        Self { spelled, folded, has_marks }
    }

    /// From 0 to 1; 1 for the same name. Diacritics count only when some were typed.
    pub(crate) fn score(&self, name: &PersonName) -> f64 {
        let alike = similarity(self.folded, &fold(name.full()));
        if !self.has_marks {
            return alike;
        }
        let spelled = normalise_tone(name.full()).to_lowercase();
        let words = self.spelled.split(' ').filter(|word| !spelled.split(' ').any(|other| other == *word)).count();
        let lost = f64::from(u32::try_from(words).unwrap_or(u32::MAX)) * LOST_MARKS;
        (alike - lost).max(0.0)
    }
}

/// Best first; equals by name and then by id, so that pages do not overlap.
pub(crate) fn order(hits: &mut [Hit]) {
    hits.sort_by(|one, two| {
        two.score
            .total_cmp(&one.score)
            .then_with(|| one.person.name.cmp(&two.person.name))
            .then_with(|| one.person.id.cmp(&two.person.id))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(typed: &str, name: &str) -> f64 {
        let folded = fold(typed);
        Typed::new(typed, &folded).score(&PersonName::parse(name).expect("a name"))
    }

    #[test]
    fn marks_count_when_they_are_typed() {
        assert!(score("Nguyễn Văn Hùng", "Nguyễn Văn Hùng") > score("Nguyễn Văn Hùng", "Nguyễn Văn Hưng"));
        assert!((score("nguyen van hung", "Nguyễn Văn Hùng") - score("nguyen van hung", "Nguyễn Văn Hưng")).abs() < 1e-9);
        assert!(score("Nguyễn Thúy Hòa", "NGUYỄN THUÝ HOÀ") > 0.999);
        assert!(score("Nguyễn Văn Hùng", "Nguyễn Văn Hưng") > score("Nguyễn Văn Hùng", "Trần Văn Hùng"));
    }
}
