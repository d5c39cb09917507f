//! When guests come and go, as people write it.

use crate::rules::ResidenceRules;
use kernel::time::DateTime;
use kernel::{Date, Instant, PartialDate};

/// The hour that counts when a list names only the day on which somebody came before today.
const NOON: i8 = 12;

/// When somebody came: `06/03/2025 21:30`, `2025-03-06T21:30`, `21:30`, `06/03/2025`, a moment in UTC, or nothing for now.
pub(super) fn arrival(text: &str, now: Instant, rules: &ResidenceRules) -> Option<Instant> {
    let text = text.trim();
    if text.is_empty() {
        return Some(now);
    }
    if text.ends_with('Z') || text.rfind('+').is_some_and(|at| at > 10) {
        return text.parse().ok();
    }
    let today = now.to_vietnam().date();
    let parts: Vec<&str> =
        text.split(|letter: char| letter.is_whitespace() || letter == 'T').filter(|part| !part.is_empty()).collect();
    let (date, time) = match parts.as_slice() {
        [one] if one.contains(':') => (None, Some(time(one)?)),
        [one] => (Some(date(one)?), None),
        [one, other] if one.contains(':') => (Some(date(other)?), Some(time(one)?)),
        [one, other] => (Some(date(one)?), Some(time(other)?)),
        _ => return None,
    };
    match (date, time) {
        (Some(date), Some((hour, minute))) => Some(moment(date, hour, minute)),
        (Some(date), None) if date == today => Some(now),
        (Some(date), None) => Some(moment(date, NOON, 0)),
        (None, Some((hour, minute))) => {
            let at = moment(today, hour, minute);
            // In the small hours, half past eleven is that of the evening before.
            let small_hours = u32::try_from(now.to_vietnam().hour()).is_ok_and(|hour| hour < rules.stay_morning_hour);
            if small_hours && at > now { Some(moment(today.yesterday().ok()?, hour, minute)) } else { Some(at) }
        }
        (None, None) => None,
    }
}

/// The day on which somebody leaves who spends the first night on `first`: a date, a number of nights, or nothing for one.
pub(super) fn leaving(text: &str, first: Date) -> Option<Date> {
    let text = text.trim();
    let after = |nights: i64| first.checked_add(jiff::Span::new().try_days(nights).ok()?).ok();
    if text.is_empty() {
        return after(1);
    }
    if text.len() <= 2 {
        return text.parse::<u8>().ok().and_then(|nights| after(i64::from(nights)));
    }
    // A time beside the date changes nothing: the night of that day is not spent.
    date(text.split(|letter: char| letter.is_whitespace() || letter == 'T').find(|part| !part.contains(':'))?)
}

/// A whole date in any of the ways that people write one.
fn date(text: &str) -> Option<Date> {
    let date = PartialDate::parse_any(text).ok()?;
    (date.earliest() == date.latest()).then(|| date.earliest())
}

fn time(text: &str) -> Option<(i8, i8)> {
    let mut parts = text.split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next()?.parse().ok()?;
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute) && parts.next().is_none_or(|seconds| seconds.len() == 2);
    fits.then_some((hour, minute))
}

fn moment(date: Date, hour: i8, minute: i8) -> Instant {
    Instant::from_vietnam(DateTime::from_parts(date, jiff::civil::time(hour, minute, 0, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::RULES;

    fn at(text: &str) -> Instant {
        Instant::from_vietnam(text.parse().expect("a time"))
    }

    #[test]
    fn arrivals_are_read_as_people_write_them() {
        let now = at("2025-03-06T21:00");
        let read = |text: &str| arrival(text, now, &RULES);
        assert_eq!(read(""), Some(now));
        for text in
            ["06/03/2025 20:30", "2025-03-06 20:30", "2025-03-06T20:30", "20:30 06/03/2025", "20:30", "2025-03-06T13:30:00Z"]
        {
            assert_eq!(read(text), Some(at("2025-03-06T20:30")), "{text}");
        }
        assert_eq!(read("2025-03-06"), Some(now));
        assert_eq!(read("05/03/2025"), Some(at("2025-03-05T12:00")));
        for text in ["25:00", "2025", "20:61", "a b c", "2025-03-06 20"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(arrival("23:45", at("2025-03-07T00:20"), &RULES), Some(at("2025-03-06T23:45")));
    }

    #[test]
    fn the_day_of_leaving_is_a_date_or_a_number_of_nights() {
        let first: Date = "2025-03-06".parse().expect("a date");
        let read = |text: &str| leaving(text, first).map(|date| date.to_string());
        assert_eq!(read("").as_deref(), Some("2025-03-07"));
        assert_eq!(read("3").as_deref(), Some("2025-03-09"));
        assert_eq!(read("9/3/2025").as_deref(), Some("2025-03-09"));
        assert_eq!(read("2025-03-09 12:00").as_deref(), Some("2025-03-09"));
        assert_eq!(read("soon"), None);
        assert_eq!(read("12:00"), None);
    }
}
