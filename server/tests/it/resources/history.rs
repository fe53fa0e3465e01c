//! What happened to a resource is its partner's to read, what happened to a request both sides'.

use serde_json::json;

use super::{Lending, counter};
use crate::support::world::day;
use crate::support::{Client, Reply};

async fn history(lending: &Lending, who: &Client, kind: &str, id: i64) -> Reply {
    lending.app.browser(who).await.get(&format!("/web/history?kind={kind}&id={id}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_has_its_history_for_its_partner() {
    let lending = Lending::start().await;
    let (app, resource) = (&lending.app, lending.resource);
    let path = format!("/api/partner/resources/{resource}");
    lending.partner.patch(&path, json!({ "title": "Малый зал" })).await.expect(200);
    lending.partner.patch(&path, json!({ "status": "paused" })).await.expect(200);
    let read = history(&lending, &lending.partner, "resource", resource).await.expect(200);
    let operations: Vec<_> = read["entries"]["items"].as_array().expect("entries").iter().collect();
    assert_eq!(operations.len(), 3, "{read}");
    assert_eq!(read["href"], format!("/partner/resources/{resource}/edit"));
    assert!(read.to_string().contains("Малый зал"));
    for (who, status) in [
        (app.admin().await, 200),
        (app.partner().await, 404),
        (lending.organizer.clone(), 403),
        (app.volunteer().await, 403),
    ] {
        let seen = history(&lending, &who, "resource", resource).await.status;
        assert_eq!(seen, status, "{}", who.email);
    }
    let page = app.browser(&lending.partner).await.with("accept", "text/html");
    let page = page.get(&format!("/partner/resources/{resource}/edit")).await.text_whole();
    assert!(page.contains("Resource paused") && page.contains(&format!("/history/resource/{resource}")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_has_its_history_for_both_sides() {
    let lending = Lending::start().await;
    let request = lending.ask(5).await;
    lending.partner.post(&counter(request), json!({ "date": day(8) })).await.expect(200);
    for (who, path) in [(&lending.partner, "/partner/requests"), (&lending.organizer, "/organizer/requests")] {
        let read = history(&lending, who, "resource_request", request).await.expect(200);
        assert_eq!(read["entries"]["items"].as_array().expect("entries").len(), 2, "{read}");
        assert_eq!(read["href"], format!("{path}/{request}"));
        let page = lending.app.browser(who).await.with("accept", "text/html");
        let page = page.get(&format!("{path}/{request}")).await.text_whole();
        assert!(page.contains(&format!("/history/resource_request/{request}")), "{path}");
    }
    let (app, other) = (&lending.app, lending.app.organizer().await);
    for (who, status) in [(other, 404), (app.partner().await, 404), (app.volunteer().await, 403)] {
        let seen = history(&lending, &who, "resource_request", request).await.status;
        assert_eq!(seen, status, "{}", who.email);
    }
}
