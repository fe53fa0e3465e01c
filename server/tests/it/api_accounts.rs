//! Accounts by the API: registration, sign-in, tokens, documents, rejection and return, blocks.

use chrono::TimeDelta;
use serde_json::json;

use crate::support::people::PASSWORD;
use crate::support::{Client, Form, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn registration_names_every_field_that_is_wrong() {
    let app = TestApp::start().await;
    let reply = app.anonymous().post("/api/register", json!({ "role": "organizer", "email": "no address" })).await;
    assert_eq!(reply.field("email"), "email");
    for field in ["name", "password", "organization_name"] {
        assert_eq!(reply.field(field), "required", "{field}");
    }
    let weak = json!({ "email": "a@b.test", "name": "A", "role": "volunteer", "password": "password123" });
    assert_eq!(app.anonymous().post("/api/register", weak).await.field("password"), "weak_password");
    let unknown = json!({ "email": "a@b.test", "name": "A", "role": "admin", "password": PASSWORD });
    assert_eq!(app.anonymous().post("/api/register", unknown).await.field("role"), "unknown");
    assert_eq!(app.count("select count(*) from accounts.users").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_registers_once_whatever_its_case() {
    let app = TestApp::start().await;
    let body = |email: &str| json!({ "email": email, "name": "A", "role": "volunteer", "password": PASSWORD });
    app.anonymous().post("/api/register", body("same@mail.test")).await.expect(201);
    let again = app.anonymous().post("/api/register", body("Same@Mail.test")).await;
    assert_eq!(again.field("email"), "email_taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_come_with_the_registration_or_it_does_not_happen() {
    let app = TestApp::start().await;
    let form = |email: &str| {
        Form::new()
            .text("email", email)
            .text("password", PASSWORD)
            .text("name", "Пётр")
            .text("role", "organizer")
            .text("org_name", "Green Earth")
    };
    let refused = form("one@mail.test").file("documents", "charter.pdf", b"not a document");
    let refused = app.anonymous().multipart("/api/register", refused).await;
    assert_eq!(refused.field("documents.0"), "not_a_document");
    assert_eq!(app.count("select count(*) from accounts.users").await, 0);

    let good = form("two@mail.test").file("documents", "устав.pdf", b"%PDF-1.4\n%%EOF");
    let answer = app.anonymous().multipart("/api/register", good).await.expect(201);
    let applicant = Client { token: answer["token"].as_str().map(str::to_owned), ..app.anonymous() };
    let documents = applicant.get("/api/me/documents").await.expect(200);
    let url = documents["items"][0]["url"].as_str().expect("a URL").to_owned();
    let own = applicant.get(&url).await;
    assert_eq!(own.status, 200);
    assert!(own.header("content-disposition").starts_with("attachment"));
    assert_eq!(app.moderator().await.get(&url).await.status, 200);
    assert_eq!(app.organizer().await.get(&url).await.status, 404);
    assert_eq!(app.anonymous().get(&url).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_in_says_the_same_for_an_unknown_address_and_a_wrong_password() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let sign_in = |email: &str, password: &str| {
        let client = app.anonymous();
        let body = json!({ "email": email, "password": password });
        async move { client.post("/api/login/", body).await }
    };
    let good = sign_in(&person.email, PASSWORD).await.expect(200);
    assert_eq!((&good["status"], &good["user"]["id"]), (&json!("active"), &json!(person.id)));
    let wrong = sign_in(&person.email, "wrong-Kamin-71-tulpe").await;
    let unknown = sign_in("nobody@people.test", PASSWORD).await;
    assert_eq!((wrong.error(401), unknown.error(401)), ("wrong_credentials".into(), "wrong_credentials".into()));
    assert_eq!(wrong.json, unknown.json);
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_speak_the_callers_language() {
    let app = TestApp::start().await;
    let mut messages = Vec::new();
    for language in ["ru", "kk", "en"] {
        let client = app.anonymous().with("accept-language", language);
        let reply = client.post("/api/register", json!({})).await;
        reply.field("email");
        messages.push(reply.json["error"]["fields"][0]["message"].to_string());
    }
    messages.dedup();
    assert_eq!(messages.len(), 3, "{messages:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_token_is_good_once_and_its_reuse_ends_the_family() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let answer =
        app.anonymous().post("/api/login", json!({ "email": person.email, "password": PASSWORD })).await.expect(200);
    let refresh = |token: &serde_json::Value| {
        let (client, body) = (app.anonymous(), json!({ "refresh_token": token }));
        async move { client.post("/api/token/refresh", body).await }
    };
    let first = answer["refresh_token"].clone();
    let second = refresh(&first).await.expect(200)["refresh_token"].clone();
    let third = refresh(&second).await.expect(200)["refresh_token"].clone();
    assert_eq!(refresh(&first).await.error(401), "token_reused");
    assert_eq!(refresh(&third).await.error(401), "token_invalid");
    assert_eq!(refresh(&json!("nonsense")).await.error(401), "token_invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_expire() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let answer =
        app.anonymous().post("/api/login", json!({ "email": person.email, "password": PASSWORD })).await.expect(200);
    let client = Client { token: answer["token"].as_str().map(str::to_owned), ..app.anonymous() };
    client.get("/api/me").await.expect(200);
    app.clock.advance(TimeDelta::minutes(16));
    assert_eq!(client.get("/api/me").await.error(401), "unauthenticated");
    // A stale token does not stand in the way of a new one.
    let body = json!({ "refresh_token": answer["refresh_token"] });
    client.post("/api/token/refresh", body).await.expect(200);
    app.clock.advance(TimeDelta::days(31));
    let late =
        app.anonymous().post("/api/login", json!({ "email": person.email, "password": PASSWORD })).await.expect(200);
    app.clock.advance(TimeDelta::days(31));
    let expired = app.anonymous().post("/api/token/refresh", json!({ "refresh_token": late["refresh_token"] })).await;
    assert_eq!(expired.error(401), "token_invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_refresh_token() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let answer =
        app.anonymous().post("/api/login", json!({ "email": person.email, "password": PASSWORD })).await.expect(200);
    let body = json!({ "refresh_token": answer["refresh_token"] });
    app.anonymous().post("/api/logout", body.clone()).await.expect(204);
    app.anonymous().post("/api/token/refresh", body).await.expect(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_ends_sessions_and_tokens_at_once() {
    let app = TestApp::start().await;
    let (moderator, victim) = (app.moderator().await, app.volunteer().await);
    let browser = app.browser(&victim).await;
    browser.get("/api/me").await.expect(200);
    let path = format!("/api/admin/block-user/{}", victim.id);
    assert_eq!(moderator.post(&path, json!({ "reason": "  " })).await.field("reason"), "required");
    moderator.post(&path, json!({ "reason": "spam" })).await.expect(200);
    assert_eq!(victim.get("/api/me").await.error(401), "unauthenticated");
    assert_eq!(browser.get("/api/me").await.error(401), "unauthenticated");
    let sign_in = json!({ "email": victim.email, "password": PASSWORD });
    assert_eq!(app.anonymous().post("/api/login", sign_in.clone()).await.error(403), "account_blocked");
    moderator.post(&format!("/api/admin/unblock-user/{}", victim.id), json!({})).await.expect(200);
    app.anonymous().post("/api/login", sign_in).await.expect(200);
    // The old session stays ended.
    assert_eq!(browser.get("/api/me").await.error(401), "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejected_applicant_corrects_and_asks_again() {
    let app = TestApp::start().await;
    let (moderator, applicant) = (app.moderator().await, app.pending_organizer().await);
    let reject = format!("/api/admin/reject-user/{}", applicant.id);
    moderator.post(&reject, json!({ "reason": "Who are you?" })).await.expect(200);
    moderator.post(&reject, json!({ "reason": "Who are you?" })).await.expect(200);
    let approve = format!("/api/admin/approve-user/{}", applicant.id);
    assert_eq!(moderator.post(&approve, json!({})).await.error(409), "already_decided");
    let me = applicant.get("/api/me").await.expect(200);
    assert_eq!((&me["is_approved"], &me["rejection_reason"]), (&json!(null), &json!("Who are you?")));
    let again = json!({ "name": "Pyotr", "org_name": "Green Earth", "about": "We plant trees", "phone": "" });
    applicant.post("/api/me/resubmit", again).await.expect(200);
    let details = moderator.get(&format!("/api/admin/user-details/{}", applicant.id)).await.expect(200);
    assert!(details["changes"].as_array().is_some_and(|c| !c.is_empty()), "{details}");
    moderator.post(&approve, json!({})).await.expect(200);
    applicant.get("/api/organizer/projects").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_admin_makes_moderators() {
    let app = TestApp::start().await;
    let body =
        json!({ "email": "m@mail.test", "password": PASSWORD, "name": "M", "role": "moderator", "org_name": "City" });
    let answer = app.anonymous().post("/api/register", body).await.expect(201);
    assert_eq!(answer["status"], "pending");
    let path = format!("/api/admin/approve-user/{}", answer["user"]["id"]);
    assert_eq!(app.moderator().await.post(&path, json!({})).await.error(403), "not_allowed");
    app.admin().await.post(&path, json!({})).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_admin_stays() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let role = app.count("select id from accounts.roles where name = 'admin'").await;
    let path = format!("/api/admin/users/{}/roles/{role}", admin.id);
    assert_eq!(admin.delete(&path).await.error(409), "last_admin");
    let second = app.admin().await;
    second.delete(&path).await.expect(204);
    assert_eq!(admin.get("/api/admin/roles").await.error(403), "not_allowed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_edited_twice_shows_both_versions() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let tag = person.get("/api/me").await.header("etag").to_owned();
    person.with("if-match", tag.clone()).patch("/api/me", json!({ "name": "First" })).await.expect(200);
    let stale = person.with("if-match", tag).patch("/api/me", json!({ "name": "Second" })).await;
    assert_eq!(stale.error(409), "stale_version");
    let error = &stale.json["error"];
    assert!(error["current"].to_string().contains("First") && error["yours"].to_string().contains("Second"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_approval_reaches_only_itself() {
    let app = TestApp::start().await;
    let table =
        [(app.pending_organizer().await, "account_pending"), (app.rejected_organizer().await, "account_rejected")];
    for (person, code) in table {
        person.get("/api/me").await.expect(200);
        person.get("/api/me/documents").await.expect(200);
        person.get("/api/volunteer/projects").await.expect(200);
        for path in ["/api/organizer/projects", "/api/volunteer/points", "/api/notifications", "/api/admin/users"] {
            assert_eq!(person.get(path).await.error(403), code, "{path}");
        }
    }
}
