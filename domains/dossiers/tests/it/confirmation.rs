//! Confirmation of residence information, from the form to the result.

use crate::city::{HANG_BAI, PHUC_XA, confirm, on_both, unit};
use dossiers::{Error, State};
use kernel::{Instant, Sex};

#[test]
fn a_resident_has_the_residence_confirmed() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", PHUC_XA);
        let sent = city.files(an, "residence-confirmation", confirm()).expect("it is filed");
        let officer = city.one_stop(PHUC_XA);
        let view = city.opens(&officer, sent.id).expect("the commune of the permanent residence has it");
        assert_eq!(view.dossier.unit, unit(PHUC_XA));
        let address = view.dossier.text("permanent_address").expect("the register knows it");
        assert!(address.starts_with("Số 1 Phố Mẫu, ") && address.contains("Phúc Xá"), "{address}");
        let received = city.receives(&officer, sent.id, &[]).expect("received");
        // One working day after Thursday is Friday at closing.
        assert_eq!(received.due_at, Instant::from_vietnam("2025-03-07T17:00".parse().unwrap()));
        let before = city.record(an);
        city.grants(&officer, sent.id).expect("granted");
        assert_eq!(city.record(an).residences, before.residences, "the register is confirmed, not changed");
        assert_eq!(city.returns(&officer, sent.id).expect("handed over").progress.state, State::Returned);
        assert!(matches!(city.opens(&city.one_stop(HANG_BAI), sent.id), Err(Error::NotFound)), "another commune sees nothing");
    });
}

#[test]
fn who_lives_nowhere_in_the_register_is_told_where_to_go() {
    on_both(|city| {
        let an = city.born("Nguyễn Thị Ví Dụ", Sex::Female, "1999-01-15");
        let refused = city.files(an, "residence-confirmation", confirm()).expect_err("nobody could confirm it");
        assert_eq!(refused.field_errors()[0].message_id, "form-error-no-receiver");
    });
}

#[test]
fn an_evening_filing_counts_from_the_next_working_day() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", PHUC_XA);
        // Friday evening: counts as received on Monday morning, so it is due on Tuesday.
        city.it_is("2025-03-07T20:15");
        let sent = city.files(an, "residence-confirmation", confirm()).expect("it is filed");
        assert_eq!(sent.due_at, Instant::from_vietnam("2025-03-11T17:00".parse().unwrap()));
    });
}
