//! Reading the sender from the headers of a request. The same for desks and interface, so written once; it knows
//! header names, not a web framework.

use crate::{COOKIE, Caller, SECURE_COOKIE, Token};
use access::{Channel, Purpose};
use kernel::Locale;

/// Longest name of a browser that is kept.
const AGENT_MAX: usize = 200;

/// What the headers of a request say. `header` finds one by its lower-case name; `sender` is the address that
/// [`Proxies::sender`](crate::Proxies::sender) found; `secure` is [`Settings::secure`](crate::Settings::secure).
#[must_use]
pub fn caller<'h>(
    channel: Channel,
    sender: Option<std::net::IpAddr>,
    secure: bool,
    header: impl Fn(&str) -> Option<&'h str>,
) -> Caller {
    let bearer = header("authorization").and_then(|value| value.strip_prefix("Bearer ")).and_then(Token::parse);
    let cookies = header("cookie").unwrap_or("");
    let cookie = |name| crate::request::cookie(cookies, name);
    Caller {
        token: bearer.or_else(|| cookie(session_cookie(secure)).and_then(Token::parse)),
        channel,
        purpose: header("x-purpose").and_then(|code| code.parse().ok()).unwrap_or_else(Purpose::none),
        locale: cookie("lang").and_then(|word| word.parse().ok()).or_else(|| preferred(header("accept-language")?)),
        address: sender.map(|sender| shortened(sender, 3)).unwrap_or_default(),
        network: sender.map(|sender| shortened(sender, 4)).unwrap_or_default(),
        agent: header("user-agent").unwrap_or("").chars().take(AGENT_MAX).collect(),
    }
}

/// The cookie that carries a session: one name only, because over encrypted connections another machine of the same
/// domain, or whoever sits on an unencrypted line, can set a cookie of the plain name but not of the other.
#[must_use]
pub const fn session_cookie(secure: bool) -> &'static str {
    if secure { SECURE_COOKIE } else { COOKIE }
}

/// The value of a cookie in a `Cookie` header.
#[must_use]
pub fn cookie<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    header.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// English when it is asked for before Vietnamese; `None` when neither is named.
fn preferred(header: &str) -> Option<Locale> {
    header.split(',').find_map(|choice| match choice.trim().get(..2)? {
        "vi" => Some(Locale::Vi),
        "en" => Some(Locale::En),
        _ => None,
    })
}

/// An address without the part that names a single device: /24 of IPv4, and of IPv6 so many groups, /48 or /64.
/// Enough to recognise a place.
fn shortened(address: std::net::IpAddr, groups: usize) -> String {
    match address.to_canonical() {
        std::net::IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        std::net::IpAddr::V6(v6) => {
            let kept: Vec<String> = v6.segments().iter().take(groups).map(|group| format!("{group:x}")).collect();
            format!("{}::/{}", kept.join(":"), groups * 16)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_is_read_from_headers() {
        let token = Token::from_bytes([9; 32]);
        let authorization = format!("Bearer {}", token.to_text());
        let headers =
            [("authorization", authorization.as_str()), ("accept-language", "en-GB,vi;q=0.5"), ("x-purpose", "residence")];
        let caller = caller(Channel::Api, Some("203.0.113.77".parse().expect("an address")), false, |name| {
            headers.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
        });
        assert_eq!(caller.token, Some(token));
        assert_eq!(caller.locale, Some(Locale::En));
        assert_eq!(caller.purpose.as_str(), "residence");
        assert_eq!((caller.address.as_str(), caller.network.as_str()), ("203.0.113.0/24", "203.0.113.0/24"));
    }

    #[test]
    fn an_address_loses_what_names_a_device() {
        let short = |text: &str, groups| shortened(text.parse().expect("an address"), groups);
        assert_eq!(short("2001:db8:1:2:3:4:5:6", 3), "2001:db8:1::/48");
        assert_eq!(short("2001:db8:1:2:3:4:5:6", 4), "2001:db8:1:2::/64");
        // One socket for both versions hands out addresses of version 4 in the clothes of version 6.
        assert_eq!(short("::ffff:203.0.113.7", 4), "203.0.113.0/24");
    }

    #[test]
    fn cookies_are_found_by_their_whole_name() {
        let header = "a=1; onedoor=abc; lang=vi";
        assert_eq!(cookie(header, "onedoor"), Some("abc"));
        assert_eq!(cookie(header, "one"), None);
        let caller = caller(Channel::Web, None, false, |name| (name == "cookie").then_some(header));
        assert_eq!((caller.token, caller.locale), (None, Some(Locale::Vi)));
    }

    #[test]
    fn a_cookie_that_others_can_set_counts_for_nothing_over_encrypted_connections() {
        let (planted, own) = (Token::from_bytes([1; 32]), Token::from_bytes([2; 32]));
        let both = format!("onedoor={}; __Host-onedoor={}", planted.to_text(), own.to_text());
        let alone = format!("onedoor={}", planted.to_text());
        let token = |header: &str, secure| caller(Channel::Web, None, secure, |name| (name == "cookie").then_some(header)).token;
        assert_eq!(token(&both, true), Some(own));
        assert_eq!(token(&alone, true), None);
        // On a plain connection browsers keep no cookie of the other name, so it is not looked for either.
        assert_eq!(token(&both, false), Some(Token::from_bytes([1; 32])));
        assert_eq!(token(&format!("__Host-{alone}"), false), None);
    }
}
