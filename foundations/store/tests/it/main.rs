//! The store as its users see it, on both engines.

mod backup;
mod crash;
mod jobs;
mod outbox;
mod sent;
mod spread;
mod tls;
mod units;

use store::{Error, Schema, Store, Value, params};

store::statements! {
    /// Adds a note.
    ADD = "INSERT INTO note (id, word, flag) VALUES ($1, $2, $3)";
    /// All notes.
    NOTES = "SELECT id, word, flag FROM note ORDER BY id LIMIT 10000";
    /// How many.
    COUNT = "SELECT COUNT(*) FROM note";
    /// The highest balance below a bound, for conflicts.
    SUM = "SELECT CAST(COALESCE(SUM(id), 0) AS BIGINT) FROM note";
    /// Changes the one row that everybody wants.
    TURN = "UPDATE note SET flag = NOT flag WHERE id = 1";
    /// As if the events had been written in a cluster that is far ahead.
    MOVE_EVENTS = {
        sqlite: "UPDATE outbox SET topic = topic",
        postgres: "UPDATE outbox SET xact = 4000000000000000 + seq"
    };
    /// As if they had been read there.
    MOVE_SEEN = {
        sqlite: "UPDATE outbox_cursor SET xact = xact",
        postgres: "UPDATE outbox_cursor SET xact = 4000000000000000 + seq"
    };
    /// Parameters out of order, the second used twice.
    ORDER = "SELECT CAST($2 AS BIGINT), CAST($1 AS BIGINT), CAST($2 AS BIGINT)";
}

store::bulk! {
    /// Notes in bulk.
    NOTES_BULK: "note" ("id", "word", "flag")
}

fn schema() -> Schema {
    Schema::new("notes")
        .migration("0001_note", "CREATE TABLE note (id {id} PRIMARY KEY, word {text} NOT NULL, flag {bool} NOT NULL) {strict};")
        .statements(ALL)
}

fn on_both(body: impl Fn(Store)) {
    store::testing::on_both_engines(&[schema()], body);
}

fn add(store: &Store, id: i64, word: &str) -> Result<u64, Error> {
    let word = word.to_owned();
    store.write_blocking(move |tx| tx.execute(&ADD, params![id, word, true]))
}

fn count(store: &Store) -> i64 {
    store.read_blocking(|tx| tx.one::<(i64,)>(&COUNT, params![])).expect("counts").0
}

fn row(id: i64) -> [Value<'static>; 3] {
    [Value::Int(id), Value::Text(format!("từ {id}").into()), Value::Bool(id % 2 == 0)]
}

#[test]
fn every_statement_prepares_on_both_engines() {
    store::testing::check_statements(&[schema()]);
}

#[test]
fn a_changed_migration_is_refused() {
    on_both(|store| {
        let changed = Schema::new("notes").migration("0001_note", "CREATE TABLE note (id {id} PRIMARY KEY) {strict};");
        let error = store.migrate(&[changed], kernel::Instant::from_micros(1)).expect_err("refused");
        assert!(error.to_string().contains("was changed"), "{error}");
        let older = Schema::new("notes");
        assert!(
            store.migrate(&[older], kernel::Instant::from_micros(1)).expect_err("refused").to_string().contains("newer program")
        );
        assert_eq!(store.migrate(&[schema()], kernel::Instant::from_micros(1)).expect("nothing to do"), Vec::<String>::new());
    });
}
