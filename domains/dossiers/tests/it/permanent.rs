//! Permanent residence: consent of the head, and a second step at another level.

use crate::city::{BA_DINH, City, HANG_BAI, PHUC_XA, TRUC_BACH, on_both, unit};
use access::{Actor, Denied, Role};
use dossiers::{Act, Consent, ConsentWord, Decide, Error, Obstacle, State, Submitted, Verdict};
use kernel::{PersonId, Sex};
use register::{NewHead, Relation};
use serde_json::{Value, json};

/// Joining the household of `head`.
fn join(city: &City, head: PersonId, code: &str) -> Value {
    let record = city.record(head);
    json!({
        "joining": "existing",
        "head_number": record.facts.number.expect("a number").as_str(),
        "head_name": record.facts.name.full(),
        "relation": "child",
        "target_unit": code,
        "target_address": "Số 1 Phố Mẫu",
        "declared_true": true
    })
}

/// A household of one's own.
fn settle(code: &str) -> Value {
    json!({
        "joining": "new",
        "dwelling": "own",
        "target_unit": code,
        "target_address": "Số 9 Phố Mới",
        "declared_true": true
    })
}

struct Story {
    applicant: PersonId,
    head: PersonId,
    sent: Submitted,
}

/// A daughter wants to move to her mother's household in Phúc Xá.
fn asked(city: &City) -> Story {
    let applicant = city.resident("Nguyễn Thị Con", HANG_BAI);
    let head = city.resident("Trần Thị Mẹ", PHUC_XA);
    let sent = city.files(applicant, "permanent-residence", join(city, head, PHUC_XA)).expect("it is filed");
    Story { applicant, head, sent }
}

fn checker(city: &City) -> Actor {
    city.officer(1, &[Role::Counter, Role::Register], PHUC_XA)
}

fn district_leader(city: &City) -> Actor {
    city.officer(9, &[Role::Approver], "01-001")
}

#[test]
fn the_head_agrees_and_the_district_approves() {
    on_both(|city| {
        let Story { applicant, head, sent } = asked(&city);
        assert_eq!(city.inbox(head), ["inbox-consent-asked"]);
        let officer = checker(&city);
        assert!(matches!(city.receives(&officer, sent.id, &[]), Err(Error::Obstacle(Obstacle::ConsentMissing))));

        let waiting = city.does(&city.citizen(head), dossiers::my_consents).expect("a list");
        assert_eq!(waiting.iter().map(|request| request.applicant_name.as_str()).collect::<Vec<_>>(), ["Nguyễn Thị Con"]);
        assert!(
            matches!(city.says(&city.citizen(applicant), sent.id, ConsentWord::Agree, ""), Err(Error::NotFound)),
            "not her own word"
        );
        city.says(&city.citizen(head), sent.id, ConsentWord::Agree, "").expect("the mother agrees");
        assert!(matches!(
            city.says(&city.citizen(head), sent.id, ConsentWord::Agree, ""),
            Err(Error::Obstacle(Obstacle::ConsentSettled))
        ));
        assert_eq!(city.inbox(applicant)[0], "inbox-consent-given");

        city.receives(&officer, sent.id, &[]).expect("now it is received");
        assert!(
            matches!(city.grants(&officer, sent.id), Err(Error::Obstacle(Obstacle::Step))),
            "the checking step does not decide"
        );
        let forwarded = city.forwards(&officer, sent.id).expect("it goes to the district");
        assert_eq!((forwarded.progress.state, forwarded.desk), (State::Processing, unit("01-001")));

        let granted = city.grants(&district_leader(&city), sent.id).expect("the district approves");
        assert_eq!(granted.desk, unit(PHUC_XA), "the commune hands the result over");
        let household = city.record(head).household();
        let record = city.record(applicant);
        let home = record.permanent().expect("a permanent residence");
        assert_eq!((home.unit.clone(), home.household, home.relation), (unit(PHUC_XA), household, Some(Relation::Child)));
        city.returns(&officer, sent.id).expect("handed over");

        let own = city.opens(&city.citizen(applicant), sent.id).expect("it is hers");
        let opinion = own.history.iter().find(|entry| entry.act == Act::Forward).and_then(|entry| entry.note.clone());
        assert_eq!(opinion, None, "what offices say to each other is not shown to her");
    });
}

#[test]
fn the_wrong_level_may_not_approve() {
    on_both(|city| {
        let Story { head, sent, .. } = asked(&city);
        city.says(&city.citizen(head), sent.id, ConsentWord::Agree, "").expect("agreed");
        city.receives(&checker(&city), sent.id, &[]).expect("received");
        city.forwards(&checker(&city), sent.id).expect("forwarded");
        let leader_of_the_commune = city.officer(5, &[Role::Approver], PHUC_XA);
        for officer in [checker(&city), leader_of_the_commune] {
            let refused = city.grants(&officer, sent.id);
            assert!(matches!(refused, Err(Error::Denied(Denied::Forbidden))), "{refused:?}");
        }
        let district_counter = city.officer(6, &[Role::Counter, Role::Register], "01-001");
        assert!(
            matches!(city.grants(&district_counter, sent.id), Err(Error::Denied(Denied::Forbidden))),
            "the right level, the wrong role"
        );
        let other_district = city.officer(7, &[Role::Approver], "01-002");
        assert!(matches!(city.grants(&other_district, sent.id), Err(Error::NotFound)), "another district does not know of it");
        let neighbours = city.officer(8, &[Role::Counter], TRUC_BACH);
        assert!(matches!(city.receives(&neighbours, sent.id, &[]), Err(Error::NotFound)));
        city.grants(&district_leader(&city), sent.id).expect("the right level and role");
    });
}

#[test]
fn without_districts_the_leader_of_the_commune_approves_and_not_who_checked() {
    on_both(|city| {
        city.it_is("2025-09-10T09:00");
        let applicant = city.resident("Nguyễn Thị Con", "01-00008");
        let sent = city.files(applicant, "permanent-residence", settle(BA_DINH)).expect("filed");
        let both_hats = city.officer(1, &[Role::Counter, Role::Register, Role::Approver], BA_DINH);
        let without_paper = city.receives(&both_hats, sent.id, &[]);
        assert!(matches!(without_paper, Err(Error::PapersMissing)), "a home of one's own is proven");
        city.receives(&both_hats, sent.id, &["dwelling"]).expect("received with the proof");
        let forwarded = city.forwards(&both_hats, sent.id).expect("forwarded");
        assert_eq!(forwarded.desk, unit(BA_DINH));
        assert!(matches!(city.grants(&both_hats, sent.id), Err(Error::Denied(Denied::NeedsSecondOfficer))));
        let leader = city.officer(2, &[Role::Approver], BA_DINH);
        city.grants(&leader, sent.id).expect("another officer approves");
        let record = city.record(applicant);
        let home = record.permanent().expect("a permanent residence");
        assert_eq!((home.unit.clone(), home.head, home.address.as_str()), (unit(BA_DINH), Some(applicant), "Số 9 Phố Mới"));
    });
}

#[test]
fn a_signed_paper_at_the_counter_is_consent_too() {
    on_both(|city| {
        let Story { applicant, head, sent } = asked(&city);
        let officer = checker(&city);
        assert!(matches!(city.says(&officer, sent.id, ConsentWord::Agree, " "), Err(Error::ReasonMissing)), "which paper?");
        let agreed = city.says(&officer, sent.id, ConsentWord::Agree, "CT01 có chữ ký chủ hộ, 06/03/2025").expect("noted");
        assert_eq!(agreed.progress.consent, Consent::Given);
        assert!(city.does(&city.citizen(head), dossiers::my_consents).expect("a list").is_empty());
        let view = city.opens(&city.citizen(applicant), sent.id).expect("hers");
        assert_eq!(view.history[1].detail.as_ref().map(|detail| detail["on_paper"].clone()), Some(json!(true)));
    });
}

#[test]
fn without_consent_it_can_only_end() {
    on_both(|city| {
        let Story { applicant, head, sent } = asked(&city);
        city.says(&city.citizen(head), sent.id, ConsentWord::Refuse, "").expect("the mother does not agree");
        assert_eq!(city.inbox(applicant)[0], "inbox-consent-denied");
        assert!(matches!(city.receives(&checker(&city), sent.id, &[]), Err(Error::Obstacle(Obstacle::ConsentMissing))));
        city.declines(&checker(&city), sent.id, "Chủ hộ không đồng ý").expect("sent back");
    });
}

#[test]
fn the_form_does_not_tell_who_heads_a_household() {
    on_both(|city| {
        let applicant = city.resident("Nguyễn Thị Con", HANG_BAI);
        let head = city.resident("Trần Thị Mẹ", PHUC_XA);
        let mut wrong_name = join(&city, head, PHUC_XA);
        wrong_name["head_name"] = json!("Lê Văn Khác");
        let mut no_such_number = join(&city, head, PHUC_XA);
        no_such_number["head_number"] = json!("001199999998");
        for sent in [wrong_name, no_such_number] {
            let refused = city.files(applicant, "permanent-residence", sent).expect_err("no such head");
            let errors: Vec<(&str, &str)> =
                refused.field_errors().iter().map(|error| (error.field.as_str(), error.message_id.as_str())).collect();
            assert_eq!(errors, [("head_number", "form-error-head-unknown")], "both failures look alike");
        }
        let mut unmarked = join(&city, head, PHUC_XA);
        unmarked["head_name"] = json!("tran thi me");
        city.files(applicant, "permanent-residence", unmarked).expect("names are compared without marks");
        let elsewhere =
            city.files(applicant, "permanent-residence", join(&city, head, TRUC_BACH)).expect_err("the household is not there");
        assert_eq!(elsewhere.field_errors()[0].message_id, "form-error-head-elsewhere");
    });
}

#[test]
fn who_heads_a_household_names_the_next_head_when_leaving() {
    on_both(|city| {
        let mother = city.born("Trần Thị Mẹ", Sex::Female, "1970-01-15");
        let son = city.born("Nguyễn Văn Trai", Sex::Male, "1995-01-15");
        let household = city.household(HANG_BAI, "Số 5 Phố Mẫu", &[(mother, Relation::Head), (son, Relation::Child)]);
        let sent = city.files(mother, "permanent-residence", settle(PHUC_XA)).expect("filed");
        city.receives(&checker(&city), sent.id, &["dwelling"]).expect("received");
        city.forwards(&checker(&city), sent.id).expect("forwarded");
        let leader = district_leader(&city);
        // Whoever decides is told before, and each candidate finds the look in the log. Who cannot grant is told nobody.
        let view = city.opens(&leader, sent.id).expect("opened");
        let [needed] = view.heads_needed.as_slice() else { panic!("one household loses its head: {:?}", view.heads_needed) };
        let offered: Vec<PersonId> = needed.candidates.iter().map(|member| member.person.id).collect();
        assert_eq!((needed.household, offered, needed.address.as_str()), (household, vec![son], "Số 5 Phố Mẫu"));
        assert!(needed.candidates[0].person.number.is_none(), "a choice needs no numbers");
        let looks = city.store.read_blocking(move |tx| audit::of_person(tx, son, None, 10)).expect("the log");
        assert!(looks.iter().any(|look| look.is_access() && look.dossier == Some(sent.id)));
        assert!(city.opens(&checker(&city), sent.id).expect("opened").heads_needed.is_empty());
        match city.grants(&leader, sent.id) {
            Err(Error::Register(register::Error::NewHeadNeeded { household: left, candidates })) => {
                assert_eq!((left, candidates), (household, vec![son]));
            }
            other => panic!("the household would be without a head: {other:?}"),
        }
        let new_heads = vec![NewHead { household, head: son }];
        city.decides(&leader, Decide { dossier: sent.id, verdict: Verdict::Grant, new_heads }).expect("granted");
        let stays = city.record(son);
        assert_eq!(stays.permanent().and_then(|home| home.head), Some(son));
    });
}

#[test]
fn a_consent_lapses_when_the_head_changes() {
    on_both(|city| {
        let Story { head, sent, .. } = asked(&city);
        let heir = city.born("Trần Văn Em", Sex::Male, "1980-01-15");
        let household = city.record(head).household().expect("a household");
        city.says(&city.citizen(head), sent.id, ConsentWord::Agree, "").expect("agreed");
        city.receives(&checker(&city), sent.id, &[]).expect("received");
        city.forwards(&checker(&city), sent.id).expect("forwarded");
        let system = city.base.system();
        let moved = city.store.write_blocking(move |tx| {
            let ground = register::Ground::new("test");
            let people = vec![register::Mover { person: heir, relation: Relation::Sibling }];
            let from = "2025-03-06".parse().unwrap();
            let join = register::MovePermanent {
                people,
                to: register::Home::Join(household),
                new_heads: Vec::new(),
                from,
                ground: ground.clone(),
            };
            register::move_permanent(tx, &system, &join)?;
            register::change_head(tx, &system, &register::ChangeHead { household, head: heir, relations: Vec::new(), ground })
        });
        moved.expect("the brother takes over");
        assert!(matches!(city.grants(&district_leader(&city), sent.id), Err(Error::HeadChanged)));
    });
}

#[test]
fn a_rented_dwelling_has_room_for_everybody_who_moves_in() {
    on_both(|city| {
        let (mother, child) =
            (city.born("Lê Thị Mẹ", Sex::Female, "1985-01-15"), city.born("Lê Văn Con", Sex::Male, "2012-02-03"));
        city.household(HANG_BAI, "Số 5 Phố Mẫu", &[(mother, Relation::Head), (child, Relation::Child)]);
        let rented = |area: Option<&str>| {
            let mut sent = settle(PHUC_XA);
            sent["dwelling"] = json!("rented");
            sent["members"] = json!([child.to_string()]);
            if let Some(area) = area {
                sent["floor_area"] = json!(area);
            }
            city.files(mother, "permanent-residence", sent)
        };
        let wrong = |sent: Result<Submitted, Error>| match sent {
            Err(Error::Answers(errors)) => {
                errors.into_iter().map(|error| (error.field, error.message_id, error.limit)).collect::<Vec<_>>()
            }
            other => panic!("expected wrong answers, got {other:?}"),
        };
        let pair =
            |message: &str, limit: Option<&str>| vec![("floor_area".to_owned(), message.to_owned(), limit.map(str::to_owned))];
        assert_eq!(wrong(rented(None)), pair("form-error-required", None), "the area is asked for");
        assert_eq!(wrong(rented(Some("mười"))), pair("form-error-floor-area-number", None));
        assert_eq!(wrong(rented(Some("15"))), pair("form-error-floor-area", Some("16")), "two need eight square metres each");
        rented(Some("16")).expect("there is room");
    });
}
