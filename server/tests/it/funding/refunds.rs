//! Sending money back: how much, by whom, and what the provider makes of it.

use birqadam_core::RefundId;
use birqadam_funding::PaymentStatus;
use birqadam_funding::ops::refunds;
use serde_json::{Value, json};

use super::till::{Event, Mood, Shop};

const PAID: i64 = 10_000_000;

async fn refund(shop: &Shop, payment: birqadam_core::PaymentId, amount: Value) -> crate::support::Reply {
    let body = json!({ "amount": amount, "reason": "Paid by mistake" });
    shop.admin.post(&format!("/api/admin/payments/{payment}/refund"), body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_and_then_the_rest() {
    let shop = Shop::open().await;
    let (gift, payment) = shop.paid().await;
    let first = refund(&shop, payment.id, json!(25_000)).await.expect(201);
    assert_eq!((&first["status"], &first["amount"]), (&json!("pending"), &json!(25_000)));
    // It is on its way: nobody spends it any more.
    assert_eq!(shop.gift(gift).await, ("completed".to_owned(), PAID - 2_500_000));
    assert_eq!(shop.facts(payment.id).await.refunded_minor, 0);
    shop.app.run_jobs().await;
    assert_eq!(shop.facts(payment.id).await.refunded_minor, 2_500_000);
    assert_eq!(shop.stripe.sent_back(), 2_500_000);
    shop.check_books().await;
    let inbox = shop.inbox(&shop.sponsor).await;
    assert_eq!(inbox, ["sponsorship_thanks", "refund_done"]);
    assert!(shop.inbox(&shop.organizer).await.contains(&"sponsorship_returned".to_owned()));
    // The rest.
    refund(&shop, payment.id, json!("")).await.expect(201);
    shop.app.run_jobs().await;
    assert_eq!(shop.facts(payment.id).await.status, PaymentStatus::Refunded);
    assert_eq!(shop.gift(gift).await, ("refunded".to_owned(), 0));
    assert_eq!(refund(&shop, payment.id, json!(1)).await.error(409), "wrong_state");
    assert_eq!(shop.stripe.sent_back(), PAID);
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_than_was_paid_and_is_left() {
    let shop = Shop::open().await;
    let (_, payment) = shop.paid().await;
    for amount in [json!(100_000.01), json!(200_000)] {
        let refused = refund(&shop, payment.id, amount).await;
        assert_eq!(refused.field("amount"), "not_enough_money");
        assert_eq!(refused.json["error"]["fields"][0]["limit"], 100_000);
    }
    assert_eq!(refund(&shop, payment.id, json!(1e15)).await.field("amount"), "too_big");
    for (amount, code) in [(json!(0), "too_small"), (json!(-1), "too_small"), (json!("x"), "malformed")] {
        assert_eq!(refund(&shop, payment.id, amount).await.field("amount"), code);
    }
    let path = format!("/api/admin/payments/{}/refund", payment.id);
    assert_eq!(shop.admin.post(&path, json!({ "amount": 1 })).await.field("reason"), "required");
    assert_eq!(
        shop.admin.post("/api/admin/payments/999999/refund", json!({ "reason": "x" })).await.error(404),
        "not_found"
    );
    // What is spent stays spent.
    shop.spend(8_000_000).await;
    assert_eq!(refund(&shop, payment.id, json!(30_000)).await.field("amount"), "not_enough_money");
    refund(&shop, payment.id, json!(20_000)).await.expect(201);
    assert_eq!(refund(&shop, payment.id, json!(1)).await.field("amount"), "not_enough_money");
    assert_eq!(refund(&shop, payment.id, json!("")).await.field("amount"), "not_enough_money", "all of nothing");
    // What was not paid cannot go back.
    let open = shop.payment_of(&shop.give().await).await;
    assert_eq!(refund(&shop, open.id, json!(1)).await.error(409), "wrong_state");
    shop.check_books().await;
    for person in [&shop.sponsor, &shop.organizer] {
        assert_eq!(person.post(&path, json!({ "reason": "x" })).await.error(403), "not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_refunds_at_once_send_no_more_than_there_is() {
    let shop = Shop::open().await;
    let (_, payment) = shop.paid().await;
    let both = tokio::join!(refund(&shop, payment.id, json!(60_000)), refund(&shop, payment.id, json!(60_000)));
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422]);
    shop.app.run_jobs().await;
    assert_eq!(shop.stripe.sent_back(), 6_000_000);
    shop.check_books().await;
}

/// The form of the page carries no key, but what was left when it was shown.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_is_one_refund() {
    let shop = Shop::open().await;
    let (_, payment) = shop.paid().await;
    let path = format!("/api/admin/payments/{}/refund", payment.id);
    let body = json!({ "amount": 1_000, "reason": "x", "left": 100_000 });
    shop.admin.post(&path, body.clone()).await.expect(201);
    assert_eq!(shop.admin.post(&path, body).await.error(409), "plan_changed");
    let page = shop.app.browser(&shop.admin).await.get(&format!("/admin/payments/{}", payment.id)).await;
    assert!(page.text_whole().contains(r#"[left]" value="99000""#), "the page says what it shows");
    shop.admin.post(&path, json!({ "amount": 1_000, "reason": "x", "left": 99_000 })).await.expect(201);
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_makes_asking_twice_one_refund() {
    let shop = Shop::open().await;
    let (_, payment) = shop.paid().await;
    let keyed = shop.admin.with("idempotency-key", "back-1");
    let (path, body) =
        (format!("/api/admin/payments/{}/refund", payment.id), json!({ "amount": 1_000, "reason": "x" }));
    let one = keyed.post(&path, body.clone()).await.expect(201);
    assert_eq!(keyed.post(&path, body).await.expect(201), one);
    // And the job that runs twice asks for one.
    let id = RefundId(one["id"].as_i64().expect("an id"));
    refunds::send_refund(&shop.app.ctx, id).await.expect("sent");
    refunds::send_refund(&shop.app.ctx, id).await.expect("nothing to do");
    assert_eq!(shop.stripe.sent_back(), 100_000);
    assert_eq!(shop.facts(payment.id).await.refunded_minor, 100_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_is_asked_again() {
    let shop = Shop::open().await;
    let (_, payment) = shop.paid().await;
    let made = refund(&shop, payment.id, json!(1_000)).await.expect(201);
    let id = RefundId(made["id"].as_i64().expect("an id"));
    shop.stripe.be(Mood::Down);
    refunds::send_refund(&shop.app.ctx, id).await.expect_err("it is tried again");
    let seen = shop.admin.get(&format!("/api/admin/payments/{}", payment.id)).await.expect(200);
    assert_eq!(seen["refunds"][0]["status"], "pending");
    assert!(seen["refunds"][0]["failure"].as_str().is_some_and(|text| !text.is_empty()), "{seen}");
    shop.stripe.be(Mood::Works);
    refunds::send_refund(&shop.app.ctx, id).await.expect("sent");
    assert_eq!(shop.facts(payment.id).await.refunded_minor, 100_000);
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_gives_the_money_back_to_the_project() {
    let shop = Shop::open().await;
    let (gift, payment) = shop.paid().await;
    shop.stripe.be(Mood::Refuses);
    refund(&shop, payment.id, json!(40_000)).await.expect(201);
    shop.app.run_jobs().await;
    assert_eq!(shop.gift(gift).await, ("completed".to_owned(), PAID));
    let seen = shop.admin.get(&format!("/api/admin/payments/{}", payment.id)).await.expect(200);
    assert_eq!((&seen["stuck"], &seen["left"]), (&json!("refund_failed"), &json!(100_000)));
    assert_eq!(seen["refunds"][0]["status"], "failed");
    shop.check_books().await;
    // It can be asked for again.
    shop.stripe.be(Mood::Works);
    refund(&shop, payment.id, json!(40_000)).await.expect(201);
    shop.app.run_jobs().await;
    let seen = shop.admin.get(&format!("/api/admin/payments/{}", payment.id)).await.expect(200);
    assert_eq!((&seen["stuck"], &seen["refunded"]), (&json!(null), &json!(40_000)));
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_protocol_cannot_do_is_done_by_hand() {
    let shop = Shop::open().await;
    let (gift, payment) = shop.paid().await;
    shop.stripe.be(Mood::NotOffered);
    let sent = refund(&shop, payment.id, json!(10_000)).await.expect(201)["id"].clone();
    let given_up = refund(&shop, payment.id, json!(20_000)).await.expect(201)["id"].clone();
    // Before the provider was asked, there is nothing to do by hand.
    assert_eq!(shop.admin.post(&format!("/api/admin/refunds/{sent}/sent"), json!({})).await.error(409), "wrong_state");
    shop.app.run_jobs().await;
    let seen = shop.admin.get(&format!("/api/admin/payments/{}", payment.id)).await.expect(200);
    assert_eq!(seen["refunds"][0]["by_hand"], true);
    let done = shop.admin.post(&format!("/api/admin/refunds/{sent}/sent"), json!({})).await.expect(200);
    assert_eq!(done["status"], "completed");
    let twice = shop.admin.post(&format!("/api/admin/refunds/{sent}/sent"), json!({})).await;
    assert_eq!(twice.error(409), "already_decided");
    let other = shop.admin.post(&format!("/api/admin/refunds/{given_up}/give-up"), json!({})).await.expect(200);
    assert_eq!(other["status"], "failed");
    assert_eq!(shop.gift(gift).await, ("completed".to_owned(), PAID - 1_000_000));
    shop.check_books().await;
    assert_eq!(
        shop.organizer.post(&format!("/api/admin/refunds/{sent}/sent"), json!({})).await.error(403),
        "not_allowed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_provider_sends_back_by_itself() {
    let shop = Shop::open().await;
    let (gift, payment) = shop.paid().await;
    // Ours is recognised in the total, and told once.
    refund(&shop, payment.id, json!(10_000)).await.expect(201);
    shop.tell(Event::Refunded(1_000_000), payment.id).await;
    assert_eq!(shop.app.count("select count(*) from funding.refunds where status = 'completed'").await, 1);
    shop.app.run_jobs().await;
    assert_eq!(shop.stripe.sent_back(), 0, "it was sent already");
    // More than that is theirs.
    shop.tell(Event::Refunded(3_000_000), payment.id).await;
    assert_eq!(shop.gift(gift).await, ("completed".to_owned(), PAID - 3_000_000));
    assert_eq!(shop.app.count("select count(*) from funding.refunds where requested_by is null").await, 1);
    // More than is left of the gift cannot be booked, and stands out.
    shop.spend(6_500_000).await;
    assert_eq!(shop.tell(Event::Refunded(PAID), payment.id).await, birqadam_funding::Settled::Refused);
    let stuck = shop.admin.get("/api/lists/payments?needs_look=true").await.expect(200);
    assert_eq!(stuck["items"].as_array().map(Vec::len), Some(1), "{stuck}");
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_payment_works_without_a_script() {
    let shop = Shop::open().await;
    let (_, payment) = shop.paid().await;
    let page = format!("/admin/payments/{}", payment.id);
    let admin = shop.app.browser(&shop.admin).await.with("accept", "text/html").with("accept-language", "en");
    let list = admin.get("/admin/payments").await;
    assert_eq!(list.status, 200);
    assert!(list.text_whole().contains(&payment.transaction_id), "the list names it");
    let shown = admin.get(&page).await.text_whole();
    assert!(shown.contains("/web/admin/payments/refund") && shown.contains("log-row"), "{shown}");
    // Too much comes back with what was typed and why not.
    let form = admin.with("host", "birqadam.test").with("referer", format!("http://birqadam.test{page}"));
    let fields = |amount: &str| format!("input[id]={}&input[amount]={amount}&input[reason]=Twice+%26+late", payment.id);
    let sent = form.form("/web/admin/payments/refund", &fields("200000")).await;
    assert_eq!((sent.status, sent.header("location")), (303, page.as_str()), "{}", sent.text());
    let again = admin.get(&page).await.text_whole();
    assert!(again.contains("Twice &amp; late") && again.contains("aria-invalid"), "{again}");
    let sent = form.form("/web/admin/payments/refund", &fields("1000")).await;
    assert_eq!(sent.header("location"), format!("{page}?done=refund-begun"), "{}", sent.text());
    shop.stripe.be(Mood::NotOffered);
    shop.app.run_jobs().await;
    // By hand: the buttons are there, and work.
    let shown = admin.get(&page).await.text_whole();
    assert!(shown.contains("/web/admin/refunds/settle"), "{shown}");
    let refund = shop.app.count("select max(id) from funding.refunds").await;
    form.form("/web/admin/refunds/settle", &format!("input[id]={refund}&input[how]=sent")).await;
    assert_eq!(shop.facts(payment.id).await.refunded_minor, 100_000);
    for path in ["/admin/payments", page.as_str()] {
        let organizer = shop.app.browser(&shop.organizer).await.with("accept", "text/html");
        assert_eq!(organizer.get(path).await.status, 403, "{path}");
    }
    // What was promised has its page too.
    let sponsor = shop.app.browser(&shop.sponsor).await.with("accept", "text/html").with("accept-language", "en");
    let promise = format!("input[project_id]={}&input[amount]=7000&input[day_of_month]=15", shop.project);
    let made = sponsor.form("/web/pledges/create", &promise).await;
    assert_eq!(made.header("location"), "/sponsor/pledges?done=pledge-made", "{}", made.text());
    let pledges = sponsor.get("/sponsor/pledges").await.text_whole();
    assert!(pledges.contains("/web/pledges/change") && pledges.contains("Park clean-up"), "{pledges}");
    let monthly = sponsor.get(&format!("/projects/{}/sponsor?monthly=1", shop.project)).await.text_whole();
    assert!(monthly.contains("input[day_of_month]"), "{monthly}");
}
