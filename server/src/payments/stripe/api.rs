//! Requests to Stripe and its answers, as pure data. Forms with brackets, bearer key, an idempotency
//! key on every POST.

use axum::http::{Method, Request, StatusCode, header};
use birqadam_core::Locale;
use birqadam_core::ssr::payment_provider::{Order, ProviderError, RefundOrder, Standing, Statement};
use bytes::Bytes;
use http_body_util::Full;
use serde::Deserialize;
use serde_json::Value;

use super::event::Session;
use crate::payments::http_client::Answer;

/// The version whose fields we read.
const VERSION: &str = "2024-06-20";

/// Currencies whose smallest unit is not a hundredth. Source: docs.stripe.com/currencies.
const NOT_HUNDREDTHS: &[&str] = &[
    "BHD", "BIF", "CLP", "DJF", "GNF", "ISK", "JOD", "JPY", "KMF", "KRW", "KWD", "MGA", "OMR", "PYG", "RWF", "TND",
    "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
];

/// Our minor units are hundredths.
pub fn takes(currency: &str) -> bool {
    currency.len() == 3 && !NOT_HUNDREDTHS.contains(&currency)
}

/// The fields of a session for an order. Made of the order alone: repeated, they must be the same, or
/// Stripe refuses the idempotency key.
pub fn session_fields(order: &Order) -> Vec<(&'static str, String)> {
    let language = match order.locale {
        Locale::Ru => "ru",
        Locale::En => "en",
        // Not among Stripe's languages.
        Locale::Kk => "auto",
    };
    vec![
        ("mode", "payment".into()),
        ("client_reference_id", order.transaction_id.clone()),
        ("metadata[transaction_id]", order.transaction_id.clone()),
        ("payment_intent_data[metadata][transaction_id]", order.transaction_id.clone()),
        ("line_items[0][quantity]", "1".into()),
        ("line_items[0][price_data][currency]", order.currency.to_ascii_lowercase()),
        ("line_items[0][price_data][unit_amount]", order.amount_minor.to_string()),
        ("line_items[0][price_data][product_data][name]", order.title.chars().take(250).collect()),
        ("locale", language.into()),
        ("success_url", order.return_url.clone()),
        ("cancel_url", order.return_url.clone()),
    ]
}

/// The fields of a refund.
pub fn refund_fields(order: &RefundOrder, payment_intent: &str) -> Vec<(&'static str, String)> {
    vec![
        ("payment_intent", payment_intent.to_owned()),
        ("amount", order.amount_minor.to_string()),
        ("metadata[transaction_id]", order.transaction_id.clone()),
    ]
}

/// A POST with its idempotency key.
///
/// # Errors
/// When the key or address cannot stand in a request.
pub fn post(
    url: &str,
    key: &str,
    idempotency_key: &str,
    fields: &[(&str, String)],
) -> Result<Request<Full<Bytes>>, ProviderError> {
    let body = serde_urlencoded::to_string(fields).map_err(|error| ProviderError::Refused(error.to_string()))?;
    Request::builder()
        .method(Method::POST)
        .uri(url)
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("stripe-version", VERSION)
        .header("idempotency-key", idempotency_key)
        .body(Full::new(Bytes::from(body)))
        .map_err(|error| ProviderError::Refused(error.to_string()))
}

/// A GET.
///
/// # Errors
/// As [`post`].
pub fn get(url: &str, key: &str) -> Result<Request<Full<Bytes>>, ProviderError> {
    Request::builder()
        .uri(url)
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header("stripe-version", VERSION)
        .body(Full::default())
        .map_err(|error| ProviderError::Refused(error.to_string()))
}

/// The JSON of a success.
///
/// # Errors
/// [`ProviderError::Unavailable`] for what may work later, [`ProviderError::Refused`] for what will
/// not.
pub fn read(answer: &Answer) -> Result<Value, ProviderError> {
    let json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if answer.status.is_success() {
        return Ok(json);
    }
    let words = json["error"]["message"].as_str().unwrap_or("no reason given");
    let words = format!("{}: {words}", answer.status.as_u16());
    match answer.status {
        // 409: the same idempotency key is being worked on.
        StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS => Err(ProviderError::Unavailable(words)),
        status if status.is_server_error() => Err(ProviderError::Unavailable(words)),
        _ => Err(ProviderError::Refused(words)),
    }
}

/// A session with what was paid and sent back.
#[derive(Debug, Deserialize)]
pub struct Found {
    #[serde(flatten)]
    pub session: Session,
    /// Where the payer pays; gone once it is complete.
    pub url: Option<String>,
    #[serde(default)]
    pub payment_intent: Option<Intent>,
}

/// By its name, or whole when asked to be expanded.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Intent {
    Name(String),
    Whole {
        id: String,
        #[serde(default)]
        latest_charge: Value,
    },
}

impl Found {
    pub fn intent(&self) -> Option<&str> {
        match self.payment_intent.as_ref()? {
            Intent::Name(id) | Intent::Whole { id, .. } => Some(id),
        }
    }

    /// What it says of the payment.
    pub fn statement(self) -> Statement {
        let refunded = match &self.payment_intent {
            Some(Intent::Whole { latest_charge, .. }) => latest_charge["amount_refunded"].as_i64().unwrap_or(0),
            _ => 0,
        };
        let standing = match (self.session.payment_status.as_str(), self.session.status.as_deref()) {
            ("paid", _) => Standing::Paid,
            (_, Some("expired")) => Standing::Cancelled,
            (_, Some("open" | "complete")) => Standing::Open,
            _ => Standing::Unknown,
        };
        Statement {
            transaction_id: self.session.client_reference_id.unwrap_or_default(),
            provider_ref: Some(self.session.id),
            standing,
            amount_minor: self.session.amount_total.unwrap_or(0),
            currency: self.session.currency.unwrap_or_default().to_ascii_uppercase(),
            refunded_minor: refunded,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_session_says_how_the_payment_stands() {
        let session = |payment_status: &str, status: &str, intent: Value| {
            let found: Found = serde_json::from_value(json!({
                "id": "cs_1", "client_reference_id": "TXN_A", "payment_status": payment_status, "status": status,
                "amount_total": 5000, "currency": "kzt", "payment_intent": intent, "url": null
            }))
            .expect("a session");
            found.statement()
        };
        let charged = json!({ "id": "pi_1", "latest_charge": { "id": "ch_1", "amount_refunded": 700 } });
        let paid = session("paid", "complete", charged);
        assert_eq!((paid.standing, paid.refunded_minor, paid.currency.as_str()), (Standing::Paid, 700, "KZT"));
        assert_eq!(session("paid", "complete", json!("pi_1")).refunded_minor, 0);
        assert_eq!(session("unpaid", "open", Value::Null).standing, Standing::Open);
        assert_eq!(session("unpaid", "complete", json!("pi_1")).standing, Standing::Open);
        assert_eq!(session("unpaid", "expired", Value::Null).standing, Standing::Cancelled);
    }

    #[test]
    fn what_may_work_later_is_told_from_what_will_not() {
        let answer = |status: u16, body: &str| Answer {
            status: StatusCode::from_u16(status).expect("a status"),
            body: Bytes::copy_from_slice(body.as_bytes()),
        };
        let error = r#"{"error":{"type":"invalid_request_error","message":"Invalid currency: xxx"}}"#;
        assert!(
            matches!(read(&answer(400, error)), Err(ProviderError::Refused(words)) if words.contains("Invalid currency"))
        );
        assert!(matches!(read(&answer(401, "")), Err(ProviderError::Refused(_))));
        for status in [409, 429, 500, 503] {
            assert!(matches!(read(&answer(status, error)), Err(ProviderError::Unavailable(_))), "{status}");
        }
        assert_eq!(read(&answer(200, r#"{"id":"cs_1"}"#)).expect("a success")["id"], "cs_1");
    }

    #[test]
    fn currencies_of_other_units_are_not_taken() {
        for (currency, taken) in [("KZT", true), ("USD", true), ("JPY", false), ("KWD", false), ("", false)] {
            assert_eq!(takes(currency), taken, "{currency}");
        }
    }
}
