//! Volunteer passports: what they state, who sees what of them, who revokes them.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{Client, TestApp};

/// A volunteer whose report on a task of three hours was approved with four stars.
async fn worked(app: &TestApp) -> (Client, Client) {
    let (person, organizer) = (app.volunteer().await, app.organizer().await);
    let project = app.published(&organizer).await;
    approved(app, &person, &organizer, project.task, 31).await;
    (person, organizer)
}

async fn approved(app: &TestApp, person: &Client, organizer: &Client, task: i64, seed: u32) {
    let report = app.reported(person, task, seed).await;
    let verdict = json!({ "rating": 4, "comment": "Спасибо" });
    organizer.post(&format!("/api/organizer/photo-reports/{report}/approve"), verdict).await.expect(200);
}

async fn issued(person: &Client, items: &[&str]) -> Value {
    person.post("/api/passports", json!({ "items": items })).await.expect(201)
}

fn page_of(passport: &Value) -> String {
    format!("/api/passport/{}", passport["code"].as_str().expect("a code"))
}

const ALL: &[&str] = &["history", "rating", "achievements", "city"];

#[tokio::test]
async fn a_passport_states_what_was_and_what_is() {
    let app = TestApp::start().await;
    let (person, organizer) = worked(&app).await;
    let mine = person.get("/api/me").await.expect(200);
    let profile = json!({ "name": "Айгерим Садыкова", "city": "Almaty", "version": mine["version"] });
    person.put("/api/profile", profile).await.expect(200);
    let passport = issued(&person, ALL).await;
    let stated = &passport["stated"];
    assert_eq!((&stated["work"]["tasks"], &stated["work"]["minutes"]), (&json!(1), &json!(180)));
    assert_eq!((&stated["work"]["projects"], &stated["work"]["untimed_tasks"]), (&json!(1), &json!(0)));
    assert_eq!((&stated["rating"]["average"], &stated["rating"]["count"]), (&json!(4.0), &json!(1)));
    assert_eq!((&stated["achievements"]["points"], &stated["city"]), (&json!(4), &json!("Almaty")));
    assert_eq!(stated["projects"][0]["title"], "Park clean-up");
    // Everything comes from rows of its own: the same by hand.
    let minutes = "select sum(extract(epoch from t.end_time - t.start_time) / 60)::bigint
                   from volunteering.photo_reports r join volunteering.tasks t on t.id = r.task_id where r.status = 'approved'";
    assert_eq!(app.count(minutes).await, 180);

    // A task without times counts, but for no hours.
    let another = app.published(&organizer).await;
    sqlx::query("update volunteering.tasks set start_time = null, end_time = null where id = $1")
        .bind(another.task)
        .execute(app.db())
        .await
        .expect("a task without times");
    approved(&app, &person, &organizer, another.task, 32).await;
    let shown = app.anonymous().get(&page_of(&passport)).await.expect(200);
    assert_eq!(shown["state"], "valid");
    assert_eq!((&shown["stated"]["work"]["tasks"], &shown["now"]["work"]["tasks"]), (&json!(1), &json!(2)));
    assert_eq!((&shown["now"]["work"]["minutes"], &shown["now"]["work"]["untimed_tasks"]), (&json!(180), &json!(1)));
    assert_eq!(shown["stated"]["name"], "Айгерим Садыкова");
    assert!(shown["revocable"].is_null() && shown["owned"] == json!(false), "nothing for strangers: {shown}");
    // Whoever types it may use dashes, spaces and capitals.
    let code = passport["code"].as_str().expect("a code").to_uppercase();
    let typed = format!("/api/passport/{}-{}%20{}", &code[..4], &code[4..9], &code[9..]);
    assert_eq!(app.anonymous().get(&typed).await.expect(200)["code"], passport["code"]);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'passport.issue'").await, 1);
    let log =
        "select count(*) from core.audit_log where new::text like '%' || (select code from growth.passports) || '%'";
    assert_eq!(app.count(log).await, 0, "the code opens the page: it is not in the log");
}

#[tokio::test]
async fn strangers_see_what_was_agreed() {
    let app = TestApp::start().await;
    let (person, _) = worked(&app).await;
    let keys = [("history", "projects"), ("rating", "rating"), ("achievements", "achievements"), ("city", "city")];
    let mine = person.get("/api/me").await.expect(200);
    person
        .put("/api/profile", json!({ "name": "A B", "city": "Almaty", "version": mine["version"] }))
        .await
        .expect(200);
    for (agreed, _) in keys {
        let passport = issued(&person, &[agreed]).await;
        let shown = app.anonymous().get(&page_of(&passport)).await.expect(200);
        for (item, key) in keys {
            for side in ["stated", "now"] {
                assert_eq!(!shown[side][key].is_null(), item == agreed, "{item} of a passport with {agreed}: {shown}");
            }
        }
    }
    // What is hidden from everybody since is not shown any more, nor offered.
    let passport = issued(&person, ALL).await;
    person.put("/api/profile/privacy", json!({ "privacy": { "rating": "nobody" } })).await.expect(200);
    let shown = app.anonymous().get(&page_of(&passport)).await.expect(200);
    assert!(shown["stated"]["rating"].is_null() && !shown["stated"]["city"].is_null(), "{shown}");
    let preview = person.get("/api/passports/preview").await.expect(200);
    let offered: Vec<_> = preview["items"].as_array().expect("items").iter().map(|item| item["item"].clone()).collect();
    assert_eq!(offered, [json!("history"), json!("achievements"), json!("city")]);
}

#[tokio::test]
async fn of_a_minor_strangers_see_half_a_name_and_the_work() {
    let app = TestApp::start().await;
    let (person, _) = worked(&app).await;
    let before = issued(&person, ALL).await;
    let mine = person.get("/api/profile").await.expect(200);
    let born = (app.ctx.today() - TimeDelta::days(15 * 365)).to_string();
    let profile = json!({ "name": "Айгерим Садыкова", "birth_date": born, "version": mine["version"] });
    person.put("/api/profile", profile).await.expect(200);
    let after = issued(&person, ALL).await;
    assert_eq!((&after["items"], &after["stated"]["name"]), (&json!([]), &json!("Айгерим С.")));
    // Also of one that was issued before the date of birth was told.
    for passport in [before, after] {
        let shown = app.anonymous().get(&page_of(&passport)).await.expect(200);
        for side in ["stated", "now"] {
            assert_eq!(shown[side]["work"]["tasks"], 1);
            for key in ["projects", "rating", "achievements", "city"] {
                assert!(shown[side][key].is_null(), "{key}: {shown}");
            }
            assert!(!shown.to_string().contains("Садыкова"), "{shown}");
        }
    }
}

#[tokio::test]
async fn who_revokes_and_what_is_left() {
    let app = TestApp::start().await;
    let (person, organizer) = worked(&app).await;
    let (stranger, moderator) = (app.volunteer().await, app.moderator().await);
    let passport = issued(&person, ALL).await;
    let revoke = format!("/api/passports/{}/revoke", passport["id"]);
    for other in [&stranger, &organizer] {
        assert_eq!(other.post(&revoke, json!({ "reason": "x" })).await.error(404), "not_found");
    }
    assert_eq!(moderator.get(&page_of(&passport)).await.expect(200)["revocable"], passport["id"]);
    assert_eq!(moderator.post(&revoke, json!({})).await.field("reason"), "required");
    assert_eq!(moderator.post(&revoke, json!({ "reason": "я".repeat(501) })).await.field("reason"), "too_long");
    moderator.post(&revoke, json!({ "reason": "Чужое имя" })).await.expect(204);
    // Twice, and by another, has one effect.
    person.post(&revoke, json!({})).await.expect(204);
    let shown = app.anonymous().get(&page_of(&passport)).await.expect(200);
    assert_eq!(shown["state"], "revoked");
    assert!(shown["stated"].is_null() && shown["now"].is_null() && !shown.to_string().contains("Чужое"), "{shown}");
    let own = person.get("/api/passports").await.expect(200)["items"][0].clone();
    assert_eq!((&own["revoked_reason"], &own["revoked_by_platform"]), (&json!("Чужое имя"), &json!(true)));
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'passport.revoke'").await, 1);
    app.run_jobs().await;
    let inbox = person.get("/api/notifications").await.expect(200);
    assert_eq!(inbox.to_string().matches("passport_revoked").count(), 1, "{inbox}");

    // One's own needs no reason.
    let second = issued(&person, &[]).await;
    person.post(&format!("/api/passports/{}/revoke", second["id"]), json!({})).await.expect(204);
    assert_eq!(app.anonymous().get(&page_of(&second)).await.expect(200)["state"], "revoked");
}

#[tokio::test]
async fn a_passport_of_an_account_that_is_gone_proves_nothing() {
    let app = TestApp::start().await;
    let (person, _) = worked(&app).await;
    let passport = issued(&person, ALL).await;
    let block = "update accounts.users set blocked_at = now(), blocked_reason = 'spam' where id = $1";
    sqlx::query(block).bind(person.id).execute(app.db()).await.expect("blocked");
    assert_eq!(app.anonymous().get(&page_of(&passport)).await.error(404), "not_found");
}

#[tokio::test]
async fn what_cannot_be_issued() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    assert_eq!(person.post("/api/passports", json!({})).await.error(409), "nothing_to_state");
    let (person, _) = worked(&app).await;
    let post = async |items: Value| person.post("/api/passports", json!({ "items": items })).await;
    assert_eq!(post(json!(["city", "contacts"])).await.field("items.1"), "unknown");
    assert_eq!(post(json!(["'\";--<script>"])).await.field("items.0"), "unknown");
    assert_eq!(post(json!("city")).await.field("items"), "malformed");
    assert_eq!(post(json!(vec!["city"; 100])).await.field("items"), "too_many");
    for _ in 0..10 {
        let _ = post(json!([])).await;
    }
    assert_eq!(post(json!([])).await.error(429), "too_many_requests");
    // Pages by cursor, nobody else's among them.
    let first = person.get("/api/passports?limit=2").await.expect(200);
    assert_eq!(first["items"].as_array().map(Vec::len), Some(2));
    let next = first["next"].as_str().expect("more");
    assert!(person.get(&format!("/api/passports?cursor={next}")).await.expect(200)["items"][0]["id"].is_i64());
    assert_eq!(app.volunteer().await.get("/api/passports").await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn unknown_codes_are_not_found_and_cannot_be_searched() {
    let app = TestApp::start().await;
    for wrong in ["x", "7k3qm9xv2t0123456789", "%00", "%F0%9F%8E%89", "'%22;--%3Cscript%3E", &"7".repeat(5_000)] {
        assert_eq!(app.anonymous().get(&format!("/api/passport/{wrong}")).await.status, 404, "{wrong}");
    }
    let mut last = 404;
    for _ in 0..60 {
        last = app.anonymous().get("/api/passport/7k3qm9xv2t0123456789").await.status;
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn the_page_needs_no_account_and_no_script() {
    let app = TestApp::start().await;
    let (person, _) = worked(&app).await;
    let name = "'\";--<script>alert(1)</script> 🎉 שלום";
    let mine = person.get("/api/me").await.expect(200);
    person.put("/api/profile", json!({ "name": name, "version": mine["version"] })).await.expect(200);
    let passport = issued(&person, ALL).await;
    let path = format!("/passport/{}", passport["code"].as_str().expect("a code"));
    let visitor = app.anonymous().with("accept", "text/html").with("accept-language", "kk");
    let page = visitor.get(&path).await;
    let html = page.text_whole();
    assert_eq!((page.status, page.header("x-robots-tag")), (200, "noindex, nofollow"));
    assert!(html.contains("Паспорт жарамды") && html.contains("3\u{a0}сағ"), "{html}");
    assert!(html.contains("name=\"robots\"") && !html.contains("<script>alert(1)"), "nothing gets out");
    assert!(!html.contains(&person.email), "nobody agreed to that");
    assert!(page.header("set-cookie").is_empty() && page.header("cache-control").contains("no-cache"));
    let unknown = visitor.get("/passport/7k3qm9xv2t0123456789").await;
    assert_eq!((unknown.status, unknown.header("x-robots-tag")), (404, "noindex, nofollow"));
    assert!(unknown.text_whole().contains("Мұндай паспорт жоқ"));
    let owner = app.browser(&person).await;
    owner.form("/web/passports/revoke", &format!("input[id]={}&input[reason]=", passport["id"])).await;
    assert!(visitor.get(&path).await.text_whole().contains("Паспорттың күші жойылған"));
}

/// Asks for the document by the API.
async fn printed(person: &Client, id: &Value, locale: &str) -> crate::support::Reply {
    let wanted = json!({ "list": "passport", "query": format!("id={id}"), "format": "pdf", "locale": locale });
    person.post("/api/exports", wanted).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_says_what_the_page_says_in_three_languages() {
    let app = TestApp::start().await;
    let (person, _) = worked(&app).await;
    let name = "Әсел Ғабитқызы Ұлықпанова-Өмірзақова ІҢҮҚ 🌳";
    let mine = person.get("/api/me").await.expect(200);
    let profile = json!({ "name": name, "city": "Almaty", "version": mine["version"] });
    person.put("/api/profile", profile).await.expect(200);
    let passport = issued(&person, ALL).await;
    let code = passport["code"].as_str().expect("a code").to_uppercase();
    let shown = code.as_bytes().chunks(4).map(|part| String::from_utf8_lossy(part)).collect::<Vec<_>>().join("-");
    for (locale, words) in [
        ("ru", ["Паспорт волонтёра", "3 ч", "Задачи с одобренным отчётом", "Как считаются часы", "Алматы"]),
        ("kk", ["Ерікті паспорты", "3 сағ", "Есебі мақұлданған тапсырмалар", "Сағаттар қалай есептеледі", "Алматы"]),
        ("en", ["Volunteer passport", "3 h", "Tasks with an approved report", "How hours are counted", "Almaty"]),
    ] {
        let file = printed(&person, &passport["id"], locale).await;
        assert_eq!((file.status, file.header("content-type")), (200, "application/pdf"), "{}", file.text());
        let text = crate::report_pdf::text(&file.bytes);
        for word in words {
            assert!(text.contains(word), "{word} in {text}");
        }
        assert!(text.contains("Ғабитқызы") && text.contains("Park clean-up") && text.contains(&shown), "{text}");
    }
    // Nobody else prints it, and nobody prints a revoked one.
    assert_eq!(printed(&app.volunteer().await, &passport["id"], "ru").await.error(404), "not_found");
    person.post(&format!("/api/passports/{}/revoke", passport["id"]), json!({})).await.expect(204);
    assert_eq!(printed(&person, &passport["id"], "ru").await.error(409), "wrong_state");
    assert_eq!(printed(&person, &json!("x"), "ru").await.field("id"), "malformed");
}
