//! Reading lists: CSV as offices and programs write it, with commas, semicolons or tabs, with or without a byte order
//! mark, with headers in Vietnamese or English.

use crate::Error;
use crate::filling::Batch;
use crate::model::{Model, WholeName};
use crate::table::Table;
use kernel::name::fold;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// How lists head the column with their own number of a record.
const ID_HEADERS: [&str; 12] =
    ["id", "rec id", "record id", "record", "unique id", "stt", "so thu tu", "ma", "ma ho so", "ma so", "so ho so", "ma nguoi"];
/// Letters of the first line that are looked at to tell what parts the columns.
const HEADER_MAX: usize = 1 << 16;
/// Letters of the longest line that is taken.
const LINE_MAX: usize = 1 << 16;
/// Lines that were rejected are remembered up to this many; all are counted.
pub const REJECTED_MAX: usize = 10_000;

/// Why a line was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has another number of fields than the header.
    OtherNumberOfFields,
    /// It is not written in UTF-8.
    NotUtf8,
    /// It is longer than any line of a list: a quotation mark was left open.
    TooLong,
    /// It has nothing that could be compared.
    Empty,
}

impl Reason {
    /// What is wrong, for a file that people read.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::OtherNumberOfFields => "another number of fields than the header",
            Self::NotUtf8 => "not written in UTF-8",
            Self::TooLong => "too long; perhaps a quotation mark was left open",
            Self::Empty => "nothing that could be compared",
        }
    }
}

/// A line that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rejected {
    /// The line in the file, the header's being 1.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// What became of a list.
#[derive(Debug, Clone, Default)]
pub struct ListReport {
    /// Records that were taken.
    pub taken: usize,
    /// How many lines were rejected.
    pub rejected: usize,
    /// The first of them.
    pub lines: Vec<Rejected>,
    /// Columns of the model and the header that was taken for each.
    pub columns: Vec<(String, String)>,
    /// Headers that no column was found for.
    pub ignored: Vec<String>,
    /// Whether the list numbers its records; line numbers stand for it otherwise.
    pub has_ids: bool,
}

/// Where a field of a record comes from.
#[derive(Clone, Copy)]
enum Source {
    Nowhere,
    Field(usize),
    Family(usize),
    Middle(usize),
    Given(usize),
}

impl Source {
    fn of(self, record: &csv::ByteRecord) -> &[u8] {
        let field = |place| record.get(place).unwrap_or_default().trim_ascii();
        let gap = |letter: &u8| *letter == b' ';
        match self {
            Self::Nowhere => &[],
            Self::Field(place) => field(place),
            Self::Family(place) => {
                let name = field(place);
                name.iter().position(gap).map_or(&[], |end| &name[..end])
            }
            Self::Given(place) => {
                let name = field(place);
                name.iter().rposition(gap).map_or(name, |start| &name[start + 1..])
            }
            Self::Middle(place) => {
                let name = field(place);
                match (name.iter().position(gap), name.iter().rposition(gap)) {
                    (Some(start), Some(end)) if start < end => name[start..end].trim_ascii(),
                    _ => &[],
                }
            }
        }
    }
}

/// Adds the records of a file to a table. `progress` is told the bytes that were read.
///
/// # Errors
/// A file that cannot be read, has no header of the model, or holds too much.
pub fn read_list(
    path: &Path,
    model: &Model,
    table: &mut Table,
    threads: usize,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<ListReport, Error> {
    let mut file = File::open(path)?;
    let (start, delimiter) = shape(&mut file)?;
    file.seek(SeekFrom::Start(start))?;
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).buffer_capacity(1 << 18).from_reader(file);
    let header = reader.byte_headers().map_err(unreadable)?.clone();
    let mut report = ListReport::default();
    let (id, sources) = sources(model, &header, &mut report)?;
    let before = table.len();
    let mut record = csv::ByteRecord::new();
    let taken = &mut report;
    table.fill(threads, |batch| {
        while !batch.is_full() {
            if !reader.read_byte_record(&mut record).map_err(unreadable)? {
                return Ok(false);
            }
            let line = record.position().map_or(0, csv::Position::line);
            match take(&record, header.len(), id, &sources, line, batch) {
                None => {}
                Some(reason) => {
                    taken.rejected += 1;
                    if taken.lines.len() < REJECTED_MAX {
                        taken.lines.push(Rejected { line, reason });
                    }
                }
            }
        }
        progress(reader.position().byte());
        Ok(true)
    })?;
    report.taken = table.len() - before;
    Ok(report)
}

/// Puts a line into the batch, unless there is a reason not to.
fn take(
    record: &csv::ByteRecord,
    width: usize,
    id: Option<usize>,
    sources: &[Source],
    line: u64,
    batch: &mut Batch,
) -> Option<Reason> {
    if record.len() != width {
        return Some(Reason::OtherNumberOfFields);
    }
    if record.as_slice().len() > LINE_MAX {
        return Some(Reason::TooLong);
    }
    if std::str::from_utf8(record.as_slice()).is_err() {
        return Some(Reason::NotUtf8);
    }
    if sources.iter().all(|source| source.of(record).is_empty()) {
        return Some(Reason::Empty);
    }
    let fields = sources.iter().map(|source| source.of(record));
    match id {
        Some(place) => batch.push(std::iter::once(record.get(place).unwrap_or_default()).chain(fields)),
        None => batch.push(std::iter::once(line.to_string().as_bytes()).chain(fields)),
    }
    None
}

fn unreadable(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::File(error),
        other => Error::BadList(format!("the list cannot be read: {other:?}")),
    }
}

/// Where the text begins, behind a byte order mark, and what parts the columns.
fn shape(file: &mut File) -> Result<(u64, u8), Error> {
    let mut head = Vec::with_capacity(HEADER_MAX);
    BufReader::new(file).take(HEADER_MAX as u64).read_to_end(&mut head)?;
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return Err(Error::BadList("the list is written in UTF-16; save it as UTF-8".to_owned()));
    }
    let start = if head.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in &head[start..] {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            byte if !quoted => counts.iter_mut().filter(|(mark, _)| mark == byte).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark);
    Ok((start as u64, most))
}

/// The words of a header, folded: `Số CCCD/CMND` is `so cccd cmnd`.
fn header_key(header: &str) -> String {
    let folded = fold(header);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Finds the id and the field of each column that is filled.
fn sources(model: &Model, header: &csv::ByteRecord, report: &mut ListReport) -> Result<(Option<usize>, Vec<Source>), Error> {
    let headers: Vec<String> = header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let keys: Vec<String> = headers.iter().map(|name| header_key(name)).collect();
    let mut used = vec![false; keys.len()];
    let mut find = |names: Vec<&str>| {
        let found = names.into_iter().find_map(|name| {
            let name = header_key(name);
            (0..keys.len()).find(|place| keys[*place] == name && !used[*place])
        });
        if let Some(place) = found {
            used[place] = true;
        }
        found
    };
    // A list with the whole name in one column may call the given name alone the same; the whole name is asked first.
    let whole =
        model.whole_name.as_ref().and_then(|whole| Some((whole, find(whole.headers.iter().map(String::as_str).collect())?)));
    let id = find(ID_HEADERS.to_vec());
    let mut sources = Vec::new();
    for column in model.filled_columns() {
        let own = std::iter::once(column.name.as_str()).chain(column.headers.iter().map(String::as_str));
        let source = match find(own.collect()) {
            Some(place) => Source::Field(place),
            None => whole.map_or(Source::Nowhere, |(whole, place)| part_of(whole, &column.name, place)),
        };
        if let Source::Field(place) | Source::Family(place) | Source::Middle(place) | Source::Given(place) = source {
            report.columns.push((column.name.clone(), headers[place].clone()));
        }
        sources.push(source);
    }
    report.has_ids = id.is_some();
    report.ignored = headers.iter().zip(&used).filter(|(_, used)| !**used).map(|(name, _)| name.clone()).collect();
    if report.columns.len() < 2 {
        let known = headers.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
        let message = format!("fewer than two columns of the model `{}` are in the list; its headers are: {known}", model.name);
        return Err(Error::BadList(message));
    }
    Ok((id, sources))
}

fn part_of(whole: &WholeName, column: &str, place: usize) -> Source {
    if column == whole.family {
        Source::Family(place)
    } else if column == whole.middle {
        Source::Middle(place)
    } else if column == whole.given {
        Source::Given(place)
    } else {
        Source::Nowhere
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_by_their_words() {
        assert_eq!(header_key(" Số CCCD/CMND "), "so cccd cmnd");
        assert_eq!(header_key("Date_of_Birth"), "date of birth");
        assert_eq!(header_key("Họ, chữ đệm và tên"), "ho chu dem va ten");
    }

    #[test]
    fn a_whole_name_comes_apart() {
        let record = csv::ByteRecord::from(vec![" Nguyễn Thị Thu  Hương ", "Hương", "Nguyễn Hương"]);
        let parts = |place| {
            let parts = [Source::Family(place), Source::Middle(place), Source::Given(place)];
            parts.map(|part| std::str::from_utf8(part.of(&record)).expect("text"))
        };
        assert_eq!(parts(0), ["Nguyễn", "Thị Thu", "Hương"]);
        assert_eq!(parts(1), ["", "", "Hương"]);
        assert_eq!(parts(2), ["Nguyễn", "", "Hương"]);
    }
}
