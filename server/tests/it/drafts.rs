//! Drafts of forms: on every device, one's own, with what happened meanwhile.

use serde_json::{Value, json};

use crate::support::world::project_input;
use crate::support::{Client, TestApp};

const NEW: &str = "/api/drafts/project/new";

fn draft(title: &str, revision: Option<i64>) -> Value {
    json!({ "fields": { "title": title, "tasks": [{ "text": "Собрать 🎉" }, { "text": "" }] }, "revision": revision })
}

async fn save(client: &Client, title: &str, revision: Option<i64>) -> Value {
    client.put(NEW, draft(title, revision)).await.expect(200)
}

#[tokio::test]
async fn a_draft_is_there_on_every_device_of_its_owner() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    assert_eq!(organizer.get(NEW).await.status, 404);
    let saved = save(&organizer, "'\";--<script> שלום", None).await;
    assert_eq!((&saved["revision"], &saved["replaced"]), (&json!(1), &Value::Null));
    let elsewhere = app.browser(&organizer).await;
    let found = elsewhere.get("/web/drafts/find?form=project&subject=").await.expect(200);
    assert_eq!(found["fields"], draft("'\";--<script> שלום", None)["fields"]);
    assert_eq!(found["saved_at"], saved["saved_at"]);
    // Nobody else's: there is none, and what they save is their own.
    let other = app.organizer().await;
    assert_eq!(other.get(NEW).await.status, 404);
    save(&other, "Mine", None).await;
    assert_eq!(organizer.get(NEW).await.expect(200)["revision"], 1);
    assert_eq!(organizer.delete(NEW).await.status, 204);
    assert_eq!(organizer.delete(NEW).await.status, 204);
    assert_eq!(organizer.get(NEW).await.status, 404);
    assert_eq!(other.get(NEW).await.expect(200)["fields"]["title"], "Mine");
}

#[tokio::test]
async fn of_two_devices_the_last_wins_and_is_told() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let first = save(&organizer, "Phone", None).await;
    let second = save(&organizer, "Phone again", Some(1)).await;
    assert_eq!((&second["revision"], &second["replaced"]), (&json!(2), &Value::Null));
    // The laptop still knows the first save.
    let third = save(&organizer, "Laptop", Some(1)).await;
    assert_eq!((&third["revision"], &third["replaced"]), (&json!(3), &second["saved_at"]));
    assert_ne!(first["saved_at"], third["saved_at"]);
    assert_eq!(organizer.get(NEW).await.expect(200)["fields"]["title"], "Laptop");

    // All at once: nobody fails, every save counts, all but the first are told.
    organizer.delete(NEW).await;
    let saves = (0..8).map(|n| {
        let organizer = organizer.clone();
        tokio::spawn(async move { save(&organizer, &format!("At once {n}"), None).await })
    });
    let mut answers = Vec::new();
    for save in saves.collect::<Vec<_>>() {
        answers.push(save.await.expect("a save"));
    }
    let mut revisions: Vec<i64> = answers.iter().filter_map(|answer| answer["revision"].as_i64()).collect();
    revisions.sort_unstable();
    assert_eq!(revisions, (1..=8).collect::<Vec<_>>());
    assert_eq!(answers.iter().filter(|answer| answer["replaced"].is_null()).count(), 1);
}

#[tokio::test]
async fn a_draft_belongs_to_a_record_one_may_edit() {
    let app = TestApp::start().await;
    let (organizer, other) = (app.organizer().await, app.organizer().await);
    let project = app.published(&organizer).await;
    let path = format!("/api/drafts/project/{}", project.id);
    organizer.put(&path, draft("Begun", None)).await.expect(200);
    for path in [
        &path[..],
        "/api/drafts/project/999999",
        "/api/drafts/project/x",
        "/api/drafts/nothing/1",
        "/api/drafts/nothing/new",
    ] {
        assert_eq!(other.get(path).await.status, 404, "{path}");
        assert_eq!(other.put(path, draft("Mine now", None)).await.status, 404, "{path}");
    }
    let volunteer = app.volunteer().await;
    assert_eq!(volunteer.put(NEW, draft("No", None)).await.error(403), "not_allowed");
    assert_eq!(app.anonymous().put(NEW, draft("No", None)).await.status, 401);
    // The record goes: its draft is out of reach, and no other comes.
    sqlx::query("update volunteering.projects set organizer_id = $2 where id = $1")
        .bind(project.id)
        .bind(other.id)
        .execute(app.db())
        .await
        .expect("another owner");
    assert_eq!(organizer.get(&path).await.status, 404);
    assert_eq!(organizer.put(&path, draft("Again", None)).await.status, 404);
    assert_eq!(other.get(&path).await.status, 404, "the new owner sees nobody's draft");
}

#[tokio::test]
async fn what_is_no_draft_is_refused() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let long = json!({ "fields": { "description": "я".repeat(40_000) } });
    assert_eq!(organizer.put(NEW, long).await.error(413), "too_large");
    for (body, field, code) in [
        (json!({ "fields": "text" }), "fields", "malformed"),
        (json!({ "fields": [1] }), "fields", "malformed"),
        (json!({}), "fields", "malformed"),
        (json!({ "fields": { "a": "x\0" } }), "fields.a", "forbidden_characters"),
        (json!({ "fields": {}, "revision": "x" }), "revision", "malformed"),
    ] {
        assert_eq!(organizer.put(NEW, body.clone()).await.field(field), code, "{body}");
    }
    assert_eq!(app.count("select count(*) from core.drafts").await, 0);
    for n in 0..100 {
        sqlx::query("insert into core.drafts (user_id, form, subject, fields) values ($1, 'project', $2, '{}')")
            .bind(organizer.id)
            .bind(n.to_string())
            .execute(app.db())
            .await
            .expect("a draft");
    }
    assert_eq!(organizer.put(NEW, draft("One more", None)).await.field("draft"), "too_many");
}

#[tokio::test]
async fn old_drafts_are_removed_by_the_clock() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    save(&organizer, "Kept", None).await;
    sqlx::query(
        "insert into core.drafts (user_id, form, subject, fields, updated_at)
         values ($1, 'project', '7', '{}', now() - interval '31 days')",
    )
    .bind(organizer.id)
    .execute(app.db())
    .await
    .expect("an old draft");
    birqadam_accounts::ops::admin::clean_up(&app.ctx).await.expect("cleaned up");
    assert_eq!(app.count("select count(*) from core.drafts").await, 1);
    assert_eq!(organizer.get(NEW).await.expect(200)["fields"]["title"], "Kept");
}

/// The page of a form and its plain sending, as a browser without JavaScript does both.
struct Page(Client);

impl Page {
    fn of(browser: &Client, page: &str) -> Page {
        Page(
            browser
                .with("accept", "text/html")
                .with("host", "birqadam.test")
                .with("referer", format!("http://birqadam.test{page}")),
        )
    }

    async fn send(&self, action: &str, fields: &[(&str, &str)]) -> crate::support::Reply {
        let form = fields.iter().fold(crate::support::Form::new(), |form, (name, value)| form.text(name, value));
        self.0.multipart(action, form).await
    }
}

/// The session after an answer: a new one when a cookie was set.
fn follow(client: &Client, reply: &crate::support::Reply) -> Client {
    let cookie = reply.header("set-cookie").split(';').next().and_then(|pair| pair.strip_prefix("bq_session="));
    let mut next = client.clone();
    next.session = cookie.map(str::to_owned).or(next.session);
    next
}

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_a_draft_is_kept_by_a_button_and_continued() {
    let app = TestApp::start().await;
    let browser = app.browser(&app.organizer().await).await;
    let page = Page::of(&browser, "/organizer/projects/new");
    let fields = [
        ("draft_form", "project"),
        ("draft_subject", ""),
        ("title", "Half a title"),
        ("version", "3"),
        ("tasks.0.text", "First"),
        ("tasks.4.text", "Second"),
    ];
    let kept = page.send("/web/drafts/keep", &fields).await;
    assert_eq!(
        (kept.status, kept.header("location")),
        (302, "/organizer/projects/new?draft=continue&done=draft-saved")
    );
    let found = browser.get("/web/drafts/find?form=project").await.expect(200);
    assert_eq!(
        found["fields"],
        json!({ "title": "Half a title", "tasks": [{ "text": "First" }, { "text": "Second" }] })
    );

    let html = browser.with("accept", "text/html");
    let offered = html.get("/organizer/projects/new").await;
    assert!(offered.text_whole().contains("/organizer/projects/new?draft=continue"), "offered");
    assert!(!offered.text_whole().contains("value=\"Half a title\""), "not before it is asked for");
    let continued = html.get("/organizer/projects/new?draft=continue").await;
    assert!(continued.text_whole().contains("value=\"Half a title\""), "{}", continued.text());
    assert!(continued.text_whole().contains("value=\"Second\""));
    // Somebody else's page knows nothing of it.
    let other = app.browser(&app.organizer().await).await.with("accept", "text/html");
    assert!(!other.get("/organizer/projects/new?draft=continue").await.text_whole().contains("Half a title"));

    // Sent: the draft has done its work.
    let complete = [
        ("title", "A whole title"),
        ("description", "What we do"),
        ("city", "Almaty"),
        ("volunteer_type", "social"),
        ("tasks.0.text", "First"),
        ("tasks.0.deadline", "31.12.2099"),
        ("tasks.0.max_volunteers", "2"),
        ("step", "send"),
    ];
    let sent = page.send("/web/organizer/projects/save", &complete).await;
    assert!(sent.header("location").contains("done=project-submitted"), "{}", sent.text());
    assert_eq!(app.count("select count(*) from core.drafts").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_an_older_version_is_shown_with_both() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let browser = app.browser(&organizer).await;
    let path = format!("/api/drafts/project/{}", project.id);
    let begun = json!({ "fields": { "title": "From my phone" }, "base_version": 1 });
    organizer.put(&path, begun).await.expect(200);
    let mut changed = project_input("Changed meanwhile");
    changed["version"] = organizer.get(&format!("/api/organizer/projects/{}", project.id)).await.expect(200)["project"]
        ["version"]
        .clone();
    organizer.put(&format!("/api/organizer/projects/{}", project.id), changed).await.expect(200);
    let page = format!("/organizer/projects/{}/edit?draft=continue", project.id);
    let shown = browser.with("accept", "text/html").with("accept-language", "en").get(&page).await;
    let text = shown.text_whole();
    assert_eq!(shown.status, 200);
    assert!(text.contains("value=\"From my phone\"") && text.contains("Changed meanwhile"), "both are shown");
    assert!(text.contains("error-summary"), "it is said on top");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_after_the_session_ended_survives_the_sign_in() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    // A cookie of a session that is no more.
    let mut stale = app.browser(&organizer).await;
    stale.session = Some("AAAAAAAAAAAAAAAAAAAAAA".into());
    let page = Page::of(&stale, "/organizer/projects/new");
    let sent = page.send("/web/organizer/projects/save", &[("title", "Typed for an hour"), ("step", "send")]).await;
    assert_eq!((sent.status, sent.header("location")), (303, "/sign-in?next=/organizer/projects/new"));
    let visitor = follow(&stale, &sent);
    // A wrong password first: that form's own refusal must not push this one out.
    let sign_in = |password: &str| {
        let body = format!(
            "input[email]={}&input[password]={password}&input[next]=/organizer/projects/new",
            organizer.email.replace('@', "%40")
        );
        axum::body::Body::from(body)
    };
    let kind = Some("application/x-www-form-urlencoded");
    let at_sign_in = Page::of(&visitor, "/sign-in?next=/organizer/projects/new").0;
    let refused = at_sign_in.send(axum::http::Method::POST, "/web/sign-in", kind, sign_in("wrong")).await;
    assert!(refused.header("location").starts_with("/sign-in"), "{}", refused.text());
    let at_sign_in = follow(&at_sign_in, &refused);
    let form = at_sign_in.get("/sign-in?next=/organizer/projects/new").await;
    assert!(!form.text_whole().contains("Typed for an hour"), "not before the sign-in");
    let accepted = at_sign_in
        .send(axum::http::Method::POST, "/web/sign-in", kind, sign_in(crate::support::people::PASSWORD))
        .await;
    assert_eq!(accepted.header("location"), "/organizer/projects/new");
    let back = follow(&at_sign_in, &accepted);
    let shown = back.get("/organizer/projects/new").await;
    assert!(shown.text_whole().contains("value=\"Typed for an hour\""), "{}", shown.text());
    assert!(!shown.text_whole().contains("error-summary"), "nothing is wrong any more");
    // Shown once.
    assert!(!back.get("/organizer/projects/new").await.text_whole().contains("Typed for an hour"));
}
