//! The services behind the platform: seen when down, told once, seen when back; and what lies in
//! the file store.

use std::sync::Arc;

use birqadam_console::ops::health::record_findings;
use birqadam_console::ops::storage_look::{self, REFERENCES};
use birqadam_core::ssr::Ctx;
use birqadam_server::adapters::S3Store;
use birqadam_server::config::S3Settings;
use birqadam_server::console::{metrics, probes};
use birqadam_server::jobs::JobState;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::sync::CancellationToken;

use crate::support::{Client, Form, TestApp};

async fn service(admin: &Client, name: &str) -> Value {
    let health = admin.get("/api/admin/health").await.expect(200);
    let services = health["services"].as_array().cloned().unwrap_or_default();
    services.into_iter().find(|one| one["service"] == name).expect("the service is listed")
}

/// The same application with a file store where nobody listens.
fn without_files(app: &TestApp) -> Ctx {
    let nowhere = S3Settings {
        endpoint: "http://127.0.0.1:9".into(),
        region: "us-east-1".into(),
        bucket: "birqadam".into(),
        access_key: "a".into(),
        secret_key: "b".into(),
    };
    Ctx { files: Arc::new(S3Store::new(&nowhere)), ..app.ctx.clone() }
}

async fn look(app: &TestApp, ctx: Ctx) {
    let findings = probes::look_at_all(&JobState { ctx, mailer: None, data: None }).await;
    record_findings(&app.ctx, &findings).await.expect("kept");
    app.run_jobs().await;
}

async fn told(app: &TestApp, kind: &'static str) -> i64 {
    sqlx::query_scalar("select count(*) from messaging.notifications where notice ->> 'kind' = $1")
        .bind(kind)
        .fetch_one(app.db())
        .await
        .expect("a number")
}

#[tokio::test]
async fn all_is_well_when_all_answers() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    assert_eq!(admin.get("/api/admin/health").await.expect(200)["services"], json!([]));
    assert_eq!(admin.post("/api/admin/health", json!({})).await.status, 202);
    app.run_jobs().await;
    for (name, state) in [("database", "up"), ("files", "up"), ("worker", "up"), ("mail", "unused"), ("disk", "unused")]
    {
        assert_eq!(service(&admin, name).await["state"], state, "{name}");
    }
    let database = service(&admin, "database").await;
    let measures = database["measures"].as_array().cloned().unwrap_or_default();
    assert!(measures.iter().any(|m| m["name"] == "connections" && m["value"].as_i64() > Some(0)));
    assert_eq!(told(&app, "service_down").await, 0);
}

#[tokio::test]
async fn a_service_that_goes_down_is_told_once_and_again_when_it_is_back() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    app.volunteer().await;
    look(&app, app.ctx.clone()).await;
    look(&app, without_files(&app)).await;
    look(&app, without_files(&app)).await;
    let files = service(&admin, "files").await;
    assert_eq!(files["state"], "down");
    assert!(files["last_ok_at"].is_string() && files["last_error"].is_string());
    assert_eq!(told(&app, "service_down").await, 1, "one administrator, one notice");
    look(&app, app.ctx.clone()).await;
    assert_eq!(service(&admin, "files").await["state"], "up");
    assert_eq!(told(&app, "service_back").await, 1);
    let incidents = admin.get("/api/admin/health").await.expect(200)["incidents"].clone();
    assert_eq!((&incidents[0]["state"], &incidents[1]["state"]), (&json!("up"), &json!("down")));
}

#[tokio::test]
async fn the_store_is_counted_and_what_belongs_to_nothing_removed_after_a_look() {
    let app = TestApp::start().await;
    let (admin, organizer) = (app.admin().await, app.organizer().await);
    let document = |name: &str| Form::new().file("document", name, b"%PDF-1.4\n%%EOF");
    organizer.multipart("/api/me/documents", document("kept.pdf")).await.expect(201);
    organizer.multipart("/api/me/documents", document("lost.pdf")).await.expect(201);
    let lost: String = sqlx::query_scalar("select file_key from accounts.documents where file_name = 'lost.pdf'")
        .fetch_one(app.db())
        .await
        .expect("its key");
    app.ctx.files.delete(&lost).await.expect("gone");
    let (orphan, foreign) = ("private/documents/orphan.pdf", "somebody/elses/file.bin");
    for key in [orphan, foreign] {
        app.ctx.files.put(key, "application/pdf", b"12345".as_slice().into()).await.expect("stored");
    }

    // Young files may still get their record.
    storage_look::look_through(&app.ctx).await.expect("looked");
    assert_eq!(admin.get("/api/admin/storage").await.expect(200)["look"]["orphans"], 0);
    app.clock.advance(TimeDelta::hours(25));
    // Tokens of yesterday are worth nothing today.
    let admin = app.admin().await;
    assert_eq!(admin.post("/api/admin/storage", json!({})).await.status, 202);
    app.run_jobs().await;
    let report = admin.get("/api/admin/storage").await.expect(200);
    let look = &report["look"];
    assert_eq!((&look["orphans"], &look["orphan_bytes"], &look["missing"]), (&json!(1), &json!(5), &json!(1)));
    assert_eq!(look["files"], 3);
    let orphans = admin.get("/api/lists/storage_findings?problem=orphan").await.expect(200);
    assert_eq!((&orphans["items"][0]["file"], &orphans["items"][0]["size"]), (&json!(orphan), &json!(5)));
    assert_eq!(orphans["total"]["sums"]["size"], 5);
    let missing = admin.get("/api/lists/storage_findings?problem=missing&sort=-size").await.expect(200);
    assert_eq!(missing["items"][0]["file"], lost.as_str());
    assert_eq!(admin.get("/api/lists/storage_findings?problem=odd").await.field("problem"), "unknown");

    let wrong = admin.post("/api/admin/storage/delete-orphans", json!({ "expected": 2 })).await;
    assert_eq!(wrong.error(409), "wrong_state");
    let right = admin.post("/api/admin/storage/delete-orphans", json!({ "expected": 1 })).await;
    assert_eq!(right.status, 202);
    app.run_jobs().await;
    assert!(app.ctx.files.get(orphan).await.is_err(), "the orphan is gone");
    assert!(app.ctx.files.get(foreign).await.is_ok(), "what is not ours to judge stays");
    let kept: String = sqlx::query_scalar("select file_key from accounts.documents where file_name = 'kept.pdf'")
        .fetch_one(app.db())
        .await
        .expect("its key");
    assert!(app.ctx.files.get(&kept).await.is_ok(), "what a record names stays");
    assert_eq!(admin.get("/api/admin/storage").await.expect(200)["look"]["orphans"], 0);
}

/// A column that the look does not know would make its files orphans.
#[tokio::test]
async fn every_column_that_names_files_is_known_to_the_look() {
    let app = TestApp::start().await;
    let columns: Vec<String> = sqlx::query_scalar(
        "select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
         where table_schema in ('core', 'accounts', 'volunteering', 'growth', 'messaging', 'funding') and data_type = 'text'
           and (column_name like '%\\_key' or column_name = 'profile_photo') and column_name not in ('dedupe_key', 'request_key')
           and table_schema || '.' || table_name <> 'core.storage_findings' order by 1",
    )
    .fetch_all(app.db())
    .await
    .expect("the catalogue");
    let mut known: Vec<String> = REFERENCES.iter().map(|(column, _)| (*column).to_owned()).collect();
    known.sort();
    assert_eq!(columns, known);
}

#[tokio::test]
async fn metrics_are_served_on_a_port_of_their_own() {
    let app = TestApp::start().await;
    let ending = CancellationToken::new();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address");
    metrics::serve(listener, app.ctx.clone(), ending.clone()).expect("served");
    app.anonymous().get("/api/volunteer/projects?token=secret").await.expect(200);
    app.anonymous().get("/metrics").await.expect(404);
    let mut socket = tokio::net::TcpStream::connect(address).await.expect("connected");
    socket.write_all(b"GET /metrics HTTP/1.1\r\nhost: m\r\nconnection: close\r\n\r\n").await.expect("asked");
    let mut text = String::new();
    socket.read_to_string(&mut text).await.expect("answered");
    for expected in
        ["birqadam_http_requests_total", "/api/volunteer/projects", "birqadam_database_connections", "birqadam_queue"]
    {
        assert!(text.contains(expected), "{expected} is missing in {text}");
    }
    assert!(!text.contains("secret"));
    ending.cancel();
}
