//! What PostgreSQL knows of how values are spread.

use crate::{add, count, on_both};
use store::{Store, params};

store::statements! {
    /// The columns of which PostgreSQL has counts.
    COUNTED = "SELECT COUNT(*) FROM pg_stats WHERE tablename = 'note'";
}

fn counted(store: &Store) -> i64 {
    store.read_blocking(|tx| tx.one::<(i64,)>(&COUNTED, params![])).expect("reads").0
}

#[test]
fn values_are_counted_when_asked() {
    on_both(|store| {
        for id in 1..=20 {
            add(&store, id, "Nguyễn Thị Ví Dụ").expect("writes");
        }
        if !store.is_postgres() {
            store.count_spread().expect("nothing to do");
            assert_eq!(count(&store), 20);
            return;
        }
        assert_eq!(counted(&store), 0);
        store.count_spread().expect("counts");
        assert!(counted(&store) > 0);
    });
}
