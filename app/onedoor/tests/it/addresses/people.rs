//! What everybody and every citizen may send: public pages, signing in, one's own desk, filing.

use super::{Ask, Content, Leaves, form, get, post};
use crate::city::{City, PASSWORD};
use axum::http::Method;
use serde_json::json;
use web::routes;

pub(super) fn for_everybody(city: &City) -> Vec<Ask> {
    vec![
        get(routes::HOME, routes::home()),
        get(routes::SERVICES, routes::services()),
        get(routes::SERVICE, routes::service("residence-confirmation")),
        get(routes::TRACK, routes::track()),
        get(routes::TRACK, routes::query(routes::track(), &[("code", &city.filed.code), ("secret", &city.filed.secret)]))
            .note("with its secret"),
        get(routes::TRACK, routes::query(routes::track(), &[("code", &city.filed.code), ("secret", "000000")]))
            .note("with a guess"),
        get(routes::VERIFY, routes::verify()),
        Ask::new(Method::POST, routes::VERIFY, routes::verify(), Content::Upload).leaves(Leaves::Nothing),
        get(routes::VERIFY_CODE, routes::verify_code(&city.paper_code)),
        get(routes::OPEN_DATA, routes::open_data()),
        get(routes::OPEN_POPULATION, routes::open_population()),
        get(routes::OPEN_POPULATION_FILE, routes::open_population_file()),
        get(routes::LEGAL, routes::legal()),
        get(routes::ACCESSIBILITY, routes::accessibility()),
        get(routes::OFFLINE, routes::offline()),
        form(routes::LANGUAGE, routes::language(), &[("locale", "en")]).leaves(Leaves::Nothing),
        get(routes::GALLERY, routes::gallery()),
    ]
}

pub(super) fn for_signing_in(city: &City) -> Vec<Ask> {
    let password = [("name", city.owner_number.as_str()), ("password", PASSWORD)];
    vec![
        get(routes::SIGN_IN, routes::sign_in()),
        form(routes::SIGN_IN, routes::sign_in(), &password).leaves(Leaves::Nothing),
        get(routes::SIGN_IN_CODE, routes::sign_in_code()),
        form(routes::SIGN_IN_CODE, routes::sign_in_code(), &[("code", "000000")]),
        form(routes::PASSKEY_START, routes::passkey_start(), &[]).leaves(Leaves::Nothing),
        post(routes::PASSKEY_FINISH, routes::passkey_finish(), json!({})),
        get(routes::STAFF_SIGN_IN, routes::staff_sign_in()),
        form(routes::STAFF_SIGN_IN, routes::staff_sign_in(), &password).leaves(Leaves::Guess),
        get(routes::ACTIVATE, routes::activate()),
        form(routes::ACTIVATE, routes::activate(), &[("kind", "citizen"), ("name", &city.owner_number), ("code", "00000000")])
            .leaves(Leaves::Guess),
        get(routes::DEMO_SIGN_IN, routes::demo_sign_in()),
        form(routes::DEMO_SIGN_IN, routes::demo_sign_in(), &[("login", &city.owner_number)]),
        get(routes::DESK, routes::desk()),
        form(routes::SIGN_OUT, routes::sign_out(), &[]),
        get(routes::STEP_UP, routes::step_up()),
        form(routes::STEP_UP, routes::step_up(), &[("password", PASSWORD)]).leaves(Leaves::Guess),
        get(routes::MY_SESSIONS, routes::my_sessions()),
        form(routes::MY_SESSION_END, routes::my_session_end(city.session), &[]),
        get(routes::MY_SECURITY, routes::my_security()),
        get(routes::MY_TOTP, routes::my_totp()),
        form(routes::MY_TOTP, routes::my_totp(), &[("code", "000000")]),
        form(routes::MY_TOTP_END, routes::my_totp_end(), &[]).leaves(Leaves::Nothing),
        get(routes::MY_PASSWORD, routes::my_password()),
        form(routes::MY_PASSWORD, routes::my_password(), &[("password", "mot-mat-khau-moi"), ("again", "mot-mat-khau-moi")]),
        form(routes::MY_PASSKEY_START, routes::my_passkey_start(), &[]).leaves(Leaves::Nothing),
        post(routes::MY_PASSKEY_FINISH, routes::my_passkey_finish(), json!({})),
        form(routes::MY_PASSKEY_END, routes::my_passkey_end("pkey_0000000000000"), &[]),
    ]
}

pub(super) fn for_citizens(city: &City) -> Vec<Ask> {
    vec![
        get(routes::ME, routes::me()),
        get(routes::MY_RECORD, routes::my_record()),
        get(routes::MY_FACTS, routes::my_facts()),
        get(routes::MY_PHOTO, routes::my_photo()),
        get(routes::MY_HOUSEHOLD, routes::my_household()),
        get(routes::MY_DOSSIERS, routes::my_dossiers()),
        get(routes::MY_DOSSIER, routes::my_dossier(city.filed.id)),
        get(routes::MY_SUPPLEMENT, routes::my_supplement(city.supplement)),
        form(routes::MY_SUPPLEMENT, routes::my_supplement(city.supplement), &[("note", "Đã bổ sung")]),
        form(routes::MY_WITHDRAWAL, routes::my_withdrawal(city.filed.id), &[]),
        get(routes::MY_CONSENTS, routes::my_consents()),
        form(routes::MY_CONSENT, routes::my_consent(city.consent), &[("word", "agree")]),
        get(routes::INBOX, routes::inbox()),
        form(routes::MESSAGE, routes::message(city.message), &[]),
        get(routes::MY_ACCESS, routes::my_access()),
        get(routes::MY_ACCESS_PROOF, routes::my_access_proof(city.entry)),
        get(routes::PAPER, routes::paper(city.paper)),
    ]
}

pub(super) fn for_filing(city: &City) -> Vec<Ask> {
    let service = "residence-confirmation";
    let answers = [("content", "residence"), ("purpose", "Nhập học"), ("declared_true", "true"), ("then", "review")];
    vec![
        get(routes::APPLY, routes::apply(service)),
        form(routes::APPLY, routes::apply(service), &answers),
        form(routes::APPLY_CHECK, routes::apply_check(service, "purpose"), &answers).leaves(Leaves::Nothing),
        get(routes::DRAFT, routes::draft(city.draft)),
        form(routes::DRAFT, routes::draft(city.draft), &answers),
        get(routes::DRAFT_REVIEW, routes::draft_review(city.draft)),
        form(routes::DRAFT_REVIEW, routes::draft_review(city.draft), &[]),
        form(routes::DRAFT_DISCARD, routes::draft_discard(city.draft), &[]),
    ]
}

pub(super) fn assets() -> Vec<Ask> {
    vec![
        get("/assets/{name}", "/assets/nothing.css"),
        get("/sw.js", "/sw.js"),
        get("/manifest.webmanifest", "/manifest.webmanifest"),
    ]
}
