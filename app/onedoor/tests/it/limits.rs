//! One network cannot take the open doors for itself, and nobody can pretend to come from another.

use crate::city;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, StatusCode, header};
use gate::Door;
use http_body_util::BodyExt as _;
use std::net::SocketAddr;
use std::sync::Arc;
use store::testing::TestDatabase;
use tower::ServiceExt as _;

/// A program without people; the limits do not ask who exists.
struct Program {
    router: Router,
    runtime: tokio::runtime::Runtime,
    platform: Arc<gate::Platform>,
    _database: TestDatabase,
}

impl Program {
    fn new() -> Self {
        let database = TestDatabase::sqlite();
        let platform = city::platform(database.open(&onedoor::schemas()));
        let router = onedoor::router(&platform, Arc::new(String::new));
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        Self { router, runtime, platform, _database: database }
    }

    /// Sends a request from an address, with what it says of where it came from.
    fn sends(&self, from: &str, forwarded: &str, method: &str, path: &str, language: &str) -> Response<Body> {
        let peer: SocketAddr = format!("{from}:4711").parse().expect("an address");
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT_LANGUAGE, language);
        if !forwarded.is_empty() {
            request = request.header("x-forwarded-for", forwarded);
        }
        let (kind, body) = match (method, path.starts_with("/api/")) {
            ("POST", true) => ("application/json", r#"{"kind":"citizen","name":"001170000001","password":"x"}"#),
            ("POST", false) => ("application/x-www-form-urlencoded", "name=001170000001&password=x"),
            _ => ("text/plain", ""),
        };
        let request = request.header(header::CONTENT_TYPE, kind).extension(ConnectInfo(peer)).body(Body::from(body));
        self.runtime.block_on(self.router.clone().oneshot(request.expect("a request"))).expect("routers do not fail")
    }

    /// Lets a network use a door up.
    fn uses_up(&self, door: Door, network: &str) {
        for _ in 0..door.limit().times {
            let passed = self.platform.brakes.pass(door, network, self.platform.context.now());
            passed.expect("within the limit");
        }
    }

    fn text(&self, answer: Response<Body>) -> String {
        let bytes = self.runtime.block_on(answer.into_body().collect()).expect("a body").to_bytes();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

const HOME: &str = "203.0.113.7";
const HOME_NETWORK: &str = "203.0.113.0/24";

/// Every address behind a brake: the door, and a request.
const BRAKED: &[(Door, &str, &str)] = &[
    (Door::SignIn, "POST", "/sign-in"),
    (Door::SignIn, "POST", "/staff/sign-in"),
    (Door::SignIn, "POST", "/api/v1/sessions"),
    (Door::Passkey, "POST", "/sign-in/passkey/start"),
    (Door::OpenAccount, "POST", "/activate"),
    (Door::Verify, "GET", "/verify/ABCD-EFGH-JKLM"),
    (Door::Verify, "GET", "/verify?paper=ABCD-EFGH-JKLM"),
    (Door::Verify, "GET", "/api/v1/verify/ABCD-EFGH-JKLM"),
    (Door::Verify, "POST", "/api/v1/verify"),
    (Door::Track, "GET", "/track?code=a&secret=b"),
    (Door::Track, "GET", "/api/v1/track/a?secret=b"),
];

#[test]
fn a_network_that_comes_too_often_waits() {
    let program = Program::new();
    for (door, method, path) in BRAKED {
        let before = program.sends(HOME, "", method, path, "vi").status();
        assert_ne!(before, StatusCode::TOO_MANY_REQUESTS, "{path} opens at first");
        assert!(!before.is_server_error(), "{path}: {before}");
        program.platform.brakes.forget();
        program.uses_up(*door, HOME_NETWORK);
        let refused = program.sends(HOME, "", method, path, "vi");
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS, "{path}");
        let wait: i64 = refused.headers()[header::RETRY_AFTER].to_str().expect("text").parse().expect("seconds");
        assert!((1..=door.limit().seconds + 1).contains(&wait), "{path}: {wait}");
        let neighbour = program.sends("203.0.114.7", "", method, path, "vi").status();
        assert_eq!(neighbour, before, "{path}: another network does not wait");
        program.platform.brakes.forget();
    }
}

#[test]
fn the_refusal_is_said_in_the_language_of_the_request() {
    let program = Program::new();
    program.uses_up(Door::Track, HOME_NETWORK);
    for path in ["/track?code=a&secret=b", "/api/v1/track/a?secret=b"] {
        let said = |language| program.text(program.sends(HOME, "", "GET", path, language));
        assert!(said("vi").contains("thao tác quá nhanh"), "{path}: {}", said("vi"));
        assert!(said("en").contains("too fast"), "{path}: {}", said("en"));
    }
}

#[test]
fn only_the_proxy_is_believed() {
    let program = Program::new();
    program.uses_up(Door::Track, HOME_NETWORK);
    let asks = |from: &str, forwarded: &str| program.sends(from, forwarded, "GET", "/api/v1/track/a?secret=b", "vi").status();
    assert_eq!(asks(HOME, "198.51.100.1"), StatusCode::TOO_MANY_REQUESTS, "a header of one's own changes nothing");
    assert_eq!(asks("10.0.0.7", HOME), StatusCode::TOO_MANY_REQUESTS, "the proxy tells who asks");
    assert_eq!(asks("10.0.0.7", "198.51.100.1"), StatusCode::NOT_FOUND, "and who else asks");
    assert_eq!(
        asks("10.0.0.7", "198.51.100.1, 203.0.113.7"),
        StatusCode::TOO_MANY_REQUESTS,
        "what came before it is not believed"
    );
}
