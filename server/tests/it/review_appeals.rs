//! Appeals: once, to somebody else than who rejected, with an outcome told to both.

use serde_json::{Value, json};

use crate::support::{Client, TestApp, photos, world::project_input};

async fn appeal(client: &Client, kind: &str, id: i64) -> Value {
    let input = json!({ "kind": kind, "id": id, "text": "The charter is on page two. '\"<script>" });
    client.post("/api/appeals", input).await.expect(201)
}

async fn waiting(client: &Client) -> Vec<i64> {
    let queue = client.get("/api/review/queue?kind=appeal").await.expect(200);
    queue["items"].as_array().into_iter().flatten().filter_map(|item| item["id"].as_i64()).collect()
}

async fn decide(client: &Client, appeal: &Value, decision: Value) -> crate::support::Reply {
    client.post(&format!("/api/review/decisions/appeal/{}", appeal["id"]), decision).await
}

/// Who was told how the appeal ended.
async fn told(app: &TestApp) -> Vec<i64> {
    app.run_jobs().await;
    let sql = "select user_id from messaging.notifications where notice ->> 'kind' = 'appeal_decided' order by user_id";
    sqlx::query_scalar(sql).fetch_all(app.db()).await.expect("notices")
}

#[tokio::test]
async fn an_appeal_goes_to_another_reviewer_and_its_outcome_to_both() {
    let app = TestApp::start().await;
    let (decider, other) = (app.moderator().await, app.moderator().await);
    let (applicant, stranger) = (app.pending_organizer().await, app.volunteer().await);
    let reject = format!("/api/admin/reject-user/{}", applicant.id);
    let text = json!({ "kind": "account", "id": applicant.id, "text": "Why?" });
    assert_eq!(applicant.post("/api/appeals", text.clone()).await.error(409), "wrong_state");
    decider.post(&reject, json!({ "reason": "No charter" })).await.expect(200);

    assert_eq!(stranger.post("/api/appeals", text.clone()).await.status, 404);
    let empty = json!({ "kind": "account", "id": applicant.id, "text": "  " });
    assert_eq!(applicant.post("/api/appeals", empty).await.field("text"), "required");
    let long = json!({ "kind": "account", "id": applicant.id, "text": "я".repeat(2001) });
    assert_eq!(applicant.post("/api/appeals", long).await.field("text"), "too_long");
    let cake = json!({ "kind": "cake", "id": 1, "text": "x" });
    assert_eq!(applicant.post("/api/appeals", cake).await.status, 404);
    let made = appeal(&applicant, "account", applicant.id).await;
    assert_eq!(applicant.post("/api/appeals", text).await.error(409), "appeal_exists");

    assert_eq!(waiting(&decider).await, [] as [i64; 0], "not for who decided");
    assert_eq!(waiting(&other).await, [made["id"].as_i64().expect("an id")]);
    assert_eq!(decide(&decider, &made, json!({ "decision": "approve" })).await.status, 404);
    assert_eq!(decide(&other, &made, json!({ "decision": "return" })).await.field("decision"), "unknown");
    assert_eq!(decide(&other, &made, json!({ "decision": "reject" })).await.field("reason"), "required");
    decide(&other, &made, json!({ "decision": "approve", "reason": "Found it" })).await.expect(200);
    let me = applicant.get("/api/me").await.expect(200);
    assert_eq!(me["is_approved"], true);
    let stands = applicant.get(&format!("/api/appeals/account/{}", applicant.id)).await.expect(200);
    assert_eq!((&stands["appeal"]["state"], &stands["appeal"]["answer"]), (&json!("overturned"), &json!("Found it")));
    let mut both = vec![applicant.id, decider.id];
    both.sort_unstable();
    assert_eq!(told(&app).await, both);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'appeal.overturn'").await, 1);
    assert_eq!(app.count("select count(*) from core.returns where resubmitted_at is null").await, 0);
}

#[tokio::test]
async fn a_rejection_can_stand() {
    let app = TestApp::start().await;
    let (decider, other, organizer) = (app.moderator().await, app.moderator().await, app.organizer().await);
    let made = organizer.post("/api/organizer/projects", project_input("Advertising")).await.expect(201);
    let project = made["project"]["id"].as_i64().expect("an id");
    decider.post(&format!("/api/admin/reject-project/{project}"), json!({ "reason": "Advertising" })).await.expect(200);
    let made = appeal(&organizer, "project", project).await;
    assert_eq!(waiting(&decider).await, [] as [i64; 0]);
    decide(&other, &made, json!({ "decision": "reject", "reason": "It is advertising" })).await.expect(200);
    let own = organizer.get(&format!("/api/organizer/projects/{project}")).await.expect(200);
    assert_eq!(own["project"]["status"], "rejected");
    assert_eq!(told(&app).await.len(), 2);
    assert_eq!(decide(&other, &made, json!({ "decision": "approve" })).await.error(409), "already_decided");
}

#[tokio::test]
async fn a_report_that_was_wrongly_rejected_earns_its_points() {
    let app = TestApp::start().await;
    let (organizer, volunteer, moderator) = (app.organizer().await, app.volunteer().await, app.moderator().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.single, 1).await;
    let reject = format!("/api/organizer/photo-reports/{report}/reject");
    organizer.post(&reject, json!({ "reason": "Not there" })).await.expect(200);
    let made = appeal(&volunteer, "report", report).await;
    assert_eq!(organizer.get("/api/review/queue?kind=appeal").await.status, 422, "organizers answer no appeals");
    assert_eq!(decide(&moderator, &made, json!({ "decision": "approve" })).await.field("rating"), "required");
    decide(&moderator, &made, json!({ "decision": "approve", "rating": 4 })).await.expect(200);
    let mine = volunteer.get(&format!("/api/volunteer/photo-reports/{report}")).await.expect(200);
    assert_eq!((&mine["status"], &mine["rating"]), (&json!("approved"), &json!(4)));
    assert_eq!(app.count("select sum(amount)::bigint from growth.points_ledger").await, 4);
    assert_eq!(app.count("select count(*) from volunteering.assignments where status = 'completed'").await, 1);
}

#[tokio::test]
async fn who_asks_anew_takes_the_appeal_back() {
    let app = TestApp::start().await;
    let (organizer, volunteer, moderator) = (app.organizer().await, app.volunteer().await, app.moderator().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 1).await;
    let reject = format!("/api/organizer/photo-reports/{report}/reject");
    organizer.post(&reject, json!({ "reason": "Not there" })).await.expect(200);
    let made = appeal(&volunteer, "report", report).await;
    let another = crate::reports::send(&volunteer, project.task, &[photos::jpeg(5)]).await;
    another.expect(201);
    assert_eq!(waiting(&moderator).await, [] as [i64; 0]);
    let late = decide(&moderator, &made, json!({ "decision": "approve", "rating": 5 })).await;
    assert_eq!(late.error(409), "already_decided");
}
