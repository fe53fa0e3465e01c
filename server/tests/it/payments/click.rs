//! Click's SHOP-API: Prepare and Complete.

use serde_json::Value;

use super::shop::{AMOUNT, CLICK_SECRET, Order, Shop};

const PATH: &str = "/api/payments/click";

/// A request of Click; signed by PostgreSQL's md5 when it is sent.
#[derive(Clone)]
struct Ask {
    click_trans_id: u64,
    service_id: &'static str,
    account: String,
    prepare_id: Option<i64>,
    amount: &'static str,
    action: &'static str,
    error: i64,
    secret: &'static str,
}

fn prepare(order: &Order, click_trans_id: u64) -> Ask {
    Ask {
        click_trans_id,
        service_id: "777",
        account: order.transaction_id.clone(),
        prepare_id: None,
        amount: "100000.00",
        action: "0",
        error: 0,
        secret: CLICK_SECRET,
    }
}

fn complete(order: &Order, click_trans_id: u64, prepare_id: i64) -> Ask {
    Ask { prepare_id: Some(prepare_id), action: "1", ..prepare(order, click_trans_id) }
}

async fn send(shop: &Shop, ask: &Ask) -> Value {
    let time = "2026-11-21 18:00:00";
    let Ask { click_trans_id, service_id, account, amount, action, error, secret, .. } = ask;
    let prepare_id = ask.prepare_id.map(|id| id.to_string()).unwrap_or_default();
    let of_complete = if *action == "1" { prepare_id.as_str() } else { "" };
    let signed = format!("{click_trans_id}{service_id}{secret}{account}{of_complete}{amount}{action}{time}");
    let sign = shop.md5(&signed).await;
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("click_trans_id", &click_trans_id.to_string())
        .append_pair("service_id", service_id)
        .append_pair("click_paydoc_id", "99")
        .append_pair("merchant_trans_id", account)
        .append_pair("merchant_prepare_id", &prepare_id)
        .append_pair("amount", amount)
        .append_pair("action", action)
        .append_pair("error", &error.to_string())
        .append_pair("error_note", if *error == 0 { "Success" } else { "Insufficient funds" })
        .append_pair("sign_time", time)
        .append_pair("sign_string", &sign)
        .finish();
    shop.post(PATH, "application/x-www-form-urlencoded", &[], &form).await.expect(200)
}

async fn error(shop: &Shop, ask: &Ask) -> i64 {
    let answer = send(shop, ask).await;
    assert!(answer["error_note"].as_str().is_some_and(|note| !note.is_empty()), "{answer}");
    answer["error"].as_i64().expect("a code")
}

#[tokio::test(flavor = "multi_thread")]
async fn prepared_and_completed() {
    let shop = Shop::open().await;
    let order = shop.order("click").await;
    let prepared = send(&shop, &prepare(&order, 12345)).await;
    assert_eq!((&prepared["error"], &prepared["click_trans_id"]), (&Value::from(0), &Value::from(12345)));
    assert_eq!(prepared["merchant_trans_id"], order.transaction_id);
    assert_eq!(send(&shop, &prepare(&order, 12345)).await, prepared, "the same again");
    assert_eq!(shop.status(&order).await, "pending");
    let id = prepared["merchant_prepare_id"].as_i64().expect("an id");
    let completed = send(&shop, &complete(&order, 12345, id)).await;
    assert_eq!((&completed["error"], &completed["merchant_confirm_id"]), (&Value::from(0), &Value::from(id)));
    assert_eq!((shop.status(&order).await.as_str(), shop.balance(&order).await), ("completed", AMOUNT));
    // Repeated, and called off too late.
    assert_eq!(error(&shop, &complete(&order, 12345, id)).await, -4);
    assert_eq!(error(&shop, &Ask { error: -5017, ..complete(&order, 12345, id) }).await, -4);
    assert_eq!(error(&shop, &prepare(&order, 12345)).await, -4);
    assert_eq!(error(&shop, &prepare(&order, 12346)).await, -4);
    assert_eq!(shop.balance(&order).await, AMOUNT);
    assert_eq!(
        shop.outcomes("click").await,
        ["accepted", "accepted", "accepted", "refused: -4", "refused: -4", "refused: -4", "refused: -4"]
    );
    assert!(shop.last_call("click").await.1.contains("click_trans_id=12346"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_as_it_should_be_is_refused_and_kept() {
    let shop = Shop::open().await;
    let order = shop.order("click").await;
    let stripe = shop.order("stripe").await;
    let good = prepare(&order, 1);
    let table = [
        (Ask { secret: "another", ..good.clone() }, -1),
        (Ask { service_id: "778", ..good.clone() }, -8),
        (Ask { action: "2", ..good.clone() }, -3),
        (Ask { amount: "99999.99", ..good.clone() }, -2),
        (Ask { amount: "-100000", ..good.clone() }, -2),
        (Ask { amount: "1000000000000000", ..good.clone() }, -2),
        (Ask { account: "TXN_NOBODYS".into(), ..good.clone() }, -5),
        (Ask { account: "\u{202e}🌳'\";--<script>".into(), ..good.clone() }, -5),
        (Ask { account: stripe.transaction_id.clone(), ..good.clone() }, -5),
        // Complete before Prepare.
        (complete(&order, 1, 1), -6),
    ];
    for (ask, code) in &table {
        assert_eq!(error(&shop, ask).await, *code, "{} {} {}", ask.account, ask.amount, ask.action);
    }
    for body in ["", "action=0", "{\"action\":0}", "click_trans_id=1&action=0&sign_string=x"] {
        let answer = shop.post(PATH, "application/x-www-form-urlencoded", &[], body).await.expect(200);
        assert_eq!(answer["error"], -8, "{body}");
    }
    assert_eq!(shop.outcomes("click").await.len(), table.len() + 4);
    assert!(shop.outcomes("click").await.iter().all(|outcome| outcome.starts_with("refused: -")));
    assert_eq!(shop.status(&order).await, "created");
    // The sum is compared, not its letters.
    for amount in ["100000", "100000.0", "100000.00"] {
        assert_eq!(error(&shop, &Ask { amount, ..good.clone() }).await, 0, "{amount}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn complete_knows_what_was_prepared() {
    let shop = Shop::open().await;
    let (one, two) = (shop.order("click").await, shop.order("click").await);
    let id = send(&shop, &prepare(&one, 1)).await["merchant_prepare_id"].as_i64().expect("an id");
    let other = send(&shop, &prepare(&two, 2)).await["merchant_prepare_id"].as_i64().expect("an id");
    assert_eq!(error(&shop, &complete(&one, 1, other)).await, -6);
    assert_eq!(error(&shop, &complete(&one, 2, other)).await, -6);
    assert_eq!(error(&shop, &complete(&one, 3, id)).await, -6);
    // The same number at Click for another account.
    assert_eq!(error(&shop, &prepare(&two, 1)).await, -5);
    assert_eq!(error(&shop, &Ask { amount: "1.00", ..complete(&one, 1, id) }).await, -2);
    // It failed on Click's side: cancelled here, and stays so.
    assert_eq!(error(&shop, &Ask { error: -5017, ..complete(&one, 1, id) }).await, -9);
    assert_eq!(shop.status(&one).await, "failed");
    assert_eq!(error(&shop, &complete(&one, 1, id)).await, -9);
    assert_eq!(error(&shop, &prepare(&one, 4)).await, -9);
    shop.end_project().await;
    assert_eq!(error(&shop, &prepare(&shop.order("click").await, 5)).await, -9);
    // What was prepared in time is completed.
    assert_eq!(error(&shop, &complete(&two, 2, other)).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_completes_at_once_pay_once() {
    let shop = Shop::open().await;
    let order = shop.order("click").await;
    let id = send(&shop, &prepare(&order, 1)).await["merchant_prepare_id"].as_i64().expect("an id");
    let ask = complete(&order, 1, id);
    let (one, two) = tokio::join!(error(&shop, &ask), error(&shop, &ask));
    let mut codes = [one, two];
    codes.sort_unstable();
    assert_eq!(codes, [-4, 0]);
    assert_eq!(shop.balance(&order).await, AMOUNT);
}
