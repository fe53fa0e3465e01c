//! What follows what a provider tells: every state with every event, at once, twice, too late.

use birqadam_core::PaymentId;
use birqadam_funding::{PaymentStatus, Settled};
use serde_json::json;

use super::till::{Event, Shop};

const PAID: i64 = 10_000_000;

/// What brings a payment that was begun into a state.
fn way_to(status: PaymentStatus) -> &'static [Event] {
    match status {
        // Asked for, and the provider works on it: `created` stands in the table of its own below.
        PaymentStatus::Created | PaymentStatus::Pending => &[],
        PaymentStatus::Completed => &[Event::Complete],
        PaymentStatus::Failed => &[Event::Fail],
        PaymentStatus::Cancelled => &[Event::Cancel],
        PaymentStatus::Refunded => &[Event::Complete, Event::Refunded(PAID)],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_event_in_every_state() {
    use PaymentStatus::{Cancelled, Completed, Created, Failed, Pending, Refunded};
    use Settled::{Done, Refused, Repeated};
    let half = Event::Refunded(PAID / 2);
    let table = [
        (Created, Event::Pending, Done, Pending),
        (Created, Event::Complete, Done, Completed),
        (Created, Event::Cancel, Done, Cancelled),
        (Created, Event::Fail, Done, Failed),
        (Created, half, Done, Completed),
        (Pending, Event::Pending, Repeated, Pending),
        (Pending, Event::Complete, Done, Completed),
        (Pending, Event::Cancel, Done, Cancelled),
        (Pending, Event::Fail, Done, Failed),
        (Pending, half, Done, Completed),
        (Completed, Event::Pending, Refused, Completed),
        (Completed, Event::Complete, Repeated, Completed),
        (Completed, Event::Cancel, Refused, Completed),
        (Completed, Event::Fail, Refused, Completed),
        (Completed, half, Done, Completed),
        (Completed, Event::Refunded(PAID), Done, Refunded),
        (Completed, Event::Refunded(PAID + 1), Refused, Completed),
        (Failed, Event::Pending, Refused, Failed),
        (Failed, Event::Complete, Done, Completed),
        (Failed, Event::Cancel, Repeated, Failed),
        (Failed, Event::Fail, Repeated, Failed),
        (Failed, half, Done, Completed),
        (Cancelled, Event::Pending, Refused, Cancelled),
        (Cancelled, Event::Complete, Done, Completed),
        (Cancelled, Event::Cancel, Repeated, Cancelled),
        (Cancelled, Event::Fail, Repeated, Cancelled),
        (Refunded, Event::Pending, Refused, Refunded),
        (Refunded, Event::Complete, Repeated, Refunded),
        (Refunded, Event::Cancel, Refused, Refunded),
        (Refunded, Event::Fail, Refused, Refunded),
        (Refunded, half, Repeated, Refunded),
        (Refunded, Event::Refunded(PAID), Repeated, Refunded),
    ];
    let shop = Shop::open().await;
    for (from, event, settled, to) in table {
        let (gift, payment) = given(&shop, from).await;
        assert_eq!(shop.tell(event, payment).await, settled, "{from} {event:?}");
        let facts = shop.facts(payment).await;
        assert_eq!(facts.status, to, "{from} {event:?}");
        let expected = match to {
            Created | Pending => ("pending", 0),
            Completed => ("completed", PAID - facts.refunded_minor),
            Failed => ("failed", 0),
            Cancelled => ("cancelled", 0),
            Refunded => ("refunded", 0),
        };
        let (status, received) = shop.gift(gift).await;
        assert_eq!((status.as_str(), received), expected, "{from} {event:?}");
        // Told again, nothing more happens.
        if settled == Done {
            assert_eq!(shop.tell(event, payment).await, Repeated, "{from} {event:?} again");
        }
        // More than was paid stands out for a person.
        let stuck: Option<String> = sqlx::query_scalar("select stuck from funding.payments where id = $1")
            .bind(payment.0)
            .fetch_one(shop.app.db())
            .await
            .expect("the payment");
        let expected = (event == Event::Refunded(PAID + 1)).then_some("refund_beyond_left");
        assert_eq!(stuck.as_deref(), expected, "{from} {event:?}");
        shop.check_books().await;
    }
}

/// A gift whose payment is in that state.
async fn given(shop: &Shop, status: PaymentStatus) -> (i64, PaymentId) {
    // Nobody gives thirty times an hour.
    sqlx::query("delete from core.rate_limits").execute(shop.app.db()).await.expect("forgotten");
    let given = shop.give().await;
    let payment = shop.payment_of(&given).await.id;
    if status == PaymentStatus::Created {
        sqlx::query("update funding.payments set status = 'created' where id = $1")
            .bind(payment.0)
            .execute(shop.app.db())
            .await
            .expect("not begun");
    }
    for event in way_to(status) {
        assert_eq!(shop.tell(*event, payment).await, Settled::Done, "{event:?}");
    }
    assert_eq!(shop.facts(payment).await.status, status);
    (given["sponsorship_id"].as_i64().expect("an id"), payment)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_a_payment() {
    let shop = Shop::open().await;
    let (gift, payment) = shop.paid().await;
    assert_eq!(shop.gift(gift).await, ("completed".to_owned(), PAID));
    assert_eq!(shop.inbox(&shop.sponsor).await, ["sponsorship_thanks"]);
    assert!(shop.inbox(&shop.organizer).await.contains(&"sponsorship_received".to_owned()));
    let (label, via): (String, String) = sqlx::query_as(
        "select actor_label, via from core.audit_log where operation = 'payment.complete' and subject_id = $1",
    )
    .bind(payment.id.0)
    .fetch_one(shop.app.db())
    .await
    .expect("one entry");
    assert_eq!((label.as_str(), via.as_str()), ("Stripe", "job"));
    // Who does not want to be named is not named.
    let notice = "select count(*) from messaging.notifications where notice ->> 'sponsor' is not null";
    assert_eq!(shop.app.count(notice).await, 1);
    let hidden = json!({ "project_id": shop.project, "amount": 500, "is_anonymous": true });
    let given = shop.sponsor.post("/api/sponsor/sponsor-project", hidden).await.expect(201);
    let second = shop.payment_of(&given).await;
    shop.tell(Event::Complete, second.id).await;
    shop.inbox(&shop.organizer).await;
    assert_eq!(shop.app.count(notice).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_completes_at_once_are_one() {
    let shop = Shop::open().await;
    for _ in 0..5 {
        let payment = shop.payment_of(&shop.give().await).await.id;
        let (one, other) = tokio::join!(shop.tell(Event::Complete, payment), shop.tell(Event::Complete, payment));
        let mut both = [one, other];
        both.sort_by_key(|settled| *settled != Settled::Done);
        assert_eq!(both, [Settled::Done, Settled::Repeated]);
    }
    shop.check_books().await;
    assert_eq!(shop.app.count("select count(*) from funding.ledger_transactions").await, 5);
    assert_eq!(shop.inbox(&shop.sponsor).await.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_and_a_complete_at_once() {
    let shop = Shop::open().await;
    for _ in 0..5 {
        let given = shop.give().await;
        let payment = shop.payment_of(&given).await.id;
        tokio::join!(shop.tell(Event::Complete, payment), shop.tell(Event::Refunded(PAID / 4), payment));
        let gift = given["sponsorship_id"].as_i64().expect("an id");
        assert_eq!(shop.gift(gift).await, ("completed".to_owned(), PAID - PAID / 4));
        shop.check_books().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_news_may_come_before_the_payer_is_sent_to_pay() {
    let shop = Shop::open().await;
    shop.stripe.pay_at_once(shop.app.db());
    let given = shop.give().await;
    let gift = given["sponsorship_id"].as_i64().expect("an id");
    assert_eq!(shop.gift(gift).await, ("completed".to_owned(), PAID));
    // Coming back, the payer sees it paid.
    let seen = shop.sponsor.get(&format!("/api/sponsor/sponsorships/{gift}")).await.expect(200);
    assert_eq!((&seen["status"], &seen["payment"]["payment_url"]), (&json!("completed"), &json!(null)));
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_late_is_booked() {
    let shop = Shop::open().await;
    // Given up, then another way was begun, then the first was paid after all.
    let given = shop.give().await;
    let gift = given["sponsorship_id"].as_i64().expect("an id");
    let first = shop.payment_of(&given).await.id;
    shop.tell(Event::Cancel, first).await;
    let again = shop.sponsor.post(&format!("/api/sponsor/sponsorships/{gift}/pay"), json!({})).await.expect(200);
    let second = shop.payment_of(&again).await.id;
    assert_ne!(first, second);
    assert_eq!(shop.tell(Event::Complete, first).await, Settled::Done);
    assert_eq!(shop.facts(second).await.status, PaymentStatus::Cancelled);
    assert_eq!(shop.gift(gift).await, ("completed".to_owned(), PAID));
    shop.check_books().await;
    // And then the second as well: the money is a gift of its own, and stands out.
    assert_eq!(shop.tell(Event::Complete, second).await, Settled::Done);
    let facts = shop.facts(second).await;
    assert_ne!(facts.sponsorship_id.0, gift);
    assert_eq!(shop.gift(facts.sponsorship_id.0).await, ("completed".to_owned(), PAID));
    assert_eq!(shop.tell(Event::Complete, second).await, Settled::Repeated);
    shop.check_books().await;
    let list = shop.admin.get("/api/lists/payments?stuck=paid_twice").await.expect(200);
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list}");
}
