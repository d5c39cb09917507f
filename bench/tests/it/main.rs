//! The loop against a small server of our own: what it counts must be what the server saw.

use bench::http::{Connection, Failure, Template};
use bench::{Load, Report, Turn, Until, run_closed_loop};
use std::collections::HashSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server answers to a request line.
type Answers = fn(&str) -> &'static [u8];

struct Server {
    address: SocketAddr,
    seen: Arc<AtomicU64>,
}

/// Listens on a free port, one thread a connection, until the test ends.
fn serve(answers: Answers) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("a bound listener has an address");
    let seen = Arc::new(AtomicU64::new(0));
    let counted = seen.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let counted = counted.clone();
            std::thread::spawn(move || converse(stream, answers, &counted));
        }
    });
    Server { address, seen }
}

fn converse(mut stream: TcpStream, answers: Answers, seen: &AtomicU64) {
    let mut bytes = Vec::new();
    let mut part = [0_u8; 4096];
    loop {
        while let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            bytes.drain(..end + 4);
            seen.fetch_add(1, Ordering::SeqCst);
            let answer = answers(head.lines().next().unwrap_or_default());
            if stream.write_all(answer).is_err() || answer.is_empty() {
                return;
            }
        }
        match stream.read(&mut part) {
            Ok(0) | Err(_) => return,
            Ok(count) => bytes.extend_from_slice(&part[..count]),
        }
    }
}

fn load(server: &Server, connections: usize, until: Until) -> Load {
    Load { address: server.address, connections, warm_up: Duration::from_millis(50), until, rate: None }
}

const FINE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"id\":\"x_17\"}";

#[test]
fn a_counted_run_plays_each_turn_once_and_no_more() {
    let server = serve(|_| FINE);
    let numbers = Arc::new(Mutex::new(HashSet::new()));
    let outcome = run_closed_loop(&load(&server, 7, Until::Turns(1000)), |_| {
        let numbers = numbers.clone();
        let template = Template::get("/turn/<0>");
        async move |connection: &mut Connection, turn: Turn| {
            assert!(numbers.lock().expect("one thread").insert(turn.number));
            let response = connection.expect(200, &template, &[turn.number.to_string().as_bytes()]).await?;
            response.text_between("\"id\":\"", "\"").map(|_| ()).ok_or(Failure::Missing("id"))
        }
    })
    .expect("a server that answers");
    assert_eq!(outcome.turns.count, 1000);
    assert_eq!(outcome.requests.count, 1000);
    assert_eq!(server.seen.load(Ordering::SeqCst), 1000);
    assert_eq!(numbers.lock().expect("one thread").len(), 1000);
    assert!(outcome.failures.is_empty());
}

#[test]
fn a_timed_run_ends_and_its_report_can_be_read_by_a_machine() {
    let server = serve(|_| FINE);
    let load = load(&server, 4, Until::Elapsed(Duration::from_millis(300)));
    let outcome = run_closed_loop(&load, |_| {
        let template = Template::get("/");
        async move |connection: &mut Connection, _: Turn| connection.expect(200, &template, &[]).await.map(|_| ())
    })
    .expect("a server that answers");
    assert!(outcome.elapsed <= Duration::from_millis(450), "{:?}", outcome.elapsed);
    assert!(outcome.turns.count > 100, "{outcome:?}");
    let report = Report::new("idle", "sqlite", "0.1.0", &load, &outcome).with_database(Some(5), None);
    let json = serde_json::to_value(&report).expect("plain numbers and texts");
    for field in ["scenario", "engine", "connections", "seconds", "rate_per_second", "p50_ms", "p99_ms", "errors", "stored_rows"]
    {
        assert!(!json[field].is_null(), "{field} is missing");
    }
    assert!(report.to_string().contains("a second"));
}

#[test]
fn refusals_are_counted_by_status_and_do_not_count_as_work() {
    let server =
        serve(
            |line| {
                if line.contains("odd") { b"HTTP/1.1 503 Busy\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n" } else { FINE }
            },
        );
    let outcome = run_closed_loop(&load(&server, 2, Until::Turns(20)), |_| {
        let (even, odd) = (Template::get("/even"), Template::get("/odd"));
        async move |connection: &mut Connection, turn: Turn| {
            let template = if turn.number.is_multiple_of(2) { &even } else { &odd };
            connection.expect(200, template, &[]).await.map(|_| ())
        }
    })
    .expect("half of it works");
    assert_eq!(outcome.turns.count, 10);
    assert_eq!(outcome.requests.count, 20);
    assert_eq!(outcome.failures.get("GET /odd answered 503"), Some(&10));
}

#[test]
fn a_closed_connection_is_opened_again() {
    let server = serve(|_| b"HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
    let outcome = run_closed_loop(&load(&server, 1, Until::Turns(5)), |_| {
        let template = Template::post("/again").body("application/json", "");
        async move |connection: &mut Connection, _: Turn| {
            let response = connection.expect(200, &template, &[]).await?;
            assert_eq!(response.body(), b"ok");
            Ok(())
        }
    })
    .expect("a server that answers");
    assert_eq!(outcome.turns.count, 5);
    assert!(outcome.failures.is_empty(), "{:?}", outcome.failures);
}

#[test]
fn a_server_that_is_not_there_ends_the_run_with_its_reason() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = free.local_addr().expect("a bound listener has an address");
    drop(free);
    let load = Load { address, connections: 2, warm_up: Duration::ZERO, until: Until::Turns(1_000_000), rate: None };
    let outcome = run_closed_loop(&load, |_| {
        let template = Template::get("/");
        async move |connection: &mut Connection, _: Turn| connection.expect(200, &template, &[]).await.map(|_| ())
    });
    let reason = outcome.expect_err("nobody listens").to_string();
    assert!(reason.contains("connection"), "{reason}");
}
