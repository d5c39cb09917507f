//! A backup is the database as of one moment, taken while others write.

use crate::{add, count, schema};
use store::testing::TestDatabase;
use store::{Config, Store};

#[test]
fn a_backup_taken_under_load_restores_whole() {
    let database = TestDatabase::sqlite();
    let store = database.open(&[schema()]);
    for id in 0..500 {
        add(&store, id, "before").expect("writes");
    }
    let target = std::env::temp_dir().join(format!("onedoor-backup-{}.db", std::process::id()));
    let writer = {
        let store = store.clone();
        std::thread::spawn(move || {
            for id in 500..1_500 {
                add(&store, id, "during").expect("writes");
            }
        })
    };
    let report = store.backup(&target, |_, _| {}).expect("backs up");
    writer.join().expect("no panic");
    assert!(report.bytes > 0 && report.sha256.len() == 64);

    let elsewhere = TestDatabase::sqlite();
    let Config::Sqlite(directory) = &elsewhere.config else { unreachable!("made as SQLite") };
    let restored = Store::restore(directory, &target).expect("restores");
    assert_eq!(restored.sha256, report.sha256);
    let copy = elsewhere.open(&[schema()]);
    assert!(count(&copy) >= 500 && count(&copy) <= 1_500);
    assert_eq!(count(&store), 1_500);
    std::fs::remove_file(&target).expect("cleans up");
}

#[test]
fn a_damaged_backup_is_refused_and_the_old_database_stays() {
    let database = TestDatabase::sqlite();
    let store = database.open(&[schema()]);
    add(&store, 1, "kept").expect("writes");
    store.close();
    let damaged = std::env::temp_dir().join(format!("onedoor-damaged-{}.db", std::process::id()));
    std::fs::write(&damaged, b"not a database at all").expect("writes");
    let Config::Sqlite(directory) = &database.config else { unreachable!("made as SQLite") };
    Store::restore(directory, &damaged).expect_err("refused");
    let reopened = Store::open(&database.config).expect("opens");
    assert_eq!(count(&reopened), 1);
    std::fs::remove_file(&damaged).expect("cleans up");
}
