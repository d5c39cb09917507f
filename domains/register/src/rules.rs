//! The numbers of the law of residence, as the country pack states them for a day.

use kernel::Date;

/// Terms, hours and ages that the rules of residence ask for. Each is a fact of the pack with its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResidenceRules {
    /// The longest term of a temporary residence, in months.
    pub temporary_months_max: u32,
    /// Nights from which a stay is a temporary residence, in days.
    pub temporary_from_days: u32,
    /// A temporary residence is renewed within so many last days of its term.
    pub renew_days: u32,
    /// A stay is notified before this hour of the evening.
    pub stay_evening_hour: u32,
    /// Who comes after that hour is notified before this one of the morning.
    pub stay_morning_hour: u32,
    /// Everybody declares an absence from so many months on.
    pub absence_months: u32,
    /// Who is of draft age declares one from so many months on.
    pub absence_draft_months: u32,
    /// Who is accused or sentenced declares one from so many days on.
    pub absence_accused_days: u32,
    /// From this age everybody has an identity card, in years.
    pub card_age: u32,
    /// A newborn lives somewhere for good within so many days.
    pub newborn_days: u32,
}

impl ResidenceRules {
    /// What the pack says for `on`.
    ///
    /// # Errors
    /// [`country::UnknownFact`] when the pack lacks one of them for that day.
    pub fn of(facts: &country::Facts, on: Date) -> Result<Self, country::UnknownFact> {
        let value = |id: &str| facts.get(id, on).map(|fact| u32::try_from(fact.value).unwrap_or(u32::MAX));
        Ok(Self {
            temporary_months_max: value("limit.temporary-residence-months")?,
            temporary_from_days: value("limit.temporary-residence-from-days")?,
            renew_days: value("limit.temporary-residence-renew-days")?,
            stay_evening_hour: value("residence.stay-notice-before")?,
            stay_morning_hour: value("residence.stay-notice-next-morning")?,
            absence_months: value("limit.absence-months")?,
            absence_draft_months: value("limit.absence-draft-age-months")?,
            absence_accused_days: value("limit.absence-accused-days")?,
            card_age: value("age.card-mandatory")?,
            newborn_days: value("limit.newborn-residence-days")?,
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::ResidenceRules;

    /// The rules as they stood when this was written.
    pub(crate) const RULES: ResidenceRules = ResidenceRules {
        temporary_months_max: 24,
        temporary_from_days: 30,
        renew_days: 15,
        stay_evening_hour: 23,
        stay_morning_hour: 8,
        absence_months: 12,
        absence_draft_months: 3,
        absence_accused_days: 1,
        card_age: 14,
        newborn_days: 60,
    };

    #[test]
    fn the_pack_states_them_all() {
        let pack = country::Pack::embedded().expect("the pack loads");
        let on = "2025-03-06".parse().expect("a date");
        assert_eq!(ResidenceRules::of(pack.facts(), on).expect("known"), RULES);
    }
}
