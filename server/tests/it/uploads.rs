//! Files sent ahead of their form: one's own, for a day, and kept through a refusal.

use serde_json::json;

use crate::reports::join;
use crate::support::{Client, Form, Reply, TestApp, photos};

async fn stage(client: &Client, name: &str, bytes: &[u8]) -> Reply {
    client.multipart("/api/uploads", Form::new().file("file", name, bytes)).await
}

#[tokio::test]
async fn a_report_is_made_of_files_sent_ahead() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    join(&volunteer, project.task).await;
    let first = stage(&volunteer, "../Было 🎉.jpg", &photos::jpeg(1)).await.expect(201);
    let second = stage(&volunteer, "after.png", &photos::png(2)).await.expect(201);
    assert_eq!((&first["file_name"], &first["content_type"]), (&json!("Было 🎉.jpg"), &json!("image/jpeg")));
    let (a, b) = (first["token"].as_str().expect("a token"), second["token"].as_str().expect("a token"));

    let address = format!("/files/uploads/{a}");
    let mine = volunteer.get(&address).await;
    assert_eq!((mine.status, mine.header("content-type")), (200, "image/jpeg"));
    assert_eq!(mine.header("cache-control"), "private, no-store");
    for (who, status) in [(app.volunteer().await, 404), (organizer.clone(), 404), (app.anonymous(), 401)] {
        assert_eq!(who.get(&address).await.status, status);
    }
    // Somebody else's token is none.
    let stranger = app.volunteer().await;
    join(&stranger, project.task).await;
    let form = |ids: &str| Form::new().text("task_id", project.task).text("upload_ids", ids);
    let stolen = stranger.multipart("/api/volunteer/photo-reports", form(a)).await;
    assert_eq!(stolen.field("upload_ids.0"), "file_gone");

    let sent = volunteer.multipart("/api/volunteer/photo-reports", form(&format!("{a}, {b}"))).await.expect(201);
    assert_eq!(sent["photo_report"]["photos"].as_array().map(Vec::len), Some(2));
    assert_eq!(app.count("select count(*) from core.uploads").await, 0, "taken");
    assert_eq!(volunteer.get(&address).await.status, 404);
}

#[tokio::test]
async fn what_no_form_can_want_is_refused_at_once() {
    let app = TestApp::start().await;
    let volunteer = app.volunteer().await;
    let large = vec![0xFF; 15 * 1024 * 1024 + 1];
    let table: [(&[u8], &str); 4] = [
        (b"", "empty_file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not_a_document"),
        (b"GIF89a", "not_a_document"),
        (&large, "file_too_large"),
    ];
    for (bytes, code) in table {
        assert_eq!(stage(&volunteer, "photo.jpg", bytes).await.field("file"), code);
    }
    assert_eq!(volunteer.multipart("/api/uploads", Form::new().text("file", "x")).await.field("file"), "required");
    assert_eq!(stage(&app.anonymous(), "photo.jpg", &photos::jpeg(1)).await.status, 401);
    sqlx::query(
        "insert into core.uploads (token, user_id, file_key, file_name, content_type, size_bytes)
         select md5(n::text), $1, 'private/uploads/none', 'x.jpg', 'image/jpeg', 1 from generate_series(1, 60) n",
    )
    .bind(volunteer.id)
    .execute(app.db())
    .await
    .expect("many files");
    assert_eq!(stage(&volunteer, "photo.jpg", &photos::jpeg(1)).await.field("file"), "too_many");
}

#[tokio::test]
async fn files_nobody_came_for_are_removed_by_the_clock() {
    let app = TestApp::start().await;
    let volunteer = app.volunteer().await;
    let kept = stage(&volunteer, "a.jpg", &photos::jpeg(1)).await.expect(201);
    let old = stage(&volunteer, "b.jpg", &photos::jpeg(2)).await.expect(201);
    let key: String = sqlx::query_scalar(
        "update core.uploads set created_at = now() - interval '25 hours' where token = $1 returning file_key",
    )
    .bind(old["token"].as_str())
    .fetch_one(app.db())
    .await
    .expect("an old file");
    birqadam_accounts::ops::admin::clean_up(&app.ctx).await.expect("cleaned up");
    assert!(app.ctx.files.get(&key).await.is_err(), "the file itself is gone");
    let path = |file: &serde_json::Value| format!("/files/uploads/{}", file["token"].as_str().unwrap_or_default());
    assert_eq!(volunteer.get(&path(&old)).await.status, 404);
    assert_eq!(volunteer.get(&path(&kept)).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_a_file_outlives_a_refusal() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let browser = app.browser(&organizer).await.with("accept", "text/html").with("host", "birqadam.test");
    let form_page = browser.with("referer", "http://birqadam.test/organizer/projects/new");
    let save = "/web/organizer/projects/save";
    let refused = Form::new().text("title", "").text("step", "send").file("cover", "park.jpg", &photos::jpeg(3));
    let reply = form_page.multipart(save, refused).await;
    assert_eq!((reply.status, reply.header("location")), (303, "/organizer/projects/new"));
    let page = browser.get("/organizer/projects/new").await.text_whole();
    let token: String = sqlx::query_scalar("select token from core.uploads").fetch_one(app.db()).await.expect("a file");
    assert!(page.contains(&format!("/files/uploads/{token}")) && page.contains("park.jpg"), "shown again");
    assert!(page.contains("name=\"cover_staged\"") && page.contains("name=\"cover_drop\""));

    // One more row keeps it as well.
    let again = Form::new().text("title", "Park").text("step", "add_row").text("cover_staged", &token);
    assert!(form_page.multipart(save, again).await.header("location").contains("#project-tasks-0-text"));
    assert!(browser.get("/organizer/projects/new").await.text_whole().contains(&token));

    let complete = |form: Form| {
        form.text("title", "Park")
            .text("description", "What we do")
            .text("city", "Almaty")
            .text("volunteer_type", "social")
            .text("tasks.0.text", "First")
            .text("tasks.0.deadline", "31.12.99")
            .text("step", "draft")
    };
    let sent = form_page.multipart(save, complete(Form::new().text("cover_staged", &token))).await;
    assert!(sent.header("location").contains("done=project-saved"), "{} {}", sent.header("location"), sent.text());
    assert_eq!(app.count("select count(*) from volunteering.projects where cover_key is not null").await, 1);
    assert_eq!(app.count("select count(*) from core.uploads").await, 0);

    // It is there in the size of a page and in that of a card; one from before the copies, large in both.
    let project: i64 =
        sqlx::query_scalar("select max(id) from volunteering.projects").fetch_one(app.db()).await.expect("it");
    let (large, card) = (format!("/files/covers/{project}"), format!("/files/covers/{project}/card"));
    let (page, small) = (browser.get(&large).await.bytes, browser.get(&card).await.bytes);
    assert!(small.starts_with(&[0xff, 0xd8]) && small.len() < page.len(), "{} of {}", small.len(), page.len());
    sqlx::query("update volunteering.projects set cover_card_key = null").execute(app.db()).await.expect("an old one");
    assert_eq!(browser.get(&card).await.bytes, page);

    // Marked as no longer wanted: the project has none.
    let staged = stage(&organizer, "b.jpg", &photos::jpeg(4)).await.expect(201);
    let token = staged["token"].as_str().expect("a token");
    let dropped = complete(Form::new().text("cover_staged", token).text("cover_drop", token));
    assert!(form_page.multipart(save, dropped).await.header("location").contains("done=project-saved"));
    assert_eq!(app.count("select count(*) from volunteering.projects where cover_key is null").await, 1);

    // No photo at all: told at the field, nothing kept.
    let wrong = complete(Form::new().file("cover", "evil.jpg", b"<html>"));
    assert_eq!(form_page.multipart(save, wrong).await.header("location"), "/organizer/projects/new");
    assert_eq!(app.count("select count(*) from volunteering.projects").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_registration_says_which_files_to_choose_again() {
    let app = TestApp::start().await;
    let page = "http://localhost/register?role=organizer";
    let visitor = app.anonymous().with("host", "localhost").with("accept", "text/html").with("referer", page);
    let visitor = visitor.with("sec-fetch-site", "same-origin");
    let form = Form::new()
        .text("role", "organizer")
        .text("email", "no address")
        .text("name", "Ерлан <b>")
        .file("documents", "charter.pdf", b"%PDF-1.4\n%%EOF")
        .file("documents", "scan of 'us'.jpg", &photos::jpeg(1));
    let refused = visitor.multipart("/web/register", form).await;
    assert_eq!(refused.status, 303, "{}", refused.text());
    let cookie = refused.header("set-cookie").split(['=', ';']).nth(1).expect("a session").to_owned();
    let back = Client { session: Some(cookie), ..app.anonymous() };
    let html = back.with("accept", "text/html").with("accept-language", "en").get("/register?role=organizer").await;
    let html = html.text_whole();
    assert!(html.contains("charter.pdf") && html.contains("scan of"), "named: {html}");
    assert!(html.contains("Choose the files again"), "{html}");
    assert_eq!(app.count("select count(*) from core.uploads").await, 0, "nothing is kept for visitors");
    assert_eq!(app.count("select count(*) from accounts.users").await, 0);
}
