//! What we ask Stripe.

use anyhow::Result;
use async_trait::async_trait;
use birqadam_core::ssr::payment_provider::{
    Begun, Order, PaymentProvider, ProviderError, RefundOrder, Standing, Statement,
};
use serde::Deserialize;
use serde_json::Value;

use super::api::{self, Found};
use crate::config::StripeSettings;
use crate::payments::http_client::HttpClient;

/// An account of Stripe.
pub struct Stripe {
    client: HttpClient,
    settings: StripeSettings,
}

impl Stripe {
    /// Does not connect yet.
    ///
    /// # Errors
    /// As [`HttpClient::for_address`].
    pub fn new(settings: &StripeSettings) -> Result<Stripe> {
        Ok(Stripe { client: HttpClient::for_address(&settings.api)?, settings: settings.clone() })
    }

    pub(super) fn webhook_secret(&self) -> &[u8] {
        self.settings.webhook_secret.as_bytes()
    }

    async fn post(&self, path: &str, idempotency_key: &str, fields: &[(&str, String)]) -> Asked<Value> {
        let url = format!("{}{path}", self.settings.api);
        let request = api::post(&url, &self.settings.secret_key, idempotency_key, fields)?;
        api::read(&self.client.send(request).await?)
    }

    async fn find_session(&self, session: &str) -> Asked<Found> {
        // The name comes from Stripe; it must not lead anywhere else all the same.
        if !session.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return Err(ProviderError::Refused("not the name of a session".into()));
        }
        let path = format!("/v1/checkout/sessions/{session}?expand%5B%5D=payment_intent.latest_charge");
        let request = api::get(&format!("{}{path}", self.settings.api), &self.settings.secret_key)?;
        decode(api::read(&self.client.send(request).await?)?)
    }
}

type Asked<T> = std::result::Result<T, ProviderError>;

fn decode<T: for<'de> Deserialize<'de>>(json: Value) -> Asked<T> {
    serde_json::from_value(json)
        .map_err(|error| ProviderError::Unavailable(format!("an answer we cannot read: {error}")))
}

#[async_trait]
impl PaymentProvider for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn takes(&self, currency: &str) -> bool {
        api::takes(currency)
    }

    async fn begin(&self, order: &Order) -> Asked<Begun> {
        let fields = api::session_fields(order);
        let session: Found = decode(self.post("/v1/checkout/sessions", &order.transaction_id, &fields).await?)?;
        let payment_url =
            session.url.ok_or_else(|| ProviderError::Refused("the session has no page any more".into()))?;
        Ok(Begun { payment_url, provider_ref: Some(session.session.id) })
    }

    async fn refund(&self, order: &RefundOrder) -> Asked<Option<String>> {
        let session = order.provider_ref.as_deref();
        let session = session.ok_or_else(|| ProviderError::Refused("no session is known of this payment".into()))?;
        let found = self.find_session(session).await?;
        let intent = found.intent().ok_or_else(|| ProviderError::Refused("nothing was paid".into()))?;
        let fields = api::refund_fields(order, intent);
        let refund = self.post("/v1/refunds", &order.idempotency_key, &fields).await?;
        match refund["status"].as_str() {
            Some("failed" | "canceled") => {
                Err(ProviderError::Refused(refund["failure_reason"].as_str().unwrap_or("the refund failed").to_owned()))
            }
            _ => Ok(refund["id"].as_str().map(ToOwned::to_owned)),
        }
    }

    async fn look(&self, transaction_id: &str, provider_ref: Option<&str>) -> Asked<Statement> {
        let Some(session) = provider_ref else {
            // Stripe finds no session by our name for it.
            return Ok(Statement {
                transaction_id: transaction_id.to_owned(),
                provider_ref: None,
                standing: Standing::Unknown,
                amount_minor: 0,
                currency: String::new(),
                refunded_minor: 0,
            });
        };
        Ok(self.find_session(session).await?.statement())
    }
}
