//! How many dossiers a second the domain takes, without HTTP, on both engines.
//!
//! `cargo run --release -p dossiers --example dossier_speed -- [lives|parts|million]` measures submissions into one commune and
//! whole lives with many senders at once; what a submission is made of; and whether a million stored dossiers slow it.

#[expect(dead_code, clippy::unwrap_used, reason = "a city of the tests, of which the measurements use a part")]
#[path = "../tests/it/city.rs"]
mod city;

use city::{HANG_BAI, PHUC_XA, confirm, filing, on_both, stay_in};
use std::time::Instant;

const THREADS: usize = 64;
const EACH: usize = 200;

fn main() {
    let wanted = std::env::args().nth(1);
    let measurements: [(&str, fn()); 3] =
        [("lives", submissions_and_whole_lives_a_second), ("parts", where_the_time_goes), ("million", empty_and_at_a_million)];
    for (name, measure) in measurements {
        if wanted.as_deref().is_none_or(|wanted| wanted == name) {
            measure();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs the clock on the wall")]
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
        println!("{engine}: {:.0} submissions a second ({filed} in {seconds:.1} s)", filed / seconds);

        let each = EACH / 10;
        let started = Instant::now();
        std::thread::scope(|scope| {
            for person in &people {
                let city = &city;
                scope.spawn(move || {
                    let officer = city.one_stop(HANG_BAI);
                    for _ in 0..each {
                        let sent = city.files(*person, "residence-confirmation", confirm()).expect("filed");
                        city.receives(&officer, sent.id, &[]).expect("received");
                        city.grants(&officer, sent.id).expect("granted");
                        city.returns(&officer, sent.id).expect("returned");
                    }
                });
            }
        });
        let seconds = started.elapsed().as_secs_f64();
        let lives = f64::from(u32::try_from(THREADS * each).expect("few"));
        println!("{engine}: {:.0} whole lives a second ({lives} in {seconds:.1} s)", lives / seconds);
    });
}

/// What the process has used of the processors, which neighbours on the machine do not change.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<&str> = stat.rsplit(')').next().expect("fields after the name").split_whitespace().collect();
    let ticks = |field: usize| fields[field].parse::<u32>().map(f64::from).expect("ticks");
    (ticks(11) + ticks(12)) / 100.0
}

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
                register::facts_for_prefill(tx, &reader, catalogue.places(), person, &names, &register::Errand::default())?;
            }
            Ok(())
        })
        .expect("read");
        println!("{engine}: prefill {:.1} us", (cpu_seconds() - started) * 1e6 / f64::from(rounds));
        let (sender, catalogue) = (actor, std::sync::Arc::clone(&city.catalogue));
        let started = cpu_seconds();
        city.act(move |tx| {
            for _ in 0..rounds {
                dossiers::submit(tx, &sender, &catalogue, &filing(person, "temporary-residence", stay_in(PHUC_XA)))?;
            }
            Ok(())
        })
        .expect("filed");
        println!("{engine}: submit {:.1} us", (cpu_seconds() - started) * 1e6 / f64::from(rounds));
    });
}

store::bulk! {
    STORED: "dossier" (
        "id", "code", "secret", "service", "version", "unit", "desk", "state", "step", "channel", "applicant", "applicant_name",
        "applicant_fold", "filing_key", "filed_at", "due_at", "supplemented", "consent", "acts", "answers"
    )
}

/// A dossier of long ago, of one of 200,000 people and one of 500 agencies, in an order that no index likes.
fn stored(number: i64) -> Vec<store::Value<'static>> {
    use store::{ToValue as _, Value};
    let scattered = number.wrapping_mul(2_654_435_761) % 1_000_003;
    let text = |text: String| Value::Text(text.into());
    let unit = text(format!("01-{:03}-{:05}", scattered % 30, scattered % 500));
    let answers = stay_in(PHUC_XA).to_string();
    vec![
        number.to_value().into_owned(),
        text(format!("000.{:02}.{:02}.H26-2401{:02}-{number:07}", scattered % 20, scattered % 25, number % 28 + 1)),
        text("ABCDEFGH".to_owned()),
        text("temporary-residence".to_owned()),
        1_i64.to_value().into_owned(),
        unit.clone(),
        unit,
        text("returned".to_owned()),
        0_i64.to_value().into_owned(),
        text("online".to_owned()),
        (scattered % 200_000).to_value().into_owned(),
        text("Nguyễn Thị Ví Dụ".to_owned()),
        text("nguyen thi vi du".to_owned()),
        text(number.to_string()),
        (1_700_000_000_000_000 + number).to_value().into_owned(),
        (1_700_000_000_000_000 + number).to_value().into_owned(),
        false.to_value().into_owned(),
        text("not_needed".to_owned()),
        1_i64.to_value().into_owned(),
        text(answers),
    ]
}

fn empty_and_at_a_million() {
    on_both(|city| {
        if city.store.engine_name() != "sqlite" {
            return;
        }
        let people: Vec<_> = (0..500).map(|_| city.resident("Nguyễn Thị Ví Dụ", HANG_BAI)).collect();
        let measure = |label: &str| {
            let started = cpu_seconds();
            for round in 0..40_usize {
                let people = people.clone();
                let (context, catalogue) = (city.base.context.clone(), std::sync::Arc::clone(&city.catalogue));
                city.act(move |tx| {
                    for person in &people {
                        let subject =
                            access::Subject::Citizen { account: kernel::AccountId::from_raw(person.get()), person: *person };
                        let sender = context.actor(subject).level(2).assurance(2).last_step_up(context.now()).build();
                        dossiers::submit(tx, &sender, &catalogue, &filing(*person, "temporary-residence", stay_in(PHUC_XA)))?;
                    }
                    Ok(())
                })
                .unwrap_or_else(|error| panic!("round {round}: {error}"));
            }
            println!("{label}: {:.1} us of processor a submission", (cpu_seconds() - started) * 1e6 / 20_000.0);
        };
        measure("empty");
        for part in 0..100_i64 {
            city.act(move |tx| Ok(tx.insert_many(&STORED, (part * 10_000..(part + 1) * 10_000).map(stored))?)).expect("stored");
        }
        measure("at a million");
    });
}
