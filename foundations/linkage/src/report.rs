//! What was found, as CSV: pairs with what each field says, and clusters.

use crate::Error;
use crate::linker::{Explainer, Linked};
use crate::list::{ListReport, Rejected};
use crate::model::Model;
use crate::table::Table;
use std::io::Write;

fn unwritten(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::File(error),
        other => Error::BadList(format!("the result cannot be written: {other:?}")),
    }
}

/// Writes the pairs: both ids, probability, score, what to do, and for each field level, m, u and weight.
///
/// # Errors
/// A file that cannot be written.
pub fn write_pairs(model: &Model, table: &Table, linked: &Linked, out: impl Write) -> Result<(), Error> {
    let explainer = Explainer::new(model, table, &linked.weights)?;
    let mut csv = csv::Writer::from_writer(out);
    let mut header: Vec<String> = ["id_1", "id_2", "probability", "score", "verdict"].map(str::to_owned).into();
    for name in model.comparisons.iter().map(|field| &field.name).chain(model.together.iter().map(|set| &set.name)) {
        header.extend(["", " m", " u", " weight"].map(|what| format!("{name}{what}")));
    }
    csv.write_record(&header).map_err(unwritten)?;
    let clusters = &linked.clusters;
    for pair in &linked.pairs {
        let explanation = explainer.explain(pair.one, pair.two)?;
        let verdict = match (clusters.cluster(pair.one) == clusters.cluster(pair.two), pair.certain) {
            (true, true) => "certain",
            (true, false) => "likely",
            (false, _) => "review",
        };
        csv.write_field(table.id(pair.one)).map_err(unwritten)?;
        csv.write_field(table.id(pair.two)).map_err(unwritten)?;
        csv.write_field(format!("{:.6}", pair.probability())).map_err(unwritten)?;
        csv.write_field(format!("{:.2}", pair.score)).map_err(unwritten)?;
        csv.write_field(verdict).map_err(unwritten)?;
        let names = model.comparisons.iter().map(|field| &field.name).chain(model.together.iter().map(|set| &set.name));
        for name in names {
            let part = explanation.parts.iter().find(|part| part.field == *name);
            let Some((part, level)) = part.and_then(|part| Some((part, part.level.as_ref()?))) else {
                for _ in 0..4 {
                    csv.write_field("").map_err(unwritten)?;
                }
                continue;
            };
            csv.write_field(level).map_err(unwritten)?;
            csv.write_field(format!("{:.3e}", part.m)).map_err(unwritten)?;
            csv.write_field(format!("{:.3e}", part.u)).map_err(unwritten)?;
            csv.write_field(format!("{:.2}", part.weight)).map_err(unwritten)?;
        }
        csv.write_record(None::<&[u8]>).map_err(unwritten)?;
    }
    csv.flush()?;
    Ok(())
}

/// Writes the clusters of two records and more: the number of the cluster, the list and the id of each record.
///
/// # Errors
/// A file that cannot be written.
pub fn write_clusters(table: &Table, linked: &Linked, out: impl Write) -> Result<(), Error> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["cluster", "list", "id"]).map_err(unwritten)?;
    for (number, group) in linked.clusters.groups().iter().enumerate() {
        let number = (number + 1).to_string();
        for record in group {
            let list = if (*record as usize) < table.first_list() { "1" } else { "2" };
            csv.write_record([number.as_str(), list, table.id(*record)]).map_err(unwritten)?;
        }
    }
    csv.flush()?;
    Ok(())
}

/// Writes the lines of a list that were rejected, and why.
///
/// # Errors
/// A file that cannot be written.
pub fn write_rejected(report: &ListReport, out: impl Write) -> Result<(), Error> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["line", "reason"]).map_err(unwritten)?;
    for Rejected { line, reason } in &report.lines {
        csv.write_record([line.to_string().as_str(), reason.text()]).map_err(unwritten)?;
    }
    csv.flush()?;
    Ok(())
}
