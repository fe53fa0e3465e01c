//! Photo reports on their way: sent, returned, corrected, rejected, reviewed; nothing half done.

use serde_json::{Value, json};

use crate::support::{Client, Form, Reply, TestApp, photos};

pub async fn approve(organizer: &Client, report: i64, rating: i64) -> Reply {
    let body = json!({ "rating": rating, "comment": "Well done" });
    organizer.post(&format!("/api/organizer/photo-reports/{report}/approve"), body).await
}

pub async fn refuse(organizer: &Client, report: i64, how: &str) -> Reply {
    let body = json!({ "reason": "The litter is not to be seen" });
    organizer.post(&format!("/api/organizer/photo-reports/{report}/{how}"), body).await
}

pub async fn review(organizer: &Client, report: i64) -> Value {
    organizer.get(&format!("/api/organizer/photo-reports/{report}")).await.expect(200)
}

pub async fn send(volunteer: &Client, task: i64, photos: &[Vec<u8>]) -> Reply {
    let form = Form::new().text("task_id", task).text("description", "Done");
    let form = photos.iter().fold(form, |form, photo| form.file("photo", "photo.jpg", photo));
    volunteer.multipart("/api/volunteer/photo-reports", form).await
}

pub async fn join(volunteer: &Client, task: i64) {
    volunteer.post(&format!("/api/volunteer/join-task/{task}"), json!({})).await.expect(200);
}

#[tokio::test]
async fn a_returned_report_comes_back_with_other_photos() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 1).await;
    let path = format!("/api/volunteer/photo-reports/{report}/resubmit");
    let correction = || Form::new().text("description", "Closer").file("photo", "a.jpg", &photos::jpeg(9));
    assert_eq!(volunteer.multipart(&path, correction()).await.error(409), "wrong_state");

    let returned = refuse(&organizer, report, "return").await.expect(200);
    assert_eq!(returned["returned"]["message"], "The litter is not to be seen");
    let old_photo = returned["photos"][0]["id"].as_i64().expect("an id");
    let old_key: String = sqlx::query_scalar("select thumb_key from volunteering.photos where id = $1")
        .bind(old_photo)
        .fetch_one(app.db())
        .await
        .expect("a key");
    assert!(app.ctx.files.get(&old_key).await.is_ok());
    assert_eq!(app.volunteer().await.multipart(&path, correction()).await.status, 404);

    let again = volunteer.multipart(&path, correction()).await.expect(200);
    assert_eq!(again["photo_report"]["status"], "pending");
    assert!(again["photo_report"]["returned"].is_null());
    assert!(app.ctx.files.get(&old_key).await.is_err(), "the old files are gone");
    let card = review(&organizer, report).await;
    let changed: Vec<&str> =
        card["changes"].as_array().into_iter().flatten().filter_map(|c| c["field"].as_str()).collect();
    assert_eq!(changed, ["description", "photo"]);
    assert_eq!(card["waiting"], 1);
    app.run_jobs().await;
    let told = "select count(*) from messaging.notifications where notice ->> 'kind' = 'report_submitted'";
    assert_eq!(app.count(told).await, 2);
    // A return is worth a mail; without a mail server it is kept in the outbox.
    let mailed = "select count(*) from messaging.deliveries d
                  join volunteering.photo_reports r on r.volunteer_id = d.user_id
                  where d.channel = 'email' and d.kind = 'report_returned' and d.state = 'kept'";
    assert_eq!(app.count(mailed).await, 1);
}

#[tokio::test]
async fn after_a_rejection_another_report_can_come() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 1).await;
    assert_eq!(send(&volunteer, project.task, &[photos::jpeg(2)]).await.error(409), "report_exists");
    refuse(&organizer, report, "reject").await.expect(200);
    refuse(&organizer, report, "reject").await.expect(200);
    assert_eq!(approve(&organizer, report, 5).await.error(409), "already_decided");
    assert_eq!(refuse(&organizer, report, "return").await.error(409), "already_decided");
    send(&volunteer, project.task, &[photos::jpeg(2)]).await.expect(201);
    app.run_jobs().await;
    let told = "select count(*) from messaging.notifications where notice ->> 'kind' = 'report_rejected'";
    assert_eq!(app.count(told).await, 1);
}

#[tokio::test]
async fn a_report_needs_a_place_on_the_task() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    assert_eq!(send(&volunteer, project.task, &[photos::jpeg(1)]).await.error(409), "not_joined");
    assert_eq!(send(&volunteer, 999_999, &[photos::jpeg(1)]).await.status, 404);
    // The one place is taken: whoever waits has nothing to report.
    join(&app.volunteer().await, project.single).await;
    join(&volunteer, project.single).await;
    assert_eq!(send(&volunteer, project.single, &[photos::jpeg(1)]).await.error(409), "not_joined");
}

#[tokio::test]
async fn one_bad_photo_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    join(&volunteer, project.task).await;
    let reply = send(&volunteer, project.task, &[photos::jpeg(1), b"no photo".to_vec(), photos::png_bomb()]).await;
    assert_eq!((reply.field("photo.1"), reply.field("photo.2")), ("not_a_photo".into(), "too_many_pixels".into()));
    assert_eq!(send(&volunteer, project.task, &[]).await.field("photo"), "required");
    let many: Vec<Vec<u8>> = (0..11).map(|_| photos::png(1)).collect();
    assert_eq!(send(&volunteer, project.task, &many).await.field("photo"), "too_many");
    assert_eq!(app.count("select count(*) from volunteering.photo_reports").await, 0);
    assert_eq!(app.count("select count(*) from volunteering.photos").await, 0);
}

#[tokio::test]
async fn sending_twice_at_once_makes_one_report() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    join(&volunteer, project.task).await;
    let (one, two) = ([photos::jpeg(1)], [photos::jpeg(2)]);
    let (a, b) = tokio::join!(send(&volunteer, project.task, &one), send(&volunteer, project.task, &two));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    assert_eq!(app.count("select count(*) from volunteering.photos").await, 1);
}

#[tokio::test]
async fn what_was_seen_before_is_shown_beside_it() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let (first, second, third) = (app.volunteer().await, app.volunteer().await, app.volunteer().await);
    let original = app.reported(&first, project.task, 5).await;
    let copy = app.reported(&second, project.task, 5).await;
    join(&third, project.task).await;
    let smaller = image::load_from_memory(&photos::jpeg(5)).expect("a photo").thumbnail(500, 500);
    let mut retouched = std::io::Cursor::new(Vec::new());
    smaller.write_to(&mut retouched, image::ImageFormat::Png).expect("a PNG");
    let sent = send(&third, project.task, &[retouched.into_inner(), photos::jpeg(77)]).await.expect(201);
    let similar = sent["photo_report"]["id"].as_i64().expect("an id");

    assert_eq!(review(&organizer, original).await["evidence"][0]["novelty"]["kind"], "new");
    let novelty = &review(&organizer, copy).await["evidence"][0]["novelty"];
    assert_eq!((&novelty["kind"], &novelty["report_id"]), (&json!("same_file"), &json!(original)));
    let card = review(&organizer, similar).await;
    let novelty = &card["evidence"][0]["novelty"];
    assert_eq!((&novelty["kind"], &novelty["report_id"]), (&json!("similar_to"), &json!(original)));
    assert!(novelty["similarity"].as_i64().is_some_and(|percent| (87..=100).contains(&percent)), "{novelty}");
    assert_eq!(card["evidence"][1]["novelty"]["kind"], "new");
    assert_eq!(card["evidence"][1]["time"]["kind"], "unknown");
    assert_eq!(card["evidence"][1]["place"]["kind"], "unknown");
}

#[tokio::test]
async fn the_queue_leads_from_one_to_the_next() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let mut reports = Vec::new();
    for seed in 1..=3 {
        reports.push(app.reported(&app.volunteer().await, project.task, seed).await);
    }
    let list = organizer.get("/api/organizer/photo-reports?status=pending&limit=2").await.expect(200);
    let ids: Vec<i64> = list["items"].as_array().into_iter().flatten().filter_map(|r| r["id"].as_i64()).collect();
    assert_eq!(ids, reports[..2]);
    let next = list["next"].as_str().expect("another page");
    let rest =
        organizer.get(&format!("/api/organizer/photo-reports?status=pending&limit=2&cursor={next}")).await.expect(200);
    assert_eq!((&rest["items"][0]["id"], &rest["next"]), (&json!(reports[2]), &Value::Null));
    assert_eq!(review(&organizer, reports[1]).await["next"], reports[2]);
    assert_eq!(review(&organizer, reports[2]).await["next"], reports[0], "the queue begins anew");
    let all = organizer.get("/api/organizer/photo-reports").await.expect(200);
    assert_eq!(all["items"][0]["id"], reports[2], "newest first without a filter");
    let other = app.organizer().await;
    assert_eq!(other.get("/api/organizer/photo-reports").await.expect(200)["items"], json!([]));
    assert_eq!(other.get(&format!("/api/organizer/photo-reports/{}", reports[0])).await.status, 404);
    assert_eq!(approve(&other, reports[0], 5).await.status, 404);
    assert_eq!(organizer.get("/api/organizer/photo-reports?status=done").await.field("status"), "unknown");
}

#[tokio::test]
async fn a_photo_opens_for_those_it_concerns() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 1).await;
    let card = review(&organizer, report).await;
    let table = [
        (&volunteer, 200),
        (&organizer, 200),
        (&app.moderator().await, 200),
        (&app.volunteer().await, 404),
        (&app.organizer().await, 404),
        (&app.anonymous(), 404),
    ];
    for (who, expected) in table {
        for url in ["url", "thumb_url"] {
            let path = card["report"]["photos"][0][url].as_str().expect("a URL");
            assert_eq!(who.get(path).await.status, expected, "{} {path}", who.email);
        }
    }
}
