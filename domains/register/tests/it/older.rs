//! A register of before a migration keeps its meaning.

use crate::world::PHUC_XA;
use store::testing::TestDatabase;
use store::{Schema, params};

store::statements! {
    /// A person of before.
    OLD_PERSON = "
        INSERT INTO person (id, name, sex, birth, nationality, state, unit, entered, version)
        VALUES ($1, 'Nguyễn Văn Cũ', 'male', '1960', 'VN', 'living', $2, $3, 1)";
    /// A dwelling of before.
    OLD_DWELLING = "INSERT INTO dwelling (id, unit, address, address_key) VALUES ($1, $2, $3, $3)";
    /// A residence of before.
    OLD_RESIDENCE = "
        INSERT INTO residence (id, person, kind, dwelling, starts_on, ended_on, end_reason, entered)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// A change of before.
    OLD_CHANGE = "
        INSERT INTO register_change (id, person, kind, changed_at, changed_by, basis, facts_before, facts_after)
        VALUES ($1, $2, $3, 0, 'system:test', 'old', $4, $5)";
    /// Which change ended a residence.
    ENDED_BY = "SELECT id, ended_by FROM residence WHERE ended_on IS NOT NULL ORDER BY id LIMIT 10";
}

fn before() -> Schema {
    Schema::new("register").migration("0001_register", include_str!("../../migrations/0001_register.sql")).migration_per_engine(
        "0002_person_name",
        include_str!("../../migrations/0002_person_name.sqlite.sql"),
        include_str!("../../migrations/0002_person_name.postgres.sql"),
    )
}

#[test]
fn what_ended_before_the_change_was_kept_gets_the_change_that_ended_it() {
    for database in [TestDatabase::sqlite(), TestDatabase::postgres()] {
        let store = database.open(&[audit::schema(), before()]);
        store
            .write_blocking::<_, store::Error, _>(|tx| {
                let person = 1_i64;
                tx.execute(&OLD_PERSON, params![person, PHUC_XA, 10_i64])?;
                tx.execute(&OLD_DWELLING, params![5_i64, PHUC_XA, "so 1"])?;
                let change = |id: i64, kind: &'static str, was: Option<&'static str>, became: Option<&'static str>| {
                    (id, kind, was.map(str::to_owned), became.map(str::to_owned))
                };
                for (id, kind, was, became) in [
                    change(10, "created", None, None),
                    change(11, "permanent", None, Some(r#"{"from":"2020-01-01","kind":"permanent"}"#)),
                    change(12, "temporary", None, Some(r#"{"from":"2021-01-01","kind":"temporary"}"#)),
                    change(13, "corrected", None, None),
                    change(14, "ended", Some(r#"{"kind":"temporary"}"#), Some(r#"{"ended":"2021-06-01"}"#)),
                    change(15, "permanent", Some(r#"{"kind":"permanent"}"#), Some(r#"{"from":"2022-01-01","kind":"permanent"}"#)),
                    change(16, "temporary", None, Some(r#"{"from":"2023-01-01","kind":"temporary"}"#)),
                    change(17, "permanent", Some(r#"{"kind":"permanent"}"#), Some(r#"{"from":"2023-05-05","kind":"permanent"}"#)),
                ] {
                    tx.execute(&OLD_CHANGE, params![id, person, kind, was, became])?;
                }
                for (id, kind, starts, ended, reason, entered) in [
                    (101_i64, "permanent", "2010-01-01", Some("2019-01-01"), Some("moved"), 10_i64),
                    (102, "permanent", "2020-01-01", Some("2022-01-01"), Some("moved"), 11),
                    (103, "temporary", "2021-01-01", Some("2021-06-01"), Some("removed"), 12),
                    (104, "permanent", "2022-01-01", Some("2023-05-05"), Some("moved"), 15),
                    (105, "temporary", "2023-01-01", Some("2023-05-05"), Some("moved"), 16),
                    (106, "permanent", "2023-05-05", None, None, 17),
                    (107, "temporary", "2001-01-01", Some("2002-01-01"), Some("expired"), 99),
                ] {
                    let (ended, reason) = (ended.map(str::to_owned), reason.map(str::to_owned));
                    tx.execute(&OLD_RESIDENCE, params![id, person, kind, 5_i64, starts, ended, reason, entered])?;
                }
                Ok(())
            })
            .expect("rows of before");
        store.close();
        let store = database.open(&[audit::schema(), register::schema()]);
        let ended = store.read_blocking::<_, store::Error>(|tx| tx.many::<(i64, i64)>(&ENDED_BY, params![])).expect("rows");
        // The first came in as a past one with the person, the last with a load: both were never seen in force.
        assert_eq!(ended, [(101, 10), (102, 15), (103, 14), (104, 17), (105, 17), (107, 99)]);
        store.close();
    }
}
