//! The till of the simulator, and what it tells over HTTP.

use birqadam_core::ssr::payment_provider::{ProviderError, RefundOrder, Standing};
use serde_json::json;

use super::shop::{AMOUNT, Order, Shop};
use crate::support::{Client, TestApp};

fn till(order: &Order) -> String {
    format!("/pay/simulator/{}", order.transaction_id)
}

async fn press(payer: &Client, order: &Order, what: &str) {
    let reply = payer.form(&till(order), &format!("press={what}")).await;
    assert_eq!(
        (reply.status, reply.header("location")),
        (303, format!("/sponsorships/{}", order.sponsorship).as_str())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_till_is_paid_at_and_tells() {
    let shop = Shop::open().await;
    let payer = shop.listen().await;
    let order = shop.order("simulator").await;
    for (language, words) in [("en", "no money is taken"), ("ru", "деньги не списываются"), ("kk", "ақша шешілмейді")]
    {
        let page = Client { headers: Vec::new(), ..payer.clone() }
            .with("accept", "text/html")
            .with("accept-language", language)
            .with("cookie", "theme=dark")
            .get(&till(&order))
            .await;
        let html = page.text_whole();
        assert_eq!(page.status, 200, "{html}");
        assert!(
            html.contains(words) && html.contains("100\u{202f}000") && html.contains(&order.transaction_id),
            "{html}"
        );
        assert!(html.contains(&format!("<html lang=\"{language}\" data-theme=\"dark\">")));
        assert!(!html.contains("<script") && html.contains("<form method=\"post\""));
        assert!(page.header("content-security-policy").contains("form-action 'self'"));
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let nothing = payer.form(&till(&order), "press=nonsense").await;
    assert_eq!((nothing.status, nothing.header("location")), (303, till(&order).as_str()));
    assert_eq!(shop.status(&order).await, "created");
    press(&payer, &order, "pay").await;
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("completed", AMOUNT));
    // Twice, and a change of mind.
    press(&payer, &order, "pay").await;
    press(&payer, &order, "decline").await;
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("completed", AMOUNT));
    assert_eq!(shop.outcomes("simulator").await, ["accepted"]);
    let page = payer.get(&till(&order)).await.text_whole();
    assert!(page.contains("went through") && !page.contains("<form"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn declined_is_failed() {
    let shop = Shop::open().await;
    let payer = shop.listen().await;
    let order = shop.order("simulator").await;
    press(&payer, &order, "decline").await;
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("failed", 0));
    press(&payer, &order, "pay").await;
    assert_eq!(shop.status(&order).await, "failed", "the first press counts");
    let page = payer.get(&till(&order)).await.text_whole();
    assert!(page.contains("is closed") && !page.contains("<form"), "{page}");
}

/// The event is lost: whoever asks still learns of the money.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_told_can_be_asked() {
    let shop = Shop::open().await;
    let simulator = shop.ctx.payments.get("simulator").expect("the simulator");
    let order = shop.order("simulator").await;
    let ask = async || simulator.look(&order.transaction_id, None).await.expect("a statement");
    assert_eq!(ask().await.standing, Standing::Open);
    // Nobody listens at the address of the tests.
    let payer = Client::anonymous(shop.router.clone()).with("accept", "text/html");
    press(&payer, &order, "pay").await;
    assert_eq!(shop.status(&order).await, "created");
    let paid = ask().await;
    assert_eq!((paid.standing, paid.amount_minor, paid.currency.as_str()), (Standing::Paid, AMOUNT, "KZT"));
    assert_eq!(paid.refunded_minor, 0);
    let refund = |key: &str, amount_minor: i64| RefundOrder {
        transaction_id: order.transaction_id.clone(),
        provider_ref: None,
        amount_minor,
        currency: "KZT".into(),
        idempotency_key: key.into(),
    };
    let first = simulator.refund(&refund("a", 4_000_000)).await.expect("a refund");
    assert_eq!(simulator.refund(&refund("a", 4_000_000)).await.expect("the same refund"), first);
    assert_eq!(ask().await.refunded_minor, 4_000_000);
    let too_much = simulator.refund(&refund("b", 6_000_001)).await;
    assert!(matches!(too_much, Err(ProviderError::Refused(_))), "{too_much:?}");
    simulator.refund(&refund("c", 6_000_000)).await.expect("the rest");
    assert_eq!(ask().await.refunded_minor, AMOUNT);
    // One that was paid before the till was there, as in the demo data.
    let old = shop.order("simulator").await;
    sqlx::query("update funding.payments set status = 'completed', completed_at = now() where id = $1")
        .bind(old.id)
        .execute(shop.app.db())
        .await
        .expect("paid");
    let of_old = RefundOrder { transaction_id: old.transaction_id.clone(), ..refund("d", 5_000) };
    simulator.refund(&of_old).await.expect("a refund");
    let old = simulator.look(&old.transaction_id, None).await.expect("a statement");
    assert_eq!((old.standing, old.refunded_minor), (Standing::Paid, 5_000));
    let unknown = simulator.look("TXN_NOBODYS", None).await;
    assert!(matches!(unknown, Err(ProviderError::Refused(_))), "{unknown:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_speaks_for_it() {
    let shop = Shop::open().await;
    let order = shop.order("simulator").await;
    let body = json!({ "id": "evt_1", "type": "checkout.session.completed", "data": { "object": {
        "id": "sim_x", "client_reference_id": order.transaction_id, "payment_status": "paid",
        "amount_total": AMOUNT, "currency": "kzt"
    } } });
    let path = "/api/payments/simulator/webhook";
    let unsigned = shop.post(path, "application/json", &[], &body.to_string()).await;
    unsigned.expect(400);
    assert_eq!(shop.status(&order).await, "created");
    assert_eq!(shop.outcomes("simulator").await, ["refused: no signature"]);
    for path in ["/pay/simulator/TXN_NOBODYS", "/pay/simulator/%00", "/pay/simulator/%F0%9F%8C%B3"] {
        assert_eq!(shop.provider.with("accept", "text/html").get(path).await.status, 404, "{path}");
    }
    // A payment of a real provider is not paid at the till.
    let real = shop.order("stripe").await;
    assert_eq!(shop.provider.get(&till(&real)).await.status, 404);
    // Where it is not set up there is no till and no door.
    let app = TestApp::start().await;
    assert_eq!(app.anonymous().get(&till(&order)).await.status, 404);
    for (method, path) in [
        ("POST", "/api/payments/stripe/webhook"),
        ("POST", "/api/payments/payme"),
        ("GET", "/api/payments/payme"),
        ("POST", "/api/payments/click"),
        ("GET", "/api/payments/kaspi"),
        ("POST", "/api/payments/simulator/webhook"),
    ] {
        let reply = match method {
            "GET" => app.anonymous().get(path).await,
            _ => app.anonymous().post(path, json!({})).await,
        };
        assert_eq!(reply.error(404), "not_found", "{method} {path}");
    }
    assert_eq!(app.count("select count(*) from funding.provider_calls").await, 0);
}
