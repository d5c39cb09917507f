//! Cutting a file into records and fields.
//!
//! A record is usually a line; a quoted field may hold line breaks. Everything is bounded: a quote that is never closed
//! costs its own line, not the rest of the file, and not the memory.

use std::collections::VecDeque;
use std::io::{self, BufRead};

/// The most lines that one record may span.
pub const LINES_A_RECORD_MAX: usize = 20;
/// The most bytes of one record; a longer line is refused.
pub const RECORD_BYTES_MAX: usize = 64 * 1024;
/// The most fields of one record; further ones are not looked at.
pub const FIELDS_MAX: usize = 200;

/// What separates fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delimiter {
    Comma,
    Semicolon,
    Tab,
}

impl Delimiter {
    const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// A record as it was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// The number of its first line, from 1.
    pub(crate) line: u64,
    /// Where the next record starts, in bytes from the start of the file.
    pub(crate) next_byte: u64,
    /// The number of the line on which the next record starts.
    pub(crate) next_line: u64,
    /// The fields, or why there are none.
    pub(crate) fields: Result<Vec<String>, Torn>,
}

/// Why a record could not be cut into fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Torn {
    /// A quote was opened and not closed.
    OpenQuote,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The line is longer than [`RECORD_BYTES_MAX`].
    TooLong,
}

/// A physical line.
struct Line {
    bytes: Vec<u8>,
    /// Its length in the file, line break included.
    length: u64,
    too_long: bool,
}

/// Cuts a stream into records.
pub(crate) struct Records<R> {
    source: R,
    delimiter: Delimiter,
    /// Lines that were read ahead for a quote that did not close.
    ahead: VecDeque<Line>,
    byte: u64,
    line: u64,
}

impl<R: BufRead> Records<R> {
    /// Records from `source`, which stands at `byte`, the start of line `line`.
    pub(crate) const fn new(source: R, delimiter: Delimiter, byte: u64, line: u64) -> Self {
        Self { source, delimiter, ahead: VecDeque::new(), byte, line }
    }

    /// The next record; blank lines are skipped.
    pub(crate) fn next(&mut self) -> io::Result<Option<Record>> {
        loop {
            let Some(first) = self.take_line()? else { return Ok(None) };
            let line = self.line;
            self.consume(&first);
            if first.too_long {
                return Ok(Some(self.record(line, Err(Torn::TooLong))));
            }
            if is_blank(&first.bytes, self.delimiter) {
                continue;
            }
            let fields = self.fields_from(first.bytes)?;
            return Ok(Some(self.record(line, fields)));
        }
    }

    fn record(&self, line: u64, fields: Result<Vec<String>, Torn>) -> Record {
        Record { line, next_byte: self.byte, next_line: self.line, fields }
    }

    /// Cuts a line, with those after it when a quote stays open at its end.
    fn fields_from(&mut self, mut bytes: Vec<u8>) -> io::Result<Result<Vec<String>, Torn>> {
        let mut joined: Vec<Line> = Vec::new();
        loop {
            match cut(&bytes, self.delimiter) {
                Cut::Whole(fields) => {
                    for line in &joined {
                        self.consume(line);
                    }
                    return Ok(fields.into_iter().map(text).collect());
                }
                Cut::Open => {
                    let next = if joined.len() + 1 < LINES_A_RECORD_MAX { self.take_line()? } else { None };
                    match next {
                        Some(next) if !next.too_long && bytes.len() + next.bytes.len() < RECORD_BYTES_MAX => {
                            bytes.push(b'\n');
                            bytes.extend_from_slice(&next.bytes);
                            joined.push(next);
                        }
                        next => {
                            // The quote never closes: the lines read ahead are records of their own.
                            for line in joined.into_iter().chain(next).rev() {
                                self.ahead.push_front(line);
                            }
                            return Ok(Err(Torn::OpenQuote));
                        }
                    }
                }
            }
        }
    }

    fn consume(&mut self, line: &Line) {
        self.byte += line.length;
        self.line += 1;
    }

    fn take_line(&mut self) -> io::Result<Option<Line>> {
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => read_line(&mut self.source),
        }
    }
}

/// Reads a line without its break; of a line that is too long only the length is kept.
fn read_line(source: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Line { bytes: Vec::new(), length: 0, too_long: false };
    loop {
        let available = source.fill_buf()?;
        if available.is_empty() {
            break;
        }
        let end = available.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(available.len(), |end| end + 1);
        if line.bytes.len() + taken > RECORD_BYTES_MAX {
            line.too_long = true;
            line.bytes.clear();
        } else if !line.too_long {
            line.bytes.extend_from_slice(&available[..taken]);
        }
        line.length += u64::try_from(taken).unwrap_or(0);
        source.consume(taken);
        if end.is_some() {
            break;
        }
    }
    if line.length == 0 {
        return Ok(None);
    }
    while line.bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        line.bytes.pop();
    }
    Ok(Some(line))
}

/// Nothing but white space and delimiters, as spreadsheets export empty rows.
fn is_blank(line: &[u8], delimiter: Delimiter) -> bool {
    line.iter().all(|byte| byte.is_ascii_whitespace() || *byte == delimiter.byte() || *byte == b'"')
}

enum Cut {
    Whole(Vec<Vec<u8>>),
    Open,
}

/// Cuts a record at its delimiters; doubled quotes in a quoted field are one quote. A quote inside an unquoted field is
/// an ordinary letter.
fn cut(record: &[u8], delimiter: Delimiter) -> Cut {
    let mut fields = Vec::new();
    let mut field = Vec::new();
    let mut bytes = record.iter().copied().peekable();
    loop {
        let quoted = bytes.peek() == Some(&b'"');
        if quoted {
            bytes.next();
            loop {
                match bytes.next() {
                    None => return Cut::Open,
                    Some(b'"') if bytes.peek() == Some(&b'"') => {
                        bytes.next();
                        field.push(b'"');
                    }
                    Some(b'"') => break,
                    Some(byte) => field.push(byte),
                }
            }
        }
        let mut ended = true;
        for byte in bytes.by_ref() {
            if byte == delimiter.byte() {
                ended = false;
                break;
            }
            field.push(byte);
        }
        if fields.len() < FIELDS_MAX {
            fields.push(std::mem::take(&mut field));
        }
        if ended {
            return Cut::Whole(fields);
        }
    }
}

fn text(bytes: Vec<u8>) -> Result<String, Torn> {
    String::from_utf8(bytes).map_err(|_| Torn::NotUtf8)
}

/// The delimiter that the start of a file suggests: the one that cuts its lines most evenly into most fields.
pub(crate) fn sniff(start: &[u8]) -> Delimiter {
    let lines: Vec<&[u8]> = start.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).take(30).collect();
    let score = |delimiter: Delimiter| {
        let widths = lines.iter().map(|line| match cut(line.trim_ascii_end(), delimiter) {
            Cut::Whole(fields) => fields.len(),
            Cut::Open => 1,
        });
        let mut counts = std::collections::BTreeMap::new();
        for width in widths.filter(|width| *width > 1) {
            *counts.entry(width).or_insert(0usize) += 1;
        }
        counts.into_iter().map(|(width, lines)| (lines, width)).max().unwrap_or((0, 0))
    };
    // The first of equals: a comma.
    Delimiter::ALL.into_iter().rev().max_by_key(|delimiter| score(*delimiter)).unwrap_or(Delimiter::Comma)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(text: &[u8], delimiter: Delimiter) -> Vec<(u64, Result<Vec<String>, Torn>)> {
        let mut records = Records::new(text, delimiter, 0, 1);
        let mut all = Vec::new();
        while let Some(record) = records.next().expect("memory does not fail") {
            all.push((record.line, record.fields));
        }
        all
    }

    fn fields(texts: &[&str]) -> Result<Vec<String>, Torn> {
        Ok(texts.iter().map(|&text| text.to_owned()).collect())
    }

    #[test]
    fn lines_become_fields() {
        let text = b"a,b\r\n\r\n ,, \nc,\"d, \"\"e\"\"\"\nf,\"g\nh\"\ni";
        let expected =
            [(1, fields(&["a", "b"])), (4, fields(&["c", "d, \"e\""])), (5, fields(&["f", "g\nh"])), (7, fields(&["i"]))];
        assert_eq!(records(text, Delimiter::Comma), expected);
    }

    #[test]
    fn an_open_quote_costs_one_line() {
        let mut text = b"a,\"b\n".to_vec();
        for number in 0..50 {
            text.extend_from_slice(format!("c{number},d\n").as_bytes());
        }
        let all = records(&text, Delimiter::Comma);
        assert_eq!(all[0], (1, Err(Torn::OpenQuote)));
        assert_eq!(all[1], (2, fields(&["c0", "d"])));
        assert_eq!(all.len(), 51);
        assert_eq!(records(b"a;\"b", Delimiter::Semicolon), [(1, Err(Torn::OpenQuote))]);
    }

    #[test]
    fn what_is_not_text_is_told() {
        let long = [b"x".repeat(RECORD_BYTES_MAX + 1), b"\nb,c\n\xff,d\n".to_vec()].concat();
        assert_eq!(
            records(&long, Delimiter::Comma),
            [(1, Err(Torn::TooLong)), (2, fields(&["b", "c"])), (3, Err(Torn::NotUtf8))]
        );
    }

    #[test]
    fn a_record_says_where_the_next_begins() {
        let text = b"a,b\n\nc,\"d\ne\"\nf,g";
        let mut cutter = Records::new(&text[..], Delimiter::Comma, 0, 1);
        while let Some(record) = cutter.next().expect("memory does not fail") {
            let rest = &text[usize::try_from(record.next_byte).expect("it fits")..];
            let mut again = Records::new(rest, Delimiter::Comma, record.next_byte, record.next_line);
            let (mut one, mut two) = (Records::new(rest, Delimiter::Comma, record.next_byte, record.next_line), Vec::new());
            while let Some(next) = one.next().expect("memory does not fail") {
                two.push(next);
            }
            assert_eq!(again.next().expect("memory does not fail").as_ref(), two.first());
        }
    }

    #[test]
    fn the_delimiter_is_sniffed() {
        assert_eq!(sniff("Họ tên;Ngày sinh\nLê An, dit Ba;1990\nX;2\n".as_bytes()), Delimiter::Semicolon);
        assert_eq!(sniff("Họ tên\tĐịa chỉ\nLê An\tSố 1, phố A, phường B\n".as_bytes()), Delimiter::Tab);
        assert_eq!(sniff("name,address\nLê An,\"1; A; B\"\n".as_bytes()), Delimiter::Comma);
        assert_eq!(sniff(b""), Delimiter::Comma);
    }

    proptest! {
        #[test]
        fn any_bytes_are_cut_and_all_are_accounted_for(bytes in proptest::collection::vec(any::<u8>(), 0..400), which in 0usize..3) {
            let mut cutter = Records::new(&bytes[..], Delimiter::ALL[which], 0, 1);
            let mut last = 0;
            while let Some(record) = cutter.next().expect("memory does not fail") {
                prop_assert!(record.next_byte > last);
                last = record.next_byte;
            }
            prop_assert!(last <= u64::try_from(bytes.len()).expect("it fits"));
            let _ = sniff(&bytes);
        }

        #[test]
        fn what_is_quoted_comes_back(values in proptest::collection::vec("[a-z,;\"\t ]{1,6}", 1..5)) {
            let quoted: Vec<String> = values.iter().map(|value| format!("\"{}\"", value.replace('"', "\"\""))).collect();
            let line = format!("x,{}\n", quoted.join(","));
            let mut expected = vec!["x".to_owned()];
            expected.extend(values);
            prop_assert_eq!(records(line.as_bytes(), Delimiter::Comma), vec![(1, Ok(expected))]);
        }
    }
}
