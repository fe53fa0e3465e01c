//! What surrounds every request: origins, headers, limits, health.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use birqadam_server::http::HttpOptions;
use serde_json::json;

use crate::support::{Client, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_page_changes_nothing() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let browser = Client { headers: Vec::new(), ..app.browser(&person).await };
    let table: &[(&[(&'static str, &str)], u16)] = &[
        (&[], 403),
        (&[("sec-fetch-site", "cross-site")], 403),
        (&[("sec-fetch-site", "same-site")], 403),
        (&[("origin", "https://evil.example"), ("host", "birqadam.test")], 403),
        (&[("origin", "http://birqadam.test")], 204),
        (&[("sec-fetch-site", "same-origin")], 204),
    ];
    for (headers, expected) in table {
        let client = headers.iter().fold(browser.clone(), |client, (name, value)| client.with(name, *value));
        let reply = client.post("/api/notifications/read", json!({})).await;
        assert_eq!(reply.status, *expected, "{headers:?} {}", reply.text());
        if *expected == 403 {
            assert_eq!(reply.error(403), "cross_site");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers() {
    let app = TestApp::start().await;
    for path in ["/api/volunteer/projects", "/api/nothing", "/health/live", "/", "/no-such-page"] {
        let reply = app.anonymous().get(path).await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(!reply.header("referrer-policy").is_empty(), "{path}");
        assert!(!reply.header("permissions-policy").is_empty(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_runs_only_scripts_with_its_nonce() {
    let app = TestApp::start().await;
    let page = app.anonymous().with("accept", "text/html").get("/projects").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let html = String::from_utf8_lossy(&page.bytes).into_owned();
    let policy = page.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
    assert!(policy.contains("'wasm-unsafe-eval'"));
    for script in html.match_indices("<script").map(|(at, _)| &html[at..]) {
        let tag = script.split('>').next().unwrap_or_default();
        assert!(tag.contains(nonce) || tag.contains("src="), "a script without nonce: {tag}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_is_limited_per_address() {
    let app =
        TestApp::with(HttpOptions { api_per_minute: Some(5), visitor_cache: false, ..HttpOptions::default() }).await;
    let visitor = app.anonymous();
    for _ in 0..5 {
        visitor.get("/api/volunteer/projects").await.expect(200);
    }
    let refused = visitor.get("/api/volunteer/projects").await;
    assert_eq!(refused.error(429), "too_many_requests");
    assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|s| s > 0));
    let other = Client { address: IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)), ..visitor.clone() };
    other.get("/api/volunteer/projects").await.expect(200);
    // A forwarded address from somebody who is no trusted proxy changes nothing.
    let sly = visitor.with("x-forwarded-for", "198.51.100.7");
    assert_eq!(sly.get("/api/volunteer/projects").await.error(429), "too_many_requests");
}

#[tokio::test(flavor = "multi_thread")]
async fn health_tells_about_the_database() {
    let app = TestApp::start().await;
    let visitor = app.anonymous();
    visitor.get("/health/ready").await.expect(200);
    app.ctx.db.close().await;
    assert_eq!(visitor.get("/health/live").await.status, 200);
    visitor.get("/health/ready").await.expect(503);
    let down = visitor.get("/api/volunteer/projects").await;
    assert_eq!(down.error(503), "unavailable");
    // Who it is cannot be asked: a page of the server itself, in their language, that needs no other file.
    for (language, word) in [("ru", "На главную"), ("kk", "Басты бетке"), ("en", "To the start")] {
        let browser = visitor
            .with("accept", "text/html")
            .with("accept-language", language)
            .with("cookie", "theme=dark; bq_session=AAAAAAAAAAAAAAAAAAAAAA");
        let page = browser.get("/organizers/1").await;
        let (status, html) = (page.status, page.text_whole());
        assert!(status == 503 && html.contains(&format!("<html lang=\"{language}\" data-theme=\"dark\">")), "{html}");
        assert!(html.contains("<style>") && html.contains("--paper:") && !html.contains("<link"), "{language}");
        assert!(html.contains(word), "{language}: {html}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_leave_no_session_behind() {
    let app = TestApp::start().await;
    for path in ["/", "/projects", "/api/volunteer/projects", "/sign-in"] {
        let reply = app.anonymous().get(path).await;
        assert!(reply.headers.get("set-cookie").is_none(), "{path}");
    }
    assert_eq!(app.count("select count(*) from accounts.sessions").await, 0);
}

/// While Leptos looks for the addresses of pages, no resource of the process loads. Tests, which
/// make a router each, met that now and then as a page that never came.
#[tokio::test(flavor = "multi_thread")]
async fn a_router_that_is_made_stops_no_page_of_another() {
    let app = TestApp::start().await;
    let visitor = app.anonymous().with("accept", "text/html");
    let visits = tokio::spawn(async move {
        for _ in 0..20 {
            let page = visitor.get("/projects").await;
            assert_eq!(page.status, 200, "a page waited in vain");
        }
    });
    while !visits.is_finished() {
        let options = HttpOptions { api_per_minute: None, ..HttpOptions::default() };
        drop(tokio::task::block_in_place(|| app.replica(options)));
        tokio::task::yield_now().await;
    }
    visits.await.expect("every page came");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_while_a_transaction_begins_leaves_none_behind() {
    let app = TestApp::start().await;
    for wait in 0..200 {
        // Given up at every moment of its beginning.
        let begun = tokio::time::timeout(Duration::from_micros(wait * 5), app.ctx.begin()).await;
        drop(begun);
        let mut conn = app.ctx.db.acquire().await.unwrap();
        let inside = sqlx::raw_sql("savepoint of_another").execute(&mut *conn).await;
        assert!(inside.is_err(), "given up after {} µs, the transaction went on", wait * 5);
    }
}
