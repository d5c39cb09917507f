//! What programs send to the REST interface.

use super::{Ask, Content, Leaves, delete, get, post};
use crate::city::{City, PASSWORD, WARD, confirmation};
use axum::http::Method;
use serde_json::{Value, json};

pub(super) fn program_notices(city: &City) -> Vec<Ask> {
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

pub(super) fn program_basics(city: &City) -> Vec<Ask> {
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

pub(super) fn program_dossiers(city: &City) -> Vec<Ask> {
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
pub(super) fn program_events(city: &City) -> Vec<Ask> {
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

pub(super) fn program_reading(city: &City) -> Vec<Ask> {
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

pub(super) fn program_residence(city: &City) -> Vec<Ask> {
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
