//! Links lists whose truth is known and prints how well and how fast as one line of JSON.
//!
//! ```sh
//! cargo run --release -p linkage --example measure -- --model vn people.csv
//! cargo run --release -p linkage --example measure -- --model general --unique a.csv b.csv
//! ```
//! The column `truth_id`, or what stands in `rec-<number>-` ids, is read after the clock has stopped.

use linkage::{Index, Linked, Model, Options, Table, link, read_list, write_clusters, write_pairs};
use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

struct Wanted {
    model: Model,
    files: Vec<PathBuf>,
    unique: bool,
    options: Options,
    show: bool,
    out: Option<PathBuf>,
    look_ups: u32,
}

fn wanted() -> Result<Wanted, Box<dyn Error>> {
    let mut wanted = Wanted {
        model: Model::vietnamese(),
        files: Vec::new(),
        unique: false,
        options: Options::default(),
        show: false,
        out: None,
        look_ups: 0,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--model" => {
                wanted.model = match words.next().as_deref() {
                    Some("vn") => Model::vietnamese(),
                    Some("general") => Model::general(),
                    file => Model::from_json(&std::fs::read_to_string(file.unwrap_or_default())?)?,
                }
            }
            "--unique" => wanted.unique = true,
            "--out" => wanted.out = words.next().map(PathBuf::from),
            "--look-ups" => wanted.look_ups = words.next().unwrap_or_default().parse()?,
            "--show" => wanted.show = true,
            "--threads" => wanted.options.threads = words.next().unwrap_or_default().parse()?,
            "--seed" => wanted.options.seed = words.next().unwrap_or_default().parse()?,
            file => wanted.files.push(file.into()),
        }
    }
    Ok(wanted)
}

/// The person that each record is about, by its id.
fn truth(files: &[PathBuf]) -> Result<Vec<HashMap<String, String>>, Box<dyn Error>> {
    let mut lists = Vec::new();
    for file in files {
        let mut reader = csv::Reader::from_path(file)?;
        let header = reader.headers()?.clone();
        let place = |name: &str| header.iter().position(|header| header == name);
        let (id, truth) = (place("rec_id").or_else(|| place("unique_id")).ok_or("no id")?, place("truth_id"));
        let mut people = HashMap::new();
        for record in reader.records() {
            let record = record?;
            let id = record[id].to_owned();
            let person = truth.map_or_else(|| id.split('-').nth(1).unwrap_or("").to_owned(), |truth| record[truth].to_owned());
            people.insert(id, person);
        }
        lists.push(people);
    }
    Ok(lists)
}

fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn rates(right: f64, found: f64, all: f64) -> serde_json::Value {
    let (precision, recall) = (right / found.max(1.0), right / all.max(1.0));
    serde_json::json!({
        "pairs": found, "precision": precision, "recall": recall,
        "f1": 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE),
    })
}

#[expect(clippy::disallowed_methods, reason = "this measures")]
fn main() -> Result<(), Box<dyn Error>> {
    let wanted = wanted()?;
    let began = Instant::now();
    let mut table = Table::new(&wanted.model)?;
    for (turn, file) in wanted.files.iter().enumerate() {
        if turn == 1 {
            table.begin_second_list();
        }
        read_list(file, &wanted.model, &mut table, wanted.options.threads, &|_| {})?;
    }
    let read = began.elapsed();
    let mut options = wanted.options.clone();
    (options.first_unique, options.second_unique) = (wanted.unique, wanted.unique);
    let stages = std::sync::Mutex::new(Vec::new());
    let linked = link(&wanted.model, &mut table, &options, &|stage, _, _| {
        let mut stages = stages.lock().expect("nobody panics here");
        if stages.last().is_none_or(|(last, _)| *last != stage) {
            stages.push((stage, began.elapsed()));
        }
    })?;
    let done = began.elapsed();
    let folder = wanted.out.clone().unwrap_or_else(|| std::env::temp_dir().join(format!("linkage-{}", std::process::id())));
    std::fs::create_dir_all(&folder)?;
    write_clusters(&table, &linked, std::io::BufWriter::new(std::fs::File::create(folder.join("clusters.csv"))?))?;
    let clusters_written = began.elapsed();
    write_pairs(&wanted.model, &table, &linked, std::io::BufWriter::new(std::fs::File::create(folder.join("pairs.csv"))?))?;
    let written = began.elapsed();
    let peak = peak_mib();
    if wanted.out.is_none() {
        std::fs::remove_dir_all(&folder)?;
    }
    let stages: Vec<String> = stages
        .into_inner()
        .expect("nobody panics here")
        .iter()
        .map(|(stage, at)| format!("{stage:?} {:.2}", at.as_secs_f64()))
        .collect();
    let mut figures = judge(&wanted, &table, &linked)?;
    figures["records"] = table.len().into();
    figures["seconds"] = serde_json::json!({
        "read": read.as_secs_f64(), "linked": done.as_secs_f64(),
        "file_to_clusters": clusters_written.as_secs_f64(), "with_explained_pairs": written.as_secs_f64(),
        "stages_begin": stages,
    });
    figures["peak_mib"] = peak.into();
    figures["compared"] = linked.compared.into();
    figures["compared_a_record"] = (linked.compared as f64 / table.len() as f64).into();
    if wanted.look_ups > 0 {
        figures["look_up"] = look_ups(&wanted, table, &linked.weights)?;
    }
    println!("{figures}");
    if wanted.show {
        eprintln!("{}", serde_json::to_string_pretty(&linked.weights)?);
    }
    Ok(())
}

/// How long it takes to check records of the table against all others, and to add one.
#[expect(clippy::disallowed_methods, reason = "this measures")]
fn look_ups(wanted: &Wanted, table: Table, weights: &linkage::Weights) -> Result<serde_json::Value, Box<dyn Error>> {
    let began = Instant::now();
    let mut index = Index::new(&wanted.model, table, weights, wanted.options.threads)?;
    let made = began.elapsed();
    let records = u32::try_from(index.table().len())?;
    let mut micros = Vec::new();
    for turn in 0..wanted.look_ups {
        let record = turn.wrapping_mul(2_654_435_761) % records;
        let began = Instant::now();
        index.check(record)?;
        micros.push(began.elapsed().as_micros());
    }
    micros.sort_unstable();
    let began = Instant::now();
    let blank: Vec<&str> = wanted.model.filled_columns().map(|_| "1990-01-01").collect();
    index.add("new", &blank)?;
    let added = began.elapsed().as_micros();
    Ok(serde_json::json!({
        "index_seconds": made.as_secs_f64(), "records": wanted.look_ups, "added_micros": u64::try_from(added)?,
        "p50_micros": u64::try_from(micros[micros.len() / 2])?, "p99_micros": u64::try_from(micros[micros.len() * 99 / 100])?,
        "most_micros": u64::try_from(micros[micros.len() - 1])?, "peak_mib": peak_mib(),
    }))
}

fn judge(wanted: &Wanted, table: &Table, linked: &Linked) -> Result<serde_json::Value, Box<dyn Error>> {
    let lists = truth(&wanted.files)?;
    let person = |record: u32| {
        let list = usize::from(record as usize >= table.first_list());
        lists[list].get(table.id(record)).map(String::as_str)
    };
    let two = table.has_two_lists();
    let mut counts: HashMap<&str, (f64, f64)> = HashMap::new();
    for (turn, people) in lists.iter().enumerate() {
        for person in people.values() {
            let count = counts.entry(person).or_default();
            if turn == 0 { count.0 += 1.0 } else { count.1 += 1.0 }
        }
    }
    let all: f64 = counts.values().map(|(one, other)| if two { one * other } else { one * (one - 1.0) / 2.0 }).sum();
    let mut by_probability = serde_json::Map::new();
    for threshold in [0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999] {
        let found: Vec<_> = linked.pairs.iter().filter(|pair| pair.probability() >= threshold).collect();
        let right = found.iter().filter(|pair| person(pair.one) == person(pair.two)).count();
        by_probability.insert(threshold.to_string(), rates(right as f64, found.len() as f64, all));
    }
    let certain: Vec<_> = linked.pairs.iter().filter(|pair| pair.certain).collect();
    let certain_right = certain.iter().filter(|pair| person(pair.one) == person(pair.two)).count();
    let (mut found, mut right) = (0.0, 0.0);
    for group in linked.clusters.groups() {
        for (turn, one) in group.iter().enumerate() {
            for other in &group[turn + 1..] {
                if two && ((*one as usize) < table.first_list()) == ((*other as usize) < table.first_list()) {
                    continue;
                }
                found += 1.0;
                right += f64::from(u8::from(person(*one) == person(*other)));
            }
        }
    }
    let names: Vec<&str> = wanted.files.iter().filter_map(|file| Path::new(file).file_name()?.to_str()).collect();
    Ok(serde_json::json!({
        "lists": names, "model": wanted.model.name, "true_pairs": all,
        "by_probability": by_probability, "certain": rates(certain_right as f64, certain.len() as f64, all), "clusters": rates(right, found, all),
    }))
}
