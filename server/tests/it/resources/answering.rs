//! Yes, no, other dates; stepping back; thanks; and that each step is possible only when it is.

use chrono::Duration;
use serde_json::json;

use super::{Lending, approve, counter, mine, reject};
use crate::support::accounts::{audited, told};
use crate::support::world::day;

#[tokio::test]
async fn a_request_is_approved_once() {
    let lending = Lending::start().await;
    let asked = lending.ask(5).await;
    let approved = lending.partner.post(&approve(asked), json!({})).await.expect(200);
    assert_eq!(approved["status"], "approved");
    assert!(approved["decided_at"].is_string());
    // Twice is once.
    assert_eq!(lending.partner.post(&approve(asked), json!({})).await.expect(200)["version"], approved["version"]);
    assert_eq!(audited(&lending.app, "resource_request.approve", asked).await, 1);
    assert_eq!(told(&lending.app, &lending.organizer).await, 2, "the project's approval, and this");
    let upcoming = lending.organizer.get("/api/organizer/resource-requests?show=upcoming").await.expect(200);
    assert_eq!(upcoming["items"][0]["id"], asked);
    let waiting = lending.partner.get("/api/partner/requests?show=waiting").await.expect(200);
    assert_eq!(waiting["items"], json!([]));
    assert_eq!(lending.partner.get("/api/partner/requests?show=best").await.field("show"), "unknown");
}

#[tokio::test]
async fn a_rejection_says_why() {
    let lending = Lending::start().await;
    let asked = lending.ask(5).await;
    assert_eq!(lending.partner.post(&reject(asked), json!({})).await.field("reason"), "required");
    assert_eq!(lending.partner.post(&reject(asked), json!({ "reason": " " })).await.field("reason"), "required");
    let long = json!({ "reason": "я".repeat(1001) });
    assert_eq!(lending.partner.post(&reject(asked), long).await.field("reason"), "too_long");
    let rejected = lending.partner.post(&reject(asked), json!({ "reason": "Занято" })).await.expect(200);
    assert_eq!((&rejected["status"], &rejected["reason"]), (&json!("rejected"), &json!("Занято")));
    let again = lending.partner.post(&reject(asked), json!({ "reason": "Занято" })).await.expect(200);
    assert_eq!(again["version"], rejected["version"]);
    // What is over stays over.
    assert_eq!(lending.partner.post(&reject(asked), json!({ "reason": "Нет" })).await.error(409), "wrong_state");
    assert_eq!(lending.partner.post(&approve(asked), json!({})).await.error(409), "wrong_state");
    let offer = json!({ "date": day(9) });
    assert_eq!(lending.partner.post(&counter(asked), offer).await.error(409), "wrong_state");
    for step in ["withdraw", "accept", "decline"] {
        assert_eq!(lending.organizer.post(&mine(asked, step), json!({})).await.error(409), "wrong_state", "{step}");
    }
    let thanks = json!({ "thanks": "Спасибо" });
    assert_eq!(lending.organizer.post(&mine(asked, "thank"), thanks).await.error(409), "wrong_state");
}

#[tokio::test]
async fn other_dates_are_offered_and_taken() {
    let lending = Lending::start().await;
    let asked = lending.ask(5).await;
    for (offer, field, code) in [
        (json!({}), "date", "required"),
        (json!({ "date": day(-3) }), "date", "in_past"),
        (json!({ "date": "2126-12-01" }), "date", "check_year"),
        (json!({ "date": day(3), "until": "2126-12-01" }), "until", "too_many_days"),
        (json!({ "date": day(3), "message": "я".repeat(1001) }), "message", "too_long"),
    ] {
        assert_eq!(lending.partner.post(&counter(asked), offer).await.field(field), code);
    }
    let offer = json!({ "date": day(8), "message": "Тогда весь день ваш" });
    let countered = lending.partner.post(&counter(asked), offer).await.expect(200);
    assert_eq!((&countered["status"], &countered["date"]), (&json!("countered"), &json!(day(5))));
    assert_eq!(countered["counter"]["message"], "Тогда весь день ваш");
    // The partner has answered: there is nothing to approve.
    assert_eq!(lending.partner.post(&approve(asked), json!({})).await.error(409), "wrong_state");
    // Offered anew: who looked at the old offer is told.
    let seen = countered["version"].as_i64().expect("a version");
    lending.partner.post(&counter(asked), json!({ "date": day(9) })).await.expect(200);
    let stale = lending.organizer.post(&mine(asked, "accept"), json!({ "version": seen })).await;
    assert_eq!(stale.error(409), "stale_version");
    let accept = lending.organizer.with("if-match", format!("\"{}\"", seen + 1));
    let accepted = accept.post(&mine(asked, "accept"), json!({})).await.expect(200);
    assert_eq!((&accepted["status"], &accepted["date"]), (&json!("approved"), &json!(day(9))));
    // Twice is once.
    lending.organizer.post(&mine(asked, "accept"), json!({})).await.expect(200);
    assert_eq!(audited(&lending.app, "resource_request.accept", asked).await, 1);
    assert_eq!(told(&lending.app, &lending.partner).await, 2);
}

#[tokio::test]
async fn an_organizer_steps_back() {
    let lending = Lending::start().await;
    let declined = lending.ask(5).await;
    assert_eq!(lending.organizer.post(&mine(declined, "decline"), json!({})).await.error(409), "wrong_state");
    lending.partner.post(&counter(declined), json!({ "date": day(8) })).await.expect(200);
    let over = lending.organizer.post(&mine(declined, "decline"), json!({})).await.expect(200);
    assert_eq!(over["status"], "withdrawn");
    let promised = lending.ask(5).await;
    lending.partner.post(&approve(promised), json!({})).await.expect(200);
    let over = lending.organizer.post(&mine(promised, "withdraw"), json!({})).await.expect(200);
    assert_eq!(over["status"], "withdrawn");
    lending.organizer.post(&mine(promised, "withdraw"), json!({})).await.expect(200);
    assert_eq!(audited(&lending.app, "resource_request.withdraw", promised).await, 1);
    // The day is free again.
    let next = lending.ask(5).await;
    lending.partner.post(&approve(next), json!({})).await.expect(200);
    let closed = lending.organizer.get("/api/organizer/resource-requests?show=closed").await.expect(200);
    assert_eq!(closed["items"].as_array().expect("items").len(), 2);
}

#[tokio::test]
async fn thanks_come_when_it_has_begun_and_stay_with_the_partner() {
    let lending = Lending::start().await;
    let asked = lending.ask(2).await;
    lending.partner.post(&approve(asked), json!({})).await.expect(200);
    let thanks = json!({ "thanks": "Зал был готов вовремя" });
    let path = mine(asked, "thank");
    assert_eq!(lending.organizer.post(&path, thanks.clone()).await.error(409), "wrong_state", "not yet");
    lending.app.clock.advance(Duration::days(3));
    let organizer = lending.app.sign_in_again(&lending.organizer).await;
    let partner = lending.app.sign_in_again(&lending.partner).await;
    // Neither side takes back what has begun.
    assert_eq!(partner.post(&reject(asked), json!({ "reason": "Нет" })).await.error(409), "wrong_state");
    assert_eq!(organizer.post(&mine(asked, "withdraw"), json!({})).await.error(409), "wrong_state");
    assert_eq!(organizer.post(&path, json!({})).await.field("thanks"), "required");
    organizer.post(&path, thanks.clone()).await.expect(200);
    organizer.post(&path, thanks).await.expect(200);
    assert_eq!(organizer.post(&path, json!({ "thanks": "И ещё" })).await.error(409), "wrong_state");
    assert_eq!(audited(&lending.app, "resource_request.thank", asked).await, 1);

    birqadam_funding::ops::resource_decisions::finish_lendings(&lending.app.ctx).await.expect("ended");
    birqadam_funding::ops::resource_decisions::finish_lendings(&lending.app.ctx).await.expect("nothing more");
    assert_eq!(audited(&lending.app, "resource_request.finish", asked).await, 1);
    let lent = partner.get("/api/partner/requests?show=lent").await.expect(200);
    assert_eq!(
        (&lent["items"][0]["status"], &lent["items"][0]["thanks"]),
        (&json!("done"), &json!("Зал был готов вовремя"))
    );
    let page = organizer.get(&format!("/api/partners/{}", partner.id)).await.expect(200);
    assert_eq!((&page["lent"], &page["thanks"][0]["thanks"]), (&json!(1), &json!("Зал был готов вовремя")));
    let shown = organizer.get(&format!("/api/resources/{}", lending.resource)).await.expect(200);
    assert_eq!(shown["thanks"].as_array().expect("thanks").len(), 1);
}

#[tokio::test]
async fn nothing_is_promised_to_a_project_that_is_over_or_for_days_that_are() {
    let lending = Lending::start().await;
    let (late, over) = (lending.ask(1).await, lending.ask(20).await);
    lending.app.clock.advance(Duration::days(5));
    let partner = lending.app.sign_in_again(&lending.partner).await;
    let organizer = lending.app.sign_in_again(&lending.organizer).await;
    assert_eq!(partner.post(&approve(late), json!({})).await.error(409), "wrong_state");
    let complete = format!("/api/organizer/projects/{}/complete", lending.project);
    organizer.post(&complete, json!({})).await.expect(200);
    assert_eq!(partner.post(&approve(over), json!({})).await.error(409), "project_closed");
    partner.post(&counter(over), json!({ "date": day(30) })).await.expect(200);
    assert_eq!(organizer.post(&mine(over, "accept"), json!({})).await.error(409), "project_closed");
}
