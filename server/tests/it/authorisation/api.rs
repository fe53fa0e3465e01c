//! Role × operation of the API, against the table.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};

use super::api_lines;
use super::table::{COLUMNS, Gets, Line, Who};
use crate::support::cast::Cast;
use crate::support::world::project_input;
use crate::support::{Client, Form, Reply, TestApp, photos};

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_of_the_api_is_in_the_table() {
    let app = TestApp::start().await;
    let document = app.anonymous().get("/api/openapi.json").await.expect(200);
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in item.as_object().expect("operations").keys() {
            if ["get", "post", "put", "patch", "delete"].contains(&method.as_str()) {
                described.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    let listed: BTreeSet<String> = api_lines().map(|line| line.operation.to_owned()).collect();
    let unknown: Vec<_> = described.difference(&listed).collect();
    assert!(unknown.is_empty(), "routes without a line in authorisation/: {unknown:#?}");
    let gone: Vec<_> = listed.difference(&described).collect();
    assert!(gone.is_empty(), "lines without a route: {gone:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_gets_what_the_table_says_by_token() {
    let app = TestApp::start().await;
    let cast = Cast::assemble(&app).await;
    let mut wrong = Vec::new();
    for line in api_lines() {
        for (who, expected) in COLUMNS.into_iter().zip(line.gets) {
            let reply = call(&cast, cast.client(who), line).await;
            judge(&mut wrong, &format!("{} on {:?} as {who:?}", line.operation, line.on), expected, &reply);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_opens_the_same_doors() {
    let app = TestApp::start().await;
    let cast = Cast::assemble(&app).await;
    let mut wrong = Vec::new();
    // Reading only: the writes went through the same operations above.
    for line in api_lines().filter(|line| line.operation.starts_with("GET ")) {
        for (who, expected) in COLUMNS.into_iter().zip(line.gets) {
            // A blocked person's browser goes on as a visitor, whose pages still answer.
            if who == Who::Blocked || cast.client(who).id == 0 {
                continue;
            }
            let browser = app.browser(cast.client(who)).await;
            let reply = call(&cast, &browser, line).await;
            judge(&mut wrong, &format!("{} on {:?} as {who:?} by session", line.operation, line.on), expected, &reply);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn judge(wrong: &mut Vec<String>, what: &str, expected: Gets, reply: &Reply) {
    let got = match reply.status {
        401 => Gets::SignIn,
        403 => Gets::No,
        404 => Gets::Hidden,
        200..=299 | 303 | 409 | 422 => Gets::Yes,
        status => return wrong.push(format!("{what}: {status} {}", reply.text())),
    };
    if got != expected {
        wrong.push(format!("{what}: {expected:?} expected, got {} {}", reply.status, reply.text()));
    }
}

pub(super) async fn call(cast: &Cast, client: &Client, line: &Line) -> Reply {
    let (method, path) = line.operation.split_once(' ').expect("method and path");
    let method: Method = method.parse().expect("a method");
    let path = cast.fill(path, line.on);
    if let Some(form) = form(cast, line.operation) {
        return client.send_form(method, &path, form).await;
    }
    match method {
        Method::GET => client.get(&path).await,
        Method::DELETE => client.delete(&path).await,
        _ => client.json(method, &path, body(line.operation)).await,
    }
}

/// Forms with files, complete, so that only rights can stand in the way.
fn form(cast: &Cast, operation: &str) -> Option<Form> {
    let photo = || Form::new().file("photo", "photo.jpg", &photos::jpeg(3));
    match operation {
        "POST /api/profile/photo" | "POST /api/profile/verification" => Some(photo()),
        "POST /api/me/documents" => Some(Form::new().file("document", "charter.pdf", b"%PDF-1.4\n%%EOF")),
        "POST /api/uploads" => Some(Form::new().file("file", "photo.jpg", &photos::jpeg(5))),
        "POST /api/partner/resources/{id}/photos" => Some(photo()),
        "POST /api/organizer/projects/{id}/expenses" | "POST /api/organizer/expenses/{id}/resubmit" => {
            Some(Form::new().text("amount", 1).file("receipt", "receipt.pdf", b"%PDF-1.4\n%%EOF"))
        }
        "POST /api/volunteer/photo-reports" => Some(photo().text("task_id", cast.project.task)),
        "POST /api/volunteer/photo-reports/{id}/resubmit" => Some(photo().text("description", "Again")),
        "PUT /api/organizer/projects/{id}/cover" => Some(Form::new().file("cover", "cover.jpg", &photos::jpeg(4))),
        _ => None,
    }
}

fn body(operation: &str) -> Value {
    match operation {
        "POST /api/organizer/projects" => project_input("One more"),
        "POST /api/organizer/projects/{id}/gifts" => {
            json!({ "giver": "Shop", "description": "Spades", "given_on": "2026-01-01" })
        }
        "POST /api/organizer/projects/{id}/impact" => json!({ "kind": "people_helped" }),
        "POST /api/organizer/impact-measures/{id}/entries" => json!({ "amount": 5, "counted_on": "2026-01-01" }),
        "POST /api/organizer/expenses/{id}/withdraw" | "POST /api/admin/expenses/{id}/reverse" => {
            json!({ "reason": "Twice" })
        }
        "PUT /api/drafts/{form}/{subject}" => json!({ "fields": { "title": "Begun" } }),
        "POST /api/token/refresh" => json!({ "refresh_token": "never given" }),
        "POST /api/password/reset" => json!({ "token": "never given", "password": "verblasst-Kamin-72-tulpe" }),
        "POST /api/email/confirm" => json!({ "token": "never given" }),
        "POST /api/admin/return-project/{id}" => {
            json!({ "message": "Please look again", "fields": [{ "field": "title", "comment": "Too short" }] })
        }
        "POST /api/report-schedules" => {
            json!({ "about": "all", "period": "monthly", "format": "xlsx", "locale": "kk" })
        }
        "PUT /api/report-schedules/{id}" => json!({ "is_on": false }),
        "POST /api/organizer/photo-reports/{id}/approve" => json!({ "rating": 5, "comment": "Well done" }),
        "PUT /api/admin/roles/{id}" => json!({
            "label_ru": "Партнёр", "label_kk": "Серіктес", "label_en": "Partner",
            "permissions": ["resources.manage_own"]
        }),
        _ if operation.contains("reject")
            || operation.contains("block")
            || operation.contains("return")
            || operation.contains("send-back") =>
        {
            json!({ "reason": "Not this time" })
        }
        _ => json!({}),
    }
}
