//! Large lists: a job makes the file, once, whatever happens meanwhile; it is fetched by a signed
//! address, by who may still see the list.

use birqadam_accounts::ops::identity;
use birqadam_core::ssr::export::{self, Turn};
use birqadam_core::{Actor, Error, ExportId, UserId, Via};
use birqadam_server::exports::{fetch, job};
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::{Value, json};

use crate::exports::{ask, fill_log, records};
use crate::support::{Client, TestApp};

const LINES: i32 = 2_500;
const QUERY: &str = "via=cli&columns=operation,at,record";

/// An export that waits for its job.
async fn asked(app: &TestApp, admin: &Client) -> ExportId {
    if app.count("select count(*) from core.audit_log where via = 'cli'").await == 0 {
        fill_log(app, LINES).await;
    }
    let reply = ask(admin, QUERY, "csv").await;
    assert_eq!(reply.status, 202, "{}", reply.text());
    let id = reply.json["id"].as_i64().expect("an id");
    assert_eq!(reply.header("location"), format!("/api/exports/{id}"));
    assert_eq!((&reply.json["state"], &reply.json["rows_total"]), (&json!("queued"), &json!(LINES)));
    ExportId(id)
}

async fn state(admin: &Client, id: ExportId) -> Value {
    admin.get(&format!("/api/exports/{id}")).await.expect(200)
}

async fn address(client: &Client, id: ExportId) -> String {
    let reply = client.get(&format!("/api/exports/{id}/download")).await;
    assert_eq!(reply.status, 303, "{}", reply.text());
    reply.header("location").to_owned()
}

async fn actor(app: &TestApp, person: &Client) -> Actor {
    let found = identity::load_actor(&app.ctx, UserId(person.id), Via::Web, None, None).await;
    found.expect("the database answers").expect("the account is there")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_list_is_made_by_a_job_and_fetched_by_a_signed_address() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = asked(&app, &admin).await;
    assert_eq!(admin.get(&format!("/api/exports/{id}/download")).await.status, 404, "not before it is ready");
    app.run_jobs().await;
    let export = state(&admin, id).await;
    assert_eq!((&export["state"], &export["rows_done"]), (&json!("ready"), &json!(LINES)));
    // Nobody is signed in where the address is opened.
    let address = address(&admin, id).await;
    let file = app.anonymous().get(&address).await;
    assert_eq!(file.status, 200, "{}", file.text());
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let records = records(&file.bytes);
    assert_eq!(records.len() as i32, LINES + 1);
    assert_eq!(records[1], ["Blocked an account", "31.12.2025 12:41", "Account no. 2500"]);
    app.run_jobs().await;
    let told = admin.get("/api/notifications").await.expect(200);
    assert_eq!(told["items"][0]["notice"]["kind"], "export_ready");
    let log = app.count("select count(*) from core.audit_log where operation in ('export.create', 'export.download')");
    assert_eq!(log.await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn anothers_export_does_not_exist() {
    let app = TestApp::start().await;
    let (admin, other) = (app.admin().await, app.admin().await);
    let id = asked(&app, &admin).await;
    app.run_jobs().await;
    assert_eq!(other.get(&format!("/api/exports/{id}")).await.status, 404);
    assert_eq!(other.get(&format!("/api/exports/{id}/download")).await.status, 404);
    assert_eq!(other.delete(&format!("/api/exports/{id}")).await.status, 404);
    assert_eq!(other.get("/api/exports").await.expect(200)["items"], json!([]));
    assert_eq!(app.browser(&other).await.get(&format!("/files/exports/{id}")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_right_closes_the_download_at_once() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = asked(&app, &admin).await;
    app.run_jobs().await;
    let address = address(&admin, id).await;
    sqlx::query("delete from accounts.user_roles where user_id = $1")
        .bind(admin.id)
        .execute(app.db())
        .await
        .expect("no role is left");
    // A second process knows nothing from before.
    let elsewhere = Client { router: app.replica(Default::default()), ..app.anonymous() };
    assert_eq!(elsewhere.get(&address).await.status, 403);
    let admin = Client { router: elsewhere.router.clone(), ..admin };
    assert_eq!(admin.get(&format!("/api/exports/{id}/download")).await.status, 403);
    // One that waits for its job fails, and says why.
    let waiting = sqlx::query_scalar::<_, i64>(
        "insert into core.exports (user_id, list, format, locale, file_name) values ($1, 'log', 'csv', 'en', 'x') returning id",
    );
    let waiting = ExportId(waiting.bind(admin.id).fetch_one(app.db()).await.expect("an export"));
    job::run(&app.ctx, waiting).await.expect("done with it");
    let export = state(&admin, waiting).await;
    assert_eq!((&export["state"], &export["error"]), (&json!("failed"), &json!("not_allowed")));
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_expire_and_cannot_be_made() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = asked(&app, &admin).await;
    app.run_jobs().await;
    let good = address(&admin, id).await;
    let parts: Vec<&str> = good.split('/').collect();
    let until: i64 = parts[4].parse().expect("a time");
    let forged = [
        format!("/files/exports/{}/{until}/{}", id.0 + 1, parts[5]),
        format!("/files/exports/{id}/{}/{}", until + 600, parts[5]),
        format!("/files/exports/{id}/{until}/{}", "0".repeat(64)),
        format!("/files/exports/{id}/{until}/x"),
        format!("/files/exports/{id}/{until}/%00"),
        format!("/files/exports/{id}/soon/{}", parts[5]),
        format!("/files/exports/'/{until}/{}", parts[5]),
    ];
    for address in forged {
        assert_eq!(app.anonymous().get(&address).await.status, 404, "{address}");
    }
    app.clock.advance(TimeDelta::minutes(4));
    assert_eq!(app.anonymous().get(&good).await.status, 200);
    app.clock.advance(TimeDelta::minutes(2));
    assert_eq!(app.anonymous().get(&good).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_week_the_file_is_gone() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = asked(&app, &admin).await;
    app.run_jobs().await;
    let key: String = sqlx::query_scalar("select file_key from core.exports").fetch_one(app.db()).await.expect("a key");
    assert!(app.ctx.files.get(&key).await.is_ok());
    app.clock.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
    let owner = actor(&app, &admin).await;
    // Also before it is tidied away.
    assert_eq!(fetch::signed_address(&app.ctx, &owner, id).await, Err(Error::NotFound));
    export::expire(&app.ctx).await.expect("tidied");
    assert!(matches!(app.ctx.files.get(&key).await, Err(Error::NotFound)));
    let mine = export::list_exports(&app.ctx, &owner, Default::default()).await.expect("one's own");
    assert_eq!(mine.items[0].state.as_str(), "expired");
    app.clock.advance(TimeDelta::days(31));
    export::expire(&app.ctx).await.expect("tidied");
    assert_eq!(app.count("select count(*) from core.exports").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_attempt_is_made_up_for_and_cannot_come_back() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = asked(&app, &admin).await;
    // The first attempt takes its turn, writes some rows, and its process is killed.
    let Turn::Yours(_, first) = export::take_turn(&app.ctx, id).await.expect("a turn") else { panic!("nobody had it") };
    assert!(export::progress(&app.ctx, id, first, 1_000).await.expect("progress"));
    assert_eq!(state(&admin, id).await["rows_done"], 1_000);
    // Too early: it may still be alive.
    job::run(&app.ctx, id).await.expect_err("tried again later");
    app.clock.advance(TimeDelta::minutes(1));
    job::run(&app.ctx, id).await.expect("made");
    assert_eq!(state(&admin, id).await["state"], "ready");
    // Should the first one come back to life, it finds that it is not its turn.
    assert!(!export::progress(&app.ctx, id, first, 2_000).await.expect("an answer"));
    assert!(!export::finish(&app.ctx, id, first, 2_000, "private/exports/late", 1).await.expect("an answer"));
    assert_eq!(state(&admin, id).await["rows_done"], LINES);
    job::run(&app.ctx, id).await.expect("a repeat does nothing");
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from messaging.notifications").await, 1, "told once");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_make_one_file_and_two_exports_two() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let (one, two) = (asked(&app, &admin).await, asked(&app, &admin).await);
    let runs = [one, two, one, two].map(|id| {
        let ctx = app.ctx.clone();
        async move { job::run(&ctx, id).await.is_ok() }
    });
    let good = join_all(runs).await.into_iter().filter(|good| *good).count();
    assert!(good >= 2, "{good}");
    for id in [one, two] {
        assert_eq!(state(&admin, id).await["state"], "ready");
    }
    assert_eq!(app.count("select count(distinct file_key) from core.exports").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_export_is_given_up_and_leaves_nothing() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = asked(&app, &admin).await;
    let Turn::Yours(_, attempt) = export::take_turn(&app.ctx, id).await.expect("a turn") else {
        panic!("nobody had it")
    };
    assert_eq!(admin.delete(&format!("/api/exports/{id}")).await.status, 204);
    assert!(!export::progress(&app.ctx, id, attempt, 1).await.expect("an answer"));
    assert!(!export::finish(&app.ctx, id, attempt, 1, "private/exports/x", 1).await.expect("an answer"));
    job::run(&app.ctx, id).await.expect("nothing is left to do");
    assert_eq!(admin.delete(&format!("/api/exports/{id}")).await.status, 404, "twice");
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'export.delete'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_fills_the_queue() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    for _ in 0..3 {
        asked(&app, &admin).await;
    }
    let refused = join_all([ask(&admin, QUERY, "csv"), ask(&admin, QUERY, "xlsx")]).await;
    assert!(refused.iter().all(|reply| reply.status == 429));
    // Another person's exports are their own affair.
    asked(&app, &app.admin().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_that_passes_is_tried_again_and_one_that_stays_is_told() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let id = asked(&app, &admin).await;
    for attempt in 1..=5 {
        let Turn::Yours(_, turn) = export::take_turn(&app.ctx, id).await.expect("a turn") else { panic!("{attempt}") };
        let again = export::give_back(&app.ctx, id, turn, "unavailable").await.expect("given back");
        assert_eq!(again, attempt < 5);
    }
    assert_eq!(state(&admin, id).await["state"], "failed");
    app.run_jobs().await;
    let told = admin.get("/api/notifications").await.expect(200);
    assert_eq!(told["items"][0]["notice"]["kind"], "export_failed");
}
