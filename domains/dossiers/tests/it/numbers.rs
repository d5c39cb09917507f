//! Codes never repeat, however many file at once.

use crate::city::{City, HANG_BAI, PHUC_XA, TRUC_BACH, catalogue, filing, on_both, stay_in};
use std::collections::BTreeSet;
use std::sync::Arc;

const THREADS: usize = 8;
const EACH: usize = 10;

fn files_at_once(city: &City) -> Vec<String> {
    let people: Vec<_> = (0..THREADS).map(|_| city.resident("Nguyễn Thị Ví Dụ", HANG_BAI)).collect();
    std::thread::scope(|scope| {
        let threads: Vec<_> = people
            .iter()
            .map(|person| {
                scope.spawn(move || {
                    let file = |_| city.sends(&city.citizen(*person), filing(*person, "temporary-residence", stay_in(PHUC_XA)));
                    (0..EACH).map(file).map(|sent| sent.expect("filed").code).collect::<Vec<String>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    })
}

/// The city with so many counters a day.
fn counting(mut city: City, stripes: u32) -> City {
    let (system, striped) = (city.base.system(), Arc::new(catalogue().with_number_stripes(stripes)));
    city.catalogue = Arc::clone(&striped);
    city.act(move |tx| striped.install(tx, &system)).expect("installed");
    city
}

#[test]
fn eight_at_once_get_different_codes_without_gaps() {
    on_both(|city| {
        let city = counting(city, 1);
        let codes: BTreeSet<String> = files_at_once(&city).into_iter().collect();
        let expected: BTreeSet<String> = (1..=THREADS * EACH).map(|number| format!("000.01.20.H26-250306-{number:04}")).collect();
        assert_eq!(codes, expected);
    });
}

#[test]
fn several_counters_a_day_never_give_the_same_number() {
    on_both(|city| {
        let city = counting(city, 4);
        let codes = files_at_once(&city);
        let different: BTreeSet<&String> = codes.iter().collect();
        assert_eq!(different.len(), codes.len());
    });
}

#[test]
fn every_agency_and_day_counts_for_itself() {
    on_both(|city| {
        let city = counting(city, 1);
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let code = |unit: &str| city.files(an, "temporary-residence", stay_in(unit)).expect("filed").code;
        let (one, two, three) = (code(PHUC_XA), code(TRUC_BACH), code(PHUC_XA));
        assert!(one.ends_with("-250306-0001") && two.ends_with("-250306-0001") && three.ends_with("-250306-0002"));
        assert_ne!(one, two);
        city.it_is("2025-03-07T09:00");
        assert!(code(PHUC_XA).ends_with("-250307-0001"));
    });
}
