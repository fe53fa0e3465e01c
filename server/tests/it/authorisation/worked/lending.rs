//! What partners lend, from the offer to the thanks.

use serde_json::{Value, json};

use super::Worked;
use crate::resources::hall;
use crate::support::world::day;
use crate::support::{Client, Form, photos};

/// A request of a new project, some days ahead.
async fn asked(worked: &Worked<'_>, organizer: &Client, resource: i64, days: i64) -> i64 {
    let project = worked.app.published(organizer).await.id;
    let wish = json!({ "resource_id": resource, "project_id": project, "date": day(days) });
    let made = organizer.post("/api/organizer/request-resource", wish).await.expect(201);
    made["request_id"].as_i64().expect("an id")
}

/// One that is under way: the day is today.
async fn begun(worked: &Worked<'_>, partner: &Client, organizer: &Client) -> i64 {
    let resource = worked.app.lent(partner).await;
    let request = asked(worked, organizer, resource, 1).await;
    partner.post(&format!("/api/partner/approve-request/{request}"), json!({})).await.expect(200);
    sqlx::query("update funding.resource_requests set starts_at = now() - interval '1 hour' where id = $1")
        .bind(request)
        .execute(worked.app.db())
        .await
        .expect("begun");
    request
}

pub async fn api(worked: &mut Worked<'_>) {
    let app = worked.app;
    let (partner, organizer) = (app.partner().await, app.organizer().await);
    let path = "/api/partner/resources";
    let made = worked.api("POST /api/partner/resources", &partner, path, hall()).await;
    let resource = made["resource_id"].as_i64().unwrap_or_default();
    let path = format!("{path}/{resource}");
    worked.api("PATCH /api/partner/resources/{id}", &partner, &path, json!({ "title": "Worked" })).await;
    let photo = Form::new().file("photo", "hall.jpg", &photos::jpeg(91));
    let operation = "POST /api/partner/resources/{id}/photos";
    let with = worked.api_files(operation, &partner, &format!("{path}/photos"), photo).await;
    let photo = format!("/api/partner/resource-photos/{}", with["photos"][0]["id"]);
    worked.api("DELETE /api/partner/resource-photos/{id}", &partner, &photo, Value::Null).await;
    let project = app.published(&organizer).await.id;
    let wish = json!({ "resource_id": resource, "project_id": project, "date": day(40) });
    let ask = "/api/organizer/request-resource";
    worked.api("POST /api/organizer/request-resource", &organizer, ask, wish).await;

    let approve = format!("/api/partner/approve-request/{}", asked(worked, &organizer, resource, 3).await);
    worked.api("POST /api/partner/approve-request/{id}", &partner, &approve, json!({})).await;
    let reject = format!("/api/partner/reject-request/{}", asked(worked, &organizer, resource, 4).await);
    worked.api("POST /api/partner/reject-request/{id}", &partner, &reject, json!({ "reason": "Taken" })).await;
    for (operation, step, days) in [
        ("POST /api/organizer/resource-requests/{id}/accept", "accept", 5),
        ("POST /api/organizer/resource-requests/{id}/decline", "decline", 6),
    ] {
        let request = asked(worked, &organizer, resource, days).await;
        let counter = format!("/api/partner/counter-request/{request}");
        let offer = json!({ "date": day(days + 20) });
        worked.api("POST /api/partner/counter-request/{id}", &partner, &counter, offer).await;
        let path = format!("/api/organizer/resource-requests/{request}/{step}");
        worked.api(operation, &organizer, &path, json!({})).await;
    }
    let request = asked(worked, &organizer, resource, 7).await;
    let path = format!("/api/organizer/resource-requests/{request}/withdraw");
    worked.api("POST /api/organizer/resource-requests/{id}/withdraw", &organizer, &path, json!({})).await;
    let request = begun(worked, &partner, &organizer).await;
    let path = format!("/api/organizer/resource-requests/{request}/thank");
    let thanks = json!({ "thanks": "Thank you" });
    worked.api("POST /api/organizer/resource-requests/{id}/thank", &organizer, &path, thanks).await;
}

pub async fn web(worked: &mut Worked<'_>) {
    let app = worked.app;
    let (partner, organizer) = (app.partner().await, app.organizer().await);
    let offer = Form::new().text("type", "venue").text("title", "Web").file("photo", "a.jpg", &photos::jpeg(92));
    worked.web_files("POST /web/partner/resources/save", &partner, offer).await;
    let resource = app.count("select max(id) from funding.resources").await;
    let photo = app.count("select max(id) from funding.resource_photos").await;
    worked.web("POST /web/partner/resources/photos/remove", &partner, &format!("input[id]={photo}")).await;
    for status in ["paused", "active"] {
        let change = format!("input[id]={resource}&input[status]={status}");
        worked.web("POST /web/partner/resources/status", &partner, &change).await;
    }
    let project = app.published(&organizer).await.id;
    let wish = format!("input[resource_id]={resource}&input[project_id]={project}&input[date]={}", day(40));
    worked.web("POST /web/resources/request", &organizer, &wish).await;
    let request = asked(worked, &organizer, resource, 3).await;
    worked.web("POST /web/partner/requests/approve", &partner, &format!("input[id]={request}")).await;
    let request = asked(worked, &organizer, resource, 4).await;
    worked.web("POST /web/partner/requests/reject", &partner, &format!("input[id]={request}&input[reason]=x")).await;
    for (operation, days) in [("POST /web/organizer/requests/accept", 5), ("POST /web/organizer/requests/decline", 6)] {
        let request = asked(worked, &organizer, resource, days).await;
        let offer = format!("input[id]={request}&input[date]={}", day(days + 20));
        worked.web("POST /web/partner/requests/counter", &partner, &offer).await;
        worked.web(operation, &organizer, &format!("input[id]={request}")).await;
    }
    let request = asked(worked, &organizer, resource, 7).await;
    worked.web("POST /web/organizer/requests/withdraw", &organizer, &format!("input[id]={request}")).await;
    let request = begun(worked, &partner, &organizer).await;
    let thanks = format!("input[id]={request}&input[thanks]=x");
    worked.web("POST /web/organizer/requests/thank", &organizer, &thanks).await;
}
