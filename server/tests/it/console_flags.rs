//! Feature flags: for whom they are on, and that each is asked by something.

use std::path::Path;

use birqadam_core::ssr::flags::bucket;
use birqadam_core::{Flag, UserId};
use serde_json::{Value, json};

use crate::support::{Client, TestApp};

async fn change(admin: &Client, body: Value) -> Value {
    admin.put("/api/admin/flags", body).await.expect(200)
}

#[tokio::test]
async fn a_flag_is_on_for_whom_the_rule_names() {
    let app = TestApp::start().await;
    let (admin, volunteer, organizer) = (app.admin().await, app.volunteer().await, app.organizer().await);
    let browser = app.browser(&admin).await;
    // The console itself goes on by the browser: programs are shut out.
    let off = "input[name]=api_sign_in&input[state]=some&input[roles][0]=organizer&input[percentage]=0";
    let saved = browser.with("accept", "text/html").form("/web/console/flags/save", off).await;
    assert_eq!(saved.status, 302, "{}", saved.text());
    organizer.get("/api/me").await.expect(200);
    assert_eq!(volunteer.get("/api/me").await.error(403), "not_allowed");
    // The way out and the way to new tokens stay open, the website too.
    volunteer.post("/api/logout", json!({})).await.expect(204);
    assert_eq!(app.browser(&volunteer).await.with("accept", "text/html").get("/home").await.status, 200);

    let on = "input[name]=api_sign_in&input[state]=on";
    browser.with("accept", "text/html").form("/web/console/flags/save", on).await;
    volunteer.get("/api/me").await.expect(200);
    let entries = app.count("select count(*) from core.audit_log where operation = 'flag.change'").await;
    assert_eq!(entries, 2);
}

#[tokio::test]
async fn the_page_counts_the_very_people_it_is_on_for() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    sqlx::query(
        "insert into accounts.users (email, password_hash, name, role, is_approved)
         select 'crowd' || n || '@people.test', 'x', 'C', 'volunteer', true from generate_series(1, 300) n",
    )
    .execute(app.db())
    .await
    .expect("a crowd");
    let ids: Vec<i64> =
        sqlx::query_scalar("select id from accounts.users").fetch_all(app.db()).await.expect("their numbers");
    let expected = ids.iter().filter(|id| bucket(Flag::SavedViews, UserId(**id)) < 37).count();
    let info = change(&admin, json!({ "name": "saved_views", "state": "some", "percentage": 37 })).await;
    assert_eq!((info["people"].as_i64(), info["of"].as_i64()), (Some(expected as i64), Some(ids.len() as i64)));
    assert!((60..160).contains(&expected), "37 of a hundred of 301 are about 111, not {expected}");

    let more = change(&admin, json!({ "name": "saved_views", "state": "some", "percentage": 0, "users": [admin.id] }));
    assert_eq!(more.await["people"], 1);
    let all = admin.get("/api/admin/flags").await.expect(200);
    assert_eq!(all["items"].as_array().map(Vec::len), Some(Flag::ALL.len()));
}

#[tokio::test]
async fn bad_rules_are_refused_at_their_place() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let table = [
        (json!({ "name": "moon", "state": "on" }), "name", "unknown"),
        (json!({ "name": "saved_views", "state": "some", "percentage": 101 }), "percentage", "too_big"),
        (json!({ "name": "saved_views", "state": "some", "percentage": -1 }), "percentage", "too_small"),
        (json!({ "name": "saved_views", "state": "some", "roles": ["king"] }), "roles", "unknown"),
        (json!({ "name": "saved_views", "state": "some", "users": [999_999] }), "users", "unknown"),
    ];
    for (body, field, code) in table {
        assert_eq!(admin.put("/api/admin/flags", body.clone()).await.field(field), code, "{body}");
    }
    let stale = json!({ "name": "saved_views", "state": "off", "version": 7 });
    assert_eq!(admin.put("/api/admin/flags", stale).await.error(409), "stale_version");
}

/// A switch that nothing asks would only seem to work.
#[test]
fn every_flag_is_asked_by_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
    let mut code = String::new();
    for part in ["app/src", "server/src", "domain"] {
        read(&root.join(part), &mut code);
    }
    for flag in Flag::ALL {
        let name = format!("Flag::{flag:?}");
        let asked = code.match_indices(&name).any(|(at, _)| {
            let before = &code[at.saturating_sub(12)..at];
            before.ends_with("has(") || before.ends_with("contains(&")
        });
        assert!(asked, "nothing asks {name}");
    }
}

fn read(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).expect("sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            read(&path, code);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            code.push_str(&std::fs::read_to_string(&path).expect("a source"));
        }
    }
}
