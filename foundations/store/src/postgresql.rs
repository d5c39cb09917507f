//! The engine for cities: PostgreSQL, serializable, every unit of work run again when it met another.

use crate::tls::{self, Tls};
use crate::tx::{EngineTx, Poison, Prepared, ReadTx, Tx};
use crate::{Error, QUEUE_MAX};
use postgres::config::Host;
use postgres::{Client, IsolationLevel, NoTls};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, RwLock};
use std::time::Duration;

/// Connections this process may hold.
const CONNECTIONS_MAX: usize = 16;
/// How often a unit of work is run again after a conflict.
const RETRIES_MAX: u32 = 12;
/// After so many conflicts it is run again only in turn with others that met as many.
const RETRIES_FREE: u32 = 3;
/// After so many it is run while no other unit of work of this process is.
const RETRIES_CROWDED: u32 = 6;

pub(crate) struct Postgres {
    config: postgres::Config,
    tls: Option<Tls>,
    pool: Mutex<Pool>,
    freed: Condvar,
    waiting: AtomicUsize,
    jitter: AtomicUsize,
    losers: Mutex<()>,
    crowd: RwLock<()>,
}

struct Pool {
    idle: Vec<PooledClient>,
    open: usize,
}

struct PooledClient {
    client: Client,
    prepared: Prepared,
}

impl Postgres {
    /// Reads the address and makes a first connection, so that a wrong address is told at the start.
    pub(crate) fn open(url: &str) -> Result<Self, Error> {
        let tls::Encrypted { url, tls } = tls::read(url)?;
        let mut config: postgres::Config = url.parse().map_err(Error::Address)?;
        if tls.is_none() && config.get_hosts().iter().any(is_elsewhere) {
            tracing::warn!("The connection to the database leaves this machine in the clear; add ?sslmode=verify-full");
        }
        config.application_name("onedoor").connect_timeout(Duration::from_secs(10)).keepalives_idle(Duration::from_secs(60));
        let engine = Self {
            config,
            tls,
            pool: Mutex::new(Pool { idle: Vec::new(), open: 0 }),
            freed: Condvar::new(),
            waiting: AtomicUsize::new(0),
            jitter: AtomicUsize::new(0),
            losers: Mutex::new(()),
            crowd: RwLock::new(()),
        };
        let client = engine.take(true)?;
        engine.give_back(client);
        Ok(engine)
    }

    pub(crate) fn write<T, E: From<Error>>(
        &self,
        patient: bool,
        work: &mut dyn FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut client = self.take(patient)?;
        let mut attempt = 0;
        let result = loop {
            // Those who keep losing to each other, because they touch the same rows or the same page of an index, queue.
            let turn = (attempt >= RETRIES_FREE).then(|| self.losers.lock().unwrap_or_else(PoisonError::into_inner));
            // Who has lost often has the whole server to itself: newcomers would go on winning otherwise.
            let alone = attempt >= RETRIES_CROWDED;
            let whole = alone.then(|| self.crowd.write().unwrap_or_else(PoisonError::into_inner));
            let part = (!alone).then(|| self.crowd.read().unwrap_or_else(PoisonError::into_inner));
            let tried = write_once(&mut client, work);
            drop((turn, whole, part));
            match tried {
                Attempt::Done(result) => break result,
                Attempt::Again if attempt < RETRIES_MAX => {
                    attempt += 1;
                    metrics::counter!("onedoor_store_retries_total").increment(1);
                    std::thread::sleep(self.pause(attempt));
                }
                Attempt::Again => break Err(Error::Conflict(attempt).into()),
            }
        };
        self.give_back(client);
        result
    }

    pub(crate) fn read<T, E: From<Error>>(&self, work: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut client = self.take(true)?;
        // A panic must not keep the connection: a server that has lost them all waits for ever. The transaction was
        // rolled back when it was dropped.
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read_once(&mut client, work)));
        self.give_back(client);
        result.unwrap_or_else(|_| Err(E::from(Error::Panicked)))
    }

    /// Units of work that wait for a connection.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Longer with every attempt, and different for each waiter, so that two do not meet again.
    fn pause(&self, attempt: u32) -> Duration {
        let turn = self.jitter.fetch_add(1, Ordering::Relaxed) % 7;
        let spread = u64::try_from(turn).unwrap_or(0);
        Duration::from_micros((200 << attempt.min(7)) + spread * 150)
    }

    fn take(&self, patient: bool) -> Result<PooledClient, Error> {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(client) = pool.idle.pop() {
                if client.client.is_closed() {
                    pool.open -= 1;
                    continue;
                }
                return Ok(client);
            }
            if pool.open < CONNECTIONS_MAX {
                pool.open += 1;
                drop(pool);
                return self.connect().inspect_err(|_| {
                    self.pool.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
                    self.freed.notify_one();
                });
            }
            if !patient && self.waiting.load(Ordering::Relaxed) >= QUEUE_MAX {
                return Err(Error::Busy(QUEUE_MAX));
            }
            self.waiting.fetch_add(1, Ordering::Relaxed);
            pool = self.freed.wait(pool).unwrap_or_else(PoisonError::into_inner);
            self.waiting.fetch_sub(1, Ordering::Relaxed);
        }
    }

    fn give_back(&self, client: PooledClient) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        if client.client.is_closed() {
            pool.open -= 1;
        } else {
            pool.idle.push(client);
        }
        drop(pool);
        self.freed.notify_one();
    }

    fn connect(&self) -> Result<PooledClient, Error> {
        let failed = |source| Error::postgres("connect", source);
        let client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        };
        let mut client = client.map_err(failed)?;
        client
            .batch_execute(
                "SET default_transaction_isolation = 'serializable';
                 SET idle_in_transaction_session_timeout = '60s';
                 SET lock_timeout = '30s';
                 SET TIME ZONE 'UTC';
                 SET client_min_messages = warning;",
            )
            .map_err(failed)?;
        Ok(PooledClient { client, prepared: Prepared::new() })
    }

    pub(crate) fn close(&self) {
        let mut pool = self.pool.lock().unwrap_or_else(PoisonError::into_inner);
        pool.open -= pool.idle.len();
        pool.idle.clear();
    }
}

/// Whether a connection to a host leaves this machine.
fn is_elsewhere(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => name != "localhost" && !name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback()),
        Host::Unix(_) => false,
    }
}

enum Attempt<T, E> {
    Done(Result<T, E>),
    Again,
}

fn write_once<T, E: From<Error>>(client: &mut PooledClient, work: &mut dyn FnMut(&mut Tx<'_>) -> Result<T, E>) -> Attempt<T, E> {
    let PooledClient { client, prepared } = client;
    let transaction = match client.build_transaction().isolation_level(IsolationLevel::Serializable).start() {
        Ok(transaction) => transaction,
        Err(source) => return Attempt::Done(Err(Error::postgres("BEGIN", source).into())),
    };
    let mut tx = Tx::new(EngineTx::Postgres { transaction, prepared });
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&mut tx)))
        .unwrap_or_else(|_| Err(E::from(Error::Panicked)));
    let tx = tx.into_inner();
    let poison = tx.poison();
    let EngineTx::Postgres { transaction, .. } = tx.into_engine() else {
        return Attempt::Done(Err(Error::Closed.into()));
    };
    match (result, poison) {
        (_, Some(Poison::Retry)) => {
            // Dropping the transaction rolls it back.
            drop(transaction);
            Attempt::Again
        }
        (Ok(_), Some(Poison::Fatal)) => Attempt::Done(Err(Error::Poisoned.into())),
        (Err(error), _) => Attempt::Done(Err(error)),
        (Ok(value), None) => match transaction.commit().map_err(|source| Error::postgres("COMMIT", source)) {
            Ok(()) => Attempt::Done(Ok(value)),
            Err(error) if error.is_retryable() => Attempt::Again,
            Err(error) => Attempt::Done(Err(error.into())),
        },
    }
}

fn read_once<T, E: From<Error>>(client: &mut PooledClient, work: impl FnOnce(&mut ReadTx<'_>) -> Result<T, E>) -> Result<T, E> {
    let PooledClient { client, prepared } = client;
    // A repeatable read sees one moment and, being read-only, never has to be run again.
    let transaction = client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .map_err(|source| Error::postgres("BEGIN", source))?;
    let mut tx = ReadTx::new(EngineTx::Postgres { transaction, prepared });
    work(&mut tx)
}
