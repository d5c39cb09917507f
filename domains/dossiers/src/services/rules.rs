//! Rules between answers, which a schema cannot say.

use super::catalogue::{Catalogue, Service};
use super::definition::Rule;
use super::form::{Answers, FieldError};
use crate::error::Error;
use kernel::Date;

/// The rules of a service that the answers break. Answers that are missing or no dates are the schema's business.
///
/// # Errors
/// [`Error::Fact`] when the pack has no limit for `on`.
pub(crate) fn broken_rules(
    catalogue: &Catalogue,
    service: &Service,
    answers: &Answers,
    on: Date,
) -> Result<Vec<FieldError>, Error> {
    let mut errors = Vec::new();
    for rule in &service.definition.rules {
        let [first, second] = rule.answers();
        let (Some(from), Some(until)) = (date(answers, first), date(answers, second)) else { continue };
        match rule {
            Rule::DateOrder { later, .. } => {
                if from > until {
                    errors.push(FieldError::new(later, "form-error-date-order"));
                }
            }
            Rule::MonthsAtMost { until: field, months, .. } => {
                let limit = catalogue.count(&months.fact, on)?;
                if last_day(from, limit).is_some_and(|last| until > last) {
                    errors.push(FieldError::new(field, "form-error-months-at-most").with_limit(limit));
                }
            }
            Rule::DaysAtLeast { until: field, days, .. } => {
                let limit = catalogue.count(&days.fact, on)?;
                if from <= until && days_from(from, until) < i64::from(limit) {
                    errors.push(FieldError::new(field, "form-error-days-at-least").with_limit(limit));
                }
            }
        }
    }
    Ok(errors)
}

fn date(answers: &Answers, field: &str) -> Option<Date> {
    answers.get(field)?.as_str()?.parse().ok()
}

/// The last day of a span of `months` that begins on `from`: the day with the same number, so two years from
/// 1 March 2026 end on 1 March 2028 at the latest.
fn last_day(from: Date, months: u32) -> Option<Date> {
    from.checked_add(jiff::Span::new().try_months(i64::from(months)).ok()?).ok()
}

/// How many days a span holds, both ends counted.
fn days_from(from: Date, until: Date) -> i64 {
    from.until(until).map_or(0, |span| i64::from(span.get_days())) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn months_end_on_the_day_of_the_same_number() {
        assert_eq!(last_day(day("2026-03-01"), 24), Some(day("2028-03-01")));
        assert_eq!(last_day(day("2026-01-31"), 1), Some(day("2026-02-28")));
        assert_eq!(days_from(day("2026-01-01"), day("2026-01-30")), 30);
        assert_eq!(days_from(day("2026-01-31"), day("2027-01-31")), 366);
    }
}
