//! Settings: they are obeyed, they are kept with their history, and every process knows.

use std::time::Duration;

use birqadam_core::ssr::{Ctx, Live};
use serde_json::{Value, json};

use crate::support::{Client, TestApp};

async fn change(admin: &Client, name: &str, value: Value) -> Value {
    admin.put("/api/admin/settings", json!({ "name": name, "value": value })).await.expect(200)
}

async fn find(admin: &Client, name: &str) -> Value {
    let all = admin.get("/api/admin/settings").await.expect(200);
    let items = all["items"].as_array().cloned().unwrap_or_default();
    items.into_iter().find(|item| item["name"] == name).expect("the setting is listed")
}

#[tokio::test]
async fn a_closed_role_cannot_register_until_it_is_open_again() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let form = |email: &str| json!({ "email": email, "password": "verblasst-Kamin-71-tulpe", "name": "Dana", "role": "volunteer" });
    change(&admin, "register_volunteer", json!(false)).await;
    let refused = app.anonymous().post("/api/register", form("a@people.test")).await;
    assert_eq!(refused.field("role"), "unknown");
    let page = app.anonymous().with("accept", "text/html").get("/register").await;
    assert!(!page.text_whole().contains("value=\"volunteer\""), "the closed role is not offered");
    change(&admin, "register_volunteer", json!(true)).await;
    app.anonymous().post("/api/register", form("a@people.test")).await.expect(201);
}

#[tokio::test]
async fn limits_are_what_was_set() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    change(&admin, "sign_in_attempts", json!(3)).await;
    let mut stranger = app.anonymous();
    stranger.address = [203, 0, 113, 9].into();
    let wrong = json!({ "email": "nobody@people.test", "password": "wrong-wrong-wrong" });
    for _ in 0..3 {
        stranger.post("/api/login", wrong.clone()).await.expect(401);
    }
    stranger.post("/api/login", wrong).await.expect(429);
}

#[tokio::test]
async fn what_people_read_is_what_was_set() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    change(&admin, "platform_name", json!({ "ru": "Наш «город»", "en": "Our </title><b>town</b>" })).await;
    change(&admin, "contact_email", json!("Help@Example.kz")).await;
    change(&admin, "welcome_text", json!({ "en": "Good that you are here" })).await;
    let page = app.anonymous().with("accept", "text/html").with("accept-language", "en").get("/").await;
    let html = page.text_whole();
    for expected in ["Our &lt;/title&gt;&lt;b&gt;town&lt;/b&gt;", "mailto:help@example.kz", "Good that you are here"] {
        assert!(html.contains(expected), "{expected} is not on the page");
    }
    assert!(!html.contains("<b>town</b>"));
}

#[tokio::test]
async fn every_value_stays_in_the_history_and_can_hold_again() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    assert_eq!(find(&admin, "registrations_per_hour").await["version"], 0);
    for value in [20, 30] {
        change(&admin, "registrations_per_hour", json!(value)).await;
    }
    // The same once more is no change.
    let same = change(&admin, "registrations_per_hour", json!(30)).await;
    assert_eq!(same["version"], 2);
    let log = app
        .count(
            "select count(*) from core.audit_log where operation = 'setting.change'
             and old -> 'value' = '20' and new -> 'value' = '30' and actor_id is not null",
        )
        .await;
    assert_eq!(log, 1);
    let browser = app.browser(&admin).await;
    let page = browser.with("accept", "text/html").get("/admin/settings/registrations_per_hour").await;
    assert_eq!(page.status, 200);
    let html = page.text_whole();
    assert!(html.contains("settings/restore"), "an old value can be restored");
    let first = app.count("select min(id) from core.audit_log where subject_kind = 'setting'").await;
    let restored = browser
        .with("accept", "text/html")
        .form("/web/console/settings/restore", &format!("input[name]=registrations_per_hour&input[change]={first}"))
        .await;
    assert_eq!(restored.status, 302, "{}", restored.text());
    assert_eq!(find(&admin, "registrations_per_hour").await["value"], 20);
}

#[tokio::test]
async fn bad_values_are_refused_at_their_place() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let table = [
        (json!({}), "name", "unknown"),
        (json!({ "name": "demo_data", "value": 1 }), "name", "unknown"),
        (json!({ "name": "'\";--<script>", "value": 1 }), "name", "unknown"),
        (json!({ "name": "sign_in_attempts" }), "value", "malformed"),
        (json!({ "name": "sign_in_attempts", "value": 1_000_000 }), "value", "too_big"),
        (json!({ "name": "sign_in_attempts", "value": "ten" }), "value", "malformed"),
        (json!({ "name": "project_moderation", "value": "yes" }), "value", "malformed"),
        (json!({ "name": "contact_email", "value": "a@b\r\nBcc: c@d.kz" }), "value", "email"),
        (json!({ "name": "platform_name", "value": { "ru": "" } }), "value.ru", "required"),
        (json!({ "name": "platform_name", "value": { "kk": "я".repeat(41) } }), "value.kk", "too_long"),
        (json!({ "name": "default_city", "value": "Atlantis" }), "value", "unknown"),
    ];
    for (body, field, code) in table {
        let reply = admin.put("/api/admin/settings", body.clone()).await;
        assert_eq!(reply.field(field), code, "{body}");
    }
    assert_eq!(app.count("select count(*) from core.audit_log where subject_kind = 'setting'").await, 0);
}

#[tokio::test]
async fn of_two_who_change_at_once_one_is_told_of_the_other() {
    let app = TestApp::start().await;
    let (one, two) = (app.admin().await, app.admin().await);
    let body = |value: i64| json!({ "name": "job_history_days", "value": value, "version": 0 });
    let (first, second) =
        tokio::join!(one.put("/api/admin/settings", body(20)), two.put("/api/admin/settings", body(30)));
    let (won, lost) = if first.status == 200 { (first, second) } else { (second, first) };
    let kept = won.expect(200)["value"].clone();
    assert_eq!(lost.error(409), "stale_version");
    assert_eq!(lost.json["error"]["current"], kept);
    assert_ne!(lost.json["error"]["yours"], kept);
    assert_eq!(find(&one, "job_history_days").await["value"], kept);
}

#[tokio::test]
async fn another_process_knows_within_a_second() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let other = Ctx { live: Live::default(), ..app.ctx.clone() };
    let listening = {
        let other = other.clone();
        tokio::spawn(async move { other.live.listen(&other.db).await })
    };
    until(|| async { other.live.is_listening() }).await;
    assert_eq!(other.settings().await.expect("settings").job_history_days, 14);
    change(&admin, "job_history_days", json!(15)).await;
    let known = tokio::time::timeout(
        Duration::from_secs(1),
        until(|| async { other.settings().await.expect("settings").job_history_days == 15 }),
    );
    known.await.expect("within a second");
    listening.abort();
}

/// Asks again and again, without sleeping longer than a moment.
async fn until<F: Future<Output = bool>>(ready: impl Fn() -> F) {
    while !ready().await {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
