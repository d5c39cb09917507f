//! One keep-alive connection that asks and waits.

use super::response::{Head, Malformed};
use super::{Response, Template};
use crate::Histogram;
use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The largest answer that is read; no page of ours comes near.
const ANSWER_BYTES_MAX: usize = 64 << 20;
/// Room for most answers, taken once.
const BUFFER_BYTES: usize = 16 << 10;
/// No answer for this long ends the request as failed.
const ANSWER_WAIT: Duration = Duration::from_secs(30);

/// Why a request brought no useful answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The server could not be reached, or hung up.
    #[error("connection: {0}")]
    Connection(#[from] std::io::Error),
    /// The server did not answer in time.
    #[error("no answer in time")]
    Late,
    /// What came back is not HTTP/1.1, or is too long.
    #[error("malformed answer")]
    Malformed,
    /// Another status than the scenario needs.
    #[error("{what} answered {status}{code}")]
    Status {
        /// The first line of the scenario's request, without the values of the turn.
        what: String,
        /// What was answered.
        status: u16,
        /// A space and the stable code of the problem (RFC 9457); empty where the answer names none.
        code: String,
    },
    /// The answer lacks what the next request needs.
    #[error("answer without {0}")]
    Missing(&'static str),
}

impl Failure {
    /// Whether the connection cannot be used any more.
    pub(crate) fn ends_connection(&self) -> bool {
        matches!(self, Self::Connection(_) | Self::Late | Self::Malformed)
    }
}

/// A connection of one worker. It is opened when first needed and again after the server closed it.
#[derive(Debug)]
pub struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    request: Vec<u8>,
    answer: Vec<u8>,
    chunks: Vec<u8>,
    times: Rc<RefCell<Histogram>>,
}

impl Connection {
    /// A connection to a server, not opened yet.
    pub fn new(address: SocketAddr) -> Self {
        Self::with_times(address, Rc::new(RefCell::new(Histogram::new())))
    }

    /// A connection that counts its times in a histogram shared with others.
    pub(crate) fn with_times(address: SocketAddr, times: Rc<RefCell<Histogram>>) -> Self {
        Self {
            address,
            stream: None,
            request: Vec::with_capacity(BUFFER_BYTES),
            answer: Vec::with_capacity(BUFFER_BYTES),
            chunks: Vec::new(),
            times,
        }
    }

    /// Sends a filled template and waits for the whole answer, whatever its status.
    ///
    /// # Errors
    /// When the server cannot be reached, hangs up, is silent for thirty seconds, or does not speak HTTP/1.1.
    pub async fn send(&mut self, template: &Template, values: &[&[u8]]) -> Result<Response<'_>, Failure> {
        template.write(&mut self.request, values);
        let started = Instant::now();
        let exchanged = tokio::time::timeout(ANSWER_WAIT, self.exchange()).await;
        let (head, whole) = match exchanged.map_err(|_| Failure::Late).flatten() {
            Ok(found) => found,
            Err(failure) => {
                self.stream = None;
                return Err(failure);
            }
        };
        self.times.borrow_mut().record(started.elapsed());
        if head.closes {
            self.stream = None;
        }
        let (lines, rest) = self.answer[..whole].split_at(head.length);
        Ok(Response::new(head.status, lines, if head.is_chunked() { &self.chunks } else { rest }))
    }

    /// As [`Connection::send`], but any other status than `status` is a failure.
    ///
    /// # Errors
    /// As [`Connection::send`], and [`Failure::Status`].
    pub async fn expect(&mut self, status: u16, template: &Template, values: &[&[u8]]) -> Result<Response<'_>, Failure> {
        let response = self.send(template, values).await?;
        if response.status() == status {
            return Ok(response);
        }
        let code = response.text_between("\"code\":\"", "\"").map_or_else(String::new, |code| format!(" {code}"));
        Err(Failure::Status { what: template.name().to_owned(), status: response.status(), code })
    }

    /// Closes the connection; the next request opens a new one.
    pub fn close(&mut self) {
        self.stream = None;
    }

    async fn exchange(&mut self) -> Result<(Head, usize), Failure> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                self.stream.insert(stream)
            }
        };
        stream.write_all(&self.request).await?;
        self.answer.clear();
        let mut head = None;
        loop {
            // `read_buf` reads into spare room only: keep some, or it would read nothing and mean "end".
            self.answer.reserve(BUFFER_BYTES / 2);
            if stream.read_buf(&mut self.answer).await? == 0 {
                return Err(Failure::Connection(std::io::ErrorKind::UnexpectedEof.into()));
            }
            if head.is_none() {
                head = Head::parse(&self.answer)?;
            }
            if let Some(head) = head
                && let Some(whole) = head.end_of_body(&self.answer, &mut self.chunks)?
            {
                return Ok((head, whole));
            }
            if self.answer.len() > ANSWER_BYTES_MAX {
                return Err(Failure::Malformed);
            }
        }
    }
}

impl From<Malformed> for Failure {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}
