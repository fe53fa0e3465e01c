//! What the page of health says of payment providers: how they answered, and what they told.

use std::collections::BTreeMap;

use birqadam_funding::ops::provider_calls::{self, RawCall};
use serde_json::{Value, json};

use super::till::{Mood, Shop};

async fn shown(shop: &Shop) -> Value {
    shop.admin.get("/api/admin/health").await.expect(200)["providers"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_provider_says_when_it_last_answered() {
    let shop = Shop::open().await;
    let before = shown(&shop).await;
    assert_eq!((&before[0]["provider"], &before[1]["provider"]), (&json!("stripe"), &json!("click")));
    assert!(before[0]["answered_at"].is_null() && before[0]["failed_at"].is_null(), "never asked");
    shop.give().await;
    let after = shown(&shop).await;
    assert!(after[0]["answered_at"].is_string() && after[0]["failed_at"].is_null(), "{after}");
    assert!(after[1]["answered_at"].is_null(), "the other was not asked: {after}");
    shop.stripe.be(Mood::Down);
    let gift = json!({ "project_id": shop.project, "amount": 1_000 });
    assert_eq!(shop.sponsor.post("/api/sponsor/sponsor-project", gift).await.error(409), "provider_down");
    let down = shown(&shop).await;
    assert!(down[0]["failure"].as_str().is_some_and(|why| why.contains("connection refused")), "{down}");
    assert_eq!(down[0]["answered_at"], after[0]["answered_at"], "when it last did is kept");
    let page = shop.app.browser(&shop.admin).await.get("/admin/health").await;
    assert_eq!(page.status, 200);
    let text = page.text_whole();
    assert!(text.contains("Payment providers") && text.contains("connection refused") && text.contains("Click"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_provider_says_what_it_last_told() {
    let shop = Shop::open().await;
    let call = || RawCall {
        provider: "click",
        address: None,
        method: "POST".into(),
        headers: BTreeMap::new(),
        body: b"a=1".to_vec(),
    };
    let ctx = &shop.app.ctx;
    let (good, bad) = (provider_calls::receive(ctx, &call()).await, provider_calls::receive(ctx, &call()).await);
    let mut conn = shop.app.db().acquire().await.expect("a connection");
    provider_calls::handled(&mut conn, good.expect("stored"), "accepted", None).await.expect("noted");
    provider_calls::refused(ctx, bad.expect("stored"), "wrong signature", None).await.expect("noted");
    let told = shown(&shop).await;
    assert!(told[0]["told_at"].is_null() && told[0]["refused_at"].is_null(), "{told}");
    assert!(told[1]["told_at"].is_string() && told[1]["refused_at"].is_string(), "{told}");
    assert_eq!(told[1]["refusal"], "refused: wrong signature");
}
