//! Jobs as an administrator sees and steers them.

use birqadam_server::jobs;
use serde_json::{Value, json};

use crate::support::{Client, TestApp};

/// A job that cannot succeed: its payload is none of its kind's.
async fn broken(app: &TestApp, task: &str) -> i64 {
    sqlx::query_scalar(
        "select id from graphile_worker.add_job($1,
             '{\"kind\": \"wrong\", \"to\": \"aigul@example.kz\", \"token\": \"secret\", \"user\": 7}'::json,
             max_attempts => 1)",
    )
    .bind(task)
    .fetch_one(app.db())
    .await
    .expect("a job")
}

async fn items(admin: &Client, query: &str) -> Vec<Value> {
    let page = admin.get(&format!("/api/lists/jobs{query}")).await.expect(200);
    page["items"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_failed_job_is_seen_retried_and_cancelled() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = broken(&app, "notify").await;
    assert_eq!(items(&admin, "?state=queued&task=notify").await.len(), 1);
    app.run_jobs().await;
    let failed = items(&admin, "?state=failed").await;
    assert_eq!((failed.len(), &failed[0]["id"], &failed[0]["attempts"]), (1, &json!(id), &json!(1)));
    assert_eq!(failed[0]["task"], "notify");
    let error = failed[0]["error"].as_str().unwrap_or_default();
    assert!(!error.is_empty() && !error.contains("aigul@example.kz"), "{error}");

    let details = admin.get(&format!("/api/admin/jobs/{id}")).await.expect(200);
    assert_eq!(details["payload"], json!({ "kind": "wrong", "to": "•••", "token": "•••", "user": 7 }));
    assert_eq!(details["runs"][0]["outcome"], "gave_up");

    let again = admin.post(&format!("/api/admin/jobs/{id}/retry"), json!({})).await.expect(200);
    assert_eq!((&again["state"], &again["attempts"]), (&json!("queued"), &json!(0)));
    app.run_jobs().await;
    let runs = admin.get("/api/lists/job_runs?task=notify&state=gave_up").await.expect(200);
    assert_eq!(runs["total"]["count"], 2);
    assert_eq!((&runs["items"][0]["job"], &runs["items"][0]["state"]), (&json!(id), &json!("gave_up")));
    let of_the_job = admin.get(&format!("/api/lists/job_runs?job={id}&finished_from=2020-01-01")).await.expect(200);
    assert_eq!(of_the_job["total"]["count"], 2);

    assert_eq!(admin.delete(&format!("/api/admin/jobs/{id}")).await.status, 204);
    assert_eq!(admin.get(&format!("/api/admin/jobs/{id}")).await.error(404), "not_found");
    assert_eq!(admin.post(&format!("/api/admin/jobs/{id}/retry"), json!({})).await.status, 404);
    let logged =
        "select count(*) from core.audit_log where subject_kind = 'job' and operation in ('job.retry', 'job.cancel')";
    assert_eq!(app.count(logged).await, 2);
}

async fn bulk(admin: &Client, action: &str, query: &str) -> Value {
    let path = format!("/api/lists/jobs/bulk/{action}");
    let plan = admin.post(&format!("{path}/preview"), json!({ "query": query })).await.expect(201);
    admin.post(&format!("{path}/commit"), json!({ "batch": plan["id"] })).await.expect(200)
}

#[tokio::test]
async fn all_failed_of_a_kind_start_again_at_once() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    for task in ["notify", "notify", "send_mail"] {
        broken(&app, task).await;
    }
    app.run_jobs().await;
    let again = bulk(&admin, "retry", "state=failed&task=notify").await;
    assert_eq!((&again["state"], &again["counts"]["done"]), (&json!("done"), &json!(2)));
    assert_eq!(items(&admin, "?state=failed").await.len(), 1);
    assert_eq!(items(&admin, "?state=queued&task=notify").await.len(), 2);
    let gone = bulk(&admin, "cancel", "state=failed").await;
    assert_eq!(gone["counts"]["done"], 1);
    assert!(items(&admin, "?state=failed").await.is_empty());
    assert_eq!(
        app.count("select count(*) from core.audit_log where operation = 'job.retry' and batch is not null").await,
        2
    );
    for (query, field, code) in
        [("state=lost", "state", "unknown"), ("task=moon", "task", "unknown"), ("cursor=x", "cursor", "malformed")]
    {
        assert_eq!(admin.get(&format!("/api/lists/jobs?{query}")).await.field(field), code, "{query}");
    }
    let moderator = app.moderator().await;
    for list in ["jobs", "job_runs", "storage_findings"] {
        assert_eq!(moderator.get(&format!("/api/lists/{list}")).await.status, 403, "{list}");
    }
}

/// What began to run after the plan is left alone.
#[tokio::test]
async fn a_job_that_moved_on_is_not_cancelled_by_an_old_plan() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = broken(&app, "notify").await;
    let path = "/api/lists/jobs/bulk/cancel";
    let plan = admin.post(&format!("{path}/preview"), json!({ "ids": [id] })).await.expect(201);
    app.run_jobs().await;
    let done = admin.post(&format!("{path}/commit"), json!({ "batch": plan["id"] })).await.expect(200);
    assert_eq!((&done["counts"]["failed"], &done["items"][0]["code"]), (&json!(1), &json!("changed_meanwhile")));
    assert_eq!(items(&admin, "?state=failed").await.len(), 1);
}

#[tokio::test]
async fn the_lists_of_the_console_have_their_pages_and_files() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    broken(&app, "notify").await;
    app.run_jobs().await;
    let browser = app.browser(&admin).await.with("accept", "text/html").with("accept-language", "en");
    for path in ["/admin/jobs", "/admin/jobs/runs", "/admin/storage/orphan", "/admin/storage/missing"] {
        let reply = browser.get(path).await;
        assert_eq!(reply.status, 200, "{path}");
    }
    let page = browser.get("/admin/jobs?state=failed").await.text_whole();
    assert!(page.contains("Tell people") && page.contains("chip-bad"), "kinds and states have words");
    assert_eq!(browser.get("/admin/storage/odd").await.status, 404);
    for list in ["jobs", "job_runs", "storage_findings"] {
        let asked = admin.post("/api/exports", json!({ "list": list, "format": "csv", "query": "" })).await;
        assert!(asked.status < 300, "{list}: {} {}", asked.status, asked.text());
    }
}

#[tokio::test]
async fn a_running_job_is_left_alone() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = broken(&app, "notify").await;
    sqlx::query("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where id = $1")
        .bind(id)
        .execute(app.db())
        .await
        .expect("it runs");
    assert_eq!(items(&admin, "?state=running&columns=worker").await[0]["worker"], "somebody");
    assert_eq!(admin.delete(&format!("/api/admin/jobs/{id}")).await.error(409), "wrong_state");
    assert_eq!(admin.post(&format!("/api/admin/jobs/{id}/retry"), json!({})).await.error(409), "wrong_state");
}

#[tokio::test]
async fn what_runs_by_the_clock_is_announced_and_can_run_now() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    jobs::announce_schedules(&app.ctx).await.expect("announced");
    let all = admin.get("/api/admin/job-schedules").await.expect(200);
    let clean_up = all["items"].as_array().and_then(|all| all.iter().find(|one| one["task"] == "clean_up")).cloned();
    let clean_up = clean_up.expect("the hourly clean-up");
    assert_eq!((&clean_up["timer"], &clean_up["last"]), (&json!("17 * * * *"), &Value::Null));
    assert!(clean_up["next_run_at"].as_str().is_some_and(|at| at.contains(":17:00")));

    let browser = app.browser(&admin).await.with("accept", "text/html");
    for _ in 0..2 {
        let pressed = browser.form("/web/console/jobs/run-now", "input[task]=clean_up").await;
        assert_eq!(pressed.status, 302, "{}", pressed.text());
    }
    assert_eq!(items(&admin, "?task=clean_up").await.len(), 1, "pressed twice, it runs once");
    app.run_jobs().await;
    let all = admin.get("/api/admin/job-schedules").await.expect(200);
    let last = all["items"].as_array().and_then(|all| all.iter().find(|one| one["task"] == "clean_up")).cloned();
    assert_eq!(last.expect("still there")["last"]["outcome"], "done");
}

#[tokio::test]
async fn ended_runs_are_forgotten_after_the_days_that_were_set() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    broken(&app, "notify").await;
    app.run_jobs().await;
    admin.put("/api/admin/settings", json!({ "name": "job_history_days", "value": 1 })).await.expect(200);
    app.clock.advance(chrono::TimeDelta::days(2));
    birqadam_console::ops::job_runs::clean_up(&app.ctx).await.expect("cleaned");
    assert_eq!(app.count("select count(*) from core.job_runs").await, 0);
}

/// A kind without words would be shown as code.
#[test]
fn every_kind_of_job_has_words() {
    for task in jobs::TASKS {
        assert!(birqadam_app::console::task_is_named(task), "`{task}` has no words in app/texts/*/jobs.json");
    }
}
