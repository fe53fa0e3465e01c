//! Lists as files: small ones at once, who may, and what cannot be understood.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};

use crate::support::{Client, Reply, TestApp};

/// Lines of the log that no request makes: came by the command line, at the end of a year.
pub async fn fill_log(app: &TestApp, lines: i32) {
    sqlx::query(
        "insert into core.audit_log (at, actor_label, via, operation, subject_kind, subject_id, new)
         select timestamptz '2025-12-31 12:00+05' + n * interval '1 second', 'operator', 'cli', 'user.block', 'user', n,
                jsonb_build_object('blocked', true, 'reason', '=1+' || n)
         from generate_series(1, $1) n",
    )
    .bind(lines)
    .execute(app.db())
    .await
    .expect("lines");
}

pub async fn ask(client: &Client, query: &str, format: &str) -> Reply {
    client.post("/api/exports", json!({ "list": "log", "query": query, "format": format })).await
}

/// The records of a CSV file, its heading first.
pub fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_list_is_answered_at_once() {
    let app = TestApp::start().await;
    fill_log(&app, 3).await;
    let admin = app.admin().await;
    let reply = ask(&admin, "via=cli&sort=at&columns=operation,at,changes,via", "csv").await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    assert!(reply.header("content-disposition").starts_with("attachment; filename=\"Action log "));
    assert_eq!(reply.header("cache-control"), "private, no-store");
    let records = records(&reply.bytes);
    assert_eq!(records[0], ["Action", "When", "What changed", "Via"]);
    assert_eq!(records.len(), 4);
    assert_eq!(records[1][0], "Blocked an account");
    assert_eq!(records[1][1], "31.12.2025 12:00");
    assert_eq!(records[1][2], "Blocked: yes; Reason: =1+1");
    // It is written down who took what away.
    let line: Value = sqlx::query_scalar("select new from core.audit_log where operation = 'export.create'")
        .fetch_one(app.db())
        .await
        .expect("one line");
    assert_eq!(
        line,
        json!({ "list": "log", "filters": "via=cli&sort=at&columns=operation%2Cat%2Cchanges%2Cvia", "format": "csv", "rows": 3 })
    );
    assert_eq!(app.count("select count(*) from core.exports").await, 0, "nothing is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_has_typed_cells_and_says_what_it_is() {
    let app = TestApp::start().await;
    fill_log(&app, 2).await;
    let admin = app.admin().await.with("accept-language", "kk");
    let reply = ask(&admin, "via=cli&sort=at", "xlsx").await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(reply.bytes.to_vec())).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Әрекеттер журналы", "Файл туралы"]);
    let rows = book.worksheet_range("Әрекеттер журналы").expect("the sheet");
    assert_eq!(rows.height(), 3);
    assert!(matches!(rows.get_value((1, 1)), Some(Data::DateTime(_))), "{:?}", rows.get_value((1, 1)));
    let about = book.worksheet_range("Файл туралы").expect("the second sheet");
    let told: Vec<String> = about.rows().map(|row| format!("{} {}", row[0], row[1])).collect();
    assert!(told.iter().any(|line| line.contains("Қайдан") && line.contains("пәрмен")), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plain_form_answers_with_the_file() {
    let app = TestApp::start().await;
    fill_log(&app, 1).await;
    let browser = app.browser(&app.admin().await).await.with("accept", "text/html");
    let form = "list=log&query=%3Fvia%3Dcli%26cursor%3Dx%26done%3Dsaved&format=csv";
    let reply = browser
        .send(axum::http::Method::POST, "/files/exports", Some("application/x-www-form-urlencoded"), form.into())
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(records(&reply.bytes).len(), 2);
    let foreign = app.browser(&app.admin().await).await;
    let foreign = Client { headers: vec![("sec-fetch-site", "cross-site".into())], ..foreign };
    let refused = foreign
        .send(axum::http::Method::POST, "/files/exports", Some("application/x-www-form-urlencoded"), form.into())
        .await;
    assert_eq!(refused.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_understood_is_said_at_the_field() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let post = |body: Value| {
        let admin = admin.clone();
        async move { admin.post("/api/exports", body).await }
    };
    assert_eq!(post(json!({})).await.field("list"), "required");
    assert_eq!(post(json!({ "list": "'; drop table x; --", "format": "csv" })).await.field("list"), "unknown");
    assert_eq!(post(json!({ "list": "log" })).await.field("format"), "required");
    assert_eq!(post(json!({ "list": "log", "format": "pdf" })).await.field("format"), "unknown");
    let wrong = post(json!({ "list": "log", "format": "csv", "query": "moon=full&at_from=soon" })).await;
    assert_eq!((wrong.field("moon"), wrong.field("at_from")), ("unknown".to_owned(), "date".to_owned()));
    let huge = "a".repeat(5000);
    assert_eq!(post(json!({ "list": "log", "format": "csv", "query": huge })).await.field("query"), "too_long");
    assert_eq!(ask(&app.anonymous(), "", "csv").await.status, 401);
    // Who may not see the list may not take it away either.
    assert_eq!(ask(&app.volunteer().await, "", "csv").await.error(403), "not_allowed");
    assert_eq!(app.count("select count(*) from core.audit_log where operation like 'export.%'").await, 0);
}
