//! `onedoor link`: which records of a list, or of two, are about the same person. It needs no database.

use crate::cli::{Link, Output};
use crate::commands::Outcome;
use crate::progress;
use anyhow::Context as _;
use indicatif::ProgressBar;
use linkage::{Decision, Linked, ListReport, Model, Options, Stage, Table};
use serde_json::json;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Reads, links and writes what was found.
///
/// # Errors
/// A list, model or decision that is not understood; a file that cannot be read or written.
pub(crate) fn run(wanted: &Link, quiet: bool) -> anyhow::Result<Outcome> {
    let model = model(wanted)?;
    let threads = threads(wanted);
    let mut table = Table::new(&model)?;
    let whole = progress::bar("linking", 0, true);
    let mut reports = vec![read(&wanted.list, &model, &mut table, threads, quiet)?];
    if let Some(other) = &wanted.other {
        table.begin_second_list();
        reports.push(read(other, &model, &mut table, threads, quiet)?);
    }
    let decisions = wanted.decisions.as_deref().map_or_else(|| Ok(Vec::new()), |file| decisions(file, &table))?;
    let (first_unique, second_unique) = (wanted.unique, wanted.unique);
    let options = Options { threads, seed: wanted.seed, first_unique, second_unique, decisions, weights: None };
    let bar = progress::bar("comparing", 1, quiet);
    let linked = linkage::link(&model, &mut table, &options, &|stage, done, total| show(&bar, stage, done, total))?;
    bar.finish_and_clear();
    let name = wanted.into.clone().unwrap_or_else(|| wanted.list.with_extension(""));
    let files = write(&name, &model, &table, &linked, &reports)?;
    summary(wanted, &table, &linked, &reports, &files, whole.elapsed().as_secs_f64());
    Ok(if reports.iter().all(|report| report.rejected == 0) { Outcome::Done } else { Outcome::Findings })
}

fn model(wanted: &Link) -> anyhow::Result<Model> {
    let mut model = match wanted.model.as_str() {
        "vn" => Model::vietnamese(),
        "general" => Model::general(),
        file => {
            let text = std::fs::read_to_string(file).with_context(|| format!("the model {file}"))?;
            Model::from_json(&text).with_context(|| format!("the model {file}"))?
        }
    };
    if let Some(threshold) = wanted.threshold {
        let thresholds = &mut model.thresholds;
        thresholds.cluster = threshold;
        thresholds.review = thresholds.review.min(threshold);
        thresholds.certain = thresholds.certain.max(threshold);
    }
    Ok(model)
}

fn threads(wanted: &Link) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    wanted.threads.map_or_else(all, usize::from)
}

fn read(file: &Path, model: &Model, table: &mut Table, threads: usize, quiet: bool) -> anyhow::Result<ListReport> {
    let bytes = file.metadata().with_context(|| file.display().to_string())?.len();
    let bar = progress::bar("reading", bytes, quiet);
    let report = linkage::read_list(file, model, table, threads, &|read| bar.set_position(read));
    bar.finish_and_clear();
    report.with_context(|| file.display().to_string())
}

fn show(bar: &ProgressBar, stage: Stage, done: usize, total: usize) {
    let what = match stage {
        Stage::Finding => "finding pairs",
        Stage::Learning => "learning weights",
        Stage::Comparing => "comparing",
        Stage::Clustering => "joining",
    };
    bar.set_message(what);
    bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
    bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
}

/// The decisions of a file, by the ids of the lists.
fn decisions(file: &Path, table: &Table) -> anyhow::Result<Vec<Decision>> {
    let mut lines = Vec::new();
    let mut reader = csv::Reader::from_path(file).with_context(|| file.display().to_string())?;
    for line in reader.deserialize::<(String, String, String)>() {
        lines.push(line.with_context(|| file.display().to_string())?);
    }
    // Of millions of ids only those that were decided on are looked for. The first id is of the first list; the second
    // of the second, when there are two.
    let second_begins = if table.has_two_lists() { table.first_list() } else { 0 };
    let mut first: HashMap<&str, Option<u32>> = lines.iter().map(|(one, _, _)| (one.as_str(), None)).collect();
    let mut second: HashMap<&str, Option<u32>> = lines.iter().map(|(_, two, _)| (two.as_str(), None)).collect();
    for record in 0..u32::try_from(table.len())? {
        let place = usize::try_from(record)?;
        if place < table.first_list()
            && let Some(found) = first.get_mut(table.id(record))
        {
            found.get_or_insert(record);
        }
        if place >= second_begins
            && let Some(found) = second.get_mut(table.id(record))
        {
            found.get_or_insert(record);
        }
    }
    let find = |ids: &HashMap<&str, Option<u32>>, id: &str| {
        let known = ids.get(id).copied().flatten();
        known.with_context(|| format!("{}: the list has no record {id}", file.display()))
    };
    let decided = lines.iter().map(|(one, two, same)| {
        let same = match same.trim().to_lowercase().as_str() {
            "yes" | "true" | "1" | "có" => true,
            "no" | "false" | "0" | "không" => false,
            other => anyhow::bail!("{}: `{other}` is neither yes nor no", file.display()),
        };
        Ok(Decision { one: find(&first, one)?, two: find(&second, two)?, same })
    });
    decided.collect()
}

/// Writes everything; the files.
fn write(name: &Path, model: &Model, table: &Table, linked: &Linked, reports: &[ListReport]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut create = |ending: &str| {
        let mut file = name.as_os_str().to_owned();
        file.push(ending);
        let file = PathBuf::from(file);
        let out = File::create(&file).with_context(|| file.display().to_string());
        files.push(file);
        out.map(BufWriter::new)
    };
    linkage::write_pairs(model, table, linked, create(".pairs.csv")?)?;
    linkage::write_clusters(table, linked, create(".clusters.csv")?)?;
    let mut weights = create(".weights.json")?;
    serde_json::to_writer_pretty(&mut weights, &linked.weights)?;
    weights.flush()?;
    for (turn, report) in reports.iter().enumerate().filter(|(_, report)| report.rejected > 0) {
        linkage::write_rejected(report, create(if turn == 0 { ".rejected.csv" } else { ".rejected-2.csv" })?)?;
    }
    Ok(files)
}

fn summary(wanted: &Link, table: &Table, linked: &Linked, reports: &[ListReport], files: &[PathBuf], seconds: f64) {
    let certain = linked.pairs.iter().filter(|pair| pair.certain).count();
    let groups = linked.clusters.groups();
    let rejected: usize = reports.iter().map(|report| report.rejected).sum();
    let ignored: Vec<&String> = reports.iter().flat_map(|report| &report.ignored).collect();
    if wanted.output == Output::Json {
        let summary = json!({
            "records": table.len(), "rejected": rejected, "compared": linked.compared,
            "pairs": linked.pairs.len(), "certain": certain, "clusters": groups.len(),
            "in_clusters": groups.iter().map(Vec::len).sum::<usize>(),
            "ignored_columns": ignored, "files": files, "seconds": seconds,
        });
        println!("{summary}");
        return;
    }
    println!("{} records, {} lines rejected; {} pairs compared.", table.len(), rejected, linked.compared);
    println!("{} clusters; {} pairs, {certain} of them certain.", groups.len(), linked.pairs.len());
    println!("Took {seconds:.1} s.");
    for column in ignored {
        println!("Column not understood: {column}");
    }
    for file in files {
        println!("Written: {}", file.display());
    }
}
