//! What the load generator itself costs: its own processor time for each request.
//!
//! `cargo run --release -p bench --example cost` starts a second process that answers everything with 200 bytes, sends
//! for three seconds and reads its own times from `/proc`. Subtract this from what a scenario leaves to the server.

use bench::http::{Connection, Template};
use bench::{Load, Turn, Until, run_closed_loop};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

type Failure = Box<dyn std::error::Error>;

/// How long to send.
const SECONDS: u64 = 3;
/// The kernel counts processor time in hundredths of a second.
const TICKS_A_SECOND: f64 = 100.0;

fn main() -> Result<(), Failure> {
    if std::env::args().nth(1).as_deref() == Some("answer") {
        return answer();
    }
    let mut server = Command::new(std::env::current_exe()?).arg("answer").stdout(Stdio::piped()).spawn()?;
    let mut line = String::new();
    BufReader::new(server.stdout.take().ok_or("the other process has an output")?).read_line(&mut line)?;
    let measured = measure(line.trim().parse()?);
    server.kill()?;
    server.wait()?;
    measured
}

fn measure(address: SocketAddr) -> Result<(), Failure> {
    for connections in [1, 16, 64, 256] {
        let load = Load {
            address,
            connections,
            warm_up: Duration::from_millis(300),
            until: Until::Elapsed(Duration::from_secs(SECONDS)),
            rate: None,
        };
        let before = processor_seconds()?;
        let outcome = run_closed_loop(&load, |_| {
            let ask = Template::post("/api/v1/dossiers/<0>")
                .header("authorization", "Bearer <1>")
                .body("application/json", r#"{"number":"<2>"}"#);
            let secret = "0123456789abcdef".repeat(4);
            async move |connection: &mut Connection, _: Turn| {
                connection.expect(200, &ask, &[b"dos_0000000000000", secret.as_bytes(), b"001199012345"]).await.map(|_| ())
            }
        })?;
        // The warm-up's requests are paid for too, but not counted: take its share of the time away.
        let whole = SECONDS as f64 + 0.3;
        let spent = (processor_seconds()? - before) * (SECONDS as f64 / whole);
        println!(
            "{connections:>4} connections: {:>7.0} a second, {:.1} µs of processor time a request",
            outcome.turns.count as f64 / outcome.elapsed.as_secs_f64(),
            spent * 1e6 / outcome.turns.count as f64
        );
    }
    Ok(())
}

/// User and system time of this process.
fn processor_seconds() -> Result<f64, Failure> {
    let text = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = text.rsplit_once(") ").ok_or("the line has a name in brackets")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let ticks: u64 = fields.get(11).ok_or("user time")?.parse::<u64>()? + fields.get(12).ok_or("system time")?.parse::<u64>()?;
    Ok(ticks as f64 / TICKS_A_SECOND)
}

/// Answers whatever comes with the same 200 bytes, one read to one answer: requests are smaller than a packet.
fn answer() -> Result<(), Failure> {
    let body = "x".repeat(100);
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        std::io::stdout().flush()?;
        loop {
            let (mut stream, _) = listener.accept().await?;
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut part = [0_u8; 2048];
                while let Ok(count) = stream.read(&mut part).await {
                    if count == 0 || stream.write_all(answer.as_bytes()).await.is_err() {
                        return;
                    }
                }
            });
        }
    })
}
