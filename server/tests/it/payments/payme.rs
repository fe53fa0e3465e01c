//! Payme's Merchant API, as its sandbox tries it: every call twice, in and out of order.

use axum::body::Body;
use axum::http::Method;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use birqadam_core::RefundId;
use birqadam_funding::ops::refunds;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::shop::{AMOUNT, Order, PAYME_KEY, Shop};

const PATH: &str = "/api/payments/payme";
const TXN: &str = "5305e3bab097f420a62ced0b";

fn basic(credentials: &str) -> Vec<(&'static str, String)> {
    vec![("authorization", format!("Basic {}", BASE64_STANDARD.encode(credentials)))]
}

/// A call with the right key: always HTTP 200, with the id of the call.
async fn call(shop: &Shop, method: &str, params: Value) -> Value {
    let body = json!({ "jsonrpc": "2.0", "id": 2032, "method": method, "params": params }).to_string();
    let answer = shop.post(PATH, "application/json", &basic(&format!("Paycom:{PAYME_KEY}")), &body).await.expect(200);
    assert_eq!(answer["id"], 2032, "{answer}");
    answer
}

async fn result(shop: &Shop, method: &str, params: Value) -> Value {
    let answer = call(shop, method, params).await;
    assert!(answer["error"].is_null(), "{method}: {answer}");
    answer["result"].clone()
}

async fn fault(shop: &Shop, method: &str, params: Value) -> i64 {
    let answer = call(shop, method, params).await;
    assert!(answer["result"].is_null(), "{method}: {answer}");
    let message = &answer["error"]["message"];
    assert!(["ru", "uz", "en"].iter().all(|l| message[l].as_str().is_some_and(|words| !words.is_empty())), "{answer}");
    answer["error"]["code"].as_i64().expect("a code")
}

fn check(order: &Order, amount: i64) -> Value {
    json!({ "amount": amount, "account": { "transaction_id": order.transaction_id } })
}

fn create(shop: &Shop, id: &str, order: &Order) -> Value {
    create_at(shop.ctx.now().timestamp_millis(), id, order)
}

fn create_at(time: i64, id: &str, order: &Order) -> Value {
    json!({ "id": id, "time": time, "amount": AMOUNT, "account": { "transaction_id": order.transaction_id } })
}

fn of(id: &str) -> Value {
    json!({ "id": id })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_goes_its_way_with_every_call_twice() {
    let shop = Shop::open().await;
    let order = shop.order("payme").await;
    for _ in 0..2 {
        assert_eq!(result(&shop, "CheckPerformTransaction", check(&order, AMOUNT)).await, json!({ "allow": true }));
    }
    let params = create(&shop, TXN, &order);
    let created = result(&shop, "CreateTransaction", params.clone()).await;
    assert_eq!((&created["state"], created["create_time"].is_i64()), (&json!(1), true));
    assert_eq!(result(&shop, "CreateTransaction", params).await, created);
    assert_eq!(shop.status(&order).await, "pending");
    let performed = result(&shop, "PerformTransaction", of(TXN)).await;
    assert_eq!((&performed["state"], &performed["transaction"]), (&json!(2), &created["transaction"]));
    assert_eq!(result(&shop, "PerformTransaction", of(TXN)).await, performed);
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("completed", AMOUNT));
    let checked = result(&shop, "CheckTransaction", of(TXN)).await;
    assert_eq!(checked["perform_time"], performed["perform_time"]);
    assert_eq!((&checked["cancel_time"], &checked["reason"], &checked["state"]), (&json!(0), &Value::Null, &json!(2)));
    // Sent back from Payme's cabinet.
    let cancel = json!({ "id": TXN, "reason": 5 });
    let cancelled = result(&shop, "CancelTransaction", cancel.clone()).await;
    assert_eq!(cancelled["state"], -2);
    assert_eq!(result(&shop, "CancelTransaction", cancel).await, cancelled);
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("refunded", 0));
    let checked = result(&shop, "CheckTransaction", of(TXN)).await;
    assert_eq!((&checked["state"], &checked["reason"]), (&json!(-2), &json!(5)));
    assert_eq!(checked["cancel_time"], cancelled["cancel_time"]);
    assert!(shop.outcomes("payme").await.iter().all(|outcome| outcome == "accepted"));
    let (headers, body) = shop.last_call("payme").await;
    assert_eq!(headers["authorization"], "Basic ***");
    assert!(body.contains("CheckTransaction") && !headers.to_string().contains(PAYME_KEY));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_payme_is_let_in_and_always_by_200() {
    let shop = Shop::open().await;
    let order = shop.order("payme").await;
    let body = json!({ "id": 5, "method": "CheckPerformTransaction", "params": check(&order, AMOUNT) }).to_string();
    for headers in [vec![], basic("Paycom:wrong"), basic("Login:Pass"), basic(PAYME_KEY)] {
        let answer = shop.post(PATH, "application/json", &headers, &body).await.expect(200);
        assert_eq!((&answer["error"]["code"], &answer["id"]), (&json!(-32504), &json!(5)), "{headers:?}");
    }
    assert_eq!(shop.outcomes("payme").await, ["refused: -32504"; 4], "each is kept");
    let right = basic(&format!("Paycom:{PAYME_KEY}"));
    for (body, code) in [
        ("", -32700),
        ("{", -32700),
        ("[]", -32600),
        ("{}", -32600),
        (r#"{"id":1,"method":"CreateTransaction","params":{"id":5}}"#, -32600),
        (r#"{"id":1,"method":"PerformTransaction","params":{"id":"\u0000"}}"#, -32600),
        (r#"{"id":1,"method":"ChangePassword","params":{"password":"x"}}"#, -32601),
    ] {
        let answer = shop.post(PATH, "application/json", &right, body).await.expect(200);
        assert_eq!(answer["error"]["code"], code, "{body}");
    }
    let large = format!(r#"{{"id":1,"method":"{}"}}"#, "x".repeat(70_000));
    let answer = shop.post(PATH, "application/json", &right, &large).await.expect(200);
    assert_eq!(answer["error"]["code"], -32700);
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        let answer = shop.provider.send(method.clone(), PATH, None, Body::empty()).await.expect(200);
        assert_eq!(answer["error"]["code"], -32300, "{method}");
    }
    assert_eq!(shop.status(&order).await, "created");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_paid_is_told_why() {
    let shop = Shop::open().await;
    let order = shop.order("payme").await;
    let stripe = shop.order("stripe").await;
    for amount in [AMOUNT - 1, AMOUNT + 1, 0, -AMOUNT, i64::MAX] {
        assert_eq!(fault(&shop, "CheckPerformTransaction", check(&order, amount)).await, -31001, "{amount}");
    }
    assert_eq!(fault(&shop, "CheckPerformTransaction", check(&stripe, AMOUNT)).await, -31050);
    for account in ["", "TXN_NOBODYS", "'\";--<script>", "\u{202e}🌳"] {
        let answer = call(
            &shop,
            "CheckPerformTransaction",
            json!({ "amount": AMOUNT, "account": { "transaction_id": account } }),
        )
        .await;
        assert_eq!((&answer["error"]["code"], &answer["error"]["data"]), (&json!(-31050), &json!("transaction_id")));
    }
    assert_eq!(fault(&shop, "CheckPerformTransaction", json!({ "amount": AMOUNT, "account": {} })).await, -31050);
    // Out of order: nothing was created.
    for method in ["PerformTransaction", "CheckTransaction"] {
        assert_eq!(fault(&shop, method, of(TXN)).await, -31003, "{method}");
    }
    assert_eq!(fault(&shop, "CancelTransaction", json!({ "id": TXN, "reason": 1 })).await, -31003);
    // The same id for another sum or another account.
    result(&shop, "CreateTransaction", create(&shop, TXN, &order)).await;
    let mut other_sum = create(&shop, TXN, &order);
    other_sum["amount"] = json!(AMOUNT - 100);
    assert_eq!(fault(&shop, "CreateTransaction", other_sum).await, -31001);
    let other = shop.order("payme").await;
    assert_eq!(fault(&shop, "CreateTransaction", create(&shop, TXN, &other)).await, -31050);
    // Another transaction while one waits; after it was performed; and when the project is over.
    assert_eq!(fault(&shop, "CreateTransaction", create(&shop, "b305e3bab097f420a62ced0b", &order)).await, -31053);
    result(&shop, "PerformTransaction", of(TXN)).await;
    assert_eq!(fault(&shop, "CheckPerformTransaction", check(&order, AMOUNT)).await, -31051);
    assert_eq!(fault(&shop, "CreateTransaction", create(&shop, TXN, &order)).await, -31008);
    shop.end_project().await;
    assert_eq!(fault(&shop, "CheckPerformTransaction", check(&other, AMOUNT)).await, -31054);
    assert_eq!(shop.status(&other).await, "created");
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelled_before_and_after_it_was_performed() {
    let shop = Shop::open().await;
    let before = shop.order("payme").await;
    result(&shop, "CreateTransaction", create(&shop, "a", &before)).await;
    let cancelled = result(&shop, "CancelTransaction", json!({ "id": "a", "reason": 3 })).await;
    assert_eq!(cancelled["state"], -1);
    assert_eq!(shop.status(&before).await, "cancelled");
    assert_eq!(fault(&shop, "PerformTransaction", of("a")).await, -31008);
    assert_eq!(fault(&shop, "CheckPerformTransaction", check(&before, AMOUNT)).await, -31052);
    assert_eq!(result(&shop, "CancelTransaction", json!({ "id": "a", "reason": 1 })).await, cancelled);
    assert_eq!(result(&shop, "CheckTransaction", of("a")).await["reason"], 3, "the first reason stays");
    // Some of it is spent: it cannot go back, however often it is asked.
    let spent = shop.order("payme").await;
    result(&shop, "CreateTransaction", create(&shop, "b", &spent)).await;
    result(&shop, "PerformTransaction", of("b")).await;
    shop.spend(100).await;
    for _ in 0..2 {
        assert_eq!(fault(&shop, "CancelTransaction", json!({ "id": "b", "reason": 5 })).await, -31007);
    }
    assert_eq!((shop.status(&spent).await.as_str(), shop.balance(&spent).await), ("completed", AMOUNT - 100));
}

/// Payme's protocol has no refund: who asks for one here does it in Payme's cabinet, which tells us.
#[tokio::test(flavor = "multi_thread")]
async fn a_refund_asked_for_here_is_done_in_the_cabinet() {
    let shop = Shop::open().await;
    let order = shop.order("payme").await;
    result(&shop, "CreateTransaction", create(&shop, TXN, &order)).await;
    result(&shop, "PerformTransaction", of(TXN)).await;
    let admin = shop.app.admin().await;
    let asked = json!({ "reason": "Paid by mistake" });
    let refund = admin.post(&format!("/api/admin/payments/{}/refund", order.id), asked).await.expect(201);
    refunds::send_refund(&shop.ctx, RefundId(refund["id"].as_i64().expect("an id"))).await.expect("left to a person");
    assert_eq!(shop.balance(&order).await, 0, "nobody spends it on its way");
    let cancelled = result(&shop, "CancelTransaction", json!({ "id": TXN, "reason": 5 })).await;
    assert_eq!(cancelled["state"], -2);
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("refunded", 0));
    let done = shop.app.count("select count(*) from funding.refunds where status = 'completed'").await;
    assert_eq!(
        (done, shop.app.count("select count(*) from funding.refunds").await),
        (1, 1),
        "one refund, and it is done"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn after_twelve_hours_it_is_too_late() {
    let shop = Shop::open().await;
    let order = shop.order("payme").await;
    result(&shop, "CreateTransaction", create(&shop, "a", &order)).await;
    let created_twice = create(&shop, "c", &shop.order("payme").await);
    result(&shop, "CreateTransaction", created_twice.clone()).await;
    shop.app.clock.advance(TimeDelta::hours(12) + TimeDelta::seconds(1));
    assert_eq!(fault(&shop, "PerformTransaction", of("a")).await, -31008);
    let checked = result(&shop, "CheckTransaction", of("a")).await;
    assert_eq!((&checked["state"], &checked["reason"]), (&json!(-1), &json!(4)));
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("cancelled", 0));
    assert_eq!(fault(&shop, "CreateTransaction", created_twice).await, -31008);
    assert_eq!(result(&shop, "CheckTransaction", of("c")).await["reason"], 4);
    // One that was begun at Payme more than twelve hours ago.
    let old = shop.order("payme").await;
    let time = shop.ctx.now().timestamp_millis() - 43_200_001;
    assert_eq!(fault(&shop, "CreateTransaction", create_at(time, "d", &old)).await, -31008);
    assert_eq!(shop.status(&old).await, "created");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_statement_of_a_period() {
    let shop = Shop::open().await;
    let start = shop.ctx.now().timestamp_millis() - 10_000;
    for (offset, id) in [(3000, "c"), (1000, "a"), (2000, "b")] {
        let order = shop.order("payme").await;
        result(&shop, "CreateTransaction", create_at(start + offset, id, &order)).await;
    }
    result(&shop, "PerformTransaction", of("b")).await;
    let statement = async |from: i64, to: i64| {
        let found = result(&shop, "GetStatement", json!({ "from": start + from, "to": start + to })).await;
        found["transactions"].as_array().expect("a list").clone()
    };
    let ids =
        |rows: &[Value]| rows.iter().map(|row| row["id"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&statement(0, 10_000).await), ["a", "b", "c"], "by Payme's own time");
    assert_eq!(ids(&statement(1000, 2000).await), ["a", "b"], "both ends count");
    assert!(statement(4000, 5000).await.is_empty() && statement(2000, 1000).await.is_empty());
    let b = &statement(2000, 2000).await[0];
    assert_eq!((&b["state"], &b["amount"], &b["time"]), (&json!(2), &json!(AMOUNT), &json!(start + 2000)));
    assert!(b["account"]["transaction_id"].as_str().is_some_and(|id| id.starts_with("TXN_")));
    assert!(b["perform_time"].as_i64().is_some_and(|time| time > 0) && b["cancel_time"] == 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_calls_at_once_are_as_one() {
    let shop = Shop::open().await;
    let order = shop.order("payme").await;
    let params = create(&shop, TXN, &order);
    let (one, two) = tokio::join!(
        result(&shop, "CreateTransaction", params.clone()),
        result(&shop, "CreateTransaction", params.clone())
    );
    assert_eq!(one, two);
    let (one, two) =
        tokio::join!(result(&shop, "PerformTransaction", of(TXN)), result(&shop, "PerformTransaction", of(TXN)));
    assert_eq!(one, two);
    assert_eq!(shop.balance(&order).await, AMOUNT);
    // Two transactions for one payment: one of them waits for the other and is refused.
    let order = shop.order("payme").await;
    let (one, two) = tokio::join!(
        call(&shop, "CreateTransaction", create(&shop, "x", &order)),
        call(&shop, "CreateTransaction", create(&shop, "y", &order))
    );
    let refused = [&one, &two].into_iter().filter(|answer| answer["error"]["code"] == -31053).count();
    assert_eq!(refused, 1, "{one} {two}");
}
