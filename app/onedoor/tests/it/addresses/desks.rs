//! What officials send from the counter, between offices, and from the desks of steering and administration.

use super::{Ask, WHY, form, get, post, why};
use crate::city::{City, WARD};
use serde_json::json;
use web::routes;

pub(super) fn for_the_counter(city: &City) -> Vec<Ask> {
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
        get(routes::COUNTER, routes::query(routes::counter(), &[("state", "returned")])).note("what is closed"),
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

pub(super) fn for_second_officers(city: &City) -> Vec<Ask> {
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

pub(super) fn for_notices(city: &City) -> Vec<Ask> {
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

pub(super) fn for_agencies(city: &City) -> Vec<Ask> {
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

pub(super) fn for_steering_and_admin(city: &City) -> Vec<Ask> {
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
