//! Monthly gifts: promised, paused, ended, and asked for once a month however many workers there are.

use birqadam_funding::ops::pledges;
use chrono::{Datelike, TimeDelta};
use serde_json::{Value, json};

use super::till::{Event, Mood, Shop};

const PLEDGES: &str = "/api/sponsor/pledges";

async fn promised(shop: &Shop) -> Value {
    let day = shop.app.ctx.today().day().min(28);
    let body = json!({ "project_id": shop.project, "amount": 5_000, "day_of_month": day });
    shop.sponsor.post(PLEDGES, body).await.expect(201)
}

/// Puts the next gift on today, whatever day of the month it is.
async fn make_due(shop: &Shop) {
    sqlx::query("update funding.pledges set next_on = $1 where status = 'active'")
        .bind(shop.app.ctx.today())
        .execute(shop.app.db())
        .await
        .expect("due");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_is_asked_for_once() {
    let shop = Shop::open().await;
    promised(&shop).await;
    make_due(&shop).await;
    let workers = futures(&shop).await;
    assert_eq!(workers.iter().sum::<usize>(), 1);
    assert_eq!(pledges::make_due(&shop.app.ctx).await.expect("made"), 0);
    assert_eq!(shop.app.count("select count(*) from funding.sponsorships where pledge_id is not null").await, 1);
    assert_eq!(shop.stripe.begun().len(), 1);
    assert_eq!(shop.inbox(&shop.sponsor).await, ["pledge_due"]);
    // Even when the day is put back by hand, the month stays asked for.
    make_due(&shop).await;
    assert_eq!(pledges::make_due(&shop.app.ctx).await.expect("made"), 0);
    // It is paid as any other gift.
    let gift = shop.sponsor.get("/api/sponsor/sponsorships").await.expect(200)["items"][0].clone();
    let paid = shop.sponsor.post(&format!("/api/sponsor/sponsorships/{}/pay", gift["id"]), json!({})).await.expect(200);
    let payment = shop.payment_of(&paid).await;
    shop.tell(Event::Complete, payment.id).await;
    let mine = shop.sponsor.get(PLEDGES).await.expect(200);
    assert_eq!(mine["items"][0]["received"], json!(5_000));
    shop.check_books().await;
}

async fn futures(shop: &Shop) -> Vec<usize> {
    let ctx = &shop.app.ctx;
    let (a, b, c) = tokio::join!(pledges::make_due(ctx), pledges::make_due(ctx), pledges::make_due(ctx));
    [a, b, c].into_iter().map(|made| made.expect("made")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_month_is_asked_for_again() {
    let shop = Shop::open().await;
    promised(&shop).await;
    for month in 1..=3 {
        make_due(&shop).await;
        assert_eq!(pledges::make_due(&shop.app.ctx).await.expect("made"), 1, "month {month}");
        assert_eq!(shop.app.count("select count(*) from funding.sponsorships").await, month);
        shop.app.clock.advance(TimeDelta::days(31));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_rests_or_ended_asks_for_nothing() {
    let shop = Shop::open().await;
    let pledge = promised(&shop).await;
    let path = format!("{PLEDGES}/{}", pledge["id"]);
    for (step, status, made) in [("pause", "paused", 0), ("resume", "active", 1), ("end", "ended", 0)] {
        let changed = shop.sponsor.post(&format!("{path}/{step}"), json!({})).await.expect(200);
        assert_eq!(changed["status"], status);
        // Twice has one effect.
        shop.sponsor.post(&format!("{path}/{step}"), json!({})).await.expect(200);
        make_due(&shop).await;
        assert_eq!(pledges::make_due(&shop.app.ctx).await.expect("made"), made, "{step}");
    }
    assert_eq!(shop.sponsor.post(&format!("{path}/resume"), json!({})).await.error(409), "wrong_state");
    let stranger = shop.app.sponsor().await;
    for step in ["pause", "resume", "end"] {
        assert_eq!(stranger.post(&format!("{path}/{step}"), json!({})).await.error(404), "not_found");
    }
    assert_eq!(stranger.get(PLEDGES).await.expect(200)["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_that_is_over_ends_its_pledges() {
    let shop = Shop::open().await;
    promised(&shop).await;
    make_due(&shop).await;
    sqlx::query("update volunteering.projects set status = 'completed' where id = $1")
        .bind(shop.project)
        .execute(shop.app.db())
        .await
        .expect("over");
    assert_eq!(pledges::make_due(&shop.app.ctx).await.expect("made"), 0);
    assert_eq!(shop.app.count("select count(*) from funding.pledges where status = 'ended'").await, 1);
    assert_eq!(shop.app.count("select count(*) from funding.sponsorships").await, 0);
    let body = json!({ "project_id": shop.project, "amount": 5_000 });
    assert_eq!(shop.sponsor.post(PLEDGES, body).await.error(409), "takes_no_money");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_leaves_a_gift_that_can_be_paid_later() {
    let shop = Shop::open().await;
    promised(&shop).await;
    make_due(&shop).await;
    shop.stripe.be(Mood::Down);
    assert_eq!(pledges::make_due(&shop.app.ctx).await.expect("made"), 1);
    let gift = shop.sponsor.get("/api/sponsor/sponsorships").await.expect(200)["items"][0].clone();
    assert_eq!((&gift["status"], &gift["can_pay"]), (&json!("failed"), &json!(true)));
    shop.stripe.be(Mood::Works);
    shop.sponsor.post(&format!("/api/sponsor/sponsorships/{}/pay", gift["id"]), json!({})).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_promised() {
    let shop = Shop::open().await;
    let table = [
        (json!({ "amount": 1 }), "amount", "too_small"),
        (json!({ "day_of_month": 0 }), "day_of_month", "too_small"),
        (json!({ "day_of_month": 31 }), "day_of_month", "too_big"),
        (json!({ "day_of_month": "x" }), "day_of_month", "malformed"),
        (json!({ "currency": "EUR" }), "currency", "unknown"),
        (json!({ "provider": "cash" }), "provider", "unknown"),
    ];
    for (wrong, field, code) in table {
        let mut body = json!({ "project_id": shop.project, "amount": 5_000 });
        for (name, value) in wrong.as_object().expect("fields") {
            body[name] = value.clone();
        }
        assert_eq!(shop.sponsor.post(PLEDGES, body).await.field(field), code, "{wrong}");
    }
    assert_eq!(shop.app.count("select count(*) from funding.pledges").await, 0);
}
