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

/// What a killed server had acknowledged is in the journal only; the copy that a restore keeps must hold it too.
#[test]
fn what_a_restore_replaces_is_kept_whole() {
    let database = TestDatabase::sqlite();
    let store = database.open(&[schema()]);
    let backup = std::env::temp_dir().join(format!("onedoor-older-{}.db", std::process::id()));
    store.backup(&backup, |_, _| {}).expect("backs up");
    for id in 0..20 {
        add(&store, id, "acknowledged").expect("writes");
    }
    let Config::Sqlite(running) = &database.config else { unreachable!("made as SQLite") };
    let refused = Store::restore(running, &backup).expect_err("somebody works with it");
    assert!(matches!(refused, store::Error::InUse), "{refused:?}");

    let killed = TestDatabase::sqlite();
    let Config::Sqlite(directory) = &killed.config else { unreachable!("made as SQLite") };
    std::fs::create_dir_all(directory).expect("a folder");
    for file in ["onedoor.db", "onedoor.db-wal"] {
        std::fs::copy(running.join(file), directory.join(file)).expect("as the server left it");
    }
    Store::restore(directory, &backup).expect("restores");
    assert_eq!(count(&Store::open(&killed.config).expect("opens")), 0);
    let kept = TestDatabase::sqlite();
    let Config::Sqlite(elsewhere) = &kept.config else { unreachable!("made as SQLite") };
    std::fs::create_dir_all(elsewhere).expect("a folder");
    std::fs::copy(directory.join("onedoor.db.before-restore"), elsewhere.join("onedoor.db")).expect("was kept");
    assert_eq!(count(&Store::open(&kept.config).expect("opens")), 20);
    Store::restore(directory, &backup).expect_err("the kept copy is not overwritten");
    std::fs::remove_file(&backup).expect("cleans up");
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
