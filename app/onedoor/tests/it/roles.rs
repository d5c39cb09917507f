//! Every address for every role, on both engines, as a table that is reviewed like code.
//!
//! A route without a request in `addresses`, or a request whose answer for a role has changed, fails.

use crate::addresses::{self, Ask, Content, Leaves};
use crate::city::{self, City, ROLES};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;
use store::Store;
use store::testing::TestDatabase;
use tower::ServiceExt as _;

/// What stands above the table.
const LEGEND: &str = "\
Every address for every role. Numbers are HTTP statuses; `sign-in` and `step-up` are redirects to those pages.
owner      a citizen; dossiers (but for those being worked on), paper, household, messages and sessions in the addresses are theirs
citizen    somebody else with an account
counter, register   officers of the ward that the dossiers belong to
approver   of its district
elsewhere  an officer of another ward with all three of these roles
steering, admin, auditor      of the whole city
weak       an official of the city with every role who signed in with a password only
ward       an admin of another ward
";

/// The program over a copy of the city, which is thrown away when a request has changed it.
struct Bench<'c> {
    city: &'c City,
    master: &'c TestDatabase,
    runtime: tokio::runtime::Runtime,
    now: Option<(TestDatabase, Store, Router)>,
}

impl Bench<'_> {
    fn fresh(&mut self) -> Router {
        if self.now.is_none() {
            let copy = self.master.copy();
            let store = Store::open(&copy.config).expect("the copy opens");
            let platform = city::over(&self.city.platform, store.clone());
            let router = onedoor::router(&platform, Arc::new(String::new));
            self.now = Some((copy, store, router));
        }
        self.now.as_ref().expect("just made").2.clone()
    }

    fn throw_away(&mut self) {
        if let Some((_copy, store, _router)) = self.now.take() {
            store.close();
        }
    }

    fn send(&mut self, ask: &Ask, token: Option<&str>) -> String {
        let router = self.fresh();
        let answer = self.runtime.block_on(router.oneshot(request(ask, token))).expect("routers do not fail");
        let status = answer.status().as_u16();
        let place = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or("").to_owned();
        let word = if place.starts_with("/sign-in?") || place.starts_with("/staff/sign-in?") {
            "sign-in".to_owned()
        } else if place.starts_with("/step-up?") {
            "step-up".to_owned()
        } else {
            status.to_string()
        };
        let done = word.chars().all(char::is_numeric) && status < 400;
        let changed = match ask.leaves {
            Leaves::Change => done && ask.method != Method::GET,
            Leaves::Guess => word.chars().all(char::is_numeric),
            Leaves::Nothing => false,
        };
        if changed {
            self.throw_away();
        }
        word
    }
}

fn request(ask: &Ask, token: Option<&str>) -> Request<Body> {
    let mut request = Request::builder().method(&ask.method).uri(&ask.path).header("sec-fetch-site", "same-origin");
    if let Some(token) = token {
        request = if ask.is_for_programs() {
            request.header(header::AUTHORIZATION, format!("Bearer {token}"))
        } else {
            request.header(header::COOKIE, format!("{}={token}", gate::COOKIE))
        };
    }
    if ask.is_for_programs() {
        request = request.header("x-purpose", "register-upkeep");
    }
    let (kind, body) = match &ask.content {
        Content::Nothing => return request.body(Body::empty()).expect("a request"),
        Content::Form(text) => ("application/x-www-form-urlencoded", text.clone()),
        Content::Json(value) => ("application/json", value.to_string()),
        Content::Pdf => ("application/pdf", "%PDF-1.7".to_owned()),
        Content::Upload => {
            let part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\r\n--x--\r\n";
            ("multipart/form-data; boundary=x", part.to_owned())
        }
    };
    request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).expect("a request")
}

fn table(database: &TestDatabase) -> String {
    let city = city::build(database);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut bench = Bench { city: &city, master: database, runtime, now: None };
    let asks = addresses::all(&city);
    every_route_is_asked(&mut bench, &asks);
    let lines: Vec<(String, Vec<String>)> = asks
        .iter()
        .map(|ask| (ask.line(), city.tokens.iter().map(|token| bench.send(ask, token.as_deref())).collect()))
        .collect();
    bench.throw_away();
    drawn(&lines)
}

fn drawn(lines: &[(String, Vec<String>)]) -> String {
    let width = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or(0);
    let mut text = format!("{LEGEND}\n{:width$}", "");
    for role in ROLES {
        write!(text, "{role:>10}").expect("text");
    }
    for (line, cells) in lines {
        write!(text, "\n{line:width$}").expect("text");
        for cell in cells {
            write!(text, "{cell:>10}").expect("text");
        }
    }
    text
}

/// The routes that the routers themselves name: a pattern with its methods.
fn every_route_is_asked(bench: &mut Bench<'_>, asks: &[Ask]) {
    let asked: BTreeSet<(String, String)> = asks.iter().map(|ask| (ask.pattern.clone(), ask.method.to_string())).collect();
    let mut served = BTreeSet::new();
    for pattern in web::routes::ALL.iter().copied().chain(LITERALS.iter().copied()) {
        let methods = methods(bench, pattern);
        assert!(!methods.is_empty(), "{pattern} is in the list of addresses and nobody serves it");
        served.extend(methods.into_iter().map(|method| (pattern.to_owned(), method)));
    }
    let document = serde_json::to_value(api::document()).expect("JSON");
    for (pattern, item) in document["paths"].as_object().expect("paths") {
        let operations = item.as_object().expect("operations").keys();
        let methods = operations.map(|key| key.to_uppercase()).filter(|key| key.parse::<Method>().is_ok() && key.len() < 8);
        served.extend(
            methods
                .filter(|key| ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&key.as_str()))
                .map(|method| (pattern.clone(), method)),
        );
    }
    let missing: Vec<_> = served.difference(&asked).collect();
    assert!(missing.is_empty(), "add a request to tests/it/addresses for {missing:?}");
    let strange: Vec<_> = asked.difference(&served).collect();
    assert!(strange.is_empty(), "nobody serves {strange:?}");
}

/// Routes that stand in code as they are; `no_route_hides` sees to it that there are no others.
const LITERALS: &[&str] =
    &["/assets/{name}", "/sw.js", "/manifest.webmanifest", "/healthz", "/readyz", "/metrics", "/openapi.json"];

/// Which methods an address has, by the answer to one that none has.
fn methods(bench: &mut Bench<'_>, pattern: &str) -> Vec<String> {
    let ask = Request::builder().method(Method::TRACE).uri(pattern.replace(['{', '}'], "")).body(Body::empty());
    let router = bench.fresh();
    let answer = bench.runtime.block_on(router.oneshot(ask.expect("a request"))).expect("routers do not fail");
    let allowed = answer.headers().get(header::ALLOW).and_then(|allowed| allowed.to_str().ok()).unwrap_or("");
    allowed.split(',').map(str::trim).filter(|method| !method.is_empty() && *method != "HEAD").map(str::to_owned).collect()
}

#[test]
fn every_address_for_every_role_on_sqlite() {
    insta::assert_snapshot!("every_address_for_every_role", table(&TestDatabase::sqlite()));
}

#[test]
fn every_address_for_every_role_on_postgresql() {
    insta::assert_snapshot!("every_address_for_every_role", table(&TestDatabase::postgres()));
}

/// Routes are registered by a constant of the list of addresses, or are among those that are named above.
#[test]
fn no_route_hides() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../surfaces");
    let mut literal = BTreeSet::new();
    let mut folders = vec![root.join("web/src"), root.join("api/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("text");
            let squeezed: String = text.split_whitespace().collect();
            for (at, call) in squeezed.match_indices(".route(") {
                let rest = &squeezed[at + call.len()..];
                let name = rest.strip_prefix('"').map(|rest| rest.split('"').next().unwrap_or("").to_owned());
                match name {
                    Some(name) => drop(literal.insert(name)),
                    None => assert!(rest.starts_with("routes::"), "{}: {}", path.display(), &rest[..rest.len().min(40)]),
                }
            }
            for call in [".route_service(", ".nest(", ".nest_service("] {
                assert!(!squeezed.contains(call), "{}: {call} hides routes from the table", path.display());
            }
        }
    }
    assert_eq!(literal, LITERALS.iter().map(|name| (*name).to_owned()).collect());
}
