//! Settings, features, jobs, files, deliveries, words, achievements, regular reports.

use serde_json::{Value, json};

use super::{Worked, id};
use crate::support::{Client, TestApp};

/// A mail that was given up.
async fn failed(app: &TestApp) -> i64 {
    let sql = "with told as (
                   insert into messaging.notifications (user_id, notice, dedupe_key)
                   select max(id), '{\"kind\": \"test\"}', gen_random_uuid()::text from accounts.users
                   returning id, user_id)
               insert into messaging.deliveries (notification_id, user_id, channel, kind, state)
               select id, user_id, 'email', 'test', 'failed' from told returning id";
    sqlx::query_scalar(sql).fetch_one(app.db()).await.expect("a delivery")
}

/// A job for next year.
async fn job(app: &TestApp) -> i64 {
    let sql = "select id from graphile_worker.add_job('clean_up', '{}'::json, run_at => now() + interval '1 year')";
    sqlx::query_scalar(sql).fetch_one(app.db()).await.expect("a job")
}

/// As if a look had found a file that belongs to nothing.
async fn orphan(app: &TestApp) {
    sqlx::query(
        "insert into core.storage_looks (started_at, files, bytes, orphans, orphan_bytes, missing)
         values (now(), 1, 10, 1, 10, 0)",
    )
    .execute(app.db())
    .await
    .expect("a look");
}

async fn export(app: &TestApp, owner: &Client) -> i64 {
    sqlx::query_scalar(
        "insert into core.exports (user_id, list, format, locale, state, file_key, file_name, size_bytes, expires_at)
         values ($1, 'log', 'csv', 'en', 'ready', 'private/exports/worked', 'log.csv', 1, now() + interval '7 days')
         returning id",
    )
    .bind(owner.id)
    .fetch_one(app.db())
    .await
    .expect("an export")
}

/// The first achievement and its version.
async fn achievement(admin: &Client) -> (i64, i64) {
    let all = admin.get("/api/admin/achievements").await.expect(200);
    (id(&all["items"][0]), all["items"][0]["version"].as_i64().expect("a version"))
}

pub async fn api(worked: &mut Worked<'_>) {
    let app = worked.app;
    let (admin, organizer) = (app.admin().await, app.organizer().await);
    let value = json!({ "name": "job_history_days", "value": 20 });
    worked.api("PUT /api/admin/settings", &admin, "/api/admin/settings", value).await;
    let rule = json!({ "name": "saved_views", "state": "some", "percentage": 50 });
    worked.api("PUT /api/admin/flags", &admin, "/api/admin/flags", rule).await;
    let path = format!("/api/admin/jobs/{}", job(app).await);
    worked.api("POST /api/admin/jobs/{id}/retry", &admin, &format!("{path}/retry"), json!({})).await;
    worked.api("DELETE /api/admin/jobs/{id}", &admin, &path, Value::Null).await;
    orphan(app).await;
    let path = "/api/admin/storage/delete-orphans";
    worked.api("POST /api/admin/storage/delete-orphans", &admin, path, json!({ "expected": 1 })).await;

    let path = format!("/api/admin/deliveries/{}/retry", failed(app).await);
    worked.api("POST /api/admin/deliveries/{id}/retry", &admin, &path, json!({})).await;
    failed(app).await;
    let path = "/api/admin/deliveries/retry-failed";
    worked.api("POST /api/admin/deliveries/retry-failed", &admin, path, json!({})).await;
    let choice = json!({ "time_zone": "Asia/Almaty", "digest": "daily", "digest_hour": 9 });
    let path = "/api/notification-preferences";
    worked.api("PUT /api/notification-preferences", &organizer, path, choice).await;
    let (first, version) = achievement(&admin).await;
    let path = format!("/api/admin/achievements/{first}");
    let words = json!({ "title": { "ru": "Шаг" }, "description": { "ru": "Первый шаг" }, "version": version });
    worked.api("PUT /api/admin/achievements/{id}", &admin, &path, words).await;

    let regular = json!({ "about": "all", "period": "monthly", "format": "xlsx", "locale": "kk" });
    let schedules = "/api/report-schedules";
    let schedule = id(&worked.api("POST /api/report-schedules", &organizer, schedules, regular).await);
    let path = format!("{schedules}/{schedule}");
    worked.api("PUT /api/report-schedules/{id}", &organizer, &path, json!({ "is_on": false })).await;
    worked.api("DELETE /api/report-schedules/{id}", &organizer, &path, Value::Null).await;
    let path = format!("/api/exports/{}", export(app, &admin).await);
    worked.api("DELETE /api/exports/{id}", &admin, &path, Value::Null).await;
}

pub async fn web(worked: &mut Worked<'_>) {
    let app = worked.app;
    let (admin, organizer) = (app.admin().await, app.organizer().await);
    let changed = "input[name]=registrations_per_hour&input[value]=31";
    worked.web("POST /web/console/settings/save", &admin, changed).await;
    let change = app.count("select max(id) from core.audit_log where subject_kind = 'setting'").await;
    worked.web("POST /web/console/settings/save", &admin, "input[name]=registrations_per_hour&input[value]=32").await;
    let restore = format!("input[name]=registrations_per_hour&input[change]={change}");
    worked.web("POST /web/console/settings/restore", &admin, &restore).await;
    let rule = "input[name]=live_inbox&input[state]=some&input[percentage]=50&input[users]=";
    worked.web("POST /web/console/flags/save", &admin, rule).await;
    let which = format!("input[id]={}", job(app).await);
    worked.web("POST /web/console/jobs/retry", &admin, &which).await;
    worked.web("POST /web/console/jobs/cancel", &admin, &which).await;
    sqlx::query(
        "insert into core.job_schedules (task, timer) values ('clean_up', '17 * * * *') on conflict do nothing",
    )
    .execute(app.db())
    .await
    .expect("a schedule");
    worked.web("POST /web/console/jobs/run-now", &admin, "input[task]=clean_up").await;
    orphan(app).await;
    worked.web("POST /web/console/storage/delete", &admin, "input[expected]=1").await;

    let which = format!("input[id]={}", failed(app).await);
    worked.web("POST /web/admin/deliveries/retry", &admin, &which).await;
    let choice = "input[time_zone]=Asia/Aqtau&input[quiet_from]=&input[quiet_to]=&input[digest]=weekly\
                  &input[digest_hour]=8";
    worked.web("POST /web/notification-preferences/save", &organizer, choice).await;
    let which = "input[kind]=test&input[channel]=email&input[locale]=ru";
    let words = format!("{which}&input[subject]=Worked&input[body]=Worked");
    worked.web("POST /web/admin/templates/save", &admin, &words).await;
    worked.web("POST /web/admin/templates/reset", &admin, which).await;
    let (first, version) = achievement(&admin).await;
    let words = format!("input[id]={first}&input[title][ru]=A&input[description][ru]=B&input[version]={version}");
    worked.web("POST /web/admin/achievements/update", &admin, &words).await;

    let regular = "input[about]=all&input[period]=weekly&input[format]=pdf&input[locale]=ru";
    worked.web("POST /web/schedules/save", &organizer, regular).await;
    let which = format!("input[id]={}", app.count("select max(id) from core.report_schedules").await);
    worked.web("POST /web/schedules/switch", &organizer, &format!("{which}&input[to]=off")).await;
    worked.web("POST /web/schedules/delete", &organizer, &which).await;
    let which = format!("input[id]={}", export(app, &admin).await);
    worked.web("POST /web/exports/delete", &admin, &which).await;
}
