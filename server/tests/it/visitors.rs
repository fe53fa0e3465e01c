//! The visitors' cache: shared, never more than a second old, never somebody else's.

use std::time::Duration;

use birqadam_server::http::HttpOptions;
use serde_json::json;

use crate::support::world::project_input;
use crate::support::{Client, TestApp};

fn cached() -> HttpOptions {
    HttpOptions { api_per_minute: None, ..HttpOptions::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_right_within_a_second_in_every_replica() {
    let app = TestApp::with(cached()).await;
    let organizer = app.organizer().await;
    let replicas = [app.anonymous(), Client::anonymous(app.replica(cached()))];
    for visitor in &replicas {
        assert_eq!(visitor.get("/api/volunteer/projects").await.expect(200)["items"], json!([]));
    }
    app.published(&organizer).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    for visitor in &replicas {
        let list = visitor.get("/api/volunteer/projects").await.expect(200);
        assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_depends_on_the_person_is_never_shared() {
    let app = TestApp::with(cached()).await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let pending = organizer.post("/api/organizer/projects", project_input("Secret")).await.expect(201);
    let path = format!("/api/volunteer/projects/{}", pending["project"]["id"]);
    organizer.get(&path).await.expect(200);
    app.browser(&organizer).await.get(&path).await.expect(200);
    app.anonymous().get(&path).await.expect(404);
    volunteer.get(&path).await.expect(404);

    let project = app.published(&organizer).await;
    volunteer.post(&format!("/api/volunteer/join-task/{}", project.task), json!({})).await.expect(200);
    let tasks = format!("/api/volunteer/projects/{}/tasks", project.id);
    assert_eq!(volunteer.get(&tasks).await.expect(200)["items"][0]["assigned_to"], volunteer.id);
    assert!(app.anonymous().get(&tasks).await.expect(200)["items"][0]["assigned_to"].is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_visitor_of_a_page_gets_a_nonce_of_their_own() {
    let app = TestApp::with(cached()).await;
    let visitor = app.anonymous().with("accept", "text/html");
    let mut nonces = Vec::new();
    for _ in 0..3 {
        let page = visitor.get("/").await;
        assert_eq!(page.status, 200, "{}", page.text());
        let policy = page.header("content-security-policy").to_owned();
        let nonce =
            policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce").to_owned();
        assert!(String::from_utf8_lossy(&page.bytes).contains(&nonce), "the page carries its nonce");
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn languages_and_themes_are_kept_apart() {
    let app = TestApp::with(cached()).await;
    let page = |language: &'static str| {
        let visitor = app.anonymous().with("accept", "text/html").with("cookie", format!("lang={language}"));
        async move { String::from_utf8_lossy(&visitor.get("/").await.bytes).into_owned() }
    };
    for language in ["ru", "kk", "en"] {
        assert!(page(language).await.contains(&format!("lang=\"{language}\"")), "{language}");
    }
}
