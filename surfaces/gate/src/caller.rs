//! Who sends a request, as far as the request itself tells.

use access::{Channel, Locale, Purpose};
use accounts::Secret;

/// What a request says of its sender.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The session's secret, when one was sent.
    pub token: Option<Secret>,
    /// How the request came in.
    pub channel: Channel,
    /// Why records are opened, where the request says so.
    pub purpose: Purpose,
    /// The language the sender asked for; `None` leaves it to the session.
    pub locale: Option<Locale>,
    /// The sender's network address, shortened for the list of sessions and for counting wrong passwords.
    pub address: String,
    /// The network the brakes count by: /24 of IPv4, /64 of IPv6.
    pub network: String,
    /// What the browser calls itself, for the list of sessions.
    pub agent: String,
}

impl Caller {
    /// A sender who says nothing.
    #[must_use]
    pub const fn unknown(channel: Channel) -> Self {
        Self {
            token: None,
            channel,
            purpose: Purpose::none(),
            locale: None,
            address: String::new(),
            network: String::new(),
            agent: String::new(),
        }
    }
}
