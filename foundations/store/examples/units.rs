//! Measures units of work on the embedded engine: `cargo run --release -p store --example units`.

use std::sync::Arc;
use std::time::Instant;
use store::{Error, Schema, Store, params};

store::statements! {
    /// One row.
    ADD = "INSERT INTO unit_row (word, at) VALUES ($1, $2)";
    /// One row back.
    GET = "SELECT word FROM unit_row WHERE seq = $1";
}

#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
fn main() {
    let database = match std::env::args().nth(1) {
        None => store::testing::TestDatabase::sqlite(),
        Some(_) => store::testing::TestDatabase::postgres(),
    };
    let schema = Schema::new("units")
        .migration("0001", "CREATE TABLE unit_row (seq {serial}, word {text} NOT NULL, at {int} NOT NULL) {strict};")
        .statements(ALL);
    let store: Store = database.open(&[schema]);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let total: usize = 200_000;
    for tasks in [1_usize, 64, 256] {
        let count = if tasks == 1 { 4_000 } else { total };
        let store = Arc::new(store.clone());
        let started = Instant::now();
        runtime.block_on(async {
            let mut all = tokio::task::JoinSet::new();
            for _ in 0..tasks {
                let store = Arc::clone(&store);
                all.spawn(async move {
                    for step in 0..count / tasks {
                        let at = i64::try_from(step).expect("small");
                        store.write::<_, Error, _>(move |tx| tx.execute(&ADD, params!["word", at])).await.expect("writes");
                    }
                });
            }
            while all.join_next().await.is_some() {}
        });
        println!("{} {tasks} tasks: {:.0} units/s", store.engine_name(), count as f64 / started.elapsed().as_secs_f64());
    }
    store.close();
}
