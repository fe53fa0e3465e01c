//! The review's screens as a browser without JavaScript meets them.

use axum::body::Body;
use axum::http::Method;
use serde_json::json;

use crate::support::{Client, Reply, TestApp, world::project_input};

async fn page(browser: &Client, path: &str) -> String {
    let reply = browser.with("accept", "text/html").get(path).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    String::from_utf8_lossy(&reply.bytes).into_owned()
}

async fn form(browser: &Client, path: &str, fields: &str) -> Reply {
    let kind = Some("application/x-www-form-urlencoded");
    browser.with("accept", "text/html").send(Method::POST, path, kind, Body::from(fields.to_owned())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_is_there_for_whom_it_is_for() {
    let app = TestApp::start().await;
    let (organizer, moderator, other) = (app.organizer().await, app.moderator().await, app.moderator().await);
    let (volunteer, applicant, rejected) =
        (app.volunteer().await, app.pending_organizer().await, app.pending_organizer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.single, 1).await;
    let pending = organizer.post("/api/organizer/projects", project_input("Waiting")).await.expect(201);
    let pending = &pending["project"]["id"];
    let reject = format!("/api/admin/reject-user/{}", rejected.id);
    moderator.post(&reject, json!({ "reason": "No charter" })).await.expect(200);
    let appeal = json!({ "kind": "account", "id": rejected.id, "text": "Page two" });
    let appeal = rejected.post("/api/appeals", appeal).await.expect(201)["id"].clone();

    let at = app.browser(&other).await;
    let queue = page(&at, "/review").await;
    assert!(queue.contains("class=\"standing\"") && queue.contains("name=\"input[count]\""), "{queue}");
    for path in [
        format!("/review/accounts/{}", applicant.id),
        format!("/review/projects/{pending}"),
        format!("/review/appeals/{appeal}"),
    ] {
        let html = page(&at, &path).await;
        assert!(html.contains("decision-approve") && html.contains("id=\"decision-reject\""), "{path}");
    }
    let report_page = page(&at, &format!("/review/reports/{report}")).await;
    assert!(!report_page.contains("decision-approve"), "its organizer decides first");
    assert!(page(&at, "/review/templates").await.contains("project.reject"));
    let decider = app.browser(&moderator).await;
    let hidden = decider.with("accept", "text/html").get(&format!("/review/appeals/{appeal}")).await;
    assert_eq!(hidden.status, 404, "not for who decided");

    let own = app.browser(&organizer).await;
    assert!(page(&own, "/organizer/reports").await.contains(&format!("/organizer/reports/{report}")));
    let mine = page(&own, &format!("/organizer/reports/{report}")).await;
    assert!(mine.contains("decision-approve") && mine.contains("id=\"decision-return\""));
    let waits = page(&app.browser(&rejected).await, "/pending").await;
    assert!(waits.contains("Page two"), "the appeal and how it stands");

    // Reading claimed nothing. Somebody looks at it: the decision is hidden from others, who may take over.
    let path = format!("/review/accounts/{}", applicant.id);
    let free = page(&decider, &path).await;
    assert!(free.contains("/web/review/claims/start") && free.contains("<div class=\"lock-inside\">"), "{free}");
    other.post(&format!("/api/review/claims/account/{}", applicant.id), json!({})).await.expect(200);
    let seen = page(&decider, &path).await;
    assert!(
        seen.contains("/web/review/claims/take-over") && seen.contains("<div hidden class=\"lock-inside\">"),
        "{seen}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_taken_and_taken_back_by_plain_forms() {
    let app = TestApp::start().await;
    let (moderator, applicant) = (app.browser(&app.moderator().await).await, app.pending_organizer().await);
    let which = format!("input[kind]=account&input[id]={}&input[version]=1&input[section]=review", applicant.id);
    let done = form(&moderator, "/web/review/decide", &format!("{which}&input[decision]=approve")).await;
    assert_eq!((done.status, done.header("location")), (302, "/review?done=account-approved"));
    let queue = page(&moderator, "/review").await;
    assert!(queue.contains("class=\"undo-bar\""), "{queue}");
    let decision = app.count("select id from core.review_decisions where state = 'held'").await;
    let undone = form(&moderator, "/web/review/undo", &format!("input[id]={decision}&input[section]=review")).await;
    let back = format!("/review/accounts/{}?done=decision-undone", applicant.id);
    assert_eq!((undone.status, undone.header("location")), (302, back.as_str()));

    // What is missing leads back to the form, with what was typed.
    let empty = format!("{which}&input[decision]=return&input[reason]=Say+more&input[fields][0][name]=about");
    let refused = form(
        &moderator
            .with("referer", format!("http://localhost/review/accounts/{}", applicant.id))
            .with("host", "localhost"),
        "/web/review/decide",
        &empty,
    )
    .await;
    assert_eq!(refused.status, 303, "{}", refused.text());
    let html = page(&moderator, &format!("/review/accounts/{}", applicant.id)).await;
    assert!(html.contains("Mark at least one field") && html.contains("Say more"), "{html}");
    assert_eq!(app.count("select count(*) from core.review_decisions where state = 'held'").await, 0);
}
