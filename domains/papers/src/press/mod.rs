//! The press: templates of the country pack and data in, PDF out.
//!
//! Printing is pure: no clock, no network, no files. The same template, frame and body give the same bytes.

mod bench;
mod fonts;
mod ink;
mod qr;

use crate::code::Code;
use crate::model::Agency;
use bench::{Bench, Shop};
use kernel::time::Moment;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Intermediate results that were not used by so many papers are forgotten, so memory does not grow.
const CACHE_PAPERS_MAX: usize = 4;
/// Minutes that Vietnamese clocks are ahead of UTC.
const VIETNAM_OFFSET_MINUTES: i32 = 7 * 60;
/// A message of the typesetter is cut after so many characters.
const MESSAGE_LENGTH_MAX: usize = 200;

/// Everything that is printed on one paper.
pub struct Proof<'a> {
    /// The name of the template.
    pub kind: &'a str,
    /// In whose name.
    pub agency: &'a Agency,
    /// The number in the office's book of the year.
    pub number: Option<i64>,
    /// The date of the paper.
    pub date: Moment,
    /// The verification code.
    pub code: Code,
    /// The address that the QR code leads to.
    pub verify_url: &'a str,
    /// Whether to print that the paper has no legal value: demonstrations and rehearsals.
    pub specimen: bool,
    /// The template's data.
    pub body: &'a serde_json::Value,
}

/// Why a paper could not be printed. The texts hold nothing of the paper's data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PressError {
    /// The pack has no such template.
    #[error("the country pack has no paper template `{0}`")]
    UnknownTemplate(String),
    /// The template and its data do not fit, or the template is wrong.
    #[error("paper template {place}: {message}")]
    Template {
        /// The file, and the line when it is known.
        place: String,
        /// What the typesetter says, without the data.
        message: String,
    },
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Frame<'a> {
    agency: &'a Agency,
    number: Option<String>,
    date: Moment,
    code: String,
    verify_url: &'a str,
    specimen: bool,
}

/// Prints papers from the templates of a country pack. One a process; threads may share it.
pub struct Press {
    templates: BTreeMap<String, String>,
    // Fonts and the typesetter's library take some megabytes, which a server that prints nothing does not spend.
    shop: OnceLock<Shop>,
}

impl Press {
    /// A press with these templates: file name, such as `receipt.typ`, and text. Names that begin with `_` are only
    /// imported by others.
    #[must_use]
    pub fn new(templates: impl IntoIterator<Item = (String, String)>) -> Self {
        let templates =
            templates.into_iter().map(|(name, text)| (name.strip_suffix(".typ").map(str::to_owned).unwrap_or(name), text));
        Self { templates: templates.collect(), shop: OnceLock::new() }
    }

    /// The kinds of paper it can print.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().map(String::as_str).filter(|name| !name.starts_with('_'))
    }

    /// Prints one paper: a tagged PDF that conforms to PDF/A-2a (archival) and PDF/UA-1 (accessible).
    ///
    /// # Errors
    /// [`PressError`] when there is no such template, or it and the data do not fit.
    pub fn print(&self, proof: &Proof<'_>) -> Result<Vec<u8>, PressError> {
        let printed = self.print_once(proof);
        comemo::evict(CACHE_PAPERS_MAX);
        printed
    }

    fn print_once(&self, proof: &Proof<'_>) -> Result<Vec<u8>, PressError> {
        let shop = self.shop.get_or_init(|| Shop::new(&self.templates));
        let main = shop.template(proof.kind).ok_or_else(|| PressError::UnknownTemplate(proof.kind.to_owned()))?;
        let frame = Frame {
            agency: proof.agency,
            number: proof.number.map(|number| format!("{number:04}")),
            date: proof.date,
            code: proof.code.to_string(),
            verify_url: proof.verify_url,
            specimen: proof.specimen,
        };
        let data = ink::printable(serde_json::json!({ "frame": frame, "body": proof.body }), &shop.fonts);
        let bench = Bench::new(shop, main, data.to_string(), qr::svg(proof.verify_url));
        let options = PdfOptions {
            ident: Smart::Custom(proof.code.to_string()),
            creator: Smart::Custom(Some("OneDoor".to_owned())),
            timestamp: timestamp(proof.date),
            page_ranges: None,
            standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).unwrap_or_default(),
            tagged: true,
            pretty: false,
        };
        typst::compile(&bench)
            .output
            .and_then(|document| typst_pdf::pdf(&document, &options))
            .map_err(|diagnostics| describe(&bench, proof.kind, &diagnostics, &data))
    }
}

fn timestamp(at: Moment) -> Option<Timestamp> {
    let part = |number: i8| u8::try_from(number).ok();
    let at = Datetime::from_ymd_hms(at.year.into(), part(at.month)?, part(at.day)?, part(at.hour)?, part(at.minute)?, 0)?;
    Timestamp::new_local(at, VIETNAM_OFFSET_MINUTES)
}

/// The first thing the typesetter found wrong, where, and without the paper's data.
fn describe(bench: &Bench<'_>, kind: &str, diagnostics: &[SourceDiagnostic], data: &serde_json::Value) -> PressError {
    let first = diagnostics.first();
    let place = first.and_then(|diagnostic| bench.place_of(diagnostic)).unwrap_or_else(|| format!("{kind}.typ"));
    let message = first.map_or("the typesetter gave no reason", |diagnostic| diagnostic.message.as_str());
    let message = ink::without_data(message, data).chars().take(MESSAGE_LENGTH_MAX).collect();
    PressError::Template { place, message }
}

#[cfg(test)]
mod tests;
