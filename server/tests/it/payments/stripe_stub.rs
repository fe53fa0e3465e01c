//! A stand-in for Stripe's API on a port of this machine, with its idempotency keys.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub key: String,
    pub idempotency_key: String,
    pub fields: BTreeMap<String, String>,
}

#[derive(Default)]
struct Inner {
    asked: Vec<Asked>,
    sessions: BTreeMap<String, Value>,
    by_key: BTreeMap<String, Value>,
    failing: Option<(u16, Value)>,
}

#[derive(Clone, Default)]
pub struct StripeStub {
    pub address: String,
    inner: Arc<Mutex<Inner>>,
}

impl StripeStub {
    pub async fn start() -> StripeStub {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let stub = StripeStub {
            address: format!("http://{}", listener.local_addr().expect("its address")),
            inner: Arc::default(),
        };
        let router = Router::new()
            .route("/v1/checkout/sessions", post(open_session))
            .route("/v1/checkout/sessions/{id}", get(find_session))
            .route("/v1/refunds", post(send_back))
            .with_state(stub.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        stub
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.inner.lock().expect("the stub").asked.clone()
    }

    /// Every request is answered so from now on.
    pub fn fail(&self, status: u16, error: Value) {
        self.inner.lock().expect("the stub").failing = Some((status, error));
    }

    /// The payer paid: what the session says from now on.
    pub fn set(&self, session: &str, field: &str, value: Value) {
        let mut inner = self.inner.lock().expect("the stub");
        inner.sessions.get_mut(session).expect("a session")[field] = value;
    }

    fn note(&self, headers: &HeaderMap, body: &[u8]) -> Asked {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let asked = Asked {
            key: text("authorization"),
            idempotency_key: text("idempotency-key"),
            fields: form_urlencoded::parse(body).into_owned().collect(),
        };
        self.inner.lock().expect("the stub").asked.push(asked.clone());
        asked
    }

    fn failure(&self) -> Option<Response> {
        let failing = self.inner.lock().expect("the stub").failing.clone();
        failing.map(|(status, error)| (StatusCode::from_u16(status).expect("a status"), Json(error)).into_response())
    }

    /// The same key, the same answer.
    fn once(&self, key: &str, make: impl FnOnce(usize) -> Value) -> Value {
        let mut inner = self.inner.lock().expect("the stub");
        let number = inner.by_key.len() + 1;
        inner.by_key.entry(key.to_owned()).or_insert_with(|| make(number)).clone()
    }
}

async fn open_session(State(stub): State<StripeStub>, headers: HeaderMap, body: Bytes) -> Response {
    let asked = stub.note(&headers, &body);
    if let Some(failure) = stub.failure() {
        return failure;
    }
    let session = stub.once(&asked.idempotency_key, |number| {
        json!({
            "id": format!("cs_test_{number}"), "object": "checkout.session",
            "url": format!("https://checkout.stripe.com/c/pay/cs_test_{number}"),
            "client_reference_id": asked.fields["client_reference_id"], "status": "open", "payment_status": "unpaid",
            "amount_total": asked.fields["line_items[0][price_data][unit_amount]"].parse::<i64>().expect("a number"),
            "currency": asked.fields["line_items[0][price_data][currency]"], "payment_intent": null
        })
    });
    let id = session["id"].as_str().expect("an id").to_owned();
    stub.inner.lock().expect("the stub").sessions.insert(id, session.clone());
    Json(session).into_response()
}

async fn find_session(State(stub): State<StripeStub>, Path(id): Path<String>) -> Response {
    if let Some(failure) = stub.failure() {
        return failure;
    }
    let found = stub.inner.lock().expect("the stub").sessions.get(&id).cloned();
    match found {
        Some(session) => Json(session).into_response(),
        None => {
            let error = json!({ "error": { "code": "resource_missing", "message": "No such checkout.session" } });
            (StatusCode::NOT_FOUND, Json(error)).into_response()
        }
    }
}

async fn send_back(State(stub): State<StripeStub>, headers: HeaderMap, body: Bytes) -> Response {
    let asked = stub.note(&headers, &body);
    if let Some(failure) = stub.failure() {
        return failure;
    }
    let refund = stub.once(
        &asked.idempotency_key,
        |number| json!({ "id": format!("re_{number}"), "object": "refund", "status": "succeeded" }),
    );
    Json(refund).into_response()
}
