//! Giving money: what is asked, what is refused, how it stands, trying again.

use birqadam_core::ssr::payment_provider::Providers;
use birqadam_server::http::HttpOptions;
use serde_json::{Value, json};

use super::till::{Event, Mood, Shop};
use crate::support::Client;

const GIVE: &str = "/api/sponsor/sponsor-project";

#[tokio::test(flavor = "multi_thread")]
async fn giving_tells_where_to_pay() {
    let shop = Shop::open().await;
    let given = shop.give().await;
    let transaction = given["transaction_id"].as_str().expect("a transaction");
    assert_eq!((transaction.len(), &transaction[..4]), (30, "TXN_"));
    assert!(transaction[4..].bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()), "{transaction}");
    assert_eq!(given["status"], "pending");
    assert_eq!(given["payment_url"], format!("https://pay.test/{transaction}"));
    // What the provider was told.
    let order = shop.stripe.begun().remove(0);
    assert_eq!((order.amount_minor, order.currency.as_str()), (10_000_000, "KZT"));
    assert_eq!(order.return_url, format!("http://birqadam.test/sponsorships/{}", given["sponsorship_id"]));
    assert_eq!(order.title, "Park clean-up");
    // How it stands.
    let path = format!("/api/sponsor/sponsorships/{}", given["sponsorship_id"]);
    let seen = shop.sponsor.get(&path).await.expect(200);
    assert_eq!((&seen["amount"], &seen["received"], &seen["status"]), (&json!(100_000), &json!(0), &json!("pending")));
    assert_eq!(seen["payment"]["payment_url"], given["payment_url"]);
    // Nobody else's affair.
    assert_eq!(shop.app.sponsor().await.get(&path).await.error(404), "not_found");
    assert_eq!(shop.app.anonymous().get(&path).await.error(401), "unauthenticated");
    assert_eq!(shop.organizer.get(&path).await.error(403), "not_allowed");
    let list = shop.sponsor.get("/api/sponsor/sponsorships").await.expect(200);
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    let pay = format!("{path}/pay");
    assert_eq!(shop.app.sponsor().await.post(&pay, json!({})).await.error(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_given_is_told_at_its_field() {
    let shop = Shop::open().await;
    let table: Vec<(Value, &str, &str)> = vec![
        (json!({}), "project_id", "required"),
        (json!({ "amount": 0 }), "amount", "too_small"),
        (json!({ "amount": -5 }), "amount", "too_small"),
        (json!({ "amount": 0.01 }), "amount", "too_small"),
        (json!({ "amount": 99.99 }), "amount", "too_small"),
        (json!({ "amount": 1e15 }), "amount", "too_big"),
        (json!({ "amount": "1000000000000000" }), "amount", "too_big"),
        (json!({ "amount": 1_000_000_001 }), "amount", "too_big"),
        (json!({ "amount": 100.001 }), "amount", "malformed"),
        (json!({ "amount": "'\";--<script>" }), "amount", "malformed"),
        (json!({ "amount": [] }), "amount", "malformed"),
        (json!({ "amount": "١٢٣" }), "amount", "malformed"),
        (json!({ "amount": "💰" }), "amount", "malformed"),
        (json!({ "currency": "USD" }), "currency", "unknown"),
        (json!({ "project_id": "park" }), "project_id", "malformed"),
        (json!({ "purpose": "x".repeat(501) }), "purpose", "too_long"),
        (json!({ "purpose": "a\u{202e}b" }), "purpose", "forbidden_characters"),
        (json!({ "provider": "cash" }), "provider", "unknown"),
        (json!({ "is_anonymous": "perhaps" }), "is_anonymous", "malformed"),
    ];
    for (wrong, field, code) in table {
        let mut body = json!({ "project_id": shop.project, "amount": 5_000 });
        if wrong == json!({}) {
            body = json!({ "amount": 5_000 });
        }
        for (name, value) in wrong.as_object().expect("fields") {
            body[name] = value.clone();
        }
        assert_eq!(shop.sponsor.post(GIVE, body).await.field(field), code, "{wrong}");
    }
    assert_eq!(shop.app.count("select count(*) from funding.sponsorships").await, 0);
    assert!(shop.stripe.begun().is_empty());
    let emoji =
        json!({ "project_id": shop.project, "amount": "5 000,50", "purpose": "Саженцы 🌳 שלום '\";--<script>" });
    shop.sponsor.post(GIVE, emoji).await.expect(201);
    assert_eq!(shop.app.count("select amount_minor from funding.sponsorships").await, 500_050);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_projects_that_are_published_and_not_over_take_money() {
    let shop = Shop::open().await;
    let gift = |project: i64| json!({ "project_id": project, "amount": 5_000 });
    assert_eq!(shop.sponsor.post(GIVE, gift(999_999)).await.error(404), "not_found");
    assert_eq!(shop.sponsor.post(GIVE, gift(-1)).await.error(404), "not_found");
    for status in ["draft", "pending", "returned", "rejected", "completed", "archived"] {
        sqlx::query("update volunteering.projects set status = $2 where id = $1")
            .bind(shop.project)
            .bind(status)
            .execute(shop.app.db())
            .await
            .expect("the project");
        assert_eq!(shop.sponsor.post(GIVE, gift(shop.project)).await.error(409), "takes_no_money", "{status}");
    }
    sqlx::query("update volunteering.projects set status = 'active', starts_on = current_date - 9, ends_on = current_date - 2 where id = $1")
        .bind(shop.project)
        .execute(shop.app.db())
        .await
        .expect("over");
    assert_eq!(shop.sponsor.post(GIVE, gift(shop.project)).await.error(409), "takes_no_money");
    assert_eq!(shop.app.count("select count(*) from funding.sponsorships").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_makes_asking_twice_one_gift() {
    let shop = Shop::open().await;
    let keyed = shop.sponsor.with("idempotency-key", "gift-1");
    let body = json!({ "project_id": shop.project, "amount": 5_000 });
    let (one, other) = (keyed.post(GIVE, body.clone()).await.expect(201), keyed.post(GIVE, body).await.expect(201));
    assert_eq!(one, other);
    assert_eq!(shop.app.count("select count(*) from funding.payments").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_or_refuses_leaves_a_gift_that_can_be_paid_again() {
    let shop = Shop::open().await;
    let body = json!({ "project_id": shop.project, "amount": 5_000 });
    for (mood, code) in [(Mood::Down, "provider_down"), (Mood::Refuses, "provider_refused")] {
        shop.stripe.be(mood);
        assert_eq!(shop.sponsor.post(GIVE, body.clone()).await.error(409), code);
    }
    let failed = shop.sponsor.get("/api/sponsor/sponsorships").await.expect(200)["items"][0].clone();
    assert_eq!((&failed["status"], &failed["can_pay"]), (&json!("failed"), &json!(true)));
    let pay = format!("/api/sponsor/sponsorships/{}/pay", failed["id"]);
    assert_eq!(shop.sponsor.post(&pay, json!({ "provider": "cash" })).await.field("provider"), "unknown");
    // Another way, while the first is still down.
    let again = shop.sponsor.post(&pay, json!({ "provider": "click" })).await.expect(200);
    assert_eq!(again["sponsorship_id"], failed["id"]);
    // Twice is the same payment.
    assert_eq!(shop.sponsor.post(&pay, json!({ "provider": "click" })).await.expect(200), again);
    assert_eq!(shop.sponsor.post(&pay, json!({})).await.expect(200), again);
    // Yet another way ends the one before.
    shop.stripe.be(Mood::Works);
    let third = shop.sponsor.post(&pay, json!({ "provider": "stripe" })).await.expect(200);
    assert_ne!(third["transaction_id"], again["transaction_id"]);
    let payment = shop.payment_of(&third).await;
    shop.tell(Event::Complete, payment.id).await;
    assert_eq!(shop.sponsor.post(&pay, json!({})).await.error(409), "already_so");
    let open = "select count(*) from funding.payments where status in ('created', 'pending')";
    assert_eq!(shop.app.count(open).await, 0);
    shop.check_books().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_way_to_pay_nothing_is_offered() {
    let mut shop = Shop::open().await;
    shop.app.ctx.payments = Providers::default();
    let options = HttpOptions { api_per_minute: None, visitor_cache: false, ..HttpOptions::default() };
    let router = shop.app.replica_of(shop.app.ctx.clone(), options);
    let sponsor = Client { router: router.clone(), ..shop.sponsor.clone() };
    let body = json!({ "project_id": shop.project, "amount": 5_000 });
    assert_eq!(sponsor.post(GIVE, body).await.error(409), "provider_down");
    let page = Client { router, ..shop.app.anonymous() }.with("accept", "text/html");
    let project = page.get(&format!("/projects/{}", shop.project)).await.text_whole();
    assert!(!project.contains(&format!("/projects/{}/sponsor", shop.project)), "no link where nothing can be given");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_tell_how_it_stands() {
    let shop = Shop::open().await;
    let html = |client: Client| client.with("accept", "text/html").with("accept-language", "en");
    let visitor = html(shop.app.anonymous());
    let form = format!("/projects/{}/sponsor", shop.project);
    let project = visitor.get(&format!("/projects/{}", shop.project)).await.text_whole();
    assert!(project.contains(&form), "the way to give stands on the project's page");
    let offered = visitor.get(&form).await;
    assert_eq!(offered.status, 200);
    let offered = offered.text_whole();
    assert!(offered.contains("/register?role=sponsor") && !offered.contains("input[amount]"), "{offered}");
    let sponsor = html(shop.app.browser(&shop.sponsor).await);
    let page = sponsor.get(&format!("{form}?amount=50000")).await.text_whole();
    assert!(page.contains("input[amount]") && page.contains("value=\"50"), "{page}");
    // Sent by the browser itself: to the page that tells how it stands.
    let fields = format!("input[project_id]={}&input[amount]=5+000&input[provider]=click", shop.project);
    let sent = sponsor.form("/web/sponsorships/give", &fields).await;
    assert_eq!(sent.status, 302, "{}", sent.text());
    let standing = sent.header("location").to_owned();
    let waits = sponsor.get(&standing).await.text_whole();
    assert!(waits.contains("https://pay.test/TXN_"), "the link to pay: {waits}");
    let away = html(shop.app.anonymous()).get(&standing).await;
    assert!(away.status == 302 && away.header("location").starts_with("/sign-in?next="), "{}", away.text());
    let id: i64 = standing.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    let payment = birqadam_core::PaymentId(shop.app.count("select max(id) from funding.payments").await);
    shop.tell(Event::Fail, payment).await;
    let failed = sponsor.get(&standing).await.text_whole();
    assert!(failed.contains("/web/sponsorships/pay"), "{failed}");
    let again = sponsor.form("/web/sponsorships/pay", &format!("input[id]={id}&input[provider]=stripe")).await;
    assert_eq!((again.status, again.header("location")), (302, standing.as_str()));
    let payment = birqadam_core::PaymentId(shop.app.count("select max(id) from funding.payments").await);
    shop.tell(Event::Complete, payment).await;
    let paid = sponsor.get(&standing).await.text_whole();
    assert!(paid.contains(&format!("/api/sponsor/sponsorships/{id}/receipt")), "{paid}");
    // What was wrong comes back with what was typed.
    let wrong = sponsor.with("referer", format!("http://birqadam.test{form}"));
    let sent =
        wrong.form("/web/sponsorships/give", &format!("input[project_id]={}&input[amount]=1", shop.project)).await;
    assert!([302, 303].contains(&sent.status), "{}", sent.text());
}
