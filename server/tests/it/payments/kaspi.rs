//! Kaspi's check and pay.

use serde_json::{Value, json};

use super::shop::{AMOUNT, Order, Shop};
use crate::support::Client;

async fn ask(client: &Client, query: &str) -> Value {
    client.get(&format!("/api/payments/kaspi?{query}")).await.expect(200)
}

fn check(order: &Order, txn: &str) -> String {
    format!("command=check&txn_id={txn}&account={}", order.transaction_id)
}

fn pay(order: &Order, txn: &str, sum: &str) -> String {
    format!("command=pay&txn_id={txn}&account={}&sum={sum}&txn_date=20261121180000", order.transaction_id)
}

#[tokio::test(flavor = "multi_thread")]
async fn checked_and_paid_and_told_again() {
    let shop = Shop::open().await;
    let kaspi = shop.kaspi();
    let order = shop.order("kaspi").await;
    let checked = ask(&kaspi, &check(&order, "1234567")).await;
    assert_eq!(checked, json!({ "txn_id": "1234567", "result": 0, "sum": 100_000, "comment": "OK" }));
    ask(&kaspi, &format!("{}&sum=100000.00", check(&order, "1234567"))).await;
    assert_eq!(shop.status(&order).await, "created", "a check changes nothing");
    let paid = ask(&kaspi, &pay(&order, "1234567", "100000.00")).await;
    assert_eq!((&paid["result"], &paid["sum"], &paid["txn_id"]), (&json!(0), &json!(100_000), &json!("1234567")));
    assert!(paid["prv_txn_id"].as_str().is_some_and(|id| id.parse::<i64>().is_ok()), "{paid}");
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("completed", AMOUNT));
    // The same again gets the first answer, also with the sum written otherwise.
    assert_eq!(ask(&kaspi, &pay(&order, "1234567", "100000.00")).await, paid);
    assert_eq!(ask(&kaspi, &pay(&order, "1234567", "100000")).await, paid);
    // Another sum, another account, another number.
    assert_eq!(ask(&kaspi, &pay(&order, "1234567", "99999.00")).await["result"], 5);
    let other = shop.order("kaspi").await;
    assert_eq!(ask(&kaspi, &pay(&other, "1234567", "100000.00")).await["result"], 5);
    assert_eq!(ask(&kaspi, &pay(&order, "7654321", "100000.00")).await["result"], 3);
    assert_eq!(ask(&kaspi, &check(&order, "7654321")).await["result"], 3);
    assert_eq!((shop.balance(&order).await, shop.balance(&other).await), (AMOUNT, 0));
    assert_eq!(shop.status(&other).await, "created");
    let outcomes = shop.outcomes("kaspi").await;
    let expected = [
        "accepted",
        "accepted",
        "accepted",
        "repeated",
        "repeated",
        "refused: 5",
        "refused: 5",
        "refused: 3",
        "refused: 3",
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(shop.last_call("kaspi").await.1, check(&order, "7654321"), "kept as it came");
    let at: i64 =
        sqlx::query_scalar("select provider_time_ms from funding.provider_transactions where provider = 'kaspi'")
            .fetch_one(shop.app.db())
            .await
            .expect("a time");
    assert_eq!(at, 1_795_266_000_000, "18:00 in Kazakhstan is 13:00 UTC");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_kaspi_may_say_so() {
    let shop = Shop::open().await;
    let order = shop.order("kaspi").await;
    let query = pay(&order, "1", "100000.00");
    let stranger = shop.provider.get(&format!("/api/payments/kaspi?{query}")).await;
    assert_eq!(stranger.expect(403)["result"], 5);
    // A header that anybody can write changes nothing.
    let sly = shop.provider.with("x-forwarded-for", "194.187.247.152");
    sly.get(&format!("/api/payments/kaspi?{query}")).await.expect(403);
    assert_eq!(shop.status(&order).await, "created");
    assert_eq!(shop.outcomes("kaspi").await, ["refused: a foreign address"; 2]);
    assert_eq!(shop.last_call("kaspi").await.0["x-forwarded-for"], "194.187.247.152");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_paid() {
    let shop = Shop::open().await;
    let kaspi = shop.kaspi();
    let order = shop.order("kaspi").await;
    let stripe = shop.order("stripe").await;
    let nobody = Order { transaction_id: "TXN_NOBODYS".into(), ..order.clone() };
    let encoded = Order { transaction_id: "%27%22%3B--%3Cscript%3E%E2%80%AE%F0%9F%8C%B3".into(), ..order.clone() };
    for unknown in [&nobody, &encoded, &stripe] {
        assert_eq!(ask(&kaspi, &check(unknown, "1")).await["result"], 1, "{unknown:?}");
        assert_eq!(ask(&kaspi, &pay(unknown, "1", "100000.00")).await["result"], 1, "{unknown:?}");
    }
    for query in [
        "",
        "command=check",
        "command=pay&txn_id=1&account=A",
        "command=cancel&txn_id=1&account=A",
        "command=check&txn_id=x&account=A",
        "command=check&txn_id=1&account=%00",
    ] {
        let answer = ask(&kaspi, query).await;
        assert_eq!(answer["result"], 5, "{query}");
        assert!(answer["comment"].as_str().is_some_and(|comment| comment.contains("missing or wrong")), "{answer}");
    }
    for sum in ["0", "-100000", "0.01", "99999.99", "1000000000000000", "1e5"] {
        assert_eq!(ask(&kaspi, &pay(&order, "1", sum)).await["result"], 5, "{sum}");
    }
    assert_eq!(shop.status(&order).await, "created");
    // What was checked in time is paid a little late; what was cancelled is not.
    shop.app.clock.advance(chrono::TimeDelta::hours(2));
    assert_eq!(ask(&kaspi, &check(&order, "2")).await["result"], 2);
    assert_eq!(ask(&kaspi, &pay(&order, "2", "100000")).await["result"], 0);
    let closed = shop.order("kaspi").await;
    shop.end_project().await;
    assert_eq!(ask(&kaspi, &check(&closed, "3")).await["result"], 2);
    assert_eq!(ask(&kaspi, &pay(&closed, "3", "100000")).await["result"], 2);
    assert_eq!(shop.balance(&closed).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_at_once_pays_once() {
    let shop = Shop::open().await;
    let kaspi = shop.kaspi();
    let order = shop.order("kaspi").await;
    let query = pay(&order, "1", "100000.00");
    let (one, two) = tokio::join!(ask(&kaspi, &query), ask(&kaspi, &query));
    let results = [&one["result"], &two["result"]];
    // The second finds the first's answer, or hears that it is being worked on.
    assert!(results.contains(&&json!(0)), "{one} {two}");
    assert!(results.iter().all(|result| **result == json!(0) || **result == json!(4)), "{one} {two}");
    assert_eq!(shop.balance(&order).await, AMOUNT);
    assert_eq!(ask(&kaspi, &query).await["result"], 0);
}
