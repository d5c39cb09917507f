//! Which purposes of opening a record count: those of the pack's list that need no dossier.

use crate::city::{self, ROLES};
use axum::body::Body;
use axum::http::{Request, header};
use std::sync::Arc;
use store::Store;
use store::testing::TestDatabase;
use tower::ServiceExt as _;

fn only_listed_purposes_open_a_record(database: &TestDatabase) {
    let city = city::build(database);
    let copy = database.copy();
    let store = Store::open(&copy.config).expect("the copy opens");
    let router = onedoor::router(&city::over(&city.platform, store.clone()), Arc::new(String::new));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let column = ROLES.iter().position(|role| *role == "register").expect("a role");
    let token = city.tokens[column].as_deref().expect("a session");
    let status = |purpose: Option<&str>| {
        let request = Request::builder()
            .uri(format!("/api/v1/persons/{}", city.owner.person))
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        let request = purpose.into_iter().fold(request, |request, purpose| request.header("x-purpose", purpose));
        let request = request.body(Body::empty()).expect("a request");
        runtime.block_on(router.clone().oneshot(request)).expect("routers do not fail").status().as_u16()
    };
    assert_eq!(status(Some("register-upkeep")), 200);
    let refused = status(None);
    assert!((400..500).contains(&refused), "{refused}");
    // Not of the list, of the list but without the dossier that it needs, not even a code.
    for purpose in ["x", "serve-dossier", "REGISTER-UPKEEP", ""] {
        assert_eq!(status(Some(purpose)), refused, "{purpose}");
    }
    store.close();
}

#[test]
fn only_listed_purposes_open_a_record_on_sqlite() {
    only_listed_purposes_open_a_record(&TestDatabase::sqlite());
}

#[test]
fn only_listed_purposes_open_a_record_on_postgresql() {
    only_listed_purposes_open_a_record(&TestDatabase::postgres());
}
