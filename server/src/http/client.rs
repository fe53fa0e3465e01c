//! Who calls, as far as the request itself tells: address, wished language, theme.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use birqadam_core::Locale;

/// Name of the session cookie.
pub const SESSION_COOKIE: &str = "bq_session";

/// What the request tells of its sender; a request extension.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    pub address: Option<IpAddr>,
    /// Chosen by the switch of the page (cookie `lang`).
    pub chosen: Option<Locale>,
    /// Asked for by the browser or program (`Accept-Language`).
    pub accepted: Option<Locale>,
    /// Whether it asks the API, not a page.
    pub is_api: bool,
}

impl Client {
    /// The language for somebody of whom nothing else is known.
    pub fn locale(&self) -> Locale {
        let order = if self.is_api { [self.accepted, self.chosen] } else { [self.chosen, self.accepted] };
        order.into_iter().flatten().next().unwrap_or_default()
    }
}

/// Middleware: puts a [`Client`] into the request.
pub async fn recognise(State(proxies): State<Arc<[Network]>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let headers = request.headers();
    let client = Client {
        address: peer.map(|peer| client_address(peer, headers, &proxies)),
        chosen: cookie(headers, "lang").and_then(|tag| Locale::ALL.into_iter().find(|l| l.as_str() == tag)),
        accepted: headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .and_then(Locale::negotiate),
        is_api: request.uri().path().starts_with("/api/"),
    };
    request.extensions_mut().insert(client);
    next.run(request).await
}

/// The value of a cookie, if it was sent.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Walks `X-Forwarded-For` from the right for as long as the hop is a proxy we trust.
fn client_address(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let trusted = |address: IpAddr| proxies.iter().any(|network| network.contains(address));
    let hops = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|hop| hop.trim().parse::<IpAddr>());
    let mut address = peer;
    for hop in hops.collect::<Vec<_>>().into_iter().rev() {
        match hop {
            Ok(hop) if trusted(address) => address = hop,
            _ => break,
        }
    }
    address.to_canonical()
}

/// An address range in CIDR notation: `10.0.0.0/8`, `::1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(net), IpAddr::V4(ip)) => {
                shifted(net.to_bits().into(), 32, self.prefix) == shifted(ip.to_bits().into(), 32, self.prefix)
            }
            (IpAddr::V6(net), IpAddr::V6(ip)) => {
                shifted(net.to_bits(), 128, self.prefix) == shifted(ip.to_bits(), 128, self.prefix)
            }
            _ => false,
        }
    }
}

fn shifted(bits: u128, width: u32, prefix: u8) -> u128 {
    bits.checked_shr(width - u32::from(prefix)).unwrap_or(0)
}

impl std::str::FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is not an address or a range like 10.0.0.0/8");
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (address, Some(prefix.parse::<u8>().map_err(|_| wrong())?)),
            None => (text.trim(), None),
        };
        let address = address.parse::<IpAddr>().map_err(|_| wrong())?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.unwrap_or(width);
        if prefix > width {
            return Err(wrong());
        }
        Ok(Network { address, prefix })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(forwarded: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().expect("a header"));
        headers
    }

    #[test]
    fn forwarded_addresses_count_only_behind_trusted_proxies() {
        let proxies = ["10.0.0.0/8".parse().expect("a network")];
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        let table = [
            // peer, header, expected
            ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
            ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
            ("10.0.0.2", "1.1.1.1, 198.51.100.1, 10.1.1.1", "198.51.100.1"),
            ("10.0.0.2", "nonsense", "10.0.0.2"),
        ];
        for (peer, header, expected) in table {
            assert_eq!(client_address(address(peer), &headers(header), &proxies), address(expected), "{header}");
        }
    }

    #[test]
    fn a_range_holds_what_it_says() {
        let table = [
            ("0.0.0.0/0", "8.8.8.8", true),
            ("192.168.1.0/24", "192.168.1.77", true),
            ("192.168.1.0/24", "192.168.2.77", false),
            ("::1", "::1", true),
            ("fd00::/8", "fd12::1", true),
        ];
        for (network, ip, expected) in table {
            let network: Network = network.parse().expect("a network");
            assert_eq!(network.contains(ip.parse().expect("an address")), expected, "{network:?} {ip}");
        }
        assert!("10.0.0.0/33".parse::<Network>().is_err());
    }
}
