//! What the operator (or a test) can set about HTTP.

use std::net::SocketAddr;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::client::Network;
use crate::payments::Setup;

/// Settings of the router.
#[derive(Clone, Debug)]
pub struct HttpOptions {
    /// Proxies whose `X-Forwarded-For` is believed. From anyone else it is ignored.
    pub trusted_proxies: Vec<Network>,
    /// Requests to the API per client address and minute; `None` sets no limit.
    pub api_per_minute: Option<u32>,
    /// Whether visitors are answered from the one-second cache.
    pub visitor_cache: bool,
    /// After this long a request is answered with "unavailable".
    pub timeout: Duration,
    /// The providers that may tell us of payments.
    pub payments: Setup,
    /// Where this process answers, for the payment simulator; `None`: the address people use.
    pub loopback: Option<SocketAddr>,
    /// Cancelled when the process ends: open sockets are then closed.
    pub ending: CancellationToken,
}

impl Default for HttpOptions {
    fn default() -> Self {
        HttpOptions {
            trusted_proxies: Vec::new(),
            api_per_minute: Some(100),
            visitor_cache: true,
            timeout: Duration::from_secs(60),
            payments: Setup::default(),
            loopback: None,
            ending: CancellationToken::new(),
        }
    }
}
