//! The register desk as an officer uses it: forms are filled in, looked at and sent, and the next page says what became of it.

use crate::city::{self, City, ROLES};
use crate::crash::{folder, program, text};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value, json};
use std::sync::Arc;
use store::testing::TestDatabase;
use store::{Config, Store};
use tower::ServiceExt as _;
use web::routes;

/// The program over the city, as somebody in a browser without scripts sees it.
pub(crate) struct Browser {
    pub(crate) city: City,
    router: Router,
    store: Store,
    runtime: tokio::runtime::Runtime,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) place: String,
    pub(crate) text: String,
}

impl Browser {
    pub(crate) fn new(database: &TestDatabase) -> Self {
        let city = city::build(database);
        Self::over(city, &database.config)
    }

    /// The same over a database that something was done to since the city was built.
    fn over(city: City, config: &Config) -> Self {
        let store = Store::open(config).expect("the database opens");
        let router = onedoor::router(&city::over(&city.platform, store.clone()), Arc::new(String::new));
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        Self { city, router, store, runtime }
    }

    fn token(&self, role: &str) -> &str {
        let column = ROLES.iter().position(|known| *known == role).expect("a role");
        self.city.tokens[column].as_deref().expect("a session")
    }

    /// Asks as a program does, in a role; the answer of a request that succeeds.
    fn ask(&self, role: &str, path: &str) -> Value {
        let request = Request::builder()
            .uri(path)
            .header("x-purpose", "register-upkeep")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token(role)));
        let answer = self.send(request.body(Body::empty()).expect("a request"));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        serde_json::from_str(&answer.text).expect("JSON")
    }

    /// Opens a page, or sends a form with these answers, in a role.
    pub(crate) fn visit(&self, role: &str, path: &str, answers: Option<&[(&str, &str)]>) -> Page {
        let request = Request::builder()
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, format!("{}={}", gate::COOKIE, self.token(role)));
        let request = match answers {
            None => request.body(Body::empty()),
            Some(answers) => {
                let pairs = answers.iter().map(|(name, value)| format!("{}={}", routes::encode(name), routes::encode(value)));
                let body = pairs.collect::<Vec<_>>().join("&");
                let request = request.method("POST").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                request.body(Body::from(body))
            }
        };
        self.send(request.expect("a request"))
    }

    /// Sends a file with a form, in a role.
    fn upload(&self, role: &str, path: &str, content: &str) -> Page {
        let part =
            format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{content}\r\n--x--\r\n");
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header(header::COOKIE, format!("{}={}", gate::COOKIE, self.token(role)));
        self.send(request.body(Body::from(part)).expect("a request"))
    }

    fn send(&self, request: Request<Body>) -> Page {
        let answer = self.router.clone().oneshot(request);
        self.runtime.block_on(async {
            let answer = answer.await.expect("routers do not fail");
            let status = answer.status().as_u16();
            let place = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or("").to_owned();
            let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a page");
            Page { status, place, text: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }

    pub(crate) fn close(self) {
        self.store.close();
    }
}

/// An address of the desk with a purpose.
pub(crate) fn why(mut path: String) -> String {
    path.push_str("?purpose=register-upkeep");
    path
}

const DAY: [(&str, &str); 3] = [("on-day", "5"), ("on-month", "3"), ("on-year", "2025")];
const GROUND: [(&str, &str); 2] = [("basis", "Quyết định 3"), ("evidence", "Bản án 7")];

fn ties_end_at_the_desk(database: &TestDatabase) {
    let browser = Browser::new(database);
    let (child, owner) = (browser.city.child, browser.city.owner.person.to_string());
    let number = browser.city.owner_number.clone();
    let event = |name: &str| why(routes::register_event(child, name));
    let person = || browser.visit("register", &why(routes::register_person(child)), None).text;
    let sends = |name: &str, answers: &[(&str, &str)]| browser.visit("register", &event(name), Some(answers));
    let ends = |name: &str| routes::register_event(child, name);
    assert!(
        !person().contains(&ends("guardian-end")) && !person().contains(&ends("parent-withdrawn")),
        "there is nothing to end"
    );
    assert!(person().contains(&routes::register_number(child)), "who has a number gets another sex with another number");

    let with = [DAY.as_slice(), GROUND.as_slice(), &[("other-number", &number), ("sure", "yes"), ("by-court", "yes")]].concat();
    assert_eq!(sends("guardian", &with).status, 303, "the owner is the guardian");
    assert_eq!(sends("parent", &with).status, 303, "and the mother");
    let page = person();
    assert!(page.contains(&ends("guardian-end")) && page.contains(&ends("parent-withdrawn")), "both can end");

    let form = browser.visit("register", &event("guardian-end"), None).text;
    assert!(form.contains("Nguyễn Thị Chủ") && form.contains(&owner), "the form names the guardian");
    let chosen = [DAY.as_slice(), GROUND.as_slice(), &[("guardian", &owner)]].concat();
    assert_eq!(sends("guardian-end", &chosen).status, 422, "without a reason");
    let chosen = [chosen.as_slice(), &[("reason", "replaced")]].concat();
    let look = sends("guardian-end", &chosen);
    assert!(look.status == 200 && look.text.contains("name=\"sure\"") && look.text.contains("Nguyễn Thị Chủ"), "a look first");
    assert!(person().contains(&ends("guardian-end")), "nothing was kept");
    assert_eq!(sends("guardian-end", &[chosen.as_slice(), &[("sure", "yes")]].concat()).status, 303);
    assert!(!person().contains(&ends("guardian-end")));

    let withdrawn = [GROUND.as_slice(), &[("parent", "mother"), ("sure", "yes")]].concat();
    assert_eq!(sends("parent-withdrawn", &withdrawn).status, 303);
    assert!(!person().contains(&ends("parent-withdrawn")));
    assert_eq!(sends("parent-withdrawn", &withdrawn).status, 422, "it was withdrawn already");
    let refused = sends("sex", &[GROUND.as_slice(), &[("sex", "female"), ("sure", "yes")]].concat());
    assert_eq!(refused.status, 422, "a number says the sex");
    browser.close();
}

#[test]
fn ties_end_at_the_desk_on_sqlite() {
    ties_end_at_the_desk(&TestDatabase::sqlite());
}

#[test]
fn ties_end_at_the_desk_on_postgresql() {
    ties_end_at_the_desk(&TestDatabase::postgres());
}

fn an_address_says_what_it_was_before(database: &TestDatabase) {
    let city = city::build(database);
    let folder = folder(database);
    for words in [["units", "plan", "--on", "2025-07-01"], ["units", "apply", "--on", "2025-07-01"]] {
        let output = program(folder.path(), database, &words).output().expect("it runs");
        assert!(output.status.success(), "{}", text(&output));
    }
    let moved = match &database.config {
        Config::Sqlite(_) => Config::sqlite(folder.path()),
        postgres @ Config::Postgres(_) => postgres.clone(),
    };
    let browser = Browser::over(city, &moved);
    let (person, household, filed) = (browser.city.owner.person, browser.city.household, browser.city.filed.id);
    let page = |role: &str, path: String| {
        let page = browser.visit(role, &path, None);
        assert_eq!(page.status, 200, "{path}: {}", page.place);
        page.text
    };
    let (now, before) = ("Phường Hồng Hà", "Trước đây: Phường Phúc Xá, Quận Ba Đình");
    for (role, path) in [
        ("register", why(routes::register_person(person))),
        ("register", why(routes::register_household(household))),
        ("counter", routes::counter_dossier(filed)),
        ("owner", routes::my_record()),
        ("owner", routes::my_household()),
    ] {
        let text = page(role, path.clone());
        assert!(text.contains(now) && text.contains(before), "{path} shows both");
    }
    let (old, new) = (json!([{ "unit": city::WARD, "until": "2025-07-01" }]), "01-00097");
    for (role, path, home) in [
        ("register", format!("/api/v1/persons/{person}"), "/residences/0"),
        ("register", format!("/api/v1/persons/by-number/{}", browser.city.owner_number), "/residences/0"),
        ("register", format!("/api/v1/persons/{person}/on/2026-01-05"), "/residences/0"),
        ("register", format!("/api/v1/households/{household}"), ""),
        ("owner", "/api/v1/me".to_owned(), "/residences/0"),
        ("owner", "/api/v1/me/household".to_owned(), ""),
    ] {
        let answer = browser.ask(role, &path);
        let home = answer.pointer(home).expect("a home");
        assert_eq!((&home["unit"], &home["formerly"]), (&json!(new), &old), "{path}");
    }
    let answer = browser.ask("register", &format!("/api/v1/persons/{person}?as_of=2025-03-06"));
    assert_eq!((&answer["residences"][0]["unit"], &answer["residences"][0]["formerly"]), (&json!(city::WARD), &json!([])));
    let then = format!("{}&as_of=2025-03-06", why(routes::register_person(person)));
    let text = page("register", then);
    assert!(text.contains("Phường Phúc Xá") && !text.contains("Trước đây: "), "the past shows the commune of its day");
    browser.close();
}

#[test]
fn an_address_says_what_it_was_before_on_sqlite() {
    an_address_says_what_it_was_before(&TestDatabase::sqlite());
}

#[test]
fn an_address_says_what_it_was_before_on_postgresql() {
    an_address_says_what_it_was_before(&TestDatabase::postgres());
}

fn a_history_says_where_somebody_lived(database: &TestDatabase) {
    let browser = Browser::new(database);
    let child = browser.city.child;
    let asked = |day: &str| format!("{}&lived_on={day}", why(routes::register_history(child)));
    let text = browser.visit("register", &asked("2021-05-01"), None).text;
    assert!(text.contains("Ngày 1/5/2021") || text.contains("Ngày 01/05/2021"), "the day is said");
    assert!(text.contains("Số 1 Phố Mẫu, Phường Phúc Xá") && text.contains("Còn sống"));
    assert!(text.contains("as_of=2021-05-01"), "the other question is a link away");
    let text = browser.visit("register", &asked("1990-05-01"), None).text;
    assert!(text.contains("Chưa sinh hoặc đã mất") && text.contains("Không có nơi cư trú nào"));
    let plain = browser.visit("register", &why(routes::register_history(child)), None).text;
    assert!(plain.contains("name=\"lived_on\"") && !plain.contains("Chưa sinh"), "nothing is answered that was not asked");
    assert!(plain.contains("Hộ: "), "what happened to the household stands among the rest");
    browser.close();
}

#[test]
fn a_history_says_where_somebody_lived_on_sqlite() {
    a_history_says_where_somebody_lived(&TestDatabase::sqlite());
}

#[test]
fn a_history_says_where_somebody_lived_on_postgresql() {
    a_history_says_where_somebody_lived(&TestDatabase::postgres());
}

fn a_list_of_guests_is_entered_once(database: &TestDatabase) {
    let browser = Browser::new(database);
    let path = why(routes::register_lodging_file(browser.city.lodging));
    let list =
        "Họ và tên;Hộ chiếu;Ngày sinh;Giới tính;Quốc tịch\r\nAnna Müller;C01X00T47;5/6/1988;Nữ;DE\r\n;C01X00T48;5/6/1988;Nữ;DE";
    assert_eq!(browser.upload("counter", &path, list).status, 403, "guests are the register's");
    assert_eq!(browser.upload("elsewhere", &path, list).status, 404);
    assert_eq!(browser.upload("register", &path, "1,2,3\r\n4,5,6").status, 422, "no list");
    let first = browser.upload("register", &path, list);
    assert_eq!(first.status, 200);
    assert!(first.text.contains("C01X00T47") && first.text.contains("Dòng 3"), "one is taken, the other has its line");
    let again = browser.upload("register", &path, list);
    assert!(again.text.contains("Dòng 2") && again.text.contains("Khách này đã được thông báo"), "with the reason");
    assert_eq!(again.text.matches("C01X00T47").count(), 1, "nobody stays twice");
    browser.close();
}

#[test]
fn a_list_of_guests_is_entered_once_on_sqlite() {
    a_list_of_guests_is_entered_once(&TestDatabase::sqlite());
}

#[test]
fn a_list_of_guests_is_entered_once_on_postgresql() {
    a_list_of_guests_is_entered_once(&TestDatabase::postgres());
}

fn closed_dossiers_have_a_tab(database: &TestDatabase) {
    let browser = Browser::new(database);
    let (filed, code) = (browser.city.filed.id, browser.city.filed.code.clone());
    let list = |state: &str| browser.visit("counter", &routes::query(routes::counter(), &[("state", state)]), None).text;
    let open = list("new");
    assert!(open.contains(&code) && open.contains("Đã đóng") && open.contains("Chỉ hồ sơ quá hạn"));
    assert!(!open.contains("value=\"withdrawn\""), "the ends of a dossier are chosen among what is closed only");
    let declined = browser.visit("counter", &routes::counter_act(filed, "decline"), Some(&[("decline-note", "Sai địa chỉ")]));
    assert_eq!(declined.status, 303);
    assert!(!list("new").contains(&code));
    let closed = list("not_received");
    assert!(closed.contains(&code) && closed.contains("Hồ sơ đã đóng"));
    for end in ["returned", "not_received", "withdrawn", "stopped"] {
        assert!(closed.contains(&format!("value=\"{end}\"")), "{end} can be chosen");
    }
    assert!(!closed.contains("Chỉ hồ sơ quá hạn"), "nothing is owed any more");
    assert!(!list("returned").contains(&code));
    browser.close();
}

#[test]
fn closed_dossiers_have_a_tab_on_sqlite() {
    closed_dossiers_have_a_tab(&TestDatabase::sqlite());
}

#[test]
fn closed_dossiers_have_a_tab_on_postgresql() {
    closed_dossiers_have_a_tab(&TestDatabase::postgres());
}
