//! Requests no decent program sends: each gets our error, none a 500.

use axum::body::Body;
use axum::http::Method;
use serde_json::json;

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn malformed_requests_are_answered_in_our_words() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let path = "/api/organizer/projects";
    let json_type = Some("application/json");
    let table: Vec<(Option<&str>, &str, &str, &str)> = vec![
        (json_type, "{", "body", "malformed"),
        (json_type, "[]", "body", "malformed"),
        (json_type, "{\"title\": 5}", "title", "malformed"),
        (json_type, "{\"tasks\": [{\"text\": {}}]}", "tasks.0.text", "malformed"),
        (json_type, "{\"title\": \"a\\u0000b\"}", "title", "forbidden_characters"),
        (Some("multipart/form-data; boundary=x"), "--x--", "body", "malformed"),
        (json_type, "", "title", "required"),
    ];
    for (kind, body, field, code) in table {
        let reply = organizer.send(Method::POST, path, kind, Body::from(body.to_owned())).await;
        assert_eq!(reply.field(field), code, "{body}");
    }
    let deep = "[".repeat(100_000);
    let reply = organizer.send(Method::POST, path, json_type, Body::from(deep)).await;
    assert_eq!(reply.field("body"), "malformed");
    let large = format!("{{\"title\": \"{}\"}}", "x".repeat(2 * 1024 * 1024));
    let reply = organizer.send(Method::POST, path, json_type, Body::from(large)).await;
    assert_eq!(reply.error(413), "too_large");
    let reply = organizer.send(Method::POST, "/api/volunteer/photo-reports", json_type, Body::from("{}")).await;
    assert!([403, 422].contains(&reply.status), "{}", reply.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_things_are_not_found() {
    let app = TestApp::start().await;
    let (visitor, moderator) = (app.anonymous(), app.moderator().await);
    for path in [
        "/api/nothing",
        "/api/volunteer/projects/999999",
        "/api/volunteer/projects/abc",
        "/api/volunteer/projects/99999999999999999999",
        "/api/volunteer/projects/-1",
        "/api/organizers/0",
    ] {
        assert_eq!(visitor.get(path).await.error(404), "not_found", "{path}");
    }
    for path in ["/api/admin/approve-user/999999", "/api/admin/approve-project/999999"] {
        assert_eq!(moderator.post(path, json!({})).await.error(404), "not_found", "{path}");
    }
    let wrong_method = visitor.delete("/api/login").await;
    assert!([404, 405].contains(&wrong_method.status), "{}", wrong_method.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_queries_never_reach_the_database_as_an_error() {
    let app = TestApp::start().await;
    let visitor = app.anonymous();
    for query in [
        "q=%00",
        "q=%25%27%22%5C",
        "city=%F0%9F%98%80",
        "from=tomorrow",
        "to=9999-99-99",
        "limit=-5",
        "limit=999999999999",
        "cursor=0-0",
        "cursor=7fffffffffffffff-7fffffffffffffff",
        "cursor=-1-1",
        "type=,,,",
        "free=perhaps",
        "q=%FF%FE",
    ] {
        let reply = visitor.get(&format!("/api/volunteer/projects?{query}")).await;
        assert!([200, 422].contains(&reply.status), "{query}: {} {}", reply.status, reply.text());
    }
    let long = format!("/api/volunteer/projects?q={}", "x".repeat(5000));
    assert!([200, 422].contains(&visitor.get(&long).await.status));
}

#[tokio::test(flavor = "multi_thread")]
async fn strange_tokens_open_nothing() {
    let app = TestApp::start().await;
    for value in ["Bearer", "Bearer ", "Bearer x", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "Basic YTpi"] {
        let reply = app.anonymous().with("authorization", value).get("/api/me").await;
        assert_eq!(reply.error(401), "unauthenticated", "{value}");
    }
    let cookie = app.anonymous().with("cookie", "bq_session=nonsense").get("/api/me").await;
    assert_eq!(cookie.error(401), "unauthenticated");
}
