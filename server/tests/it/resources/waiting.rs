//! What waits for an organizer on their first page: other dates that partners offer, expenses that came
//! back or that a second person has to look at.

use serde_json::{Value, json};

use super::{Lending, counter, mine};
use crate::funding::desk::Desk;
use crate::support::world::day;
use crate::support::{Client, TestApp};

async fn home(app: &TestApp, organizer: &Client) -> Value {
    app.browser(organizer).await.get("/web/organizer/home").await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn other_dates_wait_for_the_organizer_until_they_are_answered() {
    let lending = Lending::start().await;
    let (first, second, asked) = (lending.ask(5).await, lending.ask(15).await, lending.ask(25).await);
    assert_eq!(home(&lending.app, &lending.organizer).await["offers"]["count"], 0, "the partner has to answer");
    for (id, offered) in [(first, 6), (second, 16)] {
        lending.partner.post(&counter(id), json!({ "date": day(offered) })).await.expect(200);
    }
    let offers = home(&lending.app, &lending.organizer).await["offers"].clone();
    assert_eq!(offers["count"], 2);
    assert_eq!((&offers["first"][0]["id"], &offers["first"][1]["id"]), (&json!(first), &json!(second)));
    assert_eq!(offers["oldest_at"], offers["first"][0]["decided_at"]);
    // The link leads to exactly these.
    let behind = "/api/organizer/resource-requests?show=waiting&status=countered";
    let page = lending.organizer.get(behind).await.expect(200);
    let ids: Vec<_> = page["items"].as_array().expect("items").iter().map(|one| one["id"].clone()).collect();
    assert_eq!(ids, [json!(first), json!(second)], "and not {asked}");
    assert_eq!(lending.organizer.get(&format!("{behind},best")).await.field("status"), "unknown");
    // On the page with its answer; not on that of another organizer.
    let shown = lending.app.browser(&lending.organizer).await.with("accept", "text/html").get("/home").await;
    assert!(shown.text_whole().contains("Partners offer other dates"));
    let other = lending.app.organizer().await;
    assert_eq!(home(&lending.app, &other).await["offers"]["count"], 0);
    lending.organizer.post(&mine(first, "accept"), json!({})).await.expect(200);
    lending.organizer.post(&mine(second, "decline"), json!({})).await.expect(200);
    assert_eq!(home(&lending.app, &lending.organizer).await["offers"]["count"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn expenses_wait_on_the_first_page_until_they_count() {
    let desk = Desk::set_up().await;
    let (waits, comes_back) = (desk.waiting("60000").await, desk.waiting("50001").await);
    desk.decide(&desk.moderator, comes_back, "return", json!({ "reason": "Which trees?" })).await.expect(200);
    let expenses = home(&desk.app, &desk.organizer).await["expenses"].clone();
    assert_eq!((&expenses["returned"], &expenses["pending"]), (&json!(1), &json!(1)));
    let ids = [&expenses["first"][0]["id"], &expenses["first"][1]["id"]];
    assert_eq!(ids, [&json!(comes_back), &json!(waits)], "what the organizer has to do stands first");
    let other = desk.app.organizer().await;
    assert_eq!(home(&desk.app, &other).await["expenses"]["pending"], 0);
    desk.decide(&desk.moderator, waits, "approve", json!({})).await.expect(200);
    assert_eq!(home(&desk.app, &desk.organizer).await["expenses"]["pending"], 0);
}
