//! A provider's call as it came, and how it is stored: whole, but for what proves who calls.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::IpAddr;

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method, header};
use birqadam_core::Result;
use birqadam_core::ssr::Ctx;
use birqadam_funding::ops::provider_calls::{self, CallId, RawCall};
use bytes::Bytes;

use crate::http::client::Client;

/// No provider says more than this at once.
const BODY_MAX_BYTES: usize = 64 * 1024;
/// Headers that are worth keeping.
const KEPT: &[&str] =
    &["authorization", "content-length", "content-type", "host", "stripe-signature", "user-agent", "x-forwarded-for"];

/// See the module.
pub struct Incoming {
    pub method: Method,
    pub headers: HeaderMap,
    pub query: String,
    /// Empty when it was too large or broke off.
    pub body: Bytes,
    pub address: Option<IpAddr>,
}

impl<S: Send + Sync> FromRequest<S> for Incoming {
    type Rejection = Infallible;

    async fn from_request(request: Request, _: &S) -> std::result::Result<Self, Infallible> {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, BODY_MAX_BYTES).await.unwrap_or_default();
        Ok(Incoming {
            address: parts.extensions.get::<Client>().and_then(|client| client.address),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            method: parts.method,
            headers: parts.headers,
            body,
        })
    }
}

impl Incoming {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Stores the call before anything follows from it.
    ///
    /// # Errors
    /// Only when the database fails: the provider must repeat itself.
    pub async fn store(&self, ctx: &Ctx, provider: &'static str) -> Result<CallId> {
        let body = if self.method == Method::GET { self.query.as_bytes() } else { &self.body };
        let call = RawCall {
            provider,
            address: self.address,
            method: self.method.to_string(),
            headers: kept_headers(&self.headers),
            body: body.to_vec(),
        };
        provider_calls::receive(ctx, &call).await
    }
}

fn kept_headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    let mut kept = BTreeMap::new();
    for name in KEPT {
        let Some(value) = headers.get(*name) else { continue };
        let text = String::from_utf8_lossy(value.as_bytes());
        let text = match *name {
            _ if *name == header::AUTHORIZATION.as_str() => mask_credentials(&text),
            "stripe-signature" => mask_signature(&text),
            _ => text.chars().take(500).collect(),
        };
        kept.insert((*name).to_owned(), text);
    }
    kept
}

/// `Basic UGF5…` → `Basic ***`.
fn mask_credentials(text: &str) -> String {
    match text.split_once(' ') {
        Some((scheme, _)) if scheme.len() <= 20 => format!("{scheme} ***"),
        _ => "***".to_owned(),
    }
}

/// `t=1,v1=ab,v0=cd` → `t=1,v1=***,v0=***`.
fn mask_signature(text: &str) -> String {
    let part = |part: &str| match part.split_once('=') {
        Some(("t", time)) => format!("t={}", time.chars().take(20).collect::<String>()),
        Some((scheme, _)) => format!("{}=***", scheme.chars().take(10).collect::<String>()),
        None => "***".to_owned(),
    };
    text.split(',').take(10).map(part).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_proves_who_calls_is_not_kept() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("authorization", "Basic UGF5Y29tOmtleQ=="),
            ("stripe-signature", "t=1533204620,v1=f0bdba,v1=abc,v0=63f3"),
            ("cookie", "bq_session=x"),
            ("user-agent", "Stripe/1.0"),
        ] {
            headers.insert(name, value.parse().expect("a header"));
        }
        let kept = kept_headers(&headers);
        let expected = [
            ("authorization", "Basic ***"),
            ("stripe-signature", "t=1533204620,v1=***,v1=***,v0=***"),
            ("user-agent", "Stripe/1.0"),
        ];
        assert_eq!(kept.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect::<Vec<_>>(), expected);
        assert_eq!(mask_credentials("secret"), "***");
        assert_eq!(mask_signature("secret"), "***");
    }
}
