//! The process dies between storing a call and committing what follows: the call stays, nothing else
//! does, and the provider's repeat does it once.

use axum::body::Body;
use axum::http::Method;
use serde_json::json;

use super::shop::{AMOUNT, KASPI_ADDRESS, Shop};
use crate::support::Client;

/// Waits until a call is stored and nobody has handled it.
async fn until_open(shop: &Shop, provider: &str, calls: usize) {
    while shop.outcomes(provider).await.iter().filter(|outcome| *outcome == "open").count() < calls {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_cut_off_is_done_when_it_comes_again() {
    let shop = Shop::open().await;
    let order = shop.order("kaspi").await;
    let path = format!(
        "/api/payments/kaspi?command=pay&txn_id=1&account={}&sum=100000&txn_date=20261121180000",
        order.transaction_id
    );
    let kaspi = Client { address: KASPI_ADDRESS.into(), ..shop.provider.clone() };
    // The project's row is held, so that the handler stands in the middle of its work…
    let mut holder = shop.app.db().begin().await.expect("a transaction");
    sqlx::query("select id from volunteering.projects where id = $1 for update")
        .bind(shop.project.id)
        .execute(&mut *holder)
        .await
        .expect("held");
    let (caller, at) = (kaspi.clone(), path.clone());
    let dying = tokio::spawn(async move { caller.get(&at).await });
    until_open(&shop, "kaspi", 1).await;
    // …and dies there.
    dying.abort();
    assert!(dying.await.is_err_and(|error| error.is_cancelled()));
    holder.rollback().await.expect("let go");
    assert_eq!(shop.outcomes("kaspi").await, ["open"], "what came is kept");
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("created", 0));
    assert_eq!(shop.app.count("select count(*) from funding.provider_transactions").await, 0);
    // Until the database has noticed, it is "being worked on".
    let paid = loop {
        let answer = kaspi.get(&path).await.expect(200);
        if answer["result"] != 4 {
            break answer;
        }
    };
    assert_eq!(paid["result"], 0);
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("completed", AMOUNT));
    let outcomes = shop.outcomes("kaspi").await;
    let last = outcomes.last().map(String::as_str);
    assert!(outcomes[0].starts_with("repeated as call ") && last == Some("accepted"), "{outcomes:?}");
}

/// Nothing can be stored: each provider is asked to come again, in its own words.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_database_all_are_asked_to_come_again() {
    let shop = Shop::open().await;
    shop.app.ctx.db.close().await;
    let provider = &shop.provider;
    provider.post("/api/payments/stripe/webhook", json!({})).await.expect(503);
    let payme =
        provider.post("/api/payments/payme", json!({ "id": 1, "method": "CheckTransaction" })).await.expect(200);
    assert_eq!(payme["error"]["code"], -32400);
    let form = Some("application/x-www-form-urlencoded");
    let click = provider.send(Method::POST, "/api/payments/click", form, Body::from("action=0")).await.expect(200);
    assert_eq!(click["error"], -7);
    assert_eq!(shop.kaspi().get("/api/payments/kaspi?command=check").await.expect(200)["result"], 5);
}
