//! How many dossiers a second the domain takes, without HTTP. Run with `cargo test --release -p dossiers --test it speed -- --ignored --nocapture`.

use crate::city::{HANG_BAI, PHUC_XA, filing, on_both, stay_in};
use std::time::Instant;

const THREADS: usize = 64;
const EACH: usize = 200;

#[test]
#[expect(clippy::disallowed_methods, reason = "a measurement needs the clock on the wall")]
#[ignore = "a measurement"]
fn submissions_and_whole_lives_a_second() {
    on_both(|city| {
        let people: Vec<_> = (0..THREADS).map(|_| city.resident("Nguyễn Thị Ví Dụ", HANG_BAI)).collect();
        let engine = city.store.engine_name();
        let each = if engine == "sqlite" { EACH } else { EACH / 10 };
        let started = Instant::now();
        std::thread::scope(|scope| {
            for person in &people {
                let city = &city;
                scope.spawn(move || {
                    let actor = city.citizen(*person);
                    for _ in 0..each {
                        city.sends(&actor, filing(*person, "temporary-residence", stay_in(PHUC_XA))).expect("filed");
                    }
                });
            }
        });
        let seconds = started.elapsed().as_secs_f64();
        let filed = f64::from(u32::try_from(THREADS * each).expect("few"));
        eprintln!("{engine}: {:.0} submissions a second ({filed} in {seconds:.1} s)", filed / seconds);

        let each = each / 10;
        let started = Instant::now();
        std::thread::scope(|scope| {
            for person in &people {
                let city = &city;
                scope.spawn(move || {
                    let officer = city.one_stop(HANG_BAI);
                    for _ in 0..each {
                        let sent = city.files(*person, "residence-confirmation", crate::city::confirm()).expect("filed");
                        city.receives(&officer, sent.id, &[]).expect("received");
                        city.grants(&officer, sent.id).expect("granted");
                        city.returns(&officer, sent.id).expect("returned");
                    }
                });
            }
        });
        let seconds = started.elapsed().as_secs_f64();
        let lives = f64::from(u32::try_from(THREADS * each).expect("few"));
        eprintln!("{engine}: {:.0} whole lives a second ({lives} in {seconds:.1} s)", lives / seconds);
    });
}

/// What the process has used of the processors, which neighbours on the machine do not change.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<&str> = stat.rsplit(')').next().expect("fields after the name").split_whitespace().collect();
    let ticks = |field: usize| fields[field].parse::<u32>().map(f64::from).expect("ticks");
    (ticks(11) + ticks(12)) / 100.0
}

#[test]
#[ignore = "a measurement"]
fn where_the_time_goes() {
    on_both(|city| {
        let person = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let engine = city.store.engine_name();
        let actor = city.citizen(person);
        let names: Vec<String> =
            city.catalogue.offered("temporary-residence", actor.today()).expect("offered").prefill_names.clone();
        let rounds: u32 = if engine == "sqlite" { 20_000 } else { 500 };
        let (reader, catalogue) = (actor.clone(), std::sync::Arc::clone(&city.catalogue));
        let started = cpu_seconds();
        city.act(move |tx| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            for _ in 0..rounds {
                register::facts_for_prefill(tx, &reader, catalogue.places(), person, &names, None)?;
            }
            Ok(())
        })
        .expect("read");
        eprintln!("{engine}: prefill {:.1} us", (cpu_seconds() - started) * 1e6 / f64::from(rounds));
        let (sender, catalogue) = (actor, std::sync::Arc::clone(&city.catalogue));
        let started = cpu_seconds();
        city.act(move |tx| {
            for _ in 0..rounds {
                dossiers::submit(tx, &sender, &catalogue, &filing(person, "temporary-residence", stay_in(PHUC_XA)))?;
            }
            Ok(())
        })
        .expect("filed");
        eprintln!("{engine}: submit {:.1} us", (cpu_seconds() - started) * 1e6 / f64::from(rounds));
    });
}
