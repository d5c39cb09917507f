use super::*;
use jiff::civil::{date, datetime};
use proptest::prelude::*;

/// 2025 to 2027 as far as the examples need it. 2025 and 2026 as the `holidays` package lists them; 2027 holds fixed days only.
fn calendar() -> WorkingCalendar {
    let days = |year: i16, days: &[(i8, i8)]| days.iter().map(|(month, day)| date(year, *month, *day)).collect::<Vec<_>>();
    let years = vec![
        CalendarYear {
            year: 2025,
            holidays: days(
                2025,
                &[(1, 1), (1, 27), (1, 28), (1, 29), (1, 30), (1, 31), (4, 7), (4, 30), (5, 1), (5, 2), (9, 1), (9, 2)],
            ),
            working_swaps: days(2025, &[(4, 26)]),
        },
        CalendarYear {
            year: 2026,
            holidays: days(
                2026,
                &[
                    (1, 1),
                    (2, 16),
                    (2, 17),
                    (2, 18),
                    (2, 19),
                    (2, 20),
                    (4, 27),
                    (4, 30),
                    (5, 1),
                    (8, 31),
                    (9, 1),
                    (9, 2),
                    (11, 24),
                ],
            ),
            working_swaps: days(2026, &[(8, 22)]),
        },
        CalendarYear { year: 2027, holidays: days(2027, &[(1, 1), (4, 30), (9, 2)]), working_swaps: Vec::new() },
    ];
    WorkingCalendar::new(years, OpeningHours::default()).expect("a good calendar")
}

fn at(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> Instant {
    Instant::from_vietnam(datetime(year, month, day, hour, minute, 0, 0))
}

fn due(received: Instant, days: u32) -> Instant {
    calendar().due(received, days, &[]).expect("within the calendar")
}

#[test]
fn the_day_of_receipt_is_not_counted() {
    // Monday 2 March 2026: three working days later is Thursday.
    assert_eq!(due(at(2026, 3, 2, 9, 0), 3), at(2026, 3, 5, 17, 0));
    // From Thursday over the weekend.
    assert_eq!(due(at(2026, 3, 5, 9, 0), 3), at(2026, 3, 10, 17, 0));
    assert_eq!(due(at(2026, 3, 5, 9, 0), 0), at(2026, 3, 5, 17, 0));
}

#[test]
fn tet_is_skipped() {
    // Thursday 12 February 2026; the week of Tết, 16 to 20 February, is off.
    assert_eq!(due(at(2026, 2, 12, 10, 0), 2), at(2026, 2, 23, 17, 0));
    assert_eq!(due(at(2026, 2, 13, 10, 0), 1), at(2026, 2, 23, 17, 0));
}

#[test]
fn a_worked_saturday_counts() {
    // Saturday 22 August 2026 is worked for Monday 31 August, which with 1 and 2 September is off.
    let calendar = calendar();
    assert_eq!(calendar.is_working_day(date(2026, 8, 22)), Ok(true));
    assert_eq!(calendar.is_working_day(date(2026, 8, 29)), Ok(false));
    assert_eq!(due(at(2026, 8, 21, 9, 0), 1), at(2026, 8, 22, 17, 0));
    assert_eq!(due(at(2026, 8, 28, 9, 0), 1), at(2026, 9, 3, 17, 0));
    assert_eq!(calendar.next_working_day(date(2026, 8, 28)), Ok(date(2026, 9, 3)));
    assert_eq!(calendar.working_days_between(date(2026, 8, 21), date(2026, 9, 3)), Ok(7));
}

#[test]
fn what_comes_after_closing_counts_from_the_next_working_day() {
    let calendar = calendar();
    assert_eq!(calendar.counts_as_received(at(2026, 3, 6, 17, 0)), Ok(at(2026, 3, 6, 17, 0)));
    assert_eq!(calendar.counts_as_received(at(2026, 3, 6, 17, 1)), Ok(at(2026, 3, 9, 8, 0)));
    assert_eq!(calendar.counts_as_received(at(2026, 3, 7, 10, 0)), Ok(at(2026, 3, 9, 8, 0)));
    assert_eq!(calendar.counts_as_received(at(2026, 3, 9, 3, 0)), Ok(at(2026, 3, 9, 3, 0)));
    assert_eq!(due(at(2026, 3, 6, 17, 1), 1), at(2026, 3, 10, 17, 0));
    assert_eq!(due(at(2026, 3, 6, 23, 59), 0), at(2026, 3, 9, 17, 0));
}

#[test]
fn pauses_move_the_deadline_by_their_working_minutes() {
    let calendar = calendar();
    let received = at(2026, 3, 2, 9, 0);
    let paused = |pauses: &[Pause]| calendar.due(received, 3, pauses).expect("within the calendar");
    // Tuesday 10:00 to Wednesday 10:00 is one working day.
    let one_day = Pause { from: at(2026, 3, 3, 10, 0), until: at(2026, 3, 4, 10, 0) };
    assert_eq!(paused(&[one_day]), at(2026, 3, 6, 17, 0));
    // The same pause told twice counts once.
    assert_eq!(paused(&[one_day, one_day]), at(2026, 3, 6, 17, 0));
    // Two hours end at 10:00 of the next day.
    let two_hours = Pause { from: at(2026, 3, 3, 8, 0), until: at(2026, 3, 3, 10, 0) };
    assert_eq!(paused(&[two_hours]), at(2026, 3, 6, 10, 0));
    // Over noon and at night nothing is added.
    let noon = Pause { from: at(2026, 3, 3, 12, 0), until: at(2026, 3, 3, 13, 0) };
    let night = Pause { from: at(2026, 3, 3, 18, 0), until: at(2026, 3, 4, 7, 0) };
    assert_eq!(paused(&[noon, night]), at(2026, 3, 5, 17, 0));
    // A pause before the receipt, and one that began when the dossier was late already.
    let before = Pause { from: at(2026, 2, 23, 8, 0), until: at(2026, 2, 25, 8, 0) };
    let late = Pause { from: at(2026, 3, 9, 8, 0), until: at(2026, 3, 11, 8, 0) };
    assert_eq!(paused(&[late, before]), at(2026, 3, 5, 17, 0));
}

#[test]
fn minutes_follow_the_opening_hours() {
    let calendar = calendar();
    let between = |from, to| calendar.working_minutes_between(from, to).expect("within the calendar");
    assert_eq!(between(at(2026, 3, 2, 8, 0), at(2026, 3, 2, 17, 0)), 480);
    assert_eq!(between(at(2026, 3, 2, 11, 30), at(2026, 3, 2, 13, 30)), 60);
    assert_eq!(between(at(2026, 3, 6, 16, 0), at(2026, 3, 9, 9, 0)), 120);
    assert_eq!(between(at(2026, 3, 9, 9, 0), at(2026, 3, 6, 16, 0)), 0);
    assert_eq!(calendar.plus_working_minutes(at(2026, 3, 6, 16, 0), 120), Ok(at(2026, 3, 9, 9, 0)));
    assert_eq!(calendar.plus_working_minutes(at(2026, 3, 6, 11, 0), 60), Ok(at(2026, 3, 6, 12, 0)));
    assert_eq!(calendar.due_in_minutes(at(2026, 3, 7, 11, 0), 240, &[]), Ok(at(2026, 3, 9, 12, 0)));
}

#[test]
fn years_without_data_are_an_error_that_says_so() {
    let calendar = calendar();
    let missing = |year| CalendarError::NoData { year, first: 2025, last: 2027 };
    assert_eq!(calendar.is_working_day(date(2024, 12, 31)), Err(missing(2024)));
    assert_eq!(calendar.is_working_day(date(2028, 1, 1)), Err(missing(2028)));
    assert_eq!(calendar.due(at(2027, 12, 30, 9, 0), 3, &[]), Err(missing(2028)));
    assert_eq!(calendar.is_working_day(date(2027, 12, 31)), Ok(true));
    assert_eq!(missing(2028).to_string(), "the working calendar holds the years 2025 to 2027, not 2028");
    assert!(calendar.due(Instant::from_micros(i64::MAX), 1, &[]).is_err());
    assert!(calendar.due(Instant::from_micros(i64::MIN), 1, &[]).is_err());
    assert_eq!(calendar.due(at(2026, 1, 5, 9, 0), 6_000, &[]), Err(CalendarError::LimitTooLong(6_000)));
}

#[test]
fn a_wrong_calendar_is_refused_with_the_day() {
    let year = |year| CalendarYear { year, holidays: Vec::new(), working_swaps: Vec::new() };
    let build = |years| WorkingCalendar::new(years, OpeningHours::default()).map(|calendar| calendar.years());
    assert_eq!(build(Vec::new()), Err(CalendarError::Years(0)));
    assert_eq!(build(vec![year(2025), year(2027)]), Err(CalendarError::Years(2027)));
    assert_eq!(build(vec![year(2025), year(2025)]), Err(CalendarError::Years(2025)));
    assert_eq!(build(vec![year(2026), year(2025)]), Ok((2025, 2026)));
    let day = date(2026, 8, 22);
    assert_eq!(build(vec![CalendarYear { holidays: vec![day], ..year(2025) }]), Err(CalendarError::ForeignDay(day)));
    let friday = date(2026, 8, 21);
    assert_eq!(
        build(vec![CalendarYear { working_swaps: vec![friday], ..year(2026) }]),
        Err(CalendarError::SwapOnWorkday(friday))
    );
    let both = CalendarYear { working_swaps: vec![day], holidays: vec![day], ..year(2026) };
    assert_eq!(build(vec![both]), Err(CalendarError::Both(day)));
    let hours = OpeningHours { morning_to: jiff::civil::time(7, 0, 0, 0), ..OpeningHours::default() };
    assert_eq!(WorkingCalendar::new(vec![year(2025)], hours).map(|_| ()), Err(CalendarError::Hours));
}

/// A moment of 2025 or 2026, to the second.
fn moment() -> impl Strategy<Value = Instant> {
    (0..730 * 86_400i64).prop_map(|seconds| at(2025, 1, 1, 0, 0).plus_seconds(seconds))
}

fn pauses() -> impl Strategy<Value = Vec<Pause>> {
    prop::collection::vec((moment(), 0..3 * 86_400i64), 0..4)
        .prop_map(|list| list.into_iter().map(|(from, length)| Pause { from, until: from.plus_seconds(length) }).collect())
}

/// The rules said again, day by day, without tables.
fn due_by_counting(calendar: &WorkingCalendar, received: Instant, days: u32) -> Instant {
    let works = |day| calendar.is_working_day(day).expect("within the calendar");
    let local = received.to_vietnam();
    let mut day = local.date();
    if !works(day) || local.time() > jiff::civil::time(17, 0, 0, 0) {
        day = day.tomorrow().expect("a day follows");
        while !works(day) {
            day = day.tomorrow().expect("a day follows");
        }
    }
    for _ in 0..days {
        day = day.tomorrow().expect("a day follows");
        while !works(day) {
            day = day.tomorrow().expect("a day follows");
        }
    }
    Instant::from_vietnam(day.at(17, 0, 0, 0))
}

proptest! {
    #[test]
    fn the_table_agrees_with_counting_day_by_day(received in moment(), days in 0u32..60) {
        let calendar = calendar();
        prop_assert_eq!(calendar.due(received, days, &[]), Ok(due_by_counting(&calendar, received, days)));
    }

    #[test]
    fn deadlines_are_working_days_at_closing_and_rise(one in moment(), two in moment(), days in 0u32..60, more in 0u32..5) {
        let calendar = calendar();
        let (early, late) = (one.min(two), one.max(two));
        let deadline = calendar.due(early, days, &[]).expect("within the calendar");
        prop_assert!(deadline >= early);
        prop_assert_eq!(calendar.is_working_day(deadline.date_in_vietnam()), Ok(true));
        prop_assert_eq!(deadline.to_vietnam().hour(), 17);
        prop_assert!(calendar.due(late, days, &[]).expect("within the calendar") >= deadline);
        let longer = calendar.due(early, days + more, &[]).expect("within the calendar");
        prop_assert_eq!(longer > deadline, more > 0);
        prop_assert!(longer >= deadline);
    }

    #[test]
    fn pauses_never_bring_a_deadline_forward(received in moment(), days in 0u32..20, pauses in pauses()) {
        let calendar = calendar();
        let plain = calendar.due(received, days, &[]).expect("within the calendar");
        let moved = calendar.due(received, days, &pauses).expect("within the calendar");
        prop_assert!(moved >= plain);
        prop_assert_eq!(calendar.is_working_day(moved.date_in_vietnam()), Ok(true));
        let reversed: Vec<Pause> = pauses.iter().rev().copied().collect();
        prop_assert_eq!(calendar.due(received, days, &reversed), Ok(moved));
    }

    #[test]
    fn working_minutes_add_up(one in moment(), two in moment(), three in moment(), minutes in 0i64..5_000) {
        let calendar = calendar();
        let mut order = [one, two, three];
        order.sort();
        let between = |from, to| calendar.working_minutes_between(from, to).expect("within the calendar");
        prop_assert_eq!(between(order[0], order[1]) + between(order[1], order[2]), between(order[0], order[2]));
        let later = calendar.plus_working_minutes(one, minutes).expect("within the calendar");
        prop_assert_eq!(between(one, later), minutes);
    }
}
