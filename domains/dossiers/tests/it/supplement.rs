//! Asking for what is missing: once, with everything, while the clock stands.

use crate::city::{City, HANG_BAI, PHUC_XA, on_both, stay_in};
use dossiers::{Error, Obstacle, State, Submitted};
use kernel::{Instant, PersonId};
use serde_json::json;

fn received(city: &City) -> (PersonId, Submitted) {
    let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
    let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
    city.receives(&city.one_stop(PHUC_XA), sent.id, &[]).expect("received");
    (an, sent)
}

#[test]
fn it_is_asked_for_once_and_the_clock_stands() {
    on_both(|city| {
        let (an, sent) = received(&city);
        let officer = city.one_stop(PHUC_XA);
        assert!(matches!(city.asks(&officer, sent.id, &[]), Err(Error::ReasonMissing)), "which defects?");
        let asked = city.asks(&officer, sent.id, &["Thiếu hợp đồng thuê nhà", "Ghi sai số nhà"]).expect("asked");
        assert_eq!(asked.progress.state, State::Supplement);
        // Seven working days after Thursday 6 March.
        assert_eq!(asked.progress.answer_by, Some(Instant::from_vietnam("2025-03-17T17:00".parse().unwrap())));
        let view = city.opens(&city.citizen(an), sent.id).expect("theirs");
        assert_eq!(view.history.last().map(|entry| entry.defects()), Some(vec!["Thiếu hợp đồng thuê nhà", "Ghi sai số nhà"]));
        assert!(matches!(city.grants(&officer, sent.id), Err(Error::Obstacle(Obstacle::State(State::Supplement)))));

        // Answered two working days later, to the minute: the deadline moves by as much.
        city.it_is("2025-03-10T09:00");
        let mut mended = stay_in(PHUC_XA);
        mended["target_address"] = json!("Số 14 Ngõ Ví Dụ");
        let answered = city.supplies(&city.citizen(an), sent.id, mended.clone()).expect("supplied");
        assert_eq!(answered.progress.state, State::Received);
        assert_eq!(answered.text("target_address"), Some("Số 14 Ngõ Ví Dụ"));
        assert_eq!(answered.due_at, Instant::from_vietnam("2025-03-13T17:00".parse().unwrap()));
        let again = city.asks(&city.one_stop(PHUC_XA), sent.id, &["Thiếu chữ ký"]);
        assert!(matches!(again, Err(Error::Obstacle(Obstacle::SupplementOnce))), "{again:?}");
        assert!(matches!(city.supplies(&city.citizen(an), sent.id, mended), Err(Error::Obstacle(Obstacle::State(_)))));
    });
}

#[test]
fn an_office_is_late_by_its_own_time_only() {
    on_both(|city| {
        let (an, sent) = received(&city);
        city.it_is("2025-03-11T16:00");
        city.asks(&city.one_stop(PHUC_XA), sent.id, &["Thiếu giấy tờ"]).expect("asked an hour before the end");
        city.it_is("2025-03-14T10:00");
        assert!(!city.opens(&city.one_stop(PHUC_XA), sent.id).expect("seen").late, "the applicant's time is not the office's");
        let answered = city.supplies(&city.citizen(an), sent.id, stay_in(PHUC_XA)).expect("supplied");
        // The hour that was left on Tuesday is left on Friday, from ten o'clock on.
        assert_eq!(answered.due_at, Instant::from_vietnam("2025-03-14T11:00".parse().unwrap()));
        city.it_is("2025-03-14T11:30");
        assert!(city.opens(&city.one_stop(PHUC_XA), sent.id).expect("seen").late);
    });
}

#[test]
fn what_is_not_supplied_in_time_ends() {
    on_both(|city| {
        let (an, sent) = received(&city);
        city.asks(&city.one_stop(PHUC_XA), sent.id, &["Thiếu giấy tờ"]).expect("asked");
        city.it_is("2025-03-17T17:00");
        let sweep = |city: &City| dossiers::sweep(&city.store, &city.base.context, &city.catalogue).expect("swept");
        assert_eq!(sweep(&city).stopped, 0, "there is still a moment");
        city.it_is("2025-03-17T17:01");
        let late = city.supplies(&city.citizen(an), sent.id, stay_in(PHUC_XA));
        assert!(matches!(late, Err(Error::Obstacle(Obstacle::SupplementLate))), "{late:?}");
        assert_eq!(sweep(&city).stopped, 1);
        assert_eq!(sweep(&city).stopped, 0, "once");
        assert_eq!(city.opens(&city.citizen(an), sent.id).expect("theirs").dossier.progress.state, State::Stopped);
        assert_eq!(city.inbox(an)[0], "inbox-dossier-stopped");
    });
}

#[test]
fn a_supplement_mends_answers_but_moves_nothing() {
    on_both(|city| {
        let (an, sent) = received(&city);
        city.asks(&city.one_stop(PHUC_XA), sent.id, &["Ghi sai"]).expect("asked");
        let mut moved = stay_in(HANG_BAI);
        moved["full_name"] = json!("Kẻ Mạo Danh");
        let refused = city.supplies(&city.citizen(an), sent.id, moved).expect_err("the commune was settled");
        assert_eq!(refused.field_errors()[0].message_id, "form-error-settled");
        assert_eq!(refused.field_errors()[0].field, "target_unit");
        let mut broken = stay_in(PHUC_XA);
        broken["until_date"] = json!("2025-03-01");
        let refused = city.supplies(&city.citizen(an), sent.id, broken).expect_err("the rules hold here too");
        assert_eq!(refused.field_errors()[0].message_id, "form-error-date-order");
        let mut forged = stay_in(PHUC_XA);
        forged["full_name"] = json!("Kẻ Mạo Danh");
        let answered =
            city.supplies(&city.one_stop(PHUC_XA), sent.id, forged).expect("the counter supplies it for the applicant");
        assert_eq!(answered.text("full_name"), Some("Nguyễn Thị Ví Dụ"), "the register's word stays");
    });
}

#[test]
fn before_receipt_no_clock_runs() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        city.asks(&city.one_stop(PHUC_XA), sent.id, &["Thiếu giấy tờ"]).expect("asked before it is received");
        city.it_is("2025-03-10T09:00");
        let answered = city.supplies(&city.citizen(an), sent.id, stay_in(PHUC_XA)).expect("supplied");
        assert_eq!(answered.progress.state, State::New);
        let received = city.receives(&city.one_stop(PHUC_XA), sent.id, &[]).expect("received");
        assert_eq!(received.due_at, Instant::from_vietnam("2025-03-13T17:00".parse().unwrap()), "counted from the receipt");
    });
}
