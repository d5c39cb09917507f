//! How long a paper takes, how large it is, and what the press does to memory.
//!
//! `cargo run --release -p papers --example press_speed -- 2000 [directory]` prints so many papers of every kind; with a
//! directory it leaves one of each there.

#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use kernel::{Instant, SeededRandom};
use papers::{Agency, Code, Press, Proof};
use std::time::{Duration, Instant as Stopwatch};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let rounds: u32 = arguments.next().map_or(Ok(200), |text| text.parse())?;
    let directory = arguments.next();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../country/vn/papers");
    let press = Press::new(templates(folder)?);
    let random = SeededRandom::new(1);
    let samples: serde_json::Value = serde_json::from_str(include_str!("samples.json"))?;
    println!("{:<12} {:>9} {:>9} {:>9} {:>9} {:>9}", "paper", "first ms", "p50 ms", "p99 ms", "kB", "MB resident");
    for kind in press.kinds() {
        let sample = &samples[kind];
        let agency: Agency = serde_json::from_value(sample["agency"].clone())?;
        let mut times: Vec<Duration> = Vec::new();
        let mut pdf = Vec::new();
        for round in 0..rounds {
            let code = Code::draw(&random);
            let mut body = sample["body"].clone();
            // Another name each time, so that nothing of the paper before can be used again.
            for holder in ["person", "applicant"] {
                if let Some(name) = body.get_mut(holder).and_then(|person| person.get_mut("name")) {
                    *name = format!("Nguyễn Thị Ví Dụ {round}").into();
                }
            }
            let date = Instant::from_micros(1_741_226_400_000_000).plus_minutes(round.into()).into();
            let verify_url = format!("https://dichvucong.example/verify/{code}");
            let proof = Proof {
                kind,
                agency: &agency,
                number: Some(round.into()),
                date,
                code,
                verify_url: &verify_url,
                specimen: true,
                body: &body,
            };
            let start = Stopwatch::now();
            pdf = press.print(&proof)?;
            times.push(start.elapsed());
        }
        let first = times.first().copied().unwrap_or_default();
        times.sort();
        let at = |share: usize| times.get((times.len() * share / 100).min(times.len() - 1)).copied().unwrap_or_default();
        println!(
            "{kind:<12} {:>9.1} {:>9.2} {:>9.2} {:>9} {:>9}",
            first.as_secs_f64() * 1e3,
            at(50).as_secs_f64() * 1e3,
            at(99).as_secs_f64() * 1e3,
            pdf.len() / 1000,
            resident_megabytes()
        );
        if let Some(directory) = &directory {
            std::fs::write(format!("{directory}/{kind}.pdf"), &pdf)?;
        }
    }
    Ok(())
}

fn templates(folder: &str) -> Result<Vec<(String, String)>, Failure> {
    let mut templates = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|ending| ending == "typ") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            templates.push((name, std::fs::read_to_string(&path)?));
        }
    }
    Ok(templates)
}

/// What the kernel says; 0 elsewhere than on Linux.
fn resident_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or_default() / 1024
}
