//! One request, or more, for every address of the program: what a person with the right to it would send.

use crate::city::{City, PASSWORD, WARD, confirmation};
use axum::http::Method;
use serde_json::{Value, json};
use web::routes;

/// A purpose of the pack, for everything that shows a record.
const WHY: &str = "purpose=register-upkeep";

/// What is sent along.
#[derive(Clone)]
pub(crate) enum Content {
    Nothing,
    Form(String),
    Json(Value),
    Pdf,
    Upload,
}

/// A request, and the pattern of the address it visits.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) pattern: String,
    pub(crate) path: String,
    pub(crate) content: Content,
    /// Tells requests to the same pattern apart.
    pub(crate) note: &'static str,
    /// What it leaves behind for the requests after it.
    pub(crate) leaves: Leaves,
}

/// What a request leaves behind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaves {
    /// A changed city when it succeeds.
    Change,
    /// Nothing that another answer depends on.
    Nothing,
    /// A count of wrong guesses when it fails.
    Guess,
}

impl Ask {
    fn new(method: Method, pattern: &str, path: impl Into<String>, content: Content) -> Self {
        Self { method, pattern: pattern.to_owned(), path: path.into(), content, note: "", leaves: Leaves::Change }
    }

    const fn note(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }

    const fn leaves(mut self, leaves: Leaves) -> Self {
        self.leaves = leaves;
        self
    }

    /// Whether it is for programs, so that the session goes into `Authorization`.
    pub(crate) fn is_for_programs(&self) -> bool {
        self.pattern.starts_with("/api/")
    }

    /// The line's name in the table.
    pub(crate) fn line(&self) -> String {
        let note = if self.note.is_empty() { String::new() } else { format!(" · {}", self.note) };
        format!("{} {}{note}", self.method, self.pattern)
    }
}

fn get(pattern: &str, path: impl Into<String>) -> Ask {
    Ask::new(Method::GET, pattern, path, Content::Nothing)
}

fn why(path: impl Into<String>) -> String {
    format!("{}?{WHY}", path.into())
}

fn form(pattern: &str, path: impl Into<String>, pairs: &[(&str, &str)]) -> Ask {
    let text: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", routes::encode(name), routes::encode(value))).collect();
    Ask::new(Method::POST, pattern, path, Content::Form(text.join("&")))
}

fn post(pattern: &str, path: impl Into<String>, body: Value) -> Ask {
    Ask::new(Method::POST, pattern, path, Content::Json(body))
}

fn delete(pattern: &str, path: impl Into<String>) -> Ask {
    Ask::new(Method::DELETE, pattern, path, Content::Nothing)
}

/// Every request, in the order of the table.
pub(crate) fn all(city: &City) -> Vec<Ask> {
    let mut all = for_everybody(city);
    all.extend(for_signing_in(city));
    all.extend(for_citizens(city));
    all.extend(for_filing(city));
    all.extend(for_the_counter(city));
    all.extend(for_the_register(city));
    all.extend(for_stays(city));
    all.extend(for_households(city));
    all.extend(for_second_officers(city));
    all.extend(for_notices(city));
    all.extend(program_notices(city));
    all.extend(for_agencies(city));
    all.extend(for_steering_and_admin(city));
    all.extend(assets());
    all.extend(program_basics(city));
    all.extend(program_dossiers(city));
    all.extend(program_events(city));
    all.extend(program_reading(city));
    all.extend(program_residence(city));
    all
}

fn for_everybody(city: &City) -> Vec<Ask> {
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

fn for_signing_in(city: &City) -> Vec<Ask> {
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

fn for_citizens(city: &City) -> Vec<Ask> {
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

fn for_filing(city: &City) -> Vec<Ask> {
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

fn for_the_counter(city: &City) -> Vec<Ask> {
    let card = [
        ("service", "residence-confirmation"),
        ("number", city.owner_number.as_str()),
        ("birth-day", "15"),
        ("birth-month", "1"),
        ("birth-year", "1970"),
    ];
    let answers = [("content", "residence"), ("purpose", "Nhập học"), ("declared_true", "true")];
    let mut all = vec![
        get(routes::COUNTER, routes::counter()),
        get(routes::COUNTER_EXPORT, routes::counter_export()),
        get(routes::COUNTER_NEW, routes::counter_new()),
        form(routes::COUNTER_NEW, routes::counter_new(), &card),
        get(routes::COUNTER_DRAFT, routes::counter_draft(city.counter_draft)),
        form(routes::COUNTER_DRAFT, routes::counter_draft(city.counter_draft), &answers),
        get(routes::COUNTER_DRAFT_REVIEW, routes::counter_draft_review(city.counter_draft)),
        form(routes::COUNTER_DRAFT_REVIEW, routes::counter_draft_review(city.counter_draft), &[]),
        get(routes::COUNTER_DOSSIER, routes::counter_dossier(city.filed.id)),
        get(routes::COUNTER_RECEIPT, routes::counter_receipt(city.received)),
    ];
    let acts = [
        ("receive", city.filed.id, "", ""),
        ("decline", city.filed.id, "decline-note", "Sai địa chỉ"),
        ("request_supplement", city.received, "defect-1", "Thiếu giấy tờ"),
        ("forward", city.received, "forward-note", "Đủ điều kiện"),
        ("grant", city.processing, "", ""),
        ("refuse", city.processing, "refuse-note", "Không đủ điều kiện"),
        ("return_result", city.processed, "delivery", "counter"),
        ("give_consent", city.consent, "give_consent-evidence", "Giấy đồng ý"),
        ("deny_consent", city.consent, "deny_consent-evidence", "Giấy từ chối"),
        ("withdraw", city.filed.id, "withdraw-note", "Theo đơn"),
        ("submit", city.filed.id, "", ""),
        ("stop", city.supplement, "", ""),
    ];
    for (act, dossier, name, value) in acts {
        all.push(form(routes::COUNTER_ACT, routes::counter_act(dossier, act), &[(name, value)]).note(act));
    }
    all
}

fn for_the_register(city: &City) -> Vec<Ask> {
    let (person, household) = (city.owner.person, city.household);
    let head = city.child.to_string();
    vec![
        get(routes::REGISTER, routes::register()),
        get(routes::REGISTER, format!("{}?text=Nguy%E1%BB%85n&{WHY}", routes::register())).note("a search"),
        get(routes::REGISTER_PURPOSE, routes::register_purpose(person)),
        get(routes::REGISTER_PERSON, routes::register_person(person)).note("without a purpose"),
        get(routes::REGISTER_PERSON, why(routes::register_person(person))),
        get(routes::REGISTER_HISTORY, why(routes::register_history(person))),
        get(routes::REGISTER_CORRECT, why(routes::register_correct(person))),
        form(
            routes::REGISTER_CORRECT,
            format!("{}?{WHY}&group=contact", routes::register_correct(person)),
            &[("phone", "0912345678"), ("version", "2"), ("basis", "Điều 26"), ("evidence", "CCCD")],
        ),
        get(routes::REGISTER_PERSON, format!("{}&as_of=2020-01-01", why(routes::register_person(person))))
            .note("before it was there"),
        get(routes::REGISTER_FACTS, why(routes::register_facts(person))),
        form(
            routes::REGISTER_FACTS,
            why(routes::register_facts(person)),
            &[("fact", "name"), ("basis", "Điều 26"), ("evidence", "Giấy khai sinh 12")],
        ),
        get(routes::REGISTER_PHOTO, why(routes::register_photo(person))),
        get(routes::REGISTER_PHOTO_CHANGE, why(routes::register_photo_change(person))),
        Ask::new(Method::POST, routes::REGISTER_PHOTO_CHANGE, why(routes::register_photo_change(person)), Content::Upload),
        get(routes::REGISTER_REVERSE, why(routes::register_reverse(city.change))),
        form(
            routes::REGISTER_REVERSE,
            why(routes::register_reverse(city.change)),
            &[("basis", "Điều 26"), ("evidence", "Biên bản 7")],
        ),
        get(routes::REGISTER_COMMUNE, why(routes::register_commune(WARD))),
        get(routes::REGISTER_COMMUNE, format!("{}&group=households", why(routes::register_commune(WARD)))).note("its households"),
        get(routes::REGISTER_EVENT, why(routes::register_event(person, "death"))),
        form(
            routes::REGISTER_EVENT,
            why(routes::register_event(person, "name")),
            &[("name", "Nguyễn Thị Tên Mới"), ("basis", "Điều 28"), ("sure", "yes")],
        ),
        get(routes::REGISTER_ACCOUNT, why(routes::register_account(person))),
        form(
            routes::REGISTER_ACCOUNT,
            why(routes::register_account(person)),
            &[("act", "lock"), ("lock-ground", "agency-asked")],
        ),
        get(routes::REGISTER_HOUSEHOLD, why(routes::register_household(household))),
        get(routes::REGISTER_HOUSEHOLD_HISTORY, why(routes::register_household_history(household))),
        form(routes::REGISTER_HEAD, why(routes::register_head(household)), &[("head", &head), ("basis", "Điều 26")]),
    ]
}

fn for_second_officers(city: &City) -> Vec<Ask> {
    let replacement = [("version", "1"), ("ground", "issued-wrongly"), ("evidence", "Quyết định 12")];
    let mut all = vec![
        get(routes::REGISTER_REQUESTS, routes::register_requests()),
        get(routes::REGISTER_REQUEST, routes::register_request(city.request)),
        get(routes::REGISTER_NUMBER, why(routes::register_number(city.owner.person))),
        form(routes::REGISTER_NUMBER, why(routes::register_number(city.owner.person)), &replacement),
        get(routes::REGISTER_EXPORTS, routes::register_exports()),
        form(
            routes::REGISTER_EXPORTS,
            routes::register_exports(),
            &[("unit", WARD), ("format", "csv"), ("purpose", "register-upkeep")],
        ),
        get(routes::REGISTER_EXPORT_FILE, routes::register_export_file(city.request)),
        get(routes::REGISTER_NUMBERS, routes::register_numbers()),
        form(routes::REGISTER_NUMBERS, routes::register_numbers(), &[("kind", "dry-run"), ("unit", WARD)]),
        get(routes::REGISTER_NUMBER_RUN, routes::register_number_run(city.number_run)),
        get(routes::REGISTER_NUMBER_REPORT, routes::register_number_report(city.number_run)),
    ];
    for act in ["approve", "refuse", "withdraw"] {
        let remark = [("refusal", "Thiếu bản chính")];
        all.push(form(routes::REGISTER_REQUEST_ACT, routes::register_request_act(city.request, act), &remark).note(act));
    }
    all
}

fn for_notices(city: &City) -> Vec<Ask> {
    let notice = [
        ("number", city.owner_number.as_str()),
        ("birth-day", "15"),
        ("birth-month", "1"),
        ("birth-year", "1970"),
        ("kind", "contact"),
        ("from", crate::city::ELSEWHERE),
        ("said", "Số điện thoại mới"),
    ];
    let mistake = [("fact", "ethnicity"), ("said", "Tày")];
    let mut all = vec![
        get(routes::MY_MISTAKE, routes::my_mistake()),
        form(routes::MY_MISTAKE, routes::my_mistake(), &mistake),
        get(routes::REGISTER_NOTICES, routes::register_notices()),
        get(routes::REGISTER_NOTICE_NEW, routes::register_notice_new()),
        form(routes::REGISTER_NOTICE_NEW, routes::register_notice_new(), &notice),
        get(routes::REGISTER_NOTICE, routes::register_notice(city.notice)),
    ];
    for act in ["confirm", "return", "resend", "withdraw"] {
        let said = [("said", "Đã sửa"), ("reason", "Thiếu ngày"), ("more", "Ngày 5")];
        all.push(form(routes::REGISTER_NOTICE_ACT, routes::register_notice_act(city.notice, act), &said).note(act));
    }
    all
}

fn for_agencies(city: &City) -> Vec<Ask> {
    let system = [
        ("name", "Tiếp đón"),
        ("agency", "Bảo hiểm xã hội"),
        ("unit", WARD),
        ("purposes", "verify-identity"),
        ("a-minute", "60"),
        ("a-day", "1000"),
    ];
    let number = json!({ "number": city.owner_number });
    let claim = json!({ "number": city.owner_number, "name": "Nguyễn Thị Chủ", "birth": "1970-01-15" });
    let batch = json!({ "what": "look-up", "lines": [{ "line": "1", "number": city.owner_number }] });
    let mut all = vec![
        get(routes::ADMIN_CLIENTS, routes::admin_clients()),
        form(routes::ADMIN_CLIENTS, routes::admin_clients(), &system),
        get(routes::ADMIN_CLIENT, routes::admin_client(city.client)),
        post("/api/v1/exchange/confirm", "/api/v1/exchange/confirm", claim),
        post("/api/v1/exchange/look-up", "/api/v1/exchange/look-up", number.clone()),
        post("/api/v1/exchange/household", "/api/v1/exchange/household", number),
        post("/api/v1/exchange/batch", "/api/v1/exchange/batch", batch),
    ];
    for act in ["rotate", "revoke"] {
        all.push(form(routes::ADMIN_CLIENT_ACT, routes::admin_client_act(city.client, act), &[]).note(act));
    }
    all
}

fn program_notices(city: &City) -> Vec<Ask> {
    let notice = json!({
        "number": city.owner_number, "birth": "1970-01-15", "kind": "contact", "from": crate::city::ELSEWHERE, "said": "Số mới",
    });
    let mut all = vec![
        get("/api/v1/me/reports", "/api/v1/me/reports"),
        post("/api/v1/me/reports", "/api/v1/me/reports", json!({ "fact": "ethnicity", "said": "Tày" })),
        get("/api/v1/register/notices", "/api/v1/register/notices"),
        post("/api/v1/register/notices", "/api/v1/register/notices", notice),
        get("/api/v1/register/notices/{id}", format!("/api/v1/register/notices/{}", city.notice)),
        get("/api/v1/register/requests", "/api/v1/register/requests"),
        get("/api/v1/register/requests/{id}", format!("/api/v1/register/requests/{}", city.request)),
    ];
    for act in ["confirm", "return", "resend", "withdraw"] {
        let path = format!("/api/v1/register/notices/{}/{act}", city.notice);
        all.push(post("/api/v1/register/notices/{id}/{act}", path, json!({ "said": "Đã sửa" })).note(act));
    }
    for act in ["approve", "refuse", "withdraw"] {
        let path = format!("/api/v1/register/requests/{}/{act}", city.request);
        all.push(post("/api/v1/register/requests/{id}/{act}", path, json!({ "said": "Thiếu bản chính" })).note(act));
    }
    all
}

/// A ground, as the forms of the register send it.
const GROUND: [(&str, &str); 2] = [("basis", "Điều 25"), ("evidence", "CT01")];

fn for_stays(city: &City) -> Vec<Ask> {
    let (household, lodging) = (city.household, city.lodging);
    let stay = city.stay.to_string();
    let guest = [("name", "Lê Văn Khách"), ("number", "001090000012"), ("birth", "1990")];
    let left = [("stay", stay.as_str()), ("end", "left")];
    let house = [
        ("name", "Nhà nghỉ Mẫu"),
        ("kind", "hostel"),
        ("rooms", "4"),
        ("state", "open"),
        ("version", "1"),
        ("unit", WARD),
        ("address", "Số 9 phố Mẫu"),
        ("owner-number", city.owner_number.as_str()),
        ("owner-birth", "1970-01-15"),
        ("keep", "same"),
        GROUND[0],
        GROUND[1],
    ];
    vec![
        get(routes::REGISTER_STAYS, routes::register_stays()).note("without a purpose"),
        get(routes::REGISTER_STAYS, why(routes::register_stays())),
        get(routes::REGISTER_STAYS_EXPORT, why(routes::register_stays_export())),
        get(routes::REGISTER_LODGINGS, why(routes::register_lodgings())),
        get(routes::REGISTER_LODGING_NEW, why(routes::register_lodging_new())),
        form(routes::REGISTER_LODGING_NEW, why(routes::register_lodging_new()), &house),
        get(routes::REGISTER_LODGING, why(routes::register_lodging(lodging))),
        form(routes::REGISTER_LODGING, why(routes::register_lodging(lodging)), &guest),
        form(routes::REGISTER_LODGING_LEFT, why(routes::register_lodging_left(lodging)), &left),
        get(routes::REGISTER_LODGING_CHANGE, why(routes::register_lodging_change(lodging))),
        form(routes::REGISTER_LODGING_CHANGE, why(routes::register_lodging_change(lodging)), &house),
        get(routes::REGISTER_HOUSEHOLD_GUESTS, why(routes::register_household_guests(household))),
        form(routes::REGISTER_HOUSEHOLD_GUESTS, why(routes::register_household_guests(household)), &guest),
        form(routes::REGISTER_HOUSEHOLD_GUESTS_LEFT, why(routes::register_household_guests_left(household)), &left),
        get(routes::MY_GUESTS, routes::my_guests()),
        form(routes::MY_GUESTS, routes::my_guests(), &guest),
        form(routes::MY_GUESTS_LEFT, routes::my_guests_left(), &left),
        get(routes::MY_LODGING, routes::my_lodging(lodging)),
        form(routes::MY_LODGING, routes::my_lodging(lodging), &guest),
        Ask::new(Method::POST, routes::MY_LODGING_FILE, routes::my_lodging_file(lodging), Content::Upload),
        form(routes::MY_LODGING_LEFT, routes::my_lodging_left(lodging), &left),
    ]
}

fn for_households(city: &City) -> Vec<Ask> {
    let (person, household) = (city.owner.person, city.household);
    let relation = format!("rel-{}", city.child);
    let day = [("from-day", "6"), ("from-month", "3"), ("from-year", "2025")];
    let last = [("on-day", "6"), ("on-month", "3"), ("on-year", "2025")];
    let next_head = format!("{household}.{}", city.child);
    let removal = "permanent.removed.law-68-2020-art-24-1-h";
    let away = [("place", "Tỉnh Mẫu"), ("reason", "Đi làm"), ("circumstance", "ordinary"), day[0], day[1], day[2], GROUND[0]];
    let household_text = household.to_string();
    let until = [("until-day", "6"), ("until-month", "3"), ("until-year", "2026"), GROUND[0]];
    vec![
        get(routes::REGISTER_DUE, why(routes::register_due())),
        get(routes::REGISTER_SPLIT, why(routes::register_split(household))),
        form(
            routes::REGISTER_SPLIT,
            why(routes::register_split(household)),
            &[(relation.as_str(), "head"), day[0], day[1], day[2], GROUND[0]],
        ),
        get(routes::REGISTER_MERGE, why(routes::register_merge(household))),
        form(
            routes::REGISTER_MERGE,
            why(routes::register_merge(household)),
            &[("into", household_text.as_str()), day[0], day[1], day[2], GROUND[0]],
        ),
        get(routes::REGISTER_REMOVE, why(routes::register_remove(person))),
        form(
            routes::REGISTER_REMOVE,
            why(routes::register_remove(person)),
            &[("ground", removal), ("head", next_head.as_str()), last[0], last[1], last[2]],
        ),
        get(routes::REGISTER_RENEW, why(routes::register_renew(person))),
        form(routes::REGISTER_RENEW, why(routes::register_renew(person)), &until),
        get(routes::REGISTER_ABSENCE, why(routes::register_absence(person))),
        form(routes::REGISTER_ABSENCE, why(routes::register_absence(person)), &away),
        get(routes::MY_ABSENCE, routes::my_absence()),
        form(routes::MY_ABSENCE, routes::my_absence(), &away),
    ]
}

fn for_steering_and_admin(city: &City) -> Vec<Ask> {
    let grant = [("role", "counter"), ("unit", WARD)];
    let staff = [("name", "Phạm Thị Mới"), ("login", "pham.moi"), ("locale", "vi"), ("role", "counter"), ("unit", WARD)];
    let correction = [("version", "2021-01-01"), ("name-2021-01-01", "Phường Mẫu"), ("short-2021-01-01", "Mẫu")];
    let mut all = vec![
        get(routes::STEERING, routes::steering()),
        get(routes::STEERING_EXPORT, routes::steering_export()),
        get(routes::STEERING_ROWS, format!("{}?number=filed", routes::steering_rows())),
        get(routes::STEERING_ROWS_EXPORT, format!("{}?number=filed", routes::steering_rows_export())),
        get(routes::ADMIN, routes::admin()),
        get(routes::ADMIN_STAFF, routes::admin_staff()),
        get(routes::ADMIN_STAFF_EXPORT, routes::admin_staff_export()),
        get(routes::ADMIN_STAFF_NEW, routes::admin_staff_new()),
        form(routes::ADMIN_STAFF_NEW, routes::admin_staff_new(), &staff),
        get(routes::ADMIN_STAFF_ONE, routes::admin_staff_one(city.staff)),
    ];
    for act in ["add-grant", "remove-grant", "reset", "dismiss", "reinstate"] {
        all.push(form(routes::ADMIN_STAFF_ACT, routes::admin_staff_act(city.staff, act), &grant).note(act));
    }
    all.extend([
        get(routes::ADMIN_UNITS, routes::admin_units()),
        get(routes::ADMIN_REFORM, routes::admin_reform()),
        get(routes::ADMIN_UNIT, routes::admin_unit(WARD)),
        form(routes::ADMIN_UNIT, routes::admin_unit(WARD), &correction),
        get(routes::ADMIN_JOBS, routes::admin_jobs()),
        form(routes::ADMIN_JOB_RETRY, routes::admin_job_retry(city.dead_job), &[]),
        get(routes::ADMIN_AUDIT, routes::admin_audit()),
        get(routes::ADMIN_AUDIT, format!("{}?{WHY}&act=accounts.sign-in", routes::admin_audit())).note("a search"),
        get(routes::ADMIN_AUDIT_EXPORT, why(routes::admin_audit_export())),
        get(routes::ADMIN_AUDIT_ENTRY, why(routes::admin_audit_entry(city.entry))),
    ]);
    all
}

fn assets() -> Vec<Ask> {
    vec![
        get("/assets/{name}", "/assets/nothing.css"),
        get("/sw.js", "/sw.js"),
        get("/manifest.webmanifest", "/manifest.webmanifest"),
    ]
}

fn program_basics(city: &City) -> Vec<Ask> {
    let sign_in = json!({ "kind": "citizen", "name": city.owner_number, "password": PASSWORD });
    let code = json!({ "ceremony": "00".repeat(32), "code": "000000" });
    vec![
        get("/healthz", "/healthz"),
        get("/readyz", "/readyz"),
        get("/metrics", "/metrics"),
        get("/openapi.json", "/openapi.json"),
        get("/api/v1/services", "/api/v1/services"),
        get("/api/v1/services/{id}", "/api/v1/services/residence-confirmation"),
        get("/api/v1/units", "/api/v1/units?parent=01"),
        get("/api/v1/track/{code}", format!("/api/v1/track/{}?secret={}", city.filed.code, city.filed.secret))
            .note("with its secret"),
        get("/api/v1/track/{code}", format!("/api/v1/track/{}?secret=000000", city.filed.code)).note("with a guess"),
        get("/api/v1/verify/{code}", format!("/api/v1/verify/{}", city.paper_code)),
        Ask::new(Method::POST, "/api/v1/verify", "/api/v1/verify", Content::Pdf).leaves(Leaves::Nothing),
        get("/api/v1/audit/head", "/api/v1/audit/head"),
        get("/api/v1/audit/proof/{entry}", format!("/api/v1/audit/proof/{}", city.entry)),
        post("/api/v1/sessions", "/api/v1/sessions", sign_in).leaves(Leaves::Nothing),
        post("/api/v1/sessions/code", "/api/v1/sessions/code", code),
        get("/api/v1/sessions", "/api/v1/sessions"),
        delete("/api/v1/sessions/{id}", format!("/api/v1/sessions/{}", city.session)),
        delete("/api/v1/sessions/current", "/api/v1/sessions/current"),
    ]
}

fn program_dossiers(city: &City) -> Vec<Ask> {
    let one = |dossier: kernel::DossierId, act: &str, body: Value| {
        post(&format!("/api/v1/dossiers/{{id}}/{act}"), format!("/api/v1/dossiers/{dossier}/{act}"), body)
    };
    let reason = json!({ "reason": "Theo đơn" });
    let own = json!({ "service": "residence-confirmation", "answers": confirmation() });
    let mut for_owner = own.clone();
    for_owner["applicant"] = city.owner.person.to_string().into();
    vec![
        post("/api/v1/dossiers", "/api/v1/dossiers", own).note("one's own"),
        post("/api/v1/dossiers", "/api/v1/dossiers", for_owner).note("the owner's"),
        get("/api/v1/dossiers", "/api/v1/dossiers"),
        get("/api/v1/dossiers/{id}", format!("/api/v1/dossiers/{}", city.filed.id)),
        get("/api/v1/dossiers/{id}/papers", format!("/api/v1/dossiers/{}/papers", city.processed)),
        one(city.filed.id, "receive", json!({})),
        one(city.filed.id, "decline", reason.clone()),
        one(city.received, "supplement", json!({ "defects": ["Thiếu giấy tờ"], "reason": "" })),
        one(city.supplement, "answer", json!({ "answers": {}, "note": "Đã bổ sung" })),
        one(city.consent, "consent", json!({ "word": "agree" })),
        one(city.received, "forward", json!({ "opinion": "Đủ điều kiện" })),
        one(city.processing, "decide", json!({ "verdict": "grant" })),
        one(city.processed, "return", json!({ "delivery": "counter" })),
        one(city.filed.id, "withdraw", reason),
    ]
}

/// One request for every civil event: what its own rules say to it is tried elsewhere.
fn program_events(city: &City) -> Vec<Ask> {
    let (person, child) = (city.owner.person.to_string(), city.child.to_string());
    let event = |act: &str, mut body: Value| {
        body["basis"] = "law-60-2014".into();
        let address = format!("/api/v1/civil/{act}");
        post(&address, address.clone(), body)
    };
    let (one, other, day) = (json!({ "person": person }), json!({ "person": child }), "2025-03-01");
    vec![
        event("births", json!({ "name": "Nguyễn Thị Mới", "sex": "female", "birth": day, "unit": WARD })),
        event("deaths", json!({ "person": child, "on": day })),
        event("marriages", json!({ "one": one, "other": other, "on": day })),
        event("divorces", json!({ "person": person, "on": day })),
        event("adoptions", json!({ "child": other, "adopters": [one], "on": day })),
        event("parents", json!({ "child": other, "parent": one })),
        event("parents/withdraw", json!({ "child": child, "kind": "father" })),
        event("guardians", json!({ "ward": other, "guardian": one, "on": day })),
        event("guardians/end", json!({ "ward": child, "guardian": person, "on": day, "reason": "replaced" })),
        event("names", json!({ "person": person, "name": "Nguyễn Văn Khác" })),
        event("missing", json!({ "person": child, "on": day })),
        event("found", json!({ "person": child, "on": day })),
    ]
}

fn program_residence(city: &City) -> Vec<Ask> {
    let (person, household, lodging) = (city.owner.person, city.household, city.lodging);
    let ground = json!({ "basis": "Điều 25", "evidence": "CT01" });
    let of_person =
        |act: &str, body: Value| post(&format!("/api/v1/persons/{{id}}/{act}"), format!("/api/v1/persons/{person}/{act}"), body);
    let of_household = |act: &str, body: Value| {
        post(&format!("/api/v1/households/{{id}}/{act}"), format!("/api/v1/households/{household}/{act}"), body)
    };
    let guests = json!({ "lodging": lodging.to_string(), "guests": [{ "name": "Lê Văn Khách", "number": "001090000012", "birth": "1990" }] });
    let members = json!([{ "person": city.child.to_string(), "relation": "head" }]);
    let absence =
        json!({ "from": "2025-03-06", "place": "Tỉnh Mẫu", "reason": "Đi làm", "circumstance": "ordinary", "ground": ground });
    vec![
        get("/api/v1/stays", "/api/v1/stays"),
        get("/api/v1/stays", format!("/api/v1/stays?lodging={lodging}")).note("of a house"),
        post("/api/v1/stays", "/api/v1/stays", guests),
        post("/api/v1/stays/{id}/end", format!("/api/v1/stays/{}/end", city.stay), json!({ "end": "left" })),
        get("/api/v1/me/lodgings", "/api/v1/me/lodgings"),
        get("/api/v1/due/{list}", "/api/v1/due/expiring"),
        of_household("split", json!({ "members": members, "from": "2025-03-06", "ground": ground })),
        of_household("merge", json!({ "into": household.to_string(), "members": members, "on": "2025-03-06", "ground": ground })),
        of_person("renewal", json!({ "until": "2026-03-06", "ground": ground })),
        of_person("absence", absence),
        of_person("return", json!({ "on": "2025-03-06", "ground": ground })),
    ]
}

fn program_reading(city: &City) -> Vec<Ask> {
    let (person, household) = (city.owner.person, city.household);
    let version = |act: &str, body: Value| {
        let place = "/api/v1/admin/services/residence-confirmation/versions/1";
        post(&format!("/api/v1/admin/services/{{id}}/versions/{{version}}/{act}"), format!("{place}/{act}"), body)
    };
    vec![
        get("/api/v1/me", "/api/v1/me"),
        get("/api/v1/me/household", "/api/v1/me/household"),
        get("/api/v1/me/dossiers", "/api/v1/me/dossiers"),
        get("/api/v1/me/consents", "/api/v1/me/consents"),
        get("/api/v1/me/inbox", "/api/v1/me/inbox"),
        get("/api/v1/me/access-log", "/api/v1/me/access-log"),
        get("/api/v1/persons", "/api/v1/persons?name=Nguy%E1%BB%85n"),
        get("/api/v1/persons/{id}", format!("/api/v1/persons/{person}")),
        get("/api/v1/persons/by-number/{number}", format!("/api/v1/persons/by-number/{}", city.owner_number)),
        get("/api/v1/persons/{id}/history", format!("/api/v1/persons/{person}/history")),
        get("/api/v1/persons/{id}/on/{day}", format!("/api/v1/persons/{person}/on/2025-03-06")),
        get("/api/v1/persons/{id}/facts", format!("/api/v1/persons/{person}/facts")),
        get("/api/v1/persons/{id}/photo", format!("/api/v1/persons/{person}/photo")),
        post(
            "/api/v1/persons/{id}/verifications",
            format!("/api/v1/persons/{person}/verifications"),
            json!({ "facts": ["name"], "basis": "Điều 26", "evidence": "Giấy khai sinh 12" }),
        ),
        post(
            "/api/v1/changes/{id}/reversal",
            format!("/api/v1/changes/{}/reversal", city.change),
            json!({ "basis": "Điều 26", "evidence": "Biên bản 7" }),
        ),
        get("/api/v1/units/{unit}/residents", format!("/api/v1/units/{WARD}/residents")),
        get("/api/v1/units/{unit}/households", format!("/api/v1/units/{WARD}/households?as_of=2020-01-01")),
        get("/api/v1/persons/{id}/family", format!("/api/v1/persons/{person}/family")),
        get("/api/v1/me/family", "/api/v1/me/family"),
        get("/api/v1/households/{id}", format!("/api/v1/households/{household}")),
        get("/api/v1/papers/{id}", format!("/api/v1/papers/{}", city.paper)),
        get("/api/v1/open-data/population", "/api/v1/open-data/population"),
        get("/api/v1/steering/{unit}", "/api/v1/steering/01-001").note("a district"),
        get("/api/v1/steering/{unit}", format!("/api/v1/steering/{WARD}")).note("the ward"),
        get("/api/v1/admin/jobs", "/api/v1/admin/jobs"),
        get("/api/v1/admin/services", "/api/v1/admin/services"),
        version("publish", json!({})),
        version("retire", json!({})),
        post("/api/v1/admin/jobs/{number}/revive", format!("/api/v1/admin/jobs/{}/revive", city.dead_job), json!({})),
    ]
}
