//! A Rust file taken apart: code, texts and comments, each with its line, and which lines are tests.
//!
//! This is a scanner, not a parser: it knows strings, characters, lifetimes and nested comments, which is what the
//! rules need in order not to mistake words in a text for code.

use std::ops::Range;

/// A string literal or a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    /// The line it begins on, counted from 1.
    pub(crate) line: usize,
    /// Where it begins in the file, in bytes.
    pub(crate) start: usize,
    /// What stands between its marks, as written.
    pub(crate) content: String,
}

/// A function with a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
    /// The body, in bytes of the file.
    pub(crate) body: Range<usize>,
}

/// A Rust file.
#[derive(Debug)]
pub(crate) struct RustSource {
    pub(crate) path: String,
    pub(crate) lines: usize,
    /// The file with comments and the content of strings blanked, byte for byte as long as the file.
    pub(crate) code: String,
    pub(crate) strings: Vec<Text>,
    pub(crate) comments: Vec<Text>,
    line_starts: Vec<usize>,
    tests: Vec<Range<usize>>,
    all_tests: bool,
}

impl RustSource {
    pub(crate) fn read(path: &str, text: &str) -> Self {
        let mut scanner = Scanner {
            text: text.as_bytes(),
            place: 0,
            code: text.as_bytes().to_vec(),
            strings: Vec::new(),
            comments: Vec::new(),
        };
        scanner.scan();
        let line_starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(place, _)| place + 1)).collect();
        let code = String::from_utf8(scanner.code).unwrap_or_default();
        let line_at = |place: usize| line_starts.partition_point(|start| *start <= place);
        let texts = |ranges: Vec<Range<usize>>| {
            ranges
                .into_iter()
                .map(|range| Text { line: line_at(range.start), start: range.start, content: text[range].to_owned() })
                .collect()
        };
        let (strings, comments) = (texts(scanner.strings), texts(scanner.comments));
        let tests = test_modules(&code);
        let all_tests = ["/tests/", "/benches/", "/examples/"].iter().any(|folder| path.contains(folder))
            || path.ends_with("/tests.rs")
            || path.ends_with("/build.rs")
            || path.starts_with("fuzz/");
        Self { path: path.to_owned(), lines: text.lines().count(), code, strings, comments, line_starts, tests, all_tests }
    }

    /// The line of a byte, counted from 1.
    pub(crate) fn line_at(&self, place: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= place)
    }

    /// Whether the byte belongs to tests, examples or a build script.
    pub(crate) fn is_test(&self, place: usize) -> bool {
        self.all_tests || self.tests.iter().any(|range| range.contains(&place))
    }

    /// The functions with their bodies, outermost first.
    pub(crate) fn functions(&self) -> Vec<Function> {
        let mut functions = Vec::new();
        for place in words(&self.code, "fn") {
            let rest = self.code[place + 2..].trim_start();
            let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            if name.is_empty() {
                // A type such as `fn(u8) -> u8`.
                continue;
            }
            if let Some(body) = body_after(&self.code, place) {
                let line = self.line_at(place);
                functions.push(Function { name, line, lines: self.line_at(body.end.saturating_sub(1)) - line + 1, body });
            }
        }
        functions
    }

    /// Whether the literal is what a branch of a `match` looks for.
    fn is_pattern(&self, text: &Text) -> bool {
        let after = self.code.get(text.start + text.content.len() + 1..).unwrap_or("").trim_start();
        after.starts_with("=>") || after.starts_with('|')
    }

    /// The string literals that are direct arguments of calls of `name`, with methods and macros of that name.
    pub(crate) fn arguments_of(&self, name: &str) -> Vec<&Text> {
        let mut found = Vec::new();
        for place in words(&self.code, name) {
            let after = place + name.len();
            let rest = self.code[after..].strip_prefix('!').unwrap_or(&self.code[after..]);
            let open = self.code.len() - rest.len();
            if !rest.starts_with('(') {
                continue;
            }
            let close = closing(&self.code, open).unwrap_or(self.code.len());
            let mut depth = 0usize;
            let mut direct = Vec::new();
            // Braces do not count: the branches of an `if` or `match` are what the call is given.
            for (offset, byte) in self.code.as_bytes()[open + 1..close].iter().enumerate() {
                match byte {
                    b'(' | b'[' => depth += 1,
                    b')' | b']' => depth = depth.saturating_sub(1),
                    b'"' if depth == 0 => direct.push(open + 1 + offset),
                    _ => {}
                }
            }
            found.extend(
                self.strings.iter().filter(|text| text.start > 0 && direct.contains(&(text.start - 1)) && !self.is_pattern(text)),
            );
        }
        found
    }
}

/// Where `word` stands in the code as a word of its own.
pub(crate) fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part_of_word = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    code.match_indices(word).map(|(place, _)| place).filter(move |place| {
        !part_of_word(code[..*place].chars().next_back()) && !part_of_word(code[place + word.len()..].chars().next())
    })
}

/// The end of the bracket that opens at `open`, one past it.
pub(crate) fn closing(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, byte) in code.as_bytes()[open..].iter().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(open + offset + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The braces of the function that begins at `place`; none for a declaration without body.
fn body_after(code: &str, place: usize) -> Option<Range<usize>> {
    let mut depth = 0usize;
    for (offset, byte) in code.as_bytes()[place..].iter().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b';' if depth == 0 => return None,
            b'{' if depth == 0 => return closing(code, place + offset).map(|end| place + offset..end),
            _ => {}
        }
    }
    None
}

/// The modules under `#[cfg(test)]` that have their body in this file.
fn test_modules(code: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (place, mark) in code.match_indices("#[cfg(test)]").chain(code.match_indices("#[test]")) {
        let after = place + mark.len();
        let open = code[after..].find(['{', ';']).map(|offset| after + offset);
        if let Some(open) = open.filter(|open| code.as_bytes()[*open] == b'{') {
            found.push(place..closing(code, open).unwrap_or(code.len()));
        }
    }
    found
}

struct Scanner<'a> {
    text: &'a [u8],
    place: usize,
    code: Vec<u8>,
    strings: Vec<Range<usize>>,
    comments: Vec<Range<usize>>,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        while self.place < self.text.len() {
            let rest = &self.text[self.place..];
            match rest {
                [b'/', b'/', ..] => self.line_comment(),
                [b'/', b'*', ..] => self.block_comment(),
                [b'"', ..] => self.string(),
                [b'r', ..] if self.raw_marks(1).is_some() && !self.within_word() => self.raw_string(1),
                [b'b' | b'c', b'r', ..] if self.raw_marks(2).is_some() && !self.within_word() => self.raw_string(2),
                [b'\'', ..] => self.character_or_lifetime(),
                _ => self.place += 1,
            }
        }
    }

    fn within_word(&self) -> bool {
        self.place > 0 && (self.text[self.place - 1].is_ascii_alphanumeric() || self.text[self.place - 1] == b'_')
    }

    /// The number of `#` of a raw string whose prefix has `prefix` letters; none when there is no raw string.
    fn raw_marks(&self, prefix: usize) -> Option<usize> {
        let rest = &self.text[self.place + prefix..];
        let marks = rest.iter().take_while(|byte| **byte == b'#').count();
        (rest.get(marks) == Some(&b'"')).then_some(marks)
    }

    fn blank(&mut self, range: Range<usize>) {
        for byte in &mut self.code[range] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }

    fn line_comment(&mut self) {
        let start = self.place;
        let length = self.text[start..].iter().position(|byte| *byte == b'\n').unwrap_or(self.text.len() - start);
        self.place = start + length;
        self.comments.push(start + 2..self.place);
        self.blank(start..self.place);
    }

    fn block_comment(&mut self) {
        let start = self.place;
        let mut depth = 0usize;
        while self.place < self.text.len() {
            match &self.text[self.place..] {
                [b'/', b'*', ..] => {
                    depth += 1;
                    self.place += 2;
                }
                [b'*', b'/', ..] => {
                    depth -= 1;
                    self.place += 2;
                    if depth == 0 {
                        break;
                    }
                }
                _ => self.place += 1,
            }
        }
        self.comments.push(start + 2..self.place.saturating_sub(2).max(start + 2));
        self.blank(start..self.place);
    }

    fn string(&mut self) {
        let start = self.place + 1;
        self.place = start;
        while self.place < self.text.len() && self.text[self.place] != b'"' {
            self.place += if self.text[self.place] == b'\\' { 2 } else { 1 };
        }
        self.end_string(start, 1);
    }

    fn raw_string(&mut self, prefix: usize) {
        let marks = self.raw_marks(prefix).unwrap_or(0);
        let start = self.place + prefix + marks + 1;
        self.place = start;
        let ends = |rest: &[u8]| rest[0] == b'"' && rest[1..].iter().take(marks).filter(|byte| **byte == b'#').count() == marks;
        while self.place < self.text.len() && !ends(&self.text[self.place..]) {
            self.place += 1;
        }
        self.end_string(start, 1 + marks);
    }

    fn end_string(&mut self, start: usize, mark: usize) {
        let end = self.place.min(self.text.len());
        self.strings.push(start.min(end)..end);
        self.blank(start.min(end)..end);
        self.place = (end + mark).min(self.text.len());
    }

    fn character_or_lifetime(&mut self) {
        let rest = &self.text[self.place + 1..];
        let length = match rest {
            [b'\\', b'u', ..] => rest.iter().position(|byte| *byte == b'\''),
            [b'\\', _, ..] => rest.iter().skip(2).position(|byte| *byte == b'\'').map(|offset| offset + 2),
            // One character, of up to four bytes, and the closing mark; otherwise a lifetime.
            [first, ..] => {
                let width =
                    if *first < 0x80 { 1 } else { rest.iter().skip(1).take_while(|byte| **byte & 0xC0 == 0x80).count() + 1 };
                (rest.get(width) == Some(&b'\'')).then_some(width)
            }
            [] => None,
        };
        let Some(length) = length else {
            self.place += 1;
            return;
        };
        self.blank(self.place + 1..self.place + 1 + length);
        self.place += length + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(texts: &[Text]) -> Vec<(usize, &str)> {
        texts.iter().map(|text| (text.line, text.content.as_str())).collect()
    }

    #[test]
    fn texts_comments_and_code_are_told_apart() {
        let text = "let a = \"x \\\" y\"; // one \"not\"\n/* two /* nested */ 'still */ let b = r#\"raw \" here\"#;\nlet c: &'static str = 'q';\nlet d = '\\'';  b\"bytes\"";
        let source = RustSource::read("a.rs", text);
        assert_eq!(contents(&source.strings), [(1, "x \\\" y"), (2, "raw \" here"), (4, "bytes")]);
        assert_eq!(contents(&source.comments), [(1, " one \"not\""), (2, " two /* nested */ 'still ")]);
        assert_eq!(source.code.len(), text.len());
        assert!(source.code.contains("&'static str") && !source.code.contains("raw") && !source.code.contains("still"));
    }

    #[test]
    fn tests_are_found() {
        let source = RustSource::read("a/src/a.rs", "fn real() {}\n#[cfg(test)]\nmod tests { fn of() { x } }\nfn last() {}\n");
        let place = |word: &str| source.code.find(word).expect("in the code");
        assert!(source.is_test(place("of")) && !source.is_test(place("real")) && !source.is_test(place("last")));
        assert!(RustSource::read("a/tests/it/main.rs", "fn x() {}").is_test(0));
    }

    #[test]
    fn functions_are_measured() {
        let source = RustSource::read(
            "a.rs",
            "trait T { fn declared(&self); }\nfn short() -> [u8; 3] { [0; 3] }\nfn long(\n    a: fn(u8),\n) {\n    if a {\n    }\n}\n",
        );
        let found: Vec<(String, usize, usize)> =
            source.functions().into_iter().map(|function| (function.name, function.line, function.lines)).collect();
        assert_eq!(found, [("short".to_owned(), 2, 1), ("long".to_owned(), 3, 6)]);
    }

    #[test]
    fn direct_arguments_are_found() {
        let source = RustSource::read(
            "a.rs",
            "words.say(\"one\"); say(locale, \"two\", &[(\"name\", x)]); t!(\"three\"); essay(\"four\"); say(f(\"five\"))",
        );
        let of = |name| {
            contents(&source.arguments_of(name).into_iter().cloned().collect::<Vec<_>>())
                .iter()
                .map(|(_, text)| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(of("say"), ["one", "two"]);
        assert_eq!(of("t"), ["three"]);
        let source = RustSource::read(
            "a.rs",
            "say(if x { \"six\" } else { match y { \"seven\" | \"eight\" => \"nine\", _ => \"ten\" } })",
        );
        assert_eq!(
            contents(&source.arguments_of("say").into_iter().cloned().collect::<Vec<_>>()),
            [(1, "six"), (1, "nine"), (1, "ten")]
        );
    }
}
