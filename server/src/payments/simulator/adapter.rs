//! What we ask the simulator, what it remembers and what it tells.

use anyhow::Result;
use async_trait::async_trait;
use axum::http::{Method, Request, header};
use birqadam_core::Error;
use birqadam_core::ssr::payment_provider::{
    Begun, Order, PaymentProvider, ProviderError, RefundOrder, Standing, Statement,
};
use birqadam_funding::PaymentFacts;
use birqadam_funding::ops::payment_events;
use birqadam_funding::ops::provider_transactions::{self as transactions, NewTransaction, ProviderTransaction, state};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use http_body_util::Full;
use serde_json::json;
use sha2::Sha256;
use sqlx::{PgConnection, PgPool};

use crate::payments::http_client::HttpClient;
use crate::payments::stripe::signature;

/// The name under which all of it is stored.
pub const SIMULATOR: &str = "simulator";

/// It speaks to its own process, never out into the world.
const LOOPBACK: &str = "http://localhost";

/// See the module above.
pub struct Simulator {
    base_url: String,
    key: Vec<u8>,
    db: PgPool,
    client: HttpClient,
}

/// What the payer pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    Pay,
    Decline,
}

impl Simulator {
    /// Its key is made of the platform's secret: nothing has to be set.
    ///
    /// # Errors
    /// As [`HttpClient::for_address`].
    pub fn new(base_url: &str, secret: &[u8], db: PgPool) -> Result<Simulator> {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret)?;
        mac.update(b"payment-simulator-webhook");
        let key = mac.finalize().into_bytes().to_vec();
        Ok(Simulator { base_url: base_url.to_owned(), key, db, client: HttpClient::for_address(LOOPBACK)? })
    }

    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }

    /// Keeps what the payer pressed; the first press counts. Returns whether it is paid.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(super) async fn press(
        &self,
        payment: &PaymentFacts,
        press: Press,
        now: DateTime<Utc>,
    ) -> birqadam_core::Result<bool> {
        let mut tx = self.db.begin().await?;
        let name = session_name(&payment.transaction_id);
        let new = NewTransaction {
            provider: SIMULATOR,
            provider_txn_id: &name,
            payment_id: payment.id,
            amount_minor: payment.amount_minor,
            provider_time_ms: now.timestamp_millis(),
            at: now,
        };
        let row = transactions::create(&mut tx, &new).await?.ok_or(Error::NotFound)?;
        let state = match (row.state, press) {
            (state::CREATED, Press::Pay) => {
                transactions::perform(&mut tx, row.id, now).await?;
                state::PERFORMED
            }
            (state::CREATED, Press::Decline) => {
                transactions::cancel(&mut tx, row.id, None, now).await?;
                state::CANCELLED
            }
            (state, _) => state,
        };
        tx.commit().await?;
        Ok(state == state::PERFORMED)
    }

    /// Tells the platform over HTTP, as a provider would.
    ///
    /// # Errors
    /// When it does not take the news.
    pub(super) async fn tell(
        &self,
        to: &str,
        payment: &PaymentFacts,
        paid: bool,
        now: DateTime<Utc>,
    ) -> Result<(), ProviderError> {
        let (kind, status) = match paid {
            true => ("checkout.session.completed", "paid"),
            false => ("checkout.session.async_payment_failed", "unpaid"),
        };
        let event = json!({
            "id": format!("evt_sim_{}_{status}", payment.transaction_id),
            "object": "event",
            "type": kind,
            "created": now.timestamp(),
            "data": { "object": {
                "id": session_name(&payment.transaction_id),
                "object": "checkout.session",
                "client_reference_id": payment.transaction_id,
                "status": "complete",
                "payment_status": status,
                "amount_total": payment.amount_minor,
                "currency": payment.currency.to_ascii_lowercase(),
            } },
        });
        let body = event.to_string();
        let request = Request::builder()
            .method(Method::POST)
            .uri(to)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, "BirQadam payment simulator")
            .header("stripe-signature", signature::sign(body.as_bytes(), &self.key, now.timestamp()))
            .body(Full::new(Bytes::from(body)))
            .map_err(|error| ProviderError::Refused(error.to_string()))?;
        let answer = self.client.send(request).await?;
        if answer.status.is_success() {
            Ok(())
        } else {
            Err(ProviderError::Unavailable(format!("answered {}", answer.status)))
        }
    }

    /// Where its events go when the platform does not say.
    pub(super) fn webhook_at(&self, base: Option<&str>) -> String {
        format!("{}/api/payments/simulator/webhook", base.unwrap_or(&self.base_url))
    }

    async fn find(&self, transaction_id: &str) -> birqadam_core::Result<Statement> {
        let mut tx = self.db.begin().await?;
        let (payment, row) = recall(&mut tx, transaction_id).await?;
        let standing = match row.as_ref().map(|row| row.state) {
            Some(state::PERFORMED) => Standing::Paid,
            Some(state::CANCELLED | state::CANCELLED_AFTER) => Standing::Cancelled,
            _ => Standing::Open,
        };
        let refunded = match &row {
            Some(row) => transactions::sum_of_refunds(&mut tx, row.id).await?,
            None => 0,
        };
        tx.commit().await?;
        Ok(Statement {
            transaction_id: transaction_id.to_owned(),
            provider_ref: row.map(|row| row.provider_txn_id),
            standing,
            amount_minor: payment.amount_minor,
            currency: payment.currency,
            refunded_minor: refunded,
        })
    }

    async fn send_back(&self, order: &RefundOrder) -> birqadam_core::Result<bool> {
        let mut tx = self.db.begin().await?;
        let (_, row) = recall(&mut tx, &order.transaction_id).await?;
        let row = row.ok_or(Error::NotFound)?;
        let done = transactions::remember_refund(&mut tx, row.id, &order.idempotency_key, order.amount_minor).await?;
        tx.commit().await?;
        Ok(done)
    }
}

/// What the simulator remembers of a payment. Paid ones it never saw (demo data) it remembers from
/// now on.
async fn recall(
    conn: &mut PgConnection,
    transaction_id: &str,
) -> birqadam_core::Result<(PaymentFacts, Option<ProviderTransaction>)> {
    let payment = payment_events::find_payment(conn, SIMULATOR, transaction_id).await?.ok_or(Error::NotFound)?;
    let name = session_name(transaction_id);
    let known = transactions::find(conn, SIMULATOR, &name).await?;
    let (None, Some(at)) = (&known, payment.completed_at) else { return Ok((payment, known)) };
    let new = NewTransaction {
        provider: SIMULATOR,
        provider_txn_id: &name,
        payment_id: payment.id,
        amount_minor: payment.amount_minor,
        provider_time_ms: at.timestamp_millis(),
        at,
    };
    if let Some(row) = transactions::create(conn, &new).await? {
        transactions::perform(conn, row.id, at).await?;
        if payment.refunded_minor > 0 {
            transactions::remember_refund(conn, row.id, "before", payment.refunded_minor).await?;
        }
    }
    let known = transactions::find(conn, SIMULATOR, &name).await?;
    Ok((payment, known))
}

/// How the simulator calls a payment.
fn session_name(transaction_id: &str) -> String {
    format!("sim_{transaction_id}")
}

/// The simulator lives in the same database: when that is away, so is it.
fn unavailable(error: Error) -> ProviderError {
    match error {
        Error::NotFound => ProviderError::Refused("no such payment".into()),
        other => ProviderError::Unavailable(other.code().to_owned()),
    }
}

#[async_trait]
impl PaymentProvider for Simulator {
    fn name(&self) -> &'static str {
        SIMULATOR
    }

    fn takes(&self, currency: &str) -> bool {
        currency.len() == 3
    }

    async fn begin(&self, order: &Order) -> Result<Begun, ProviderError> {
        let payment_url = format!("{}/pay/simulator/{}", self.base_url, order.transaction_id);
        Ok(Begun { payment_url, provider_ref: None })
    }

    async fn refund(&self, order: &RefundOrder) -> Result<Option<String>, ProviderError> {
        match self.send_back(order).await.map_err(unavailable)? {
            true => Ok(Some(format!("re_sim_{}", order.idempotency_key))),
            false => Err(ProviderError::Refused("more than was paid, or nothing was paid".into())),
        }
    }

    async fn look(&self, transaction_id: &str, _: Option<&str>) -> Result<Statement, ProviderError> {
        self.find(transaction_id).await.map_err(unavailable)
    }
}
