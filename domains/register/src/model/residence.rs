//! Where people live, permanently or for a time (Law 68/2020).

use crate::Error;
use crate::model::Relation;
use crate::rules::ResidenceRules;
use kernel::{Date, HouseholdId, PersonId, UnitCode};
use serde::Serialize;
use std::fmt;

kernel::define_id!(
    /// A residence: one stay of one person.
    ResidenceId,
    "res"
);
kernel::define_id!(
    /// A dwelling: an address that several people share.
    DwellingId,
    "dwl"
);

kernel::text_enum! {
    /// The two registrations of residence.
    pub enum ResidenceKind {
        /// Thường trú.
        Permanent = "permanent",
        /// Tạm trú.
        Temporary = "temporary",
    }
}

kernel::text_enum! {
    /// Why a residence ended.
    pub enum EndReason {
        /// The person registered elsewhere.
        Moved = "moved",
        /// Its term ran out.
        Expired = "expired",
        /// The person left the country for good.
        Emigrated = "emigrated",
        /// The person died.
        Died = "died",
        /// The registration was removed on a legal ground (Law 68/2020 Art 24 and 29).
        Removed = "removed",
        /// The entry was a mistake that another change undid.
        Reversed = "reversed",
        /// A court declared the person missing (Law 68/2020 Art 24).
        Missing = "missing",
        /// The person formed a household with others of the one they lived in.
        Split = "split",
        /// The household became one with another at the dwelling.
        Merged = "merged",
        /// Another term followed.
        Renewed = "renewed",
    }
}

impl EndReason {
    /// Whether the person goes away with it. Who only changes households or renews a term lives where they lived.
    #[must_use]
    pub const fn leaves(self) -> bool {
        !matches!(self, Self::Split | Self::Merged | Self::Renewed)
    }
}

/// One stay of one person.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Residence {
    /// Its id.
    pub id: ResidenceId,
    /// Who lives there.
    pub person: PersonId,
    /// Permanent or temporary.
    pub kind: ResidenceKind,
    /// The dwelling.
    pub dwelling: DwellingId,
    /// The commune.
    pub unit: UnitCode,
    /// House and street.
    pub address: String,
    /// The household the person belongs to there.
    pub household: Option<HouseholdId>,
    /// The household's number in its commune.
    pub household_number: Option<String>,
    /// The head of that household.
    pub head: Option<PersonId>,
    /// The person's relation to the head.
    pub relation: Option<Relation>,
    /// Since when; rolls often do not say.
    pub from: Option<Date>,
    /// The last day of a temporary residence's term.
    pub until: Option<Date>,
    /// When it ended.
    pub ended: Option<Date>,
    /// Why it ended.
    pub end_reason: Option<EndReason>,
}

impl Residence {
    /// Whether its term has run out before `on`.
    #[must_use]
    pub fn has_expired(&self, on: Date) -> bool {
        self.until.is_some_and(|until| until < on)
    }
}

impl fmt::Debug for Residence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Residence({}, {})", self.id, self.kind)
    }
}

/// A term of temporary residence that the law allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) from: Date,
    pub(crate) until: Date,
}

/// Checks a term: it does not end before it begins, and is no longer than the `months_max` that the law sets.
pub(crate) fn temporary_term(from: Date, until: Date, months_max: u32) -> Result<Term, Error> {
    if until < from {
        return Err(Error::EndsBeforeStart);
    }
    let months = i32::try_from(months_max).unwrap_or(i32::MAX);
    let limit = from.checked_add(jiff_months(months)).map_err(|_| Error::TemporaryTooLong { months_max })?;
    // A term of two years from 1 March ends on the last day of February, or on 1 March itself as people write it.
    if until > limit {
        return Err(Error::TemporaryTooLong { months_max });
    }
    Ok(Term { from, until })
}

/// Checks a renewal of a term that ends on `ends`: asked for within its last days, and no longer than the law allows.
pub(crate) fn renewed_term(ends: Date, until: Date, today: Date, rules: &ResidenceRules) -> Result<(), Error> {
    let days = i64::from(rules.renew_days);
    // The last fifteen days of a term that ends on the 30th begin on the 16th.
    let first_day = ends.checked_sub(jiff::Span::new().try_days(days).unwrap_or_default()).map_err(|_| Error::EndsBeforeStart)?;
    if today <= first_day {
        return Err(Error::TooEarlyToRenew { days: rules.renew_days });
    }
    let next = ends.tomorrow().map_err(|_| Error::EndsBeforeStart)?;
    temporary_term(next, until, rules.temporary_months_max).map(|_| ())
}

fn jiff_months(months: i32) -> jiff::Span {
    jiff::Span::new().try_months(months).unwrap_or_default()
}

/// The form of an address under which equal addresses are equal: folded, punctuation dropped.
pub(crate) fn address_key(address: &str) -> String {
    let folded = kernel::name::fold(address);
    let mut key = String::with_capacity(folded.len());
    let mut gap = false;
    for letter in folded.chars() {
        if letter.is_alphanumeric() || letter == '/' {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.push(letter);
        } else {
            gap = true;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn a_term_is_bounded_by_the_law() {
        let term = |from: &str, until: &str| temporary_term(date(from), date(until), 24);
        assert!(term("2026-03-01", "2028-03-01").is_ok());
        assert!(term("2026-03-01", "2026-03-01").is_ok());
        assert!(matches!(term("2026-03-01", "2028-03-02"), Err(Error::TemporaryTooLong { months_max: 24 })));
        assert!(matches!(term("2026-03-01", "2026-02-28"), Err(Error::EndsBeforeStart)));
        // Two years from a leap day end on the last day of February.
        assert!(term("2028-02-29", "2030-02-28").is_ok());
        assert!(term("2028-02-29", "2030-03-01").is_err());
    }

    #[test]
    fn the_same_address_has_one_key() {
        assert_eq!(address_key("Số 12/3, Phố  Hàng Bài"), address_key("so 12/3 pho hang bai."));
        assert_ne!(address_key("Số 12/3 Phố Mẫu"), address_key("Số 123 Phố Mẫu"));
    }
}
