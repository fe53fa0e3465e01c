//! The organizer's side: asking, what is wrong with it, and what both sides are told.

use serde_json::json;

use super::{ASK, Lending, approve};
use crate::support::accounts::told;
use crate::support::world::{day, project_input};

#[tokio::test]
async fn the_documents_request_reaches_the_partner() {
    let lending = Lending::start().await;
    let asked = lending.ask(10).await;
    let page = lending.partner.get("/api/partner/requests").await.expect(200);
    let request = &page["items"][0];
    assert_eq!((&request["id"], &request["status"]), (&json!(asked), &json!("pending")));
    assert_eq!((&request["project"], &request["resource"]), (&json!("Park clean-up"), &json!("Концертный зал")));
    assert_eq!((&request["date"], &request["notes"]), (&json!(day(10)), &json!("Нужен зал")));
    assert!(request["organizer"].as_str().expect("a name").starts_with("Organisation"));
    assert_eq!(told(&lending.app, &lending.partner).await, 1);
    let own = lending.organizer.get("/api/organizer/resource-requests?show=waiting").await.expect(200);
    assert_eq!(own["items"][0]["id"], asked);
    assert_eq!(
        lending.app.count("select count(*) from core.audit_log where operation = 'resource_request.create'").await,
        1
    );
    // A part of a day, by moments.
    let from = format!("{}T09:00:00+05:00", day(12));
    let until = format!("{}T12:30:00+05:00", day(12));
    let wish = json!({
        "resource_id": lending.resource, "project_id": lending.project, "starts_at": from, "ends_at": until,
    });
    lending.organizer.post(ASK, wish).await.expect(201);
    let page = lending.partner.get("/api/partner/requests").await.expect(200);
    assert_eq!(page["items"][0]["starts_at"], format!("{}T04:00:00Z", day(12)));
}

#[tokio::test]
async fn bad_requests_are_told_at_their_fields() {
    let lending = Lending::start().await;
    let organizer = &lending.organizer;
    let foreign = lending.app.published(&lending.app.organizer().await).await.id;
    let table = [
        (json!({ "resource_id": null }), "resource_id", "required"),
        (json!({ "resource_id": 999_999 }), "resource_id", "unknown"),
        (json!({ "resource_id": -1 }), "resource_id", "unknown"),
        (json!({ "resource_id": "'; drop table funding.resources; --" }), "resource_id", "unknown"),
        (json!({ "resource_id": [1] }), "resource_id", "malformed"),
        (json!({ "project_id": null }), "project_id", "required"),
        (json!({ "project_id": foreign }), "project_id", "unknown"),
        (json!({ "date": null }), "date", "required"),
        (json!({ "date": "someday" }), "date", "date"),
        (json!({ "date": day(-1) }), "date", "in_past"),
        (json!({ "date": "2126-12-01" }), "date", "check_year"),
        (json!({ "date": 20261201 }), "date", "malformed"),
        (json!({ "until": day(1) }), "until", "end_before_start"),
        (json!({ "until": day(200) }), "until", "too_many_days"),
        (json!({ "start_time": "18:00", "end_time": "09:00" }), "end_time", "end_before_start"),
        (json!({ "start_time": "25:00" }), "start_time", "time"),
        (json!({ "starts_at": "2026-12-01T09:00:00Z" }), "ends_at", "required"),
        (json!({ "starts_at": "9999-12-31T22:00:00Z", "ends_at": "9999-12-31T23:59:60Z" }), "starts_at", "check_year"),
        (json!({ "starts_at": "soon", "ends_at": "2026-12-01T09:00:00Z" }), "starts_at", "malformed"),
        (json!({ "notes": "я".repeat(2001) }), "notes", "too_long"),
    ];
    for (change, field, code) in table {
        let mut wish = lending.wish(10);
        for (name, value) in change.as_object().expect("an object") {
            wish[name] = value.clone();
        }
        assert_eq!(organizer.post(ASK, wish).await.field(field), code, "{change}");
    }
    let mut draft = project_input("A draft");
    draft["draft"] = json!(true);
    let draft = organizer.post("/api/organizer/projects", draft).await.expect(201)["project"]["id"].clone();
    let mut wish = lending.wish(10);
    wish["project_id"] = draft;
    assert_eq!(organizer.post(ASK, wish).await.error(409), "project_closed");
    assert_eq!(lending.app.count("select count(*) from funding.resource_requests").await, 0, "nothing half done");
    let mut odd = lending.wish(10);
    odd["notes"] = json!("'\";--<script> שלום 🎉");
    organizer.post(ASK, odd).await.expect(201);
}

#[tokio::test]
async fn what_was_asked_is_asked_once() {
    let lending = Lending::start().await;
    let keyed = lending.organizer.with("idempotency-key", "ask-1");
    let first = keyed.post(ASK, lending.wish(10)).await.expect(201);
    assert_eq!(keyed.post(ASK, lending.wish(10)).await.expect(201), first);
    // Without a key, and at once: the database lets one through.
    assert_eq!(lending.organizer.post(ASK, lending.wish(10)).await.error(409), "already_so");
    let twice =
        tokio::join!(lending.organizer.post(ASK, lending.wish(20)), lending.organizer.post(ASK, lending.wish(20)),);
    let mut statuses = [twice.0.status, twice.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[tokio::test]
async fn only_on_its_days_and_not_when_it_is_promised() {
    let lending = Lending::start().await;
    let weekends = json!({ "days": "weekends" });
    let path = format!("/api/partner/resources/{}", lending.resource);
    lending.partner.patch(&path, weekends).await.expect(200);
    let (organizer, resource, project) = (&lending.organizer, lending.resource, lending.project);
    let ask = |date: String, until: String| async move {
        let wish = json!({ "resource_id": resource, "project_id": project, "date": date, "until": until });
        organizer.post(ASK, wish).await
    };
    let saturday = (7..14).find(|n| is(*n, chrono::Weekday::Sat)).expect("a Saturday");
    assert_eq!(ask(day(saturday + 2), String::new()).await.field("date"), "day_not_offered");
    assert_eq!(ask(day(saturday), day(saturday + 2)).await.field("date"), "day_not_offered");
    let asked = ask(day(saturday), day(saturday + 1)).await.expect(201)["request_id"].as_i64().expect("an id");
    lending.partner.post(&approve(asked), json!({})).await.expect(200);
    assert_eq!(ask(day(saturday + 1), String::new()).await.field("date"), "dates_taken");
    ask(day(saturday + 7), String::new()).await.expect(201);
}

fn is(from_today: i64, weekday: chrono::Weekday) -> bool {
    let day: chrono::NaiveDate = day(from_today).parse().expect("a day");
    chrono::Datelike::weekday(&day) == weekday
}
