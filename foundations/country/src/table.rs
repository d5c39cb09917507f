//! Reads a CSV file of the pack: named columns, `#` comments, a first line that says where the data come from.

use crate::files::Files;
use crate::problem::Problems;
use std::fmt::Display;
use std::str::FromStr;

/// A row of a table, with the line it stands on.
#[derive(Debug)]
pub(crate) struct Row<'f> {
    file: &'f str,
    /// The line in the file, counted from 1.
    pub(crate) line: u64,
    cells: Vec<String>,
}

impl Row<'_> {
    /// The text of the column that stands at `index` in the list given to [`read`].
    pub(crate) fn text(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }

    /// The parsed cell; a cell that cannot be parsed is a problem.
    pub(crate) fn parse<T>(&self, index: usize, expected: &str, problems: &mut Problems) -> Option<T>
    where
        T: FromStr,
    {
        let text = self.text(index);
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.wrong(problems, format!("`{text}` is not {expected}"));
        }
        parsed
    }

    /// As [`Row::parse`], with `None` for an empty cell. The outer `None` means that a problem was noted.
    #[expect(clippy::option_option, reason = "a wrong cell and an empty cell are different things")]
    pub(crate) fn parse_optional<T>(&self, index: usize, expected: &str, problems: &mut Problems) -> Option<Option<T>>
    where
        T: FromStr,
    {
        if self.text(index).is_empty() { Some(None) } else { self.parse(index, expected, problems).map(Some) }
    }

    /// The text of a cell that must not be empty.
    pub(crate) fn needed(&self, index: usize, what: &str, problems: &mut Problems) -> Option<String> {
        let text = self.text(index);
        if text.is_empty() {
            self.wrong(problems, format!("the {what} is empty; fill it in"));
            return None;
        }
        Some(text.to_owned())
    }

    /// Notes a problem of this row.
    pub(crate) fn wrong(&self, problems: &mut Problems, message: impl Display) {
        problems.at(self.file, self.line, message.to_string());
    }
}

/// The rows of `file`, their cells in the order of `columns`.
///
/// A file without `columns` or without its source line is a problem; so is a row of another length.
pub(crate) fn read<'f>(files: &Files, file: &'f str, columns: &[&str], problems: &mut Problems) -> Vec<Row<'f>> {
    let Some(text) = files.text(file, problems) else { return Vec::new() };
    if !text.starts_with("# Source: ") {
        problems.at(file, 1, "the first line must say where the data come from: `# Source: …`");
    }
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).from_reader(text.as_bytes());
    let Some(positions) = positions(&mut reader, text, file, columns, problems) else { return Vec::new() };
    let width = reader.headers().map_or(0, csv::StringRecord::len);
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                if record.len() != width {
                    problems.at(
                        file,
                        line,
                        format!(
                            "{} cells where the head has {width}; a comma inside a cell needs quotes around it",
                            record.len()
                        ),
                    );
                    continue;
                }
                let cells = positions.iter().map(|&at| record.get(at).unwrap_or_default().trim().to_owned()).collect();
                rows.push(Row { file, line, cells });
            }
            Err(error) => {
                problems.at(file, error.position().map_or(0, csv::Position::line), format!("not a row of a CSV file: {error}"));
            }
        }
    }
    if rows.is_empty() {
        problems.in_file(file, "no row could be read");
    }
    rows
}

fn positions(
    reader: &mut csv::Reader<&[u8]>,
    text: &str,
    file: &str,
    columns: &[&str],
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let head = match reader.headers() {
        Ok(head) => head.clone(),
        Err(error) => {
            problems.in_file(file, format!("the head cannot be read: {error}"));
            return None;
        }
    };
    // The reader counts the head's line from before the comments.
    let line =
        text.lines().position(|line| !line.starts_with('#')).map_or(1, |index| u64::try_from(index + 1).unwrap_or(u64::MAX));
    let missing: Vec<&str> = columns.iter().copied().filter(|&column| !head.iter().any(|title| title.trim() == column)).collect();
    if !missing.is_empty() {
        problems.at(file, line, format!("the head lacks {}; expected the columns {}", missing.join(", "), columns.join(", ")));
        return None;
    }
    Some(columns.iter().filter_map(|&column| head.iter().position(|title| title.trim() == column)).collect())
}
