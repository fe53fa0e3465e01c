//! Photo reports by the API: what is refused, what comes back, one effect per decision.

use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::{Form, TestApp, photos};

fn form(task: i64, photo: &[u8]) -> Form {
    Form::new().text("task_id", task).text("description", "Done").file("photo", "photo.jpg", photo)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_photo_is_refused_with_the_reason_and_leaves_nothing() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    volunteer.post(&format!("/api/volunteer/join-task/{}", project.task), json!({})).await.expect(200);
    let table: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a text named .jpg", b"Hello, I am text".to_vec(), "not_a_photo"),
        ("0 bytes", Vec::new(), "empty_file"),
        ("broken", photos::broken_jpeg(), "broken_photo"),
        ("cut short", photos::jpeg(1)[..300].to_vec(), "cut_short"),
        ("60 megapixels", photos::png_bomb(), "too_many_pixels"),
        ("16 MB", photos::heavy_jpeg(16 * 1024 * 1024), "file_too_large"),
    ];
    for (what, bytes, code) in table {
        let reply = volunteer.multipart("/api/volunteer/photo-reports", form(project.task, &bytes)).await;
        assert_eq!(reply.field("photo.0"), code, "{what}");
    }
    // One good photo does not save a bad one.
    let mixed = form(project.task, &photos::jpeg(1)).file("photo", "x.jpg", b"text");
    let reply = volunteer.multipart("/api/volunteer/photo-reports", mixed).await;
    assert_eq!(reply.field("photo.1"), "not_a_photo");
    let none = Form::new().text("task_id", project.task);
    assert_eq!(volunteer.multipart("/api/volunteer/photo-reports", none).await.field("photo"), "required");
    let mut many = Form::new().text("task_id", project.task);
    for n in 0..11 {
        many = many.file("photo", "p.jpg", &photos::png(n));
    }
    assert_eq!(volunteer.multipart("/api/volunteer/photo-reports", many).await.field("photo"), "too_many");
    let no_task = Form::new().file("photo", "p.jpg", &photos::jpeg(1));
    assert_eq!(volunteer.multipart("/api/volunteer/photo-reports", no_task).await.field("task_id"), "required");
    assert_eq!(app.count("select count(*) from volunteering.photo_reports").await, 0);
    assert_eq!(app.count("select count(*) from volunteering.photos").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_holds_a_place_reports_and_only_once() {
    let app = TestApp::start().await;
    let (organizer, volunteer, stranger) = (app.organizer().await, app.volunteer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let path = "/api/volunteer/photo-reports";
    let reply = stranger.multipart(path, form(project.task, &photos::jpeg(1))).await;
    assert_eq!(reply.error(409), "not_joined");
    assert_eq!(stranger.multipart(path, form(999_999, &photos::jpeg(1))).await.error(404), "not_found");
    app.reported(&volunteer, project.task, 2).await;
    let again = volunteer.multipart(path, form(project.task, &photos::jpeg(3))).await;
    assert_eq!(again.error(409), "report_exists");
}

#[tokio::test(flavor = "multi_thread")]
async fn approving_at_the_same_time_has_one_effect() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 4).await;
    let path = format!("/api/organizer/photo-reports/{report}/approve");
    let body = json!({ "rating": 5, "comment": "Thanks" });
    for reply in join_all((0..6).map(|_| organizer.post(&path, body.clone()))).await {
        assert_eq!(reply.expect(200)["status"], "approved");
    }
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from growth.points_ledger").await, 1);
    assert_eq!(app.count("select count(*) from volunteering.ratings").await, 1);
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'report.approve'").await, 1);
    assert_eq!(
        app.count("select rating_count::bigint from accounts.users order by rating_count desc limit 1").await,
        1
    );
    assert_eq!(
        app.count("select count(*) from messaging.notifications where notice->>'kind' = 'report_approved'").await,
        1
    );
    let reject = organizer.post(&path.replace("approve", "reject"), json!({ "reason": "no" })).await;
    assert_eq!(reject.error(409), "already_decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rating_is_one_to_five() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 5).await;
    let path = format!("/api/organizer/photo-reports/{report}/approve");
    let table: [(Value, &str); 5] = [
        (json!(0), "too_small"),
        (json!(6), "too_big"),
        (json!("good"), "malformed"),
        (Value::Null, "required"),
        (json!([5]), "malformed"),
    ];
    for (rating, code) in table {
        assert_eq!(organizer.post(&path, json!({ "rating": rating })).await.field("rating"), code, "{rating}");
    }
    let stale = organizer.post(&path, json!({ "rating": 5, "version": 99 })).await;
    assert_eq!(stale.error(409), "stale_version");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_report_is_corrected_and_a_rejected_one_may_be_sent_anew() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 6).await;
    let at = |step: &str| format!("/api/organizer/photo-reports/{report}/{step}");
    assert_eq!(organizer.post(&at("return"), json!({ "reason": "" })).await.field("reason"), "required");
    organizer.post(&at("return"), json!({ "reason": "Too dark" })).await.expect(200);
    let mine = volunteer.get(&format!("/api/volunteer/photo-reports/{report}")).await.expect(200);
    assert_eq!((&mine["status"], &mine["rejection_reason"]), (&json!("returned"), &json!("Too dark")));
    let correction = Form::new().text("description", "In daylight").file("photo", "day.jpg", &photos::jpeg(60));
    let path = format!("/api/volunteer/photo-reports/{report}/resubmit");
    let again = volunteer.multipart(&path, correction).await.expect(200);
    assert_eq!(again["photo_report"]["status"], "pending");
    organizer.post(&at("reject"), json!({ "reason": "Not the park" })).await.expect(200);
    organizer.post(&at("reject"), json!({ "reason": "Not the park" })).await.expect(200);
    let anew = volunteer.multipart("/api/volunteer/photo-reports", form(project.task, &photos::jpeg(61))).await;
    anew.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_are_seen_by_those_concerned_only() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 8).await;
    let mine = volunteer.get(&format!("/api/volunteer/photo-reports/{report}")).await.expect(200);
    for url in [&mine["photos"][0]["url"], &mine["photos"][0]["thumb_url"]] {
        let url = url.as_str().expect("a URL");
        for client in [&volunteer, &organizer, &app.moderator().await] {
            let photo = client.get(url).await;
            assert_eq!(photo.status, 200);
            assert!(photo.header("cache-control").starts_with("private"));
            assert!(photo.header("content-type").starts_with("image/"));
            let tag = photo.header("etag").to_owned();
            assert_eq!(client.with("if-none-match", tag).get(url).await.status, 304);
        }
        for client in [&app.anonymous(), &app.volunteer().await, &app.organizer().await] {
            assert_eq!(client.get(url).await.status, 404);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_sends_one_report() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    volunteer.post(&format!("/api/volunteer/join-task/{}", project.task), json!({})).await.expect(200);
    let keyed = volunteer.with("idempotency-key", "report-1");
    let send = || keyed.multipart("/api/volunteer/photo-reports", form(project.task, &photos::jpeg(9)));
    let (first, again) = (send().await.expect(201), send().await.expect(201));
    assert_eq!(first["photo_report"]["id"], again["photo_report"]["id"]);
    assert_eq!(app.count("select count(*) from volunteering.photo_reports").await, 1);
}
