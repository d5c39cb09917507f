//! Locking, unlocking and ending a citizen's account, at the register desk and from the command line.

use crate::city;
use crate::crash::{program, text};
use crate::desk::{Browser, why};
use store::testing::TestDatabase;
use web::routes;

fn an_officer_locks_an_account(database: &TestDatabase) {
    let browser = Browser::new(database);
    let account = why(routes::register_account(browser.city.owner.person));
    let sends = |answers: &[(&str, &str)]| browser.visit("register", &account, Some(answers));
    let shows = |word: &str| browser.visit("register", &account, None).text.contains(word);
    let signed_in = || browser.visit("owner", &routes::my_record(), None).status == 200;
    assert!(signed_in() && shows("Đang hoạt động"));
    assert_eq!(browser.visit("elsewhere", &account, None).status, 404, "another ward knows nothing of it");
    assert_eq!(sends(&[("act", "lock")]).status, 422, "a ground is needed");
    assert_eq!(sends(&[("act", "lock"), ("lock-ground", "bored")]).status, 422, "one of the list");
    let past = [("until-day", "1"), ("until-month", "3"), ("until-year", "2025")];
    let ground = [("act", "lock"), ("lock-ground", "card-revoked")];
    assert_eq!(sends(&[ground.as_slice(), &past].concat()).status, 422, "the last day has passed");
    assert!(signed_in());
    assert_eq!(sends(&ground).status, 303);
    assert!(shows("Đang khóa") && shows("Thẻ căn cước bị thu hồi"));
    assert!(!signed_in(), "the sessions ended");
    assert_eq!(sends(&ground).status, 422, "it is locked already");
    assert_eq!(sends(&[("act", "unlock")]).status, 303);
    assert!(shows("Đang hoạt động"));
    assert_eq!(sends(&[("act", "cancel"), ("cancel-ground", "holder-asked")]).status, 303);
    assert!(shows("Đã hủy") && shows("Chủ tài khoản yêu cầu"));
    assert_eq!(sends(&[("act", "unlock")]).status, 422, "it is over");
    browser.close();
}

#[test]
fn an_officer_locks_an_account_on_sqlite() {
    an_officer_locks_an_account(&TestDatabase::sqlite());
}

#[test]
fn an_officer_locks_an_account_on_postgresql() {
    an_officer_locks_an_account(&TestDatabase::postgres());
}

fn the_command_line_locks_an_account(database: &TestDatabase) {
    let city = city::build(database);
    let folder = crate::crash::folder(database);
    let run = |words: &[&str]| {
        let output = program(folder.path(), database, words).output().expect("it runs");
        (output.status.code(), text(&output))
    };
    let (number, id) = (city.owner_number.as_str(), city.owner.account.to_string());
    let (code, said) = run(&["user", "lock", number]);
    assert!(code == Some(2) && said.contains("--ground"), "{said}");
    let (code, said) = run(&["user", "lock", number, "--ground", "bored"]);
    assert!(code == Some(2) && said.contains("card-revoked"), "the list is shown: {said}");
    let (code, said) = run(&["user", "lock", number, "--ground", "agency-asked", "--until", "2099-12-31"]);
    assert!(code == Some(0) && said.contains(&id) && said.contains("locked"), "{said}");
    let (code, said) = run(&["user", "lock", &id, "--ground", "agency-asked"]);
    assert_eq!(code, Some(1), "it is locked already: {said}");
    let (code, said) = run(&["user", "unlock", &id]);
    assert!(code == Some(0) && said.contains("active"), "{said}");
    let (code, said) = run(&["user", "cancel", number, "--ground", "wrongly-opened"]);
    assert!(code == Some(0) && said.contains("cancelled"), "{said}");
    let (code, said) = run(&["user", "unlock", "001099999999"]);
    assert_eq!(code, Some(1), "nobody's number: {said}");

    let mut opened = database.config.clone();
    if let store::Config::Sqlite(at) = &mut opened {
        *at = folder.path().to_owned();
    }
    let store = store::Store::open(&opened).expect("the database opens");
    let filter = audit::Filter { person: Some(city.owner.person), ..audit::Filter::default() };
    let page = store.read_blocking(|tx| audit::search(tx, &filter, None, 10)).expect("the log");
    let acts: Vec<&str> =
        page.entries.iter().map(|entry| entry.act.as_str()).filter(|act| act.starts_with("accounts.")).collect();
    for act in ["accounts.lock", "accounts.unlock", "accounts.cancel"] {
        assert!(acts.contains(&act), "{act} is in the log: {acts:?}");
    }
    let left = store.read_blocking(|tx| accounts::account(tx, city.owner.account)).expect("readable").expect("there");
    assert_eq!(left.state, accounts::AccountState::Cancelled);
    store.close();
}

#[test]
fn the_command_line_locks_an_account_on_sqlite() {
    the_command_line_locks_an_account(&TestDatabase::sqlite());
}

#[test]
fn the_command_line_locks_an_account_on_postgresql() {
    the_command_line_locks_an_account(&TestDatabase::postgres());
}
