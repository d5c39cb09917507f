//! What a server answered, and how its bytes are cut out of a stream.

/// An answer, borrowed from its connection's buffer until the next request.
#[derive(Debug, Clone, Copy)]
pub struct Response<'a> {
    status: u16,
    head: &'a [u8],
    body: &'a [u8],
}

/// How the end of a body is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Framing {
    Length(usize),
    Chunked,
}

/// The first line and headers of an answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) status: u16,
    /// Where the body starts.
    pub(super) length: usize,
    /// The server will close the connection after this answer.
    pub(super) closes: bool,
    framing: Framing,
}

/// The bytes are not an answer of HTTP/1.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

/// More header lines than any page of ours sends.
const HEADERS_MAX: usize = 64;

impl<'a> Response<'a> {
    pub(super) fn new(status: u16, head: &'a [u8], body: &'a [u8]) -> Self {
        Self { status, head, body }
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The body, with chunks put together.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// The first header of that name (lower or upper case), if it is text.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        let mut slots = [httparse::EMPTY_HEADER; HEADERS_MAX];
        let mut parsed = httparse::Response::new(&mut slots);
        parsed.parse(self.head).ok()?;
        let found = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(found.value).ok()
    }

    /// The text of the body between the first `before` and the next `after`: enough to take an id out of JSON
    /// without reading all of it.
    pub fn text_between(&self, before: &str, after: &str) -> Option<&'a str> {
        let text = std::str::from_utf8(self.body).ok()?;
        let (_, rest) = text.split_once(before)?;
        let (found, _) = rest.split_once(after)?;
        Some(found)
    }
}

impl Head {
    /// Reads the head of an answer; `None` while it has not arrived whole.
    pub(super) fn parse(bytes: &[u8]) -> Result<Option<Self>, Malformed> {
        let mut slots = [httparse::EMPTY_HEADER; HEADERS_MAX];
        let mut parsed = httparse::Response::new(&mut slots);
        let length = match parsed.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(Malformed),
        };
        let status = parsed.code.ok_or(Malformed)?;
        let mut head = Self { status, length, closes: parsed.version == Some(0), framing: Framing::Length(0) };
        let mut framed = matches!(status, 204 | 304);
        for header in parsed.headers.iter() {
            if header.name.eq_ignore_ascii_case("content-length") {
                let text = std::str::from_utf8(header.value).map_err(|_| Malformed)?;
                head.framing = Framing::Length(text.trim().parse().map_err(|_| Malformed)?);
                framed = true;
            } else if header.name.eq_ignore_ascii_case("transfer-encoding") {
                head.framing = Framing::Chunked;
                framed = true;
            } else if header.name.eq_ignore_ascii_case("connection") {
                head.closes = header.value.eq_ignore_ascii_case(b"close");
            }
        }
        // A body that ends with the connection would make every request pay for a new one: our server never
        // does that, so it is an error here.
        if framed { Ok(Some(head)) } else { Err(Malformed) }
    }

    /// Finds the end of the body in `bytes`, which start with the head. Chunks are put together in `chunks`.
    /// Gives the length of the whole answer, or `None` while some of it is missing.
    pub(super) fn end_of_body(&self, bytes: &[u8], chunks: &mut Vec<u8>) -> Result<Option<usize>, Malformed> {
        match self.framing {
            Framing::Length(length) => {
                let whole = self.length.checked_add(length).ok_or(Malformed)?;
                Ok((bytes.len() >= whole).then_some(whole))
            }
            Framing::Chunked => read_chunks(bytes, self.length, chunks),
        }
    }

    /// Whether the body stands in `chunks` instead of behind the head.
    pub(super) fn is_chunked(&self) -> bool {
        self.framing == Framing::Chunked
    }
}

fn read_chunks(bytes: &[u8], start: usize, chunks: &mut Vec<u8>) -> Result<Option<usize>, Malformed> {
    chunks.clear();
    let mut at = start;
    loop {
        let rest = bytes.get(at..).ok_or(Malformed)?;
        let (line, size) = match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete(found)) => found,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(Malformed),
        };
        let size = usize::try_from(size).map_err(|_| Malformed)?;
        let from = at + line;
        let to = from.checked_add(size).ok_or(Malformed)?;
        let Some(ending) = bytes.get(to..to + 2) else { return Ok(None) };
        if ending != b"\r\n" {
            return Err(Malformed);
        }
        if size == 0 {
            return Ok(Some(to + 2));
        }
        chunks.extend_from_slice(&bytes[from..to]);
        at = to + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Option<(u16, Vec<u8>, usize)>, Malformed> {
        let Some(head) = Head::parse(bytes)? else { return Ok(None) };
        let mut chunks = Vec::new();
        let Some(whole) = head.end_of_body(bytes, &mut chunks)? else { return Ok(None) };
        let body = if head.is_chunked() { chunks } else { bytes[head.length..whole].to_vec() };
        Ok(Some((head.status, body, whole)))
    }

    #[test]
    fn an_answer_with_a_length_is_read_whole_or_not_at_all() {
        let bytes = b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello";
        assert_eq!(read(bytes), Ok(Some((201, b"hello".to_vec(), bytes.len()))));
        for cut in 0..bytes.len() {
            assert_eq!(read(&bytes[..cut]), Ok(None), "cut at {cut}");
        }
    }

    #[test]
    fn chunks_are_put_together_wherever_the_stream_is_cut() {
        let bytes = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\n\r\n";
        assert_eq!(read(bytes), Ok(Some((200, b"Wikipedia".to_vec(), bytes.len()))));
        for cut in 0..bytes.len() {
            assert_eq!(read(&bytes[..cut]), Ok(None), "cut at {cut}");
        }
    }

    #[test]
    fn statuses_without_a_body_need_no_length() {
        assert_eq!(read(b"HTTP/1.1 204 No Content\r\n\r\n"), Ok(Some((204, Vec::new(), 27))));
    }

    #[test]
    fn rubbish_and_endless_bodies_are_refused() {
        assert_eq!(read(b"SSH-2.0-OpenSSH\r\n\r\n"), Err(Malformed));
        assert_eq!(read(b"HTTP/1.1 200 OK\r\n\r\nuntil the end"), Err(Malformed));
        assert_eq!(read(b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n"), Err(Malformed));
        assert_eq!(read(b"HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551615\r\n\r\n"), Err(Malformed));
        assert_eq!(read(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabc\r\n"), Err(Malformed));
    }

    #[test]
    fn the_connection_header_says_whether_it_ends() {
        let head = |text: &[u8]| Head::parse(text).expect("well formed").expect("whole");
        assert!(head(b"HTTP/1.1 200 OK\r\nConnection: close\r\ncontent-length: 0\r\n\r\n").closes);
        assert!(!head(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").closes);
        assert!(head(b"HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n").closes);
    }

    #[test]
    fn ids_and_headers_can_be_taken_out() {
        let response = Response::new(
            303,
            b"HTTP/1.1 303 See Other\r\nLocation: /me/dossiers/dos_1\r\n\r\n",
            br#"{"id":"dos_1","state":"received"}"#,
        );
        assert_eq!(response.header("location"), Some("/me/dossiers/dos_1"));
        assert_eq!(response.header("etag"), None);
        assert_eq!(response.text_between(r#""state":""#, "\""), Some("received"));
        assert_eq!(response.text_between(r#""code":""#, "\""), None);
    }
}
