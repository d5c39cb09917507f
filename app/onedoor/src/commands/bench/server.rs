//! The server under measurement: this program, in a process of its own.

use crate::cli::Place;
use anyhow::Context as _;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const START_MAX: Duration = Duration::from_secs(60);

/// A running server.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    /// From the start of the process to its first answer.
    pub(super) started_in: Duration,
    child: Child,
}

impl Server {
    /// Starts `onedoor serve` and waits until it is ready.
    ///
    /// # Errors
    /// A program that cannot be started or is not ready within a minute.
    #[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
    pub(super) fn start(place: &Place) -> anyhow::Result<Self> {
        // The port is free a moment before the server takes it; nothing else listens on this machine during a measurement.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let started = Instant::now();
        let mut command = Command::new(std::env::current_exe().context("this program's own file is unknown")?);
        command.arg("serve").arg("--data").arg(&place.data).arg("--listen").arg(address.to_string());
        if let Some(url) = &place.database_url {
            command.arg("--database-url").arg(url);
        }
        let child = command
            .env("ONEDOOR_LOG", "warn")
            .stdout(Stdio::null())
            .stdin(Stdio::null())
            .spawn()
            .context("the server cannot be started")?;
        let mut server = Self { address, started_in: Duration::ZERO, child };
        while !server.is_ready() {
            if let Some(status) = server.child.try_wait()? {
                anyhow::bail!("the server ended at once: {status}");
            }
            anyhow::ensure!(started.elapsed() < START_MAX, "the server is not ready after {} s", START_MAX.as_secs());
            std::thread::sleep(Duration::from_millis(5));
        }
        server.started_in = started.elapsed();
        Ok(server)
    }

    fn is_ready(&self) -> bool {
        let Ok(mut stream) = TcpStream::connect_timeout(&self.address, Duration::from_millis(200)) else { return false };
        let mut answer = [0; 12];
        stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n").is_ok()
            && stream.read_exact(&mut answer).is_ok()
            && answer.ends_with(b"200")
    }

    /// Memory of the server process in megabytes.
    pub(super) fn resident_mb(&self) -> Option<f64> {
        let bytes = bench::resident_bytes(self.child.id())?;
        Some(f64::from(u32::try_from(bytes / 1_000).ok()?) / 1_000.0)
    }

    /// Asks the server to stop and waits for it.
    pub(super) fn stop(mut self) {
        if let Some(pid) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) {
            // A server that is gone already is what is wanted.
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        }
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
