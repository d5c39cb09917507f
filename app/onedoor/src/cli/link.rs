//! Finding who is on a list twice.

use super::Output;
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Options of `link`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Link {
    /// A list as CSV, in UTF-8, with a header; comma, semicolon or tab between columns
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) list: PathBuf,

    /// A second list: its records are linked with those of the first, and not with each other
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) other: Option<PathBuf>,

    /// How records are compared: vn, general, or a file with a model as JSON
    #[arg(long, default_value = "vn", value_name = "vn|general|FILE")]
    pub(crate) model: String,

    /// From which probability on records are joined, instead of the model's
    #[arg(long, value_name = "PROBABILITY", value_parser = probability)]
    pub(crate) threshold: Option<f64>,

    /// Nobody is twice on the same list
    #[arg(long)]
    pub(crate) unique: bool,

    /// Pairs that people decided, as CSV with the columns `id_1`, `id_2` and `same` (yes or no)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) decisions: Option<PathBuf>,

    /// Where to write what was found; by default beside the first list, without its ending
    ///
    /// Written are NAME.pairs.csv, NAME.clusters.csv, NAME.weights.json and, when lines were rejected, NAME.rejected.csv.
    #[arg(long, value_name = "NAME", value_hint = ValueHint::AnyPath)]
    pub(crate) into: Option<PathBuf>,

    /// How the summary is printed
    #[arg(long, value_enum, default_value_t = Output::Text)]
    pub(crate) output: Output,

    /// Threads that compare; as many as the machine has processors by default
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// Which pairs are drawn for learning; the same seed gives the same result
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

fn probability(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "a number between 0 and 1, such as 0.9".to_owned())?;
    if number > 0.0 && number < 1.0 { Ok(number) } else { Err("it lies between 0 and 1".to_owned()) }
}
