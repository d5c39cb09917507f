//! What every surface needs before it may call a domain.
//!
//! The HTML desks and the REST interface never know each other; what they share is here:
//! - [`Platform`]: the store, the pack and the rest, composed once by the program;
//! - [`Caller`]: what a request says of who sends it. Inside the transaction it becomes an [`access::Actor`],
//!   so the session that is checked is the session as of the change it permits;
//! - [`Failure`]: any domain's error as a kind, a message and the fields it concerns.
//!
//! Invariant: there is no way from a request to a domain but [`Platform::write`] and [`Platform::read`],
//! and both hand out an actor made from a living session, or the public.

mod brakes;
mod caller;
mod failure;
mod platform;
mod proxies;
pub mod request;

/// The secret of a session, as it comes in a cookie or an `Authorization` header.
pub use accounts::Secret as Token;
pub use brakes::{Brakes, Door, Limit, NETWORKS_MAX};
pub use caller::Caller;
pub use failure::{Failure, FieldFailure};
pub use platform::{DemoLogin, Platform, Settings};
pub use proxies::{BadNetwork, Network, Proxies};

/// No request takes longer, in seconds; whoever waits is told that the service is busy.
pub const REQUEST_SECONDS_MAX: u64 = 30;
/// The cookie that carries a session's secret over plain connections, to this machine only.
pub const COOKIE: &str = "onedoor";
/// The cookie over encrypted connections; the prefix makes browsers insist on `Secure`, `Path=/` and no domain.
pub const SECURE_COOKIE: &str = "__Host-onedoor";
