//! `kill -9` in the middle of load: every acknowledged write is there, none is half there.
//!
//! The test starts its own binary again as the writer, which tells on standard output what was acknowledged,
//! and kills it without warning.

use crate::{ADD, NOTES, schema};
use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;
use store::testing::TestDatabase;
use store::{Config, Error, Store, params};

const ROUNDS: i64 = 10;
const THREADS: i64 = 8;
/// A unit writes this note and, at the end, its twin with the number made negative.
const ROUND_SPAN: i64 = 10_000_000;

/// The writer. Does nothing unless the test below starts it.
#[test]
fn crash_child() {
    let Ok(target) = std::env::var("ONEDOOR_CRASH_TARGET") else { return };
    let round: i64 = std::env::var("ONEDOOR_CRASH_ROUND").expect("set with the target").parse().expect("a number");
    let config = match target.strip_prefix("sqlite:") {
        Some(directory) => Config::sqlite(directory),
        None => Config::postgres(target),
    };
    let store = Store::open(&config).expect("opens after a crash");
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let store = store.clone();
            scope.spawn(move || {
                for step in 0.. {
                    let id = round * ROUND_SPAN + step * THREADS + thread + 1;
                    store
                        .write_blocking::<_, Error, _>(move |tx| {
                            tx.execute(&ADD, params![id, "first half", true])?;
                            tx.execute(&ADD, params![-id, "second half", true])
                        })
                        .expect("writes");
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "ack {id}").and_then(|()| out.flush()).expect("the parent listens");
                }
            });
        }
    });
}

fn crash_ten_times(database: &TestDatabase) {
    let store = database.open(&[schema()]);
    store.close();
    drop(store);
    let target = match &database.config {
        Config::Sqlite(directory) => format!("sqlite:{}", directory.display()),
        Config::Postgres(url) => url.clone(),
    };
    let mut acknowledged = HashSet::new();
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().expect("our own path"))
            .args(["--exact", "crash::crash_child", "--nocapture", "--test-threads=1"])
            .env("ONEDOOR_CRASH_TARGET", &target)
            .env("ONEDOOR_CRASH_ROUND", round.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        // Wait for the load to run, then strike at another moment each round.
        for line in lines.by_ref().map_while(Result::ok) {
            if let Some(id) = line.strip_prefix("ack ") {
                acknowledged.insert(id.parse::<i64>().expect("a number"));
                if i64::try_from(acknowledged.len()).expect("small") % 97 == 0 {
                    break;
                }
            }
        }
        std::thread::sleep(Duration::from_millis(u64::try_from(round * 7).expect("small")));
        child.kill().expect("kills");
        // What the pipe still holds was acknowledged before the end; a line cut off by the kill was not.
        acknowledged.extend(lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("ack ")?.parse::<i64>().ok()));
        child.wait().expect("ends");
    }
    let store = Store::open(&database.config).expect("opens after the last crash");
    let mut present = HashSet::new();
    store
        .read_blocking(|tx| {
            tx.for_each::<(i64, String, bool), Error>(&EVERY, params![], |row| {
                present.insert(row.0);
                Ok(())
            })
        })
        .expect("reads");
    let lost: Vec<_> = acknowledged.iter().filter(|id| !present.contains(id)).collect();
    assert!(lost.is_empty(), "{} acknowledged writes are lost, such as {:?}", lost.len(), lost.first());
    let half: Vec<_> = present.iter().filter(|id| !present.contains(&-**id)).collect();
    assert!(half.is_empty(), "{} writes are half there, such as {:?}", half.len(), half.first());
    assert!(acknowledged.len() > 500, "only {} writes were acknowledged: the load did not run", acknowledged.len());
    let listed: Vec<(i64, String, bool)> = store.read_blocking(|tx| tx.many(&NOTES, params![])).expect("reads");
    assert!(!listed.is_empty());
    store.close();
}

store::statements! {
    /// Every note, for counting after the crashes.
    EVERY = "SELECT id, word, flag FROM note ORDER BY id LIMIT 100000000";
}

#[test]
fn acknowledged_writes_survive_ten_kills_on_sqlite() {
    crash_ten_times(&TestDatabase::sqlite());
}

#[test]
fn acknowledged_writes_survive_ten_kills_on_postgresql() {
    crash_ten_times(&TestDatabase::postgres());
}
