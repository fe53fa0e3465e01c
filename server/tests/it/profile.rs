//! Profiles: who sees what of whom, verification by photo, one's own sign-ins.

use axum::body::Body;
use axum::http::Method;
use birqadam_accounts::ops::verification;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::support::{Client, Form, TestApp, photos};

/// A volunteer with everything told, on a task of the organizer.
async fn told(app: &TestApp) -> (Client, Client) {
    let (person, organizer) = (app.volunteer().await, app.organizer().await);
    let project = app.published(&organizer).await;
    person.post(&format!("/api/volunteer/join-task/{}", project.task), json!({})).await.expect(200);
    let profile = json!({
        "name": "Айгерим", "phone": "+77771234567", "about": "I plant trees", "city": "Almaty",
        "languages": ["ru", "kk"], "version": person.get("/api/me").await.expect(200)["version"],
    });
    person.put("/api/profile", profile).await.expect(200);
    let photo = Form::new().file("photo", "me.jpg", &photos::jpeg(5));
    person.multipart("/api/profile/photo", photo).await.expect(200);
    let rated = "update accounts.users set rating = 4.5, rating_count = 2 where id = $1";
    sqlx::query(rated).bind(person.id).execute(app.db()).await.expect("rated");
    (person, organizer)
}

/// Whether the item is in what was answered.
fn shows(page: &Value, item: &str) -> bool {
    match item {
        "photo" => !page["photo_url"].is_null(),
        "rating" => !page["rating_count"].is_null(),
        "languages" => page["languages"] != json!([]),
        other => !page[other].is_null(),
    }
}

#[tokio::test]
async fn everyone_sees_what_they_may_and_nothing_else() {
    let app = TestApp::start().await;
    let (person, organizer) = told(&app).await;
    let (visitor, member, waiting) = (app.anonymous(), app.volunteer().await, app.pending_organizer().await);
    let path = format!("/api/people/{}", person.id);
    let items = ["photo", "about", "city", "languages", "rating", "achievements", "history", "contacts"];
    let circles = ["everyone", "members", "organizers", "nobody"];
    // Who sees it, by circle: a visitor, who waits for an account, a member, the organizer, oneself.
    let expected = [
        [true; 5],
        [false, false, true, true, true],
        [false, false, false, true, true],
        [false, false, false, false, true],
    ];
    let mut wrong = Vec::new();
    for item in items {
        for (circle, expected) in circles.iter().zip(expected) {
            let choice = json!({ "privacy": { "page": "everyone", item: circle } });
            person.put("/api/profile/privacy", choice).await.expect(200);
            for (viewer, expected) in [&visitor, &waiting, &member, &organizer, &person].into_iter().zip(expected) {
                let page = viewer.get(&path).await.expect(200);
                if shows(&page, item) != expected {
                    wrong.push(format!("{item} for {circle}, seen by {}: {page}", page["viewer"]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_closed_page_is_like_none() {
    let app = TestApp::start().await;
    let (person, organizer) = told(&app).await;
    let member = app.volunteer().await;
    let path = format!("/api/people/{}", person.id);
    let photo = format!("/files/people/{}", person.id);
    // Volunteers are for members unless they say otherwise.
    assert_eq!(app.anonymous().get(&path).await.error(404), "not_found");
    assert_eq!(app.anonymous().get(&photo).await.status, 404);
    assert_eq!((member.get(&path).await.status, member.get(&photo).await.status), (200, 200));
    person.put("/api/profile/privacy", json!({ "privacy": { "page": "nobody" } })).await.expect(200);
    for viewer in [&member, &organizer, &app.anonymous()] {
        assert_eq!(viewer.get(&path).await.error(404), "not_found");
        assert_eq!(viewer.get(&photo).await.status, 404);
    }
    assert_eq!(person.get(&photo).await.status, 200);
    for gone in [app.blocked().await.id, app.pending_organizer().await.id, 999_999] {
        assert_eq!(member.get(&format!("/api/people/{gone}")).await.error(404), "not_found");
    }
}

#[tokio::test]
async fn the_owner_sees_the_page_through_the_eyes_of_others() {
    let app = TestApp::start().await;
    let (person, _) = told(&app).await;
    let path = format!("/api/people/{}", person.id);
    assert!(shows(&person.get(&path).await.expect(200), "contacts"));
    assert!(!shows(&person.get(&format!("{path}?as=member")).await.expect(200), "contacts"));
    assert!(shows(&person.get(&format!("{path}?as=organizer")).await.expect(200), "contacts"));
    assert_eq!(person.get(&format!("{path}?as=visitor")).await.error(404), "not_found");
    assert_eq!(person.get(&format!("{path}?as=admin")).await.field("as"), "unknown");
    // Nobody else gets other eyes than their own.
    let member = app.volunteer().await;
    assert!(!shows(&member.get(&format!("{path}?as=organizer")).await.expect(200), "contacts"));
}

#[tokio::test]
async fn of_a_minor_less_is_shown_than_chosen() {
    let app = TestApp::start().await;
    let (person, organizer) = told(&app).await;
    let mine = person.get("/api/profile").await.expect(200);
    let born = (app.ctx.today() - TimeDelta::days(15 * 365)).to_string();
    let mut profile = json!({ "name": "Айгерим", "city": "Almaty", "birth_date": born, "version": mine["version"] });
    let mine = person.put("/api/profile", profile.clone()).await.expect(200);
    assert_eq!((mine["is_minor"].clone(), mine["privacy"]["photo"].clone()), (json!(true), json!("organizers")));
    let all = ["page", "photo", "about", "city", "languages", "rating", "achievements", "history", "contacts"];
    let open: Value =
        all.iter().map(|item| ((*item).to_owned(), json!("everyone"))).collect::<serde_json::Map<_, _>>().into();
    let mine = person.put("/api/profile/privacy", json!({ "privacy": open })).await.expect(200);
    assert_eq!(mine["privacy"]["page"], "members", "what really holds is told");
    let path = format!("/api/people/{}", person.id);
    assert_eq!(app.anonymous().get(&path).await.error(404), "not_found");
    let member = app.volunteer().await.get(&path).await.expect(200);
    assert!(!shows(&member, "photo") && !shows(&member, "contacts") && !shows(&member, "city"));
    assert!(shows(&organizer.get(&path).await.expect(200), "photo"));
    // Nobody is born tomorrow.
    profile["version"] = person.get("/api/profile").await.expect(200)["version"].clone();
    profile["birth_date"] = json!((app.ctx.today() + TimeDelta::days(1)).to_string());
    assert_eq!(person.put("/api/profile", profile.clone()).await.field("birth_date"), "in_future");
    profile["birth_date"] = json!("32.13.2008");
    assert_eq!(person.put("/api/profile", profile).await.field("birth_date"), "date");
}

#[tokio::test]
async fn names_that_want_to_be_something_else() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let version = async || person.get("/api/me").await.expect(200)["version"].clone();
    let put = async |name: &str| person.put("/api/profile", json!({ "name": name, "version": version().await })).await;
    assert_eq!(put("Аня\r\nBcc: all@people.test").await.field("name"), "forbidden_characters");
    assert_eq!(put("a\u{202E}b").await.field("name"), "forbidden_characters");
    assert_eq!(put(&"я".repeat(201)).await.field("name"), "too_long");
    for fine in ["🎉 Аня", "שלום עולם", "'\";--<script>alert(1)</script>"] {
        put(fine).await.expect(200);
        let page = app.browser(&person).await.with("accept", "text/html").get(&format!("/people/{}", person.id)).await;
        assert_eq!(page.status, 200);
        let html = String::from_utf8_lossy(&page.bytes).into_owned();
        assert!(!html.contains("<script>alert(1)"), "{fine}");
    }
    let unknown = json!({ "name": "A", "languages": ["tlh"], "city": "Atlantis", "version": version().await });
    let reply = person.put("/api/profile", unknown).await;
    assert_eq!((reply.field("languages"), reply.field("city")), ("unknown".into(), "unknown".into()));
}

#[tokio::test]
async fn a_photo_is_a_photo() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let post =
        async |bytes: &[u8]| person.multipart("/api/profile/photo", Form::new().file("photo", "me.jpg", bytes)).await;
    assert_eq!(post(b"<svg onload=alert(1)>").await.field("photo"), "not_a_photo");
    assert_eq!(post(&photos::png_bomb()).await.field("photo"), "too_many_pixels");
    assert!(["broken_photo", "cut_short"].contains(&post(&photos::broken_jpeg()).await.field("photo").as_str()));
    assert_eq!(person.multipart("/api/profile/photo", Form::new().text("a", "b")).await.field("photo"), "required");
    assert!(person.get("/api/me").await.expect(200)["profile_photo"].is_null());
    let url = post(&photos::jpeg(3)).await.expect(200)["photo_url"].as_str().expect("an address").to_owned();
    let shown = person.get(&url).await;
    let square = image::load_from_memory(&shown.bytes).expect("a picture");
    assert_eq!((square.width(), square.height()), (480, 480));
    // Another photo takes its place, and its address differs.
    let next = post(&photos::jpeg(4)).await.expect(200)["photo_url"].as_str().expect("an address").to_owned();
    assert_ne!(url, next);
    person.delete("/api/profile/photo").await.expect(204);
    assert_eq!(person.get(&next).await.status, 404);
}

async fn submit(person: &Client, seed: u32) -> Value {
    let form = Form::new().file("photo", "me.jpg", &photos::jpeg(seed));
    person.multipart("/api/profile/verification", form).await.expect(201)
}

async fn standing(person: &Client) -> String {
    let state = person.get("/api/profile/verification").await.expect(200);
    state["status"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn verification_goes_through_its_states() {
    let app = TestApp::start().await;
    let (person, reviewer) = (app.volunteer().await, app.moderator().await);
    assert_eq!(person.get("/api/profile/verification").await.error(404), "not_found");
    submit(&person, 1).await;
    let queue = reviewer.get("/api/admin/verifications").await.expect(200);
    let id = queue["items"][0]["id"].as_i64().expect("it waits");
    let to = |step: &str| format!("/api/admin/verifications/{id}/{step}");
    let reason = json!({ "reason": "The face cannot be seen" });
    let verified = async || reviewer.get(&format!("/api/people/{}", person.id)).await.expect(200)["verified"].clone();
    // Step, status of the answer, where it then stands.
    let table = [
        ("send-back", 409, "waiting"),
        ("reject", 200, "rejected"),
        ("reject", 200, "rejected"),
        ("confirm", 409, "rejected"),
        ("submit", 201, "waiting"),
        ("confirm", 200, "confirmed"),
        ("confirm", 200, "confirmed"),
        ("reject", 409, "confirmed"),
        ("send-back", 200, "rejected"),
        ("submit", 201, "waiting"),
        ("confirm", 200, "confirmed"),
        ("submit", 201, "waiting"),
    ];
    for (index, (step, status, after)) in table.into_iter().enumerate() {
        if step == "submit" {
            // The limit per day is not what is tested here.
            sqlx::query("delete from core.rate_limits").execute(app.db()).await.expect("forgotten");
            submit(&person, index as u32 + 10).await;
        } else {
            let reply = reviewer.post(&to(step), reason.clone()).await;
            assert_eq!(reply.status, status, "{index} {step}: {}", reply.text());
        }
        assert_eq!(standing(&person).await, after, "{index} {step}");
        assert_eq!(verified().await, json!(after == "confirmed"), "{index} {step}");
    }
    assert_eq!(reviewer.post(&to("reject"), json!({ "reason": " " })).await.field("reason"), "required");
    app.run_jobs().await;
    let told = "select count(*) from messaging.notifications where notice ->> 'kind' like 'verification%'";
    assert!(app.count(told).await >= 5, "{}", app.count(told).await);
    let logged = "select count(*) from core.audit_log where subject_kind = 'verification'";
    assert_eq!(app.count(logged).await, 4 + 1 + 2 + 1, "each change once, nothing for what changed nothing");
}

#[tokio::test]
async fn another_name_or_photo_takes_the_mark_away() {
    let app = TestApp::start().await;
    let (person, reviewer) = (app.volunteer().await, app.moderator().await);
    let rename = async |name: &str| {
        let version = person.get("/api/me").await.expect(200)["version"].clone();
        person.patch("/api/me", json!({ "name": name, "version": version })).await
    };
    let verified = async || reviewer.get(&format!("/api/people/{}", person.id)).await.expect(200)["verified"].clone();
    submit(&person, 1).await;
    let path = format!("/api/admin/verifications/{}", app.count("select id from accounts.verifications").await);
    reviewer.post(&format!("{path}/confirm"), json!({})).await.expect(200);

    // Nothing else takes it: other fields, the same name, no photo any more.
    let name = person.get("/api/me").await.expect(200)["name"].as_str().unwrap_or_default().to_owned();
    rename(&name).await.expect(200);
    assert_eq!(verified().await, json!(true));
    // While the photo is kept it waits anew, and who looked at the old name is told.
    let seen = reviewer.get(&path).await.expect(200)["version"].clone();
    rename("Другое Имя").await.expect(200);
    assert_eq!((standing(&person).await.as_str(), verified().await), ("waiting", json!(false)));
    let stale = reviewer.with("if-match", format!("\"{seen}\"")).post(&format!("{path}/confirm"), json!({})).await;
    assert_eq!(stale.error(409), "stale_version");
    reviewer.post(&format!("{path}/confirm"), json!({})).await.expect(200);
    assert_eq!(verified().await, json!(true));

    // Once the photo is gone, another one is asked for.
    app.clock.advance(TimeDelta::days(15));
    verification::remove_old_photos(&app.ctx).await.expect("run");
    let person = app.sign_in_again(&person).await;
    let photo = Form::new().file("photo", "me.jpg", &photos::jpeg(7));
    person.multipart("/api/profile/photo", photo).await.expect(200);
    let state = person.get("/api/profile/verification").await.expect(200);
    assert_eq!((&state["status"], &state["lapsed"]), (&json!("rejected"), &json!("photo")));
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'verification.lapse'").await, 2);
    submit(&person, 8).await;
    assert_eq!(person.get("/api/profile/verification").await.expect(200)["lapsed"], Value::Null);
}

#[tokio::test]
async fn only_reviewers_see_the_photo_and_only_for_a_while() {
    let app = TestApp::start().await;
    let (person, reviewer) = (app.volunteer().await, app.moderator().await);
    submit(&person, 1).await;
    let item = reviewer.get("/api/admin/verifications").await.expect(200)["items"][0].clone();
    let id = item["id"].as_i64().expect("an id");
    let path = format!("/api/admin/verifications/{id}");
    let link = item["photo_url"].as_str().expect("a link").to_owned();
    assert_eq!(app.anonymous().get(&link).await.status, 200, "who holds the link opens it");
    let bare = format!("/files/verifications/{id}");
    for wrong in [bare.clone(), format!("{bare}?link=x"), format!("{link}x")] {
        assert_eq!(reviewer.get(&wrong).await.status, 404, "{wrong}");
    }
    assert_eq!(app.volunteer().await.get(&path).await.error(403), "not_allowed");
    // An access token is no link.
    let token = reviewer.token.clone().expect("a token");
    assert_eq!(app.anonymous().get(&format!("{bare}?link={token}")).await.status, 404);
    app.clock.advance(TimeDelta::minutes(11));
    assert_eq!(app.anonymous().get(&link).await.status, 404, "expired");

    let reviewer = app.moderator().await;
    reviewer.post(&format!("{path}/confirm"), json!({})).await.expect(200);
    app.clock.advance(TimeDelta::days(13));
    verification::remove_old_photos(&app.ctx).await.expect("run");
    assert_eq!(app.count("select count(*) from accounts.verifications where photo_key is not null").await, 1);
    app.clock.advance(TimeDelta::days(2));
    verification::remove_old_photos(&app.ctx).await.expect("run");
    assert_eq!(app.count("select count(*) from accounts.verifications where photo_key is not null").await, 0);
    assert_eq!(app.count("select count(*) from accounts.verifications where status = 'confirmed'").await, 1);
}

#[tokio::test]
async fn nobody_confirms_oneself_or_a_photo_not_looked_at() {
    let app = TestApp::start().await;
    let (person, reviewer) = (app.volunteer().await, app.moderator().await);
    submit(&reviewer, 1).await;
    let own = app.count("select id from accounts.verifications").await;
    let seen = reviewer.get(&format!("/api/review/items/verification/{own}")).await.expect(200);
    assert_eq!((&seen["mine"], &seen["may_decide"]), (&json!(true), &json!(false)), "shown, not theirs to decide");
    let confirm = reviewer.post(&format!("/api/admin/verifications/{own}/confirm"), json!({})).await;
    assert_eq!(confirm.error(403), "own_item");
    assert_eq!(standing(&reviewer).await, "waiting");

    submit(&person, 2).await;
    let item = reviewer.get("/api/admin/verifications").await.expect(200)["items"][0].clone();
    submit(&person, 3).await;
    let path = format!("/api/admin/verifications/{}/confirm", item["id"]);
    let seen = reviewer.with("if-match", format!("\"{}\"", item["version"]));
    assert_eq!(seen.post(&path, json!({})).await.error(409), "stale_version");
    assert_eq!(standing(&person).await, "waiting");
    for seed in 4..7 {
        submit(&person, seed).await;
    }
    let form = Form::new().file("photo", "me.jpg", &photos::jpeg(9));
    assert_eq!(person.multipart("/api/profile/verification", form).await.error(429), "too_many_requests");
}

#[tokio::test]
async fn sign_ins_are_seen_and_ended() {
    let app = TestApp::start().await;
    let (person, stranger) = (app.volunteer().await, app.volunteer().await);
    let (here, there) = (app.browser(&person).await, app.browser(&person).await);
    here.get("/api/me").await.expect(200);
    let list = here.get("/api/profile/sessions").await.expect(200)["items"].as_array().expect("a list").clone();
    assert_eq!(list.len(), 3, "two browsers and the tokens of an application");
    assert_eq!(list.iter().filter(|one| one["current"] == json!(true)).count(), 1);
    assert_eq!(list[0]["current"], json!(true), "this one first");
    let application = list.iter().find(|one| one["device"]["app"] == json!(true)).expect("the application");
    let end = |id: &Value| format!("/api/profile/sessions/{}", id.as_str().unwrap_or_default());
    assert_eq!(stranger.delete(&end(&application["id"])).await.error(404), "not_found");
    here.delete(&end(&application["id"])).await.expect(204);
    assert_eq!(person.get("/api/me").await.error(401), "unauthenticated", "its token ends at once");
    assert_eq!(here.delete(&end(&application["id"])).await.error(404), "not_found");
    here.delete("/api/profile/sessions").await.expect(204);
    assert_eq!((here.get("/api/me").await.status, there.get("/api/me").await.status), (200, 401));
    assert_eq!(stranger.get("/api/me").await.status, 200);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'user.end_sessions'").await, 2);
}

#[tokio::test]
async fn a_device_is_told_in_words() {
    let app = TestApp::start().await;
    let person = app.volunteer().await;
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
    let body = format!("input[email]={}&input[password]={}", person.email, crate::support::people::PASSWORD);
    let browser = app.anonymous().with("sec-fetch-site", "same-origin").with("user-agent", firefox);
    let kind = Some("application/x-www-form-urlencoded");
    let reply = browser.send(Method::POST, "/web/sign-in", kind, Body::from(body)).await;
    let cookie =
        reply.header("set-cookie").split(';').next().and_then(|c| c.strip_prefix("bq_session=")).expect("signed in");
    let browser = Client { session: Some(cookie.to_owned()), ..browser };
    let list = browser.get("/api/profile/sessions").await.expect(200);
    let device = &list["items"][0]["device"];
    assert_eq!((device["browser"].as_str(), device["system"].as_str()), (Some("Firefox"), Some("Linux")));
    assert_eq!(list["items"][0]["address"], "127.0.0.1");
}
