//! How we ask providers: HTTPS with rustls, the system's authorities, ten seconds' patience.

use std::time::Duration;

use anyhow::{Context, Result};
use axum::http::{Request, StatusCode};
use birqadam_core::ssr::payment_provider::ProviderError;
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::{ClientConfig, RootCertStore};

/// A provider that has not answered by then does not answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// No answer of theirs is larger.
const ANSWER_MAX_BYTES: usize = 1024 * 1024;

/// Cheap to clone; keeps connections.
#[derive(Clone)]
pub struct HttpClient(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

/// What was answered.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Bytes,
}

impl HttpClient {
    /// For an address of either kind.
    ///
    /// # Errors
    /// When the address is `https://` and the system has no authorities to trust.
    pub fn for_address(address: &str) -> Result<HttpClient> {
        let provider = rustls::crypto::ring::default_provider();
        let builder = if address.starts_with("https://") {
            HttpsConnectorBuilder::new().with_provider_and_native_roots(provider).context(
                "the system has no certificates of authorities, so payment providers cannot be trusted; \
                 install ca-certificates",
            )?
        } else {
            let config = ClientConfig::builder_with_provider(provider.into())
                .with_safe_default_protocol_versions()?
                .with_root_certificates(RootCertStore::empty())
                .with_no_client_auth();
            HttpsConnectorBuilder::new().with_tls_config(config)
        };
        let connector = builder.https_or_http().enable_http1().build();
        Ok(HttpClient(Client::builder(TokioExecutor::new()).build(connector)))
    }

    /// Sends and waits.
    ///
    /// # Errors
    /// [`ProviderError::Unavailable`] when no whole answer comes in time.
    pub async fn send(&self, request: Request<Full<Bytes>>) -> Result<Answer, ProviderError> {
        let exchange = async {
            let response = self.0.request(request).await.map_err(|error| unavailable(&error))?;
            let (parts, body) = response.into_parts();
            let body = Limited::new(body, ANSWER_MAX_BYTES).collect().await;
            let body = body.map_err(|error| ProviderError::Unavailable(error.to_string()))?;
            Ok(Answer { status: parts.status, body: body.to_bytes() })
        };
        match tokio::time::timeout(PATIENCE, exchange).await {
            Ok(answer) => answer,
            Err(_) => Err(ProviderError::Unavailable(format!("no answer within {} seconds", PATIENCE.as_secs()))),
        }
    }
}

/// With the cause, which says more than "client error".
fn unavailable(error: &dyn std::error::Error) -> ProviderError {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        words = format!("{words}: {next}");
        cause = next.source();
    }
    ProviderError::Unavailable(words)
}
