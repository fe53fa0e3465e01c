//! Any order and repetition of what providers tell, people ask for and jobs do ends in books that
//! balance, and in gifts that received what was paid less what went back.

use birqadam_core::PaymentId;
use birqadam_funding::ops::refunds;
use birqadam_funding::{PayAgain, RefundPayment};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use super::till::{Event, Mood, Shop};

const PAID: i64 = 10_000_000;

#[derive(Clone, Debug)]
enum Step {
    /// Told of one of the payments there are.
    Told(Event, usize),
    /// An administrator asks for a part back, in percent of what was paid.
    Refund(i64, usize),
    /// The sponsor tries again.
    Again,
    /// The project spends, in percent of one gift.
    Spend(i64),
    /// Jobs run, and the provider sends, refuses or has no call for it.
    Jobs(Mood),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let event = prop_oneof![
        Just(Event::Pending),
        Just(Event::Complete),
        Just(Event::Complete),
        Just(Event::Cancel),
        Just(Event::Fail),
        (1_i64..=5).prop_map(|quarters| Event::Refunded(quarters * PAID / 4)),
    ];
    let mood = prop_oneof![Just(Mood::Works), Just(Mood::Refuses), Just(Mood::NotOffered)];
    let step = prop_oneof![
        6 => (event, 0_usize..4).prop_map(|(event, at)| Step::Told(event, at)),
        2 => (1_i64..=110, 0_usize..4).prop_map(|(percent, at)| Step::Refund(percent, at)),
        1 => Just(Step::Again),
        1 => (1_i64..=60).prop_map(Step::Spend),
        2 => mood.prop_map(Step::Jobs),
    ];
    prop::collection::vec(step, 1..14)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_history_ends_in_books_that_balance() {
    let shop = Shop::open().await;
    let handle = tokio::runtime::Handle::current();
    let mut runner =
        TestRunner::new(Config { cases: 40, max_shrink_iters: 60, failure_persistence: None, ..Config::default() });
    let result = runner.run(&steps(), |steps| {
        tokio::task::block_in_place(|| handle.block_on(live(&shop, &steps)));
        Ok(())
    });
    result.expect("the books balance");
}

async fn live(shop: &Shop, steps: &[Step]) {
    sqlx::query("delete from core.rate_limits").execute(shop.app.db()).await.expect("forgotten");
    shop.stripe.be(Mood::Works);
    let given = shop.give().await;
    let gift = given["sponsorship_id"].as_i64().expect("an id");
    for step in steps {
        take(shop, gift, step).await;
        shop.check_books().await;
    }
    // Whatever is on its way arrives.
    shop.stripe.be(Mood::Works);
    for refund in pending(shop).await {
        refunds::send_refund(&shop.app.ctx, birqadam_core::RefundId(refund)).await.expect("sent");
    }
    shop.check_books().await;
    let wrong = shop
        .app
        .count(
            "select count(*) from funding.sponsorships s
             where s.received_minor <> (select coalesce(sum(amount_minor - refunded_minor), 0) from funding.payments p
                                        where p.sponsorship_id = s.id and p.status in ('completed', 'refunded'))
               and not exists (select from funding.refunds r join funding.payments p on p.id = r.payment_id
                               where p.sponsorship_id = s.id and r.status = 'pending')",
        )
        .await;
    assert_eq!(wrong, 0, "received = paid − refunded");
}

async fn take(shop: &Shop, gift: i64, step: &Step) {
    match step {
        Step::Told(event, at) => {
            if let Some(payment) = nth(shop, *at).await {
                shop.tell(*event, payment).await;
            }
        }
        Step::Refund(percent, at) => {
            if let Some(payment) = nth(shop, *at).await {
                let amount = (PAID / 100 * percent / 100).to_string();
                let input = RefundPayment { amount, reason: "Test".into(), left: None };
                let body = json!({ "amount": input.amount, "reason": input.reason });
                let reply = shop.admin.post(&format!("/api/admin/payments/{payment}/refund"), body).await;
                assert!([201, 409, 422].contains(&reply.status), "{}", reply.text());
            }
        }
        Step::Again => {
            let how = json!(PayAgain::default());
            let reply = shop.sponsor.post(&format!("/api/sponsor/sponsorships/{gift}/pay"), how).await;
            assert!([200, 409].contains(&reply.status), "{}", reply.text());
        }
        Step::Spend(percent) => {
            let has = "select coalesce(sum(balance_minor), 0)::bigint from funding.ledger_accounts where kind = 'sponsorship'";
            let amount = (PAID / 100 * percent).min(shop.app.count(has).await);
            if amount > 0 {
                shop.spend(amount).await;
            }
        }
        Step::Jobs(mood) => {
            shop.stripe.be(*mood);
            for refund in pending(shop).await {
                refunds::send_refund(&shop.app.ctx, birqadam_core::RefundId(refund)).await.expect("asked");
            }
            shop.stripe.be(Mood::Works);
        }
    }
}

/// One of the latest payments.
async fn nth(shop: &Shop, at: usize) -> Option<PaymentId> {
    let ids: Vec<i64> = sqlx::query_scalar("select id from funding.payments order by id desc limit 4")
        .fetch_all(shop.app.db())
        .await
        .expect("payments");
    ids.get(at).copied().map(PaymentId)
}

async fn pending(shop: &Shop) -> Vec<i64> {
    sqlx::query_scalar("select id from funding.refunds where status = 'pending' and not by_hand order by id")
        .fetch_all(shop.app.db())
        .await
        .expect("refunds")
}
