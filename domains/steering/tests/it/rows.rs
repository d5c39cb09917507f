//! From a number to the dossiers behind it.

use crate::schemas;
use access::{Actor, Denied, Role};
use kernel::{Date, DossierId, Instant, UnitCode};
use steering::{Error, Number, Period, RowPlace, behind};
use store::testing::on_both_engines;
use store::{Store, params};

store::statements! {
    /// A dossier as far as the list shows it.
    INSERT = "INSERT INTO dossier (id, code, secret, service, version, unit, desk, state, step, channel, applicant, applicant_name,
                                   applicant_fold, filing_key, filed_at, due_at, received_at, decided_at, supplemented, consent, acts, answers)
              VALUES ($1, $2, 's', $3, 1, $4, $5, $6, 0, $7, $1, 'n', 'n', 'k', $8, $9, $10, $11, FALSE, 'not-needed', 1, '{}')";
}

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Monday 9 March 2026, 09:00 in Viet Nam.
fn monday() -> Instant {
    Instant::from_vietnam("2026-03-09".parse::<Date>().expect("a date").at(9, 0, 0, 0))
}

fn unit(text: &str) -> UnitCode {
    text.parse().expect("a unit")
}

/// A dossier that was filed so many days after that Monday, with three days of time.
struct Sample {
    id: i64,
    unit: &'static str,
    desk: &'static str,
    service: &'static str,
    state: &'static str,
    channel: &'static str,
    filed_day: i64,
    decided_day: Option<i64>,
}

const BASE: Sample = Sample {
    id: 0,
    unit: "01-001-00001",
    desk: "01-001-00001",
    service: "temporary-residence",
    state: "new",
    channel: "online",
    filed_day: 0,
    decided_day: None,
};

fn add(store: &Store, samples: Vec<Sample>) {
    store
        .write_blocking::<_, store::Error, _>(move |tx| {
            for sample in &samples {
                let filed = monday().plus_seconds(sample.filed_day * DAY);
                let received = (sample.state != "new").then(|| filed.plus_seconds(HOUR));
                let decided = sample.decided_day.map(|day| monday().plus_seconds(day * DAY + HOUR));
                let code = format!("code-{}", sample.id);
                tx.execute(
                    &INSERT,
                    params![
                        sample.id,
                        code,
                        sample.service,
                        sample.unit,
                        sample.desk,
                        sample.state,
                        sample.channel,
                        filed,
                        filed.plus_seconds(3 * DAY),
                        received,
                        decided
                    ],
                )?;
            }
            Ok(())
        })
        .expect("dossiers");
}

fn city() -> Vec<Sample> {
    vec![
        Sample { id: 1, state: "returned", decided_day: Some(2), ..BASE },
        Sample { id: 2, state: "returned", decided_day: Some(9), channel: "counter", ..BASE },
        Sample { id: 3, filed_day: 1, ..BASE },
        Sample { id: 4, filed_day: 2, state: "processing", desk: "01-001", ..BASE },
        Sample { id: 5, filed_day: 8, state: "received", unit: "01-002-00037", desk: "01-002-00037", ..BASE },
        Sample { id: 6, filed_day: 9, service: "permanent-residence", ..BASE },
        Sample { id: 7, filed_day: 9, state: "supplement", ..BASE },
    ]
}

fn chief() -> Actor {
    access::testing::officer(Role::Steering, &unit("01"))
}

/// The ids behind a number, ten days later, in pages of `limit`.
fn ids(store: &Store, number: Number, place: &str, service: Option<&str>, limit: u32) -> Vec<i64> {
    let today = monday().plus_seconds(10 * DAY).date_in_vietnam();
    let asked = behind(number, &unit(place), service, Period::last_days(today, 30), today);
    let (mut ids, mut after): (Vec<i64>, Option<RowPlace>) = (Vec::new(), None);
    loop {
        let asked = asked.clone();
        let page = store.read_blocking(move |tx| steering::rows(tx, &chief(), &asked, after, limit)).expect("a page");
        ids.extend(page.lines.iter().map(|line| line.id.get()));
        after = page.next;
        if after.is_none() {
            return ids;
        }
    }
}

#[test]
fn every_number_has_its_rows() {
    on_both_engines(&schemas(), |store| {
        add(&store, city());
        assert_eq!(ids(&store, Number::Filed, "01", None, 50), [7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(ids(&store, Number::FiledOnline, "01", None, 50), [7, 6, 5, 4, 3, 1]);
        assert_eq!(ids(&store, Number::Received, "01", None, 50), [7, 5, 4, 2, 1]);
        assert_eq!(ids(&store, Number::Resolved, "01", None, 50), [2, 1]);
        assert_eq!(ids(&store, Number::Punctual, "01", None, 50), [1]);
        assert_eq!(ids(&store, Number::Late, "01", None, 50), [2]);
        assert_eq!(ids(&store, Number::Open, "01", None, 50), [3, 4, 5, 6], "by the day they are due");
        assert_eq!(ids(&store, Number::Overdue, "01", None, 50), [3, 4]);
    });
}

#[test]
fn rows_are_those_of_the_unit_and_the_service() {
    on_both_engines(&schemas(), |store| {
        add(&store, city());
        assert_eq!(ids(&store, Number::Filed, "01-002", None, 50), [5]);
        assert_eq!(ids(&store, Number::Filed, "01", Some("permanent-residence"), 50), [6]);
        assert_eq!(ids(&store, Number::Open, "01-002-00037", None, 50), [5]);
        // The district's office has it, but it is the commune's dossier.
        assert_eq!(ids(&store, Number::Overdue, "01-001-00001", None, 50), [3, 4]);
    });
}

#[test]
fn pages_follow_each_other_without_gap_or_double() {
    on_both_engines(&schemas(), |store| {
        add(&store, city());
        for limit in [1, 2, 3] {
            assert_eq!(ids(&store, Number::Filed, "01", None, limit), [7, 6, 5, 4, 3, 2, 1], "pages of {limit}");
            assert_eq!(ids(&store, Number::Open, "01", None, limit), [3, 4, 5, 6], "pages of {limit}");
        }
    });
}

#[test]
fn a_period_ends_at_midnight_in_viet_nam() {
    on_both_engines(&schemas(), |store| {
        add(&store, city());
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let period = Period::new(day("2026-03-10"), day("2026-03-11")).expect("a period");
        let asked = behind(Number::Filed, &unit("01"), None, period, day("2026-03-19"));
        let page = store.read_blocking(move |tx| steering::rows(tx, &chief(), &asked, None, 50)).expect("a page");
        assert_eq!(page.lines.iter().map(|line| line.id).collect::<Vec<_>>(), [4, 3].map(DossierId::from_raw));
    });
}

#[test]
fn rows_are_for_those_who_steer_the_unit() {
    on_both_engines(&schemas(), |store| {
        let today = monday().date_in_vietnam();
        let look = |actor: Actor, place: &str| {
            let asked = behind(Number::Open, &unit(place), None, Period::last_days(today, 30), today);
            store.read_blocking(move |tx| steering::rows(tx, &actor, &asked, None, 50)).map(|page| page.lines.len())
        };
        let district = || access::testing::officer(Role::Steering, &unit("01-001"));
        assert!(look(district(), "01-001-00001").is_ok());
        assert!(matches!(look(district(), "01-002"), Err(Error::Denied(Denied::Hidden))));
        assert!(matches!(look(access::testing::public(), "01-001"), Err(Error::Denied(Denied::NeedsSignIn))));
    });
}
