//! Requests that are written once and filled in many times.

use std::io::Write;

/// A request whose changing parts are numbered holes: `<0>`, `<1>`, … in the path, a header or the body.
///
/// ```
/// use bench::http::Template;
/// let decide = Template::post("/api/v1/dossiers/<0>/decision")
///     .header("authorization", "Bearer <1>")
///     .body("application/json", r#"{"outcome":"granted"}"#);
/// let mut buffer = Vec::new();
/// decide.write(&mut buffer, &[b"dos_01", b"secret"]);
/// assert!(buffer.starts_with(b"POST /api/v1/dossiers/dos_01/decision HTTP/1.1\r\n"));
/// ```
#[derive(Debug, Clone)]
pub struct Template {
    name: String,
    head: Vec<Piece>,
    body: Vec<Piece>,
    has_body: bool,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(Vec<u8>),
    Hole(usize),
}

impl Template {
    /// A `GET` of a path.
    pub fn get(path: &str) -> Self {
        Self::start("GET", path)
    }

    /// A `POST` to a path; without [`Template::body`] it sends an empty one.
    pub fn post(path: &str) -> Self {
        Self { has_body: true, ..Self::start("POST", path) }
    }

    fn start(method: &str, path: &str) -> Self {
        let line = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n");
        Self { name: format!("{method} {path}"), head: pieces_of(&line), body: Vec::new(), has_body: false }
    }

    /// Method and path as they were written down, holes and all: what a report calls the request.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Adds a header; its value may have holes.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head.extend(pieces_of(&format!("{name}: {value}\r\n")));
        self
    }

    /// Sets what is sent and of which kind it is; it may have holes.
    pub fn body(mut self, kind: &str, text: &str) -> Self {
        self = self.header("content-type", kind);
        self.body = pieces_of(text);
        self.has_body = true;
        self
    }

    /// Writes the whole request into `buffer`, which is emptied first.
    ///
    /// A hole without a value is written as nothing: the server's answer will say so.
    pub fn write(&self, buffer: &mut Vec<u8>, values: &[&[u8]]) {
        buffer.clear();
        fill(&self.head, buffer, values);
        if self.has_body {
            let length: usize = self.body.iter().map(|piece| piece.bytes(values).len()).sum();
            // Writing into a vector cannot fail.
            let _ = write!(buffer, "content-length: {length}\r\n");
        }
        buffer.extend_from_slice(b"\r\n");
        fill(&self.body, buffer, values);
    }
}

impl Piece {
    fn bytes<'a>(&'a self, values: &[&'a [u8]]) -> &'a [u8] {
        match self {
            Self::Text(text) => text,
            Self::Hole(number) => values.get(*number).copied().unwrap_or_default(),
        }
    }
}

fn fill(pieces: &[Piece], buffer: &mut Vec<u8>, values: &[&[u8]]) {
    for piece in pieces {
        buffer.extend_from_slice(piece.bytes(values));
    }
}

/// Cuts a text at its holes: a digit or two between angle brackets. Any other angle bracket is text.
fn pieces_of(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut plain = String::new();
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        match after.split_once('>').and_then(|(inside, tail)| Some((hole_number(inside)?, tail))) {
            Some((number, tail)) => {
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain).into_bytes()));
                }
                pieces.push(Piece::Hole(number));
                rest = tail;
            }
            None => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain.into_bytes()));
    }
    pieces
}

fn hole_number(inside: &str) -> Option<usize> {
    let short = (1..=2).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_digit());
    if short { inside.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(template: &Template, values: &[&[u8]]) -> String {
        let mut buffer = vec![b'x'; 3];
        template.write(&mut buffer, values);
        String::from_utf8(buffer).expect("the tests send text")
    }

    #[test]
    fn a_get_has_no_body_and_no_length() {
        let text = written(&Template::get("/a/<0>").header("cookie", "s=<1>"), &[b"42", b"secret"]);
        assert_eq!(text, "GET /a/42 HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: s=secret\r\n\r\n");
    }

    #[test]
    fn the_length_of_a_body_counts_what_fills_its_holes() {
        let template = Template::post("/x").body("application/json", r#"{"name":"<0>","again":"<0>"}"#);
        let text = written(&template, &["Đỗ".as_bytes()]);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        assert_eq!(body, r#"{"name":"Đỗ","again":"Đỗ"}"#);
        assert!(head.ends_with(&format!("content-length: {}", body.len())));
    }

    #[test]
    fn a_post_without_a_body_says_that_it_is_empty() {
        assert!(written(&Template::post("/x"), &[]).ends_with("content-length: 0\r\n\r\n"));
    }

    #[test]
    fn angle_brackets_that_are_not_holes_stay() {
        let template = Template::post("/x").body("text/plain", "a < b <c> <123> <0>>");
        assert!(written(&template, &[b"!"]).ends_with("\r\n\r\na < b <c> <123> !>"));
    }

    #[test]
    fn a_missing_value_leaves_its_hole_empty() {
        assert!(written(&Template::get("/a/<3>/b"), &[]).starts_with("GET /a//b HTTP/1.1"));
    }
}
