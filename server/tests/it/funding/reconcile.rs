//! Payments compared with what their providers know: news that never came, and what does not agree.

use birqadam_core::ssr::payment_provider::Standing;
use birqadam_funding::ops::reconcile;
use birqadam_funding::{PaymentFacts, PaymentStatus};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::till::{Event, Mood, Shop};

const PAID: i64 = 10_000_000;

async fn begun(shop: &Shop) -> PaymentFacts {
    shop.payment_of(&shop.give().await).await
}

async fn stuck(shop: &Shop, payment: &PaymentFacts) -> Value {
    shop.admin.get(&format!("/api/admin/payments/{}", payment.id)).await.expect(200)["stuck"].clone()
}

/// An hour later; tokens of the test are good for fifteen minutes.
async fn later(shop: &mut Shop, by: TimeDelta) {
    shop.app.clock.advance(by);
    shop.admin = shop.app.sign_in_again(&shop.admin).await;
    shop.sponsor = shop.app.sign_in_again(&shop.sponsor).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn news_that_never_came_is_fetched() {
    let mut shop = Shop::open().await;
    let (paid, called_off, part_back) = (begun(&shop).await, begun(&shop).await, begun(&shop).await);
    shop.stripe.says(&paid.transaction_id, Standing::Paid, PAID, 0);
    shop.stripe.says(&called_off.transaction_id, Standing::Cancelled, PAID, 0);
    shop.stripe.says(&part_back.transaction_id, Standing::Paid, PAID, PAID / 4);
    assert_eq!(reconcile::reconcile(&shop.app.ctx).await.expect("compared"), 0, "fresh payments are news");
    later(&mut shop, TimeDelta::minutes(20)).await;
    assert_eq!(reconcile::reconcile(&shop.app.ctx).await.expect("compared"), 3);
    assert_eq!(shop.facts(paid.id).await.status, PaymentStatus::Completed);
    assert_eq!(shop.facts(called_off.id).await.status, PaymentStatus::Cancelled);
    assert_eq!(shop.facts(part_back.id).await.refunded_minor, PAID / 4);
    for payment in [&paid, &called_off, &part_back] {
        assert_eq!(stuck(&shop, payment).await, json!(null));
    }
    // Again changes nothing.
    reconcile::reconcile(&shop.app.ctx).await.expect("compared");
    assert_eq!(shop.app.count("select count(*) from funding.ledger_transactions").await, 3);
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_agree_is_shown_and_nothing_is_booked() {
    let mut shop = Shop::open().await;
    let (other_sum, other_currency) = (begun(&shop).await, begun(&shop).await);
    let (_, unknown) = shop.paid().await;
    let (_, called_off) = shop.paid().await;
    let (_, spent) = shop.paid().await;
    shop.spend(3 * PAID - 100).await;
    shop.stripe.says(&other_sum.transaction_id, Standing::Paid, PAID - 1, 0);
    shop.stripe.says_in(&other_currency.transaction_id, Standing::Paid, PAID, "USD", 0);
    shop.stripe.says(&called_off.transaction_id, Standing::Cancelled, PAID, 0);
    shop.stripe.says(&spent.transaction_id, Standing::Paid, PAID, PAID);
    later(&mut shop, TimeDelta::minutes(20)).await;
    reconcile::reconcile(&shop.app.ctx).await.expect("compared");
    let expected = [
        (&other_sum, "amount_differs"),
        (&other_currency, "amount_differs"),
        (&unknown, "unknown_there"),
        (&called_off, "cancelled_there"),
        (&spent, "refund_beyond_left"),
    ];
    for (payment, why) in expected {
        assert_eq!(stuck(&shop, payment).await, json!(why));
    }
    assert_eq!(shop.facts(other_sum.id).await.status, PaymentStatus::Pending);
    shop.check_books().await;
    let list = shop.admin.get("/api/lists/payments?needs_look=true").await.expect(200);
    assert_eq!(list["items"].as_array().map(Vec::len), Some(5), "{list}");
    // Told once in the log, however often it is found.
    reconcile::reconcile(&shop.app.ctx).await.expect("compared");
    assert_eq!(shop.app.count("select count(*) from core.audit_log where operation = 'payment.stuck'").await, 4);
    // Once it agrees, it does not stand out any more.
    shop.stripe.says(&other_sum.transaction_id, Standing::Paid, PAID, 0);
    shop.admin.post(&format!("/api/admin/payments/{}/look", other_sum.id), json!({})).await.expect(204);
    assert_eq!(stuck(&shop, &other_sum).await, json!(null));
    assert_eq!(shop.facts(other_sum.id).await.status, PaymentStatus::Completed);
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_paid_is_given_up_after_the_provider_was_asked() {
    let mut shop = Shop::open().await;
    let (unpaid, paid, silent) = (begun(&shop).await, begun(&shop).await, begun(&shop).await);
    let click = json!({ "project_id": shop.project, "amount": 5_000, "provider": "click" });
    let unasked = shop.sponsor.post("/api/sponsor/sponsor-project", click).await.expect(201);
    let unasked = shop.payment_of(&unasked).await;
    shop.click.be(Mood::NotOffered);
    shop.stripe.says(&unpaid.transaction_id, Standing::Open, PAID, 0);
    shop.stripe.says(&paid.transaction_id, Standing::Paid, PAID, 0);
    assert_eq!(reconcile::expire(&shop.app.ctx).await.expect("looked"), 0, "there is time");
    later(&mut shop, TimeDelta::hours(24)).await;
    assert_eq!(reconcile::expire(&shop.app.ctx).await.expect("looked"), 4);
    assert_eq!(shop.facts(unpaid.id).await.status, PaymentStatus::Cancelled);
    assert_eq!(shop.facts(unasked.id).await.status, PaymentStatus::Cancelled);
    assert_eq!(shop.facts(paid.id).await.status, PaymentStatus::Completed);
    assert_eq!(shop.facts(silent.id).await.status, PaymentStatus::Cancelled, "nobody there knows it");
    // Nothing is left to give up.
    assert_eq!(reconcile::expire(&shop.app.ctx).await.expect("looked"), 0);
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_does_not_answer_keeps_a_payment_open_and_stands_out() {
    let mut shop = Shop::open().await;
    let payment = begun(&shop).await;
    shop.stripe.be(Mood::Down);
    later(&mut shop, TimeDelta::hours(24)).await;
    assert_eq!(reconcile::expire(&shop.app.ctx).await.expect("looked"), 1);
    // Not every minute again.
    assert_eq!(reconcile::expire(&shop.app.ctx).await.expect("looked"), 0);
    assert_eq!(stuck(&shop, &payment).await, json!(null));
    later(&mut shop, TimeDelta::hours(3)).await;
    reconcile::reconcile(&shop.app.ctx).await.expect("compared");
    assert_eq!(shop.facts(payment.id).await.status, PaymentStatus::Pending);
    assert_eq!(stuck(&shop, &payment).await, json!("unanswered"));
    shop.stripe.be(Mood::Works);
    shop.tell(Event::Complete, payment.id).await;
    assert_eq!(stuck(&shop, &payment).await, json!(null));
}
