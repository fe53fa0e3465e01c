//! The doors of providers: how many may knock, and what is kept of those who had no business there.

use birqadam_funding::ops::provider_calls;
use chrono::TimeDelta;

use super::shop::Shop;
use crate::support::{Client, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_is_stopped_and_stops_nobody_else() {
    let app = TestApp::start().await;
    let flood = app.anonymous();
    let mut knocks = 0;
    // A thousand at once, and then as many as a minute's share allows.
    while flood.get("/api/payments/kaspi").await.status != 429 {
        knocks += 1;
        assert!(knocks < 10_000, "nobody stops it");
    }
    assert!(knocks >= 1000, "stopped after {knocks}");
    let other = Client { address: [203, 0, 113, 9].into(), ..flood.clone() };
    assert_eq!(other.get("/api/payments/kaspi").await.status, 404);
    flood.get("/api/volunteer/projects").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_calls_of_nobody_are_forgotten_after_a_season() {
    let shop = Shop::open().await;
    let order = shop.order("kaspi").await;
    let query = format!("/api/payments/kaspi?command=check&txn_id=1&account={}", order.transaction_id);
    shop.provider.get(&query).await.expect(403);
    shop.kaspi().get(&query).await.expect(200);
    // Refused, but about a payment of ours.
    let other_sum = format!("{query}&sum=5");
    assert_eq!(shop.kaspi().get(&other_sum).await.expect(200)["result"], 5);
    let forget = async || provider_calls::forget_refused(&shop.ctx).await.expect("forgotten");
    assert_eq!(forget().await, 0);
    shop.app.clock.advance(TimeDelta::days(91));
    assert_eq!(forget().await, 1);
    assert_eq!(shop.outcomes("kaspi").await, ["accepted", "refused: 5"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_fill_no_disk() {
    let shop = Shop::open().await;
    let large = "x".repeat(60_000);
    shop.post("/api/payments/payme", "application/json", &[], &large).await.expect(200);
    assert_eq!(shop.outcomes("payme").await, ["refused: -32504"]);
    let (_, body) = shop.last_call("payme").await;
    assert_eq!(body, &large[..4096], "the beginning says enough");
}
