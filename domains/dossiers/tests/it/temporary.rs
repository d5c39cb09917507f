//! Temporary residence, from the form to the result.

use crate::city::{HANG_BAI, PHUC_XA, TRUC_BACH, filing, on_both, stay_in, unit};
use dossiers::events::Timeliness;
use dossiers::{Act, Channel, Consent, Error, Obstacle, Outcome, State, Submit};
use kernel::{Instant, Sex};
use register::{Relation, ResidenceKind};
use serde_json::json;

#[test]
fn a_resident_registers_a_temporary_stay() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("it is filed");
        assert!(sent.code.starts_with("000.01.20.H26-250306-00"), "{}", sent.code);
        assert_eq!(city.inbox(an), ["inbox-dossier-submitted"]);

        let officer = city.one_stop(PHUC_XA);
        let view = city.opens(&officer, sent.id).expect("the officer sees it");
        assert_eq!((view.dossier.progress.state, view.dossier.channel), (State::New, Channel::Online));
        assert_eq!(view.acts, [Act::Receive, Act::Decline, Act::RequestSupplement, Act::Withdraw]);
        assert_eq!(view.dossier.text("full_name"), Some("Nguyễn Thị Ví Dụ"));
        assert_eq!(view.dossier.text("phone"), Some("0912345678"));

        let received = city.receives(&officer, sent.id, &[]).expect("it is received");
        // Three working days after Thursday 6 March are over on Tuesday 11 March at closing.
        let due = Instant::from_vietnam("2025-03-11T17:00".parse().unwrap());
        assert_eq!((received.progress.state, received.due_at), (State::Received, due));

        city.it_is("2025-03-10T10:00");
        let officer = city.one_stop(PHUC_XA);
        let granted = city.grants(&officer, sent.id).expect("it is granted");
        assert_eq!((granted.progress.state, granted.progress.outcome), (State::Processed, Some(Outcome::Granted)));
        let record = city.record(an);
        let stay =
            record.residences.iter().find(|residence| residence.kind == ResidenceKind::Temporary).expect("a temporary residence");
        assert_eq!((stay.unit.clone(), stay.address.as_str()), (unit(PHUC_XA), "Số 12 Ngõ Ví Dụ"));
        assert_eq!(stay.until, Some("2026-03-10".parse().unwrap()));
        assert_eq!(
            record.permanent().map(|residence| residence.unit.clone()),
            Some(unit(HANG_BAI)),
            "the permanent residence stays"
        );

        let returned = city.returns(&officer, sent.id).expect("the result is handed over");
        assert_eq!(returned.progress.state, State::Returned);
        let acts: Vec<Act> =
            city.opens(&city.citizen(an), sent.id).expect("it is theirs").history.iter().map(|entry| entry.act).collect();
        assert_eq!(acts, [Act::Submit, Act::Receive, Act::Grant, Act::ReturnResult]);
        let told = ["inbox-dossier-returned", "inbox-dossier-granted", "inbox-dossier-received", "inbox-dossier-submitted"];
        assert_eq!(city.inbox(an), told);
    });
}

#[test]
fn its_events_carry_what_the_figures_need() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("it is filed");
        let officer = city.one_stop(PHUC_XA);
        city.receives(&officer, sent.id, &[]).expect("it is received");
        city.it_is("2025-03-12T08:30");
        let officer = city.one_stop(PHUC_XA);
        city.refuses(&officer, sent.id, "Chỗ ở không hợp pháp").expect("it is refused, late");
        city.returns(&officer, sent.id).expect("it is handed over");

        let events = city.events(4);
        let acts: Vec<Act> = events.iter().map(|event| event.act).collect();
        assert_eq!(acts, [Act::Submit, Act::Receive, Act::Refuse, Act::ReturnResult]);
        let states: Vec<(Option<State>, State)> = events.iter().map(|event| (event.state_before, event.state)).collect();
        let expected = [
            (None, State::New),
            (Some(State::New), State::Received),
            (Some(State::Received), State::Processed),
            (Some(State::Processed), State::Returned),
        ];
        assert_eq!(states, expected);
        let decided = &events[2];
        assert_eq!((decided.outcome, decided.timeliness), (Some(Outcome::Refused), Some(Timeliness::Overdue)));
        assert_eq!((decided.unit.clone(), decided.channel), (unit(PHUC_XA), Channel::Online));
        assert_eq!((decided.day.to_string().as_str(), decided.due_day.to_string().as_str()), ("2025-03-12", "2025-03-11"));
        assert_eq!(decided.filed_day.to_string(), "2025-03-06");
        assert!(events[0].timeliness.is_none() && events[3].outcome.is_none(), "only the decision counts");
    });
}

#[test]
fn the_counter_files_for_somebody_without_an_account() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let officer = city.one_stop(PHUC_XA);
        let filing = |code| Submit { card: Some(city.card_of(an)), ..filing(an, "temporary-residence", stay_in(code)) };
        let sent = city.sends(&officer, filing(PHUC_XA)).expect("the officer files");
        let view = city.opens(&officer, sent.id).expect("it is theirs to process");
        assert_eq!((view.dossier.channel, view.dossier.filed_by), (Channel::Counter, officer.staff()));
        assert_eq!(city.inbox(an), ["inbox-dossier-submitted"], "the applicant reads it when they get an account");
        let elsewhere = city.sends(&officer, filing(TRUC_BACH));
        assert!(matches!(elsewhere, Err(Error::NotFound)), "not for another commune: {elsewhere:?}");
        city.receives(&officer, sent.id, &[]).expect("received");
        city.grants(&officer, sent.id).expect("what the officer is doing is purpose enough");
    });
}

#[test]
fn household_members_come_along() {
    on_both(|city| {
        let head = city.born("Nguyễn Thị Ví Dụ", Sex::Female, "1985-01-15");
        let child = city.born("Trần Minh Con", Sex::Male, "2015-06-01");
        let stranger = city.resident("Lê Thị Lạ", TRUC_BACH);
        city.household(HANG_BAI, "Số 3 Phố Mẫu", &[(head, Relation::Head), (child, Relation::Child)]);

        let mut sent = stay_in(PHUC_XA);
        sent["members"] = json!([stranger]);
        let refused = city.files(head, "temporary-residence", sent.clone()).expect_err("a stranger does not come along");
        assert_eq!(refused.field_errors()[0].field, "members/0");
        assert_eq!(refused.field_errors()[0].message_id, "form-error-not-a-member");

        sent["members"] = json!([child]);
        let sent = city.files(head, "temporary-residence", sent).expect("it is filed");
        let officer = city.one_stop(PHUC_XA);
        let view = city.opens(&officer, sent.id).expect("seen");
        assert_eq!(view.companions.iter().map(|companion| companion.person).collect::<Vec<_>>(), [child]);
        city.receives(&officer, sent.id, &[]).expect("received");
        city.grants(&officer, sent.id).expect("granted");
        for person in [head, child] {
            let record = city.record(person);
            assert!(
                record
                    .residences
                    .iter()
                    .any(|residence| residence.kind == ResidenceKind::Temporary && residence.unit == unit(PHUC_XA))
            );
        }
    });
}

#[test]
fn what_the_register_refuses_is_not_granted() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", PHUC_XA);
        // The law has no temporary residence in the commune of the permanent one; the form cannot know.
        let sent = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("it is filed");
        let officer = city.one_stop(PHUC_XA);
        city.receives(&officer, sent.id, &[]).expect("received");
        let refused = city.grants(&officer, sent.id);
        assert!(matches!(refused, Err(Error::Register(register::Error::SameCommuneAsPermanent(_)))), "{refused:?}");
        let view = city.opens(&officer, sent.id).expect("seen");
        assert_eq!(view.dossier.progress.state, State::Received, "nothing happened");
        assert_eq!(view.history.len(), 2);
        city.refuses(&officer, sent.id, "Đã thường trú tại phường").expect("the officer refuses it");
    });
}

#[test]
fn a_dossier_can_be_sent_back_or_taken_back() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let officer = city.one_stop(PHUC_XA);
        let first = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed");
        assert!(matches!(city.declines(&officer, first.id, "  "), Err(Error::ReasonMissing)));
        let declined = city.declines(&officer, first.id, "Không thuộc thẩm quyền").expect("sent back");
        assert_eq!(declined.progress.state, State::NotReceived);
        assert!(matches!(city.receives(&officer, first.id, &[]), Err(Error::Obstacle(Obstacle::State(State::NotReceived)))));

        let second = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed anew");
        let stranger = city.resident("Lê Thị Lạ", HANG_BAI);
        assert!(matches!(city.withdraws(&city.citizen(stranger), second.id), Err(Error::NotFound)));
        let withdrawn = city.withdraws(&city.citizen(an), second.id).expect("taken back");
        assert_eq!((withdrawn.progress.state, withdrawn.progress.consent), (State::Withdrawn, Consent::NotNeeded));
        assert!(matches!(city.withdraws(&city.citizen(an), second.id), Err(Error::Obstacle(Obstacle::State(_)))));

        let third = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed once more");
        city.receives(&officer, third.id, &[]).expect("received");
        city.withdraws(&officer, third.id).expect("the counter takes it back for the applicant");
        assert_eq!(city.inbox(an)[0], "inbox-dossier-withdrawn");
    });
}
