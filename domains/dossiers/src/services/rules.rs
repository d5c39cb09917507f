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
        let error = match rule {
            Rule::AreaAtLeast { area, people, each } => too_small(answers, (area, people), catalogue.count(&each.fact, on)?),
            Rule::DateOrder { .. } | Rule::MonthsAtMost { .. } | Rule::DaysAtLeast { .. } => span(catalogue, rule, answers, on)?,
        };
        errors.extend(error);
    }
    Ok(errors)
}

/// What is wrong with the span between two dates.
fn span(catalogue: &Catalogue, rule: &Rule, answers: &Answers, on: Date) -> Result<Option<FieldError>, Error> {
    let [first, second] = rule.answers();
    let (Some(from), Some(until)) = (date(answers, first), date(answers, second)) else { return Ok(None) };
    let error = match rule {
        Rule::DateOrder { later, .. } => (from > until).then(|| FieldError::new(later, "form-error-date-order")),
        Rule::MonthsAtMost { until: field, months, .. } => {
            let limit = catalogue.count(&months.fact, on)?;
            let over = last_day(from, limit).is_some_and(|last| until > last);
            over.then(|| FieldError::new(field, "form-error-months-at-most").with_limit(limit))
        }
        Rule::DaysAtLeast { until: field, days, .. } => {
            let limit = catalogue.count(&days.fact, on)?;
            let short = from <= until && days_from(from, until) < i64::from(limit);
            short.then(|| FieldError::new(field, "form-error-days-at-least").with_limit(limit))
        }
        Rule::AreaAtLeast { .. } => None,
    };
    Ok(error)
}

/// Whether a dwelling, where its area is told, lacks room for the applicant and whoever moves in too.
fn too_small(answers: &Answers, (area, people): (&str, &str), each: u32) -> Option<FieldError> {
    let told: u32 = answers.get(area)?.as_str()?.parse().ok()?;
    let beside = answers.get(people).and_then(|people| people.as_array()).map_or(0, Vec::len);
    let needed = u32::try_from(beside).unwrap_or(u32::MAX).saturating_add(1).saturating_mul(each);
    (told < needed).then(|| FieldError::new(area, "form-error-floor-area").with_limit(needed))
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
    fn everybody_who_moves_in_needs_room() {
        let answers = |area: &str, people: usize| {
            let people: Vec<String> = (0..people).map(|number| number.to_string()).collect();
            let answers = serde_json::json!({ "area": area, "people": people });
            answers.as_object().cloned().expect("an object")
        };
        let wrong = |area: &str, people: usize| too_small(&answers(area, people), ("area", "people"), 8);
        assert_eq!(wrong("8", 0), None);
        assert_eq!(wrong("24", 2), None);
        let small = wrong("23", 2).expect("three need 24");
        assert_eq!((small.field.as_str(), small.limit.as_deref()), ("area", Some("24")));
        assert_eq!(too_small(&Answers::new(), ("area", "people"), 8), None, "nothing was asked");
    }

    #[test]
    fn months_end_on_the_day_of_the_same_number() {
        assert_eq!(last_day(day("2026-03-01"), 24), Some(day("2028-03-01")));
        assert_eq!(last_day(day("2026-01-31"), 1), Some(day("2026-02-28")));
        assert_eq!(days_from(day("2026-01-01"), day("2026-01-30")), 30);
        assert_eq!(days_from(day("2026-01-31"), day("2027-01-31")), 366);
    }
}
