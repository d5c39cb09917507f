//! Systems of other agencies over HTTP: what they are answered, how often, and what citizens see of it.

use crate::city::{self, Maker, WARD};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use kernel::Sex;
use register::Relation;
use serde_json::{Value, json};
use std::sync::Arc;
use store::testing::TestDatabase;
use tower::ServiceExt as _;

struct Agency {
    router: Router,
    runtime: tokio::runtime::Runtime,
    key: String,
}

impl Agency {
    fn asks(&self, path: &str, purpose: &str, body: &Value) -> (StatusCode, Value) {
        let request = Request::post(format!("/api/v1/exchange/{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.key))
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-purpose", purpose)
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.expect("routers do not fail");
            let status = answer.status();
            let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
            (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
        })
    }
}

fn story(database: &TestDatabase) {
    let platform = city::platform(database.open(&onedoor::schemas()));
    let maker = Maker::new(&platform, WARD, "2020-01-01");
    let owner = maker.born("Nguyễn Thị Chủ", Sex::Female, "1970-01-15");
    maker.household(WARD, &[(owner, Relation::Head)]);
    let number = maker.number(owner).to_string();
    let (client, key) = maker.client();
    let router = onedoor::router(&platform, Arc::new(String::new));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let agency = Agency { router, runtime, key: key.to_text() };

    let claim = |name: &str| json!({ "number": number, "name": name, "birth": "1970-01-15" });
    let (status, answer) = agency.asks("confirm", "verify-identity", &claim("NGUYEN THI CHU"));
    assert_eq!((status, answer), (StatusCode::OK, json!({ "matches": true })));
    let (status, answer) = agency.asks("confirm", "verify-identity", &claim("Nguyễn Thị Khác"));
    assert_eq!((status, answer), (StatusCode::OK, json!({ "matches": false })));

    let whom = json!({ "number": number });
    let (status, answer) = agency.asks("look-up", "verify-identity", &whom);
    assert_eq!((status, answer["name"].as_str()), (StatusCode::OK, Some("Nguyễn Thị Chủ")));
    assert!(answer.get("residences").is_none(), "the purpose does not allow it: {answer}");
    let (_, answer) = agency.asks("look-up", "answer-agency", &whom);
    assert_eq!(answer["residences"].as_array().map(Vec::len), Some(1));
    assert_eq!(agency.asks("household", "verify-identity", &whom).0, StatusCode::FORBIDDEN);
    let (status, answer) = agency.asks("household", "answer-agency", &whom);
    assert_eq!((status, answer["members"].as_array().map(Vec::len)), (StatusCode::OK, Some(1)));
    assert_eq!(agency.asks("look-up", "emergency", &whom).0, StatusCode::FORBIDDEN, "not a purpose of this system");
    assert_eq!(agency.asks("look-up", "answer-agency", &json!({ "number": "001070999999" })).0, StatusCode::NOT_FOUND);

    let lines = json!({ "what": "confirm", "lines": [
        { "line": "a", "number": number, "name": "Nguyen Thi Chu", "birth": "1970-01-15" },
        { "line": "b", "number": number, "name": "Nguyen Thi Chu", "birth": "1971" },
        { "line": "c", "number": "12" },
    ] });
    let (status, answer) = agency.asks("batch", "verify-identity", &lines);
    let results: Vec<_> = answer.as_array().expect("answers").iter().map(|line| line["result"].as_str().unwrap_or("")).collect();
    assert_eq!((status, results), (StatusCode::OK, vec!["yes", "no", "unreadable"]));

    let mut refused = StatusCode::OK;
    for _ in 0..20 {
        refused = agency.asks("confirm", "verify-identity", &claim("Nguyễn Thị Chủ")).0;
    }
    assert_eq!(refused, StatusCode::TOO_MANY_REQUESTS, "the minute's quota is used up");

    let log = platform.store.read_blocking(|tx| audit::of_person(tx, owner, None, 100)).expect("the log");
    let of_agency = log.iter().filter(|entry| entry.actor_kind == audit::ActorKind::Client && entry.actor == Some(client.get()));
    assert!(of_agency.count() >= 6, "the citizen sees each look");
    let system = platform.system("test");
    platform.store.write_blocking(move |tx| accounts::revoke_client(tx, &system, client)).expect("shut out");
    assert_eq!(agency.asks("look-up", "answer-agency", &whom).0, StatusCode::UNAUTHORIZED);
    platform.store.close();
}

#[test]
fn agencies_are_answered_within_purpose_and_quota_on_sqlite() {
    story(&TestDatabase::sqlite());
}

#[test]
fn agencies_are_answered_within_purpose_and_quota_on_postgresql() {
    story(&TestDatabase::postgres());
}
