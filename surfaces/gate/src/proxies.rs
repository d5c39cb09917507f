//! Where a request really comes from, when proxies stand between the sender and the program.
//!
//! Anybody can write `X-Forwarded-For`. It counts only as far as it was written by machines the operator named: the
//! addresses are read from the last backwards, and the first that is not one of those machines is the sender.

use std::net::IpAddr;
use std::str::FromStr;

/// A range of addresses: `10.0.0.0/8`, `2001:db8::/32`, or a single address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    base: u128,
    length: u32,
    is_v4: bool,
}

/// The text is no range of addresses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a range of addresses such as 10.0.0.0/8 or 2001:db8::/32")]
pub struct BadNetwork(String);

/// The bits of an address, at the high end, and whether it is one of version 4.
fn bits(address: IpAddr) -> (u128, bool) {
    match address.to_canonical() {
        IpAddr::V4(v4) => (u128::from(v4.to_bits()) << 96, true),
        IpAddr::V6(v6) => (v6.to_bits(), false),
    }
}

/// The high bits of a number.
const fn prefix(bits: u128, length: u32) -> u128 {
    match u128::MAX.checked_shl(128 - length) {
        Some(mask) => bits & mask,
        None => 0,
    }
}

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let bad = || BadNetwork(text.to_owned());
        let (address, length) = match text.trim().split_once('/') {
            Some((address, length)) => (address, Some(length.parse::<u32>().map_err(|_| bad())?)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| bad())?;
        let (bits, is_v4) = bits(address);
        let longest = if is_v4 { 32 } else { 128 };
        let length = length.unwrap_or(longest);
        if length > longest {
            return Err(bad());
        }
        Ok(Self { base: prefix(bits, length), length, is_v4 })
    }
}

impl Network {
    /// Whether an address is in the range.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let (bits, is_v4) = bits(address);
        is_v4 == self.is_v4 && prefix(bits, self.length) == self.base
    }
}

/// The machines whose word on the sender counts. None by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

impl Proxies {
    /// The proxies of these ranges.
    #[must_use]
    pub const fn new(networks: Vec<Network>) -> Self {
        Self(networks)
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// The sender's address. `peer` is who the connection comes from; `headers` gives every value of a header, in their
    /// order, by its lower-case name.
    ///
    /// `X-Forwarded-For` is read where it is there, otherwise `Forwarded` (RFC 7239): a proxy must write one of them and
    /// take away the other.
    #[must_use]
    pub fn sender<'h, H>(&self, peer: IpAddr, headers: impl Fn(&'static str) -> H) -> IpAddr
    where
        H: Iterator<Item = &'h str>,
    {
        if !self.trusts(peer) {
            return peer.to_canonical();
        }
        let mut said: Vec<Option<IpAddr>> = headers("x-forwarded-for").flat_map(|line| line.split(',')).map(address).collect();
        if said.is_empty() {
            said = headers("forwarded").flat_map(|line| line.split(',')).map(forwarded_for).collect();
        }
        let mut sender = peer;
        for hop in said.into_iter().rev() {
            // What cannot be read was not written by a proxy of ours: whoever came before it is not known.
            let Some(hop) = hop else { break };
            sender = hop;
            if !self.trusts(hop) {
                break;
            }
        }
        sender.to_canonical()
    }
}

/// An address as proxies write it: with or without a port, version 6 perhaps in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    if let Some(rest) = text.strip_prefix('[') {
        return rest.split_once(']')?.0.parse().ok();
    }
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    let (address, port) = text.rsplit_once(':')?;
    port.parse::<u16>().ok()?;
    address.parse::<std::net::Ipv4Addr>().ok().map(IpAddr::V4)
}

/// The `for` of one element of `Forwarded`.
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("for")).and_then(|(_, value)| address(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn proxies(ranges: &[&str]) -> Proxies {
        Proxies::new(ranges.iter().map(|range| range.parse().expect("a range")).collect())
    }

    fn sender(proxies: &Proxies, peer: &str, headers: &[(&str, &str)]) -> String {
        let found =
            proxies.sender(ip(peer), |wanted| headers.iter().filter(move |(name, _)| *name == wanted).map(|(_, value)| *value));
        found.to_string()
    }

    #[test]
    fn ranges_contain_what_they_say() {
        let range: Network = "10.1.0.0/16".parse().expect("a range");
        assert!(range.contains(ip("10.1.255.1")) && range.contains(ip("::ffff:10.1.2.3")));
        assert!(!range.contains(ip("10.2.0.1")) && !range.contains(ip("2001:db8::1")));
        assert!("0.0.0.0/0".parse::<Network>().expect("a range").contains(ip("203.0.113.7")));
        assert!("2001:db8::/32".parse::<Network>().expect("a range").contains(ip("2001:db8:1::1")));
        for bad in ["10.0.0.0/33", "10.0.0/8", "host", "", "::1/129", "10.0.0.0/-1"] {
            assert_eq!(bad.parse::<Network>(), Err(BadNetwork(bad.to_owned())));
        }
    }

    #[test]
    fn nobody_is_believed_by_default() {
        let said = [("x-forwarded-for", "198.51.100.1"), ("forwarded", "for=198.51.100.1")];
        assert_eq!(sender(&Proxies::default(), "203.0.113.9", &said), "203.0.113.9");
        assert_eq!(sender(&proxies(&["10.0.0.0/8"]), "203.0.113.9", &said), "203.0.113.9");
    }

    #[test]
    fn what_a_sender_wrote_before_the_proxy_does_not_count() {
        let ours = proxies(&["10.0.0.0/8"]);
        let spoofed = [("x-forwarded-for", "1.1.1.1, 203.0.113.9, 10.0.0.7")];
        assert_eq!(sender(&ours, "10.0.0.8", &spoofed), "203.0.113.9");
        let two_lines = [("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "203.0.113.9")];
        assert_eq!(sender(&ours, "10.0.0.8", &two_lines), "203.0.113.9");
        let rubbish = [("x-forwarded-for", "1.1.1.1, rubbish, 10.0.0.7")];
        assert_eq!(sender(&ours, "10.0.0.8", &rubbish), "10.0.0.7");
        let both = [("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=1.1.1.1")];
        assert_eq!(sender(&ours, "10.0.0.8", &both), "203.0.113.9");
    }

    #[test]
    fn both_headers_are_read() {
        let ours = proxies(&["10.0.0.0/8", "::1"]);
        assert_eq!(sender(&ours, "10.0.0.8", &[("x-forwarded-for", "203.0.113.9:4711")]), "203.0.113.9");
        let forwarded = [("forwarded", "for=\"[2001:db8::9]:47011\";proto=https, For=10.0.0.7")];
        assert_eq!(sender(&ours, "::1", &forwarded), "2001:db8::9");
        assert_eq!(sender(&ours, "10.0.0.8", &[("forwarded", "for=unknown")]), "10.0.0.8");
        assert_eq!(sender(&ours, "10.0.0.8", &[]), "10.0.0.8");
        assert_eq!(sender(&ours, "::ffff:203.0.113.9", &[]), "203.0.113.9");
    }
}
