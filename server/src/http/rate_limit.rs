//! At most so many requests per address and minute to the API. In this process only; what must
//! hold across replicas (sign-in, registration, reset) is counted by the domain in PostgreSQL.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use birqadam_core::Error;
use tower_governor::governor::GovernorConfigBuilder;
use tower_governor::key_extractor::KeyExtractor;
use tower_governor::{GovernorError, GovernorLayer};

use super::client::Client;
use super::error::ApiError;

/// Limits the routes of the router; `None` leaves it as it is.
pub fn limit<S: Clone + Send + Sync + 'static>(router: Router<S>, per_minute: Option<u32>) -> Router<S> {
    let Some(per_minute) = per_minute.filter(|n| *n > 0) else { return router };
    let config = GovernorConfigBuilder::default()
        .period(Duration::from_secs(60) / per_minute)
        .burst_size(per_minute)
        .key_extractor(ByAddress)
        .finish();
    let Some(config) = config.map(Arc::new) else { return router };
    forget_idle_addresses(&config);
    router.layer(GovernorLayer::new(config).error_handler(refuse))
}

type Config = tower_governor::governor::GovernorConfig<
    ByAddress,
    governor::middleware::NoOpMiddleware<governor::clock::QuantaInstant>,
>;

/// Without this every address ever seen would stay in memory.
fn forget_idle_addresses(config: &Arc<Config>) {
    let config = Arc::downgrade(config);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(60)).await;
            let Some(config) = config.upgrade() else { return };
            config.limiter().retain_recent();
        }
    });
}

fn refuse(error: GovernorError) -> Response<Body> {
    let seconds = match error {
        GovernorError::TooManyRequests { wait_time, .. } => wait_time.max(1),
        _ => 1,
    };
    ApiError(Error::TooMany { retry_after_seconds: u32::try_from(seconds).unwrap_or(u32::MAX) }).into_response()
}

/// The client's address; of IPv6 the /64 that one customer gets.
#[derive(Clone, Copy, Debug)]
pub struct ByAddress;

impl KeyExtractor for ByAddress {
    type Key = IpAddr;

    fn extract<T>(&self, request: &axum::http::Request<T>) -> Result<Self::Key, GovernorError> {
        let address = request.extensions().get::<Client>().and_then(|client| client.address);
        Ok(match address {
            Some(IpAddr::V6(ip)) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64)),
            Some(ip) => ip,
            None => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        })
    }
}
