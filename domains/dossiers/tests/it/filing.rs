//! Filling in and sending: what is checked, what is replaced, what is not doubled.

use crate::city::{City, HANG_BAI, PHUC_XA, TRUC_BACH, confirm, filing, on_both, stay_in};
use access::Denied;
use dossiers::{DraftId, Error, SaveDraft, Submit};
use kernel::PersonId;
use register::CardShown;
use serde_json::{Value, json};

fn refused(city: &City, person: PersonId, sent: Value) -> Vec<(String, String)> {
    let error = city.files(person, "temporary-residence", sent).expect_err("the form does not let it through");
    error.field_errors().iter().map(|error| (error.field.clone(), error.message_id.clone())).collect()
}

fn pair(field: &str, message: &str) -> (String, String) {
    (field.to_owned(), message.to_owned())
}

#[test]
fn every_answer_that_cannot_stay_is_named() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let mut errors =
            refused(&city, an, json!({ "phone": "12", "email": "nobody", "dwelling": "cave", "from_date": "31/12/2025" }));
        errors.sort();
        let expected = [
            pair("declared_true", "form-error-declaration"),
            pair("dwelling", "form-error-choice"),
            pair("email", "form-error-email"),
            pair("from_date", "form-error-date"),
            pair("phone", "form-error-phone"),
            pair("target_address", "form-error-required"),
            pair("target_unit", "form-error-required"),
            pair("until_date", "form-error-required"),
        ];
        assert_eq!(errors, expected);
        let mut missing_owner = stay_in(PHUC_XA);
        missing_owner["owner_name"] = json!("   ");
        assert_eq!(refused(&city, an, missing_owner), [pair("owner_name", "form-error-required")]);
        let mut extra = stay_in(PHUC_XA);
        extra["state"] = json!("granted");
        assert_eq!(refused(&city, an, extra), [pair("state", "form-error-unknown-field")]);
    });
}

#[test]
fn rules_between_answers_come_from_the_law() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let stay = |from: &str, until: &str| {
            let mut sent = stay_in(PHUC_XA);
            sent["from_date"] = json!(from);
            sent["until_date"] = json!(until);
            sent
        };
        assert_eq!(refused(&city, an, stay("2025-03-10", "2025-03-09")), [pair("until_date", "form-error-date-order")]);
        assert_eq!(refused(&city, an, stay("2025-03-10", "2027-03-11")), [pair("until_date", "form-error-months-at-most")]);
        assert_eq!(refused(&city, an, stay("2025-03-10", "2025-03-20")), [pair("until_date", "form-error-days-at-least")]);
        city.files(an, "temporary-residence", stay("2025-03-10", "2027-03-10")).expect("two years to the day");
    });
}

#[test]
fn a_commune_must_exist_on_the_day() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        for code in ["01-001-99999", "79-760-26734", "01-00004"] {
            assert_eq!(refused(&city, an, stay_in(code)), [pair("target_unit", "form-error-commune")], "{code}");
        }
        city.it_is("2025-09-10T09:00");
        let mut sent = stay_in(PHUC_XA);
        sent["from_date"] = json!("2025-09-15");
        assert_eq!(refused(&city, an, sent.clone()), [pair("target_unit", "form-error-commune")], "gone since July");
        sent["target_unit"] = json!("01-00004");
        city.files(an, "temporary-residence", sent).expect("there since July");
    });
}

#[test]
fn what_the_register_knows_is_not_taken_from_the_applicant() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let mut forged = stay_in(PHUC_XA);
        for (field, value) in
            [("full_name", "Kẻ Mạo Danh"), ("personal_number", "001099000000"), ("sex", "male"), ("birth_date", "1970")]
        {
            forged[field] = json!(value);
        }
        let sent = city.files(an, "temporary-residence", forged).expect("filed, with the register's answers");
        let dossier = city.opens(&city.citizen(an), sent.id).expect("theirs").dossier;
        assert_eq!(dossier.text("full_name"), Some("Nguyễn Thị Ví Dụ"));
        assert_eq!(dossier.text("personal_number"), Some(city.number_of(an).as_str()));
        assert_eq!((dossier.text("sex"), dossier.text("birth_date")), (Some("female"), Some("1999-01-15")));
        assert_eq!(dossier.applicant_name, "Nguyễn Thị Ví Dụ");
    });
}

#[test]
fn nobody_files_for_somebody_else() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let stranger = city.resident("Lê Thị Lạ", TRUC_BACH);
        let for_another = city.sends(&city.citizen(stranger), filing(an, "temporary-residence", stay_in(PHUC_XA)));
        assert!(matches!(&for_another, Err(error) if error.kind() == kernel::ErrorKind::NotFound), "{for_another:?}");
        let mut low = city.citizen(an);
        low.level = 1;
        let level_one = city.sends(&low, filing(an, "temporary-residence", stay_in(PHUC_XA)));
        assert!(matches!(level_one, Err(Error::Denied(Denied::NeedsLevel))), "{level_one:?}");
        let public = city.sends(&city.base.public(), filing(an, "temporary-residence", stay_in(PHUC_XA)));
        assert!(public.is_err());
        assert!(city.events(0).is_empty(), "nothing was filed");
    });
}

#[test]
fn sending_twice_makes_one_dossier() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let command = Submit { key: Some("f3b8c2".to_owned()), ..filing(an, "temporary-residence", stay_in(PHUC_XA)) };
        let first = city.sends(&city.citizen(an), command.clone()).expect("filed");
        let again = city.sends(&city.citizen(an), command.clone()).expect("the same");
        assert_eq!((first.id, first.code.clone(), false, true), (again.id, again.code.clone(), first.repeated, again.repeated));
        assert_eq!(city.inbox(an).len(), 1);
        let neighbour = city.resident("Lê Thị Lạ", HANG_BAI);
        let hers = city.sends(&city.citizen(neighbour), Submit { applicant: neighbour, ..command.clone() }).expect("her own");
        assert_ne!(hers.id, first.id, "keys are each applicant's own");
        let unkeyed = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("without a key each is new");
        assert_ne!(unkeyed.id, first.id);
        let long = Submit { key: Some("k".repeat(65)), ..command };
        assert!(matches!(city.sends(&city.citizen(an), long), Err(Error::TooLong(64))));
    });
}

#[test]
fn a_key_belongs_to_what_was_sent_with_it() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let keyed = |command: Submit| Submit { key: Some("f3b8c2".to_owned()), ..command };
        city.sends(&city.citizen(an), keyed(filing(an, "temporary-residence", stay_in(PHUC_XA)))).expect("filed");
        let other = city.sends(&city.citizen(an), keyed(filing(an, "residence-confirmation", confirm())));
        assert!(matches!(&other, Err(Error::KeyUsed)), "{other:?}");
        assert_eq!(Error::KeyUsed.kind(), kernel::ErrorKind::Invalid);
        assert_eq!(city.inbox(an).len(), 1, "and nothing was filed");
    });
}

#[test]
fn an_officer_files_for_somebody_from_elsewhere_with_the_card_alone() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let neighbour = city.resident("Lê Thị Lạ", PHUC_XA);
        let officer = city.one_stop(PHUC_XA);
        let looks =
            || city.store.read_blocking::<_, store::Error>(|tx| audit::of_person(tx, an, None, 50)).expect("the log").len();
        let send = |card| city.sends(&officer, Submit { card, ..filing(an, "temporary-residence", stay_in(PHUC_XA)) });
        let right = city.card_of(an);
        let another_day = CardShown { birth: "1999-01-16".parse().expect("a date"), ..right };
        let others = city.card_of(neighbour);
        let before = looks();
        for (card, why) in [
            (None, "no card was shown"),
            (Some(another_day), "the birth date is another"),
            (Some(others), "the card is another's"),
        ] {
            let hidden = send(card);
            assert!(matches!(&hidden, Err(Error::Register(register::Error::PersonNotFound))), "{why}: {hidden:?}");
        }
        assert_eq!((city.inbox(an), looks()), (Vec::new(), before), "nothing was filed, nothing was seen");
        let sent = send(Some(right)).expect("the card was shown");
        assert_eq!(city.opens(&officer, sent.id).expect("theirs").dossier.text("full_name"), Some("Nguyễn Thị Ví Dụ"));
        assert!(looks() > before, "and the citizen can read that an officer looked");
        let near = city.sends(&officer, filing(neighbour, "residence-confirmation", confirm()));
        near.expect("who lives in the ward is known there");
        let wrong = Submit { card: Some(right), ..filing(neighbour, "residence-confirmation", confirm()) };
        assert!(city.sends(&officer, wrong).is_err(), "a card that is shown must be the applicant's");
    });
}

#[test]
fn a_draft_of_the_counter_keeps_that_the_card_was_checked() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let officer = city.one_stop(PHUC_XA);
        let hidden = save(&city, &officer, None, an, stay_in(PHUC_XA));
        assert!(matches!(&hidden, Err(Error::Register(register::Error::PersonNotFound))), "{hidden:?}");
        let draft = begin(&city, &officer, an, Some(city.card_of(an))).expect("the card was shown");
        save(&city, &officer, Some(draft), an, stay_in(PHUC_XA)).expect("it goes on");
        let colleague = city.officer(77, &[access::Role::Counter], PHUC_XA);
        let form = city.does(&colleague, move |tx, actor, catalogue| dossiers::draft_form(tx, actor, catalogue, draft));
        let (found, form) = form.expect("permitted").expect("there");
        assert_eq!((found.card_seen, form.prefilled["full_name"].as_str()), (true, Some("Nguyễn Thị Ví Dụ")));

        // What a citizen begins proves nothing to an officer, whatever comes along with it.
        let own = begin(&city, &city.citizen(an), an, Some(city.card_of(an))).expect("theirs");
        let own = city.store.read_blocking(|tx| dossiers::draft(tx, &city.citizen(an), own)).expect("readable").expect("there");
        assert!(!own.card_seen);

        let send = Submit { draft: Some(draft), ..filing(an, "temporary-residence", stay_in(PHUC_XA)) };
        assert!(city.sends(&city.one_stop(TRUC_BACH), send.clone()).is_err(), "the draft is of another office");
        let became =
            |actor: access::Actor| city.store.read_blocking(|tx| dossiers::sent_as(tx, &actor, draft)).expect("readable");
        assert_eq!(became(colleague.clone()), None, "it was not sent yet");
        let sent = city.sends(&colleague, send).expect("sent");
        assert_eq!((became(officer), became(city.citizen(an))), (Some(sent.id), Some(sent.id)), "the second click leads there");
        assert_eq!(became(city.one_stop(TRUC_BACH)), None);
        assert_eq!(became(city.citizen(city.resident("Lê Thị Lạ", HANG_BAI))), None);
        let mine = city.store.read_blocking(|tx| dossiers::drafts_of(tx, &city.citizen(an), an)).expect("a list");
        assert_eq!(mine.iter().map(|draft| draft.id).collect::<Vec<_>>(), [own.id], "what was sent is no draft any more");
    });
}

#[test]
fn nobody_sends_the_draft_of_another() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let stranger = city.resident("Lê Thị Lạ", HANG_BAI);
        let draft = save(&city, &city.citizen(an), None, an, stay_in(PHUC_XA)).expect("kept");
        let command = Submit { draft: Some(draft), ..filing(stranger, "temporary-residence", stay_in(PHUC_XA)) };
        assert!(matches!(city.sends(&city.citizen(stranger), command), Err(Error::NotFound)));
        let kept = city.store.read_blocking(|tx| dossiers::draft(tx, &city.citizen(an), draft)).expect("readable");
        assert!(kept.is_some(), "it is still there");
    });
}

fn begin(city: &City, actor: &access::Actor, applicant: PersonId, card: Option<CardShown>) -> Result<DraftId, Error> {
    let (service, answers) = ("temporary-residence".to_owned(), dossiers::Answers::new());
    let command = SaveDraft { draft: None, service, applicant, answers, card };
    city.does(actor, move |tx, actor, catalogue| dossiers::save_draft(tx, actor, catalogue, &command))
}

fn save(city: &City, actor: &access::Actor, draft: Option<DraftId>, applicant: PersonId, sent: Value) -> Result<DraftId, Error> {
    let (service, answers) = ("temporary-residence".to_owned(), crate::city::answers(sent));
    let command = SaveDraft { draft, service, applicant, answers, card: None };
    city.does(actor, move |tx, actor, catalogue| dossiers::save_draft(tx, actor, catalogue, &command))
}

#[test]
fn a_draft_waits_until_it_is_sent() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let actor = city.citizen(an);
        let draft = save(&city, &actor, None, an, json!({ "phone": "09" })).expect("kept, though it is not right yet");
        save(&city, &actor, Some(draft), an, stay_in(PHUC_XA)).expect("kept again");
        let stranger = city.citizen(city.resident("Lê Thị Lạ", TRUC_BACH));
        assert!(matches!(save(&city, &stranger, Some(draft), an, json!({})), Err(Error::NotFound)));
        let open = |actor: access::Actor| city.store.read_blocking(|tx| dossiers::draft(tx, &actor, draft)).expect("readable");
        assert!(open(stranger).is_none() && open(city.one_stop(HANG_BAI)).is_none(), "a draft is its writer's alone");
        let found = open(actor.clone()).expect("theirs");
        assert_eq!(found.answers["phone"], json!("0912345678"));

        let command = Submit {
            draft: Some(draft),
            version: Some(found.version),
            ..filing(an, "temporary-residence", Value::Object(found.answers))
        };
        let sent = city.sends(&actor, command.clone()).expect("sent");
        assert!(open(actor.clone()).is_none(), "the draft is gone");
        let again = city.sends(&actor, command).expect("the button was pressed twice");
        assert_eq!((again.id, again.repeated), (sent.id, true));
    });
}

#[test]
fn an_officer_keeps_a_draft_for_somebody_at_the_counter() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let officer = city.one_stop(PHUC_XA);
        let draft = begin(&city, &officer, an, Some(city.card_of(an))).expect("kept");
        let open = |actor: access::Actor| city.store.read_blocking(|tx| dossiers::draft(tx, &actor, draft)).expect("readable");
        assert!(open(city.officer(77, &[access::Role::Counter], PHUC_XA)).is_some(), "a colleague goes on");
        assert!(open(city.one_stop(TRUC_BACH)).is_none(), "another office does not");
        assert!(open(city.citizen(an)).is_some(), "it is the applicant's too");
        city.it_is("2025-06-01T09:00");
        let swept = dossiers::sweep(&city.store, &city.base.context, &city.catalogue).expect("swept");
        assert_eq!(swept.drafts, 1, "nobody came back");
    });
}

#[test]
fn the_form_shows_what_is_fixed() {
    on_both(|city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let form = city.does(&city.citizen(an), move |tx, actor, catalogue| {
            dossiers::filing_form(tx, actor, catalogue, "temporary-residence", None, an)
        });
        let form = form.expect("a form");
        let mut fixed: Vec<&str> = form.prefilled.keys().map(String::as_str).collect();
        fixed.sort_unstable();
        assert_eq!(fixed, ["birth_date", "full_name", "permanent_address", "personal_number", "sex"]);
        assert_eq!((form.fee.get(), form.working_days), (7_000, 3));
        assert!(form.members.is_empty(), "she lives alone");
        let officer = city.one_stop(PHUC_XA);
        let unproven = city.does(&officer, move |tx, actor, catalogue| {
            dossiers::filing_form(tx, actor, catalogue, "temporary-residence", None, an).map(drop)
        });
        assert!(matches!(unproven, Err(Error::Register(register::Error::PersonNotFound))), "she lives elsewhere");
        let draft = begin(&city, &officer, an, Some(city.card_of(an))).expect("kept");
        let counter = city.does(&officer, move |tx, actor, catalogue| dossiers::draft_form(tx, actor, catalogue, draft));
        assert_eq!(counter.expect("permitted").expect("for somebody from elsewhere").1.fee.get(), 15_000);
        let free = city.does(&city.citizen(an), move |tx, actor, catalogue| {
            dossiers::filing_form(tx, actor, catalogue, "residence-confirmation", None, an)
        });
        assert!(free.expect("a form").fee.is_zero());
        assert!(matches!(city.files(an, "no-such-service", confirm()), Err(Error::ServiceNotOffered)));
    });
}
