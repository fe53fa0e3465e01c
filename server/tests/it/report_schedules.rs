//! Reports that come by themselves: switched on and off, asked for once per period, told by mail.

use birqadam_core::schedule::SchedulePeriod;
use birqadam_server::reports::clock;
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Client, TestApp};

fn weekly(about: impl ToString) -> Value {
    json!({ "about": about.to_string(), "period": "weekly", "format": "xlsx", "locale": "kk" })
}

async fn save(client: &Client, body: Value) -> Value {
    client.post("/api/report-schedules", body).await.expect(201)
}

/// Brings the clock to the moment the schedule is due.
fn wait_for(app: &TestApp, schedule: &Value) {
    let due: DateTime<Utc> = schedule["next_at"].as_str().expect("a moment").parse().expect("a moment");
    app.clock.advance(due - app.ctx.now() + TimeDelta::seconds(1));
}

/// The clock's turn in several workers at once.
async fn turns(app: &TestApp) {
    let done = join_all((0..4).map(|_| clock::run(&app.ctx))).await;
    assert!(done.into_iter().all(|done| done.is_ok()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_switches_reports_on_and_off() {
    let app = TestApp::start().await;
    let (organizer, other) = (app.organizer().await, app.organizer().await);
    let project = app.published(&organizer).await;
    let all = save(&organizer, weekly("all")).await;
    assert_eq!((&all["report"], &all["is_on"], &all["locale"]), (&json!("period_report"), &json!(true), &json!("kk")));
    let one = save(&organizer, weekly(project.id)).await;
    assert_eq!((&one["project_id"], &one["project"]), (&json!(project.id), &json!("Park clean-up")));
    // The same one again is the same, in another language.
    let mut again = weekly(project.id);
    again["locale"] = json!("en");
    let again = save(&organizer, again).await;
    assert_eq!((&again["id"], &again["locale"]), (&one["id"], &json!("en")));
    let path = format!("/api/report-schedules/{}", one["id"]);
    let off = organizer.put(&path, json!({ "is_on": false })).await.expect(200);
    assert_eq!(off["is_on"], false);
    let listed = organizer.get("/api/report-schedules").await.expect(200);
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(organizer.put(&path, json!({})).await.field("is_on"), "required");
    for reply in [other.put(&path, json!({ "is_on": true })).await, other.delete(&path).await] {
        assert_eq!(reply.status, 404);
    }
    assert_eq!(other.post("/api/report-schedules", weekly(project.id)).await.field("about"), "unknown");
    assert_eq!(other.post("/api/report-schedules", weekly("';--")).await.field("about"), "unknown");
    let empty = organizer.post("/api/report-schedules", json!({})).await;
    assert_eq!((empty.field("about"), empty.field("format")), ("required".to_owned(), "required".to_owned()));
    assert_eq!(app.volunteer().await.post("/api/report-schedules", weekly("all")).await.status, 403);
    assert_eq!(organizer.delete(&path).await.status, 204);
    assert_eq!(organizer.get("/api/report-schedules").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
    let log = app.count("select count(*) from core.audit_log where operation like 'schedule.%'");
    assert_eq!(log.await, 5, "three times on, off, deleted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_asked_for_once_and_told_by_mail() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let schedule = save(&organizer, weekly("all")).await;
    turns(&app).await;
    assert_eq!(app.count("select count(*) from core.exports").await, 0, "not before its time");
    wait_for(&app, &schedule);
    let due = app.ctx.now();
    turns(&app).await;
    turns(&app).await;
    assert_eq!(app.count("select count(*) from core.exports").await, 1);
    let (from, to) = SchedulePeriod::Weekly.covered_at(due);
    let query: String = sqlx::query_scalar("select query from core.exports").fetch_one(app.db()).await.expect("one");
    assert_eq!(query, format!("from={from}&to={to}"));
    app.run_jobs().await;
    app.run_jobs().await;
    // Days have passed.
    let organizer = app.sign_in_again(&organizer).await;
    let mine = organizer.get("/api/exports").await.expect(200);
    assert_eq!(mine["items"][0]["state"], "ready", "{mine}");
    let told = organizer.get("/api/notifications").await.expect(200);
    assert_eq!(told["items"][0]["notice"]["kind"], "scheduled_report");
    assert_eq!(told["items"].as_array().map(Vec::len), Some(1));
    let mails =
        app.count("select count(*) from messaging.deliveries where channel = 'email' and kind = 'scheduled_report'");
    assert_eq!(mails.await, 1);
    // Next week again, and nothing when it is off.
    let schedule = organizer.get("/api/report-schedules").await.expect(200)["items"][0].clone();
    wait_for(&app, &schedule);
    turns(&app).await;
    assert_eq!(app.count("select count(distinct period_start) from core.exports").await, 2);
    sqlx::query("update core.report_schedules set is_on = false").execute(app.db()).await.expect("off");
    app.clock.advance(TimeDelta::days(8));
    turns(&app).await;
    assert_eq!(app.count("select count(*) from core.exports").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_being_down_the_last_periods_come_each_once() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let schedule = save(&organizer, weekly("all")).await;
    wait_for(&app, &schedule);
    app.clock.advance(TimeDelta::days(70));
    for _ in 0..8 {
        turns(&app).await;
    }
    assert_eq!(app.count("select count(*) from core.exports").await, 4);
    assert_eq!(app.count("select count(distinct period_start) from core.exports").await, 4);
    let late =
        app.count("select count(*) from core.report_schedules where is_on and next_at > now() + interval '60 days'");
    assert_eq!(late.await, 1, "and it waits for the next one");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_it_any_more_gets_none_and_learns_why() {
    let app = TestApp::start().await;
    let (organizer, heir, blocked) = (app.organizer().await, app.organizer().await, app.organizer().await);
    let project = app.published(&organizer).await;
    let schedule = save(&organizer, weekly(project.id)).await;
    save(&blocked, weekly("all")).await;
    sqlx::query("update volunteering.projects set organizer_id = $2 where id = $1")
        .bind(project.id)
        .bind(heir.id)
        .execute(app.db())
        .await
        .expect("another's now");
    let admin = app.admin().await;
    admin.post(&format!("/api/admin/block-user/{}", blocked.id), json!({ "reason": "spam" })).await.expect(200);
    wait_for(&app, &schedule);
    turns(&app).await;
    assert_eq!(app.count("select count(*) from core.exports").await, 0);
    let ended = "select count(*) from core.report_schedules where not is_on and ended = 'not_allowed'";
    assert_eq!(app.count(ended).await, 1);
    let left_out = "select count(*) from core.report_schedules where is_on and user_id = (select max(user_id) from core.report_schedules)";
    assert_eq!(app.count(left_out).await, 1, "a blocked account's goes on when it is back");
    app.run_jobs().await;
    let organizer = app.sign_in_again(&organizer).await;
    let told = organizer.get("/api/notifications").await.expect(200);
    let items = told["items"].as_array().expect("items");
    assert!(items.iter().any(|item| item["notice"]["kind"] == "schedule_ended"), "{told}");
}
