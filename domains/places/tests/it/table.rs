//! The table of units, on both engines.

use crate::{code, date, pack};
use access::Role;
use access::testing::{World, officer};
use kernel::ErrorKind;
use places::{Correction, PlacesError, Synced};
use store::testing::on_both_engines;
use store::{Error, Store, Tx};

fn schemas() -> [store::Schema; 2] {
    [audit::schema(), places::schema()]
}

fn sync(store: &Store) -> Synced {
    store.write_blocking(|tx: &mut Tx<'_>| places::sync(tx, pack())).expect("units are written")
}

fn correction(name: &str) -> Correction {
    Correction {
        code: code("01-00004"),
        valid_from: date("2025-07-01"),
        name: name.to_owned(),
        short: name.replace("Phường ", ""),
    }
}

#[test]
fn the_table_follows_the_pack_and_stays_quiet_afterwards() {
    on_both_engines(&schemas(), |store| {
        let units = u64::try_from(pack().units().len()).expect("a small number");
        let in_step = || store.read_blocking(|tx| places::in_step(tx, pack())).expect("units are read");
        assert!(!in_step());
        assert_eq!(sync(&store), Synced { added: units, ..Synced::default() });
        assert!(in_step());
        assert_eq!(sync(&store), Synced::default());
        let listed = store.read_blocking(|tx| places::listed(tx, &code("01-001"))).expect("units are read");
        assert_eq!(listed.len(), 14);
        assert_eq!((listed[0].name.as_str(), listed[0].folded.as_str()), ("Phường Phúc Xá", "phuong phuc xa"));
        assert_eq!((listed[0].kind.as_str(), listed[0].level.as_str()), ("phuong", "commune"));
    });
}

#[test]
fn a_correction_outlives_the_next_start_and_is_logged() {
    on_both_engines(&schemas(), |store| {
        sync(&store);
        let admin = officer(Role::Admin, &code("01"));
        let wanted = correction("Phường  Ba Đi\u{300}nh mới");
        store.write_blocking(move |tx: &mut Tx<'_>| places::correct(tx, &admin, &wanted)).expect("an administrator may");
        assert_eq!(sync(&store), Synced::default());
        let loaded = store.read_blocking(|tx| places::load(tx, pack())).expect("units are read");
        assert_eq!(loaded.name(&code("01-00004")), "Phường Ba Đình mới");
        let today = loaded.as_of(date("2026-01-01"));
        assert_eq!(today.search("ba dinh moi", &code("01"), 3).len(), 1);
        let filter = audit::Filter { act: Some("places.correct".to_owned()), ..audit::Filter::default() };
        let entries = store.read_blocking(|tx| audit::search(tx, &filter, None, 10)).expect("the log is read");
        assert_eq!(entries.entries.len(), 1);
    });
}

#[test]
fn only_administrators_of_the_unit_correct_it() {
    on_both_engines(&schemas(), |store| {
        sync(&store);
        let try_as = |actor: access::Actor| {
            let wanted = correction("Phường Khác");
            store.write_blocking(move |tx: &mut Tx<'_>| places::correct(tx, &actor, &wanted)).map_err(|error| error.kind())
        };
        assert_eq!(try_as(officer(Role::Admin, &code("08"))), Err(ErrorKind::NotFound));
        assert_eq!(try_as(officer(Role::Counter, &code("01"))), Err(ErrorKind::Forbidden));
        assert!(try_as(World::new().public()).is_err());
        assert_eq!(try_as(officer(Role::Admin, &code("01"))), Ok(()));
    });
}

#[test]
fn corrections_of_nothing_or_to_nothing_are_refused() {
    on_both_engines(&schemas(), |store| {
        sync(&store);
        let try_with = |wanted: Correction| {
            let admin = officer(Role::Admin, &code("01"));
            store.write_blocking(move |tx: &mut Tx<'_>| places::correct(tx, &admin, &wanted))
        };
        assert!(matches!(try_with(correction("   ")), Err(PlacesError::BadName)));
        assert!(matches!(try_with(correction(&"a".repeat(101))), Err(PlacesError::BadName)));
        let unknown = Correction { code: code("01-99999"), ..correction("Phường Mới") };
        assert!(matches!(try_with(unknown), Err(PlacesError::UnknownUnit { .. })));
        let other_day = Correction { valid_from: date("2020-01-01"), ..correction("Phường Mới") };
        assert!(matches!(try_with(other_day), Err(PlacesError::UnknownUnit { .. })));
    });
}

#[test]
fn every_statement_runs_on_both_engines() {
    store::testing::check_statements(&schemas());
}

#[test]
fn a_failed_sync_leaves_nothing() {
    on_both_engines(&schemas(), |store| {
        let failed: Result<(), Error> = store.write_blocking(|tx: &mut Tx<'_>| {
            places::sync(tx, pack())?;
            Err(Error::Closed)
        });
        assert!(failed.is_err());
        let listed = store.read_blocking(|tx| places::listed(tx, &code("01"))).expect("units are read");
        assert!(listed.is_empty());
    });
}
