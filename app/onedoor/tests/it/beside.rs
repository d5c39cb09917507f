//! Commands that only read work while another process writes for a long time.

use crate::crash::{folder, program, text};
use serde_json::json;
use std::path::Path;
use std::sync::mpsc::channel;
use store::testing::TestDatabase;
use store::{Config, Store, Tx};

const DAY: &str = "2025-07-01";

/// Runs commands while a unit of work is open that has written.
fn while_somebody_writes(config: &Config, work: impl FnOnce()) {
    let (begun, has_begun) = channel();
    let (may_end, end) = channel::<()>();
    let store = Store::open(config).expect("opened");
    let writing = store.clone();
    let writer = std::thread::spawn(move || {
        writing.write_blocking(move |tx: &mut Tx<'_>| {
            tx.publish("test.long", &json!({}))?;
            begun.send(()).expect("the test waits for it");
            // Until the test is through, or has failed.
            let _ = end.recv();
            Ok::<_, store::Error>(())
        })
    });
    has_begun.recv().expect("it writes");
    work();
    drop(may_end);
    writer.join().expect("the writer ends").expect("its write was kept");
    store.close();
}

fn succeeds(data: &Path, database: &TestDatabase, words: &[&str]) {
    let output = program(data, database, words).output().expect("it runs");
    assert!(output.status.success(), "{words:?}: {}", text(&output));
}

fn reading(database: &TestDatabase) {
    let data = folder(database);
    let data = data.path();
    succeeds(data, database, &["units", "plan", "--on", DAY]);
    let config = match &database.config {
        Config::Sqlite(_) => Config::sqlite(data),
        Config::Postgres(url) => Config::postgres(url),
    };
    while_somebody_writes(&config, || {
        succeeds(data, database, &["units", "report", "--on", DAY]);
        succeeds(data, database, &["units", "dry-run", "--on", DAY]);
        succeeds(data, database, &["service", "list"]);
        succeeds(data, database, &["client", "list"]);
        succeeds(data, database, &["audit", "verify"]);
        succeeds(data, database, &["doctor"]);
    });
}

#[test]
fn commands_that_read_work_beside_a_long_write_on_sqlite() {
    reading(&TestDatabase::sqlite());
}

#[test]
fn commands_that_read_work_beside_a_long_write_on_postgresql() {
    reading(&TestDatabase::postgres());
}
