//! The main job by the API alone, from registration to an approved photo report, with the paths
//! and fields of the customer's document.

use serde_json::{Value, json};

use crate::support::people::PASSWORD;
use crate::support::world::project_input;
use crate::support::{Client, Form, TestApp, photos};

async fn register(app: &TestApp, body: Value) -> (Client, Value) {
    let answer = app.anonymous().post("/api/register/", body).await.expect(201);
    let token = answer["token"].as_str().expect("a token").to_owned();
    let id = answer["user"]["id"].as_i64().expect("an id");
    (Client { token: Some(token), id, ..app.anonymous() }, answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn from_registration_to_an_approved_report() {
    let app = TestApp::start().await;
    let moderator = app.moderator().await;

    // An organizer registers and waits.
    let (organizer, answer) = register(&app, json!({
        "email": "org@mail.test", "password": PASSWORD, "name": "Пётр", "role": "organizer", "org_name": "Green Earth NGO"
    }))
    .await;
    assert_eq!(answer["status"], "pending");
    assert!(answer["refresh_token"].is_string());
    let refused = organizer.post("/api/organizer/projects/", project_input("Уборка парка Горького")).await;
    assert_eq!(refused.error(403), "account_pending");
    organizer.get("/api/me/").await.expect(200);

    // A moderator finds and approves them.
    let pending = moderator.get("/api/admin/pending-users/").await.expect(200);
    assert_eq!(pending["items"][0]["org_name"], "Green Earth NGO");
    let details = moderator.get(&format!("/api/admin/user-details/{}", organizer.id)).await.expect(200);
    assert_eq!(details["contact_info"]["email"], "org@mail.test");
    moderator.post(&format!("/api/admin/approve-user/{}", organizer.id), json!({})).await.expect(200);

    // The organizer's project with its tasks, moderated, public.
    let created = organizer.post("/api/organizer/projects/", project_input("Уборка парка Горького")).await.expect(201);
    assert_eq!(created["project"]["status"], "pending");
    let project = created["project"]["id"].as_i64().expect("an id");
    let task = created["tasks"][0]["id"].as_i64().expect("an id");
    let hidden = app.anonymous().get(&format!("/api/volunteer/projects/{project}")).await;
    assert_eq!(hidden.error(404), "not_found");
    let waiting = moderator.get("/api/admin/pending-projects/").await.expect(200);
    assert_eq!(waiting["items"][0]["id"], project);
    moderator.post(&format!("/api/admin/approve-project/{project}"), json!({})).await.expect(200);

    // A volunteer registers, finds it, joins.
    let (volunteer, answer) = register(
        &app,
        json!({
            "email": "volunteer@mail.test", "password": PASSWORD, "name": "Иван", "role": "volunteer"
        }),
    )
    .await;
    assert_eq!(answer["status"], "active");
    let found = volunteer.get("/api/volunteer/projects/?type=environmental&city=Almaty").await.expect(200);
    assert_eq!(found["items"][0]["organizer"], "Green Earth NGO");
    assert_eq!(found["items"][0]["location"]["lat"], 43.238);
    let tasks = volunteer.get(&format!("/api/volunteer/projects/{project}/tasks")).await.expect(200);
    assert_eq!(tasks["items"][0]["start_time"], "09:00");
    assert_eq!(tasks["items"][0]["assigned_to"], Value::Null);
    let joined = volunteer.post(&format!("/api/volunteer/join-task/{task}"), json!({})).await.expect(200);
    assert_eq!((&joined["status"], &joined["task"]["id"]), (&json!("assigned"), &json!(task)));
    assert!(!joined["message"].as_str().expect("words").is_empty());
    let tasks = volunteer.get(&format!("/api/volunteer/projects/{project}/tasks")).await.expect(200);
    assert_eq!(tasks["items"][0]["assigned_to"], volunteer.id);

    // Reports with two photos.
    let form = Form::new()
        .text("task_id", task)
        .text("description", "Собрали 20 мешков")
        .file("photo", "before.jpg", &photos::jpeg(1))
        .file("photo", "after.png", &photos::png(2));
    let sent = volunteer.multipart("/api/volunteer/photo-reports/", form).await.expect(201);
    let report = sent["photo_report"]["id"].as_i64().expect("an id");
    assert_eq!(sent["photo_report"]["status"], "pending");
    assert_eq!(sent["photo_report"]["photos"].as_array().map(Vec::len), Some(2));

    // The organizer sees it with the evidence, looks at the photo, approves.
    let queue = organizer.get("/api/organizer/photo-reports/?status=pending").await.expect(200);
    assert_eq!(queue["items"][0]["volunteer"], "Иван");
    let review = organizer.get(&format!("/api/organizer/photo-reports/{report}")).await.expect(200);
    assert_eq!(review["evidence"].as_array().map(Vec::len), Some(2));
    let photo = organizer.get(queue["items"][0]["photo_url"].as_str().expect("a URL")).await;
    assert_eq!((photo.status, photo.header("x-content-type-options")), (200, "nosniff"));
    let people = organizer.get(&format!("/api/organizer/participants/{project}")).await.expect(200);
    assert_eq!(people["items"][0]["photo_reports"], 1);
    let approved = organizer
        .post(
            &format!("/api/organizer/photo-reports/{report}/approve"),
            json!({ "rating": 5, "comment": "Отличная работа!" }),
        )
        .await
        .expect(200);
    assert_eq!((&approved["status"], &approved["rating"]), (&json!("approved"), &json!(5)));

    // Rating, points, progress and notifications follow.
    app.run_jobs().await;
    let me = volunteer.get("/api/me").await.expect(200);
    assert_eq!(me["rating"], 5.0);
    let points = volunteer.get("/api/volunteer/points").await.expect(200);
    assert_eq!((&points["balance"], &points["items"][0]["amount"]), (&json!(5), &json!(5)));
    let achievements = volunteer.get("/api/volunteer/achievements").await.expect(200);
    let progress = |code: &str| {
        let items = achievements["items"].as_array().expect("items");
        items.iter().find(|a| a["code"] == code).map(|a| a["progress"].clone())
    };
    assert_eq!((progress("activist"), progress("photographer")), (Some(json!(1)), Some(json!(2))));
    let kinds = |inbox: &Value| -> Vec<String> {
        let items = inbox["items"].as_array().expect("items");
        items.iter().filter_map(|n| n["notice"]["kind"].as_str().map(str::to_owned)).collect()
    };
    let inbox = volunteer.get("/api/notifications").await.expect(200);
    assert!(kinds(&inbox).contains(&"report_approved".to_owned()), "{inbox}");
    let inbox = organizer.get("/api/notifications").await.expect(200);
    for kind in ["account_approved", "project_approved", "task_joined", "report_submitted"] {
        assert!(kinds(&inbox).contains(&kind.to_owned()), "{kind}: {inbox}");
    }
    organizer.post("/api/notifications/read", json!({})).await.expect(204);
    assert_eq!(organizer.get("/api/notifications").await.expect(200)["unread"], 0);

    // The same person in detail, and the log of it all.
    let detail = organizer.get(&format!("/api/organizer/participant-details/{}", volunteer.id)).await.expect(200);
    assert_eq!(detail["statistics"]["total_tasks"], 1);
    let log = app.admin().await.get("/api/admin/log?limit=100").await.expect(200);
    let operations: Vec<_> = log["items"].as_array().expect("items").iter().map(|e| e["operation"].clone()).collect();
    assert!(operations.contains(&json!("report.approve")), "{operations:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tenth_task_makes_an_activist_once() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    for n in 0..10 {
        let project = app.published(&organizer).await;
        let report = app.reported(&volunteer, project.single, 100 + n).await;
        organizer
            .post(&format!("/api/organizer/photo-reports/{report}/approve"), json!({ "rating": 4, "comment": "" }))
            .await
            .expect(200);
        // The days of different projects are the same: leave the other places alone.
        sqlx::query("update volunteering.tasks set deadline = deadline + $2 where project_id = $1")
            .bind(project.id)
            .bind(i32::try_from(n).expect("small") + 1)
            .execute(app.db())
            .await
            .expect("moved");
    }
    app.run_jobs().await;
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from growth.user_achievements").await, 1);
    assert_eq!(
        app.count("select count(*) from messaging.notifications where notice->>'kind' = 'achievement_unlocked'").await,
        1
    );
}
