//! Being away from the commune of one's permanent residence for long (tạm vắng, Law 68/2020 Art 31).

use crate::rules::ResidenceRules;
use kernel::{Date, PersonId, UnitCode};
use serde::Serialize;
use std::fmt;

kernel::define_id!(
    /// A declared absence.
    AbsenceId,
    "abs"
);

kernel::text_enum! {
    /// In which circumstances somebody is away. The law lets some declare earlier than others.
    pub enum Circumstance {
        /// Nothing particular.
        Ordinary = "ordinary",
        /// Of the age of military service.
        DraftAge = "draft-age",
        /// Accused, on parole, sentenced and at large, or under a measure of a court.
        UnderMeasure = "under-measure",
    }
}

store::row! {
    /// A declared absence.
    #[derive(Clone, PartialEq, Eq, Serialize)]
    pub struct Absence {
        /// Its id.
        pub id: AbsenceId,
        /// Who is away.
        pub person: PersonId,
        /// The commune that they are away from.
        pub unit: UnitCode,
        /// In which circumstances.
        pub circumstance: Circumstance,
        /// The first day.
        pub from: Date,
        /// The last day, where it is known.
        pub until: Option<Date>,
        /// Where to.
        pub place: String,
        /// Why.
        pub reason: String,
        /// The day on which they came back, or moved.
        pub returned: Option<Date>,
    }
}

impl Absence {
    /// Whether it should be over before `on`, and nobody has said that it is.
    #[must_use]
    pub fn is_over(&self, on: Date) -> bool {
        self.returned.is_none() && self.until.is_some_and(|until| until < on)
    }
}

impl fmt::Debug for Absence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Absence({}, {})", self.id, self.circumstance)
    }
}

/// Whether the law asks for the declaration of such an absence; a shorter one may be declared all the same.
///
/// An absence without a last day counts as a long one.
#[must_use]
pub fn must_declare(circumstance: Circumstance, from: Date, until: Option<Date>, rules: &ResidenceRules) -> bool {
    let Some(until) = until else { return true };
    let least = match circumstance {
        Circumstance::Ordinary => months(rules.absence_months),
        Circumstance::DraftAge => months(rules.absence_draft_months),
        Circumstance::UnderMeasure => jiff::Span::new().try_days(i64::from(rules.absence_accused_days)).unwrap_or_default(),
    };
    // The day that lies one term after the first is the first day beyond it.
    let end = until.tomorrow().unwrap_or(until);
    from.checked_add(least).is_ok_and(|reached| end >= reached)
}

fn months(count: u32) -> jiff::Span {
    jiff::Span::new().try_months(i64::from(count)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::RULES;

    #[test]
    fn the_law_asks_some_earlier_than_others() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        let asked = |circumstance, until: Option<&str>| must_declare(circumstance, date("2026-01-01"), until.map(date), &RULES);
        assert!(!asked(Circumstance::Ordinary, Some("2026-12-30")));
        assert!(asked(Circumstance::Ordinary, Some("2026-12-31")), "twelve months");
        assert!(asked(Circumstance::Ordinary, None));
        assert!(!asked(Circumstance::DraftAge, Some("2026-03-30")));
        assert!(asked(Circumstance::DraftAge, Some("2026-03-31")));
        assert!(asked(Circumstance::UnderMeasure, Some("2026-01-01")));
    }
}
