//! The program is killed without warning, at whatever it is doing: nothing that was acknowledged is lost, and what is sent
//! or started again happens once.

use crate::city::{self, Maker};
use accounts::Holder;
use kernel::Sex;
use register::Relation;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use store::Config;
use store::testing::TestDatabase;

/// A ward of today's map.
const WARD: &str = "01-00004";

/// The program's own file, with the folder and the database of a test.
pub(crate) fn program(data: &Path, database: &TestDatabase, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onedoor"));
    command.args(words).arg("--data").arg(data).env("ONEDOOR_LOG", "error").stdin(Stdio::null());
    if let Config::Postgres(url) = &database.config {
        command.args(["--database-url", url]);
    }
    command
}

/// The data folder: that of the embedded database, or one for the keys beside PostgreSQL.
pub(crate) fn folder(database: &TestDatabase) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    if let Config::Sqlite(from) = &database.config {
        for file in std::fs::read_dir(from).expect("a folder").flatten() {
            std::fs::copy(file.path(), folder.path().join(file.file_name())).expect("copied");
        }
    }
    folder
}

/// A server in a process of its own.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(data: &Path, database: &TestDatabase) -> Self {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).expect("a free port");
        let mut command = program(data, database, &["serve", "--listen", &address.to_string()]);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
        // The line is printed when it listens.
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("it says so");
        assert!(line.contains("OneDoor serves"), "{line}");
        Self { child, address }
    }

    fn kill(mut self) {
        self.child.kill().expect("kill -9");
        self.child.wait().expect("it ends");
    }
}

/// Sends a request; nothing when the server went away before it had answered whole.
fn ask(address: SocketAddr, method: &str, path: &str, token: &str, key: &str, body: &Value) -> Option<(u16, Value)> {
    let mut stream = TcpStream::connect(address).ok()?;
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\nidempotency-key: {key}\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8(answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    // What was cut off is no answer.
    Some((status, serde_json::from_str(body).ok()?))
}

/// A citizen who is signed in now, in a database that the program has not seen yet.
fn citizen(database: &TestDatabase) -> String {
    let platform = city::platform_at(database.open(&onedoor::schemas()), now());
    let maker = Maker::new(&platform, WARD, "2025-08-01");
    let name = "Nguyễn Thị Gửi";
    let person = maker.born(name, Sex::Female, "1990-01-15");
    maker.household(WARD, &[(person, Relation::Head)]);
    let resident = maker.account(person, name, WARD);
    let token = maker.session(Holder::Citizen(resident.account), 2).token.to_text();
    platform.store.close();
    token
}

#[expect(clippy::disallowed_methods, reason = "the session must be alive for a server that reads the real clock")]
fn now() -> kernel::Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    kernel::Instant::from_micros(i64::try_from(since.as_micros()).expect("in this era"))
}

fn filing() -> Value {
    json!({ "service": "residence-confirmation", "answers": city::confirmation() })
}

const ROUNDS: usize = 3;
const SENDERS: usize = 4;
const ACKNOWLEDGED_A_ROUND: usize = 25;

/// Sends with several connections until so many were acknowledged, then kills the server in the middle of the others.
fn round(server: Server, token: &str, round: usize, sent: &Mutex<BTreeSet<String>>, known: &Mutex<BTreeMap<String, String>>) {
    let acknowledged = AtomicUsize::new(0);
    let address = server.address;
    std::thread::scope(|scope| {
        for sender in 0..SENDERS {
            let acknowledged = &acknowledged;
            scope.spawn(move || {
                for turn in 0.. {
                    let key = format!("{round}-{sender}-{turn}");
                    sent.lock().expect("whole").insert(key.clone());
                    let Some((status, answer)) = ask(address, "POST", "/api/v1/dossiers", token, &key, &filing()) else {
                        return;
                    };
                    assert_eq!(status, 201, "{answer}");
                    let id = answer["id"].as_str().expect("an id").to_owned();
                    known.lock().expect("whole").insert(key, id);
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        while acknowledged.load(Ordering::Relaxed) < ACKNOWLEDGED_A_ROUND {
            std::thread::sleep(Duration::from_millis(1));
        }
        server.kill();
    });
}

/// Every dossier of the citizen.
fn own(address: SocketAddr, token: &str) -> BTreeSet<String> {
    let (mut all, mut before) = (BTreeSet::new(), String::new());
    loop {
        let path = format!("/api/v1/me/dossiers?limit=20{before}");
        let (status, page) = ask(address, "GET", &path, token, "-", &Value::Null).expect("an answer");
        assert_eq!(status, 200, "{page}");
        let ids: Vec<String> =
            page.as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect();
        let Some(last) = ids.last() else { return all };
        before = format!("&before={last}");
        all.extend(ids);
    }
}

fn dossiers_survive(database: &TestDatabase) {
    let token = citizen(database);
    let data = folder(database);
    let (sent, known) = (Mutex::default(), Mutex::default());
    for number in 0..ROUNDS {
        round(Server::start(data.path(), database), &token, number, &sent, &known);
    }
    let (sent, mut known) = (sent.into_inner().expect("whole"), known.into_inner().expect("whole"));
    let server = Server::start(data.path(), database);
    let there = own(server.address, &token);
    for (key, id) in &known {
        assert!(there.contains(id), "{id} was acknowledged for {key} and is gone");
    }
    // Whoever heard nothing sends again; whoever heard something and sends again gets the same.
    for key in &sent {
        let again = ask(server.address, "POST", "/api/v1/dossiers", &token, key, &filing());
        let (status, answer) = again.expect("an answer");
        let id = answer["id"].as_str().unwrap_or_else(|| panic!("{status}: {answer}")).to_owned();
        match known.get(key) {
            Some(before) => assert_eq!((status, &id), (200, before), "{key}"),
            None => drop(known.insert(key.clone(), id)),
        }
    }
    let ids: BTreeSet<String> = known.values().cloned().collect();
    assert_eq!(ids.len(), sent.len(), "a key is a dossier");
    assert_eq!(own(server.address, &token), ids, "and there are no others");
    server.kill();
}

#[test]
fn acknowledged_dossiers_survive_a_kill_on_sqlite() {
    dossiers_survive(&TestDatabase::sqlite());
}

#[test]
fn acknowledged_dossiers_survive_a_kill_on_postgresql() {
    dossiers_survive(&TestDatabase::postgres());
}

const LINES: usize = 24_000;
/// More than any machine needs.
const KILLS_MAX: u32 = 40;

/// A roll of people who live alone, each with another name or birthday.
fn roll(file: &Path) {
    const FAMILIES: [&str; 10] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ"];
    const GIVEN: [&str; 12] = ["An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Phúc", "Quang"];
    let mut text = "Họ tên,Ngày sinh,Giới tính,Số hộ,Quan hệ,Địa chỉ\n".to_owned();
    for line in 0..LINES {
        let (family, rest) = (FAMILIES[line % 10], line / 10);
        let (given, rest) = (GIVEN[rest % 12], rest / 12);
        let (day, rest) = (rest % 28 + 1, rest / 28);
        let (month, year) = (rest % 12 + 1, 1950 + line % 50);
        text.push_str(&format!("{family} Thị {given},{day:02}/{month:02}/{year},Nữ,H{line:05},Chủ hộ,Số {line} Phố Mẫu\n"));
    }
    std::fs::write(file, text).expect("written");
}

pub(crate) fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn import_goes_on(database: &TestDatabase) {
    let data = tempfile::tempdir().expect("a folder");
    let file = data.path().join("roll.csv");
    roll(&file);
    let words = ["import", "roll", file.to_str().expect("a path"), "--unit", WARD, "--quiet"];
    let mut resumed = false;
    let mut pause = Duration::from_millis(300);
    let last = (0..KILLS_MAX).find_map(|_| {
        let mut command = program(data.path(), database, &words);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        std::thread::sleep(pause);
        pause += Duration::from_millis(150);
        if child.try_wait().expect("asked").is_none() {
            child.kill().expect("kill -9");
            child.wait().expect("it ends");
            return None;
        }
        Some(child.wait_with_output().expect("its words"))
    });
    let last = last.expect("it ends within the kills");
    let said = text(&last);
    resumed |= said.contains("Went on where an earlier import had stopped");
    assert!(last.status.success(), "{said}");
    assert!(resumed, "no kill came in the middle: {said}");
    assert!(said.contains(&format!("{LINES} accepted, 0 rejected")), "{said}");

    let again = program(data.path(), database, &words).output().expect("it runs");
    assert!(text(&again).contains("This file was imported before"), "{}", text(&again));
    let out = data.path().join("out.csv");
    let export = ["export", "roll", WARD, out.to_str().expect("a path"), "--purpose", "serve-dossier", "--quiet"];
    let exported = program(data.path(), database, &export).output().expect("it runs");
    assert!(exported.status.success(), "{}", text(&exported));
    let rows = std::fs::read_to_string(&out).expect("the export").lines().count();
    assert_eq!(rows, LINES + 1, "everybody once, under a line of names");
    let doctor = program(data.path(), database, &["doctor"]).output().expect("it runs");
    assert!(doctor.status.success(), "{}", text(&doctor));
}

#[test]
fn an_import_that_was_killed_goes_on_on_sqlite() {
    import_goes_on(&TestDatabase::sqlite());
}

#[test]
fn an_import_that_was_killed_goes_on_on_postgresql() {
    import_goes_on(&TestDatabase::postgres());
}
