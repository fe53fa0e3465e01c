//! Stripe's events.

use ring::hmac;
use serde_json::{Value, json};

use super::shop::{AMOUNT, Order, Shop, WEBHOOK_SECRET};
use crate::support::Reply;

const PATH: &str = "/api/payments/stripe/webhook";

/// An event about a session, as Stripe writes it.
fn event(id: &str, kind: &str, order: &Order, payment_status: &str) -> Value {
    json!({
        "id": id, "object": "event", "api_version": "2024-06-20", "created": 1_700_000_000, "livemode": false,
        "pending_webhooks": 1, "request": { "id": null, "idempotency_key": null }, "type": kind,
        "data": { "object": {
            "id": format!("cs_test_{}", order.id), "object": "checkout.session", "amount_subtotal": AMOUNT,
            "amount_total": AMOUNT, "client_reference_id": order.transaction_id, "currency": "kzt",
            "metadata": { "transaction_id": order.transaction_id }, "mode": "payment",
            "payment_intent": "pi_1", "payment_status": payment_status, "status": "complete"
        } }
    })
}

fn paid(id: &str, order: &Order) -> Value {
    event(id, "checkout.session.completed", order, "paid")
}

fn refund(id: &str, order: &Order, total: i64) -> Value {
    json!({
        "id": id, "object": "event", "type": "charge.refunded",
        "data": { "object": {
            "id": "ch_1", "object": "charge", "amount": AMOUNT, "amount_refunded": total, "currency": "kzt",
            "metadata": { "transaction_id": order.transaction_id }
        } }
    })
}

/// By ring, as Stripe's documents say.
fn signature(body: &str, secret: &str, time: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let tag = hmac::sign(&key, format!("{time}.{body}").as_bytes());
    format!("t={time},v1={}", hex::encode(tag.as_ref()))
}

async fn send(shop: &Shop, event: &Value) -> Reply {
    let body = event.to_string();
    let signed = signature(&body, WEBHOOK_SECRET, shop.ctx.now().timestamp());
    shop.post(PATH, "application/json", &[("stripe-signature", signed)], &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_session_completes_the_payment() {
    let shop = Shop::open().await;
    let order = shop.order("stripe").await;
    // Before our own answer to the payer was even stored: the session has no name here yet.
    send(&shop, &paid("evt_1", &order)).await.expect(200);
    assert_eq!(shop.status(&order).await, "completed");
    assert_eq!(shop.balance(&order).await, AMOUNT);
    let reference: String = sqlx::query_scalar("select provider_ref from funding.payments where id = $1")
        .bind(order.id)
        .fetch_one(shop.app.db())
        .await
        .expect("a name");
    assert_eq!(reference, format!("cs_test_{}", order.id));
    assert_eq!(shop.outcomes("stripe").await, ["accepted"]);
    let (headers, body) = shop.last_call("stripe").await;
    assert!(headers["stripe-signature"].as_str().is_some_and(|kept| kept.ends_with(",v1=***")), "{headers}");
    assert_eq!(serde_json::from_str::<Value>(&body).expect("as it came"), paid("evt_1", &order));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_signed_as_it_should_be_changes_nothing() {
    let shop = Shop::open().await;
    let order = shop.order("stripe").await;
    let body = paid("evt_1", &order).to_string();
    let now = shop.ctx.now().timestamp();
    let zeros = "0".repeat(64);
    let table = [
        (vec![], "no signature"),
        (vec![("stripe-signature", "nonsense".to_owned())], "a signature that cannot be read"),
        (vec![("stripe-signature", signature(&body, "whsec_of_another_merchant", now))], "a wrong signature"),
        (vec![("stripe-signature", signature("{}", WEBHOOK_SECRET, now))], "a wrong signature"),
        (vec![("stripe-signature", format!("t={now},v1={zeros}"))], "a wrong signature"),
        (vec![("stripe-signature", signature(&body, WEBHOOK_SECRET, now - 301))], "a signature too old or too new"),
        (vec![("stripe-signature", signature(&body, WEBHOOK_SECRET, now + 400))], "a signature too old or too new"),
    ];
    for (headers, why) in &table {
        let reply = shop.post(PATH, "application/json", headers, &body).await;
        assert_eq!(reply.expect(400)["reason"], *why, "{headers:?}");
    }
    let expected: Vec<String> = table.iter().map(|(_, why)| format!("refused: {why}")).collect();
    assert_eq!(shop.outcomes("stripe").await, expected, "each is kept");
    for body in ["", "{}", "[]", "{\"id\":1}", "\u{202e}🌳'\";--<script>"] {
        let signed = signature(body, WEBHOOK_SECRET, now);
        shop.post(PATH, "application/json", &[("stripe-signature", signed)], body).await.expect(400);
    }
    assert_eq!(shop.status(&order).await, "created");
    // Two secrets at once, while one is being replaced.
    let good = signature(&body, WEBHOOK_SECRET, now);
    let two = good.replace(",v1=", &format!(",v1={zeros},v1="));
    shop.post(PATH, "application/json", &[("stripe-signature", two)], &body).await.expect(200);
    assert_eq!(shop.status(&order).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_acted_on_once() {
    let shop = Shop::open().await;
    let order = shop.order("stripe").await;
    let event = paid("evt_1", &order);
    let (one, two) = tokio::join!(send(&shop, &event), send(&shop, &event));
    one.expect(200);
    two.expect(200);
    send(&shop, &event).await.expect(200);
    // Another event of the same payment.
    send(&shop, &event_again(&order)).await.expect(200);
    assert_eq!(shop.balance(&order).await, AMOUNT);
    let mut outcomes = shop.outcomes("stripe").await;
    outcomes.sort();
    assert_eq!(outcomes, ["accepted", "repeated", "repeated", "repeated"]);
    assert_eq!(shop.app.count("select count(*) from funding.provider_calls where event_id = 'evt_1'").await, 1);
}

fn event_again(order: &Order) -> Value {
    event("evt_2", "checkout.session.async_payment_succeeded", order, "paid")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_event_does_not_take_the_name_of_a_real_one() {
    let shop = Shop::open().await;
    let order = shop.order("stripe").await;
    let body = paid("evt_1", &order).to_string();
    let forged = signature(&body, "whsec_of_another_merchant", shop.ctx.now().timestamp());
    shop.post(PATH, "application/json", &[("stripe-signature", forged)], &body).await.expect(400);
    send(&shop, &paid("evt_1", &order)).await.expect(200);
    assert_eq!(shop.status(&order).await, "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn events_come_in_any_order() {
    let shop = Shop::open().await;
    // Waiting for a bank transfer, then failed, then paid all the same: the money came.
    let slow = shop.order("stripe").await;
    send(&shop, &event("evt_a1", "checkout.session.completed", &slow, "unpaid")).await.expect(200);
    assert_eq!(shop.status(&slow).await, "pending");
    send(&shop, &event("evt_a2", "checkout.session.async_payment_failed", &slow, "unpaid")).await.expect(200);
    assert_eq!(shop.status(&slow).await, "failed");
    send(&shop, &event("evt_a3", "checkout.session.async_payment_succeeded", &slow, "paid")).await.expect(200);
    assert_eq!((shop.status(&slow).await.as_str(), shop.balance(&slow).await), ("completed", AMOUNT));
    // An old "expired" after the money.
    send(&shop, &event("evt_a4", "checkout.session.expired", &slow, "unpaid")).await.expect(200);
    assert_eq!(shop.status(&slow).await, "completed");
    // Expired, then paid.
    let late = shop.order("stripe").await;
    send(&shop, &event("evt_b1", "checkout.session.expired", &late, "unpaid")).await.expect(200);
    assert_eq!(shop.status(&late).await, "cancelled");
    send(&shop, &paid("evt_b2", &late)).await.expect(200);
    assert_eq!(shop.status(&late).await, "completed");
    // A part went back, told before the payment itself; then the whole; then the part again.
    let back = shop.order("stripe").await;
    send(&shop, &refund("evt_c1", &back, 4_000_000)).await.expect(200);
    assert_eq!((shop.status(&back).await.as_str(), shop.balance(&back).await), ("completed", 6_000_000));
    send(&shop, &paid("evt_c2", &back)).await.expect(200);
    send(&shop, &refund("evt_c3", &back, AMOUNT)).await.expect(200);
    send(&shop, &refund("evt_c4", &back, 4_000_000)).await.expect(200);
    assert_eq!((shop.status(&back).await.as_str(), shop.balance(&back).await), ("refunded", 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_ours_or_differs_is_taken_and_refused() {
    let shop = Shop::open().await;
    let order = shop.order("stripe").await;
    sqlx::query("update funding.payments set provider_ref = $2 where id = $1")
        .bind(order.id)
        .bind(format!("cs_test_{}", order.id))
        .execute(shop.app.db())
        .await
        .expect("a name");
    let change = |id: &str, field: &str, value: Value| {
        let mut event = paid(id, &order);
        event["data"]["object"][field] = value;
        event
    };
    let payme = shop.order("payme").await;
    let table = [
        (change("evt_1", "amount_total", json!(AMOUNT - 1)), "refused: another amount"),
        (change("evt_2", "amount_total", Value::Null), "refused: another amount"),
        (change("evt_3", "currency", json!("usd")), "refused: another currency"),
        (change("evt_4", "id", json!("cs_test_of_another")), "refused: another session"),
        (change("evt_5", "client_reference_id", json!("TXN_NOBODYS")), "refused: no such payment"),
        (change("evt_6", "client_reference_id", Value::Null), "refused: no such payment"),
        (change("evt_7", "client_reference_id", json!(payme.transaction_id)), "refused: no such payment"),
        (refund("evt_8", &order, AMOUNT + 1), "refused: the payment's state is against it"),
        (
            json!({ "id": "evt_9", "type": "customer.created", "data": { "object": { "id": "cus_1" } } }),
            "accepted: nothing of ours",
        ),
    ];
    for (event, _) in &table {
        send(&shop, event).await.expect(200);
    }
    let expected: Vec<&str> = table.iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(shop.outcomes("stripe").await, expected);
    assert_eq!((shop.status(&order).await.as_str(), shop.status(&payme).await.as_str()), ("created", "created"));
}

/// A webhook passes from anywhere, with whatever cookies; nothing else does.
#[tokio::test(flavor = "multi_thread")]
async fn providers_are_foreign_and_let_in() {
    let shop = Shop::open().await;
    let order = shop.order("stripe").await;
    let body = paid("evt_1", &order).to_string();
    let headers = [
        ("stripe-signature", signature(&body, WEBHOOK_SECRET, shop.ctx.now().timestamp())),
        ("origin", "https://stripe.com".to_owned()),
        ("sec-fetch-site", "cross-site".to_owned()),
        ("authorization", "Bearer of no token of ours".to_owned()),
    ];
    shop.post(PATH, "application/json", &headers, &body).await.expect(200);
    assert_eq!(shop.status(&order).await, "completed");
    let foreign = shop.provider.with("origin", "https://stripe.com").with("cookie", "bq_session=x");
    assert_eq!(foreign.post("/api/login", json!({})).await.error(403), "cross_site");
    let till = format!("/pay/simulator/{}", order.transaction_id);
    assert_eq!(foreign.form(&till, "press=pay").await.status, 403);
}
