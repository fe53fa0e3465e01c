//! The words of achievements: administrators write them, in at least one language.

use serde_json::json;

use crate::support::TestApp;

const ALL: &str = "/api/admin/achievements";

#[tokio::test]
async fn words_are_changed_and_seen() {
    let app = TestApp::start().await;
    let (admin, volunteer) = (app.admin().await, app.volunteer().await);
    let before = admin.get(ALL).await.expect(200)["items"][0].clone();
    let path = format!("{ALL}/{}", before["id"]);
    let words = json!({ "title": { "ru": "Деятель <b>", "kk": " " }, "description": { "en": "Ten tasks" }, "version": before["version"] });
    let after = admin.put(&path, words.clone()).await.expect(200);
    // What is empty is not stored: it falls back, with a mark.
    assert_eq!(
        (&after["title"], &after["description"]),
        (&json!({ "ru": "Деятель <b>" }), &json!({ "en": "Ten tasks" }))
    );
    let mine = volunteer.get("/api/volunteer/achievements").await.expect(200);
    assert!(mine.to_string().contains("Деятель <b>"), "{mine}");
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'achievement.update'").await, 1);

    // Two at once: the second learns of the first.
    let stale = admin.put(&path, words).await;
    assert_eq!(stale.error(409), "stale_version");
    assert_eq!(stale.json["error"]["current"]["title"]["ru"], "Деятель <b>");
}

#[tokio::test]
async fn words_have_their_rules() {
    let app = TestApp::start().await;
    let admin = app.admin().await;
    let first = admin.get(ALL).await.expect(200)["items"][0].clone();
    let path = format!("{ALL}/{}", first["id"]);
    let good = json!({ "ru": "Слова" });
    for (title, description, field, code) in [
        (json!({}), good.clone(), "title.ru", "required"),
        (json!({ "ru": " ", "kk": "\u{a0}" }), good.clone(), "title.ru", "required"),
        (good.clone(), json!({ "en": "x".repeat(201) }), "description.en", "too_long"),
        (json!({ "kk": "a\u{202e}b" }), good.clone(), "title.kk", "forbidden_characters"),
        (json!("text"), good.clone(), "title", "malformed"),
    ] {
        let reply = admin.put(&path, json!({ "title": title, "description": description, "version": 1 })).await;
        assert_eq!(reply.field(field), code, "{title} {description}");
    }
    assert_eq!(admin.put(&format!("{ALL}/999999"), json!({ "title": good, "description": good })).await.status, 404);
    assert_eq!(app.moderator().await.get(ALL).await.error(403), "not_allowed");
}
